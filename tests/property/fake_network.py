"""What the fake networks have in common: no limits, no secrets, and answers read the same way."""

from __future__ import annotations

from datetime import date, timedelta

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks import (
    Account,
    CannotKnow,
    Commit,
    Flow,
    Found,
    InDoubt,
    Limits,
    NotThere,
    PartTask,
    Refused,
    Request,
    Response,
    Session,
)
from smm_build.text.measure import Measure
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import code_points

__all__ = [
    "LIMITS",
    "ask",
    "clear_no",
    "committed",
    "listed",
    "login",
    "measure",
    "mention",
    "receipt_in",
    "same",
]

LIMITS = Limits(10_000, Sentence("characters", "caratteri"), 9, None, (), "tests/property", date(2026, 11, 23), parts=9)
_CREATED = frozenset({200, 201})


def measure(text: str) -> Measure:
    """Count characters."""
    return measure_plain(text, code_points(text))


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return f"@{handle}"


def login(account: Account) -> Flow[Session]:
    """Ask once who we are; a server that is down refuses."""
    answer = yield Request("POST", account.server, "login")
    if not answer.ok:
        raise clear_no(answer)
    return Session(account)


def ask(task: PartTask, session: Session, path: str, container: str | None = None) -> Request:
    """Return a request about this part, or about a container made for it."""
    content = {
        "post": task.variant.key[0],
        "channel": task.variant.key[1],
        "part": task.number,
        "text": task.part.text,
        "parent": task.earlier[-1].id if task.earlier else None,
        "key": task.key,
        "container": container,
    }
    return Request("POST", session.account.server, path, json=content)


def committed(task: PartTask, session: Session, path: str, container: str | None = None) -> Flow[PartReceipt]:
    """Commit, and read the answer as carefully as the real networks do: only a clear "no" is one."""
    answer = yield Commit(ask(task, session, path, container))
    receipt = receipt_in(answer, task)
    if receipt is not None:
        return receipt
    if 400 <= answer.status < 500 and answer.status != 409:
        raise clear_no(answer)
    raise InDoubt(Sentence(f"HTTP {answer.status}", f"HTTP {answer.status}"))


def receipt_in(answer: Response, task: PartTask) -> PartReceipt | None:
    """Return the proof in an answer."""
    given = answer.text("id")
    url = f"https://fake.example/{given}"
    return PartReceipt(task.number, given, url) if answer.status in _CREATED and given else None


def clear_no(answer: Response) -> Refused:
    """Return what to raise when nothing is visible."""
    after = answer.headers.get("retry-after")
    trouble = Trouble.RATE_LIMIT if after else Trouble.TRANSIENT
    wait = timedelta(seconds=int(after)) if after else None
    return Refused(trouble, Sentence(f"HTTP {answer.status}", f"HTTP {answer.status}"), wait)


def listed(answer: Response, task: PartTask) -> Found | CannotKnow | NotThere:
    """Look for the part by its words, as on a network that lists posts and gives back no key."""
    if not answer.ok or not isinstance(answer.data.get("items"), list):
        raise clear_no(answer)
    items = answer.data["items"]
    assert isinstance(items, list)
    found = next((item for item in items if same(item, task)), None)
    if found:
        return Found(PartReceipt(task.number, found["id"]))
    return CannotKnow(Sentence("It had other words", "Aveva altre parole")) if task.changed else NotThere()


def same(item: dict[str, str], task: PartTask) -> bool:
    """Whether a listed post says what the part says, below the same parent."""
    parent = task.earlier[-1].id if task.earlier else None
    return item["text"] == task.part.text and item["parent"] == parent
