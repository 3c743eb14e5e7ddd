"""Drive a sans-I/O flow: send what it yields, hand it the answers, and keep the one rule about commits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypeVar

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks import Commit, Flow, InDoubt, Refused, Remember, Request, Response, Wait
from smm_build.run.sending import AnswerLost, NotSent

__all__ = ["Driver", "Send"]

T = TypeVar("T")
Send = Callable[[Request], Response]

_PAUSES = (0.5, 2.0)
"""Seconds before the second and the third try of a request that may be repeated."""


_ABOUT_WHAT_WAS_SAID = frozenset({Trouble.INVALID, Trouble.POLICY, Trouble.VERSION})
"""Refusals after which only other words help, unless a request said the same thing twice."""


class Driver:
    """Drives flows with one way to send, one way to wait, and one question to ask before every commit."""

    def __init__(self, send: Send, sleep: Callable[[float], None]) -> None:
        self._send = send
        self._sleep = sleep

    def __call__(
        self,
        flow: Flow[T],
        may_commit: Callable[[], bool] = lambda: True,
        remember: Callable[[Mapping[str, str]], None] = lambda _: None,
    ) -> T:
        """Run ``flow`` to its end and return its value.

        ``may_commit`` is asked right before the commit is sent; ``remember`` writes down what the flow wants written
        down before it goes on. Raises :class:`Refused` when nothing has become
        visible and :class:`InDoubt` when that cannot be said.
        """
        committed = False
        lost: list[AnswerLost] = []
        try:
            step = next(flow)
            while True:
                if isinstance(step, Commit):
                    _be_in_time(may_commit)
                    committed = True
                if isinstance(step, Remember):
                    remember(step.notes)
                    step = flow.send(Response(0))
                else:
                    step = flow.send(self._answer(step, committed, lost))
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        except Refused as refused:
            if lost and refused.trouble in _ABOUT_WHAT_WAS_SAID:
                raise Refused(Trouble.TRANSIENT, _perhaps_repeated(refused.reason), refused.wait) from refused
            raise
        finally:
            flow.close()

    def _answer(
        self,
        step: Request | Commit | Wait,
        committed: bool,  # noqa: FBT001 - private, one caller
        lost: list[AnswerLost],
    ) -> Response:
        if isinstance(step, Wait):
            self._sleep(step.seconds)
            return Response(0)
        if isinstance(step, Commit):
            return self._commit(step.request)
        return self._repeat(step, committed, lost)

    def _commit(self, request: Request) -> Response:
        try:
            return self._send(request)
        except NotSent as error:
            raise Refused(Trouble.TRANSIENT, _unreachable(str(error))) from error
        except AnswerLost as error:
            raise InDoubt(_answer_lost(str(error))) from error

    def _repeat(self, request: Request, committed: bool, lost: list[AnswerLost]) -> Response:  # noqa: FBT001 - the same
        """Send a request that may be repeated, three times at most; answers that got lost on the way go to ``lost``."""
        for pause in (*_PAUSES, None):
            try:
                return self._send(request)
            except (NotSent, AnswerLost) as error:
                lost += [error] if isinstance(error, AnswerLost) else []
                if pause is not None:
                    self._sleep(pause)
                elif committed:
                    raise InDoubt(_answer_lost(str(error))) from error
                else:
                    raise Refused(Trouble.TRANSIENT, _unreachable(str(error)), timedelta(0)) from error
        raise AssertionError("unreachable: the last round returns or raises")


def _be_in_time(may_commit: Callable[[], bool]) -> None:
    if not may_commit():
        raise Refused(Trouble.TRANSIENT, _OUT_OF_TIME)


def _unreachable(why: str) -> Sentence:
    return Sentence(
        f"The server cannot be reached ({why}). The network or the server may be down; the next run tries again",
        f"Il server non è raggiungibile ({why}). Forse la rete o il server sono giù; la prossima esecuzione riprova",
    )


def _perhaps_repeated(reason: Sentence) -> Sentence:
    """Doubt a refusal: what was carried out, and then repeated because its answer got lost, may be all it is about."""
    return Sentence(
        f"{reason.en}. Before that an answer got lost and the request was repeated: it may only be about that",
        f"{reason.it}. Prima si era persa una risposta e la richiesta è stata ripetuta: forse riguarda solo questo",
    )


def _answer_lost(why: str) -> Sentence:
    return Sentence(
        f"The post was sent, but the answer got lost ({why}). The network is asked before anything is sent again",
        f"Il post è partito, ma la risposta si è persa ({why}). Prima di riprovare si chiede al network",
    )


_OUT_OF_TIME = Sentence(
    "This run's claim is nearly over, so it stopped before sending; the next run goes on",
    "La prenotazione di questa esecuzione sta per scadere, quindi si è fermata; la prossima continua",
)
