"""Long texts cut into the parts a channel can show, counted as its network counts. Pure."""

from __future__ import annotations

from smm_build.compose.threads import fits
from smm_build.networks import Network
from smm_build.text.split import split

__all__ = ["fits", "parts_for"]


def parts_for(text: str, network: Network, characters: int) -> tuple[str, ...]:
    """Return the text as it is if it fits or the network knows no threads, else its parts.

    Two blank lines are a place where the author wants a new part; within such a block it is cut between paragraphs,
    sentences, words.
    """
    if network.LIMITS.parts == 1 or fits(text, network, characters):
        return (text,)
    blocks = [block.strip("\n") for block in text.split("\n\n\n")]
    parts = [part for block in blocks if block for part in split(block, lambda part: fits(part, network, characters))]
    return tuple(parts) or ("",)
