"""What accounts should say of themselves, how long that is, and whether anybody knows that they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from smm_build.compose.profile_words import FIELD_NAMES, hours_in_words, named_fields
from smm_build.compose.profiles import PICTURES, TEXTS, declared_profile, fields_of
from smm_build.domain.channel import Channel, Profile
from smm_build.domain.sentence import Sentence
from smm_build.networks import Network, all_networks, profile_desk
from smm_build.plan import ProfileStanding, ProfileState
from smm_build.site.view import Shown
from smm_build.site.words import clock, day_and_month

__all__ = ["ProfileLine", "Verified", "profile_lines", "verified"]


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One field of a declared profile; ``value`` is ``None`` where the network has it and nobody has declared it.

    ``length`` is in characters, ``most`` what the network takes if that is known. ``note`` says where a text comes from
    that is not in the channel's file, or that the network has no place for it.
    """

    field: str
    label: str
    value: str | None
    length: int | None = None
    most: int | None = None
    note: str | None = None

    @property
    def too_long(self) -> bool:
        """Whether the network takes less."""
        return self.length is not None and self.most is not None and self.length > self.most


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether the account is known to say what is declared: ``tone`` is a class of the CSS, ``icon`` one of ours."""

    text: str
    tone: Literal["good", "act", "mute"]
    icon: str


def profile_lines(shown: Shown, channel: Channel) -> list[ProfileLine]:
    """Return what the account should say of itself, field by field: everything declared, and what is missing."""
    return list(_lines(shown, channel))


def _lines(shown: Shown, channel: Channel) -> Iterator[ProfileLine]:
    network = all_networks().get(channel.network)
    desk = profile_desk(channel.network) if network else None
    there = desk.fields if desk else frozenset((*TEXTS, *PICTURES))
    profile = declared_profile(channel, shown.brand) if network else channel.profile
    said = _said(shown, profile)
    for name in (*TEXTS, *PICTURES):
        label = _first_capital(FIELD_NAMES[name].into(shown.language))
        if name in said:
            derived = name == "bio" and not channel.profile.bio
            note = _DERIVED if derived else _NO_PLACE if name not in there else None
            length = len(said[name]) if name in {"name", "bio"} else None
            yield ProfileLine(name, label, said[name], length, _most(network, name), note and note.into(shown.language))
        elif name in there and name in _WANTED:
            yield ProfileLine(name, label, None)


def _said(shown: Shown, profile: Profile) -> dict[str, str]:
    pictures = {"avatar": profile.avatar, "cover": profile.cover}
    hours = {"hours": hours_in_words(profile.hours).into(shown.language)} if profile.hours else {}
    first = shown.workspace.post(profile.pinned) if profile.pinned else None
    pinned = {"pinned": first.title or first.id} if first else {}
    return {**fields_of(profile), **hours, **pinned, **{name: file for name, file in pictures.items() if file}}


def _most(network: Network | None, name: str) -> int | None:
    limits = network.LIMITS.profile if network else None
    return {"name": limits.name, "bio": limits.bio}.get(name) if limits else None


def verified(shown: Shown, channel: Channel) -> Verified | None:
    """Return what is known of the account itself, ``None`` where nothing is declared or the site is for the world."""
    standing = shown.profiles.get(channel.id)
    if standing is None:
        return None
    said, tone, icon = _verdict(shown, standing)
    return Verified(said.into(shown.language), tone, icon)


def _verdict(shown: Shown, standing: ProfileStanding) -> tuple[Sentence, Literal["good", "act", "mute"], str]:
    when = _when(shown, standing)
    if standing.state is ProfileState.DRIFTED:
        named = named_fields(standing.fields)
        said = Sentence(f"Says something else: {named.en} (seen {when})", f"Dice altro: {named.it} (visto il {when})")
        return said, "act", "warning"
    if standing.state is ProfileState.CHANGED:
        said = Sentence(f"Declared anew since it was looked at ({when})", f"Riscritto dopo l'ultimo sguardo ({when})")
        return said, "act", "pencil"
    if standing.state is ProfileState.UNSEEN:
        return (_REHEARSED if standing.channel.rehearsed else _NEVER), "mute", "question"
    by = shown.person(standing.by)
    who = Sentence(f" by {by}", f" da {by}") if by else Sentence("", "")
    return Sentence(f"Last verified {when}{who.en}", f"Verificato il {when}{who.it}"), "good", "tick"


def _when(shown: Shown, standing: ProfileStanding) -> str:
    if standing.at is None:
        return "?"
    local = standing.at.astimezone(shown.brand.zone)
    return f"{day_and_month(local.date(), shown.language)} {local.year}, {clock(local)}"


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_WANTED = frozenset({"name", "bio", "link", "avatar", "cover"})
_DERIVED = Sentence("from `about` in brand.yml", "da `about` in brand.yml")
_NO_PLACE = Sentence("this network has no place for it", "questo social non ha un posto per questo")
_NEVER = Sentence("Never verified", "Mai verificato")
_REHEARSED = Sentence("Rehearsed: nobody sees it yet", "In prova: non lo vede ancora nessuno")
