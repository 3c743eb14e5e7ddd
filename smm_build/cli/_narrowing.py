"""Which findings ``smm check`` shows: by code, by path, by what a branch changed, and without what was known before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from smm_build.cli._shared import fail, say
from smm_build.domain.finding import Finding
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.checks import Choice

__all__ = ["choice_of", "in_changed_files", "in_paths", "words_of"]


def words_of(said: Iterable[str]) -> tuple[str, ...]:
    """Return the words of an option that may be given several times, each with commas in it."""
    return tuple(word for value in said for word in value.replace(",", " ").split())


def choice_of(select: Sequence[str], ignore: Sequence[str], *, preview: bool, names: Mapping[str, str]) -> Choice:
    """Return what somebody wants to see; ends the program when a word is no code, name or family."""
    from smm_build.checks import FAMILIES, Choice

    choice = Choice(words_of(select), words_of(ignore), preview)
    words = [*FAMILIES, *(word for code, name in names.items() for word in (code, name, code[:3]))]
    known = {word.lower(): word for word in words}
    for word in (*choice.select, *choice.ignore):
        if word.lower() not in known:
            near = get_close_matches(word.lower(), known, n=1)
            en, it = (f" Did you mean {known[near[0]]}?", f" Intendevi {known[near[0]]}?") if near else ("", "")
            fail(
                Sentence(
                    f"no check, name or family is called {word}.{en} `smm rule` lists them",
                    f"nessun controllo, nome o famiglia si chiama {word}.{it} `smm rule` li elenca",
                ),
                status=2,
            )
    return choice


def in_paths(findings: Iterable[Finding], root: Path, paths: Sequence[str]) -> list[Finding]:
    """Return the findings in these files and folders; a path counts from here, else from the workspace.

    Where nothing is, nothing is found, which looks like praise: that is said beside.
    """
    for path in paths:
        if not os.path.lexists(path) and not os.path.lexists(root / path):
            say(Sentence(f"smm: there is nothing at {path}", f"smm: non c'è niente in {path}"), err=True)
    wanted = [place for path in paths for place in _from_root(root, path)]
    return [finding for finding in findings if not paths or any(_is_in(finding.place.path, place) for place in wanted)]


def _from_root(root: Path, path: str) -> set[str]:
    here = os.path.relpath(Path(path).absolute(), root).replace(os.sep, "/")
    written = os.path.normpath(path).replace(os.sep, "/")
    return {here, written}


def _is_in(path: str, place: str) -> bool:
    return place in {".", path} or path.startswith(f"{place}/")


def in_changed_files(findings: Iterable[Finding], paths: Mapping[str, str], changed: frozenset[str]) -> list[Finding]:
    """Return the findings in changed files, and those elsewhere about a post of a changed file.

    ``paths`` holds the file of each post, by id.
    """
    posts = {post for post, path in paths.items() if path in changed}
    return [finding for finding in findings if finding.place.path in changed or finding.post in posts]
