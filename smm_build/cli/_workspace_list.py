"""The list of brands that ``smm --workspaces`` and ``smm forge brands`` read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smm_build.cli._shared import fail
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.domain.finding import Finding

__all__ = ["Entry", "read_list"]

_KEYS = frozenset({"path", "environment", "repository"})
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One brand of the list: ``prefix`` is what the names of its variables begin with, ``""`` for as they are.

    ``repository`` is ``owner/name`` on the forge, ``""`` where the list does not say. ``place`` is where it stands.
    """

    name: str
    path: Path
    prefix: str = ""
    repository: str = ""
    place: str = ""


def read_list(file: Path) -> list[Entry]:
    """Read ``name: path`` or ``name: {path, environment, repository}``, one brand a line.

    Ends the program with 2 when it cannot be used.
    """
    from smm_build.read.source import Source
    from smm_build.read.yaml_text import read_yaml

    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        fail(Sentence(f"{file} cannot be read", f"{file} non si può leggere"), status=2)
    found: list[Finding] = []
    data = read_yaml(Source(str(file), text), 0, len(text), found)
    if data is None or found or not data.plain:
        fail(Sentence(f"{file}: {_SHAPE.en}", f"{file}: {_SHAPE.it}"), status=2)
    return [_entry(file, name, said, str(data.places.of_key(name))) for name, said in data.plain.items()]


def _entry(file: Path, name: str, said: object, place: str) -> Entry:
    fields = {"path": said} if isinstance(said, str) else said
    if not isinstance(fields, dict) or set(fields) - _KEYS or not isinstance(fields.get("path"), str):
        fail(Sentence(f"{place}: {_SHAPE.en}", f"{place}: {_SHAPE.it}"), status=2)
    prefix = fields.get("environment", "")
    if not isinstance(prefix, str) or not (prefix == "" or prefix.replace("_", "A").isalnum()):
        fail(Sentence(f"{place}: {_PREFIX.en}", f"{place}: {_PREFIX.it}"), status=2)
    if name in {".", ".."} or "/" in name or "\\" in name or name.startswith("index"):
        fail(Sentence(f"{place}: {name!r} is no name", f"{place}: {name!r} non è un nome"), status=2)
    repository = fields.get("repository", "")
    if not isinstance(repository, str) or not (repository == "" or _REPOSITORY.fullmatch(repository)):
        fail(Sentence(f"{place}: {_OWNER.en}", f"{place}: {_OWNER.it}"), status=2)
    return Entry(name, (file.parent / fields["path"]).resolve(), prefix, repository, place)


_SHAPE = Sentence(
    "a line for each brand is wanted, `name: path` or `name: {path: …, environment: NAME_, repository: owner/name}`",
    "serve una riga per ogni brand, `nome: percorso` o"
    " `nome: {path: …, environment: NOME_, repository: proprietario/nome}`",
)
_PREFIX = Sentence(
    "`environment` is what the names of its variables begin with, such as AURORA_; no secret belongs here",
    "`environment` è l'inizio dei nomi delle sue variabili, per esempio AURORA_; qui non va nessun segreto",
)
_OWNER = Sentence(
    "`repository` is written as owner/name, such as agency/aurora",
    "`repository` si scrive proprietario/nome, per esempio agenzia/aurora",
)
