"""The networks, one module each, found by file name.

A network is a module of this package whose name does not start with an underscore; adding one means adding its file,
or its folder when it is larger.
Pure: facts, text rules and flows, no I/O.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from smm_build.networks._base import (
    Account,
    Advice,
    Amender,
    CannotKnow,
    Capability,
    Charge,
    Checkup,
    Commit,
    Credential,
    Examiner,
    Fetcher,
    FileBody,
    Flow,
    Found,
    Heard,
    InDoubt,
    Keeper,
    Limits,
    LinkPlace,
    Listener,
    Measured,
    Moderator,
    Namer,
    Network,
    NotThere,
    Objector,
    PartTask,
    PollLimits,
    Priced,
    ProfileLimits,
    Publisher,
    Refused,
    Remember,
    Remover,
    Renewal,
    Renewer,
    Replier,
    Request,
    Response,
    Scheduler,
    Scheduling,
    Session,
    Signer,
    Standing,
    Step,
    Told,
    Wait,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks._cards import CardMaker, LinkCard
from smm_build.networks._profile import (
    LivePicture,
    LiveProfile,
    PictureShape,
    ProfileChanges,
    ProfileDesk,
    ProfileKeeper,
    ProfileReader,
)

__all__ = [
    "SANDBOX",
    "Account",
    "Advice",
    "Amender",
    "ByHand",
    "CannotKnow",
    "Capability",
    "CardMaker",
    "Charge",
    "Checkup",
    "Commit",
    "Credential",
    "Examiner",
    "Fetcher",
    "FileBody",
    "Flow",
    "Found",
    "Heard",
    "InDoubt",
    "Keeper",
    "Limits",
    "LinkCard",
    "LinkPlace",
    "Listener",
    "LivePicture",
    "LiveProfile",
    "Measured",
    "Moderator",
    "Namer",
    "Network",
    "NotThere",
    "Objector",
    "PartTask",
    "PictureShape",
    "PollLimits",
    "Priced",
    "ProfileChanges",
    "ProfileDesk",
    "ProfileKeeper",
    "ProfileLimits",
    "ProfileReader",
    "Publisher",
    "Refused",
    "Remember",
    "Remover",
    "Renewal",
    "Renewer",
    "Replier",
    "Request",
    "Response",
    "Scheduler",
    "Scheduling",
    "Session",
    "Signer",
    "Standing",
    "Step",
    "Told",
    "Wait",
    "all_networks",
    "get_network",
    "profile_desk",
    "publisher_for",
]

SANDBOX = "sandbox"
"""The network that needs no account: what a channel without a server is rehearsed on."""


class _Networks(Mapping[str, Network]):
    """Every network by name, in alphabetical order; one is imported when somebody asks for it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = dict.fromkeys(sorted(names))

    def __getitem__(self, name: str) -> Network:
        if name not in self._names:
            raise KeyError(name)
        return cast("Network", importlib.import_module(f"{__name__}.{name}"))

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@functools.cache
def all_networks() -> Mapping[str, Network]:
    """Return every network module by name, in alphabetical order."""
    return _Networks(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


@functools.cache
def get_network(name: str) -> Network:
    """Return the network called ``name``; raises :class:`KeyError` when there is none."""
    return all_networks()[name]


def publisher_for(network: str, *, rehearsed: bool) -> Publisher | None:
    """Return who publishes for a channel: the sandbox if it is rehearsed, its network if we can, else nobody."""
    module = get_network(SANDBOX if rehearsed else network)
    return cast("Publisher", module) if Capability.PUBLISH in module.CAPABILITIES else None


def profile_desk(network: str) -> ProfileDesk | None:
    """Return where and how a person edits a profile on the network, ``None`` where there is none, as in the sandbox."""
    desk: ProfileDesk | None = getattr(get_network(network), "PROFILE", None)
    return desk
