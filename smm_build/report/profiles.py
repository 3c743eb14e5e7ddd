"""Profiles for people: what differs, line by line, and what to do by hand, as text and as a page."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from smm_build.compose.profile_words import FIELD_NAMES, hours_in_words, named_fields
from smm_build.compose.profiles import PICTURES, TEXTS, fields_of
from smm_build.domain.channel import Channel, Profile
from smm_build.domain.sentence import Language, Sentence
from smm_build.networks import ProfileDesk, get_network, profile_desk

if TYPE_CHECKING:
    import jinja2

    from smm_build.plan.profile_standing import ProfileStanding
    from smm_build.plan.profiles import Difference

__all__ = [
    "Checklist",
    "ChecklistField",
    "checklist_of",
    "checklist_page",
    "checklist_text",
    "difference_line",
    "drift_line",
]


@dataclass(frozen=True, slots=True)
class ChecklistField:
    """One thing to put there: its name, the exact text, or the file of the folder that is to be uploaded."""

    name: str
    text: str = ""
    file: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """What a person puts onto one account by hand. ``address`` is where it is edited, ``where`` says what to click.

    ``elsewhere`` are fields that are declared and that a profile of this network does not have.
    """

    channel: Channel
    title: str
    address: str | None
    where: Sentence | None
    fields: tuple[ChecklistField, ...]
    elsewhere: tuple[str, ...] = ()


def checklist_of(
    channel: Channel, profile: Profile, files: Mapping[str, tuple[str, str]], language: Language
) -> Checklist:
    """Return the checklist of a channel; ``files`` are the made pictures by name: file and size."""
    desk = profile_desk(channel.network)
    hours = {"hours": hours_in_words(profile.hours).into(language)} if profile.hours else {}
    declared = {**fields_of(profile), **hours}
    there = desk.fields if desk else frozenset(TEXTS) | frozenset(PICTURES)
    texts = [ChecklistField(name, declared[name]) for name in TEXTS if name in declared and name in there]
    pictures = [ChecklistField(name, file=files[name][0], size=files[name][1]) for name in PICTURES if name in files]
    title = get_network(channel.network).TITLE
    who = f"{title} ({channel.handle})" if channel.handle else title
    missing = tuple(name for name in declared if name not in there)
    where = desk.where if desk else None
    return Checklist(channel, who, _address(channel, desk), where, (*texts, *pictures), missing)


def checklist_text(said: Checklist, language: Language) -> str:
    """Return the checklist as plain text."""
    lines = [said.title, ""]
    if said.address:
        lines.append(f"1. {_OPEN.into(language)}: {said.address}")
    if said.where:
        lines.append(f"2. {said.where.into(language)}")
    for field in said.fields:
        name = FIELD_NAMES[field.name].into(language)
        what = f"{field.file} ({field.size})" if field.file else field.text
        lines.append(f"[ ] {name}: {what}")
    if said.elsewhere:
        named = ", ".join(FIELD_NAMES[name].into(language) for name in said.elsewhere)
        lines.append(f"({_NOT_THERE.into(language)}: {named})")
    return "\n".join([*lines, "", f"{_THEN.into(language)}: smm profiles done {said.channel.id}"]) + "\n"


def checklist_page(lists: Sequence[tuple[str, Checklist]], language: Language) -> str:
    """Return the page with all checklists, each with the folder its pictures are in."""
    words = {name: sentence.into(language) for name, sentence in _WORDS.items()}
    names = {name: sentence.into(language) for name, sentence in FIELD_NAMES.items()}
    return str(_template().render(lists=lists, language=language, words=words, names=names))


def difference_line(difference: Difference, language: Language) -> str:
    """Return what is there and what should be there, on one line."""
    name = FIELD_NAMES[difference.field].into(language)
    if difference.field in PICTURES:
        return f"{name}: {(_ANOTHER if difference.live else _NONE).into(language)} ({difference.declared})"
    return f"{name}: “{_short(difference.live)}” → “{_short(difference.declared)}”"


def drift_line(standing: ProfileStanding) -> Sentence:
    """Return what is known of a profile that says something else, and what to do about it."""
    named, name = named_fields(standing.fields), standing.channel.id
    at = f"{standing.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if standing.at else "?"
    return Sentence(
        f"says something else: {named.en} (seen {at}). Look with `smm profiles diff {name}`, then put it right with"
        f" `smm profiles apply {name}` or in the channel's file",
        f"dice altro: {named.it} (visto il {at}). Guarda con `smm profiles diff {name}`, poi rimedia con"
        f" `smm profiles apply {name}` o nel file del canale",
    )


def _address(channel: Channel, desk: ProfileDesk | None) -> str | None:
    if desk is None:
        return channel.url
    handle = (channel.handle or "").lstrip("@")
    if ("{handle}" in desk.address and not handle) or ("{server}" in desk.address and not channel.server):
        return channel.url
    return desk.address.replace("{handle}", handle).replace("{server}", channel.server or "")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


@functools.cache
def _template() -> jinja2.Template:
    import jinja2  # noqa: PLC0415 - only pages need it

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string(Path(__file__).with_name("profiles.html.j2").read_text(encoding="utf-8"))


_LONGEST = 80
_OPEN = Sentence("Open", "Apri")
_THEN = Sentence("When it is done", "Quando è fatto")
_NOT_THERE = Sentence("this network has no place for", "questo social non ha un posto per")
_ANOTHER = Sentence("another picture is there", "c'è un'altra immagine")
_NONE = Sentence("there is none", "non c'è")
_WORDS = {
    "title": Sentence("Profiles to put right by hand", "Profili da sistemare a mano"),
    "open": Sentence("Open the profile", "Apri il profilo"),
    "copy": Sentence("Copy", "Copia"),
    "copied": Sentence("Copied", "Copiato"),
    "upload": Sentence("Upload this file", "Carica questo file"),
    "not_there": _NOT_THERE,
    "then": _THEN,
    "nothing": Sentence("There is nothing to do.", "Non c'è nulla da fare."),
}
