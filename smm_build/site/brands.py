"""One page over several brands: what each has next, what is wrong, and where its calendar is. Pure."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import jinja2

from smm_build.domain.sentence import LANGUAGES, Language, Sentence

__all__ = ["Brand", "Next", "brands_pages"]


@dataclass(frozen=True, slots=True)
class Next:
    """A post that goes out soon: ``at`` is on its brand's clock."""

    at: str
    title: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brand:
    """What the page tells of one brand. ``site`` is its calendar, relative to the page, ``None`` if it was not built.

    ``failed`` is why nothing, or not all, is known of it.
    """

    name: str
    site: str | None
    errors: int = 0
    warnings: int = 0
    held: int = 0
    planned: int = 0
    upcoming: tuple[Next, ...] = ()
    failed: str | None = None


def brands_pages(brands: Sequence[Brand], language: Language) -> dict[str, str]:
    """Return ``index.html`` in ``language`` and one page a language, each linking to the other."""
    pages = {f"index.{spoken}.html": _page(brands, spoken) for spoken in LANGUAGES}
    return {"index.html": pages[f"index.{language}.html"], **pages}


def _page(brands: Sequence[Brand], language: Language) -> str:
    words = {name: sentence.into(language) for name, sentence in _WORDS.items()}
    others = [(spoken, _NAMES[spoken]) for spoken in LANGUAGES if spoken != language]
    return _template().render(brands=brands, language=language, words=words, others=others)


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("smm_build.site", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brands.html.j2")


_NAMES: dict[Language, str] = {"en": "English", "it": "Italiano"}
_WORDS = {
    "title": Sentence("All brands", "Tutti i brand"),
    "brand": Sentence("Brand", "Brand"),
    "errors": Sentence("Errors", "Errori"),
    "warnings": Sentence("Warnings", "Avvisi"),
    "held": Sentence("Needs somebody", "Serve qualcuno"),
    "planned": Sentence("Planned", "In programma"),
    "next": Sentence("Next", "Prossimi"),
    "nothing": Sentence("Nothing is planned.", "Non c'è nulla in programma."),
    "calendar": Sentence("Calendar of", "Calendario di"),
    "failed": Sentence("Not everything is known:", "Non si sa tutto:"),
    "summary": Sentence("At a glance", "In breve"),
    "skip": Sentence("Skip to content", "Vai al contenuto"),
}
