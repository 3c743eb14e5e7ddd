"""A page of documentation for every rule, made from its docstring and its examples.

The examples are the rule's own tests, so what the page shows is what happens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from smm_build.checks import FAMILIES, NEVER_LOWERED, SUPPRESSION_RULES, Check, all_checks
from smm_build.domain.finding import Confidence, Severity
from smm_build.read import PROBLEMS
from smm_build.starter import TEMPLATE_RULES

__all__ = ["EXAMPLES", "GROUPS", "pages"]

EXAMPLES = Path(__file__).parents[2] / "tests" / "checks"
"""Where the examples of every rule are."""

GROUPS: Mapping[str, str] = {family: name.en for family, name in FAMILIES.items()}
"""What the first three letters of a code stand for."""

_MEANING = {
    Severity.ERROR: "An **error**: it blocks the merge, and the post is not sent.",
    Severity.WARNING: "A **warning**: it holds nothing back.",
    Severity.HINT: "A **hint**: it holds nothing back.",
}
_INTRODUCTION = """\
# Checks

`smm check` applies these rules to every file, and so does every pull request.
An **error** blocks the merge, and what it concerns is not sent; a **warning** or a **hint** holds nothing back.
Cancelled posts are left alone.

A finding is let pass in the post it concerns, by name or by code, with the reason:

```yaml
ignore:
  - banned-term: a customer's own words
```

or on one line, in a comment: `<!-- allow: banned-term because they are a customer's words -->` in a text,
`# allow: unknown-pillar because it is new next month` in front matter and YAML.
A comment alone on its line is about the next one.

What counts for the whole brand stands in [`brand/checks.yml`](../formats.md#brandchecksyml), and a brand adds
[rules of its own](../rules.md) without programming.
"""
_PASSING = """\
## What is let pass

Letting things pass is looked at as well. These hold nothing back.

| finding | severity | what is found |
|---|---|---|
"""
_TEMPLATES = """\
## What came from templates

`smm upgrade` tells these, of files that `smm init` wrote.

| finding | severity | what is found |
|---|---|---|
"""
_READING = """\
## Reading the files

These are found while files are read, before any rule is asked. Only warnings among them can be let pass.

| finding | severity | what is found |
|---|---|---|
"""


def pages() -> Mapping[str, str]:
    """Return the pages by path under ``docs/``."""
    checks = all_checks()
    return {"checks/index.md": _index(checks)} | {f"checks/{check.code.lower()}.md": _page(check) for check in checks}


def _index(checks: Sequence[Check]) -> str:
    groups = sorted({check.code[:3] for check in checks}, key=lambda group: GROUPS.get(group, group))
    tables = [_table(group, [check for check in checks if check.code.startswith(group)]) for group in groups]
    rows = [f"| {name} ({code}) | {severity} | {about.en} |" for code, (name, severity, about) in PROBLEMS.items()]
    passing = [
        f"| {rule.name} ({code}) | {rule.severity} | {rule.about.en} |" for code, rule in SUPPRESSION_RULES.items()
    ]
    kept = [
        f"| {rule.name} ({code}) | {rule.severity} | {rule.about.en.partition(chr(10))[0]} |"
        for code, rule in TEMPLATE_RULES.items()
    ]
    tells = [_PASSING + "\n".join(passing), "", _TEMPLATES + "\n".join(kept), "", _READING + "\n".join(rows), ""]
    return "\n".join([_INTRODUCTION, *tables, *tells])


def _table(group: str, checks: Sequence[Check]) -> str:
    rows = [
        f"| [{check.name}]({check.code.lower()}.md) ({check.code}) | {check.severity} | {_parts(check)[0]} |"
        for check in checks
    ]
    head = ["| rule | severity | what it finds |", "|---|---|---|"]
    return "\n".join([f"## {GROUPS.get(group, group)}", "", *head, *rows, ""])


def _page(check: Check) -> str:
    summary, rest = _parts(check)
    sections = [
        f"# {check.name} ({check.code})",
        summary,
        " ".join([_MEANING[check.severity], *_remarks(check)]),
        rest,
        _options(check),
        "## Examples",
        f"The comments mark the lines where `{check.name}` is found.",
        "\n".join(_demoted(EXAMPLES / f"{check.file_name}.md")),
        f"*This page is made from `smm_build/checks/{check.file_name}.py` and `tests/checks/{check.file_name}.md`.*",
    ]
    return "\n\n".join(section.strip("\n") for section in sections if section) + "\n"


def _remarks(check: Check) -> Iterator[str]:
    if check.confidence is Confidence.LOW:
        yield "It is a guess, so look at what it finds with your own eyes."
    if check.preview:
        yield "It is on probation: only `smm check --preview` asks it."
    if check.severity is Severity.ERROR and check.family in NEVER_LOWERED:
        yield "No setting makes it less than that."


def _options(check: Check) -> str:
    if not check.options:
        return ""
    rows = [
        f"| `{option.name}` | {option.kind.en} | `{option.default}` | {option.about.en} |" for option in check.options
    ]
    head = ["| option | what can be written | left out | |", "|---|---|---|---|"]
    return "\n".join(["## Settings", "", "Under `options` in `brand/checks.yml`:", "", *head, *rows])


def _parts(check: Check) -> tuple[str, str]:
    summary, _, rest = check.doc.partition("\n")
    return summary, rest.strip()


def _demoted(file: Path) -> Iterator[str]:
    """Yield the lines of ``file``, its headings one level lower; those inside of fenced blocks are left as they are."""
    fence = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        ticks = re.match(r"`{3,}", line)
        if ticks and (not fence or line == fence):
            fence = "" if fence else ticks[0]
        yield f"#{line}" if line.startswith("#") and not fence else line
