"""Bars as SVG: readable in light and dark, on paper, and by a screen reader. Pure.

A chart is a picture beside a table with the same numbers. It carries its own colours for both schemes, so it looks
right wherever it is shown as a picture: on the site, on a forge, in a printed page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Bar", "bars"]

_WIDTH = 720
_LEFT = 190
_RIGHT = 90
_STEP = 34
_TOP = 44
_STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#1f2328}.t{font-weight:600}.q{fill:#59636e}"
    ".now{fill:#1f6feb}.was{fill:none;stroke:#1f2328;stroke-width:2}.line{stroke:#d1d9e0}"
    "@media (prefers-color-scheme:dark){text{fill:#f0f6fc}.q{fill:#9198a1}.now{fill:#58a6ff}"
    ".was{stroke:#f0f6fc}.line{stroke:#3d444d}}"
    "@media print{text,.q{fill:#000}.now{fill:#555}.was{stroke:#000}}"
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, how long, and how it is written; ``was`` is the mark of what it is compared with."""

    label: str
    value: float | None
    text: str
    was: float | None = None


def bars(title: str, legend: str, rows: Sequence[Bar]) -> str:
    """Return an SVG of bars with a mark on each for what was before; ``legend`` says what bar and mark are."""
    longest = max([value for row in rows for value in (row.value, row.was) if value is not None], default=0) or 1
    height = _TOP + _STEP * len(rows) + 12
    drawn = "".join(_row(row, _TOP + _STEP * number, longest) for number, row in enumerate(rows))
    said = "; ".join(f"{row.label}: {row.text}" for row in rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
        ' role="img" aria-labelledby="title desc">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(f"{legend}. {said}")}</desc>\n'
        f"<style>{_STYLE}</style>\n"
        f'<text class="t" x="0" y="16">{escape(title)}</text><text class="q" x="0" y="35">{escape(legend)}</text>\n'
        f"{drawn}</svg>\n"
    )


def _row(row: Bar, top: int, longest: float) -> str:
    middle = top + _STEP // 2 + 5
    pieces = [f'<text x="{_LEFT - 10}" y="{middle}" text-anchor="end">{escape(_short(row.label))}</text>']
    pieces.append(f'<path class="line" d="M{_LEFT} {top + 4}v{_STEP - 8}"/>')
    end = _LEFT
    if row.value is not None:
        width = _long(row.value, longest)
        end += round(width)
        pieces.append(f'<rect class="now" x="{_LEFT}" y="{top + 7}" width="{width:.1f}" height="{_STEP - 14}"/>')
    if row.was is not None:
        x = _LEFT + _long(row.was, longest)
        end = max(end, round(x))
        pieces.append(f'<path class="was" d="M{x:.1f} {top + 3}v{_STEP - 6}"/>')
    pieces.append(f'<text x="{end + 8}" y="{middle}">{escape(row.text)}</text>')
    return "".join(pieces) + "\n"


def _long(value: float, longest: float) -> float:
    return max(0.0, value) / longest * (_WIDTH - _LEFT - _RIGHT)


def _short(label: str) -> str:
    return label if len(label) <= 24 else f"{label[:23]}…"  # noqa: PLR2004 - what the room on the left holds
