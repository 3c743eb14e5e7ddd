"""Numbers with check digits: every sign of an Italian tax code, every kind of card, account numbers of every length.

The values of odd places are those of the decree, letter by letter, so that nobody has to count:
https://it.wikipedia.org/wiki/Codice_fiscale, read 2026-11-23.
"""

from __future__ import annotations

import string

import pytest

from smm_build.checks._identifiers import identifiers_in

ODD = {
    "A": 1, "B": 0, "C": 5, "D": 7, "E": 9, "F": 13, "G": 15, "H": 17, "I": 19, "J": 21, "K": 2, "L": 4, "M": 18,
    "N": 20, "O": 11, "P": 3, "Q": 6, "R": 8, "S": 12, "T": 14, "U": 16, "V": 10, "W": 22, "X": 25, "Y": 24, "Z": 23,
    "0": 1, "1": 0, "2": 5, "3": 7, "4": 9, "5": 13, "6": 15, "7": 17, "8": 19, "9": 21,
}  # fmt: skip
EVEN = {char: number for chars in (string.ascii_uppercase, string.digits) for number, char in enumerate(chars)}


def kinds(text: str) -> list[str]:
    return [found.en for _, found in identifiers_in(text)]


def check_letter(code: str) -> str:
    total = sum((ODD if place % 2 == 0 else EVEN)[char] for place, char in enumerate(code))
    return string.ascii_uppercase[total % 26]


def only_one_letter_is_right(code: str) -> bool:
    right = [letter for letter in string.ascii_uppercase if kinds(f"{code}{letter}")]
    return right == [check_letter(code)]


@pytest.mark.parametrize("letter", string.ascii_uppercase)
def test_every_letter_of_a_tax_code_in_an_odd_place_and_in_an_even_one(letter: str) -> None:
    assert only_one_letter_is_right(f"{letter}SSMRA85T10A562")
    assert only_one_letter_is_right(f"R{letter}SMRA85T10A562")


@pytest.mark.parametrize("digit", string.digits)
def test_every_digit_of_a_tax_code_in_an_odd_place_and_in_an_even_one(digit: str) -> None:
    assert only_one_letter_is_right(f"RSSMRA{digit}5T10A562")
    assert only_one_letter_is_right(f"RSSMRA8{digit}T10A562")


def luhn(digits: str) -> str:
    """Return ``digits`` with the digit behind them that makes the sum right."""
    for last in string.digits:
        doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits + last))]
        if sum(value // 10 + value % 10 for value in doubled) % 10 == 0:
            return digits + last
    raise AssertionError("one of ten is right")


@pytest.mark.parametrize(
    ("begins", "length"),
    [("34", 15), ("37", 15), ("4", 16), ("51", 16), ("52", 16), ("53", 16), ("54", 16), ("55", 16)],
)
def test_cards_have_their_length_and_their_digit(begins: str, length: int) -> None:
    number = luhn((begins + "0912837465019283")[: length - 1])
    assert kinds(number) == ["payment card"]
    for last in string.digits:
        assert (kinds(number[:-1] + last) == ["payment card"]) is (last == number[-1])
    other = 31 - length
    assert kinds(luhn((begins + "0912837465019283")[: other - 1])) == []


@pytest.mark.parametrize("begins", ["33", "35", "36", "38", "50", "56", "60"])
def test_other_beginnings_are_no_cards(begins: str) -> None:
    assert [kinds(luhn((begins + "0912837465019283")[: length - 1])) for length in (15, 16)] == [[], []]


def iban(country: str, rest: str) -> str:
    number = int("".join(str(int(char, 36)) for char in f"{rest}{country}00"))
    return f"{country}{98 - number % 97:02}{rest}"


@pytest.mark.parametrize(("length", "found"), [(14, []), (15, ["one"]), (22, ["one"]), (34, ["one"]), (35, [])])
def test_account_numbers_have_fifteen_to_thirty_four_signs(length: int, found: list[str]) -> None:
    number = iban("XX", ("ABCD12345678" * 4)[: length - 4])
    assert len(number) == length
    assert len(kinds(number)) == len(found)
    wrong = f"{number[:2]}{(int(number[2:4]) + 1) % 100:02}{number[4:]}"
    assert kinds(wrong) == []
    assert len(kinds(" ".join(number[at : at + 4] for at in range(0, length, 4)))) == len(found)
