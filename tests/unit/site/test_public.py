"""A public site is made from what is out, so it cannot tell the rest."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from smm_build.domain.brand import Logo, Term, Voice
from smm_build.domain.channel import Profile
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.history import Change, FileHistory
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.plan import State
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.domain.team import Team, TeamMember
from smm_build.site.pages import Site, pages
from tests.site_workspaces import NOW, NOWHERE, brand, channel, delivery, plan, post, workspace

YESTERDAY = NOW - timedelta(days=1)


def everything(site: Site) -> str:
    return "\n".join([*site, *site.media.values(), *(str(content) for content in site.values())])


def test_only_posts_that_are_out_are_told_and_only_where_they_are_out() -> None:
    half = post("half", "Half of it", owner="secret-owner", notes="secret-note", pillar="secret-pillar")
    some = [
        delivery(half, channel("mastodon"), YESTERDAY, State.SENT, ["What went out"], url="https://m.example/1"),
        delivery(half, channel("linkedin"), NOW + timedelta(days=1), State.PLANNED, ["secret-variant"]),
        delivery(post("secret-id", "secret-title"), channel("x"), NOW, State.DRAFT, ["secret-draft"]),
    ]
    finding = Finding(
        "A1", "secret-finding", Severity.ERROR, Place("a.md"), Sentence("secret-message", "x"), post="half"
    )
    site = pages(workspace(some), [finding], plan(some), public=True)
    told = everything(site)
    assert "What went out" in told
    assert "https://m.example/1" in told
    assert "secret" not in told
    assert "linkedin" not in told.lower()
    assert not {"findings.md", "strategy.md", "campaigns.md"} & set(site)


def test_a_text_changed_after_it_went_out_is_not_told() -> None:
    edited = delivery(
        post("p"), channel("x"), YESTERDAY, State.SENT, ["secret-edit"], digest="0" * 64, link="https://secret.example/"
    )
    site = pages(workspace([edited]), (), plan([edited]), public=True)
    assert "secret" not in everything(site)
    assert "The file was changed after this was published" in str(site["posts/p.md"])


def test_what_is_recorded_without_a_digest_is_told() -> None:
    """History that was imported has no digest: it was out before we knew of it."""
    seeded = delivery(post("p"), channel("x"), YESTERDAY, State.SENT, ["An old text"], digest="")
    assert "An old text" in everything(pages(workspace([seeded]), (), plan([seeded]), public=True))


def test_a_first_comment_is_a_plan_and_not_told() -> None:
    said = Settings(language="it", first_comment="secret-comment", title="secret-title")
    sent = delivery(post("p"), channel("x"), YESTERDAY, State.SENT, settings=said)
    assert "secret" not in everything(pages(workspace([sent]), (), plan([sent]), public=True))


def test_no_view_tells_how_the_team_works() -> None:
    """Brand book, people, media, history, repository and everything else that is only for the team."""
    half = post("half", "Half of it", owner="secret-owner", reviewers=("secret-reviewer",), campaign="secret-campaign")
    media = Media("content/secret-file.png", "secret-alt", Place("p.md"), MediaFacts("cd" * 32, 1, "image/png", 1, 1))
    of = dataclasses.replace(
        brand(),
        repository="https://github.com/secret/plan",
        voice=Voice(("secret-tone",), (Term("secret-term", ("x",)),), claims=("secret-claim",)),
        logos=(Logo("secret-logo", "content/secret-logo.png"),),
    )
    declared = Profile("secret-name", "secret-bio", avatar="content/secret-avatar.png")
    some = [
        delivery(half, channel("mastodon", profile=declared), YESTERDAY, State.SENT, ["What went out"]),
        delivery(half, channel("x"), NOW + timedelta(days=1), State.PLANNED, ["secret-variant"], media=[media]),
        delivery(post("secret-wrong"), channel("x"), YESTERDAY, State.FAILED, ["secret-text"], reason="secret-reason"),
    ]
    team = Team({"secret-owner": TeamMember("secret-owner", "secret-person", ("secret-role",))}, {}, NOWHERE)
    everything_known = dataclasses.replace(workspace(some, of=of), team=team)
    change = Change(NOW, "secret-author")
    history = {half.path: FileHistory(change, change, 1)}
    inside = pages(everything_known, (), plan(some), history=history)
    for word in ("owner", "reviewer", "alt", "plan", "tone", "claim", "logo", "bio", "person", "author", "reason"):
        assert f"secret-{word}" in everything(inside) or f"secret/{word}" in everything(inside), word
    site = pages(everything_known, (), plan(some), public=True, history=history)
    assert "What went out" in everything(site)
    assert "secret" not in everything(site)
    assert not [path for path in site if path.startswith(("people", "brand", "media.", "wrong", "board", "agenda"))]
    assert not [path for path in site if "-W" in path]


def test_a_rehearsal_beside_a_live_channel_is_not_told() -> None:
    """The sandbox is not the world: what was only rehearsed there is still a plan."""
    live = channel("mastodon", server="https://m.example")
    some = [
        delivery(post("out"), live, YESTERDAY, State.SENT, ["What went out"]),
        delivery(post("out"), channel("bluesky"), YESTERDAY, State.SENT, ["secret-variant"]),
        delivery(post("secret-id", "secret-title"), channel("x"), YESTERDAY, State.SENT, ["secret-rehearsal"]),
    ]
    told = everything(pages(workspace(some), (), plan(some), public=True))
    assert "What went out" in told
    assert "secret" not in told
    assert "bluesky" not in told.lower()


def test_a_live_channel_that_has_sent_nothing_keeps_rehearsals_in_all_the_same() -> None:
    some = [delivery(post("secret-id"), channel("x"), YESTERDAY, State.SENT, ["secret-rehearsal"])]
    idle = channel("mastodon", server="https://m.example")
    assert "secret" not in everything(pages(workspace(some, channels=[idle]), (), plan(some), public=True))


def test_where_every_channel_is_rehearsed_the_demonstration_is_told() -> None:
    some = [delivery(post("demo"), channel("x"), YESTERDAY, State.SENT, ["A rehearsed text"])]
    assert "A rehearsed text" in everything(pages(workspace(some), (), plan(some), public=True))


def test_a_public_site_of_nothing_says_so() -> None:
    assert "Nothing has been published yet." in str(pages(workspace([]), (), plan([]), public=True)["index.md"])
