"""A post edited while nobody knew whether it was out: who finds posts by their words must not say "not there"."""

from __future__ import annotations

import dataclasses

from smm_build.networks import CannotKnow, Found, NotThere, Session, bluesky, mastodon
from tests.flows import a_task, an_account, answer, drive

ACCOUNT = an_account("mastodon", {"TOKEN": "good"})
SESSION = Session(ACCOUNT, {}, {"account_id": "1"})
OLD_WORDS = {"id": "7", "content": "<p>Other words</p>", "created_at": "2026-12-01T08:30:05Z", "media_attachments": []}
NEW_WORDS = OLD_WORDS | {"content": "<p>Ciao</p>"}


def test_mastodon_cannot_know_what_had_other_words() -> None:
    """Its posts have no key to find them by."""
    task = a_task(account=ACCOUNT)
    asked = [answer(value=[OLD_WORDS]), answer(value=[])]
    assert isinstance(drive(mastodon.find(task, SESSION), asked)[0], NotThere)
    changed = dataclasses.replace(task, changed=True)
    assert isinstance(drive(mastodon.find(changed, SESSION), asked)[0], CannotKnow)


def test_mastodon_finds_what_has_the_present_words() -> None:
    """Which of the attempts got through does not matter when its words are there."""
    changed = dataclasses.replace(a_task(account=ACCOUNT), changed=True)
    assert isinstance(drive(mastodon.find(changed, SESSION), [answer(value=[NEW_WORDS])])[0], Found)


def test_bluesky_finds_by_its_key_whatever_the_words() -> None:
    """Nothing under the key is nothing at all."""
    account = an_account("bluesky", {"PASSWORD": "good"})
    session = Session(account, {"Authorization": "Bearer t"}, {"did": "did:plc:me", "handle": "me.example.com"})
    changed = dataclasses.replace(a_task(account=account), changed=True)
    nothing = answer(400, {"error": "RecordNotFound"})
    assert isinstance(drive(bluesky.find(changed, session), [nothing])[0], NotThere)
