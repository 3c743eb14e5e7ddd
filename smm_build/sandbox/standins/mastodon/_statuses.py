"""What a Mastodon server makes of a post: whether it takes it, and the HTML it shows.

Source: https://docs.joinmastodon.org/methods/statuses/ and https://docs.joinmastodon.org/user/posting/, read on
2026-11-23.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence

from smm_build.networks import get_network
from smm_build.text.links import find_full_links

__all__ = ["fault_of", "shown_html"]

_MOST_CHARACTERS = 500
_MOST_FILES = 4
_VISIBILITIES = ("public", "unlisted", "private", "direct")
_POLL_OPTIONS = (2, 4)
_POLL_CHARACTERS = 50
_POLL_SECONDS = (300, 2_629_746)
_TEXTS = ("status", "spoiler_text", "language", "in_reply_to_id", "quoted_status_id", "visibility")


def fault_of(said: Mapping[str, object], files: Sequence[Mapping[str, object]]) -> str | None:
    """Say why a status is refused, ``None`` when it is taken. ``files`` are its uploads, in order."""
    return next(_faults(said, files), None)


def _faults(said: Mapping[str, object], files: Sequence[Mapping[str, object]]) -> Iterator[str]:
    yield from (f"{name} must be a string" for name in _TEXTS if not isinstance(said.get(name, ""), str))
    if not isinstance(said.get("sensitive", False), bool):
        yield "sensitive must be a boolean"
    text, warning = str(said.get("status", "")), str(said.get("spoiler_text", ""))
    poll = said.get("poll")
    if not text.strip() and not files and poll is None:
        yield "Validation failed: Text can't be blank"
    measure = get_network("mastodon").measure
    if measure(text).length + measure(warning).length > _MOST_CHARACTERS:
        yield f"Validation failed: Text character limit of {_MOST_CHARACTERS} exceeded"
    if said.get("visibility", "public") not in _VISIBILITIES:
        yield "Validation failed: Visibility is not included in the list"
    yield from _file_faults(files)
    if poll is not None:
        yield from _poll_faults(poll, files)
    if said.get("quoted_status_id") and (files or poll is not None):
        yield "Validation failed: Quoted posts cannot have attachments or polls"


def _file_faults(files: Sequence[Mapping[str, object]]) -> Iterator[str]:
    if len(files) > _MOST_FILES:
        yield "Validation failed: Cannot attach more than 4 files"
    if len(files) > 1 and any(file["type"] != "image" for file in files):
        yield "Validation failed: Cannot attach a video to a post that already contains images"


def _poll_faults(poll: object, files: Sequence[Mapping[str, object]]) -> Iterator[str]:
    options = poll.get("options") if isinstance(poll, dict) else None
    seconds = poll.get("expires_in") if isinstance(poll, dict) else None
    if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
        yield "Validation failed: Options can't be blank"
        return
    if not _POLL_OPTIONS[0] <= len(options) <= _POLL_OPTIONS[1] or len(set(options)) < len(options):
        yield "Validation failed: Options must be two to four different ones"
    if any(not 0 < len(option) <= _POLL_CHARACTERS for option in options):
        yield f"Validation failed: Options can't be longer than {_POLL_CHARACTERS} characters each"
    if not isinstance(seconds, int) or not _POLL_SECONDS[0] <= seconds <= _POLL_SECONDS[1]:
        yield "Validation failed: Expires at is too far into the future or too soon"
    if files:
        yield "Validation failed: Cannot attach files to a poll"


def shown_html(text: str, quoted: str | None) -> str:
    """Return the HTML of a text: paragraphs, shortened links, and the address of what it quotes."""
    paragraphs = [part for part in text.split("\n\n") if part]
    body = "".join(f"<p>{_linked(part)}</p>" for part in paragraphs)
    if quoted and quoted not in text:
        return f'<p class="quote-inline">RE: <a href="{html.escape(quoted)}">{html.escape(quoted)}</a></p>{body}'
    return body


def _linked(text: str) -> str:
    pieces, end = [], 0
    for link in find_full_links(text):
        pieces += [_escaped(text[end : link.start]), _anchor(link.text)]
        end = link.end
    return "".join([*pieces, _escaped(text[end:])])


def _anchor(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return (
        f'<a href="{html.escape(url)}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{scheme}://</span><span class="ellipsis">{html.escape(rest[:30])}</span>'
        f'<span class="invisible">{html.escape(rest[30:])}</span></a>'
    )


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br />")
