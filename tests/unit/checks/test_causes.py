"""Every cause of failure in the history of a team that publishes from git is found before the merge, or cannot occur.

The causes are those that can be read from the history of https://github.com/usegalaxy-eu/galaxy-social (CC0): each
cost deliveries there, and each test names one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from smm_build.checks import run_checks
from smm_build.compose import compose_all
from smm_build.domain.finding import Finding, Severity
from smm_build.networks import get_network
from smm_build.networks.linkedin import version_ends
from smm_build.read import load
from smm_build.run.renditions import Workshop

BRAND = {"brand/brand.yml": "name: Vertebrates\ntimezone: Europe/Rome\n"}
CHANNELS = {
    f"brand/channels/{name}.yml": f"network: {name}\nhandle: vertebrates.example\n"
    for name in ("bluesky", "linkedin", "mastodon")
}
PEOPLE = {"brand/people.yml": "lab:\n  name: The Lab\n  handles: {bluesky: lab.example.com}\n"}


def post(channels: str, text: str, more: str = "") -> str:
    return f"---\npublish_at: 2026-12-01 09:30\nchannels: [{channels}]\n{more}---\n\n{text}\n"


def errors_in(root: Path, files: Mapping[str, str | bytes]) -> dict[str, Finding]:
    return {name: found for name, found in findings_in(root, files).items() if found.severity is Severity.ERROR}


def findings_in(root: Path, files: Mapping[str, str | bytes]) -> dict[str, Finding]:
    for path, inside in {**BRAND, **CHANNELS, **PEOPLE, **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(inside if isinstance(inside, bytes) else inside.encode())
    loaded = load(root)
    found = [*loaded.findings, *run_checks(loaded.workspace, compose_all(loaded.workspace))]
    return {finding.name: finding for finding in found}


def heavy_picture(*, moving: bool = False) -> bytes:
    out = BytesIO()
    image = Image.effect_noise((1500, 1500), 90).convert("RGB")
    image.save(out, "PNG", save_all=moving, append_images=[ImageOps.invert(image)] if moving else [])
    return out.getvalue()


def test_a_version_of_linkedin_that_was_retired(tmp_path: Path) -> None:
    """LinkedIn answered 426 when its version had ended: the day is known, and looking at an account tells it early."""
    assert version_ends() > date(2026, 11, 23)
    assert errors_in(tmp_path, {"content/posts/a.md": post("linkedin", "Good news.")}) == {}


def test_special_characters_that_linkedin_reads_as_commands(tmp_path: Path) -> None:
    """Texts with brackets and stars lost their end: they are kept as people see them and measured so."""
    text = "A (new) tool [v2], 5 * 3 < 16 @ home_page | ~all~ {done} #1"
    assert errors_in(tmp_path, {"content/posts/a.md": post("linkedin", text)}) == {}
    workspace = load(tmp_path).workspace
    (variant,) = compose_all(workspace)
    assert variant.parts[0].text == text
    assert get_network("linkedin").measure(text).length == len(text)


def test_a_page_that_refuses_to_give_its_picture(tmp_path: Path) -> None:
    """Pictures were fetched while publishing, and some pages refused: here they are files, and an address is found."""
    text = "![A frog on a leaf](https://images.example/frog.jpg)\n\nGood news."
    found = errors_in(tmp_path, {"content/posts/a.md": post("mastodon", text)})
    assert set(found) == {"remote-media"}
    assert found["remote-media"].post == "a"


def test_a_picture_over_the_size_of_bluesky(tmp_path: Path) -> None:
    """It cannot occur: a lighter one is made of it, for Bluesky alone. Of one that moves none is, and it is found."""
    picture = heavy_picture()
    assert 2_000_000 < len(picture) < 16_000_000
    files: dict[str, str | bytes] = {
        "content/assets/frog.png": picture,
        "content/posts/a.md": post("bluesky, mastodon", "![A frog on a leaf](../assets/frog.png)\n\nGood news."),
    }
    assert errors_in(tmp_path, files) == {}
    made = {}
    for variant in compose_all(load(tmp_path).workspace):
        real = replace(variant, channel=replace(variant.channel, server="https://server.example"))
        (made[variant.channel.id],) = Workshop(tmp_path).prepare(real).variant.parts[0].media
    assert made["mastodon"].file == "content/assets/frog.png"
    limit = get_network("bluesky").LIMITS.image_bytes
    assert limit
    assert made["bluesky"].facts
    assert made["bluesky"].facts.size <= limit
    files["content/assets/frog.png"] = heavy_picture(moving=True)
    found = errors_in(tmp_path, files)
    assert found["picture-too-heavy"].channel == "bluesky"


@pytest.mark.parametrize("channel", ["bluesky", "linkedin", "mastodon"])
def test_a_drawing_in_svg(tmp_path: Path, channel: str) -> None:
    files = {
        "content/assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>',
        "content/posts/a.md": post(channel, "![Our round logo](../assets/logo.svg)\n\nGood news."),
    }
    assert set(errors_in(tmp_path, files)) == {"picture-type-not-taken"}


def test_an_invisible_character_in_a_handle(tmp_path: Path) -> None:
    text = "With @lab.example.com\u202c today."
    assert set(errors_in(tmp_path, {"content/posts/a.md": post("bluesky", text)})) == {"invisible-character-in-handle"}


def test_html_in_the_text(tmp_path: Path) -> None:
    found = findings_in(tmp_path, {"content/posts/a.md": post("mastodon", "Good<br>news &amp; <b>more</b>.")})
    assert found["html-in-text"].severity is Severity.WARNING


def test_a_mention_of_an_organisation_that_does_not_resolve(tmp_path: Path) -> None:
    known = post("bluesky, linkedin", "With @{lab}.")
    unknown = post("bluesky", "With @{labs}.")
    found = errors_in(tmp_path, {"content/posts/a.md": known, "content/posts/b.md": unknown})
    assert found["mention-without-handle"].channel == "linkedin"
    assert found["unknown-entity"].post == "b"


def test_one_post_written_again_for_another_network(tmp_path: Path) -> None:
    """There a network's own text meant another file, `-bs` or `-masto`: here it is a heading, and copies are found."""
    text = "The new genome of the golden-mantled ground squirrel has been assembled, curated and released this week."
    own = post("mastodon, bluesky", text, "") + "\n## bluesky\n\nThe squirrel's genome is out.\n"
    assert "text-said-before" not in findings_in(tmp_path, {"content/posts/a.md": own})
    again = {"content/posts/a-masto.md": post("mastodon", text).replace("09:30", "11:30")}
    assert findings_in(tmp_path, again)["text-said-before"].post == "a-masto"
