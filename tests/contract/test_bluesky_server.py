"""Publishing on Bluesky's own reference server, and on our stand-in for it: what holds there has to hold here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Captions, MediaFacts, Rights
from smm_build.domain.place import Places
from smm_build.domain.post import Settings
from smm_build.domain.variant import VariantPart
from smm_build.networks import (
    Account,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Refused,
    Request,
    Response,
    Session,
    Standing,
    bluesky,
)
from smm_build.run.transport import HttpTransport
from smm_build.sandbox.standins._dag_cbor import record_cid
from tests.contract.pictures import write_picture
from tests.flows import PLANNED, a_picture, a_task, an_account, drive
from tests.servers.pds import Pds
from tests.stand_ins import InProcess

POSTS = "app.bsky.feed.post"
GATES = "app.bsky.feed.threadgate"


@dataclass(frozen=True)
class Place:
    """Where is published: how to send there, an account of one's own, and the account of somebody else."""

    send: Callable[[Request], Response]
    account: Account
    other: tuple[str, str]

    def call(self, name: str, session: Session, **what: Any) -> Response:
        """Ask for a method; ``params`` make it a query."""
        verb = "GET" if "params" in what else "POST"
        address = f"{self.account.server}/xrpc/{name}"
        return self.send(Request(verb, address, name, headers=session.headers, **what))

    def records(self, session: Session, collection: str = POSTS) -> Mapping[str, Any]:
        """Return what is in a collection, by address."""
        params = {"repo": session.facts["did"], "collection": collection, "reverse": "true"}
        found: Any = self.call("com.atproto.repo.listRecords", session, params=params).data["records"]
        return {record["uri"]: record for record in found}


