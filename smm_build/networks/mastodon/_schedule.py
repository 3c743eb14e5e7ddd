"""Posts that lie at a Mastodon server until it publishes them itself.

Only servers of Mastodon itself are trusted with one: of others that speak its API some publish at once what was meant
for later (measured on 2026-11-22). Source: https://docs.joinmastodon.org/methods/scheduled_statuses/, read on
2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from smm_build.domain.sentence import Sentence
from smm_build.domain.time import utc_text
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import CannotKnow, Commit, Flow, InDoubt, PartTask, Request, Session
from smm_build.networks.mastodon._server import SERVER
from smm_build.networks.mastodon._statuses import identifier
from smm_build.text.markup import bare_form

__all__ = ["find_among_scheduled", "hand_over", "refuse_other_servers", "take_off"]

_PAGE = 40
_PAGES = 10
_GONE = 404
_SAME_MOMENT = timedelta(seconds=1)
_HAND_OVER = Sentence("hand over the post", "consegnare il post")
_LIST = Sentence("list the scheduled posts", "elencare i post programmati")
_TAKE_BACK = Sentence("take back the scheduled post", "ritirare il post programmato")
_CHANGED = Sentence(
    "An earlier attempt had other words, and Mastodon finds a scheduled post by its words: look and decide",
    "Un tentativo precedente aveva altre parole, e Mastodon trova un post programmato dalle parole: guarda e decidi",
)
_CUT_OFF = Sentence(
    "Mastodon lists too many scheduled posts to say whether this one is among them: look and decide",
    "Mastodon elenca troppi post programmati per dire se questo c'è: guarda e decidi",
)
_OTHER_SERVER = Sentence(
    "This server is not Mastodon's own, and some of them publish at once what is meant for later: take `schedule_ahead`"
    " out of the channel's file, then smm sends it at its time.",
    "Questo server non è di Mastodon, e alcuni pubblicano subito ciò che è per dopo: togli `schedule_ahead` dal file"
    " del canale, così smm lo invia alla sua ora.",
)


def refuse_other_servers(session: Session) -> None:
    """Raise :class:`Refused` unless the server names the version of Mastodon's own API, as it does since 4.3."""
    if "api_version" not in session.facts:
        raise refuse_content(_OTHER_SERVER)


def hand_over(status: Mapping[str, object], key: str, session: Session, at: datetime) -> Flow[str]:
    """Create a scheduled status for the aware instant ``at`` and return its id; only a scheduled one is believed."""
    answer = yield Commit(
        Request(
            "POST",
            f"{session.account.server}/api/v1/statuses",
            _HAND_OVER.en,
            headers={**session.headers, "Idempotency-Key": key},
            json={**status, "scheduled_at": utc_text(at)},
        )
    )
    scheduled = identifier(answer.data.get("id"))
    if answer.ok and scheduled is not None and answer.text("scheduled_at"):
        return scheduled
    if answer.ok:
        raise InDoubt(_HAND_OVER)
    raise SERVER.after_commit(answer, _HAND_OVER, session)


def find_among_scheduled(task: PartTask, session: Session, at: datetime) -> Flow[str | CannotKnow | None]:
    """Look for the message among what lies at the server, by its words and its time."""
    after: str | None = None
    for _ in range(_PAGES):
        params = {"limit": str(_PAGE)} | ({"max_id": after} if after else {})
        url = f"{session.account.server}/api/v1/scheduled_statuses"
        answer = yield Request("GET", url, _LIST.en, headers=session.headers, params=params)
        page = answer.value
        if not answer.ok or not isinstance(page, list):
            raise SERVER.refused(answer, _LIST, session)
        entries = [entry for entry in page if isinstance(entry, dict)]
        found = next((entry for entry in entries if _is_it(entry, task, at)), None)
        if found is not None:
            return identifier(found.get("id"))
        last = identifier(entries[-1].get("id")) if entries else None
        if len(entries) < _PAGE or last == after:
            return CannotKnow(_CHANGED) if task.changed else None
        after = last
    return CannotKnow(_CUT_OFF)


def take_off(scheduled_id: str, session: Session) -> Flow[bool]:
    """Delete a scheduled status; tell whether it was there."""
    url = f"{session.account.server}/api/v1/scheduled_statuses/{scheduled_id}"
    answer = yield Request("DELETE", url, _TAKE_BACK.en, headers=session.headers)
    if not answer.ok and answer.status != _GONE:
        raise SERVER.refused(answer, _TAKE_BACK, session)
    return answer.ok


def _is_it(entry: Mapping[str, object], task: PartTask, at: datetime) -> bool:
    params = entry.get("params")
    said = params.get("text") if isinstance(params, dict) else None
    same_words = isinstance(said, str) and bare_form(said) == bare_form(task.part.text)
    return same_words and _at(entry) is not None and abs((_at(entry) or at) - at) < _SAME_MOMENT


def _at(entry: Mapping[str, object]) -> datetime | None:
    said = entry.get("scheduled_at")
    try:
        moment = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
