"""What others are asked to make, and what of it is there: ``content/briefs/<id>.md``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from smm_build.domain.brief import Brief, Deliverable, RightsWanted, SafeZone
from smm_build.domain.finding import Finding
from smm_build.domain.media import Media
from smm_build.domain.place import Place, Places
from smm_build.read import problems
from smm_build.read.documents import documents_by_id
from smm_build.read.files import Tree
from smm_build.read.front_matter import Document
from smm_build.read.media import Shelf
from smm_build.read.schema.brief import BriefFile, DeadlinesFile, DeliverableFile, SafeZoneFile
from smm_build.read.validation import Kind

__all__ = ["read_briefs"]

_FOLDER = "content/briefs"
_KIND: Kind[BriefFile] = Kind(BriefFile)
_ENDING = {"image": "jpg", "video": "mp4", "document": "pdf", "audio": "mp3", "text": "md"}
_ENDING_OF = {"image/jpeg": "jpg", "image/svg+xml": "svg", "video/quicktime": "mov", "audio/mpeg": "mp3"}


def read_briefs(tree: Tree, shelf: Shelf, known: Collection[str], found: list[Finding]) -> Mapping[str, Brief]:
    """Return every brief by id, which is its file's name without ``.md``.

    ``known`` are the channels and networks a deliverable may be for.
    """
    desk = _Desk(tree, shelf, known, found)
    return {own_id: _brief(own_id, document, desk) for own_id, document in documents_by_id(tree, _FOLDER, found)}


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a brief is read against."""

    tree: Tree
    shelf: Shelf
    known: Collection[str]
    found: list[Finding]


def _brief(own_id: str, document: Document, desk: _Desk) -> Brief:
    said, places = _KIND.read(document.data, desk.found)
    deadlines = said.deadlines or DeadlinesFile()
    deliverables = (
        _deliverable(one, number, own_id, places, desk) for number, one in enumerate(said.deliverables or ())
    )
    return Brief(
        id=own_id,
        path=document.source.path,
        title=said.title or own_id,
        places=places,
        prose=document.prose,
        requester=said.requester,
        role=said.role,
        assignee=said.assignee,
        campaign=said.campaign,
        goal=said.goal,
        message=said.message,
        audience=said.audience or (),
        must=said.must or (),
        avoid=said.avoid or (),
        references=said.references or (),
        deliverables=tuple(one for one in deliverables if one),
        draft_by=deadlines.draft,
        final_by=deadlines.final,
        revisions=said.revisions,
        rights=_rights(said),
        budget=(said.budget.amount, said.budget.currency) if said.budget else None,
        done=said.done or (),
        approved_by=said.approved_by,
        cancelled=said.status is not None,
    )


def _rights(said: BriefFile) -> RightsWanted | None:
    wanted = said.rights
    if wanted is None:
        return None
    return RightsWanted(
        licence=wanted.licence,
        until=wanted.until,
        paid_use=wanted.paid_use,
        channels=wanted.channels or (),
        territory=wanted.territory,
        credit=wanted.credit,
        edits=wanted.edits,
    )


def _deliverable(said: DeliverableFile, number: int, own_id: str, places: Places, desk: _Desk) -> Deliverable | None:
    key = f"deliverables.{number}"
    place = places.of(f"{key}.file") if said.file else places.of(key)
    written = said.file or f"assets/briefs/{own_id}/{number + 1}.{_ending(said)}"
    file = desk.shelf.path("content", written, place, desk.found)
    if file is None:
        return None
    for index, name in enumerate(said.targets or ()):
        if name not in desk.known:
            target = places.of(f"{key}.for.{index}")
            desk.found.append(problems.unknown_channel(target, name, sorted(desk.known)))
    width, height = said.size or (None, None)
    return Deliverable(
        what=said.what,
        file=file,
        place=places.of(key),
        targets=tuple(name for name in said.targets or () if name in desk.known),
        kind=said.kind,
        format=said.format,
        width=width,
        height=height,
        ratio=said.ratio,
        seconds=said.seconds,
        types=said.types or (),
        safe_zone=_safe_zone(said.safe_zone),
        media=_delivered(file, written, place, desk),
    )


def _ending(said: DeliverableFile) -> str:
    if not said.types:
        return _ENDING[said.kind]
    return _ENDING_OF.get(said.types[0], said.types[0].rpartition("/")[2])


def _safe_zone(said: SafeZoneFile | None) -> SafeZone | None:
    return SafeZone(said.top or 0.0, said.bottom or 0.0, said.sides or 0.0) if said else None


def _delivered(file: str, written: str, place: Place, desk: _Desk) -> Media | None:
    """Return what lies where the file is wanted; that nothing does yet is no mistake."""
    folder, _, name = file.rpartition("/")
    if name not in desk.tree.listing(folder):
        return None
    return desk.shelf.media("content", written, None, place, desk.found)
