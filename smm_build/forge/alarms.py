"""What somebody has to know of, as issues: what is due and not out, and what will soon be in the way. Pure.

Issues may be public. So they name posts by title and id and tell states; what a post says, what a network answered and
what a check found in the text stays in the workspace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from smm_build.compose.profile_words import named_fields
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Language, Sentence
from smm_build.forge._github_marked import Problem
from smm_build.forge._github_state import WorkflowState
from smm_build.forge.endings import Ending, Symptom
from smm_build.plan import ProfileStanding, ProfileState, what_next
from smm_build.text.quoting import in_markdown

__all__ = ["SILENCE", "Alarm", "Watched", "alarms"]

SILENCE = timedelta(hours=3)
"""Without a run that went through for so long, something is wrong: schedules come late, but seldom this late."""
_QUIET = timedelta(days=45)
_OFF_AFTER = timedelta(days=60)
_STEPS = (timedelta(days=1), timedelta(days=7), timedelta(days=14))
"""An ending is told fourteen days before, and again seven days and one day before."""
_VERSION_SOON = timedelta(days=60)
_SHOWN = 50
"""Deliveries listed in one issue."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What was looked at, at the aware instant ``now`` on the brand's clock.

    ``late`` is due and not out. ``changed_at`` is when anything was last committed, ``symptoms`` what the doctor was
    not content with, ``versions`` the days on which networks stop to answer the version of their API that is spoken.
    ``link`` gives a file's page on the forge. ``profiles`` are how the declared profiles stand.
    """

    now: datetime
    late: Sequence[PlannedDelivery] = ()
    workflow: WorkflowState | None = None
    changed_at: datetime | None = None
    endings: Sequence[Ending] = ()
    symptoms: Sequence[Symptom] = ()
    versions: Mapping[str, date] = field(default_factory=dict)
    silence: timedelta = SILENCE
    link: Callable[[str], str | None] = lambda _: None
    profiles: Sequence[ProfileStanding] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """A problem, and whether something is wrong already; else there is still time."""

    problem: Problem
    wrong: bool


def alarms(watched: Watched, language: Language) -> tuple[Alarm, ...]:
    """Return one alarm for each problem, in the team's language; the same problem has the same key every time."""
    found = (
        *_late(watched),
        *_runs(watched),
        *_quiet(watched),
        *_endings(watched),
        *_symptoms(watched),
        *_versions(watched),
        *_drifts(watched),
    )
    return tuple(
        Alarm(Problem(key, title.into(language), body.into(language)), wrong) for key, title, body, wrong in found
    )


_Said = tuple[str, Sentence, Sentence, bool]


# --- what is due and not out: one issue a channel, because one cause often holds back everything on it ----------------


def _late(watched: Watched) -> Iterator[_Said]:
    by_channel: dict[str, list[PlannedDelivery]] = {}
    for planned in watched.late:
        by_channel.setdefault(planned.key.channel, []).append(planned)
    for channel, those in sorted(by_channel.items()):
        title = Sentence(
            f"{channel}: {len(those)} post{'' if len(those) == 1 else 's'} due and not out",
            f"{channel}: {len(those)} post da pubblicare e non uscit{'o' if len(those) == 1 else 'i'}",
        )
        yield f"late {channel}", title, _list(watched, those), True


def _list(watched: Watched, those: Sequence[PlannedDelivery]) -> Sentence:
    rows = [_row(watched, planned) for planned in those[:_SHOWN]]
    rest = len(those) - len(rows)
    en, it = "\n".join(row.en for row in rows), "\n".join(row.it for row in rows)
    if rest:
        en, it = f"{en}\n- … {rest} more", f"{it}\n- … altri {rest}"
    return Sentence(
        f"{en}\n\n`smm explain ID` says why. This issue closes by itself when all of them are out or decided.",
        f"{it}\n\n`smm explain ID` dice perché. Questa issue si chiude da sola quando sono tutti usciti o decisi.",
    )


