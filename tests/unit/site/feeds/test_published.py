"""Feeds of what is out: well-formed whatever was written, and nothing in them that is not out.

``feedparser`` reads them back: https://feedparser.readthedocs.io, read 2026-11-23.
"""

from __future__ import annotations

import html
import json
import xml.etree.ElementTree as ET
from datetime import timedelta
from email.utils import parsedate_to_datetime

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from smm_build.domain.plan import State
from smm_build.site.feeds import feed_files
from smm_build.site.pages import pages
from smm_build.site.view import Shown
from tests.site_workspaces import NOW, channel, delivery, plan, post, workspace


def test_an_internal_site_feeds_only_what_is_out_in_the_words_that_went_out() -> None:
    edited = delivery(post("edited", "Edited"), channel("x"), NOW, State.SENT, ["secret-edit"], digest="another")
    some = [
        delivery(post("out", "It is out"), channel("x"), NOW - timedelta(days=1), State.SENT, ["Hello <b>"], url="https://x.example/1"),
        edited,
        delivery(post("later", "secret-title"), channel("x"), NOW + timedelta(days=1), texts=["secret-text"]),
    ]  # fmt: skip
    site = pages(workspace(some), (), plan(some))
    channel_ = ET.fromstring(str(site["feeds/published.xml"])).find("channel")  # noqa: S314 - our own
    assert channel_ is not None
    titles = [item.findtext("title") for item in channel_.findall("item")]
    assert titles == ["Edited", "It is out"]
    out = channel_.findall("item")[1]
    assert out.findtext("link") == "https://x.example/1"
    assert html.unescape(out.findtext("description") or "") == "Hello <b>"
    assert "<b>" not in (out.findtext("description") or "")
    assert parsedate_to_datetime(out.findtext("pubDate") or "") == NOW - timedelta(days=1)
    for feed in ("feeds/published.xml", "feeds/published.json", "feeds/published.atom", "feeds/published-x.atom"):
        assert "secret" not in str(site[feed])


def read(feed: str) -> feedparser.FeedParserDict:
    """Read a feed as a feed reader does; one that is not well-formed or has a wrong date is no feed."""
    said = feedparser.parse(feed.encode("utf-8"), sanitize_html=False)
    assert not said.bozo, said.get("bozo_exception")
    return said


def feeds_of_two_days(address: str | None = None) -> dict[str, str]:
    """A post that goes out on two days, one that has a text of HTML, and one of another channel."""
    twice, other = post("twice", "Due volte & ☕"), post("other", "Other")
    some = [
        delivery(twice, channel("x"), NOW - timedelta(days=1), State.SENT, ["One <b>\ntwo"], url="https://x.example/1"),
        delivery(twice, channel("mastodon"), NOW, State.SENT, ["For Mastodon"], url="https://m.example/1?a=1&b=2"),
        delivery(other, channel("x"), NOW - timedelta(hours=1), State.SENT, ["Later"]),
    ]
    shown = Shown(workspace(some), (), plan(some))
    return dict(feed_files(shown, shown, address=address))


def test_a_reader_of_feeds_sees_the_same_in_atom_and_rss() -> None:
    made = feeds_of_two_days("https://plan.example/")
    seen = {}
    for kind, version in (("atom", "atom10"), ("xml", "rss20")):
        said = read(made[f"feeds/published.{kind}"])
        assert said.version == version
        assert said.feed.title == "Torrefazione Aurora"
        assert said.feed.link == "https://plan.example/index.html"
        assert len({one.id for one in said.entries}) == 3
        text = "summary" if kind == "xml" else "content"
        seen[kind] = [
            (one.title, one.link, one.published_parsed[:5], [tag.term for tag in one.tags],
             html.unescape(one[text] if kind == "xml" else one[text][0].value))
            for one in said.entries
        ]  # fmt: skip
    assert seen["atom"] == seen["xml"]
    assert seen["atom"] == [
        ("Due volte & ☕", "https://m.example/1?a=1&b=2", (2026, 11, 24, 9, 5), ["Mastodon"], "For Mastodon"),
        ("Other", "https://plan.example/posts/other.html", (2026, 11, 24, 8, 5), ["X"], "Later"),
        ("Due volte & ☕", "https://x.example/1", (2026, 11, 23, 9, 5), ["X"], "One <b><br />two"),
    ]


