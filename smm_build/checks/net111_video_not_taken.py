"""Films that a network would refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._kinds import films, plain_type, weight
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.compose.renditions import mended
from smm_build.domain.finding import Severity
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Limits

__all__ = ["video_not_taken"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def video_not_taken(variant: Variant) -> Iterator[Problem]:
    """A film its channel does not take: none at all, too many, too heavy or in another format.

    ## Why it matters
    The upload is refused, often only after minutes of work on the network's side, and the post does not go out.

    ## How to fix
    Write `convert: true` beside the file, and smm makes an MP4 of it that the network takes. Or export the film as MP4
    (H.264 and AAC) below the limit that is named, or give this channel a picture in its place
    with `overrides`.

    ## Options
    A channel with other limits says so in its file: `limits: {videos: 1, video_bytes: 300000000}`.
    """
    limits, channel = limits_of(variant), variant.channel
    most = channel.limits.get("videos", limits.videos)
    for part in variant.parts:
        for number, film in enumerate(films(part), start=1):
            other_made = number <= most and mended(film, variant)
            reason = _too_many(most) if number > most else _refusal(film, channel.limits, limits)
            if reason and not other_made:
                yield Problem(
                    film.place,
                    Sentence(
                        en=f"`{film.file}` is not taken by {channel.id}: {reason.en}",
                        it=f"`{film.file}` non è accettato da {channel.id}: {reason.it}",
                    ),
                    _other_media(channel.id)
                    if number > most
                    else Sentence(
                        en=f"Write `convert: true` beside it, export it anew, or give {channel.id} other media",
                        it=f"Scrivi `convert: true` accanto, esportalo di nuovo, o dai a {channel.id} altri media",
                    ),
                )


def _other_media(channel: str) -> Sentence:
    return Sentence(en=f"Give {channel} other media in `overrides`", it=f"Dai a {channel} altri media in `overrides`")


def _too_many(most: int) -> Sentence:
    if most == 0:
        return Sentence(en="it takes no films", it="non accetta video")
    return Sentence(en=f"it takes {most} in one message", it=f"ne accetta {most} in un messaggio")


def _refusal(film: Media, own: Mapping[str, int], limits: Limits) -> Sentence | None:
    """Return why the file itself would be refused, if it would."""
    if film.facts is None:
        return None
    if limits.video_types and film.facts.mime not in limits.video_types:
        kind, taken = plain_type(film.facts.mime), ", ".join(map(plain_type, limits.video_types))
        return Sentence(en=f"it is {kind}, and {taken} is taken", it=f"è in formato {kind}, e si accetta {taken}")
    heaviest = own.get("video_bytes", limits.video_bytes)
    if heaviest is not None and film.facts.size > heaviest:
        found, most = weight(film.facts.size), weight(heaviest)
        return Sentence(en=f"it is {found}, and {most} is the limit", it=f"pesa {found}, e il limite è {most}")
    return None
