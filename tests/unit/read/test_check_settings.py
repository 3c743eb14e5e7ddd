"""``brand/checks.yml``: what a brand may say about checks, and what it may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from smm_build.domain.finding import Severity
from smm_build.read import Loaded, load

Reader = Callable[[str], Loaded]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def with_settings(text: str) -> Loaded:
        (tmp_path / "brand").mkdir(exist_ok=True)
        (tmp_path / "brand/brand.yml").write_text("name: A\ntimezone: Europe/Rome\n", encoding="utf-8")
        (tmp_path / "brand/checks.yml").write_text(text, encoding="utf-8")
        return load(tmp_path)

    return with_settings


def test_everything_a_brand_may_say(read: Reader) -> None:
    loaded = read(
        "select: [BRD, str, two-posts-at-once]\nignore: hashtag-in-lower-case\n"
        "severity: {banned-term: error, STR101: hint}\noptions: {CAL101: {minutes: 30}}\n"
    )
    assert loaded.findings == ()
    settings = loaded.workspace.check_settings
    assert settings.select == ("BRD", "str", "two-posts-at-once")
    assert settings.ignore == ("hashtag-in-lower-case",)
    assert settings.severity == {"banned-term": Severity.ERROR, "unknown-pillar": Severity.HINT}
    assert settings.options == {("two-posts-at-once", "minutes"): 30}


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("ignore: [baned-term]", "FMT032", "banned-term"),
        ("select: [XYZ]", "FMT032", ""),
        ("ignore: [text-too-long]", "FMT034", ""),
        ("ignore: [SEC101]", "FMT034", ""),
        ("ignore: [broken-yaml]", "FMT034", ""),
        ("severity: {NET101: warning}", "FMT034", ""),
        ("severity: {secret-in-file: hint}", "FMT034", ""),
        ("severity: {banned-trem: hint}", "FMT032", "banned-term"),
        ("severity: {banned-term: grave}", "FMT005", ""),
        ("options: {two-posts-at-once: {minuts: 3}}", "FMT032", "minutes"),
        ("options: {two-posts-at-once: {minutes: soon}}", "FMT005", ""),
        ("options: {unknown-pillar: {minutes: 3}}", "FMT032", ""),
        ("selct: [BRD]", "FMT004", "select"),
    ],
)
def test_what_it_may_not_say_is_found_and_does_not_count(text: str, code: str, said: str, read: Reader) -> None:
    loaded = read(f"{text}\n")
    (finding,) = loaded.findings
    assert (finding.code, finding.place.path, finding.place.line) == (code, "brand/checks.yml", 1)
    assert finding.fix is not None
    assert said in finding.fix.en
    assert loaded.workspace.check_settings.severity == {}
    assert loaded.workspace.check_settings.options == {}


def test_rules_of_the_brand_s_own_are_known(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "brand/rules").mkdir(parents=True)
    (tmp_path / "brand/rules/no-cheap.yml").write_text("kind: forbid\nwords: [cheap]\n", encoding="utf-8")
    assert read("ignore: [no-cheap, RUL-no-cheap, RUL]\n").findings == ()
    (finding,) = read("severity: {no-cheap: error}\n").findings
    assert finding.code == "FMT034"
