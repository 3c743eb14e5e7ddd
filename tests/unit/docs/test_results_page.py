"""The questions, the report and the proposal on ``docs/results.md`` are what happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from smm_build.domain.delivery import DeliveryKey, Event, EventKind, PartReceipt
from smm_build.domain.reading import Metric, Reading
from smm_build.insight.answers import tables_text
from smm_build.insight.store import BRANCH, append
from smm_build.insight.tables import TABLES
from smm_build.run.branch import FileBranch
from smm_build.run.git import Git
from smm_build.run.ledger import Ledger
from tests.servers import forks, places

PAGE = (places.ROOT / "docs/results.md").read_text("utf-8")
BRAND = "name: Torrefazione Aurora\nlocale: en\nlanguages: [en]\ntimezone: Europe/Rome\n"
CHANNEL = 'network: mastodon\nserver: http://127.0.0.1:9\ncadence: {per_week: 7, slots: ["tue 19:30", "sat 07:30"]}\n'
FILE = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^```shell-session\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_page_shows_what_happens(tmp_path: Path) -> None:
    (path, strategy), (shown_path, report) = FILE.findall(PAGE)
    past(tmp_path, path, strategy)
    count = 0
    for console in CONSOLE.findall(PAGE):
        for command, shown in commands_of(console):
            assert said(tmp_path, command) == shown, command
            count += 1
    assert count == 6
    made = (tmp_path / shown_path).read_text("utf-8")
    for part in report.split("…\n"):
        assert part.strip() in made


def test_every_table_is_on_the_page() -> None:
    for table in TABLES:
        columns = ", ".join(f"`{column.name}`" for column in table.columns)
        assert f"| `{table.name}` | {table.about.en} | {columns} |" in PAGE
    assert "results(first_day" in tables_text("en")


def past(root: Path, path: str, strategy: str) -> None:
    """Make a hundred and eighteen days: tips in the morning, the shop in the evening, and what came of both."""
    for name, text in {path: strategy, "brand/brand.yml": BRAND, "brand/channels/mastodon.yml": CHANNEL}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (root / "content/posts").mkdir(parents=True)
    events, readings = {}, []
    for number in range(118):
        tip, day = number % 2 == 0, date(2026, 8, 3) + timedelta(days=number)
        pillar, hour = ("education", 5) if tip else ("shop", 17)
        head = f"title: Post {number}\npublish_at: {day} 09:00\nchannels: [mastodon]\npillar: {pillar}\n"
        (root / f"content/posts/post-{number}.md").write_text(f"---\n{head}---\n\nText {number}\n", "utf-8")
        at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        proof = PartReceipt(1, str(number))
        events[DeliveryKey(f"post-{number}", "mastodon")] = Event(EventKind.SENT, at, "run", 1, "x", parts=(proof,))
        value = (20 if tip else 4) + number * 5 % 7
        readings.append(Reading("mastodon", f"post-{number}", Metric.REACTIONS, value, at + timedelta(days=1), "n"))
    git = Git(root)
    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "plan")
    ledger = Ledger(root)
    ledger.refresh()
    ledger.append(events, "published")
    assert append(FileBranch(root, BRANCH), readings) == 118


def commands_of(console: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block with what is shown below it."""
    for part in console.split("$ ")[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def said(root: Path, command: str) -> str:
    """Run a command as it stands there and return what it printed."""
    words = shlex.split(command)
    environment = {**os.environ, "SMM_NOW": "2026-12-20 08:00", "SMM_LANG": "en"}
    if words[0] == "smm":
        done = forks.smm(*words[1:], cwd=root, env=environment)
    else:
        done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr
