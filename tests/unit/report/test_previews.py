"""Previews for a pull request: what is sent, where and when, as text in which nothing acts."""

from __future__ import annotations

from datetime import timedelta

from smm_build.domain.place import Place
from smm_build.domain.variant import VariantPart
from smm_build.report.previews import LONGEST, previews_markdown
from tests.values import NOON, a_channel, a_post, a_variant

X = a_channel("x")
MASTODON = a_channel("mastodon")


def test_nothing_changed_is_said() -> None:
    assert "No post is changed here." in previews_markdown([], "en")
    assert "non cambia nessun post" in previews_markdown([], "it")


def test_channels_that_say_the_same_stand_together() -> None:
    """Those that say something else, or at another time, stand by themselves; threads show every part."""
    shown = [
        a_variant(channel=X),
        a_variant(channel=MASTODON),
        a_variant(channel=a_channel("threads"), publish_at=NOON + timedelta(minutes=15)),
        a_variant(channel=a_channel("work", "linkedin"), parts=("Primo", "Secondo")),
    ]
    text = previews_markdown(shown, "en")
    assert "**X, Mastodon**, 2026-11-24 12:00 Europe/Rome (11:00 UTC)\n\n```text\nCiao\n```\n" in text
    assert "**Threads**, 2026-11-24 12:15 Europe/Rome (11:15 UTC)\n" in text
    assert "**work (LinkedIn)**" in text
    assert "```text\nPrimo\n```\n```text\nSecondo\n```\n" in text
    assert text.count("#### Espresso") == 1


def test_what_is_sent_cannot_leave_its_block() -> None:
    """Fences, markup, signs that turn the direction of writing, a title that is a heading of its own."""
    post = a_post()
    hostile = "```\n# Approved @ada\n````\n<script>\u202e\x1b"
    text = previews_markdown([a_variant(post=post, parts=(hostile,))], "en")
    assert "`````text\n```\n# Approved @ada\n````\n<script>��\n`````\n" in text


def test_a_first_comment_and_no_time_are_said() -> None:
    variant = a_variant(publish_at=None)
    with_comment = type(variant)(
        **{name: getattr(variant, name) for name in variant.__slots__ if name != "comment"},
        comment=VariantPart("Quale fate voi?", (), Place("x", 1)),
    )
    text = previews_markdown([with_comment], "it")
    assert "ancora senza orario" in text
    assert "Primo commento:\n```text\nQuale fate voi?\n```" in text


def test_what_does_not_fit_is_counted() -> None:
    shown = [a_variant(post=a_post(f"p{number}"), parts=("x" * 2_000,)) for number in range(40)]
    text = previews_markdown(shown, "en")
    assert len(text) < LONGEST + 200
    assert "26 more posts do not fit here" in text
