"""The files of a new, small workspace that checks clean and can be published to the sandbox at once.

Each is a template in ``templates/``, where both languages stand side by side. What GitHub wants is made from the
workspace once it is there.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files

import jinja2

from smm_build.domain.sentence import Language, Sentence
from smm_build.networks import get_network
from smm_build.starter.answers import Answers
from smm_build.starter.picture import first_picture
from smm_build.starter.post import new_post

__all__ = ["PULL_REQUEST_TEMPLATE", "first_post", "pull_request_template", "template_files"]

PULL_REQUEST_TEMPLATE = ".github/pull_request_template.md"

_FILES = {
    "brand/brand.yml": "brand/brand.yml.j2",
    "brand/voice.yml": "brand/voice.yml.j2",
    "brand/people.yml": "brand/people.yml.j2",
    "brand/team.yml": "brand/team.yml.j2",
    "strategy.md": "strategy.md.j2",
    "README.md": "README.md.j2",
    ".gitignore": "gitignore.j2",
}
_SOME_SERVER = {"mastodon": "https://…", "bluesky": "https://bsky.social"}
"""What stands in the commented line where a network lives on many servers."""
_IDS: Mapping[Language, Mapping[str, str]] = {
    "en": {"pillar": "stories", "objective": "be-known", "audience": "customers"},
    "it": {"pillar": "storie", "objective": "farsi-conoscere", "audience": "clienti"},
}
_TITLE = Sentence("Hello", "Ciao")
_TEXT = Sentence(
    "Hello! From today our posts are planned in plain text files, and reviewed before they go out.",
    "Ciao! Da oggi i nostri post si preparano in semplici file di testo, e qualcuno li rilegge prima che escano.",
)
_ALT = Sentence("A sun over a calm hill, drawn in two colours", "Un sole su una collina tranquilla, in due colori")


@dataclass(frozen=True, slots=True)
class _Channel:
    """What a channel's file says: where it could publish, and the secrets it would need, by name."""

    network: str
    server: str
    credentials: tuple[tuple[str, str], ...]


def template_files(answers: Answers) -> Mapping[str, str]:
    """Return the files that later versions may improve, by path: brand, channels, strategy and what explains them."""
    made = {path: _rendered(template, answers) for path, template in _FILES.items()}
    for network in answers.networks:
        channel = _channel(network, answers.locale)
        made[f"brand/channels/{network}.yml"] = _rendered("brand/channels/channel.yml.j2", answers, channel)
    return made


def pull_request_template(answers: Answers) -> str:
    """Return what somebody finds in a new pull request."""
    return _rendered("github/pull_request_template.md.j2", answers)


def first_post(answers: Answers) -> Mapping[str, str | bytes]:
    """Return a post for Tuesday of next week, with a picture where a network shows nothing else.

    It is ready: on its day it goes out, into the sandbox as long as no channel says where it publishes. A network that
    only shows films is left out; where there is no other, nobody can post yet and there is no post.
    """
    networks = {name: get_network(name) for name in answers.networks}
    fitting = [name for name, network in networks.items() if network.LIMITS.images or not network.LIMITS.media_required]
    if not fitting:
        return {}
    spoken: Language = "it" if answers.languages[0].startswith("it") else "en"
    at = _next_tuesday(answers.begun)
    ids = _IDS[answers.locale]
    path, text = new_post(_TITLE.into(spoken), at, fitting, ids["pillar"], ids["objective"], _TEXT.into(spoken))
    if not any(network.LIMITS.media_required for network in networks.values()):
        return {path: text}
    picture = f"assets/{at.year}/first-post.jpg"
    entry = f"media:\n  - file: {picture}\n    alt: {json.dumps(_ALT.into(spoken), ensure_ascii=False)}\n---\n\n"
    rights = f"author: {json.dumps(answers.brand, ensure_ascii=False)}\nsource: smm init\n"
    return {
        path: text.replace("---\n\n", entry, 1),
        f"content/{picture}": first_picture(),
        f"content/{picture}.yml": rights,
    }


def _next_tuesday(day: date) -> datetime:
    monday = day - timedelta(days=day.weekday()) + timedelta(days=7)
    return datetime.combine(monday + timedelta(days=1), time(9, 30))


def _channel(network: str, language: Language) -> _Channel:
    module = get_network(network)
    prefix = f"SMM_{network.upper()}"
    wanted = ((f"{prefix}_{c.suffix}", c.what.into(language)) for c in module.CREDENTIALS if not c.optional)
    return _Channel(network, _SOME_SERVER.get(network) or next(iter(module.SERVERS), "https://…"), tuple(wanted))


def _rendered(template: str, answers: Answers, channel: _Channel | None = None) -> str:
    def login(person: str) -> str:
        return f", login: {_quoted(answers.logins[person])}" if person in answers.logins else ""

    return (
        _templates()
        .get_template(template)
        .render(
            brand=answers.brand,
            zone=answers.zone,
            languages=answers.languages,
            locale=answers.locale,
            forge=answers.forge,
            team=answers.team,
            period_start=date(answers.begun.year, 1, 1),
            period_end=date(_next_tuesday(answers.begun).year, 12, 31),
            ids=_IDS[answers.locale],
            channel=channel,
            login=login,
            says=lambda en, it: Sentence(en, it).into(answers.locale),
        )
    )


@functools.cache
def _templates() -> jinja2.Environment:
    folder = files("smm_build.starter").joinpath("templates")
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: folder.joinpath(*name.split("/")).read_text(encoding="utf-8")),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - YAML and Markdown; what people answered goes through a filter
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = _quoted
    environment.filters["one_line"] = lambda text: " ".join(str(text).split())
    return environment


def _quoted(text: str) -> str:
    """Write any text as a YAML scalar: JSON strings are YAML."""
    return json.dumps(text, ensure_ascii=False)
