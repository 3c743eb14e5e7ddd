"""Web addresses in a text: where they begin, where they end."""

from __future__ import annotations

import pytest

from smm_build.checks._passages import links_in, without_links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://a.example/x", [(0, "https://a.example/x")]),
        ("http://a.example", [(0, "http://a.example")]),
        ("HTTPS://A.example b", [(0, "HTTPS://A.example")]),
        ("See http://a.example/x, https://b.example", [(4, "http://a.example/x,"), (24, "https://b.example")]),
        ("https://a.example/?to=http://b.example c", [(0, "https://a.example/?to=http://b.example")]),
        ("xhttp://a.example", [(1, "http://a.example")]),
        ('<https://a.example> "https://b.example"', [(1, "https://a.example"), (21, "https://b.example")]),
        ("://a.example ftp://b.example https:// c", []),
        ("ftp://a https://b.example", [(8, "https://b.example")]),
        ("", []),
    ],
)
def test_where_addresses_stand(text: str, links: list[tuple[int, str]]) -> None:
    assert list(links_in(text)) == links
    bare = without_links(text)
    assert len(bare) == len(text)
    assert [bare[at : at + len(link)].strip() for at, link in links] == [""] * len(links)
    assert bare.replace(" ", "") == "".join(_outside(text, links)).replace(" ", "")


def _outside(text: str, links: list[tuple[int, str]]) -> list[str]:
    kept, at = [], 0
    for begin, link in links:
        kept.append(text[at:begin])
        at = begin + len(link)
    return [*kept, text[at:]]
