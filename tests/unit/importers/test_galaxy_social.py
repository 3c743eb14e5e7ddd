"""Each text is a file as the tool's README and its own posts have it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from smm_build.domain.post import Post, Status
from smm_build.importers import Imported, ImportOptions, Seed, get_importer
from smm_build.networks import get_network
from tests.unit.importers.conftest import Reads, png

PLUGINS = """\
plugins:
  - name: Mastodon-Cafe
    class: mastodon.mastodon_client
    enabled: true
    config:
      base_url: "https://social.example/"
      access_token: $CAFE_TOKEN
      max_content_length: 600
      account_url: "https://social.example/@cafe"
  - name: bluesky-cafe
    class: bluesky.bluesky_client
    enabled: true
    config:
      base_url: "https://bsky.social"
      username: "cafe.bsky.social"
      password: hunter2
      max_content_length: 400
      account_url: "https://bsky.app/profile/cafe.example.com"
  - name: linkedin-cafe
    class: linkedin.linkedin_client
    enabled: yes
    config:
      access_token: $LINKEDIN_ACCESS_TOKEN
      org_id: 1016  # Cafe
  - name: matrix-cafe
    class: matrix.matrix_client
    enabled: true
    config: {room_id: "!secret:matrix.org"}
  - name: mastodon-old
    class: mastodon.mastodon_client
    enabled: false
    config: {base_url: "https://old.example"}
"""

POST = """\
---
media:
 - mastodon-cafe
 - bluesky-cafe
 - linkedin-cafe
 - matrix-cafe

mentions:
 mastodon-cafe:
  - roaster@other.example
 matrix-cafe:
  - roaster:matrix.org

hashtags:
 mastodon-cafe:
  - Coffee
  - no
 bluesky-cafe:
  - Coffee
