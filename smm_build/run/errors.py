"""Operational errors: what failed, why probably, what to do. Never a traceback for the user."""

from __future__ import annotations

from smm_build.domain.sentence import Sentence

__all__ = ["LedgerError", "LedgerMovedError", "OperationalError"]


class OperationalError(Exception):
    """Something outside the files went wrong and the command cannot go on."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


class LedgerError(OperationalError):
    """The ledger cannot be read or written: nothing may be sent."""


class LedgerMovedError(Exception):
    """Somebody else wrote to the ledger first: read it again and decide anew."""
