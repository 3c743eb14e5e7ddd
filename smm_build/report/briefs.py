"""Briefs as text, as JSON, and as a page that prints well, for people who have no account anywhere."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from smm_build.compose.brief_words import STATES, rows, specification_lines
from smm_build.compose.briefs import what_lacks
from smm_build.compose.deliverables import specification
from smm_build.domain.brief import BriefState
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.workspace import Workspace
from smm_build.plan.briefs import Standing

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

__all__ = ["brief_page", "brief_text", "briefs_json", "briefs_text"]

Paint = Callable[[str, str], str]

_COLOURS = {BriefState.APPROVED: "green", BriefState.CANCELLED: "bright_black", BriefState.DELIVERED: "yellow"}


def briefs_text(standing: tuple[Standing, ...], language: Language, paint: Paint) -> str:
    """Return a line for every brief: id, state, files, next deadline, who does it, title."""
    width = max((len(one.brief.id) for one in standing), default=0)
    lines = []
    for one in standing:
        state = paint(f"{STATES[one.state].into(language):14}", _COLOURS.get(one.state, "cyan"))
        due = paint(f"{_due(one, language):24}", "red") if one.overdue else f"{_due(one, language):24}"
        who = one.brief.assignee or one.brief.role or "–"
        lines.append(f"{one.brief.id:{width}}  {state}  {one.delivered}/{one.wanted}  {due}  {who}: {one.brief.title}")
    return "\n".join(lines)


def _due(one: Standing, language: Language) -> str:
    if one.next_on is None:
        return "–"
    if one.overdue:
        return Sentence(f"overdue since {one.next_on}", f"scaduto il {one.next_on}").into(language)
    what = Sentence("draft", "bozza") if one.draft else Sentence("final", "finale")
    return f"{what.into(language)} {one.next_on}"


def briefs_json(standing: tuple[Standing, ...]) -> str:
    """Return ``{"briefs": [{"id", "title", "state", "delivered", "wanted", "due", "overdue", "posts", …}]}``."""
    return json.dumps({"briefs": [_data(one) for one in standing]}, ensure_ascii=False, indent=2)


def _data(one: Standing) -> dict[str, object]:
    return {
        "id": one.brief.id,
        "title": one.brief.title,
        "state": one.state.value,
        "delivered": one.delivered,
        "wanted": one.wanted,
        "assignee": one.brief.assignee,
        "role": one.brief.role,
        "due": one.next_on.isoformat() if one.next_on else None,
        "overdue": one.overdue,
        "needed_on": one.needed_on.isoformat() if one.needed_on else None,
        "posts": [post.id for post in one.posts],
        "files": [
            {"what": file.what, "file": file.file, "there": file.media is not None} for file in one.brief.deliverables
        ],
    }


def brief_text(one: Standing, workspace: Workspace, language: Language, paint: Paint) -> str:
    """Return everything about one brief for the terminal."""
    brief = one.brief
    state = STATES[one.state].into(language)
    lack = f": {what_lacks(brief, workspace).into(language)}" if one.open else ""
    lines = [paint(brief.title, "bold"), f"{state}{lack}"]
    lines += [f"{label}: {value}" for label, value in rows(brief, workspace, language)]
    lines += [f"{Sentence('Post', 'Post').into(language)}: {post.id}" for post in one.posts]
    for number, wanted in enumerate(brief.deliverables, start=1):
        there = "✓" if wanted.media else "·"
        lines.append(f"{there} {number}. {wanted.what}: {wanted.file}")
        asked = specification(wanted, workspace.channels)
        lines += [f"     {line}" for line in specification_lines(wanted, asked, language)]
    return "\n".join(lines)


def brief_page(one: Standing, workspace: Workspace) -> str:
    """Return the brief as one HTML page without anything from elsewhere, in the brand's language."""
    language = workspace.brand.locale
    wanted = [
        (
            file,
            PurePosixPath(file.file).name,
            specification_lines(file, specification(file, workspace.channels), language),
        )
        for file in one.brief.deliverables
    ]
    words = {name: said.into(language) for name, said in _WORDS.items()}
    facts = rows(one.brief, workspace, language)
    return _template().render(
        brief=one.brief,
        prose=_prose(one.brief.prose),
        brand=workspace.brand,
        facts=facts,
        wanted=wanted,
        words=words,
        language=language,
    )


_WORDS = {
    "files": Sentence("Files to deliver", "File da consegnare"),
    "name": Sentence("Please call the file", "Chiama il file"),
    "more": Sentence("More about it", "Altre indicazioni"),
}


def _prose(text: str) -> Markup:
    """Return Markdown as HTML: tags somebody wrote stay text, and no picture is fetched from anywhere."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only who makes a page needs it
    from markupsafe import Markup  # noqa: PLC0415

    return Markup(MarkdownIt("commonmark", {"html": False}).disable("image").render(text))  # noqa: S704 - see above


@functools.cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only who makes a page needs it

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(Path(__file__).with_name("brief.html.j2").read_text(encoding="utf-8"))
