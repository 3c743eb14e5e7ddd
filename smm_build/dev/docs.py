"""``make docs``: write the pages of documentation that are made from the code.

``python -m smm_build.dev.docs --check`` writes nothing and ends with 1 when a page is not what the code says.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from smm_build.dev import check_pages, network_pages, support_page, workflow_page

__all__ = ["generated", "main", "stale"]

DOCS = Path("docs")


def generated() -> Mapping[str, str]:
    """Return every generated page by path under ``docs/``."""
    return {**network_pages.pages(), **support_page.pages(), **check_pages.pages(), **workflow_page.pages()}


def stale(docs: Path) -> list[str]:
    """Return the pages that differ from what the code says, and those the code no longer knows."""
    made = generated()
    folders = {Path(path).parent for path in made} - {Path()}  # at the top stand pages that people write
    there = {file.relative_to(docs).as_posix() for folder in folders for file in (docs / folder).glob("*.md")}
    differing = {path for path, text in made.items() if _read(docs / path) != text}
    return sorted(differing | (there - set(made)))


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


def main(words: list[str]) -> int:
    """Write the pages, or with ``--check`` only compare; returns the exit code."""
    wrong = stale(DOCS)
    if "--check" in words:
        for path in wrong:
            print(f"docs/{path} is not what the code says: run `make docs`", file=sys.stderr)
        return 1 if wrong else 0
    made = generated()
    for path in wrong:
        target = DOCS / path
        if path not in made:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(made[path], encoding="utf-8")
        print(f"docs/{path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
