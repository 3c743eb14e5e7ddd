"""What commands about people's messages have in common: where they may be kept, how they are sorted, who is asked."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

from smm_build.cli._shared import Checked, fail
from smm_build.community.guard import refusal_in_ci, refusal_of_git
from smm_build.community.store import FOLDER, Case, Store
from smm_build.community.triage import Desk
from smm_build.domain.channel import Channel
from smm_build.domain.message import Message
from smm_build.domain.playbook import Keep
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace
from smm_build.run.drive import Driver
from smm_build.run.git import Git, find_repository
from smm_build.run.sessions import Sessions
from smm_build.run.transport import HttpTransport
from smm_build.sandbox import Sandbox, local_folder

__all__ = ["asking", "case_of", "desk_of", "holidays_of", "message_of", "open_store"]

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that are taken for another."""
_LENGTH = 8


def open_store(checked: Checked, now: datetime) -> Store:
    """Open the store, or leave with the reason why messages may not be kept here."""
    if why := refusal_in_ci(os.environ, _event()):
        fail(why, status=2)
    local_folder(checked.root)
    if why := _refusal_of_git(checked.root):
        fail(why, status=2)
    book = checked.workspace.playbook
    return Store(checked.root, now, book.keep if book else Keep(), _token)


def _token() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def _event() -> dict[str, object]:
    try:
        said = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    except (KeyError, OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _refusal_of_git(root: Path) -> Sentence | None:
    if find_repository(root) is None:
        return None
    git = Git(root)
    ignored = git.line("check-ignore", f"{FOLDER}/inbox.sqlite") is not None
    return refusal_of_git(ignored=ignored, tracked=git.line("ls-files", FOLDER) is not None)


def desk_of(workspace: Workspace, now: datetime) -> Desk:
    """Return what messages are sorted by, with the public holidays around the aware instant ``now``."""
    return Desk(workspace.playbook, workspace.team, workspace.brand.zone, holidays_of(workspace, now.year))


def holidays_of(workspace: Workspace, year: int) -> Container[date]:
    """Return the public holidays of the brand's country; none where it names no country that is known."""
    import holidays

    country, _, part = (workspace.brand.country or "").partition("-")
    try:
        return holidays.country_holidays(country, part or None, years=range(year - 1, year + 2)) if country else ()
    except NotImplementedError:
        return ()


def case_of(store: Store, name: str) -> Case:
    """Return a case, or leave."""
    return store.case(name) or _no_case(name)


def message_of(store: Store, case: Case) -> Message:
    """Return what somebody wrote, or leave when it is kept no more."""
    message = store.message(case.id)
    if message is None:
        fail(
            Sentence(
                f"the message of case {case.id} is not kept any more: its time was over",
                f"il messaggio del caso {case.id} non è più conservato: il suo tempo è finito",
            )
        )
    return message


def _no_case(name: str) -> NoReturn:
    fail(
        Sentence(
            f"no case is called {name} on this machine; `smm inbox list` shows them",
            f"su questa macchina nessun caso si chiama {name}; `smm inbox list` li mostra",
        ),
        status=2,
    )


@contextmanager
def asking(checked: Checked, clock: Callable[[], datetime]) -> Iterator[tuple[Callable[[Channel], Driver], Sessions]]:
    """Give what drives a channel's flows, and what logs in."""
    with HttpTransport(checked.root) as http:
        drivers = {True: Driver(Sandbox(checked.root), time.sleep), False: Driver(http, time.sleep)}
        driver = partial(_driver, drivers)
        yield driver, Sessions(driver, os.environ, clock)


def _driver(drivers: dict[bool, Driver], channel: Channel) -> Driver:
    return drivers[channel.rehearsed]
