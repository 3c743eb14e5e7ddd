"""What a part of a post is on Telegram: which method sends it, with which fields and files.

Source: https://core.telegram.org/bots/api#sendmessage and the methods after it, read on 2026-11-23.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._base import FileBody, PartTask
from smm_build.networks._cards import LinkCard
from smm_build.text.links import find_full_links
from smm_build.text.rulers import utf16_units

__all__ = ["Message", "faults", "link_card", "message_of", "words_of"]

_LONGEST_QUESTION = 300
_MOST_IN_ALBUM = 10
_MOVING = "image/gif"


@dataclass(frozen=True, slots=True)
class Message:
    """A method, its fields as Telegram's documents describe them, and the files that go with it by their names."""

    method: str
    fields: Mapping[str, object]
    files: Mapping[str, FileBody] = field(default_factory=dict)

    def as_form(self) -> dict[str, str]:
        """Return the fields for a form: a text as it is, everything else as JSON."""
        return {
            name: said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
            for name, said in self.fields.items()
        }


def faults(task: PartTask) -> Iterator[Sentence]:
    """Yield what Telegram would refuse beyond the usual limits, in any part of the post."""
    said = task.variant.settings
    first = task.variant.parts[0]
    if said.poll and (first.media or said.content_warning):
        yield _POLL_ALONE
    if said.poll and utf16_units(first.text)[-1] > _LONGEST_QUESTION:
        yield _QUESTION_TOO_LONG
    for part in task.variant.parts:
        if len(part.media) > _MOST_IN_ALBUM:
            yield _ALBUM_TOO_LARGE
        if len(part.media) > 1 and any(_mime(media) == _MOVING for media in part.media):
            yield _GIF_IN_ALBUM


def message_of(task: PartTask, chat: int) -> Message:
    """Return how this part is sent to the chat."""
    to = {"chat_id": chat, **_answering(task)}
    if task.number == 1 and task.variant.settings.poll:
        return Message("sendPoll", {**to, **_poll(task)})
    media = task.part.media
    if not media:
        return Message("sendMessage", {**to, **_words(task, "text", "entities"), **_preview(task)})
    if len(media) > 1:
        return _album(task, to)
    kind_of_file = "document" if task.variant.settings.format == "document" else _kind(media[0])
    method, kind = _ALONE.get(kind_of_file, ("sendDocument", "document"))
    extra, files = _details(task, media[0], kind)
    return Message(method, {**to, **_caption(task), **extra}, {**files, kind: _file(media[0])})


def words_of(task: PartTask) -> tuple[str, dict[str, object]]:
    """Return the method that changes the words of this part, and its fields."""
    if task.part.media:
        return "editMessageCaption", _words(task, "caption", "caption_entities")
    return "editMessageText", {**_words(task, "text", "entities"), **_preview(task)}


def _answering(task: PartTask) -> dict[str, object]:
    return {"reply_parameters": {"message_id": int(task.earlier[-1].id)}} if task.earlier else {}


def _poll(task: PartTask) -> dict[str, object]:
    poll = task.variant.settings.poll
    assert poll is not None, "asked before"
    return {
        "question": task.part.text,
        "options": [{"text": option} for option in poll.options],
        # In a channel there are none but anonymous polls; the default is said all the same.
        "is_anonymous": True,
        "allows_multiple_answers": poll.multiple,
        "open_period": int(poll.duration.total_seconds()),
    }


def _words(task: PartTask, name: str, entities: str) -> dict[str, object]:
    """Return the text; behind a content warning what follows it is covered, unless a picture is."""
    text, warning = task.part.text, task.variant.settings.content_warning
    if not warning:
        return {name: text}
    shown = f"{warning}\n\n{text}"
    if not text.strip():
        return {name: warning}
    start = utf16_units(shown)[len(warning) + 2]
    covered = {"type": "spoiler", "offset": start, "length": utf16_units(shown)[-1] - start}
    return {name: shown, entities: [covered]}


