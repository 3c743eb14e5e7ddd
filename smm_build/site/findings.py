"""Everything the checks say: on one page, or by the months of the posts it is about where there is too much for one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from smm_build.domain.finding import Finding, Severity
from smm_build.domain.post import Post
from smm_build.site.addresses import post_href, source_of
from smm_build.site.later import Later, post_key
from smm_build.site.leaves import LEAF_WORDS, ON_ONE_PAGE, UNDATED, Leaf, leaves, years
from smm_build.site.memory import digest
from smm_build.site.templating import page
from smm_build.site.view import Shown

__all__ = ["findings_pages", "severities"]

_FRONT = "findings.html"


def findings_pages(shown: Shown) -> Iterator[tuple[str, Later]]:
    """Make the page of everything the checks say, and those of the other months if it is split.

    What concerns no post stands on the first page.
    """
    if len(shown.findings) <= ON_ONE_PAGE:
        yield source_of(_FRONT), Later(None, partial(_whole_page, shown), shown.words.findings)
        return
    general, months = _by_month(shown)
    pages = leaves(shown, _FRONT, "findings", months)
    for leaf, found in pages.items():
        some = [*general, *found] if leaf.href == _FRONT else found
        make = partial(_page, shown, leaf, some, tuple(pages))
        yield source_of(leaf.href), Later(_key(shown, some, tuple(pages)), make, shown.words.findings)


def severities(shown: Shown, findings: Sequence[Finding]) -> list[tuple[Severity, str, int]]:
    """Return how many findings of each severity there are, with its name in the singular or the plural."""
    counted = Counter(finding.severity for finding in findings)
    return [(severity, _plural(shown, severity, counted[severity]), counted[severity]) for severity in Severity]


def _plural(shown: Shown, severity: Severity, count: int) -> str:
    word: str = getattr(shown.words, severity.value if count == 1 else f"{severity.value}s")
    return word


def _by_month(shown: Shown) -> tuple[list[Finding], Mapping[date, list[Finding]]]:
    """Return what concerns no post, and the rest by the month in which its post first goes out."""
    general: list[Finding] = []
    months: dict[date, list[Finding]] = defaultdict(list)
    month_of = {post.id: _month(shown, post) for post in shown.posts if shown.findings_of(post)}
    for finding in shown.findings:
        post = shown.post_of(finding)
        (months[month_of[post.id]] if post else general).append(finding)
    return general, months


def _month(shown: Shown, post: Post) -> date:
    day = shown.cards_of(post)[0].day
    return day.replace(day=1) if day else UNDATED


def _key(shown: Shown, findings: Sequence[Finding], pages: Sequence[Leaf]) -> str:
    of = [(finding, shown.post_of(finding)) for finding in findings]
    posts = {post.id: post for _, post in of if post}
    general = [finding for finding, post in of if post is None]
    # The key of a post's page knows everything that is found in it.
    return digest(f"{[post_key(shown, post) for post in posts.values()]} {general!r} {pages!r} {len(shown.findings)}")


def _whole_page(shown: Shown) -> str:
    only = Leaf(UNDATED, "", _FRONT, "", "", len(shown.findings))
    return _page(shown, only, shown.findings, (only,))


def _page(shown: Shown, leaf: Leaf, findings: Sequence[Finding], pages: Sequence[Leaf]) -> str:
    words = shown.words
    base = "../" * leaf.href.count("/")
    groups = [
        (severity.value, label, [one for one in findings if one.severity is severity])
        for severity, label, count in severities(shown, findings)
        if count
    ]
    posts = {post.id: post for finding in findings if finding.post and (post := shown.post_of(finding))}
    return page(
        "findings.html.j2",
        words.findings if leaf.href == _FRONT else f"{words.findings}: {leaf.name}",
        s=shown,
        w=words,
        base=base,
        groups=groups,
        known={name: (post.title, f"{base}{post_href(name)}") for name, post in posts.items()},
        leaf=leaf,
        total=len(shown.findings),
        years=years(pages) if len(pages) > 1 else [],
        said={name: text.into(shown.language) for name, text in LEAF_WORDS.items()},
    )
