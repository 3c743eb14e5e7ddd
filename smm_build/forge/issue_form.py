"""A form on GitHub from which a post is made: the form itself, and reading what somebody wrote into it. Pure.

Whoever may open an issue may write anything into it, by the form or past it. So every value is compared with what the
workspace knows, the text is taken as text, and what could be more than that is refused. Sources:
https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
and, for what GitHub makes of files that are dropped into a text,
https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/attaching-files, read 2026-11-23.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.workspace import Workspace
from smm_build.text.quoting import in_markdown, one_line

__all__ = ["FORM_PATH", "Choices", "Wish", "form", "read_wish"]

FORM_PATH = ".github/ISSUE_TEMPLATE/new-post.yml"

_LABELS: Mapping[str, Sentence] = {
    "title": Sentence("Title", "Titolo"),
    "when": Sentence("When", "Quando"),
    "channels": Sentence("Channels", "Canali"),
    "pillar": Sentence("Pillar", "Pilastro"),
    "objective": Sentence("Objective", "Obiettivo"),
    "link": Sentence("Link", "Link"),
    "text": Sentence("Text", "Testo"),
}
"""The headings of the fields, in the order of the form: the text is the last one, so it can pretend to be none."""
_NOTHING = "_No response_"
_HEADING = re.compile(r"^### (.+?)\s*$")
_CHECKED = re.compile(r"^\s*[-*] \[(?P<on>[ xX])\] (?P<what>.+?)\s*$")
_LONGEST_TITLE = 120
_LONGEST_TEXT = 20_000
_HOST = (
    r"https://(?:github\.com/user-attachments/(?:assets|files)|user-images\.githubusercontent\.com)/[A-Za-z0-9._/%-]+"
)
_ATTACHMENT = re.compile(
    rf"!?\[[^\]\n]*\]\((?P<link>{_HOST})\)|<img\b[^<>\n]*?\ssrc=\"(?P<image>{_HOST})\"[^<>\n]*>|(?<![\w(\"])(?P<bare>{_HOST})"
)
_HTML = re.compile(r"<(?:!|\?|/?[A-Za-z])")
_PICTURE = re.compile(r"!\[[^\]]*\]\s*[\[(]")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the workspace knows: ids of channels, pillars and objectives."""

    channels: Sequence[str]
    pillars: Sequence[str] = ()
    objectives: Sequence[str] = ()

    @classmethod
    def of(cls, workspace: Workspace) -> Self:
        """Return what there is to choose from in a workspace."""
        strategy = workspace.strategy
        pillars = tuple(pillar.id for pillar in strategy.pillars) if strategy else ()
        objectives = tuple(objective.id for objective in strategy.objectives) if strategy else ()
        return cls(tuple(workspace.channels), pillars, objectives)


@dataclass(frozen=True, slots=True)
class Wish:
    """The post somebody wishes for. ``when`` is as it was written; ``attachments`` are addresses, and only those."""

    title: str
    when: str | None
    channels: tuple[str, ...]
    pillar: str | None
    objective: str | None
    link: str | None
    text: str
    attachments: tuple[str, ...]


# --- reading ----------------------------------------------------------------------------------------------------------


def read_wish(body: str, choices: Choices) -> tuple[Wish, tuple[Sentence, ...]]:
    """Return what somebody wrote into the form, and what is wrong with it; with anything wrong it must not be used."""
    fields = _fields(body)
    text, attachments = _without_attachments(fields.get("text", ""))
    channels = _chosen(fields.get("channels", ""), choices.channels)
    wish = Wish(
        title=" ".join(one_line(fields.get("title", "")).split()),
        when=fields.get("when") or None,
        channels=channels,
        pillar=fields.get("pillar") or None,
        objective=fields.get("objective") or None,
        link=fields.get("link") or None,
        text=text,
        attachments=attachments,
    )
    return wish, tuple(_faults(wish, fields, choices))


def _fields(body: str) -> Mapping[str, str]:
    """Take the form apart: a heading counts only where the form has it, so whatever is in the text stays there."""
    names = {said: name for name, label in _LABELS.items() for said in label}
    order = list(_LABELS)
    found: dict[str, list[str]] = {}
    current: str | None = None
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        heading = _HEADING.match(line)
        name = names.get(heading[1]) if heading else None
        if name and (current is None or order.index(name) > order.index(current)):
            current = name
            found[name] = []
        elif current:
            found[current].append(line)
    values = {name: "\n".join(lines).strip() for name, lines in found.items()}
    return {name: "" if value == _NOTHING else value for name, value in values.items()}


def _chosen(said: str, known: Collection[str]) -> tuple[str, ...]:
    """Return what was ticked, or listed with commas."""
    boxes = [match for line in said.split("\n") if (match := _CHECKED.match(line))]
    names = [box["what"] for box in boxes if box["on"] != " "] if boxes else re.split(r"[,\n]", said)
    wanted = dict.fromkeys(name.strip() for name in names if name.strip())
    by_small = {channel.casefold(): channel for channel in known}
    return tuple(by_small.get(name.casefold(), name) for name in wanted)


def _without_attachments(text: str) -> tuple[str, tuple[str, ...]]:
    """Take the files that GitHub keeps out of the text; they are named, never fetched."""
    found = [match["link"] or match["image"] or match["bare"] for match in _ATTACHMENT.finditer(text)]
    rest = _ATTACHMENT.sub("", text)
    return re.sub(r"\n{3,}", "\n\n", rest).strip(), tuple(dict.fromkeys(found))


