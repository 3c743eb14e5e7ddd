"""Credentials that end are exchanged at a real server, sealed for real, and never lost or shown."""

from __future__ import annotations

import base64
import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from nacl.public import PrivateKey, SealedBox

from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins
from tests.e2e.workspace import Done, Workspace, make_workspace
from tests.servers import github_contract, places

SECRETS = stand_ins()["tiktok"].SECRETS
TOKEN = "github_pat_only-for-secrets"


@dataclass
class Vault:
    """GitHub's two endpoints for secrets; what arrives is opened with the private key, as a workflow would have it.

    ``refuses`` answers every request to save with that status.
    """

    key: PrivateKey = field(default_factory=PrivateKey.generate)
    saved: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    refuses: int = 0

    def answer(self, method: str, path: str, headers: dict[str, str], body: Any) -> tuple[int, object]:
        self.asked.append(f"{method} {path}")
        if places.github().ready:
            self.faults += github_contract.request_faults(github_contract.operation(method, path), {}, body)
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return 403, {"message": "Resource not accessible by integration"}
        if path == "/repos/aurora/social/actions/secrets/public-key":
            key = base64.b64encode(bytes(self.key.public_key)).decode()
            return 200, {"key_id": "568250167242549743", "key": key}
        name = path.removeprefix("/repos/aurora/social/actions/secrets/")
        if method != "PUT" or "/" in name or body["key_id"] != "568250167242549743":
            return 404, {"message": "Not Found"}
        if self.refuses:
            return self.refuses, {"message": "Not now"}
        new = name not in self.saved
        self.saved[name] = SealedBox(self.key).decrypt(base64.b64decode(body["encrypted_value"])).decode()
        return (201 if new else 204), {}


@contextmanager
def served(vault: Vault) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, said = vault.answer(self.command, self.path, headers, json.loads(body) if body else None)
            raw = b"" if status == 204 else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_PUT = do_GET  # noqa: N815 - its name in the library

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


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a channel at TikTok's stand-in, whose token can be renewed, and one that has no end."""
    (tmp_path / "w").mkdir()
    with SandboxServer(tmp_path / "server", lambda: datetime.now(UTC)) as server:
        made = make_workspace(tmp_path / "w", channels=("sandbox",))
        made.channel("tiktok", server=server.address("tiktok"))
        secrets = {f"SMM_TIKTOK_{suffix}": value for suffix, value in SECRETS.items()}
        state = {"XDG_STATE_HOME": str(tmp_path / "state")}
        yield Workspace(made.root, secrets | state)


def refresh(workspace: Workspace, *words: str, **more: str) -> Done:
    """Refresh, and see that no secret is shown."""
    done = workspace.smm("refresh", *words, **more)
    new = [SECRETS["TOKEN"], SECRETS["REFRESH_TOKEN"], TOKEN]
    assert not [secret for secret in new if secret in done.out + done.err]
    return done


def to_github(workspace: Workspace, vault: Vault, token: str = TOKEN) -> Done:
    with served(vault) as api:
        more = {"SMM_SECRETS_TOKEN": token, "GITHUB_REPOSITORY": "aurora/social", "GITHUB_API_URL": api}
        return refresh(workspace, "--to", "github", **more)


def test_without_a_place_to_save_nothing_is_renewed(workspace: Workspace, tmp_path: Path) -> None:
    done = refresh(workspace)
    assert done.status == 0
    assert "SMM_TIKTOK_REFRESH_TOKEN" in done.out
    assert "Nothing was renewed" in done.out
    assert not list((tmp_path / "server").rglob("*token*"))


def test_github_gets_the_new_secrets_sealed_with_its_key(workspace: Workspace) -> None:
    vault = Vault()
    done = to_github(workspace, vault)
    assert done.status == 0, done.out + done.err
    assert "SMM_TIKTOK_TOKEN, SMM_TIKTOK_REFRESH_TOKEN saved; good until" in done.out
    assert vault.saved.keys() == {"SMM_TIKTOK_TOKEN", "SMM_TIKTOK_REFRESH_TOKEN"}
    assert all(vault.saved.values())
    assert vault.faults == []
    assert not any(value in done.out + done.err for value in vault.saved.values())


