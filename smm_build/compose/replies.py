"""An answer to somebody becomes a variant like a post, which goes out at once."""

from __future__ import annotations

from dataclasses import replace

from smm_build.compose.variants import compose_all
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["compose_replies"]


def compose_replies(workspace: Workspace) -> tuple[Variant, ...]:
    """Return every answer as its channel will show it, whatever the channel's rhythm is."""
    answers = compose_all(replace(workspace, posts=workspace.replies))
    return tuple(
        replace(one, channel=replace(one.channel, quiet_hours=None, distance=None, schedule_ahead=None))
        for one in answers
    )
