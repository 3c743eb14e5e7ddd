"""The same posts as sources of other generators, each with the plainest template it takes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

__all__ = ["OTHERS", "write_sources"]

_FRONT = re.compile(r"---\n(.*?)\n---\n\n(.*)", re.DOTALL)
_SINGLE = "<!doctype html><title>{0}</title><h1>{0}</h1><p>{1}</p>{2}"


def write_sources(workspace: Path, folder: Path, kind: str) -> None:
    """Write the posts of ``workspace`` as a project of the generator ``kind`` (a key of :data:`OTHERS`)."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in OTHERS[kind](_posts(workspace)):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def _posts(workspace: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield id, title, time and text of every post."""
    for path in sorted((workspace / "content/posts").rglob("*.md")):
        match = _FRONT.fullmatch(path.read_text("utf-8"))
        assert match is not None
        said = dict(line.split(": ", 1) for line in match[1].split("\n"))
        yield path.stem, said["title"], said["publish_at"], match[2]


_Posts = Iterator[tuple[str, str, str, str]]


def _hugo(posts: _Posts) -> Iterator[tuple[str, str]]:
    yield "hugo.toml", 'title = "Bench"\nbaseURL = "https://example.com/"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
    yield "layouts/_default/single.html", _SINGLE.format("{{ .Title }}", "{{ .Date }}", "{{ .Content }}")
    links = '{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
    yield "layouts/_default/list.html", f"<!doctype html><title>{{{{ .Title }}}}</title><ul>{links}</ul>"
    for name, title, at, text in posts:
        yield f"content/posts/{name}.md", f'---\ntitle: "{title}"\ndate: "{at.replace(" ", "T")}:00"\n---\n\n{text}'


def _eleventy(posts: _Posts) -> Iterator[tuple[str, str]]:
    yield "_includes/post.njk", _SINGLE.format("{{ title }}", "{{ date }}", "{{ content | safe }}")
    loop = '{% for post in collections.all %}<li><a href="{{ post.url }}">{{ post.data.title }}</a>{% endfor %}'
    yield "index.njk", f"<!doctype html><title>Bench</title><ul>{loop}</ul>"
    for name, title, at, text in posts:
        yield f"posts/{name}.md", f'---\nlayout: post.njk\ntitle: "{title}"\ndate: {at[:10]}\n---\n\n{text}'


def _material_blog(posts: _Posts) -> Iterator[tuple[str, str]]:
    yield "mkdocs.yml", "site_name: Bench\ntheme: {name: material, font: false}\nplugins: [search, blog]\n"
    yield "docs/index.md", "# Bench\n"
    yield "docs/blog/index.md", "# Blog\n"
    for name, title, at, text in posts:
        yield f"docs/blog/posts/{name}.md", f"---\ndate: {at[:10]}\n---\n\n# {title}\n\n{text}"


OTHERS: Mapping[str, Callable[[_Posts], Iterator[tuple[str, str]]]] = {
    "hugo": _hugo,
    "eleventy": _eleventy,
    "material-blog": _material_blog,
}
"""What a generator's project is made of, by the generator's name."""
