"""Run the tests that are about the module cosmic-ray has just changed, and only those: a mutant costs a second.

Which one that is, git says. A rule is judged by the examples of its document; a module that rules share, by the
examples of the rules that import it and by its unit tests; a module of ``text`` by its unit tests and by the rules that
measure texts. Ends with pytest's code: 0 lets the mutant live.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path("smm_build")
RULE = re.compile(r"[a-z]{3}\d{3}_(.+)")
EXAMPLES = "tests/checks/test_literate.py"


def changed() -> list[Path]:
    """Return the changed modules of the package."""
    names = subprocess.run(["git", "diff", "--name-only", "smm_build"], capture_output=True, text=True, check=True)
    return [Path(name) for name in names.stdout.split()]


def users_of(module: Path, seen: frozenset[Path] = frozenset()) -> frozenset[str]:
    """Return the names of the rules that import ``module``, also through other modules that rules share."""
    words = ".".join(module.with_suffix("").parts)
    users = {
        file
        for file in (PACKAGE / "checks").glob("*.py")
        if re.search(rf"from {re.escape(words)} import", file.read_text(encoding="utf-8"))
    }
    rules = {match[1].replace("_", "-") for file in users if (match := RULE.fullmatch(file.stem))}
    shared = [file for file in users - seen if file.stem.startswith("_") and file.stem != "__init__"]
    return frozenset(rules).union(*(users_of(file, seen | users) for file in shared))


def unit_tests(module: Path) -> list[str]:
    """Return the file of unit tests that bears the module's first word, if there is one."""
    word = re.split(r"_", module.stem.strip("_"))[0]
    file = Path(f"tests/unit/checks/test_{'engine' if word == 'init' else word}.py")
    return [str(file)] if file.exists() else []


def arguments(module: Path) -> list[str]:
    """Return what pytest is asked to run for a changed module."""
    own = RULE.fullmatch(module.stem)
    if own:
        return ["--noconftest", EXAMPLES, "-k", own[1].replace("_", "-")]
    if module.parent.name == "checks":
        own_tests = [*unit_tests(module), "tests/unit/checks/test_parts.py"]
        chosen = " or ".join([*(Path(file).stem for file in own_tests), *sorted(users_of(module))])
        return [*own_tests, EXAMPLES, "-k", chosen]
    return ["tests/unit/text", "tests/unit/networks"]


def main() -> int:
    """Judge one mutant."""
    quick = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-p", "no:xdist"]
    return max((int(pytest.main([*quick, *arguments(module)])) for module in changed()), default=0)


if __name__ == "__main__":
    sys.exit(main())
