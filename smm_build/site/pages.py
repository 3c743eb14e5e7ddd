"""Turn a plan into the files of its site: path to content, nothing read and nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from smm_build.domain.finding import Finding
from smm_build.domain.history import FileHistory
from smm_build.domain.plan import Plan
from smm_build.domain.workspace import Workspace
from smm_build.plan import ProfileStanding
from smm_build.site.colours import brand_css
from smm_build.site.config import BUILT_SCRIPT
from smm_build.site.feeds import feed_files
from smm_build.site.later import Later
from smm_build.site.memory import Memory
from smm_build.site.pictures import brand_pictures, media_sources
from smm_build.site.public import published
from smm_build.site.reports import report_charts
from smm_build.site.search import search_files
from smm_build.site.table import table_rows
from smm_build.site.unbuilt import Site
from smm_build.site.view import Shown
from smm_build.site.views import more_view_files, view_files

__all__ = ["Site", "pages"]


def pages(  # noqa: PLR0913 - everything a site is made of, each by its name
    workspace: Workspace,
    findings: Sequence[Finding],
    plan: Plan,
    *,
    public: bool = False,
    address: str | None = None,
    history: Mapping[str, FileHistory] | None = None,
    profiles: Sequence[ProfileStanding] = (),
    memory: Memory | None = None,
) -> Site:
    """Return the files of the site for the moment ``plan.now``, times on the brand's clock.

    ``address`` is where the site will be, if that is known: feeds name their pages in full. ``history`` is what git
    remembers of the files, by path. ``profiles`` are how the declared ones stand. ``memory`` keeps what was
    worked out for sites of the same workspace; it makes nothing but time.

    A public site shows the posts of which some delivery is sent, these deliveries, and nothing else.
    """
    memory = memory or Memory()
    outside = _published(workspace, plan, memory)
    shown = outside if public else Shown(workspace, findings, plan, history, profiles=profiles, memory=memory)
    files: dict[str, str | bytes | Later] = dict(view_files(shown))
    files[BUILT_SCRIPT] = _built(plan.now)
    files["assets/brand.css"] = brand_css(workspace.brand.palette)
    logos = [logo.file for logo in shown.brand.logos]
    media = {**media_sources(shown.deliveries), **brand_pictures(shown.workspace.channels.values(), logos)}
    if not public:
        media |= report_charts(workspace)
    rest = partial(_rest, shown, outside, address, memory)
    return Site(files, media, workspace.brand.name, workspace.brand.locale, rest)


def _rest(shown: Shown, outside: Shown, address: str | None, memory: Memory) -> Mapping[str, str | bytes]:
    files = {
        **dict(more_view_files(shown)),
        **dict(search_files(shown)),
        **dict(table_rows(shown)),
        **dict(feed_files(shown, outside, shown.history, address)),
    }
    memory.settle()
    return files


def _built(now: datetime) -> str:
    # A file of its own: pages that show the same do not change with every build.
    return f'window.smmBuilt = "{now.astimezone(UTC).replace(second=0, microsecond=0).isoformat()}"\n'


def _published(workspace: Workspace, plan: Plan, memory: Memory) -> Shown:
    known, out = published(workspace, plan)
    return Shown(known, (), out, inside=False, memory=memory)
