"""The same for people at a terminal: what, where, why and how to fix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from smm_build.domain.delivery import Event, Record
from smm_build.domain.finding import Confidence, Finding, Severity
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Language
from smm_build.domain.time import utc_text
from smm_build.report.words import CARE, FIX, SEVERITIES, fixable_word, one_line, quotable
from smm_build.text.cells import cells

__all__ = ["Paint", "deliveries_text", "event_line", "findings_text", "plain", "records_text"]

Paint = Callable[[str, str], str]
"""Colours a text: ``paint(text, "red")``. :func:`plain` leaves it as it is."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_GOOD = {State.SENT: "green", State.DUE: "cyan", State.PLANNED: "cyan", State.SCHEDULED: "cyan"}


def plain(text: str, colour: str) -> str:
    """Return ``text`` without colour."""
    del colour
    return text


def findings_text(
    findings: Sequence[Finding], lines: Mapping[str, Sequence[str]], language: Language, paint: Paint = plain
) -> str:
    """Return the findings, each with its line of the file and a caret; ``lines`` holds the files' lines by path."""
    # Something else may be found in the line of a secret.
    hidden = {_line(finding) for finding in findings if not quotable(finding)}
    shown = [lines.get(path, ()) if (path, line) not in hidden else () for path, line in map(_line, findings)]
    blocks = [_finding(finding, its, language, paint) for finding, its in zip(findings, shown, strict=True)]
    return "\n\n".join(blocks)


def _line(finding: Finding) -> tuple[str, int]:
    return finding.place.path, finding.place.line


def _finding(finding: Finding, lines: Sequence[str], language: Language, paint: Paint) -> str:
    colour = _COLOURS[finding.severity]
    word = paint(SEVERITIES[finding.severity].into(language), colour)
    said = one_line(finding.message.into(language))
    rows = [f"{one_line(str(finding.place))}: {word}: {said} ({finding.name}, {finding.code})"]
    rows += _quoted(finding, lines, lambda caret: paint(caret, colour))
    if finding.fix:
        mended = fixable_word(finding, language)
        rows.append(
            f"    {FIX.into(language)}: {one_line(finding.fix.into(language))}" + (f" ({mended})" if mended else "")
        )
    if finding.confidence is Confidence.LOW:
        rows.append(f"    {CARE.into(language)}")
    return "\n".join(rows)


def _quoted(finding: Finding, lines: Sequence[str], painted: Callable[[str], str]) -> list[str]:
    place = finding.place
    if not (0 < place.line <= len(lines) and lines[place.line - 1].strip()):
        return []
    line = one_line(lines[place.line - 1])
    start = max(0, place.column - 60)
    shown = line[start : start + 110]
    # A line of a post that begins so would be a command to the machine that runs GitHub Actions.
    guard = "\u200b" if shown.lstrip().startswith(("::", "##[")) else ""
    return [f"    {guard}{shown}", "    " + " " * cells(line[start : place.column - 1]) + painted("^")]


def deliveries_text(deliveries: Iterable[PlannedDelivery], language: Language, paint: Paint = plain) -> str:
    """Return one line a delivery: when, where, what, and why."""
    rows = []
    for delivery in deliveries:
        at = delivery.publish_at.strftime("%Y-%m-%d %H:%M") if delivery.publish_at else "—"
        state = paint(
            f"{delivery.state.value:<11}", _GOOD.get(delivery.state, "red" if delivery.state.wrong else "white")
        )
        target = delivery.key.channel + (" (sandbox)" if delivery.variant.channel.rehearsed else "")
        rows.append(f"{at:<16}  {state}  {target:<22}  {delivery.key.post}")
        rows.append(f"{'':16}  {'':11}  {delivery.reason.into(language)}" + _link(delivery))
    return "\n".join(rows)


def _link(delivery: PlannedDelivery) -> str:
    return f" → {delivery.url}" if delivery.url else ""


def event_line(event: Event, language: Language) -> str:
    """Return one event of a history: when, what, and why or where."""
    about = event.reason.into(language) if event.reason else event.url or event.source or ""
    who = f" [{', '.join(f'{key} {value}' for key, value in event.evidence.items())}]" if event.evidence else ""
    return f"{event.at:%Y-%m-%d %H:%M:%S} UTC  {event.kind.value:<10} {about}{who}".rstrip()


def records_text(records: Sequence[tuple[str, Record]], language: Language, paint: Paint = plain) -> str:
    """Return one line a delivery of the ledger, and a count by state at the end."""
    rows = []
    for ledger, record in records:
        last = record.last
        reason = last.reason.into(language) if last.reason else (record.url or last.source or "")
        where = f"{ledger:<18}  {record.key.channel:<20}  {record.key.post}"
        rows.append(f"{utc_text(last.at)}  {last.kind.value:<10}  {where}  {reason}")
    counts = Counter(record.last.kind.value for _, record in records)
    total = ", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "0"
    return "\n".join([*rows, paint(total, "bold")])
