"""GitHub as commands use it: which repository, who carries out what, and the files a job on GitHub has."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from smm_build.cli._shared import fail
from smm_build.domain.sentence import Sentence
from smm_build.forge import ForgeSilent, Remembering, Repository, repository_from
from smm_build.networks import Flow, InDoubt, Refused
from smm_build.run.drive import Driver
from smm_build.run.transport import HttpTransport

__all__ = ["Hand", "event"]

T = TypeVar("T")


class Hand:
    """Carries out what is to be asked and done on GitHub. Leaves the program with a plain sentence when it cannot."""

    def __init__(self, root: Path, address: str | None) -> None:
        try:
            repository = repository_from(os.environ, address)
        except ForgeSilent as error:
            fail(error.sentence, status=2)
        if repository is None:
            fail(_NO_GITHUB, status=2)
        self.repository: Repository = repository
        self._drive = Driver(Remembering(HttpTransport(root)), time.sleep)

    def __call__(self, flow: Flow[T]) -> T:
        """Carry out a flow and return its value."""
        try:
            return self._drive(flow)
        except Refused as error:
            fail(error.reason)
        except InDoubt:
            fail(_ANSWER_LOST)


def event(file: str | None = None) -> Mapping[str, object]:
    """Return what made the job start, from ``file`` or where GitHub says it is; empty when there is nothing of it."""
    path = file or os.environ.get("GITHUB_EVENT_PATH")
    if not path:
        return {}
    try:
        said = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        fail(Sentence(f"{path} is no event of GitHub", f"{path} non è un evento di GitHub"), status=2)
    return said if isinstance(said, dict) else {}


_NO_GITHUB = Sentence(
    "There is no repository on GitHub to speak to: set GITHUB_TOKEN and GITHUB_REPOSITORY (a job of GitHub Actions has"
    " them; the token is handed over with `env: {GITHUB_TOKEN: ${{ github.token }}}`), or `repository` in brand.yml",
    "Non c'è un repository su GitHub con cui parlare: imposta GITHUB_TOKEN e GITHUB_REPOSITORY (un job di GitHub"
    " Actions li ha; il token si passa con `env: {GITHUB_TOKEN: ${{ github.token }}}`), o `repository` in brand.yml",
)
_ANSWER_LOST = Sentence(
    "GitHub's answer got lost. Run it again: what is there already is found and not made twice",
    "La risposta di GitHub si è persa. Eseguilo di nuovo: quello che c'è già si trova e non si fa due volte",
)
