"""Taking what an ad came to out of answers, by the network's own names; what is no number is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.ad import Ad
from smm_build.domain.reading import Metric, Reading
from smm_build.networks._metrics import count

__all__ = ["amount", "told"]

_DECIMAL = re.compile(r"\d{1,15}(?:\.\d{1,6})?")


def amount(value: object) -> float | None:
    """Return a number that may have decimals and may be text, ``None`` for everything else, such as ``-``."""
    if isinstance(value, str) and value.isascii() and _DECIMAL.fullmatch(value):
        return float(value)
    return count(value)


def told(
    ad: Ad, numbers: object, names: Mapping[str, Metric], at: datetime, scales: Mapping[str, float] | None = None
) -> Iterator[Reading]:
    """Yield a reading for every name of ``names`` that ``numbers`` has a number for.

    ``scales`` makes our unit of theirs, by name; money is in the ad's currency.
    """
    if not isinstance(numbers, dict):
        return
    for name, metric in names.items():
        value = amount(numbers.get(name))
        if value is not None:
            yield Reading(ad.key.channel, ad.key.post, metric, value * (scales or {}).get(name, 1), at, name)
