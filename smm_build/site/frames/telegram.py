"""A Telegram channel: pictures first, the words below them, whole; several pictures in one mosaic."""

from __future__ import annotations

from smm_build.site.frames._base import Frame, Layout

__all__ = ["FRAME"]

FRAME = Frame(
    layout=Layout.CAPTION,
    # A message is shown to its end: nothing is cut off.
    cut=None,
    mosaic=1.0,
    most_shown=10,
    actions=("heart", "reply", "share"),
)
