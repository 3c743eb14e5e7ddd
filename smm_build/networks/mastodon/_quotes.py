"""Quoting a post on Mastodon, where the server offers it.

Source: https://docs.joinmastodon.org/client/quotes/ and https://docs.joinmastodon.org/methods/search/#v2, read on
2026-11-23.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import Flow, PartTask, Request, Session
from smm_build.networks.mastodon._server import SERVER
from smm_build.networks.mastodon._statuses import identifier

__all__ = ["refuse_quote", "resolve_quote"]

_SINCE = 7
"""The version of Mastodon's API with quotes; Mastodon 4.5."""
_NOT_FOUND = 404
_OWN = re.compile(r"/@[\w.-]+/(?P<id>\d+)")
"""The address of a post, without its server."""
_NOT_ALLOWED = frozenset({"denied", "unknown"})


def refuse_quote(task: PartTask, session: Session) -> None:
    """Raise :class:`Refused` for a quote where the server offers none."""
    if not task.variant.settings.quote:
        return
    version = session.facts.get("api_version", "")
    if not version.isdigit() or int(version) < _SINCE:
        raise refuse_content(_NO_QUOTES)


def resolve_quote(task: PartTask, session: Session) -> Flow[str | None]:
    """Return the id that the quoted post has on the account's own server; only the first message quotes."""
    address = task.variant.settings.quote
    if not address or task.number > 1:
        return None
    here = _OWN.fullmatch(address.removeprefix(session.account.server))
    status = (yield from _by_id(here["id"], session)) if here else (yield from _by_address(address, session))
    quoted = identifier(status.get("id"))
    if quoted is None:
        raise refuse_content(
            Sentence(
                f"The server does not find the post to be quoted: {address}.",
                f"Il server non trova il post da citare: {address}.",
            )
        )
    if _policy(status) in _NOT_ALLOWED:
        raise refuse_content(
            Sentence(
                f"Its author does not let {address} be quoted.", f"Chi ha scritto {address} non permette di citarlo."
            )
        )
    return quoted


def _by_id(name: str, session: Session) -> Flow[Mapping[str, object]]:
    """Return a post of the account's own server, for which the token need not be allowed to search."""
    url = f"{session.account.server}/api/v1/statuses/{name}"
    answer = yield Request("GET", url, _LOOK_UP.en, headers=session.headers)
    if not answer.ok and answer.status != _NOT_FOUND:
        raise SERVER.refused(answer, _LOOK_UP, session)
    return answer.data


def _by_address(address: str, session: Session) -> Flow[Mapping[str, object]]:
    answer = yield Request(
        "GET",
        f"{session.account.server}/api/v2/search",
        _LOOK_UP.en,
        headers=session.headers,
        params={"q": address, "type": "statuses", "resolve": "true", "limit": "1"},
    )
    found = answer.data.get("statuses")
    if not answer.ok or not isinstance(found, list):
        raise SERVER.refused(answer, _LOOK_UP, session)
    return found[0] if found and isinstance(found[0], dict) else {}


def _policy(status: Mapping[str, object]) -> object:
    approval = status.get("quote_approval")
    return approval.get("current_user") if isinstance(approval, dict) else None


_LOOK_UP = Sentence("look up the quoted post", "cercare il post citato")
_NO_QUOTES = Sentence(
    "The server does not offer quotes, which come with Mastodon 4.5: put the address into the text instead.",
    "Il server non offre citazioni, che arrivano con Mastodon 4.5: metti l'indirizzo nel testo.",
)
