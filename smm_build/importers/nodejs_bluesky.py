"""Requests of nodejs/bluesky: JSON files in ``records/new`` and, once done, in ``records/processed``.

The format as its tool reads and writes it: ``automation.md`` and ``actions/`` of https://github.com/nodejs/bluesky,
read on 2026-11-23. A done request holds ``result.uri``; since 2025 a done file is a list, the posts of a thread one
after the other. The moment of a post is in its record key, a TID: https://atproto.com/specs/tid, read on 2026-11-23.
Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from smm_build.domain.sentence import Sentence
from smm_build.importers._base import Imported, ImportOptions, Outcome, Row, Seed, Source
from smm_build.importers._dates import DayOrder, day_in_name
from smm_build.importers._parts import fits
from smm_build.importers._post import Draft, write_post
from smm_build.importers._text import clean, decode, first_words, one_line, safe_part
from smm_build.importers._when import When, settle, when_named
from smm_build.importers._workspace import (
    Names,
    already_there,
    channel_id,
    channel_path,
    minimal_brand,
    secret_name,
)
from smm_build.importers._yaml import write_yaml
from smm_build.networks import get_network

__all__ = ["NAME", "TITLE", "convert", "moment_of", "recognises"]

NAME = "nodejs-bluesky"
TITLE = Sentence("Requests of nodejs/bluesky", "Richieste di nodejs/bluesky")

_NETWORK = "bluesky"
_SERVER = "https://bsky.social"  # where their tool logs in
_PLACE = re.compile(r"(?:^|/)(new|processed)/[^/]+$")
_PART_BREAK = re.compile(r"\n+ {0,3}([-_*])[ \t]*(?:\1[ \t]*){2,}\n+")
_URI = re.compile(r"at://(did:[A-Za-z0-9:._%-]+)/app\.bsky\.feed\.post/([A-Za-z0-9._:~-]+)")
_TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNDERSTOOD = frozenset(
    ["action", "account", "richText", "richTextFile", "repostURL", "replyURL", "repostInfo", "replyInfo", "rootInfo"]
)
_REFERENCE = {"reply": "replyURL", "quote-post": "repostURL", "repost": "repostURL"}


@dataclass(frozen=True, slots=True)
class _Request:
    """One request as written; ``number`` is its place in the file, from 1."""

    number: int
    fields: Mapping[str, object]

    def text(self, key: str) -> str:
        value = self.fields.get(key)
        return value if isinstance(value, str) else ""

    @property
    def uri(self) -> re.Match[str] | None:
        """The post on Bluesky, if the request is done and was a post."""
        result = self.fields.get("result")
        uri = result.get("uri") if isinstance(result, dict) else None
        return _URI.fullmatch(uri) if isinstance(uri, str) else None

    @property
    def answers(self) -> str:
        """The address of the post it answers, if it says one."""
        info = self.fields.get("replyInfo")
        uri = info.get("uri") if isinstance(info, dict) else None
        return uri if isinstance(uri, str) else ""


@dataclass(slots=True)
class _Making:
    """Everything that grows while the files are read."""

    source: Source
    options: ImportOptions
    names: Names
    accounts: dict[str, str | None] = field(default_factory=dict)
    files: dict[str, str | bytes] = field(default_factory=dict)
    seeds: list[Seed] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)

    def say(self, path: str, thing: str, outcome: Outcome, detail: Sentence) -> None:
        self.rows.append(Row(path, None, clean(thing), outcome, detail))


def recognises(source: Source) -> bool:
    """Say whether there is a JSON file with an action in a folder ``new`` or ``processed``."""
    return any(b'"action"' in source[path] for path in source if path.endswith(".json") and _PLACE.search(path))


def moment_of(key: str) -> datetime | None:
    """Return the moment a record key (TID) was made, aware, UTC; ``None`` when it is no TID of our time."""
    if not _TID.fullmatch(key):
        return None
    number = 0
    for letter in key:
        number = number * 32 + _DIGITS.index(letter)
    at = _EPOCH + timedelta(microseconds=number >> 10)
    return at if 2022 <= at.year < 2100 else None  # noqa: PLR2004 - Bluesky began in 2022


def convert(source: Source, options: ImportOptions) -> Imported:
    """Turn requests into posts on one channel for each account, and done ones into history."""
    making = _Making(source, options, Names(options))
    paths = [path for path in sorted(source) if path.endswith(".json") and _is_request(path, source)]
    for path in paths:
        _read_file(making, path)
    brand, brand_rows = minimal_brand(options)
    making.files |= brand
    for channel, did in making.accounts.items():
        _write_channel(making, channel, did)
    _say_others(making, set(paths))
    return Imported(making.files, tuple(making.seeds), (*brand_rows, *making.rows))


def _is_request(path: str, source: Source) -> bool:
    """Say whether their tool would act on the file; a folder given on its own has no ``new`` and ``processed``."""
    return bool(_PLACE.search(path)) or not any(_PLACE.search(name) for name in source)


def _say_others(making: _Making, paths: set[str]) -> None:
    for path in sorted(set(making.source) - paths):
        if path in making.texts:
            making.say(
                path, "file", "imported", Sentence("It is the text of a request.", "È il testo di una richiesta.")
            )
        elif path.endswith(".example"):
            making.say(
                path, "file", "left out", Sentence("It is an example, never sent.", "È un esempio, mai inviato.")
            )
        else:
            no_json = Sentence("Their tool acts on .json files only.", "Il loro strumento legge solo file .json.")
            making.say(path, "file", "left out", no_json)


# --- One file ------------------------------------------------------------------------------------------------------


def _read_file(making: _Making, path: str) -> None:
    text = decode(making.source[path])
    try:
        value = json.loads(text if text is not None else "")
    except (ValueError, RecursionError):
        making.say(path, "file", "left out", Sentence("It is not JSON.", "Non è JSON."))
        return
    entries = value if isinstance(value, list) else [value]
    requests = []
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, dict):
            requests.append(_Request(number, entry))
        else:
            odd = Sentence("It is no request.", "Non è una richiesta.")
            making.say(path, f"request {number}", "left out", odd)
    if not requests:
        making.say(path, "file", "left out", Sentence("It holds no request.", "Non contiene richieste."))
        return
    count = len(requests)
    making.say(path, "file", "imported", Sentence(f"Requests in it: {count}.", f"Richieste contenute: {count}."))
    for thread in _threads(requests):
        _read_thread(making, path, thread)


def _threads(requests: Sequence[_Request]) -> Iterator[list[_Request]]:
    """Put a post and the answers that continue it together."""
    thread: list[_Request] = []
    for request in requests:
        before = thread[-1].uri if thread else None
        continues = (
            before is not None
            and request.text("action") == "reply"
            and not request.text("replyURL")
            and request.answers == before[0]
        )
        if thread and not continues:
            yield thread
            thread = []
        thread.append(request)
    yield thread


def _read_thread(making: _Making, path: str, thread: list[_Request]) -> None:
    first = thread[0]
    _say_fields(making, path, thread)
    action = first.text("action")
    thing = f"request {first.number}: {action or 'no action'}"
    if action == "repost":
        why = Sentence(
            f"It repeats {one_line(first.text('repostURL'))}; there is nothing to write.",
            f"Ripete {one_line(first.text('repostURL'))}; non c'è niente da scrivere.",
        )
        making.say(path, thing, "left out", why)
    elif action not in {"post", "quote-post", "reply"}:
        making.say(path, thing, "left out", Sentence("This action is unknown.", "Questa azione è sconosciuta."))
    elif not first.text("account").strip():
        making.say(path, thing, "left out", Sentence("It names no account.", "Non nomina un account."))
    else:
        _make_post(making, path, thread, thing)


def _say_fields(making: _Making, path: str, thread: Sequence[_Request]) -> None:
    for request in thread:
        for key in request.fields:
            if key == "record":
                _say_record(making, path, request)
            elif key == "result":
                _say_result(making, path, request)
            elif key not in _UNDERSTOOD:
                unknown = Sentence("It means nothing in this format.", "Non significa niente in questo formato.")
                making.say(path, f"request {request.number}: {key}", "left out", unknown)


def _say_record(making: _Making, path: str, request: _Request) -> None:
    record = request.fields["record"]
    embed = record.get("embed") if isinstance(record, dict) else None
    kind = embed.get("$type") if isinstance(embed, dict) else None
    if embed is not None:
        card = Sentence(
            f"What was attached ({one_line(str(kind))}) is not kept: our cards are made anew from the link.",
            f"L'allegato ({one_line(str(kind))}) non si conserva: le nostre schede si rifanno dal link.",
        )
        making.say(path, f"request {request.number}: record.embed", "left out", card)
    links = Sentence(
        "Links and mentions are found in the text again.", "Link e menzioni si ritrovano di nuovo nel testo."
    )
    making.say(path, f"request {request.number}: record", "left out", links)


def _say_result(making: _Making, path: str, request: _Request) -> None:
    thing = f"request {request.number}: result"
    if request.text("action") == "repost":
        making.say(path, thing, "left out", Sentence("It is of a repost.", "È di una ricondivisione."))
    elif not making.options.with_history:
        asked = Sentence("As asked, nothing counts as sent.", "Come richiesto, niente vale come inviato.")
        making.say(path, thing, "left out", asked)
    elif request.uri is None:
        making.say(path, thing, "left out", Sentence("It names no post of Bluesky.", "Non nomina un post di Bluesky."))
    else:
        kept = Sentence(f"It was sent: {request.uri[0]}.", f"È stato inviato: {request.uri[0]}.")
        making.say(path, thing, "imported", kept)


# --- One post ------------------------------------------------------------------------------------------------------


def _make_post(making: _Making, path: str, thread: list[_Request], thing: str) -> None:
    first = thread[0]
    texts = [_text(making, path, request) for request in thread]
    parts = [part for text in texts for part in _parts(text)]
    if not any(part.strip() for part in parts):
        making.say(path, thing, "left out", Sentence("It has no text.", "Non ha testo."))
        return
    channel = channel_id(first.text("account").replace("_", "-"))
    making.accounts.setdefault(channel, None)
    own, target = making.names.take(*_stem_and_folder(path, first))
    seed = _seed(making, channel, own, first)
    if taken := making.names.elsewhere(own, target):
        making.rows.append(already_there(path, own, taken))
        return
    at, row = _when(making, path, first, seed)
    making.rows.append(row)
    safe = _safe_parts(making, path, first.number, parts)
    draft = Draft(own, first_words(next(p for p in parts if p.strip())) or own, (channel,), {channel: safe}, at)
    making.files[target] = write_post(_with_reference(making, path, first, draft), making.options.zone)
    making.say(path, thing, "imported", Sentence(f"It became {target}.", f"È diventata {target}."))


def _stem_and_folder(path: str, first: _Request) -> tuple[str, str]:
    stem = path.rpartition("/")[2].removesuffix(".json")
    day = day_in_name(path)
    return (stem if first.number == 1 else f"{stem}-{first.number}"), (str(day.day.year) if day else "")


def _text(making: _Making, path: str, request: _Request) -> str:
    """Return the text: what was sent, else what the request says, else the file it names."""
    name = request.text("richTextFile")
    if not name:
        return request.text("richText")
    folder = path.rpartition("/")[0]
    file = "/".join(part for part in [folder, name.removeprefix("./")] if part)
    thing = f"request {request.number}: richTextFile {one_line(name)}"
    if request.text("richText"):
        kept = Sentence("Its text is in the request.", "Il suo testo è nella richiesta.")
        making.say(path, thing, "imported", kept)
        return request.text("richText")
    held = decode(making.source[file]) if file in making.source else None
    if held is None:
        gone = Sentence("The file is not there or is no text.", "Il file non c'è o non è testo.")
        making.say(path, thing, "left out", gone)
        return ""
    making.texts.add(file)
    making.say(path, thing, "imported", Sentence(f"It is the text of {file}.", f"È il testo di {file}."))
    return held


def _parts(text: str) -> list[str]:
    """Cut where their tool does: at a line of three or more ``-``, ``_`` or ``*``."""
    return _PART_BREAK.sub("\0", clean(text)).split("\0")


def _safe_parts(making: _Making, path: str, number: int, parts: Sequence[str]) -> tuple[str, ...]:
    safe = [safe_part(part) for part in parts]
    kept = [part for part in safe if part.text.strip()]
    notes = list(dict.fromkeys(change for part in safe for change in part.changes))
    network = get_network(_NETWORK)
    if not all(fits(part.text, network, network.LIMITS.characters) for part in kept):
        notes.append(
            Sentence(
                f"a part is longer than {network.LIMITS.characters} characters: shorten it",
                f"una parte supera {network.LIMITS.characters} caratteri: va accorciata",
            )
        )
    if len(kept) < len(parts):
        notes.append(Sentence("a part without text is left out", "una parte senza testo è tralasciata"))
    said = notes or [Sentence("as it was written", "com'era scritto")]
    detail = Sentence("; ".join(note.en for note in said) + ".", "; ".join(note.it for note in said) + ".")
    making.say(path, f"request {number}: text", "changed" if notes else "imported", detail)
    return tuple(part.text for part in kept)


def _seed(making: _Making, channel: str, own: str, first: _Request) -> Seed | None:
    uri = first.uri
    if uri is None or not making.options.with_history:
        return None
    did, key = uri[1], uri[2]
    making.accounts[channel] = did
    seed = Seed(own, channel, "sent", f"https://bsky.app/profile/{did}/post/{key}", uri[0], moment_of(key))
    making.seeds.append(seed)
    return seed


def _when(making: _Making, path: str, first: _Request, seed: Seed | None) -> When:
    done = seed is not None
    if seed is not None and seed.at is not None:
        how = Sentence("the very moment it was sent", "il momento esatto dell'invio")
        return settle(path, seed.at, how, making.options, done=True)
    order: DayOrder = "day first"
    return when_named(path, first.text("richText"), order, making.options, done=done)


def _with_reference(making: _Making, path: str, first: _Request, draft: Draft) -> Draft:
    """Turn an answer or a quote into a draft: we can send neither."""
    key = _REFERENCE.get(first.text("action"))
    if key is None:
        return draft
    address = one_line(first.text(key) or first.answers)
    answer = key == "replyURL"
    why = Sentence(
        f"It {'answers' if answer else 'quotes'} {address}, which we cannot do.",
        f"{'Risponde a' if answer else 'Cita'} {address}, cosa che non possiamo fare.",
    )
    making.say(path, f"request {first.number}: {key} {address}", "left out", why)
    making.say(path, f"request {first.number}: status", "changed", Sentence("draft: " + why.en, "draft: " + why.it))
    italian = (making.options.languages or ("en",))[0] == "it"
    comment = f"<!-- {'in reply to' if answer else 'quotes'}: {address} -->"
    return Draft(
        draft.id,
        draft.title,
        draft.channels,
        draft.texts,
        draft.publish_at,
        status="draft",
        notes=why.it if italian else why.en,
        comments=(comment,),
    )


def _write_channel(making: _Making, channel: str, did: str | None) -> None:
    path = channel_path(channel)
    if channel in making.options.channels:
        there = Sentence("The workspace has it already.", "Lo spazio di lavoro ce l'ha già.")
        making.say(path, f"channel {channel}", "imported", there)
        return
    known = {"url": f"https://bsky.app/profile/{did}", "account": did} if did else {}
    making.files[path] = write_yaml({"network": _NETWORK, **known, "server": _SERVER})
    theirs, ours = channel.replace("-", "_").upper(), secret_name(channel, "PASSWORD")
    detail = Sentence(
        f"Write the handle (BLUESKY_IDENTIFIER_{theirs}) into {path} and put the value of "
        f"BLUESKY_APP_PASSWORD_{theirs} into {ours}; no secret is copied.",
        f"Scrivi il nome utente (BLUESKY_IDENTIFIER_{theirs}) in {path} e metti il valore di "
        f"BLUESKY_APP_PASSWORD_{theirs} in {ours}; nessun segreto viene copiato.",
    )
    making.say(path, f"channel {channel}", "changed", detail)
