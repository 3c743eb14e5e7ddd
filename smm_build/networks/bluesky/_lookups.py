"""Looking up on Bluesky what a post speaks of: accounts behind handles, and the post it quotes."""

from __future__ import annotations

import re

from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import Flow, PartTask, Request, Session
from smm_build.networks.bluesky._server import BAD_REQUEST, NOT_FOUND, SERVER, classify, method
from smm_build.text.facets import find_facet_mentions

__all__ = ["post_address", "resolve_mentions", "resolve_quote"]

_POST = re.compile(
    r"(?:https://bsky\.app/profile/(?P<who>[^/?#\s]+)/post/|at://(?P<repo>[^/?#\s]+)/app\.bsky\.feed\.post/)"
    r"(?P<rkey>[\w.~:-]+)/?"
)


def resolve_mentions(task: PartTask, session: Session) -> Flow[dict[str, str]]:
    """Return the account ids of those who are mentioned; a handle that nobody has stays plain text."""
    dids: dict[str, str] = {}
    for handle in dict.fromkeys(entity.value for entity in find_facet_mentions(task.part.text)):
        did = yield from _account_of(handle, session)
        if did is not None:
            dids[handle] = did
    return dids


def post_address(address: str) -> re.Match[str] | None:
    """Return whose post an address leads to, as ``who`` or ``repo``, and its ``rkey``; ``None`` when to none."""
    return _POST.fullmatch(address.strip())


def resolve_quote(task: PartTask, session: Session) -> Flow[dict[str, str] | None]:
    """Return the strong reference of the quoted post, ``None`` when there is none; only the first message quotes.

    Source: https://docs.bsky.app/docs/advanced-guides/posts#quote-posts, read on 2026-11-23.
    """
    address = task.variant.settings.quote
    if not address or task.number > 1:
        return None
    quoted = post_address(address)
    assert quoted is not None, "refused before anything was asked"
    who = quoted["who"] or quoted["repo"]
    did = who if who.startswith("did:") else (yield from _account_of(who, session))
    if did is None:
        raise _gone(task)
    answer = yield Request(
        "GET",
        method(session.account, "com.atproto.repo.getRecord"),
        _LOOK_UP.en,
        headers=session.headers,
        params={"repo": did, "collection": "app.bsky.feed.post", "rkey": quoted["rkey"]},
    )
    if answer.ok and answer.text("uri") and answer.text("cid"):
        return {"uri": answer.text("uri"), "cid": answer.text("cid")}
    if answer.status in {BAD_REQUEST, NOT_FOUND} and answer.data and classify(answer) is None:
        raise _gone(task)
    raise SERVER.refused(answer, _LOOK_UP, session)


def _account_of(handle: str, session: Session) -> Flow[str | None]:
    answer = yield Request(
        "GET",
        method(session.account, "com.atproto.identity.resolveHandle"),
        f"look up @{handle}",
        params={"handle": handle},
    )
    did = answer.text("did")
    if answer.ok and did.startswith("did:"):
        return did
    if answer.status not in {BAD_REQUEST, NOT_FOUND} or not answer.data or classify(answer) is not None:
        raise SERVER.refused(answer, Sentence(f"look up @{handle}", f"cercare @{handle}"), session)
    return None


def _gone(task: PartTask) -> Exception:
    address = task.variant.settings.quote
    return refuse_content(
        Sentence(
            f"The post to be quoted is not there (any more): {address}.",
            f"Il post da citare non c'è (più): {address}.",
        )
    )


_LOOK_UP = Sentence("look up the quoted post", "cercare il post citato")
