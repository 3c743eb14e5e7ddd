"""What a file that somebody is asked to make has to be like, and whether what came is.

What the brief leaves open follows from the networks it is for: what all of them take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from smm_build.domain.brief import Deliverable, SafeZone
from smm_build.domain.channel import Channel
from smm_build.domain.media import MediaFacts
from smm_build.domain.sentence import Sentence
from smm_build.networks import Network, get_network

__all__ = ["Specification", "faults", "file_kind", "impossible", "networks_of", "specification"]

_ROUNDING = 0.01
_UPRIGHT = (1080, 1920)
_UPRIGHT_FORMATS = frozenset({"story", "reel"})

_SAFE_ZONES: Mapping[tuple[str, str], SafeZone] = {
    ("instagram", "story"): SafeZone(0.14, 0.20, 0.06),
    ("facebook", "story"): SafeZone(0.14, 0.20, 0.06),
    ("instagram", "reel"): SafeZone(0.14, 0.35, 0.06),
    ("facebook", "reel"): SafeZone(0.14, 0.35, 0.06),
}
"""What buttons and names cover, by network and format. Meta gives it in its Business Help Center, which wants a login;
read on 2026-11-23 in https://adsuploader.com/blog/meta-ads-safe-zones and, in the same figures,
https://houseofmarketers.com/guide-to-safe-zones-tiktok-facebook-instagram-stories-reels/."""

_NAMES = {
    "image/jpeg": "JPEG",
    "image/svg+xml": "SVG",
    "video/quicktime": "MOV",
    "audio/mpeg": "MP3",
}


@dataclass(frozen=True, slots=True)
class Specification:
    """What a file has to be like. ``None`` and empty: nothing is asked.

    ``types`` are MIME types, ``bytes`` the most, ``ratios`` the narrowest and the widest width divided by height,
    ``seconds`` the shortest and the longest. ``sources`` are the addresses where the networks say so.
    """

    kind: str
    types: tuple[str, ...] = ()
    bytes: int | None = None
    width: int | None = None
    height: int | None = None
    least_width: int | None = None
    ratios: tuple[float, float] | None = None
    seconds: tuple[float, float] | None = None
    safe_zone: SafeZone | None = None
    sources: tuple[str, ...] = ()


def file_kind(mime: str) -> str:
    """Return how people call a type of file: ``JPEG``, ``MP4``."""
    return _NAMES.get(mime, mime.rpartition("/")[2].upper())


def networks_of(wanted: Deliverable, channels: Mapping[str, Channel]) -> tuple[Network, ...]:
    """Return the networks a deliverable is for, each once; it names channels or networks themselves."""
    names = (channels[name].network if name in channels else name for name in wanted.targets)
    return tuple(get_network(name) for name in dict.fromkeys(names))


def specification(wanted: Deliverable, channels: Mapping[str, Channel]) -> Specification:
    """Return what the brief asks for, with what all its networks take where the brief says nothing."""
    networks = networks_of(wanted, channels)
    width, height = wanted.width, wanted.height
    if wanted.format in _UPRIGHT_FORMATS and width is None and wanted.ratio is None:
        width, height = _UPRIGHT
    return Specification(
        kind=wanted.kind,
        types=wanted.types or _types(wanted.kind, networks),
        bytes=_bytes(wanted.kind, networks),
        width=width,
        height=height,
        least_width=max((network.LIMITS.image_width or 0 for network in networks), default=0) or None,
        ratios=_ratios(wanted, networks),
        seconds=wanted.seconds or _seconds(wanted.kind, networks),
        safe_zone=wanted.safe_zone or _safe_zone(wanted, networks),
        sources=tuple(dict.fromkeys(network.LIMITS.source for network in networks)),
    )


def _types(kind: str, networks: Sequence[Network]) -> tuple[str, ...]:
    each = [taken for network in networks if (taken := _taken(kind, network))]
    return tuple(name for name in each[0] if all(name in other for other in each)) if each else ()


def _taken(kind: str, network: Network) -> tuple[str, ...]:
    limits = network.LIMITS
    return {"image": limits.image_types, "video": limits.video_types, "document": limits.documents}.get(kind, ())


def _bytes(kind: str, networks: Sequence[Network]) -> int | None:
    limits = [network.LIMITS for network in networks]
    each = [one.video_bytes if kind == "video" else one.image_bytes for one in limits if kind in {"image", "video"}]
    return min((size for size in each if size), default=None)


def _ratios(wanted: Deliverable, networks: Sequence[Network]) -> tuple[float, float] | None:
    if wanted.ratio is not None:
        return wanted.ratio, wanted.ratio
    if wanted.kind != "image" or wanted.format in _UPRIGHT_FORMATS:
        return None
    each = [network.LIMITS.image_ratios for network in networks if network.LIMITS.image_ratios]
    return (max(low for low, _ in each), min(high for _, high in each)) if each else None


def _seconds(kind: str, networks: Sequence[Network]) -> tuple[float, float] | None:
    each = [network.LIMITS.film_seconds for network in networks if kind == "video" and network.LIMITS.film_seconds]
    return (max(low for low, _ in each), min(high for _, high in each)) if each else None


def _safe_zone(wanted: Deliverable, networks: Sequence[Network]) -> SafeZone | None:
    """Return what is covered on any of the networks, so that one file does for all."""
    zones = [_SAFE_ZONES.get((network.NAME, wanted.format or "")) for network in networks]
    known = [zone for zone in zones if zone]
    if not known:
        return None
    return SafeZone(
        max(zone.top for zone in known), max(zone.bottom for zone in known), max(zone.sides for zone in known)
    )


