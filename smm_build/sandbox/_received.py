"""What arrives over HTTP becomes the request a stand-in sees: forms taken apart, headers in lower case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from email.message import Message
from urllib.parse import parse_qsl, urlsplit

from smm_build.sandbox.standins import Asked, Said

__all__ = ["received"]

_URLENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"


def received(method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes, base: str) -> Asked:
    """Return a request as its stand-in sees it.

    ``target`` is the path and query with the stand-in's folder taken off; the path stays percent-encoded, as it came.
    Of a name that comes twice the last value counts. What is no form stays in the body.
    """
    url = urlsplit(target)
    named = {name.lower(): value for name, value in headers}
    kind, options = _content_type(named.get("content-type", ""))
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
    return Asked(method, url.path or "/", base, params, named, body, form, files)


def _content_type(value: str) -> tuple[str, Mapping[str, str]]:
    message = Message()
    message["content-type"] = value or "application/octet-stream"
    options = message.get_params(failobj=[])[1:]
    return message.get_content_type(), {name.lower(): said for name, said in options}


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, str | Said]]:
    """Yield the fields of a multipart form (RFC 7578); a part without a name is passed over.

    Taken apart here and not by the standard library's parser of mail, which mends line ends inside of files.
    """
    delimiter = b"\r\n--" + boundary
    _, *pieces = (b"\r\n" + body).split(delimiter)
    for piece in pieces:
        if piece.startswith(b"--"):
            return
        head, found, content = piece.partition(b"\r\n\r\n")
        if not found:
            continue
        fields = _fields(head)
        disposition = Message()
        disposition["content-disposition"] = fields.get("content-disposition", "form-data")
        name = disposition.get_param("name", header="content-disposition")
        if not isinstance(name, str):
            continue
        file = disposition.get_filename()
        if file is None:
            yield name, content.decode("utf-8", "replace")
        else:
            yield name, Said(file, fields.get("content-type", "application/octet-stream"), content)


def _fields(head: bytes) -> dict[str, str]:
    rows = [row.partition(":") for row in head.decode("utf-8", "replace").split("\r\n") if ":" in row]
    return {name.strip().lower(): value.strip() for name, _, value in rows}
