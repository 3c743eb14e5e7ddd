"""``@{entity}`` on networks that mention by handle, and on one that wants the name with it."""

from __future__ import annotations

import pytest

from smm_build.compose import resolve_mentions
from smm_build.domain.brand import Person
from smm_build.domain.place import Place
from smm_build.domain.post import PartText
from tests.values import a_channel, places

PEOPLE = {
    "acme": Person(
        "acme",
        "Acme Machines",
        {
            "mastodon": "acme@example.social",
            "linkedin": "urn:li:organization:12",
            "second": "[Acme Srl](urn:li:person:x)",
        },
        places("brand/people.yml"),
    )
}


@pytest.mark.parametrize(
    ("channel", "network", "shown"),
    [
        ("mastodon", "mastodon", "Con @acme@example.social!"),
        ("linkedin", "linkedin", "Con @[Acme Machines](urn:li:organization:12)!"),
        ("second", "linkedin", "Con @[Acme Srl](urn:li:person:x)!"),
        ("x", "x", "Con @{acme}!"),
    ],
)
def test_each_network_gets_the_mention_it_understands(channel: str, network: str, shown: str) -> None:
    part = PartText("Con @{acme}!", (), Place("content/posts/a.md", 5))
    text, missing = resolve_mentions(part, a_channel(channel, network), PEOPLE)
    assert text == shown
    assert bool(missing) is (network == "x")
