"""``smm upgrade``: later templates come in, and nobody's edit is ever lost.

An older version of smm is what the record says: its texts are put back to what they would have been then.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from smm_build.cli._workflow_files import older_workflows
from smm_build.read import load
from smm_build.run.git import Git
from tests.e2e.workspace import Workspace

RECORD = ".smm-template.yml"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace for GitHub as this version begins it."""
    done = Workspace(tmp_path, {}).smm("init", "marca", "--yes", "--zone", "Europe/Rome", "--forge", "github")
    assert done.status == 0
    return Workspace(tmp_path / "marca", {})


def read(workspace: Workspace, path: str) -> str:
    return (workspace.root / path).read_text(encoding="utf-8")


def as_older(workspace: Workspace, path: str, new: str, old: str) -> None:
    """Make it so that an older template said ``old`` where today's says ``new``, and that nobody has edited it."""
    record = yaml.safe_load(read(workspace, RECORD))
    text = record["files"][path]
    assert text.count(new) == 1
    record["files"][path] = text.replace(new, old)
    workspace.write(RECORD, yaml.safe_dump(record, allow_unicode=True, sort_keys=False))
    workspace.write(path, record["files"][path])


def test_nothing_new_changes_nothing(workspace: Workspace) -> None:
    before = {file: file.read_bytes() for file in workspace.root.rglob("*") if file.is_file()}
    done = workspace.smm("upgrade")
    assert (done.status, done.out.strip()) == (0, "Nothing to bring in.")
    assert {file: file.read_bytes() for file in before} == before


def test_an_untouched_file_becomes_what_the_template_says_now(workspace: Workspace) -> None:
    now = read(workspace, ".github/workflows/check.yml")
    as_older(workspace, ".github/workflows/check.yml", "timeout-minutes: 10", "timeout-minutes: 99")
    shown = workspace.smm("upgrade", "--diff")
    assert "-    timeout-minutes: 99\n+    timeout-minutes: 10\n" in shown.out
    assert read(workspace, ".github/workflows/check.yml") != now
    assert workspace.smm("upgrade").status == 0
    assert read(workspace, ".github/workflows/check.yml") == now
    assert workspace.smm("upgrade").out.strip() == "Nothing to bring in."


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_both_sides_changes_come_together(workspace: Workspace, end: str) -> None:
    """The user's lines stay, also with the line ends of Windows, and the workspace still checks."""
    as_older(workspace, "brand/brand.yml", "grace: 6h", "grace: 1h")
    mine = read(workspace, "brand/brand.yml").replace('name: "Marca"', 'name: "Caffè Marca"').replace("\n", end)
    (workspace.root / "brand/brand.yml").write_bytes(mine.encode())
    assert workspace.smm("upgrade").status == 0
    after = (workspace.root / "brand/brand.yml").read_bytes().decode()
    assert after == mine.replace("grace: 1h", "grace: 6h")
    assert workspace.smm("check").status == 0


def test_where_both_changed_a_line_the_user_s_stays_and_a_finding_tells(workspace: Workspace) -> None:
    as_older(workspace, "brand/brand.yml", "grace: 6h", "grace: 1h")
    mine = read(workspace, "brand/brand.yml").replace("grace: 1h", "grace: 2d")
    workspace.write("brand/brand.yml", mine)
    done = workspace.smm("upgrade")
    assert done.status == 1
    line = mine.splitlines().index(next(row for row in mine.splitlines() if row.startswith("grace"))) + 1
    assert f"brand/brand.yml:{line}:1" in done.out
    assert "template-conflict" in done.out
    assert "grace: 6h" in done.out
    assert read(workspace, "brand/brand.yml") == mine
    assert workspace.smm("upgrade").status == 0, "asked once, not for ever"


def test_a_clash_holds_up_no_other_change_of_the_file(workspace: Workspace) -> None:
    """Lines far from it come in all the same."""
    record = yaml.safe_load(read(workspace, RECORD))
    then = record["files"]["README.md"].replace("smm serve", "smm look").replace("# Marca", "# MARCA")
    record["files"]["README.md"] = then
    workspace.write(RECORD, yaml.safe_dump(record, allow_unicode=True))
    workspace.write("README.md", then.replace("# MARCA", "# La nostra Marca"))
    done = workspace.smm("upgrade", SMM_LANG="it")
    assert done.status == 1
    assert "Il modello dice: # Marca" in done.out
    after = read(workspace, "README.md")
    assert after.startswith("# La nostra Marca")
    assert "smm serve" in after


