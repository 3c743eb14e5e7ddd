"""What an edit costs while ``smm serve`` runs: ``python -m bench.live ROOT`` edits one post after the other.

Everything that ``smm serve`` does after it has noticed the change is measured, in its own process: reading, checking,
planning, making the pages that changed and writing them. It looks for changes about seven times a second.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from smm_build.cli._kept import Kept
from smm_build.cli.build import site_of
from smm_build.site.serve import Preview

__all__ = ["main"]

_EDITS = 7


def main(root: Path) -> None:
    """Print the median of some edits in seconds of processor time and on the wall, after a first build."""
    kept = Kept()
    with tempfile.TemporaryDirectory() as home:
        preview = Preview(root, lambda: site_of(kept.open(root), kept.memory, offline=True), Path(home))
        first = _seconds(preview)
        edits = [_edited(preview, path) for path in sorted((root / "content/posts").rglob("*.md"))[:_EDITS]]
    processor, wall = (statistics.median(column) for column in zip(*edits, strict=True))
    print(
        f"smm serve, {kept.count} posts: begin {first[0]:.2f} s, one edit {processor:.2f} s of processor, {wall:.2f} s"
    )


def _edited(preview: Preview, path: Path) -> tuple[float, float]:
    mark = f"Edited at {time.monotonic_ns()}"
    path.write_text(f"{path.read_text('utf-8')}\n{mark}\n", "utf-8")
    seconds = _seconds(preview)
    if mark not in (preview.out / f"posts/{path.stem}.html").read_text("utf-8"):
        raise SystemExit(f"the edit of {path} is not to be seen")
    return seconds


def _seconds(preview: Preview) -> tuple[float, float]:
    processor, wall = time.process_time(), time.perf_counter()
    preview.rebuild()
    return time.process_time() - processor, time.perf_counter() - wall


if __name__ == "__main__":
    main(Path(sys.argv[1]))