def _faults(wish: Wish, fields: Mapping[str, str], choices: Choices) -> Iterator[Sentence]:
    if not wish.title or "\n" in fields.get("title", "") or len(wish.title) > _LONGEST_TITLE:
        yield _BAD_TITLE
    if not wish.channels:
        yield Sentence("Choose at least one channel", "Scegli almeno un canale")
    yield from _unknown(_LABELS["channels"], wish.channels, choices.channels)
    yield from _unknown(_LABELS["pillar"], [wish.pillar] if wish.pillar else [], choices.pillars)
    yield from _unknown(_LABELS["objective"], [wish.objective] if wish.objective else [], choices.objectives)
    if wish.link and not _is_link(wish.link):
        yield Sentence("The link is no address that begins with https://", "Il link non è un indirizzo https://")
    yield from _text_faults(wish.text)


def _unknown(label: Sentence, said: Sequence[str], known: Sequence[str]) -> Iterator[Sentence]:
    strange = [in_markdown(name[:_LONGEST_TITLE]) for name in said if name not in known]
    if strange:
        there = ", ".join(known)
        yield Sentence(
            f"{label.en}: {', '.join(strange)} is not known; there are: {there}",
            f"{label.it}: {', '.join(strange)} non esiste; ci sono: {there}",
        )


def _text_faults(text: str) -> Iterator[Sentence]:
    if not text:
        yield Sentence("The text is missing", "Manca il testo")
    if len(text) > _LONGEST_TEXT:
        yield Sentence(
            f"The text is longer than {_LONGEST_TEXT} characters", f"Il testo supera i {_LONGEST_TEXT} caratteri"
        )
    if any(line != one_line(line.replace("\t", " ")) for line in text.replace("\t", " ").split("\n")):
        yield Sentence(
            "The text holds characters that nobody sees, such as changes of the writing direction",
            "Il testo contiene caratteri che nessuno vede, come cambi della direzione di scrittura",
        )
    if _HTML.search(text):
        yield Sentence(
            "The text holds HTML or a comment; write it as plain text",
            "Il testo contiene HTML o un commento; scrivilo come testo semplice",
        )
    if _PICTURE.search(text):
        yield Sentence(
            "A picture is named by an address or a path; drop the file into the text instead",
            "Un'immagine è indicata con un indirizzo o un percorso; trascina invece il file nel testo",
        )


def _is_link(text: str) -> bool:
    if text != one_line(text) or " " in text or not text.startswith("https://"):
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and parts.username is None and "." in (parts.hostname or "")
    except ValueError:
        return False


_BAD_TITLE = Sentence(
    f"The title has to be one line of at most {_LONGEST_TITLE} characters",
    f"Il titolo dev'essere una riga di al massimo {_LONGEST_TITLE} caratteri",
)


# --- the form ---------------------------------------------------------------------------------------------------------


def form(choices: Choices, language: Language) -> str:
    """Return the form as GitHub reads it, in the team's language."""
    blocks = [
        _block("input", "title", _SAYS["title"], language, required=True),
        _block("input", "when", _SAYS["when"], language),
        _block("dropdown", "channels", _SAYS["channels"], language, required=True, options=choices.channels, many=True),
        _block("dropdown", "pillar", _SAYS["pillar"], language, options=choices.pillars),
        _block("dropdown", "objective", _SAYS["objective"], language, options=choices.objectives),
        _block("input", "link", _SAYS["link"], language),
        _block("textarea", "text", _SAYS["text"], language, required=True),
    ]
    name, about = _NAME.into(language), _ABOUT.into(language)
    head = f"name: {json.dumps(name, ensure_ascii=False)}\ndescription: {json.dumps(about, ensure_ascii=False)}\n"
    return f"{head}labels: [new-post]\nbody:\n" + "".join(block for block in blocks if block)


def _block(
    kind: str,
    name: str,
    says: Sentence,
    language: Language,
    *,
    required: bool = False,
    options: Sequence[str] | None = None,
    many: bool = False,
) -> str:
    if options is not None and not options:
        return ""  # a choice without anything to choose is refused by GitHub
    lines = [
        f"  - type: {kind}",
        f"    id: {name}",
        "    attributes:",
        f"      label: {_LABELS[name].into(language)}",
        f"      description: {json.dumps(says.into(language), ensure_ascii=False)}",
    ]
    if many:
        lines.append("      multiple: true")
    if options:
        lines.append(f"      options: {json.dumps(list(options), ensure_ascii=False)}")
    if required:
        lines += ["    validations:", "      required: true"]
    return "\n".join(lines) + "\n"


_NAME = Sentence("New post", "Nuovo post")
_ABOUT = Sentence(
    "Propose a post. It becomes a file in a pull request, and somebody reviews it before it goes out.",
    "Proponi un post. Diventa un file in una pull request, e qualcuno lo rilegge prima che esca.",
)
_SAYS = {
    "title": Sentence(
        "How the team calls it; most networks do not show it.",
        "Come lo chiama il team; quasi nessun network lo mostra.",
    ),
    "when": Sentence(
        "On the brand's clock, such as 2026-12-01 09:30. Left out: somebody sets a time later.",
        "Con l'ora del brand, come 2026-12-01 09:30. Vuoto: l'ora si decide dopo.",
    ),
    "channels": Sentence("Where it goes.", "Dove esce."),
    "pillar": Sentence("The theme it belongs to.", "Il tema a cui appartiene."),
    "objective": Sentence("What it is for.", "A che cosa serve."),
    "link": Sentence("The address it leads to, without tracking.", "L'indirizzo a cui porta, senza tracciamento."),
    "text": Sentence(
        "What people will read. Drop pictures here: somebody puts them into the post with a description.",
        "Quello che si leggerà. Trascina qui le immagini: qualcuno le mette nel post con una descrizione.",
    ),
}
