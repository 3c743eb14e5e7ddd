"""The stand-in's forms and content ids held against the cases of those who wrote the AT Protocol."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smm_build.sandbox.standins._dag_cbor import file_cid, record_cid
from smm_build.sandbox.standins.bluesky import _lexicon as lexicon

FORMS: dict[str, Callable[[str], object]] = {
    "aturi": lexicon._AT_URI.fullmatch,
    "cid": lexicon._CID.fullmatch,
    "datetime": lambda text: lexicon._moment(text, "") is None,
    "did": lexicon._DID.fullmatch,
    "handle": lexicon.HANDLE.fullmatch,
    "language": lexicon._LANGUAGE.fullmatch,
    "recordkey": lexicon.RECORD_KEY.fullmatch,
    "tid": lexicon._TID.fullmatch,
    "uri": lexicon._URI.fullmatch,
}
OTHERWISE = {
    # Python has no year 0, and nobody plans a post in it.
    "datetime": {"0000-01-01T00:00:00.000Z"},
    # Ids of other systems: a record of this protocol has SHA-256 in base 32 (https://atproto.com/specs/data-model).
    "cid": {
        "zdj7WWeQ43G6JJvLWQWZpyHuAMq6uYWRjkBXFad11vE2LHhQ7",
        "mBcDxtdWx0aWhhc2g+",
        "z7x3CtScH765HvShXT",
        "zdj7WhuEjrB52m1BisYCtmjH1hSKa7yZ3jEZ9JcXaFRD51wVz",
        "7134036155352661643226414134664076",
        "f017012202c5f688262e0ece8569aa6f94d60aad55ca8d9d83734e4a7430d0cff6588ec2b",
    },
}
"""Valid ones that the stand-in refuses, each with its reason."""


def lines(shared: Path, name: str) -> list[str]:
    text = (shared / f"conformance/atproto-interop/syntax/{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@pytest.mark.parametrize("form", FORMS)
def test_takes_what_is_valid_and_nothing_else(form: str, shared: Path) -> None:
    valid, invalid = lines(shared, f"{form}_syntax_valid"), lines(shared, f"{form}_syntax_invalid")
    print(f"{form}: {len(valid)} valid, {len(invalid)} invalid")
    assert {text for text in valid if not FORMS[form](text)} == OTHERWISE.get(form, set())
    assert [text[:80] for text in invalid if FORMS[form](text)] == []


def test_a_moment_that_is_none_is_refused(shared: Path) -> None:
    assert [text for text in lines(shared, "datetime_parse_invalid") if FORMS["datetime"](text)] == []


def test_no_form_is_forgotten(shared: Path) -> None:
    """Of the others, ``atidentifier`` is a DID or a handle, and no NSID stands in what we write but those we name."""
    there = {path.name.partition("_")[0] for path in (shared / "conformance/atproto-interop/syntax").glob("*.txt")}
    assert there == {*FORMS, "atidentifier", "nsid"}


def test_a_record_has_its_content_id(shared: Path) -> None:
    fixtures = json.loads(
        (shared / "conformance/atproto-interop/data-model/data-model-fixtures.json").read_text(encoding="utf-8")
    )
    assert fixtures
    for fixture in fixtures:
        assert record_cid(fixture["json"]) == fixture["cid"]


def test_a_file_has_its_content_id() -> None:
    """The empty file, as every implementation names it."""
    assert file_cid(b"") == "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"
