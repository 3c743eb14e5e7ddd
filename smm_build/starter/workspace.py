"""The files of a new, small workspace that checks clean and can be published to the sandbox at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from smm_build.domain.sentence import Language
from smm_build.starter.post import new_post

__all__ = ["new_workspace"]


def new_workspace(name: str, zone: str, locale: Language, now: datetime) -> Mapping[str, str]:
    """Return the files by path. ``zone`` is an IANA name, ``now`` an aware instant in that zone."""
    tomorrow = (now + timedelta(days=1)).replace(hour=9, minute=30)
    path, post = new_post(
        title=_FIRST_TITLE[locale],
        at=tomorrow,
        channels=("mastodon", "bluesky"),
        pillar="stories",
        objective="be-known",
        text=_FIRST_TEXT[locale],
    )
    return {
        "brand/brand.yml": _BRAND.format(name=_quoted(name), zone=_quoted(zone), locale=locale),
        "brand/voice.yml": _VOICE,
        "brand/people.yml": _PEOPLE,
        "brand/team.yml": _TEAM,
        "brand/channels/mastodon.yml": _CHANNEL.format(network="mastodon", name=_quoted(name)),
        "brand/channels/bluesky.yml": _CHANNEL.format(network="bluesky", name=_quoted(name)),
        "strategy.md": _STRATEGY.format(start=date(now.year, 1, 1), end=date(now.year, 12, 31)),
        path: post,
        ".gitignore": "/site/\n/review/\n/.smm/\n",
    }


def _quoted(text: str) -> str:
    """Write any text as a YAML scalar: JSON strings are YAML."""
    return json.dumps(text, ensure_ascii=False)


_FIRST_TITLE: dict[Language, str] = {"en": "Hello", "it": "Ciao"}
_FIRST_TEXT: dict[Language, str] = {
    "en": "Hello! From today our posts are planned in plain text files, and reviewed before they go out.",
    "it": "Ciao! Da oggi i nostri post si preparano in semplici file di testo, e qualcuno li rilegge prima che escano.",
}

_BRAND = """\
name: {name}
locale: {locale}               # language of the calendar site: en or it
languages: [{locale}]          # languages of your posts, the usual one first
timezone: {zone}
grace: 6h                # a post later than this is "missed" and somebody decides
"""
_VOICE = """\
tone: [warm, plain]
terms: []                # such as: - {use: espresso, avoid: [expresso]}
emoji: {max: 3}
hashtags: {max: 5}
"""
_PEOPLE = """\
# Somebody you mention, once for all networks: write @{acme} in a text.
# acme:
#   name: Acme
#   handles: {mastodon: acme@example.social, bluesky: acme.example.com}
{}
"""
_TEAM = """\
people:
  editor: {name: Editor, roles: [editor, approver]}
"""
_CHANNEL = """\
network: {network}
name: {name}
# handle: your handle there
# server: where it really goes out, such as https://…
# Without `server` its posts are rehearsed in the sandbox on this machine and nothing leaves it.
"""
_STRATEGY = """\
---
period: {{from: {start}, to: {end}}}
objectives:
  - {{id: be-known, title: Be known by the right people, metric: reach per month, target: "1000", deadline: {end}}}
audiences:
  - {{id: customers, title: Customers}}
pillars:
  - {{id: stories, title: Stories, share: 100%, objectives: [be-known]}}
---

# Strategy

What we want to reach, for whom, and how.
"""