def _caption(task: PartTask) -> dict[str, object]:
    says = task.part.text.strip() or task.variant.settings.content_warning
    return _words(task, "caption", "caption_entities") if says else {}


def _preview(task: PartTask) -> dict[str, object]:
    shown = _linked_page(task.variant, task.part.text)
    return {"link_preview_options": {"url": shown} if shown else {"is_disabled": True}}


def link_card(variant: Variant) -> LinkCard | None:
    """Return the card of a message of words; what it says comes from the page."""
    first = variant.parts[0]
    shown = None if first.media else _linked_page(variant, first.text)
    return LinkCard(shown) if shown else None


def _linked_page(variant: Variant, text: str) -> str | None:
    """Return which link is shown as a card: the post's own, else the first; none where a warning covers the text."""
    links = [link.value for link in find_full_links(text)]
    if not links or variant.settings.content_warning:
        return None
    own = (variant.settings.link or "").partition("?")[0]
    return next((link for link in links if own and link.startswith(own)), links[0])


def _album(task: PartTask, to: Mapping[str, object]) -> Message:
    """Return several pictures and films in one: the words stand with the first."""
    items: list[dict[str, object]] = []
    files: dict[str, FileBody] = {}
    for number, media in enumerate(task.part.media, start=1):
        kind = "video" if _kind(media) == "video" else "photo"
        extra, more = _details(task, media, kind)
        items.append({"type": kind, "media": f"attach://file{number}", **extra})
        files |= {**more, f"file{number}": _file(media)}
    items[0] |= _caption(task)
    return Message("sendMediaGroup", {**to, "media": items}, files)


def _details(task: PartTask, media: Media, kind: str) -> tuple[dict[str, object], dict[str, FileBody]]:
    """Return what is said of one file, and further files it needs: the still picture of a film."""
    details: dict[str, object] = {}
    files: dict[str, FileBody] = {}
    if kind != "document" and task.variant.settings.content_warning:
        details["has_spoiler"] = True
    if kind != "video":
        return details, files
    details["supports_streaming"] = True
    facts = media.facts
    if facts and facts.width and facts.height:
        details |= {"width": facts.width, "height": facts.height}
    if facts and facts.seconds:
        details["duration"] = round(facts.seconds)
    cover = task.variant.settings.cover
    if cover is not None and task.number == 1 and cover.facts and media is _first_film(task):
        details["cover"] = "attach://still"
        files["still"] = _file(cover)
    return details, files


def _first_film(task: PartTask) -> Media | None:
    return next((media for media in task.part.media if _kind(media) == "video"), None)


def _file(media: Media) -> FileBody:
    assert media.facts is not None, "refused before anything was asked"
    return FileBody(media.file, media.facts.mime)


def _mime(media: Media) -> str:
    return media.facts.mime if media.facts else ""


def _kind(media: Media) -> str:
    return "gif" if _mime(media) == _MOVING else _mime(media).partition("/")[0]


_ALONE = {"image": ("sendPhoto", "photo"), "gif": ("sendAnimation", "animation"), "video": ("sendVideo", "video")}
_POLL_ALONE = Sentence(
    "A poll on Telegram has neither pictures nor a content warning.",
    "Un sondaggio su Telegram non ha né immagini né un avviso sui contenuti.",
)
_QUESTION_TOO_LONG = Sentence(
    f"The text is the question of the poll, and Telegram takes {_LONGEST_QUESTION} characters.",
    f"Il testo è la domanda del sondaggio, e Telegram ne accetta {_LONGEST_QUESTION} caratteri.",
)
_ALBUM_TOO_LARGE = Sentence(
    f"An album on Telegram has {_MOST_IN_ALBUM} pictures and films at most, counted together.",
    f"Un album su Telegram ha al massimo {_MOST_IN_ALBUM} tra immagini e video.",
)
_GIF_IN_ALBUM = Sentence(
    "A GIF cannot stand in an album on Telegram: send it alone, or in its own part after `---`.",
    "Una GIF non può stare in un album su Telegram: mandala da sola, o in una parte sua dopo `---`.",
)
