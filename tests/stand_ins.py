"""Speak to a stand-in without a server between: requests become what it would have received over HTTP."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from PIL import Image

from smm_build.domain.delivery import Claim, PartReceipt
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import Account, FileBody, PartTask, Request, Response
from smm_build.sandbox.standins import Asked, Said, StandIn, World, stand_ins
from tests.cases import Case, File
from tests.flows import PLANNED, SEED
from tests.values import a_channel, a_post, a_variant

__all__ = ["MEDIA", "InProcess", "account_at", "task_of", "variant_of"]

MEDIA = "https://media.example.com"
"""Where the files of a task are staged for networks that fetch them."""
_KINDS = {".png": "PNG", ".jpg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".pdf": "PDF"}
_MIME = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
}


@dataclass
class InProcess:
    """A stand-in and the world it keeps: call it with a request.

    Every address is answered by the stand-in: hosts are told apart by the server tests, which use real HTTP.
    """

    network: str
    root: Path
    now: datetime = PLANNED
    base: str = "http://127.0.0.1:9"
    asked: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.base = f"{self.base}/{self.network}"
        self.stand_in: StandIn = stand_ins()[self.network]
        self.world = World(lambda: self.now, self._fetch)

    def __call__(self, request: Request) -> Response:
        self.asked.append(request)
        answer = self.stand_in.handle(self._received(request), self.world)
        body = answer.content if isinstance(answer.content, bytes) else json.dumps(answer.content).encode()
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(answer.status, headers, b"" if answer.content is None else body)

    def _fetch(self, url: str) -> bytes | None:
        file = self.root / url.removeprefix(f"{MEDIA}/")
        return file.read_bytes() if url.startswith(MEDIA) and file.is_file() else None

    def _received(self, request: Request) -> Asked:
        assert request.url.startswith(f"{self.base}/"), f"{request.purpose}: {request.url} is no stand-in"
        url = urlsplit(request.address.removeprefix(self.base))
        signed = request.sign(request, self.now, f"number {len(self.asked)}") if request.sign else {}
        headers = {name.lower(): value for name, value in {**request.headers, **signed}.items()}
        form: dict[str, str] = {}
        files: dict[str, Said] = {}
        body = self._bytes(request.body)
        if isinstance(request.body, FileBody):
            headers.setdefault("content-type", request.body.mime)
        if request.json is not None:
            body, headers["content-type"] = json.dumps(request.json, default=self._base64).encode(), "application/json"
        for name, value in (request.form or {}).items():
            if isinstance(value, FileBody):
                files[name] = Said(value.name or Path(value.file).name, value.mime, self._bytes(value))
            else:
                form[name] = value
        if request.form is not None:
            headers["content-type"] = "multipart/form-data" if files else "application/x-www-form-urlencoded"
            body = b"" if files else urlencode(form).encode()
        headers["content-length"] = str(len(body))
        params = dict(parse_qsl(url.query, keep_blank_values=True)) | dict(request.params)
        return Asked(request.method, url.path, self.base, params, headers, body, form, files, url.query)

    def _base64(self, body: FileBody) -> str:
        return base64.b64encode(self._bytes(body)).decode()

    def _bytes(self, body: FileBody | bytes | None) -> bytes:
        if isinstance(body, FileBody):
            with (self.root / body.file).open("rb") as file:
                file.seek(body.start)
                return file.read(-1 if body.length is None else body.length)
        return body or b""


def account_at(stand_in: InProcess, **more: str) -> Account:
    """Return an account of the stand-in, with the secrets it takes."""
    said = {"account": stand_in.stand_in.ACCOUNT} | more
    channel = a_channel(stand_in.network, server=stand_in.base, **said)
    return Account(channel, stand_in.base, stand_in.stand_in.SECRETS)


def variant_of(case: Case, account: Account, root: Path) -> Variant:
    """Return the case as its channel will show it, with its files written below ``root``."""
    settings = replace(case.settings, first_comment=case.comment) if case.comment else case.settings
    post = a_post(case.id, settings=settings)
    variant = a_variant(post, channel=account.channel, parts=case.parts)
    first = VariantPart(case.parts[0], tuple(_written(file, root) for file in case.files), variant.parts[0].place)
    comment = VariantPart(case.comment, (), Place(post.path, 3)) if case.comment else None
    return replace(variant, parts=(first, *variant.parts[1:]), link=case.link, comment=comment)


def task_of(
    variant: Variant,
    number: int = 1,
    earlier: Sequence[PartReceipt] = (),
    notes: Mapping[str, str] | None = None,
    late: timedelta = timedelta(),
) -> PartTask:
    """Return the task to send one message of the variant; its files are staged."""
    claim = Claim(SEED, PLANNED, PLANNED + late + timedelta(minutes=15), len(variant.messages))
    staged = {media.file: f"{MEDIA}/{media.file}" for part in variant.parts for media in part.media}
    if variant.settings.cover:
        staged[variant.settings.cover.file] = f"{MEDIA}/{variant.settings.cover.file}"
    return PartTask(
        variant, number, tuple(earlier), claim, (PLANNED + late).astimezone(UTC), notes=notes or {}, staged=staged
    )


def _written(file: File, root: Path) -> Media:
    path = root / "content" / "assets" / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in _KINDS:
        Image.new("RGB", (file.width, file.height), "#b3392f").save(path, _KINDS[path.suffix])
    else:
        path.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + file.name.encode())
    if file.size is not None:
        with path.open("ab") as out:
            out.truncate(file.size)
    raw = path.read_bytes()
    facts = MediaFacts(
        hashlib.sha256(raw).hexdigest(),
        len(raw),
        _MIME[path.suffix],
        file.width,
        file.height,
        moving=path.suffix == ".gif",
        seconds=file.seconds,
    )
    return Media(path.relative_to(root).as_posix(), file.alt, Place("content/posts/espresso.md", 5), facts)