def test_every_channel_has_a_feed_of_its_own_and_atom_has_what_its_format_asks_for() -> None:
    """Exactly one id, title and updated, absolute IRIs, an author: https://www.rfc-editor.org/rfc/rfc4287#section-4."""
    made = feeds_of_two_days("https://plan.example/")
    feeds = {path: read(text) for path, text in made.items() if path.endswith(".atom")}
    assert {path: [one.link for one in said.entries] for path, said in feeds.items() if "-" in path} == {
        "feeds/published-x.atom": ["https://plan.example/posts/other.html", "https://x.example/1"],
        "feeds/published-mastodon.atom": ["https://m.example/1?a=1&b=2"],
    }
    assert len({said.feed.id for said in feeds.values()}) == 3
    name = {"a": "http://www.w3.org/2005/Atom"}
    for path, said in feeds.items():
        assert f'href="{path}"' in made["feeds.md"]
        assert [link.href for link in said.feed.links if link.rel == "self"] == [f"https://plan.example/{path}"]
        assert said.feed.author == "Torrefazione Aurora"
        root = ET.fromstring(made[path].encode())  # noqa: S314 - our own
        for part in (root, *root.findall("a:entry", name)):
            for field in ("id", "title", "updated"):
                assert len(part.findall(f"a:{field}", name)) == 1
            assert str(part.findtext("a:id", "", name)).startswith("urn:uuid:")
        assert said.feed.updated == max(one.updated for one in said.entries)
    moved = feeds_of_two_days("https://elsewhere.example/")
    assert [one.id for one in read(moved["feeds/published.atom"]).entries] == [
        one.id for one in feeds["feeds/published.atom"].entries
    ]


def test_json_feed_has_what_the_format_asks_for() -> None:
    some = [delivery(post("out", "Out"), channel("x"), NOW, State.SENT, ["A text"])]
    shown = Shown(workspace(some), (), plan(some))
    feed = json.loads(dict(feed_files(shown, shown, address="https://plan.example/"))["feeds/published.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://plan.example/feeds/published.json"
    (item,) = feed["items"]
    assert item["content_text"] == "A text"
    assert item["url"] == "https://plan.example/posts/out.html"


@given(st.text(max_size=100))
def test_any_title_and_text_leave_the_feed_well_formed(text: str) -> None:
    some = [delivery(post("out", text), channel("x"), NOW, State.SENT, [text])]
    shown = Shown(workspace(some), (), plan(some))
    made = dict(feed_files(shown, shown))
    root = ET.fromstring(made["feeds/published.xml"].encode("utf-8"))  # noqa: S314 - our own
    assert len(root.findall("channel/item")) == 1
    assert len(ET.fromstring(made["feeds/published-x.atom"].encode("utf-8"))) == 5  # noqa: S314 - our own
    assert json.loads(made["feeds/published.json"])["items"][0]["content_text"] == text


def test_everything_as_json_tells_every_delivery() -> None:
    some = [
        delivery(post("p", "One"), channel("x"), NOW, State.SENT, url="https://x.example/1"),
        delivery(post("p", "One"), channel("mastodon"), None, State.UNSCHEDULED),
    ]
    said = json.loads(str(pages(workspace(some), (), plan(some))["calendar.json"]))
    assert said["time_zone"] == "Europe/Rome"
    (one,) = said["posts"]
    assert one["page"] == "posts/p.html"
    assert one["deliveries"] == [
        {"channel": "x", "network": "x", "at": "2026-11-24T10:05:00+01:00", "state": "sent", "url": "https://x.example/1"},
        {"channel": "mastodon", "network": "mastodon", "state": "unscheduled"},
    ]  # fmt: skip
