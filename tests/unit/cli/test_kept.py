"""What is kept of posts gives what looking at everything anew gives, whatever was edited in between."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bench.posts import write_workspace
from smm_build.cli._kept import Kept, keep_in, kept_in
from smm_build.cli._shared import Checked, open_workspace

SERIES = (
    "---\nid: weekly\ntitle: Weekly\npublish_at: 2026-02-03 10:00\nchannels: [x]\n"
    "series: {rule: FREQ=WEEKLY;COUNT=4}\n---\n\nNews\n"
)
SHOWN = (
    "---\nid: {}\npublish_at: 2026-02-04 1{}:00\nchannels: [mastodon]\n"
    "media:\n  - {{file: a.png, alt: A cup}}\n---\n\nSee\n"
)
SIDECAR = "content/a.png.yml"


def posts(root: Path) -> list[Path]:
    return sorted((root / "content/posts").rglob("*.md"))


def appended(text: str) -> Callable[[Path, random.Random], None]:
    def edit(root: Path, chance: random.Random) -> None:
        path = chance.choice(posts(root))
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return edit


def replaced(old: str, new: str) -> Callable[[Path, random.Random], None]:
    def edit(root: Path, chance: random.Random) -> None:
        path = chance.choice(posts(root))
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    return edit


def written(path: str, *texts: str) -> Callable[[Path, random.Random], None]:
    def edit(root: Path, chance: random.Random) -> None:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(chance.choice(texts), "utf-8")

    return edit


def moved(root: Path, chance: random.Random) -> None:
    path = chance.choice(posts(root))
    path.rename(path.with_name(f"aa-{chance.randrange(1000)}.md"))


def removed(root: Path, chance: random.Random) -> None:
    chance.choice(posts(root)).unlink()


def copied(root: Path, chance: random.Random) -> None:
    path = chance.choice(posts(root))
    path.with_name(f"copy-{chance.randrange(1000)}.md").write_text(path.read_text("utf-8"), "utf-8")


def painted(root: Path, chance: random.Random) -> None:
    Image.new("RGB", (chance.randrange(8, 2000), 40), "red").save(root / "content/a.png")


EDITS = (
    appended("\nOne line more, with #everything and @{nobody}.\n"),
    appended("\n## x\n\nOnly here!!!\n"),
    appended("\n<!-- allow: banned-term because it is quoted -->\n"),
    replaced("channels: [", "channels: [nowhere, "),
    replaced("owner: editor", "status: cancelled"),
    replaced("status: cancelled", "owner: editor"),
    replaced("publish_at: 2026-01-01", "publish_at: 2026-03-01"),
    replaced("---\n\n", "---\n"),
    written("content/posts/weekly.md", SERIES, SERIES.replace("COUNT=4", "COUNT=6"), SERIES.replace("WEEKLY", "NEVER")),
    written("content/posts/shown.md", SHOWN.format("shown", 1), SHOWN.format("shown", 2)),
    written("content/posts/shown-too.md", SHOWN.format("shown-too", 1)),
    written(SIDECAR, "author: Ada\n", "autor: Ada\n", "expires: 2026-01-02\n"),
    written(
        "brand/channels/x.yml", "network: x\nhandle: bench.example.com\n", "network: x\nlimits: {characters: 20}\n"
    ),
    written("brand/voice.yml", "avoid:\n  - {term: caffè, use: espresso}\n", "languages: [it]\n"),
    written("brand/people.yml", "nobody:\n  name: Nobody\n  handles: {x: nobody, mastodon: nobody@example.org}\n"),
    moved,
    removed,
    copied,
    painted,
)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_everything_is_as_if_looked_at_anew(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - for variety, not for secrets
    write_workspace(tmp_path, 8, seed)
    kept = Kept()
    assert same(kept.open(tmp_path), open_workspace(tmp_path))
    for edit in chance.choices(EDITS, k=20):
        edit(tmp_path, chance)
        assert same(kept.open(tmp_path), open_workspace(tmp_path)), edit


def same(kept: Checked, anew: Checked) -> bool:
    assert kept.findings == anew.findings
    assert kept.variants == anew.variants
    return kept.workspace == anew.workspace


def test_only_what_was_edited_is_read_again_unless_it_is_no_post(tmp_path: Path) -> None:
    write_workspace(tmp_path, 8)
    kept = Kept()
    counts = []
    for edit in (None, None, EDITS[0], written("brand/voice.yml", "languages: [it]\n")):
        if edit:
            edit(tmp_path, random.Random(1))  # noqa: S311
        kept.open(tmp_path)
        counts.append(kept.anew)
    assert counts == [8, 0, 1, 8]


def test_what_a_build_wrote_down_is_believed_by_the_same_user_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull request may bring such a file along."""
    write_workspace(tmp_path, 8)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    first = kept_in(tmp_path)
    first.open(tmp_path)
    keep_in(tmp_path, first)
    again = kept_in(tmp_path)
    assert again.count == 8
    assert same(again.open(tmp_path), open_workspace(tmp_path))
    assert again.anew == 0
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "somebody-else"))
    assert kept_in(tmp_path).count == 0
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    file = tmp_path / ".smm/cache/plan.kept"
    file.write_bytes(file.read_bytes() + b"\n")
    assert kept_in(tmp_path).count == 0
