"""What is in the way of publishing, found without publishing anything: accounts, ledger, staging, programs, clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from smm_build.compose.renditions import Rendition, rendition_of
from smm_build.domain.channel import Channel
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import (
    Checkup,
    Examiner,
    InDoubt,
    Refused,
    Renewer,
    Request,
    Response,
    Standing,
    get_network,
    publisher_for,
)
from smm_build.run.credentials import account_for
from smm_build.run.drive import Driver
from smm_build.run.errors import OperationalError
from smm_build.run.films import missing_programs
from smm_build.run.git import Git, GitFailed, find_repository, ledger_remote
from smm_build.run.ledger import BRANCH, Ledger

__all__ = ["Fact", "Watch", "channel_facts", "checkup_facts", "clock_facts", "film_facts", "ledger_facts"]

_SOON = timedelta(days=14)
"""Credentials that end earlier than this are worth a look: nobody looks every day."""
_WRONG_CLOCK = timedelta(minutes=2)
"""Further off, signatures are refused and posts go out at another minute than planned."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was looked at: what it is about, how it is, and what to do, if anything.

    ``expires_at`` is when credentials end, aware, where the fact is about that.
    """

    about: str
    standing: Standing
    what: Sentence
    expires_at: datetime | None = None


@dataclass
class Watch:
    """Passes requests on, and learns from the answers by how much this machine's clock is off."""

    send: Callable[[Request], Response]
    clock: Callable[[], datetime]
    off: list[timedelta] = field(default_factory=list)

    def __call__(self, request: Request) -> Response:
        """Send a request. Raises what the sender raises."""
        answer = self.send(request)
        try:
            said = parsedate_to_datetime(answer.headers.get("date", ""))
        except (ValueError, TypeError):
            return answer
        if said.tzinfo is not None:
            self.off.append(self.clock() - said)
        return answer


def channel_facts(channel: Channel, drive: Driver, environment: Mapping[str, str], now: datetime) -> Iterator[Fact]:
    """Log in to a channel and ask what its network says about it; nothing is posted."""
    network = get_network(channel.network)
    if channel.rehearsed:
        yield Fact(channel.id, Standing.FINE, _REHEARSED)
        return
    publisher = publisher_for(channel.network, rehearsed=False)
    if publisher is None or channel.publish == "manual":
        yield Fact(channel.id, Standing.FINE, _BY_HAND)
        return
    try:
        session = drive(publisher.login(account_for(channel, network, environment)))
        examiner = network if isinstance(network, Examiner) else None
        checkup = drive(examiner.examine(session, now)) if examiner else Checkup(None)
    except (Refused, InDoubt) as error:
        yield Fact(channel.id, Standing.WRONG, error.reason)
        return
    yield from checkup_facts(channel, checkup, now)


def checkup_facts(channel: Channel, checkup: Checkup, now: datetime) -> Iterator[Fact]:
    """Tell what a network said about an account, at the aware instant ``now``."""
    network = get_network(channel.network)
    yield Fact(channel.id, Standing.FINE, _logged_in(channel, network.TITLE, checkup.name))
    if checkup.expires_at is not None:
        yield _days_left(channel, checkup.expires_at, now, renewable=isinstance(network, Renewer))
    yield from (Fact(channel.id, advice.standing, advice.what) for advice in checkup.advice)


def ledger_facts(root: Path) -> Iterator[Fact]:
    """Look whether what was sent can be remembered: the repository, its remote, and writing to the ledger's branch."""
    repository = find_repository(root)
    if repository is None:
        yield Fact("git", Standing.WRONG, _NO_REPOSITORY)
        return
    git = Git(repository)
    try:
        remote = ledger_remote(git)
        if remote is None:
            yield Fact("git", Standing.SOON, _NO_REMOTE)
        ledger = Ledger(repository, remote)
        ledger.refresh()
        records = ledger.read_all()
        wrong = list(ledger.verify())
    except OperationalError as error:
        yield Fact("ledger", Standing.WRONG, error.sentence)
        return
    if wrong:
        yield Fact("ledger", Standing.WRONG, _unsound(len(wrong)))
    # Where there is no ledger yet, any commit will do to ask whether the branch could be made.
    commit = ledger.head or git.line("rev-parse", "--verify", "--quiet", "HEAD")
    if remote and commit and (why := _refused_push(git, remote, commit)):
        yield Fact("ledger", Standing.WRONG, _not_writable(remote, why))
        return
    yield Fact("ledger", Standing.FINE, _ledger(ledger.name, len(records)))


def film_facts(variants: Iterable[Variant]) -> Iterator[Fact]:
    """Look whether the programs are there that the planned films need."""
    needed = any(
        media.facts and media.facts.kind == "video" and isinstance(rendition_of(media, variant), Rendition)
        for variant in variants
        for part in variant.parts
        for media in part.media
    )
    missing = ", ".join(missing_programs())
    if needed and missing:
        yield Fact("ffmpeg", Standing.WRONG, _needs(missing))
    else:
        yield Fact("ffmpeg", Standing.FINE, _NOT_NEEDED if missing else _THERE)


