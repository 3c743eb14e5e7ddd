"""Posts as their channels will show them, as Markdown for a pull request: the words that are sent, and nothing acts.

What is sent stands in blocks of code: there no mention rings, no address is a link and no markup works, and what is
seen is what goes out, blank lines and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC

from smm_build.domain.media import Media
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import get_network
from smm_build.text.quoting import in_markdown

__all__ = ["LONGEST", "previews_markdown"]

LONGEST = 30_000
"""Characters: half of what a comment on GitHub takes; what a check found is in the same one."""

_TITLE = Sentence("How it will look", "Come apparirà")
_NOTHING = Sentence("No post is changed here.", "Qui non cambia nessun post.")
_NO_TIME = Sentence("no time yet", "ancora senza orario")
_COMMENT = Sentence("First comment:", "Primo commento:")
_FILE = Sentence("File", "File")
_NO_ALT = Sentence("no description", "senza descrizione")
_NO_TEXT = Sentence("(no text)", "(senza testo)")
_BACKTICKS = re.compile(r"`{3,}")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def previews_markdown(variants: Iterable[Variant], language: Language) -> str:
    """Return the posts with what each channel will say, at most :data:`LONGEST` characters."""
    posts: dict[str, list[Variant]] = {}
    for variant in variants:
        posts.setdefault(variant.post.id, []).append(variant)
    if not posts:
        return f"### {_TITLE.into(language)}\n\n{_NOTHING.into(language)}\n"
    return _fitted([_post(those, language) for those in posts.values()], language)


def _fitted(blocks: Sequence[str], language: Language) -> str:
    said = f"### {_TITLE.into(language)}\n"
    for shown, block in enumerate(blocks):
        if len(said) + len(block) > LONGEST:
            rest = len(blocks) - shown
            more = Sentence(
                f"{rest} more posts do not fit here: they are in the calendar.",
                f"Altri {rest} post qui non ci stanno: sono nel calendario.",
            )
            return f"{said}\n{more.into(language)}\n"
        said += f"\n{block}"
    return said


def _post(variants: Sequence[Variant], language: Language) -> str:
    """Return a post; channels that say the same at the same time stand together."""
    alike: dict[str, list[Variant]] = {}
    for variant in variants:
        alike.setdefault("\n".join([_when(variant, language), *_messages(variant, language)]), []).append(variant)
    rows = [f"#### {in_markdown(variants[0].post.title)}", ""]
    for those in alike.values():
        names = ", ".join(_name(variant) for variant in those)
        rows += [f"**{names}**, {_when(those[0], language)}", "", *_messages(those[0], language), ""]
    return "\n".join(rows)


def _name(variant: Variant) -> str:
    title = get_network(variant.channel.network).TITLE
    known = variant.channel.id.casefold() == title.casefold()
    return in_markdown(title if known else f"{variant.channel.id} ({title})")


def _when(variant: Variant, language: Language) -> str:
    at = variant.publish_at
    if at is None:
        return _NO_TIME.into(language)
    return f"{at:%Y-%m-%d %H:%M} {at.tzinfo} ({at.astimezone(UTC):%H:%M} UTC)"


def _messages(variant: Variant, language: Language) -> list[str]:
    rows = [row for part in variant.parts for row in _part(part, language)]
    if variant.comment is not None:
        rows += [_COMMENT.into(language), *_part(variant.comment, language)]
    return rows


def _part(part: VariantPart, language: Language) -> list[str]:
    text = _UNSEEN.sub("�", part.text) or _NO_TEXT.into(language)
    fence = "`" * max(3, *(len(run) + 1 for run in _BACKTICKS.findall(text)), 3)
    return [f"{fence}text", text, fence, *(_media(media, language) for media in part.media)]


def _media(media: Media, language: Language) -> str:
    said = in_markdown(media.alt) if media.alt else _NO_ALT.into(language)
    return f"- {_FILE.into(language)} {in_markdown(media.file)}: {said}"