def _row(watched: Watched, planned: PlannedDelivery) -> Sentence:
    post = planned.variant.post
    page = watched.link(post.path)
    # A post without a title is called by its first words, and those are not out yet.
    name = f"**{in_markdown(post.title)}**" if "title" in post.places.keys else f"`{post.id}`"
    shown = f"[{name}]({page})" if page else name
    shown += f" (`{post.id}`)" if "title" in post.places.keys else ""
    clock = f"{planned.publish_at:%Y-%m-%d %H:%M}" if planned.publish_at else "?"
    state, what = _STATES.get(planned.state, _OTHER), what_next(planned)
    return Sentence(
        f"- {shown}, {clock}: {state.en}. {what.en}.",
        f"- {shown}, {clock}: {state.it}. {what.it}.",
    )


_OTHER = Sentence("not out", "non uscito")
_STATES = {
    State.BLOCKED: Sentence("a check found an error", "un controllo ha trovato un errore"),
    State.FAILED: Sentence("the last attempt failed", "l'ultimo tentativo non è riuscito"),
    State.UNCERTAIN: Sentence("nobody can tell whether it is out", "non si può sapere se è uscito"),
    State.MISSED: Sentence("missed", "mancato"),
    State.UNAPPROVED: Sentence("not approved as it is", "non approvato così com'è"),
    State.DUE: Sentence("no run came", "nessuna esecuzione è arrivata"),
    State.CLAIMED: Sentence("a run stopped in the middle", "un'esecuzione si è fermata a metà"),
}


# --- the workflow -----------------------------------------------------------------------------------------------------


