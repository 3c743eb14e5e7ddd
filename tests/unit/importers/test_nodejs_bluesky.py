"""Each JSON is a file as the tool's documentation and its records have it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from smm_build.domain.post import Status
from smm_build.importers import Imported, ImportOptions, Seed, get_importer
from smm_build.importers.nodejs_bluesky import moment_of
from tests.unit.importers.conftest import Reads

DID = "did:plc:abbt45q3u3bttqfs7nepehhu"


def convert(files: dict[str, object], options: ImportOptions | None = None) -> Imported:
    source = {path: value if isinstance(value, bytes) else json.dumps(value).encode() for path, value in files.items()}
    return get_importer("nodejs-bluesky").convert(source, options or ImportOptions(with_brand=True))


def rows(imported: Imported) -> dict[tuple[str, str], str]:
    return {(row.source, row.what): row.outcome for row in imported.rows}


def result(key: str, kind: str = "post") -> dict[str, str]:
    return {"uri": f"at://{DID}/app.bsky.feed.{kind}/{key}", "cid": "bafy"}


def test_a_done_post_is_history_with_its_exact_moment(reads: Reads) -> None:
    request = {"action": "post", "account": "NODEJS_ORG", "richText": "Hi\n\n- `a`", "result": result("3lcxut56zdv24")}
    imported = convert({"records/processed/2024-12-10-0.json": request})
    workspace = reads(imported)
    (post,) = workspace.posts
    at = moment_of("3lcxut56zdv24")
    assert at is not None
    assert (at.year, at.month, at.day) == (2024, 12, 10)
    assert (post.id, post.channels, post.path) == (
        "2024-12-10-0",
        ("nodejs-org",),
        "content/posts/2024/2024-12-10-0.md",
    )
    assert post.parts_for("nodejs-org")[0].text == "Hi\n\n- `a`"
    assert post.settings.publish_at == at.replace(microsecond=0)
    assert imported.history == (
        Seed(
            "2024-12-10-0",
            "nodejs-org",
            "sent",
            f"https://bsky.app/profile/{DID}/post/3lcxut56zdv24",
            f"at://{DID}/app.bsky.feed.post/3lcxut56zdv24",
            at,
        ),
    )
    assert workspace.channels["nodejs-org"].account == DID
    assert workspace.channels["nodejs-org"].server == "https://bsky.social"


def test_the_moment_in_a_record_key_is_the_one_bluesky_recorded() -> None:
    # records/processed/2025-12-10-0.json of nodejs/bluesky: createdAt is said a moment before the key is made.
    at = moment_of("3m7nexjandm24")
    assert at is not None
    assert 0 <= (at - datetime(2025, 12, 10, 15, 32, 2, 554000, tzinfo=UTC)).total_seconds() < 5


@pytest.mark.parametrize("key", ["", "self", "0000000000000", "zzzzzzzzzzzzz", "2222222222222", "3lcxut56zdv2"])
def test_other_keys_say_no_moment(key: str) -> None:
    assert moment_of(key) is None


def test_a_new_post_is_not_history(reads: Reads) -> None:
    imported = convert({"records/new/hello.json": {"action": "post", "account": "PRIMARY", "richText": "Hello"}})
    (post,) = reads(imported).posts
    assert (post.id, post.settings.publish_at, imported.history) == ("hello", None, ())


def test_a_list_is_a_thread_of_what_was_sent(reads: Reads) -> None:
    first = {"action": "post", "account": "NODEJS_ORG", "richTextFile": "./rich.txt", "richText": "One"}
    second = {"action": "reply", "account": "NODEJS_ORG", "richText": "Two\n", "replyInfo": result("3loilhttnez23")}
    records = [
        {
            **first,
            "record": {"text": "One", "embed": {"$type": "app.bsky.embed.external"}},
            "result": result("3loilhttnez23"),
        },
        {**second, "rootInfo": {}, "result": result("3loilhupqww2d")},
        {"action": "repost", "account": "NODEJS_ORG", "repostURL": "https://bsky.app/profile/a.b/post/3"},
        {"action": "post", "account": "NODEJS_ORG", "richText": "Another"},
    ]
    imported = convert({"records/processed/2025-05-06-0.json": records})
    posts = {post.id: [part.text for part in post.parts_for("nodejs-org")] for post in reads(imported).posts}
    assert posts == {"2025-05-06-0": ["One", "Two"], "2025-05-06-0-4": ["Another"]}
    assert [seed.post for seed in imported.history] == ["2025-05-06-0"]
    told = rows(imported)
    assert told["records/processed/2025-05-06-0.json", "request 1: record.embed"] == "left out"
    assert told["records/processed/2025-05-06-0.json", "request 3: repost"] == "left out"


def test_a_text_of_its_own_file_is_cut_at_rules(reads: Reads) -> None:
    text = b"This is thread post one.\n\n---\n\nPost two.\n\n***\n\nPost three.\n"
    imported = convert(
        {
            "records/new/thread.json": {"action": "post", "account": "PRIMARY", "richTextFile": "./thread.txt"},
            "records/new/thread.txt": text,
        }
    )
    (post,) = reads(imported).posts
    assert [part.text for part in post.parts_for("primary")] == ["This is thread post one.", "Post two.", "Post three."]
    assert rows(imported)["records/new/thread.txt", "file"] == "imported"


@pytest.mark.parametrize(("action", "key"), [("reply", "replyURL"), ("quote-post", "repostURL")])
def test_answers_and_quotes_become_drafts(reads: Reads, action: str, key: str) -> None:
    address = "https://bsky.app/profile/pixel-voyager.bsky.social/post/3lbg7zd32an2s"
    imported = convert({"records/new/a.json": {"action": action, "account": "PRIMARY", "richText": "Hi", key: address}})
    (post,) = reads(imported).posts
    assert post.settings.status is Status.DRAFT
    assert address in (post.notes or "")
    assert rows(imported)["records/new/a.json", f"request 1: {key} {address}"] == "left out"


def test_what_is_no_request_is_told() -> None:
    imported = convert(
        {
            "records/new/a.json": b"{",
            "records/new/b.json": [],
            "records/new/c.json": {"action": "dance", "account": "A", "mood": "good"},
            "records/new/d.json": {"action": "post", "richText": "No account"},
            "records/new/e.json": [{"action": "post", "account": "A", "richText": " "}, 7],
            "records/new/post.json.example": {"action": "post", "account": "A", "richText": "Hi"},
            "automation.md": b"# Automation",
        }
    )
    told = rows(imported)
    assert set(imported.files) == {"brand/brand.yml"}
    assert told["records/new/a.json", "file"] == "left out"
    assert told["records/new/b.json", "file"] == "left out"
    assert told["records/new/c.json", "request 1: dance"] == "left out"
    assert told["records/new/c.json", "request 1: mood"] == "left out"
    assert told["records/new/d.json", "request 1: post"] == "left out"
    assert told["records/new/e.json", "request 1: post"] == "left out"
    assert told["records/new/e.json", "request 2"] == "left out"
    assert told["records/new/post.json.example", "file"] == "left out"
    assert told["automation.md", "file"] == "left out"


def test_an_existing_channel_stays_as_it_is() -> None:
    options = ImportOptions(channels={"primary": "bluesky"})
    imported = convert({"records/new/a.json": {"action": "post", "account": "PRIMARY", "richText": "Hi"}}, options)
    assert list(imported.files) == ["content/posts/a.md"]
    assert rows(imported)["brand/channels/primary.yml", "channel primary"] == "imported"


def test_without_history_nothing_counts_as_sent(reads: Reads) -> None:
    request = {"action": "post", "account": "A", "richText": "Hi", "result": result("3lcxut56zdv24")}
    options = ImportOptions(with_brand=True, with_history=False)
    imported = convert({"records/processed/2024-12-10-0.json": request}, options)
    (post,) = reads(imported).posts
    assert imported.history == ()
    assert post.settings.publish_at == datetime(2024, 12, 10, 9, tzinfo=UTC)
    assert rows(imported)["records/processed/2024-12-10-0.json", "request 1: result"] == "left out"
