"""The page about answering people says what the program does: its commands, its playbook and its example."""

from __future__ import annotations

import re
from pathlib import Path

from smm_build.cli.inbox import command
from smm_build.networks import Capability, all_networks
from tests.conftest import ROOT
from tests.e2e.workspace import make_workspace

PAGE = (ROOT / "docs/community.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_every_command_is_named() -> None:
    assert set(command.commands) == {"answered", "assign", "close", "hide", "like", "list", "pull", "show", "stats"}
    for name in command.commands:
        assert f"smm inbox {name}" in PAGE


def test_the_playbook_and_the_answer_of_the_page_check_clean(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, channels=("mastodon",))
    workspace.write("brand/team.yml", "people:\n  pietro: {name: Pietro, roles: [community]}\n")
    workspace.write("brand/playbook.yml", blocks("yaml")[0])
    workspace.write("content/replies/k7m2p9x4.md", blocks("markdown")[0])
    done = workspace.smm("check")
    assert done.status == 0, done.out
    for path in ("playbook.yml", "replies"):
        assert path not in done.out
    assert "no case is called" in workspace.smm("inbox", "show", "k7m2p9x4").err
    held = workspace.smm("reply", "--send", now="2026-12-01 11:00")
    assert "only on the machine that pulled it" in held.out
    assert not list((tmp_path / ".smm").glob("sandbox/posts/**/*.json"))


def test_an_answer_is_checked_on_every_network(tmp_path: Path) -> None:
    names = [name for name, network in all_networks().items() if Capability.REPLY in network.CAPABILITIES]
    workspace = make_workspace(tmp_path, channels=names)
    for name in names:
        text = blocks("markdown")[0].replace("channel: mastodon", f"channel: {name}")
        workspace.write(f"content/replies/{name}.md", text)
    done = workspace.smm("check")
    assert done.status == 0, done.out
    workspace.write("content/replies/x.md", "---\nchannel: x\nwritten_at: 2026-12-01 10:12\n---\n\n" + "Ciao. " * 80)
    assert "text-too-long" in workspace.smm("check").out


def test_the_table_says_of_every_network_what_it_tells() -> None:
    for network in all_networks().values():
        if network.NAME != "sandbox":
            assert network.TITLE in PAGE.rpartition("## What each network tells")[2]


def test_the_table_says_of_every_network_what_can_be_hidden_and_liked() -> None:
    rows = re.findall(r"^\| ([^|]+) \|.*\| ([^|]+) \|$", PAGE.rpartition("## What each network tells")[2], re.MULTILINE)
    said = {name: words for names, words in rows for name in names.split(", ")}
    for network in all_networks().values():
        able: frozenset[str] = getattr(network, "ACTIONS", frozenset())
        begins = "both" if len(able) > 1 else next(iter(able), "—")
        assert network.NAME == "sandbox" or said[network.TITLE].startswith(begins), network.TITLE
