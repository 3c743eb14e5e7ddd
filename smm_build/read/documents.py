"""A folder of Markdown files each of which is called by its own name: campaigns, briefs, ads."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.read import problems
from smm_build.read.files import Tree
from smm_build.read.front_matter import Document, read_document
from smm_build.read.ids import is_id, stem

__all__ = ["documents_by_id"]


def documents_by_id(tree: Tree, folder: str, found: list[Finding]) -> Iterator[tuple[str, Document]]:
    """Yield every readable document below ``folder`` with its id, which is its file's name without ``.md``.

    Of two with the same name the first counts; what is wrong with names and files is added to ``found``.
    """
    firsts: dict[str, Place] = {}
    for path in tree.walk(folder, found):
        if not path.endswith(".md"):
            continue
        own_id, place = stem(path), Place(path)
        if not is_id(own_id):
            found.append(problems.bad_id(place, own_id))
        if firsts.setdefault(own_id.casefold(), place) != place:
            found.append(problems.duplicate_id(place, own_id, firsts[own_id.casefold()]))
            continue
        source = tree.source(path, found)
        document = read_document(source, found) if source else None
        if document is not None:
            yield own_id, document
