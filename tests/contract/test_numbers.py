"""Numbers that networks tell: every kind of post on every stand-in, and what people did with it, counted.

The stand-ins are our own fakes; mastodon_mock is somebody else's. Where an official contract describes a request, it
judges it (``tests/official``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from smm_build.domain.reading import Metric
from smm_build.networks import Capability, Measured, PartTask, Session, Told, get_network, mastodon
from smm_build.run.drive import Driver
from smm_build.run.transport import HttpTransport
from smm_build.sandbox.standins._counts import ACCOUNT, dead_names, happen
from tests.cases import Case, all_cases
from tests.flows import a_task, an_account
from tests.killed import Run
from tests.servers.mastodon import Mastodon

SILENT = {"telegram"}
"""Networks that tell nothing about messages."""
DID = {
    "likes": 7,
    "shares": 3,
    "comments": 2,
    "quotes": 5,
    "saves": 4,
    "views": 1234,
    "reach": 900,
    "clicks": 11,
    "visits": 6,
    "follows": 8,
    "milliseconds": 61_500,
}
MEANS = {
    Metric.REACTIONS: 7,
    Metric.SHARES: 3,
    Metric.COMMENTS: 2,
    Metric.QUOTES: 5,
    Metric.SAVES: 4,
    Metric.VIEWS: 1234,
    Metric.REACH: 900,
    Metric.CLICKS: 11,
    Metric.PROFILE_VISITS: 6,
    Metric.FOLLOWS: 8,
    Metric.WATCH_SECONDS: 61.5,
}
PUBLIC = {Metric.REACTIONS, Metric.SHARES, Metric.COMMENTS}
TOLD = {
    "bluesky": PUBLIC | {Metric.QUOTES, Metric.SAVES},
    "facebook": PUBLIC | {Metric.VIEWS, Metric.REACH, Metric.CLICKS},
    "instagram": PUBLIC | {Metric.VIEWS, Metric.REACH},
    "linkedin": PUBLIC | {Metric.VIEWS, Metric.REACH, Metric.CLICKS},
    "mastodon": PUBLIC | {Metric.QUOTES},
    "pinterest": {Metric.VIEWS, Metric.REACTIONS, Metric.COMMENTS, Metric.SAVES, Metric.CLICKS},
    "threads": PUBLIC | {Metric.VIEWS, Metric.QUOTES},
    "tiktok": PUBLIC | {Metric.VIEWS},
    "x": PUBLIC | {Metric.VIEWS, Metric.QUOTES, Metric.SAVES, Metric.CLICKS, Metric.PROFILE_VISITS},
    "youtube": {Metric.VIEWS, Metric.REACTIONS, Metric.COMMENTS},
}
CASES = [
    pytest.param(network, case, id=f"{network}-{case.id}")
    for network, cases in all_cases().items()
    for case in cases
    if case.kind != "draft" and network not in SILENT and (network, case.settings.visibility) != ("tiktok", "private")
]


def ask(run: Run, at: timedelta = timedelta()) -> Told:
    """Return what the stand-in tells of the parts of what was delivered."""
    session: Session = run.drive(run.publisher.login(run.account))
    assert isinstance(run.publisher, Measured)
    parts = run.receipts[: len(run.variant.parts)]
    told: Told = run.drive(run.publisher.metrics({"espresso": parts}, session, run.stand_in.now + at))
    return told


def delivered(network: str, case: Case, root: Path) -> Run:
    """Publish a case."""
    run = Run(case, network, root)
    run.deliver()
    assert run.receipts
    return run


def text_case(network: str) -> Case:
    """Return a plain post of the network: of words where it takes them."""
    cases = [case for case in all_cases()[network] if case.kind != "draft" and len(case.parts) == 1]
    return next((case for case in cases if case.kind == "text"), cases[0])


@pytest.mark.parametrize(("network", "case"), CASES)
def test_what_people_did_is_what_is_told(network: str, case: Case, tmp_path: Path) -> None:
    """Whatever kind of post it is, its own numbers come back, each once, none twice and none of another post."""
    run = delivered(network, case, tmp_path)
    before = {(r.metric, r.part): r.value for r in ask(run).readings}
    for what, times in DID.items():
        happen(run.stand_in.world, run.receipts[0].id, what, times)
    told = ask(run)
    first = [reading for reading in told.readings if reading.part == 1]
    assert len({reading.metric for reading in first}) == len(first)
    assert {r.metric: r.value - before.get((r.metric, 1), 0) for r in first} == {
        r.metric: MEANS[r.metric] for r in first
    }
    assert {reading.metric for reading in first} >= TOLD[network]
    others = {(r.metric, r.part): r.value for r in told.readings if r.part > 1}
    assert others == {key: value for key, value in before.items() if key[1] > 1}
    assert {reading.part for reading in told.readings} == set(range(1, len(run.variant.parts) + 1))
    assert told.untold == ()


@pytest.mark.parametrize("network", sorted(all_cases()))
def test_followers_of_the_account(network: str, tmp_path: Path) -> None:
    run = Run(text_case(network), network, tmp_path)
    happen(run.stand_in.world, ACCOUNT, "followers", 4321)
    session = run.drive(run.publisher.login(run.account))
    assert isinstance(run.publisher, Measured)
    told: Told = run.drive(run.publisher.audience(session, run.stand_in.now))
    assert [(r.post, r.metric, r.value) for r in told.readings] == [(None, Metric.FOLLOWERS, 4321)]


@pytest.mark.parametrize("network", sorted(set(all_cases()) - SILENT))
def test_a_post_that_is_gone_is_said_and_never_zero(network: str, tmp_path: Path) -> None:
    """Of two posts one was deleted there: the other's numbers come all the same."""
    run = delivered(network, text_case(network), tmp_path)
    session = run.drive(run.publisher.login(run.account))
    assert isinstance(run.publisher, Measured)
    gone = {"linkedin": "urn:li:share:404", "bluesky": "at://did:plc:x/app.bsky.feed.post/gone"}.get(network, "404")
    lost = type(run.receipts[0])(1, gone)
    posts = {"espresso": run.receipts[:1], "deleted": (lost,)}
    told: Told = run.drive(run.publisher.metrics(posts, session, run.stand_in.now))
    assert {reading.post for reading in told.readings} == {"espresso"}
    (sentence,) = told.untold
    assert sentence.en.startswith("deleted: ")
    assert sentence.it.startswith("deleted: ")


