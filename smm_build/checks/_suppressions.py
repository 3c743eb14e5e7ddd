"""What authors let pass with a reason, and what is wrong with that.

A post says ``ignore: [banned-term: it is a quotation]``; a line says ``allow: banned-term because …`` in a comment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from smm_build.checks._suggestion import suggestion
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["SUPPRESSION_RULES", "Known", "SuppressionRule", "suppress"]


class SuppressionRule(NamedTuple):
    """What all findings of one code share: name, severity, and what it is about in one sentence."""

    name: str
    severity: Severity
    about: Sentence


SUPPRESSION_RULES: Mapping[str, SuppressionRule] = {
    "SUP101": SuppressionRule(
        "unused-suppression",
        Severity.WARNING,
        Sentence("Something is let pass that is not found.", "Si lascia passare qualcosa che non viene trovato."),
    ),
    "SUP102": SuppressionRule(
        "suppression-without-reason",
        Severity.WARNING,
        Sentence("Something is let pass without a reason.", "Si lascia passare qualcosa senza un motivo."),
    ),
    "SUP103": SuppressionRule(
        "unknown-code-in-suppression",
        Severity.WARNING,
        Sentence("Something is let pass that does not exist.", "Si lascia passare qualcosa che non esiste."),
    ),
    "SUP104": SuppressionRule(
        "outdated-baseline",
        Severity.HINT,
        Sentence("The baseline lists what is not found any more.", "La baseline elenca ciò che non si trova più."),
    ),
}
"""What can be wrong with letting things pass, by code."""

Known = Mapping[str, str]
"""The name of every check by its code."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name that is let pass, in one post or on one line."""

    word: str
    place: Place
    post: str | None = None
    line: int | None = None

    def covers(self, finding: Finding) -> bool:
        if self.word.lower() not in {finding.code.lower(), finding.name.lower()}:
            return False
        if self.line is None:
            return finding.post == self.post
        return (finding.place.path, finding.place.line) == (self.place.path, self.line)


def suppress(
    findings: Sequence[Finding], workspace: Workspace, known: Known, asked: Collection[str]
) -> Iterator[Finding]:
    """Leave out what is let pass with a reason, and report what is wrong with doing so.

    ``asked`` holds the codes of the checks that were asked: of the others nobody knows whether they would find
    something. Errors of reading cannot be let pass: the file was not understood.
    """
    entries = _by_word(_entries(workspace))
    used: set[_Entry] = set()
    for finding in findings:
        covering = [
            entry
            for word in (finding.code.lower(), finding.name.lower())
            for entry in entries.get(word, ())
            if entry.covers(finding)
        ]
        if not covering or not _can_pass(finding):
            yield finding
        else:
            used.update(covering)
    yield from _wrong(workspace, entries, used, known, asked)


def _can_pass(finding: Finding) -> bool:
    return finding.severity is not Severity.ERROR or not finding.code.startswith("FMT")


def _entries(workspace: Workspace) -> Iterator[_Entry]:
    for post in workspace.posts:
        for entry in post.ignore:
            if entry.reason:
                yield _Entry(entry.code, entry.place, post=post.id)
    for allowance in workspace.allowances:
        for name in allowance.names if allowance.reason else ():
            yield _Entry(name, allowance.place, line=allowance.line)


def _by_word(entries: Iterable[_Entry]) -> dict[str, list[_Entry]]:
    by_word: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_word.setdefault(entry.word.lower(), []).append(entry)
    return by_word


def _wrong(
    workspace: Workspace,
    entries: Mapping[str, Sequence[_Entry]],
    used: Collection[_Entry],
    known: Known,
    asked: Collection[str],
) -> Iterator[Finding]:
    codes = {name.lower(): code for code, name in known.items()} | {code.lower(): code for code in known}
    posts = {post.path: post.id for post in workspace.posts}
    for word, alike in entries.items():
        code = codes.get(word)
        for entry in alike:
            post = entry.post or posts.get(entry.place.path)
            if code is None:
                yield _unknown(entry, known, post)
            elif entry not in used and code in asked:
                yield _unused(entry, post)
    for allowance in workspace.allowances:
        if not allowance.reason:
            yield _without_reason(allowance.place, allowance.names, posts.get(allowance.place.path))


def _finding(code: str, place: Place, message: Sentence, fix: Sentence, post: str | None) -> Finding:
    rule = SUPPRESSION_RULES[code]
    return Finding(code, rule.name, rule.severity, place, message, fix, post)


def _unused(entry: _Entry, post: str | None) -> Finding:
    where = Sentence("this post", "questo post") if entry.line is None else Sentence("that line", "quella riga")
    return _finding(
        "SUP101",
        entry.place,
        Sentence(
            f"`{entry.word}` is let pass here, but is not found in {where.en}",
            f"Qui si lascia passare `{entry.word}`, ma in {where.it} non si trova",
        ),
        Sentence("Take it out", "Toglilo"),
        post,
    )


def _unknown(entry: _Entry, known: Known, post: str | None) -> Finding:
    names = {*known.values()} if any(letter.islower() for letter in entry.word) else {*known}
    return _finding(
        "SUP103",
        entry.place,
        Sentence(f"There is no check `{entry.word}`", f"Non c'è nessun controllo `{entry.word}`"),
        suggestion(entry.word, names) or Sentence("Take it out", "Toglilo"),
        post,
    )


def _without_reason(place: Place, names: Sequence[str], post: str | None) -> Finding:
    said = ", ".join(names)
    return _finding(
        "SUP102",
        place,
        Sentence(f"`{said}` is let pass without a reason, so it is not", f"`{said}` si lascia passare senza un motivo"),
        Sentence(f"Write `allow: {said} because …`", f"Scrivi `allow: {said} because …` con il motivo"),
        post,
    )
