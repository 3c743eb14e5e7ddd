"""What accounts should say, on their pages: declared fields, their lengths, and whether anybody knows it to be true."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from smm_build.domain.brand import About
from smm_build.domain.channel import Contact, Profile
from smm_build.domain.sentence import Language
from smm_build.plan import ProfileStanding, ProfileState
from smm_build.site.pages import pages
from tests.site_workspaces import brand, plan, workspace
from tests.values import a_channel, a_post

SEEN = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
X = a_channel(
    "x",
    profile=Profile(
        name="Aurora",
        bio="b" * 170,
        contact=Contact(email="ciao@aurora.example"),
        hours={"tue": "08:00-13:00,15:00-19:00", "wed": "08:00-13:00, 15:00-19:00"},
        pinned="one",
    ),
)
THREADS = a_channel("threads", profile=Profile(name="Aurora", link="https://aurora.example", avatar="content/a.png"))


def made(*standings: ProfileStanding, language: Language = "en", public: bool = False) -> dict[str, str]:
    about = replace(brand(language), about=About(short="Coffee roasted in Turin.", long="c" * 151))
    known = workspace((), of=about, channels=(X, THREADS), posts=[replace(a_post("one"), title="Five mistakes")])
    site = pages(known, (), plan(()), public=public, profiles=standings)
    return {path: str(content) for path, content in site.items() if path.endswith(".md")}


def test_every_declared_field_stands_there_with_its_length() -> None:
    said = made()["channels/x.md"]
    for part in ("Aurora", "(6 of 50 characters)", "(170 of 160 characters)", "ciao@aurora.example"):
        assert part in said
    assert "Mon closed; Tue–Wed 08:00-13:00, 15:00-19:00; Thu–Sun closed" in said
    assert said.count("this network has no place for it") == 2, "X has neither an e-mail nor opening hours"
    assert "Five mistakes" in said, "the post that stands first is called by its title"
    assert said.count("missing") == 3, "the link and both pictures"


def test_a_text_that_follows_from_the_brand_says_so() -> None:
    said = made()["channels/threads.md"]
    assert "Coffee roasted in Turin." in said, "the long one does not fit"
    assert "(24 of 150 characters)" in said
    assert "from <code>about</code> in brand.yml" in said
    assert "Coffee roasted in Turin." in made()["brand.md"]


@pytest.mark.parametrize(
    ("state", "en", "it"),
    [
        (ProfileState.AS_DECLARED, "Last verified 20 November 2026, 09:30 by Giulia", "Verificato il 20 novembre 2026"),
        (ProfileState.DRIFTED, "Says something else: bio, profile picture (seen 20", "Dice altro: bio, immagine del"),
        (ProfileState.CHANGED, "Declared anew since it was looked at (20 November", "Riscritto dopo l'ultimo sguardo"),
        (ProfileState.UNSEEN, "Never verified", "Mai verificato"),
    ],
)
def test_what_is_known_of_the_account(state: ProfileState, en: str, it: str) -> None:
    at = None if state is ProfileState.UNSEEN else SEEN
    fields = ("bio", "avatar") if state is ProfileState.DRIFTED else ()
    standing = ProfileStanding(replace(X, server="https://api.x.com"), state, at, fields, at, "Giulia")
    for path in ("channels/x.md", "brand.md"):
        assert en in made(standing)[path]
        assert it in made(standing, language="it")[path].replace("&#39;", "'")
    for path in ("index.md", "wrong.md"):
        assert ("The account says something else: bio, profile picture" in made(standing)[path]) is bool(fields)
    assert "smm profiles diff x" in made(standing)["wrong.md"] or not fields


def test_the_world_is_told_nothing_of_it() -> None:
    standing = ProfileStanding(X, ProfileState.DRIFTED, SEEN, ("bio",))
    said = "".join(made(standing, public=True).values())
    assert "something else" not in said
    assert "bbb" not in said
