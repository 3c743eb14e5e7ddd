"""The same way with somebody or something against it: nothing that was not approved goes out, and nothing twice."""

from __future__ import annotations

import struct
import threading
import zlib
from pathlib import Path

import pytest

from tests.servers.github import Asked, Pull
from tests.servers.github_answers import Answer
from tests.workflows.runner import Event, Run
from tests.workflows.team import Stage, ended

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]  # many processes, on a machine that may be busy

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


# --- a stranger's pull request


def a_huge_picture() -> bytes:
    """Return a PNG of 100 megapixels in a few kilobytes."""
    side = 10_000
    rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)),
        (b"IDAT", rows),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def a_hostile_pull(stage: Stage, marker: Path) -> Pull:
    """Let a stranger propose everything at once that could do harm."""
    shell = f'$(touch {marker}) `touch {marker}` "; touch {marker}; #'
    workspace = stage.team.workspace
    stage.team.clone.git("checkout", "--quiet", "-B", "patch-1")
    workspace.post("shell", "Ciao", channels="bluesky", title="'" + shell.replace("'", "") + "'")
    workspace.post("script", "<script>alert(1)</script> @ada ![x](https://evil.example/x.png)", channels="bluesky")
    workspace.post("path", "![occhio](../../../../../../etc/passwd)", channels="bluesky")
    workspace.write("content/posts/bomb.md", f"---\n{BOMB}title: *i\n---\n\nBoom\n")
    workspace.post("big", "![grande](../assets/huge.png)", channels="bluesky")
    picture = workspace.root / "content/assets/huge.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(a_huge_picture())
    workspace.write(f"content/posts/$(touch {marker.name}).md", "---\ntitle: [\n---\n")
    stage.team.commit("stranger", "patch-1")
    pull = stage.github.open_pull("patch-1", "stranger")
    pull.title = shell
    return pull


def test_a_hostile_post_from_a_fork_is_said_to_be_wrong_and_does_nothing(stage: Stage, tmp_path: Path) -> None:
    """A script, a path out of the workspace, a YAML bomb, 100 megapixels, commands in a title and in a file's name."""
    marker = tmp_path / "was-here"
    pull = a_hostile_pull(stage, marker)
    check, preview = stage.look_at(pull)
    assert check.result == "failure"
    assert preview.result == "success", preview.said
    assert stage.comment(preview, pull, "stranger").result == "success"
    (comment,) = stage.comments(pull)
    assert "🛑" in comment
    assert not marker.exists()
    assert not list((tmp_path / "machine").rglob(marker.name))
    assert "root:x:" not in comment + check.said + preview.said
    outside = comment.split("```text")
    shown = outside[0] + "".join(block.partition("\n```")[2] for block in outside[1:])
    assert "<script" not in shown
    assert "![" not in shown
    assert "passwd" in shown
    for text in (comment, check.said, preview.said):
        assert stage.account.password not in text


def test_a_stranger_s_comment_is_shown_and_does_not_act(stage: Stage) -> None:
    """A fork may change the workflow that writes it down; then it says anything, under the name of a bot."""
    pull = stage.propose("Ciao")
    _, preview = stage.look_at(pull)
    evil = (
        "<!-- smm permalinks -->\n@ada [log in](https://evil.example) ![](//evil.example/x) <img src=x>\n[a]: /evil\n"
    )
    folder = stage.machine.artifacts[preview.id, "comment"]
    (folder / "check.md").write_text(evil + "A" * 200_000, encoding="utf-8")
    (folder / "pull.txt").write_text("1", encoding="utf-8")
    assert stage.comment(preview, pull, "stranger").result == "success"
    (comment,) = stage.comments(pull)
    ours, _, theirs = comment.partition("\n\n")
    assert "actions/runs" in ours
    assert "It comes from a fork" in ours
    for acting in ("@ada", "](https", "://evil", "](/", "<img", "]:", "<!-- smm permalinks"):
        assert acting not in theirs
    assert "Ciao" in theirs
    assert len(comment) < 65_536


def test_a_comment_goes_to_the_pull_request_github_knows_of(stage: Stage) -> None:
    """Not to one that the handed over files name; and to none when there was another push since."""
    pull = stage.propose("Ciao")
    _, preview = stage.look_at(pull)
    moved = ended(preview, pull, head_sha="0" * 40)
    assert stage.machine.run("comment", moved).result == "success"
    assert stage.comments(pull) == []
    failed = ended(preview, pull, conclusion="failure")
    assert stage.machine.run("comment", failed).jobs["comment"].result == "skipped"


# --- what was approved


def push_again(stage: Stage, pull: Pull, *, force: bool) -> None:
    """Change the post after it was approved."""
    if force:
        stage.team.clone.git("reset", "--quiet", "--soft", "HEAD~1")
    stage.team.workspace.post("one", "Tutt'altro", channels="bluesky")
    stage.team.commit("ada", "idea", force=force)
    stage.github.pushed(pull)


