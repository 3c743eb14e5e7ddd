"""Look through a ledger's whole past for what cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smm_build.domain.delivery import Record
from smm_build.domain.lifecycle import impossible_steps
from smm_build.domain.sentence import Sentence
from smm_build.run.git import Git
from smm_build.run.ledger_file import file_path, read_record

__all__ = ["verify"]

_MERGE = Sentence("a merge: the ledger only ever grows in a line", "un merge: il registro cresce solo in linea")
_DELETED = Sentence("the history of a delivery was deleted", "la storia di una pubblicazione è stata cancellata")
_REWRITTEN = Sentence(
    "events that were written before have been changed or taken out", "eventi già scritti sono stati cambiati o tolti"
)
_STRANGER = Sentence("the file is about another delivery", "il file riguarda un'altra pubblicazione")


@dataclass(frozen=True, slots=True)
class _Change:
    """A file as one commit left it; ``blob`` is ``None`` when the commit took it away."""

    commit: str
    path: str
    blob: str | None


def verify(git: Git, head: str) -> Iterator[tuple[str, Sentence]]:
    """Yield a place (commit or path) and what is wrong there. Reads every version of every file once."""
    changes: list[_Change] = []
    log = git("log", "--reverse", "--raw", "--no-abbrev", "--no-renames", "--root", "-m", "--format=commit %H %P", head)
    commit = ""
    for line in log.decode("utf-8", "replace").splitlines():
        if line.startswith("commit "):
            commit, *parents = line.split()[1:]
            if len(parents) > 1:
                yield commit[:12], _MERGE
        elif line.startswith(":"):
            facts, _, path = line.partition("\t")
            blob = facts.split(" ")[3]
            changes.append(_Change(commit, path, None if set(blob) == {"0"} else blob))
    yield from _follow(changes, _read(git, changes))


def _read(git: Git, changes: list[_Change]) -> Mapping[str, bytes]:
    blobs = sorted({change.blob for change in changes if change.blob})
    answer = git("cat-file", "--batch", feed="".join(f"{blob}\n" for blob in blobs).encode())
    contents: dict[str, bytes] = {}
    position = 0
    for blob in blobs:
        end = answer.index(b"\n", position)
        size = int(answer[position:end].rpartition(b" ")[2])
        contents[blob] = answer[end + 1 : end + 1 + size]
        position = end + 1 + size + 1
    return contents


def _follow(changes: list[_Change], contents: Mapping[str, bytes]) -> Iterator[tuple[str, Sentence]]:
    """Follow each file through its versions: every one has to begin with the one before."""
    latest: dict[str, Record] = {}
    for change in changes:
        place = f"{change.commit[:12]}:{change.path}"
        if change.blob is None:
            yield place, _DELETED
            continue
        try:
            record = read_record(contents[change.blob])
        except ValueError as error:
            yield place, Sentence(f"it cannot be read: {error}", f"non si legge: {error}")
            continue
        if file_path(record.key) != change.path:
            yield place, _STRANGER
        before = latest.get(change.path)
        if before and record.events[: len(before.events)] != before.events:
            yield place, _REWRITTEN
        latest[change.path] = record
    for path, record in latest.items():
        for step in impossible_steps(record):
            yield path, step
