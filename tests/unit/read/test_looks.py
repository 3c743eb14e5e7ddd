"""What was seen of pictures is kept, whoever saw it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from smm_build.read.looks import Looks


def test_two_processes_that_look_at_different_pictures_keep_both(tmp_path: Path) -> None:
    picture, gone = tmp_path / "a.png", tmp_path / "gone.png"
    Image.new("RGB", (40, 40), "red").save(picture)
    kept = tmp_path / ".smm/cache/looks.json"
    one, other = Looks(kept), Looks(kept)
    seen = one.of(picture, "1")
    assert other.of(picture, "2") == seen is not None
    one.keep()
    other.keep()
    assert [Looks(kept).of(gone, name) for name in ("1", "2", "3")] == [seen, seen, None]
