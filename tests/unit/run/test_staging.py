"""Files are public for as long as it takes, over real HTTP, from a real folder and from a real branch."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from smm_build.domain.brand import Staging
from smm_build.domain.channel import Channel
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import Refused, get_network
from smm_build.run.staging import Stager, place_for
from smm_build.run.staging_places import BranchPlace, FolderPlace, left_behind, name_of
from smm_build.run.transport import HttpTransport
from tests.flows import a_picture
from tests.servers.git import Remote, Repository
from tests.values import a_channel, a_variant

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
PICTURE = bytes(range(256)) * 40
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def _a_network_that_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell that Instagram fetches pictures, whatever its module says of films."""

    def fetches(channel: Channel) -> frozenset[str]:
        return frozenset({"image"})

    monkeypatch.setattr(get_network("instagram"), "fetches", fetches, raising=False)


@contextmanager
def served(answer: Callable[[str], Answer]) -> Iterator[str]:
    """Serve what ``answer`` says of each path and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answer(unquote(self.path))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def from_folder(folder: Path) -> Callable[[str], Answer]:
    """Answer with the files of a folder."""

    def answer(path: str) -> Answer:
        file = folder / path.lstrip("/")
        return (200, {}, file.read_bytes()) if file.is_file() else (404, {}, b"not found")

    return answer


def from_branch(remote: Remote, branch: str, not_yet: list[int]) -> Callable[[str], Answer]:
    """Answer with what lies on a branch, some looks too late, as a host of pages does."""

    def answer(path: str) -> Answer:
        if not_yet and not_yet.pop():
            return 404, {}, b"building"
        shown = subprocess.run(
            ["git", "-C", remote.path, "show", f"{branch}:{path.lstrip('/')}"], capture_output=True, check=False
        )
        return (404, {}, b"not found") if shown.returncode else (200, {}, shown.stdout)

    return answer


def a_post_with_a_picture(root: Path, content: bytes = PICTURE, **channel: str) -> Variant:
    """Return a post for Instagram with one picture of these bytes."""
    picture = a_picture()
    path = root / picture.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    where = {"server": "https://graph.facebook.com"} | channel
    made = a_variant(channel=a_channel("instagram", **where))
    return replace(made, parts=(VariantPart("Ciao", (picture,), made.parts[0].place),))


def a_stager(root: Path, staging: Staging | None, told: list[Sentence] | None = None, **more: object) -> Stager:
    """Return a stager that speaks HTTP for real and does not really wait."""
    clock = more.get("clock", lambda: NOW)
    assert callable(clock)
    waited = more.get("waited", [])
    assert isinstance(waited, list)
    return Stager(
        root,
        staging.base if staging else None,
        place_for(staging, root, lambda _: None),
        HttpTransport(root),
        waited.append,
        clock,
        lambda: "T0ken-that-nobody_guesses",
        (told if told is not None else []).append,
    )


# -------------------------------------------------------------------------------------------------------------- folder


def test_a_file_is_public_until_it_is_released(tmp_path: Path) -> None:
    public = tmp_path / "www"
    public.mkdir()
    variant = a_post_with_a_picture(tmp_path)
    with served(from_folder(public)) as base:
        prepared = a_stager(tmp_path, Staging(base, "www")).stage(variant)
        (url,) = prepared.staged.values()
        assert prepared.staged.keys() == {"content/assets/1.png"}
        assert url == f"{base}/smm-20261124T110000Z-T0ken-that-nobody_guesses/1.png"
        there = public / url.removeprefix(f"{base}/")
        assert there.read_bytes() == PICTURE
        assert there.stat().st_mode & 0o777 == 0o644
        assert there.parent.stat().st_mode & 0o777 == 0o755
        prepared.release()
    assert list(public.iterdir()) == []
    assert prepared.variant is variant


def test_nothing_is_staged_for_who_does_not_fetch_and_for_rehearsals(tmp_path: Path) -> None:
    """Neither needs `staging`."""
    variant = a_post_with_a_picture(tmp_path)
    stager = a_stager(tmp_path, None)
    rehearsed = replace(variant, channel=replace(variant.channel, server=None))
    elsewhere = replace(variant, channel=a_channel("mastodon", server="https://m.example"))
    assert [stager.stage(one).staged for one in (rehearsed, elsewhere)] == [{}, {}]


def test_without_a_place_it_is_refused_with_the_words_to_write(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="write `staging:` with `base`"):
        a_stager(tmp_path, None).stage(a_post_with_a_picture(tmp_path))


@pytest.mark.parametrize(
    "answer",
    [
        (404, {}, b""),
        (200, {}, PICTURE[:-1] + b"!"),
        (200, {}, PICTURE + b"more"),
        (302, {"Location": "/elsewhere"}, b""),
        (401, {}, b"password"),
    ],
    ids=["not-there", "other-bytes", "more-bytes", "redirect", "password"],
)
def test_what_is_not_public_byte_for_byte_is_refused_and_taken_away(tmp_path: Path, answer: Answer) -> None:
    """A redirect is not followed, wherever it leads: the stand-in would answer there with the right bytes."""
    public = tmp_path / "www"
    public.mkdir()
    waited: list[float] = []
    variant = a_post_with_a_picture(tmp_path)
    with (
        served(lambda path: (200, {}, PICTURE) if path == "/elsewhere" else answer) as base,
        pytest.raises(Refused, match="after eight minutes") as refused,
    ):
        a_stager(tmp_path, Staging(base, "www"), waited=waited).stage(variant)
    assert refused.value.trouble.value == "transient"
    assert 450 < sum(waited) < 500
    assert list(public.iterdir()) == []


def test_a_large_film_is_told_by_its_beginning_and_its_length(tmp_path: Path) -> None:
    """The transport reads sixteen megabytes of an answer."""
    public = tmp_path / "www"
    public.mkdir()
    large = PICTURE * 2_000
    variant = a_post_with_a_picture(tmp_path, large)
    with served(from_folder(public)) as base:
        assert a_stager(tmp_path, Staging(base, "www")).stage(variant).staged
    with served(lambda _: (200, {}, large[: 17 * 1024 * 1024])) as base, pytest.raises(Refused):
        a_stager(tmp_path, Staging(base, "www")).stage(variant)


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no such folder on this machine"):
        a_stager(tmp_path, Staging("http://127.0.0.1:9", "www")).stage(a_post_with_a_picture(tmp_path))


def test_what_a_dead_run_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    public = tmp_path / "www"
    for name in (
        name_of(NOW - timedelta(minutes=61), "dead"),
        name_of(NOW - timedelta(minutes=59), "alive"),
        "smm-99999999T999999Z-odd",
        "photos",
    ):
        (public / name).mkdir(parents=True)
        (public / name / "1.jpg").write_bytes(b"1")
    stager = a_stager(tmp_path, Staging("http://127.0.0.1:9", "www"))
    stager.sweep()
    left = {entry.name for entry in public.iterdir()}
    assert left == {name_of(NOW - timedelta(minutes=59), "alive"), "smm-99999999T999999Z-odd", "photos"}


def test_only_what_was_staged_can_be_taken_away(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "kept").mkdir()
    (tmp_path / "www/smm-20261124T110000Z-link").symlink_to(tmp_path / "kept")
    FolderPlace(tmp_path / "www").take_away(frozenset({"../kept", "smm-20261124T110000Z-link", "."}))
    assert (tmp_path / "kept").is_dir()
    assert left_behind(frozenset({"../kept", "photos", "smm-"}), NOW, timedelta(0)) == frozenset()


def test_files_that_cannot_be_taken_away_are_told(tmp_path: Path) -> None:
    public = tmp_path / "www"
    public.mkdir()
    told: list[Sentence] = []
    with served(from_folder(public)) as base:
        prepared = a_stager(tmp_path, Staging(base, "www"), told).stage(a_post_with_a_picture(tmp_path))
    (home,) = public.iterdir()
    (home / "1.png").unlink()
    home.rmdir()
    home.write_bytes(b"a file in the place of the folder")
    prepared.release()
    assert "could not be taken away" in told[0].en


# -------------------------------------------------------------------------------------------------------------- branch


@pytest.fixture
def checkout(remote: Remote) -> Repository:
    """A workspace with a remote."""
    work = remote.clone()
    work.commit("begin", {"brand/brand.yml": "name: A\n"})
    work.push()
    return work


def test_a_branch_without_a_past_is_public_until_it_is_released(remote: Remote, checkout: Repository) -> None:
    """The host of pages needs three looks to build; afterwards no commit of the branch knows the file."""
    variant = a_post_with_a_picture(checkout.path)
    waited: list[float] = []
    with served(from_branch(remote, "smm-media", [1, 1, 1])) as base:
        staging = Staging(base, branch="smm-media")
        prepared = a_stager(checkout.path, staging, waited=waited).stage(variant)
        assert waited == [1.0, 2.0, 3.0]
        assert remote.git("rev-list", "--count", "smm-media") == "1"
        prepared.release()
    assert remote.git("ls-tree", "-r", "--name-only", "smm-media") == ".nojekyll"
    assert remote.git("rev-list", "--count", "smm-media") == "1"
    assert checkout.git("status", "--porcelain", "--untracked-files=no") == ""
    assert checkout.git("branch", "--list") == "* main"


def test_two_runs_do_not_take_each_others_files_away(remote: Remote, checkout: Repository, tmp_path: Path) -> None:
    """Each pushes on what it saw; whoever was slower sees it and pushes again."""
    other = remote.clone("other")
    file = tmp_path / "1.jpg"
    file.write_bytes(PICTURE)
    places = [BranchPlace(clone.path, "origin", "smm-media", lambda _: None) for clone in (checkout, other)]
    names = [name_of(NOW, f"run-{number}-{side}") for number in range(4) for side in "ab"]
    threads = [
        threading.Thread(target=places[at % 2].put, args=(name, {"1.jpg": file})) for at, name in enumerate(names[:2])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert places[0].names() == frozenset(names[:2])
    places[1].take_away(frozenset({names[0]}))
    assert places[0].names() == {names[1]}
    assert remote.git("cat-file", "-s", f"smm-media:{names[1]}/1.jpg") == str(len(PICTURE))


def test_what_a_dead_run_left_on_the_branch_is_swept(remote: Remote, checkout: Repository, tmp_path: Path) -> None:
    file = tmp_path / "1.jpg"
    file.write_bytes(PICTURE)
    place = BranchPlace(checkout.path, "origin", "smm-media", lambda _: None)
    place.put(name_of(NOW - timedelta(hours=2), "dead"), {"1.jpg": file})
    place.put(name_of(NOW, "alive"), {"1.jpg": file})
    a_stager(checkout.path, Staging("https://p.example", branch="smm-media")).sweep()
    assert place.names() == {name_of(NOW, "alive")}


def test_a_remote_that_refuses_is_said_plainly(remote: Remote, checkout: Repository) -> None:
    hook = remote.path / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho protected branch\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    with pytest.raises(Refused, match="check that this run may push to it"):
        a_stager(checkout.path, Staging("https://p.example", branch="smm-media")).stage(
            a_post_with_a_picture(checkout.path)
        )
