"""Descriptions that begin with what everybody knows already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._passages import alt_place, media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["alt_text_says_image"]

_OPENING = re.compile(
    r"(?:(?:an?|the|this is an?)\s+)?(?:image|picture|photo|photograph)\s+(?:of|showing)\b"
    r"|(?:(?:un['’]|una|la|l['’])\s*)?(?:immagine|foto|fotografia)\s+(?:di|del|della|dello|dei|degli|delle|che mostra"
    r"|(?:del|dell)['’])(?!\w)",
    re.IGNORECASE,
)


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def alt_text_says_image(post: Post) -> Iterator[Problem]:
    """An alt text that begins with "image of".

    ## Why it matters
    Screen readers say "image" by themselves. Whoever listens hears it twice, and the first words are the ones that
    count.

    ## How to fix
    Begin with what is to be seen: "A barista tamping a portafilter". Say "drawing", "screenshot" or "map" where
    the kind of picture is part of the news.

    ## Sources
    - <https://ottawa.libguides.com/c.php?g=819484&p=5863616> (read 2026-11-23)
    - <https://www.uml.edu/university-relations/help/web-services/web-accessibility/accessibility-visual-reqs.aspx>
      (read 2026-11-23)
    """
    for media in media_of(post):
        match = _OPENING.match(media.alt or "")
        if match:
            yield Problem(
                alt_place(post, media),
                Sentence(
                    en=f"The alt text begins with “{match[0]}”, which screen readers say by themselves",
                    it=f"Il testo alternativo comincia con «{match[0]}», che i lettori di schermo dicono da soli",
                ),
                Sentence(en="Begin with what is to be seen", it="Comincia da ciò che si vede"),
                edits=_edits(alt_place(post, media), media.alt or "", match[0]),
            )


def _edits(place: Place, alt: str, opening: str) -> tuple[Edit, ...]:
    """Return the alt text without its opening, with a capital. Not safe: an article may be left over."""
    rest = alt.removeprefix(opening).lstrip()
    return (Edit(place, alt, rest[:1].upper() + rest[1:]),) if rest and "\n" not in alt else ()