@pytest.mark.parametrize("network", sorted(set(all_cases()) - SILENT))
def test_nobody_did_anything_is_zero_and_what_is_not_counted_is_absent(network: str, tmp_path: Path) -> None:
    """A network that counts no views tells none: nothing is filled in."""
    told = ask(delivered(network, text_case(network), tmp_path))
    assert {reading.value for reading in told.readings} <= {0.0}
    if network in {"bluesky", "mastodon"}:
        assert not {reading.metric for reading in told.readings} & {Metric.VIEWS, Metric.REACH}


@pytest.mark.parametrize(
    ("network", "name", "lost"),
    [
        ("facebook", "post_media_view", Metric.VIEWS),
        ("facebook", "post_total_media_view_unique", Metric.REACH),
        ("facebook", "post_clicks", Metric.CLICKS),
        ("instagram", "reach", Metric.REACH),
        ("instagram", "saved", Metric.SAVES),
        ("instagram", "profile_visits", Metric.PROFILE_VISITS),
        ("threads", "views", Metric.VIEWS),
        ("threads", "quotes", Metric.QUOTES),
    ],
)
def test_one_bad_metric_loses_only_itself(network: str, name: str, lost: Metric, tmp_path: Path) -> None:
    """Meta stops telling a number, and refuses every question that names it: the others are told all the same."""
    run = delivered(network, text_case(network), tmp_path)
    whole = {reading.metric for reading in ask(run).readings}
    dead_names(run.stand_in.world)[name] = {}
    told = ask(run)
    assert {reading.metric for reading in told.readings} == whole - {lost}
    (sentence,) = told.untold
    assert name in sentence.en
    assert name in sentence.it


