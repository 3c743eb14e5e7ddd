"""The page of a post: where it stands, what every channel will show of it, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from smm_build.domain.finding import Finding
from smm_build.domain.history import Change
from smm_build.domain.post import Post
from smm_build.site.addresses import month_href, post_href, source_of
from smm_build.site.later import Later, post_key
from smm_build.site.preview import preview
from smm_build.site.templating import page
from smm_build.site.view import Shown

__all__ = ["post_pages"]


@dataclass(frozen=True, slots=True)
class _Written:
    """One line of the file's own history: written or changed, when and by whom."""

    word: str
    when: str
    at: str
    by: str


class _Said(NamedTuple):
    """A finding in the site's language."""

    severity: str
    label: str
    message: str
    fix: str | None
    place: str
    name: str
    code: str
    channel: str | None


def post_pages(shown: Shown) -> Iterator[tuple[str, Later]]:
    """Make the page of every post."""
    for post in shown.posts:
        yield source_of(post_href(post.id)), Later(post_key(shown, post), partial(_post_page, shown, post))


def _post_page(shown: Shown, post: Post) -> str:
    deliveries = shown.by_post.get(post.id, ())
    card = shown.cards_of(post)[0]
    return page(
        "post.html.j2",
        post.title or post.id,
        s=shown,
        w=shown.words,
        base="../",
        post=post,
        lang=shown.language_of(post.settings.language),
        card=card,
        month=f"../{month_href(card.at.date())}" if card.at else None,
        when=shown.moment(card.at) if card.at else None,
        state=shown.state(delivery.state for delivery in deliveries),
        previews=[preview(shown, delivery) for delivery in deliveries],
        facts=_facts(shown, post),
        common=() if deliveries else [part.text for part in post.parts_for("")],
        findings=[_said(shown, finding) for finding in shown.findings_of(post)],
        written=_written(shown, post),
        edit=shown.edit_href(post.path),
    )


def _written(shown: Shown, post: Post) -> list[_Written]:
    known = shown.history.get(post.path)
    if known is None:
        return []
    lines = [_change(shown, shown.words.who_wrote, known.created)]
    if known.changes > 1:
        lines.append(_change(shown, shown.words.who_changed, known.changed))
    return lines


def _change(shown: Shown, word: str, change: Change) -> _Written:
    return _Written(word, shown.moment(change.at), change.at.isoformat(), change.by)


def _facts(shown: Shown, post: Post) -> list[tuple[str, str]]:
    """Return what the post is for and whose it is, as pairs of word and value; what nobody said is left out."""
    workspace, words = shown.workspace, shown.words
    strategy = workspace.strategy
    pillars = {item.id: item.title for item in strategy.pillars} if strategy else {}
    objectives = {item.id: item.title for item in strategy.objectives} if strategy else {}
    audiences = {item.id: item.title for item in strategy.audiences} if strategy else {}
    campaign = workspace.campaigns.get(post.campaign or "")
    pairs = [
        (words.pillar, pillars.get(post.pillar or "", post.pillar)),
        (words.objective, objectives.get(post.objective or "", post.objective)),
        (words.audience, ", ".join(audiences.get(name, name) for name in post.audience)),
        (words.campaign, campaign.title if campaign else post.campaign),
        (words.owner, shown.person(post.owner)),
        (words.reviewers, ", ".join(shown.person(name) or name for name in post.reviewers)),
        (words.notes, post.notes),
        (words.file, post.path),
    ]
    return [(word, value) for word, value in pairs if value]


def _said(shown: Shown, finding: Finding) -> _Said:
    return _Said(
        finding.severity.value,
        getattr(shown.words, finding.severity.value),
        finding.message.into(shown.language),
        finding.fix.into(shown.language) if finding.fix else None,
        str(finding.place),
        finding.name,
        finding.code,
        finding.channel,
    )
