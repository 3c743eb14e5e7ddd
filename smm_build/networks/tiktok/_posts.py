"""A post as TikTok takes it, what the account allows, and what TikTok would not take.

Sources: https://developers.tiktok.com/doc/content-posting-api-reference-direct-post, …-photo-post, …-upload-video and
https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide, read on 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import Limits, PartTask, Refused
from smm_build.networks._content import refuse_faults, refuse_objections
from smm_build.networks.tiktok._api import TITLE
from smm_build.text.rulers import utf16_units

__all__ = ["Creator", "check_post", "chunks_of", "film_body", "is_draft", "is_film", "objections", "photo_body"]

_WHOLE = 64_000_000
"""A film up to 64 MB goes in one piece; TikTok does not say which megabyte it means, so the smaller one."""
_CHUNK = 10_485_760
"""Bytes of every stretch of a larger film but the last, which takes what is left over."""
_TITLE = 90
_LEVELS = {
    "public": "PUBLIC_TO_EVERYONE",
    "friends": "MUTUAL_FOLLOW_FRIENDS",
    "followers": "FOLLOWER_OF_CREATOR",
    "private": "SELF_ONLY",
}
_DRAFT = "draft"
_PAID = frozenset({"affiliate", "gift", "paid"})
_OWN = frozenset({"employee", "own-brand"})
_MADE = frozenset({"generated", "manipulated"})
_FORMATS = {
    "document": Sentence("TikTok has no documents", "TikTok non ha documenti"),
    "poll": Sentence("TikTok has no polls", "TikTok non ha sondaggi"),
    "story": Sentence("Stories cannot be sent to TikTok", "A TikTok non si possono inviare storie"),
    "thread": Sentence("TikTok has no threads", "TikTok non ha thread"),
}


@dataclass(frozen=True, slots=True)
class Creator:
    """What the account allows right now: it has to be asked before every post."""

    username: str
    levels: tuple[str, ...]
    no_comments: bool
    no_duets: bool
    no_stitches: bool
    longest: int | None

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Creator:
        """Return what TikTok says; what it does not say is not allowed."""
        levels, longest = data.get("privacy_level_options"), data.get("max_video_post_duration_sec")
        return cls(
            username=str(data.get("creator_username") or ""),
            levels=tuple(filter(lambda level: isinstance(level, str), levels if isinstance(levels, list) else ())),
            no_comments=data.get("comment_disabled") is not False,
            no_duets=data.get("duet_disabled") is not False,
            no_stitches=data.get("stitch_disabled") is not False,
            longest=longest if isinstance(longest, int) else None,
        )


def is_draft(variant: Variant) -> bool:
    """Whether the post goes to the account's inbox, for a person to finish it in the app."""
    return variant.settings.visibility == _DRAFT


def is_film(variant: Variant) -> bool:
    """Whether the post is a film; otherwise it is pictures."""
    return any(media.facts and media.facts.kind == "video" for media in variant.parts[0].media)


