"""What went out at the stand-ins, as one page: by channel, newest first, answers below what they answer."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from smm_build.domain.sentence import Language, Sentence
from smm_build.sandbox.standins import Shown

if TYPE_CHECKING:
    import jinja2

__all__ = ["feed_page"]

_WORDS = {
    "title": Sentence("Sandbox: what went out", "Sandbox: che cosa è uscito"),
    "lead": Sentence(
        "What was sent to the stand-ins on this machine, newest first. Nothing of this has left it.",
        "Che cosa è stato inviato alle controfigure su questo computer, dal più recente. Nulla ne è uscito.",
    ),
    "nothing": Sentence(
        "Nothing yet: publish something to one of the stand-ins.",
        "Ancora nulla: pubblica qualcosa verso una delle controfigure.",
    ),
    "channels": Sentence("Channels", "Canali"),
    "skip": Sentence("Skip to what went out", "Vai a che cosa è uscito"),
    "hidden": Sentence("not visible to others: a draft, or waiting", "non visibile ad altri: bozza, o in attesa"),
    "answers": Sentence("Thread and comments", "Thread e commenti"),
    "no_alt": Sentence("no alternative text", "senza testo alternativo"),
    "alt": Sentence("Alternative text", "Testo alternativo"),
    "file": Sentence("A file", "Un file"),
    "answer_to": Sentence("in reply to", "in risposta a"),
    "account": Sentence("account", "profilo"),
    "no_text": Sentence("no text", "senza testo"),
    "other": Sentence("In italiano", "In English"),
}


@dataclass(frozen=True, slots=True)
class Story:
    """Something that stands for itself, with everything that answers it, each with how deep it hangs."""

    shown: Shown
    answers: tuple[tuple[int, Shown], ...]


def feed_page(
    worlds: Mapping[str, Sequence[Shown]],
    language: Language,
    picture: Callable[[str], str | None],
    *,
    live: bool = True,
) -> str:
    """Return the page. ``worlds`` is what is in each world, ``picture`` the address of a file by its digest.

    ``live`` is whether a server stands behind it, which can show it in the other language. All texts are escaped:
    they are anybody's.
    """
    feeds = {name: sorted(_stories(shown), key=_newest, reverse=True) for name, shown in worlds.items() if shown}
    words = {name: said.into(language) for name, said in _WORDS.items()}
    return _template().render(
        feeds=feeds, words=words, language=language, picture=picture, address=_web_address, live=live
    )


def _newest(story: Story) -> str:
    return story.shown.at.isoformat()


def _stories(shown: Sequence[Shown]) -> Iterator[Story]:
    """Put answers below what they answer; what answers something that is not here stands for itself."""
    known = {one.id: one for one in shown}
    below: dict[str, list[Shown]] = {}
    for one in shown:
        if one.reply_to in known and one.reply_to != one.id:
            below.setdefault(str(one.reply_to), []).append(one)
    hanging = {one.id for answers in below.values() for one in answers}
    placed: set[str] = set()
    for one in [*(o for o in shown if o.id not in hanging), *shown]:  # the second time for what goes round in a ring
        if one.id not in placed:
            yield Story(one, tuple(_answers(one, below, placed)))


def _answers(root: Shown, below: Mapping[str, Sequence[Shown]], placed: set[str]) -> Iterator[tuple[int, Shown]]:
    placed.add(root.id)
    waiting = [(1, one) for one in reversed(below.get(root.id, ()))]
    while waiting:
        depth, one = waiting.pop()
        if one.id in placed:
            continue
        placed.add(one.id)
        yield depth, one
        waiting += [(depth + 1, answer) for answer in reversed(below.get(one.id, ()))]


def _web_address(url: str | None) -> str | None:
    """Return an address that may be a link; others, such as ``javascript:``, are shown and lead nowhere."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


@functools.cache
def _template() -> jinja2.Template:
    import jinja2  # noqa: PLC0415 - slow to import, and only needed here

    text = Path(__file__).with_name("server.html.j2").read_text(encoding="utf-8")
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True).from_string(text)
