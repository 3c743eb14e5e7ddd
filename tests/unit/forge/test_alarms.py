"""What becomes an issue, in which words, and what never stands in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from smm_build.domain.place import Place, Places
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.forge.alarms import Alarm, Watched, alarms
from smm_build.forge.endings import Ending, Symptom, endings_in, symptoms_in
from smm_build.forge.github import WorkflowState
from smm_build.plan import ProfileStanding, ProfileState
from tests.values import ROME, a_channel, a_post, a_variant

NOW = datetime(2026, 11, 24, 13, 0, tzinfo=ROME)
SECRET = Sentence("the network says: your text “Segreto” is bad", "la rete dice: il testo “Segreto” non va")


def late(post: str, channel: str = "x", state: State = State.FAILED) -> PlannedDelivery:
    variant = a_variant(a_post(post, {"": ["Segreto"]}), a_channel(channel), parts=("Segreto",))
    return PlannedDelivery(variant, state, SECRET)


def titles(watched: Watched) -> list[str]:
    return [alarm.problem.title for alarm in alarms(watched, "en")]


def test_one_cause_is_one_issue() -> None:
    """Forty posts that a token holds back are one problem, with a list that ends somewhere."""
    found = alarms(Watched(NOW, [late(f"post-{n}") for n in range(70)] + [late("other", "mastodon")]), "en")
    assert [alarm.problem.title for alarm in found] == [
        "mastodon: 1 post due and not out",
        "x: 70 posts due and not out",
    ]
    assert found[1].problem.body.count("\n- ") + 1 == 51
    assert "… 20 more" in found[1].problem.body


@pytest.mark.parametrize("state", [state for state in State if state.wrong] + [State.DUE, State.CLAIMED])
@pytest.mark.parametrize("language", ["en", "it"])
def test_nothing_of_what_is_not_out_is_told(state: State, language: str) -> None:
    """Neither what the post says nor the reason, which may quote it."""
    (alarm,) = alarms(Watched(NOW, [late("one", state=state)]), "it" if language == "it" else "en")
    said = alarm.problem.title + alarm.problem.body
    assert "Segreto" not in said
    assert "`one`" in said


def test_a_title_acts_nowhere() -> None:
    """A post's title may be anything; its page is a link if there is one."""
    path = "content/posts/one.md"
    titled = replace(
        a_post("one"), title="@all <b>[x](http://evil.example)", places=Places(path, {}, {"title": Place(path)})
    )
    late_one = PlannedDelivery(a_variant(titled, a_channel("x")), State.MISSED, SECRET)
    (alarm,) = alarms(Watched(NOW, [late_one], link=lambda path: f"https://f.example/{path}"), "en")
    row = alarm.problem.body.partition("\n")[0]
    assert "](https://f.example/content/posts/one.md) (`one`), 2026-11-24 12:00: missed. " in row
    assert "@all" not in row
    assert "<b>" not in row
    assert "[x](" not in row


def test_the_same_problem_has_the_same_key() -> None:
    """The key is what finds the issue again, in every language."""
    one = alarms(Watched(NOW, [late("one")]), "en")
    two = alarms(Watched(NOW + timedelta(hours=5), [late("one"), late("two")]), "it")
    assert one[0].problem.key == two[0].problem.key
    assert one[0].problem.title != two[0].problem.title


def workflow(hours: float | None, *, off: bool = False, public: bool = True) -> WorkflowState:
    last = None if hours is None else NOW.astimezone(UTC) - timedelta(hours=hours)
    return WorkflowState("publish.yml", last, off, "https://f.example/wf", public)


@pytest.mark.parametrize(
    ("state", "key"),
    [
        (workflow(2.9), None),
        (workflow(3.1), "no run"),
        (workflow(None), "no run"),
        (workflow(1, off=True), "workflow off"),
        (None, None),
    ],
)
def test_runs(state: WorkflowState | None, key: str | None) -> None:
    """None for longer than the silence that is usual."""
    found = alarms(Watched(NOW, workflow=state), "en")
    assert [alarm.problem.key for alarm in found] == ([key] if key else [])
    assert all(alarm.wrong for alarm in found)


