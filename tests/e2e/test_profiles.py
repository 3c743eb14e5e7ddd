"""Profiles are put onto real servers as declared, read back, found again when somebody changed them, and sent once."""

from __future__ import annotations

import io
import json
import subprocess
from typing import Any

import httpx
import pytest
from PIL import Image, ImageDraw

from tests.e2e.workspace import BRAND, Workspace, at_the_pds, make_workspace
from tests.servers.git import Remote
from tests.servers.mastodon import Mastodon
from tests.servers.pds import Account, Pds

PROFILE = "app.bsky.actor.profile"
BIO = "Caffè tostato a Torino, dal 1998. ☕"
DECLARED = """\
profile:
  name: Torrefazione Aurora
  bio: {bio}
  link: https://aurora.example/
  avatar: assets/avatar.png
  cover: assets/cover.png
"""


def picture(size: tuple[int, int], seed: int = 0) -> Image.Image:
    """Draw something with a shape of its own."""
    image = Image.new("RGB", size, "#f4efe6")
    draw = ImageDraw.Draw(image)
    width, height = size
    for number in range(6):
        left = (number * 37 + seed * 53) % 80 * width // 100
        top = (number * 61 + seed * 29) % 70 * height // 100
        draw.ellipse((left, top, left + width // 4, top + height // 3), fill=(number * 40, 90, 200 - number * 30))
    return image


def declare(workspace: Workspace, channel: str, bio: str = BIO) -> None:
    """Add the declared profile to a channel's file."""
    path = workspace.root / f"brand/channels/{channel}.yml"
    head = path.read_text(encoding="utf-8").partition("profile:")[0]
    path.write_text(head + DECLARED.format(bio=bio), encoding="utf-8")


def in_a_clone(remote: Remote) -> Workspace:
    clone = remote.clone("w")
    workspace = make_workspace(clone.path, channels=())
    workspace.write(".gitignore", ".smm/\n")
    assets = workspace.root / "content/assets"
    assets.mkdir(parents=True)
    picture((1200, 900)).save(assets / "avatar.png")
    picture((2000, 900), 3).save(assets / "cover.png")
    return workspace


def events(workspace: Workspace, channel: str) -> list[dict[str, Any]]:
    told = json.loads(workspace.smm("ledger", "show", "profile", "--format", "json").out)
    found: list[dict[str, Any]] = next(record["events"] for record in told if record["channel"] == channel)
    return found


class TestBluesky:
    """On the reference server."""

    @pytest.fixture
    def account(self, pds: Pds) -> Account:
        return pds.new_account()

    @pytest.fixture
    def workspace(self, remote: Remote, account: Account) -> Workspace:
        workspace = at_the_pds(in_a_clone(remote), account)
        declare(workspace, "bluesky")
        return workspace

    def test_applied_and_read_back(self, workspace: Workspace, account: Account, pds: Pds) -> None:
        before = workspace.smm("profiles", "diff")
        assert before.status == 1
        assert "bio" in before.out
        done = workspace.smm("profiles", "apply")
        assert done.status == 0, done.out + done.err
        (record,) = pds.records(account, PROFILE)
        said = record.value
        assert (said["displayName"], said["description"]) == ("Torrefazione Aurora", BIO)
        assert said["website"] == "https://aurora.example/"
        avatar = pds.blob(account, said["avatar"]["ref"]["$link"])
        assert Image.open(io.BytesIO(avatar)).size[0] == Image.open(io.BytesIO(avatar)).size[1]
        after = workspace.smm("profiles", "diff", "--format", "json")
        assert after.status == 0
        assert after.data["profiles"] == [{"channel": "bluesky", "state": "same", "reason": None, "differences": []}]

    def test_claimed_before_and_receipted_after(self, workspace: Workspace) -> None:
        workspace.smm("profiles", "apply")
        claimed, sent = events(workspace, "bluesky")
        assert (claimed["event"], sent["event"]) == ("claimed", "sent")
        assert claimed["digest"] == sent["digest"]
        assert workspace.smm("ledger", "verify").status == 0

    def test_a_second_apply_sends_nothing(self, workspace: Workspace, account: Account, pds: Pds) -> None:
        workspace.smm("profiles", "apply")
        (first,) = pds.records(account, PROFILE)
        again = workspace.smm("profiles", "apply")
        assert again.status == 0
        assert "as declared" in again.out
        (second,) = pds.records(account, PROFILE)
        assert second.cid == first.cid
        assert len(events(workspace, "bluesky")) == 2

    def test_what_somebody_changed_there_is_found_and_put_back(
        self, workspace: Workspace, account: Account, pds: Pds
    ) -> None:
        workspace.smm("profiles", "apply")
        (record,) = pds.records(account, PROFILE)
        by_hand = {**record.value, "description": "Changed on the phone", "pronouns": "they"}
        write = {"repo": account.did, "collection": PROFILE, "rkey": "self", "record": by_hand}
        pds.call("com.atproto.repo.putRecord", body=write, token=account.access_jwt)
        drift = workspace.smm("profiles", "diff", "--format", "json")
        assert drift.status == 1
        (row,) = drift.data["profiles"]
        assert row["differences"] == [{"field": "bio", "declared": BIO, "live": "Changed on the phone"}]
        assert workspace.smm("profiles", "apply").status == 0
        (mended,) = pds.records(account, PROFILE)
        assert mended.value["description"] == BIO
        assert mended.value["pronouns"] == "they", "what nobody declared stays"
        assert mended.value["avatar"] == record.value["avatar"], "the picture was not sent again"
        assert [event["event"] for event in events(workspace, "bluesky")] == ["claimed", "sent", "claimed", "sent"]
        assert workspace.smm("ledger", "verify").status == 0

    def test_the_same_picture_put_there_by_hand_is_no_drift(
        self, workspace: Workspace, account: Account, pds: Pds
    ) -> None:
        workspace.smm("profiles", "apply")
        (record,) = pds.records(account, PROFILE)
        for seed, differs in ((0, False), (1, True)):
            out = io.BytesIO()
            picture((1200, 900), seed).crop((150, 0, 1050, 900)).resize((300, 300)).save(out, "JPEG", quality=70)
            blob = _uploaded(pds, account, out.getvalue())
            changed = {**record.value, "avatar": blob}
            write = {"repo": account.did, "collection": PROFILE, "rkey": "self", "record": changed}
            pds.call("com.atproto.repo.putRecord", body=write, token=account.access_jwt)
            (row,) = workspace.smm("profiles", "diff", "--format", "json").data["profiles"]
            assert [one["field"] for one in row["differences"]] == (["avatar"] if differs else [])

    def test_only_what_was_approved(self, workspace: Workspace, account: Account, pds: Pds) -> None:
        workspace.write("brand/brand.yml", BRAND + "approval: {policy: merged, branch: main}\n")
        _git(workspace, "add", "-A")
        _git(workspace, "commit", "-qm", "plan")
        _git(workspace, "push", "-q", "origin", "HEAD:main")
        declare(workspace, "bluesky", "Something nobody has seen")
        refused = workspace.smm("profiles", "apply")
        assert refused.status == 1
        assert "changed after approval" in refused.out
        assert not pds.records(account, PROFILE)
        declare(workspace, "bluesky")
        assert workspace.smm("profiles", "apply").status == 0
        assert events(workspace, "bluesky")[0]["evidence"]["policy"] == "merged"
        (record,) = pds.records(account, PROFILE)
        assert record.value["description"] == BIO

    def test_a_pause_holds_it_back(self, workspace: Workspace, account: Account, pds: Pds) -> None:
        workspace.write("PAUSE", "reason: We listen first.\n")
        held = workspace.smm("profiles", "apply")
        assert held.status == 1
        assert "PAUSE" in held.out
        assert not pds.records(account, PROFILE)

    def test_a_wrong_password_is_said_plainly_and_claims_nothing(self, workspace: Workspace) -> None:
        done = workspace.smm("profiles", "apply", SMM_BLUESKY_PASSWORD="no-such-password")
        assert done.status == 1
        assert "no-such-password" not in done.out + done.err
        assert workspace.smm("ledger", "show", "profile").status == 1


class TestMastodon:
    """On mastodon_mock, which keeps no picture's bytes and gives every picture of an account the same address."""

    @pytest.fixture
    def workspace(self, remote: Remote, mastodon: Mastodon) -> Workspace:
        workspace = in_a_clone(remote)
        workspace.channel("mastodon", server=mastodon.url)
        declare(workspace, "mastodon")
        return Workspace(workspace.root, {"SMM_MASTODON_TOKEN": mastodon.acme.token})

    def test_applied_read_back_and_not_sent_again(self, workspace: Workspace, mastodon: Mastodon) -> None:
        done = workspace.smm("profiles", "apply")
        assert done.status == 0, done.out + done.err
        said = mastodon.call("GET", "/api/v1/accounts/verify_credentials", token=mastodon.acme.token)
        assert (said["display_name"], said["source"]["note"]) == ("Torrefazione Aurora", BIO)
        assert [field["value"] for field in said["source"]["fields"]] == ["https://aurora.example/"]
        assert workspace.smm("profiles", "diff").status == 0
        assert "as declared" in workspace.smm("profiles", "apply").out
        assert [event["event"] for event in events(workspace, "mastodon")] == ["claimed", "sent"]

    def test_drift_is_found_remembered_and_over(self, workspace: Workspace, mastodon: Mastodon) -> None:
        """Somebody changes the profile on the network: every clone is told, until it is put right."""
        workspace.smm("profiles", "apply")
        url, token = "/api/v1/accounts/update_credentials", mastodon.acme.token
        mastodon.call("PATCH", url, token=token, data={"display_name": "Aurora 2"})
        drift = workspace.smm("profiles", "diff")
        assert drift.status == 1
        assert "“Aurora 2” → “Torrefazione Aurora”" in drift.out
        assert "Aurora 2" not in _git(workspace, "log", "-p", "--format=%B", "refs/smm/origin/smm-profiles")
        assert "mastodon  looked at not long ago" in workspace.smm("profiles", "diff", "--older", "20h").out

        (told,) = workspace.smm("status", "--format", "json").data["profiles"]
        assert (told["channel"], told["state"], told["fields"]) == ("mastodon", "drifted", ["name"])
        assert "says something else: name" in workspace.smm("status").out
        watched = workspace.smm("watchdog", "--format", "json")
        assert (watched.status, [one["key"] for one in watched.data["problems"]]) == (0, ["profile mastodon"])

        assert workspace.smm("profiles", "apply").status == 0
        assert workspace.smm("watchdog", "--format", "json").data["problems"] == []
        declare(workspace, "mastodon", "Another bio")
        (told,) = workspace.smm("status", "--format", "json").data["profiles"]
        assert told["state"] == "changed"

    def test_a_server_that_fails_leaves_a_reason_and_the_next_run_goes_on(
        self, workspace: Workspace, mastodon: Mastodon
    ) -> None:
        mastodon.fault("PATCH /api/v1/accounts/update_credentials", "status", status=422, body={"error": "No"})
        assert workspace.smm("profiles", "apply").status == 1
        assert [event["event"] for event in events(workspace, "mastodon")] == ["claimed", "failed"]
        assert workspace.smm("profiles", "apply").status == 0


def _uploaded(pds: Pds, account: Account, content: bytes) -> dict[str, Any]:

    url = f"{account.server}/xrpc/com.atproto.repo.uploadBlob"
    headers = {"authorization": f"Bearer {account.access_jwt}", "content-type": "image/jpeg"}
    blob: dict[str, Any] = httpx.post(url, headers=headers, content=content, trust_env=False).json()["blob"]
    return blob


def _git(workspace: Workspace, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=workspace.root, check=True, capture_output=True)
    return done.stdout.decode()


class TestByHand:
    """Where no network lets us: a page with the exact texts and the cut pictures, and a note of who looked."""

    @pytest.fixture
    def workspace(self, remote: Remote) -> Workspace:
        workspace = in_a_clone(remote)
        workspace.channel("instagram", server="https://graph.facebook.com", publish="manual", handle="aurora")
        declare(workspace, "instagram")
        return workspace

    @pytest.mark.parametrize(("language", "name"), [("en", "steps.txt"), ("it", "passi.txt")])
    def test_a_checklist(self, workspace: Workspace, language: str, name: str) -> None:
        workspace.post("one", "Ciao", channels="instagram")
        path = workspace.root / "brand/channels/instagram.yml"
        path.write_text(path.read_text(encoding="utf-8") + "  pinned: one\n", encoding="utf-8")
        done = workspace.smm("profiles", "checklist", SMM_LANG=language)
        assert done.status == 0, done.err
        folder = workspace.root / ".smm/profiles"
        text = (folder / "instagram" / name).read_text(encoding="utf-8")
        assert BIO in text
        assert "https://www.instagram.com/accounts/edit/" in text
        assert {"en": "pinned post: Ciao (not out yet)", "it": "post in evidenza: Ciao (non ancora uscito)"}[
            language
        ] in text
        page = (folder / "index.html").read_text(encoding="utf-8")
        assert BIO in page
        assert 'src="instagram/avatar.png"' in page
        with Image.open(folder / "instagram/avatar.png") as avatar:
            assert avatar.size == (320, 320)
        assert not (folder / "instagram/cover.png").exists(), "Instagram has no cover"

    def test_what_somebody_saw_is_written_down(self, workspace: Workspace) -> None:
        assert workspace.smm("profiles", "apply").status == 0
        assert workspace.smm("profiles", "done", "instagram", "--by", "Giulia").status == 0
        (event,) = events(workspace, "instagram")
        assert (event["event"], event["source"], event["evidence"]) == ("sent", "done", {"by": "Giulia"})
        assert workspace.smm("profiles", "done", "instagram").status == 0
        assert workspace.smm("ledger", "verify").status == 0

    def test_the_brands_own_words_stand_in(self, workspace: Workspace) -> None:
        workspace.write("brand/brand.yml", BRAND + "about: {short: Coffee., long: We roast coffee in Turin.}\n")
        declare(workspace, "instagram", "''")
        path = workspace.root / "brand/channels/instagram.yml"
        path.write_text(path.read_text(encoding="utf-8").replace("  bio: ''\n", ""), encoding="utf-8")
        workspace.smm("profiles", "checklist")
        text = (workspace.root / ".smm/profiles/instagram/steps.txt").read_text(encoding="utf-8")
        assert "We roast coffee in Turin." in text

    def test_a_post_cannot_be_called_profile(self, workspace: Workspace) -> None:
        workspace.post("profile", channels="instagram")
        found = workspace.smm("check", "--format", "json").data["findings"]
        assert [one for one in found if one["code"] == "FMT013" and "profile" in one["fix"]]

    def test_check_says_what_is_missing(self, workspace: Workspace) -> None:
        path = workspace.root / "brand/channels/instagram.yml"
        path.write_text(path.read_text(encoding="utf-8").replace(f"  bio: {BIO}\n", ""), encoding="utf-8")
        done = workspace.smm("profiles", "check")
        assert done.status == 1
        assert "incomplete-profile" in done.out
