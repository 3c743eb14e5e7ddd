"""What lies in a workspace is believed only when this user's own program wrote it, and for what it was written."""

from __future__ import annotations

from pathlib import Path

from smm_build.run.sealed import Safe, own_key, seal, unsealed


def test_only_the_same_key_purpose_and_content_open_a_seal(tmp_path: Path) -> None:
    key, other = own_key(tmp_path / "one"), own_key(tmp_path / "two")
    assert key
    assert other
    assert own_key(tmp_path / "one") == key
    assert (tmp_path / "one/smm/key").stat().st_mode & 0o777 == 0o600
    file = seal(b"content\nof two lines", key, "plan") + b"content\nof two lines"
    assert bytes(unsealed(file, key, "plan") or b"") == b"content\nof two lines"
    for wrong in (
        unsealed(file, other, "plan"),
        unsealed(file, key, "check"),
        unsealed(file + b"x", key, "plan"),
        unsealed(file.replace(b"two", b"too"), key, "plan"),
        unsealed(b"", key, "plan"),
        unsealed(b"no seal", key, "plan"),
    ):
        assert wrong is None


def test_without_a_place_for_it_there_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "smm").write_text("a file where the folder should be")
    assert own_key(tmp_path) is None
    (tmp_path / "two/smm").mkdir(parents=True)
    (tmp_path / "two/smm/key").write_bytes(b"short")
    assert own_key(tmp_path / "two") is None


def test_a_safe_gives_back_what_the_same_program_put_into_it(tmp_path: Path) -> None:
    safe = Safe(tmp_path, bytes(32), "this program")
    assert safe.read("a") is None
    safe.write("a", b"what was kept")
    assert bytes(safe.read("a") or b"") == b"what was kept"
    assert safe.read("b") is None
    (tmp_path / ".smm/cache/b").write_bytes((tmp_path / ".smm/cache/a").read_bytes())
    assert safe.read("b") is None
    assert Safe(tmp_path, bytes(32), "another").read("a") is None
    assert (tmp_path / ".smm/.gitignore").read_text("utf-8") == "*\n"


def test_a_safe_is_never_outside_of_the_workspace(tmp_path: Path) -> None:
    inside, outside = tmp_path / "plan", tmp_path / "elsewhere"
    (inside / ".smm").mkdir(parents=True)
    outside.mkdir()
    (inside / ".smm/cache").symlink_to(outside)
    Safe(inside, bytes(32), "").write("a", b"what was kept")
    assert list(outside.iterdir()) == []
