"""What is wrong with a poll for a network's limits, found before anything is asked of it.

The check ``poll-out-of-limits`` says the same while a post is planned.
"""

from __future__ import annotations

from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import Limits

__all__ = ["refuse_poll"]

_FEWEST = 2


def refuse_poll(variant: Variant, title: str, limits: Limits) -> None:
    """Raise :class:`Refused` for a poll with too many or too long answers, or one that runs too short or too long."""
    poll, most = variant.settings.poll, limits.polls
    if poll is None or most is None:
        return
    misfits = [option for option in poll.options if not 0 < len(option) <= most.option_characters]
    if misfits or not _FEWEST <= len(poll.options) <= most.options:
        raise refuse_content(
            Sentence(
                f"A poll on {title} has {_FEWEST} to {most.options} answers of at most {most.option_characters}"
                " characters.",
                f"Un sondaggio su {title} ha da {_FEWEST} a {most.options} risposte di al massimo"
                f" {most.option_characters} caratteri.",
            )
        )
    if not most.shortest <= poll.duration <= most.longest:
        raise refuse_content(
            Sentence(
                f"A poll on {title} cannot run for {poll.duration}.",
                f"Un sondaggio su {title} non dura {poll.duration}.",
            )
        )
