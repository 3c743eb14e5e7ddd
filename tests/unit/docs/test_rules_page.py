"""The rules, the post and the findings on ``docs/rules.md`` are what happens."""

from __future__ import annotations

import re
from pathlib import Path

from smm_build.checks import Choice, examine
from smm_build.compose import compose_all
from smm_build.read import load
from tests.servers import places

BRAND = "name: Aurora\nlocale: en\nlanguages: [en]\ntimezone: Europe/Rome\n"


def test_the_page_shows_what_is_found(tmp_path: Path) -> None:
    page = (places.ROOT / "docs/rules.md").read_text(encoding="utf-8")
    files = dict(re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```', page, re.MULTILINE | re.DOTALL))
    files |= {f"brand/channels/{name}.yml": f"network: {name}\n" for name in ("bluesky", "facebook", "mastodon")}
    for path, text in (files | {"brand/brand.yml": BRAND}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    loaded = load(tmp_path)
    kinds = {rule.kind for rule in loaded.workspace.rules}
    assert kinds == {"swap", "forbid", "require", "limit", "capitalisation", "regex"}
    assert [finding for finding in loaded.findings if finding.place.path.startswith("brand/rules")] == []
    found = examine(loaded.workspace, compose_all(loaded.workspace), (), Choice(select=("RUL",)))
    lines = [f"{f.place}: {f.severity}: {f.message.en} ({f.name}, {f.code})" for f in found]
    assert lines == re.findall(r"^content/posts/try\.md:.*$", page, re.MULTILINE)
