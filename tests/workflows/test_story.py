"""A post's way from a draft to everybody's eyes, through the workflows that ship, with everything real but GitHub."""

from __future__ import annotations

import json

import pytest

from tests.workflows.runner import Event
from tests.workflows.team import Stage

TEXT = "Da oggi il caffè si prenota.\n\nChi ne parla: https://example.com/guide"


@pytest.mark.slow
@pytest.mark.timeout(300)  # many processes, on a machine that may be busy
def test_the_story(stage: Stage) -> None:
    """Draft, comment, review, merge, publishing at the minute, permalink, ledger, site; and nothing twice."""
    assert stage.team.smm("forge", "workflows", "--check").status == 0
    pull = stage.propose(TEXT)
    check, preview = stage.look_at(pull)
    assert (check.result, preview.result) == ("success", "success"), check.said + preview.said
    for _ in range(2):  # the second time the comment is the same one
        assert stage.comment(preview, pull).result == "success"
    (comment,) = stage.comments(pull)
    assert "Da oggi il caffè si prenota." in comment
    assert "2026-11-24 12:00 Europe/Rome (11:00 UTC)" in comment
    assert f"/actions/runs/{preview.id}#artifacts" in comment
    assert "from a fork" not in comment

    early = stage.publish("2026-11-24 11:00")
    assert (early.result, stage.texts()) == ("success", []), early.said
    stage.github.review(pull, "bob")
    stage.team.merge(pull)

    waiting = stage.publish("2026-11-24 11:59:57", None)
    assert waiting.result == "success", waiting.said
    assert "sent" in waiting.summary
    (text,) = stage.texts()
    assert text.startswith("Da oggi il caffè si prenota.")
    told = [said for said in stage.comments(pull) if "smm permalinks" in said]
    assert len(told) == 1
    assert stage.pds.records(stage.account)[0].rkey in told[0]

    stage.team.clone.git("fetch", "--quiet", "origin", "smm-ledger")
    shown = json.loads(stage.team.smm("ledger", "show", "one", "--format", "json").out)
    assert "bob" in json.dumps(shown)
    stage.machine.variables = {"SMM_SITE": "public"}
    site = stage.machine.run("site", Event("push"))
    assert site.result == "success", site.said
    (online,) = stage.machine.pages
    assert any("Da oggi il caffè" in page.read_text(encoding="utf-8") for page in online.rglob("*.html"))

    writes = len(stage.github.writes())
    again = stage.publish("2026-11-24 12:20", None)
    assert again.result == "success", again.said
    assert len(stage.texts()) == 1
    assert len(stage.github.writes()) == writes
