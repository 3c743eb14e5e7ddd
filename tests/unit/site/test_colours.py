"""The brand's colour can be read on light and on dark paper, whatever it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.domain.brand import Colour
from smm_build.site.colours import brand_css, contrast, readable


class TestContrast:
    """Values from WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio (read 2026-11-23): 1 to 21."""

    def test_black_on_white_is_twenty_one(self) -> None:
        assert contrast("#000000", "#ffffff") == pytest.approx(21)

    def test_a_colour_on_itself_is_one(self) -> None:
        assert contrast("#b3392f", "#b3392f") == pytest.approx(1)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_readable(number: int) -> None:
    for paper in ("#ffffff", "#1b1d22"):
        assert contrast(readable(f"#{number:06x}", paper), paper) >= 4.5


def test_a_colour_that_reads_well_is_left_alone() -> None:
    assert readable("#7a1f16", "#ffffff") == "#7a1f16"


def test_a_colour_that_is_none_is_passed_over() -> None:
    css = brand_css([Colour("odd", "red; } body { display: none"), Colour("good", "#7a1f16")])
    assert "display" not in css
    assert set(re.findall(r"#[0-9a-f]{6}", css)) >= {"#7a1f16"}
