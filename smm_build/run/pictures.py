"""Make a picture of a picture: upright, in sRGB, without metadata, of the shape, size and weight that is asked for.

The same picture and the same recipe give the same bytes with the same Pillow. Nothing here trusts the file: only the
formats a recipe is made for are opened, and none with more pixels than memory is meant for.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from smm_build.compose.renditions import MOST_PIXELS, Rendition
from smm_build.domain.sentence import Sentence
from smm_build.run.prepared import NotMade

__all__ = ["document_of", "picture_of", "size_of"]

_OPENED = ("AVIF", "BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
_KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_QUALITIES = (92, 85, 78, 70)
"""Of JPEG and WebP: the first at which nobody sees a difference, the last at which few mind one."""
_SHRINK = 0.85
_LEAST_SIDE = 320
"""Pixels. A picture is not made smaller than this to become lighter; no network shows less."""
_ORIENTATION = 0x0112
"""The tag of EXIF under which stands how the camera was held: TIFF 6.0, tag 274."""
_SRGB = ImageCms.createProfile("sRGB")
_DOCUMENT_DPI = 96.0


def picture_of(content: bytes, rendition: Rendition) -> bytes:
    """Return the bytes of what the recipe makes. Raises :class:`NotMade`."""
    image = _load(content)
    if not rendition.recoded and image.format == "JPEG" and _lies_right(image):
        return _same_without_metadata(image)
    made = _upright(image)
    box = rendition.box(*made.size)
    made = made.crop(box) if box else made
    size = rendition.size(*made.size)
    made = made if size == made.size else made.resize(size, Image.Resampling.LANCZOS)
    for saved in _attempts(made, _KINDS[rendition.mime]):
        if rendition.most_bytes is None or len(saved) <= rendition.most_bytes:
            return saved
    raise NotMade(Sentence("it cannot be made light enough", "non si può rendere abbastanza leggera"))


def size_of(content: bytes) -> tuple[int, int]:
    """Return the width and the height of a picture that was made here."""
    with Image.open(BytesIO(content)) as image:
        return image.size


def document_of(contents: Iterable[bytes], title: str) -> bytes:
    """Return one PDF with a picture a page. Raises :class:`NotMade`."""
    pages = [_without_alpha(_upright(_load(content))) for content in contents]
    out = BytesIO()
    never = time.gmtime(0)  # the day it was made would make other bytes of the same pictures
    pages[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=_DOCUMENT_DPI,
        title=title,
        creationDate=never,
        modDate=never,
    )
    return out.getvalue()


def _load(content: bytes) -> Image.Image:
    """Return a picture whose pixels are there, or say plainly why they are not."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about sizes below our own limit, and about odd metadata
            image = Image.open(BytesIO(content), formats=_OPENED)
            small_enough = image.width * image.height <= MOST_PIXELS
            if small_enough:
                image.load()
    except Image.DecompressionBombError:
        raise NotMade(_TOO_LARGE) from None
    except Exception as error:  # its readers of formats raise whatever comes to them on damaged files
        raise NotMade(_DAMAGED) from error
    if not small_enough:
        raise NotMade(_TOO_LARGE)
    return image


def _lies_right(image: Image.Image) -> bool:
    return bool(image.getexif().get(_ORIENTATION, 1) == 1)


def _same_without_metadata(image: Image.Image) -> bytes:
    """Write a JPEG again with its own tables: what is seen stays, what it tells about camera and place goes."""
    out = BytesIO()
    image.save(out, "JPEG", quality="keep", exif=b"", icc_profile=image.info.get("icc_profile"), comment=b"")
    return out.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    """Return the picture as people see it: turned as the camera was held, in sRGB, in a mode every format writes."""
    turned = ImageOps.exif_transpose(image)
    profile = turned.info.get("icc_profile")
    has_alpha = turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info
    if has_alpha:
        turned = turned.convert("RGBA")
    elif turned.mode.startswith("I;16") or turned.mode in {"I", "F"}:
        turned = turned.convert("I").point(lambda value: value / 256).convert("L")
    elif turned.mode not in {"RGB", "CMYK", "L"}:
        turned = turned.convert("RGB")
    return _in_srgb(turned, profile) if profile else _plain(turned)


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Turn colours into those of screens by the profile the picture brings; a broken profile counts as none."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        made = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(BytesIO(profile)), _SRGB, outputMode=mode, inPlace=False
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return _plain(image)
    return _plain(made) if made else _plain(image)


def _plain(image: Image.Image) -> Image.Image:
    plain = image if image.mode in {"RGB", "RGBA", "L"} else image.convert("RGB")
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare


def _attempts(image: Image.Image, kind: str) -> Iterator[bytes]:
    """Yield the picture saved lighter and lighter: first in quality, then in size."""
    while True:
        for quality in _QUALITIES if kind != "PNG" else (0,):
            yield _saved(image, kind, quality)
        smaller = (round(image.width * _SHRINK), round(image.height * _SHRINK))
        if min(smaller) < _LEAST_SIDE:
            return
        image = image.resize(smaller, Image.Resampling.LANCZOS)


def _saved(image: Image.Image, kind: str, quality: int) -> bytes:
    out = BytesIO()
    if kind == "JPEG":
        _without_alpha(image).save(out, kind, quality=quality, optimize=True, progressive=True)
    elif kind == "WEBP":
        image.save(out, kind, quality=quality, method=4)
    else:
        image.save(out, kind, optimize=True)
    return out.getvalue()


def _without_alpha(image: Image.Image) -> Image.Image:
    """Lay what can be seen through on white: what networks show behind a picture, and what paper is."""
    if image.mode != "RGBA":
        return image
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image.getchannel("A"))
    return page


_DAMAGED = Sentence("the file is damaged", "il file è danneggiato")
_TOO_LARGE = Sentence("it has too many pixels to be opened", "ha troppi pixel per essere aperta")
