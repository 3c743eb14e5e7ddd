"""Whether files can be staged: a small one is put where networks would fetch it, looked at, and taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from smm_build.domain.brand import Staging
from smm_build.domain.channel import Channel
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Fetcher, Request, Response, Standing, get_network
from smm_build.run.errors import OperationalError
from smm_build.run.examination import Fact
from smm_build.run.sending import AnswerLost, NotSent
from smm_build.run.staging import LEFT_AFTER
from smm_build.run.staging_places import StagingPlace, left_behind

__all__ = ["staging_facts"]

_SERVER_ERROR = 500


def staging_facts(
    staging: Staging | None,
    place: StagingPlace | None,
    variants: Iterable[Variant],
    send: Callable[[Request], Response],
    now: datetime,
) -> Iterator[Fact]:
    """Look whether the place is there, its address answers, and nothing was left behind; only if a channel needs it."""
    channels = {v.channel.id: v.channel for v in variants if v.channel.publish != "manual"}
    needing = sorted(channel.id for channel in channels.values() if _fetches(channel))
    if staging is None or place is None:
        if needing:
            yield Fact("staging", Standing.SOON, _nowhere(needing))
        return
    try:
        left = left_behind(place.names(), now, LEFT_AFTER)
    except OperationalError as error:
        yield Fact("staging", Standing.WRONG, error.sentence)
        return
    if left:
        yield Fact("staging", Standing.SOON, _left(len(left)))
    yield _reached(staging, send)


def _fetches(channel: Channel) -> bool:
    network = get_network(channel.network)
    return not channel.rehearsed and isinstance(network, Fetcher) and bool(network.fetches(channel))


def _reached(staging: Staging, send: Callable[[Request], Response]) -> Fact:
    try:
        answer = send(Request("GET", f"{staging.base}/", "see whether the staging address answers"))
    except (NotSent, AnswerLost) as error:
        return Fact("staging", Standing.WRONG, _silent(staging.base, str(error)))
    if answer.status >= _SERVER_ERROR:
        return Fact("staging", Standing.WRONG, _silent(staging.base, f"HTTP {answer.status}"))
    # A host that lists no folder answers 403 or 404 to the address itself, and shows the files below it all the same.
    return Fact("staging", Standing.FINE, _answers(staging.base))


def _nowhere(channels: list[str]) -> Sentence:
    names = ", ".join(channels)
    return Sentence(
        f"{names} fetch pictures or films from a public address: say where under `staging` in brand.yml",
        f"{names} prendono immagini o video da un indirizzo pubblico: di' quale sotto `staging` in brand.yml",
    )


def _left(count: int) -> Sentence:
    return Sentence(
        f"{count} staged folders were left by a run that died; the next `smm publish` takes them away",
        f"{count} cartelle sono rimaste da un'esecuzione interrotta; le toglie il prossimo `smm publish`",
    )


def _silent(base: str, why: str) -> Sentence:
    return Sentence(
        f"{base} does not answer ({why}): networks could not fetch any file from it",
        f"{base} non risponde ({why}): i social non potrebbero prenderci nessun file",
    )


def _answers(base: str) -> Sentence:
    return Sentence(f"{base} answers", f"{base} risponde")