def test_what_was_deleted_stays_deleted(workspace: Workspace) -> None:
    as_older(workspace, "brand/voice.yml", "max: 3", "max: 9")
    (workspace.root / "brand/voice.yml").unlink()
    assert workspace.smm("upgrade").status == 0
    assert not (workspace.root / "brand/voice.yml").exists()


def test_a_new_template_arrives_and_never_over_a_file(workspace: Workspace) -> None:
    """A file the templates did not have is written; one of that name which somebody made is kept."""
    record = yaml.safe_load(read(workspace, RECORD))
    for path in (".github/workflows/site.yml", "brand/people.yml"):
        del record["files"][path]
    workspace.write(RECORD, yaml.safe_dump(record, allow_unicode=True))
    site = read(workspace, ".github/workflows/site.yml")
    (workspace.root / ".github/workflows/site.yml").unlink()
    workspace.write("brand/people.yml", "{}\n")
    done = workspace.smm("upgrade")
    assert done.status == 1
    assert "brand/people.yml:1:1" in done.out
    assert "+++ b/.github/workflows/site.yml" in done.out
    assert read(workspace, ".github/workflows/site.yml") == site
    assert read(workspace, "brand/people.yml") == "{}\n"


def test_a_template_that_is_gone_deletes_nothing(workspace: Workspace) -> None:
    record = yaml.safe_load(read(workspace, RECORD))
    record["files"]["brand/old.md"] = "old\n"
    workspace.write(RECORD, yaml.safe_dump(record, allow_unicode=True))
    workspace.write("brand/old.md", "old\n")
    done = workspace.smm("upgrade")
    assert (done.status, "template-gone" in done.out) == (1, True)
    assert read(workspace, "brand/old.md") == "old\n"
    assert workspace.smm("upgrade").status == 0


def test_a_new_channel_reaches_the_workflows(workspace: Workspace) -> None:
    """The secrets that jobs hand over follow the channels, without a word about the rest."""
    workspace.channel("telegram", handle="marca")
    done = workspace.smm("upgrade")
    assert done.status == 0
    assert "secrets.SMM_TELEGRAM_TOKEN" in read(workspace, ".github/workflows/publish.yml")


@pytest.mark.parametrize(
    "text", ["format: '2'\n", "format: '1'\nversion: [\n", "- a\n", "format: '1'\nversion: x\nfiles: {a: {}}\n"]
)
def test_a_record_that_makes_no_sense_is_said_plainly(workspace: Workspace, text: str) -> None:
    workspace.write(RECORD, text)
    done = workspace.smm("upgrade")
    assert done.status == 1
    assert f"{RECORD}:" in done.err


def test_what_comes_from_an_older_template_is_known(workspace: Workspace) -> None:
    """What people edited, took away or wrote themselves is not older; nor is what was upgraded with an edit in it."""

    def older() -> tuple[str, ...]:
        found = older_workflows(workspace.root, load(workspace.root).workspace)
        assert found.command == ("smm upgrade" if found.paths else "smm forge workflows")
        return found.paths

    check = ".github/workflows/check.yml"
    as_older(workspace, check, "timeout-minutes: 10", "timeout-minutes: 99")
    workspace.write(".github/workflows/site.yml", read(workspace, ".github/workflows/site.yml") + "# ours\n")
    (workspace.root / ".github/workflows/refresh.yml").unlink()
    workspace.write(check, read(workspace, check) + "# ours\n")
    Git(workspace.root)("init", "--quiet")
    assert older() == (check,)
    assert workspace.smm("upgrade").status == 0
    assert older() == ()


def test_a_record_cannot_write_elsewhere(workspace: Workspace) -> None:
    """It comes with a branch: what it names is compared, and only templates of ours are written."""
    record = yaml.safe_load(read(workspace, RECORD))
    record["files"]["../outside.txt"] = "x\n"
    record["answers"]["networks"] = ["../../evil"]
    workspace.write(RECORD, yaml.safe_dump(record, allow_unicode=True))
    done = workspace.smm("upgrade")
    assert done.status == 1
    assert not (workspace.root.parent / "outside.txt").exists()
    assert "evil" in done.err


def test_without_a_record_it_says_what_else_there_is(tmp_path: Path) -> None:
    Workspace(tmp_path, {}).write("brand/brand.yml", "name: A\ntimezone: UTC\n")
    done = Workspace(tmp_path, {}).smm("upgrade")
    assert (done.status, "smm forge workflows" in done.err) == (2, True)
