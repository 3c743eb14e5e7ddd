"""What is wrong with a variant's parts, found before anything is asked of a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import VariantPart
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import Limits, PartTask, Refused

__all__ = ["refuse_faults", "refuse_objections"]


def refuse_faults(task: PartTask, title: str, limits: Limits, lengths: tuple[int, ...]) -> None:
    """Raise :class:`Refused` for the first thing in any part that the network would not take.

    All parts are looked at, because a thread that breaks off after its first part is worse than none. ``lengths`` are
    those of all messages, in the network's unit.
    """
    for number, (part, length) in enumerate(zip(task.variant.messages, lengths, strict=True), start=1):
        comment = number > len(task.variant.parts)
        fault = next(_faults(part, length, limits, _longest(part, limits, comment=comment)), None)
        if fault is not None:
            raise _refusal(title, number, fault)


def refuse_objections(objections: Iterable[tuple[str, Sentence]], further: Iterable[Sentence] = ()) -> None:
    """Raise :class:`Refused` for the first thing a network objects to, also where a check would have said so before.

    ``objections`` are as :class:`~smm_build.networks._offers.Objector` yields them, a field and what is wrong with it;
    ``further`` belong to no field. None of them ends with a full stop.
    """
    for fault in chain((fault for _, fault in objections), further):
        raise refuse_content(Sentence(f"{fault.en}.", f"{fault.it}."))


def _longest(part: VariantPart, limits: Limits, *, comment: bool) -> int:
    """Return how long this message may be: a comment or a text beside pictures may have its own limit."""
    own = limits.comment_characters if comment else limits.caption_characters if part.media else None
    return limits.characters if own is None else own


def _faults(part: VariantPart, length: int, limits: Limits, longest: int) -> Iterator[Sentence]:
    if not part.text.strip() and not part.media:
        yield Sentence("it says nothing", "non dice nulla")
    if any("\ud800" <= character <= "\udfff" for character in part.text):
        yield Sentence("its text holds half a character", "il testo contiene mezzo carattere")
    if length > longest:
        yield Sentence(
            f"its text has {length} {limits.counted_in.en}, {longest} are allowed",
            f"il testo ha {length} {limits.counted_in.it}, il massimo è {longest}",
        )
    if limits.bytes is not None and (size := len(part.text.encode("utf-8", "replace"))) > limits.bytes:
        yield Sentence(
            f"its text has {size} bytes, {limits.bytes} are allowed",
            f"il testo ha {size} byte, il massimo è {limits.bytes}",
        )
    yield from _too_many(part, limits)
    for media in part.media:
        yield from _media_faults(media, limits)


def _too_many(part: VariantPart, limits: Limits) -> Iterator[Sentence]:
    known = [media.facts for media in part.media if media.facts]
    images = sum(1 for facts in known if facts.kind == "image")
    documents = sum(1 for facts in known if facts.mime in limits.documents)
    videos = len(known) - images - documents
    if images > limits.images:
        yield Sentence(
            f"it has {images} pictures, {limits.images} are allowed",
            f"ha {images} immagini, il massimo è {limits.images}",
        )
    if videos > limits.videos:
        yield Sentence(
            f"it has {videos} films or other files, {limits.videos} can be sent",
            f"ha {videos} video o altri file, se ne possono inviare {limits.videos}",
        )
    if documents and len(known) > 1:
        yield Sentence("a document can only go alone", "un documento può andare solo da solo")
    if images and videos and not limits.mixed:
        yield Sentence("it mixes pictures and films", "mescola immagini e video")


def _media_faults(media: Media, limits: Limits) -> Iterator[Sentence]:
    facts = media.facts
    if facts is None:
        yield Sentence(f"{media.file} is missing or cannot be read", f"{media.file} manca o non si può leggere")
        return
    image = facts.kind == "image"
    taken = limits.image_types if image else (*limits.video_types, *limits.documents)
    largest = limits.image_bytes if image else limits.video_bytes
    if facts.mime not in taken:
        yield Sentence(
            f"{media.file} is {facts.mime}, which is not accepted there",
            f"{media.file} è {facts.mime}, che lì non è accettato",
        )
    if largest is not None and facts.size > largest:
        yield Sentence(
            f"{media.file} has {facts.size} bytes, {largest} are allowed",
            f"{media.file} ha {facts.size} byte, il massimo è {largest}",
        )
    if limits.alt_characters is not None and len(media.alt or "") > limits.alt_characters:
        yield Sentence(
            f"the alternative text of {media.file} is longer than {limits.alt_characters} characters",
            f"il testo alternativo di {media.file} supera i {limits.alt_characters} caratteri",
        )


def _refusal(title: str, number: int, fault: Sentence) -> Refused:
    return refuse_content(
        Sentence(
            f"Part {number} cannot go to {title}: {fault.en}.",
            f"La parte {number} non può andare su {title}: {fault.it}.",
        )
    )
