"""Which page of the navigation a page belongs to, so that the reader sees where they are."""

from __future__ import annotations

import posixpath

__all__ = ["mark_section", "section_of"]

_CALENDAR = "calendar/index.html"
_OF_FOLDER = {
    "calendar": _CALENDAR,
    "posts": _CALENDAR,
    "channels": "channels.html",
    "people": "people.html",
    "reports": "reports.html",
    "table": _CALENDAR,
    "findings": "findings.html",
}
_OF_PAGE = {
    "agenda.html": _CALENDAR,
    "board.html": _CALENDAR,
    "campaigns.html": _CALENDAR,
    "posts.html": _CALENDAR,
    "wrong.html": "index.html",
}
_LINKS = ("md-tabs__link", "md-nav__link")


def section_of(path: str) -> str:
    """Return the page of the usual navigation that the page ``path`` belongs to: itself, where nothing else is."""
    folder, slash, _ = path.partition("/")
    return _OF_FOLDER.get(folder, path) if slash else _OF_PAGE.get(path, path)


def mark_section(html: str, path: str, section: str) -> str:
    """Mark the way from the page ``path`` to ``section`` as the current one, in the theme's tabs and in its drawer.

    A navigation of the workspace's own that has no such page is left as it is.
    """
    way = posixpath.relpath(section, posixpath.dirname(path) or ".")
    current = "page" if section == path else "true"
    for name in _LINKS:
        link = f'<a href="{way}" class="{name}'
        html = html.replace(link, link.replace("<a ", f'<a aria-current="{current}" '))
    return html
