"""What people did with the posts of a stand-in: nobody is there, so whoever rehearses says what happened."""

from __future__ import annotations

from smm_build.sandbox.standins._base import World

__all__ = ["ACCOUNT", "dead_names", "happen", "happened"]

ACCOUNT = "account"
"""What things that happen to the account itself are told of."""


def happen(world: World, thing: str, what: str, times: int = 1) -> None:
    """Let something happen to a post, by its id there, or to the :data:`ACCOUNT`.

    ``what`` is one of ``likes``, ``shares``, ``comments``, ``quotes``, ``saves``, ``views``, ``reach``, ``clicks``,
    ``visits``, ``follows``, ``milliseconds`` (watched), and ``followers`` of the account.
    """
    counts = world.kind("counts").setdefault(thing, {})
    counts[what] = happened(world, thing, what) + times


def happened(world: World, thing: str, what: str) -> int:
    """Return how often something happened: nobody did anything, until somebody did."""
    return int(str(world.kind("counts").get(thing, {}).get(what, 0)))


def dead_names(world: World) -> dict[str, dict[str, object]]:
    """Return the names of numbers that the network has stopped telling; put one in, and asking for it is refused."""
    return world.kind("dead names")
