"""The profile of an X account: read by API v2, written by API v1.1, which takes keys of OAuth 1.0a only.

X's present documentation does not name the writing methods any more; they are described at
https://developer.x.com/en/docs/accounts-and-users/manage-account-settings/api-reference (post-account-update_profile,
post-account-update_profile_image, post-account-update_profile_banner), read on 2026-11-23. Where an app may not use
them, X refuses plainly and the profile is put right by hand.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from smm_build.domain.sentence import Sentence
from smm_build.networks._base import FileBody, Flow, Request, Session
from smm_build.networks._profile import LivePicture, LiveProfile, PictureShape, ProfileChanges, ProfileDesk
from smm_build.networks.x._answers import X
from smm_build.networks.x._media import keys_of

__all__ = ["PROFILE", "PROFILE_WRITES", "read_profile", "write_profile"]

PROFILE_WRITES = frozenset({"name", "bio", "link", "avatar", "cover"})
PROFILE = ProfileDesk(
    address="https://x.com/settings/profile",
    where=Sentence("Edit profile", "Modifica profilo"),
    fields=PROFILE_WRITES | {"pinned"},
    # The avatar: less than 700 kilobytes, 400 pixels wide; see the page of post-account-update_profile_image above.
    # The header: https://internal-blog.contentstudio.io/social-media-image-sizes, read on 2026-11-23.
    avatar=PictureShape(400, 400, 700_000),
    cover=PictureShape(1_500, 500, 2_000_000),
    source="https://developer.x.com/en/docs/accounts-and-users/manage-account-settings/api-reference/"
    "post-account-update_profile_image",
    read_on=date(2026, 11, 23),
)
_ASKED = "name,description,url,entities,profile_image_url,profile_banner_url"
_TEXTS = {"name": "name", "bio": "description", "link": "url"}
_FILES = {"avatar": ("update_profile_image", "image"), "cover": ("update_profile_banner", "banner")}
_DEFAULT = "default_profile_images"


def read_profile(session: Session) -> Flow[LiveProfile]:
    """Read the account. Links stand there shortened, and what they stand for beside them.

    Source: https://docs.x.com/x-api/users/get-my-user, read on 2026-11-23.
    """
    url = f"{session.account.server}/2/users/me"
    answer = yield Request("GET", url, _READ.en, params={"user.fields": _ASKED}, sign=keys_of(session))
    user = answer.data.get("data")
    if not answer.ok or not isinstance(user, dict) or user.get("id") != session.facts["user_id"]:
        raise X.refused(answer, _READ, session)
    entities = user.get("entities")
    known = _expanded(entities if isinstance(entities, dict) else {})
    fields = {name: _long(str(user.get(key) or ""), known) for name, key in _TEXTS.items()}
    pictures = {"avatar": _picture(user.get("profile_image_url")), "cover": _picture(user.get("profile_banner_url"))}
    return LiveProfile(fields, pictures, f"https://x.com/{session.facts['username']}")


def write_profile(changes: ProfileChanges, session: Session) -> Flow[None]:
    """Set the texts, then each picture."""
    form: dict[str, str | FileBody] = {_TEXTS[name]: said for name, said in changes.fields.items()}
    requests = [("update_profile", form)] if form else []
    for name, media in changes.pictures.items():
        assert media.facts is not None, "only pictures that were made are sent"
        method, key = _FILES[name]
        requests.append((method, {key: FileBody(media.file, media.facts.mime)}))
    for method, said in requests:
        url = f"{session.account.server}/1.1/account/{method}.json"
        answer = yield Request("POST", url, _WRITE.en, form=said, sign=keys_of(session))
        if not answer.ok:
            raise X.refused(answer, _WRITE, session)


def _expanded(entities: dict[str, object]) -> dict[str, str]:
    """Return what each shortened link of the profile stands for."""
    known: dict[str, str] = {}
    for place in entities.values():
        urls = place.get("urls") if isinstance(place, dict) else None
        for one in urls if isinstance(urls, list) else ():
            if isinstance(one, dict) and isinstance(one.get("url"), str) and isinstance(one.get("expanded_url"), str):
                known[one["url"]] = one["expanded_url"]
    return known


def _long(text: str, known: dict[str, str]) -> str:
    for short, long in known.items():
        text = text.replace(short, long)
    return text


def _picture(url: object) -> LivePicture | None:
    if not isinstance(url, str) or not url or _DEFAULT in url:
        return None
    # The address is of a small one, ``…_normal.jpg``; without that it is of the picture as it was uploaded.
    return LivePicture(urlsplit(url).path, Request("GET", url.replace("_normal.", "."), _FETCH.en))


_READ = Sentence("read the profile", "leggere il profilo")
_WRITE = Sentence("change the profile", "cambiare il profilo")
_FETCH = Sentence("fetch a picture of the profile", "scaricare un'immagine del profilo")
