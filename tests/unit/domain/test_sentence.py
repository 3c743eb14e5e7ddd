from __future__ import annotations

import pytest

from smm_build.domain.sentence import Language, localised


@pytest.mark.parametrize(
    ("number", "language", "written"),
    [("1,234.5", "it", "1.234,5"), ("1,234.5", "en", "1,234.5"), ("0.2", "it", "0,2"), ("3", "it", "3")],
)
def test_a_number_has_the_marks_of_its_language(number: str, language: Language, written: str) -> None:
    assert localised(number, language) == written
