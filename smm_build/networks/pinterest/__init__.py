"""Pinterest: pins of a picture, of several pictures or of a film, on a board.

The text is the description (800 characters), ``title`` the pin's title (100), the post's ``link`` is where a click on
the pin leads. ``board`` is the number of the board, in the post or under ``defaults`` of the channel; smm lists the
account's boards with their numbers when it looks at a channel that names none. A pin has one alternative text: those of
several pictures are put together. Pictures travel with the request, so they need no public address.

How to set it up: change the account into a business account, register an app at https://developers.pinterest.com and
ask for **standard access**; with trial access pins are refused or seen by nobody but you
(https://developers.pinterest.com/docs/key-concepts/access-tiers/, read on 2026-11-23). Sign in once for the scopes
``boards:read``, ``boards:write``, ``pins:read``, ``pins:write`` and ``user_accounts:read`` and keep the refresh token.
It ends 60 days after it was given and is given anew without end
(https://developers.pinterest.com/docs/api/v5/oauth-token, read on 2026-11-23).

Pinterest refuses no repeated pin. So smm writes down that it is about to create one, and after a lost answer reads the
whole board before it does anything else. Changing a pin is in beta and not open to every app.
"""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime, timedelta

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content, require_secrets
from smm_build.networks._base import (
    Account,
    Advice,
    CannotKnow,
    Capability,
    Checkup,
    Commit,
    Credential,
    Flow,
    Found,
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    ProfileLimits,
    Refused,
    Remember,
    Renewal,
    Request,
    Response,
    Session,
    Standing,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks._content import refuse_faults
from smm_build.networks._settings import refuse_settings
from smm_build.networks.pinterest._answers import SERVER
from smm_build.networks.pinterest._film import uploaded
from smm_build.networks.pinterest._metrics import AT_ONCE, audience, metrics
from smm_build.networks.pinterest._pin import faults, film_of, is_it, is_like_it, pin, source_of, words
from smm_build.networks.pinterest._profile import PROFILE
from smm_build.text.measure import Measure
from smm_build.text.mentions import at as with_sign
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import code_points

__all__ = [
    "AT_ONCE",
    "BY_HAND",
    "CAPABILITIES",
    "CREDENTIALS",
    "DEFAULTS",
    "LIMITS",
    "LINKS",
    "NAME",
    "NOT_HEARD",
    "PROFILE",
    "SERVERS",
    "TITLE",
    "amend",
    "audience",
    "examine",
    "find",
    "login",
    "measure",
    "mention",
    "metrics",
    "publish",
    "remove",
    "renew",
]

NAME = "pinterest"
TITLE = "Pinterest"
LIMITS = Limits(
    characters=800,
    counted_in=Sentence("characters", "caratteri"),
    images=5,
    # Sizes and lengths: https://help.pinterest.com/en/business/article/pinterest-product-specs, read on 2026-11-23
    image_bytes=20_000_000,
    image_types=("image/jpeg", "image/png"),
    source="https://developers.pinterest.com/docs/api/v5/pins-create",
    read_on=date(2026, 11, 23),
    videos=1,
    video_bytes=2_000_000_000,
    video_types=("video/mp4", "video/quicktime"),
    alt_characters=500,
    media_required=True,
    film_seconds=(4, 900),
    comments=False,  # there is no such method among those of version 5
    settings=frozenset(),
    profile=ProfileLimits(bio=500),
)
CAPABILITIES = frozenset(
    {
        Capability.ALT_TEXT,
        Capability.DELETE,
        Capability.EDIT,
        Capability.FIND,
        Capability.METRICS,
        Capability.PUBLISH,
    }
)
CREDENTIALS = (
    Credential("CLIENT_ID", Sentence("the app's id", "l'id dell'app")),
    Credential("CLIENT_SECRET", Sentence("the app's secret key", "la chiave segreta dell'app")),
    Credential(
        "REFRESH_TOKEN",
        Sentence(
            "the refresh token of the account, with boards:read, boards:write, pins:read, pins:write and"
            " user_accounts:read",
            "il refresh token dell'account, con boards:read, boards:write, pins:read, pins:write e user_accounts:read",
        ),
    ),
)
DEFAULTS = Settings()
NOT_HEARD = Sentence(
    "Comments and messages are not read, because Pinterest offers them to no app: https://www.pinterest.com/notifications/",
    "Commenti e messaggi non si leggono, perché Pinterest non li offre alle app: https://www.pinterest.com/notifications/",
)
LINKS = LinkPlace.ATTACHED
SERVERS = ("https://api.pinterest.com", "https://api-sandbox.pinterest.com")
BY_HAND = ByHand(
    hosts=("pinterest.com", "pin.it"),
)

_SENDING = "sending"
"""The note that says that a pin was about to be created; empty once Pinterest has clearly refused it."""
_SCOPES = frozenset({"boards:read", "boards:write", "pins:read", "pins:write", "user_accounts:read"})
_PAGE = 250
_PAGES = 40
"""A board is read to its end, because its pins may stand in any order; a larger one is for a person to judge."""
_SOON = timedelta(days=14)
_NOT_FOUND = 404


def measure(text: str) -> Measure:
    """Count code points."""
    return measure_plain(text, code_points(text))


def mention(handle: str) -> str:
    """Write ``@handle``; Pinterest offers the account while a person types it."""
    return with_sign(handle)


def login(account: Account) -> Flow[Session]:
    """Get an access token, and learn whose it is.

    Source: https://developers.pinterest.com/docs/api/v5/oauth-token and
    https://developers.pinterest.com/docs/api/v5/user_account-get, read on 2026-11-23.
    """
    answer = yield _refresh(account)
    token = answer.text("access_token")
    if not answer.ok or not token:
        raise SERVER.refused(answer, _LOG_IN, account)
    session = Session(account, {"Authorization": f"Bearer {token}"})
    scope, ends = answer.text("scope"), _ends(answer)
    answer = yield _ask("GET", "user_account", _LOG_IN, session)
    if not answer.ok or not answer.text("username"):
        raise SERVER.refused(answer, _LOG_IN, account)
    names = {answer.text("id"), answer.text("username")}
    wanted = account.channel.account
    if wanted and wanted not in names:
        raise _another_account(wanted, answer.text("username"))
    facts = {"username": answer.text("username"), "scope": scope, "ends": ends}
    return Session(account, session.headers, {name: said for name, said in facts.items() if said})


def renew(account: Account, at: datetime) -> Flow[Renewal]:
    """Exchange the refresh token for one that holds another 60 days.

    Source: https://developers.pinterest.com/docs/api/v5/oauth-token, read on 2026-11-23.
    """
    answer = yield _refresh(account)
    token = answer.text("refresh_token")
    if not answer.ok or not token:
        raise SERVER.refused(answer, _RENEW, account)
    seconds = answer.data.get("refresh_token_expires_in")
    ends = at + timedelta(seconds=seconds) if isinstance(seconds, int) and 0 < seconds < _YEARS else None
    return Renewal({"REFRESH_TOKEN": token}, ends)


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Create the pin: its pictures go with it, a film goes before it.

    Source: https://developers.pinterest.com/docs/api/v5/pins-create, read on 2026-11-23.
    """
    _check(task)
    film = task.part.media[0].facts
    if film is not None and film.kind == "video":
        source = film_of(task, (yield from uploaded(task, session)))
    else:
        source = source_of(task)
    yield Remember({_SENDING: "pin"})
    answer = yield Commit(_ask("POST", "pins", _PUBLISH, session, pin(task, source)))
    made = answer.text("id")
    if answer.ok and made:
        return PartReceipt(task.number, made, _address(made))
    trouble = SERVER.after_commit(answer, _PUBLISH, session)
    if isinstance(trouble, Refused):
        yield Remember({_SENDING: ""})
    raise trouble


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Read the whole board and look for the pin by its title and description.

    Source: https://developers.pinterest.com/docs/api/v5/boards-list_pins, read on 2026-11-23.
    """
    if not task.notes.get(_SENDING):
        return NotThere()
    board, mark, alike = task.variant.settings.board, "", False
    for _ in range(_PAGES):
        params = {"page_size": str(_PAGE)} | ({"bookmark": mark} if mark else {})
        answer = yield _ask("GET", f"boards/{board}/pins", _READ_BACK, session, params=params)
        pins = answer.data.get("items")
        if not answer.ok or not isinstance(pins, list):
            raise SERVER.refused(answer, _READ_BACK, session)
        known = [one for one in pins if isinstance(one, dict)]
        there = next((one["id"] for one in known if is_it(one, task) and isinstance(one.get("id"), str)), None)
        if there is not None:
            return Found(PartReceipt(task.number, there, _address(there)))
        alike = alike or any(is_like_it(one, task) for one in known)
        mark = answer.text("bookmark")
        if not mark:
            return CannotKnow(_CHANGED if task.changed else _ALIKE) if task.changed or alike else NotThere()
    return CannotKnow(_TOO_MANY)


def amend(task: PartTask, receipt: PartReceipt, session: Session) -> Flow[PartReceipt]:
    """Change board, title, description, link and alternative text; pictures and film stay.

    Source: https://developers.pinterest.com/docs/api/v5/pins-update, read on 2026-11-23.
    """
    _check(task)
    answer = yield _ask("PATCH", f"pins/{receipt.id}", _AMEND, session, words(task))
    if answer.ok and answer.text("id"):
        return receipt
    raise SERVER.refused(answer, _AMEND, session)


def remove(receipt: PartReceipt, session: Session) -> Flow[None]:
    """Delete the pin.

    Source: https://developers.pinterest.com/docs/api/v5/pins-delete, read on 2026-11-23.
    """
    answer = yield _ask("DELETE", f"pins/{receipt.id}", _REMOVE, session)
    if not answer.ok and answer.status != _NOT_FOUND:
        raise SERVER.refused(answer, _REMOVE, session)


def examine(session: Session, at: datetime) -> Flow[Checkup]:
    """Say which permissions are missing, when the refresh token ends, and whether the usual board is there to be seen.

    Source: https://developers.pinterest.com/docs/api/v5/boards-get, read on 2026-11-23.
    """
    facts, advice = session.facts, []
    missing = _SCOPES - set(facts.get("scope", "").replace(",", " ").split())
    if facts.get("scope") and missing:
        advice.append(Advice(Standing.WRONG, _scopes_missing(missing)))
    ends = datetime.fromtimestamp(int(facts["ends"]), UTC) if facts.get("ends") else None
    if ends and ends - at < _SOON:
        advice.append(Advice(Standing.SOON, _RENEW_SOON))
    board = session.account.channel.defaults.board
    advice += (yield from _look_at_board(board, session)) if board else (yield from _list_boards(session))
    return Checkup(facts.get("username"), ends, (*advice, Advice(Standing.FINE, _ACCESS)))


def _look_at_board(board: str, session: Session) -> Flow[list[Advice]]:
    if not board.isascii() or not board.isdigit():
        return [Advice(Standing.WRONG, _NO_SUCH_BOARD)]
    answer = yield _ask("GET", f"boards/{board}", _READ_BOARD, session)
    if answer.status == _NOT_FOUND:
        return [Advice(Standing.WRONG, _NO_SUCH_BOARD)]
    if not answer.ok:
        raise SERVER.refused(answer, _READ_BOARD, session)
    return [Advice(Standing.SOON, _SECRET_BOARD)] if answer.text("privacy") == "SECRET" else []


def _list_boards(session: Session) -> Flow[list[Advice]]:
    """Name the boards and their numbers, for a channel whose file has none."""
    answer = yield _ask("GET", "boards", _READ_BOARD, session, params={"page_size": "25"})
    boards = answer.data.get("items")
    if not answer.ok or not isinstance(boards, list):
        raise SERVER.refused(answer, _READ_BOARD, session)
    names = ", ".join(f"{one.get('name')}: {one.get('id')}" for one in boards if isinstance(one, dict))
    if not names:
        return [Advice(Standing.WRONG, _NO_BOARDS)]
    return [Advice(Standing.FINE, Sentence(f"Boards: {names}", f"Bacheche: {names}"))]


def _check(task: PartTask) -> None:
    refuse_settings(task, TITLE, LIMITS)
    refuse_faults(task, TITLE, LIMITS, tuple(measure(part.text).length for part in task.variant.messages))
    for fault in faults(task):
        raise refuse_content(fault)


def _refresh(account: Account) -> Request:
    require_secrets(account, CREDENTIALS)
    secrets = {suffix: account.secrets[suffix].strip() for suffix in ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN")}
    client = base64.b64encode(f"{secrets['CLIENT_ID']}:{secrets['CLIENT_SECRET']}".encode()).decode("ascii")
    return Request(
        "POST",
        f"{account.server}/v5/oauth/token",
        _LOG_IN.en,
        headers={"Authorization": f"Basic {client}"},
        form={"grant_type": "refresh_token", "refresh_token": secrets["REFRESH_TOKEN"]},
    )


def _ends(answer: Response) -> str:
    """Return when the refresh token ends, in seconds since 1970; ``""`` when Pinterest does not say."""
    said = answer.data.get("refresh_token_expires_at")
    return str(said) if isinstance(said, int) and 0 < said < _LATEST else ""


def _ask(
    method: str,
    path: str,
    asked: Sentence,
    session: Session,
    body: dict[str, object] | None = None,
    params: dict[str, str] | None = None,
) -> Request:
    url = f"{session.account.server}/v5/{path}"
    return Request(method, url, asked.en, headers=session.headers, params=params or {}, json=body)


def _address(made: str) -> str:
    return f"https://www.pinterest.com/pin/{made}/"


def _another_account(wanted: str, found: str) -> Refused:
    return Refused(
        Trouble.AUTH,
        Sentence(
            f"The credentials are of the account {found}, and the channel's file says {wanted}: sign in with that one",
            f"Le credenziali sono dell'account {found}, e il file del canale dice {wanted}: accedi con quello",
        ),
    )


def _scopes_missing(missing: frozenset[str]) -> Sentence:
    names = ", ".join(sorted(missing))
    return Sentence(
        f"The permission lacks {names}: sign in again and grant it",
        f"Al permesso mancano {names}: accedi di nuovo e concedili",
    )


_YEARS = 100 * 366 * 24 * 3600
_LATEST = 32_503_680_000
"""The year 3000."""
_LOG_IN = Sentence("log in", "accedere")
_RENEW = Sentence("renew the refresh token", "rinnovare il refresh token")
_PUBLISH = Sentence("create the pin", "creare il pin")
_READ_BACK = Sentence("list the board's pins", "elencare i pin della bacheca")
_READ_BOARD = Sentence("look at the board", "guardare la bacheca")
_AMEND = Sentence("change the pin", "modificare il pin")
_REMOVE = Sentence("delete the pin", "cancellare il pin")
_TOO_MANY = Sentence(
    "The board has too many pins to say whether this one is among them: look and decide",
    "La bacheca ha troppi pin per dire se c'è anche questo: guarda e decidi",
)
_ALIKE = Sentence(
    "The board has a pin of the same title with another description: look whether it is this one and decide",
    "Nella bacheca c'è un pin con lo stesso titolo e un'altra descrizione: guarda se è questo e decidi",
)
_CHANGED = Sentence(
    "An earlier attempt had other words, and a pin is found by its words: look whether it is there and decide",
    "Un tentativo precedente aveva altre parole, e un pin si trova dalle parole: guarda se c'è e decidi",
)
_RENEW_SOON = Sentence(
    "The refresh token ends soon: renew it, or sign in again",
    "Il refresh token sta per scadere: rinnovalo, o accedi di nuovo",
)
_NO_SUCH_BOARD = Sentence(
    "There is no such board, or the account may not see it: look at `board` under `defaults` of the channel",
    "Questa bacheca non c'è, o l'account non può vederla: guarda `board` sotto `defaults` del canale",
)
_NO_BOARDS = Sentence(
    "The account has no boards: make one on Pinterest, a pin cannot be without",
    "L'account non ha bacheche: creane una su Pinterest, senza un pin non può esistere",
)
_SECRET_BOARD = Sentence(
    "The usual board is secret: nobody but its members sees the pins on it",
    "La bacheca predefinita è segreta: i suoi pin li vede solo chi ne fa parte",
)
_ACCESS = Sentence(
    "An app with trial access publishes nothing that others see: Pinterest does not tell which access yours has",
    "Un'app con accesso di prova non pubblica nulla che altri vedano: Pinterest non dice quale accesso ha la tua",
)
