"""File names where a description should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import alt_place, media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.media import Media
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["alt_text_is_file_name"]

_FILE_NAME = re.compile(r"\S+\.(?:avif|gif|heic|jpe?g|m4v|mov|mp4|png|tiff?|webm|webp)", re.IGNORECASE)
_FROM_CAMERA = re.compile(r"(?:dsc[fn]?|gopro?|img|image|mvi|pxl|screenshot|vid)[_ -]*[\d_ -]*", re.IGNORECASE)


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def alt_text_is_file_name(post: Post) -> Iterator[Problem]:
    """An alt text that is only the name of a file.

    Exporting tools put it there, and "image" or "IMG_2041" likewise.

    ## Why it matters
    It reads as if the picture were described, so nobody notices that it is not.

    ## How to fix
    Say what is to be seen.
    """
    for media in media_of(post):
        if media.alt and _is_file_name(media, media.alt.strip()):
            yield Problem(
                alt_place(post, media),
                Sentence(
                    en=f"The alt text “{media.alt}” is the name of a file",
                    it=f"Il testo alternativo «{media.alt}» è il nome di un file",
                ),
                Sentence(en="Say what is to be seen", it="Di' che cosa si vede"),
            )


def _is_file_name(media: Media, alt: str) -> bool:
    name = media.file.rpartition("/")[2]
    stem = name.rpartition(".")[0]
    own = alt in {name, media.file} or (alt == stem and re.search(r"[\d_-]", stem) is not None)
    return own or _FILE_NAME.fullmatch(alt) is not None or _FROM_CAMERA.fullmatch(alt) is not None
