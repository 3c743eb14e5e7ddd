"""A month as it happens: posts go out on mastodon_mock, others like, repost and answer, and what is told agrees."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from smm_build.run.git import Git
from tests.e2e.workspace import Workspace, make_workspace
from tests.servers.git import Remote
from tests.servers.mastodon import Mastodon

STRATEGY = """---
# What we are here for.
objectives:
  - {id: talk, title: Be talked to, metric: reactions and shares and comments per month, baseline: "0", target: "40"}
pillars:
  - {id: education, title: How to, share: 40%}   # the heart
  - {id: shop, title: The shop, share: 60%}
---

Prose that stays.
"""
DAYS = [date(2026, 11, 1) + timedelta(days=number) for number in range(20)]
AFTER = "2026-12-01 10:00"


def liked(number: int) -> bool:
    return number % 2 == 0


def reposted(number: int) -> bool:
    return number % 4 == 0


def answers_to(number: int) -> int:
    return 2 if number % 4 == 0 else 0


@pytest.fixture
def month(remote: Remote, mastodon: Mastodon) -> Workspace:
    """Twenty posts that went out one a day; two accounts did with them what the functions above say."""
    made = make_workspace(remote.clone().path, (), SMM_MASTODON_TOKEN=mastodon.acme.token)
    made.channel("mastodon", server=mastodon.url, handle="acme", cadence='{per_week: 5, slots: ["tue 19:30"]}')
    made.write("strategy.md", STRATEGY)
    for number, day in enumerate(DAYS):
        hour = "07:00" if liked(number) else "19:00"
        pillar = "education" if liked(number) else "shop"
        made.post(
            f"post-{number:02}",
            f"Number {number:02}",
            "mastodon",
            publish_at=f"{day} {hour}",
            pillar=pillar,
            grace="60d",
        )
    commit(made, "plan")
    assert made.smm("publish", now="2026-11-20 20:00").status == 0
    statuses = {found: one["id"] for one in mastodon.statuses() if (found := number_of(one["content"])) is not None}
    assert len(statuses) == 20
    for number, status in statuses.items():
        if liked(number):
            mastodon.call("POST", f"/api/v1/statuses/{status}/favourite", token=mastodon.bob.token)
        if reposted(number):
            mastodon.call("POST", f"/api/v1/statuses/{status}/reblog", token=mastodon.bob.token)
        for turn in range(answers_to(number)):
            answer = {"status": f"What bob said {turn}", "in_reply_to_id": status}
            mastodon.call("POST", "/api/v1/statuses", json=answer, token=mastodon.bob.token)
    assert made.smm("metrics", "pull", now="2026-11-30 22:00").status == 0
    return made


def number_of(content: str) -> int | None:
    found = re.search(r"Number (\d\d)", content)
    return int(found[1]) if found else None


def commit(workspace: Workspace, message: str) -> None:
    git = Git(workspace.root)
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


@pytest.mark.slow
def test_a_month_agrees_with_what_the_accounts_did(month: Workspace) -> None:
    done = Counter[str]()
    for number in range(20):
        done += Counter(reactions=liked(number), shares=reposted(number), comments=answers_to(number))
    assert (done["reactions"], done["shares"], done["comments"]) == (10, 5, 10)

    asked = month.smm(
        "query", "--format", "csv", "SELECT metric, sum(value) FROM latest GROUP BY metric ORDER BY metric"
    )
    told = dict(line.split(",") for line in asked.out.splitlines()[1:])
    for metric, count in done.items():
        assert float(told[metric]) == count, metric
    assert "reach" not in told, "Mastodon does not tell it"

    made = month.smm("report", "2026-11", "--language", "en", now=AFTER)
    assert made.status == 0, made.err
    text = (month.root / "content/reports/2026-11.md").read_text("utf-8")
    assert f"Networks told of {done.total()} interactions with them; in the month before it was –." in text
    assert "20 posts went out, 20 times in all." in text
    assert "| Be talked to |" in text
    assert f"| {done.total()} | – | – | {100 * done.total() / 40:.1f} % |" in text
    assert "bob" not in text
    assert "What bob said" not in text


@pytest.mark.slow
def test_the_loop_from_numbers_to_a_branch(month: Workspace) -> None:
    """What went out in one evening shows no better hours; it is proposed nothing that was not seen."""
    shown = month.smm("propose", "2026-11", "--show", now=AFTER)
    assert shown.status == 0, shown.err
    assert "How to: 45% of all posts; The shop: 55%" in shown.out
    assert "→" not in shown.out, "all went out in the same hour"
    made = month.smm("propose", "2026-11", now=AFTER)
    assert made.status == 0, made.err
    git = Git(month.root)
    assert git.line("rev-parse", "--abbrev-ref", "HEAD") == "main"
    assert git.line("status", "--porcelain", "strategy.md") is None, "what is checked out is not touched"
    changed = git("diff", "--unified=0", "HEAD", "strategy/2026-11").decode()
    removed = [line for line in changed.splitlines() if line.startswith("-") and not line.startswith("---")]
    assert removed == [
        "-  - {id: education, title: How to, share: 40%}   # the heart",
        "-  - {id: shop, title: The shop, share: 60%}",
    ]
    proposed = git("show", "strategy/2026-11:strategy.md").decode()
    assert "share: 45%}   # the heart" in proposed
    assert proposed.endswith("---\n\nProse that stays.\n")
    assert "10 / 10" in proposed, "the sizes of both groups stand in the log"
    (question,) = re.findall(r'evidence: "smm query \\"(.*)\\""', proposed)
    answer = month.smm("query", "--format", "csv", question)
    assert answer.out.splitlines()[0] == "pillar,n,usual"
    assert {line.split(",")[0]: line.split(",")[1] for line in answer.out.splitlines()[1:]} == {
        "education": "10",
        "shop": "10",
    }
    again = month.smm("propose", "2026-11", now=AFTER)
    assert again.status == 1
    assert "git branch -D strategy/2026-11" in again.err


def test_questions_from_the_terminal(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = make_workspace(tmp_path_factory.mktemp("alone"))
    made.post("hello", title="Hello")
    assert made.smm("query", "SELECT post, channel, state FROM deliveries").out.splitlines()[2].split() == [
        "hello",
        "sandbox",
        "planned",
    ]
    wrong = made.smm("query", "SELECT nothing FROM nowhere")
    assert wrong.status == 2
    assert "nowhere" in wrong.err
    assert made.smm("query").status == 2
    assert "results(first_day, day_after, read_until)" in made.smm("query", "--tables").out
    assert made.smm("query", "--format", "json", "SELECT 1 AS one").data == [{"one": 1}]
