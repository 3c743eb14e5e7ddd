"""``smm init`` as a user runs it: every kind of workspace is clean, nothing is overwritten, nonsense is refused."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from smm_build.networks import SANDBOX, all_networks
from tests.e2e.workspace import Workspace

WHO = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.com",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.com",
}


def begin(tmp_path: Path, *words: str) -> Workspace:
    """Start a workspace without being asked anything."""
    here = Workspace(tmp_path, WHO)
    done = here.smm("init", "marca", "--yes", "--zone", "Europe/Rome", *words)
    assert done.status == 0, done.err
    return Workspace(tmp_path / "marca", WHO)


@pytest.mark.parametrize("network", [name for name in all_networks() if name != SANDBOX])
def test_every_network_alone_is_clean(network: str, tmp_path: Path) -> None:
    """One network, one person, no forge: not a single finding, in the one language or the other."""
    language = ("en", "it")[len(network) % 2]
    workspace = begin(tmp_path, "--networks", network, "--languages", language)
    assert workspace.smm("check", "--format", "json").data == {"findings": []}
    channel = (workspace.root / "brand/channels" / f"{network}.yml").read_text(encoding="utf-8")
    assert "# server: https://" in channel
    assert f"docs/networks/{network}.md" in channel


@pytest.mark.parametrize(
    ("forge", "team", "languages"),
    [
        ("github", "small", "it,en"),
        ("github", "structured", "en"),
        ("none", "small", "de"),
        ("none", "structured", "it"),
    ],
)
def test_every_team_is_clean_and_builds(forge: str, team: str, languages: str, tmp_path: Path) -> None:
    """What the first minute looks like: a check, a plan and a calendar without an error."""
    more = ["--logins", "approver=ada-l,editor=bob"] if team == "structured" else []
    words = ["--forge", forge, "--team", team, "--languages", languages, "--networks", "all", *more]
    workspace = begin(tmp_path, *words)
    assert workspace.smm("check", "--format", "json").data == {"findings": []}
    assert workspace.smm("plan").status == 0
    built = workspace.smm("build")
    assert built.status == 0, built.err
    assert (workspace.root / "site/index.html").is_file()
    assert (workspace.root / ".github/workflows/publish.yml").is_file() is (forge == "github")
    assert (workspace.root / ".github/CODEOWNERS").is_file() is (forge == "github" and team == "structured")
    brand = (workspace.root / "brand/brand.yml").read_text(encoding="utf-8")
    expected = {"small": "approval", "structured": f"policy: {'reviewed' if forge == 'github' else 'merged'}"}[team]
    assert (expected in brand) is (team == "structured")


def test_what_github_gets_is_what_the_forge_commands_write(tmp_path: Path) -> None:
    """The workflows, the form and the owners need no second command, and name every secret."""
    words = ["--forge", "github", "--team", "structured", "--logins", "approver=ada-l,editor=@bob", "--languages", "it"]
    workspace = begin(tmp_path, *words)
    for command in ("workflows", "form", "codeowners"):
        assert workspace.smm("forge", command, "--check").status == 0, command
    form = yaml.safe_load((workspace.root / ".github/ISSUE_TEMPLATE/new-post.yml").read_text(encoding="utf-8"))
    assert form["name"] == "Nuovo post"
    fields = {block["id"]: block["attributes"] for block in form["body"]}
    assert fields["channels"]["options"] == ["bluesky", "mastodon"]
    assert fields["pillar"]["options"] == ["storie"]
    publish = (workspace.root / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    assert "secrets.SMM_BLUESKY_PASSWORD" in publish
    assert "@ada-l" in (workspace.root / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "Da guardare" in (workspace.root / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert "i nostri social" in (workspace.root / "README.md").read_text(encoding="utf-8")


def test_owners_nobody_knows_are_not_made_up(tmp_path: Path) -> None:
    """Without logins ``@approver`` would be a stranger on GitHub: no file, and somebody says what to do."""
    here = Workspace(tmp_path, WHO)
    done = here.smm("init", "marca", "--yes", "--forge", "github", "--team", "structured")
    assert "codeowners" in done.out
    assert not (tmp_path / "marca/.github/CODEOWNERS").exists()


def test_the_first_post_goes_out_once_and_only_into_the_sandbox(tmp_path: Path) -> None:
    """It is ready, dated next week; a second run finds nothing to do."""
    workspace = begin(tmp_path)
    (post,) = (workspace.root / "content/posts").rglob("*.md")
    day = post.name[:10]
    early = workspace.publish(now=f"{day} 09:00")
    assert (early.status, early.deliveries) == (0, [])
    first = workspace.publish(now=f"{day} 09:31")
    assert first.status == 0
    assert set(first.states().values()) == {"sent"}
    assert len(first.states()) == 2
    again = workspace.publish(now=f"{day} 09:40")
    assert (again.status, again.deliveries) == (0, [])


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    """A folder with files of its own keeps them, and is told which."""
    mine = {"README.md": "mine\n", ".gitignore": "*.tmp\n"}
    (tmp_path / "marca").mkdir()
    for name, text in mine.items():
        (tmp_path / "marca" / name).write_text(text, encoding="utf-8")
    done = Workspace(tmp_path, WHO).smm("init", "marca", "--yes")
    assert done.status == 0
    assert {name: (tmp_path / "marca" / name).read_text(encoding="utf-8") for name in mine} == mine
    assert "README.md" in done.err
    log = subprocess.run(["git", "log"], cwd=tmp_path / "marca", capture_output=True, check=False)
    assert log.returncode, "what was there before is committed by whoever made it"


def test_a_second_time_it_says_what_is_there(tmp_path: Path) -> None:
    """And changes no file."""
    workspace = begin(tmp_path, "--brand", "Aurora")
    before = {
        file: file.read_bytes() for file in workspace.root.rglob("*") if file.is_file() and ".git" not in file.parts
    }
    done = Workspace(tmp_path, WHO).smm("init", "marca", "--brand", "Other")
    assert done.status == 2
    assert "Aurora" in done.err
    assert "bluesky, mastodon" in done.err
    assert all(file.read_bytes() == content for file, content in before.items())


def test_in_a_folder_of_a_repository_github_s_files_are_left_out(tmp_path: Path) -> None:
    """GitHub would not see them there, and they do not belong to the rest of the repository."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    done = Workspace(tmp_path, WHO).smm("init", "marca", "--yes", "--forge", "github")
    assert done.status == 0
    assert ".github" in done.err
    assert not (tmp_path / "marca/.github").exists()
    assert not (tmp_path / "marca/.git").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--networks", "mastodn"], "did you mean 'mastodon'"),
        (["--networks", ","], "name one at least"),
        (["--zone", "Rome"], "Rome"),
        (["--team", "big"], "small, structured"),
        (["--forge", "githb"], "did you mean 'github'"),
        (["--languages", "italian!"], "no language"),
        (["--brand", "x" * 200], "one line"),
        (["--brand", "two\nlines"], "one line"),
        (["--logins", "boss=ada"], "boss"),
        (["--logins", "editor=not a login"], "GitHub"),
    ],
)
def test_nonsense_is_refused_before_anything_is_written(words: list[str], said: str, tmp_path: Path) -> None:
    """In plain words, with the option's name, and the folder is not even made."""
    done = Workspace(tmp_path, {}).smm("init", "marca", *words)
    assert done.status == 2
    assert said in done.err
    assert words[0] in done.err
    assert not (tmp_path / "marca").exists()


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    """Quotes, braces and what YAML or a template would take for more."""
    name = "\"{{ 7*7 }}\": [#a, &b] 'c' <script>"
    workspace = begin(tmp_path, "--brand", name)
    assert workspace.smm("check").status == 0
    brand = yaml.safe_load((workspace.root / "brand/brand.yml").read_text(encoding="utf-8"))
    assert brand["name"] == name


