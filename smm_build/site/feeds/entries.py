"""The plan as entries of a calendar: every post when it goes out, and what has to be done by when."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from smm_build.domain.history import FileHistory
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.plan.briefs import standings
from smm_build.site.feeds.ical import Alarm, Entry
from smm_build.site.view import Shown, page_name, web_address

__all__ = ["Feeds", "brief_entries", "deadline_entries", "post_entries"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REVIEW = timedelta(days=1)
"""How long before its time a post that is still a draft should have been read."""

_STATUS = {
    State.CANCELLED: "CANCELLED",
    State.REMOVED: "CANCELLED",
    State.SKIPPED: "CANCELLED",
    State.DRAFT: "TENTATIVE",
    State.ON_HOLD: "TENTATIVE",
    State.BLOCKED: "TENTATIVE",
    State.UNSCHEDULED: "TENTATIVE",
}
_REVIEW_TITLE = Sentence("Review: {}", "Da rivedere: {}")
_HAND_TITLE = Sentence("Post by hand: {}", "Da pubblicare a mano: {}")
_CAMPAIGN_STARTS = Sentence("Campaign begins: {}", "Inizia la campagna: {}")
_CAMPAIGN_ENDS = Sentence("Campaign ends: {}", "Finisce la campagna: {}")
_BRIEF_DRAFT = Sentence("Draft due: {}", "Bozza da consegnare: {}")
_BRIEF_FINAL = Sentence("Final files due: {}", "File definitivi da consegnare: {}")
_OBJECTIVE_DUE = Sentence("Objective due: {}", "Scade l'obiettivo: {}")
_EXPERIMENT_ENDS = Sentence("Decide on the experiment: {}", "Decidere sull'esperimento: {}")


@dataclass(frozen=True, slots=True)
class Feeds:
    """What feeds are made from: the plan as it is shown, every file's history, and where the site is, if that is known.

    ``address`` ends with a slash.
    """

    shown: Shown
    history: Mapping[str, FileHistory]
    address: str | None

    def page(self, path: str) -> str | None:
        """Return the full address of a page of the site, ``None`` while nobody has said where the site will be."""
        return f"{self.address}{path}" if self.address else None

    def uid(self, *names: str) -> str:
        """Return an identifier that stays the same for as long as these names do, whatever the brand is called."""
        return f"{'.'.join(names)}@{hashlib.sha256('.'.join(names).encode()).hexdigest()[:12]}.smm"

    def sequence(self, path: str, deliveries: Sequence[PlannedDelivery] = ()) -> int:
        """Return how often something was changed: commits of its file, and what the ledger has noted since."""
        known = self.history.get(path)
        events = sum(len(delivery.record.events) for delivery in deliveries if delivery.record)
        return (known.changes if known else 0) + events

    def stamp(self, path: str, deliveries: Sequence[PlannedDelivery] = ()) -> datetime:
        """Return when that was last; the start of the epoch while nothing was ever committed."""
        known = self.history.get(path)
        times = [event.at for delivery in deliveries if delivery.record for event in delivery.record.events]
        return max([*times, *([known.changed.at] if known else [])], default=_EPOCH)


def post_entries(feeds: Feeds, deliveries: Sequence[PlannedDelivery]) -> Iterator[Entry]:
    """Yield an entry for every post and moment: channels that go out together are one entry."""
    groups: dict[str, dict[datetime, list[PlannedDelivery]]] = defaultdict(lambda: defaultdict(list))
    for delivery in deliveries:
        if at := feeds.shown.at(delivery):
            groups[delivery.key.post][at].append(delivery)
    for moments in groups.values():
        for number, at in enumerate(sorted(moments)):
            together = moments[at]
            # The first keeps its name when it moves; a channel with an hour of its own has a name of its own.
            names = (together[0].key.post, *([together[0].key.channel] if number else []))
            yield _post_entry(feeds, feeds.uid(*names), at, together)


def _post_entry(feeds: Feeds, uid: str, at: datetime, deliveries: Sequence[PlannedDelivery]) -> Entry:
    shown, post = feeds.shown, deliveries[0].variant.post
    state = shown.state(delivery.state for delivery in deliveries)
    channels = list(dict.fromkeys(shown.looks[delivery.variant.channel.id].label for delivery in deliveries))
    title = post.title or post.id
    by_hand = any(delivery.state is State.MANUAL for delivery in deliveries)
    alarms = [Alarm(timedelta(), _HAND_TITLE.into(shown.language).format(title))] if by_hand else []
    text = next((part.text for delivery in deliveries for part in delivery.variant.parts), "")
    permalink = next((url for delivery in deliveries if (url := web_address(delivery.url))), None)
    return Entry(
        uid,
        feeds.sequence(post.path, deliveries),
        feeds.stamp(post.path, deliveries),
        at,
        f"{title} ({', '.join(channels)})",
        "\n\n".join(piece for piece in (f"{state.label}{state.share and f' {state.share}'}", text, permalink) if piece),
        _status(deliveries),
        [*channels, *(name for name in (post.pillar, post.campaign) if name)],
        feeds.page(f"posts/{page_name(post.id)}.html") or permalink,
        alarms,
    )


def _status(deliveries: Sequence[PlannedDelivery]) -> str:
    found = {_STATUS.get(delivery.state, "CONFIRMED") for delivery in deliveries}
    return next(status for status in ("CONFIRMED", "TENTATIVE", "CANCELLED") if status in found)


def deadline_entries(feeds: Feeds) -> Iterator[Entry]:
    """Yield what somebody has to do by when: drafts to be read, and the dates of campaigns and of the strategy."""
    for post in feeds.shown.posts:
        deliveries = feeds.shown.by_post.get(post.id, ())
        times = [at for delivery in deliveries if delivery.state is State.DRAFT and (at := feeds.shown.at(delivery))]
        if times:
            yield _review_entry(feeds, post, min(times) - _REVIEW)
    for campaign in feeds.shown.workspace.campaigns.values():
        for day, words, which in (
            (campaign.start_on, _CAMPAIGN_STARTS, "start"),
            (campaign.end_on, _CAMPAIGN_ENDS, "end"),
        ):
            if day:
                yield _day_entry(feeds, ("campaign", campaign.id, which), campaign.path, day, words, campaign.title)
    yield from brief_entries(feeds)
    yield from _strategy_entries(feeds)


def brief_entries(feeds: Feeds, assignee: str | None = None) -> Iterator[Entry]:
    """Yield the last days of open briefs, of their drafts and of their final files; all briefs or one person's."""
    for one in standings(feeds.shown.workspace, feeds.shown.today):
        brief = one.brief
        if not one.open or assignee not in {None, brief.assignee}:
            continue
        for day, words, which in ((brief.draft_by, _BRIEF_DRAFT, "draft"), (brief.final_by, _BRIEF_FINAL, "final")):
            if day:
                yield _day_entry(feeds, ("brief", brief.id, which), brief.path, day, words, brief.title)


