"""What a text is estimated to hold is never less than any network finds in it."""

from __future__ import annotations

import pytest

from smm_build.checks._measured import most_links_in, most_of
from smm_build.networks import all_networks


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("One. Two.\nThree.", 0),
        ("acme.com", 1),
        ("acme.com.", 1),
        ("acme.com and b.it and c.fr.", 3),
        ("acme.com. b.it.\nc.fr d.de.", 4),
        ("https://acme.com https://b.it.", 4),
        ("http://localhost", 1),
        ("", 0),
    ],
)
def test_links_have_a_scheme_or_a_full_stop_with_more_behind_it(text: str, most: int) -> None:
    assert most_links_in(text) == most
    assert max(len(network.measure(text).links) for network in all_networks().values()) <= most


@pytest.mark.parametrize(("text", "most"), [("abc", 3), ("perché", 7), ("👩‍🍳", 11), ("a.it", 27), ("", 0)])
def test_lengths_are_bytes_and_what_links_are_counted_as(text: str, most: int) -> None:
    assert most_of(text) == most
    assert max(network.measure(text).length for network in all_networks().values()) <= most