@pytest.fixture(params=["reference server", "stand-in"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "stand-in":
        stand_in = InProcess("bluesky", tmp_path)
        secrets = stand_in.stand_in.SECRETS
        account = an_account("bluesky", secrets, server=stand_in.base, handle="aurora.example.com")
        answer = stand_in(
            Request(
                "GET", f"{stand_in.base}/xrpc/com.atproto.identity.resolveHandle", "", params={"handle": "bob.test"}
            )
        )
        yield Place(stand_in, account, ("bob.test", answer.text("did")))
        return
    pds: Pds = request.getfixturevalue("pds")
    somebody, other = pds.new_account(), pds.new_account()
    account = an_account("bluesky", {"PASSWORD": somebody.password}, server=pds.url, handle=somebody.handle)
    with HttpTransport(tmp_path) as transport:
        yield Place(transport, account, (other.handle, other.did))


@pytest.fixture
def session(place: Place) -> Session:
    return drive(bluesky.login(place.account), place.send)[0]


def publish(task: PartTask, session: Session, place: Place) -> PartReceipt:
    return drive(bluesky.publish(task, session), place.send)[0]


def test_a_thread_with_a_picture_and_facets(place: Place, session: Session, tmp_path: Path) -> None:
    handle, did = place.other
    picture = write_picture(tmp_path, alt="Una tazza")
    text = f"Caffè con @{handle} e @nobody-at-all.test ☕ https://aurora.it/menu #caffè"
    task = a_task(text, "E poi un altro.", account=place.account, media=[picture], settings=Settings(language="it"))
    first = publish(task, session, place)
    second = publish(dataclasses.replace(task, number=2, earlier=(first,)), session, place)

    records = place.records(session)
    assert set(records) == {first.id, second.id}
    value: Any = records[first.id]["value"]
    assert value["text"] == text
    assert value["langs"] == ["it"]
    assert [feature for facet in value["facets"] for feature in facet["features"]] == [
        {"$type": "app.bsky.richtext.facet#mention", "did": did},
        {"$type": "app.bsky.richtext.facet#link", "uri": "https://aurora.it/menu"},
        {"$type": "app.bsky.richtext.facet#tag", "tag": "caffè"},
    ]
    image = value["embed"]["images"][0]
    assert image["alt"] == "Una tazza"
    assert image["image"]["mimeType"] == "image/png"
    assert image["image"]["size"] == (tmp_path / picture.file).stat().st_size
    reply = records[second.id]["value"]["reply"]
    assert reply == {"root": {"uri": first.id, "cid": first.cid}, "parent": {"uri": first.id, "cid": first.cid}}


def test_the_file_itself_arrives(pds: Pds, tmp_path: Path) -> None:
    somebody = pds.new_account()
    account = an_account("bluesky", {"PASSWORD": somebody.password}, server=pds.url, handle=somebody.handle)
    picture = write_picture(tmp_path, alt="Una tazza")
    with HttpTransport(tmp_path) as send:
        session = drive(bluesky.login(account), send)[0]
        drive(bluesky.publish(a_task(account=account, media=[picture]), session), send)
    (record,) = pds.records(somebody)
    blob = record.value["embed"]["images"][0]["image"]
    assert pds.blob(somebody, blob["ref"]["$link"]) == (tmp_path / picture.file).read_bytes()


def test_twice_is_once(place: Place, session: Session) -> None:
    """A later attempt has another time in its record, and still nothing is written and nothing overwritten."""
    first = publish(a_task("Ciao", account=place.account), session, place)
    again = publish(a_task("Ciao", account=place.account, late=timedelta(hours=1)), session, place)
    assert first == again
    assert len(place.records(session)) == 1


def test_twice_is_once_where_not_everybody_may_answer(place: Place, session: Session) -> None:
    task = a_task("Ciao", account=place.account, settings=Settings(replies="nobody"))
    first = publish(task, session, place)
    with pytest.raises(InDoubt):
        publish(dataclasses.replace(task, at=task.at + timedelta(hours=1)), session, place)
    assert drive(bluesky.find(task, session), place.send)[0] == Found(first)
    assert len(place.records(session)) == 1
    (gate,) = place.records(session, GATES).values()
    assert gate["value"]["post"] == first.id
    assert gate["value"]["allow"] == []
    drive(bluesky.remove(first, session), place.send)
    assert not place.records(session)
    assert not place.records(session, GATES)


def test_found_after_the_answer_got_lost(place: Place, session: Session) -> None:
    task = a_task("Ciao", account=place.account)
    assert drive(bluesky.find(task, session), place.send)[0] == NotThere()

    def lossy(request: Request) -> Response:
        place.send(request)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        drive(bluesky.publish(task, session), lossy)
    found = drive(bluesky.find(dataclasses.replace(task, at=task.at + timedelta(hours=2)), session), place.send)[0]
    assert isinstance(found, Found)
    assert list(place.records(session)) == [found.receipt.id]
    assert publish(task, session, place) == found.receipt


def test_a_wrong_password(place: Place) -> None:
    wrong = dataclasses.replace(place.account, secrets={"PASSWORD": "wrong"})
    with pytest.raises(Refused) as refused:
        drive(bluesky.login(wrong), place.send)
    assert refused.value.trouble is Trouble.AUTH


def test_an_expired_session(place: Place, session: Session) -> None:
    stale = dataclasses.replace(session, headers={"Authorization": "Bearer nonsense"})
    with pytest.raises(Refused) as refused:
        publish(a_task("Ciao", account=place.account), stale, place)
    assert refused.value.trouble is Trouble.AUTH


@pytest.mark.parametrize("text", ["è" * 300, "👨‍👩‍👧" * 100])
def test_what_we_let_through_the_server_takes(text: str, place: Place, session: Session) -> None:
    assert publish(a_task(text, account=place.account), session, place).id


def test_a_card_with_a_picture_and_a_quoted_post(place: Place, session: Session, tmp_path: Path) -> None:
    quoted = publish(a_task("Citami", account=place.account), session, place)
    rkey = quoted.id.rpartition("/")[2]
    settings = Settings(
        title="Il menù",
        cover=write_picture(tmp_path, alt=None),
        quote=f"https://bsky.app/profile/{place.account.channel.handle}/post/{rkey}",
    )
    task = a_task("Ecco", account=place.account, settings=settings, planned=PLANNED + timedelta(hours=1))
    task = dataclasses.replace(task, variant=dataclasses.replace(task.variant, link="https://aurora.it/menu"))
    receipt = publish(task, session, place)
    embed: Any = place.records(session)[receipt.id]["value"]["embed"]
    assert embed["record"]["record"] == {"uri": quoted.id, "cid": quoted.cid}
    card = embed["media"]["external"]
    assert (card["uri"], card["title"], card["description"]) == ("https://aurora.it/menu", "Il menù", "")
    assert card["thumb"]["mimeType"] == "image/png"


def test_six_pictures_and_a_film(place: Place, session: Session, tmp_path: Path) -> None:
    cup = write_picture(tmp_path, alt=None)
    media = [dataclasses.replace(cup, alt=f"Tazza {number}") for number in range(6)]
    first = publish(a_task(account=place.account, media=media), session, place)
    film = tmp_path / "content/assets/film.mp4"
    film.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom")
    facts = MediaFacts("0" * 64, film.stat().st_size, "video/mp4", 1080, 1920, seconds=8)
    words = tmp_path / "content/assets/film.it.vtt"
    words.write_text("WEBVTT\n\n00:00.000 --> 00:05.000\nIl vapore sale.\n", encoding="utf-8")
    captions = Captions("content/assets/film.it.vtt", "0" * 64, words.stat().st_size)
    rights = Rights("content/assets/film.mp4.yml", Places("", {}, {}), caption_file=captions)
    moving = dataclasses.replace(a_picture(alt="Vapore"), file="content/assets/film.mp4", facts=facts, rights=rights)
    later = a_task(account=place.account, media=[moving], planned=PLANNED + timedelta(hours=1))
    second = publish(later, session, place)
    values: Any = {uri: record["value"] for uri, record in place.records(session).items()}
    assert [item["alt"] for item in values[first.id]["embed"]["items"]] == [f"Tazza {number}" for number in range(6)]
    embed = values[second.id]["embed"]
    assert (embed["$type"], embed["video"]["mimeType"]) == ("app.bsky.embed.video", "video/mp4")
    (subtitles,) = embed["captions"]
    assert (subtitles["lang"], subtitles["file"]["mimeType"]) == ("it", "text/vtt")
    assert (embed["alt"], embed["aspectRatio"]) == ("Vapore", {"width": 1080, "height": 1920})


def test_a_first_comment_and_a_warning(place: Place, session: Session) -> None:
    task = a_task("Ciao", account=place.account, settings=Settings(content_warning="graphic-media"))
    comment = VariantPart("Il menù: https://aurora.it/menu", (), task.variant.parts[0].place)
    task = dataclasses.replace(task, variant=dataclasses.replace(task.variant, comment=comment))
    first = publish(task, session, place)
    second = publish(dataclasses.replace(task, number=2, earlier=(first,)), session, place)
    records: Any = place.records(session)
    assert records[first.id]["value"]["labels"]["values"] == [{"val": "graphic-media"}]
    assert records[second.id]["value"]["text"] == comment.text
    assert records[second.id]["value"]["reply"]["parent"]["uri"] == first.id


def test_deleted_and_deleted_again(place: Place, session: Session) -> None:
    receipt = publish(a_task("Ciao", account=place.account), session, place)
    for _ in range(2):
        drive(bluesky.remove(receipt, session), place.send)
    assert not place.records(session)


def test_examined(place: Place, session: Session) -> None:
    checkup = drive(bluesky.examine(session, PLANNED), place.send)[0]
    assert checkup.name == place.account.channel.handle
    assert not [advice for advice in checkup.advice if advice.standing is Standing.WRONG]


def test_an_app_password_is_known_from_the_main_one(pds: Pds, tmp_path: Path) -> None:
    somebody = pds.new_account()
    made = pds.call("com.atproto.server.createAppPassword", body={"name": "smm"}, token=somebody.access_jwt)
    standings = []
    with HttpTransport(tmp_path) as send:
        for password in (made["password"], somebody.password):
            account = an_account("bluesky", {"PASSWORD": password}, server=pds.url, handle=somebody.handle)
            session = drive(bluesky.login(account), send)[0]
            standings.append(drive(bluesky.examine(session, PLANNED), send)[0].advice[0].standing)
    assert standings == [Standing.FINE, Standing.SOON]


NOW = "2026-12-01T08:30:00Z"
KEY = "3mbtoryzv2s2a"
CID = record_cid({"a": 1})
GOOD: dict[str, Any] = {"$type": POSTS, "text": "Ciao", "createdAt": NOW}
BLOB = {"$type": "blob", "ref": {"$link": CID}, "mimeType": "image/png", "size": 5}
PICTURE = {"image": BLOB, "alt": ""}


def with_embed(**embed: Any) -> dict[str, Any]:
    return {**GOOD, "embed": embed}


BAD_RECORDS: dict[str, dict[str, Any]] = {
    "another type": {**GOOD, "$type": GATES},
    "no text": {"$type": POSTS, "createdAt": NOW},
    "no time": {"$type": POSTS, "text": "Ciao"},
    "a time without a zone": {**GOOD, "createdAt": "2026-12-01T08:30:00"},
    "a month that is none": {**GOOD, "createdAt": "2026-13-01T08:30:00Z"},
    "301 graphemes": {**GOOD, "text": "a" * 301},
    "3025 bytes": {**GOOD, "text": "👨‍👩‍👧‍👧" * 121},
    "a text that is none": {**GOOD, "text": 5},
    "four languages": {**GOOD, "langs": ["it", "en", "de", "fr"]},
    "a language that is none": {**GOOD, "langs": ["italiano!"]},
    "a facet without a place": {**GOOD, "facets": [{"features": []}]},
    "a facet before the text": {**GOOD, "facets": [{"index": {"byteStart": -1, "byteEnd": 2}, "features": []}]},
    "a mention of nobody": {
        **GOOD,
        "facets": [
            {
                "index": {"byteStart": 0, "byteEnd": 2},
                "features": [{"$type": "app.bsky.richtext.facet#mention", "did": "@bob"}],
            }
        ],
    },
    "a reply to nothing": {**GOOD, "reply": {"root": {"uri": "3k", "cid": CID}, "parent": {"uri": "3k", "cid": CID}}},
    "a reply without a parent": {**GOOD, "reply": {"root": {"uri": f"at://did:plc:a/{POSTS}/{KEY}", "cid": CID}}},
    "an embed without its type": {**GOOD, "embed": {"images": []}},
    "a picture without alt": with_embed(**{"$type": "app.bsky.embed.images", "images": [{"image": BLOB}]}),
    "five pictures": with_embed(**{"$type": "app.bsky.embed.images", "images": [PICTURE] * 5}),
    "a picture that is no file": with_embed(
        **{"$type": "app.bsky.embed.images", "images": [{"image": "x", "alt": ""}]}
    ),
    "a picture over 2 MB": with_embed(
        **{"$type": "app.bsky.embed.images", "images": [{"image": {**BLOB, "size": 2_000_001}, "alt": ""}]}
    ),
    "a gallery without shapes": with_embed(
        **{"$type": "app.bsky.embed.gallery", "items": [{"$type": "app.bsky.embed.gallery#image", **PICTURE}]}
    ),
    "a film that is a picture": with_embed(**{"$type": "app.bsky.embed.video", "video": BLOB}),
    "a card without a title": with_embed(
        **{"$type": "app.bsky.embed.external", "external": {"uri": "https://a.it", "description": ""}}
    ),
    "a card without an address": with_embed(
        **{"$type": "app.bsky.embed.external", "external": {"uri": "a.it", "title": "", "description": ""}}
    ),
    "a quoted nothing": with_embed(**{"$type": "app.bsky.embed.record", "record": {"uri": "3k"}}),
    "labels without their type": {**GOOD, "labels": {"values": []}},
    "a file that is not there": with_embed(**{"$type": "app.bsky.embed.images", "images": [PICTURE]}),
}


REFUSALS = {"InvalidRequest", "BlobNotFound", "InvalidMimeType", "BlobTooLarge"}


class TestBothRefuse:
    """What the reference server refuses, the stand-in refuses."""

    def test_a_bad_record(self, place: Place, session: Session) -> None:
        taken = {}
        for name, record in BAD_RECORDS.items():
            body = {"repo": session.facts["did"], "collection": POSTS, "rkey": KEY, "record": record, "validate": True}
            answer = place.call("com.atproto.repo.putRecord", session, json=body)
            if answer.status != 400 or answer.text("error") not in REFUSALS:
                taken[name] = answer.body
        assert not taken
        assert not place.records(session)

    def test_a_bad_write(self, place: Place, session: Session) -> None:
        good = {"repo": session.facts["did"], "collection": POSTS, "rkey": KEY, "record": GOOD, "validate": True}
        changes: list[tuple[dict[str, Any], int, str]] = [
            ({"rkey": "espresso"}, 400, "InvalidRequest"),
            ({"rkey": "a/b"}, 400, "InvalidRequest"),
            ({"rkey": None}, 400, "InvalidRequest"),
            ({"record": None}, 400, "InvalidRequest"),
            ({"collection": "app.bsky.feed.nothing"}, 400, "InvalidRequest"),
            ({"swapRecord": CID}, 400, "InvalidSwap"),
            ({"swapRecord": None}, 200, ""),
        ]
        for change, status, error in changes:
            body = {name: value for name, value in (good | change).items() if value is not None or name == "swapRecord"}
            answer = place.call("com.atproto.repo.putRecord", session, json=body)
            assert (answer.status, answer.text("error")) == (status, error), (change, answer.body)
        elsewhere = place.call("com.atproto.repo.putRecord", session, json={**good, "repo": place.other[1]})
        assert elsewhere.status in {400, 401, 403}

    def test_a_record_has_the_same_content_id(self, place: Place, session: Session) -> None:
        body = {"repo": session.facts["did"], "collection": POSTS, "rkey": KEY, "record": GOOD, "validate": True}
        first = place.call("com.atproto.repo.putRecord", session, json=body)
        again = place.call("com.atproto.repo.putRecord", session, json=body)
        assert first.text("cid") == again.text("cid") == record_cid(GOOD)
        assert "commit" in first.data
        assert "commit" not in again.data
        other = {**body, "record": {**GOOD, "text": "Altro"}, "swapRecord": None}
        assert place.call("com.atproto.repo.putRecord", session, json=other).text("error") == "InvalidSwap"
        assert place.call("com.atproto.repo.createRecord", session, json=body).status == 500

    def test_without_a_session(self, place: Place, session: Session) -> None:
        body = {"repo": session.facts["did"], "collection": POSTS, "rkey": KEY, "record": GOOD}
        for headers, said in (({}, (401, "AuthMissing")), ({"Authorization": "Bearer x"}, (400, "InvalidToken"))):
            nobody = dataclasses.replace(session, headers=headers)
            answer = place.call("com.atproto.repo.putRecord", nobody, json=body)
            assert (answer.status, answer.text("error")) == said

    def test_all_writes_or_none(self, place: Place, session: Session) -> None:
        kind = "com.atproto.repo.applyWrites#create"
        good = {"$type": kind, "collection": POSTS, "rkey": KEY, "value": GOOD}
        bad = {**good, "rkey": "3mbtoryzv2s2b", "value": {**GOOD, "text": "a" * 301}}
        body = {"repo": session.facts["did"], "validate": True, "writes": [good, bad]}
        assert place.call("com.atproto.repo.applyWrites", session, json=body).status == 400
        assert not place.records(session)

    def test_what_is_not_there(self, place: Place, session: Session) -> None:
        params = {"repo": session.facts["did"], "collection": POSTS, "rkey": KEY}
        answer = place.call("com.atproto.repo.getRecord", session, params=params)
        assert (answer.status, answer.text("error")) == (400, "RecordNotFound")
        assert place.call("com.atproto.repo.nothing", session, json={}).status in {400, 404, 501}
        unknown = place.call("com.atproto.identity.resolveHandle", session, params={"handle": "nobody-here.test"})
        assert unknown.status == 400
