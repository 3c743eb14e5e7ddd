"""How files are made ready for their networks: another file where one is needed, and a public address for a while."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from smm_build.cli._shared import Checked, say
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Request, Response
from smm_build.run.prepared import Prepare, Prepared
from smm_build.run.renditions import Workshop
from smm_build.run.staging import Stager, place_for
from smm_build.sandbox import local_folder

__all__ = ["preparation", "renditions_only", "stager_for"]

_UNGUESSABLE = 24
"""Bytes of chance in the name of what is staged: nobody finds it by trying."""


def preparation(checked: Checked, send: Callable[[Request], Response], clock: Callable[[], datetime]) -> Prepare:
    """Return what makes a variant ready to be sent; what earlier runs have left in public is taken away at once."""
    stager = stager_for(checked, send, clock)
    stager.sweep()

    def prepare(variant: Variant) -> Prepared:
        return stager.stage(_made(checked, variant).variant)

    return prepare


def renditions_only(checked: Checked) -> Prepare:
    """Return what makes files ready and stages nothing: for changing the words of what is out."""
    return partial(_made, checked)


def stager_for(checked: Checked, send: Callable[[Request], Response], clock: Callable[[], datetime]) -> Stager:
    """Return who stages files as brand.yml says."""
    staging = checked.workspace.brand.staging
    return Stager(
        root=checked.root,
        base=staging.base if staging else None,
        place=place_for(staging, checked.root, time.sleep),
        send=send,
        sleep=time.sleep,
        clock=clock,
        token=lambda: secrets.token_urlsafe(_UNGUESSABLE),
        tell=_tell,
    )


def _made(checked: Checked, variant: Variant) -> Prepared:
    if not variant.channel.rehearsed and any(part.media for part in variant.parts):
        local_folder(checked.root)  # its own rule keeps what is made there out of git
    return Workshop(checked.root).prepare(variant)


def _tell(sentence: Sentence) -> None:
    say(sentence, err=True)
