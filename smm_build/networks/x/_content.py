"""What X would not take, found before anything is asked of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from smm_build.domain.channel import Channel
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks._base import Limits, PartTask
from smm_build.networks._content import refuse_faults, refuse_objections
from smm_build.networks._polls import refuse_poll
from smm_build.networks._settings import refuse_settings
from smm_build.networks.x._answers import TITLE
from smm_build.networks.x._media import is_animated
from smm_build.networks.x._posts import REPLIES, quoted_id

__all__ = ["limits_of", "objections", "refuse_unsendable"]

_FORMATS = frozenset({"story", "document"})


def limits_of(channel: Channel, usual: Limits) -> Limits:
    """Return ``usual`` with what this account is allowed beyond it: longer posts and films need a subscription."""
    own = channel.limits
    return dataclasses.replace(
        usual,
        characters=own.get("characters", usual.characters),
        image_bytes=own.get("image_bytes", usual.image_bytes),
        video_bytes=own.get("video_bytes", usual.video_bytes),
    )


def refuse_unsendable(task: PartTask, usual: Limits, lengths: tuple[int, ...]) -> None:
    """Raise :class:`Refused` for the first thing that X would not take or has no field for."""
    refuse_faults(task, TITLE, limits_of(task.variant.channel, usual), lengths)
    refuse_settings(task, TITLE, usual)
    refuse_poll(task.variant, TITLE, usual)
    refuse_objections(objections(task.variant))


def objections(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    """Yield the fields of the post that X would refuse as they are, and why."""
    yield from _setting_faults(variant)
    yield from (("poll", fault) for fault in _poll_faults(variant))
    yield from (("quote", fault) for fault in _quote_faults(variant))
    if any(len(part.media) > 1 and _animations(part) for part in variant.messages):
        fault = Sentence(
            "A post on X has one animation alone, or up to four still pictures",
            "Un post su X ha una sola animazione, oppure fino a quattro immagini ferme",
        )
        yield "media", fault


def _setting_faults(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    said = variant.settings
    if said.format in _FORMATS:
        yield "format", Sentence(f"X has no format “{said.format}”", f"X non ha il formato “{said.format}”")
    if said.replies not in {None, "everyone", *REPLIES}:
        fault = Sentence(
            f"X cannot limit replies to “{said.replies}”, only to {', '.join(REPLIES)} or everyone",
            f"X non può limitare le risposte a “{said.replies}”, solo a {', '.join(REPLIES)} o everyone",
        )
        yield "replies", fault


def _poll_faults(variant: Variant) -> Iterator[Sentence]:
    said = variant.settings
    if said.poll and said.poll.multiple:
        yield Sentence("A poll on X takes one answer of each person", "Un sondaggio su X accetta una sola risposta")
    if said.poll and (variant.parts[0].media or said.quote):
        yield Sentence(
            "A post on X has a poll or pictures or quotes another, never two of these",
            "Un post su X ha un sondaggio o immagini o ne cita un altro, mai due di queste cose",
        )


def _quote_faults(variant: Variant) -> Iterator[Sentence]:
    """Find a quote that apps may not make: since 2026-04-20 those of other people's posts are refused.

    Source: https://docs.x.com/changelog (April 16, 2026), read on 2026-11-23.
    """
    said = variant.settings.quote
    if not said:
        return
    quoted = quoted_id(said)
    own = (variant.channel.handle or "").lstrip("@").casefold()
    if quoted is None:
        yield Sentence(f"{said} is not the address of a post on X", f"{said} non è l'indirizzo di un post su X")
    elif quoted[0].casefold() != own:
        yield Sentence(
            f"X lets apps quote posts of the own account only, and this one is by @{quoted[0]}: quote it by hand",
            f"X permette alle app di citare solo post del proprio account, e questo è di @{quoted[0]}: citalo a mano",
        )
    if variant.parts[0].media:
        yield Sentence(
            "A post on X has pictures or quotes another, never both",
            "Un post su X ha immagini o ne cita un altro, mai entrambe le cose",
        )


def _animations(part: VariantPart) -> int:
    return sum(1 for media in part.media if media.facts and is_animated(media.facts))
