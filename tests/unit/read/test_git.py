"""Who wrote what, from real repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path

from smm_build.read.git import read_history
from tests.servers.git import Remote, Repository

POST = "content/posts/caffè del mattino.md"


def commit_as(repository: Repository, name: str, message: str, files: dict[str, str]) -> None:
    repository.git("config", "user.name", name)
    repository.write(files)
    repository.git("add", "--all")
    environment = ("-c", f"user.name={name}", "-c", "user.email=a@example.com")
    repository.git(*environment, "commit", "--quiet", f"--author={name} <a@example.com>", "--message", message)


def test_a_file_is_written_by_one_and_changed_by_another(remote: Remote) -> None:
    work = remote.clone()
    commit_as(work, "Giulia", "Write", {POST: "One\n" * 20, "brand/brand.yml": "name: A\n"})
    commit_as(work, "Pietro", "Change", {POST: "One\n" * 20 + "Two\n"})
    commit_as(work, "Amina", "Another", {"content/posts/other.md": "x\n"})
    history = read_history(work.path)
    assert set(history) == {POST, "content/posts/other.md"}
    assert (history[POST].created.by, history[POST].changed.by, history[POST].changes) == ("Giulia", "Pietro", 2)
    assert history[POST].created.at.tzinfo is not None
    assert history["content/posts/other.md"].created == history["content/posts/other.md"].changed


def test_a_renamed_file_keeps_its_history(remote: Remote) -> None:
    work = remote.clone()
    commit_as(work, "Giulia", "Write", {"content/posts/a.md": "A line\n" * 20})
    (work.path / "content/posts/a.md").rename(work.path / "content/posts/b.md")
    commit_as(work, "Pietro", "Rename", {})
    commit_as(work, "Amina", "Change", {"content/posts/b.md": "A line\n" * 20 + "More\n"})
    history = read_history(work.path)
    assert history["content/posts/b.md"].created.by == "Giulia"
    assert history["content/posts/b.md"].changed.by == "Amina"
    assert history["content/posts/b.md"].changes == 3


def test_paths_are_those_of_the_workspace_also_inside_a_larger_repository(remote: Remote) -> None:
    work = remote.clone()
    commit_as(work, "Giulia", "Write", {"social/content/posts/a.md": "A\n", "content/posts/not-ours.md": "B\n"})
    assert set(read_history(work.path / "social")) == {"content/posts/a.md"}


def test_a_shallow_clone_has_no_history_rather_than_a_wrong_one(remote: Remote, tmp_path: Path) -> None:
    work = remote.clone()
    commit_as(work, "Giulia", "Write", {"content/posts/a.md": "A\n"})
    commit_as(work, "Pietro", "Change", {"content/posts/b.md": "B\n"})
    work.push()
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{remote.path}", shallow], check=True)
    assert (shallow / "content/posts/a.md").exists()
    assert read_history(shallow) == {}


def test_a_folder_outside_git_and_a_repository_without_commits_have_none(tmp_path: Path, remote: Remote) -> None:
    assert read_history(tmp_path) == {}
    assert read_history(remote.clone().path) == {}
