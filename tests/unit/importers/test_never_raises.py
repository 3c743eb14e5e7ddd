"""Whatever stands in the files of the other tool: rows, never an exception, and nothing our reader calls an error."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smm_build.importers import Source, all_importers, get_importer
from smm_build.importers._base import ImportOptions
from tests.unit.importers.conftest import Reads

_NAMES = st.sampled_from(["mastodon-a", "bluesky-a", "linkedin-b", "matrix", "Mastodon-A", "x y", "è", "", "--"])
_WORDS = st.sampled_from(["---", "## x", "<!--", "![a](b.png)", "\n\n\n", "@{a}", "[t](https://a.example)", "( ) a"])
_TEXT = st.lists(_WORDS | st.text(max_size=20), max_size=8).map("\n".join)
_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXT | _NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES | st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)

_PLUGIN = st.fixed_dictionaries(
    {},
    optional={
        "name": _NAMES,
        "class": st.sampled_from(["mastodon.a", "bluesky.b", "linkedin.c", "matrix.d", "", "sandbox.x", "twitter.x"]),
        "enabled": st.booleans() | st.text(max_size=3),
        "config": st.dictionaries(
            st.sampled_from(
                ["base_url", "access_token", "username", "account_url", "org_id", "max_content_length", "?"]
            ),
            st.sampled_from(["https://a.example", "http://a.example", "https://[", "$TOKEN", "$ ", "https://a/@x", "7"])
            | _JSON,
            max_size=4,
        ),
    },
)
_GALAXY = st.fixed_dictionaries(
    {},
    optional={
        "plugins.yml": st.fixed_dictionaries({"plugins": st.lists(_PLUGIN | _JSON, max_size=3)}) | _JSON,
        "processed_files.json": st.dictionaries(
            st.sampled_from(["posts/a.md", "posts/2024-1-2-b.md"]),
            st.dictionaries(_NAMES, st.booleans() | _JSON) | _JSON,
        )
        | _JSON,
    },
)
_MATTER = st.fixed_dictionaries(
    {"media": st.lists(_NAMES, max_size=3) | _JSON},
    optional={
        "hashtags": st.dictionaries(_NAMES, st.lists(st.text(max_size=5) | _JSON, max_size=3)) | _JSON,
        "mentions": st.dictionaries(_NAMES, st.lists(st.text(max_size=5) | _JSON, max_size=3)) | _JSON,
        "images": st.lists(st.fixed_dictionaries({"url": st.text(max_size=9)}) | _JSON, max_size=2) | _JSON,
        "schedule": _TEXT,
    },
)
_TWEET_MATTER = st.fixed_dictionaries(
    {},
    optional={
        "poll": st.lists(_TEXT | _JSON, max_size=5) | _JSON,
        "media": st.lists(st.fixed_dictionaries({"file": st.text(max_size=9), "alt": _TEXT}) | _JSON, max_size=2)
        | _JSON,
        "reply": _TEXT | _JSON,
        "retweet": _TEXT | _JSON,
        "schedule": st.sampled_from(["2021-01-01", "0001-01-01", "9999-12-31T23:59:59-12:00", "soon"]) | _JSON,
        "thread-delimiter": st.sampled_from(["", "***", "---", "(", " "]) | _JSON,
    },
)
_REQUEST = st.fixed_dictionaries(
    {"action": st.sampled_from(["post", "reply", "quote-post", "repost", "?"])},
    optional={
        "account": st.sampled_from(["A_B", "è", "", " "]) | _JSON,
        "richText": _TEXT | _JSON,
        "richTextFile": st.sampled_from(["./a.txt", "../../x", ""]) | _JSON,
        "replyURL": _TEXT | _JSON,
        "replyInfo": _JSON,
        "record": _JSON,
        "result": st.fixed_dictionaries(
            {"uri": st.sampled_from(["at://did:plc:a/app.bsky.feed.post/3lcxut56zdv24", "at://"])}
        )
        | _JSON,
    },
)


def _matter(value: object, text: str) -> bytes:
    return f"---\n{json.dumps(value)}\n---\n{text}".encode("utf-8", "replace")


def _bytes(value: object) -> bytes:
    return json.dumps(value).encode()


_GALAXY_SOURCE: st.SearchStrategy[Source] = st.builds(
    lambda files, posts, raw: {
        **{path: _bytes(value) for path, value in files.items()},
        **{f"posts/{name}.md": _matter(*post) for name, post in posts.items()},
        **raw,
    },
    _GALAXY,
    st.dictionaries(st.sampled_from(["a", "2024-1-2-b", "A", "è/../x"]), st.tuples(_MATTER, _TEXT), max_size=3),
    st.dictionaries(
        st.sampled_from(["plugins.yml", "posts/raw.md", "x", "processed_files.json"]), st.binary(), max_size=1
    ),
)
_TWEETS: st.SearchStrategy[Source] = st.dictionaries(
    st.sampled_from(["tweets/a.tweet", "tweets/A.tweet", "tweets/01-02-2020-b.tweet", ".tweet", "media/x"]),
    st.builds(_matter, _TWEET_MATTER, _TEXT) | _TEXT.map(lambda text: text.encode("utf-8", "replace")) | st.binary(),
    max_size=3,
)
_REQUESTS: st.SearchStrategy[Source] = st.dictionaries(
    st.sampled_from(["records/new/a.json", "records/processed/2024-12-10-0.json", "records/new/a.txt", "b.json"]),
    (_REQUEST | st.lists(_REQUEST, max_size=3) | _JSON).map(_bytes) | st.binary(),
    max_size=3,
)
_QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", sorted(all_importers()))
@given(
    st.dictionaries(
        st.sampled_from(["plugins.yml", "processed_files.json", "posts/a.md", "a.tweet", "records/new/a.json", "b.md"]),
        st.binary(),
    )
)
def test_arbitrary_bytes_become_rows(name: str, source: Source) -> None:
    imported = get_importer(name).convert(source, ImportOptions())
    assert set(source) <= {row.source for row in imported.rows if row.what == "file"}
    assert get_importer(name).recognises(source) in {True, False}


@_QUICK
@given(_GALAXY_SOURCE)
def test_anything_like_galaxy_social_reads_without_an_error(reads: Reads, source: Source) -> None:
    reads(get_importer("galaxy-social").convert(source, ImportOptions(with_brand=True)))


@_QUICK
@given(_TWEETS)
def test_anything_like_a_tweet_reads_without_an_error(reads: Reads, source: Source) -> None:
    reads(get_importer("twitter-together").convert(source, ImportOptions(with_brand=True)))


@_QUICK
@given(_REQUESTS)
def test_anything_like_a_request_reads_without_an_error(reads: Reads, source: Source) -> None:
    reads(get_importer("nodejs-bluesky").convert(source, ImportOptions(with_brand=True)))
