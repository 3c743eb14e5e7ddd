"""What handles look like on each network, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["handle_fault", "known_handles"]

# LinkedIn and Facebook mention a page by its name, whatever is in it, so they are not here.
# Sources: https://namesniper.pro/tools/social-media-character-limits and https://atproto.com/specs/handle, read
# 2026-11-23; Mastodon: https://docs.joinmastodon.org/methods/accounts/, read 2026-11-23.
_FORMS: Mapping[str, tuple[str, Sentence]] = {
    "x": (r"\w{1,15}", Sentence("1 to 15 letters, digits or _", "da 1 a 15 lettere, cifre o _")),
    "instagram": (
        r"(?!.*\.\.)[\w](?:[\w.]{0,28}\w)?",
        Sentence("up to 30 letters, digits, _ or dots inside", "fino a 30 lettere, cifre, _ o punti nel mezzo"),
    ),
    "threads": (
        r"(?!.*\.\.)[\w](?:[\w.]{0,28}\w)?",
        Sentence("up to 30 letters, digits, _ or dots inside", "fino a 30 lettere, cifre, _ o punti nel mezzo"),
    ),
    "tiktok": (
        r"(?!.*\.\.)[\w.]{1,23}\w",
        Sentence("2 to 24 letters, digits, _ or dots inside", "da 2 a 24 lettere, cifre, _ o punti nel mezzo"),
    ),
    # Collectible names of Telegram have four characters.
    "telegram": (
        r"(?!.*__)[A-Za-z]\w{2,30}[A-Za-z0-9]",
        Sentence(
            "4 to 32 letters, digits or _ inside, a letter first",
            "da 4 a 32 lettere, cifre o _ nel mezzo, prima una lettera",
        ),
    ),
    "youtube": (
        r"(?u:[^\W_])(?:(?u:\w)|[.·-]){1,28}(?u:[^\W_])",
        Sentence("3 to 30 letters, digits, _ - or dots inside", "da 3 a 30 lettere, cifre, _ - o punti nel mezzo"),
    ),
    "pinterest": (
        r"(?!\d+$)\w{3,30}",
        Sentence("3 to 30 letters, digits or _", "da 3 a 30 lettere, cifre o _"),
    ),
    "mastodon": (
        r"\w+(?:[.-]\w+)*(?:@[\w-]+(?:\.[\w-]+)+(?::\d+)?)?",
        Sentence("a name, or name@server", "un nome, o nome@server"),
    ),
    "bluesky": (
        r"(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
        Sentence("a domain such as name.bsky.social", "un dominio come nome.bsky.social"),
    ),
}
_PATTERNS = {network: re.compile(form, re.ASCII) for network, (form, _) in _FORMS.items()}


def handle_fault(handle: str, network: str) -> Sentence | None:
    """Return what a handle of ``network`` should be where ``handle`` cannot be one, else ``None``."""
    pattern = _PATTERNS.get(network)
    if pattern is None or pattern.fullmatch(handle.removeprefix("@")):
        return None
    return _FORMS[network][1]


def known_handles(workspace: Workspace) -> dict[str, str]:
    """Return the entity of every handle in ``brand/people.yml``, handles in lower case without ``@``."""
    return {
        handle.removeprefix("@").lower(): entity
        for entity, person in workspace.people.items()
        for handle in person.handles.values()
    }
