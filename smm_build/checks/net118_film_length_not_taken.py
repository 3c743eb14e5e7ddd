"""Films that are too long or too short."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._kinds import films
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["film_length_not_taken"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def film_length_not_taken(variant: Variant) -> Iterator[Problem]:
    """A film shorter or longer than its network takes.

    How long it is, is read from its header; a film that does not say is left alone.

    ## Why it matters
    The upload is refused, often only after minutes of work on the network's side.

    ## How to fix
    Cut it, or give this channel another one with `overrides`.
    """
    seconds = limits_of(variant).film_seconds
    if seconds is None:
        return
    shortest, longest = seconds
    for film in (film for part in variant.parts for film in films(part)):
        length = film.facts.seconds if film.facts else None
        if length is not None and not shortest <= length <= longest:
            title = get_network(variant.channel.network).TITLE
            yield Problem(
                film.place,
                Sentence(
                    en=f"`{film.file}` lasts {length:g} seconds; {title} takes {shortest:g} to {longest:g}",
                    it=f"`{film.file}` dura {length:g} secondi; {title} accetta da {shortest:g} a {longest:g}",
                ),
                Sentence(en="Cut it", it="Taglialo"),
            )
