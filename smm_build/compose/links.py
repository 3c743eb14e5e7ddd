"""The author's clean link becomes the channel's link."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from smm_build.domain.brand import LinkRules
from smm_build.domain.channel import Channel
from smm_build.domain.post import Post

__all__ = ["put_link", "tag_link"]


def tag_link(url: str, rules: LinkRules, post: Post, channel: Channel) -> str:
    """Return ``url`` with the brand's UTM parameters if it leads to one of our hosts.

    A parameter that is already there stays as the author wrote it; one whose placeholder has no value is left out.
    """
    parts = urlsplit(url)
    if not rules.utm or not _is_ours(parts.hostname or "", rules.hosts):
        return url
    present = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    extra = {name: value for name, value in _parameters(rules, post, channel).items() if name not in present}
    if not extra:
        return url
    query = "&".join(filter(None, (parts.query, urlencode(extra, quote_via=quote))))
    return urlunsplit(parts._replace(query=query))


def _is_ours(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == ours or host.endswith("." + ours) for ours in hosts)


def _parameters(rules: LinkRules, post: Post, channel: Channel) -> dict[str, str]:
    words = {
        "network": channel.network,
        "channel": channel.id,
        "campaign": post.campaign,
        "post": post.id,
        "pillar": post.pillar,
    }
    filled = {f"utm_{name}": _fill(pattern, words) for name, pattern in rules.utm.items()}
    return {name: value for name, value in filled.items() if value}


def _fill(pattern: str, words: dict[str, str | None]) -> str:
    """Fill a pattern; empty when a word it needs is missing. Lower case, as analytics tools tell cases apart."""
    missing = False

    def word(match: re.Match[str]) -> str:
        nonlocal missing
        value = words.get(match[1])
        missing = missing or value is None
        return value or ""

    filled = re.sub(r"\{(\w+)\}", word, pattern)
    return "" if missing else re.sub(r"\s+", "-", filled.strip().lower())


def put_link(text: str, clean: str, tagged: str) -> tuple[str, bool]:
    """Replace the clean link in ``text`` by the tagged one; tell whether it stood there."""
    pattern = re.compile(re.escape(clean) + r"(?![\w/?#=&%-])")
    found = pattern.search(text) is not None
    return (pattern.sub(lambda _: tagged, text) if found else text), found
