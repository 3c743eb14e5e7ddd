"""The files, pictures and commands on ``docs/media.md`` are what happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from tests.servers import forks, places

PAGE = places.ROOT / "docs/media.md"
BRAND = "name: Torrefazione Aurora\nlocale: en\ntimezone: Europe/Rome\n"
HOME = "/home/giulia/aurora"
PIECE = re.compile(
    r"^<!-- picture (?P<picture>\S+) (?P<kind>\w+) (?P<width>\d+) × (?P<height>\d+) -->$"
    r'|^```\w+ title="(?P<path>[^"]+)"\n(?P<text>.*?)^```$'
    r"|^```shell-session\n(?P<console>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def test_the_page_shows_what_happens(tmp_path: Path) -> None:
    (tmp_path / "brand/channels").mkdir(parents=True)
    (tmp_path / "brand/brand.yml").write_text(BRAND, encoding="utf-8")
    commands = 0
    for piece in PIECE.finditer(PAGE.read_text(encoding="utf-8")):
        if piece["picture"]:
            file = tmp_path / piece["picture"]
            file.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (int(piece["width"]), int(piece["height"])), "#b3392f").save(file, piece["kind"])
        elif piece["path"]:
            file = tmp_path / piece["path"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(piece["text"], encoding="utf-8")
        else:
            for command, shown in commands_of(piece["console"]):
                assert said(tmp_path, command) == shown, command
                commands += 1
    assert commands == 7


def commands_of(console: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block with what is shown below it."""
    for part in console.split("$ ")[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def said(root: Path, command: str) -> str:
    """Run a command as it stands there and return what it printed, with the folder's name as on the page."""
    words = shlex.split(command)
    environment = {**os.environ, "SMM_NOW": "2026-12-01 08:00", "SMM_LANG": "en"}
    if words[0] == "smm":
        done = forks.smm(*words[1:], cwd=root, env=environment)
    else:
        done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).replace(str(root), HOME)