def _runs(watched: Watched) -> Iterator[_Said]:
    workflow = watched.workflow
    if workflow is None:
        return
    page = f"[{workflow.name}]({workflow.url})" if workflow.url else f"`{workflow.name}`"
    if workflow.switched_off:
        title = Sentence("Publishing is switched off", "La pubblicazione è disattivata")
        body = Sentence(
            f"GitHub does not run {page} any more. Nothing goes out until somebody enables it on its page.",
            f"GitHub non esegue più {page}. Non esce nulla finché qualcuno non lo riattiva sulla sua pagina.",
        )
        yield "workflow off", title, body, True
        return
    last = workflow.succeeded_at
    if last is not None and watched.now - last <= watched.silence:
        return
    hours = int(watched.silence.total_seconds() // 3600)
    since = f"{last.astimezone(watched.now.tzinfo):%Y-%m-%d %H:%M}" if last else None
    title = Sentence(
        f"No publishing run went through for {hours} hours", f"Nessuna pubblicazione riuscita da {hours} ore"
    )
    body = Sentence(
        f"The last run of {page} that went through {f'ended {since}' if since else 'is unknown: there was none'}."
        " Look at its runs: start one by hand, and see why the schedule does not come or why it fails.",
        f"L'ultima esecuzione riuscita di {page} {f'è finita il {since}' if since else 'non si conosce: non ce n’è'}."
        " Guarda le esecuzioni: avviane una a mano, e cerca perché quella programmata non arriva o non riesce.",
    )
    yield "no run", title, body, True


def _quiet(watched: Watched) -> Iterator[_Said]:
    workflow, changed = watched.workflow, watched.changed_at
    if workflow is None or not workflow.public or workflow.switched_off or changed is None:
        return
    if watched.now - changed < _QUIET:
        return
    day = (changed + _OFF_AFTER).astimezone(watched.now.tzinfo).date()
    title = Sentence(f"Schedules are switched off on {day}", f"Le esecuzioni programmate si disattivano il {day}")
    body = Sentence(
        "In a public repository GitHub switches schedules off after 60 days without activity. Commit something before"
        " that day, or disable and enable the workflow on its page.",
        "In un repository pubblico GitHub disattiva le esecuzioni programmate dopo 60 giorni senza attività. Fai un"
        " commit prima di quel giorno, o disattiva e riattiva il workflow sulla sua pagina.",
    )
    yield "quiet", title, body, False


# --- what ends --------------------------------------------------------------------------------------------------------


def _endings(watched: Watched) -> Iterator[_Said]:
    for ending in sorted(watched.endings, key=lambda ending: ending.channel):
        left = ending.expires_at - watched.now
        if left > _STEPS[-1]:
            continue
        day = ending.expires_at.astimezone(watched.now.tzinfo).date()
        over = left <= timedelta()
        step = next(step.days for step in _STEPS if left <= step)
        title = (
            Sentence(f"{ending.channel}: the token ended on {day}", f"{ending.channel}: il token è scaduto il {day}")
            if over
            else Sentence(
                f"{ending.channel}: the token ends on {day}, in {_days(step).en} or less",
                f"{ending.channel}: il token scade il {day}, entro {_days(step).it}",
            )
        )
        body = Sentence(
            f"Nothing goes out on {ending.channel} after that. Renew the token (`smm doctor` says how) and put it into"
            " the repository's secrets.",
            f"Da quel giorno su {ending.channel} non esce più nulla. Rinnova il token (`smm doctor` dice come) e"
            " mettilo nei secret del repository.",
        )
        yield f"token {ending.channel}", title, body, over


def _days(count: int) -> Sentence:
    return Sentence("one day", "un giorno") if count == 1 else Sentence(f"{count} days", f"{count} giorni")


def _symptoms(watched: Watched) -> Iterator[_Said]:
    """One issue for each thing the doctor looked at."""
    by_thing: dict[str, list[Symptom]] = {}
    for symptom in watched.symptoms:
        by_thing.setdefault(symptom.about, []).append(symptom)
    for about, those in sorted(by_thing.items()):
        wrong = any(symptom.wrong for symptom in those)
        named = in_markdown(about)
        title = (
            Sentence(f"{named}: something is in the way of publishing", f"{named}: qualcosa impedisce di pubblicare")
            if wrong
            else Sentence(f"{named}: worth a look soon", f"{named}: da guardare presto")
        )
        rows = "\n".join(f"- {in_markdown(symptom.what)}" for symptom in those[:_SHOWN])
        body = Sentence(
            f"{rows}\n\n`smm doctor` looks again.",
            f"{rows}\n\n`smm doctor` guarda di nuovo.",
        )
        yield f"doctor {about}", title, body, wrong


def _drifts(watched: Watched) -> Iterator[_Said]:
    """One issue for each profile that says something else than its file: which fields, never what stands there."""
    for standing in watched.profiles:
        if standing.state is not ProfileState.DRIFTED:
            continue
        name, named = standing.channel.id, named_fields(standing.fields)
        at = f"{standing.at.astimezone(watched.now.tzinfo):%Y-%m-%d %H:%M}" if standing.at else "?"
        path = standing.channel.path
        page = watched.link(path)
        file = f"[{path}]({page})" if page else f"`{path}`"
        title = Sentence(f"{name}: the profile has drifted", f"{name}: il profilo è cambiato")
        body = Sentence(
            f"Somebody or something changed it on the network: {named.en} (seen {at}). `smm profiles diff {name}` shows"
            f" what. Either put the declared one back with `smm profiles apply {name}`, or by hand from `smm profiles"
            f" checklist {name}`; or take what is there over into {file}. If nobody of the team did it, change the"
            " account's password first.",
            f"Qualcuno o qualcosa l'ha cambiato sul social: {named.it} (visto il {at}). `smm profiles diff {name}`"
            f" mostra che cosa. Rimetti quello dichiarato con `smm profiles apply {name}`, o a mano con `smm profiles"
            f" checklist {name}`; oppure riporta in {file} quello che c'è. Se non è stato nessuno della squadra, prima"
            " cambia la password dell'account.",
        )
        yield f"profile {name}", title, body, False


def _versions(watched: Watched) -> Iterator[_Said]:
    today = watched.now.date()
    for network, day in _soon(watched.versions, today):
        title = Sentence(
            f"{network} stops to answer this smm on {day}", f"{network} smette di rispondere a questo smm il {day}"
        )
        body = Sentence(
            f"smm speaks a version of {network}'s API that ends on {day}. Update smm before that day.",
            f"smm parla una versione dell'API di {network} che finisce il {day}. Aggiorna smm prima di quel giorno.",
        )
        yield f"version {network}", title, body, day <= today


def _soon(versions: Mapping[str, date], today: date) -> Iterable[tuple[str, date]]:
    return sorted((network, day) for network, day in versions.items() if day - today <= _VERSION_SOON)
