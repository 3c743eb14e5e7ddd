"""Nothing starts by itself: no flow, no default and no mistake in a flow can let money be spent."""

from __future__ import annotations

import ast
import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

from smm_build import networks
from smm_build.networks import Refused, Request, Response
from smm_build.networks._ads import advertiser_for, rules_for, spends
from smm_build.run.ads import SpendingGuard

FOLDER = Path(networks.__file__).parent
MODULES = sorted(file.parent.name for file in FOLDER.glob("*/_ads.py"))
SWITCHED_ON = {"ACTIVE", "ENABLE", "ENABLED", "ON"}


def test_there_is_a_module_for_each_of_the_four_networks() -> None:
    assert {"facebook", "linkedin", "tiktok", "x"} <= set(MODULES)
    assert all(map(rules_for, MODULES))
    assert rules_for("sandbox") is None
    assert advertiser_for("mastodon") is None
    assert advertiser_for("../facebook") is None


@pytest.mark.parametrize("name", MODULES)
def test_only_the_flow_that_starts_says_that_anything_is_on(name: str) -> None:
    for file in sorted((FOLDER / name).glob("_ads*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert not said_outside_of_start(tree), file


def said_outside_of_start(tree: ast.Module) -> list[int]:
    """Return the lines that say "on" anywhere else; whether a post is kept (``dscStatus``) spends nothing."""
    starting = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "start"]
    allowed = {id(node) for function in starting for node in ast.walk(function)}
    dicts = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    pairs = [pair for node in dicts for pair in zip(node.keys, node.values, strict=True)]
    allowed |= {id(value) for key, value in pairs if isinstance(key, ast.Constant) and key.value == "dscStatus"}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in SWITCHED_ON and id(node) not in allowed
    ]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_whole(name: str) -> None:
    module: ModuleType = importlib.import_module(f"smm_build.networks.{name}._ads")
    flows = {"CREDENTIALS", "create", "start", "validate"} & set(module.__all__)
    assert len(flows) == 4


META, TIKTOK = "https://graph.facebook.com/v26.0/act_1", "https://business-api.tiktok.com/open_api/v1.3"
X, LINKEDIN = "https://ads-api.x.com/12/accounts/1", "https://api.linkedin.com/rest/adAccounts/1"
SPENDING = [
    Request("POST", f"{META}/campaigns", "p", form={"status": "ACTIVE"}),
    Request("POST", f"{META}/campaigns", "p", form={"name": "no status at all"}),
    Request("POST", f"{META}/adsets", "p", form={"campaign_spec": '{"status": "ACTIVE"}', "status": "PAUSED"}),
    Request("POST", f"{TIKTOK}/campaign/create/", "p", json={"operation_status": "ENABLE"}),
    Request("POST", f"{TIKTOK}/campaign/create/", "p", json={"campaign_name": "by default it is on"}),
    Request("POST", f"{TIKTOK}/ad/create/", "p", json={"creatives": [{"operation_status": "ENABLE"}]}),
    Request("POST", f"{X}/campaigns", "p", params={"name": "by default it is on"}),
    Request("PUT", f"{X}/campaigns/1", "p", params={"entity_status": "ACTIVE"}),
    Request("POST", f"{X}/promoted_tweets", "p", params={"line_item_id": "8v7jo", "tweet_ids": "1"}),
    Request("POST", f"{LINKEDIN}/adCampaigns", "p", json={"status": "ACTIVE"}),
    Request("POST", f"{LINKEDIN}/creatives", "p", json={"intendedStatus": "ACTIVE"}),
    Request("POST", f"{LINKEDIN}/adCampaigns/1", "p", json={"patch": {"$set": {"status": "ACTIVE"}}}),
]
HARMLESS = [
    Request("GET", f"{META}/campaigns", "p", params={"effective_status": '["ACTIVE"]'}),
    Request("POST", f"{META}/campaigns", "p", form={"status": "PAUSED", "name": "ACTIVE"}),
    Request("POST", f"{META}/adlabels", "p", form={"name": "x"}),
    Request("POST", f"{TIKTOK}/campaign/create/", "p", json={"operation_status": "DISABLE"}),
    Request("POST", f"{X}/campaigns", "p", params={"entity_status": "PAUSED"}),
    Request("POST", f"{LINKEDIN}/adCampaigns", "p", json={"status": "DRAFT", "politicalIntent": "NOT_POLITICAL"}),
    Request("POST", f"{LINKEDIN}/creatives", "p", json={"intendedStatus": "DRAFT", "post": {"dscStatus": "ACTIVE"}}),
]


class Wire:
    def __init__(self) -> None:
        self.sent: list[Request] = []

    def __call__(self, request: Request) -> Response:
        self.sent.append(request)
        return Response(200)


@pytest.mark.parametrize("request_", SPENDING, ids=range(len(SPENDING)))
def test_what_could_spend_is_not_sent_without_approval(request_: Request) -> None:
    assert spends(request_)
    wire = Wire()
    with pytest.raises(Refused, match="without approval"):
        SpendingGuard(wire, approved=False)(request_)
    assert not wire.sent
    assert SpendingGuard(wire, approved=True)(request_).ok


@pytest.mark.parametrize("request_", HARMLESS, ids=range(len(HARMLESS)))
def test_what_cannot_spend_is_sent(request_: Request) -> None:
    wire = Wire()
    assert SpendingGuard(wire, approved=False)(request_).ok
    assert wire.sent == [request_]


def test_what_knows_no_off_is_put_only_into_what_the_network_told_to_be_off() -> None:
    """A promoted post on X is on as soon as it is made, and shows nothing within an ad group that is paused."""
    tie = Request("POST", f"{X}/promoted_tweets", "p", params={"line_item_id": "8v7jo", "tweet_ids": "1"})
    wire = Answering({"data": {"id": "8v7jo", "entity_status": "PAUSED"}})
    guard = SpendingGuard(wire, approved=False)
    guard(Request("GET", f"{X}/line_items/8v7jo", "p"))
    assert guard(tie).ok
    other = Request("POST", f"{X}/promoted_tweets", "p", params={"line_item_id": "other", "tweet_ids": "1"})
    with pytest.raises(Refused, match="without approval"):
        guard(other)
    wire.content = {"data": [{"id": "on", "entity_status": "ACTIVE"}]}
    guard(Request("GET", f"{X}/line_items", "p"))
    with pytest.raises(Refused, match="without approval"):
        guard(Request("POST", f"{X}/promoted_tweets", "p", params={"line_item_id": "on", "tweet_ids": "1"}))


class Answering:
    """Answers everything with the same JSON."""

    def __init__(self, content: object) -> None:
        self.content = content

    def __call__(self, _: Request) -> Response:
        return Response(200, body=json.dumps(self.content).encode())
