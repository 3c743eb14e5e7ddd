"""The ledger holds more than posts: what is counted as a post's is one."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from smm_build.domain.brand import Brand, LinkRules, Voice
from smm_build.domain.delivery import PROFILE_ID, DeliveryKey
from smm_build.domain.workspace import Workspace
from tests.values import a_post, places

BRAND = Brand(
    name="Aurora",
    locale="it",
    languages=("it",),
    zone=ZoneInfo("Europe/Rome"),
    site=None,
    description=None,
    grace=timedelta(hours=6),
    palette=(),
    fonts={},
    logos=(),
    links=LinkRules(),
    voice=Voice(),
    places=places("brand/brand.yml"),
)


@pytest.mark.parametrize(
    ("name", "is_post"),
    [
        ("espresso", True),
        ("a-post-whose-file-is-gone", True),
        ("weekly@2026-12-01", True),
        ("like", True),
        ("k7m2p9x4", False),
        ("like@k7m2p9x4", False),
        ("hide@k7m2p9x4", False),
        ("ad@winter", False),
        ("ad-start@winter", False),
        (PROFILE_ID, False),
    ],
)
def test_answers_ads_profiles_and_likes_are_no_posts(name: str, is_post: bool) -> None:  # noqa: FBT001 - a table
    answer = a_post("k7m2p9x4")
    workspace = Workspace(BRAND, {}, {}, (a_post("espresso"),), {}, None, replies=(answer,))
    assert workspace.is_of_post(DeliveryKey(name, "bluesky")) is is_post