---
Come and **taste** it: [our shop](https://cafe.example/shop)

![A cup](https://cafe.example/cup.png)
"""


def convert(
    files: dict[str, str | bytes], options: ImportOptions | None = None, plugins: str | None = PLUGINS
) -> Imported:
    source = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    if plugins is not None:
        source["plugins.yml"] = plugins.encode()
    return get_importer("galaxy-social").convert(source, options or ImportOptions(with_brand=True))


def rows(imported: Imported) -> dict[tuple[str, str], str]:
    return {(row.source, row.what): row.outcome for row in imported.rows}


def texts(post: Post, channel: str) -> list[str]:
    return [part.text for part in post.parts_for(channel)]


def to(*channels: str, text: str) -> str:
    return "---\nmedia:\n" + "".join(f" - {channel}\n" for channel in channels) + f"---\n{text}"


CUP = "https://cafe.example/cup.png"
NAME = "posts/2024/2024-10-2-shop.md"


def test_every_channel_gets_what_their_tool_sent(reads: Reads) -> None:
    (post,) = reads(convert({NAME: POST})).posts
    assert post.channels == ("mastodon-cafe", "bluesky-cafe", "linkedin-cafe")
    assert texts(post, "mastodon-cafe") == [
        "Come and **taste** it: [our shop](https://cafe.example/shop)\n\n@roaster@other.example\n#Coffee #no"
    ]
    assert texts(post, "bluesky-cafe") == ["Come and taste it: our shop: https://cafe.example/shop\n\n#Coffee"]
    assert texts(post, "linkedin-cafe") == ["Come and taste it: our shop: https://cafe.example/shop"]


def test_equal_texts_are_written_once(reads: Reads) -> None:
    imported = convert({"posts/a.md": to("mastodon-cafe", "bluesky-cafe", "linkedin-cafe", text="Hello\n")})
    (post,) = reads(imported).posts
    assert list(post.texts) == [""]
    assert str(imported.files[post.path]).count("Hello") == 2  # the title and the text


def test_id_title_time_and_place_come_from_the_file(reads: Reads) -> None:
    (post,) = reads(convert({NAME: POST})).posts
    assert (post.id, post.path) == ("2024-10-2-shop", "content/posts/2024/2024-10-2-shop.md")
    assert post.title.startswith("Come and **taste** it")
    assert post.settings.publish_at == datetime(2024, 10, 2, 9, tzinfo=UTC)


def test_channels_come_from_plugins(reads: Reads) -> None:
    imported = convert({})
    channels = reads(imported).channels
    assert sorted(channels) == ["bluesky-cafe", "linkedin-cafe", "mastodon-cafe"]
    mastodon, bluesky, linkedin = (channels[f"{name}-cafe"] for name in ("mastodon", "bluesky", "linkedin"))
    assert (mastodon.network, mastodon.server, mastodon.handle) == (
        "mastodon",
        "https://social.example",
        "cafe@social.example",
    )
    assert mastodon.limits == {"characters": 600}
    assert (bluesky.server, bluesky.handle, bluesky.limits) == (
        "https://bsky.social",
        "cafe.bsky.social",
        {"characters": 300},
    )
    assert (linkedin.network, linkedin.account) == ("linkedin", "urn:li:organization:1016")


def test_what_happens_to_every_plugin_and_setting_is_told() -> None:
    told = rows(convert({}))
    assert told["plugins.yml", "plugin Mastodon-Cafe"] == "imported"
    assert told["plugins.yml", "plugin Mastodon-Cafe: access_token"] == "changed"
    assert told["plugins.yml", "plugin bluesky-cafe: max_content_length"] == "changed"
    assert told["plugins.yml", "plugin matrix-cafe"] == "left out"
    assert told["plugins.yml", "plugin mastodon-old"] == "left out"


def test_a_secret_that_stands_in_the_file_is_repeated_nowhere() -> None:
    imported = convert({NAME: POST})
    assert "hunter2" not in str(imported)
    assert rows(imported)["plugins.yml", "plugin bluesky-cafe: password"] == "left out"


def test_every_entry_hashtag_and_mention_is_told() -> None:
    told = rows(convert({NAME: POST}))
    assert told[NAME, "channel mastodon-cafe"] == "imported"
    assert told[NAME, "channel matrix-cafe"] == "left out"
    assert told[NAME, "hashtag #no (mastodon-cafe)"] == "imported"
    assert told[NAME, "mention @roaster@other.example (mastodon-cafe)"] == "imported"
    assert told[NAME, "mention @roaster:matrix.org (matrix-cafe)"] == "left out"
    assert told[NAME, f"picture {CUP}"] == "left out"
    assert told[NAME, "text (bluesky-cafe)"] == "changed"


def test_a_picture_that_is_not_at_hand_holds_the_post(reads: Reads) -> None:
    imported = convert({NAME: POST})
    (post,) = reads(imported).posts
    assert post.settings.status is Status.ON_HOLD
    assert "1 of its pictures" in (post.notes or "")
    assert f"<!-- picture not imported: {CUP} (A cup) -->" in str(imported.files[post.path])


def test_a_picture_at_hand_is_taken_along(reads: Reads) -> None:
    options = ImportOptions(with_brand=True, fetched={CUP: png("red")})
    (post,) = reads(convert({NAME: POST}, options)).posts
    assert post.settings.status is None
    assert post.settings.media is not None
    assert [(media.alt, media.facts is not None) for media in post.settings.media] == [("A cup", True)]


@pytest.mark.parametrize(
    "options", [ImportOptions(with_brand=True, without_media=True), ImportOptions(with_brand=True)]
)
def test_a_post_is_not_held_when_told_so_or_when_everything_is_sent(reads: Reads, options: ImportOptions) -> None:
    sent = {"mastodon-cafe": True, "bluesky-cafe": True, "linkedin-cafe": options.without_media is False}
    (post,) = reads(convert({NAME: POST, "processed_files.json": json.dumps({NAME: sent})}, options)).posts
    assert post.settings.status is None


def test_more_pictures_than_their_tool_sent(reads: Reads) -> None:
    names = [f"https://cafe.example/{colour}.png" for colour in ("red", "green", "blue", "white", "black")]
    options = ImportOptions(with_brand=True, media_from={name: png(name[21:-4]) for name in names})
    text = "Look\n" + "\n".join(f"![Cup]({name})" for name in names)
    imported = convert({"posts/a.md": to("mastodon-cafe", "linkedin-cafe", text=text)}, options)
    (post,) = reads(imported).posts
    counts = [len(post.settings_for(channel).media or ()) for channel in ("mastodon-cafe", "linkedin-cafe")]
    assert counts == [4, 5]
    assert sum("mastodon-cafe" in row.what and row.what.startswith("picture") for row in imported.rows) == 1


def test_results_become_history() -> None:
    results = {
        NAME: {"mastodon-cafe": True, "bluesky-cafe": False, "matrix-cafe": True, "linkedin-cafe": "?"},
        "posts/gone.md": {"mastodon-cafe": True},
        "posts/odd.md": [],
    }
    imported = convert({NAME: POST, "processed_files.json": json.dumps(results)})
    assert imported.history == (
        Seed("2024-10-2-shop", "mastodon-cafe", "sent"),
        Seed("2024-10-2-shop", "bluesky-cafe", "failed"),
    )
    told = rows(imported)
    assert told["processed_files.json", f"result {NAME}: mastodon-cafe"] == "imported"
    assert told["processed_files.json", f"result {NAME}: matrix-cafe"] == "left out"
    assert told["processed_files.json", f"result {NAME}: linkedin-cafe"] == "left out"
    assert told["processed_files.json", "result posts/gone.md: mastodon-cafe"] == "left out"
    assert told["processed_files.json", "result posts/odd.md"] == "left out"


LONG = " ".join(f"Sentence number {number} is here." for number in range(30))


def test_a_long_text_is_cut_where_the_network_needs_it(reads: Reads) -> None:
    text = f"First https://cafe.example/{'a' * 60}\n\n\n{LONG}"
    (post,) = reads(convert({"posts/a.md": to("mastodon-cafe", "bluesky-cafe", "linkedin-cafe", text=text)})).posts
    for channel, most in (("mastodon-cafe", 600), ("bluesky-cafe", 300)):
        parts = texts(post, channel)
        measure = get_network(channel.partition("-")[0]).measure
        assert parts[0] == f"First https://cafe.example/{'a' * 60}"
        assert all(measure(part).length <= most for part in parts)
        assert " ".join(parts).split() == text.split()
        assert all(part.endswith(".") for part in parts[1:])
    assert texts(post, "linkedin-cafe") == [text]


def test_two_blank_lines_in_a_text_that_fits_stay(reads: Reads) -> None:
    (post,) = reads(convert({"posts/a.md": to("mastodon-cafe", text="One\n\n\nTwo")})).posts
    assert texts(post, "mastodon-cafe") == ["One\n\n\nTwo"]


def test_what_our_format_would_take_for_something_else_is_sent_all_the_same(reads: Reads) -> None:
    text = "One\n\n---\n\n## Program\n\n<!-- ask Anna -->\nTwo @{x} and <!-- more"
    imported = convert({"posts/a.md": to("mastodon-cafe", text=text)})
    (post,) = reads(imported).posts
    assert texts(post, "mastodon-cafe") == ["One\n\n———\n\nProgram\n\n\nTwo @ {x} and <! -- more"]
    assert "<!-- ask Anna -->" in str(imported.files[post.path])
    assert rows(imported)["posts/a.md", "comment in the text"] == "changed"


def test_mentions_of_organisations_on_linkedin_stay(reads: Reads) -> None:
    (post,) = reads(
        convert({"posts/a.md": to("linkedin-cafe", text="With @[Roaster](urn:li:organization:7) **today**")})
    ).posts
    assert texts(post, "linkedin-cafe") == ["With @[Roaster](urn:li:organization:7) today"]


def test_a_retry_keeps_its_name(reads: Reads) -> None:
    files: dict[str, str | bytes] = {
        f"posts/2024/{name}.md": to("linkedin-cafe", text="Test") for name in ("2024-10-10-t", "retry-132_2024-10-10-t")
    }
    found = {post.id: post.settings.publish_at for post in reads(convert(files)).posts}
    assert found == dict.fromkeys(["2024-10-10-t", "retry-132_2024-10-10-t"], datetime(2024, 10, 10, 9, tzinfo=UTC))


def test_a_given_time_leaves_sent_posts_where_they_are(reads: Reads) -> None:
    files: dict[str, str | bytes] = {
        "posts/2024-01-01-sent.md": to("mastodon-cafe", text="A"),
        "posts/2024-01-01-open.md": to("mastodon-cafe", text="B"),
        "processed_files.json": json.dumps({"posts/2024-01-01-sent.md": {"mastodon-cafe": True}}),
    }
    given = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    options = ImportOptions(with_brand=True, publish_at=given, publish_at_for="all")
    found = {post.id: post.settings.publish_at for post in reads(convert(files, options)).posts}
    assert found == {"2024-01-01-sent": datetime(2024, 1, 1, 9, tzinfo=UTC), "2024-01-01-open": given}


def test_without_plugins_names_are_taken_at_their_word(reads: Reads) -> None:
    imported = convert({"posts/a.md": to("mastodon-cafe", "bluesky-cafe", "slack", text="Hi")}, plugins=None)
    workspace = reads(imported)
    assert {name: channel.network for name, channel in workspace.channels.items()} == {
        "mastodon-cafe": "mastodon",
        "bluesky-cafe": "bluesky",
    }
    assert workspace.channels["mastodon-cafe"].server is None
    assert rows(imported)["plugins.yml", "plugin slack"] == "left out"


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        "---\nmedia: [\n---\nx",
        "---\nhashtags: {}\n---\nx",
        "---\nmedia: [matrix-cafe]\n---\nx",
        b"\xff\xfe",
        "",
    ],
)
def test_a_file_that_is_no_post_is_told(text: str | bytes) -> None:
    imported = convert({"posts/a.md": text, "README.md": "# Hi"})
    assert rows(imported)["posts/a.md", "file"] == "left out"
    assert rows(imported)["README.md", "file"] == "left out"
    assert not [path for path in imported.files if path.startswith("content/")]


def test_odd_front_matter_is_told() -> None:
    words = "['##Big', '', {a: b}, two words]"
    text = f"---\nmedia: x\nmood: good\nhashtags:\n mastodon-cafe: {words}\nmedia: [mastodon-cafe]\n---\nHi"
    imported = convert({"posts/a.md": text})
    told = rows(imported)
    assert told["posts/a.md", "key mood"] == "left out"
    assert told["posts/a.md", "key media"] == "changed"
    assert told["posts/a.md", "hashtag #Big (mastodon-cafe)"] == "changed"
    assert told["posts/a.md", "hashtags mastodon-cafe: entry 2"] == "left out"
    assert told["posts/a.md", "hashtags mastodon-cafe: entry 3"] == "left out"
    assert told["posts/a.md", "hashtag #two words (mastodon-cafe)"] == "changed"


def test_missing_pictures_can_be_fetched_and_given_back(reads: Reads) -> None:
    first = convert({NAME: POST, "posts/b.md": to("mastodon-cafe", text=f"![]({CUP})\n![](local.png)")})
    assert first.missing_pictures == (CUP,)
    second = convert(
        {NAME: POST}, ImportOptions(with_brand=True, fetched=dict.fromkeys(first.missing_pictures, png("red")))
    )
    assert second.missing_pictures == ()
    assert reads(second).posts[0].settings.status is None


def test_without_history_everything_is_still_to_be_sent(reads: Reads) -> None:
    sent = json.dumps({NAME: {"mastodon-cafe": True, "bluesky-cafe": True, "linkedin-cafe": True}})
    given = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    options = ImportOptions(with_brand=True, with_history=False, publish_at=given, publish_at_for="all")
    imported = convert({NAME: POST, "processed_files.json": sent}, options)
    (post,) = reads(imported).posts
    assert imported.history == ()
    assert (post.settings.publish_at, post.settings.status) == (given, Status.ON_HOLD)
    assert rows(imported)["processed_files.json", f"result {NAME}: bluesky-cafe"] == "left out"


def test_an_invisible_character_in_a_mention_is_told() -> None:
    text = POST.replace("roaster@other.example", "roaster@other.example\u202c")
    told = {row.what: row for row in convert({NAME: text}).rows}
    assert "invisible" in told["mention @roaster@other.example\u202c (mastodon-cafe)"].detail.en
