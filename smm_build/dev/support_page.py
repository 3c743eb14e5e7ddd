"""The page of what can be published where, made from the cases that are tried on every network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from smm_build.networks import SANDBOX, Capability, Network, all_networks
from tests.cases import KINDS, Case, all_cases  # a page of the checkout: what is not tried is not promised

__all__ = ["pages"]

_INTRODUCTION = """\
# What can be published where

A kind of post stands here when it is tried: published to the network's stand-in over HTTP by
`tests/contract/test_rehearsal.py`, and cut off at every single request by `tests/contract/test_kill_every_request.py`.
Both try the same cases, which are in `tests/cases/`.
What smm does not publish can be planned, checked and shown all the same, and a person posts it.

“yes” is published by smm, “–” is not.
"""
_TRIED = """\
## How it is tried

Each name is a case: `test_it_goes_out[NETWORK-CASE]` and `test_never_twice[NETWORK-CASE]`.
"""


def pages() -> Mapping[str, str]:
    """Return the page by its path under ``docs/``."""
    networks = {name: network for name, network in all_networks().items() if name != SANDBOX}
    tried = {name: cases for name, cases in all_cases().items() if name in networks}
    sections = [_INTRODUCTION, _table(networks, tried), _TRIED, *_by_network(networks, tried)]
    return {"networks/support.md": "\n".join(sections)}


def _kinds(cases: Sequence[Case]) -> Mapping[str, Sequence[str]]:
    """Return the names of the cases that show each kind."""
    return {kind: names for kind in KINDS if (names := [case.id for case in cases if kind in {case.kind, *case.also}])}


def _table(networks: Mapping[str, Network], tried: Mapping[str, Sequence[Case]]) -> str:
    heads = " | ".join(f"[{network.TITLE}]({name}.md)" for name, network in networks.items())
    shown = {name: _kinds(tried.get(name, ())) for name in networks}
    rows = [
        f"| {kind} | " + " | ".join("yes" if kind in shown[name] else "–" for name in networks) + " |" for kind in KINDS
    ]
    return "\n".join([f"| | {heads} |", "|---" * (len(networks) + 1) + "|", *rows]) + "\n"


def _by_network(networks: Mapping[str, Network], tried: Mapping[str, Sequence[Case]]) -> Iterator[str]:
    for name, network in networks.items():
        yield f"### {network.TITLE}\n"
        if Capability.PUBLISH not in network.CAPABILITIES:
            yield "smm does not publish here.\n"
            continue
        rows = [
            f"- {kind}: {', '.join(f'`{case}`' for case in cases)}"
            for kind, cases in _kinds(tried.get(name, ())).items()
        ]
        yield "\n".join(rows) + "\n"