def clock_facts(off: Iterable[timedelta]) -> Iterator[Fact]:
    """Judge this machine's clock by what servers said the time was: the middle one, for one of them may be wrong."""
    measured = sorted(off)
    if not measured:
        yield Fact("clock", Standing.FINE, _NOT_COMPARED)
        return
    middle = measured[len(measured) // 2]
    seconds = round(middle.total_seconds())
    if abs(middle) > _WRONG_CLOCK:
        yield Fact("clock", Standing.WRONG, _clock_off(seconds))
    else:
        yield Fact("clock", Standing.FINE, _CLOCK_RIGHT)


def _refused_push(git: Git, remote: str, head: str) -> str | None:
    """Ask the remote whether it would take the ledger; nothing is changed."""
    try:
        git("push", "--dry-run", "--quiet", "--no-verify", remote, f"{head}:refs/heads/{BRANCH}")
    except GitFailed as error:
        return error.last_line
    return None


def _days_left(channel: Channel, ends: datetime, now: datetime, *, renewable: bool) -> Fact:
    left, day = ends - now, f"{ends:%Y-%m-%d %H:%M} UTC"
    how = _RENEW if renewable else _LOG_IN_AGAIN
    if left <= timedelta(0):
        what = Sentence(f"The credentials ended on {day}. {how.en}", f"Le credenziali sono scadute il {day}. {how.it}")
        return Fact(channel.id, Standing.WRONG, what, ends)
    days = max(left.days, 0)
    what = Sentence(
        f"The credentials end on {day}, in {days} days", f"Le credenziali scadono il {day}, tra {days} giorni"
    )
    if left > _SOON:
        return Fact(channel.id, Standing.FINE, what, ends)
    return Fact(channel.id, Standing.SOON, Sentence(f"{what.en}. {how.en}", f"{what.it}. {how.it}"), ends)


def _logged_in(channel: Channel, title: str, name: str | None) -> Sentence:
    who = name or channel.handle or channel.id
    return Sentence(f"{title}: logged in as {who}", f"{title}: accesso riuscito come {who}")


def _ledger(name: str, count: int) -> Sentence:
    return Sentence(
        f"{name} can be read and written; it knows {count} deliveries",
        f"{name} si legge e si scrive; conosce {count} pubblicazioni",
    )


def _unsound(count: int) -> Sentence:
    return Sentence(
        f"{count} things in the ledger cannot be: see `smm ledger verify`",
        f"{count} cose nel registro non possono essere: guarda `smm ledger verify`",
    )


def _not_writable(remote: str, why: str) -> Sentence:
    return Sentence(
        f"The ledger's branch {BRANCH} on {remote} cannot be written ({why}): check that this run may push to it",
        f"Il ramo del registro {BRANCH} su {remote} non si può scrivere ({why}): controlla di poterci fare push",
    )


def _needs(missing: str) -> Sentence:
    return Sentence(
        f"A film has to be converted, and {missing} is not installed (on Debian and Ubuntu: apt-get install ffmpeg)",
        f"Un video va convertito, e manca {missing} (su Debian e Ubuntu: apt-get install ffmpeg)",
    )


def _clock_off(seconds: int) -> Sentence:
    en, it = ("ahead", "avanti") if seconds > 0 else ("behind", "indietro")
    return Sentence(
        f"This machine's clock is {abs(seconds)} seconds {en}: set it, or posts go out at the wrong minute",
        f"L'orologio di questa macchina è {it} di {abs(seconds)} secondi: regolalo, o i post escono al minuto"
        " sbagliato",
    )


_REHEARSED = Sentence(
    "rehearsed on this machine: its file has no `server`", "si prova su questa macchina: il suo file non ha `server`"
)
_BY_HAND = Sentence("posted by hand: `smm kit`, then `smm done`", "si pubblica a mano: `smm kit`, poi `smm done`")
_RENEW = Sentence("Renew them with `smm refresh`", "Rinnovale con `smm refresh`")
_LOG_IN_AGAIN = Sentence("Log in at the network and make new ones", "Accedi alla rete e creane di nuove")
_NO_REPOSITORY = Sentence(
    "This folder is in no git repository, so what was sent could not be remembered: run `git init`",
    "Questa cartella non è in un repository git, e ciò che esce non si potrebbe ricordare: esegui `git init`",
)
_NO_REMOTE = Sentence(
    "The repository has no remote: only this machine remembers what was sent",
    "Il repository non ha un remote: solo questa macchina ricorda ciò che è uscito",
)
_THERE = Sentence("ffmpeg and ffprobe are there", "ffmpeg e ffprobe ci sono")
_NOT_NEEDED = Sentence("not installed, and no film needs it", "non installato, e nessun video ne ha bisogno")
_NOT_COMPARED = Sentence("no server was asked for the time", "non si è chiesta l'ora a nessun server")
_CLOCK_RIGHT = Sentence("it agrees with the servers'", "va d'accordo con quello dei server")
