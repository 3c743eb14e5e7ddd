"""Handles that cannot exist."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._handles import handle_fault
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["invalid_handle"]


@workspace_check(Severity.WARNING)
def invalid_handle(workspace: Workspace) -> Iterator[Problem]:
    """A handle that its network would not give to anybody: signs it does not allow, or too many of them.

    ## Why it matters
    The mention stays plain text on the network, and nobody is told.

    ## How to fix
    Open the profile on the network and copy the handle: neither the name of the person nor the address of the page.

    ## Sources
    - <https://namesniper.pro/tools/social-media-character-limits> (read 2026-11-23)
    - <https://atproto.com/specs/handle> (read 2026-11-23)
    """
    for entity, person in workspace.people.items():
        for name, handle in person.handles.items():
            network = workspace.channels[name].network if name in workspace.channels else name
            yield from _in(handle, network, person.places.of(f"{entity}.handles.{name}"), None)
    for channel in workspace.channels.values():
        if channel.handle:
            yield from _in(channel.handle, channel.network, channel.places.of("handle"), channel.id)


def _in(handle: str, network: str, place: Place, channel: str | None) -> Iterator[Problem]:
    fault = handle_fault(handle, network)
    if fault:
        yield Problem(
            place,
            Sentence(en=f"`{handle}` is no handle: {fault.en}", it=f"`{handle}` non è un nome utente: {fault.it}"),
            Sentence(en="Copy it from the profile", it="Copialo dal profilo"),
            channel=channel,
        )
