"""Make the pictures of a profile into what a network shows: cut to its shape, scaled down, light enough."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from smm_build.compose.renditions import Rendition
from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks import PictureShape, Refused
from smm_build.run.prepared import NotMade
from smm_build.run.renditions import FOLDER
from smm_build.run.workspace_files import write_whole

__all__ = ["made_picture"]

_MIDDLE = (0.5, 0.5)
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


def made_picture(root: Path, media: Media, shape: PictureShape | None) -> Media:
    """Return what is to be sent in the place of ``media``, which is made if it is not there yet.

    Without a shape the picture keeps its own. Raises :class:`Refused` when it cannot be made, or was changed since it
    was read.
    """
    if media.facts is None:
        raise _refused(media, Sentence("it is missing or cannot be read", "manca o non si può leggere"))
    recipe = _recipe(media, shape)
    name = hashlib.sha256(f"profile\0{media.facts.sha256}\0{recipe.recipe}".encode()).hexdigest()
    path = f"{FOLDER}/{name}.{_ENDINGS[recipe.mime]}"
    try:
        content = (root / path).read_bytes() if (root / path).is_file() else _make(root, media, recipe, path)
    except (OSError, NotMade) as error:
        reason = error.reason if isinstance(error, NotMade) else Sentence("it cannot be read", "non si può leggere")
        raise _refused(media, reason) from error
    facts = replace(
        media.facts, sha256=hashlib.sha256(content).hexdigest(), size=len(content), mime=recipe.mime, look=None
    )
    return replace(media, file=path, facts=facts)


def _recipe(media: Media, shape: PictureShape | None) -> Rendition:
    png = media.facts is not None and media.facts.mime == "image/png"
    mime = "image/png" if png else "image/jpeg"
    if shape is None:
        return Rendition(mime)
    ratio = shape.width / shape.height
    return Rendition(
        mime,
        most_bytes=shape.most_bytes,
        most_pixels=shape.width * shape.height,
        ratios=(ratio, ratio),
        focus=media.focus or _MIDDLE,
    )


def _make(root: Path, media: Media, recipe: Rendition, path: str) -> bytes:
    from smm_build.run.pictures import picture_of  # noqa: PLC0415 - Pillow takes long to import

    source = (root / media.file).read_bytes()
    if media.facts is not None and hashlib.sha256(source).hexdigest() != media.facts.sha256:
        raise NotMade(Sentence("it was changed since it was read", "è cambiato da quando è stato letto"))
    content = picture_of(source, recipe)
    write_whole(root, path, content)
    return content


def _refused(media: Media, reason: Sentence) -> Refused:
    return Refused(Trouble.INVALID, Sentence(f"{media.file}: {reason.en}", f"{media.file}: {reason.it}"))
