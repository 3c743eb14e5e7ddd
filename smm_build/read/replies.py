"""Answers to people: ``content/replies/<case>.md``, with the brand's own words and nobody's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.domain.post import PartText, Post, Settings
from smm_build.read import problems
from smm_build.read.clock import moment
from smm_build.read.files import Tree
from smm_build.read.front_matter import Document, read_document
from smm_build.read.ids import is_id, stem
from smm_build.read.posts import Surroundings
from smm_build.read.schema.reply import ReplyFile
from smm_build.read.validation import Kind

__all__ = ["REPLIES", "read_replies"]

REPLIES = "content/replies"
_KIND: Kind[ReplyFile] = Kind(ReplyFile)
_GRACE = timedelta(days=7)
"""An answer that comes later than that helps nobody: it is missed, and somebody decides."""


def read_replies(tree: Tree, around: Surroundings, found: list[Finding]) -> tuple[Post, ...]:
    """Return every reply as what it is: a post on one channel, whose id is its case."""
    replies: dict[str, Post] = {}
    for path in tree.walk(REPLIES, found):
        source = tree.source(path, found) if path.endswith(".md") else None
        document = read_document(source, found) if source else None
        wrong: list[Finding] = []
        reply = _reply(document, path, around, wrong) if document else None
        found.extend(replace(one, post=reply.id) if reply else one for one in wrong)  # it holds back this reply
        if reply is None:
            continue
        first = replies.setdefault(reply.id.casefold(), reply)
        if first is not reply:
            found.append(problems.duplicate_id(reply.places.of("case"), reply.id, first.places.of("case")))
    return tuple(replies.values())


def _reply(document: Document, path: str, around: Surroundings, found: list[Finding]) -> Post | None:
    said, places = _KIND.read(document.data, found)
    for key, value in (("channel", said.channel), ("written_at", said.written_at)):
        if value is None:
            found.append(problems.missing_key(places.of(""), key))
    if said.channel is None or said.written_at is None:
        return None
    case = said.case or stem(path)
    if not is_id(case) or "@" in case:
        found.append(problems.bad_id(places.of("case"), case))
        return None
    if said.channel not in around.known:
        found.append(problems.unknown_channel(places.of("channel"), said.channel, sorted(around.known)))
    text = document.prose
    begins = document.source.text.index(text, document.body_start) if text else document.body_start
    place: Place = document.source.place(begins)
    settings = Settings(
        publish_at=moment(said.written_at, around.zone, places, "written_at", found),
        grace=_GRACE,
        language=said.language,
    )
    return Post(
        id=case,
        path=path,
        title=case,
        settings=settings,
        overrides={},
        channels=(said.channel,),
        texts={"": (PartText(text, (), place),)},
        places=places,
    )
