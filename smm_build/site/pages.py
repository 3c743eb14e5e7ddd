"""Turn a plan into the files of its site: path to content, nothing read and nothing written."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from smm_build.domain.finding import Finding
from smm_build.domain.history import FileHistory
from smm_build.domain.plan import Plan
from smm_build.domain.sentence import Language
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
from smm_build.site.view import Shown
from smm_build.site.views import more_view_files, view_files

__all__ = ["Site", "pages"]


class Site(Mapping[str, str | bytes]):
    """A whole site before it is built: content by path, relative to the docs directory.

    ``later`` holds the pages that are made when they are asked for. ``rest`` makes the other files, once, when somebody
    asks for one of them or for all there are; its pages lie at most one folder deep. ``media`` maps a path in the site
    to the file of the workspace that goes there. ``name`` and ``language`` are the brand's.
    """

    def __init__(
        self,
        files: Mapping[str, str | bytes | Later],
        media: Mapping[str, str],
        name: str,
        language: Language,
        rest: Callable[[], Mapping[str, str | bytes]] = dict,
    ) -> None:
        self.later = {path: content for path, content in files.items() if isinstance(content, Later)}
        self.media = dict(media)
        self.name = name
        self.language: Language = language
        self.known = dict(files)
        self._make_rest = rest

    @functools.cached_property
    def rest(self) -> Mapping[str, str | bytes]:
        """The files that nobody knows before they are made."""
        return dict(self._make_rest())

    def __getitem__(self, path: str) -> str | bytes:
        content = self.known[path] if path in self.known else self.rest[path]
        return content.make() if isinstance(content, Later) else content

    def __iter__(self) -> Iterator[str]:
        yield from self.known
        yield from self.rest

    def __len__(self) -> int:
        return len(self.known) + len(self.rest)

    def __contains__(self, path: object) -> bool:
        return path in self.known or path in self.rest


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
