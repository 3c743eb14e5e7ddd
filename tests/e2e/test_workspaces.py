"""``smm --workspaces``: several brands at once, none of which can hurt another."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path

import pytest

from tests.e2e.workspace import Workspace, make_workspace


@pytest.fixture
def agency(tmp_path: Path) -> Workspace:
    """Two brands with a post each, one of them with an error, and a third that is not there."""
    aurora, nuvola = (make_workspace(tmp_path / name) for name in ("aurora", "nuvola"))
    aurora.post("hello", publish_at="2026-11-24 18:00")
    nuvola.post("late", publish_at="2026-11-24 18:00", chanels="[x]", pillar="nowhere")
    text = "Aurora: aurora\nNuvola: {path: nuvola, environment: NUVOLA_}\n<Gone>: nowhere\n"
    (tmp_path / "brands.yml").write_text(text, encoding="utf-8")
    return Workspace(tmp_path, {})


def test_one_table_and_the_worst_exit_code(agency: Workspace) -> None:
    """Each brand is one line, whatever became of the others."""
    done = agency.smm("--workspaces", "brands.yml", "check")
    assert done.status == 2
    lines = {line.split()[0]: line for line in done.out.splitlines()}
    assert "0 errors" in lines["Aurora"]
    assert "1 errors" in lines["Nuvola"]
    assert "nowhere" in lines["<Gone>"]
    only = agency.write("two.yml", "Aurora: aurora\nNuvola: nuvola\n")
    assert agency.smm("--workspaces", only.name, "check").status == 1
    assert agency.smm("--workspaces", only.name, "status").status == 0


def test_json_holds_what_each_command_says(agency: Workspace) -> None:
    """The contract of the commands stays the same, one level down."""
    rows = agency.smm("--workspaces", "brands.yml", "plan", "--format", "json").data["workspaces"]
    aurora, nuvola, gone = rows
    assert aurora == agency_row("Aurora", agency.root / "aurora", agency, aurora["result"])
    assert [d["state"] for d in aurora["result"]["deliveries"]] == ["planned"]
    assert [d["state"] for d in nuvola["result"]["deliveries"]] == ["blocked"]
    assert (gone["exit"], gone["result"]) == (2, None)
    assert "nowhere" in gone["error"]


def agency_row(name: str, path: Path, agency: Workspace, result: object) -> dict[str, object]:
    alone = Workspace(path, {}).smm("plan", "--format", "json").data
    assert result == alone
    return {"name": name, "path": str(path), "exit": 0, "error": None, "result": alone}


def test_build_makes_every_calendar_and_a_page_over_all(agency: Workspace) -> None:
    """The page links what was built, says what failed, and takes names for names."""
    done = agency.smm("--workspaces", "brands.yml", "build", "-o", "all", SMM_LANG="it")
    assert done.status == 2
    assert (agency.root / "all/Aurora/index.html").is_file()
    page = (agency.root / "all/index.html").read_text(encoding="utf-8")
    assert page == (agency.root / "all/index.it.html").read_text(encoding="utf-8")
    assert '<html lang="it">' in page
    assert 'href="Aurora/index.html"' in page
    assert "2026-11-24 18:00 (17:00 UTC) · hello · sandbox" in page
    assert "&lt;Gone&gt;" in page
    assert "<Gone>" not in page
    assert "nowhere" in page
    assert '<html lang="en">' in (agency.root / "all/index.en.html").read_text(encoding="utf-8")


def test_each_brand_sees_its_own_secrets_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A prefix in the list is where a brand's variables are; those of others and those without one stay away."""
    from smm_build.cli._workspace_list import Entry  # noqa: PLC0415 - a list makes them, and has prefixes
    from smm_build.cli._workspaces import _environment_of  # noqa: PLC0415 - the child's environment is the claim

    for name in ("SMM_X_TOKEN", "A_SMM_X_TOKEN", "B_SMM_X_TOKEN", "A_GITHUB_TOKEN", "GITHUB_TOKEN", "SMM_LANG"):
        monkeypatch.setenv(name, f"value of {name}")
    seen = _environment_of(Entry("a", tmp_path, "A_"), ["A_", "B_"])
    assert seen["SMM_X_TOKEN"] == "value of A_SMM_X_TOKEN"
    assert seen["GITHUB_TOKEN"] == "value of A_GITHUB_TOKEN"
    assert (seen["SMM_LANG"], seen["PATH"]) == ("value of SMM_LANG", os.environ["PATH"])
    assert "B_SMM_X_TOKEN" not in json.dumps(seen)
    bare = _environment_of(Entry("c", tmp_path), ["A_", "B_"])
    assert bare["SMM_X_TOKEN"] == "value of SMM_X_TOKEN"
    assert "A_SMM_X_TOKEN" not in json.dumps(bare)
    lacking = _environment_of(Entry("d", tmp_path, "D_"), ["A_", "B_", "D_"])
    assert "SMM_X_TOKEN" not in lacking


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "name: path"),
        ("- aurora\n", "name: path"),
        ("a: b\na: [c\n", "name: path"),
        ("ok: x\nAurora: {path: aurora, token: x}\n", "list.yml:2:1"),
        ("Aurora: {path: aurora, environment: 'A B'}\n", "no secret"),
        ("../up: aurora\n", "no name"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(tmp_path: Path, text: str, said: str) -> None:
    here = Workspace(tmp_path, {})
    here.write("list.yml", text)
    done = here.smm("--workspaces", "list.yml", "check")
    assert (done.status, said in done.err) == (2, True), done.err


def test_publishing_is_not_done_for_all_at_once(agency: Workspace) -> None:
    """Each brand publishes from its own repository, with its own ledger."""
    done = agency.smm("--workspaces", "brands.yml", "publish")
    assert (done.status, "build, check, plan, status" in done.err) == (2, True)
    assert agency.smm("--workspaces", "nowhere.yml", "check").status == 2
    assert agency.smm("--workspaces", "brands.yml").status == 2


def test_the_page_s_examples_work(tmp_path: Path) -> None:
    """Every command of docs/agency.md succeeds, with the list as it stands there."""
    page = (Path(__file__).parents[2] / "docs/agency.md").read_text(encoding="utf-8")
    here = Workspace(tmp_path, {})
    (listed,) = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    here.write("brands.yml", listed)
    blocks = re.findall(r"^```shell-session\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    assert len(lines) > 5
    for line in lines:
        done = here.smm(*shlex.split(line)[1:])
        assert done.status == 0, f"{line}\n{done.out}{done.err}"
    assert 'href="nuvola/index.html"' in (tmp_path / "all/index.html").read_text(encoding="utf-8")
