"""Every page there is to look at, as files: what the team sees, and what the world sees."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.site.accounts import channel_pages, channels_page
from smm_build.site.agenda import agenda_page, board_page
from smm_build.site.brand_book import brand_page
from smm_build.site.briefs import briefs_page
from smm_build.site.campaigns import campaigns_page
from smm_build.site.later import Later
from smm_build.site.library import media_page
from smm_build.site.month import calendar_pages
from smm_build.site.overview import findings_page, home_page, latest_page
from smm_build.site.people import people_page, people_pages
from smm_build.site.post import post_pages
from smm_build.site.reports import report_pages
from smm_build.site.strategy import strategy_page
from smm_build.site.trouble import trouble_page
from smm_build.site.view import Shown
from smm_build.site.week import week_pages

__all__ = ["view_files"]


def view_files(shown: Shown) -> Iterator[tuple[str, str | Later]]:
    """Make all pages: path of the Markdown file and its content."""
    yield from _for_the_team(shown) if shown.inside else [("index.md", latest_page(shown))]
    yield "channels.md", channels_page(shown)
    yield from channel_pages(shown)
    yield from calendar_pages(shown)
    yield from post_pages(shown)


def _for_the_team(shown: Shown) -> Iterator[tuple[str, str | Later]]:
    yield "index.md", home_page(shown)
    yield "agenda.md", agenda_page(shown)
    yield "board.md", board_page(shown)
    yield "campaigns.md", campaigns_page(shown)
    yield "strategy.md", strategy_page(shown)
    if shown.workspace.briefs:
        yield "briefs.md", briefs_page(shown)
    yield "brand.md", brand_page(shown)
    yield "media.md", media_page(shown)
    yield "people.md", people_page(shown)
    yield "findings.md", findings_page(shown)
    yield "wrong.md", trouble_page(shown)
    yield from week_pages(shown)
    yield from people_pages(shown)
    yield from report_pages(shown)
