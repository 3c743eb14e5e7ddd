"""Links into the forge's editor, made from the address in brand.yml."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from smm_build.site.forge import read_forge

PATH = "content/posts/caffè & latte.md"
QUOTED = "content/posts/caff%C3%A8%20%26%20latte.md"


@pytest.mark.parametrize(
    ("repository", "edit"),
    [
        ("https://github.com/a/b", f"https://github.com/a/b/edit/main/{QUOTED}"),
        ("https://github.com/a/b.git", f"https://github.com/a/b/edit/main/{QUOTED}"),
        ("https://github.com/a/b/tree/plan", f"https://github.com/a/b/edit/plan/{QUOTED}"),
        ("https://github.com/a/b/tree/plan/in/here", f"https://github.com/a/b/edit/plan/in/here/{QUOTED}"),
        ("https://gitlab.com/g/h/b", f"https://gitlab.com/g/h/b/-/edit/main/{QUOTED}"),
        ("https://gitlab.aurora.example/g/b/-/tree/plan", f"https://gitlab.aurora.example/g/b/-/edit/plan/{QUOTED}"),
        ("https://codeberg.org/a/b", f"https://codeberg.org/a/b/_edit/main/{QUOTED}"),
        ("https://codeberg.org/a/b/src/branch/plan", f"https://codeberg.org/a/b/_edit/plan/{QUOTED}"),
        ("https://git.aurora.example/a/b/src/branch/plan/in", f"https://git.aurora.example/a/b/_edit/plan/in/{QUOTED}"),
        ("https://git.aurora.example/g/h/b/-/tree/plan", f"https://git.aurora.example/g/h/b/-/edit/plan/{QUOTED}"),
        ("https://git.aurora.example/a/b/tree/plan", f"https://git.aurora.example/a/b/edit/plan/{QUOTED}"),
    ],
)
def test_a_file_is_edited_where_the_forge_edits_it(repository: str, edit: str) -> None:
    forge = read_forge(repository)
    assert forge is not None
    assert forge.edit(PATH) == edit


@pytest.mark.parametrize("repository", ["https://github.com/a/b", "https://codeberg.org/a/b"])
def test_a_new_file_comes_with_its_name_and_content(repository: str) -> None:
    forge = read_forge(repository)
    assert forge is not None
    parts = urlsplit(forge.new(PATH, "---\ntitle: é & c\n---\n"))
    assert parts.path.endswith("/main/content/posts")
    assert parse_qs(parts.query) == {"filename": ["caffè & latte.md"], "value": ["---\ntitle: é & c\n---\n"]}


def test_gitlab_takes_a_name_and_no_content() -> None:
    """https://gitlab.com/gitlab-org/gitlab/-/work_items/594214."""
    forge = read_forge("https://gitlab.com/g/b")
    assert forge is not None
    assert forge.new("content/a.md", "x") == "https://gitlab.com/g/b/-/new/main/content?file_name=a.md"


@pytest.mark.parametrize("repository", [None, "", "https://example.com/a/b", "javascript:alert(1)//github.com/"])
def test_an_unknown_host_gets_no_links(repository: str | None) -> None:
    assert read_forge(repository) is None
