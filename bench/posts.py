"""A workspace of N posts that look like real ones, the same on every machine.

``python -m bench.posts 10000 DIR`` writes it. Every channel is rehearsed, so it can be published as well.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

__all__ = ["START", "write_workspace"]

START = datetime(2026, 1, 1, 9, 0)  # noqa: DTZ001 - a wall time on the brand's clock, as posts have it
_CHANNELS = ("bluesky", "facebook", "instagram", "linkedin", "mastodon", "threads", "tiktok", "x")
_WORDS = """
    caffè espresso crema tostatura origine chicchi macinatura filtro aroma acidità dolcezza Etiopia Colombia raccolto
    moka tazza bottega Torino degustazione acqua mattina fresca lotto cooperativa lavato naturale note agrumi cacao
""".split()  # noqa: SIM905 - a list of words reads best as words
_TEXT_ONLY = tuple(channel for channel in _CHANNELS if channel not in {"instagram", "tiktok"})


def write_workspace(root: Path, count: int, seed: int = 1) -> None:
    """Write ``count`` posts, ten a day from :data:`START` on, and the brand around them."""
    for path, text in _files(count, random.Random(seed)):  # noqa: S311 - for variety, not for secrets
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _files(count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "brand/brand.yml", "name: Bench\nlocale: it\nlanguages: [it, en]\ntimezone: Europe/Rome\ngrace: 6h\n"
    yield (
        "strategy.md",
        (
            "---\nobjectives:\n  - {id: known, title: Be known}\npillars:\n  - {id: craft, title: Craft, share: 100%}\n"
            "---\n\nProse.\n"
        ),
    )
    for channel in _CHANNELS:
        yield f"brand/channels/{channel}.yml", f"network: {channel}\nhandle: bench.example.com\n"
    for number in range(count):
        yield _post(number, chance)


def _post(number: int, chance: random.Random) -> tuple[str, str]:
    at = START + timedelta(days=number // 10, minutes=47 * (number % 10))
    channels = sorted(chance.sample(_TEXT_ONLY, 3))
    own = channels[0]
    name = f"{at:%Y-%m-%d}-post-{number:06}"
    text = (
        f"---\nid: {name}\ntitle: {_sentence(chance, 4)}\npublish_at: {at:%Y-%m-%d %H:%M}\n"
        f"channels: [{', '.join(channels)}]\npillar: craft\nobjective: known\nowner: editor\n---\n\n"
        f"{_sentence(chance, 14)}\n\n{_sentence(chance, 10)} ☕ https://example.com/{number}\n\n#Caffè #Torino\n\n"
        f"## {own}\n\n{_sentence(chance, 12)}\n"
    )
    return f"content/posts/{at:%Y/%m}/{name}.md", text


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize() + "."


if __name__ == "__main__":
    write_workspace(Path(sys.argv[2]), int(sys.argv[1]))
