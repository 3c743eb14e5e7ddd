"""What nobody can advertise is one clear finding, at the spot that is to be changed: never two about one mistake."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from smm_build.checks import run_checks
from smm_build.compose import compose_all
from smm_build.read import load

AD = """\
---
title: Winter espresso
channel: facebook
goal: traffic
link: https://aurora.example/winter
starts: 2026-12-01
ends: 2026-12-10
budget: {amount: 50, currency: EUR}
targeting: {countries: [IT]}
special_category: [none]
political: false
dsa: {beneficiary: Aurora, payor: Aurora}
media: [{file: assets/winter.png, alt: Snow}]
---

It is back.
"""
LICENCE = "source: own\nlicence: CC0-1.0\npaid_use: true\nexpires: 2026-12-31\n"


def findings_in(root: Path, ad: str, licence: str = LICENCE) -> list[tuple[int, str]]:
    picture = BytesIO()
    Image.new("RGB", (1200, 628), "white").save(picture, "PNG")
    files = {
        "brand/brand.yml": b"name: Aurora\ntimezone: Europe/Rome\n",
        "brand/channels/facebook.yml": b"network: facebook\nhandle: aurora\n",
        "content/ads/winter.md": ad.encode(),
        "content/assets/winter.png": picture.getvalue(),
        "content/assets/winter.png.yml": licence.encode(),
    }
    for name, inside in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(inside)
    loaded = load(root)
    found = [*loaded.findings, *run_checks(loaded.workspace, compose_all(loaded.workspace))]
    about = [finding for finding in found if finding.place.path == "content/ads/winter.md"]
    return [(finding.place.line, finding.message.en) for finding in about]


def test_an_ad_in_order_has_none(tmp_path: Path) -> None:
    assert findings_in(tmp_path, AD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("amount: 50", "amount: -5", 8, "`budget.amount`: `-5` does not fit."),
        ("amount: 50", "amount: lots", 8, "`budget.amount`: `lots` does not fit."),
        ("amount: 50", "amount: .inf", 8, "`budget.amount`: `.inf` does not fit."),
        ("amount: 50", "amount: 1000000000000", 8, "`budget.amount`: `1000000000000` does not fit."),
        ("amount: 50", "amount: 0", 8, "0 EUR a day is less than Meta takes"),
        ("amount: 50, ", "", 8, "`amount` is missing."),
        ("{amount: 50, currency: EUR}", "50", 8, "`budget`: `50` does not fit."),
        ("{amount: 50, currency: EUR}", "", 2, "The ad lacks `budget`"),
        ("currency: EUR", "currency: EUX", 8, "`budget.currency`: `EUX` does not fit."),
        ("currency: EUR", "currency: €", 8, "`budget.currency`: `€` does not fit."),
        ("starts: 2026-12-01", "starts: 2026-12-32", 6, "`starts`: `2026-12-32` does not fit."),
        ("ends: 2026-12-10", "ends: 2026-11-10", 7, "The ad ends on 2026-11-10, before it begins on 2026-12-01"),
        ("{countries: [IT]}", "Italy", 9, "`targeting`: `Italy` does not fit."),
        ("channel: facebook", "channel: google-ads", 3, "“google-ads” is not social media's job"),
        ("Winter espresso", "Search ads in winter", 2, "“Search ads” is not social media's job"),
        ("channel: facebook\n", "", 2, "The ad lacks `channel`"),
    ],
)
def test_bad_input_is_one_finding(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert findings_in(tmp_path, AD.replace(old, new)) == [(line, words)]


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        ("2026-12-05", "`winter.png` may be shown until 2026-12-05, and the ad runs until 2026-12-10"),
        ("2026-11-05", "`winter.png` may be shown until 2026-11-05, and the ad runs until 2026-12-10"),
    ],
)
def test_a_licence_that_ends_before_is_one_finding(tmp_path: Path, licence: str, words: str) -> None:
    assert findings_in(tmp_path, AD, LICENCE.replace("2026-12-31", licence)) == [(13, words)]
