"""Campaign parameters typed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from smm_build.checks._addresses import addresses_of, split
from smm_build.checks._base import Problem, post_check
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["link_not_clean"]


@post_check(Severity.WARNING, signs=("utm_",))
def link_not_clean(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A link to the brand's own site with `utm_` parameters typed by hand.

    ## Why it matters
    What is typed stays as it is on every channel, so clicks from LinkedIn count as clicks from Facebook. And statistics
    tell `Facebook` from `facebook`, afterwards and for ever.

    ## How to fix
    Write the clean address: `brand.yml` says which parameters it gets on each channel.

    ## Options
    `links: {hosts: [aurora.example], utm: {source: "{network}", medium: social}}` in `brand/brand.yml`

    ## Sources
    - <https://support.google.com/analytics/answer/10917952>, read as copied by a third party (2026-11-23)
    - <https://www.mv3marketing.com/glossary/manual-tagging> (read 2026-11-23)
    """
    rules = workspace.brand.links
    for address, place in addresses_of(post) if rules.utm else ():
        parts = split(address) if "utm_" in address else None
        if parts is None or not _is_ours(parts.hostname or "", rules.hosts):
            continue
        typed = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if name.startswith("utm_")]
        if typed:
            names = ", ".join(f"`{name}`" for name in typed)
            yield Problem(
                place,
                Sentence(
                    en=f"The link has parameters typed by hand: {names}",
                    it=f"Il link ha parametri scritti a mano: {names}",
                ),
                Sentence(
                    en="Write the clean address; they are added for each channel",
                    it="Scrivi l'indirizzo pulito: vengono aggiunti per ogni canale",
                ),
            )


def _is_ours(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == ours or host.endswith("." + ours) for ours in hosts)
