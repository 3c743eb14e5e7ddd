"""A text as the feed shows it: nothing of it is lost, what the network marks is marked, the rest is hidden."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.domain.sentence import Sentence
from smm_build.networks import all_networks
from smm_build.site.frames import Cut, frame_of
from smm_build.site.frames._base import Crop
from smm_build.site.marked import Marked, mark

CUT = Cut(125, None, Sentence("more", "altro"), "", date(2026, 11, 23))
LINES = Cut(None, 2, Sentence("more", "altro"), "", date(2026, 11, 23))


def typed(marked: Marked) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", str(marked.head) + str(marked.rest)))


@given(st.text(alphabet=st.sampled_from("ab #@\nè☕.:/<&https")), st.sampled_from(sorted(all_networks())))
def test_no_character_is_lost_or_added_whatever_the_network_sees(text: str, name: str) -> None:
    network = all_networks()[name]
    assert typed(mark(text, network.measure(text), frame_of(name).cut, links_work=True)) == text


@pytest.mark.parametrize("name", ["bluesky", "mastodon", "x", "facebook", "linkedin", "threads"])
def test_links_mentions_and_tags_are_marked_as_the_network_sees_them(name: str) -> None:
    text = "Con @acme.example.com su https://aurora.it/a?b=1 per il #caffè."
    shown = str(mark(text, all_networks()[name].measure(text), None, links_work=True).head)
    assert '<a class="pv-mark" href="https://aurora.it/a?b=1"' in shown
    assert '<a class="pv-mark">#caffè</a>' in shown
    assert shown.endswith(".")


def test_a_mention_is_shown_by_its_name_where_the_network_does_so() -> None:
    text = "Con @[Acme & C.](urn:li:organization:12) al bar"
    marked = mark(text, all_networks()["linkedin"].measure(text), None, links_work=True)
    assert typed(marked) == "Con Acme & C. al bar"
    assert '<a class="pv-mark">Acme &amp; C.</a>' in str(marked.head)


def test_where_links_do_not_work_they_stay_text() -> None:
    text = "Vai su https://aurora.example #ciao"
    shown = str(mark(text, all_networks()["instagram"].measure(text), None, links_work=False).head)
    assert "href" not in shown
    assert '<a class="pv-mark">#ciao</a>' in shown


def test_a_long_text_is_cut_between_words() -> None:
    text = "parola " * 40
    marked = mark(text, None, CUT, links_work=True)
    assert len(str(marked.head)) == 125
    assert str(marked.rest).startswith(" parola")


def test_x_shows_whole_what_it_counts_as_280_and_cuts_what_is_longer() -> None:
    """However long a link is, X counts 23: https://docs.x.com/fundamentals/counting-characters, read 2026-11-23."""
    frame, x = frame_of("x"), all_networks()["x"]
    fits = "a" * 250 + " https://aurora.it/" + "b" * 90
    assert len(fits) > 280 >= x.measure(fits).length
    assert mark(fits, x.measure(fits), frame.cut, links_work=True).rest == ""
    longer = "parola " * 60
    assert len(html.unescape(str(mark(longer, x.measure(longer), frame.cut, links_work=True).head))) <= 280
    assert mark(longer, x.measure(longer), frame.cut, links_work=True).rest != ""


def test_a_cut_never_falls_into_a_tag() -> None:
    text = "a " * 58 + "#unhashtagmoltolungo e poi altro"
    marked = mark(text, all_networks()["instagram"].measure(text), CUT, links_work=False)
    assert "#" not in str(marked.head)
    assert '<a class="pv-mark">#unhashtagmoltolungo</a>' in str(marked.rest)


def test_lines_count_too_and_a_hidden_rest_of_nothing_is_not_hidden() -> None:
    assert str(mark("uno\ndue\ntre", None, LINES, links_work=True).rest).endswith("tre")
    assert mark("uno\ndue\n\n  ", None, LINES, links_work=True).rest == ""
    assert mark("corto", None, CUT, links_work=True).rest == ""


def test_every_network_has_a_frame_that_says_where_its_cut_comes_from() -> None:
    cuts = [cut for name in all_networks() if (cut := frame_of(name).cut)]
    assert len(cuts) >= 5
    assert all(cut.source.startswith("https://") and cut.read_on > date(2026, 1, 1) for cut in cuts)


@pytest.mark.parametrize("name", ["", "_base", "nobody", "os"])
def test_an_unknown_network_gets_a_plain_frame(name: str) -> None:
    assert frame_of(name) == frame_of("sandbox")


@pytest.mark.parametrize(("ratio", "shown"), [(0.2, 0.8), (1.0, 1.0), (3.0, 1.91)])
def test_a_picture_is_shown_no_narrower_and_no_wider_than_the_feed_allows(ratio: float, shown: float) -> None:
    assert Crop(0.8, 1.91).shown(ratio) == shown
