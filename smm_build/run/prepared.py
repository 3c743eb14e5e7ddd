"""What is sent in the place of what was written: files as the network takes them, and where it can fetch them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import PartTask

__all__ = ["NotMade", "Prepare", "Prepared", "Ready", "as_it_is"]


class NotMade(Exception):  # noqa: N818 - named as the outcome it is
    """Nothing can be made of a file; ``reason`` is a clause about it.

    ``trouble`` says whether trying again makes sense: not, as long as the file stays as it is, unless the machine lacks
    something.
    """

    def __init__(self, reason: Sentence, trouble: Trouble = Trouble.INVALID) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.trouble = trouble


def _nothing() -> None:
    """Nothing has to be taken away."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A variant ready to be sent; receipts, digest and claim stay those of the variant it was made of.

    ``staged`` tells the public address of each file, by its path in ``variant``, that the network fetches itself.
    ``release`` takes away what was put there; it is called once, when the attempt is over, and raises nothing.
    """

    variant: Variant
    staged: Mapping[str, str] = field(default_factory=dict)
    release: Callable[[], None] = _nothing


Prepare = Callable[[Variant], Prepared]
"""Makes a variant ready, right before its first request to publish; raises Refused when that cannot be done."""


def as_it_is(variant: Variant) -> Prepared:
    """Send the files that were written down, and stage nothing."""
    return Prepared(variant)


class Ready:
    """Makes the files of one variant ready when its first part is sent, and takes away afterwards what was staged."""

    def __init__(self, variant: Variant, prepare: Prepare) -> None:
        self._variant = variant
        self._prepare = prepare
        self._prepared: Prepared | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._prepared is not None:
            self._prepared.release()

    def to_send(self, task: PartTask) -> PartTask:
        """Return the task with the variant that is sent. Raises :class:`Refused`."""
        if self._prepared is None:
            self._prepared = self._prepare(self._variant)
        return replace(task, variant=self._prepared.variant, staged=self._prepared.staged)
