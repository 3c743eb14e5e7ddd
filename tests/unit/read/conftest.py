"""Workspaces written in the docstring of the test that reads them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from smm_build.domain.finding import Finding
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace
from smm_build.read import Loaded, load

DEFAULTS = {
    "brand/brand.yml": "name: Torrefazione Aurora\nlocale: it\nlanguages: [it, en]\ntimezone: Europe/Rome\n",
    "brand/channels/bluesky.yml": "network: bluesky\n",
    "brand/channels/mastodon.yml": "network: mastodon\n",
    "brand/channels/x.yml": "network: x\n",
}


@dataclass(frozen=True)
class Doc:
    """A workspace on disk and what was read from it."""

    root: Path
    loaded: Loaded

    @property
    def workspace(self) -> Workspace:
        return self.loaded.workspace

    @property
    def post(self) -> Post:
        """The only post; what comes again of it is left aside."""
        (post,) = [post for post in self.workspace.posts if post.occurrence_of is None]
        return post

    @property
    def finding(self) -> Finding:
        """The only finding."""
        (finding,) = self.loaded.findings
        return finding

    @property
    def fixes(self) -> list[Sentence]:
        """How to put right what was found, in the same order."""
        return [found.fix for found in self.loaded.findings if found.fix]

    @property
    def spots(self) -> list[str]:
        """Code, line and column of every finding, in the order they were given."""
        return [f"{found.code} {found.place.line}:{found.place.column}" for found in self.loaded.findings]


def files_in(docstring: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file: each begins with a line ``=== path``; what stands before is the claim."""
    pieces = re.split(r"^=== (\S+)\n", inspect.cleandoc(docstring) + "\n", flags=re.MULTILINE)
    yield from zip(pieces[1::2], pieces[2::2], strict=True)


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def workspace_doc(request: pytest.FixtureRequest, tmp_path: Path) -> Doc:
    """The workspace in the test's docstring, over a brand with the channels bluesky, mastodon and x."""
    written = dict(files_in(request.function.__doc__))
    write(tmp_path, {**DEFAULTS, **written})
    return Doc(tmp_path, load(tmp_path))
