"""Everything a person needs to post one delivery by hand, as files: texts to paste, steps, and a page to work from."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path, PurePosixPath

from smm_build.compose.by_hand import composer_url
from smm_build.domain.media import Media
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import get_network
from smm_build.report._hand_off_steps import steps

__all__ = ["HandOff", "HandOffFile", "HandOffText", "hand_off", "hand_off_files", "list_page"]


@dataclass(frozen=True, slots=True)
class HandOffText:
    """A text to paste: what it is called, the file it is also in, and the text exactly as it is."""

    label: Sentence
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class HandOffFile:
    """A picture, film or document to add: its path in the workspace, its name in the folder, and its alternative text.

    ``note`` says why it is the original, where nothing could be made of it that the network takes.
    """

    source: str
    name: str
    kind: str
    part: int
    alt: str | None = None
    note: Sentence | None = None


@dataclass(frozen=True, slots=True)
class HandOff:
    """One delivery to be posted by hand.

    ``composer`` opens the network's editor with the text in it. ``warnings`` say what speaks against posting it as it
    is.
    """

    variant: Variant
    texts: tuple[HandOffText, ...]
    files: tuple[HandOffFile, ...]
    composer: str | None
    warnings: tuple[Sentence, ...] = ()

    @property
    def title(self) -> str:
        """The post and the channel, as people call them."""
        return f"{self.variant.post.title} · {self.network}"

    @property
    def network(self) -> str:
        """The network, and the account on it."""
        channel = self.variant.channel
        title = get_network(channel.network).TITLE
        return f"{title} ({channel.handle})" if channel.handle else title


def hand_off(
    variant: Variant,
    made: Mapping[str, Media],
    comment: str | None,
    notes: Mapping[str, Sentence],
    warnings: Sequence[Sentence] = (),
) -> HandOff:
    """Return the hand-off of ``variant``.

    ``made`` are the files its network takes, by the path of the file that was written; ``notes`` say of other files why
    they stay as they are. ``comment`` is the first comment, composed.
    """
    texts = tuple(_texts(variant, comment))
    files = tuple(_files(variant, made, notes))
    return HandOff(variant, texts, files, composer_url(variant), tuple(warnings))


def hand_off_files(said: HandOff, language: Language) -> dict[str, str]:
    """Return the text files and the page of a hand-off by name, in the team's language."""
    lines = steps(said.variant, said.texts, said.files, language)
    when = _when(said.variant, language)
    files = {text.file: text.text for text in said.texts}
    files |= {f"{PurePosixPath(file.name).stem}-alt.txt": file.alt for file in said.files if file.alt}
    warned = [f"! {warning.into(language)}" for warning in said.warnings]
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
    head = [said.title, when, ""]
    files[_STEPS.into(language)] = "\n".join([*head, *warned, *numbered]) + "\n"
    files["index.html"] = _page("hand_off.html.j2").render(
        said=said, steps=lines, when=when, language=language, words=_words(language)
    )
    return files


def list_page(entries: Sequence[tuple[str, HandOff]], language: Language) -> str:
    """Return the page that leads to several hand-offs, each by the address of its folder."""
    rows = [(folder, said, _when(said.variant, language)) for folder, said in entries]
    return str(_page("hand_off_list.html.j2").render(rows=rows, language=language, words=_words(language)))


def _texts(variant: Variant, comment: str | None) -> list[HandOffText]:
    many = len(variant.parts) > 1
    texts = [
        HandOffText(
            Sentence(f"Text, part {number}", f"Testo, parte {number}") if many else Sentence("Text", "Testo"),
            f"{number}-text.txt" if many else "text.txt",
            part.text,
        )
        for number, part in enumerate(variant.parts, start=1)
        if part.text
    ]
    if variant.link and not any(variant.link in part.text for part in variant.parts):
        texts.append(HandOffText(Sentence("Link", "Link"), "link.txt", variant.link))
    if comment:
        texts.append(HandOffText(Sentence("First comment", "Primo commento"), "first-comment.txt", comment))
    return texts


def _files(variant: Variant, made: Mapping[str, Media], notes: Mapping[str, Sentence]) -> list[HandOffFile]:
    files: dict[str, HandOffFile] = {}
    for number, part in enumerate(variant.parts, start=1):
        for place, written in enumerate(part.media, start=1):
            media = made.get(written.file, written)
            ending = PurePosixPath(media.file).suffix.lower()
            kind = media.facts.kind if media.facts else "image"
            name = f"{number}-{place}{ending}"
            # Several pictures that became one document come once.
            files.setdefault(
                media.file, HandOffFile(media.file, name, kind, number, media.alt, notes.get(written.file))
            )
            captions = written.rights.caption_file if written.rights else None
            if captions:
                ending = PurePosixPath(captions.file).suffix.lower()
                files.setdefault(
                    captions.file, HandOffFile(captions.file, f"{number}-{place}-captions{ending}", "text", number)
                )
    if cover := variant.settings.cover:
        media = made.get(cover.file, cover)
        name = f"cover{PurePosixPath(media.file).suffix.lower()}"
        files.setdefault(media.file, HandOffFile(media.file, name, "image", 1, media.alt, notes.get(cover.file)))
    return list(files.values())


def _when(variant: Variant, language: Language) -> str:
    at = variant.publish_at
    if at is None:
        return _NO_TIME.into(language)
    return f"{at:%Y-%m-%d %H:%M} ({at.tzinfo}; {at.astimezone(UTC):%H:%M} UTC)"


@functools.cache
def _page(name: str):  # type: ignore[no-untyped-def] # noqa: ANN202 - jinja2 is imported when a page is made
    import jinja2  # noqa: PLC0415 - slow to import, and only needed here

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _words(language: Language) -> dict[str, str]:
    return {name: sentence.into(language) for name, sentence in _WORDS.items()}


_STEPS = Sentence("steps.txt", "passi.txt")
_NO_TIME = Sentence("no time yet", "ancora senza orario")
_WORDS = {
    "by_hand": Sentence("To post by hand", "Da pubblicare a mano"),
    "steps": Sentence("What to do", "Che cosa fare"),
    "to_copy": Sentence("Copy", "Copia"),
    "copied": Sentence("copied", "copiato"),
    "not_copied": Sentence(
        "The text is selected: copy it with your keyboard", "Il testo è selezionato: copialo con la tastiera"
    ),
    "texts": Sentence("Texts", "Testi"),
    "files": Sentence("Files", "File"),
    "alt": Sentence("Alternative text", "Testo alternativo"),
    "no_alt": Sentence("without an alternative text", "senza testo alternativo"),
    "open_editor": Sentence("Open the editor with the text in it", "Apri l'editor già compilato"),
    "open_account": Sentence("Open the account", "Apri il profilo"),
    "part": Sentence("part", "parte"),
    "nothing": Sentence("There is nothing to post by hand.", "Non c'è nulla da pubblicare a mano."),
}
