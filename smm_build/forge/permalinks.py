"""Where the posts of a pull request are to be seen, as a comment for it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from smm_build.domain.sentence import Language, Sentence
from smm_build.text.quoting import in_markdown

__all__ = ["Link", "links_comment"]


@dataclass(frozen=True, slots=True)
class Link:
    """One delivery that went out: the post's title, its channel, the permalink, and when, on the brand's clock."""

    title: str
    channel: str
    url: str | None
    at: datetime


def links_comment(links: Iterable[Link], language: Language) -> str:
    """Return the comment as Markdown: everything of the pull request that is out by now."""
    rows = [
        f"| {in_markdown(link.title)} | {in_markdown(link.channel)} | {_shown(link, language)} |"
        for link in sorted(links, key=lambda link: (link.at, link.title, link.channel))
    ]
    head = Sentence("Post | Channel | Out since", "Post | Canale | Uscito il").into(language)
    title = Sentence("Out now 🎉", "È uscito 🎉").into(language)
    return "\n".join([f"### {title}", "", f"| {head} |", "|---|---|---|", *rows, ""])


def _shown(link: Link, language: Language) -> str:
    clock = f"{link.at:%Y-%m-%d %H:%M}"
    if link.url is None or not link.url.startswith(("https://", "http://127.0.0.1")):
        return f"{clock} ({Sentence('no address', 'senza indirizzo').into(language)})"
    address = "".join(f"%{ord(c):02X}" if c in "()<>| \\\"'`" or c < " " else c for c in link.url)
    return f"[{clock}]({address})"
