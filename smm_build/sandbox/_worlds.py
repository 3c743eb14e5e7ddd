"""The worlds of all stand-ins: one at a time each, and what is visible in them kept over a restart."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from smm_build.sandbox.standins import Answer, Asked, Shown, StandIn, World, stand_ins

__all__ = ["Worlds", "as_json", "picture_type"]

T = TypeVar("T")
_NAME = re.compile(r"(?P<network>[a-z]+)(@[A-Za-z0-9][\w.-]{0,99})?", re.ASCII)
_LARGEST_PICTURE = 20_000_000
_SIGNS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif"))


def picture_type(content: bytes) -> str | None:
    """Return the MIME type of a picture that browsers show, from its first bytes."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((mime for sign, mime in _SIGNS if content.startswith(sign)), None)


def _is_picture(content: bytes) -> bool:
    return len(content) <= _LARGEST_PICTURE and picture_type(content) is not None


@dataclass(slots=True)
class _Kept:
    """One world with what guards it."""

    stand_in: StandIn
    world: World
    lock: threading.Lock = field(default_factory=threading.Lock)


class Worlds:
    """Opens a world when it is asked for first.

    A world is called as its network, or ``network@channel`` where several channels of a network must not see each
    other's posts. ``folder`` keeps what is visible, one file of JSON lines a world, and the pictures by digest.
    """

    def __init__(
        self, folder: Path, clock: Callable[[], datetime], fetch: Callable[[str], bytes | None] = lambda _: None
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._fetch = fetch
        self._kept: dict[str, _Kept] = {}
        self._opening = threading.Lock()
        for file in sorted(folder.glob("*.jsonl")):
            self._open(file.stem)

    def knows(self, name: str) -> bool:
        """Whether there is a stand-in for the network of a world of that name."""
        match = _NAME.fullmatch(name)
        return match is not None and match["network"] in stand_ins()

    def answer(self, name: str, asked: Asked) -> Answer:
        """Let the stand-in answer, and keep what has become visible. Raises :class:`KeyError` for an unknown name."""
        kept = self._open(name)
        if kept is None:
            raise KeyError(name)
        for content in (asked.body, *(file.content for file in asked.files.values())):
            self._notice(content)
        with kept.lock:
            before = dict(kept.world.shown)
            try:
                return kept.stand_in.handle(asked, kept.world)
            finally:
                self._save(name, before, kept.world)

    def change(self, name: str, action: Callable[[World], T]) -> T:
        """Let something happen in a world. Raises :class:`KeyError` for an unknown name, and what ``action`` raises."""
        kept = self._open(name)
        if kept is None:
            raise KeyError(name)
        with kept.lock:
            return action(kept.world)

    def shown(self) -> Iterator[tuple[str, tuple[Shown, ...]]]:
        """Yield what there is in each world, in the order in which it came."""
        for name, kept in sorted(self._kept.items()):
            with kept.lock:
                yield name, tuple(kept.world.shown.values())

    def picture(self, digest: str) -> Path | None:
        """Return the file of a picture that arrived."""
        file = self._folder / "files" / digest
        return file if re.fullmatch(r"[0-9a-f]{64}", digest) and file.is_file() else None

    # --- keeping

    def _open(self, name: str) -> _Kept | None:
        with self._opening:
            if name not in self._kept and self.knows(name):
                world = World(self._clock, self._fetched, self._keep_picture)
                _fill(world, self._file(name))
                self._kept[name] = _Kept(stand_ins()[name.partition("@")[0]], world)
            return self._kept.get(name)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.jsonl"

    def _fetched(self, url: str) -> bytes | None:
        content = self._fetch(url)
        if content is not None:
            self._notice(content)
        return content

    def _notice(self, content: bytes) -> None:
        if _is_picture(content):
            self._keep_picture(hashlib.sha256(content).hexdigest(), content)

    def _keep_picture(self, digest: str, content: bytes) -> None:
        if not _is_picture(content):
            return
        file = self._folder / "files" / digest
        if not file.exists():
            _write(file, content)

    def _save(self, name: str, before: Mapping[str, Shown], world: World) -> None:
        """Add a line for everything that has become visible, has changed or is gone."""
        rows: list[dict[str, object]] = [{"gone": one} for one in before if one not in world.shown]
        rows += [as_json(one) for one in world.shown.values() if before.get(one.id) is not one]
        if not rows:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._file(name).open("a", encoding="utf-8", errors="surrogatepass") as file:
            file.writelines(f"{json.dumps(row | {'last_id': world.last_id}, ensure_ascii=False)}\n" for row in rows)


def as_json(shown: Shown) -> dict[str, object]:
    """Return what is visible as values of JSON."""
    return dataclasses.asdict(shown) | {"at": shown.at.isoformat()}


def _fill(world: World, file: Path) -> None:
    """Put into a new world what was visible; a line that cannot be read is left out, for nothing depends on it."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            row = json.loads(line.decode("utf-8", "surrogatepass"))
            world.last_id = int(row.pop("last_id"))
            if "gone" in row:
                world.hide(row["gone"])
            else:
                world.show(_shown(row))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue


def _shown(row: Mapping[str, object]) -> Shown:
    files = row["files"]
    if not isinstance(files, list):
        raise TypeError("files is a list")
    at = datetime.fromisoformat(str(row["at"]))
    return Shown(**(dict(row) | {"at": at, "files": tuple((digest, alt) for digest, alt in files)}))  # type: ignore[arg-type]


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_name(f".{file.name}.{threading.get_ident()}")
    scratch.write_bytes(content)
    scratch.replace(file)
