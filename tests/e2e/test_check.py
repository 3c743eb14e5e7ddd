"""``smm check`` as people and CI run it: formats, mending, what changed, what is known already."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest

from tests.e2e.workspace import Workspace, make_workspace

DATA = Path(__file__).parents[1] / "data"
VOICE = """\
terms:
  - {use: espresso, avoid: [expresso], reason: It is Italian.}
  - {use: good value, avoid: [cheap]}
hashtags: {always: ["#SpecialtyCoffee"]}
"""
TOKEN = "ghp_" + "a1B2" * 9


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = make_workspace(tmp_path / "brand", ("bluesky", "mastodon"))
    made.write("brand/voice.yml", VOICE)
    return made


def names(workspace: Workspace, *words: str) -> list[str]:
    found = workspace.smm("check", "--format", "json", *words).data["findings"]
    return [finding["name"] for finding in found]


def git(workspace: Workspace, *words: str) -> None:
    subprocess.run(["git", "-C", str(workspace.root), *words], check=True, capture_output=True)


# --- Choosing ---------------------------------------------------------------------------------------------------------


def test_what_is_shown_is_chosen_by_code_name_and_family(workspace: Workspace) -> None:
    workspace.post("one", "Expresso #specialtycoffee http://example.com", "bluesky")
    assert names(workspace, "--select", "BRD,hashtag-in-lower-case") == ["banned-term", "hashtag-in-lower-case"]
    assert "banned-term" not in names(workspace, "--ignore", "brd101")
    assert names(workspace, "--select", "LNK102", "content/posts/one.md") == ["link-without-https"]
    nowhere = workspace.smm("check", "content/campaigns")
    assert (nowhere.status, nowhere.err.strip()) == (0, "smm: there is nothing at content/campaigns")
    assert "errors" in nowhere.out
    assert workspace.smm("check", "--format", "json", "content/posts", "brand").err == ""
    wrong = workspace.smm("check", "--select", "baned-term")
    assert (wrong.status, "banned-term" in wrong.err) == (2, True)


def test_the_brand_s_settings_count_for_checking_and_publishing(workspace: Workspace) -> None:
    workspace.post("one", "Expresso", "bluesky")
    assert workspace.smm("plan", "--format", "json").states()["one", "bluesky"] == "due"
    workspace.write("brand/checks.yml", "severity: {banned-term: error}\n")
    assert workspace.smm("check").status == 1
    assert workspace.smm("plan", "--format", "json").states()["one", "bluesky"] == "blocked"
    workspace.write("brand/checks.yml", "ignore: [banned-term]\n")
    assert workspace.smm("check").status == 0
    assert "banned-term" not in names(workspace)


# --- Mending ----------------------------------------------------------------------------------------------------------

POST = (
    "---\r\n# By hand,   with odd spaces\r\nid:   one\r\npublish_at: 2026-11-24 12:00\r\nchannels: [ bluesky ]\r\n"
    "first_comment: 'An expresso?'   # a remark\r\n---\r\n\r\nExpresso, cheap. <!-- note:  expresso -->\r\n"
    "#specialtycoffee http://example.com\t\r\n"
)


def test_mending_changes_what_is_wrong_and_nothing_else(workspace: Workspace) -> None:
    file = workspace.write("content/posts/one.md", "")
    file.write_bytes(POST.encode())
    assert workspace.smm("check", "--fix").status == 0
    safe = POST.replace("An expresso", "An espresso").replace("Expresso,", "Espresso,")
    safe = safe.replace("#specialtycoffee", "#SpecialtyCoffee")
    assert file.read_bytes() == safe.encode()
    assert workspace.smm("check", "--unsafe-fixes").status == 0
    assert file.read_bytes() == safe.replace("cheap", "good value").replace("http:", "https:").encode()
    assert not {"banned-term", "hashtag-in-lower-case", "link-without-https"} & set(names(workspace))
    before = file.read_bytes()
    workspace.smm("check", "--fix", "--unsafe-fixes")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["one.md"]


def test_a_diff_shows_what_would_be_mended_and_writes_nothing(workspace: Workspace) -> None:
    file = workspace.post("one", "Expresso, cheap", "bluesky")
    before = file.read_bytes()
    shown = workspace.smm("check", "--diff")
    assert shown.status == 0
    assert "-Expresso, cheap\n+Espresso, cheap\n" in shown.out
    assert "+Espresso, good value\n" in workspace.smm("check", "--diff", "--unsafe-fixes").out
    assert file.read_bytes() == before


def test_only_what_is_asked_for_is_mended(workspace: Workspace) -> None:
    one, two = workspace.post("one", "Expresso", "bluesky"), workspace.post("two", "Expresso", "bluesky")
    workspace.smm("check", "--fix", "content/posts/two.md")
    assert ("Expresso" in one.read_text(), "Expresso" in two.read_text()) == (True, False)
    workspace.smm("check", "--fix", "--ignore", "banned-term")
    assert "Expresso" in one.read_text()


def test_what_is_let_pass_is_not_mended(workspace: Workspace) -> None:
    file = workspace.post("one", "<!-- allow: banned-term because a customer wrote it -->\nExpresso", "bluesky")
    workspace.smm("check", "--fix")
    assert "\nExpresso" in file.read_text()


def test_nothing_outside_of_the_workspace_is_written(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("---\nchannels: [bluesky]\npublish_at: 2026-11-24 12:00\n---\n\nExpresso\n", encoding="utf-8")
    (workspace.root / "content/posts").mkdir(parents=True)
    (workspace.root / "content/posts/linked.md").symlink_to(outside)
    workspace.smm("check", "--fix", "--unsafe-fixes")
    assert "Expresso" in outside.read_text(encoding="utf-8")


# --- What changed, and what is known ----------------------------------------------------------------------------------


def test_only_what_a_branch_changed_is_shown(workspace: Workspace) -> None:
    workspace.post("old", "Expresso", "bluesky")
    workspace.post("kept", "Expresso", "bluesky")
    git(workspace, "init", "-q", "-b", "main")
    git(workspace, "add", ".")
    git(workspace, "commit", "-qm", "before")
    git(workspace, "checkout", "-qb", "change")
    git(workspace, "mv", "content/posts/old.md", "content/posts/ünïcode and spaces.md")
    git(workspace, "commit", "-qm", "renamed")
    workspace.post("new", "Expresso", "bluesky")
    found = workspace.smm("check", "--changed", "main", "--format", "json", "--select", "BRD").data["findings"]
    assert sorted(finding["path"] for finding in found) == [
        "content/posts/new.md",
        "content/posts/ünïcode and spaces.md",
    ]
    # The id is taken twice now: what is said of the other file concerns the changed one, too.
    workspace.post("copy", "Caffè", "bluesky", id="kept")
    about = workspace.smm("check", "--changed", "main", "--format", "json", "--select", "FMT").data["findings"]
    assert [finding["name"] for finding in about] == ["duplicate-id"]
    assert workspace.smm("check", "--changed", "no-such-branch").status == 2
    assert workspace.smm("check", "--changed", "--output=x").status == 2


def test_a_baseline_keeps_old_findings_quiet(workspace: Workspace) -> None:
    workspace.write("brand/checks.yml", "severity: {banned-term: error}\n")
    workspace.post("one", "Expresso", "bluesky")
    assert workspace.smm("check").status == 1
    assert workspace.smm("check", "--write-baseline").status == 0
    quiet = workspace.smm("check")
    assert (quiet.status, "known before" in quiet.out) == (0, True)
    assert workspace.smm("check", "--no-baseline").status == 1
    workspace.post("two", "Expresso", "bluesky")
    assert names(workspace, "--select", "BRD") == ["banned-term"]
    # What is known still holds the post back.
    assert workspace.smm("plan", "--format", "json").states()["one", "bluesky"] == "blocked"
    workspace.post("one", "Caffè", "bluesky")
    assert "outdated-baseline" in names(workspace)
    (workspace.root / "brand/baseline.json").write_text("nonsense", encoding="utf-8")
    assert workspace.smm("check").status == 2
    assert workspace.smm("check", "--write-baseline", "--baseline", "other.json").status == 0
    assert workspace.smm("check", "--baseline", str(workspace.root / "other.json")).status == 0


# --- Formats ----------------------------------------------------------------------------------------------------------


def test_json_keeps_its_keys(workspace: Workspace) -> None:
    workspace.post("one", "Expresso", "bluesky")
    (finding,) = workspace.smm("check", "--format", "json", "--select", "BRD").data["findings"]
    assert finding == {
        "code": "BRD101",
        "name": "banned-term",
        "severity": "warning",
        "path": "content/posts/one.md",
        "line": 7,
        "column": 1,
        "message": "We do not write “Expresso”: It is Italian.",
        "fix": "Write “espresso”",
        "post": "one",
        "channel": None,
        "confidence": "high",
        "fixable": "safe",
    }


HOSTILE = "Expresso ::error::x %0A::add-mask::y\x1b[31m <b>@octocat</b> #12 [x](http://evil.example) \u202e`code`"


def test_actions_get_annotations_and_a_summary_without_asking(workspace: Workspace) -> None:
    workspace.write("brand/checks.yml", "severity: {banned-term: error}\n")
    workspace.post("one", "Expresso", "bluesky", title="'100%: a, b'")
    workspace.post("two", HOSTILE, "bluesky")
    page = workspace.root / "summary.md"
    done = workspace.smm("check", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    commands = [line for line in done.out.splitlines() if line.lstrip().startswith("::")]
    assert commands[0] == (
        "::error file=content/posts/one.md,line=8,col=1,title=banned-term (BRD101)"
        "::We do not write “Expresso”: It is Italian.%0Afix: Write “espresso”"
    )
    assert all(
        re.match(r"::(error|warning|notice) file=content/posts/(one|two)\.md,line=\d+,col=\d+,", c) for c in commands
    )
    assert "\x1b" not in done.out
    assert "banned-term" in page.read_text(encoding="utf-8")
    assert workspace.smm("check", "--format", "text", GITHUB_ACTIONS="true").out.startswith("content/posts/one.md:8:1")


def test_a_quoted_line_gives_no_commands_to_the_runner(workspace: Workspace) -> None:
    workspace.post("one", "Ciao\n\n::error::expresso", "bluesky")
    said = workspace.smm("check", "--format", "text").out
    assert "::error::expresso" in said
    assert not [line for line in said.splitlines() if line.strip().startswith("::")]


def test_sarif_is_valid(workspace: Workspace) -> None:
    schema = json.loads((DATA / "sarif/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    workspace.post("ünï code", HOSTILE, "bluesky", id="one")
    workspace.post("two", TOKEN, "bluesky", pillar="none", chanels="x")
    for words in ([], ["--select", "SEC"], ["content/campaigns"]):
        done = workspace.smm("check", "--format", "sarif", *words)
        jsonschema.Draft4Validator(schema).validate(done.data)
        assert TOKEN not in done.out
    (run,) = workspace.smm("check", "--format", "sarif", "--select", "BRD").data["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "BRD101"
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "content/posts/%C3%BCn%C3%AF%20code.md"
    assert location["region"] == {"startLine": 7, "startColumn": 1}
    assert re.fullmatch("[0-9a-f]{16}", result["partialFingerprints"]["smmFinding/v1"])


def test_a_comment_is_plain_words_that_do_nothing(workspace: Workspace) -> None:
    workspace.post("one", HOSTILE, "bluesky", title="'@octocat <img src=x> #12 ![a](b)'")
    said = workspace.smm("check", "--format", "comment").out
    assert "banned-term (BRD101)" in said
    without_mark = said.partition("\n")[2].replace("<br>", "")
    assert not re.search(r"<|@\w|#\d|[^\\]\[|[^\\]`|://\w", without_mark)


def test_a_comment_has_room_for_github(workspace: Workspace) -> None:
    for number in range(60):
        workspace.post(f"post-{number:03}", "Expresso. " * 30, "bluesky")
    workspace.smm("check", "--format", "comment")
    said = workspace.smm("check", "--format", "comment").out
    assert len(said) <= 60_000
    left_out = int(re.search(r"(\d+) more do not fit", said)[1])  # type: ignore[index] # it has to be there
    total = len(workspace.smm("check", "--format", "json").data["findings"])
    assert said.count("\n- ") + left_out == total


def test_no_format_shows_a_secret(workspace: Workspace) -> None:
    workspace.post("one", f"Here: {TOKEN}", "bluesky")
    for form in ("text", "json", "github", "sarif", "comment"):
        done = workspace.smm("check", "--format", form)
        assert "secret-in-file" in done.out
        assert TOKEN not in done.out + done.err, form


def test_findings_speak_italian(workspace: Workspace) -> None:
    workspace.post("one", "<!-- allow: BRD101 because -->\nExpresso", "bluesky")
    for form in ("text", "github", "comment"):
        said = workspace.smm("check", "--format", form, SMM_LANG="it").out
        assert "rimedio" in said
        assert "senza un motivo" in said
    assert "Opzioni" in workspace.smm("rule", "banned-term", SMM_LANG="it").out


# --- Explaining -------------------------------------------------------------------------------------------------------


def test_rule_explains_by_code_and_name_and_lists_all(workspace: Workspace) -> None:
    workspace.write("brand/rules/no-cheap.yml", "kind: forbid\nwords: [cheap]\nmessage: We talk about value\n")
    by_code, by_name = workspace.smm("rule", "BRD101"), workspace.smm("rule", "Banned-Term")
    assert by_code.out == by_name.out
    assert "Why it matters" in by_code.out
    every = workspace.smm("rule").out
    for code in ("BRD101", "FMT001", "SUP101", "TPL101", "RUL-no-cheap", "NET101"):
        assert re.search(rf"^  {code} ", every, re.MULTILINE), code
    assert "We talk about value" in workspace.smm("rule", "no-cheap").out
    assert "yours stayed" in workspace.smm("rule", "template-conflict").out
    wrong = workspace.smm("rule", "baned-term")
    assert (wrong.status, "banned-term" in wrong.err) == (2, True)


def test_a_link_out_of_the_workspace_shows_nothing_of_where_it_leads(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("a line of somebody else's\n")
    workspace.post("one", "Open late on Friday.", "bluesky")
    (workspace.root / "content/posts/two.md").symlink_to(tmp_path / "elsewhere")
    said = workspace.smm("check")
    assert "content/posts/two.md:1:1: error" in said.out
    assert "somebody else" not in said.out
