"""What may be done with a picture or film: ``photo.jpg.yml`` beside ``photo.jpg``."""

from __future__ import annotations

import hashlib
from pathlib import Path

from smm_build.domain.finding import Finding
from smm_build.domain.media import Captions, Rights
from smm_build.domain.place import Place
from smm_build.read import problems
from smm_build.read.files import Tree
from smm_build.read.schema.rights import RightsFile
from smm_build.read.validation import Kind
from smm_build.read.yaml_text import read_yaml

__all__ = ["read_rights"]

_KIND: Kind[RightsFile] = Kind(RightsFile)


def read_rights(tree: Tree, media: str, found: list[Finding]) -> Rights | None:
    """Return what the sidecar of the file ``media`` says, ``None`` when there is none or nothing can be made of it."""
    folder, _, name = media.rpartition("/")
    if f"{name}.yml" not in tree.listing(folder):
        return None
    source = tree.source(f"{media}.yml", found)
    data = source and read_yaml(source, 0, len(source.text), found)
    read = data and _KIND.read(data, found)
    if not read:
        return None
    said, places = read
    return Rights(
        path=places.path,
        places=places,
        author=said.author,
        source=said.source,
        licence=said.licence,
        expires=said.expires,
        channels=said.channels,
        paid_use=said.paid_use,
        people=said.people or (),
        releases=said.releases or (),
        music=said.music,
        text_in_image=said.text_in_image,
        captions=said.captions,
        caption_file=_caption_file(tree, folder, said.captions, places.of("captions"), found),
    )


def _caption_file(tree: Tree, folder: str, said: str | None, place: Place, found: list[Finding]) -> Captions | None:
    """Return the file of captions that ``said`` names beside the film; other words name none."""
    if said is None or not said.lower().endswith(".vtt") or "/" in said or "\\" in said:
        return None
    path = f"{folder}/{said}" if folder else said
    neighbours = tree.listing(folder)
    if said not in neighbours or not tree.contains(path):
        found.append(problems.missing_media(place, path, neighbours))
        return None
    try:
        content = Path(tree.absolute(path)).read_bytes()
    except OSError:
        found.append(problems.missing_media(place, path, neighbours))
        return None
    return Captions(path, hashlib.sha256(content).hexdigest(), len(content))
