"""What arrives over HTTP becomes the request a stand-in sees: forms taken apart, headers in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl, urlsplit

from smm_build.sandbox.standins import Asked, Said

__all__ = ["received"]

_URLENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"
_OPTION = re.compile(r'([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;"]*))')
_ESCAPED = re.compile(r"\\(.)")


def received(method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes, base: str) -> Asked:
    """Return a request as its stand-in sees it.

    ``target`` is the path and query with the stand-in's folder taken off; the path stays percent-encoded, as it came.
    Of a name that comes twice the last value counts. What is no form stays in the body.
    """
    url = urlsplit(target)
    named = {name.lower(): value for name, value in headers}
    kind, options = _options(named.get("content-type", ""))
    form: dict[str, str] = {}
    files: dict[str, Said] = {}
    if kind == _URLENCODED:
        form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    elif kind == _MULTIPART and options.get("boundary"):
        for name, said in _parts(body, options["boundary"].encode("latin-1", "replace")):
            if isinstance(said, Said):
                files[name] = said
            else:
                form[name] = said
        body = b""
    params = dict(parse_qsl(url.query, keep_blank_values=True))
    return Asked(method, url.path or "/", base, params, named, body, form, files, url.query)


def _options(value: str) -> tuple[str, Mapping[str, str]]:
    """Take apart a header such as ``form-data; name="a"``.

    Not with the standard library's parser of mail, which stumbles over options that were made badly on purpose.
    """
    kind, _, rest = value.partition(";")
    found = {name.lower(): quoted or plain for name, quoted, plain in _OPTION.findall(rest)}
    return kind.strip().lower(), {name: _ESCAPED.sub(r"\1", said.strip()) for name, said in found.items()}


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, str | Said]]:
    """Yield the fields of a multipart form (RFC 7578); a part without a name is passed over."""
    _, *pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)
    for piece in pieces:
        if piece.startswith(b"--"):
            return
        head, found, content = piece.partition(b"\r\n\r\n")
        fields = _fields(head)
        _, said = _options(fields.get("content-disposition", ""))
        if not found or "name" not in said:
            continue
        if "filename" in said:
            mime = fields.get("content-type", "application/octet-stream")
            yield said["name"], Said(said["filename"], mime, content)
        else:
            yield said["name"], content.decode("utf-8", "replace")


def _fields(head: bytes) -> dict[str, str]:
    rows = [row.partition(":") for row in head.decode("utf-8", "replace").split("\r\n") if ":" in row]
    return {name.strip().lower(): value.strip() for name, _, value in rows}
