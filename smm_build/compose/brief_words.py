"""What a brief says, in words: its state, who wants what, and what each file has to be like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smm_build.compose.deliverables import Specification, file_kind
from smm_build.domain.brief import Brief, BriefState, Deliverable
from smm_build.domain.money import amount_text
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.workspace import Workspace
from smm_build.networks import all_networks

__all__ = ["STATES", "rows", "specification_lines"]

STATES: Mapping[BriefState, Sentence] = {
    BriefState.REQUESTED: Sentence("requested", "richiesto"),
    BriefState.IN_WORK: Sentence("in work", "in lavorazione"),
    BriefState.DELIVERED: Sentence("delivered", "consegnato"),
    BriefState.RIGHT: Sentence("right", "a posto"),
    BriefState.APPROVED: Sentence("approved", "approvato"),
    BriefState.CANCELLED: Sentence("cancelled", "annullato"),
}


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
