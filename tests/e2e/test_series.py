"""Posts that come again: seen before they happen, each sent once, edited and left out one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.workspace import Workspace, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A rehearsed workspace."""
    return make_workspace(tmp_path)


def plan(workspace: Workspace, now: str = "2026-10-01 12:00") -> dict[str, tuple[str, str]]:
    """Return state and time of each delivery by post."""
    rows = workspace.smm("plan", "--format", "json", now=now).deliveries
    return {row["post"]: (row["state"], row["publish_at"]) for row in rows}


def test_a_series_is_planned_before_it_happens(workspace: Workspace) -> None:
    """Every Tuesday at nine by the wall clock, across the night the clocks go back, with one day left out."""
    workspace.post(
        "tip",
        publish_at="2026-10-13 09:00",
        series="{rule: FREQ=WEEKLY;BYDAY=TU, until: 2026-11-10, skip: [2026-11-03]}",
    )
    assert plan(workspace) == {
        "tip@2026-10-13": ("planned", "2026-10-13T09:00:00+02:00"),
        "tip@2026-10-20": ("planned", "2026-10-20T09:00:00+02:00"),
        "tip@2026-10-27": ("planned", "2026-10-27T09:00:00+01:00"),
        "tip@2026-11-10": ("planned", "2026-11-10T09:00:00+01:00"),
    }


def test_occurrences_are_sent_one_by_one_and_once(workspace: Workspace) -> None:
    """Each in its week; running again sends nothing; an occurrence nobody sent in time is missed on its own."""
    workspace.post("tip", publish_at="2026-11-03 09:00", series="FREQ=WEEKLY;COUNT=3")
    sent = [
        workspace.smm("publish", "--format", "json", now=now).states()
        for now in ("2026-11-03 09:01", "2026-11-03 09:02", "2026-11-17 09:01")
    ]
    assert sent == [
        {("tip@2026-11-03", "sandbox"): "sent"},
        {},
        {("tip@2026-11-10", "sandbox"): "missed", ("tip@2026-11-17", "sandbox"): "sent"},
    ]


def test_one_occurrence_may_be_different(workspace: Workspace) -> None:
    """Another hour by an edit in the series, another text by a file with the occurrence's id, the rest as before."""
    workspace.post(
        "tip",
        publish_at="2026-11-03 09:00",
        series='{rule: FREQ=WEEKLY;COUNT=3, edits: {2026-11-10: {publish_at: "2026-11-11 18:00"}}}',
    )
    workspace.write(
        "content/posts/special.md",
        "---\nid: tip@2026-11-17\npublish_at: 2026-11-17 20:00\nchannels: [sandbox]\n---\n\nSpeciale\n",
    )
    assert workspace.smm("check", "--format", "json").data["findings"] == []
    assert {post: at for post, (_, at) in plan(workspace).items()} == {
        "tip@2026-11-03": "2026-11-03T09:00:00+01:00",
        "tip@2026-11-10": "2026-11-11T18:00:00+01:00",
        "tip@2026-11-17": "2026-11-17T20:00:00+01:00",
    }
    workspace.smm("publish", now="2026-11-17 20:00")
    (file,) = workspace.root.glob(".smm/sandbox/posts/sandbox/*.json")
    assert "Speciale" in file.read_text(encoding="utf-8")


def test_a_channel_keeps_its_distance_from_the_series(workspace: Workspace) -> None:
    """A channel's own time in ``overrides`` is the same distance away at every occurrence."""
    workspace.channel("x")
    workspace.post(
        "tip",
        channels="sandbox, x",
        publish_at="2026-11-03 09:00",
        series="FREQ=DAILY;COUNT=2",
        overrides='{x: {publish_at: "2026-11-03 11:30"}}',
    )
    rows = workspace.smm("plan", "--format", "json", now="2026-11-01 12:00").deliveries
    assert [row["publish_at"][:16] for row in rows if row["channel"] == "x"] == ["2026-11-03T11:30", "2026-11-04T11:30"]


def test_an_evergreen_post_comes_back(workspace: Workspace) -> None:
    """After each cool-down, as often as it may and not after its end; the first time is the post itself."""
    workspace.post("classic", publish_at="2026-11-01 10:00", evergreen="{every: 60d, cycles: 5, until: 2027-05-01}")
    assert [(post, at[:16]) for post, (_, at) in plan(workspace).items()] == [
        ("classic", "2026-11-01T10:00"),
        ("classic@2026-12-31", "2026-12-31T10:00"),
        ("classic@2027-03-01", "2027-03-01T10:00"),
        ("classic@2027-04-30", "2027-04-30T10:00"),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY",
        "FREQ=SECONDLY;COUNT=3",
        "FREQ=DAILY;UNTIL=20300101",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=3",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "every tuesday",
        "FREQ=WEEKLY;COUNT=x",
    ],
)
def test_a_rule_that_cannot_be_planned_is_said(workspace: Workspace, rule: str) -> None:
    """Without an end, too many, not understood: an error at its place, and nothing goes out."""
    workspace.post("tip", publish_at="2026-11-03 09:00", series=f'"{rule}"')
    (finding,) = workspace.smm("check", "--format", "json").data["findings"]
    assert (finding["path"], finding["line"], finding["severity"]) == ("content/posts/tip.md", 5, "error")
    assert workspace.smm("publish", "--format", "json", now="2026-11-03 09:01").deliveries == []