def _strategy_entries(feeds: Feeds) -> Iterator[Entry]:
    strategy = feeds.shown.workspace.strategy
    for objective in strategy.objectives if strategy else ():
        if strategy and objective.deadline:
            names = ("objective", objective.id)
            yield _day_entry(feeds, names, strategy.path, objective.deadline, _OBJECTIVE_DUE, objective.title)
    for experiment in strategy.experiments if strategy else ():
        if strategy and experiment.end_on and not experiment.decision:
            names = ("experiment", experiment.id)
            yield _day_entry(feeds, names, strategy.path, experiment.end_on, _EXPERIMENT_ENDS, experiment.hypothesis)


def _review_entry(feeds: Feeds, post: Post, at: datetime) -> Entry:
    shown = feeds.shown
    title = _REVIEW_TITLE.into(shown.language).format(post.title or post.id)
    people = [shown.person(name) or name for name in (*post.reviewers, *([post.owner] if post.owner else []))]
    return Entry(
        feeds.uid("review", post.id),
        feeds.sequence(post.path),
        feeds.stamp(post.path),
        at,
        title,
        ", ".join(dict.fromkeys(people)),
        "CONFIRMED",
        [name for name in (post.pillar, post.campaign) if name],
        feeds.page(f"posts/{page_name(post.id)}.html"),
        [Alarm(timedelta(hours=1), title)],
    )


def _day_entry(feeds: Feeds, names: tuple[str, ...], path: str, day: date, words: Sentence, title: str) -> Entry:
    said = words.into(feeds.shown.language).format(title)
    return Entry(feeds.uid(*names), feeds.sequence(path), feeds.stamp(path), day, said, "", "CONFIRMED")
