"""Answers to people are looked at like posts, as far as words go."""

from __future__ import annotations

from pathlib import Path

from smm_build.checks import examine
from smm_build.compose import compose_all
from smm_build.read import load
from tests.servers.git import Repository

FILES = {
    "brand/brand.yml": "name: Aurora\nlocale: en\nlanguages: [en]\ntimezone: Europe/Rome\n",
    "brand/channels/mastodon.yml": "network: mastodon\nhandle: aurora@example.social\nlimits: {characters: 20}\n",
    "brand/channels/instagram.yml": "network: instagram\nhandle: aurora\n",
    "brand/people.yml": "acme: {name: Acme Machines, handles: {mastodon: acme@example.social}}\n",
}


def found_in(root: Path, channel: str, text: str) -> list[str]:
    answer = f"---\nchannel: {channel}\nwritten_at: 2026-12-01 09:30\n---\n\n{text}\n"
    Repository(root).write(FILES | {"content/replies/c1.md": answer})
    loaded = load(root)
    assert loaded.findings == ()
    findings = examine(loaded.workspace, compose_all(loaded.workspace), loaded.findings)
    return [
        f"{found.name} {found.post} {found.place}"
        for found in findings
        if found.code[:3] in {"COM", "NET", "TXT", "MEN", "CHN"}
    ]


def test_rules_about_words_and_rules_about_what_a_network_takes(tmp_path: Path) -> None:
    assert found_in(tmp_path, "mastodon", "Thank  you,\nand see you soon!") == [
        "text-too-long c1 content/replies/c1.md:6:1",
        "stray-space c1 content/replies/c1.md:6:6",
    ]


def test_an_answer_needs_no_picture_and_names_whoever_is_answered(tmp_path: Path) -> None:
    assert found_in(tmp_path, "instagram", "Thank you, {name}!") == []


def test_a_partner_s_handle_is_looked_at_by_one_rule_only(tmp_path: Path) -> None:
    assert found_in(tmp_path, "mastodon", "Ask @acme, please!") == ["person-in-reply c1 content/replies/c1.md:6:5"]
