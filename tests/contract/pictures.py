"""Real picture files for real servers."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

from PIL import Image

from smm_build.domain.media import Media
from tests.flows import a_picture

__all__ = ["write_picture"]


def write_picture(root: Path, alt: str | None) -> Media:
    """Write a small PNG below ``root`` and return it as a post's picture."""
    media = a_picture(alt=alt)
    file = root / media.file
    file.parent.mkdir(parents=True)
    Image.new("RGB", (8, 6), "#b3392f").save(file)
    raw = file.read_bytes()
    assert media.facts is not None
    facts = dataclasses.replace(media.facts, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw), width=8, height=6)
    return dataclasses.replace(media, facts=facts)
