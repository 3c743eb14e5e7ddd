"""Notes that only their account can read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.networks._sealed import seal, unseal

ADDRESS = "https://server.example/upload?upload_id=AHmUCY2-secret"


@given(st.text(max_size=200), st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_comes_back_as_it_was(text: str, secret: str, nonce: str) -> None:
    assert unseal(seal(text, secret, nonce), secret) == text


def test_nothing_of_it_can_be_seen() -> None:
    sealed = seal(ADDRESS, "s3cret", "5eed-1 2026-12-01")
    assert "AHmUCY2" not in sealed
    assert "upload" not in sealed
    assert "s3cret" not in sealed


def test_another_nonce_gives_another_cover() -> None:
    one, other = (seal(ADDRESS, "s3cret", nonce).partition(".")[2] for nonce in ("a", "b"))
    assert one != other


def test_only_its_own_secret_opens_it() -> None:
    assert unseal(seal(ADDRESS, "s3cret", "n"), "another") is None


@pytest.mark.parametrize("place", [0, 5, -1, -30])
def test_what_was_changed_is_not_believed(place: int) -> None:
    sealed = list(seal(ADDRESS, "s3cret", "a nonce of some length"))
    sealed[place] = "A" if sealed[place] != "A" else "B"
    assert unseal("".join(sealed), "s3cret") in {None, ADDRESS}, "the last sign may hold no bit of it"
    if place != -1:
        assert unseal("".join(sealed), "s3cret") is None


@pytest.mark.parametrize("nonsense", ["", ".", "a", "a.b", "é.é", "....", "QQ.QQ", "A" * 1000])
def test_nonsense_opens_nothing(nonsense: str) -> None:
    assert unseal(nonsense, "s3cret") is None
