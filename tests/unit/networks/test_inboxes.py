"""What people write, in the shape the networks' own documents show it, becomes messages; answers hang where they must.

Requests to X, Meta and YouTube are judged by the published contracts where there are some.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.networks import (
    CannotKnow,
    Capability,
    Found,
    Heard,
    Listener,
    Moderator,
    NotThere,
    Refused,
    Replier,
    Request,
    Response,
    Session,
    all_networks,
    bluesky,
    facebook,
    instagram,
    linkedin,
    mastodon,
    telegram,
    threads,
    x,
    youtube,
)
from tests import official
from tests.flows import PLANNED, a_task, an_account, answer, drive

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
AT = "2026-11-20T10:00:00+0000"
OLD = "2026-10-01T10:00:00+0000"
OURS, THEIRS, SAID = "1700", "4242", "Dov'è il mio ordine?"

FACTS = {
    "bluesky": {"did": "did:plc:acme"},
    "facebook": {"page_id": OURS},
    "instagram": {"ig_id": OURS, "username": "acme"},
    "linkedin": {},
    "mastodon": {"account_id": OURS},
    "telegram": {"bot": OURS, "chat": "-1001", "group": "-1002"},
    "threads": {"user_id": OURS, "username": "acme"},
    "x": {"user_id": OURS, "username": "acme"},
    "youtube": {"channel": OURS},
}
X_KEYS = dict.fromkeys(("API_KEY", "API_SECRET", "ACCESS_TOKEN", "ACCESS_SECRET"), "k")


def session(network: str) -> Session:
    more = {"account": "urn:li:organization:1"} if network == "linkedin" else {}
    secrets = (
        {"TOKEN": "17:t"} if network == "telegram" else {c.suffix: "s" for c in all_networks()[network].CREDENTIALS}
    )
    return Session(an_account(network, secrets, **more), {"Authorization": "Bearer t"}, FACTS[network])


def _facebook(request: Request) -> Response:
    if "conversations" in request.url:
        theirs = {"id": "m_1", "created_time": AT, "from": {"name": "Bob", "id": THEIRS}, "message": SAID}
        ours = {"id": "m_2", "created_time": AT, "from": {"name": "Acme", "id": OURS}, "message": "Ciao"}
        return answer(value={"data": [{"id": "t_1", "messages": {"data": [theirs, ours]}}]})
    comments = [
        {"id": "9_1", "message": SAID, "created_time": AT, "from": {"name": "Bob", "id": THEIRS}},
        {"id": "9_2", "message": "Grazie", "created_time": AT, "from": {"name": "Acme", "id": OURS}},
        {"id": "9_3", "message": "Vecchio", "created_time": OLD},
    ]
    return answer(value={"data": [{"id": "17_9", "comments": {"data": comments}}]})


def _instagram(_: Request) -> Response:
    under = [
        {"id": "52", "text": "Anch'io", "username": "carl", "timestamp": AT},
        {"id": "53", "text": "Grazie", "username": "acme", "timestamp": AT},
    ]
    comment = {"id": "51", "text": SAID, "username": "bob", "timestamp": AT, "replies": {"data": under}}
    return answer(value={"data": [{"id": "9", "permalink": "https://i.example/p/9", "comments": {"data": [comment]}}]})


def _threads(request: Request) -> Response:
    theirs = {"id": "51", "text": SAID, "username": "bob", "timestamp": AT, "permalink": "https://t.example/51"}
    ours = {"id": "52", "text": "Ciao", "username": "acme", "timestamp": AT, "is_reply_owned_by_me": True}
    if request.url.endswith("/threads"):
        return answer(value={"data": [{"id": "9", "has_replies": True}, {"id": "8", "has_replies": False}]})
    return answer(value={"data": [theirs, ours] if request.url.endswith("/replies") else [theirs]})


def _x(_: Request) -> Response:
    posts = [
        {"id": "51", "text": SAID, "author_id": THEIRS, "created_at": "2026-11-20T10:00:00.000Z", "lang": "it",
         "in_reply_to_user_id": OURS},
        {"id": "52", "text": "@acme io", "author_id": OURS, "created_at": "2026-11-20T10:00:00.000Z"},
    ]  # fmt: skip
    users = [{"id": THEIRS, "name": "Bob", "username": "bob"}]
    return answer(value={"data": posts, "includes": {"users": users}, "meta": {"result_count": 2}})


def _linkedin(request: Request) -> Response:
    if request.url.endswith("/posts"):
        return answer(value={"elements": [{"id": "urn:li:share:9"}, {"id": "urn:li:share:8"}]})
    if "share%3A8" in request.url:
        return answer(404, {"message": "Not found"})
    made = int(datetime(2026, 11, 20, 10, tzinfo=UTC).timestamp() * 1000)
    theirs = {"$URN": "urn:li:comment:(urn:li:activity:9,51)", "actor": "urn:li:person:bob",
              "created": {"time": made}, "message": {"text": SAID}}  # fmt: skip
    return answer(value={"elements": [theirs, theirs | {"actor": "urn:li:organization:1"}]})


def _youtube(_: Request) -> Response:
    def comment(name: str, who: str, text: str) -> dict[str, Any]:
        author = {"authorChannelId": {"value": who}, "authorDisplayName": "@bob"}
        return {"id": name, "snippet": author | {"textOriginal": text, "publishedAt": "2026-11-20T10:00:00Z"}}

    top = {"snippet": {"videoId": "v", "topLevelComment": comment("51", THEIRS, SAID)}}
    replies = [comment("51.1", OURS, "Ciao"), comment("51.2", THEIRS, "Allora?")]
    return answer(value={"items": [top | {"replies": {"comments": replies}}]})


def _bluesky(_: Request) -> Response:
    def told(reason: str, name: str) -> dict[str, Any]:
        root = {"uri": "at://did:plc:acme/app.bsky.feed.post/1", "cid": "root"}
        record = {"text": SAID, "langs": ["it"], "reply": {"root": root, "parent": root}}
        author = {"did": "did:plc:bob", "handle": "bob.example", "displayName": "Bob"}
        uri = f"at://did:plc:bob/app.bsky.feed.post/{name}"
        return {"uri": uri, "cid": "c", "author": author, "reason": reason, "record": record, "indexedAt": AT}

    return answer(value={"notifications": [told("reply", "51"), told("like", "52"), told("follow", "53")]})


def _mastodon(request: Request) -> Response:
    if "max_id" in request.params:
        return answer(value=[])
    account = {"id": THEIRS, "acct": "bob@m.example", "username": "bob", "display_name": "Bob"}
    status = {"id": "51", "content": "<p>Dov&#39;è il mio ordine?</p>", "visibility": "direct", "created_at": AT,
              "account": account, "language": "it"}  # fmt: skip
    return answer(value=[{"id": "1", "type": "mention", "created_at": AT, "account": account, "status": status}])


def _telegram(_: Request) -> Response:
    def update(number: int, **message: Any) -> dict[str, Any]:
        sent = int(datetime(2026, 11, 20, 10, tzinfo=UTC).timestamp())
        who = {"id": int(THEIRS), "first_name": "Bob", "username": "bob", "language_code": "it"}
        return {
            "update_id": number,
            "message": {"message_id": number, "from": who, "date": sent, "text": SAID} | message,
        }

    private, group = {"id": int(THEIRS), "type": "private"}, {"id": -1002, "type": "supergroup"}
    told = [
        update(51, chat=private),
        update(52, chat=group),
        update(53, chat=group, reply_to_message={"from": {"id": int(OURS)}}),
        update(54, chat=group, sender_chat={"id": -1001}),
        update(55, chat={"id": -1009, "type": "supergroup"}),
    ]
    return answer(value={"ok": True, "result": told})


CASES: dict[str, tuple[Any, Callable[[Request], Response], list[tuple[str, MessageKind]]]] = {
    "bluesky": (bluesky, _bluesky, [("at://did:plc:bob/app.bsky.feed.post/51", MessageKind.REPLY)]),
    "facebook": (facebook, _facebook, [("9_1", MessageKind.COMMENT), ("m_1", MessageKind.DIRECT)]),
    "instagram": (instagram, _instagram, [("51", MessageKind.COMMENT), ("52", MessageKind.REPLY)]),
    "linkedin": (linkedin, _linkedin, [("urn:li:comment:(urn:li:activity:9,51)", MessageKind.COMMENT)]),
    "mastodon": (mastodon, _mastodon, [("51", MessageKind.DIRECT)]),
    "telegram": (
        telegram,
        _telegram,
        [(f"{THEIRS}/51", MessageKind.DIRECT), ("-1002/52", MessageKind.COMMENT), ("-1002/53", MessageKind.REPLY)],
    ),
    "threads": (threads, _threads, [("51", MessageKind.REPLY)]),
    "x": (x, _x, [("51", MessageKind.REPLY)]),
    "youtube": (youtube, _youtube, [("51", MessageKind.COMMENT), ("51.2", MessageKind.REPLY)]),
}


def heard(name: str) -> Heard:
    module, answers, _ = CASES[name]

    def judged(request: Request) -> Response:
        official.judge(name, request)
        return answers(request)

    told, exchange = drive(module.listen(session(name), SINCE), judged)
    assert exchange.commits == 0
    assert isinstance(told, Heard)
    return told


def test_every_network_that_listens_is_here() -> None:
    listening = {name for name, network in all_networks().items() if Capability.INBOX in network.CAPABILITIES}
    assert listening == set(CASES)
    for name, network in all_networks().items():
        assert isinstance(network, Listener) is (name in CASES)
        assert isinstance(network, Replier) is (Capability.REPLY in network.CAPABILITIES)


def test_whoever_tells_nothing_says_so() -> None:
    silent = {name for name in all_networks() if name not in CASES} - {"sandbox"}
    assert silent == {"pinterest", "tiktok"}
    for name in silent:
        assert getattr(all_networks()[name], "NOT_HEARD", None)


@pytest.mark.parametrize("name", CASES)
def test_others_are_heard_and_we_are_not(name: str) -> None:
    told = heard(name)
    assert [(one.id, one.kind) for one in told.messages] == CASES[name][2]
    assert told.messages[0].text == SAID
    assert told.messages[0].at == datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize("name", CASES)
def test_a_message_shows_nothing_of_itself(name: str) -> None:
    """What is printed, logged or raised by accident holds nothing personal."""
    for message in heard(name).messages:
        shown = repr(message)
        assert not [one for one in message.personal if one in shown]


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_does_not_repeat_what_the_server_says(name: str) -> None:
    words = {"message": SAID, "error": {"message": SAID, "code": 10}, "detail": SAID, "title": SAID, "errors": []}
    with pytest.raises(Refused) as refused:
        drive(CASES[name][0].listen(session(name), SINCE), lambda _: answer(403, words))
    assert SAID not in refused.value.reason.en + refused.value.reason.it


@pytest.mark.parametrize(
    ("name", "where", "told"),
    [
        ("facebook", "/9_1/comments", {"id": "9_7"}),
        ("instagram", "/51/replies", {"id": "57"}),
        ("linkedin", "/rest/socialActions/urn%3Ali%3Ashare%3A9/comments", {"id": "57"}),
        ("youtube", "/youtube/v3/comments", {"id": "51.7"}),
    ],
)
def test_an_answer_hangs_on_the_comment(name: str, where: str, told: dict[str, str]) -> None:
    module, to = CASES[name][0], heard(name).messages[0]
    spoken = session(name)
    receipt, exchange = drive(module.reply(a_task("Ciao", account=spoken.account), spoken, to), [answer(201, told)])
    assert exchange.commits == 1
    assert exchange.asked[0].url.endswith(where)
    assert receipt.id.rpartition(",")[2].strip(")") in {"9_7", "57", "7"}
    if name == "linkedin":
        assert exchange.sent["parentComment"] == to.id


@pytest.mark.parametrize(("name", "list_key"), [("facebook", "data"), ("instagram", "data"), ("youtube", "items")])
def test_an_answer_is_found_again(name: str, list_key: str) -> None:
    module, to, spoken = CASES[name][0], heard(name).messages[0], session(name)
    task = a_task("Ciao Bob!", account=spoken.account)
    author = {"authorChannelId": {"value": OURS}, "textOriginal": "Ciao Bob!"}
    ours = {"id": "57", "message": "Ciao Bob!", "text": "Ciao Bob!", "username": "acme", "from": {"id": OURS},
            "snippet": author}  # fmt: skip
    found, _ = drive(module.find_reply(task, spoken, to), [answer(value={list_key: [ours]})])
    assert found == Found(PartReceipt(1, "57"))
    absent, _ = drive(module.find_reply(task, spoken, to), [answer(value={list_key: []})])
    assert absent == NotThere()


def test_a_private_message_is_answered_within_a_day_and_not_later() -> None:
    spoken = session("facebook")
    to = Message("facebook", MessageKind.DIRECT, PLANNED - timedelta(hours=23), "m_1", SAID, "Bob", THEIRS, "Bob")
    receipt, exchange = drive(
        facebook.reply(a_task("Ciao", account=spoken.account), spoken, to), [answer(value={"message_id": "m_7"})]
    )
    assert receipt.id == "m_7"
    assert exchange.asked[0].form is not None
    assert exchange.asked[0].form["messaging_type"] == "RESPONSE"
    with pytest.raises(Refused, match="24 hours"):
        drive(facebook.reply(a_task("Ciao", account=spoken.account, late=timedelta(hours=2)), spoken, to), [])
    unsure, _ = drive(facebook.find_reply(a_task("Ciao", account=spoken.account), spoken, to), [])
    assert isinstance(unsure, CannotKnow)


def test_a_private_answer_on_mastodon_stays_private() -> None:
    spoken, to = session("mastodon"), heard("mastodon").messages[0]
    said = {"id": "77", "url": "https://m.example/77"}
    _, exchange = drive(mastodon.reply(a_task("Ciao", account=spoken.account), spoken, to), [answer(value=said)])
    assert exchange.sent["visibility"] == "direct"
    assert exchange.sent["in_reply_to_id"] == "51"
    assert exchange.sent["status"] == "@bob@m.example Ciao"


@pytest.mark.parametrize(
    "name", [name for name in CASES if hasattr(all_networks()[name], "ACTIONS") and name != "bluesky"]
)
def test_hiding_is_asked_for_in_the_networks_words(name: str) -> None:
    module: Moderator = CASES[name][0]
    message = heard(name).messages[0]

    def judged(request: Request) -> Response:
        official.judge(name, request)
        return answer(value={"success": True})

    for action in sorted(module.ACTIONS):
        _, exchange = drive(module.moderate(action, message, session(name), PLANNED), judged)
        assert len(exchange.asked) == 1
        assert exchange.asked[0].method in {"POST", "PUT"}
