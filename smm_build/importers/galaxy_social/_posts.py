"""One galaxy-social post as a post of ours, with its history and the report of everything in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from smm_build.domain.sentence import Sentence
from smm_build.importers._base import ImportOptions, Outcome, Row, Seed, Source
from smm_build.importers._dates import DayOrder
from smm_build.importers._pictures import Found, Missing, find_picture
from smm_build.importers._post import Draft, write_post
from smm_build.importers._text import clean, first_words, one_line
from smm_build.importers._when import when_named
from smm_build.importers._workspace import Names, already_there
from smm_build.importers.galaxy_social._plugins import Plugin, Plugins
from smm_build.importers.galaxy_social._results import FILE as RESULTS
from smm_build.importers.galaxy_social._results import Results, what
from smm_build.importers.galaxy_social._source import SourcePost, Word
from smm_build.importers.galaxy_social._texts import text_for

__all__ = ["Team", "convert_post"]

_MOST_PICTURES: Mapping[str, int] = {"bluesky": 4, "linkedin": 20, "mastodon": 4}
"""How many pictures their plugins send; the rest is dropped. Read in ``lib/plugins`` on 2026-11-23."""


@dataclass(frozen=True, slots=True)
class Team:
    """What all posts of the team have in common."""

    source: Source
    options: ImportOptions
    plugins: Plugins
    results: Results
    names: Names
    order: DayOrder


@dataclass(slots=True)
class _Making:
    """A post while it is made."""

    post: SourcePost
    team: Team
    channels: dict[str, Plugin] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    files: dict[str, str | bytes] = field(default_factory=dict)
    fields: dict[str, object] = field(default_factory=dict)

    def say(self, line: int | None, thing: str, outcome: Outcome, detail: Sentence) -> None:
        self.rows.append(Row(self.post.path, line, clean(thing), outcome, detail))

    @property
    def results(self) -> Mapping[str, str]:
        return self.team.results.by_post.get(self.post.path, {})

    @property
    def done(self) -> bool:
        """Whether nothing is left to send."""
        return all(self.results.get(name) == "sent" for name in self.channels)


@dataclass(frozen=True, slots=True)
class Made:
    """Files, history and report of one post; ``used`` are files of the source, ``missing`` addresses of pictures."""

    files: Mapping[str, str | bytes]
    history: tuple[Seed, ...]
    rows: tuple[Row, ...]
    used: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()


def convert_post(post: SourcePost, team: Team) -> Made:
    """Make a post of ours out of one of theirs."""
    making = _Making(post, team, rows=list(post.rows))
    _choose_channels(making)
    _say_words(making, "mention", "@", post.mentions)
    _say_words(making, "hashtag", "#", post.hashtags)
    if not making.channels:
        return _nothing_to_make(making)
    own, path = team.names.take(*_stem_and_folder(post.path))
    seeds = _history(making, own)
    if taken := team.names.elsewhere(own, path):
        return Made({}, seeds, (*making.rows, already_there(post.path, own, taken)))
    texts = _texts(making)
    pictures = _pictures(making)
    at, row = when_named(post.path, post.text, team.order, team.options, done=making.done)
    making.rows.append(row)
    draft = Draft(
        own,
        first_words(next((part for parts in texts.values() for part in parts), "")) or own,
        tuple(plugin.channel for plugin in making.channels.values()),
        texts,
        at,
        media=tuple(picture.entry() for picture in pictures if isinstance(picture, Found)),
        comments=_comments(making, pictures),
        fields=making.fields,
        **_hold(making, pictures),
    )
    making.files[path] = write_post(draft, team.options.zone)
    making.say(None, "file", "imported", Sentence(f"It became {path}.", f"È diventato {path}."))
    used = frozenset(picture.source for picture in pictures if isinstance(picture, Found) and picture.source)
    addresses = tuple(one.address for one in pictures if isinstance(one, Missing) and one.address)
    return Made(making.files, seeds, tuple(making.rows), used, addresses)


def _stem_and_folder(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return name.rpartition(".")[0], folder.removeprefix("posts").strip("/")


def _nothing_to_make(making: _Making) -> Made:
    why = Sentence("None of its media is a channel of ours.", "Nessuno dei suoi media è un nostro canale.")
    for picture in making.post.pictures:
        making.say(picture.line, f"picture {one_line(picture.name)}", "left out", why)
    making.say(None, "file", "left out", why)
    rows = making.team.results.left_out(making.post.path, {}, why)
    return Made({}, (), (*making.rows, *rows))


def _choose_channels(making: _Making) -> None:
    for word in making.post.media:
        plugin = making.team.plugins.by_name.get(word.text)
        thing = f"channel {word.text}"
        if plugin is None:
            why = Sentence("plugins.yml does not know it.", "plugins.yml non lo conosce.")
            making.say(word.line, thing, "left out", why)
        elif plugin.left_out is not None:
            making.say(word.line, thing, "left out", plugin.left_out)
        elif word.text in making.channels:
            making.say(word.line, thing, "changed", Sentence("It is named twice.", "È nominato due volte."))
        else:
            making.channels[word.text] = plugin
            into = Sentence(f"It is the channel {plugin.channel}.", f"È il canale {plugin.channel}.")
            making.say(word.line, thing, "imported", into)


def _say_words(making: _Making, kind: str, sign: str, words: Mapping[str, Sequence[Word]]) -> None:
    for name, entries in words.items():
        for word in entries:
            outcome, detail = _word(making, name, sign, word)
            making.say(word.line, f"{kind} {sign}{word.text.lstrip(sign)} ({name})", outcome, detail)


def _word(making: _Making, name: str, sign: str, word: Word) -> tuple[Outcome, Sentence]:
    if name not in making.channels:
        return "left out", Sentence("The post does not go to this channel.", "Il post non va su questo canale.")
    if word.text.startswith(sign):
        once = Sentence(f"It is written with one {sign}.", f"È scritto con un solo {sign}.")
        return "changed", once
    if any(unicodedata.category(letter) == "Cf" for letter in word.text):
        hidden = Sentence(
            "It holds an invisible character, kept as it was sent: type it anew.",
            "Contiene un carattere invisibile, lasciato com'era: riscrivilo a mano.",
        )
        return "changed", hidden
    if any(letter.isspace() for letter in word.text):
        blank = Sentence(
            "It stands in the text with its blanks: a mistake of indentation in the list?",
            "È nel testo con i suoi spazi: un errore di rientro nell'elenco?",
        )
        return "changed", blank
    if sign == "@" and making.channels[name].network == "linkedin":
        plain = Sentence(
            "It stands in the text as plain words: LinkedIn links nobody by it.",
            "È nel testo come semplici parole: LinkedIn non collega nessuno.",
        )
        return "imported", plain
    return "imported", Sentence("It stands in the text.", "È nel testo.")


def _texts(making: _Making) -> Mapping[str, tuple[str, ...]]:
    texts = {}
    for name, plugin in making.channels.items():
        text = text_for(making.post, plugin)
        texts[plugin.channel] = text.parts
        notes = text.notes or (Sentence("as it was written", "com'era scritto"),)
        detail = Sentence("; ".join(note.en for note in notes) + ".", "; ".join(note.it for note in notes) + ".")
        making.say(None, f"text ({name})", "changed" if text.changed else "imported", detail)
    return texts


def _history(making: _Making, own: str) -> tuple[Seed, ...]:
    seeds = []
    for name, state in making.results.items():
        plugin = making.channels.get(name)
        if plugin is None:
            why = Sentence("The post has no such channel here.", "Qui il post non ha questo canale.")
            making.rows.append(Row(RESULTS, None, what(making.post.path, name), "left out", why))
            continue
        seeds.append(Seed(own, plugin.channel, "sent" if state == "sent" else "failed"))
        detail = (
            Sentence("It counts as sent and is never sent again.", "Vale come inviato e non si invia più.")
            if state == "sent"
            else Sentence("It counts as failed: a person decides.", "Vale come fallito: decide una persona.")
        )
        making.rows.append(Row(RESULTS, None, what(making.post.path, name), "imported", detail))
    return tuple(seeds)


def _pictures(making: _Making) -> Sequence[Found | Missing]:
    folder = making.post.path.rpartition("/")[0]
    found = [find_picture(wanted, folder, making.team.source, making.team.options) for wanted in making.post.pictures]
    for wanted, picture in zip(making.post.pictures, found, strict=True):
        thing = f"picture {one_line(wanted.name)}"
        if isinstance(picture, Missing):
            making.say(wanted.line, thing, "left out", _why_missing(picture))
            continue
        making.files[picture.path] = picture.data
        outcome: Outcome = "imported" if picture.alt else "changed"
        alt = Sentence("", "") if picture.alt else Sentence(" Write its alt text.", " Scrivi il testo alternativo.")
        detail = Sentence(f"It became {picture.path}.{alt.en}", f"È diventata {picture.path}.{alt.it}")
        making.say(wanted.line, thing, outcome, detail)
    _fewer_pictures(making, [picture for picture in found if isinstance(picture, Found)])
    return found


def _why_missing(picture: Missing) -> Sentence:
    if picture.not_a_picture:
        return Sentence(
            "What was found there is no picture or film.", "Quello che c'era non è un'immagine né un filmato."
        )
    return Sentence(
        "It is not among the files: its address is a comment in the post.",
        "Non è tra i file: il suo indirizzo è un commento nel post.",
    )


def _fewer_pictures(making: _Making, found: Sequence[Found]) -> None:
    """Give a channel only as many pictures as their tool sent there."""
    overrides: dict[str, object] = {}
    for name, plugin in making.channels.items():
        most = _MOST_PICTURES.get(plugin.network or "", len(found))
        if len(found) <= most:
            continue
        overrides[plugin.channel] = {"media": [picture.entry() for picture in found[:most]]}
        only = Sentence(f"Their tool sent only {most} there.", f"Il loro strumento ne inviava solo {most}.")
        for picture in found[most:]:
            making.say(None, f"picture {picture.path} ({name})", "left out", only)
    if overrides:
        making.fields["overrides"] = overrides


def _comments(making: _Making, pictures: Sequence[Found | Missing]) -> tuple[str, ...]:
    theirs = [f"<!-- {one_line(comment)} -->" for comment in making.post.comments if comment]
    return (*theirs, *(picture.comment for picture in pictures if isinstance(picture, Missing)))


def _hold(making: _Making, pictures: Sequence[Found | Missing]) -> Mapping[str, str]:
    """Hold a post back whose pictures are missing, so that it does not go out without them unnoticed."""
    missing = sum(isinstance(picture, Missing) for picture in pictures)
    if not missing or making.done or making.team.options.without_media:
        return {}
    note = Sentence(
        f"{missing} of its pictures could not be imported: add them to media, or decide to go without, "
        "then take away status.",
        f"{missing} delle sue immagini non si sono potute importare: aggiungile a media, o decidi di farne a meno, "
        "poi togli status.",
    )
    making.say(None, "status", "changed", Sentence("on-hold: " + note.en, "on-hold: " + note.it))
    italian = (making.team.options.languages or ("en",))[0] == "it"
    return {"status": "on-hold", "notes": note.it if italian else note.en}
