"""What becomes of a file is decided from its header, the same way for every network there is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.compose.renditions import AsItIs, Cannot, Rendition, rendition_of
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import all_networks, get_network
from tests.values import a_channel, a_variant

PLACE = Place("content/posts/a.md", 4)
TYPES = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff", "image/svg+xml", "image/heic"]
SIZES = st.integers(1, 20_000)
POINTS = st.tuples(st.floats(0, 1), st.floats(0, 1))


def a_variant_with(media: Media, network: str) -> Variant:
    made = a_variant(channel=a_channel(network, server="https://server.example"))
    return replace(made, parts=(VariantPart("Ciao", (media,), PLACE),))


@st.composite
def pictures(draw: st.DrawFn) -> Media:
    facts = MediaFacts(
        sha256="0" * 64,
        size=draw(st.integers(1, 60_000_000)),
        mime=draw(st.sampled_from(TYPES)),
        width=draw(SIZES),
        height=draw(SIZES),
        colours=draw(st.sampled_from(["RGB", "CMYK", "L"])),
        transparent=draw(st.booleans()),
        located=draw(st.booleans()),
        moving=draw(st.booleans()),
        profile=draw(st.sampled_from([None, "sRGB", "other"])),
    )
    return Media("content/a", "A cup", PLACE, facts, focus=draw(st.none() | POINTS))


@given(pictures(), st.sampled_from(sorted(all_networks())))
def test_what_is_made_is_taken_and_nothing_is_cut_without_a_focus(media: Media, network: str) -> None:
    verdict, facts, limits = (
        rendition_of(media, a_variant_with(media, network)),
        media.facts,
        get_network(network).LIMITS,
    )
    assert facts
    assert facts.width
    assert facts.height
    if not isinstance(verdict, Rendition):
        return
    assert not facts.moving
    assert verdict.mime in limits.image_types or not limits.image_types
    box = verdict.box(facts.width, facts.height)
    if box is None:
        kept = (facts.width, facts.height)
    else:
        left, top, right, bottom = box
        assert media.focus is not None
        assert 0 <= left < right <= facts.width
        assert 0 <= top < bottom <= facts.height
        kept = (right - left, bottom - top)
        assert left <= media.focus[0] * facts.width <= right
        assert top <= media.focus[1] * facts.height <= bottom
    width, height = verdict.size(*kept)
    assert limits.image_pixels is None or width * height <= limits.image_pixels
    if box and limits.image_ratios and min(kept) > 50:
        assert limits.image_ratios[0] - 0.001 <= kept[0] / kept[1] <= limits.image_ratios[1] + 0.001


@given(pictures(), st.sampled_from(sorted(all_networks())))
def test_what_needs_nothing_is_left_alone_and_what_is_left_alone_is_taken(media: Media, network: str) -> None:
    facts, limits = media.facts, get_network(network).LIMITS
    if isinstance(rendition_of(media, a_variant_with(media, network)), AsItIs):
        assert facts
        assert not limits.image_types or facts.mime in limits.image_types
        assert limits.image_bytes is None or facts.size <= limits.image_bytes


@pytest.mark.parametrize(
    ("seconds", "size", "convert", "kind"),
    [
        (10.0, 1_000, False, AsItIs),
        (10.0, 200_000_000, False, Cannot),
        (10.0, 200_000_000, True, Rendition),
        (None, 200_000_000, True, Rendition),
        (90_000.0, 200_000_000, True, Cannot),
    ],
)
def test_a_film_is_only_changed_where_that_is_allowed_and_worth_it(
    *, seconds: float | None, size: int, convert: bool, kind: type[object]
) -> None:
    facts = MediaFacts("0" * 64, size, "video/mp4", seconds=seconds)
    media = Media("content/a.mp4", "Steam", PLACE, facts, convert=convert)
    assert isinstance(rendition_of(media, a_variant_with(media, "mastodon")), kind)


def test_the_same_recipe_is_the_same_text_and_another_is_another() -> None:
    one, same = Rendition("image/jpeg", 100, focus=(0.5, 0.5)), Rendition("image/jpeg", 100, focus=(0.5, 0.5))
    assert one.recipe == same.recipe
    assert len({one.recipe, replace(one, focus=(0.5, 0.6)).recipe, replace(one, most_bytes=101).recipe}) == 3
