"""``smm build`` taken apart: ``python -m bench.phases ROOT OUT`` prints the seconds of every phase as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["main"]

NOW = datetime(2025, 12, 31, 11, tzinfo=UTC)


def main(root: Path, out: Path) -> None:
    """Do what ``smm build`` does, without git and ledger, and print what took how long."""
    seconds: dict[str, float] = {}

    @contextmanager
    def phase(name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        seconds[name] = round(time.perf_counter() - began, 3)

    with phase("import"):
        from smm_build.checks import run_checks  # noqa: PLC0415 - importing is a phase like any other
        from smm_build.compose import compose_all  # noqa: PLC0415
        from smm_build.plan.planner import make_plan  # noqa: PLC0415
        from smm_build.read import load  # noqa: PLC0415
        from smm_build.site.build import build  # noqa: PLC0415
        from smm_build.site.pages import pages  # noqa: PLC0415
    with phase("read"):
        loaded = load(root)
    with phase("compose"):
        variants = compose_all(loaded.workspace)
    with phase("check"):
        findings = (*loaded.findings, *run_checks(loaded.workspace, variants))
    with phase("plan"):
        plan = make_plan(variants, findings, {}, NOW)
    with phase("pages"):
        site = pages(loaded.workspace, findings, plan)
    with phase("write"):
        report = build(root, out, site)
    megabytes = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "written": report.written, "pages": report.pages}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
