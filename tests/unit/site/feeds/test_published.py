"""Feeds of what is out: well-formed whatever was written, and nothing in them that is not out."""

from __future__ import annotations

import html
import json
import xml.etree.ElementTree as ET
from datetime import timedelta
from email.utils import parsedate_to_datetime

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
    for feed in ("feeds/published.xml", "feeds/published.json"):
        assert "secret" not in str(site[feed])


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
