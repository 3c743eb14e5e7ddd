"""The views as values: who finds what where."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from smm_build.domain.brand import Colour, Voice
from smm_build.domain.channel import Cadence
from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, Record
from smm_build.domain.history import Change, FileHistory
from smm_build.domain.media import Media, MediaFacts, Rights
from smm_build.domain.place import Place
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.post import Settings
from smm_build.domain.sentence import LANGUAGES, Sentence
from smm_build.domain.strategy import Objective, Pillar, Strategy
from smm_build.domain.team import HandOff, Team, TeamMember
from smm_build.site.pages import Site, pages
from smm_build.site.rhythm import gaps, rhythm
from smm_build.site.special_days import special_days
from smm_build.site.view import Shown
from tests.site_workspaces import NOW, NOWHERE, brand, channel, delivery, plan, post, workspace

WHERE = Place("strategy.md")


def text_of(source: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", str(source))).split())


def site(some: Sequence[PlannedDelivery], **more: object) -> Site:
    return pages(workspace(some, **more), (), plan(some))  # type: ignore[arg-type]


def shown(some: Sequence[PlannedDelivery], **more: object) -> Shown:
    return Shown(workspace(some, **more), (), plan(some))  # type: ignore[arg-type]


# --- Week, agenda, board ---------------------------------------------------------------------------------------------


def test_a_week_is_seven_columns_and_starts_on_monday() -> None:
    made = str(site([delivery(post("p", "Il titolo"), channel("x"), NOW)])["calendar/2026-W48.md"])
    days = re.findall(r'class="smm-column[^"]*" data-day="([\d-]+)"', made)
    assert days == [f"2026-11-{day}" for day in range(23, 30)]
    assert made.count('aria-current="date"') == 1
    assert "Week 48, 23–29 November 2026" in made


def test_the_turn_of_the_year_is_in_one_iso_week() -> None:
    """ISO 8601: the week with the year's first Thursday is its first, so 1 January 2027 is in week 53 of 2026."""
    made = site([delivery(post("p"), channel("x"), datetime(2027, 1, 1, 9, tzinfo=NOW.tzinfo))])
    assert "posts/p.html" in str(made["calendar/2026-W53.md"])
    assert "28 December–3 January 2027" in str(made["calendar/2026-W53.md"])


def test_weeks_without_posts_far_from_today_have_no_page_and_no_link() -> None:
    far = [delivery(post("p"), channel("x"), NOW + timedelta(days=300))]
    made = site(far)
    weeks = [path for path in made if "-W" in path]
    assert len(weeks) == 10
    links = {
        link for path, page in made.items() for link in re.findall(r'href="(?:calendar/)?(\d{4}-W\d\d)', str(page))
    }
    assert links <= {path.removeprefix("calendar/").removesuffix(".md") for path in weeks}


@pytest.mark.parametrize(("count", "at_once", "folded"), [(0, 0, 0), (3, 3, 0), (13, 13, 0), (40, 12, 28)])
def test_a_column_of_a_week_folds_what_does_not_fit(count: int, at_once: int, folded: int) -> None:
    many = [delivery(post(f"p{n:02}"), channel("x"), NOW + timedelta(minutes=n)) for n in range(count)]
    made = str(site(many)["calendar/2026-W48.md"])
    before, _, after = made.partition("<details")
    assert (before.count('class="smm-entry '), after.count('class="smm-entry ')) == (at_once, folded)


def test_an_agenda_goes_from_last_week_to_two_months_ahead() -> None:
    some = [
        delivery(post(f"d{days}", f"Day {days}"), channel("x"), NOW + timedelta(days=days))
        for days in (-8, -7, 0, 62, 63)
    ]
    made = text_of(site(some)["agenda.md"])
    assert [f"Day {days} " in made for days in (-8, -7, 0, 62, 63)] == [False, True, True, True, False]


def test_every_state_has_its_column_on_the_board() -> None:
    some = [delivery(post(f"s-{state}", f"Post {state}"), channel("x"), NOW, state) for state in State]
    made = str(site(some)["board.md"])
    assert all(f"Post {state}<" in made for state in State)
    attention = made.split('id="board-attention"')[1].split("<section", maxsplit=1)[0]
    assert {state for state in State if f"Post {state}<" in attention} == {state for state in State if state.wrong}


def test_a_full_board_leads_to_the_table() -> None:
    many = [delivery(post(f"p{n:03}"), channel("x"), NOW + timedelta(hours=n + 1)) for n in range(130)]
    made = str(site(many)["board.md"])
    assert made.count('class="smm-tile-post') == 100
    assert "+ 30: as a table" in text_of(made)
    assert str(site(many)["posts.md"]).count("data-f=") == 130


# --- Filters ----------------------------------------------------------------------------------------------------------


def test_every_card_says_what_it_can_be_found_by() -> None:
    first = post("p", pillar="how to", campaign="winter", owner="giulia")
    some = [
        delivery(first, channel("x"), NOW, State.SENT, settings=Settings(language="en")),
        delivery(first, channel("mastodon"), NOW, State.FAILED),
    ]
    tokens = shown(some).cards[0].tokens.split(" ")
    assert set(tokens) == {
        *("p:how%20to", "k:winter", "o:giulia", "c:x", "c:mastodon", "s:sent", "s:failed", "l:en", "l:it"),
    }


