"""What is out and differs from its file by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smm_build.domain.delivery import DeliveryKey, EventKind, Record
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["changed_after_publishing"]

_OUT = {EventKind.SENT, EventKind.AMENDED}


def changed_after_publishing(variants: Iterable[Variant], records: Mapping[DeliveryKey, Record]) -> tuple[Finding, ...]:
    """Return a warning (``PUB101``) for every post that was changed after smm had sent it.

    What was only recorded (seeded, imported) is left out: nobody knows what exactly went out there.
    """
    changed: dict[str, list[Variant]] = {}
    for variant in variants:
        record = records.get(DeliveryKey(*variant.key))
        if record is not None and _differs(variant, record):
            changed.setdefault(variant.post.id, []).append(variant)
    return tuple(_finding(those) for those in changed.values())


def _differs(variant: Variant, record: Record) -> bool:
    last = record.last
    return last.kind in _OUT and last.source is None and last.digest != variant.digest


def _finding(variants: list[Variant]) -> Finding:
    post = variants[0].post
    channels = ", ".join(variant.channel.id for variant in variants)
    return Finding(
        "PUB101",
        "changed-after-publishing",
        Severity.WARNING,
        post.places.of("id"),
        Sentence(
            f"This post is out on {channels} already; what is online will not change",
            f"Questo post è già uscito su {channels}; ciò che è online non cambia",
        ),
        Sentence(
            f"`smm amend {post.id}` changes it where the network can; else put the file back, or write a new post",
            f"`smm amend {post.id}` lo cambia dove il network può; altrimenti rimetti il file, o scrivi un nuovo post",
        ),
        post.id,
    )