def test_an_old_post_on_x_keeps_its_public_counts(tmp_path: Path) -> None:
    """X leaves a post out when its own counts are asked for after 30 days; the public ones are asked for alone."""
    run = delivered("x", text_case("x"), tmp_path)
    happen(run.stand_in.world, run.receipts[0].id, "likes", 9)
    run.stand_in.now += timedelta(days=31)
    told = ask(run)
    found = {reading.metric: reading.value for reading in told.readings}
    assert found[Metric.REACTIONS] == 9
    assert Metric.CLICKS not in found
    assert told.untold == ()


def test_a_private_film_on_tiktok_has_no_number(tmp_path: Path) -> None:
    (case,) = [case for case in all_cases()["tiktok"] if case.settings.visibility == "private"]
    told = ask(delivered("tiktok", case, tmp_path))
    assert told.readings == ()
    assert [sentence.en for sentence in told.untold] == ["espresso: id not told"]


def test_a_film_on_tiktok_that_was_in_moderation_is_found_later(tmp_path: Path) -> None:
    """Its receipt holds the id of the upload; TikTok tells the film's number once it is public."""
    run = delivered("tiktok", text_case("tiktok"), tmp_path)
    receipt = run.receipts[0]
    happen(run.stand_in.world, receipt.id, "views", 12)
    assert receipt.cid
    run.receipts = (replace(receipt, id=receipt.cid),)
    assert {r.metric: r.value for r in ask(run).readings}[Metric.VIEWS] == 12


def test_a_hidden_number_of_subscribers_is_absent(tmp_path: Path) -> None:
    run = Run(text_case("youtube"), "youtube", tmp_path)
    happen(run.stand_in.world, ACCOUNT, "hidden")
    session = run.drive(run.publisher.login(run.account))
    assert isinstance(run.publisher, Measured)
    told: Told = run.drive(run.publisher.audience(session, run.stand_in.now))
    assert told == Told()


def test_every_network_that_can_says_so() -> None:
    for name in all_cases():
        network = get_network(name)
        assert Capability.METRICS in network.CAPABILITIES
        assert isinstance(network, Measured)


def test_mastodon_mock_counts_what_others_did(mastodon: Mastodon, tmp_path: Path) -> None:
    """Another account likes, boosts and answers over HTTP; what is told is what it did."""
    with HttpTransport(tmp_path) as http:
        run = Driver(http, lambda _: None)
        account = an_account("mastodon", {"TOKEN": mastodon.acme.token}, mastodon.url)
        session = run(mastodon_module().login(account))
        tasks = [a_task(text, account=account) for text in ("Uno", "Due")]
        receipts = [run(mastodon_module().publish(_keyed(task, n), session)) for n, task in enumerate(tasks)]
        bob = {"token": mastodon.bob.token}
        one = receipts[0].id
        mastodon.call("POST", f"/api/v1/statuses/{one}/favourite", **bob)
        mastodon.call("POST", f"/api/v1/statuses/{one}/reblog", **bob)
        for text in ("Sì", "No"):
            mastodon.call("POST", "/api/v1/statuses", json={"status": text, "in_reply_to_id": one}, **bob)
        posts = {"one": (receipts[0],), "two": (receipts[1],)}
        told = run(mastodon_module().metrics(posts, session, tasks[0].at))
    found = {(reading.post, reading.metric): reading.value for reading in told.readings}
    assert found["one", Metric.REACTIONS] == 1
    assert found["one", Metric.SHARES] == 1
    assert found["one", Metric.COMMENTS] == 2
    assert [found["two", metric] for metric in (Metric.REACTIONS, Metric.SHARES, Metric.COMMENTS)] == [0, 0, 0]


def mastodon_module() -> Any:
    """Return the network's module, as whoever drives any network sees it."""
    return cast("Any", mastodon)


def _keyed(task: PartTask, number: int) -> PartTask:
    return replace(task, claim=replace(task.claim, seed=f"{number}" * 64))
