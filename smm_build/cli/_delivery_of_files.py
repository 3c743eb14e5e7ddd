"""Files that came for a brief: which is which, what is wrong with them, and where they go."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from smm_build.domain.brief import Brief, Deliverable
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["Arrived", "Refusal", "matched", "problems_with", "sidecar", "unpacked"]

_LARGEST = 500_000_000
"""Bytes a file out of an archive may have: more is no picture and no film for a network, but a trap."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not taken, by the name it came under, and why."""

    name: str
    why: Sentence


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file on this machine and the deliverable it is."""

    source: Path
    wanted: Deliverable


def unpacked(files: Sequence[Path], into: Path) -> Iterator[Path | Refusal]:
    """Yield the files, those of an archive written into the folder ``into`` under plain names of ours."""
    for number, file in enumerate(files):
        if file.suffix.lower() != ".zip":
            yield file
            continue
        try:
            with zipfile.ZipFile(file) as archive:
                for entry in archive.infolist():
                    if not entry.is_dir():
                        yield _taken_out(archive, entry, into / str(number))
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
            yield Refusal(file.name, Sentence("the archive cannot be read", "l'archivio non si può leggere"))


def _taken_out(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> Path | Refusal:
    shown = entry.filename.encode("ascii", "backslashreplace").decode()
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    name = parts[-1] if parts else ""
    climbs = ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in entry.filename
    if climbs or not name.isprintable() or name.startswith("."):
        return Refusal(
            shown, Sentence("its name is not one of a plain file", "il nome non è quello di un file normale")
        )
    if entry.file_size > _LARGEST:
        return Refusal(shown, Sentence("it is larger than 500 MB", "è più grande di 500 MB"))
    folder.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as source, (folder / name).open("wb") as target:
        shutil.copyfileobj(source, target)  # zipfile itself stops at the size it announced
    return folder / name


def matched(file: Path, brief: Brief, number: int | None) -> Deliverable | Refusal:
    """Return which deliverable a file is: the one of this number, else the one of its name in any capitals."""
    if number is not None:
        return brief.deliverables[number - 1]
    found = [one for one in brief.deliverables if PurePosixPath(one.file).name.casefold() == file.name.casefold()]
    if len(found) == 1:
        return found[0]
    names = ", ".join(PurePosixPath(one.file).name for one in brief.deliverables)
    return Refusal(
        file.name,
        Sentence(
            f"the brief wants no file of this name; it wants {names}. --as says which it is",
            f"il brief non vuole un file con questo nome; vuole {names}. --as dice quale è",
        ),
    )


def problems_with(arrived: Arrived, workspace: Workspace) -> list[Sentence]:
    """Return what is wrong with a file that came, before it is taken in."""
    from smm_build.compose.deliverables import faults, specification
    from smm_build.read.media import facts_of

    facts = facts_of(arrived.source)
    if not isinstance(facts, MediaFacts):
        return [facts]
    media = Media(arrived.wanted.file, None, Place(arrived.wanted.file), facts)
    asked = specification(arrived.wanted, workspace.channels)
    return list(faults(replace(arrived.wanted, media=media), asked))


def sidecar(brief: Brief, workspace: Workspace) -> str:
    """Return the file that says what may be done with a picture: what the brief wants, for somebody to complete."""
    people = workspace.team.people if workspace.team else {}
    author = people[brief.assignee].name if brief.assignee and brief.assignee in people else brief.assignee
    wanted = brief.rights
    said: dict[str, object] = {"author": author, "source": f"brief {brief.id}"}
    if wanted:
        said |= {"licence": wanted.licence, "expires": wanted.until and wanted.until.isoformat()}
        said |= {"channels": list(wanted.channels) or None, "paid_use": wanted.paid_use}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value is not None]
    note = Sentence(
        "# To be completed: proof, people and releases, music, captions. See docs/formats.md.",
        "# Da completare: proof, people e releases, music, captions. Vedi docs/formats.md.",
    )
    return "\n".join([note.into(workspace.brand.locale), *lines, ""])
