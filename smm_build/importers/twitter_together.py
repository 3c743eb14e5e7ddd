"""Posts of twitter-together: ``.tweet`` files, plain or with front matter, threads, polls and pictures.

The format as its tool reads it: ``lib/common/parse-tweet-file-content.js`` and ``lib/common/tweet.js`` of
https://github.com/twitter-together/action, read on 2026-11-23. Every file was sent when it was merged and nothing
records it, so there is no history to import. Pure.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from smm_build.domain.sentence import Sentence
from smm_build.importers._base import Imported, ImportOptions, Outcome, Row, Source
from smm_build.importers._dates import DayOrder, day_in_name, usual_order
from smm_build.importers._pictures import Found, Missing, Wanted, find_picture
from smm_build.importers._post import Draft, write_post
from smm_build.importers._text import clean, decode, first_words, one_line, safe_part
from smm_build.importers._when import When, settle, when_named
from smm_build.importers._workspace import Names, already_there, channel_path, minimal_brand
from smm_build.importers._yaml import BadYaml, YamlRead, read_yaml, write_yaml
from smm_build.networks import get_network

__all__ = ["NAME", "TITLE", "convert", "recognises"]

NAME = "twitter-together"
TITLE = Sentence("Tweets of twitter-together", "Tweet di twitter-together")

_NETWORK = "x"
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n+|\Z)", re.DOTALL)
_OPTION = re.compile(r"\(\s?\)\s+(.*)")
_FIELDS = frozenset(["media", "poll", "reply", "retweet", "schedule", "thread-delimiter"])
_POLL_DURATION = "1d"  # what their tool asks for: 1440 minutes
_NO_POST = Sentence("It is no part of the plan.", "Non fa parte del piano.")


@dataclass(frozen=True, slots=True)
class _Tweet:
    """One tweet of a thread as written."""

    text: str
    options: Mapping[str, object]
    yaml: YamlRead
    poll: tuple[str, ...]


@dataclass(slots=True)
class _Making:
    """A file while it becomes a post."""

    path: str
    source: Source
    options: ImportOptions
    rows: list[Row] = field(default_factory=list)
    files: dict[str, str | bytes] = field(default_factory=dict)
    fields: dict[str, object] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)
    missing: int = 0
    addresses: list[str] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)

    def say(self, line: int | None, thing: str, outcome: Outcome, detail: Sentence) -> None:
        self.rows.append(Row(self.path, line, clean(thing), outcome, detail))


def recognises(source: Source) -> bool:
    """Say whether there is a ``.tweet`` file."""
    return any(path.endswith(".tweet") for path in source)


def convert(source: Source, options: ImportOptions) -> Imported:
    """Turn the tweets into posts on one channel of X."""
    paths = sorted(path for path in source if path.endswith(".tweet"))
    order = usual_order(day for path in paths if (day := day_in_name(path)))
    channel, files, rows = _channel(options, wanted=bool(paths))
    names = Names(options)
    brand, brand_rows = minimal_brand(options)
    all_files: dict[str, str | bytes] = {**brand, **files}
    used: set[str] = set()
    addresses: dict[str, None] = {}
    for path in paths:
        making = _Making(path, source, options)
        _convert_file(making, channel, names, order)
        all_files |= making.files
        rows += making.rows
        used |= making.used
        addresses |= dict.fromkeys(making.addresses)
    in_post = Sentence("It is a picture of a post.", "È un'immagine di un post.")
    for path in sorted(set(source) - set(paths)):
        rows.append(Row(path, None, "file", *(("imported", in_post) if path in used else ("left out", _NO_POST))))
    return Imported(all_files, (), (*brand_rows, *rows), tuple(addresses))


def _channel(options: ImportOptions, *, wanted: bool) -> tuple[str, Mapping[str, str], list[Row]]:
    known = sorted(name for name, network in options.channels.items() if network == _NETWORK)
    if known or not wanted:
        return (known or [_NETWORK])[0], {}, []
    channel = _NETWORK if _NETWORK not in options.channels else "x-imported"
    path = channel_path(channel)
    detail = Sentence(
        f"All tweets go to the new channel {channel}. Write its handle into {path}; with no server it is a rehearsal.",
        f"Tutti i tweet vanno sul nuovo canale {channel}. Scrivi il nome utente in {path}; senza server è una prova.",
    )
    return channel, {path: write_yaml({"network": _NETWORK})}, [Row(path, None, "channel", "changed", detail)]


# --- One file ------------------------------------------------------------------------------------------------------


def _convert_file(making: _Making, channel: str, names: Names, order: DayOrder) -> None:
    text = decode(making.source[making.path])
    if text is None:
        making.say(None, "file", "left out", Sentence("It is not UTF-8 text.", "Non è testo UTF-8."))
        return
    try:
        tweets = _read(clean(text))
    except BadYaml as bad:
        why = Sentence(f"Its front matter is broken: {bad.reason}.", f"L'intestazione è guasta: {bad.reason}.")
        making.say(bad.line, "file", "left out", why)
        return
    folder, _, name = making.path.rpartition("/")
    own, path = names.take(name.removesuffix(".tweet"), folder.removeprefix("tweets").strip("/"))
    for number, tweet in enumerate(tweets, 1):
        _say_options(making, tweet, number)
    parts = [_part(making, tweet, number, path) for number, tweet in enumerate(tweets, 1)]
    if not any(parts):
        why = Sentence(
            "There is no text: it only repeats another tweet, or is empty.",
            "Non c'è testo: ripete soltanto un altro tweet, o è vuoto.",
        )
        making.say(None, "file", "left out", why)
        making.files.clear()
    elif taken := names.elsewhere(own, path):
        making.rows.append(already_there(making.path, own, taken))
        making.files.clear()
    else:
        at, row = _when(making, tweets, order)
        making.rows.append(row)
        title = first_words(next(tweet.text for tweet in tweets if tweet.text.strip())) or own
        draft = Draft(own, title, (channel,), {channel: tuple(parts)}, at)
        _write(making, draft, path)


def _write(making: _Making, draft: Draft, path: str) -> None:
    status, notes = _hold(making)
    comments = tuple(making.comments)
    draft = dataclasses.replace(draft, status=status, notes=notes, fields=making.fields, comments=comments)
    making.files[path] = write_post(draft, making.options.zone)
    detail = Sentence(
        f"It became {path}. Their tool sent it on merge; nothing records that, so it does not count as sent.",
        f"È diventato {path}. Il loro strumento l'ha inviato al merge; niente lo registra: non vale come inviato.",
    )
    making.say(None, "file", "imported", detail)


def _hold(making: _Making) -> tuple[str | None, str | None]:
    """Return status and notes of a post that must not go out as it is."""
    status, notes = ("draft" if making.notes else None), list(making.notes)
    if making.missing and not making.options.without_media:
        status = status or "on-hold"
        notes.append(
            Sentence(
                f"{making.missing} of its pictures could not be imported.",
                f"{making.missing} delle sue immagini non si sono potute importare.",
            )
        )
    if status is None:
        return None, None
    why = Sentence(" ".join(note.en for note in notes), " ".join(note.it for note in notes))
    making.say(None, "status", "changed", Sentence(f"{status}: {why.en}", f"{status}: {why.it}"))
    return status, why.it if (making.options.languages or ("en",))[0] == "it" else why.en


def _read(text: str) -> list[_Tweet]:
    """Take the file apart into the tweets of its thread. Raises :class:`BadYaml`."""
    tweets: list[_Tweet] = []
    delimiter, rest = "---", text.strip()
    first_line = text[: len(text) - len(text.lstrip())].count("\n") + 1
    while True:
        match = _FRONT_MATTER.match(rest)
        yaml = read_yaml(match[1], first_line + 1) if match else YamlRead(None, {})
        options = yaml.value if isinstance(yaml.value, dict) else {}
        body = rest[match.end() :] if match else rest
        delimiter = _delimiter(options, delimiter)
        cut = re.search(rf"\n+{re.escape(delimiter)}[ \t]*\n+", body) if delimiter else None
        own = body[: cut.start()] if cut else body
        text_left, poll = _in_text_poll(own) if "poll" not in options else (own.strip(), ())
        tweets.append(_Tweet(text_left, options, yaml, poll))
        if cut is None:
            return tweets
        # Lines are counted before the rest is cut off.
        first_line += rest.count("\n", 0, len(rest) - len(body) + cut.end())
        rest = body[cut.end() :].strip()


def _delimiter(options: Mapping[str, object], before: str) -> str:
    written = options.get("thread-delimiter")
    return written.strip() if isinstance(written, str) else before


def _in_text_poll(text: str) -> tuple[str, tuple[str, ...]]:
    lines, answers = text.strip().split("\n"), []
    while lines and (match := _OPTION.fullmatch(lines[-1])):
        answers.append(match[1].strip())
        lines = "\n".join(lines[:-1]).strip().split("\n")
    return "\n".join(lines).strip(), tuple(reversed(answers))


# --- What it says beside the text ----------------------------------------------------------------------------------


def _say_options(making: _Making, tweet: _Tweet, number: int) -> None:
    if tweet.yaml.value is not None and not isinstance(tweet.yaml.value, dict):
        odd = Sentence(
            "It holds no keys, so their tool dropped it.", "Non contiene chiavi: il loro strumento la scartava."
        )
        making.say(tweet.yaml.line(), "front matter", "left out", odd)
    for name, at in tweet.yaml.twice:
        twice = Sentence("It is written twice; the last one counts.", "È scritta due volte; vale l'ultima.")
        making.say(at, f"key {'.'.join(str(part) for part in name)}", "changed", twice)
    for key, value in tweet.options.items():
        line = tweet.yaml.line(key)
        if key not in _FIELDS:
            unknown = Sentence("It means nothing in this format.", "Non significa niente in questo formato.")
            making.say(line, f"key {key}", "left out", unknown)
        elif key in {"reply", "retweet"}:
            _say_reference(making, key, value, line)
        elif key == "thread-delimiter":
            making.say(line, key, "imported", Sentence("The parts stand between ---.", "Le parti sono divise da ---."))
        elif key == "schedule" and number > 1:
            later = Sentence("Parts of a thread go out together.", "Le parti di un thread escono insieme.")
            making.say(line, key, "left out", later)
    _say_poll(making, tweet, number)


def _say_reference(making: _Making, key: str, value: object, line: int | None) -> None:
    address = one_line(value) if isinstance(value, str) else ""
    comment = "in reply to" if key == "reply" else "quotes"
    making.comments.append(f"<!-- {comment}: {address} -->")
    why = (
        Sentence(f"It answers {address}, which we cannot do.", f"Risponde a {address}, cosa che non possiamo fare.")
        if key == "reply"
        else Sentence(f"It quotes {address}, which we cannot do.", f"Cita {address}, cosa che non possiamo fare.")
    )
    making.notes.append(why)
    making.say(line, f"{key} {address}", "left out", why)


def _say_poll(making: _Making, tweet: _Tweet, number: int) -> None:
    written = tweet.options.get("poll")
    answers = tweet.poll
    if isinstance(written, list):
        answers = tuple(clean(item) for item in written if isinstance(item, str) and item.strip())
        for place, item in enumerate(written):
            if not isinstance(item, str) or not item.strip():
                odd = Sentence("It is empty or no plain text.", "È vuota o non è testo semplice.")
                making.say(tweet.yaml.line("poll", place), f"poll answer {place + 1}", "left out", odd)
    elif "poll" in tweet.options:
        odd = Sentence("It should be a list of answers.", "Dovrebbe essere un elenco di risposte.")
        making.say(tweet.yaml.line("poll"), "poll", "left out", odd)
    if not answers:
        return
    if number == 1 and len(answers) > 1:
        making.fields["poll"] = {"options": list(answers), "duration": _POLL_DURATION}
        kept = Sentence(
            f"It has {len(answers)} answers and lasts a day.", f"Ha {len(answers)} risposte e dura un giorno."
        )
        making.say(tweet.yaml.line("poll"), "poll", "imported", kept)
        return
    making.comments.append(f"<!-- poll in part {number}: {one_line(' / '.join(answers))} -->")
    why = (
        Sentence("A poll needs two answers or more.", "Un sondaggio vuole almeno due risposte.")
        if number == 1
        else Sentence(f"Part {number} has a poll of its own.", f"La parte {number} ha un sondaggio suo.")
    )
    making.notes.append(why)
    making.say(tweet.yaml.line("poll"), f"poll in part {number}", "left out", why)


def _when(making: _Making, tweets: Sequence[_Tweet], order: DayOrder) -> When:
    written = tweets[0].options.get("schedule")
    line = tweets[0].yaml.line("schedule")
    if written is not None:
        at = _moment(written)
        if at is not None:
            how = Sentence("from schedule", "da schedule")
            when, row = settle(making.path, at, how, making.options, done=False)
            return when, Row(row.source, line, "schedule", row.outcome, row.detail)
        odd = Sentence("It is no date this product reads.", "Non è una data che questo prodotto legge.")
        making.say(line, "schedule", "left out", odd)
    text = "\n".join(tweet.text for tweet in tweets)
    return when_named(making.path, text, order, making.options, done=False)


def _moment(written: object) -> datetime | None:
    """Read a date as their runner does: ISO 8601 or a mail date, in UTC where no offset is written."""
    if not isinstance(written, str):
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = read(written.strip())
            at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        if 2004 <= at.year < 2100:  # noqa: PLR2004 - as for names: before it there was nobody to post to
            return at
    return None


# --- Text and pictures ---------------------------------------------------------------------------------------------


def _part(making: _Making, tweet: _Tweet, number: int, path: str) -> str:
    safe = safe_part(tweet.text)
    notes = list(safe.changes)
    limit = get_network(_NETWORK).LIMITS.characters
    if get_network(_NETWORK).measure(safe.text).length > limit:
        notes.append(
            Sentence(
                f"it is longer than {limit} characters, so their tool refused it: shorten it",
                f"supera {limit} caratteri, quindi il loro strumento l'ha rifiutato: va accorciato",
            )
        )
    said = notes or [Sentence("as it was written", "com'era scritto")]
    detail = Sentence("; ".join(note.en for note in said) + ".", "; ".join(note.it for note in said) + ".")
    outcome: Outcome = "changed" if notes else "imported" if safe.text else "left out"
    if not safe.text:
        detail = Sentence("It has no text.", "Non ha testo.")
    making.say(None, f"text of part {number}", outcome, detail)
    found = _part_pictures(making, tweet)
    if number == 1 and found:
        making.fields["media"] = [picture.entry() for picture in found]
        return safe.text
    return "\n\n".join([safe.text, *(_inline(picture, path) for picture in found)]).strip("\n")


def _inline(picture: Found, post: str) -> str:
    alt = re.sub(r"([\\\[\]])", r"\\\1", picture.alt).replace("<!--", "<! --")
    return f"![{alt}]({'../' * post.count('/')}{picture.path})"


def _part_pictures(making: _Making, tweet: _Tweet) -> list[Found]:
    value = tweet.options.get("media")
    if value is not None and not isinstance(value, list):
        odd = Sentence("It should be a list.", "Dovrebbe essere un elenco.")
        making.say(tweet.yaml.line("media"), "media", "left out", odd)
    found = []
    for number, item in enumerate(value if isinstance(value, list) else []):
        line = tweet.yaml.line("media", number)
        entry = item if isinstance(item, dict) else {"file": item}
        name, alt = entry.get("file") or entry.get("url"), entry.get("alt")
        if not isinstance(name, str) or not name.strip():
            odd = Sentence("It names no file.", "Non nomina un file.")
            making.say(line, f"picture {number + 1}", "left out", odd)
            continue
        wanted = Wanted(name.strip(), alt if isinstance(alt, str) else "", line)
        if picture := _picture(making, wanted):
            found.append(picture)
    return found


def _picture(making: _Making, wanted: Wanted) -> Found | None:
    thing = f"picture {one_line(wanted.name)}"
    picture = find_picture(wanted, "media", making.source, making.options)
    if isinstance(picture, Missing):
        making.missing += 1
        making.addresses += [picture.address] if picture.address else []
        making.comments.append(picture.comment)
        why = Sentence(
            "It is not among the files, or is no picture: its name is a comment in the post.",
            "Non è tra i file, o non è un'immagine: il suo nome è un commento nel post.",
        )
        making.say(wanted.line, thing, "left out", why)
        return None
    making.files[picture.path] = picture.data
    if picture.source:
        making.used.add(picture.source)
    alt = Sentence("", "") if picture.alt else Sentence(" Write its alt text.", " Scrivi il testo alternativo.")
    detail = Sentence(f"It became {picture.path}.{alt.en}", f"È diventata {picture.path}.{alt.it}")
    making.say(wanted.line, thing, "imported" if picture.alt else "changed", detail)
    return picture
