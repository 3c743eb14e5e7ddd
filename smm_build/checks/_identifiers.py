"""Numbers that name one person or account, told from other numbers by their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters, ascii_uppercase, digits

from smm_build.domain.sentence import Sentence

__all__ = ["IBAN", "identifiers_in"]

IBAN = Sentence(en="bank account (IBAN)", it="conto bancario (IBAN)")
CARD = Sentence(en="payment card", it="carta di pagamento")
TAX_CODE = Sentence(en="Italian tax code", it="codice fiscale")

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
_CARD = re.compile(r"(?<![\w.,/=-])[3-6][0-9]{3}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{3,4}(?![\w/-]|[.,][0-9])")
_TAX_CODE = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_MIGHT = re.compile(r"[0-9]{3}")
_SHAPE = bytes.maketrans(f"{ascii_uppercase}{digits}".encode(), b"A" * 26 + b"0" * 10)
_RUN = bytes.maketrans(f"{ascii_letters}{digits}?".encode(), b"x" * 63)
"""What is not ASCII is a question mark here: of that, ``ſ`` and ``K`` are letters where capitals do not count."""
_CARD_SHAPES = (b"00000000", b"0000 0000", b"0000-0000")
_IBAN_SHAPE = b"AA00"
_TAX_CODE_SHAPE = b"x" * 16
_LONGEST_IBAN, _SHORTEST_IBAN = 34, 15
_CARD_LENGTHS = {"34": 15, "37": 15, "4": 16, "51": 16, "52": 16, "53": 16, "54": 16, "55": 16}

# Values of the characters in odd places: Decreto ministeriale 23 dicembre 1976, as on
# https://it.wikipedia.org/wiki/Codice_fiscale, read 2026-11-23.
_LETTERS = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, *_LETTERS),
        strict=True,
    )
)


def identifiers_in(text: str) -> Iterator[tuple[int, Sentence]]:
    """Yield where a number with right check digits begins in ``text``, and what kind it is."""
    if not _MIGHT.search(text):
        return
    # Whether there is anything of such a shape is seen at once; the patterns take long to find nothing.
    plain = text.encode("ascii", "replace")
    shape = plain.translate(_SHAPE)
    for match in _IBAN.finditer(text) if _IBAN_SHAPE in shape else ():
        if _is_iban(match[0].replace(" ", "")):
            yield match.start(), IBAN
    for match in _CARD.finditer(text) if any(card in shape for card in _CARD_SHAPES) else ():
        if _is_card(re.sub(r"[ -]", "", match[0])):
            yield match.start(), CARD
    for match in _TAX_CODE.finditer(text) if _TAX_CODE_SHAPE in plain.translate(_RUN) else ():
        if _is_tax_code(match[0].upper()):
            yield match.start(), TAX_CODE


def _is_iban(number: str) -> bool:
    """Tell whether the check digits of ISO 13616 are right (remainder 1 of 97, letters as 10 to 35)."""
    if not _SHORTEST_IBAN <= len(number) <= _LONGEST_IBAN:
        return False
    moved = number[4:] + number[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def _is_card(digits: str) -> bool:
    """Tell whether a card of the usual kinds has this length, and its check digit is right (Luhn, ISO/IEC 7812-1)."""
    length = next((length for start, length in _CARD_LENGTHS.items() if digits.startswith(start)), 0)
    if len(digits) != length or len(set(digits)) == 1:
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_tax_code(code: str) -> bool:
    """Tell whether the last letter is the one the others ask for."""
    odd = sum(_ODD[char] for char in code[:15:2])
    even = sum(int(char, 36) - (0 if char.isdigit() else 10) for char in code[1:15:2])
    return chr(ord("A") + (odd + even) % 26) == code[15]
