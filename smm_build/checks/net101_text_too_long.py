"""Texts that a network would refuse or cut."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of, measured, most_of
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["text_too_long"]

_BYTES = Sentence("bytes", "byte")


@variant_check(Severity.ERROR)
def text_too_long(variant: Variant) -> Iterator[Problem]:
    """A text longer than its channel takes.

    Telegram takes less beside pictures and films than in a message of words alone.

    ## Why it matters
    The network refuses the post, or cuts it in the middle of a sentence, at the minute it should have gone out.

    ## How to fix
    Write a shorter text for this channel under a heading with its name, or start a new part of a thread with `---`.
    With `format: thread` a long text is cut into a thread by itself, between paragraphs and sentences.

    ## Options
    A channel that is allowed more says so in its file: `limits: {characters: 5000}`.
    """
    limits = limits_of(variant)
    for number, part in enumerate(variant.parts, start=1):
        caption = limits.caption_characters if part.media else None
        characters = caption or variant.channel.limits.get("characters", limits.characters)
        length = measured(variant, part).length if most_of(part.text) > characters else 0
        if length > characters:
            yield _problem(variant, part.place, number, (length, characters, limits.counted_in))
        elif limits.bytes is not None and (size := len(part.text.encode())) > limits.bytes:
            yield _problem(variant, part.place, number, (size, limits.bytes, _BYTES))


_SHORTEN = Sentence(en="Shorten it", it="Accorcialo")
_SHORTEN_OR_SAY = Sentence(
    en="Shorten it, or say under `limits` in the channel's file that this account is allowed more",
    it="Accorcialo, o scrivi in `limits`, nel file del canale, che a questo account è permesso di più",
)


def _problem(variant: Variant, place: Place, number: int, counted: tuple[int, int, Sentence]) -> Problem:
    length, limit, unit = counted
    channel = variant.channel
    title = get_network(channel.network).TITLE
    several = len(variant.parts) > 1
    return Problem(
        place,
        Sentence(
            en=f"The text for {channel.id}{f' (part {number})' if several else ''} is {length} long,"
            f" {length - limit} over the limit of {limit} ({title} counts {unit.en})",
            it=f"Il testo per {channel.id}{f' (parte {number})' if several else ''} è lungo {length},"
            f" {length - limit} oltre il limite di {limit} ({title} conta {unit.it})",
        ),
        _fix(variant, limit),
    )


def _fix(variant: Variant, limit: int) -> Sentence:
    channel = variant.channel
    if channel.id not in variant.post.texts and len(variant.post.channels) > 1:
        return Sentence(
            en=f"Shorten it, or write its own text under `## {channel.id}`",
            it=f"Accorcialo, o scrivi un testo suo sotto `## {channel.id}`",
        )
    may_be_more = limit == channel.limits.get("characters", limits_of(variant).characters)
    return _SHORTEN_OR_SAY if may_be_more else _SHORTEN
