"""One mistake in a post is told once: no rule calls missing what is there and could only not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.checks import run_checks
from smm_build.compose import compose_all
from smm_build.read import load

PILLARS = "pillars:\n  - {id: education, title: How coffee is made}\n"
AUDIENCES = "audiences:\n  - {id: home-baristas, title: Home baristas}\nobjectives:\n  - {id: known, title: Be known}\n"
WORKSPACE = {
    "brand/brand.yml": "name: Aurora\ntimezone: Europe/Rome\n",
    "brand/channels/mastodon.yml": "network: mastodon\nserver: https://social.example\n",
    "brand/channels/instagram.yml": "network: instagram\n",
    "strategy.md": f"---\n{PILLARS}{AUDIENCES}---\n",
}
KEYS = {
    "publish_at": "2026-12-01 09:30",
    "channels": "[mastodon]",
    "pillar": "education",
    "audience": "[home-baristas]",
    "objective": "known",
}


def names(root: Path, text: str = "We open late on Friday.", strategy: str = "", **keys: str) -> list[str]:
    """Return what is found in the post beside two more that are as they should be."""
    posts = {"a": {**KEYS, **keys}, "b": KEYS | {"publish_at": "2026-12-03 09:30"}}
    posts["c"] = KEYS | {"publish_at": "2026-12-05 09:30"}
    files = WORKSPACE | ({"strategy.md": strategy} if strategy else {})
    for name, said in posts.items():
        front = "".join(f"{key}: {value}\n" for key, value in said.items() if value)
        files[f"content/posts/{name}.md"] = (
            f"---\n{front}---\n\n{text if name == 'a' else f'About {name}: good news.'}\n"
        )
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)
    loaded = load(root)
    found = [*loaded.findings, *run_checks(loaded.workspace, compose_all(loaded.workspace))]
    return [finding.name for finding in found if finding.post == "a"]


@pytest.mark.parametrize(
    ("keys", "finding"),
    [
        ({"publish_at": "1/12/2026 9:30"}, "bad-time"),
        ({"publish_at": "", "publishat": "2026-12-01 09:30"}, "unknown-key"),
        ({"publish_at": "", "overrides": "{mastodon: {publish_at: tomorrow}}"}, "bad-time"),
        ({"publish_at": "", "series": "{rule: FREQ=WEEKLY, til: 2027-01-01}"}, "unknown-key"),
        ({"channels": "[mastodonte]"}, "unknown-channel"),
        ({"channels": "", "chanels": "[mastodon]"}, "unknown-key"),
        ({"publish_at": "2027-03-28 02:30"}, "time-in-gap"),
        ({"media": "[{path: cup.jpg, alt: A cup}]"}, "unknown-key"),
        ({"pillar": "[education]"}, "wrong-value"),
        ({"audience": "{home-baristas: 1}"}, "wrong-value"),
        ({"objective": "{known: 1}"}, "wrong-value"),
        ({"channels": "[instagram]", "media": "a.jpg"}, "wrong-value"),
        (
            {"channels": "[instagram]", "media": "[{file: nowhere.jpg, alt: A cup of espresso on the counter}]"},
            "missing-media",
        ),
    ],
)
def test_what_could_not_be_read_is_not_missing(tmp_path: Path, keys: dict[str, str], finding: str) -> None:
    assert names(tmp_path, **keys) == [finding]


@pytest.mark.parametrize(
    ("channel", "text", "finding"),
    [
        ("mastodon", "## mastodonte\n\nWe open late on Friday.", "unknown-channel"),
        ("instagram", "![A cup of espresso on the counter](nowhere.jpg)\n\nWe open late on Friday.", "missing-media"),
    ],
)
def test_a_text_that_could_not_be_read_is_not_missing(tmp_path: Path, channel: str, text: str, finding: str) -> None:
    assert names(tmp_path, text, channels=f"[{channel}]") == [finding]


@pytest.mark.parametrize(
    "strategy",
    [
        PILLARS.replace("pillars", "pilars") + AUDIENCES,
        PILLARS.replace("id: education, title: How coffee is made", "education") + AUDIENCES,
        PILLARS + AUDIENCES.replace("audiences", "audience").replace("objectives", "objective"),
    ],
)
def test_no_post_pays_for_a_mistake_in_the_strategy(tmp_path: Path, strategy: str) -> None:
    assert names(tmp_path, strategy=f"---\n{strategy}---\n") == []
    assert any(finding.place.path == "strategy.md" for finding in load(tmp_path).findings)


@pytest.mark.parametrize(
    ("keys", "finding"),
    [
        ({"publish_at": ""}, "no-publish-time"),
        ({"channels": ""}, "no-channel"),
        ({"pillar": ""}, "post-without-pillar"),
        ({"audience": ""}, "post-for-nobody"),
        ({"objective": ""}, "post-without-objective"),
        ({"channels": "[instagram]"}, "no-picture-where-needed"),
    ],
)
def test_what_is_missing_is_said_to_be(tmp_path: Path, keys: dict[str, str], finding: str) -> None:
    """Beside it something else is wrong that says nothing about it."""
    assert sorted(names(tmp_path, **keys, grace="soon")) == sorted(["wrong-value", finding])
