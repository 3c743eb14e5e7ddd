"""What a run was about is read from what GitHub says of it; anything else is no run."""

from __future__ import annotations

from typing import Any

import pytest

from smm_build.forge.github import Head, head_of_run

RUN: dict[str, Any] = {
    "head_repository": {"owner": {"login": "zoe"}},
    "head_branch": "idea",
    "head_sha": "c0ffee",
    "html_url": "https://github.example/aurora/social/actions/runs/7",
    "pull_requests": [{"number": 99}],
}


def test_a_run_tells_whose_branch_and_which_commit() -> None:
    """Not the number: for a fork GitHub does not know it."""
    page = "https://github.example/aurora/social/actions/runs/7"
    assert head_of_run({"workflow_run": RUN}) == Head("zoe", "idea", "c0ffee", page)


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"workflow_run": None},
        {"workflow_run": []},
        {"workflow_run": RUN | {"head_repository": None}},
        {"workflow_run": RUN | {"head_branch": None}},
        {"workflow_run": RUN | {"head_sha": 7}},
        {"pull_request": RUN},
    ],
)
def test_what_says_less_is_about_nothing(event: dict[str, Any]) -> None:
    """A fork that was deleted has no repository any more."""
    assert head_of_run(event) is None
