"""The two halves of a Markdown file: keys between two lines ``---``, and the text below."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smm_build.domain.finding import Finding
from smm_build.read import problems, yaml_faults
from smm_build.read.source import Source
from smm_build.read.yaml_text import Data, read_yaml

__all__ = ["CLOSING", "OPENING", "Document", "read_document"]

OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
"""What a file with front matter begins with."""

CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
"""What ends the front matter, looked for after its beginning."""


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file taken apart: its keys, and where its text begins."""

    source: Source
    data: Data
    body_start: int

    @property
    def prose(self) -> str:
        """The text below the front matter, without blank lines around it."""
        return self.source.text[self.body_start :].strip()


def read_document(source: Source, found: list[Finding]) -> Document | None:
    """Read front matter; ``None`` with a finding when there is none or it cannot be read."""
    opening = OPENING.match(source.text)
    if opening is None:
        merging = source.text.startswith("<<<<<<<") and next(yaml_faults.unmerged(source, 0, len(source.text)), None)
        found.append(merging or problems.missing_front_matter(source.place(0)))
        return None
    closing = CLOSING.search(source.text, opening.end())
    if closing is None:
        found.append(problems.unclosed_front_matter(source.place(0)))
        return None
    data = read_yaml(source, opening.end(), closing.start(), found)
    return None if data is None else Document(source, data, closing.end())
