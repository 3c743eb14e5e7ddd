"""Channels: ``brand/channels/<id>.yml``."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from smm_build.domain.channel import Cadence, Channel, Contact, Profile, QuietHours
from smm_build.domain.finding import Finding
from smm_build.domain.place import Place, Places
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks import all_networks
from smm_build.read import problems
from smm_build.read.brand import read_yaml_file
from smm_build.read.files import Tree
from smm_build.read.ids import is_id, stem
from smm_build.read.media import Shelf
from smm_build.read.schema.channel import ChannelFile, ProfileFile
from smm_build.read.settings import CONTENT, defaults
from smm_build.read.validation import Kind, is_written
from smm_build.read.wording import shown

__all__ = ["Channels", "read_channels"]

_FOLDER = "brand/channels"
_KIND: Kind[ChannelFile] = Kind(ChannelFile)


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels by id, and the paths of those whose file is there but cannot be used."""

    usable: Mapping[str, Channel] = field(default_factory=dict)
    unusable: Mapping[str, str] = field(default_factory=dict)


def read_channels(tree: Tree, shelf: Shelf, found: list[Finding]) -> Channels:
    """Read every channel. One without a known network or with a doubtful server is unusable: nothing may go there."""
    usable: dict[str, Channel] = {}
    unusable: dict[str, str] = {}
    firsts: dict[str, Place] = {}
    for path in tree.walk(_FOLDER, found):
        if not path.endswith(".yml"):
            continue
        channel_id, wrong = stem(path), list[Finding]()
        channel = _read(tree, path, channel_id, shelf, wrong) if _id_is_free(path, channel_id, firsts, wrong) else None
        found.extend(replace(finding, channel=channel_id) for finding in wrong)
        if channel is None:
            unusable.setdefault(channel_id, path)
        else:
            usable[channel_id] = channel
    return Channels(usable, unusable)


def _id_is_free(path: str, channel_id: str, firsts: dict[str, Place], found: list[Finding]) -> bool:
    place = Place(path)
    if not is_id(channel_id):
        found.append(problems.bad_id(place, channel_id))
        return False
    first = firsts.setdefault(channel_id.casefold(), place)
    if first != place:
        found.append(problems.duplicate_id(place, channel_id, first))
    return first == place


def _read(tree: Tree, path: str, channel_id: str, shelf: Shelf, found: list[Finding]) -> Channel | None:
    read = read_yaml_file(tree, path, _KIND, found)
    if read is None:
        return None
    said, places = read
    network = _network(said, places, found)
    server, server_is_sound = _server(said, places, found)
    if network is None or not server_is_sound:
        return None
    return Channel(
        id=channel_id,
        path=path,
        network=network,
        handle=said.handle,
        server=server,
        credentials=said.credentials or "SMM_" + re.sub("[^A-Z0-9]", "_", channel_id.upper()),
        publish=said.publish or "auto",
        defaults=defaults(said.defaults) if said.defaults else Settings(),
        limits=said.limits.model_dump(exclude_none=True) if said.limits else {},
        cadence=Cadence(said.cadence.per_week, said.cadence.slots or ()) if said.cadence else Cadence(),
        quiet_hours=QuietHours(said.quiet_hours.start, said.quiet_hours.end) if said.quiet_hours else None,
        profile=_profile(said.profile, places, shelf, found),
        places=places,
        name=said.name,
        account=said.account,
        url=said.url,
        distance=said.distance,
        schedule_ahead=said.schedule_ahead,
    )


def _network(said: ChannelFile, places: Places, found: list[Finding]) -> str | None:
    if said.network in all_networks():
        return said.network
    if said.network is not None:
        found.append(problems.unknown_network(places.of("network"), said.network, all_networks().keys()))
    elif not is_written("network", places, ChannelFile):
        found.append(problems.missing_key(places.of("network"), "network"))
    return None


def _server(said: ChannelFile, places: Places, found: list[Finding]) -> tuple[str | None, bool]:
    """Return the server, and whether it may be used; a server that was written and cannot be read may not."""
    place = places.of("server")
    if said.server is None:
        # Only a server that nobody wrote means rehearsal: an empty or misshapen one must not turn into it.
        if "server" in places.keys and all(finding.place != place for finding in found):
            found.append(_not_a_server(place, ""))
        return None, "server" not in places.keys
    try:
        parts = urlsplit(said.server)
        host, odd = parts.hostname, parts.username or parts.password or parts.query or parts.fragment
        _ = parts.port
    except ValueError:
        host, odd, parts = None, None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host or odd or re.search(r"[\s\x00-\x1f\x7f]", said.server):
        found.append(_not_a_server(place, said.server))
        return None, False
    if parts.scheme == "http" and not _is_loopback(host):
        found.append(problems.insecure_server(place, said.server))
        return None, False
    return said.server.rstrip("/"), True


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _not_a_server(place: Place, server: str) -> Finding:
    # A user name or password in the address is a secret in a file: it is not shown again.
    quoted = "" if "@" in server or not server else f" {shown(server)}"
    return problems.wrong_value(
        place,
        "server",
        Sentence(
            f"this is not the address of a server{quoted and ':' + quoted}.",
            f"questo non è l'indirizzo di un server{quoted and ':' + quoted}.",
        ),
        Sentence(
            "an address such as https://bsky.social and nothing after it, or leave the key out to rehearse",
            "un indirizzo come https://bsky.social e niente dopo, o togli la chiave per fare le prove",
        ),
    )


def _profile(said: ProfileFile | None, places: Places, shelf: Shelf, found: list[Finding]) -> Profile:
    if said is None:
        return Profile()
    written = {"avatar": said.avatar, "cover": said.cover}
    named = {
        key: shelf.media(CONTENT, file, None, places.of(f"profile.{key}"), found)
        for key, file in written.items()
        if file is not None
    }
    pictures = {key: media for key, media in named.items() if media is not None}
    return Profile(
        name=said.name,
        bio=said.bio,
        link=said.link,
        avatar=pictures["avatar"].file if "avatar" in pictures else None,
        cover=pictures["cover"].file if "cover" in pictures else None,
        category=said.category,
        contact=Contact(**said.contact.model_dump()) if said.contact else Contact(),
        hours=said.hours.model_dump(exclude_none=True) if said.hours else {},
        pinned=said.pinned,
        pictures=pictures,
    )
