"""HTTP, and nothing but HTTP: the only module that knows the library behind it."""

from __future__ import annotations

import base64
import functools
import json
import logging
import os
import secrets
import ssl
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Self
from urllib.parse import urlsplit

import httpx

from smm_build import __version__
from smm_build.networks import FileBody, Request, Response
from smm_build.run.sending import AnswerLost, NotSent, is_loopback

__all__ = ["AnswerLost", "HttpTransport", "NotSent", "is_loopback"]

_TIMEOUT = httpx.Timeout(60.0, connect=10.0)
_LARGEST_ANSWER = 16 * 1024 * 1024


class HttpTransport:
    """Sends requests over HTTP. Files of a request are read from ``root``, the workspace.

    Redirects are not followed: an API that redirects a post is not the API it was. Nothing is retried here, because
    only the driver knows what may be repeated.
    """

    def __init__(self, root: Path, stamp: Callable[[], tuple[datetime, str]] | None = None) -> None:
        self._root = root
        self._stamp = stamp or _stamp
        self._client: httpx.Client | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client:
            self._client.close()

    def __call__(self, request: Request) -> Response:
        """Send a request. Raises :class:`NotSent` or :class:`AnswerLost`; their text holds no secret."""
        if not request.url.startswith("https://") and not is_loopback(request.url):
            raise NotSent("the server's address is not https")
        with ExitStack() as files:
            try:
                return self._send(request, files)
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
                raise NotSent(_host(request) + ": " + _kind(error)) from error
            except httpx.InvalidURL as error:
                raise NotSent("the server's address is not a URL") from error
            except httpx.HTTPError as error:
                raise AnswerLost(_host(request) + ": " + _kind(error)) from error
            except OSError as error:
                raise NotSent(f"a file cannot be read: {error.strerror}") from error

    def _send(self, request: Request, files: ExitStack) -> Response:
        if self._client is None:
            # httpx logs whole addresses, and an address may hold a bot's token.
            logging.getLogger("httpx").setLevel(logging.WARNING)
            self._client = httpx.Client(
                timeout=_TIMEOUT,
                follow_redirects=False,
                verify=_certificates(),
                headers={"User-Agent": f"smm/{__version__}"},
                mounts={"all://127.0.0.1": None, "all://localhost": None},  # no proxy hears what stays on this machine
            )
        content = self._content(request, files)
        signed = request.sign(request, *self._stamp()) if request.sign else {}
        with self._client.stream(
            request.method,
            request.address,
            headers=dict(request.headers) | content.pop("headers", {}) | dict(signed),
            params=dict(request.params) or None,
            **content,
        ) as answer:
            body = _read_body(answer)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(answer.status_code, headers, body)

    def _content(self, request: Request, files: ExitStack) -> dict[str, Any]:
        if request.json is not None:
            return self._json(request, files)
        if request.form is not None:
            return self._form(request.form, files)
        if isinstance(request.body, FileBody):
            return self._file(request.body, files)
        return {"content": request.body} if request.body is not None else {}

    def _json(self, request: Request, files: ExitStack) -> dict[str, Any]:
        """Return the JSON as bytes, as httpx would make them, with files in it as base64."""

        def encoded(value: object) -> str:
            if not isinstance(value, FileBody):
                raise TypeError(f"{type(value).__name__} is no JSON")
            return base64.b64encode(self._open(value, files).read()).decode("ascii")

        text = json.dumps(request.json, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=encoded)
        typed = any(name.lower() == "content-type" for name in request.headers)
        return {"content": text.encode("utf-8"), "headers": {} if typed else {"Content-Type": "application/json"}}

    def _form(self, form: Mapping[str, str | FileBody], files: ExitStack) -> dict[str, Any]:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        uploads = {
            name: (value.name or Path(value.file).name, self._open(value, files), value.mime)
            for name, value in form.items()
            if isinstance(value, FileBody)
        }
        return {"data": fields, "files": uploads} if uploads else {"data": fields}

    def _file(self, file: FileBody, files: ExitStack) -> dict[str, Any]:
        # Names its own length: some servers of files take nothing in chunks.
        content = self._open(file, files)
        size = content.seek(0, os.SEEK_END)
        content.seek(0)
        return {"content": content, "headers": {"Content-Type": file.mime, "Content-Length": str(size)}}

    def _open(self, file: FileBody, files: ExitStack) -> IO[bytes]:
        """Open a file; of a stretch of it, which is never more than a few megabytes, keep a copy."""
        content = files.enter_context((self._root / file.file).open("rb"))
        if file.start == 0 and file.length is None:
            return content
        content.seek(file.start)
        return BytesIO(content.read(-1 if file.length is None else file.length))


@functools.cache
def _certificates() -> ssl.SSLContext:
    """Read the certificates that are trusted: once a process, for the client and each proxy it may meet."""
    return httpx.create_ssl_context()


def _stamp() -> tuple[datetime, str]:
    """Return the real time, whatever day a run was told it is: a server compares it with its own clock."""
    return datetime.now(UTC), secrets.token_hex(16)


def _read_body(answer: httpx.Response) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in answer.iter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST_ANSWER:
            break
    return b"".join(pieces)


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc.rpartition("@")[2]


def _kind(error: Exception) -> str:
    return {
        "ConnectError": "no connection",
        "ConnectTimeout": "no connection in time",
        "ReadTimeout": "no answer in time",
        "WriteTimeout": "the upload took too long",
        "RemoteProtocolError": "the connection was cut",
        "ReadError": "the connection was cut",
        "WriteError": "the connection was cut",
    }.get(type(error).__name__, type(error).__name__)
