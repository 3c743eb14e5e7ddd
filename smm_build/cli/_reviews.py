"""Who is asked about reviews."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from smm_build.cli._shared import Checked
from smm_build.forge import Forge, ForgeSilent, GitHub, RecordedForge, Remembering, repository_from
from smm_build.run.drive import Driver
from smm_build.run.errors import OperationalError

__all__ = ["open_forge"]


def open_forge(checked: Checked, http: Callable[[], Remembering]) -> Forge | None:
    """Return the recorded answers if there are some, else GitHub; ``None`` without either.

    ``http`` is asked for a way to send only when GitHub is. Raises
    :class:`~smm_build.run.errors.OperationalError` when the environment names no usable repository.
    """
    if record := os.environ.get("SMM_REVIEWS"):
        return RecordedForge(Path(record))
    brand = checked.workspace.brand
    try:
        repository = repository_from(os.environ, brand.repository)
    except ForgeSilent as error:
        raise OperationalError(error.sentence) from error
    if repository is None:
        return None
    return GitHub(repository, brand.approval.branch, Driver(http(), time.sleep))
