"""OAuth 1.0a: the vectors of RFC 5849 and of X's own page, and what is signed."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from smm_build.networks import FileBody, Request
from smm_build.networks._oauth1 import Keys, signature

KEYS = Keys("key", "key-s3cret", "token", "token-s3cret")
AT = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)


def said(header: str) -> dict[str, str]:
    assert header.startswith("OAuth ")
    pairs = (pair.split("=", 1) for pair in header.removeprefix("OAuth ").split(", "))
    return {name: unquote(value.strip('"')) for name, value in pairs}


def test_vector_of_the_rfc() -> None:
    """https://datatracker.ietf.org/doc/html/rfc5849#section-1.2, read on 2026-11-23."""
    keys = Keys("dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00")
    parameters = {
        "oauth_consumer_key": keys.key,
        "oauth_token": keys.token,
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": "137131202",
        "oauth_nonce": "chapoH",
    }
    url = "http://photos.example.net/photos?file=vacation.jpg&size=original"
    assert signature("GET", url, parameters.items(), keys) == "MdpQcU8iPSUjWoN/UDMsK2sui9I="


def test_vector_of_x() -> None:
    """https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature, read on 2026-11-23."""
    keys = Keys(
        "xvz1evFS4wEEPTGEFPHBog",
        "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
        "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
        "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
    )
    request = Request(
        "POST",
        "https://api.x.com/1.1/statuses/update.json?include_entities=true",
        "test",
        form={"status": "Hello Ladies + Gentlemen, a signed OAuth request!"},
    )
    at = datetime.fromtimestamp(1318622958, UTC)
    header = keys(request, at, "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg")["Authorization"]
    assert said(header)["oauth_signature"] == "Ls93hJiZbQ3akF3HF3x1Bz8/zU4="
    assert said(header)["oauth_timestamp"] == "1318622958"


def signed(request: Request, nonce: str = "n1") -> str:
    return said(KEYS(request, AT, nonce)["Authorization"])["oauth_signature"]


def test_query_and_form_are_signed_and_other_bodies_are_not() -> None:
    url = "https://api.x.com/2/tweets"
    plain = Request("POST", url, "test")
    assert signed(plain) == signed(Request("POST", url, "test", json={"text": "Ciao"}))
    file: dict[str, str | FileBody] = {"media": FileBody("a.png", "image/png"), "segment_index": "0"}
    assert signed(plain) == signed(Request("POST", url, "test", form=file))
    assert signed(plain) != signed(Request("POST", url, "test", form={"a": "b"}))
    asked = Request("POST", url, "test", params={"a": "b c"})
    assert signed(asked) == signed(Request("POST", f"{url}?a=b%20c", "test"))
    assert signed(asked) != signed(plain)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("https://API.x.com:443/2/tweets", "https://api.x.com/2/tweets"),
        ("http://127.0.0.1:80/", "http://127.0.0.1"),
    ],
)
def test_addresses_are_brought_to_one_form(one: str, same: str) -> None:
    assert signed(Request("GET", one, "test")) == signed(Request("GET", same, "test"))


def test_another_port_or_number_is_another_signature() -> None:
    here = Request("GET", "http://127.0.0.1:8001/x", "test")
    assert signed(here) != signed(Request("GET", "http://127.0.0.1:8002/x", "test"))
    assert signed(here) != signed(here, "n2")


def test_no_key_is_shown() -> None:
    request = Request("GET", "https://api.x.com/2/users/me", "test", sign=KEYS)
    assert "s3cret" not in repr(request) + repr(KEYS) + str(KEYS(request, AT, "n"))
    assert "token" not in repr(KEYS).replace("token_secret", "")


def test_values_are_escaped_in_the_header() -> None:
    header = Keys("k/y", "s", "t+n", "s")(Request("GET", "https://api.x.com", "test"), AT, "n")["Authorization"]
    assert 'oauth_consumer_key="k%2Fy"' in header
    assert 'oauth_token="t%2Bn"' in header
