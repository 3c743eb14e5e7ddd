"""Every network: its facts, found by file name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smm_build import networks
from smm_build.networks import (
    Amender,
    Capability,
    LinkPlace,
    Network,
    ProfileKeeper,
    ProfileReader,
    Publisher,
    Remover,
    all_networks,
    get_network,
    publisher_for,
)

NETWORKS = all_networks()


def test_all_are_found_by_name() -> None:
    folder = Path(networks.__file__).parent
    files = [file.stem for file in folder.glob("[!_]*.py")] + [
        file.parent.name for file in folder.glob("*/__init__.py")
    ]
    assert list(NETWORKS) == sorted(files)
    assert {"bluesky", "mastodon", "sandbox", "threads", "x"} <= NETWORKS.keys()


@pytest.mark.parametrize("name", NETWORKS)
class TestFacts:
    def test_is_a_network(self, name: str) -> None:
        network = get_network(name)
        assert isinstance(network, Network)
        assert name == network.NAME
        assert network.TITLE

    def test_says_where_its_facts_come_from_and_when_they_were_read(self, name: str) -> None:
        limits = get_network(name).LIMITS
        assert limits.source.startswith("https://") or name == "sandbox"
        assert date(2026, 11, 1) <= limits.read_on

    def test_limits_are_possible(self, name: str) -> None:
        limits = get_network(name).LIMITS
        assert limits.characters > 0
        assert limits.parts >= 1
        assert all(mime.startswith("image/") for mime in limits.image_types)
        assert all(mime.startswith("video/") for mime in limits.video_types)
        assert bool(limits.videos) == bool(limits.video_types)

    def test_threads_and_parts_agree(self, name: str) -> None:
        network = get_network(name)
        assert (network.LIMITS.parts > 1) is (Capability.THREAD in network.CAPABILITIES)

    def test_entities_are_told_in_the_order_of_the_text(self, name: str) -> None:
        measure = get_network(name).measure(
            "Ciao @bob.bsky.social 👋🏽 https://aurora.it/a #uno e https://aurora.it/b #due"
        )
        assert [link.value for link in measure.links] == ["https://aurora.it/a", "https://aurora.it/b"]
        assert [tag.value for tag in measure.hashtags] == ["uno", "due"]
        assert len(measure.mentions) == 1
        for kind in (measure.links, measure.hashtags):
            assert 0 < kind[0].start < kind[0].end <= kind[1].start < kind[1].end <= measure.length + 25

    def test_nothing_has_no_length(self, name: str) -> None:
        assert get_network(name).measure("").length == 0

    def test_half_a_character_is_counted_and_raises_nothing(self, name: str) -> None:
        assert get_network(name).measure("a\ud800").length > 0

    def test_mentions_have_one_sign(self, name: str) -> None:
        assert get_network(name).mention("@aurora") == get_network(name).mention("aurora") == "@aurora"


@pytest.mark.parametrize(
    ("name", "text", "length"),
    [
        ("bluesky", "👨‍👩‍👧‍👧é", 2),
        ("facebook", "👋🏽", 2),
        ("instagram", "tè", 2),
        ("linkedin", "tè", 2),
        ("mastodon", "@bob@social.example https://aurora.it/una/pagina/lunga", 28),
        ("mastodon", "👨‍👩‍👧‍👧", 1),
        ("threads", "tè ☕", 6),
        ("threads", "👋🏽", 8),
        ("pinterest", "👋🏽", 2),
        ("telegram", "👋🏽", 4),
        ("tiktok", "👋🏽", 4),
        ("x", "tè 猫 👨‍👩‍👧‍👧", 8),
        ("x", "leggi README.md", 29),
        ("x", "e\u0301", 1),
        ("youtube", "tè ☕", 7),
    ],
)
def test_each_counts_in_its_own_unit(name: str, text: str, length: int) -> None:
    assert get_network(name).measure(text).length == length


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("facebook", LinkPlace.CARD),
        ("linkedin", LinkPlace.CARD),
        ("threads", LinkPlace.CARD),
        ("x", LinkPlace.IN_TEXT),
        ("mastodon", LinkPlace.IN_TEXT),
        ("bluesky", LinkPlace.CARD),
        ("instagram", LinkPlace.NOWHERE),
        ("tiktok", LinkPlace.NOWHERE),
        ("pinterest", LinkPlace.ATTACHED),
        ("telegram", LinkPlace.IN_TEXT),
        ("youtube", LinkPlace.IN_TEXT),
    ],
)
def test_where_links_go(name: str, where: LinkPlace) -> None:
    assert get_network(name).LINKS is where


def test_pictures_are_needed_where_there_is_nothing_without() -> None:
    needed = {name for name, network in NETWORKS.items() if network.LIMITS.media_required}
    assert needed == {"instagram", "pinterest", "tiktok", "youtube"}


def test_who_publishes() -> None:
    for name, network in NETWORKS.items():
        assert isinstance(network, Publisher) is (publisher_for(name, rehearsed=False) is not None)
        assert isinstance(network, Amender) is (Capability.EDIT in network.CAPABILITIES)
        assert isinstance(network, Remover) is (Capability.DELETE in network.CAPABILITIES)
        assert isinstance(network, ProfileReader) is (Capability.PROFILE_READ in network.CAPABILITIES)
        assert isinstance(network, ProfileKeeper) is (Capability.PROFILE_WRITE in network.CAPABILITIES)
    assert publisher_for("x", rehearsed=True) is get_network("sandbox")
