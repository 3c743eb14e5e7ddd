"""Meta's description as a judge of what is asked about ads; see :mod:`tests.official._meta`."""

from __future__ import annotations

from dataclasses import replace

from smm_build.networks import Request
from tests.official._meta import Edge, judged

__all__ = ["faults"]

_ANSWERS = {
    "adlabels": "AdLabel",
    "campaignsbylabels": "Campaign",
    "adsetsbylabels": "AdSet",
    "adcreativesbylabels": "AdCreative",
    "adsbylabels": "Ad",
}
_NODES = {"campaign": "Campaign", "ad set": "AdSet", "ad": "Ad", "budget": "AdSet", "film": "AdVideo"}


def faults(request: Request) -> list[str]:
    """Return what the description says against a request about ads."""
    if request.url.endswith(("/thumbnails", "/insights")):  # what these are made of is not described
        request = replace(request, params={name: said for name, said in request.params.items() if name != "fields"})
    return judged(request, _edge)


def _edge(path: str, request: Request) -> Edge | None:
    """Tell where it goes: an id does not say what it is of, so the request's own purpose does."""
    own, _, rest = path.partition("/")
    if own.startswith("act_"):
        return Edge("AdAccount", f"/{rest}", _ANSWERS.get(rest, "AdAccount"))
    if rest == "thumbnails":
        return Edge("AdVideo", "/thumbnails", "")
    if rest == "insights":
        return Edge("Campaign", "/insights", "")
    node = next((node for words, node in _NODES.items() if request.purpose.endswith(f" the {words}")), None)
    return Edge(node, f"/{rest}", node) if node else None
