"""What other programs read of the plan: calendars to subscribe to, feeds of what is out, and everything as JSON."""

from __future__ import annotations

from smm_build.site.feeds.files import feed_files

__all__ = ["feed_files"]
