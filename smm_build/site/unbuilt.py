"""A site before it is built: its pages known by path, and made when somebody asks for them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping

from smm_build.domain.sentence import Language
from smm_build.site.later import Later

__all__ = ["Site"]


class Site(Mapping[str, str | bytes]):
    """A whole site before it is built: content by path, relative to the docs directory.

    ``later`` holds the pages that are made when they are asked for. ``rest`` makes the other files, once, when somebody
    asks for one of them or for all there are; its pages lie at most one folder deep. ``media`` maps a path in the site
    to the file of the workspace that goes there. ``name`` and ``language`` are the brand's.
    """

    def __init__(
        self,
        files: Mapping[str, str | bytes | Later],
        media: Mapping[str, str],
        name: str,
        language: Language,
        rest: Callable[[], Mapping[str, str | bytes]] = dict,
    ) -> None:
        self.later = {path: content for path, content in files.items() if isinstance(content, Later)}
        self.media = dict(media)
        self.name = name
        self.language: Language = language
        self.known = dict(files)
        self._make_rest = rest

    @functools.cached_property
    def rest(self) -> Mapping[str, str | bytes]:
        """The files that nobody knows before they are made."""
        return dict(self._make_rest())

    def __getitem__(self, path: str) -> str | bytes:
        content = self.known[path] if path in self.known else self.rest[path]
        return content.make() if isinstance(content, Later) else content

    def __iter__(self) -> Iterator[str]:
        yield from self.known
        yield from self.rest

    def __len__(self) -> int:
        return len(self.known) + len(self.rest)

    def __contains__(self, path: object) -> bool:
        return path in self.known or path in self.rest
