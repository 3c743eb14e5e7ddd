"""The page of the campaigns shows the ads: what they cost, and whether they may start."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from smm_build.domain.ad import Ad, AdBudget
from smm_build.site.ads import ad_rows
from smm_build.site.pages import pages
from smm_build.site.view import Shown
from tests.site_workspaces import NOW, NOWHERE, channel, delivery, plan, post, workspace

SOME = [delivery(post("p", "Il titolo"), channel("x"), NOW)]
AD = Ad(
    id="winter",
    path="content/ads/winter.md",
    title="Winter <b>espresso</b>",
    places=NOWHERE,
    channel="x",
    start_on=date(2026, 12, 1),
    end_on=date(2026, 12, 10),
    budget=AdBudget(12.5, "EUR", "day"),
    text="It is *back*.",
)


def page_with(*ads: Ad) -> str:
    plain = workspace(SOME)
    return str(pages(replace(plain, ads={ad.id: ad for ad in ads}), (), plan(SOME))["campaigns.md"])


def test_an_ad_is_shown_with_its_cost_and_that_it_may_not_start() -> None:
    made = page_with(AD)
    assert "Winter &lt;b&gt;espresso&lt;/b&gt;" in made
    assert "125 EUR" in made
    assert "start not approved" in made


def test_an_approved_start_is_shown() -> None:
    assert "start approved" in page_with(replace(AD, start=True))


def test_a_cancelled_ad_is_not_shown_and_others_are_in_order() -> None:
    early = replace(AD, id="early", start_on=date(2026, 11, 1))
    some = replace(workspace(SOME), ads={"a": AD, "b": early, "c": replace(AD, id="off", status="cancelled")})
    assert [row.ad.id for row in ad_rows(Shown(some, (), plan(SOME)))] == ["early", "winter"]


def test_without_ads_there_is_no_heading() -> None:
    assert 'id="ads"' not in page_with()
