"""Files on their way to Mastodon."""

from __future__ import annotations

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import FileBody, Flow, PartTask, Request, Session, Wait
from smm_build.networks.mastodon._server import SERVER
from smm_build.networks.mastodon._statuses import identifier

__all__ = ["upload"]

_LOOKS = 30
"""How often an upload is looked at before it is given up: a little over four minutes."""
_NOT_READY = frozenset({202, 206})


def upload(task: PartTask, number: int, session: Session) -> Flow[str]:
    """Return the id of an upload, once the instance has finished with it.

    Source: https://docs.joinmastodon.org/methods/media/#v2, read on 2026-11-22.
    """
    asked = Sentence(f"upload file {number}", f"caricare il file {number}")
    server = session.account.server
    form = _form(task.part.media[number - 1])
    answer = yield Request("POST", f"{server}/api/v2/media", asked.en, headers=session.headers, form=form)
    media_id = identifier(answer.data.get("id"))
    if not answer.ok or media_id is None:
        raise SERVER.refused(answer, asked, session)
    for look in range(_LOOKS):
        if answer.status not in _NOT_READY:
            return media_id
        yield Wait(min(1.0 + look, 10.0))
        answer = yield Request("GET", f"{server}/api/v1/media/{media_id}", asked.en, headers=session.headers)
        if not answer.ok or identifier(answer.data.get("id")) != media_id:
            raise SERVER.refused(answer, asked, session)
    raise SERVER.refused(answer, asked, session)


def _form(media: Media) -> dict[str, str | FileBody]:
    assert media.facts is not None, "refused before anything was asked"
    form: dict[str, str | FileBody] = {"file": FileBody(media.file, media.facts.mime)}
    if media.alt:
        form["description"] = media.alt
    if media.focus:
        form["focus"] = _focus(*media.focus)
    return form


def _focus(across: float, down: float) -> str:
    """Return the point to keep in view: ours from the top left, theirs from the middle, -1 to 1 and upwards.

    Source: https://docs.joinmastodon.org/api/guidelines/#focal-points, read on 2026-11-23.
    """
    return f"{2 * across - 1:.2f},{1 - 2 * down:.2f}"
