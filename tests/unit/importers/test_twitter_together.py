"""Each text is a file as the tool's README and tests have it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from smm_build.domain.post import Status
from smm_build.importers import Imported, ImportOptions, get_importer
from tests.unit.importers.conftest import Reads, png


def convert(files: dict[str, str | bytes], options: ImportOptions | None = None) -> Imported:
    source = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    return get_importer("twitter-together").convert(source, options or ImportOptions(with_brand=True))


def rows(imported: Imported) -> dict[tuple[str, str], str]:
    return {(row.source, row.what): row.outcome for row in imported.rows}


def test_plain_text(reads: Reads) -> None:
    imported = convert({"tweets/2019/hello-world.tweet": "Hello, world!\n"})
    (post,) = reads(imported).posts
    assert (post.id, post.path, post.channels) == ("hello-world", "content/posts/2019/hello-world.md", ("x",))
    assert post.parts_for("x")[0].text == "Hello, world!"
    assert post.settings.publish_at is None
    assert imported.history == ()
    assert rows(imported)["tweets/2019/hello-world.tweet", "publish_at"] == "changed"


def test_a_thread(reads: Reads) -> None:
    (post,) = reads(convert({"tweets/a.tweet": "Hello, world!\n\n---\n\nSecond Tweet!\n---  \nThird\n"})).posts
    assert [part.text for part in post.parts_for("x")] == ["Hello, world!", "Second Tweet!", "Third"]


def test_a_delimiter_of_its_own_leaves_lines_of_dashes_in_the_text(reads: Reads) -> None:
    text = "---\nthread-delimiter: ===\n---\n\nOne\n---\nstill one\n\n===\n\nTwo\n\n===\n\nThree"
    imported = convert({"tweets/a.tweet": text})
    (post,) = reads(imported).posts
    assert [part.text for part in post.parts_for("x")] == ["One\n———\nstill one", "Two", "Three"]
    assert rows(imported)["tweets/a.tweet", "text of part 1"] == "changed"


@pytest.mark.parametrize(
    "text",
    [
        "Which one?\n\n( ) The red\n()   The blue\n\n( ) The green",
        "---\npoll:\n- The red\n- The blue\n- The green\n---\nWhich one?",
    ],
)
def test_a_poll(reads: Reads, text: str) -> None:
    (post,) = reads(convert({"tweets/a.tweet": text})).posts
    assert post.settings.poll is not None
    assert post.settings.poll.options[-1] == "The green"
    assert post.settings.poll.duration.days == 1
    assert post.parts_for("x")[0].text.startswith("Which one?")


def test_answers_in_front_of_the_poll_count_only_at_the_end(reads: Reads) -> None:
    (post,) = reads(convert({"tweets/a.tweet": "Q\n( ) one\n( ) two"})).posts
    assert post.settings.poll is not None
    assert post.settings.poll.options == ("one", "two")


def test_pictures_of_a_thread_stand_where_they_belong(reads: Reads) -> None:
    first = "---\nmedia:\n- file: a.png\n  alt: One\n---\nFirst"
    text = f"{first}\n\n---\n---\nmedia:\n- file: b.png\n  alt: A [b]\n---\nSecond"
    pictures = {"media/a.png": png("red"), "media/b.png": png("blue"), "media/c.png": png("green")}
    imported = convert({"tweets/2020/a.tweet": text, **pictures})
    (post,) = reads(imported).posts
    assert post.settings.media is not None
    assert [media.alt for media in post.settings.media] == ["One"]
    assert [media.alt for media in post.parts_for("x")[1].media] == ["A [b]"]
    assert [part.text for part in post.parts_for("x")] == ["First", "Second"]
    assert [rows(imported)[f"media/{name}.png", "file"] for name in "abc"] == ["imported", "imported", "left out"]


def test_a_missing_picture_holds_the_post(reads: Reads) -> None:
    text = "---\nmedia:\n  - file: gone.png\n    alt: Blahaj!\n---\n\nCuddly :)\n"
    (post,) = reads(convert({"tweets/a.tweet": text})).posts
    assert post.settings.status is Status.ON_HOLD
    assert post.parts_for("x")[0].text == "Cuddly :)"
    without = ImportOptions(with_brand=True, without_media=True)
    (post,) = reads(convert({"tweets/a.tweet": text}, without)).posts
    assert post.settings.status is None
    assert "gone.png" in str(convert({"tweets/a.tweet": text}, without).files[post.path])


@pytest.mark.parametrize("key", ["reply", "retweet"])
def test_an_answer_or_a_quote_becomes_a_draft(reads: Reads, key: str) -> None:
    address = "https://twitter.com/m2rg/status/0000000000000000001"
    imported = convert({"tweets/a.tweet": f"---\n{key}: {address}\n---\n\nSmart thinking!\n"})
    (post,) = reads(imported).posts
    assert post.settings.status is Status.DRAFT
    assert address in (post.notes or "")
    assert rows(imported)["tweets/a.tweet", f"{key} {address}"] == "left out"


def test_a_retweet_without_a_text_is_left_out(reads: Reads) -> None:
    imported = convert({"tweets/a.tweet": "---\nretweet: https://twitter.com/m2rg/status/1\n---\n"})
    assert reads(imported).posts == ()
    assert rows(imported)["tweets/a.tweet", "file"] == "left out"


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2021-03-01T10:00:00Z", datetime(2021, 3, 1, 10, tzinfo=UTC)),
        ("'2021-03-01 10:00'", datetime(2021, 3, 1, 10, tzinfo=UTC)),
        ("2021-03-01T10:00:00+02:00", datetime(2021, 3, 1, 8, tzinfo=UTC)),
        ("Mon, 01 Mar 2021 10:00:00 GMT", datetime(2021, 3, 1, 10, tzinfo=UTC)),
    ],
)
def test_schedule(reads: Reads, written: str, at: datetime) -> None:
    (post,) = reads(convert({"tweets/2020-01-01-a.tweet": f"---\nschedule: {written}\n---\nHi"})).posts
    assert post.settings.publish_at == at


def test_a_schedule_that_is_no_date_gives_way_to_the_name(reads: Reads) -> None:
    imported = convert({"tweets/2020-01-01-a.tweet": "---\nschedule: soon\n---\nHi"})
    (post,) = reads(imported).posts
    assert post.settings.publish_at == datetime(2020, 1, 1, 9, tzinfo=UTC)
    assert rows(imported)["tweets/2020-01-01-a.tweet", "schedule"] == "left out"


def test_an_ambiguous_date_is_told(reads: Reads) -> None:
    files: dict[str, str | bytes] = {"tweets/06-10-2020-a.tweet": "Today", "tweets/09-18-2020-b.tweet": "Today"}
    imported = convert(files)
    found = {post.id: post.settings.publish_at for post in reads(imported).posts}
    assert found["06-10-2020-a"] == datetime(2020, 6, 10, 9, tzinfo=UTC)
    assert rows(imported)["tweets/06-10-2020-a.tweet", "publish_at"] == "changed"
    assert rows(imported)["tweets/09-18-2020-b.tweet", "publish_at"] == "imported"


def test_a_given_time_is_for_posts_without_one_or_for_all(reads: Reads) -> None:
    files: dict[str, str | bytes] = {"tweets/2020-01-01-a.tweet": "A", "tweets/b.tweet": "B"}
    given = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    some = ImportOptions(with_brand=True, publish_at=given)
    assert [post.settings.publish_at for post in reads(convert(files, some)).posts] == [
        datetime(2020, 1, 1, 9, tzinfo=UTC),
        given,
    ]
    every = ImportOptions(with_brand=True, publish_at=given, publish_at_for="all")
    assert {post.settings.publish_at for post in reads(convert(files, every)).posts} == {given}


def test_equal_names_get_ids_of_their_own(reads: Reads) -> None:
    files: dict[str, str | bytes] = {
        "tweets/2019/hello.tweet": "A",
        "tweets/2020/Hello.tweet": "B",
        "tweets/hello.tweet": "C",
    }
    assert sorted(post.id for post in reads(convert(files)).posts) == ["Hello-2020", "hello", "hello-2"]


def test_a_second_import_writes_no_second_post() -> None:
    moved = ImportOptions(posts={"hello": "content/posts/moved.md"}, channels={"twitter": "x"})
    imported = convert({"tweets/hello.tweet": "A"}, moved)
    assert imported.files == {}
    assert rows(imported)["tweets/hello.tweet", "post"] == "left out"
    there = ImportOptions(posts={"hello": "content/posts/hello.md"}, channels={"twitter": "x"})
    assert list(convert({"tweets/hello.tweet": "A"}, there).files) == ["content/posts/hello.md"]


def test_what_their_tool_drops_silently_is_told() -> None:
    imported = convert(
        {"tweets/a.tweet": "---\nHello\n---\nWorld", "tweets/b.tweet": "---\ncolour: red\npoll: yes\n---\nHi"}
    )
    assert rows(imported)["tweets/a.tweet", "front matter"] == "left out"
    assert rows(imported)["tweets/b.tweet", "key colour"] == "left out"
    assert rows(imported)["tweets/b.tweet", "poll"] == "left out"


def test_a_tweet_too_long_for_x_is_told() -> None:
    assert rows(convert({"tweets/a.tweet": "word " * 70}))["tweets/a.tweet", "text of part 1"] == "changed"
