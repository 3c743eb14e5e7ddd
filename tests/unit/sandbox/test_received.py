"""Whatever arrives, it becomes a request and never an exception; a form that was made well is taken apart well."""

from __future__ import annotations

import httpx
from hypothesis import given
from hypothesis import strategies as st

from smm_build.sandbox._received import received

KINDS = st.sampled_from(
    [
        "multipart/form-data; boundary=x",
        'multipart/form-data; boundary="x y"',
        "multipart/form-data",
        "multipart/form-data; boundary=\xe8",
        "multipart/form-data; boundary*=utf-8''x; boundary*0=y",
        "application/x-www-form-urlencoded",
        "application/json",
        ";;;=",
        "",
    ]
)
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                b"--x",
                b"--x--",
                b"\r\n",
                b'Content-Disposition: form-data; name="a"; filename="b"',
                b"Content-Disposition: form-data; name*=utf-8''%ff",
                b"Content-Disposition: form-data; name",
                b"Content-Type: \xff",
                b":",
                b"a=%ff&=&&b",
                b'{"a": 1}',
            ]
        ),
        st.binary(max_size=20),
    ),
    max_size=12,
).map(b"".join)


@given(KINDS, PIECES, st.text(max_size=30))
def test_nothing_is_an_exception(kind: str, body: bytes, target: str) -> None:
    asked = received("POST", "/" + target, [("Content-Type", kind)], body, "http://127.0.0.1:1/x")
    assert asked.headers["content-type"] == kind
    assert isinstance(asked.data, dict)


@given(st.dictionaries(st.text(st.characters(codec="utf-8", exclude_characters='"\\'), min_size=1), st.binary()))
def test_every_file_arrives_byte_for_byte(files: dict[str, bytes]) -> None:
    """Also of names that a header writes otherwise."""
    request = httpx.Request("POST", "http://x/", files={name: ("f", content) for name, content in files.items()})
    if not files:
        return
    asked = received("POST", "/", request.headers.items(), request.read(), "")
    assert sorted(said.content for said in asked.files.values()) == sorted(files.values())
