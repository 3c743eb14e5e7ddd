"""How much of what Threads lets an account publish in 24 hours is used."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Advice, Response, Standing

__all__ = ["quota_advice"]

_MUCH = 0.8
_KINDS = (
    ("quota_usage", "config", Sentence("posts", "post")),
    ("reply_quota_usage", "reply_config", Sentence("answers", "risposte")),
)


def quota_advice(answer: Response) -> tuple[Advice, ...]:
    """Return what ``threads_publishing_limit`` says about posts and answers.

    Source: https://developers.facebook.com/docs/threads/troubleshooting, read on 2026-11-23.
    """
    listed = answer.data.get("data")
    first = listed[0] if isinstance(listed, list) and listed else None
    return tuple(_advice(first)) if isinstance(first, dict) else ()


def _advice(said: dict[str, object]) -> Iterator[Advice]:
    for usage, config, what in _KINDS:
        used, limits = said.get(usage), said.get(config)
        total = limits.get("quota_total") if isinstance(limits, dict) else None
        if not isinstance(used, int) or not isinstance(total, int) or total <= 0:
            continue
        standing = Standing.WRONG if used >= total else Standing.SOON if used >= total * _MUCH else Standing.FINE
        yield Advice(
            standing,
            Sentence(
                f"{used} of {total} {what.en} in 24 hours are used",
                f"Nelle ultime 24 ore: {used} {what.it} su {total}",
            ),
        )
