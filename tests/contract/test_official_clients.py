"""The networks' own clients speak to our stand-ins: what they send was written by somebody else."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins
from tests.servers import places

CLIENTS = Path(__file__).parents[1] / "official_clients"


class Clock:
    """Time that passes with every look, so that films get ready while a client waits."""

    def __init__(self) -> None:
        self.now = datetime(2026, 12, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "server", Clock()) as server:
        yield server


def run(name: str, **said: str) -> dict[str, Any]:
    """Run a client in its own environment and return what it printed."""
    place = places.official_clients()
    assert place.ready, "the official clients are not installed: `make test` installs them"
    done = subprocess.run(
        [place.home / "bin" / "python", CLIENTS / f"{name}.py"],
        input=json.dumps(said),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return printed


def test_meta_s_client(server: SandboxServer, tmp_path: Path) -> None:
    picture = server.media / "a" / "cup.jpg"
    picture.parent.mkdir()
    Image.new("RGB", (1080, 1080), "#b3392f").save(picture)
    secrets = stand_ins()["facebook"].SECRETS
    told = run(
        "meta",
        facebook=server.address("facebook"),
        instagram=server.address("instagram"),
        token=secrets["TOKEN"],
        secret=secrets["APP_SECRET"],
        page=stand_ins()["facebook"].ACCOUNT,
        account=stand_ins()["instagram"].ACCOUNT,
        address=f"{server.media_base}/a/cup.jpg",
    )
    assert server.bugs == []
    posts = {one.text: one for one in server.shown()["facebook"]}
    assert set(posts) == {"Caffè ☕ dal client di Meta", "Con un link", "Una foto"}
    assert posts["Con un link"].link == "https://example.com/a"
    assert [alt for _, alt in posts["Una foto"].files] == ["Una tazza"]
    assert told["facebook"]["read"] == "Caffè ☕ dal client di Meta"
    assert told["facebook"]["refusal"] == [400, 100, "OAuthException"]
    (photo,) = server.shown()["instagram"]
    assert (photo.id, photo.text) == (told["instagram"]["published"], "Dal client di Meta")
    assert [alt for _, alt in photo.files] == ["Una tazza"]


def test_google_s_client(server: SandboxServer, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 600_000)
    secrets = {name.lower(): said for name, said in stand_ins()["youtube"].SECRETS.items()}
    told = run("youtube", youtube=server.address("youtube"), film=str(film), **secrets)
    assert server.bugs == []
    assert told["channels"] == [stand_ins()["youtube"].ACCOUNT]
    assert (told["pieces"], told["shown"], told["refusal"]) == (3, ["Dal client di Google"], 400)
    (shown,) = server.shown()["youtube"]
    assert shown.id == told["film"]
    assert shown.text == "Caffè ☕"


def test_x_s_client(server: SandboxServer, tmp_path: Path) -> None:
    picture = tmp_path / "cup.png"
    Image.new("RGB", (1080, 1080), "#b3392f").save(picture)
    told = run("x", server=server.address("x"), file=str(picture), **stand_ins()["x"].SECRETS)
    assert server.bugs == []
    assert told["listed"] == [told["answer"], told["post"]]
    assert told["gone"] is True
    assert told["refused"] == [403, 401], "the same words again, and a signature with another key"
    (post,) = server.shown()["x"]
    assert (post.id, post.text) == (told["post"], "Ciao dal client di X")
    assert [alt for _, alt in post.files] == ["Una tazza"]
    assert post.files[0][0] == hashlib.sha256(picture.read_bytes()).hexdigest()
