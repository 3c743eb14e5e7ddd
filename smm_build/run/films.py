"""Make a film of a film, with ffmpeg: MP4 with H.264 and AAC, which every network with films takes.

A film may be written to do harm: it is opened as the kind its first bytes say, and only from the disk, so that no
playlist in it can make ffmpeg fetch anything or read other files
(https://ffmpeg.org/ffmpeg-protocols.html and https://ffmpeg.org/ffmpeg-formats.html, read 2026-11-23).
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

from smm_build.compose.renditions import Rendition
from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.run.prepared import NotMade

__all__ = ["film_of", "missing_programs", "seconds_of_film"]

_DEMUXERS = {
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "video/webm": "matroska",
    "video/x-matroska": "matroska",
}
_SOUND = 128_000
_SPARE = 0.93
"""Share of the weight that may be spent: the container and the encoder's aim take the rest."""
_TRIES = 4
_PATIENCE = 600.0
"""Seconds; a claim lives for fifteen minutes."""
_QUALITY = "20"
"""The constant rate factor of x264, below which a film looks like its source (https://trac.ffmpeg.org/wiki/Encode/H.264,
read 2026-11-23)."""


@functools.cache
def missing_programs() -> tuple[str, ...]:
    """Return which of the programs that films need are not there; asked once."""
    return tuple(program for program in ("ffmpeg", "ffprobe") if shutil.which(program) is None)


def seconds_of_film(source: Path, mime: str) -> float | None:
    """Ask ffprobe how long a film is, ``None`` when the film does not say. Raises :class:`NotMade`."""
    _need_programs()
    asked = ("-show_entries", "format=duration", "-of", "csv=p=0")
    said = _run(["ffprobe", "-v", "error", *_safely(mime), *asked, str(source)]).decode("ascii", "replace").strip()
    try:
        return float(said)
    except ValueError:
        return None


def film_of(source: Path, mime: str, rendition: Rendition, target: Path, seconds: float | None) -> None:
    """Write to ``target`` what the recipe makes of a film of the kind ``mime``. Raises :class:`NotMade`."""
    _need_programs()
    if mime not in _DEMUXERS:
        raise NotMade(_DAMAGED)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made = Path(folder) / target.name
        bitrate = _bitrate(rendition, seconds)
        for _ in range(_TRIES):
            _run(_command(source, mime, made, bitrate))
            size = made.stat().st_size
            if bitrate is None or rendition.most_bytes is None or size <= rendition.most_bytes:
                made.replace(target)
                return
            # The encoder keeps the rate over a while, which a short film is over before.
            bitrate = round(bitrate * _SPARE * rendition.most_bytes / size)
    raise NotMade(_TOO_HEAVY)


def _need_programs() -> None:
    if missing := missing_programs():
        names = ", ".join(missing)
        raise NotMade(
            Sentence(
                f"another film has to be made of it, and {names} is not installed here (on Debian and Ubuntu:"
                " apt-get install ffmpeg)",
                f"va ricavato un altro video, e qui manca {names} (su Debian e Ubuntu: apt-get install ffmpeg)",
            ),
            Trouble.TRANSIENT,
        )


def _safely(mime: str) -> tuple[str, ...]:
    return ("-protocol_whitelist", "file", "-f", _DEMUXERS.get(mime, "mov"))


def _bitrate(rendition: Rendition, seconds: float | None) -> int | None:
    """Return the most bits a second for the pictures, ``None`` when nothing limits them."""
    if rendition.most_bytes is None:
        return None
    if not seconds:
        raise NotMade(_NO_LENGTH)
    return max(100_000, round(rendition.most_bytes * 8 * _SPARE / seconds) - _SOUND)


def _command(source: Path, mime: str, target: Path, bitrate: int | None) -> list[str]:
    weight = ["-maxrate", str(bitrate), "-bufsize", str(bitrate)] if bitrate else []
    return [
        *("ffmpeg", "-nostdin", "-v", "error", "-y", *_safely(mime), "-i", str(source)),
        *("-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-c:v", "libx264", "-preset", "medium", "-crf", _QUALITY, *weight),
        *("-pix_fmt", "yuv420p", "-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2"),  # H.264 in 4:2:0 has even sides
        *("-c:a", "aac", "-b:a", str(_SOUND), "-ar", "48000", "-ac", "2"),
        *("-movflags", "+faststart"),
        # The same film gives the same bytes: no dates, no names of versions, always as many threads, and none of them
        # looks ahead as far as it happens to get (7 of 180 films of one source differed, then none of 580).
        *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-threads", "2"),
        *("-x264-params", "sync-lookahead=0"),
        str(target),
    ]


def _run(command: list[str]) -> bytes:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired as error:
        raise NotMade(_TOO_SLOW) from error
    if done.returncode:
        raise NotMade(_DAMAGED)
    return done.stdout


_DAMAGED = Sentence("ffmpeg cannot read it", "ffmpeg non riesce a leggerlo")
_NO_LENGTH = Sentence("it does not say how long it is", "non dice quanto dura")
_TOO_HEAVY = Sentence("it cannot be made light enough", "non si può rendere abbastanza leggero")
_TOO_SLOW = Sentence(
    "making another film of it takes longer than ten minutes: export it by hand",
    "ricavarne un altro video richiede più di dieci minuti: esportalo a mano",
)
