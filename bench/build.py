"""How long a site of many posts takes, ours and others', one after the other in one run over the same posts.

``python -m bench.build [POSTS]`` prints a table; without a number it takes 10,000 posts. Wall clock and processor time
are of whole processes; memory is that of the largest one. The Material theme's blog gets a tenth of the posts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import tools
from bench.others import write_sources
from bench.phases import NOW
from bench.posts import write_workspace

__all__ = ["main"]

_HERE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Run:
    """One program from start to end: seconds on the wall and of all processors, megabytes of its largest process."""

    wall: float
    processor: float
    megabytes: float
    said: str = ""


def main(count: int) -> None:
    """Measure everything with ``count`` posts and print it."""
    with tempfile.TemporaryDirectory(prefix="smm-bench-") as folder:
        home = Path(folder)
        workspace = home / "workspace"
        write_workspace(workspace, count)
        print(f"{count} posts; load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print(f"{'':<34} {'wall s':>8} {'proc. s':>8} {'MB':>6}")
        _row("hugo, cold", _hugo(workspace, home / "hugo"))
        _row("hugo, one post edited", _edited_hugo(home / "hugo"))
        _ours(workspace, home)
        _live(home)
        _row("eleventy, cold", _eleventy(workspace, home / "eleventy"))
        tenth = home / "tenth"
        write_workspace(tenth, max(1, count // 10))
        _row(f"material's blog, {max(1, count // 10)} posts", _material_blog(tenth, home / "blog"))
        _row("pagefind over our pages", _pagefind(home / "site", home / "pagefind"))
        _sizes(home)


def _ours(workspace: Path, home: Path) -> None:
    command = [sys.executable, "-m", "smm_build", "build", "--offline", "-o", str(home / "site")]
    # Compiled once, as an installed package is, whatever the environment says about that.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    own = {"XDG_CACHE_HOME": str(home / "cache"), "SMM_NOW": f"{NOW:%Y-%m-%d %H:%M}", **compiled}
    write_workspace(home / "first", 10)
    _measured([*command[:-1], str(home / "first-site")], home / "first", own)
    for name in ("cold", "nothing changed", "one post edited", "another post edited"):
        if name.endswith("edited"):
            _edit(sorted((workspace / "content/posts").rglob("*.md"))[len(name)])
        _row(f"smm build, {name}", _measured(command, workspace, own))
    said = json.loads(_measured([sys.executable, "-m", "bench.phases", workspace, home / "phases"], Path.cwd()).said)
    phases = "  ".join(f"{phase} {seconds:.2f}" for phase, seconds in said["seconds"].items())
    print(f"    cold, in seconds on the wall: {phases}\n    megabytes of parent and child: {said['megabytes']}")


def _live(home: Path) -> None:
    """Print what one edit costs while ``smm serve`` runs over a thousand posts."""
    write_workspace(home / "live", 1000)
    said = _measured([sys.executable, "-m", "bench.live", home / "live"], Path.cwd()).said
    print(said.strip(), flush=True)


def _hugo(workspace: Path, folder: Path) -> Run:
    write_sources(workspace, folder, "hugo")
    return _measured([tools.hugo(), "--quiet"], folder)


def _edited_hugo(folder: Path) -> Run:
    _edit(next((folder / "content/posts").glob("*.md")))
    return _measured([tools.hugo(), "--quiet"], folder)


def _eleventy(workspace: Path, folder: Path) -> Run:
    write_sources(workspace, folder, "eleventy")
    return _measured([*tools.eleventy(), "--quiet"], folder)


def _material_blog(workspace: Path, folder: Path) -> Run:
    write_sources(workspace, folder, "material-blog")
    return _measured([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder)


def _pagefind(site: Path, folder: Path) -> Run:
    return _measured([*tools.pagefind(), "--site", site, "--glob", "posts/*.html", "--output-path", folder], Path.cwd())


def _edit(post: Path) -> None:
    post.write_text(post.read_text("utf-8") + "\nOne line more.\n", "utf-8")


def _measured(command: Sequence[str | Path], where: Path, more: Mapping[str, str] | None = None) -> Run:
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(_HERE), **(more or {})}
    process = subprocess.Popen(command, cwd=where, stdout=subprocess.PIPE, env=environment)
    assert process.stdout is not None
    said = process.stdout.read().decode()
    # Not process.wait(): only this call tells what the process and its children used.
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}:\n{said}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def _row(name: str, run: Run) -> None:
    print(f"{name:<34} {run.wall:8.2f} {run.processor:8.2f} {run.megabytes:6.0f}", flush=True)


def _sizes(home: Path) -> None:
    pages = [path.stat().st_size for path in (home / "site/posts").glob("*.html")]
    print(f"bytes of a post page: {sum(pages) // len(pages)}, the largest {max(pages)}")
    for name, folder in (("our search", home / "site/search"), ("pagefind", home / "pagefind")):
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        print(f"{name}: {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB")
    print(f"calendar.json: {(home / 'site/calendar.json').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
