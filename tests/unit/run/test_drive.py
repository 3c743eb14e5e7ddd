"""What a lost answer may and may not change about the end of a flow."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks import Commit, Flow, Refused, Request, Response
from smm_build.run.drive import Driver
from smm_build.run.transport import AnswerLost, NotSent

NO = Sentence("The film is no film", "Il video non è un video")


def flow(trouble: Trouble) -> Flow[PartReceipt]:
    """Upload, and refuse when the network does."""
    uploaded = yield Request("POST", "https://n.example/upload", "upload")
    if not uploaded.ok:
        raise Refused(trouble, NO)
    yield Commit(Request("POST", "https://n.example/publish", "publish"))
    return PartReceipt(1, "1")


def drive(trouble: Trouble, ends: Sequence[Response | Exception]) -> PartReceipt:
    """Drive the flow with these ends of its requests."""
    left = list(ends)

    def send(_: Request) -> Response:
        end = left.pop(0)
        if isinstance(end, Exception):
            raise end
        return end

    return Driver(send, lambda _: None)(flow(trouble))


@pytest.mark.parametrize("trouble", [Trouble.INVALID, Trouble.POLICY, Trouble.VERSION])
def test_a_refusal_of_what_was_said_twice_is_tried_again(trouble: Trouble) -> None:
    """The first upload arrived and its answer did not: the refusal of the second says nothing about the post."""
    with pytest.raises(Refused) as refused:
        drive(trouble, [AnswerLost("cut"), Response(400)])
    assert refused.value.trouble is Trouble.TRANSIENT
    assert refused.value.reason.en.startswith(NO.en)
    assert refused.value.reason.it.startswith(NO.it)


@pytest.mark.parametrize("trouble", [Trouble.AUTH, Trouble.PERMISSION, Trouble.QUOTA, Trouble.RATE_LIMIT])
def test_other_refusals_mean_what_they_say(trouble: Trouble) -> None:
    with pytest.raises(Refused) as refused:
        drive(trouble, [AnswerLost("cut"), Response(400)])
    assert (refused.value.trouble, refused.value.reason) == (trouble, NO)


@pytest.mark.parametrize("before", [[], [NotSent("no connection")]])
def test_a_refusal_of_what_was_said_once_is_final(before: list[Exception]) -> None:
    """A request that certainly did not arrive was not said."""
    with pytest.raises(Refused) as refused:
        drive(Trouble.INVALID, [*before, Response(400)])
    assert (refused.value.trouble, refused.value.reason) == (Trouble.INVALID, NO)


def test_a_lost_answer_that_does_no_harm_does_none() -> None:
    assert drive(Trouble.INVALID, [AnswerLost("cut"), Response(200), Response(200)]) == PartReceipt(1, "1")
