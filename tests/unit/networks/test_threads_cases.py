"""Every kind of post on Threads' stand-in, from beginning to end and stopped after every request."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from smm_build.networks import threads
from tests.cases import Case
from tests.cases.threads import CASES
from tests.killed import Run


def ids(case: Case) -> str:
    return case.id


@pytest.mark.parametrize("case", CASES, ids=ids)
class TestCase:
    def test_is_published_once(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "threads", tmp_path)
        assert run.deliver() is None
        shown = list(run.stand_in.world.shown.values())
        assert [post.text for post in shown] == [part.text for part in run.variant.messages]
        assert run.commits == len(shown) == len(run.receipts)
        assert [receipt.url for receipt in run.receipts] == [post.url for post in shown]
        assert [alt for _, alt in shown[0].files] == [file.alt for file in case.files]
        assert (shown[0].link == case.link) is not bool(case.settings.quote)
        for before, post in pairwise(shown):
            assert post.reply_to == before.id

    def test_is_visible_once_wherever_it_dies(self, case: Case, tmp_path: Path) -> None:
        whole = Run(case, "threads", tmp_path)
        whole.deliver()
        for number in range(1, len(whole.stand_in.asked) + 1):
            run = Run(case, "threads", tmp_path, dies_after=number)
            assert run.deliver() is None
            texts = [post.text for post in run.stand_in.world.shown.values()]
            assert texts == [part.text for part in run.variant.messages], f"died after request {number}"
            assert len(run.receipts) == len(texts)

    def test_can_be_taken_away(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "threads", tmp_path)
        run.deliver()
        session = run.drive(threads.login(run.account))
        for receipt in reversed(run.receipts):
            run.drive(threads.remove(receipt, session))
            run.drive(threads.remove(receipt, session))
        assert not run.stand_in.world.shown
