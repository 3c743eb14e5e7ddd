"""How numbers, tables and comparisons are written in a report, in both languages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smm_build.domain.sentence import Language, Sentence, localised
from smm_build.insight.trial import ENOUGH, Comparison, Verdict

__all__ = ["UNKNOWN", "cell", "change", "comparison", "number", "percent", "table", "times"]

UNKNOWN = "–"
_SMALL = 10


def number(value: float | None, language: Language) -> str:
    """Write a number with the language's separators; what is not known is a dash."""
    if value is None:
        return UNKNOWN
    text = f"{value:,.0f}" if value == int(value) or abs(value) >= _SMALL else f"{value:,.1f}"
    return localised(text, language)


def percent(share: float | None, language: Language) -> str:
    """Write a share, such as 0.042 as 4.2 %."""
    return UNKNOWN if share is None else f"{localised(f'{100 * share:.1f}', language)} %"


def times(ratio: float, language: Language) -> str:
    """Write how many times as much, such as ×1.4."""
    return f"×{localised(f'{ratio:.1f}' if ratio >= 1 else f'{ratio:.2f}', language)}"


def change(now: float | None, before: float | None, language: Language) -> str:
    """Write what was before, and by how much it changed where that can be said."""
    if before is None:
        return UNKNOWN
    if now is None or not before:
        return number(before, language)
    return f"{number(before, language)} ({round(100 * (now - before) / before):+d} %)"


def comparison(found: Comparison, language: Language) -> str:
    """Write what a comparison says: ratio, interval, sizes and a verdict, or that nobody can tell."""
    sizes = f"{found.first} / {found.second}"
    if found.ratio is None or found.low is None or found.high is None:
        return Sentence(
            f"too few to say ({sizes} posts; {ENOUGH} each are needed)",
            f"troppo pochi per dirlo ({sizes} post; ne servono {ENOUGH} per parte)",
        ).into(language)
    span = f"{times(found.ratio, language)} ({times(found.low, language)} … {times(found.high, language)}; {sizes})"
    return f"{_VERDICTS[found.verdict].into(language)}: {span}"


_VERDICTS = {
    Verdict.MORE: Sentence("more", "di più"),
    Verdict.LESS: Sentence("less", "di meno"),
    Verdict.UNDECIDED: Sentence("nobody can tell yet", "ancora non si può dire"),
    Verdict.TOO_FEW: Sentence("too few", "troppo pochi"),
}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first stand to the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *([cell(one) for one in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(text: str) -> str:
    """Return a text as it can stand in a cell: on one line, with nothing in it that means something to Markdown."""
    plain = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\|`*_[]<>#~" else char for char in plain)