def chunks_of(size: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Return the bytes of a stretch, and start and length of each: their number is rounded down, the last is larger."""
    if size <= _WHOLE:
        return size, ((0, size),)
    count = size // _CHUNK
    starts = [number * _CHUNK for number in range(count)]
    return _CHUNK, (*((start, _CHUNK) for start in starts[:-1]), (starts[-1], size - starts[-1]))


def check_post(task: PartTask, limits: Limits) -> None:
    """Raise :class:`Refused` for the first thing that TikTok would not take or would leave out."""
    variant = task.variant
    refuse_objections(objections(variant), _unfit(task))
    refuse_faults(task, TITLE, limits, tuple(utf16_units(part.text)[-1] for part in variant.messages))


def film_body(variant: Variant, creator: Creator | None) -> dict[str, object]:
    """Return the body that asks for a film's upload; a draft says nothing but its size."""
    facts = variant.parts[0].media[0].facts
    assert facts is not None, "refused before anything was asked"
    chunk, stretches = chunks_of(facts.size)
    source = {
        "source": "FILE_UPLOAD",
        "video_size": facts.size,
        "chunk_size": chunk,
        "total_chunk_count": len(stretches),
    }
    if creator is None:
        return {"source_info": source}
    _allow_length(facts.seconds, creator)
    info = {
        "title": variant.parts[0].text,
        "disable_duet": creator.no_duets,
        "disable_stitch": creator.no_stitches,
        "is_aigc": variant.settings.ai in _MADE,
        **_said_of_all(variant, creator),
    }
    return {"post_info": info, "source_info": source}


def photo_body(task: PartTask, creator: Creator | None) -> dict[str, object]:
    """Return the body that lets TikTok fetch the pictures, from where they were put for it."""
    variant = task.variant
    info: dict[str, object] = {"description": variant.parts[0].text}
    if title := _title(variant):
        info["title"] = title
    if creator is not None:
        info |= {"auto_add_music": False, **_said_of_all(variant, creator)}
    return {
        "media_type": "PHOTO",
        "post_mode": "MEDIA_UPLOAD" if creator is None else "DIRECT_POST",
        "post_info": info,
        "source_info": {
            "source": "PULL_FROM_URL",
            "photo_images": [task.staged[media.file] for media in variant.parts[0].media],
            "photo_cover_index": 0,
        },
    }


def _said_of_all(variant: Variant, creator: Creator) -> dict[str, object]:
    """Return who may see it, who may answer, and whether it advertises: always said, never left to TikTok."""
    level = _LEVELS[variant.settings.visibility or "public"]
    if level not in creator.levels:
        raise _not_offered(variant.settings.visibility or "public", creator)
    kind = variant.settings.disclosure.type if variant.settings.disclosure else "none"
    return {
        "privacy_level": level,
        "disable_comment": creator.no_comments or variant.settings.replies == "nobody",
        "brand_content_toggle": kind in _PAID,
        "brand_organic_toggle": kind in _OWN,
    }


def _title(variant: Variant) -> str:
    """Return the title of pictures; one that only repeats the beginning of the text is left out."""
    title = (variant.settings.title or "").strip()
    return "" if variant.parts[0].text.strip().startswith(title) else title


def _allow_length(seconds: float | None, creator: Creator) -> None:
    if seconds is not None and creator.longest is not None and seconds > creator.longest:
        raise refuse_content(
            Sentence(
                f"The film has {seconds:.0f} seconds, and TikTok allows this account {creator.longest}.",
                f"Il video dura {seconds:.0f} secondi, e TikTok ne permette {creator.longest} a questo account.",
            )
        )


def _not_offered(wanted: str, creator: Creator) -> Refused:
    offered = ", ".join(name for name, level in _LEVELS.items() if level in creator.levels) or "—"
    return Refused(
        Trouble.PERMISSION,
        Sentence(
            f"TikTok offers this account the visibilities {offered}, not {wanted}: choose one of them, or change the"
            " account's privacy in the app",
            f"TikTok offre a questo account le visibilità {offered}, non {wanted}: scegline una, o cambia la privacy"
            " dell'account nell'app",
        ),
    )


def objections(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    """Yield what TikTok would not take of a post's settings, with the key at fault."""
    said = variant.settings
    kind = said.disclosure.type if said.disclosure else "none"
    if said.format in _FORMATS:
        yield "format", _FORMATS[said.format]
    if said.visibility and said.visibility not in {*_LEVELS, _DRAFT}:
        known = ", ".join((*_LEVELS, _DRAFT))
        yield (
            "visibility",
            Sentence(
                f"TikTok knows no visibility “{said.visibility}”, only {known}",
                f"TikTok non conosce la visibilità “{said.visibility}”, solo {known}",
            ),
        )
    if said.visibility == "private" and kind in _PAID:
        yield (
            "visibility",
            Sentence(
                "A paid partnership on TikTok cannot be private", "Una collaborazione su TikTok non può essere privata"
            ),
        )
    if said.replies and said.replies not in {"everyone", "nobody"}:
        yield (
            "replies",
            Sentence("On TikTok everyone may comment or nobody", "Su TikTok possono commentare tutti o nessuno"),
        )
    if variant.parts[0].media and not is_film(variant) and utf16_units(_title(variant))[-1] > _TITLE:
        yield (
            "title",
            Sentence(
                f"The title of pictures on TikTok has {_TITLE} UTF-16 code units at most",
                f"Il titolo delle immagini su TikTok ha al massimo {_TITLE} unità UTF-16",
            ),
        )


def _unfit(task: PartTask) -> Iterator[Sentence]:
    """Yield what is wrong with the parts and files as they are sent; other checks tell it before."""
    variant, said, media = task.variant, task.variant.settings, task.part.media
    if len(variant.parts) > 1 or variant.comment:
        yield Sentence("TikTok takes one message, without threads and comments", "TikTok accetta un solo messaggio")
    if said.poll:
        yield _FORMATS["poll"]
    if said.quote:
        yield Sentence("TikTok cannot quote another post", "TikTok non può citare un altro post")
    if not media:
        yield Sentence("TikTok needs a film or pictures", "A TikTok servono un video o delle immagini")
    if is_film(variant):
        return
    if said.format in {"reel", "video"}:
        yield Sentence(f"A {said.format} needs a film", f"A un {said.format} serve un video")
    missing = [one.file for one in media if one.file not in task.staged]
    if missing:
        yield Sentence(
            f"TikTok fetches pictures from a public address, and {missing[0]} has none: set up where they are put",
            f"TikTok prende le immagini da un indirizzo pubblico, e {missing[0]} non ne ha: imposta dove metterle",
        )
