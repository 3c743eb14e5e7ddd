"""The sandbox as one page to look at: what "went out", newest first, by channel."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from smm_build.sandbox.store import Sandbox, local_folder

__all__ = ["write_feed"]


def write_feed(root: Path) -> Path:
    """Write ``.smm/sandbox/feed.html`` and return its path. Opens from disk, needs no script and no connection."""
    import jinja2  # noqa: PLC0415 - slow to import, and only needed here

    folder = local_folder(root) / "sandbox"
    folder.mkdir(exist_ok=True)
    template = Path(__file__).with_name("feed.html.j2").read_text(encoding="utf-8")
    posts = sorted(Sandbox(root).posts(), key=lambda post: str(post.get("at")), reverse=True)
    assets = os.path.relpath(root, folder)
    page = (
        jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
        .from_string(template)
        .render(posts=posts, picture=lambda file: quote(f"{assets}/{file}"))
    )
    target = folder / "feed.html"
    target.write_text(page, encoding="utf-8")
    return target
