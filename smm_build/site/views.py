"""Every page there is to look at, as files: what the team sees, and what the world sees.

Pages that list many posts are made when they are asked for; meanwhile other processes make the pages of posts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from smm_build.site.accounts import channel_pages, channels_page
from smm_build.site.agenda import agenda_page, board_page
from smm_build.site.brand_book import brand_page
from smm_build.site.briefs import briefs_page
from smm_build.site.campaigns import campaigns_page
from smm_build.site.findings import findings_pages
from smm_build.site.later import Later
from smm_build.site.library import media_page
from smm_build.site.month import calendar_pages
from smm_build.site.overview import home_page, latest_page
from smm_build.site.people import people_page, people_pages
from smm_build.site.post import post_pages
from smm_build.site.reports import report_pages
from smm_build.site.strategy import strategy_page
from smm_build.site.table import table_pages
from smm_build.site.trouble import trouble_page
from smm_build.site.view import Shown
from smm_build.site.week import week_pages

__all__ = ["more_view_files", "view_files"]


def view_files(shown: Shown) -> Iterator[tuple[str, str | Later]]:
    """Make the pages that are known by their paths: path of the Markdown file and its content."""
    words = shown.words
    if shown.inside:
        yield from _for_the_team(shown)
    else:
        yield "index.md", Later(None, partial(latest_page, shown), words.latest)
    yield "channels.md", Later(None, partial(channels_page, shown), words.channels)
    yield from calendar_pages(shown)
    yield from table_pages(shown)
    # Many and small: whoever makes the last of them is done as soon as everybody else.
    yield from post_pages(shown)


def more_view_files(shown: Shown) -> Iterator[tuple[str, str]]:
    """Make the other pages, all at most one folder deep."""
    yield from channel_pages(shown)
    if shown.inside:
        yield from people_pages(shown)


def _for_the_team(shown: Shown) -> Iterator[tuple[str, str | Later]]:
    words = shown.words
    yield "index.md", Later(None, partial(home_page, shown), words.home)
    yield "agenda.md", Later(None, partial(agenda_page, shown))
    yield "board.md", Later(None, partial(board_page, shown))
    yield "campaigns.md", Later(None, partial(campaigns_page, shown))
    yield "strategy.md", Later(None, partial(strategy_page, shown), words.strategy)
    if shown.workspace.briefs:
        yield "briefs.md", briefs_page(shown)
    yield "brand.md", Later(None, partial(brand_page, shown), words.brand_book)
    yield "media.md", Later(None, partial(media_page, shown), words.media)
    yield "people.md", Later(None, partial(people_page, shown), words.people)
    yield from findings_pages(shown)
    yield "wrong.md", Later(None, partial(trouble_page, shown))
    yield from week_pages(shown)
    yield from report_pages(shown)
