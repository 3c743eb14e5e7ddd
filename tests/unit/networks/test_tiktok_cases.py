"""Every kind of post on TikTok's stand-in: whole, stopped after every request, and what comes after."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_build.networks import Account, CannotKnow, Found, InDoubt, NotThere, Refused, Request, Response, tiktok
from tests.cases import Case
from tests.cases.tiktok import CASES
from tests.killed import Run

IDS = [case.id for case in CASES]
FETCHED = frozenset({"pictures", "picture", "draft pictures"})
"""Their id comes with the answer to the commit: when that is lost, only a person can look."""


def drive(run: Run, flow: Any) -> Any:
    return run.drive(flow)


def shown(run: Run) -> list[str]:
    return [post.text for post in run.stand_in.world.shown.values()]


def text_of(case: Case) -> str:
    """A draft film has no text at TikTok: the person who finishes it in the app adds it."""
    return "" if case.id == "draft film" else case.parts[0]


@pytest.mark.parametrize("case", CASES, ids=IDS)
class TestCase:
    def test_is_published_once(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "tiktok", tmp_path)
        assert run.deliver() is None
        (post,) = run.stand_in.world.shown.values()
        assert (post.text, run.commits, len(post.files)) == (text_of(case), 1, len(case.files))
        assert post.visible is (case.kind != "draft")
        (receipt,) = run.receipts
        assert receipt.url == post.url
        assert receipt.cid == run.notes[1]["publish_id"]
        assert receipt.id == (post.id if post.url else receipt.cid)

    def test_is_there_once_wherever_it_dies(self, case: Case, tmp_path: Path) -> None:
        whole = Run(case, "tiktok", tmp_path)
        whole.deliver()
        commits = [n for n, asked in enumerate(whole.stand_in.asked, 1) if asked.url.endswith("/content/init/")]
        for number in range(1, len(whole.stand_in.asked) + 1):
            run = Run(case, "tiktok", tmp_path, dies_after=number)
            ended = run.deliver()
            assert shown(run) == [text_of(case)], f"died after request {number}"
            assert isinstance(ended, CannotKnow) is (number in commits)
            assert len(run.receipts) == (0 if ended else 1)


class TestFilm:
    def run(self, tmp_path: Path, name: str = "film", **more: Any) -> Run:
        return Run(CASES[IDS.index(name)], "tiktok", tmp_path, **more)

    def test_stretches_arrive_in_order(self, tmp_path: Path) -> None:
        run = self.run(tmp_path, "long film")
        run.deliver()
        sent = [asked for asked in run.stand_in.asked if asked.method == "PUT"]
        assert [asked.headers["Content-Range"] for asked in sent][:2] == [
            "bytes 0-10485759/66000000",
            "bytes 10485760-20971519/66000000",
        ]
        assert sent[-1].headers["Content-Range"] == "bytes 52428800-65999999/66000000"
        assert len(sent) == 66_000_000 // 10_485_760
        assert not any("Authorization" in asked.headers for asked in sent)

    def test_half_a_film_is_not_there(self, tmp_path: Path) -> None:
        run = self.run(tmp_path, "long film", dies_after=4)
        run.deliver()
        (half, whole) = run.stand_in.world.kind("posts")
        session = drive(run, tiktok.login(run.account))
        for publish_id, there in ((half, False), (whole, True)):
            notes = {"publish_id": publish_id, "user": "aurora", "bytes": "66000000"}
            found = drive(run, tiktok.find(replace(run._task(1, timedelta()), notes=notes), session))
            assert isinstance(found, Found if there else NotThere)

    def test_a_lost_answer_to_the_last_stretch_is_looked_into(self, tmp_path: Path) -> None:
        def lost(request: Request, answer: Response) -> Response:
            return Response(503) if request.method == "PUT" else answer

        run = self.run(tmp_path, spoiled=lost)
        assert run.deliver() is None
        assert (run.commits, len(shown(run)), len(run.receipts)) == (1, 1, 1)


class TestAccount:
    def account(self, tmp_path: Path) -> tuple[Run, Account]:
        run = Run(CASES[0], "tiktok", tmp_path)
        return run, run.account

    def test_it_tells_what_it_allows(self, tmp_path: Path) -> None:
        run, account = self.account(tmp_path)
        told = drive(run, tiktok.examine(drive(run, tiktok.login(account)), run.stand_in.now))
        assert told.name == "torrefazione.aurora"
        assert {advice.standing.value for advice in told.advice} == {"fine"}
        assert any("300 seconds" in advice.what.en for advice in told.advice)

    def test_a_refresh_token_is_good_once(self, tmp_path: Path) -> None:
        run, account = self.account(tmp_path)
        first = drive(run, tiktok.renew(account, run.stand_in.now))
        assert first.expires_at == run.stand_in.now + timedelta(days=1)
        assert "rft." not in repr(first)
        with pytest.raises(Refused, match="refresh token has ended"):
            drive(run, tiktok.renew(account, run.stand_in.now))
        drive(run, tiktok.renew(replace(account, secrets={**account.secrets, **first.secrets}), run.stand_in.now))

    def test_a_film_longer_than_it_allows_is_not_sent(self, tmp_path: Path) -> None:
        run, account = self.account(tmp_path)
        (film,) = run.variant.parts[0].media
        assert film.facts is not None
        long = replace(film, facts=replace(film.facts, seconds=301.0))
        run.variant = replace(run.variant, parts=(replace(run.variant.parts[0], media=(long,)),))
        with pytest.raises(Refused, match="301 seconds"):
            drive(run, tiktok.publish(run._task(1, timedelta()), drive(run, tiktok.login(account))))
        assert not any(asked.url.endswith("/init/") for asked in run.stand_in.asked)

    def test_pictures_that_nobody_can_fetch_are_given_up(self, tmp_path: Path) -> None:
        run = Run(CASES[IDS.index("pictures")], "tiktok", tmp_path)
        session = drive(run, tiktok.login(run.account))
        task = run._task(1, timedelta())
        moved = replace(task, staged={name: f"{url}.gone" for name, url in task.staged.items()})
        with pytest.raises(Refused, match="could not fetch the pictures"):
            run.drive(tiktok.publish(moved, session), 1)
        assert isinstance(drive(run, tiktok.find(run._task(1, timedelta()), session)), NotThere)
        assert not shown(run)

    def test_work_that_takes_long_is_in_doubt(self, tmp_path: Path) -> None:
        def slow(request: Request, answer: Response) -> Response:
            still = b'{"data":{"status":"PROCESSING_UPLOAD"},"error":{"code":"ok"}}'
            return Response(200, {}, still) if request.url.endswith("/status/fetch/") else answer

        run = Run(CASES[0], "tiktok", tmp_path, spoiled=slow)
        session = drive(run, tiktok.login(run.account))
        with pytest.raises(InDoubt, match="still working"):
            run.drive(tiktok.publish(run._task(1, timedelta()), session), 1)
        with pytest.raises(Refused, match="still working"):
            drive(run, tiktok.find(run._task(1, timedelta()), session))

    def test_a_clear_no_leaves_nothing_to_ask_about(self, tmp_path: Path) -> None:
        """A run that dies later, before it asks TikTok again, must not call a person for nothing."""

        def busy(request: Request, answer: Response) -> Response:
            no = b'{"data":{},"error":{"code":"rate_limit_exceeded"}}'
            return Response(429, {}, no) if request.url.endswith("/content/init/") else answer

        run = Run(CASES[IDS.index("pictures")], "tiktok", tmp_path, spoiled=busy)
        session = drive(run, tiktok.login(run.account))
        with pytest.raises(Refused):
            run.drive(tiktok.publish(run._task(1, timedelta()), session), 1)
        assert isinstance(drive(run, tiktok.find(run._task(1, timedelta()), session)), NotThere)
