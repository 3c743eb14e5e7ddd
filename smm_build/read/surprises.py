"""Files that somebody put where nobody reads them: a slip in a name must not be silent."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.read import problems
from smm_build.read.files import Tree
from smm_build.read.wording import nearest

__all__ = ["unexpected_files"]

_IN_BRAND = frozenset(
    {"brand.yml", "voice.yml", "people.yml", "team.yml", "playbook.yml", "checks.yml", "channels", "rules"}
)  # fmt: skip
_TEXTS = (".md", ".markdown", ".mdown", ".txt", ".yml", ".yaml", ".mdx")


def unexpected_files(tree: Tree) -> Iterator[Finding]:
    """Yield a finding for every file that looks as if it should be read and is not."""
    for name in sorted(tree.listing("brand") - _IN_BRAND):
        if name.endswith((".yml", ".yaml")) or nearest(name, {"channels", "rules"}):
            yield _renamed(f"brand/{name}", nearest(name, _IN_BRAND))
    yield from _endings(tree, "brand/channels", ".yml")
    yield from _endings(tree, "brand/rules", ".yml")
    yield from _endings(tree, "content/ads", ".md")
    yield from _endings(tree, "content/briefs", ".md")
    yield from _endings(tree, "content/campaigns", ".md")
    yield from _endings(tree, "content/posts", ".md")
    yield from _endings(tree, "content/replies", ".md")


def _endings(tree: Tree, folder: str, right: str) -> Iterator[Finding]:
    for path in tree.walk(folder, []):
        name = path.rpartition("/")[2]
        if not name.endswith(right) and name.lower().endswith(_TEXTS):
            yield _renamed(path, name.rpartition(".")[0] + right)


def _renamed(path: str, better: str | None) -> Finding:
    return problems.unexpected_file(
        Place(path),
        Sentence("Nobody reads a file of this name here.", "Qui nessuno legge un file con questo nome."),
        Sentence(f"Did you mean {better}?", f"Intendevi {better}?")
        if better
        else Sentence("Move it, or correct its name.", "Spostalo, o correggi il nome."),
    )
