"""One file, and what each network gets of it: published for real, over HTTP, to stand-ins that look at the bytes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from smm_build.run.staging_places import name_of
from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins
from tests.e2e.workspace import Workspace, make_workspace


@dataclass(frozen=True)
class Place:
    """A workspace in git with channels at stand-ins, and the server they are on."""

    workspace: Workspace
    server: SandboxServer

    def channel(self, name: str) -> None:
        """Add a channel at the network's stand-in."""
        account = stand_ins()[name].ACCOUNT
        self.workspace.channel(name, server=self.server.address(name), account=json.dumps(account))
        self.workspace.environment.update(
            {f"SMM_{name.upper()}_{suffix}": value for suffix, value in stand_ins()[name].SECRETS.items()}
        )

    def picture(self, name: str, size: tuple[int, int]) -> None:
        """Write a picture that hardly gets lighter by compression."""
        path = self.workspace.root / "content/assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.effect_noise(size, 90).convert("RGB").save(path)

    def published(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Publish, and return what became of each delivery."""
        done = self.workspace.publish()
        return {(row["post"], row["channel"]): row for row in done.deliveries}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    (tmp_path / "w").mkdir()
    subprocess.run(["git", "init", "--quiet", tmp_path / "w"], check=True)
    with SandboxServer(tmp_path / "server", lambda: datetime(2026, 11, 24, 11, 30, tzinfo=UTC)) as server:
        made = Place(make_workspace(tmp_path / "w", channels=()), server)
        brand = (made.workspace.root / "brand/brand.yml").read_text(encoding="utf-8")
        made.workspace.write(
            "brand/brand.yml", f"{brand}staging: {{base: '{server.media_base}', folder: '{server.media}'}}\n"
        )
        yield made
        assert server.bugs == []


def test_one_picture_for_a_network_that_takes_it_and_for_one_that_fetches_another(place: Place) -> None:
    """Mastodon gets the PNG itself; TikTok takes no PNG and no files: it fetches a JPEG that is gone afterwards."""
    place.channel("mastodon")
    place.channel("tiktok")
    place.picture("cup.png", (600, 600))
    place.workspace.post(
        "cup", channels="mastodon, tiktok", media="[{file: assets/cup.png, alt: A cup}]", visibility="public"
    )
    outcome = place.published()
    assert {key: row["state"] for key, row in outcome.items()} == {
        ("cup", "mastodon"): "sent",
        ("cup", "tiktok"): "sent",
    }, outcome
    assert list(place.server.media.iterdir()) == []
    made = [path.suffix for path in (place.workspace.root / ".smm/media").iterdir()]
    assert made == [".jpg"]
    assert place.published() == {}
    shown = place.workspace.smm("ledger", "show", "cup", "--format", "json").data
    digests = {event["digest"] for record in shown for event in record["events"]}
    assert len(digests) == 2, "one of each channel: what was written, whatever was sent"
    status = subprocess.run(
        ["git", "-C", place.workspace.root, "status", "--porcelain", "--untracked-files=all"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ".smm" not in status.stdout


def test_a_picture_that_breaks_after_the_check_stops_its_delivery_alone(place: Place) -> None:
    """Its header is fine and its end is missing: a sentence, and the other post is out."""
    place.channel("tiktok")
    place.channel("mastodon")
    place.picture("broken.png", (600, 600))
    path = place.workspace.root / "content/assets/broken.png"
    path.write_bytes(path.read_bytes()[:9_000])
    place.workspace.post("broken", channels="tiktok", media="[{file: assets/broken.png, alt: A cup}]")
    place.workspace.post("fine", channels="mastodon")
    outcome = place.published()
    assert outcome["fine", "mastodon"]["state"] == "sent"
    assert outcome["broken", "tiktok"]["state"] == "failed"
    assert "cannot be made ready: the file is damaged" in outcome["broken", "tiktok"]["reason"]
    assert list(place.server.media.iterdir()) == []


def test_without_staging_it_is_held_back_and_says_what_to_write(place: Place) -> None:
    place.channel("tiktok")
    place.workspace.write("brand/brand.yml", "name: Test\nlocale: en\nlanguages: [en]\ntimezone: Europe/Rome\n")
    place.picture("cup.jpg", (600, 600))
    place.workspace.post("cup", channels="tiktok", media="[{file: assets/cup.jpg, alt: A cup}]")
    assert "no-public-address-for-files" in place.workspace.smm("check").out
    assert place.published()["cup", "tiktok"]["state"] == "blocked"


def test_what_a_dead_run_left_is_gone_after_the_next_run(place: Place) -> None:
    place.channel("mastodon")
    dead = place.server.media / name_of(datetime(2026, 11, 24, 9, tzinfo=UTC), "dead")
    alive = place.server.media / name_of(datetime(2026, 11, 24, 11, tzinfo=UTC) + timedelta(minutes=5), "alive")
    for folder in (dead, alive):
        folder.mkdir()
        (folder / "1.jpg").write_bytes(b"1")
    place.workspace.post("one", channels="mastodon")
    assert place.published()["one", "mastodon"]["state"] == "sent"
    assert list(place.server.media.iterdir()) == [alive]
