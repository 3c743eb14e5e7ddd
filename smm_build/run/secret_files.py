"""Secrets in a file on one's own server: readable by its owner alone, written whole or not at all, never in git."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from smm_build.domain.sentence import Sentence
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, find_repository

__all__ = ["check_env_file", "keep_aside", "write_env_file"]

_MODE = 0o600
_BARE = re.compile(r"[A-Za-z0-9_./+=:@%,-]+")
"""What every reader of such files (a shell, systemd, Docker, dotenv) takes as it is."""
_LINE = re.compile(r"(?P<before>\s*(?:export\s+)?)(?P<name>[A-Za-z_][A-Za-z0-9_]*)=")


def check_env_file(path: Path) -> None:
    """Raise :class:`OperationalError` when secrets cannot or must not be written to ``path``."""
    folder = path.parent
    if not folder.is_dir():
        raise OperationalError(Sentence(f"there is no folder {folder}", f"la cartella {folder} non c'è"))
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.R_OK | os.W_OK)):
        raise OperationalError(Sentence(f"{path} cannot be written", f"{path} non si può scrivere"))
    if path.exists() and not path.is_file():
        raise OperationalError(Sentence(f"{path} is not a file", f"{path} non è un file"))
    real = path.resolve()
    repository = find_repository(real.parent)
    if repository is not None and not _is_ignored(repository, real):
        raise OperationalError(_in_git(path))


def write_env_file(path: Path, secrets: Mapping[str, str]) -> None:
    """Give variables new values in a file of lines ``NAME=value``; other lines stay. Raises :class:`OperationalError`.

    The file is readable by its owner alone afterwards, whatever it was before.
    """
    check_env_file(path)
    real = path.resolve()
    try:
        lines = real.read_text(encoding="utf-8").splitlines() if real.exists() else []
        _write(real, "\n".join([*_changed(lines, secrets), ""]))
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "?"
        raise OperationalError(
            Sentence(f"{path} cannot be written: {why}", f"{path} non si può scrivere: {why}")
        ) from error


def keep_aside(folder: Path, name: str, secrets: Mapping[str, str]) -> Path:
    """Write secrets that could not be saved into a new file outside of git, and return it.

    Raises :class:`OperationalError`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if find_repository(folder) is not None:
            raise OperationalError(_in_git(folder))
        path = folder / name
        _write(path, "\n".join([*_changed([], secrets), ""]))
    except OSError as error:
        why = error.strerror or "?"
        raise OperationalError(
            Sentence(f"{folder} cannot be written: {why}", f"{folder} non si può scrivere: {why}")
        ) from error
    return path


def _changed(lines: list[str], secrets: Mapping[str, str]) -> list[str]:
    left = dict(secrets)
    changed = []
    for line in lines:
        match = _LINE.match(line)
        if match and match["name"] in secrets:
            if match["name"] in left:
                changed.append(f"{match['before']}{match['name']}={_quoted(left.pop(match['name']))}")
            continue  # said twice: the second would win over the new value
        changed.append(line)
    return [*changed, *(f"{name}={_quoted(value)}" for name, value in left.items())]


def _quoted(value: str) -> str:
    if _BARE.fullmatch(value):
        return value
    if "'" in value or not value.isprintable():
        raise OperationalError(_UNWRITABLE)
    return f"'{value}'"


def _write(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # for the owner alone from the start
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_MODE)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _is_ignored(repository: Path, path: Path) -> bool:
    """Whether git leaves the file alone: ignored and, what a rule does not change, not committed already."""
    git = Git(repository)
    if git.line("ls-files", "--", str(path)) is not None:
        return False
    return git.line("check-ignore", "--", str(path)) is not None


def _in_git(path: Path) -> Sentence:
    return Sentence(
        f"{path} is in a git repository and not ignored: secrets never go there. Choose a file elsewhere",
        f"{path} è in un repository git e non è ignorato: i segreti non ci vanno mai. Scegli un file altrove",
    )


_UNWRITABLE = Sentence(
    "The new secret has a character that cannot stand in such a file",
    "Il nuovo segreto ha un carattere che non può stare in un file così",
)