def test_nothing_is_renewed_before_it_is_known_that_saving_is_possible(workspace: Workspace) -> None:
    """The token may not read the key: TikTok was not asked for anything, so the old tokens are still good."""
    vault = Vault()
    done = to_github(workspace, vault, token="ghs_the-workflows-own")
    assert (done.status, done.out) == (1, "")
    assert "the permission Secrets: write" in done.err
    assert vault.saved == {}
    assert to_github(workspace, vault).status == 0


def test_without_a_token_it_says_what_is_needed(workspace: Workspace) -> None:
    done = refresh(workspace, "--to", "github", GITHUB_TOKEN="ghs_not-this-one", GITHUB_REPOSITORY="aurora/social")
    assert (done.status, "needs SMM_SECRETS_TOKEN" in done.err) == (2, True)


def test_what_cannot_be_saved_is_kept_for_the_owner_alone(workspace: Workspace, tmp_path: Path) -> None:
    vault = Vault(refuses=422)
    done = to_github(workspace, vault)
    assert (done.status, "NOT SAVED" in done.out) == (1, True)
    (kept,) = (tmp_path / "state/smm").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    lines = dict(line.split("=", 1) for line in kept.read_text(encoding="utf-8").splitlines())
    assert lines.keys() == {"SMM_TIKTOK_TOKEN", "SMM_TIKTOK_REFRESH_TOKEN"}
    assert str(kept) in done.out
    assert not any(value.strip("'") in done.out + done.err for value in lines.values())


def test_a_file_of_the_server_gets_the_new_secrets_and_keeps_its_other_lines(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "smm.env"
    file.write_text("# our server\nOTHER=1\nexport SMM_TIKTOK_TOKEN=old\nSMM_TIKTOK_TOKEN=older\n", encoding="utf-8")
    file.chmod(0o644)
    done = refresh(workspace, "tiktok", "--to", "env-file", str(file))
    assert done.status == 0, done.out + done.err
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["# our server", "OTHER=1"]
    assert [line.partition("=")[0] for line in lines[2:]] == ["export SMM_TIKTOK_TOKEN", "SMM_TIKTOK_REFRESH_TOKEN"]
    assert "old" not in lines[2]
    assert file.stat().st_mode & 0o777 == 0o600
    shown = subprocess.run(
        ["sh", "-c", f'. {file}; printf %s "$SMM_TIKTOK_TOKEN"'], capture_output=True, text=True, check=True
    )
    assert shown.stdout
    assert "'" not in shown.stdout


def test_a_file_that_git_sees_is_refused_before_anything_is_renewed(workspace: Workspace) -> None:
    """Ignored it is taken; ignored but committed already it is not."""

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", workspace.root, *words], check=True, capture_output=True)

    git("init", "--quiet")
    file = workspace.root / "smm.env"
    done = refresh(workspace, "--to", "env-file", str(file))
    assert (done.status, "secrets never go there" in done.err) == (1, True)
    assert not file.exists()
    file.write_text("OLD=1\n", encoding="utf-8")
    git("add", "smm.env")
    (workspace.root / ".gitignore").write_text("*.env\n", encoding="utf-8")
    assert refresh(workspace, "--to", "env-file", str(file)).status == 1
    assert refresh(workspace, "--to", "env-file", str(workspace.root / "other.env")).status == 0


def test_a_refusal_of_the_network_is_a_sentence(workspace: Workspace, tmp_path: Path) -> None:
    done = refresh(workspace, "--to", "env-file", str(tmp_path / "a.env"), SMM_TIKTOK_CLIENT_SECRET="wrong")
    assert (done.status, "failed" in done.out) == (1, True)
    assert not (tmp_path / "a.env").exists()


def test_wrong_use_is_said_plainly(workspace: Workspace) -> None:
    assert "needs the path of the file" in refresh(workspace, "--to", "env-file").err
    assert "there is no channel nothing" in refresh(workspace, "nothing").err