def test_it_asks_at_a_terminal_and_asks_again(tmp_path: Path) -> None:
    """A person answers in a real terminal; nonsense is explained and asked once more."""
    answers = ["Caffè Aurora", "it, en", "Roma", "Europe/Rome", "instagram", "github", "structured", "approver=ada-l"]
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "smm_build", "init", "marca"],
        cwd=tmp_path, stdin=slave, stdout=slave, stderr=slave,
        env={**os.environ, **WHO, "SMM_LANG": "it", "TERM": "dumb"},
    )  # fmt: skip
    os.close(slave)
    seen = ""
    for answer in answers:
        seen += _until_asked(master)
        os.write(master, f"{answer}\n".encode())
    while chunk := _read(master):
        seen += chunk
    assert process.wait(30) == 0, seen
    assert "Il nome del brand" in seen
    assert "Roma" in seen
    brand = yaml.safe_load((tmp_path / "marca/brand/brand.yml").read_text(encoding="utf-8"))
    assert (brand["name"], brand["languages"], brand["timezone"]) == ("Caffè Aurora", ["it", "en"], "Europe/Rome")
    assert [file.stem for file in (tmp_path / "marca/brand/channels").iterdir()] == ["instagram"]
    assert Workspace(tmp_path / "marca", WHO).smm("check").status == 0


def _until_asked(terminal: int) -> str:
    """Return what is printed up to the next question, which ends with its usual answer in brackets."""
    seen, end = "", time.monotonic() + 30
    while not seen.rstrip(" ").endswith("]:"):
        assert time.monotonic() < end, seen
        seen += _read(terminal)
    return seen


def _read(terminal: int) -> str:
    """Return what a terminal printed; nothing when it is closed."""
    select.select([terminal], [], [], 30)
    try:
        return os.read(terminal, 4096).decode("utf-8", "replace")
    except OSError:
        return ""
