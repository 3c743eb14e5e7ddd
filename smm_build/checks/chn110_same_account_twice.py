"""Two channels that are one account."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["same_account_twice"]


@workspace_check(Severity.WARNING)
def same_account_twice(workspace: Workspace) -> Iterator[Problem]:
    """Two channels with the same network and the same handle.

    ## Why it matters
    A post for both goes out twice on one account, and no rule about the account sees all of its posts.

    ## How to fix
    Delete one of the files, or correct its handle.
    """
    first: dict[tuple[str, str], str] = {}
    for channel in workspace.channels.values():
        handle = (channel.handle or "").removeprefix("@").lower()
        other = first.setdefault((channel.network, handle), channel.id) if handle else channel.id
        if other != channel.id:
            yield Problem(
                channel.places.of("handle"),
                Sentence(
                    en=f"{channel.id} and {other} are the same account",
                    it=f"{channel.id} e {other} sono lo stesso account",
                ),
                Sentence(en="Delete one, or correct its handle", it="Eliminane uno, o correggi il nome utente"),
                channel=channel.id,
            )
