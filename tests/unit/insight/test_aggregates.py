"""The month's counts of messages stand in the report as they are, and nothing else of them."""

from __future__ import annotations

import pytest

from smm_build.insight.aggregates import community_table

COUNTS = """month: 2026-11
messages: 42
by_network:
  mastodon: {comments: 12, mentions: "<5"}
sla: {met: 0.93}
"""


def test_every_count_has_a_row() -> None:
    text = community_table(COUNTS, "it")
    assert text is not None
    assert text.splitlines() == [
        "| Che cosa | Quanti |",
        "| --- | --: |",
        "| month | 2026-11 |",
        "| messages | 42 |",
        "| by\\_network · mastodon · comments | 12 |",
        "| by\\_network · mastodon · mentions | \\<5 |",
        "| sla · met | 0.93 |",
    ]


@pytest.mark.parametrize("text", [None, "", "- ", "a: [", "just words"])
def test_what_holds_no_counts_has_no_table(text: str | None) -> None:
    assert community_table(text, "en") is None
