"""A page as a PDF, printed by the Chromium of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from smm_build.domain.sentence import Sentence
from smm_build.site.build import SiteError

__all__ = ["print_page"]

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_SECONDS = 120


def print_page(page: Path, pdf: Path) -> None:
    """Print the HTML file ``page`` to ``pdf``; raises :class:`SiteError` when no browser is here or it fails."""
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise SiteError(
            Sentence(
                "A PDF needs Chromium or Chrome, and none is on PATH: install one, or print the page from any browser",
                "Per il PDF serve Chromium o Chrome, e qui non c'è: installalo, o stampa la pagina da un browser",
            )
        )
    with tempfile.TemporaryDirectory(prefix="smm-print-", ignore_cleanup_errors=True) as home:
        _print(browser, page, pdf, home)


def _print(browser: str, page: Path, pdf: Path, home: str) -> None:
    # Chromium refuses to be sandboxed for root, who builds in a container that is one.
    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        f"--user-data-dir={home}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={pdf.resolve()}",
        *alone,
        page.resolve().as_uri(),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SiteError(_failed(str(error))) from error
    if done.returncode or not pdf.is_file():
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SiteError(_failed(lines[-1] if lines else f"status {done.returncode}"))


def _failed(why: str) -> Sentence:
    return Sentence(f"Chromium did not print: {why}", f"Chromium non ha stampato: {why}")
