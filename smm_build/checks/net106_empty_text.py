"""Messages that say nothing and show nothing."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["empty_text"]

_SHOWS = {"", "media", "link", "poll", "overrides"}


@variant_check(Severity.ERROR)
def empty_text(variant: Variant) -> Iterator[Problem]:
    """A message without a word, a picture, a link or a poll.

    ## Why it matters
    No network publishes nothing. Often the text stands by mistake under a heading with another channel's name, or one
    `---` too many opens an empty part of a thread.

    ## How to fix
    Write the text, or remove the empty part.
    """
    doubtful = not variant.post.unreadable.isdisjoint(_SHOWS)
    for number, part in enumerate(variant.parts, start=1):
        attached = number == 1 and (variant.link or variant.settings.poll or doubtful)
        if part.text.strip() or part.media or attached:
            continue
        several = len(variant.parts) > 1
        yield Problem(
            part.place if several else _channel_place(variant),
            Sentence(
                en=f"Part {number} for {variant.channel.id} is empty"
                if several
                else f"There is no text and no picture for {variant.channel.id}",
                it=f"La parte {number} per {variant.channel.id} è vuota"
                if several
                else f"Non c'è né testo né immagine per {variant.channel.id}",
            ),
            Sentence(
                en="Remove one `---`" if several else "Write the text below the front matter",
                it="Togli un `---`" if several else "Scrivi il testo sotto l'intestazione",
            ),
        )


def _channel_place(variant: Variant) -> Place:
    """Return where the post names the channel: a text that is not there has no place of its own."""
    return variant.post.places.of(f"channels.{variant.post.channels.index(variant.channel.id)}")
