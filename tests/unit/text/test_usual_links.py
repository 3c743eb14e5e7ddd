"""Addresses that look like nearly all addresses do are taken by a short cut, which may not see anything else."""

from __future__ import annotations

import random

from smm_build.text.links import find_links

_PIECES = """
    example. aurora. a. b x1. t.co caffè. -a. a-. a--b. xn--p1ai. www. _. A. B COM 0. 123 . .. com com it museum
    notatld co.uk xn--p1ai a.b.c.d.e.f.g.h.i.j.com com/ com/x it/A_b-c/ co/ // t.co/ ? # @ :80 https:// HTTP://
    """.split()  # noqa: SIM905 - read as text


def test_the_short_cut_sees_what_the_pattern_sees() -> None:
    """A mark behind an address is no part of it, and the short cut is not taken for an address with one."""
    chance = random.Random(20261124)  # noqa: S311 - not for secrets
    taken = 0
    for _ in range(4_000):
        address = "https://" + "".join(chance.choices([*_PIECES, "a" * 63, "a" * 64], k=chance.randint(1, 5)))
        if address[-1] in "?#@/":
            address += "x"
        found = [(link.text, link.value, link.start, link.end) for link in find_links(address)]
        assert found == [(link.text, link.value, link.start, link.end) for link in find_links(address + "!")], address
        taken += bool(found)
    assert taken > 400
