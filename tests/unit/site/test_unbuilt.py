"""A site is known before all of it is made: what the engine is asked for needs nothing that is made last."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from smm_build.site.build import engine_source
from smm_build.site.config import engine_config
from smm_build.site.later import Later
from smm_build.site.pages import pages
from smm_build.site.unbuilt import Site
from tests.site_workspaces import NOW, brand, channel, delivery, plan, post, workspace

SOME = [delivery(post("p1"), channel("mastodon"), NOW)]


def unwilling() -> NoReturn:
    raise AssertionError("made too early")


@pytest.mark.parametrize("public", [False, True])
def test_the_engine_starts_before_anything_large_is_made(tmp_path: Path, *, public: bool) -> None:
    whole = pages(workspace(SOME, of=brand("it")), (), plan(SOME), public=public)
    known = {path: Later(one.key, unwilling, one.title) for path, one in whole.later.items()}
    site = Site({**whole.known, **known}, {}, whole.name, whole.language, unwilling)
    source = engine_source(site, engine_config(tmp_path, site))
    assert {"index.md", "channels.md", "calendar/index.md"} <= source.keys()


def test_the_engine_is_asked_for_the_same_whether_titles_are_known_or_not(tmp_path: Path) -> None:
    site = pages(workspace(SOME), (), plan(SOME))
    eager = Site({path: site[path] for path in site}, {}, site.name, site.language)
    untitled = {path: Later(one.key, one.make) for path, one in site.later.items()}
    asked = [
        engine_source(one, engine_config(tmp_path, one))
        for one in (site, eager, Site({**site.known, **untitled}, {}, site.name, site.language, lambda: site.rest))
    ]
    assert asked[0] == asked[1] == asked[2]


def test_the_rest_is_made_once_and_when_it_is_asked_for() -> None:
    calls: list[int] = []

    def rest() -> Mapping[str, str]:
        calls.append(1)
        return {"b.md": "b"}

    site = Site({"a.md": Later(None, lambda: "a")}, {}, "A name", "en", rest)
    assert (site["a.md"], "a.md" in site, calls) == ("a", True, [])
    assert ("b.md" in site, "c.md" in site, site["b.md"], list(site), len(site)) == (
        True,
        False,
        "b",
        ["a.md", "b.md"],
        2,
    )
    assert calls == [1]
