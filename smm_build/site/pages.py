"""Turn a plan into the files of its site: path to content, nothing read and nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smm_build.domain.finding import Finding
from smm_build.domain.plan import Plan
from smm_build.domain.sentence import Language
from smm_build.domain.workspace import Workspace
from smm_build.site.colours import brand_css
from smm_build.site.feeds import feed_files
from smm_build.site.month import calendar_pages
from smm_build.site.overview import (
    campaigns_page,
    channels_page,
    findings_page,
    home_page,
    latest_page,
    strategy_page,
)
from smm_build.site.pictures import media_sources
from smm_build.site.post import post_pages
from smm_build.site.public import published
from smm_build.site.search import search_files
from smm_build.site.view import Shown

__all__ = ["Site", "pages"]


class Site(dict[str, str | bytes]):
    """A whole site before it is built: content by path, relative to the docs directory.

    ``media`` maps a path in the site to the file of the workspace that goes there. ``name`` and ``language`` are the
    brand's.
    """

    def __init__(
        self, files: Mapping[str, str | bytes], media: Mapping[str, str], name: str, language: Language
    ) -> None:
        super().__init__(files)
        self.media = dict(media)
        self.name = name
        self.language: Language = language


def pages(
    workspace: Workspace,
    findings: Sequence[Finding],
    plan: Plan,
    *,
    public: bool = False,
    address: str | None = None,
) -> Site:
    """Return the files of the site for the moment ``plan.now``, times on the brand's clock.

    ``address`` is where the site will be, if that is known: feeds name their pages in full.

    A public site shows the posts of which some delivery is sent, these deliveries, and nothing else.
    """
    shown = Shown(*_published(workspace, plan)) if public else Shown(workspace, findings, plan)
    files: dict[str, str | bytes] = {"index.md": latest_page(shown)} if public else _internal(shown)
    files["channels.md"] = channels_page(shown)
    files |= calendar_pages(shown)
    files |= post_pages(shown)
    files |= search_files(shown)
    files |= feed_files(shown, shown if public else Shown(*_published(workspace, plan)), address=address)
    files["assets/brand.css"] = brand_css(workspace.brand.palette)
    return Site(files, media_sources(shown.deliveries), workspace.brand.name, workspace.brand.locale)


def _internal(shown: Shown) -> dict[str, str | bytes]:
    return {
        "index.md": home_page(shown),
        "campaigns.md": campaigns_page(shown),
        "strategy.md": strategy_page(shown),
        "findings.md": findings_page(shown),
    }


def _published(workspace: Workspace, plan: Plan) -> tuple[Workspace, Sequence[Finding], Plan]:
    known, out = published(workspace, plan)
    return known, (), out
