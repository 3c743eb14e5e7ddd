"""Formats that need something which is not there."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._kinds import is_film
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.compose.documents import pages_of
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["format_without_its_content"]

_NEEDS = {
    "carousel": Sentence(en="a carousel needs two pictures or more", it="a un carosello servono almeno due immagini"),
    "document": Sentence(
        en="a document post needs a document or pictures, its pages",
        it="a un post con documento serve un documento o delle immagini, le sue pagine",
    ),
    "poll": Sentence(en="a poll needs `poll:` with its answers", it="a un sondaggio serve `poll:` con le risposte"),
    "reel": Sentence(en="a reel needs a film", it="a un reel serve un video"),
    "story": Sentence(en="a story needs a picture or a film", it="a una storia serve un'immagine o un video"),
    "thread": Sentence(en="a thread needs two parts or more", it="a un thread servono almeno due parti"),
    "video": Sentence(en="a video post needs a film", it="a un post video serve un video"),
}
_SEEN = frozenset({"image", "video"})


@variant_check(Severity.WARNING, signs=(Has.FORMAT,))
def format_without_its_content(variant: Variant) -> Iterator[Problem]:
    """A `format` whose content is missing: a reel without a film, a carousel of one picture, a thread of one part.

    ## Why it matters
    Whoever reviews the post imagines something else than what goes out.

    ## How to fix
    Add what is missing, or correct `format`.
    """
    needed = _NEEDS.get(variant.settings.format or "")
    if needed is None or _has(variant, variant.settings.format or ""):
        return
    name = variant.channel.id
    own = variant.post.overrides.get(name)
    places = variant.post.places
    if "format" not in places.keys and not (own and own.format):
        place = variant.channel.places.of("defaults.format")
    else:
        place = places.of(f"overrides.{name}.format" if own and own.format else "format")
    yield Problem(
        place,
        Sentence(en=f"For {name}, {needed.en}", it=f"Per {name}, {needed.it}"),
        Sentence(en="Add it, or correct `format`", it="Aggiungilo, o correggi `format`"),
    )


def _has(variant: Variant, form: str) -> bool:
    media = [media for part in variant.parts for media in part.media]
    return {
        "carousel": len(media) > 1,
        "document": bool(pages_of(variant)) or any(not (one.facts and one.facts.kind in _SEEN) for one in media),
        "poll": variant.settings.poll is not None,
        "reel": any(map(is_film, media)),
        "story": bool(media),
        # Where there are no threads, the whole text is one message, as its author knows.
        "thread": len(variant.parts) > 1 or limits_of(variant).parts == 1,
        "video": any(map(is_film, media)),
    }[form]
