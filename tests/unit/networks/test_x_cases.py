"""Every kind of post on X's stand-in, from beginning to end and stopped after every request."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from smm_build.networks import Refused, Request, Response, x
from tests.cases import Case
from tests.cases.x import CASES
from tests.flows import answer
from tests.killed import Run

QUIET = 40
"""Requests of a case that are stopped one by one; of a long upload only the beginning and the end differ."""


def ids(case: Case) -> str:
    return case.id


@pytest.mark.parametrize("case", CASES, ids=ids)
class TestCase:
    def test_is_published_once(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "x", tmp_path)
        assert run.deliver() is None
        shown = list(run.stand_in.world.shown.values())
        assert [post.text for post in shown] == [part.text for part in run.variant.messages]
        assert run.commits == len(shown) == len(run.receipts)
        assert [receipt.url for receipt in run.receipts] == [post.url for post in shown]
        assert [alt for _, alt in shown[0].files] == [file.alt for file in case.files]
        for before, post in pairwise(shown):
            assert post.reply_to == before.id

    def test_is_visible_once_wherever_it_dies(self, case: Case, tmp_path: Path) -> None:
        whole = Run(case, "x", tmp_path)
        whole.deliver()
        assert len(whole.stand_in.asked) < QUIET
        for number in range(1, len(whole.stand_in.asked) + 1):
            run = Run(case, "x", tmp_path, dies_after=number)
            assert run.deliver() is None
            texts = [post.text for post in run.stand_in.world.shown.values()]
            assert texts == [part.text for part in run.variant.messages], f"died after request {number}"
            assert len(run.receipts) == len(texts)

    def test_can_be_taken_away(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "x", tmp_path)
        run.deliver()
        session = run.drive(x.login(run.account))
        for receipt in reversed(run.receipts):
            run.drive(x.remove(receipt, session))
            run.drive(x.remove(receipt, session))
        assert not run.stand_in.world.shown


@pytest.mark.parametrize("late", [1, 2])
def test_a_list_that_lags_behind_makes_no_second_post(tmp_path: Path, late: int) -> None:
    """The answer is lost, and X's list does not show the post yet: X refuses the same words, and it is asked again."""
    looked = 0

    def lagging(request: Request, real: Response) -> Response:
        nonlocal looked
        looked += request.purpose == "list the account's posts"
        hidden = request.purpose == "list the account's posts" and looked <= late
        return answer(value={"meta": {"result_count": 0}}) if hidden else real

    run = Run(CASES[0], "x", tmp_path, dies_after=2, spoiled=lagging)
    if late == 1:
        assert run.deliver() is None
        assert [receipt.id for receipt in run.receipts] == list(run.stand_in.world.shown)
    else:
        with pytest.raises(Refused, match="look whether that post is this one"):
            run.deliver()
    assert len(run.stand_in.world.shown) == 1
