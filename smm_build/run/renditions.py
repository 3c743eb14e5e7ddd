"""Make the files a network takes of those that were written down, and keep them beside the workspace.

A file is kept under a name made of its source's fingerprint and the recipe, so it is made once and never mistaken for
another. Nothing of it is ever committed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from smm_build.compose.documents import PDF, pages_of
from smm_build.compose.renditions import Cannot, Rendition, rendition_of
from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import Refused
from smm_build.run.errors import OperationalError
from smm_build.run.films import film_of, seconds_of_film
from smm_build.run.prepared import NotMade, Prepared
from smm_build.run.workspace_files import write_whole

__all__ = ["FOLDER", "Workshop"]

T = TypeVar("T")

FOLDER = ".smm/media"
"""Where made files are kept, below the workspace; the folder above it is ignored by git by its own rule."""

_VERSION = "1"
"""Changes when a recipe is carried out otherwise than before."""
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "video/mp4": "mp4", PDF: "pdf"}
_CHUNK = 1 << 20


class Workshop:
    """Makes the files of variants in the workspace at ``root``."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def prepare(self, variant: Variant) -> Prepared:
        """Return the variant with what its network takes in the place of its files. Raises :class:`Refused`.

        What is rehearsed on this machine stays as it is: the sandbox takes everything.
        """
        return Prepared(variant if variant.channel.rehearsed else self.made(variant))

    def made(self, variant: Variant) -> Variant:
        """Return the variant with what its network takes in the place of its files. Raises :class:`Refused`."""
        pages = pages_of(variant)
        if pages:
            document = self._document(pages, variant.settings.title or variant.post.title)
            first = replace(variant.parts[0], media=(document,))
            return replace(variant, parts=(first, *variant.parts[1:]))
        parts = tuple(self._part(part, variant) for part in variant.parts)
        cover = variant.settings.cover
        settings = replace(variant.settings, cover=self.made_file(cover, variant)) if cover else variant.settings
        return replace(variant, parts=parts, settings=settings)

    def made_file(self, media: Media, variant: Variant) -> Media:
        """Return what the network of ``variant`` takes in the place of one file; raises :class:`Refused`."""
        verdict, facts = rendition_of(media, variant), media.facts
        if isinstance(verdict, Cannot):
            raise _refused(media, verdict.reason)
        if not isinstance(verdict, Rendition) or facts is None:
            return media
        make = self._picture if facts.kind == "image" else self._film
        kept = self._kept((facts.sha256, verdict.recipe), verdict.mime, lambda path: make(media, facts, verdict, path))
        return replace(media, file=kept, facts=self._facts(kept, verdict.mime, facts))

    def _part(self, part: VariantPart, variant: Variant) -> VariantPart:
        return replace(part, media=tuple(self.made_file(media, variant) for media in part.media))

    def _document(self, pages: Sequence[Media], title: str) -> Media:
        """Return the pictures as one document, which has a title where a picture has an alternative text."""

        def make(path: str) -> None:
            from smm_build.run.pictures import document_of  # noqa: PLC0415 - Pillow takes long to import

            contents = [self._source(page, page.facts) for page in pages if page.facts]
            write_whole(self._root, path, document_of(contents, title))

        names = [page.facts.sha256 for page in pages if page.facts]
        kept = self._guarded(pages[0], lambda: self._kept((*names, title), PDF, make))
        size, sha256 = _weighed(self._root / kept)
        return replace(pages[0], file=kept, alt=title, facts=MediaFacts(sha256, size, PDF))

    def _kept(self, name: Sequence[str], mime: str, make: Callable[[str], None]) -> str:
        """Return the path of a made file, which is made if it is not there yet."""
        digest = hashlib.sha256("\0".join((_VERSION, mime, *name)).encode()).hexdigest()
        path = f"{FOLDER}/{digest}.{_ENDINGS[mime]}"
        if not (self._root / path).is_file():
            make(path)
        return path

    def _picture(self, media: Media, facts: MediaFacts, rendition: Rendition, path: str) -> None:
        from smm_build.run.pictures import picture_of  # noqa: PLC0415 - Pillow takes long to import

        def make() -> None:
            write_whole(self._root, path, picture_of(self._source(media, facts), rendition))

        self._guarded(media, make)

    def _film(self, media: Media, facts: MediaFacts, rendition: Rendition, path: str) -> None:
        source, target = self._root / media.file, self._root / path

        def make() -> None:
            if _weighed(source)[1] != facts.sha256:
                raise NotMade(_CHANGED)
            target.parent.mkdir(parents=True, exist_ok=True)
            seconds = facts.seconds or seconds_of_film(source, facts.mime)
            film_of(source, facts.mime, rendition, target, seconds)

        self._guarded(media, make)

    def _guarded(self, media: Media, make: Callable[[], T]) -> T:
        try:
            return make()
        except NotMade as error:
            raise _refused(media, error.reason, error.trouble) from error
        except OSError as error:
            why = error.strerror or "?"
            raise _refused(media, Sentence(f"it cannot be read ({why})", f"non si può leggere ({why})")) from error
        except OperationalError as error:
            raise _refused(media, error.sentence, Trouble.TRANSIENT) from error

    def _source(self, media: Media, facts: MediaFacts) -> bytes:
        """Return the bytes of a file, if they are still those that were checked and approved."""
        content = (self._root / media.file).read_bytes()
        if hashlib.sha256(content).hexdigest() != facts.sha256:
            raise NotMade(_CHANGED)
        return content

    def _facts(self, path: str, mime: str, of: MediaFacts) -> MediaFacts:
        size, sha256 = _weighed(self._root / path)
        if of.kind != "image":
            return MediaFacts(sha256, size, mime, seconds=of.seconds)
        from smm_build.run.pictures import size_of  # noqa: PLC0415 - Pillow takes long to import

        width, height = size_of((self._root / path).read_bytes())
        return MediaFacts(sha256, size, mime, width, height)


def _weighed(path: Path) -> tuple[int, str]:
    """Return the bytes of a file and their SHA-256 in hex."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _refused(media: Media, why: Sentence, trouble: Trouble = Trouble.INVALID) -> Refused:
    return Refused(
        trouble,
        Sentence(
            f"{media.file} cannot be made ready: {why.en}. Nothing was published: change the file or the post",
            f"{media.file} non si può preparare: {why.it}. Nulla è stato pubblicato: cambia il file o il post",
        ),
    )


_CHANGED = Sentence("it is no longer the file that was checked", "non è più il file controllato")
