"""Reading the other tool's files and writing ours: the only part of an import that touches a disk."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from smm_build.domain.sentence import Sentence
from smm_build.importers._base import Outcome, Row

__all__ = ["read_source", "skipped", "write_files"]

_LARGEST = 200 * 1024 * 1024
_NEVER = frozenset([".git"])


def read_source(path: Path) -> Mapping[str, bytes]:
    """Return every file under ``path`` by its path relative to it, with ``/``; one file alone by its name.

    Links that leave the folder, files over 200 MB and files that cannot be opened are not in it: :func:`skipped`
    names them. ``.git`` is not looked at. Raises :class:`OSError` when ``path`` itself cannot be read.
    """
    if path.is_file():
        return {_shown(path.name): path.read_bytes()}
    found: dict[str, bytes] = {}
    for name, file in _walk(path):
        if _obstacle(path, file) is None:
            with contextlib.suppress(OSError):
                found[name] = file.read_bytes()
    return found


def skipped(path: Path) -> tuple[Row, ...]:
    """Return a row for everything under ``path`` that :func:`read_source` does not read, and why."""
    if path.is_file():
        return ()
    seen = ((name, _obstacle(path, file)) for name, file in _walk(path))
    return tuple(Row(name, None, "file", "left out", why) for name, why in seen if why is not None)


def _walk(root: Path) -> Iterator[tuple[str, Path]]:
    def refuse(error: OSError) -> None:
        if Path(error.filename) == root:
            raise error

    for folder, folders, names in os.walk(root, onerror=refuse):
        folders[:] = sorted(name for name in folders if name not in _NEVER)
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *linked]):
            file = Path(folder) / name
            yield _shown(file.relative_to(root).as_posix()), file


def _shown(name: str) -> str:
    # A file name may be bytes that are no text: reports have to be writable all the same.
    return name.encode("utf-8", "replace").decode("utf-8")


def _obstacle(root: Path, file: Path) -> Sentence | None:
    try:
        if not file.resolve().is_relative_to(root.resolve()):
            return Sentence("It is a link that leaves the folder.", "È un collegamento che esce dalla cartella.")
        if file.is_symlink() and file.is_dir():
            return Sentence("It is a link to a folder.", "È un collegamento a una cartella.")
        if not file.is_file():
            return Sentence("It is not a plain file.", "Non è un file semplice.")
        if file.stat().st_size > _LARGEST:
            return Sentence("It is larger than 200 MB.", "È più grande di 200 MB.")
        if not os.access(file, os.R_OK):
            return Sentence("It cannot be opened.", "Non si può aprire.")
    except (OSError, RuntimeError):
        return Sentence("It cannot be opened.", "Non si può aprire.")
    return None


def write_files(root: Path, files: Mapping[str, str | bytes]) -> tuple[Row, ...]:
    """Write the files under ``root`` and say what became of each.

    A file that exists is never touched. Each file appears whole or not at all. Nothing is written outside ``root``,
    not even through a link. Never raises for a single file: a full disk is a row too.
    """
    return tuple(_write(root, name, content) for name, content in sorted(files.items()))


def _write(root: Path, name: str, content: str | bytes) -> Row:
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if not _is_inside(name):
        return _outside(name)
    target = root.joinpath(*PurePosixPath(name).parts)
    try:
        if not target.parent.resolve().is_relative_to(root.resolve()):
            return _outside(name)
        if target.is_symlink() or target.exists():
            return _kept(name, same=target.is_file() and target.read_bytes() == data)
        target.parent.mkdir(parents=True, exist_ok=True)
        _appear(target, data)
    except FileExistsError:
        return _kept(name, same=False)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be written"
        return _row(name, "left out", Sentence(f"Not written: {reason}.", f"Non scritto: {reason}."))
    return _row(name, "imported", Sentence("Written.", "Scritto."))


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and ".." not in parts and not name.startswith("/") and not any(c in name for c in "\\:\0")


def _appear(target: Path, data: bytes) -> None:
    """Let the file appear at once and never over another: a hard link refuses what exists."""
    handle, name = tempfile.mkstemp(prefix=".import-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        try:
            os.link(name, target)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links
            with target.open("xb") as file:
                file.write(data)
    finally:
        Path(name).unlink(missing_ok=True)


def _row(name: str, outcome: Outcome, detail: Sentence) -> Row:
    return Row(_shown(name), None, "file", outcome, detail)


def _kept(name: str, *, same: bool) -> Row:
    if same:
        return _row(name, "imported", Sentence("It was there already.", "C'era già."))
    return _row(
        name,
        "left out",
        Sentence(
            "A different file of this name exists and stays as it is.",
            "Esiste già un file diverso con questo nome e resta com'è.",
        ),
    )


def _outside(name: str) -> Row:
    return _row(
        name,
        "left out",
        Sentence(
            "It would leave the workspace, so it was not written.", "Uscirebbe dallo spazio di lavoro: non scritto."
        ),
    )
