"""Stamping: what stands in the marks, and nothing else, differs from page to page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.site.pages import pages
from smm_build.site.sections import section_of
from smm_build.site.shell import Page, Shell, blank, blank_for, parse, shell_name
from tests.site_workspaces import plan, workspace

THEME = """<title>smm-mark-title - A site</title>
    <link rel="canonical" href="https://x.example/{path}">
<header class="md-header__inner"><nav>one</nav></header>

<main>   <div id="smm-mark-body"><h1></h1></div></main> smm-mark-title"""


def shell(depth: int = 1) -> Shell:
    path = f"{shell_name(depth)}.html"
    return Shell(THEME.replace("{path}", path), path, "en")


def test_marks_are_filled_and_the_rest_is_kept() -> None:
    made = shell().stamp(Page("A &amp; B", "About", "<p>\n  kept  \n</p>"), "posts/a.html").decode()
    assert made.count("A &amp; B") == 2
    assert "<p>\n  kept  \n</p>" in made
    assert 'href="https://x.example/posts/a.html"' in made
    assert "smm-mark" not in made
    assert 'action="../search.html"' in made


@given(st.text(max_size=60))
def test_whatever_stands_in_a_page_is_stamped_as_it_is(text: str) -> None:
    """A page that contains the words of a mark does not get another page's content there."""
    body = f"<p>{text} smm-mark-title {shell_name(0)}.html</p>"
    assert body.encode() in shell().stamp(Page("T", "D", body), "posts/a.html")


def test_a_theme_that_loses_the_content_is_refused() -> None:
    with pytest.raises(ValueError, match="lost the place"):
        Shell("<title>smm-mark-title</title>", "index.html", "en")


def test_a_page_of_ours_is_html_and_markdown_is_left_to_the_engine() -> None:
    assert parse("# One\n") is None
    assert parse('---\ntitle: "x"\n---\nSome *text*\n') is None
    ours = parse('---\ntitle: "A \\"b\\""\nhide: []\n---\n<div>x</div>\n')
    assert ours == Page('A "b"', 'A "b"', "<div>x</div>\n")


def test_the_section_of_a_page_is_marked_in_tabs_and_drawer() -> None:
    ways = (("calendar/index", "md-tabs__link"), ("people", "md-nav__link"))
    tabs = "".join(f'<a href="../{page}.html" class="{name}">C</a>' for page, name in ways)
    path = f"{shell_name(1)}.html"
    html = THEME.replace("<main>", f"{tabs}<main>").replace("{path}", path)
    of = {page: Shell(html, path, "en", section_of(page)) for page in ("posts/a.html", "people/a.html", "x/a.html")}
    made = {page: shell.stamp(Page("T", "D", "<p></p>"), page).decode() for page, shell in of.items()}
    assert '<a aria-current="true" href="../calendar/index.html"' in made["posts/a.html"]
    assert '<a aria-current="true" href="../people.html"' in made["people/a.html"]
    assert [text.count("aria-current") for text in made.values()] == [1, 1, 0]
    assert len({shell.digest for shell in of.values()}) == 3


def test_there_is_one_shell_for_every_depth() -> None:
    assert sorted(blank_for(["a.md", "b/c.md", "b/d.md", "b/c/d.md"])) == sorted(
        f"{shell_name(depth)}.md" for depth in (0, 1, 2)
    )


def test_a_blank_page_and_every_page_of_ours_are_stamped() -> None:
    assert parse(blank("Home")) is not None
    made = pages(workspace([]), (), plan([]))
    assert [path for path, text in made.items() if path.endswith(".md") and not parse(str(text))] == []
