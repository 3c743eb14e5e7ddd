"""What forty people do in a month, written down before anything of it happens, so that it can be counted.

Who does what follows from numbers alone: ``i`` is a person, ``k`` a post. The counts of this module come from those
rules and from nothing that a network says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.servers.atproto import AT_ONCE, Network
from tests.servers.pds import POSTS, Account, Record

__all__ = ["MONTH", "PEOPLE", "Month", "Person", "day_of", "is_tip"]

MONTH = "2026-10"
ROME = ZoneInfo("Europe/Rome")
PEOPLE, COUNT = 40, 16
FIRST_NAMES = ("Ermenegildo", "Zenobia", "Teodolinda", "Quirino", "Fiordaliso", "Wanda", "Ildebrando", "Ombretta")
LIKE, REPOST, FOLLOW = "app.bsky.feed.like", "app.bsky.feed.repost", "app.bsky.graph.follow"
ORDER, SPAM, PRAISE = "orders", "spam", "praise"

Act = tuple[str, datetime, Mapping[str, Any]]


@dataclass(frozen=True)
class Person:
    """Somebody, and everything of theirs that must be nowhere in the end."""

    number: int
    account: Account

    @property
    def name(self) -> str:
        return f"{FIRST_NAMES[self.number % 8]} Xylander{self.number:02}"

    @property
    def mail(self) -> str:
        return f"xylander{self.number:02}@posta-privata.example"

    @property
    def phone(self) -> str:
        return f"+39 347 555 80{self.number:02}"

    def words(self, topic: str, turn: str) -> str:
        said = {
            ORDER: "Il mio ordine non è arrivato, chiamatemi",
            SPAM: "Guadagna subito con i bitcoin",
            PRAISE: "Che buono, grazie",
        }[topic]
        return f"{said}! {self.name}, {self.mail}, {self.phone}. zibibbo-{self.number:02}-{turn}"

    @property
    def planted(self) -> tuple[str, ...]:
        """What is personal: it is looked for everywhere."""
        last = self.name.split()[1]
        return (last, self.mail, self.phone, self.account.handle, self.account.did, f"zibibbo-{self.number:02}")


def is_tip(k: int) -> bool:
    """Posts are by turns a tip in the morning and the shop in the evening."""
    return k % 2 == 0


def day_of(k: int) -> datetime:
    """Return when a post goes out."""
    return datetime(2026, 10, 1 + k * 27 // 15, *((7, 30) if is_tip(k) else (18, 30)), tzinfo=ROME)


def likes(i: int, k: int) -> bool:
    return (i + k) % (2 if is_tip(k) else 8) == 0


def reposts(i: int, k: int) -> bool:
    return is_tip(k) and (7 * i + k) % 10 == 0


def replies(i: int, k: int) -> bool:
    return i == (5 * k + 1) % PEOPLE or (is_tip(k) and i == (5 * k + 3) % PEOPLE)


def quotes(i: int, k: int) -> bool:
    return is_tip(k) and k % 4 == 0 and i == 2 * k + 1


def mentions(i: int) -> bool:
    return i % 8 == 5


def follows(i: int) -> bool:
    return i % 4 != 0


def topic(i: int, k: int) -> str:
    """Return what an answer is about."""
    if (i, k) == (26, 5):
        return SPAM
    return ORDER if (i + k) % 3 == 0 else PRAISE


@dataclass
class Month:
    """The people, the brand's posts by number, and what was written to the brand."""

    network: Network
    brand: Account
    people: Sequence[Person]
    posts: dict[int, Record] = field(default_factory=dict)
    wrote: dict[tuple[int, int], Record] = field(default_factory=dict)

    def live_through(self, posts: range) -> None:
        """Let everybody do what they do about these posts; then somebody thinks better of it."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in pool.map(lambda who: self._live(who, posts), self.people):
                pass
        self._regret(posts[0])
        self.network.settle()

    def _live(self, who: Person, posts: range) -> None:
        acts = list(self._acts(who, posts))
        made = self.network.write_all(who.account, [act for _, act in acts]) if acts else []
        self.wrote |= {about: one for (about, _), one in zip(acts, made, strict=True) if about is not None}

    def _acts(self, who: Person, posts: range) -> Iterator[tuple[tuple[int, int] | None, Act]]:
        i, brand = who.number, self.brand
        if 0 in posts:
            yield None, ("app.bsky.actor.profile/self", day_of(0), {"displayName": who.name})
            if follows(i):
                yield None, (FOLLOW, day_of(0) + timedelta(hours=i), {"subject": brand.did})
        if mentions(i) and (i < PEOPLE // 2) == (0 in posts):
            at, name = day_of(posts[2]) + timedelta(minutes=i, seconds=20), f"@{brand.handle}"
            yield (i, -1), (POSTS, at, {"text": f"{name} {who.words(PRAISE, 'm')}", "facets": [_mention(brand)]})
        for k in posts:
            post, at = _strong(self.posts[k]), day_of(k) + timedelta(minutes=i)
            if likes(i, k):
                yield None, (LIKE, at, {"subject": post})
            if reposts(i, k):
                yield None, (REPOST, at, {"subject": post})
            if replies(i, k):
                place = {"root": post, "parent": post}
                yield (i, k), (POSTS, at, {"text": who.words(topic(i, k), str(k)), "reply": place, "langs": ["it"]})
            if quotes(i, k):
                said = {"text": who.words(PRAISE, f"q{k}"), "embed": {"$type": "app.bsky.embed.record", "record": post}}
                yield (i, 100 + k), (POSTS, at + timedelta(seconds=40), said)

    def _regret(self, k: int) -> None:
        """The last one likes and answers once more, and takes both back: it is as if nothing had been."""
        who, post = self.people[-1], _strong(self.posts[k])
        assert not likes(who.number, k)
        liked = self.network.write(who.account, LIKE, day_of(k), subject=post)
        words, place = who.words(ORDER, "regret"), {"root": post, "parent": post}
        said = self.network.write(who.account, POSTS, day_of(k), text=words, reply=place)
        self.network.settle()
        for one in (liked, said):
            self.network.take_back(who.account, one)

    # --- what that comes to

    def counts(self) -> Counter[tuple[int, str]]:
        """Return how often each post was liked, reposted, answered and quoted."""
        everybody = [(i, k) for i in range(PEOPLE) for k in range(COUNT)]
        rules = {"reactions": likes, "shares": reposts, "comments": replies, "quotes": quotes}
        return Counter((k, name) for name, rule in rules.items() for i, k in everybody if rule(i, k))

    def by_time(self) -> dict[datetime, tuple[int, int]]:
        """Return who wrote about which post by the time it was written; no two are alike."""
        found = {datetime.fromisoformat(one.value["createdAt"]): about for about, one in self.wrote.items()}
        assert len(found) == len(self.wrote)
        return found

    def followers(self) -> int:
        return sum(follows(i) for i in range(PEOPLE))

    def written(self) -> dict[tuple[int, int], tuple[str, str]]:
        """Return the kind and the topic of everything that was written to the brand, by person and post.

        What speaks of orders or of bitcoin is sorted by that, the rest by its kind.
        """
        found = {}
        for i, k in self.wrote:
            kind = "reply" if 0 <= k < COUNT else "mention"
            about = topic(i, k) if kind == "reply" else PRAISE
            found[i, k] = (kind, kind if about == PRAISE else about)
        return found


def _strong(record: Record) -> dict[str, str]:
    return {"uri": record.uri, "cid": record.cid}


def _mention(account: Account) -> dict[str, Any]:
    index = {"byteStart": 0, "byteEnd": 1 + len(account.handle)}
    return {"index": index, "features": [{"$type": "app.bsky.richtext.facet#mention", "did": account.did}]}
