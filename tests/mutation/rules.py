"""Judge all mutants of all rules, without starting a Python for each: five thousand in twenty seconds.

``python -W ignore -m tests.mutation.rules mutants.jsonl`` prints those that live, and how many there are. A mutant is
killed when the examples of its rule (``tests/checks``) make another finding than before, in a word, a place or an
edit, or when it fails or does not end. :mod:`tests.mutation.spell_out` writes the mutants.
"""

from __future__ import annotations

import json
import signal
import sys
import tempfile
import types
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from smm_build.checks import Check, all_checks, run_checks
from smm_build.compose import compose_all
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
from tests.checks import test_literate as literate

SECONDS = 5.0
"""More than any rule takes for its examples."""

Subjects = list[tuple[Workspace, Sequence[Variant]]]


class Endless(BaseException):
    """The mutant does not end."""


def mutants(file: Path) -> Iterator[tuple[str, str, int, str]]:
    """Yield module, operator, line and text of every mutant, rule by rule."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            path, operator, row, text = json.loads(line)
            yield path, operator, row, text


def subjects_of(check: Check) -> Subjects:
    """Return the workspaces of a rule's examples, with what each channel would show."""
    found: Subjects = []
    for example in literate.document(check):
        with tempfile.TemporaryDirectory() as root:
            workspace = literate.workspace_of(example, Path(root))
        found.append((workspace, compose_all(workspace)))
    return found


def said_by(check: Check, subjects: Subjects) -> list[list[list[str | None]]]:
    """Return what a rule finds in each of its examples, as people read it."""
    return [
        sorted(([finding.severity, *literate.words_of(finding)] for finding in run_checks(*both, (check,))), key=str)
        for both in subjects
    ]


def lives(text: str, check: Check, subjects: Subjects, said: list[list[list[str | None]]]) -> bool:
    """Whether a rule whose module has become ``text`` says what it said before."""
    name = f"smm_build.checks.{check.file_name}"
    module = types.ModuleType(name)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        exec(compile(text, name, "exec"), module.__dict__)  # noqa: S102 - our own text, with one sign changed
        mutant: Check = getattr(module, check.name.replace("-", "_"))
        return (mutant.level, mutant.preview) == (check.level, check.preview) and said_by(mutant, subjects) == said
    except (Endless, Exception):  # noqa: BLE001 - whatever it is, the examples would have seen it
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def changes(before: str, after: str) -> list[str]:
    """Return the lines that differ, with ``-`` and ``+`` before them."""
    return list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[3:]


def _give_up(_signal: int, _frame: types.FrameType | None) -> None:
    raise Endless


def main(file: Path) -> None:
    """Judge every mutant in ``file``."""
    signal.signal(signal.SIGALRM, _give_up)
    rules = {f"smm_build/checks/{check.file_name}.py": check for check in all_checks()}
    last, subjects, said, count = "", Subjects(), [], Counter[bool]()
    for path, operator, row, text in mutants(file):
        if path != last:
            last, subjects = path, subjects_of(rules[path])
            said = said_by(rules[path], subjects)
        alive = lives(text, rules[path], subjects, said)
        count[alive] += 1
        if alive:
            print(f"{path}:{row}: {operator}", *changes(Path(path).read_text(encoding="utf-8"), text), sep="\n    ")
    print(f"{count[False]} of {count.total()} killed, {100 * count[False] / max(1, count.total()):.1f} %")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
