"""A comment for a pull request: what to look at, in plain words, post by post.

Posts are written by anybody, so nothing of them is obeyed: no mention rings, no address becomes a link, and no markup
works.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from smm_build.domain.finding import Confidence, Finding, Severity, worst_first
from smm_build.domain.sentence import Language, Sentence
from smm_build.report.words import CARE, FIX, SEVERITIES, counted
from smm_build.text.quoting import in_markdown

__all__ = ["LONGEST", "MARK", "findings_comment"]

LONGEST = 60_000
"""Characters. GitHub takes 65,536 of them."""

MARK = "<!-- smm check -->"
"""The first line, by which the comment of an earlier run is found and replaced."""

_SIGNS = {Severity.ERROR: "🛑", Severity.WARNING: "⚠️", Severity.HINT: "💡"}
_ALL_WELL = Sentence("Nothing to object to. 👍", "Niente da ridire. 👍")
_TITLE = Sentence("What the check found", "Che cosa ha trovato il controllo")
_BLOCKED = Sentence(
    "What is marked 🛑 has to be put right before this can be merged; the rest is up to you.",
    "Ciò che ha il segno 🛑 va corretto prima di approvare; sul resto decidete voi.",
)
_FREE = Sentence(
    "Nothing here stops the merge; it is up to you.", "Niente di questo impedisce l'approvazione: decidete voi."
)
_ELSEWHERE = Sentence("Other files", "Altri file")

_ROOM = 300
"""Characters kept free for the last line."""


def findings_comment(findings: Sequence[Finding], titles: Mapping[str, str], language: Language) -> str:
    """Return the comment as Markdown, at most :data:`LONGEST` characters; ``titles`` holds the posts' titles by id."""
    if not findings:
        return f"{MARK}\n{_ALL_WELL.into(language)}\n"
    counts = Counter(finding.severity for finding in findings)
    blocked = _BLOCKED if counts[Severity.ERROR] else _FREE
    head = [MARK, f"### {_TITLE.into(language)}: {counted(counts, language)}", "", blocked.into(language)]
    return _fitted("\n".join(head), _blocks(findings, titles, language), language)


def _blocks(findings: Sequence[Finding], titles: Mapping[str, str], language: Language) -> list[tuple[str, int]]:
    """Return a block of text for each post and each other file, those with errors first, and its number of findings."""
    groups: dict[str | None, list[Finding]] = {}
    for finding in sorted(findings, key=worst_first):
        groups.setdefault(finding.post if finding.post in titles else None, []).append(finding)
    blocks = []
    for post, those in groups.items():
        title = _ELSEWHERE.into(language) if post is None else titles[post]
        rows = [_row(finding, language) for finding in those]
        blocks.append(("\n".join(["", f"#### {in_markdown(title)}", "", *rows]), len(those)))
    return blocks


def _row(finding: Finding, language: Language) -> str:
    severity = SEVERITIES[finding.severity].into(language)
    row = f"- {_SIGNS[finding.severity]} {severity}: {in_markdown(finding.message.into(language))}"
    if finding.fix:
        row += f"<br>{FIX.into(language)}: {in_markdown(finding.fix.into(language))}"
    if finding.confidence is Confidence.LOW:
        row += f"<br>{CARE.into(language)}"
    place = f"{finding.place.path}:{finding.place.line}"
    return f"{row}<br>*{in_markdown(finding.name)} ({finding.code}), {in_markdown(place)}*"


def _fitted(head: str, blocks: Sequence[tuple[str, int]], language: Language) -> str:
    said, left_out = head, 0
    for block, count in blocks:
        if left_out == 0 and len(said) + len(block) < LONGEST - _ROOM:
            said += "\n" + block
        else:
            rows = block.split("\n") if left_out == 0 else []
            kept = _as_many_as_fit(rows, LONGEST - _ROOM - len(said))
            said += "".join(f"\n{row}" for row in kept)
            left_out += count - sum(row.startswith("- ") for row in kept)
    if left_out:
        rest = Sentence(
            f"{left_out} more do not fit here: `smm check` shows them all.",
            f"Altri {left_out} qui non ci stanno: `smm check` li mostra tutti.",
        )
        said += f"\n\n{rest.into(language)}"
    return said + "\n"


def _as_many_as_fit(rows: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for row in rows:
        room -= len(row) + 1
        if room < 0:
            break
        kept.append(row)
    return kept
