"""The profile of a Mastodon account.

The link is one of the fields below the bio: the first whose value is an address. All fields are sent, because what is
left out of the list is taken away. Writing asks for the scope ``write:accounts``. Source:
https://docs.joinmastodon.org/methods/accounts/#update_credentials, read on 2026-11-23.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import FileBody, Flow, Request, Response, Session
from smm_build.networks._profile import LivePicture, LiveProfile, PictureShape, ProfileChanges, ProfileDesk
from smm_build.networks.mastodon._server import SERVER

__all__ = ["PROFILE", "PROFILE_WRITES", "read_profile", "write_profile"]

PROFILE_WRITES = frozenset({"name", "bio", "link", "avatar", "cover"})
PROFILE = ProfileDesk(
    address="{server}/settings/profile",
    where=Sentence("Preferences, Public profile", "Preferenze, Profilo pubblico"),
    fields=PROFILE_WRITES | {"pinned"},
    # The documentation names no sizes; servers scale down. These are the shapes in which they show the pictures.
    avatar=PictureShape(400, 400),
    cover=PictureShape(1_500, 500),
    source="https://docs.joinmastodon.org/user/profile/",
    read_on=date(2026, 11, 23),
)
_FIELDS = 4
"""How many an account has, unless its instance was changed:
https://docs.joinmastodon.org/user/profile/#fields, read on 2026-11-23."""
_FILES = {"avatar": "avatar", "cover": "header"}
_DEFAULT = "missing.png"
"""The end of the address of a picture that nobody set: https://docs.joinmastodon.org/entities/Account/#avatar."""
_FORBIDDEN = 403


def read_profile(session: Session) -> Flow[LiveProfile]:
    """Read the account as its owner sees it: ``source`` has the texts as they were written, not as HTML.

    Source: https://docs.joinmastodon.org/entities/Account/#source, read on 2026-11-23.
    """
    answer = yield from _account(session)
    fields = {
        "name": answer.text("display_name"),
        "bio": _source(answer, "note"),
        "link": next((value for _, value in _pairs(answer) if _is_address(value)), ""),
    }
    pictures = {name: _picture(answer.text(key)) for name, key in _FILES.items()}
    return LiveProfile(fields, pictures, answer.text("url") or None)


def write_profile(changes: ProfileChanges, session: Session) -> Flow[None]:
    """Change the account; texts and pictures go in one request."""
    form: dict[str, str | FileBody] = {}
    names = {"name": "display_name", "bio": "note"}
    form |= {names[name]: said for name, said in changes.fields.items() if name in names}
    if "link" in changes.fields:
        answer = yield from _account(session)
        form |= _with_link(_pairs(answer), changes.fields["link"])
    for name, media in changes.pictures.items():
        assert media.facts is not None, "only pictures that were made are sent"
        form[_FILES[name]] = FileBody(media.file, media.facts.mime)
    url = f"{session.account.server}/api/v1/accounts/update_credentials"
    answer = yield Request("PATCH", url, _WRITE.en, headers=session.headers, form=form)
    if answer.status == _FORBIDDEN:
        raise SERVER.refused(answer, _NO_SCOPE, session)
    if not answer.ok:
        raise SERVER.refused(answer, _WRITE, session)


def _account(session: Session) -> Flow[Response]:
    url = f"{session.account.server}/api/v1/accounts/verify_credentials"
    answer = yield Request("GET", url, _READ.en, headers=session.headers)
    if not answer.ok or str(answer.data.get("id")) != session.facts["account_id"]:
        raise SERVER.refused(answer, _READ, session)
    return answer


def _source(answer: Response, key: str) -> str:
    source = answer.data.get("source")
    value = source.get(key) if isinstance(source, dict) else None
    return value if isinstance(value, str) else ""


def _pairs(answer: Response) -> list[tuple[str, str]]:
    """Return the fields as they were written: name and value."""
    source = answer.data.get("source")
    fields = source.get("fields") if isinstance(source, dict) else None
    rows = [row for row in fields if isinstance(row, dict)] if isinstance(fields, list) else []
    return [(str(row.get("name") or ""), str(row.get("value") or "")) for row in rows]


def _with_link(pairs: list[tuple[str, str]], link: str) -> dict[str, str]:
    """Return the form's fields with the link in the place of the one that is there, else behind the others."""
    there = next((number for number, (_, value) in enumerate(pairs) if _is_address(value)), None)
    if there is None:
        if len([pair for pair in pairs if any(pair)]) >= _FIELDS:
            raise refuse_content(_NO_ROOM)
        pairs = [*(pair for pair in pairs if any(pair)), ("Web", link)]
    else:
        pairs = [*pairs[:there], (pairs[there][0], link), *pairs[there + 1 :]]
    form: dict[str, str] = {}
    for number, (name, value) in enumerate(pairs):
        form |= {f"fields_attributes[{number}][name]": name, f"fields_attributes[{number}][value]": value}
    return form


def _is_address(value: str) -> bool:
    return value.strip().startswith(("https://", "http://"))


def _picture(url: str) -> LivePicture | None:
    parts = urlsplit(url)
    if not parts.netloc or parts.path.endswith(_DEFAULT):
        return None
    return LivePicture(f"{parts.netloc}{parts.path}", Request("GET", url, _FETCH.en))


_READ = Sentence("read the profile", "leggere il profilo")
_WRITE = Sentence("change the profile", "cambiare il profilo")
_NO_SCOPE = Sentence(
    "change the profile: the token lacks write:accounts", "cambiare il profilo: al token manca write:accounts"
)
_FETCH = Sentence("fetch a picture of the profile", "scaricare un'immagine del profilo")
_NO_ROOM = Sentence(
    "The profile's four fields are taken and none of them is an address: put the link into one of them by hand.",
    "I quattro campi del profilo sono occupati e nessuno è un indirizzo: metti il link in uno di essi a mano.",
)