@pytest.mark.parametrize(("days", "public", "said"), [(44, True, False), (46, True, True), (46, False, False)])
def test_quiet_days(days: int, public: bool, said: bool) -> None:  # noqa: FBT001
    """Forty-five quiet days in a public repository: there are two weeks left."""
    watched = Watched(NOW, workflow=workflow(1, public=public), changed_at=NOW - timedelta(days=days))
    found = alarms(watched, "en")
    assert bool(found) is said
    assert not any(alarm.wrong for alarm in found)
    assert all(str((NOW - timedelta(days=days) + timedelta(days=60)).date()) in a.problem.title for a in found)


def test_a_version_that_ends() -> None:
    """Sixty days before, and when it is over."""
    assert titles(Watched(NOW, versions={"LinkedIn": date(2027, 9, 15)})) == []
    soon: tuple[Alarm, ...] = alarms(Watched(NOW, versions={"LinkedIn": date(2027, 1, 15)}), "en")
    assert [(alarm.problem.key, alarm.wrong) for alarm in soon] == [("version LinkedIn", False)]
    assert alarms(Watched(NOW, versions={"LinkedIn": date(2026, 11, 1)}), "en")[0].wrong


def test_endings_are_found_wherever_they_are() -> None:
    """The earliest of each channel; what is no ending is passed over."""
    at = datetime(2026, 12, 1, tzinfo=UTC)
    said = {
        "channels": [
            {"channel": "x", "expires_at": "2026-12-01T00:00:00Z"},
            {"channel": "x", "expires_at": "2027-01-01T00:00:00Z"},
            {"channel": "y", "expires_at": None},
            {"channel": 7, "expires_at": "2026-12-01T00:00:00Z"},
            {"channel": "z", "expires_at": "2026-12-01"},
            [[[{"channel": "deep", "expires_at": "2026-12-01T00:00:00Z"}]]],
        ]
    }
    assert endings_in(said) == (Ending("deep", at), Ending("x", at))
    nothings: tuple[object, ...] = (None, 7, "x", [], {})
    assert [endings_in(nothing) for nothing in nothings] == [()] * 5
    nested: list[object] = []
    for _ in range(5_000):
        nested = [nested]
    assert endings_in(nested) == ()


def test_what_the_doctor_said_becomes_issues() -> None:
    """One for each thing it looked at; what ends is told on its own days and not twice."""
    facts = [
        {"about": "x", "standing": "wrong", "what": "the token was withdrawn"},
        {"about": "x", "standing": "soon", "what": "@all <b>"},
        {"about": "mastodon", "standing": "soon", "what": "ends soon", "expires_at": "2026-12-04T11:00:00Z"},
        {"about": "ledger", "standing": "fine", "what": "it is there"},
        {"about": 7, "standing": "wrong", "what": "?"},
        "nothing",
    ]
    symptoms = symptoms_in({"facts": facts})
    assert symptoms[0] == Symptom("x", wrong=True, what="the token was withdrawn")
    found = alarms(Watched(NOW, endings=endings_in({"facts": facts}), symptoms=symptoms), "en")
    assert [(alarm.problem.key, alarm.wrong) for alarm in found] == [("token mastodon", False), ("doctor x", True)]
    assert "@all" not in found[1].problem.body
    nothings: tuple[object, ...] = (None, [], {"facts": 7}, {"facts": [[]]})
    assert [symptoms_in(nothing) for nothing in nothings] == [()] * 4


def test_a_profile_that_drifted_is_told_by_its_fields() -> None:
    """Whoever broke in may have written anything there: the issue names fields, never what they say."""
    channel = a_channel("x")
    standings = [
        ProfileStanding(channel, ProfileState.DRIFTED, NOW, ("bio", "avatar")),
        *(ProfileStanding(channel, state, NOW) for state in ProfileState if state is not ProfileState.DRIFTED),
    ]
    (alarm,) = alarms(Watched(NOW, profiles=standings), "it")
    assert (alarm.wrong, alarm.problem.key, alarm.problem.title) == (False, "profile x", "x: il profilo è cambiato")
    assert "bio, immagine del profilo (visto il 2026-11-24 13:00)" in alarm.problem.body
