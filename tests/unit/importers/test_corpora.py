"""The real plans of three teams: nothing is lost, everything is told, and our reader finds no error."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from smm_build.importers import Imported, ImportOptions, Source, get_importer, recognise
from smm_build.importers.files import read_source
from smm_build.networks import get_network
from tests.unit.importers.conftest import Reads

TEAMS = ("galaxy-social", "nodejs-bluesky", "twitter-together")


def imported_of(team: str, shared: Path) -> tuple[Source, Imported]:
    source = read_source(shared / "corpora" / team)
    return source, get_importer(team).convert(source, ImportOptions(with_brand=True))


@pytest.mark.parametrize("team", TEAMS)
def test_a_team_is_recognised_and_its_plan_reads_without_an_error(team: str, shared: Path, reads: Reads) -> None:
    source, imported = imported_of(team, shared)
    assert recognise(source) == (team,)
    workspace = reads(imported)
    assert workspace.posts
    known = {(post.id, channel) for post in workspace.posts for channel in post.channels}
    assert {(seed.post, seed.channel) for seed in imported.history} <= known
    assert len({(seed.post, seed.channel) for seed in imported.history}) == len(imported.history)


@pytest.mark.parametrize("team", TEAMS)
def test_every_file_is_told(team: str, shared: Path) -> None:
    source, imported = imported_of(team, shared)
    assert set(source) <= {row.source for row in imported.rows if row.what == "file"}
    assert all(row.detail.en and row.detail.it for row in imported.rows)


def galaxy_posts(source: Source) -> dict[str, tuple[dict[str, object], str]]:
    found = {}
    for path, data in source.items():
        if path.endswith(".md"):
            _, matter, body = data.decode().split("---\n", 2)
            found[path] = (yaml.safe_load(matter), body)
    return found


def test_every_entry_of_galaxy_social_is_told(shared: Path) -> None:
    source, imported = imported_of("galaxy-social", shared)
    expected: Counter[tuple[str, str]] = Counter()
    for path, (matter, body) in galaxy_posts(source).items():
        media = matter["media"]
        assert isinstance(media, list)
        expected.update((path, f"channel {name}") for name in media)
        for key, kind, sign in (("hashtags", "hashtag", "#"), ("mentions", "mention", "@")):
            lists = matter.get(key) or {}
            assert isinstance(lists, dict)
            expected.update((path, f"{kind} {sign}{word} ({name})") for name, words in lists.items() for word in words)
        expected.update((path, f"picture {address}") for _, address in re.findall(r"!\[(.*?)\]\((.*?)\)", body))
    results = json.loads(source["processed_files.json"])
    expected.update(
        ("processed_files.json", f"result {path}: {name}") for path, names in results.items() for name in names
    )
    expected.update(
        ("plugins.yml", f"plugin {one['name']}") for one in yaml.safe_load(source["plugins.yml"])["plugins"]
    )
    told = Counter((row.source, row.what) for row in imported.rows)
    assert sum(expected.values()) > 1_500
    assert expected - told == Counter()


def test_every_result_of_galaxy_social_for_a_channel_of_ours_is_history(shared: Path) -> None:
    source, imported = imported_of("galaxy-social", shared)
    ours = {path.rpartition("/")[2].removesuffix(".yml") for path in imported.files if "/channels/" in path}
    results = json.loads(source["processed_files.json"])
    expected = {
        (Path(path).stem, name, "sent" if result else "failed")
        for path, names in results.items()
        for name, result in names.items()
        if name in ours
    }
    assert {(seed.post, seed.channel, seed.state) for seed in imported.history} == expected


def test_no_word_of_galaxy_social_is_lost(shared: Path, reads: Reads) -> None:
    source, imported = imported_of("galaxy-social", shared)
    posts = {post.id: post for post in reads(imported).posts}
    for path, (matter, body) in galaxy_posts(source).items():
        post = posts[Path(path).stem]
        for channel in post.channels:
            tail = [
                sign + str(word)
                for key, sign in (("mentions", "@"), ("hashtags", "#"))
                for word in (matter.get(key) or {}).get(channel, [])  # type: ignore[attr-defined]
            ]
            text = re.sub(r"!\[(.*?)\]\((.*?)\)", "", body)
            if not channel.startswith("mastodon"):
                text = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r"\1: \2", text).replace("**", "")
                text = re.sub(r"(?m)^\* ", "- ", text)
            shown = "\n".join(part.text for part in post.parts_for(channel))
            assert shown.split() == " ".join([text, *tail]).split(), (path, channel)


def test_every_part_of_galaxy_social_fits_its_network(shared: Path, reads: Reads) -> None:
    workspace = reads(imported_of("galaxy-social", shared)[1])
    for post in workspace.posts:
        for name in post.channels:
            channel = workspace.channels[name]
            for part in post.parts_for(name):
                assert get_network(channel.network).measure(part.text).length <= channel.limits["characters"]
                assert channel.network != "bluesky" or len(part.text.encode()) <= 3000


def test_a_post_of_galaxy_social_with_missing_pictures_waits_unless_it_is_out(shared: Path, reads: Reads) -> None:
    imported = imported_of("galaxy-social", shared)[1]
    sent = {(seed.post, seed.channel) for seed in imported.history if seed.state == "sent"}
    for post in reads(imported).posts:
        missing = "picture not imported" in str(imported.files[post.path])
        done = all((post.id, channel) in sent for channel in post.channels)
        assert (post.settings.status is not None) == (missing and not done), post.id


def test_every_done_post_of_nodejs_is_history(shared: Path) -> None:
    source, imported = imported_of("nodejs-bluesky", shared)
    done = {path: json.loads(data) for path, data in source.items() if path.endswith(".json")}
    uris = {entry["result"]["uri"] for entry in done.values() if entry["action"] == "post"}
    assert uris
    assert {seed.id for seed in imported.history} == uris
    assert all(seed.at is not None for seed in imported.history)


def test_texts_of_tweets_are_kept_to_the_letter(shared: Path, reads: Reads) -> None:
    source, imported = imported_of("twitter-together", shared)
    texts = {post.id: "\n".join(part.text for part in post.parts_for("x")) for post in reads(imported).posts}
    assert texts == {Path(path).stem: data.decode().strip() for path, data in source.items() if path.endswith(".tweet")}
