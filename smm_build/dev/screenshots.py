"""``make screenshots``: a picture of every view of the example brand, for the documentation.

The example is copied and lives through its demonstration's morning in the copy, with two posts more that show what
trouble looks like and one whose link is a card. The browser's clock is set to the same morning, so the pictures are the
same on every day.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image

from smm_build.dev.demo import NOW, steps

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["SHOTS", "Shot", "main"]

_TO = Path("docs/screenshots")
_PARTS = ("brand", "content", "strategy.md", "mkdocs.yml")
_LARGEST = 150_000
_WIDE, _NARROW = (1280, 900), (390, 844)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LATE = """\
title: Il pane di stamattina
publish_at: 2026-11-24 07:15
grace: 1h
channels: [facebook, instagram]
pillar: bottega
owner: giulia
media:
  - {file: assets/brand/cover.png, alt: La bottega all'alba}
"""
_TOO_LONG = """\
title: Tutto quello che sappiamo dell'acqua
publish_at: 2026-11-26 09:00
channels: [x]
pillar: educazione
owner: amina
"""
_LINKED = """\
title: Quello che sappiamo della moka
publish_at: 2026-11-27 18:00
channels: [bluesky, linkedin, facebook, mastodon]
pillar: educazione
objective: caffe-a-casa
audience: [baristi-di-casa]
owner: amina
link: https://aurora.example/moka
cover: assets/2026/caffettiera.jpg
"""
_MORE_POSTS = {
    "2026-11-27-guida": (_LINKED, "L'abbiamo scritto tutto, anche quello che non sappiamo ☕\n"),
    "2026-11-24-mancato": (_LATE, "Il pane è arrivato alle sette, ancora caldo.\n"),
    "2026-11-26-troppo-lungo": (_TOO_LONG, "L'acqua è il novantotto per cento di una tazza. " * 12 + "\n"),
}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the page without extension, and on which screen and in which light it is taken."""

    name: str
    page: str
    narrow: bool = False
    scheme: Literal["light", "dark"] = "light"
    scroll_to: str | None = None


_POST = "posts/2026-11-24-scatola-aperta"
_THREAD = "posts/2026-11-24-espresso-inverno-thread"
_CARD = "posts/2026-11-27-guida"
SHOTS = (
    Shot("today", "index"),
    Shot("month", "calendar/2026-11"),
    Shot("month-dark", "calendar/2026-11", scheme="dark"),
    Shot("month-phone", "calendar/2026-11", narrow=True),
    Shot("week", "calendar/2026-W48"),
    Shot("week-phone-dark", "calendar/2026-W48", narrow=True, scheme="dark"),
    Shot("months", "calendar/index"),
    Shot("agenda", "agenda"),
    Shot("board", "board"),
    Shot("campaigns", "campaigns"),
    Shot("table", "posts"),
    Shot("post", _POST),
    Shot("previews", _POST, scroll_to=".smm-previews"),
    Shot("previews-dark", "posts/2026-11-17-moka-a-novembre", scheme="dark", scroll_to=".smm-previews"),
    Shot("thread", _THREAD, scroll_to=".smm-previews"),
    Shot("previews-phone", _POST, narrow=True, scroll_to="#channel-instagram"),
    Shot("card", _CARD, scroll_to=".smm-previews"),
    Shot("channels", "channels"),
    Shot("channel", "channels/instagram"),
    Shot("strategy", "strategy"),
    Shot("strategy-dark", "strategy", scheme="dark", scroll_to="#cadence"),
    Shot("brand", "brand"),
    Shot("media", "media"),
    Shot("people", "people"),
    Shot("person", "people/giulia"),
    Shot("briefs", "briefs"),
    Shot("findings", "findings"),
    Shot("feeds", "feeds"),
    Shot("wrong", "wrong"),
    Shot("wrong-phone", "wrong", narrow=True),
)


def main() -> int:
    """Take every picture anew; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="smm-screenshots-") as folder:
        site = _built(Path(folder))
        if site is None:
            return 1
        _TO.mkdir(parents=True, exist_ok=True)
        with _browser() as browser:
            for shot in SHOTS:
                size = _keep(_taken(browser, site, shot), _TO / f"{shot.name}.webp")
                print(f"{shot.name}.webp  {size / 1000:.0f} kB")
    return 0


def _built(folder: Path) -> Path | None:
    """Build the site of a copy of the example in ``folder``; ``None`` when a step failed, which it has said."""
    for name in _PARTS:
        copy = shutil.copytree if Path(name).is_dir() else shutil.copyfile
        copy(name, folder / name)
    with (folder / "brand/brand.yml").open("a", encoding="utf-8") as brand:
        brand.write("repository: https://github.com/aurora-example/social\n")
    for name, (front, text) in _MORE_POSTS.items():
        (folder / f"content/posts/2026/11/{name}.md").write_text(f"---\n{front}---\n\n{text}", "utf-8")
    _commit(folder)
    environment = {**os.environ, "SMM_NOW": NOW}
    for _, words in steps("out"):
        command = [sys.executable, "-m", "smm_build", *words]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        # Two posts are in trouble on purpose, and `check` and `publish` say so.
        if done.returncode and words[0] not in {"check", "publish"}:
            print(f"smm {words[0]}: {done.stdout}{done.stderr}", file=sys.stderr)
            return None
    return folder / "out"


def _commit(folder: Path) -> None:
    who = ("-c", "user.name=Giulia Bramafarina", "-c", "user.email=giulia@aurora.example")
    for words in (("init", "--quiet"), ("add", "--all"), (*who, "commit", "--quiet", "--message", "Il piano")):
        subprocess.run(["git", *words], cwd=folder, check=True)


@contextmanager
def _browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only those who develop have it

    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        # Containers run as root, where Chromium has no sandbox; it shows nothing but our own pages.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


def _taken(browser: Browser, site: Path, shot: Shot) -> bytes:
    width, height = _NARROW if shot.narrow else _WIDE
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if shot.narrow else 1.25,
        color_scheme=shot.scheme,
        locale="it-IT",
        timezone_id="Europe/Rome",
        reduced_motion="reduce",
    )
    page: Page = context.new_page()
    page.clock.set_fixed_time(f"{NOW.replace(' ', 'T')}:00+01:00")
    page.goto((site / f"{shot.page}.html").as_uri())
    if shot.scroll_to:
        page.evaluate("where => window.scrollTo(0, document.querySelector(where).offsetTop - 180)", shot.scroll_to)
    page.evaluate("Promise.all([...document.images].map(image => { image.loading = 'eager'; return image.decode() }))")
    picture = page.screenshot()
    context.close()
    return picture


def _keep(picture: bytes, target: Path) -> int:
    """Write the picture as WebP, as good as the size allows, and return its bytes."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in (88, 80, 70, 60, 50):
        packed = io.BytesIO()
        image.save(packed, "WEBP", quality=quality, method=6)
        if packed.tell() <= _LARGEST:
            break
    target.write_bytes(packed.getvalue())
    return packed.tell()


if __name__ == "__main__":
    sys.exit(main())
