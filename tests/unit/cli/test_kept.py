"""What is kept of posts gives what looking at everything anew gives, whatever was edited in between."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bench.posts import write_workspace
from smm_build.cli import _packets, _posts
from smm_build.cli._kept import Kept
from smm_build.cli._shared import Checked, open_workspace
from smm_build.run import both_cores
from smm_build.run.inventory import take_inventory
from smm_build.run.sealed import Safe

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


def changed(old: str, new: str) -> Callable[[Path, random.Random], None]:
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
    changed("channels: [", "channels: [nowhere, "),
    changed("owner: editor", "status: cancelled"),
    changed("status: cancelled", "owner: editor"),
    changed("publish_at: 2026-01-01", "publish_at: 2026-03-01"),
    changed("---\n\n", "---\n"),
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


def test_what_was_written_down_is_believed_by_the_same_user_and_program_only(tmp_path: Path) -> None:
    """A pull request may bring such a file along."""
    write_workspace(tmp_path, 8)
    safe = Safe(tmp_path, bytes(32), "this program")
    assert same(Kept(safe).open(tmp_path), open_workspace(tmp_path))
    again = Kept(safe)
    assert same(again.open(tmp_path), open_workspace(tmp_path))
    assert again.anew == 0
    for stranger in (replace(safe, key=bytes(31) + b"1"), replace(safe, mark="another program")):
        other = Kept(stranger)
        other.open(tmp_path)
        assert other.anew == 8
        Kept(safe).open(tmp_path)
    file = tmp_path / ".smm/cache/posts.kept"
    file.write_bytes(file.read_bytes() + b"\n")
    last = Kept(safe)
    last.open(tmp_path)
    assert last.anew == 8


def test_after_an_edit_only_little_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is packed stays packed, and what is out of date goes when half of a packet is."""
    monkeypatch.setattr(_packets, "SIZE", 4)
    write_workspace(tmp_path, 12)
    safe = Safe(tmp_path, bytes(32), "")
    sizes = []
    for number in range(12):
        for looked in (1 if number else 12, 0):
            kept = Kept(safe)
            assert same(kept.open(tmp_path), open_workspace(tmp_path))
            assert kept.anew == looked
        sizes.append((tmp_path / ".smm/cache/posts.kept").stat().st_size)
        path = posts(tmp_path)[number]
        path.write_text(path.read_text("utf-8") + "\nOne line more.\n", "utf-8")
    assert max(sizes) < 2 * sizes[0]


@pytest.mark.parametrize("seed", range(3))
def test_where_nothing_has_changed_there_is_what_there_was(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    write_workspace(tmp_path, 8, seed)
    safe = Safe(tmp_path, bytes(32), "")
    for edit in chance.choices(EDITS, k=8):
        edit(tmp_path, chance)
        anew = open_workspace(tmp_path)
        for _ in range(2):
            kept = Kept(safe)
            assert same(kept.open_again(tmp_path), anew), edit
        assert kept.anew == 0


def test_a_post_that_is_again_what_it_was_is_not_mistaken_for_what_it_was_meanwhile(tmp_path: Path) -> None:
    write_workspace(tmp_path, 4)
    safe = Safe(tmp_path, bytes(32), "")
    first = Kept(safe).open_again(tmp_path)
    path = posts(tmp_path)[0]
    old = path.read_bytes()
    path.write_bytes(old + b"\nOne line more.\n")
    Kept(safe).open(tmp_path)
    path.write_bytes(old)
    assert same(Kept(safe).open_again(tmp_path), first)


@pytest.mark.parametrize("link", [False, True])
@pytest.mark.parametrize("shown_in", ["content/posts/shown.md", "content/ads/shown.md"])
def test_what_lies_where_nobody_looks_for_changes_is_looked_at_each_time(
    tmp_path: Path, shown_in: str, *, link: bool
) -> None:
    write_workspace(tmp_path, 4)
    elsewhere = tmp_path / "pictures"
    elsewhere.mkdir()
    if link:
        (tmp_path / "content/linked").symlink_to(elsewhere)
    file = "linked/a.png" if link else "../pictures/a.png"
    target = tmp_path / shown_in
    target.parent.mkdir(exist_ok=True)
    goes_to = "publish_at: 2026-02-04 10:00\nchannels: [mastodon]\n" if "posts" in shown_in else ""
    target.write_text(f"---\n{goes_to}media:\n  - {{file: {file}, alt: A cup}}\n---\n\nSee\n")
    safe = Safe(tmp_path, bytes(32), "")
    for width in (40, 4000):
        Image.new("RGB", (width, 40), "red").save(elsewhere / "a.png")
        assert same(Kept(safe).open_again(tmp_path), open_workspace(tmp_path))


def test_posts_with_windows_line_ends_and_a_bom_are_kept_too(tmp_path: Path) -> None:
    write_workspace(tmp_path, 4)
    for path in posts(tmp_path):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    kept = Kept()
    kept.open(tmp_path)
    assert same(kept.open(tmp_path), open_workspace(tmp_path))
    assert kept.anew == 0


def test_a_post_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    """The inventory has seen another text than the one that was read."""
    write_workspace(tmp_path, 4)
    before = take_inventory(tmp_path, None, {})
    path = posts(tmp_path)[0]
    old = path.read_text("utf-8")
    path.write_text(old + "\nOne line more.\n", "utf-8")
    kept = Kept()
    kept.open(tmp_path, inventory=before)
    path.write_text(old, "utf-8")
    assert same(kept.open(tmp_path), open_workspace(tmp_path))
    assert kept.anew == 1


# --- On one core and on several ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
def test_several_cores_make_what_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Ids taken twice in other shares, series, broken files, and files beside pictures that several posts show."""
    chance = random.Random(seed)  # noqa: S311
    write_workspace(tmp_path, 12, seed)
    for edit in chance.choices(EDITS, k=12):
        edit(tmp_path, chance)
    alone = open_workspace(tmp_path)
    monkeypatch.setattr(both_cores, "ENOUGH", 2)
    monkeypatch.setattr(both_cores, "_cores", lambda: 3)
    monkeypatch.setattr(_posts, "SHARE", 3)
    assert same(open_workspace(tmp_path), alone)
    shutil.rmtree(tmp_path / ".smm", ignore_errors=True)
    assert same(open_workspace(tmp_path), alone)
