"""Briefs as text, as JSON, and as a page that prints well, for people who have no account anywhere."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from smm_build.compose.briefs import what_lacks
from smm_build.compose.deliverables import Specification, file_kind, specification
from smm_build.domain.brief import Brief, BriefState, Deliverable
from smm_build.domain.money import amount_text
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.workspace import Workspace
from smm_build.networks import all_networks
from smm_build.plan.briefs import Standing

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["STATES", "brief_page", "brief_text", "briefs_json", "briefs_text", "rows", "specification_lines"]

Paint = Callable[[str, str], str]

STATES: Mapping[BriefState, Sentence] = {
    BriefState.REQUESTED: Sentence("requested", "richiesto"),
    BriefState.IN_WORK: Sentence("in work", "in lavorazione"),
    BriefState.DELIVERED: Sentence("delivered", "consegnato"),
    BriefState.RIGHT: Sentence("right", "a posto"),
    BriefState.APPROVED: Sentence("approved", "approvato"),
    BriefState.CANCELLED: Sentence("cancelled", "annullato"),
}
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


def rows(brief: Brief, workspace: Workspace, language: Language) -> list[tuple[str, str]]:
    """Return what a brief says in the order people ask for it, without what it does not say."""
    said = [(label.into(language), value) for label, value in _said(brief, workspace, language)]
    return [(label, value) for label, value in said if value]


def _said(brief: Brief, workspace: Workspace, language: Language) -> Iterator[tuple[Sentence, str | None]]:
    people = workspace.team.people if workspace.team else {}

    def name(one: str | None) -> str | None:
        return people[one].name if one and one in people else one

    yield Sentence("From", "Richiesto da"), name(brief.requester)
    yield Sentence("For", "Per"), " · ".join(some for some in (name(brief.assignee), brief.role) if some)
    yield Sentence("Goal", "Obiettivo"), brief.goal
    yield Sentence("Message", "Messaggio"), brief.message
    yield Sentence("Has to be in it", "Deve esserci"), "; ".join(brief.must)
    yield Sentence("To avoid", "Da evitare"), "; ".join(brief.avoid)
    yield Sentence("Look at", "Da guardare"), "; ".join(brief.references)
    yield Sentence("Draft by", "Bozza entro il"), str(brief.draft_by) if brief.draft_by else None
    yield Sentence("Final files by", "File definitivi entro il"), str(brief.final_by) if brief.final_by else None
    yield Sentence("Rounds of changes", "Giri di correzione"), None if brief.revisions is None else str(brief.revisions)
    yield Sentence("Rights", "Diritti"), _rights(brief, language)
    yield Sentence("Budget", "Compenso"), amount_text(*brief.budget) if brief.budget else None
    yield Sentence("Done when", "È finito quando"), "; ".join(brief.done)


def _rights(brief: Brief, language: Language) -> str | None:
    wanted = brief.rights
    if wanted is None:
        return None
    paid, edits = (
        Sentence("also in advertising", "anche in pubblicità"),
        Sentence("may be changed", "si può modificare"),
    )
    until = Sentence(f"until {wanted.until}", f"fino al {wanted.until}").into(language) if wanted.until else None
    pieces = [wanted.licence, until, ", ".join(wanted.channels), wanted.territory, wanted.credit]
    pieces += [paid.into(language) if wanted.paid_use else None, edits.into(language) if wanted.edits else None]
    return "; ".join(piece for piece in pieces if piece)


def specification_lines(wanted: Deliverable, asked: Specification, language: Language) -> list[str]:
    """Return what a file has to be like, a line each: for whom, type, size, shape, length, what stays free."""
    return [line.into(language) for line in _asked(wanted, asked)]


def _asked(wanted: Deliverable, asked: Specification) -> Iterator[Sentence]:
    if wanted.targets:
        names = ", ".join(all_networks()[one].TITLE if one in all_networks() else one for one in wanted.targets)
        shape = f" ({wanted.format})" if wanted.format else ""
        yield Sentence(f"for {names}{shape}", f"per {names}{shape}")
    if asked.types:
        kinds = ", ".join(map(file_kind, asked.types))
        yield Sentence(f"file type: {kinds}", f"tipo di file: {kinds}")
    if asked.width and asked.height:
        size = f"{asked.width} × {asked.height}"
        yield Sentence(f"{size} pixels, or larger in the same shape", f"{size} pixel, o più grande nella stessa forma")
    elif asked.ratios:
        low, high = asked.ratios
        span = f"{low:.2f}" if low == high else f"{low:.2f} – {high:.2f}"
        yield Sentence(f"width ÷ height: {span}", f"larghezza ÷ altezza: {span}")
    if asked.seconds:
        yield Sentence(
            f"{asked.seconds[0]:g} to {asked.seconds[1]:g} seconds",
            f"da {asked.seconds[0]:g} a {asked.seconds[1]:g} secondi",
        )
    if asked.bytes:
        yield Sentence(f"at most {asked.bytes / 1e6:g} MB", f"al massimo {asked.bytes / 1e6:g} MB")
    if zone := asked.safe_zone:
        yield Sentence(
            f"no words or faces in the top {zone.top:.0%}, the bottom {zone.bottom:.0%}, {zone.sides:.0%} at the sides",
            f"niente scritte né volti nel {zone.top:.0%} in alto, {zone.bottom:.0%} in basso, {zone.sides:.0%} ai lati",
        )


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
        brief=one.brief, brand=workspace.brand, facts=facts, wanted=wanted, words=words, language=language
    )


_WORDS = {
    "files": Sentence("Files to deliver", "File da consegnare"),
    "name": Sentence("Please call the file", "Chiama il file"),
    "more": Sentence("More about it", "Altre indicazioni"),
}


@functools.cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only who makes a page needs it

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(Path(__file__).with_name("brief.html.j2").read_text(encoding="utf-8"))
