"""The pages as values: what they say, in both languages, and what hostile texts cannot do to them."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta

import markdown  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.domain.finding import Finding, Severity
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.plan import State
from smm_build.domain.post import PartText, Settings
from smm_build.domain.sentence import LANGUAGES, Sentence
from smm_build.site.pages import pages
from smm_build.site.shell import parse
from smm_build.site.states import LOOKS
from smm_build.site.templating import armoured, coded, in_front_matter, linked, prose
from smm_build.site.view import page_name, web_address
from smm_build.site.words import WORDS
from tests.site_workspaces import NOW, ROME, brand, channel, delivery, plan, post, workspace

NASTY = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %}",
    "![a picture](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "```\nfenced\n```",
    '--8<-- "/etc/passwd"',
    "</div></div></div>\n\n# A heading\n\n    code",
    "<!-- comment",
    "]]> <![CDATA[",
    "\x02wzxhzdk:0\x03",
    "**bold** _em_ `code` ~~no~~ {++ins++}",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "line one\n\n\n  line two\ttab\r\nline three",
    "&lt;b&gt; &amp; &#60;",
    '" onmouseover="alert(1)',
    "--- \n---\ntitle: mine\n---",
)


def text_of(source: str) -> str:
    """What a reader sees of a page: its HTML without tags."""
    return html.unescape(re.sub(r"<[^>]*>", " ", source))


def one_post(text: str, **more: str) -> str:
    first = delivery(post("p1", **more), channel("mastodon"), NOW, texts=[text])
    return str(pages(workspace([first]), (), plan([first]))["posts/p1.md"])


def test_every_state_has_a_look_and_a_word_in_both_languages() -> None:
    assert set(LOOKS) == set(State)
    assert all(look.label.en and look.label.it for look in LOOKS.values())
    assert len({look.label.it for look in LOOKS.values()}) == len(State)


def test_every_word_of_the_chrome_is_there_in_both_languages() -> None:
    assert [name for name, sentence in WORDS.items() if not (sentence.en and sentence.it)] == []


@pytest.mark.parametrize("text", NASTY)
def test_a_hostile_text_stays_a_text(text: str) -> None:
    """Markdown renders the page to the very HTML we wrote, and the reader sees what the author typed."""
    source = one_post(text)
    body = source.split("---\n", 2)[2]
    rendered = markdown.markdown(body, extensions=["toc", "tables", "fenced_code", "attr_list", "md_in_html"])
    assert rendered.strip() == body.strip()
    shown = re.search(r'<p class="smm-text"[^>]*>(.*?)</p>', rendered, re.DOTALL)
    assert shown is not None
    typed = (
        text.replace("\r\n", "\n")
        .replace("\x02", "\N{REPLACEMENT CHARACTER}")
        .replace("\x03", "\N{REPLACEMENT CHARACTER}")
    )
    assert html.unescape(re.sub(r"</?a\b[^>]*>", "", shown[1])) == typed
    assert "<script" not in rendered
    assert "javascript:" not in re.sub(r">[^<]*<", "><", rendered)


@pytest.mark.parametrize("title", NASTY)
def test_a_hostile_title_stays_a_title(title: str) -> None:
    source = one_post("A text.", title=title)
    meta, body = source.split("\n---\n", 1)
    assert meta.count("\n") == 2
    assert "<" not in meta
    rendered = markdown.markdown(body, extensions=["toc", "tables", "fenced_code"])
    assert rendered.strip() == body.strip()


@given(st.text(max_size=200))
def test_any_text_at_all_is_armoured(text: str) -> None:
    safe = str(armoured(text))
    assert not set(safe) & set("<>\"'`{}[]\n\r\t")
    safe.encode("utf-8")
    assert not re.search(r"<(?!a |/a>)", str(linked(text)))
    assert not re.search(r"<(?!/?code>)", str(coded(text)))


def test_a_page_is_called_what_was_said_before_it_was_made() -> None:
    some = [delivery(post("p1"), channel("mastodon"), NOW)]
    for public in (False, True):
        site = pages(workspace(some, of=brand("it", name="A & <b>")), (), plan(some), public=public)
        told = {path: later.title for path, later in site.later.items() if later.title is not None}
        made = {path: parse(str(site[path])) for path in told}
        assert {path: page.title for path, page in made.items() if page} == {
            path: in_front_matter(title) for path, title in told.items()
        }
        assert told


def test_no_page_that_is_made_last_lies_deeper_than_was_promised() -> None:
    some = [delivery(post("p1", owner="ada"), channel("mastodon"), NOW)]
    site = pages(workspace(some), (), plan(some))
    assert {path.count("/") for path in site.rest if path.endswith(".md")} == {0, 1}


@given(st.text(max_size=80))
def test_a_page_of_any_title_keeps_its_front_matter(title: str) -> None:
    first = delivery(post("p1", title=title), channel("mastodon"), NOW)
    source = str(pages(workspace([first]), (), plan([first]))["posts/p1.md"])
    lines = source.split("\n")
    assert lines[0] == lines[3] == "---"
    assert lines[4].startswith('<div class="smm')


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https:",
        "ftp://x.example/",
        "https://[",
        "  ",
        None,
    ],
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert web_address(address) is None


def test_web_addresses_in_a_text_become_links_and_the_full_stop_stays_outside() -> None:
    made = str(linked("See https://aurora.example/a?b=1&c=2. JavaScript:x"))
    assert '<a href="https://aurora.example/a?b=1&amp;c=2"' in made
    assert made.endswith("</a>. JavaScript:x")


def test_prose_is_markdown_without_html_pictures_or_scripts() -> None:
    made = str(prose("# One\n\n**two** <b>three</b> ![x](https://evil.example/x.png) [y](javascript:alert(1))"))
    assert "<h3>One</h3>" in made
    assert "<strong>two</strong>" in made
    assert "<img" not in made
    assert "<b>" not in made
    assert 'href="javascript' not in made


@pytest.mark.parametrize(
    ("post_id", "kept"),
    [
        ("2026-11-24-espresso", True),
        ("README", False),
        (".hidden", False),
        ("../../x", False),
        ("a b", False),
        ("x" * 300, False),
    ],
)
def test_the_page_of_any_id_is_a_file_of_its_own(post_id: str, kept: bool) -> None:  # noqa: FBT001
    name = page_name(post_id)
    assert (name == post_id) is kept
    assert re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,130}", name)
    assert page_name(post_id + "!") != name


# --- The calendar ----------------------------------------------------------------------------------------------------


def test_there_is_a_page_for_every_month_from_the_first_post_to_the_last() -> None:
    ends = [
        delivery(post("a"), channel("x"), datetime(2026, 10, 31, 23, 30, tzinfo=ROME)),
        delivery(post("b"), channel("x"), datetime(2027, 1, 1, 0, 30, tzinfo=ROME)),
    ]
    made = pages(workspace(ends), (), plan(ends))
    months = sorted(path for path in made if re.fullmatch(r"calendar/\d{4}-\d\d\.md", path))
    assert months == [f"calendar/{month}.md" for month in ("2026-10", "2026-11", "2026-12", "2027-01")]
    assert "No posts this month." in str(made["calendar/2026-12.md"])


def test_a_post_stands_on_its_day_of_the_brands_clock_with_utc_beside_it() -> None:
    """23:30 UTC on the 30th is 00:30 on the 1st in Turin."""
    late = delivery(post("night"), channel("x"), datetime(2026, 12, 1, 0, 30, tzinfo=ROME))
    made = pages(workspace([late]), (), plan([late]))
    assert "posts/night.html" in str(made["calendar/2026-12.md"])
    assert "posts/night.html" not in str(made["calendar/2026-11.md"])
    assert "Tuesday 1 December 2026, 00:30 (23:30 UTC, 30/11)" in text_of(str(made["posts/night.md"]))


def test_the_grid_is_a_table_with_monday_first_and_today_marked() -> None:
    made = str(pages(workspace([]), (), plan([]))["calendar/2026-11.md"])
    assert re.findall(r'<th scope="col">(\w+)</th>', made)[0] == "Monday"
    today = re.search(
        r'<td class="smm-cell smm-is-today[^>]*aria-current="date">.*?datetime="([\d-]+)"', made, re.DOTALL
    )
    assert today is not None
    assert today[1] == "2026-11-24"
    assert made.count('aria-current="date"') == 1


def test_a_day_with_forty_posts_folds_all_but_the_first() -> None:
    many = [delivery(post(f"p{n:02}"), channel("x"), NOW + timedelta(minutes=n)) for n in range(40)]
    made = str(pages(workspace(many), (), plan(many))["calendar/2026-11.md"])
    before, after = made.split("<details")
    assert before.count('class="smm-entry ') == 6
    assert "+ 34 more" in after
    assert after.count('class="smm-entry ') == 34


def test_a_state_is_words_and_the_channels_are_named() -> None:
    first = post("p")
    both = [
        delivery(first, channel("x"), NOW, State.SENT),
        delivery(first, channel("mastodon"), NOW, State.FAILED),
    ]
    made = text_of(str(pages(workspace(both), (), plan(both))["calendar/2026-11.md"]))
    assert re.search(r"Failed\s+1 of 2", made)
    # Whichever name the network gives itself, or its file when it is not known.
    assert re.search(r"mastodon", made, re.IGNORECASE)


def test_an_edit_after_sending_does_not_move_the_post() -> None:
    sent = delivery(post("p"), channel("x"), NOW - timedelta(days=40), State.SENT)
    moved = delivery(post("p"), channel("x"), NOW + timedelta(days=40), State.SENT)
    still = type(sent)(moved.variant, State.SENT, sent.reason, sent.record)
    made = pages(workspace([still]), (), plan([still]))
    assert "posts/p.html" in str(made["calendar/2026-10.md"])


# --- Home, posts and the rest -----------------------------------------------------------------------------------


def test_home_says_what_went_wrong_and_what_is_next() -> None:
    some = [
        delivery(
            post("bad", "The lost one"), channel("x"), NOW - timedelta(days=2), State.MISSED, reason="Too late by 2d"
        ),
        delivery(post("soon", "The next one"), channel("x"), NOW + timedelta(days=6)),
        delivery(post("later", "The late one"), channel("x"), NOW + timedelta(days=9)),
        delivery(post("idea", "The idea"), channel("x"), None, State.UNSCHEDULED),
    ]
    finding = Finding("NET101", "text-too-long", Severity.WARNING, Place("a.md"), Sentence("Long", "Lungo"))
    home = text_of(str(pages(workspace(some), [finding], plan(some))["index.md"]))
    assert "Too late by 2d" in home
    assert home.index("The lost one") < home.index("The next one")
    assert "The late one" not in home
    assert "The idea" in home
    assert re.search(r"1\s+warning", home)


def test_home_is_calm_when_nothing_is_wrong() -> None:
    assert "Nothing is blocked" in str(pages(workspace([]), (), plan([]))["index.md"])


def test_a_post_page_shows_every_part_as_it_is_sent_with_its_pictures() -> None:
    facts = MediaFacts("ab" * 32, 10, "image/png", 1080, 1350)
    media = [
        Media("content/a.png", "A cup from above", Place("p.md"), facts),
        Media("content/b.png", None, Place("p.md")),
    ]
    first = delivery(
        post("p", owner="giulia", pillar="education"),
        channel("x"),
        NOW,
        texts=["First line\n\n  indented line", "Second part"],
        media=media,
        settings=Settings(language="it", first_comment="Which one?"),
        link="https://aurora.example/guide",
    )
    site = pages(workspace([first]), (), plan([first]))
    made = str(site["posts/p.md"])
    assert "First line&#10;&#10;  indented line" in made
    assert re.search(r"Part\s+2\s+of\s+2", text_of(made))
    assert f'src="../media/{"ab" * 12}.png" alt="A cup from above"' in made
    assert 'width="1080" height="1350"' in made
    assert "The file is missing" in made
    assert "No alternative text" in made
    assert "Which one?" in made
    assert 'lang="it"' in made
    assert site.media == {f"media/{'ab' * 12}.png": "content/a.png"}


def test_the_chrome_is_in_the_brands_language_and_the_text_in_its_own() -> None:
    first = delivery(post("p"), channel("x"), NOW, State.PLANNED, ["An English text"], settings=Settings(language="en"))
    for language in LANGUAGES:
        made = pages(workspace([first], of=brand(language)), (), plan([first]))
        assert WORDS["next_days"].into(language) in str(made["index.md"])
        assert LOOKS[State.PLANNED].label.into(language) in str(made["posts/p.md"])
        assert '<p class="smm-text" lang="en"' in str(made["posts/p.md"])


def test_findings_stand_on_their_own_page_and_on_the_posts() -> None:
    first = delivery(post("p"), channel("x"), NOW)
    found = [
        Finding("A1", "odd", Severity.HINT, Place("brand/brand.yml", 2, 3), Sentence("A hint", "Un consiglio")),
        Finding("B1", "bad", Severity.ERROR, Place(first.variant.post.path, 9, 1), Sentence("<b>", "<b>"), post="p"),
    ]
    made = pages(workspace([first]), found, plan([first]))
    everything = str(made["findings.md"])
    assert everything.index("&lt;b&gt;") < everything.index("A hint")
    assert "content/posts/p.md:9:1" in str(made["posts/p.md"])
    assert "A hint" not in str(made["posts/p.md"])


def test_a_home_with_many_failures_still_shows_what_is_next() -> None:
    """The same trouble on several channels is one row, and all but the nearest rows are folded away."""
    lost = [
        delivery(
            post(f"p{day:02}"), channel(name), NOW - timedelta(days=day), State.MISSED, reason="Use `smm ledger seed`"
        )
        for day in range(1, 31)
        for name in ("x", "mastodon")
    ]
    home = str(pages(workspace(lost), (), plan(lost))["index.md"])
    before, after = home.split("<details", 1)
    assert re.findall(r"posts/(p\d+)\.html", before) == [f"p{day:02}" for day in range(1, 7)]
    assert "+ 24 more" in after
    assert "<code>smm ledger seed</code>" in home


def test_a_post_without_a_channel_still_shows_its_text() -> None:
    idea = post("idea", texts={"": (PartText("Only a thought", (), Place("p.md")),)}, notes="Ask Giulia")
    made = str(pages(workspace([], posts=[idea]), (), plan([]))["posts/idea.md"])
    assert "Only a thought" in made
    assert "Ask Giulia" in made
