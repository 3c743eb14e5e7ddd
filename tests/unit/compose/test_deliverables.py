"""What a brief leaves open follows from the networks, and only from what all of them take."""

from __future__ import annotations

from typing import Any

import pytest

from smm_build.compose.deliverables import impossible, specification
from smm_build.domain.brief import Deliverable, SafeZone
from smm_build.domain.place import Place
from smm_build.networks import get_network
from tests.values import a_channel


def wanted(*targets: str, **more: Any) -> Deliverable:
    return Deliverable("A box", "content/assets/box.jpg", Place("content/briefs/box.md"), targets, **more)


def test_only_what_all_networks_take() -> None:
    asked = specification(wanted("instagram", "mastodon", "x"), {})
    assert asked.types == ("image/jpeg",)
    limits = [get_network(name).LIMITS for name in ("instagram", "mastodon", "x")]
    assert asked.bytes == min(one.image_bytes or 10**9 for one in limits)
    assert asked.ratios == get_network("instagram").LIMITS.image_ratios
    assert len(asked.sources) == 3


def test_a_channel_stands_for_its_network() -> None:
    channels = {"shop": a_channel("shop", "instagram")}
    assert specification(wanted("shop"), channels) == specification(wanted("instagram"), {})


def test_what_the_brief_says_comes_first() -> None:
    asked = specification(wanted("instagram", types=("image/png",), ratio=1.0, safe_zone=SafeZone(top=0.1)), {})
    assert (asked.types, asked.ratios, asked.safe_zone) == (("image/png",), (1.0, 1.0), SafeZone(top=0.1))


def test_films_have_the_shortest_and_the_longest_all_take() -> None:
    asked = specification(wanted("instagram", "x", kind="video"), {})
    ig, x = (get_network(name).LIMITS.film_seconds or (0, 0) for name in ("instagram", "x"))
    assert asked.seconds == (max(ig[0], x[0]), min(ig[1], x[1]))
    assert asked.ratios is None


@pytest.mark.parametrize(("format_", "bottom"), [("reel", 0.35), ("story", 0.20), ("post", None)])
def test_upright_formats_have_a_safe_zone(format_: str, bottom: float | None) -> None:
    asked = specification(wanted("instagram", "tiktok", kind="video", format=format_), {})
    assert (asked.safe_zone.bottom if asked.safe_zone else None) == bottom
    assert asked.width == (None if bottom is None else 1080)


def test_without_networks_nothing_is_asked() -> None:
    asked = specification(wanted(), {})
    assert (asked.types, asked.bytes, asked.ratios, asked.seconds) == ((), None, None, None)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (wanted("youtube"), "YouTube takes no pictures"),
        (wanted("instagram", types=("image/gif",)), "Instagram takes JPEG, not GIF"),
        (wanted("x", kind="video", seconds=(600, 700)), "X takes films of 0.5 to 140 seconds"),
        (wanted("instagram", width=3000, height=1000), "not 3.00"),
        (wanted("instagram", kind="document"), "takes no documents"),
    ],
)
def test_what_no_network_takes(one: Deliverable, why: str) -> None:
    (problem,) = impossible(one, {})
    assert why in problem.en


def test_a_story_may_be_as_upright_as_it_likes() -> None:
    assert not list(impossible(wanted("instagram", format="story", width=1080, height=1920), {}))
