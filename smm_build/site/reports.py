"""The reports of months as they stand in ``content/reports``: a page each, a list of them, and paper."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from smm_build.domain.workspace import Workspace
from smm_build.site.engine import packaged
from smm_build.site.shell import parse
from smm_build.site.templating import page
from smm_build.site.view import Shown
from smm_build.site.words import month_name

__all__ = ["report_charts", "report_pages", "report_paper"]

_FILE = re.compile(r"content/reports/(\d{4})-(0[1-9]|1[0-2])\.md")
_CHART = re.compile(r"!\[((?:[^\]\\]|\\.)*)\]\((\d{4}-\d{2}/[a-z]+\.svg)\)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ESCAPED = re.compile(r"\\([^\w\s])")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Prose, or a chart with its alternative text and its place beside the report."""

    prose: str = ""
    chart: str | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    id: str
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True)
class _Report:
    path: str
    month: date
    title: str
    sections: tuple[_Section, ...]

    @property
    def name(self) -> str:
        """The month, as in file names."""
        return f"{self.month:%Y-%m}"


def report_pages(shown: Shown) -> Iterator[tuple[str, str]]:
    """Yield the list of all reports, newest first, and a page for each."""
    found = _reports(shown.workspace)
    rows = [(f"reports/{one.name}.html", month_name(one.month, shown.language)) for one in found]
    yield "reports.md", page("reports.html.j2", shown.words.reports, s=shown, w=shown.words, base="", rows=rows)
    for one in found:
        yield f"reports/{one.name}.md", _page(shown, one, {})


def report_charts(workspace: Workspace) -> Mapping[str, str]:
    """Return, for every chart that a report shows, its place in the site and in the workspace."""
    charts = [chart for one in _reports(workspace) for chart in _charts(one)]
    return {f"reports/{chart}": f"content/reports/{chart}" for chart in charts}


def report_paper(shown: Shown, name: str, charts: Mapping[str, bytes]) -> str | None:
    """Return the report of the month ``name`` (``2026-11``) as one HTML file to print, ``None`` if there is none.

    ``charts`` are its SVG files by name, such as ``2026-11/channels.svg``.
    """
    one = next((one for one in _reports(shown.workspace) if one.name == name), None)
    if one is None:
        return None
    inside = {
        chart: f"data:image/svg+xml;base64,{base64.b64encode(content).decode()}" for chart, content in charts.items()
    }
    made = parse(_page(shown, one, inside))
    assert made is not None  # our own template makes it
    style = (packaged("review_assets") / "report.css").read_text("utf-8")
    return _DOCUMENT.format(lang=shown.language, title=made.title, style=style, body=made.body)


_DOCUMENT = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>{title}</title><style>{style}</style></head><body>
<main>{body}</main></body></html>
"""


def _page(shown: Shown, one: _Report, inside: Mapping[str, str]) -> str:
    # The page lies in the folder reports/, and so do the folders of charts.
    sources = {chart: inside.get(chart, chart) for chart in _charts(one)}
    edit = None if inside else shown.edit_href(one.path)
    return page("report.html.j2", one.title, s=shown, w=shown.words, base="../", report=one, sources=sources, edit=edit)


def _charts(one: _Report) -> list[str]:
    return [piece.chart for section in one.sections for piece in section.pieces if piece.chart]


def _reports(workspace: Workspace) -> list[_Report]:
    found = [(match, text) for path, text in workspace.texts.items() if (match := _FILE.fullmatch(path))]
    reports = [_report(match[0], date(int(match[1]), int(match[2]), 1), text) for match, text in found]
    return sorted(reports, key=lambda one: one.month, reverse=True)


def _report(path: str, month: date, text: str) -> _Report:
    title, sections = f"{month:%Y-%m}", []
    for number, part in enumerate(re.split(r"(?m)^(?=##? )", _COMMENT.sub("", text))):
        head, _, rest = part.partition("\n")
        if head.startswith("# "):
            title = _plain(head[2:])
            sections.append(_Section("", "summary", _pieces(rest)))
        elif part.strip():
            own = head.startswith("## ")
            sections.append(_Section(_plain(head[3:]) if own else "", f"part-{number}", _pieces(rest if own else part)))
    return _Report(path, month, title, tuple(sections))


def _plain(heading: str) -> str:
    return _ESCAPED.sub(r"\1", heading).strip()


def _pieces(text: str) -> tuple[_Piece, ...]:
    pieces = []
    end = 0
    for match in _CHART.finditer(text):
        pieces.append(_Piece(prose=text[end : match.start()]))
        pieces.append(_Piece(chart=match[2], alt=_plain(match[1])))
        end = match.end()
    pieces.append(_Piece(prose=text[end:]))
    return tuple(piece for piece in pieces if piece.chart or piece.prose.strip())
