"""A page of documentation for every network, made from its module."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import cast

from smm_build.networks import SANDBOX, Capability, Limits, LinkPlace, Network, all_networks

__all__ = ["pages"]

_LINKS = {
    LinkPlace.ATTACHED: "A post's `link` is attached as a card.",
    LinkPlace.CARD: "A post's `link` is attached as a card; beside pictures and films, which take the card's place, it"
    " follows the first part instead.",
    LinkPlace.IN_TEXT: "A post's `link` stands in the text; if it is not there, it follows the first part.",
    LinkPlace.NOWHERE: "Links cannot be clicked here, so a post's `link` is left out.",
}
_CAPABILITIES = {
    Capability.PUBLISH: "publishes by itself",
    Capability.FIND: "finds out after a crash whether a post is there",
    Capability.THREAD: "threads",
    Capability.ALT_TEXT: "alternative texts",
    Capability.SCHEDULE: "schedules on the network's side",
    Capability.EDIT: "edits published posts",
    Capability.DELETE: "deletes published posts",
    Capability.FIRST_COMMENT: "comments on its own posts",
    Capability.IDEMPOTENCY: "the network itself refuses a repeated request",
    Capability.METRICS: "tells how posts do",
    Capability.INBOX: "tells what people write to the account",
    Capability.REPLY: "answers what people write",
    Capability.PROFILE_READ: "tells what the profile says",
    Capability.PROFILE_WRITE: "puts the declared profile there",
}


def pages() -> Mapping[str, str]:
    """Return the pages by path under ``docs/``."""
    networks = all_networks()
    return {"networks/index.md": _index(networks)} | {f"networks/{name}.md": _page(n) for name, n in networks.items()}


def _index(networks: Mapping[str, Network]) -> str:
    rows = [
        f"| [{network.TITLE}]({name}.md) | {'yes' if Capability.PUBLISH in network.CAPABILITIES else 'by hand'} |"
        f" {network.LIMITS.characters} {network.LIMITS.counted_in.en} | {network.LIMITS.images or '—'} |"
        for name, network in networks.items()
    ]
    head = ["# Networks", "", "| network | published by smm | text | pictures |", "|---|---|---|---|"]
    more = ["", "Which kinds of posts can be published where, and how that is tried: [support](support.md)."]
    return "\n".join([*head, *rows, *more]) + "\n"


def _page(network: Network) -> str:
    doc = inspect.getdoc(cast("object", network)) or ""
    sections = [f"# {network.TITLE}", doc, *_set_up(network), *_limits(network.LIMITS), *_abilities(network)]
    return "\n\n".join(section for section in sections if section) + "\n"


def _set_up(network: Network) -> Iterator[str]:
    if network.NAME == SANDBOX:
        return
    yield "## Set up"
    if Capability.PUBLISH not in network.CAPABILITIES:
        yield (
            "A channel without `server:` is rehearsed in the sandbox. With `server:` its posts are listed to be posted"
            " by hand; `smm kit` makes a folder to do it from, and `smm done POST CHANNEL URL` writes it down."
        )
        return
    server = next(iter(network.SERVERS), "https://…")
    yield f"```yaml\nnetwork: {network.NAME}\nhandle: your handle\nserver: {server}   # left out: rehearsed\n```"
    rows = [
        f"| `SMM_<CHANNEL>_{c.suffix}` | {c.what.en}{' (optional)' if c.optional else ''} |"
        for c in network.CREDENTIALS
    ]
    yield "\n".join(["| environment variable | what it is |", "|---|---|", *rows])
    yield (
        "`<CHANNEL>` is the name of the channel's file in capitals, other signs than letters and digits as `_`;"
        " `credentials:` in the file sets another prefix."
    )


def _limits(limits: Limits) -> Iterator[str]:
    yield "## Limits"
    facts = {
        "characters": f"{limits.characters} {limits.counted_in.en}",
        "characters beside pictures and films": limits.caption_characters,
        "bytes": limits.bytes,
        "pictures": limits.images,
        "a picture's size": _megabytes(limits.image_bytes),
        "kinds of pictures": ", ".join(limits.image_types),
        "films": limits.videos,
        "a film's size": _megabytes(limits.video_bytes),
        "alternative text": limits.alt_characters and f"{limits.alt_characters} characters",
        "hashtags": limits.hashtags,
        "a hashtag's length": limits.hashtag_characters and f"{limits.hashtag_characters} characters",
        "mentions": limits.mentions,
        "different links": limits.links,
        "a picture's width": limits.image_width and f"{limits.image_width} pixels at least",
        "a picture's pixels": limits.image_pixels and f"{limits.image_pixels:,} at most",
        "a picture's width divided by its height": limits.image_ratios and "{:g} to {:g}".format(*limits.image_ratios),
        "a film's length": limits.film_seconds and "{:g} to {:g} seconds".format(*limits.film_seconds),
        "pictures and films in one message": "yes" if limits.mixed else None,
        "polls": limits.polls and f"{limits.polls.options} answers of {limits.polls.option_characters} characters",
        "the profile's name": limits.profile.name and f"{limits.profile.name} characters",
        "the profile's bio": limits.profile.bio and f"{limits.profile.bio} characters",
        "parts of a thread": limits.parts,
        "a picture or film is needed": "yes" if limits.media_required else None,
    }
    yield "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in facts.items() if value)])
    yield f"Source: {limits.source}, read {limits.read_on}."


def _megabytes(size: int | None) -> str | None:
    return f"{size / 1_000_000:g} MB" if size else None


def _abilities(network: Network) -> Iterator[str]:
    yield "## What smm does here"
    can = [text for capability, text in _CAPABILITIES.items() if capability in network.CAPABILITIES]
    yield "\n".join(f"- {text}" for text in can) or "- plans, measures, checks and shows posts; a person publishes them"
    yield _LINKS[network.LINKS]
