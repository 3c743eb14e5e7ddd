"""Lists that are too long for one page: everything stands on one of the pages, and each is found from the others."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

import pytest

from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import Campaign
from smm_build.site.leaves import ON_ONE_PAGE
from smm_build.site.memory import Memory
from smm_build.site.pages import Site, pages
from smm_build.site.table import ROWS
from tests.site_workspaces import NOW, NOWHERE, channel, delivery, plan, post, workspace

MANY = ON_ONE_PAGE + 20
STATES = (State.PLANNED, State.DRAFT, State.MISSED, State.SENT)


def many(count: int = MANY, first_day: int = -60, days_each: float = 0.25) -> list[PlannedDelivery]:
    """Posts one after the other, some of them on two channels; the last ten have no date."""
    found = []
    for number in range(count):
        at = NOW + timedelta(days=first_day + number * days_each) if number < count - 10 else None
        of = post(f"p{number:04}", f"«Post» <{number}> & più", owner=("giulia", "pietro")[number % 2])
        state = STATES[number % 4] if at else State.UNSCHEDULED
        found.append(delivery(of, channel("x"), at, state))
        if number % 3 == 0:
            found.append(delivery(of, channel("mastodon"), at, State.PLANNED if at else state))
    return found


def site(some: Sequence[PlannedDelivery], findings: Iterable[Finding] = (), **more: object) -> Site:
    return pages(workspace(some), tuple(findings), plan(some), **more)  # type: ignore[arg-type]


def found(of: str | None, number: int = 0) -> Finding:
    place = Place(f"content/posts/{of}.md" if of else "strategy.md")
    said = Sentence(f"message {of} {number}", f"messaggio {of} {number}")
    return Finding("TST101", "test", Severity.HINT, place, said, post=of)


def rows(page: str) -> list[str]:
    return re.findall(r"<tr data-f.*?</tr>", page, re.DOTALL)


def text_of(source: str) -> str:
    without_hours = re.sub(r"<time.*?</time>|<span class=\"smm-utc\">.*?</span>", " ", source, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", without_hours)).split())


def test_few_posts_are_one_table_without_a_way_to_others() -> None:
    made = site(many(300))
    assert [path for path in made if path.startswith("table/")] == []
    assert len(rows(str(made["posts.md"]))) == 300
    assert "smm-leaves" not in str(made["posts.md"])


def test_every_post_stands_in_one_of_many_tables_and_every_table_is_reached() -> None:
    made = site(many())
    tables = {path: made[path] for path in made if path == "posts.md" or re.fullmatch(r"table/.*\.md", path)}
    titles = Counter(re.findall(r'href="(?:\.\./)?posts/(p\d+)\.html"', "".join(map(str, tables.values()))))
    assert set(titles.values()) == {1}
    assert len(titles) == MANY
    ways = set(re.findall(r'<a class="smm-keep" href="([^"]*)"', str(made["posts.md"])))
    assert {f"{way.removesuffix('.html')}.md" for way in ways} == set(tables)
    back = set(re.findall(r'<a class="smm-keep" href="([^"]*)"', str(made["table/2026-10.md"])))
    assert back == {f"../{way}" for way in ways}


def test_the_table_opens_on_this_month() -> None:
    front = str(site(many())["posts.md"])
    assert "/11/2026" in front
    assert not re.search(r"/(10|12)/2026", front)
    assert 'data-leaf="2026-11" aria-current="page"' in front


@pytest.mark.parametrize(("first_day", "month"), [(-400, "2026-02"), (40, "2027-01")])
def test_it_opens_on_the_nearest_month_where_this_one_has_nothing(first_day: int, month: str) -> None:
    front = str(site(many(first_day=first_day))["posts.md"])
    assert f'data-leaf="{month}" aria-current="page"' in front


def test_the_script_tells_of_every_row_what_the_filters_look_for_in_it() -> None:
    made = site(many())
    said = json.loads(str(made[ROWS]).removeprefix("smmRows(").rstrip().removesuffix(")"))
    for key, listed in said["leaves"].items():
        path = "posts.md" if key == "2026-11" else f"table/{key}.md"
        there = rows(str(made[path]))
        assert len(there) == len(listed)
        for row, (title, kind) in zip(there, listed, strict=True):
            tokens, words = said["kinds"][kind]
            assert f'data-f="{tokens}"' in row
            assert Counter(f"{title} {words}".split()) == Counter(text_of(row).split())


def test_what_the_world_sees_is_split_as_well_and_tells_of_nothing_else() -> None:
    out = site(many(2400), public=True)
    told = json.loads(str(out[ROWS]).removeprefix("smmRows(").rstrip().removesuffix(")"))
    assert sum(map(len, told["leaves"].values())) == 597
    assert {state for tokens, _ in told["kinds"] for state in tokens.split() if state.startswith("s:")} == {"s:sent"}


def test_findings_are_split_by_the_months_of_their_posts_and_none_is_lost() -> None:
    some = many()
    findings = [found(None), *(found(one.variant.post.id, n) for one in some for n in range(2))]
    made = site(some, findings)
    whole = {path: str(made[path]) for path in made if path.startswith("findings")}
    assert len(whole) > 4
    lines = re.findall(r"message (\S+) (\d)", "".join(whole.values()))
    assert Counter(lines) == Counter(("None" if one.post is None else one.post, one.message.en[-1]) for one in findings)
    assert "message None" in whole["findings.md"]
    assert "p0200.html" not in whole["findings/2026-10.md"]
    assert 'href="../posts/p0100.html"' in whole["findings/2026-10.md"]
    assert f"{len(findings):,}" in text_of(whole["findings/2026-10.md"])


def test_few_findings_stand_on_one_page() -> None:
    some = many()
    made = site(some, [found(one.variant.post.id) for one in some[:ON_ONE_PAGE]])
    assert [path for path in made if path.startswith("findings")] == ["findings.md"]
    assert "smm-leaves" not in str(made["findings.md"])


def test_other_lists_end_after_a_hundred_and_lead_to_the_table() -> None:
    some = [
        delivery(post(f"p{n:03}", owner="giulia", campaign="winter"), channel("x"), NOW - timedelta(n), State.MISSED)
        for n in range(130)
    ]
    some += [
        delivery(post(f"d{n:03}", owner="giulia"), channel("x"), NOW + timedelta(n), State.DRAFT) for n in range(110)
    ]
    winter = Campaign("winter", "content/campaigns/winter.md", "Winter", None, None, None, None, "", NOWHERE)
    of = dataclasses.replace(workspace(some), campaigns={"winter": winter})
    made = pages(of, (), plan(some))
    hers = str(made["people/giulia.md"])
    assert hers.count("data-f=") == 200
    assert '<a href="../posts.html?owner=giulia">+ 30: as a table</a>' in hers
    assert '<a href="../posts.html?owner=giulia">+ 10: as a table</a>' in hers
    assert '<a href="posts.html?state=missed">+ 30: as a table</a>' in str(made["wrong.md"])
    assert '<a href="posts.html?campaign=winter">+ 30: as a table</a>' in str(made["campaigns.md"])
    home = str(made["index.md"])
    assert '<a href="wrong.html">+ 100: all</a>' in home
    assert '<a href="posts.html?state=draft">+ 80: all</a>' in home


def test_after_one_edit_only_the_page_with_the_post_is_another() -> None:
    some = many()
    memory = Memory()
    before = {path: one.key for path, one in site(some, memory=memory).later.items()}
    of = dataclasses.replace(some[0].variant.post, title="Another title")
    some[0] = dataclasses.replace(some[0], variant=dataclasses.replace(some[0].variant, post=of))
    some[1] = dataclasses.replace(some[1], variant=dataclasses.replace(some[1].variant, post=of))
    edited = site(some, memory=memory)
    changed = {path for path, one in edited.later.items() if one.key != before[path]}
    assert {path for path in changed if path.startswith(("table/", "posts.md"))} == {"table/2026-09.md"}
    fresh = site(some)
    lists = [path for path in fresh if not path.startswith(("posts/", "calendar/"))]
    assert {path: edited[path] for path in lists} == {path: fresh[path] for path in lists}