# --- What no network would take --------------------------------------------------------------------------------------


def impossible(wanted: Deliverable, channels: Mapping[str, Channel]) -> Iterator[Sentence]:
    """Yield what the brief asks for and a network it is for does not take."""
    for network in networks_of(wanted, channels):
        if problem := _objection(wanted, network):
            yield problem


def _objection(wanted: Deliverable, network: Network) -> Sentence | None:
    title = network.TITLE
    taken = _taken(wanted.kind, network)
    if wanted.kind in {"image", "video", "document"} and not taken and _takes_none(wanted.kind, network):
        return Sentence(f"{title} takes no {_KINDS[wanted.kind].en}", f"{title} non accetta {_KINDS[wanted.kind].it}")
    if wanted.types and taken and not set(wanted.types) & set(taken):
        asked, known = (", ".join(map(file_kind, some)) for some in (wanted.types, taken))
        return Sentence(f"{title} takes {known}, not {asked}", f"{title} accetta {known}, non {asked}")
    return _wrong_length(wanted, network) or _wrong_shape(wanted, network)


def _takes_none(kind: str, network: Network) -> bool:
    limits = network.LIMITS
    return not {"image": limits.images, "video": limits.videos, "document": len(limits.documents)}[kind]


def _wrong_length(wanted: Deliverable, network: Network) -> Sentence | None:
    own, taken = wanted.seconds, network.LIMITS.film_seconds
    if wanted.kind != "video" or own is None or taken is None or (own[0] <= taken[1] and own[1] >= taken[0]):
        return None
    return Sentence(
        f"{network.TITLE} takes films of {taken[0]:g} to {taken[1]:g} seconds",
        f"{network.TITLE} accetta video da {taken[0]:g} a {taken[1]:g} secondi",
    )


def _wrong_shape(wanted: Deliverable, network: Network) -> Sentence | None:
    limits = network.LIMITS
    if wanted.kind != "image" or wanted.format in _UPRIGHT_FORMATS:
        return None
    ratio = wanted.ratio or (wanted.width / wanted.height if wanted.width and wanted.height else None)
    if ratio and limits.image_ratios and not _within(ratio, limits.image_ratios):
        return Sentence(
            f"{network.TITLE} takes pictures from {limits.image_ratios[0]:g} to {limits.image_ratios[1]:g} (width ÷"
            f" height), not {ratio:.2f}",
            f"{network.TITLE} accetta immagini da {limits.image_ratios[0]:g} a {limits.image_ratios[1]:g} (larghezza ÷"
            f" altezza), non {ratio:.2f}",
        )
    if wanted.width and limits.image_width and wanted.width < limits.image_width:
        return Sentence(
            f"{network.TITLE} wants pictures {limits.image_width} pixels wide at least",
            f"{network.TITLE} vuole immagini larghe almeno {limits.image_width} pixel",
        )
    return None


_KINDS = {
    "image": Sentence("pictures", "immagini"),
    "video": Sentence("films", "video"),
    "document": Sentence("documents", "documenti"),
}


def _within(ratio: float, ratios: tuple[float, float]) -> bool:
    return ratios[0] - _ROUNDING <= ratio <= ratios[1] + _ROUNDING


# --- What came -------------------------------------------------------------------------------------------------------


def faults(wanted: Deliverable, asked: Specification) -> Iterator[Sentence]:
    """Yield what is wrong with the file that is there; nothing is wrong with one that is not."""
    facts = wanted.media.facts if wanted.media else None
    if wanted.media and facts is None:
        yield Sentence("the file cannot be used", "il file non si può usare")
    if facts is None or wanted.kind == "text":
        return
    if asked.types and facts.mime not in asked.types:
        names = ", ".join(map(file_kind, asked.types))
        yield Sentence(f"it is {file_kind(facts.mime)}, not {names}", f"è {file_kind(facts.mime)}, non {names}")
        return
    yield from _too_heavy(facts, asked)
    yield from _wrong_size(facts, asked)
    yield from _wrong_time(facts, asked)


def _too_heavy(facts: MediaFacts, asked: Specification) -> Iterator[Sentence]:
    if asked.bytes and facts.size > asked.bytes:
        yield Sentence(
            f"it has {facts.size / 1e6:.1f} MB, at most {asked.bytes / 1e6:.1f} are taken",
            f"pesa {facts.size / 1e6:.1f} MB, al massimo {asked.bytes / 1e6:.1f}",
        )


def _wrong_size(facts: MediaFacts, asked: Specification) -> Iterator[Sentence]:
    if not facts.width or not facts.height:
        return
    ratio, size = facts.width / facts.height, f"{facts.width} × {facts.height}"
    ratios = asked.ratios
    if asked.width and asked.height:
        wanted = asked.width / asked.height
        ratios = (wanted, wanted)
    if ratios and not _within(ratio, ratios):
        yield Sentence(
            f"{size} is another shape than was asked for", f"{size} ha una forma diversa da quella richiesta"
        )
    least = asked.width or asked.least_width
    if least and facts.width < least:
        yield Sentence(f"{size} is smaller than {least} pixels wide", f"{size} è meno di {least} pixel di larghezza")


def _wrong_time(facts: MediaFacts, asked: Specification) -> Iterator[Sentence]:
    if facts.seconds is not None and asked.seconds and not asked.seconds[0] <= facts.seconds <= asked.seconds[1]:
        yield Sentence(
            f"it is {facts.seconds:.0f} seconds long, not {asked.seconds[0]:g} to {asked.seconds[1]:g}",
            f"dura {facts.seconds:.0f} secondi, non da {asked.seconds[0]:g} a {asked.seconds[1]:g}",
        )
