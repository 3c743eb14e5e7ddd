"""What Bluesky would not take of a post's settings and files, told before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks.bluesky._embed import caption_file, in_gallery
from smm_build.networks.bluesky._lookups import post_address

__all__ = ["objections"]

_CAPTIONS_BYTES = 20_000
"""https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/video.json, read on 2026-11-23."""
_THUMB_BYTES = 1_000_000
"""https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/external.json, read on 2026-11-23."""


def objections(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    """Yield the front matter key at fault and what is wrong with it."""
    said = variant.settings
    if said.format == "story":
        yield "format", Sentence("Bluesky has no stories", "Bluesky non ha storie")
    if said.quote and post_address(said.quote) is None:
        yield (
            "quote",
            Sentence(
                f"“{said.quote}” is no post on Bluesky: its address is such as"
                " https://bsky.app/profile/aurora.example.com/post/3kznmn7xqxl22",
                f"“{said.quote}” non è un post di Bluesky: il suo indirizzo è come"
                " https://bsky.app/profile/aurora.example.com/post/3kznmn7xqxl22",
            ),
        )
    yield from (("cover", fault) for fault in _wrong_thumb(variant))
    yield from (("media", fault) for fault in (*_wrong_gallery(variant), *_wrong_captions(variant)))


def _wrong_thumb(variant: Variant) -> Iterator[Sentence]:
    cover = variant.settings.cover
    if not cover or not variant.link or (cover.facts and cover.facts.size <= _THUMB_BYTES):
        return
    yield Sentence(
        f"{cover.file} cannot be the picture of the link's card: it is missing or has more than {_THUMB_BYTES} bytes",
        f"{cover.file} non può essere l'immagine della scheda del link: manca o supera {_THUMB_BYTES} byte",
    )


def _wrong_gallery(variant: Variant) -> Iterator[Sentence]:
    for part in variant.parts:
        for media in part.media if in_gallery(part.media) else ():
            if media.facts and not (media.facts.width and media.facts.height):
                yield Sentence(
                    f"More than four pictures need their sizes, and that of {media.file} cannot be read",
                    f"Per più di quattro immagini servono le dimensioni, e quelle di {media.file} non si leggono",
                )


def _wrong_captions(variant: Variant) -> Iterator[Sentence]:
    for part in variant.parts:
        captions = caption_file(part.media)
        if captions and captions.size > _CAPTIONS_BYTES:
            yield Sentence(
                f"{captions.file} has {captions.size} bytes, captions may have {_CAPTIONS_BYTES}",
                f"{captions.file} ha {captions.size} byte, i sottotitoli possono averne {_CAPTIONS_BYTES}",
            )
