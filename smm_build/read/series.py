"""A series or an evergreen post becomes one post an occurrence, so that each is seen before it happens.

An occurrence is called ``<id>@<date>`` and is a post like any other: planned, checked, shown and sent on its own. A
file whose own ``id`` is that of an occurrence takes its place.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from smm_build.domain.finding import Finding
from smm_build.domain.post import Post, Series, Settings
from smm_build.domain.sentence import Sentence
from smm_build.read import problems
from smm_build.read.clock import moment
from smm_build.read.wording import shown

__all__ = ["MOST", "occurrences"]

MOST = 366
"""Occurrences a series may have: a daily one for a year. A longer one is a plan nobody has read."""

# Not every rule the standard knows: those that never end, or that one searches for ever, are left out.
_KEYS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL", "WKST"}
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


def occurrences(post: Post, zone: ZoneInfo, found: list[Finding]) -> tuple[Post, ...]:
    """Return the posts that ``post`` stands for: itself when it is neither a series nor evergreen.

    ``zone`` is the brand's: the clock time stays the same across its clock changes.
    """
    start = post.settings.publish_at
    if start is None or (post.series is None and post.evergreen is None):
        return (post,)
    if post.series is not None and post.evergreen is not None:
        found.append(_both(post))
        return (post,)
    if post.series is not None:
        days = [day for day in _days(post, post.series, start, found) if day not in post.series.skip]
        return tuple(_occurrence(post, day, zone, found) for day in days)
    return (post, *(_occurrence(post, day, zone, found) for day in _returns(post, start)))


def _occurrence(post: Post, day: date, zone: ZoneInfo, found: list[Finding]) -> Post:
    start = post.settings.publish_at
    assert start is not None
    wall = datetime.combine(day, start.timetz().replace(tzinfo=None))
    at = moment(f"{wall:%Y-%m-%d %H:%M:%S}", zone, post.places, "publish_at", found)
    settings = replace(post.settings, publish_at=at)
    edits = post.series.edits if post.series else {}
    return replace(
        post,
        id=f"{post.id}@{day:%Y-%m-%d}",
        settings=edits.get(day, Settings()).over(settings),
        overrides={channel: _relative(said, start) for channel, said in post.overrides.items()},
        occurrence_of=post.id,
    )


def _relative(said: Settings, start: datetime) -> Settings:
    """Turn a channel's own time into its distance from the post's time, which every occurrence keeps."""
    return said if said.publish_at is None else replace(said, publish_at=None, shift=said.publish_at - start)


def _returns(post: Post, start: datetime) -> Iterator[date]:
    """Yield the days an evergreen post comes back: after each cool-down, as often as it may."""
    evergreen = post.evergreen
    assert evergreen is not None
    for cycle in range(1, min(evergreen.cycles, MOST) + 1):
        day = (start + cycle * evergreen.every).date()
        if evergreen.until is None or day <= evergreen.until:
            yield day


def _days(post: Post, series: Series, start: datetime, found: list[Finding]) -> list[date]:
    words, fault = _words(series.rule)
    last = series.until or _until(words)
    if fault is None and "COUNT" not in words and last is None:
        fault = Sentence("it has no end", "non ha una fine")
    if fault is None:
        try:
            rule = ";".join(f"{key}={value}" for key, value in words.items() if key != "UNTIL")
            moments = rrulestr(rule, dtstart=datetime.combine(start.date(), time(12)))
            limit = last or date.max
            days = [
                at.date()
                for at in itertools.takewhile(lambda at: at.date() <= limit, itertools.islice(moments, MOST + 1))
            ]
        except (ValueError, TypeError, OverflowError, AttributeError):
            fault = Sentence("it cannot be read", "non si legge")
        else:
            if len(days) > MOST:
                fault = Sentence(f"it has more than {MOST} occurrences", f"ha più di {MOST} occorrenze")
    if fault is not None:
        found.append(_bad_rule(post, series.rule, fault))
        return []
    return days


def _words(rule: str) -> tuple[Mapping[str, str], Sentence | None]:
    """Take a rule apart; the sentence says what of it is not understood here."""
    pairs = [part.partition("=") for part in rule.upper().removeprefix("RRULE:").strip(";").split(";")]
    words = {key.strip(): value.strip() for key, _, value in pairs}
    unknown = sorted(set(words) - _KEYS)
    if unknown:
        return words, Sentence(f"{unknown[0]} is not understood here", f"{unknown[0]} qui non si capisce")
    if words.get("FREQ") not in _FREQUENCIES:
        return words, Sentence(
            "FREQ has to be DAILY, WEEKLY, MONTHLY or YEARLY", "FREQ può essere DAILY, WEEKLY, MONTHLY o YEARLY"
        )
    if words["FREQ"] in {"DAILY", "WEEKLY"} and {"BYSETPOS", "BYMONTH"} & set(words):
        return words, Sentence(
            "BYMONTH and BYSETPOS go with MONTHLY or YEARLY", "BYMONTH e BYSETPOS vanno con MONTHLY o YEARLY"
        )
    return words, None


def _until(words: Mapping[str, str]) -> date | None:
    match = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?", words.get("UNTIL", ""))
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def _bad_rule(post: Post, rule: str, fault: Sentence) -> Finding:
    quoted = shown(rule)
    expected = Sentence(
        "a rule with an end, such as FREQ=WEEKLY;BYDAY=TU;UNTIL=20270331",
        "una regola con una fine, come FREQ=WEEKLY;BYDAY=TU;UNTIL=20270331",
    )
    said = Sentence(f"{quoted}: {fault.en}.", f"{quoted}: {fault.it}.")
    return replace(problems.wrong_value(post.places.of("series"), "series", said, expected), post=post.id)


def _both(post: Post) -> Finding:
    said = Sentence("a series cannot be evergreen as well.", "una serie non può essere anche evergreen.")
    expected = Sentence("one of the two", "uno dei due")
    return replace(problems.wrong_value(post.places.of("evergreen"), "evergreen", said, expected), post=post.id)
