"""Published posts of rehearsed channels, one JSON file each, created once and never overwritten."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from smm_build.networks import Request, Response

__all__ = ["Sandbox", "local_folder"]

_POST_URL = re.compile(r"sandbox:/channels/(?P<channel>[\w.-]+)/posts/(?P<key>[\w.-]+)")


def local_folder(root: Path) -> Path:
    """Return ``.smm`` in the workspace, made if needed: state of this machine only, ignored by git by its own rule."""
    folder = root / ".smm"
    folder.mkdir(exist_ok=True)
    rule = folder / ".gitignore"
    if not rule.exists():
        rule.write_text("# Local state of this machine; never committed.\n*\n", encoding="utf-8")
    return folder


class Sandbox:
    """Answers ``sandbox:`` requests the way a well-behaved network would.

    ``PUT`` creates a post under a key chosen by the sender: 201 when it is new, 200 when the same content is already
    there, 409 when other content is. ``PATCH`` changes one that is there, ``DELETE``
    takes it away. ``GET`` gives it back or answers 404.
    Anything else is answered with 400.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / ".smm" / "sandbox" / "posts"
        self._root = root

    def __call__(self, request: Request) -> Response:
        """Answer one request."""
        match = _POST_URL.fullmatch(request.url)
        if match is None:
            return _answer(400, {"error": f"no such address: {request.url}"})
        file = self._folder / match["channel"] / f"{match['key']}.json"
        if request.method == "GET":
            return Response(200, body=file.read_bytes()) if file.exists() else _answer(404, {"error": "not found"})
        if request.method == "DELETE":
            return self._remove(file)
        if request.method == "PUT" and isinstance(request.json, dict):
            return self._create(file, request)
        if request.method == "PATCH" and isinstance(request.json, dict):
            return self._change(file, request)
        return _answer(400, {"error": f"{request.method} is not understood"})

    def _create(self, file: Path, request: Request) -> Response:
        body = _content(file, request)
        local_folder(self._root)
        file.parent.mkdir(parents=True, exist_ok=True)
        if _write_new(file, body):
            return Response(201, body=body)
        there = file.read_bytes()
        return Response(200 if there == body else 409, body=there)

    def _change(self, file: Path, request: Request) -> Response:
        if not file.exists():
            return _answer(404, {"error": "not found"})
        scratch = file.with_name(f".{file.name}.{os.getpid()}")
        scratch.write_bytes(_content(file, request))
        scratch.replace(file)
        return Response(200, body=file.read_bytes())

    def _remove(self, file: Path) -> Response:
        if not file.exists():
            return _answer(404, {"error": "not found"})
        file.unlink()
        return Response(204)

    def posts(self) -> Iterator[dict[str, object]]:
        """Yield everything that was published, by channel, then in order of time."""
        found = [(file.parent.name, json.loads(file.read_bytes())) for file in self._folder.glob("*/*.json")]
        for channel, post in sorted(found, key=lambda entry: (entry[0], str(entry[1].get("at")), str(entry[1]["id"]))):
            yield {**post, "channel": channel}


def _content(file: Path, request: Request) -> bytes:
    assert isinstance(request.json, dict), "asked before"
    content = {**request.json, "id": file.stem, "url": request.url}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8")


def _write_new(file: Path, body: bytes) -> bool:
    """Create ``file`` with its whole content at once; tell whether it is new. Safe against a crash and a rival."""
    scratch = file.with_name(f".{file.name}.{os.getpid()}")
    scratch.write_bytes(body)
    try:
        os.link(scratch, file)
    except FileExistsError:
        return False
    finally:
        scratch.unlink()
    return True


def _answer(status: int, content: dict[str, str]) -> Response:
    return Response(status, body=json.dumps(content).encode("utf-8"))
