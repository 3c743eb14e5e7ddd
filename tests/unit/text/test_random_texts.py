"""Ten thousand random texts, read by us and by the packages that X and Bluesky publish: every difference is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from smm_build.networks import bluesky, x
from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_links, outside
from smm_build.text.mentions import find_x_mentions
from smm_build.text.rulers import in_unit, utf16_units
from tests.servers import readings
from tests.unit.text.random_texts import random_texts

COUNT = 10_000
NEWER_EMOJI = {"🫱🏻\u200d🫲🏿": 7, "🧑\u200d🤝\u200d🧑": 6}
"""Sequences that twitter-text 3.1.0 does not know, because it knows the emoji of 2018, and how much more it counts.

It counts their parts one by one; X says that every emoji counts two
(https://docs.x.com/fundamentals/counting-characters, read on 2026-11-23), and so do we.
"""


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return list(random_texts(COUNT))


@pytest.fixture(scope="module")
def theirs(texts: list[str]) -> list[dict[str, Any]]:
    return readings.read(texts)


def test_the_texts_hold_what_they_should(texts: list[str], theirs: list[dict[str, Any]]) -> None:
    """A comparison of texts without links proves nothing about links."""
    found: Counter[str] = Counter()
    for their in theirs:
        for network, reading in their.items():
            found.update(f"{network} {kind}" for kind in ("links", "mentions", "hashtags") for _ in reading[kind])
    print(f"{len(texts)} texts, {sum(map(len, texts))} characters, {dict(found)}")
    assert len(set(texts)) > COUNT * 0.9
    assert all(found[f"{network} {kind}"] > 1_000 for network in ("x", "bluesky") for kind in ("links", "hashtags"))
    assert found["x mentions"] > 1_000
    assert found["bluesky mentions"] > 300, "most handles are no domains"


def of_x(text: str) -> dict[str, Any]:
    """Return what ``x.measure`` is made of, in UTF-16 units and before it brings a text into its canonical form."""
    ruler, links = utf16_units(text), find_links(text)
    found = {"mentions": outside(find_x_mentions(text), links), "hashtags": outside(find_hashtags(text), links)}
    placed = {kind: [[one.value, one.start, one.end] for one in in_unit(some, ruler)] for kind, some in found.items()}
    shown = [[one.text, one.start, one.end] for one in in_unit(links, ruler)]
    return {"length": x.measure(text).length, "links": shown, **placed}


def differences_on_x(texts: list[str], theirs: list[dict[str, Any]]) -> Iterator[tuple[str, str, Any, Any]]:
    for text, their in zip(texts, theirs, strict=True):
        ours, expected = of_x(text), dict(their["x"])
        expected["length"] -= sum(more * text.count(emoji) for emoji, more in NEWER_EMOJI.items())
        yield from ((kind, text, ours[kind], expected[kind]) for kind in ours if ours[kind] != expected[kind])


def test_as_x_reads_them(texts: list[str], theirs: list[dict[str, Any]]) -> None:
    different = list(differences_on_x(texts, theirs))
    assert not different, different[:5]


def in_capitals(link: list[Any]) -> bool:
    """Whether a link's scheme is in capitals: Bluesky's client leaves it alone, and we mark it.

    Every client opens a link that is marked, so nothing is gained by sending it as plain text.
    """
    return str(link[0])[:4].lower() == "http" and not str(link[0]).startswith("http")


def test_as_bluesky_reads_them(texts: list[str], theirs: list[dict[str, Any]]) -> None:
    different, capitals = [], 0
    for text, their in zip(texts, theirs, strict=True):
        measure = bluesky.measure(text)
        ours: dict[str, Any] = {"length": measure.length}
        for kind in ("links", "mentions", "hashtags"):
            ours[kind] = [[one.value, one.start, one.end] for one in getattr(measure, kind)]
        kept = [link for link in ours["links"] if not in_capitals(link)]
        capitals += len(ours["links"]) - len(kept)
        ours["links"] = kept
        reading = their["bluesky"]
        different += [(kind, text, ours[kind], reading[kind]) for kind in ours if ours[kind] != reading[kind]]
    print(f"{capitals} links with a scheme in capitals")
    assert not different, different[:5]
    assert capitals > 100, "if none is left, the exception is not needed"
