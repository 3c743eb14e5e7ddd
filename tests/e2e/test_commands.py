"""The command line itself: help that reads well, quick start, exit codes, and the examples of the documentation."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from smm_build.cli import smm
from tests.e2e.workspace import Workspace, make_workspace
from tests.servers import forks

ROOT = Path(__file__).parents[2]
SLOW = {"PIL", "httpx", "jinja2", "markdown_it", "mkdocs", "pydantic", "ruamel", "yaml"}


def commands(group: click.Group = smm, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the words of every command and subcommand."""
    context = click.Context(group)
    found: list[tuple[str, ...]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found.append((*words, name))
        if isinstance(command, click.Group):
            found += commands(command, (*words, name))
    return found


def test_the_promised_commands_are_there() -> None:
    """Others rely on these names."""
    names = {words[0] for words in commands()}
    assert names >= {
        "init",
        "new",
        "check",
        "build",
        "serve",
        "plan",
        "publish",
        "status",
        "import",
        "ledger",
        "measure",
    }


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    """``--help`` says in a sentence what the command does, and what every option means."""
    done = forks.smm(*words, "--help")
    assert done.returncode == 0, done.stderr
    assert re.search(r"\n  [A-Z][^\n]+(\n  [^\n]+)*\.\n", done.stdout)
    for option in re.findall(r"^  (--?[\w-]+.*)$", done.stdout, re.MULTILINE):
        assert re.search(r"\s{2,}\S", option) or option.rstrip().endswith(("TEXT", "TIME", "DIR", "]")), option


def test_help_imports_nothing_slow() -> None:
    """``smm --help`` answers at once because what commands need is imported when they are called."""
    code = "from smm_build.cli import smm\nsmm(['--help'], standalone_mode=False)\nprint(json.dumps(list(sys.modules)))"
    program = f"import json, sys\n{code}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    modules = {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}
    assert not modules & SLOW


def test_wrong_use_ends_with_two(tmp_path: Path) -> None:
    """No workspace, an unknown command, an unknown network: exit 2 and a hint."""
    workspace = Workspace(tmp_path, {})
    assert workspace.smm("check").status == 2
    assert "check" in workspace.smm("chekc").err
    assert workspace.smm("chekc").status == 2
    wrong = workspace.smm("measure", "--network", "blusky", "-")
    assert (wrong.status, "bluesky" in wrong.err) == (2, True)


def test_another_folder(tmp_path: Path) -> None:
    """``-C DIR`` works before and after the command."""
    make_workspace(tmp_path / "brand")
    here = Workspace(tmp_path, {})
    assert here.smm("-C", "brand", "check").status == here.smm("check", "-C", "brand").status == 0


def test_an_empty_workspace_is_fine(tmp_path: Path) -> None:
    """A brand without posts checks clean, plans nothing and publishes nothing."""
    workspace = make_workspace(tmp_path)
    for words in (["check"], ["plan"], ["publish"], ["status"]):
        assert workspace.smm(*words).status == 0, words


def test_a_new_workspace_works_at_once(tmp_path: Path) -> None:
    """``init`` gives something that checks without a finding, can be published, and is not overwritten."""
    here = Workspace(tmp_path, {"SMM_LANG": "it"})
    assert here.smm("init", "marca", "--timezone", "Europe/Rome").status == 0
    workspace = Workspace(tmp_path / "marca", {})
    assert workspace.smm("check", "--format", "json").data == {"findings": []}
    assert (workspace.root / ".git").is_dir()
    assert here.smm("init", "marca").status == 2
    assert workspace.smm("new", "post", "Novità: il caffè è qui!", "--at", "2030-01-01 10:00").status == 0
    plan = workspace.smm("plan", "--format", "json", now="2030-01-02 10:00").states()
    assert plan["2030-01-01-novita-il-caffe-e-qui", "bluesky"] == "draft"


def test_messages_speak_italian_when_asked(tmp_path: Path) -> None:
    """Findings, reasons and summaries follow the language of the terminal."""
    workspace = make_workspace(tmp_path)
    workspace.post("one", publish_at="2026-11-24 18:00", chanels="[x]")
    workspace.post("two", publish_at="2099-11-24 18:00")
    assert "It goes out on 2099-11-24 at 18:00" in workspace.smm("plan").out
    assert "Esce il 2099-11-24 alle 18:00" in workspace.smm("plan", LC_ALL="it_IT.UTF-8").out
    italian = workspace.smm("check", LC_ALL="it_IT.UTF-8")
    assert "rimedio:" in italian.out
    assert "errore" in italian.out


def test_measure_prints_lengths_and_indices(tmp_path: Path) -> None:
    """The JSON others rely on: lengths, limit, parts, and entities with indices in the network's unit."""
    text = tmp_path / "text.txt"
    text.write_text("Caffè ☕ #torino https://example.com/a @ada.example.com\n---\nDue\n", encoding="utf-8")
    data = Workspace(tmp_path, {}).smm("measure", "--network", "bluesky", "text.txt").data
    assert data["limit"] == 300
    assert data["length"] == len("Caffè ☕ #torino https://example.com/a @ada.example.com")
    assert [part["length"] for part in data["parts"]] == [data["length"], 3]
    (link,), (mention,), (hashtag,) = data["links"], data["mentions"], data["hashtags"]
    raw = text.read_bytes()
    assert raw[slice(*link["indices"])] == b"https://example.com/a"
    assert raw[slice(*mention["indices"])] == b"@ada.example.com"
    assert raw[slice(*hashtag["indices"])] == b"#torino"


def examples() -> list[tuple[str, list[str]]]:
    """Return the commands in console blocks of the documentation, file by file."""
    found = []
    for file in sorted((ROOT / "docs").glob("*.md")):
        blocks = re.findall(r"^```console\n(.*?)^```", file.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
        if lines:
            found.append((file.name, lines))
    return found


@pytest.mark.parametrize(("name", "lines"), examples(), ids=[name for name, _ in examples()])
def test_the_documentation_s_examples_work(name: str, lines: list[str], tmp_path: Path) -> None:
    """Every ``$ smm …`` of a page is run in order, in a folder of its own, and succeeds."""
    _another_tool(tmp_path / "galaxy-social")
    here = Workspace(tmp_path / "here", {})
    here.root.mkdir()
    for line in lines:
        program, *words = shlex.split(line, comments=True)
        if program == "cd":
            here = Workspace(here.root / words[0], {})
            continue
        assert program == "smm", f"{name}: {line}"
        done = here.smm(*words)
        assert done.status == 0, f"{name}: {line}\n{done.out}{done.err}"


def _another_tool(folder: Path) -> None:
    """Make the smallest folder of another tool, for examples that import."""
    (folder / "posts").mkdir(parents=True)
    config = (
        "plugins:\n  - {name: bluesky, class: bluesky.bluesky_client, enabled: true, config: {username: a.example}}\n"
    )
    (folder / "plugins.yml").write_text(config, encoding="utf-8")
    (folder / "posts" / "2026-01-02-hello.md").write_text("---\nmedia: [bluesky]\n---\nHello\n", encoding="utf-8")
    (folder / "processed_files.json").write_text("{}", encoding="utf-8")


def test_every_command_is_in_the_documentation() -> None:
    """A command nobody can read about does not exist."""
    pages = "\n".join(file.read_text(encoding="utf-8") for file in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    missing = [" ".join(words) for words in commands() if f"smm {' '.join(words)}" not in pages]
    assert not missing


def test_every_promise_names_tests_that_exist() -> None:
    """The page of promises is worth as much as the tests it points to."""
    page = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/.]+)(?:::(\w+))?`", page)
    assert len(named) > 5
    for path, test in named:
        assert (ROOT / path).exists(), path
        assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), test
