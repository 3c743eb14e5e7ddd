"""Our readings held against the cases of those who wrote the rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from smm_build.networks import bluesky, mastodon, x
from smm_build.text.facets import find_facet_links, find_facet_mentions
from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_links, outside
from smm_build.text.measure import Entity
from smm_build.text.mentions import find_mentions, find_x_mentions


def twitter_text(shared: Path, file: str) -> dict[str, list[dict[str, Any]]]:
    cases: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        (shared / "conformance/twitter-text" / file).read_text(encoding="utf-8")
    )["tests"]
    return cases


WHOLE: dict[str, Callable[[str], tuple[Entity, ...]]] = {
    "hashtags": find_hashtags,
    "lists": lambda text: tuple(one for one in find_x_mentions(text) if "/" in one.text),
    "urls": find_links,
    "urls_without_protocol": find_links,
    "usernames": lambda text: tuple(one for one in find_x_mentions(text) if "/" not in one.text),
}
"""What has to find a text of each group from its first character to its last, or not."""
OTHERWISE = {
    # Addresses by RFC 3986, but no links in a post: twitter-text finds none of them there either.
    "urls": [
        "http://user:PASSW0RD@example.com:8080/login.php",
        "http://192.168.0.1/index.html?src=asdf",
        "http://[3ffe:1900:4545:3:200:f8ff:fe21:67cf]:80/index.html",
        "http://example.com?foo=$bar.;baz?BAZ&c=d-#top/?stories+",
    ]
}


class TestX:
    """X counts and reads as twitter-text 3 (https://github.com/twitter/twitter-text, config v3) says."""

    @pytest.mark.parametrize(
        "group", ["WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"]
    )
    def test_weighs_as_the_rules_say(self, shared: Path, group: str) -> None:
        cases = twitter_text(shared, "validate.yml")[group]
        assert cases
        for case in cases:
            assert x.measure(case["text"]).length == case["expected"]["weightedLength"], case["description"]

    def test_weighs_as_the_older_rules_say_but_for_joined_emoji(self, shared: Path) -> None:
        """Config v2, before every emoji weighed two."""
        cases = twitter_text(shared, "validate.yml")["WeightedTweetsCounterTest"]
        other = [case for case in cases if x.measure(case["text"]).length != case["expected"]["weightedLength"]]
        assert [case["text"] for case in other] == ["H🐱☺👨\u200d👩\u200d👧\u200d👦", "🙋🏽👨\u200d🎤"]

    @pytest.mark.parametrize("group", ["urls", "tco_urls_with_params", "urls_with_directional_markers"])
    def test_finds_links(self, shared: Path, group: str) -> None:
        for case in twitter_text(shared, "extract.yml")[group]:
            found = [link.text for link in find_links(case["text"])]
            expected = [url["url"] if isinstance(url, dict) else url for url in case["expected"]]
            assert found == expected, case["description"]

    def test_knows_where_links_stand(self, shared: Path) -> None:
        for case in twitter_text(shared, "extract.yml")["urls_with_indices"]:
            found = [{"url": link.text, "indices": [link.start, link.end]} for link in find_links(case["text"])]
            assert found == case["expected"], case["description"]

    def test_knows_every_top_level_domain(self, shared: Path) -> None:
        groups = twitter_text(shared, "tlds.yml")
        for case in (case for group in groups.values() for case in group):
            assert [link.text for link in find_links(case["text"])] == case["expected"]

    def test_finds_mentions(self, shared: Path) -> None:
        for case in twitter_text(shared, "extract.yml")["mentions"]:
            found = [someone.value for someone in find_x_mentions(case["text"])]
            assert found == case["expected"], case["description"]
            assert found == [someone.value for someone in find_mentions(case["text"])], "elsewhere it is the same"

    def test_knows_where_mentions_and_lists_stand(self, shared: Path) -> None:
        cases = twitter_text(shared, "extract.yml")
        for case in (*cases["mentions_with_indices"], *cases["mentions_or_lists_with_indices"]):
            found = [
                {"screen_name": one.value, "list_slug": one.text[len(one.value) + 1 :], "indices": [one.start, one.end]}
                for one in find_x_mentions(case["text"])
            ]
            assert found == [{"list_slug": "", **expected} for expected in case["expected"]], case["description"]

    @pytest.mark.parametrize("group", ["hashtags", "hashtags_from_astral"])
    def test_finds_hashtags(self, shared: Path, group: str) -> None:
        for case in twitter_text(shared, "extract.yml")[group]:
            found = outside(find_hashtags(case["text"]), find_links(case["text"]))
            assert [tag.value for tag in found] == case["expected"], case["description"]

    def test_knows_where_hashtags_stand(self, shared: Path) -> None:
        for case in twitter_text(shared, "extract.yml")["hashtags_with_indices"]:
            found = outside(find_hashtags(case["text"]), find_links(case["text"]))
            assert [{"hashtag": tag.value, "indices": [tag.start, tag.end]} for tag in found] == case["expected"]

    @pytest.mark.parametrize("group", sorted(WHOLE))
    def test_knows_what_is_one_from_end_to_end(self, shared: Path, group: str) -> None:
        other = []
        for case in twitter_text(shared, "validate.yml")[group]:
            found = WHOLE[group](case["text"])
            if (len(found) == 1 and found[0].text == case["text"]) is not case["expected"]:
                other.append(case["text"])
        assert other == OTHERWISE.get(group, [])

    def test_no_group_is_forgotten(self, shared: Path) -> None:
        """What the rules say of replies and cashtags nobody here asks; posts of 140 characters are of the past."""
        tested = {
            "validate.yml": {
                *WHOLE,
                "WeightedTweetsCounterTest",
                "WeightedTweetsWithDiscountedEmojiCounterTest",
                "UnicodeDirectionalMarkerCounterTest",
            },
            "extract.yml": {
                *("urls", "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params"),
                *("mentions", "mentions_with_indices", "mentions_or_lists_with_indices"),
                *("hashtags", "hashtags_from_astral", "hashtags_with_indices"),
            },
        }
        not_asked = {"validate.yml": {"tweets"}, "extract.yml": {"replies", "cashtags", "cashtags_with_indices"}}
        for file, groups in tested.items():
            cases = twitter_text(shared, file)
            assert set(cases) == groups | not_asked[file]
            count = sum(len(cases[group]) for group in groups)
            print(f"{file}: {count} cases of {sum(map(len, cases.values()))}")


class TestBluesky:
    """Facets as Bluesky's own client detects them (rich-text-detection.test.ts)."""

    def test_finds_mentions_and_links(self, shared: Path) -> None:
        cases = _bluesky(shared)["mentions_and_links"]
        assert cases
        for case in cases:
            assert _segments(case["text"]) == case["segments"]

    @pytest.mark.parametrize("group", ["tags", "cashtags"])
    def test_finds_tags_at_their_bytes(self, shared: Path, group: str) -> None:
        cases = _bluesky(shared)[group]
        assert cases
        print(f"{group}: {len(cases)} cases")
        for case in cases:
            tags = bluesky.measure(case["text"]).hashtags
            assert [tag.value for tag in tags] == case["tags"]
            assert [{"byteStart": tag.start, "byteEnd": tag.end} for tag in tags] == case["indices"]


class TestMastodon:
    """Lengths as Mastodon's StatusLengthValidator counts them; a content warning counts as well."""

    def test_accepts_what_mastodon_accepts(self, shared: Path) -> None:
        data = json.loads((shared / "conformance/mastodon/status_length.json").read_text(encoding="utf-8"))
        for case in data["cases"]:
            said = [
                mastodon.measure("".join(unit * count for unit, count in case[part])) for part in ("spoiler", "text")
            ]
            assert (sum(measure.length for measure in said) <= data["limit"]) is case["accept"], case["name"]


def _bluesky(shared: Path) -> dict[str, list[dict[str, Any]]]:
    cases: dict[str, list[dict[str, Any]]] = json.loads(
        (shared / "conformance/bluesky-richtext/detection.json").read_text(encoding="utf-8")
    )
    return cases


def _segments(text: str) -> list[list[str]]:
    """Cut a text at its mentions and links, as the cases of Bluesky's client do."""

    def meant(entity: Entity) -> str:
        return f"did:fake:{entity.value}" if entity.text.startswith("@") else entity.value

    segments: list[list[str]] = []
    end = 0
    for entity in sorted((*find_facet_mentions(text), *find_facet_links(text)), key=lambda entity: entity.start):
        segments += [[text[end : entity.start]]] if entity.start > end else []
        segments.append([text[entity.start : entity.end], meant(entity)])
        end = entity.end
    return segments + ([[text[end:]]] if end < len(text) else [])
