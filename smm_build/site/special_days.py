"""Public holidays and awareness days, to be seen beside the plan.

Public holidays come from the library ``holidays``, which keeps them country by country and year by year. Awareness
days are a short list of those the United Nations observe on a fixed day and many brands speak on: a reminder to
think, not a wish to post. The United Nations' own list is https://www.un.org/en/observances/list-days-weeks; it was
read on 2026-11-23 in the copy at https://stephanieeffevottu.com/2022/12/08/list-of-international-days-and-weeks-observed-by-the-united-nations/.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from smm_build.domain.sentence import Language, Sentence

__all__ = ["SpecialDay", "special_days"]


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """What a day is called, and whether it is a public holiday (else it is an awareness day)."""

    name: str
    holiday: bool


_OBSERVED: Mapping[tuple[int, int], Sentence] = {
    (1, 27): Sentence("Holocaust remembrance", "Giorno della memoria"),
    (2, 11): Sentence("Women and girls in science", "Donne e ragazze nella scienza"),
    (2, 21): Sentence("Mother language day", "Giornata della lingua madre"),
    (3, 8): Sentence("Women's day", "Giornata della donna"),
    (3, 20): Sentence("Day of happiness", "Giornata della felicità"),
    (3, 21): Sentence("Against racial discrimination", "Contro la discriminazione razziale"),
    (3, 22): Sentence("World water day", "Giornata dell'acqua"),
    (4, 7): Sentence("World health day", "Giornata della salute"),
    (4, 22): Sentence("Earth day", "Giornata della Terra"),
    (4, 23): Sentence("World book day", "Giornata del libro"),
    (5, 15): Sentence("Day of families", "Giornata delle famiglie"),
    (5, 20): Sentence("World bee day", "Giornata delle api"),
    (5, 22): Sentence("Biological diversity", "Giornata della biodiversità"),
    (6, 5): Sentence("World environment day", "Giornata dell'ambiente"),
    (6, 20): Sentence("World refugee day", "Giornata del rifugiato"),
    (9, 21): Sentence("Day of peace", "Giornata della pace"),
    (9, 29): Sentence("Against food waste", "Contro lo spreco alimentare"),
    (10, 5): Sentence("World teachers' day", "Giornata degli insegnanti"),
    (10, 16): Sentence("World food day", "Giornata dell'alimentazione"),
    (11, 20): Sentence("World children's day", "Giornata dei bambini"),
    (11, 25): Sentence("Against violence on women", "Contro la violenza sulle donne"),
    (12, 1): Sentence("World AIDS day", "Giornata contro l'AIDS"),
    (12, 3): Sentence("Persons with disabilities", "Giornata delle persone con disabilità"),
    (12, 10): Sentence("Human rights day", "Giornata dei diritti umani"),
}


def special_days(
    country: str | None, years: Iterable[int], language: Language
) -> Mapping[date, tuple[SpecialDay, ...]]:
    """Return what is special about the days of ``years``, holidays first.

    ``country`` is an ISO 3166 code, ``IT`` or ``IT-BZ``; one the library does not know has no holidays.
    """
    found: dict[date, list[SpecialDay]] = defaultdict(list)
    known = tuple(years)
    if country:
        for day, name in _holidays(country, known, language):
            found[day].append(SpecialDay(name, holiday=True))
    for year in known:
        for (month, number), observed in _OBSERVED.items():
            found[date(year, month, number)].append(SpecialDay(observed.into(language), holiday=False))
    return {day: tuple(special) for day, special in found.items()}


@functools.lru_cache(maxsize=8)
def _holidays(country: str, years: tuple[int, ...], language: Language) -> tuple[tuple[date, str], ...]:
    # A twentieth of a second, and only brands that name their country pay for it.
    import holidays  # noqa: PLC0415

    nation, _, region = country.partition("-")
    try:
        found = holidays.country_holidays(
            nation, subdiv=region or None, years=years, language=_spoken(nation, language)
        )
    except NotImplementedError:
        return ()
    return tuple(sorted(found.items()))


def _spoken(nation: str, language: Language) -> str | None:
    """Return the name the library has for our language, ``None`` (the country's own) when it has no translation."""
    import holidays  # noqa: PLC0415

    known = holidays.list_localized_countries().get(nation, [])
    return next((name for name in known if name.startswith(language)), None)
