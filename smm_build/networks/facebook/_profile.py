"""The profile of a Facebook page: what the Graph API can read, and what of it can be written.

The name, the handle, the category and the address are for a person: ``POST /{page}`` has no field for the first two,
and names its categories and cities by ids of its own. Writing asks for ``pages_manage_metadata``. Sources:
https://developers.facebook.com/docs/graph-api/reference/page#Updating and
https://developers.facebook.com/docs/graph-api/reference/page/picture, read on 2026-11-23.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import FileBody, Flow, Request, Session
from smm_build.networks._meta import asking, counterpart
from smm_build.networks._profile import LivePicture, LiveProfile, PictureShape, ProfileChanges, ProfileDesk

__all__ = ["PROFILE", "PROFILE_WRITES", "read_profile", "write_profile"]

PROFILE_WRITES = frozenset({"bio", "link", "email", "phone", "hours", "avatar", "cover"})
PROFILE = ProfileDesk(
    address="https://www.facebook.com/{handle}",
    where=Sentence(
        "Switch to the page, About, Page details; the pictures: the camera on each",
        "Passa alla Pagina, Informazioni, Dettagli della Pagina; le immagini: la fotocamera su ciascuna",
    ),
    fields=PROFILE_WRITES | {"name", "category", "address", "pinned"},
    # A square larger than shown, and the size in which a cover is shown on computers:
    # https://snap.je/insights/social-media-image-sizes-2026, read on 2026-11-23.
    avatar=PictureShape(800, 800, 4_000_000),
    cover=PictureShape(1_640, 624, 4_000_000),
    source="https://snap.je/insights/social-media-image-sizes-2026",
    read_on=date(2026, 11, 23),
)
_ASKED = (
    "id,name,about,website,phone,emails,hours,category,single_line_address,link,cover{id,source},"
    "picture.width(640).height(640){url,is_silhouette}"
)
_TEXTS = {
    "name": "name",
    "bio": "about",
    "link": "website",
    "phone": "phone",
    "category": "category",
    "address": "single_line_address",
}
_SERVER = counterpart("Facebook")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_profile(session: Session) -> Flow[LiveProfile]:
    """Read the page."""
    answer = yield asking(session, "GET", session.facts["page_id"], _READ.en, {"fields": _ASKED})
    if not answer.ok or answer.text("id") != session.facts["page_id"]:
        raise _SERVER.refused(answer, _READ, session)
    fields = {name: answer.text(key) for name, key in _TEXTS.items()}
    emails = answer.data.get("emails")
    fields["email"] = str(emails[0]) if isinstance(emails, list) and emails else ""
    fields["hours"] = _hours_told(answer.data.get("hours"))
    pictures = {"avatar": _avatar(answer.data.get("picture")), "cover": _cover(answer.data.get("cover"))}
    return LiveProfile(fields, pictures, answer.text("link") or None)


def write_profile(changes: ProfileChanges, session: Session) -> Flow[None]:
    """Change the page. Nothing of it becomes a post: Facebook tells about new pictures unless it is told not to."""
    form = _form(changes.fields)
    if "cover" in changes.pictures:
        photo = yield from _uploaded(changes.pictures["cover"], session)
        form |= {"cover": photo, "no_feed_story": "true", "no_notification": "true"}
    page = session.facts["page_id"]
    if form:
        answer = yield asking(session, "POST", page, _WRITE.en, form)
        if not answer.ok:
            raise _SERVER.refused(answer, _WRITE, session)
    if "avatar" in changes.pictures:
        photo = yield from _uploaded(changes.pictures["avatar"], session)
        address = yield from _address_of(photo, session)
        said = {"picture": address, "suppress_stories": "true"}
        answer = yield asking(session, "POST", f"{page}/picture", _WRITE.en, said)
        if not answer.ok:
            raise _SERVER.refused(answer, _WRITE, session)


def _form(fields: Mapping[str, str]) -> dict[str, str]:
    form = {_TEXTS[name]: said for name, said in fields.items() if name in {"bio", "link", "phone"}}
    if "email" in fields:
        form["emails"] = json.dumps([fields["email"]])
    if "hours" in fields:
        form["hours"] = json.dumps(_hours_said(fields["hours"]))
    return form


def _uploaded(media: Media, session: Session) -> Flow[str]:
    """Return the id of a photo that is seen nowhere.

    Source: https://developers.facebook.com/docs/graph-api/reference/page/photos, read on 2026-11-23.
    """
    assert media.facts is not None, "only pictures that were made are sent"
    form: dict[str, str | FileBody] = {"published": "false", "source": FileBody(media.file, media.facts.mime)}
    answer = yield asking(session, "POST", f"{session.facts['page_id']}/photos", _UPLOAD.en, form)
    if not answer.ok or not answer.text("id"):
        raise _SERVER.refused(answer, _UPLOAD, session)
    return answer.text("id")


def _address_of(photo: str, session: Session) -> Flow[str]:
    """Return where the uploaded photo lies: the page's picture is set by an address."""
    answer = yield asking(session, "GET", photo, _UPLOAD.en, {"fields": "images"})
    images = answer.data.get("images")
    first = images[0] if isinstance(images, list) and images else None
    source = first.get("source") if isinstance(first, dict) else None
    if not answer.ok or not isinstance(source, str):
        raise _SERVER.refused(answer, _UPLOAD, session)
    return source


def _hours_said(hours: str) -> dict[str, str]:
    """Write ``mon 08:00-13:00, 15:00-19:00; tue closed`` as Facebook has it; what is closed is left out."""
    said: dict[str, str] = {}
    for day in hours.split("; "):
        name, _, stretches = day.partition(" ")
        for number, stretch in enumerate(stretches.split(",") if stretches != "closed" else (), start=1):
            opens, _, closes = stretch.strip().partition("-")
            said |= {f"{name}_{number}_open": opens, f"{name}_{number}_close": closes}
    return said


def _hours_told(hours: object) -> str:
    """Write Facebook's hours as ours are declared; a day that it does not name is closed, if it names any."""
    if not isinstance(hours, dict) or not hours:
        return ""
    days = []
    for day in _DAYS:
        numbers = [number for number in ("1", "2") if f"{day}_{number}_open" in hours]
        stretches = [f"{hours[f'{day}_{n}_open']}-{hours.get(f'{day}_{n}_close', '')}" for n in numbers]
        days.append(f"{day} {', '.join(stretches) or 'closed'}")
    return "; ".join(days)


def _avatar(picture: object) -> LivePicture | None:
    data = picture.get("data") if isinstance(picture, dict) else None
    if not isinstance(data, dict) or data.get("is_silhouette") or not isinstance(data.get("url"), str):
        return None
    # The rest of the address is signed and is another one every time.
    return LivePicture(urlsplit(data["url"]).path, Request("GET", data["url"], _FETCH.en))


def _cover(cover: object) -> LivePicture | None:
    if not isinstance(cover, dict) or not isinstance(cover.get("source"), str):
        return None
    return LivePicture(str(cover.get("id")), Request("GET", cover["source"], _FETCH.en))


_READ = Sentence("read the page's profile", "leggere il profilo della Pagina")
_WRITE = Sentence("change the page's profile", "cambiare il profilo della Pagina")
_UPLOAD = Sentence("upload a picture of the profile", "caricare un'immagine del profilo")
_FETCH = Sentence("fetch a picture of the profile", "scaricare un'immagine del profilo")
