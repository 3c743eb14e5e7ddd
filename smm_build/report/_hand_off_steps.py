"""The steps of posting one delivery by hand, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.time import format_duration
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["steps"]


class _Text(Protocol):
    @property
    def file(self) -> str: ...


class _File(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def alt(self) -> str | None: ...
    @property
    def part(self) -> int: ...
    @property
    def note(self) -> Sentence | None: ...


def steps(variant: Variant, texts: Sequence[_Text], files: Sequence[_File], language: Language) -> list[str]:
    """Return what to do, one step a line, from opening the account to writing down the address."""
    return [sentence.into(language) for sentence in _steps(variant, texts, files)]


def _steps(variant: Variant, texts: Sequence[_Text], files: Sequence[_File]) -> Iterator[Sentence]:
    channel, title = variant.channel, get_network(variant.channel.network).TITLE
    who = f" ({channel.handle})" if channel.handle else ""
    yield Sentence(
        f"Open {title} and look that you write as {channel.name or channel.id}{who}",
        f"Apri {title} e guarda di scrivere come {channel.name or channel.id}{who}",
    )
    if variant.settings.format:
        yield Sentence(
            f"Begin a post of the kind “{variant.settings.format}”",
            f"Comincia un contenuto di tipo “{variant.settings.format}”",
        )
    names = {text.file for text in texts}
    for number in range(1, len(variant.parts) + 1):
        yield from _part(variant, number, names, files)
    yield from _settings(variant)
    yield _publish(variant)
    if "first-comment.txt" in names:
        yield Sentence(
            "Write the first comment under it (first-comment.txt)",
            "Scrivi il primo commento sotto il post (first-comment.txt)",
        )
    yield Sentence(
        f"Copy the address of the post and write it down: smm done {variant.post.id} {channel.id} ADDRESS",
        f"Copia l'indirizzo del post e annotalo: smm done {variant.post.id} {channel.id} INDIRIZZO",
    )


def _part(variant: Variant, number: int, names: set[str], files: Sequence[_File]) -> Iterator[Sentence]:
    if number > 1:
        yield Sentence(
            f"Answer to part {number - 1} with part {number}", f"Rispondi alla parte {number - 1} con la parte {number}"
        )
    text = f"{number}-text.txt" if len(variant.parts) > 1 else "text.txt"
    if text in names:
        yield Sentence(f"Paste the text ({text})", f"Incolla il testo ({text})")
    if number == 1 and "link.txt" in names:
        yield Sentence(
            "Add the link (link.txt), and wait until its card is there",
            "Aggiungi il link (link.txt), e aspetta che appaia la sua anteprima",
        )
    for file in files:
        if file.part == number:
            yield _add(file)


def _add(file: _File) -> Sentence:
    note = Sentence(f" ({file.note.en})", f" ({file.note.it})") if file.note else Sentence("", "")
    if file.name.startswith("cover."):
        return Sentence(f"Choose {file.name} as the cover{note.en}", f"Scegli {file.name} come copertina{note.it}")
    if "-captions" in file.name:
        return Sentence(f"Add the captions ({file.name})", f"Aggiungi i sottotitoli ({file.name})")
    alt = file.name.rpartition(".")[0] + "-alt.txt"
    if file.alt:
        return Sentence(
            f"Add {file.name}{note.en}, and write its alternative text ({alt})",
            f"Aggiungi {file.name}{note.it}, e scrivi il suo testo alternativo ({alt})",
        )
    return Sentence(f"Add {file.name}{note.en}", f"Aggiungi {file.name}{note.it}")


def _settings(variant: Variant) -> Iterator[Sentence]:
    said = variant.settings
    if said.poll:
        answers = " / ".join(said.poll.options)
        length = format_duration(said.poll.duration)
        yield Sentence(f"Add a poll for {length}: {answers}", f"Aggiungi un sondaggio di {length}: {answers}")
    fields = (
        (Sentence("Title", "Titolo"), said.title if said.format in {"document", "video"} else None),
        (Sentence("Place", "Luogo"), said.location),
        (Sentence("Who may see it", "Chi può vederlo"), said.visibility),
        (Sentence("Who may answer", "Chi può rispondere"), said.replies),
        (Sentence("Content warning", "Avviso sul contenuto"), said.content_warning),
        (Sentence("Post to quote", "Post da citare"), said.quote),
        (Sentence("Board", "Bacheca"), said.board),
        (Sentence("Keywords", "Parole chiave"), ", ".join(said.tags or ())),
    )
    for label, value in fields:
        if value:
            yield Sentence(f"{label.en}: {value}", f"{label.it}: {value}")
    yield from _labels(variant)


def _labels(variant: Variant) -> Iterator[Sentence]:
    said = variant.settings
    if said.disclosure and said.disclosure.type != "none":
        partner = f" ({said.disclosure.partner})" if said.disclosure.partner else ""
        yield Sentence(
            f"Switch on the network's label for advertising, if it has one{partner}",
            f"Attiva l'etichetta del social per la pubblicità, se c'è{partner}",
        )
    if said.ai in {"generated", "manipulated"}:
        yield Sentence(
            "Switch on the network's label for content made with AI, if it has one",
            "Attiva l'etichetta del social per i contenuti fatti con l'IA, se c'è",
        )
    if said.made_for_kids is not None:
        yield Sentence(
            f"Say that it is {'' if said.made_for_kids else 'not '}made for children",
            f"Di' che {'' if said.made_for_kids else 'non '}è destinato ai bambini",
        )


def _publish(variant: Variant) -> Sentence:
    at = variant.publish_at
    if at is None:
        return Sentence("Look at everything once more and post it", "Riguarda tutto e pubblica")
    clock = f"{at:%Y-%m-%d %H:%M} ({at.tzinfo})"
    return Sentence(
        f"Look at everything once more and post it at {clock}, or let the network do it at that time",
        f"Riguarda tutto e pubblica alle {at:%H:%M} del {at:%d/%m/%Y} ({at.tzinfo}), o programmalo sul social per"
        " quell'ora",
    )
