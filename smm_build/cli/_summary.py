"""The page of a run on GitHub, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["add_to_summary"]


def add_to_summary(text: str) -> None:
    """Add Markdown to the page of the run.

    Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary, read
    2026-11-23.
    """
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(f"{text.rstrip()}\n\n")
