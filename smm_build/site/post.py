"""The page of a post: where it stands, and what every channel will show of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from smm_build.domain.finding import Finding
from smm_build.domain.media import Media
from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.post import Post
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import LinkPlace, Network, all_networks
from smm_build.site.channels import ChannelLook
from smm_build.site.pictures import media_href
from smm_build.site.spread import spread
from smm_build.site.templating import page
from smm_build.site.view import Shown, StateText, page_name, web_address

__all__ = ["Length", "Picture", "Preview", "post_pages"]


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is as the network counts, and how long it may be."""

    used: int
    limit: int

    @property
    def too_long(self) -> bool:
        """Whether the network would refuse it."""
        return self.used > self.limit

    @property
    def percent(self) -> int:
        """How full it is, at most 100."""
        return min(100, round(100 * self.used / self.limit)) if self.limit else 100


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or film as the page shows it. ``href`` is relative to the root; ``None``: only its name."""

    href: str | None
    kind: str
    name: str
    alt: str | None
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class PreviewPart:
    """One message of a preview."""

    number: int
    text: str
    length: Length | None
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A delivery as its channel shows it."""

    channel: ChannelLook
    name: str
    handle: str | None
    state: StateText
    reason: str
    when: str | None
    permalink: str | None
    lang: str
    parts: tuple[PreviewPart, ...]
    card_link: str | None
    link_unused: bool
    variant: Variant


def post_pages(shown: Shown) -> Iterator[tuple[str, str]]:
    """Make the page of every post, and the list of all of them."""
    assert shown.by_post is not None  # worked out here once, and not by every process
    texts = spread(partial(_post_page, shown), shown.posts)
    yield from zip((f"posts/{page_name(post.id)}.md" for post in shown.posts), texts, strict=True)
    yield "posts.md", page("posts.html.j2", shown.words.all_posts, s=shown, w=shown.words, base="")


def _post_page(shown: Shown, post: Post) -> str:
    deliveries = shown.by_post.get(post.id, ())
    cards = shown.cards_of(post)
    return page(
        "post.html.j2",
        post.title or post.id,
        s=shown,
        w=shown.words,
        base="../",
        post=post,
        lang=_language(shown, post.settings.language),
        card=cards[0],
        when=shown.moment(cards[0].at) if cards[0].at else None,
        state=shown.state(delivery.state for delivery in deliveries),
        previews=[_preview(shown, delivery) for delivery in deliveries],
        facts=_facts(shown, post),
        common=() if deliveries else [part.text for part in post.parts_for("")],
        findings=[_said(shown, finding) for finding in shown.findings_of(post)],
    )


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


def _preview(shown: Shown, delivery: PlannedDelivery) -> Preview:
    variant = delivery.variant
    network = all_networks().get(variant.channel.network)
    at = shown.at(delivery)
    link = web_address(variant.link)
    return Preview(
        shown.looks[variant.channel.id],
        variant.channel.name or shown.brand.name,
        variant.channel.handle,
        shown.state([delivery.state]),
        delivery.reason.into(shown.language),
        shown.moment(at) if at else None,
        web_address(delivery.url),
        _language(shown, variant.settings.language),
        tuple(_part(variant, part, number, network) for number, part in enumerate(variant.parts, 1)),
        link if network is None or network.LINKS is LinkPlace.ATTACHED else None,
        bool(link and network and network.LINKS is LinkPlace.NOWHERE),
        variant,
    )


def _part(variant: Variant, part: VariantPart, number: int, network: Network | None) -> PreviewPart:
    length = None
    if network:
        limit = variant.channel.limits.get("characters", network.LIMITS.characters)
        length = Length(network.measure(part.text).length, limit)
    return PreviewPart(number, part.text, length, tuple(_picture(media) for media in part.media))


def _picture(media: Media) -> Picture:
    facts = media.facts
    name = media.file.rpartition("/")[2]
    if facts is None:
        return Picture(None, "missing", name, media.alt, None, None)
    return Picture(media_href(media), facts.kind, name, media.alt, facts.width, facts.height)


def _language(shown: Shown, language: str | None) -> str:
    return language or next(iter(shown.brand.languages), shown.language)


def _said(shown: Shown, finding: Finding) -> dict[str, str | None]:
    return {
        "severity": finding.severity.value,
        "label": getattr(shown.words, finding.severity.value),
        "message": finding.message.into(shown.language),
        "fix": finding.fix.into(shown.language) if finding.fix else None,
        "place": str(finding.place),
        "name": finding.name,
        "code": finding.code,
        "channel": finding.channel,
    }
