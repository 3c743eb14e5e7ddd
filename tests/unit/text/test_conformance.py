"""Our readings held against the cases of those who wrote the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from smm_build.networks import bluesky, mastodon, x
from smm_build.text.facets import find_facet_links, find_facet_mentions
from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_links, outside
from smm_build.text.measure import Entity
from smm_build.text.mentions import find_mentions


def twitter_text(shared: Path, file: str) -> dict[str, list[dict[str, Any]]]:
    cases: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        (shared / "conformance/twitter-text" / file).read_text(encoding="utf-8")
    )["tests"]
    return cases


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
            assert [someone.value for someone in find_mentions(case["text"])] == case["expected"], case["description"]

    @pytest.mark.parametrize("group", ["hashtags", "hashtags_from_astral"])
    def test_finds_hashtags(self, shared: Path, group: str) -> None:
        for case in twitter_text(shared, "extract.yml")[group]:
            found = outside(find_hashtags(case["text"]), find_links(case["text"]))
            assert [tag.value for tag in found] == case["expected"], case["description"]


class TestBluesky:
    """Facets as Bluesky's own client detects them (rich-text-detection.test.ts)."""

    def test_finds_mentions_and_links(self, shared: Path) -> None:
        cases = _bluesky(shared)["mentions_and_links"]
        assert cases
        for case in cases:
            assert _segments(case["text"]) == case["segments"]

    def test_finds_tags_at_their_bytes(self, shared: Path) -> None:
        cases = _bluesky(shared)["tags"]
        assert cases
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
