"""The expressions our workflows use mean what GitHub says they mean, and others are refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflows.expressions import ExpressionError, Known, evaluate, filled

CONTEXTS: dict[str, Any] = {
    "github": Known(event={"issue": {"labels": [{"name": "smm"}, {"name": "new-post"}], "number": 7}}, ref="refs/x"),
    "vars": {"SITE": "Public"},
}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'it''s'", "it's"),
        ("github.event.issue.number == 7", True),
        ("github.event.issue.number == '7'", True),
        ("vars.SITE == 'public'", True),
        ("vars.NOTHING == ''", True),
        ("vars.NOTHING != ''", False),
        ("vars.SITE == '' || vars.SITE == 'public'", True),
        ("vars.SITE && 'yes'", "yes"),
        ("!(true && false)", True),
        ("contains(github.event.issue.labels.*.name, 'NEW-POST')", True),
        ("contains(github.event.issue.labels.*.name, 'new')", False),
        ("""contains(fromJSON('["A", "B"]'), 'b')""", True),
        ("contains('abc', 'B')", True),
        ("github.event.pull_request.number", None),
        ("${{ github.ref }}", "refs/x"),
        ("always()", True),
    ],
)
def test_what_expressions_mean(expression: str, value: object) -> None:
    assert evaluate(expression, CONTEXTS, {"always": lambda: True}) == value


def test_holes_are_filled() -> None:
    assert filled("a ${{ github.ref }} b ${{ vars.NOTHING }}c", CONTEXTS, {}) == "a refs/x b c"


@pytest.mark.parametrize(
    "expression",
    ["github.oops", "secrets.X", "hashFiles('x')", "1 +", "github.event['x']", "'a' 'b'", "(true", "a &&", ""],
)
def test_what_is_not_known_is_an_error(expression: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(expression, CONTEXTS, {})
