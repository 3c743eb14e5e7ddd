"""One number that a network told about a post or an account, and when it was read."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

__all__ = ["Metric", "Reading"]


class Metric(enum.StrEnum):
    """What is counted, in our own words. What a network does not tell is absent, never zero and never estimated.

    ``views`` are times shown or played, ``reach`` different people, ``watch_seconds`` the time all of them watched.
    ``reactions`` are likes and their kin. ``shares`` are times passed on, ``quotes`` those with words of one's own
    where a network counts them apart. ``follows`` are followers that a post brought, ``followers`` those of an account.
    """

    VIEWS = "views"
    REACH = "reach"
    REACTIONS = "reactions"
    COMMENTS = "comments"
    SHARES = "shares"
    QUOTES = "quotes"
    SAVES = "saves"
    CLICKS = "clicks"
    PROFILE_VISITS = "profile_visits"
    VIDEO_VIEWS = "video_views"
    WATCH_SECONDS = "watch_seconds"
    FOLLOWS = "follows"
    FOLLOWERS = "followers"
    SPEND = "spend"


@dataclass(frozen=True, slots=True)
class Reading:
    """One number at one time.

    ``post`` is a delivery's post id, ``None`` for the account itself. ``at`` is aware, UTC: when it was read, not when
    it happened; numbers of a post count from its beginning up to then. ``name`` is what the network itself calls the
    number, ``source`` where it comes from: ``api`` or the name of an export. ``part`` is the message of a thread, from
    1, that it is about: whoever answers the second one sees it apart from the first, so nothing is added up here.
    One network tells one number for each metric of one part.
    """

    channel: str
    post: str | None
    metric: Metric
    value: float
    at: datetime
    name: str
    source: str = "api"
    part: int = 1
