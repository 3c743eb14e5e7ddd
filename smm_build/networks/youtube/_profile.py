"""The profile of a YouTube channel: its description and its banner; name, picture and links are for a person.

A channel's settings are put in the place of all that were there, so they are read and sent back with what differs. The
banner is uploaded and then named. Sources: https://developers.google.com/youtube/v3/docs/channels/update and
https://developers.google.com/youtube/v3/docs/channelBanners/insert, read on 2026-11-23.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import FileBody, Flow, Request, Session
from smm_build.networks._profile import LivePicture, LiveProfile, PictureShape, ProfileChanges, ProfileDesk
from smm_build.networks.youtube._answers import SERVER
from smm_build.networks.youtube._upload import first_item

__all__ = ["PROFILE", "PROFILE_WRITES", "read_profile", "write_profile"]

PROFILE_WRITES = frozenset({"bio", "cover"})
PROFILE = ProfileDesk(
    address="https://studio.youtube.com/",
    where=Sentence("Customisation, Profile", "Personalizzazione, Profilo"),
    fields=PROFILE_WRITES | {"name", "link", "email", "avatar"},
    # "16:9 … at least 2048x1152 pixels", at most 6 MB: the reference of channelBanners.
    avatar=PictureShape(800, 800, 4_000_000),
    cover=PictureShape(2_560, 1_440, 6_000_000),
    source="https://developers.google.com/youtube/v3/docs/channelBanners/insert",
    read_on=date(2026, 11, 23),
)


def read_profile(session: Session) -> Flow[LiveProfile]:
    """Read the channel and its settings."""
    channel = yield from _channel(session)
    snippet, settings, image = _part(channel, "snippet"), *_branding(channel)
    fields = {"name": str(snippet.get("title") or ""), "bio": str(settings.get("description") or "")}
    banner = image.get("bannerExternalUrl")
    thumbnails = _part(snippet, "thumbnails")
    avatar = _part(thumbnails, "high").get("url")
    pictures = {"avatar": _picture(avatar), "cover": _picture(banner)}
    return LiveProfile(fields, pictures, f"https://www.youtube.com/channel/{session.facts['channel']}")


def write_profile(changes: ProfileChanges, session: Session) -> Flow[None]:
    """Upload the banner, then put the settings with what differs."""
    banner = (yield from _uploaded(changes.pictures["cover"], session)) if "cover" in changes.pictures else None
    settings, image = _branding((yield from _channel(session)))
    wanted: dict[str, object] = {**settings}
    if "bio" in changes.fields:
        wanted["description"] = changes.fields["bio"]
    shown = banner or image.get("bannerExternalUrl")
    branding = {"channel": wanted} | ({"image": {"bannerExternalUrl": shown}} if shown else {})
    answer = yield Request(
        "PUT",
        f"{session.account.server}/youtube/v3/channels",
        _WRITE.en,
        headers=session.headers,
        params={"part": "brandingSettings"},
        json={"id": session.facts["channel"], "brandingSettings": branding},
    )
    if not answer.ok:
        raise SERVER.refused(answer, _WRITE, session)


def _channel(session: Session) -> Flow[dict[str, object]]:
    answer = yield Request(
        "GET",
        f"{session.account.server}/youtube/v3/channels",
        _READ.en,
        headers=session.headers,
        params={"part": "snippet,brandingSettings", "mine": "true"},
    )
    channel = dict(first_item(answer))
    if not answer.ok or channel.get("id") != session.facts["channel"]:
        raise SERVER.refused(answer, _READ, session)
    return channel


def _uploaded(media: Media, session: Session) -> Flow[str]:
    assert media.facts is not None, "only pictures that were made are sent"
    answer = yield Request(
        "POST",
        f"{session.account.server}/upload/youtube/v3/channelBanners/insert",
        _UPLOAD.en,
        headers=session.headers,
        params={"uploadType": "media"},
        body=FileBody(media.file, media.facts.mime),
    )
    if not answer.ok or not answer.text("url"):
        raise SERVER.refused(answer, _UPLOAD, session)
    return answer.text("url")


def _branding(channel: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    settings = _part(channel, "brandingSettings")
    return _part(settings, "channel"), _part(settings, "image")


def _part(whole: dict[str, object], name: str) -> dict[str, object]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _picture(url: object) -> LivePicture | None:
    if not isinstance(url, str) or not url:
        return None
    return LivePicture(urlsplit(url).path, Request("GET", url, _FETCH.en))


_READ = Sentence("read the channel's profile", "leggere il profilo del canale")
_WRITE = Sentence("change the channel's profile", "cambiare il profilo del canale")
_UPLOAD = Sentence("upload the channel's banner", "caricare il banner del canale")
_FETCH = Sentence("fetch a picture of the channel", "scaricare un'immagine del canale")
