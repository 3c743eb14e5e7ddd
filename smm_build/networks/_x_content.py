"""What X would not take, found before anything is asked of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from smm_build.domain.channel import Channel
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import VariantPart
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import Limits, PartTask
from smm_build.networks._content import refuse_faults
from smm_build.networks._settings import refuse_settings
from smm_build.networks._x_answers import TITLE
from smm_build.networks._x_media import is_animated
from smm_build.networks._x_posts import REPLIES, quoted_id

__all__ = ["limits_of", "refuse_unsendable"]

_FORMATS = frozenset({"story", "document"})
_FEWEST = 2


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
    for fault in (*_setting_faults(task), *_poll_faults(task, usual), *_quote_faults(task), *_media_faults(task)):
        raise refuse_content(fault)


def _setting_faults(task: PartTask) -> Iterator[Sentence]:
    said = task.variant.settings
    if said.format in _FORMATS:
        yield Sentence(f"X has no posts of the format “{said.format}”.", f"X non ha post nel formato “{said.format}”.")
    if said.replies not in {None, "everyone", *REPLIES}:
        yield Sentence(
            f"X cannot limit replies to “{said.replies}”, only to {', '.join(REPLIES)} or everyone.",
            f"X non può limitare le risposte a “{said.replies}”, solo a {', '.join(REPLIES)} o everyone.",
        )


def _poll_faults(task: PartTask, usual: Limits) -> Iterator[Sentence]:
    poll, most = task.variant.settings.poll, usual.polls
    if poll is None or most is None:
        return
    long = [option for option in poll.options if not 0 < len(option) <= most.option_characters]
    if not _FEWEST <= len(poll.options) <= most.options or long:
        yield Sentence(
            f"A poll on X has {_FEWEST} to {most.options} answers of at most {most.option_characters} characters.",
            f"Un sondaggio su X ha da {_FEWEST} a {most.options} risposte di al massimo {most.option_characters}"
            " caratteri.",
        )
    if not most.shortest <= poll.duration <= most.longest:
        yield Sentence("A poll on X lasts 5 minutes to 7 days.", "Un sondaggio su X dura da 5 minuti a 7 giorni.")
    if poll.multiple:
        yield Sentence("A poll on X takes one answer of each person.", "Un sondaggio su X accetta una sola risposta.")
    if task.variant.parts[0].media or task.variant.settings.quote:
        yield Sentence(
            "A post on X has a poll or pictures or quotes another, never two of these.",
            "Un post su X ha un sondaggio o immagini o ne cita un altro, mai due di queste cose.",
        )


def _quote_faults(task: PartTask) -> Iterator[Sentence]:
    """Find a quote that apps may not make: since 2026-04-20 those of other people's posts are refused.

    Source: https://docs.x.com/changelog (April 16, 2026), read on 2026-11-23.
    """
    said = task.variant.settings.quote
    if not said:
        return
    quoted = quoted_id(said)
    own = (task.variant.channel.handle or "").lstrip("@").casefold()
    if quoted is None:
        yield Sentence(f"{said} is not the address of a post on X.", f"{said} non è l'indirizzo di un post su X.")
    elif quoted[0].casefold() != own:
        yield Sentence(
            f"X lets apps quote posts of the own account only, and this one is by @{quoted[0]}: quote it by hand.",
            f"X permette alle app di citare solo post del proprio account, e questo è di @{quoted[0]}: citalo a mano.",
        )
    if task.variant.parts[0].media:
        yield Sentence(
            "A post on X has pictures or quotes another, never both.",
            "Un post su X ha immagini o ne cita un altro, mai entrambe le cose.",
        )


def _media_faults(task: PartTask) -> Iterator[Sentence]:
    for part in task.variant.messages:
        if len(part.media) > 1 and _animations(part):
            yield Sentence(
                "A post on X has one animation alone, or up to four still pictures.",
                "Un post su X ha una sola animazione, oppure fino a quattro immagini ferme.",
            )


def _animations(part: VariantPart) -> int:
    return sum(1 for media in part.media if media.facts and is_animated(media.facts))
