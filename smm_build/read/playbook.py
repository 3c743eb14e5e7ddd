"""How the brand looks after what people write: ``brand/playbook.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from smm_build.domain.finding import Finding
from smm_build.domain.place import Places
from smm_build.domain.playbook import Alarm, Escalation, Hours, Keep, Playbook, SavedReply, TriageRule
from smm_build.domain.time import NotATime, read_duration
from smm_build.read import problems
from smm_build.read.brand import read_yaml_file
from smm_build.read.files import Tree
from smm_build.read.schema.playbook import HoursFile, PlaybookFile, TriageRuleFile
from smm_build.read.validation import Kind

__all__ = ["read_playbook"]

_PLAYBOOK = "brand/playbook.yml"
_KIND: Kind[PlaybookFile] = Kind(PlaybookFile)
_ABOUT_REPLY = frozenset({"id", "when", "owner", "review_on"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WORKDAYS = range(5)
_SATURDAY, _SUNDAY = 5, 6
_MOST = Keep()


def read_playbook(tree: Tree, found: list[Finding]) -> Playbook | None:
    """Return the playbook, ``None`` when nobody wrote one."""
    read = read_yaml_file(tree, _PLAYBOOK, _KIND, found)
    if read is None:
        return None
    said, places = read
    community, crisis, keep = said.community, said.crisis, said.keep
    return Playbook(
        places=places,
        hours=_hours(community.hours if community else None),
        sla=_times(community.sla if community and community.sla else {}),
        saved=tuple(_saved(said.saved_replies or (), places, found)),
        rules=tuple(_rule(rule) for rule in said.rules or ()),
        escalation=tuple(Escalation(one.level, one.who, one.when, one.within) for one in said.escalation or ()),
        alarms=tuple(
            Alarm(one.level, one.messages, one.within, one.topics or (), bool(one.pause))
            for one in (crisis.alarms if crisis else None) or ()
        ),
        keep=Keep(
            min(keep.closed if keep and keep.closed is not None else _MOST.closed, _MOST.longest),
            min(keep.longest if keep and keep.longest is not None else _MOST.longest, _MOST.longest),
        ),
        trusted=said.trusted or (),
    )


def _hours(said: HoursFile | None) -> Hours:
    if said is None:
        return Hours()
    days = dict.fromkeys(_WORKDAYS, said.weekdays) | {_SATURDAY: said.saturday, _SUNDAY: said.sunday}
    return Hours(
        {day: (hours.start, hours.end) for day, hours in days.items() if hours},
        tuple((away.start, away.end) for away in said.away or ()),
    )


def _times(said: Mapping[str, str]) -> Mapping[str, timedelta]:
    """Return the times to answer; what is said in words, such as "by ten the next day", is for people."""
    times: dict[str, timedelta] = {}
    for topic, written in said.items():
        try:
            times[topic] = read_duration(written)
        except NotATime:
            continue
    return times


def _saved(said: tuple[dict[str, str], ...], places: Places, found: list[Finding]) -> Iterator[SavedReply]:
    seen: dict[str, int] = {}
    for number, reply in enumerate(said):
        key = f"saved_replies.{number}"
        if "id" not in reply:
            found.append(problems.missing_key(places.of(key), "id"))
            continue
        if seen.setdefault(reply["id"], number) != number:
            first = places.of(f"saved_replies.{seen[reply['id']]}")
            found.append(problems.duplicate_id(places.of(f"{key}.id"), reply["id"], first))
            continue
        texts = {}
        for name, text in reply.items():
            if name not in _ABOUT_REPLY and not _LANGUAGE.fullmatch(name):
                found.append(problems.unknown_key(places.of_key(f"{key}.{name}"), name, sorted(_ABOUT_REPLY)))
            elif name not in _ABOUT_REPLY:
                texts[name] = text
        yield SavedReply(reply["id"], texts, reply.get("when"))


def _rule(said: TriageRuleFile) -> TriageRule:
    return TriageRule(
        topic=said.topic,
        words=said.words or (),
        languages=said.languages or (),
        networks=said.networks or (),
        kinds=said.kinds or (),
        priority=said.priority,
        owner=said.owner,
        within=said.within,
        action=said.action,
        level=said.level,
    )
