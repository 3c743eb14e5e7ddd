"""The same for people at a terminal: what, where, why and how to fix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from smm_build.domain.delivery import Record
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.time import utc_text

__all__ = ["Paint", "deliveries_text", "findings_text", "plain", "records_text"]

Paint = Callable[[str, str], str]
"""Colours a text: ``paint(text, "red")``. :func:`plain` leaves it as it is."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_SEVERITIES = {
    Severity.ERROR: Sentence("error", "errore"),
    Severity.WARNING: Sentence("warning", "avviso"),
    Severity.HINT: Sentence("hint", "suggerimento"),
}
_GOOD = {State.SENT: "green", State.DUE: "cyan", State.PLANNED: "cyan"}


def plain(text: str, colour: str) -> str:
    """Return ``text`` without colour."""
    del colour
    return text


def findings_text(
    findings: Sequence[Finding], lines: Mapping[str, Sequence[str]], language: Language, paint: Paint = plain
) -> str:
    """Return the findings, each with its line of the file and a caret; ``lines`` holds the files' lines by path."""
    blocks = [_finding(finding, lines.get(finding.place.path, ()), language, paint) for finding in findings]
    return "\n\n".join(blocks)


def _finding(finding: Finding, lines: Sequence[str], language: Language, paint: Paint) -> str:
    word = paint(_SEVERITIES[finding.severity].into(language), _COLOURS[finding.severity])
    rows = [f"{finding.place}: {word}: {finding.message.into(language)} ({finding.name}, {finding.code})"]
    place = finding.place
    quotable = not finding.code.startswith("SEC")  # its line may hold a secret, and this may be a public log
    if quotable and 0 < place.line <= len(lines) and lines[place.line - 1].strip():
        line = lines[place.line - 1].replace("\t", " ")
        start = max(0, place.column - 60)
        rows.append(f"    {line[start : start + 110]}")
        rows.append("    " + " " * (place.column - 1 - start) + paint("^", _COLOURS[finding.severity]))
    if finding.fix:
        label = "rimedio" if language == "it" else "fix"
        rows.append(f"    {label}: {finding.fix.into(language)}")
    return "\n".join(rows)


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