def test_the_same_filters_stand_on_every_view_and_offer_only_what_is_there() -> None:
    some = [
        delivery(post("a", owner="giulia"), channel("x"), NOW),
        delivery(post("b", owner="pietro"), channel("mastodon"), NOW, State.DRAFT),
    ]
    made = site(some)
    forms = {
        re.search(r"<form.*?</form>", str(made[path]), re.DOTALL)[0]  # type: ignore[index]
        for path in ("calendar/2026-11.md", "calendar/2026-W48.md", "agenda.md", "board.md", "posts.md", "wrong.md")
    }
    assert len(forms) == 1
    form = forms.pop()
    assert re.findall(r'<select name="(\w+)"', form) == ["channel", "owner", "state"]
    assert re.findall(r'option value="([\w-]+)"', form) == ["mastodon", "x", "giulia", "pietro", "draft", "planned"]


# --- Special days -----------------------------------------------------------------------------------------------------


def test_holidays_of_the_country_stand_in_the_calendar_in_words() -> None:
    of = dataclasses.replace(brand("it"), country="IT")
    first = delivery(post("p"), channel("x"), datetime(2026, 12, 8, 9, tzinfo=NOW.tzinfo))
    made = text_of(site([first], of=of)["calendar/2026-12.md"])
    assert "Immacolata Concezione (festivo)" in made
    assert "Natale (festivo)" in made
    assert "Giornata dei diritti umani (giornata mondiale)" in made


def test_a_region_has_holidays_of_its_own_and_an_unknown_country_none() -> None:
    whit_monday = date(2026, 5, 25)
    assert whit_monday not in special_days("IT", [2026], "it")
    assert special_days("IT-BZ", [2026], "it")[whit_monday][0].holiday
    assert not any(day.holiday for days in special_days("XX", [2026], "en").values() for day in days)
    assert special_days(None, [2026], "en")[date(2026, 3, 8)][0].name == "Women's day"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_without_our_language_keeps_its_own_names(language: str) -> None:
    assert special_days("HU", [2026], language)[date(2026, 8, 20)][0].name  # type: ignore[arg-type]


# --- People, channels, strategy ------------------------------------------------------------------------------------


def test_everybody_finds_what_is_theirs_also_by_their_role() -> None:
    some = [
        delivery(post("draft", "The draft", owner="giulia"), channel("x"), NOW, State.DRAFT),
        delivery(post("role", "The editor's", owner="editor"), channel("x"), None, State.UNSCHEDULED),
        delivery(post("review", "The review", owner="pietro", reviewers=("giulia",)), channel("x"), NOW + timedelta(1)),
        delivery(post("old", "The old one", reviewers=("giulia",)), channel("x"), NOW, State.SENT),
    ]
    team = Team({"giulia": TeamMember("giulia", "Giulia", ("editor",))}, {"orders": HandOff("orders", "shop")}, NOWHERE)
    of = dataclasses.replace(workspace(some), team=team)
    made = pages(of, (), plan(some))
    hers = str(made["people/giulia.md"])
    writing, reviewing = hers.split('id="write"')[1].split('id="review"')
    assert "The draft" in writing
    assert "The editor&#39;s" in writing
    assert "The review" in reviewing
    assert "The old one" not in hers
    assert "The review" in str(made["people/pietro.md"])
    assert "shop" in text_of(made["people.md"])
    assert "people/editor.md" not in made


def test_what_is_cancelled_is_on_nobodys_way() -> None:
    some = [
        delivery(
            post("off", "The cancelled one", owner="giulia"), channel("x"), NOW + timedelta(days=1), State.CANCELLED
        ),
        delivery(post("on", "The planned one", owner="giulia"), channel("x"), NOW + timedelta(days=1)),
    ]
    coming = str(site(some)["people/giulia.md"]).split('id="coming"')[1]
    assert "The planned one" in coming
    assert "The cancelled one" not in coming


def test_a_channels_page_tells_its_rhythm_against_the_plan() -> None:
    x = channel("x", cadence=Cadence(2, ("tue 18:30",)))
    some = [
        delivery(post("a"), x, NOW - timedelta(days=7), State.SENT),
        delivery(post("b"), x, NOW - timedelta(days=8), State.SENT),
        delivery(post("c"), x, NOW - timedelta(days=15), State.MISSED),
        delivery(post("d"), x, NOW + timedelta(days=1)),
    ]
    told = rhythm(shown(some), x)
    assert [week.count for week in told.weeks] == [0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0]
    assert told.mean == 0.2
    assert told.below == 11
    made = text_of(pages(workspace(some, of=brand("it")), (), plan(some))["channels/x.md"])
    assert "mar 18:30" in made


