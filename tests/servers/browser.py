"""A real Chromium, driven by Playwright, that cannot leave this machine."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, Route, sync_playwright

from tests.servers import places, process

LOCAL_SCHEMES = {"about", "blob", "data", "file"}
LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "::1"}
FLAGS = (
    "--no-sandbox",  # it runs as root in containers, and shows nothing but our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",  # the dead proxy of the environment is for other programs
    # What no route sees (look-ahead look-ups, sockets of workers) finds no name either.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)


@dataclass
class Browser:
    """A page, and what it did that a test wants to know."""

    page: Page
    blocked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, target: str | Path) -> Page:
        """Open an address or a file and wait until it is loaded."""
        self.page.goto(target.resolve().as_uri() if isinstance(target, Path) else target)
        return self.page


@contextlib.contextmanager
def launched(home: Path) -> Iterator[Chromium]:
    """Run the browser of this machine, with a home of its own."""
    program = places.chromium()
    if program is None:
        raise process.ServerError("no Chromium was found: `make test` installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=list(FLAGS), env={"HOME": str(home), "LANG": "C.UTF-8"}
        )
        try:
            yield chromium
        finally:
            chromium.close()


@contextlib.contextmanager
def opened(chromium: Chromium) -> Iterator[Browser]:
    """Open a page with no history, cookies or storage."""
    context = chromium.new_context(locale="en-GB", timezone_id="UTC", reduced_motion="reduce")
    try:
        browser = Browser(context.new_page())
        context.route("**/*", lambda route: _judge(route, browser.blocked))
        browser.page.on("pageerror", lambda error: browser.errors.append(str(error)))
        browser.page.on("console", lambda said: browser.errors.append(said.text) if said.type == "error" else None)
        yield browser
    finally:
        context.close()


def _judge(route: Route, blocked: list[str]) -> None:
    where = urlsplit(route.request.url)
    if where.scheme in LOCAL_SCHEMES or where.hostname in LOCAL_HOSTS:
        route.continue_()
    else:
        blocked.append(route.request.url)
        route.abort()