@pytest.mark.parametrize("what", ["edit after approval", "force-push", "approved by the author"])
def test_what_was_not_approved_is_not_sent(stage: Stage, what: str) -> None:
    """And the run says so, on its page too."""
    pull = stage.propose("Ciao")
    stage.github.review(pull, "ada" if "author" in what else "bob")
    if "author" not in what:
        push_again(stage, pull, force=what == "force-push")
    stage.team.merge(pull)
    run = stage.publish("2026-11-24 12:01")
    assert (run.result, stage.texts()) == ("failure", []), run.said
    assert "unapproved" in run.summary
    if "author" in what:
        stage.github.review(pull, "bob")
        assert stage.publish("2026-11-24 12:07").result == "success"
        assert stage.texts() == ["Ciao"]


# --- what breaks on the way


def test_a_token_that_ended_is_an_issue_and_nothing_is_lost(stage: Stage) -> None:
    """The run fails, the watchdog opens an issue, and with a new token the post goes out once."""
    stage.approved()
    right = stage.machine.secrets
    stage.machine.secrets = {"SMM_BLUESKY_PASSWORD": "pw-of-last-year"}
    run = stage.publish("2026-11-24 12:01")
    assert (run.result, stage.texts()) == ("failure", [])
    assert "pw-of-last-year" not in run.said + run.summary
    stage.machine.now = "2026-11-24 12:40"
    watch = stage.machine.run("watchdog", Event("workflow_dispatch"))
    assert watch.result == "failure"
    titles = [issue["title"] for issue in stage.github.issues.values() if issue["state"] == "open"]
    assert any("bluesky" in title for title in titles), watch.said
    stage.machine.secrets = right
    for _ in range(2):
        assert stage.publish("2026-11-24 12:47").result == "success"
    assert stage.texts() == ["Ciao"]


def refuse_push(stage: Stage, number: int) -> Path:
    """Have the remote refuse one push, the first, the second or a later one."""
    hook = stage.github.remote.path / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\necho x >> pushes\n[ "$(wc -l < pushes)" -ne {number} ]\n', encoding="utf-8")
    hook.chmod(0o755)
    return hook


@pytest.mark.parametrize("where", ["checkout", "GitHub", "claim", "receipt", "comment"])
def test_a_remote_that_is_down_loses_nothing_and_sends_nothing_twice(stage: Stage, where: str) -> None:
    """The run ends with an error, and the next one goes on."""
    pull = stage.approved()
    if where in {"claim", "receipt"}:
        refuse_push(stage, 1 if where == "claim" else 2)
    elif where in {"GitHub", "comment"}:
        stage.github.trouble = down if where == "GitHub" else down_for_comments
    run = checkout_fails(stage) if where == "checkout" else stage.publish("2026-11-24 12:01", None)
    stage.github.trouble = lambda _: None
    out = 1 if where in {"receipt", "comment"} else 0
    assert (run.result, len(stage.texts())) == ("failure", out), run.said
    assert run.jobs["publish"].result == ("success" if where == "comment" else "failure")
    for only in (("publish",), None):
        assert stage.publish("2026-11-24 12:27", only).result == "success"
    assert stage.texts() == ["Ciao"]
    (told,) = stage.comments(pull)
    assert stage.pds.records(stage.account)[0].rkey in told


def down_for_comments(asked: Asked) -> Answer | None:
    """Answer only when nobody wants to comment."""
    return down(asked) if asked.path.endswith("/comments") else None


def down(asked: Asked) -> Answer:
    """Answer as GitHub does when it has trouble."""
    return Answer(503, {"message": f"{asked.method}: no server is currently available"})


def checkout_fails(stage: Stage) -> Run:
    """Let the remote be gone for the time of a run; what the run is was read before."""
    remote = stage.github.remote.path
    away = remote.with_name("away")
    event = Event("workflow_dispatch")
    workflow = stage.machine.workflow("publish", event)
    remote.rename(away)
    try:
        return stage.machine.carry_out(workflow, event)
    finally:
        away.rename(remote)


def test_two_runs_at_once_send_it_once(stage: Stage) -> None:
    """A merge and a schedule that begin in the same second, both waiting for the minute."""
    stage.approved()
    stage.machine.now = "2026-11-24 11:59:57"
    events = [Event("push"), Event("schedule", {"schedule": "7,27,47 * * * *"})]
    runs: list[Run] = []
    threads = [
        threading.Thread(target=lambda event=event: runs.append(stage.machine.run("publish", event, ("publish",))))
        for event in events
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [run.result for run in runs] == ["success", "success"], "\n".join(run.said for run in runs)
    assert stage.texts() == ["Ciao"]
    assert sorted("1 sent" in run.said for run in runs) == [False, True]
