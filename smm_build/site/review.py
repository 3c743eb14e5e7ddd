"""The review pack of a month: one page for a client who has no account, to read, approve, comment on and send back.

It is plain files: no server, no request to anywhere. What the client ticks is sent as an e-mail or a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.site.build import SiteError, copied, refuse_foreign
from smm_build.site.engine import packaged
from smm_build.site.output import Output
from smm_build.site.pictures import media_href, media_sources
from smm_build.site.shell import parse
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown
from smm_build.site.words import month_name

__all__ = ["Pack", "review_pack", "write_pack"]

_NOT_FOR_REVIEW = frozenset({State.CANCELLED, State.REMOVED, State.SKIPPED, State.ON_HOLD})
_WORDS = {
    "lead": Sentence(
        "Read each post, tick what you think of it, and send your answers at the end of the page.",
        "Leggi ogni post, segna che cosa ne pensi e manda le risposte dal fondo della pagina.",
    ),
    "approve": Sentence("I approve", "Approvo"),
    "change": Sentence("Please change", "Da cambiare"),
    "comment": Sentence("Comment", "Commento"),
    "name": Sentence("Your name", "Il tuo nome"),
    "mail": Sentence("Send by e-mail", "Manda per e-mail"),
    "download": Sentence("Save as a file", "Salva come file"),
    "out": Sentence("Already out", "Già uscito"),
    "none": Sentence("No posts this month.", "Nessun post in questo mese."),
    "subject": Sentence("Review of {}", "Revisione di {}"),
}


@dataclass(frozen=True, slots=True)
class Pack:
    """The page as HTML, and the pictures it shows by their place in the pack."""

    html: str
    media: Mapping[str, str]
    posts: int


@dataclass(frozen=True, slots=True)
class _Text:
    """What the channels say that say the same."""

    channels: str
    parts: tuple[str, ...]
    lang: str | None
    pictures: tuple[tuple[str | None, str], ...]


@dataclass(frozen=True, slots=True)
class _Post:
    card: Card
    when: str
    texts: list[_Text]
    out: bool


def review_pack(shown: Shown, month: date, to: str = "") -> Pack:
    """Make the pack of the month ``month`` is in, for answers to the e-mail address ``to``.

    It shows what each channel will say, and nothing of how the team works: no findings, notes, owners or file names.
    """
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    cards = [
        (card, [one for one in shown.by_post.get(card.post.id, ()) if _is_of(shown, one, card)])
        for card in shown.cards_between(first, last)
    ]
    posts = [_post(shown, card, some) for card, some in cards if some]
    words = {name: said.into(shown.language) for name, said in _WORDS.items()}
    title = f"{shown.brand.name}, {month_name(first, shown.language)}"
    subject = words["subject"].format(title)
    made = page("review.html.j2", title, s=shown, w=shown.words, said=words, posts=posts, to=to, subject=subject)
    body = parse(made)
    assert body is not None
    html = _DOCUMENT.format(lang=shown.language, title=body.title, style=_asset("review.css"), body=body.body)
    shows = media_sources(one for _, some in cards for one in some)
    return Pack(f"{html}<script>{_asset('review.js')}</script>\n", shows, len(posts))


_DOCUMENT = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>{title}</title><style>{style}</style></head><body>
{body}</body></html>
"""


def _asset(name: str) -> str:
    return (packaged("review_assets") / name).read_text("utf-8")


def _is_of(shown: Shown, delivery: PlannedDelivery, card: Card) -> bool:
    at = shown.at(delivery)
    return bool(at and at.date() == card.day) and delivery.state not in _NOT_FOR_REVIEW


def _post(shown: Shown, card: Card, deliveries: list[PlannedDelivery]) -> _Post:
    said: dict[tuple[object, ...], list[PlannedDelivery]] = {}
    for delivery in deliveries:
        parts = tuple((part.text, *map(media_href, part.media)) for part in delivery.variant.parts)
        said.setdefault(parts, []).append(delivery)
    assert card.at is not None
    out = all(delivery.state is State.SENT for delivery in deliveries)
    return _Post(card, shown.moment(card.at), [_text(shown, same) for same in said.values()], out)


def _text(shown: Shown, same: list[PlannedDelivery]) -> _Text:
    variant = same[0].variant
    pictures = tuple((media_href(media), media.alt or "") for part in variant.parts for media in part.media)
    return _Text(
        ", ".join(shown.looks[one.variant.channel.id].label for one in same),
        tuple(part.text for part in variant.parts),
        variant.settings.language,
        pictures,
    )


def write_pack(root: Path, out: Path, pack: Pack) -> tuple[Sentence, ...]:
    """Write the pack into the folder ``out``, in place of an earlier one; returns notes. Raises :class:`SiteError`."""
    refuse_foreign(root, out)
    output = Output.of(out, root / ".smm" / "cache")
    try:
        notes = tuple(copied(root, output, pack.media))
        content = pack.html.encode("utf-8")
        output.put("index.html", hashlib.sha256(content).hexdigest(), partial(bytes, content))
        output.finish()
    except OSError as error:
        said = error.strerror or str(error)
        raise SiteError(
            Sentence(f"The review pack cannot be written: {said}", f"La revisione non si può scrivere: {said}")
        ) from error
    return notes