def test_days_without_posts_are_gaps_from_the_third_on() -> None:
    busy = [
        delivery(post(f"p{n}"), channel("x"), NOW + timedelta(days=n)) for n in range(28) if n not in {5, 6, 9, 10, 11}
    ]
    assert [(gap.name, gap.days) for gap in gaps(shown(busy))] == [("3 December – 5 December", 3)]


def test_the_strategy_names_pillars_and_objectives_nothing_to_come_serves() -> None:
    pillars = (Pillar("a", "How to", 0.5, None, (), WHERE), Pillar("b", "The shop", 0.5, None, (), WHERE))
    aims = (Objective("o", "Be known", None, None, None, None, (), None, WHERE),)
    strategy = Strategy("strategy.md", None, None, None, aims, (), pillars, (), (), "", NOWHERE)
    some = [
        delivery(post("p", pillar="a"), channel("x"), NOW + timedelta(days=1)),
        delivery(post("q", pillar="b", objective="o"), channel("x"), NOW - timedelta(days=1), State.SENT),
    ]
    made = text_of(site(some, strategy=strategy)["strategy.md"])
    assert "The shop No post of this pillar in the next four weeks" in made
    assert "How to No post of this pillar" not in made
    assert "Be known No post to come serves this objective" in made


# --- Brand, media, trouble, history --------------------------------------------------------------------------------


def test_the_brand_book_tells_contrast_in_numbers() -> None:
    """#b3392f has the luminance 0.1271 by WCAG's formula: 1.05 / 0.1771 on white, 0.1771 / 0.05 on black."""
    of = dataclasses.replace(
        brand(), palette=(Colour("Red", "#b3392f"), Colour("White", "#ffffff")), voice=Voice(("warm",))
    )
    made = text_of(site([], of=of)["brand.md"])
    assert "Contrast: 5.9 on white, 3.5 on black" in made
    assert "5.9 AA" in made
    assert "warm" in made


def test_media_show_where_they_are_used_and_what_may_be_done_with_them() -> None:
    facts = MediaFacts("ab" * 32, 2_000, "image/png", 1080, 1350)
    rights = Rights("a.png.yml", NOWHERE, "Chiara", licence="one year", expires=(NOW - timedelta(days=1)).date())
    media = Media("content/a.png", "A cup", Place("p.md"), facts, rights)
    some = [
        delivery(post("one", "First use"), channel("x"), NOW, media=[media]),
        delivery(post("two", "Second use"), channel("x"), NOW, media=[media]),
        delivery(post("three"), channel("x"), NOW, media=[Media("content/lost.png", None, Place("p.md"))]),
    ]
    made = text_of(site(some)["media.md"])
    assert "1080 × 1350, 2 kB" in made
    assert "Chiara · one year" in made
    assert "Until 23 November 2026" in made
    assert "Used in : First use , Second use" in made.replace("in:", "in :")
    assert "The file is missing" in made
    assert made.count("A cup") == 1


def test_what_went_wrong_says_why_what_now_and_what_the_ledger_remembers() -> None:
    first = delivery(
        post("p", "The lost one"), channel("x"), NOW - timedelta(hours=2), State.UNCERTAIN, reason="No answer"
    )
    claim = Claim("seed", NOW, NOW, 1)
    at = NOW.astimezone(UTC)
    events = (
        Event(EventKind.CLAIMED, at, "r1", 1, "", claim),
        Event(EventKind.UNCERTAIN, at, "r1", 2, "", reason=Sentence("It never answered", "Mai risposto")),
    )
    known = dataclasses.replace(first, record=Record(DeliveryKey("p", "x"), events))
    made = text_of(site([known])["wrong.md"])
    assert "Uncertain 1" in made
    assert "No answer" in made
    assert "smm ledger resolve" in made
    assert "Uncertain (attempt 2)" in made
    assert "It never answered" in made
    assert "It never answered" in text_of(site([known])["posts/p.md"])


def test_a_post_tells_who_wrote_and_who_changed_it() -> None:
    first = delivery(post("p"), channel("x"), NOW)
    history = {
        first.variant.post.path: FileHistory(
            Change(datetime(2026, 11, 1, 9, tzinfo=UTC), "Giulia <b>"),
            Change(datetime(2026, 11, 2, 9, tzinfo=UTC), "Pietro"),
            3,
        )
    }
    made = pages(workspace([first]), (), plan([first]), history=history)
    assert "written by Giulia <b> Sunday 1 November 2026, 10:00 (09:00 UTC)" in text_of(made["posts/p.md"])
    assert "changed by Pietro" in text_of(made["posts/p.md"])
    assert "Giulia &lt;b&gt;" in str(made["posts/p.md"])


def test_links_into_the_forge_are_there_only_with_a_repository() -> None:
    first = delivery(post("p"), channel("x"), NOW)
    assert "smm-edit" not in str(site([first])["posts/p.md"])
    of = dataclasses.replace(brand(), repository="https://github.com/a/b")
    made = site([first], of=of)
    assert 'href="https://github.com/a/b/edit/main/content/posts/p.md"' in str(made["posts/p.md"])
    month = str(made["calendar/2026-11.md"])
    assert month.count('class="smm-add"') == 7
    assert "2026-11-24-new-post.md" in month
