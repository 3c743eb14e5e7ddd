"""Edits change one value and leave every other byte as it was."""

from __future__ import annotations

import difflib

import pytest
import yaml

from smm_build.insight.yaml_edits import Edit, EditError, appended, edited

STRATEGY = """---
# ours
owner: giulia  # she asks
pillars:
  - {id: education, title: "How: to", share: 40%, objectives: [aim]}   # kept
  - id: shop
    title: The shop
    share: 0.6  # too much?
experiments:
  - id: early
    hypothesis: >
      Mornings
      are better
    decision:
  - {id: late, hypothesis: Evenings}
channels:
  x: {role: Links, cadence: 3}
# the end
---

# Prose: stays

pillars: not these
"""


def changed(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def head(text: str) -> dict[str, object]:
    found = yaml.load(text.split("---")[1], Loader=yaml.BaseLoader)  # noqa: S506 - as plain text, like smm reads it
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("keys", "value", "old", "new"),
    [
        (("pillars", "@education", "share"), "45%", "share: 40%", "share: 45%"),
        (("pillars", "@shop", "share"), "55%", "share: 0.6  # too", "share: 55%  # too"),
        (("channels", "x", "cadence"), "2", "cadence: 3}", "cadence: 2}"),
        (("experiments", "@early", "decision"), '"yes"', "decision:", 'decision: "yes"'),
        (("experiments", "@late", "decision"), '"no"', "Evenings}", 'Evenings, decision: "no"}'),
        (("experiments", "@early", "result"), '"x1"', "    decision:\n", '    decision:\n    result: "x1"\n'),
        (("owner",), "amina", "owner: giulia", "owner: amina"),
        (("pillars", "@education", "objectives", 0), "talk", "[aim]", "[talk]"),
    ],
)
def test_one_value_changes(keys: tuple[str | int, ...], value: str, old: str, new: str) -> None:
    assert STRATEGY.count(old) == 1
    after = edited(STRATEGY, [Edit(keys, value)])
    assert after == STRATEGY.replace(old, new)
    assert head(after)


def test_a_log_is_begun_and_goes_on() -> None:
    entry = {"on": "2026-12-01", "what": '"More: tips"', "why": '"×1.4"'}
    begun = appended(STRATEGY, "decisions", [entry])
    twice = appended(begun, "decisions", [entry | {"on": "2027-01-02"}])
    log = head(twice)["decisions"]
    assert isinstance(log, list)
    assert [str(one["on"]) for one in log] == ["2026-12-01", "2027-01-02"]
    assert log[0]["what"] == "More: tips"
    assert all(line.startswith("+") for line in changed(STRATEGY, twice))
    assert twice.endswith("# Prose: stays\n\npillars: not these\n")


@pytest.mark.parametrize(
    "log", ["decisions: []", "decisions: [{on: 2026-01-01, what: A}]", "decisions:\n- on: 2026-01-01\n  what: A"]
)
def test_a_log_in_any_style_goes_on(log: str) -> None:
    text = f"---\n{log}\nowner: giulia\n---\nProse\n"
    after = head(appended(text, "decisions", [{"on": "2026-12-01", "what": '"B"'}]))
    assert isinstance(after["decisions"], list)
    assert after["decisions"][-1]["what"] == "B"
    assert after["owner"] == "giulia"


@pytest.mark.parametrize(
    "keys", [("pillars", "@origins", "share"), ("nothing", "x"), ("pillars", 7, "share"), ("pillars",)]
)
def test_what_is_not_there_is_not_edited(keys: tuple[str | int, ...]) -> None:
    with pytest.raises(EditError):
        edited(STRATEGY, [Edit(keys, "1")])


def test_a_file_that_is_all_yaml() -> None:
    text = 'network: x\ncadence: {per_week: 3, slots: ["tue 18:30", "sat 10:00"]}  # agreed\n'
    after = edited(text, [Edit(("cadence", "slots", 0), '"tue 07:30"'), Edit(("cadence", "per_week"), "2")])
    assert after == 'network: x\ncadence: {per_week: 2, slots: ["tue 07:30", "sat 10:00"]}  # agreed\n'
