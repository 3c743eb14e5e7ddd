"""A rule is not asked where none of its signs is, so there it must have nothing to say."""

from __future__ import annotations

import functools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smm_build.checks._signs import Has, Signs
from smm_build.compose import compose_post
from smm_build.domain.media import Media
from smm_build.domain.place import Place
from smm_build.domain.post import Disclosure, Poll, Post, Settings
from smm_build.domain.workspace import Workspace
from smm_build.read import load
from tests.checks.signs import found_without_a_sign
from tests.checks.words import texts
from tests.servers import places
from tests.values import a_post, a_variant

AT = Place("content/posts/espresso.md", 10)


@functools.cache
def plan() -> Workspace:
    """Return the repository's own plan, whose brand has channels, people, a voice and a strategy."""
    return load(places.ROOT).workspace


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


@st.composite
def said(draw: st.DrawFn) -> Settings:
    """Settings of which most say nothing."""
    return Settings(
        link=draw(st.sampled_from((None, None, "https://a.example", "http://b.example/?utm_source=x", "c.example"))),
        first_comment=draw(maybe(texts())),
        content_warning=draw(maybe(texts())),
        poll=draw(st.none() | st.builds(Poll, st.tuples(texts(), texts()), st.just(timedelta(days=1)))),
        disclosure=draw(st.none() | st.builds(Disclosure, st.sampled_from(("paid", "none")), maybe(texts()))),
        media=draw(st.none() | st.builds(lambda alt: (Media("content/a.jpg", alt, AT),), maybe(texts()))),
        format=draw(st.sampled_from((None, "reel", "thread", "poll"))),
        visibility=draw(st.sampled_from((None, "unlisted"))),
        replies=draw(st.sampled_from((None, "nobody"))),
        quote=draw(maybe(texts())),
        ai=draw(st.sampled_from((None, "generated"))),
        language=draw(st.sampled_from((None, "it", "en", "fr"))),
    )


@st.composite
def posts(draw: st.DrawFn) -> Post:
    """A post on all channels, with a text of its own for one of them."""
    channels = tuple(plan().channels)
    written = {"": draw(st.lists(texts(), min_size=1, max_size=2))}
    if draw(st.booleans()):
        written[channels[0]] = draw(st.lists(texts(), min_size=1, max_size=2))
    overrides = {channels[1]: draw(said())} if draw(st.booleans()) else {}
    return a_post(texts=written, settings=draw(said()), channels=channels, overrides=overrides)


@given(posts())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_rule_finds_nothing_where_none_of_its_signs_is(post: Post) -> None:
    workspace = replace(plan(), posts=(post,), texts={"content/posts/a.md": post.texts[""][0].text})
    assert found_without_a_sign(workspace, list(compose_post(workspace, post))) == []


@pytest.mark.parametrize(
    ("settings", "sign"),
    [
        (Settings(link="https://a.example"), Has.LINK),
        (Settings(poll=Poll(("a", "b"), timedelta(days=1))), Has.POLL),
        (Settings(media=(Media("a.jpg", None, AT),)), Has.MEDIA),
        (Settings(first_comment="Ciao"), Has.FIRST_COMMENT),
    ],
)
def test_what_a_post_has_for_one_channel_is_a_sign_of_it(settings: Settings, sign: str) -> None:
    look = Signs([sign])
    assert look.in_post(a_post(settings=settings)) == {sign}
    assert look.in_post(a_post(overrides={"x": settings})) == {sign}
    assert look.in_post(a_post()) == set()


def test_signs_are_found_in_any_capitals_and_wherever_they_are_read() -> None:
    look = Signs(["#", "://", "Lorem ipsum", Has.SYMBOLS, Has.THREAD])
    assert look.in_text("LOREM İPSUM") == look.in_text("lorem ıpsum") == {"Lorem ipsum"}
    assert look.in_text("☕") == {Has.SYMBOLS}
    assert look.in_text("‘caffè’ – 3 €") == look.in_text("") == set()
    assert look.in_post(a_post(settings=Settings(poll=Poll(("#one", "two"), timedelta(days=1))))) == {"#", Has.POLL}
    assert look.in_post(a_post(overrides={"x": Settings(link="https://a.example")})) == {"://", Has.LINK}
    assert look.in_variant(a_variant(parts=("one", "#two"))) == {"#", Has.THREAD}
