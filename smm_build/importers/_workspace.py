"""Files of ours that an import writes beside the posts: the brand, the channels. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smm_build.domain.sentence import Sentence
from smm_build.importers._base import ImportOptions, Row
from smm_build.importers._text import safe_name
from smm_build.importers._yaml import write_yaml

__all__ = ["Names", "already_there", "channel_id", "channel_path", "minimal_brand", "secret_name"]

BRAND = "brand/brand.yml"


def minimal_brand(options: ImportOptions) -> tuple[Mapping[str, str], tuple[Row, ...]]:
    """Return the brand a workspace needs at least, and its row, if the options ask for it."""
    if not options.with_brand:
        return {}, ()
    languages = list(options.languages) or ["en"]
    locale = "it" if languages[0] == "it" else "en"
    brand = {"name": options.name, "locale": locale, "languages": languages, "timezone": options.zone.key or "UTC"}
    detail = Sentence(
        f"A minimal brand was written: set its name and its time zone (now {brand['timezone']}).",
        f"Scritto un brand minimo: imposta il nome e il fuso orario (ora {brand['timezone']}).",
    )
    return {BRAND: write_yaml(brand)}, (Row(BRAND, None, "file", "changed", detail),)


def channel_id(name: str) -> str:
    """Return the name as the id of a channel: small letters, digits, ``.``, ``_`` and ``-``."""
    return safe_name(name.lower(), "channel").lower()


def channel_path(channel: str) -> str:
    """Return where a channel's file is."""
    return f"brand/channels/{channel}.yml"


def secret_name(channel: str, suffix: str) -> str:
    """Return the environment variable a channel's secret is read from when its file names no ``credentials``."""
    return f"SMM_{re.sub(r'[^A-Z0-9]', '_', channel.upper())}_{suffix}"


class Names:
    """Gives every post an id and a path that no other has, the same ones on every run."""

    def __init__(self, options: ImportOptions) -> None:
        self._posts = {post.casefold(): path for post, path in options.posts.items()}
        self._taken: set[str] = set()

    def take(self, stem: str, folder: str) -> tuple[str, str]:
        """Return id and path for a file called ``stem`` in ``folder``, where ``folder`` may be empty."""
        wished = safe_name(stem, "post")
        own = wished if wished.casefold() not in self._taken else safe_name(f"{wished}-{folder}", wished)
        number = 2
        while own.casefold() in self._taken:
            own = f"{wished[:90]}-{number}"
            number += 1
        self._taken.add(own.casefold())
        kept = [safe_name(part, "x") for part in folder.split("/") if part not in {"", ".", ".."}]
        return own, "/".join(["content/posts", *kept, f"{own}.md"])

    def elsewhere(self, post: str, path: str) -> str | None:
        """Return the path of a post of the workspace that has this id already, unless it is this very file."""
        known = self._posts.get(post.casefold())
        return None if known == path else known


def already_there(source: str, post: str, path: str) -> Row:
    """Say that a post was not written because its id is taken."""
    return Row(
        source,
        None,
        "post",
        "left out",
        Sentence(
            f"The workspace already has a post {post} in {path}; it stays as it is and no second one is written.",
            f"Lo spazio di lavoro ha già un post {post} in {path}; resta com'è e non se ne scrive un secondo.",
        ),
    )
