"""How X and Bluesky themselves read texts: one Node process that runs the packages they publish."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from typing import Any

from tests.servers import places, process

TIMEOUT = 300.0


def read(texts: Sequence[str]) -> list[dict[str, Any]]:
    """Return what each text is to ``x`` and to ``bluesky``.

    Both give ``length``, and ``links``, ``mentions`` and ``hashtags`` as lists of value, start and end: for X in UTF-16
    units, for Bluesky in bytes of UTF-8.
    """
    place = places.readings()
    if not place.ready:
        raise process.ServerError("what X and Bluesky publish is not installed: `make test` installs it")
    done = subprocess.run(
        [places.node(), places.READINGS_SOURCE / "read.mjs"],
        input="".join(f"{json.dumps(text)}\n" for text in texts).encode(),
        env={**os.environ, "READINGS_MODULES": str(place.home)},
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    if done.returncode:
        raise process.ServerError(done.stderr.decode("utf-8", "replace"))
    return [json.loads(line) for line in done.stdout.splitlines()]
