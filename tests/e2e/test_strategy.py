"""``smm strategy`` and ``smm new post --slot`` as somebody uses them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.servers import forks

CHANNEL = """\
network: mastodon
handle: aurora@example.social
cadence: {per_week: 2, slots: ["tue 18:30", "sat 10:00"]}
"""
STRATEGY = """\
---
period: {from: 2026-01-01, to: 2026-12-20}
objectives:
  - {id: be-known, title: Be known, metric: reach, target: "9000", deadline: 2026-12-31}
pillars:
  - {id: how-to, title: How to, share: 100%}
review_on: 2026-11-30
channels:
  mastodon: {role: To talk, cadence: 2, exit: Nobody answers for half a year}
budget: {currency: EUR, total: 1000}
experiments:
  - {id: reels, hypothesis: Reels reach more, metric: reach, from: 2026-09-01, to: 2026-11-01}
---
"""
POST = """\
---
publish_at: 2026-12-15 18:30
channels: [mastodon]
pillar: how-to
---

One.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    files = {
        "brand/brand.yml": "name: Aurora\ntimezone: Europe/Rome\nlocale: en\ncountry: IT\n",
        "brand/channels/mastodon.yml": CHANNEL,
        "strategy.md": STRATEGY,
        "content/posts/one.md": POST,
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def smm(root: Path, *words: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SMM_LANG": language, "SMM_NOW": "2026-11-24 10:00"}
    return forks.smm("-C", str(root), *words, env=env)


def test_it_says_what_is_missing_and_due(workspace: Path) -> None:
    said = smm(workspace, "strategy")
    assert said.returncode == 0, said.stderr
    assert "mastodon: 2 posts wanted, 1 scheduled in week 51 (from 2026-12-14)" in said.stdout
    assert "reels: ended on 2026-11-01: decide" in said.stdout
    assert "be-known: 0 posts to come, 0 before. Nothing to come serves it" in said.stdout
    assert "strategy.md: it is to be looked at again on 2026-11-30" in said.stdout
    assert "mastodon: 2 wanted, 0.0 in the last eight weeks, 0.2 until the end" in said.stdout
    assert "mastodon: To talk · we leave it if: Nobody answers for half a year" in said.stdout
    assert "1 000 EUR for the whole period, 0 EUR given away (briefs 0 EUR, ads 0 EUR), 1 000 EUR left" in said.stdout
    assert "Week by week" not in said.stdout
    assert "mastodon 2026-12-14 (51): 1/2 · how-to 1" in smm(workspace, "strategy", "--channel", "mastodon").stdout
    assert "2 post previsti, 1 in programma nella settimana 51" in smm(workspace, "strategy", language="it").stdout


def test_json_says_the_same(workspace: Path) -> None:
    said = json.loads(smm(workspace, "strategy", "--format", "json").stdout)
    (channel,) = said["channels"]
    assert [week["missing"] for week in channel["weeks"]] == [2, 2, 2, 1]
    assert channel["missing"] == 7
    assert (channel["ahead"], channel["exit"]) == (0.25, "Nobody answers for half a year")
    assert (said["review_on"], said["money"]["left"]) == ("2026-11-30", 1000.0)
    assert said["slots"][0] == {
        "channel": "mastodon",
        "at": "2026-11-24T18:30:00+01:00",
        "needed": True,
        "holiday": None,
    }
    assert [slot["holiday"] for slot in said["slots"] if "12-08" in slot["at"]] == ["Immaculate Conception"]


def test_slots_are_filled_one_after_the_other(workspace: Path) -> None:
    for day in ("2026-11-24", "2026-11-28", "2026-12-01"):
        said = smm(workspace, "new", "post", "A tip", "--slot")
        assert said.returncode == 0, said.stderr
        assert f"{day}-a-tip.md" in said.stdout
    assert smm(workspace, "check").returncode == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("post", "Tip", "--slot=instagran"), "no channel is called instagran"),
        (("post", "Tip", "--slot", "--at", "2026-12-01 09:30"), "either --at or --slot"),
        (("post",), "how is the post called?"),
    ],
)
def test_wrong_use_is_said_plainly(workspace: Path, words: tuple[str, ...], why: str) -> None:
    said = smm(workspace, "new", *words)
    assert said.returncode == 2
    assert why in said.stderr


def test_an_unknown_currency_is_one_finding(workspace: Path) -> None:
    path = workspace / "strategy.md"
    text = path.read_text(encoding="utf-8").replace("currency: EUR,", "currency: EURO,")
    path.write_text(text, encoding="utf-8")
    found = json.loads(smm(workspace, "check", "--format", "json").stdout)["findings"]
    wrong = [one for one in found if one["severity"] == "error"]
    assert [(one["code"], one["line"]) for one in wrong] == [("FMT005", 10)]
    assert "such as EUR" in wrong[0]["fix"]
