"""``smm measure``: a text as a network counts it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, BinaryIO

import click

from smm_build.cli._shared import fail
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.networks import Network
    from smm_build.text.measure import Entity, Measure

__all__ = ["command"]


@click.command("measure")
@click.option("--network", "name", required=True, metavar="NAME", help="The network whose rules count.")
@click.argument("file", type=click.File("rb"), default="-")
def command(name: str, file: BinaryIO) -> None:
    """Count the text in FILE (`-` is standard input) as a network does, and find its links, mentions and hashtags.

    Prints JSON. A line of `---` starts the next part of a thread; `length` is then the longest part's. Indices are
    offsets in the network's own unit, the end exclusive. Ends with 1 when the text is too long.
    """
    from difflib import get_close_matches

    from smm_build.networks import all_networks

    network = all_networks().get(name)
    if network is None:
        close = get_close_matches(name, all_networks(), n=1)
        hint = f" Did you mean {close[0]}?" if close else f" There are: {', '.join(all_networks())}."
        fail(Sentence(f"no network is called {name}.{hint}", f"nessun network si chiama {name}.{hint}"), status=2)
    text = file.read().decode("utf-8", "replace").replace("\r\n", "\n").removesuffix("\n")
    parts = [network.measure(part) for part in _parts(text)]
    limit = network.LIMITS.characters
    click.echo(json.dumps(_content(network, parts), ensure_ascii=False, indent=2))
    sys.exit(1 if any(part.length > limit for part in parts) else 0)


def _parts(text: str) -> list[str]:
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.rstrip() == "---":
            parts.append([])
        else:
            parts[-1].append(line)
    if len(parts) == 1:
        return [text]
    return ["\n".join(lines).strip("\n") for lines in parts]


def _content(network: Network, parts: list[Measure]) -> dict[str, object]:
    return {
        "network": network.NAME,
        "counted_in": network.LIMITS.counted_in.en,
        "length": max(part.length for part in parts),
        "limit": network.LIMITS.characters,
        "parts": [
            {"part": number, "length": part.length, "over": max(0, part.length - network.LIMITS.characters)}
            for number, part in enumerate(parts, start=1)
        ],
        "links": _entities(parts, "links"),
        "mentions": _entities(parts, "mentions"),
        "hashtags": _entities(parts, "hashtags"),
    }


def _entities(parts: list[Measure], kind: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for number, part in enumerate(parts, start=1):
        entities: tuple[Entity, ...] = getattr(part, kind)
        found.extend(
            {"text": entity.text, "value": entity.value, "indices": [entity.start, entity.end], "part": number}
            for entity in entities
        )
    return found
