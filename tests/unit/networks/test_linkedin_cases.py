"""Every kind of post on LinkedIn's stand-in: whole, stopped after every request, changed and taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_build.networks import CannotKnow, Refused, Request, Response, linkedin
from smm_build.networks.linkedin._text import visible
from tests.cases import Case
from tests.cases.linkedin import CASES
from tests.killed import Run

IDS = [case.id for case in CASES]


def drive(run: Run, flow: Any) -> Any:
    return run.drive(flow)


def texts(run: Run) -> list[str]:
    return [post.text for post in run.stand_in.world.shown.values()]


@pytest.mark.parametrize("case", CASES, ids=IDS)
class TestCase:
    def test_is_published_once(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "linkedin", tmp_path)
        assert run.deliver() is None
        shown = list(run.stand_in.world.shown.values())
        assert texts(run) == [visible(part.text) for part in run.variant.messages]
        assert run.commits == len(shown) == len(run.receipts)
        assert [receipt.id for receipt in run.receipts] == [post.id for post in shown]
        assert run.receipts[0].url == shown[0].url
        assert [alt for _, alt in shown[0].files] == [file.alt for file in case.files]
        assert shown[0].link == case.link

    def test_is_visible_once_wherever_it_dies(self, case: Case, tmp_path: Path) -> None:
        whole = Run(case, "linkedin", tmp_path)
        whole.deliver()
        for number in range(1, len(whole.stand_in.asked) + 1):
            run = Run(case, "linkedin", tmp_path, dies_after=number)
            assert run.deliver() is None
            assert texts(run) == texts(whole), f"died after request {number}"
            assert len(run.receipts) == len(texts(whole))

    def test_is_visible_once_when_nobody_may_read(self, case: Case, tmp_path: Path) -> None:
        """A person's posts can be read by nobody: whoever got no answer asks a person, and sends nothing again."""

        def blind(request: Request, answer: Response) -> Response:
            reads = request.method == "GET" and request.url.endswith(("/posts", "/comments"))
            return Response(403, {}, b'{"status":403,"code":"ACCESS_DENIED"}') if reads else answer

        whole = Run(case, "linkedin", tmp_path, spoiled=blind)
        whole.deliver()
        posting = [n for n, asked in enumerate(whole.stand_in.asked, 1) if asked.url.endswith(("/posts", "/comments"))]
        for number in range(1, len(whole.stand_in.asked) + 1):
            run = Run(case, "linkedin", tmp_path, dies_after=number, spoiled=blind)
            ended = run.deliver()
            assert isinstance(ended, CannotKnow) is (number in posting)
            assert texts(run) == texts(whole)[: len(texts(run))]

    def test_can_be_taken_away(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "linkedin", tmp_path)
        run.deliver()
        session = drive(run, linkedin.login(run.account))
        for receipt in reversed(run.receipts):
            drive(run, linkedin.remove(receipt, session))
            drive(run, linkedin.remove(receipt, session))
        assert not run.stand_in.world.shown


class TestAfterwards:
    def published(self, tmp_path: Path, name: str) -> tuple[Run, Any]:
        run = Run(CASES[IDS.index(name)], "linkedin", tmp_path)
        run.deliver()
        return run, drive(run, linkedin.login(run.account))

    def test_words_of_post_and_comment_can_be_changed(self, tmp_path: Path) -> None:
        run, session = self.published(tmp_path, "comment")
        variant = run.variant
        assert variant.comment is not None
        first, comment = (replace(part, text=f"{part.text} (nuovo)") for part in variant.messages)
        run.variant = replace(variant, parts=(first,), comment=comment)
        for number, receipt in enumerate(run.receipts, start=1):
            for _ in range(2):
                assert drive(run, linkedin.amend(run._task(number, timedelta()), receipt, session)) == receipt
        assert texts(run) == [part.text for part in run.variant.messages]

    def test_a_twin_within_ten_minutes_is_no_receipt(self, tmp_path: Path) -> None:
        """Somebody posted the same by hand: this delivery made no attempt before, so it cannot be its own post."""
        run, session = self.published(tmp_path, "text")
        with pytest.raises(Refused, match="smm ledger seed"):
            drive(run, linkedin.publish(replace(run._task(1, timedelta()), notes={}), session))
        assert len(texts(run)) == 1

    def test_an_own_twin_is_the_receipt(self, tmp_path: Path) -> None:
        """LinkedIn's list lags behind: the post is out, is not listed yet, and the next attempt is refused with it."""
        run, session = self.published(tmp_path, "text")
        (first,) = run.receipts
        assert drive(run, linkedin.publish(run._task(1, timedelta()), session)) == first
        assert len(texts(run)) == 1

    def test_the_account_can_be_looked_at(self, tmp_path: Path) -> None:
        run, session = self.published(tmp_path, "text")
        told = drive(run, linkedin.examine(session, run.stand_in.now))
        assert told.name == "Torrefazione Aurora"
        assert told.expires_at == run.stand_in.now + timedelta(days=365)
        assert {advice.standing.value for advice in told.advice} == {"fine"}
        assert any("ADMINISTRATOR" in advice.what.en for advice in told.advice)
