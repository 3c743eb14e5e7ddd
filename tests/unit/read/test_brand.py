"""The brand's own files: brand, voice, people, team, channels, strategy, campaigns."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from smm_build.domain.brand import Colour, Logo, Term
from smm_build.domain.channel import Cadence, QuietHours
from smm_build.domain.place import Place
from smm_build.domain.post import Settings
from smm_build.domain.team import HandOff, TeamMember
from smm_build.read import load
from tests.unit.read.conftest import DEFAULTS, Doc, write


def test_every_key_of_the_brand(workspace_doc: Doc) -> None:
    """Everything docs/formats.md lists for brand, voice, people and team is read and kept.

    === brand/brand.yml
    name: Torrefazione Aurora
    locale: it
    languages: [it, en]
    timezone: Europe/Rome
    site: https://aurora.example
    description: A small roastery in Turin.
    grace: 4h
    palette:
      - {name: Aurora red, value: "#b3392f", use: accents}
    typography: {headings: Fraunces, text: Inter}
    logos:
      - {name: main, file: assets/logo.svg, use: light backgrounds}
    links:
      hosts: [aurora.example]
      utm: {source: "{network}", medium: social}
    === content/assets/logo.svg
    <svg/>
    === brand/voice.yml
    tone: [warm, plain]
    terms:
      - {use: espresso, avoid: [expresso], reason: It is Italian.}
      - {avoid: [cheap]}
    emoji: {max: 3, allowed: ["☕"]}
    hashtags: {max: 5, always: ["#specialtycoffee"]}
    claims: [We never say healthy.]
    disclosure: {it: "#pubblicità", en: "#ad"}
    === brand/people.yml
    acme:
      name: Acme Machines
      handles: {instagram: acme, mastodon: acme@example.social}
    === brand/team.yml
    people:
      editor: {name: Giulia, roles: [editor, approver]}
    hand_offs:
      orders: {to: shop, contact: The shop manager}
    """
    assert workspace_doc.loaded.findings == ()
    workspace = workspace_doc.workspace
    brand = workspace.brand
    assert (brand.name, brand.zone.key, brand.locale, brand.languages) == (
        "Torrefazione Aurora",
        "Europe/Rome",
        "it",
        ("it", "en"),
    )
    assert (brand.site, brand.description, brand.grace) == (
        "https://aurora.example",
        "A small roastery in Turin.",
        timedelta(hours=4),
    )
    assert brand.palette == (Colour("Aurora red", "#b3392f", "accents"),)
    assert brand.fonts == {"headings": "Fraunces", "text": "Inter"}
    assert brand.logos == (Logo("main", "content/assets/logo.svg", "light backgrounds"),)
    assert (brand.links.hosts, brand.links.utm) == (("aurora.example",), {"source": "{network}", "medium": "social"})
    voice = brand.voice
    assert voice.tone == ("warm", "plain")
    assert voice.terms == (Term("espresso", ("expresso",), "It is Italian."), Term(None, ("cheap",)))
    assert (voice.emoji_max, voice.emoji_allowed) == (3, ("☕",))
    assert (voice.hashtags_max, voice.hashtags) == (5, ("#specialtycoffee",))
    assert (voice.claims, voice.disclosure) == (("We never say healthy.",), {"it": "#pubblicità", "en": "#ad"})
    acme = workspace.people["acme"]
    assert (acme.name, acme.handles) == ("Acme Machines", {"instagram": "acme", "mastodon": "acme@example.social"})
    team = workspace.team
    assert team is not None
    assert team.people == {"editor": TeamMember("editor", "Giulia", ("editor", "approver"))}
    assert team.hand_offs == {"orders": HandOff("orders", "shop", "The shop manager")}
    assert team.names == {"editor", "approver"}


def test_what_a_brand_leaves_out(tmp_path: Path) -> None:
    """Name and zone are all that is needed."""
    write(tmp_path, {"brand/brand.yml": "name: A\ntimezone: UTC\n"})
    loaded = load(tmp_path)
    assert loaded.findings == ()
    brand = loaded.workspace.brand
    assert (brand.locale, brand.languages, brand.grace) == ("en", ("en",), timedelta(hours=6))
    assert (loaded.workspace.posts, loaded.workspace.strategy, loaded.workspace.team) == ((), None, None)


def test_no_brand_is_a_finding_and_posts_are_read(tmp_path: Path) -> None:
    """Times are read as UTC then, and the finding says so."""
    write(tmp_path, {"content/posts/a.md": "---\npublish_at: 2026-12-01 09:30\n---\nText.\n"})
    loaded = load(tmp_path)
    (finding,), (post,) = loaded.findings, loaded.workspace.posts
    assert (finding.code, finding.place) == ("FMT030", Place("brand/brand.yml"))
    assert str(post.settings.publish_at) == "2026-12-01 09:30:00+00:00"


@pytest.mark.parametrize(
    ("text", "spots"),
    [
        ("", ["FMT006 1:1", "FMT006 1:1"]),
        ("name: A\n", ["FMT006 1:1"]),
        ("name: A\ntimezon: Europe/Rome\n", ["FMT004 2:1"]),
        ("nam: A\ntimezone: UTC\n", ["FMT004 1:1"]),
        ("name: A\ntimezone: UTC\nlogos: [{name: l, path: l.png}]\n", ["FMT004 3:19"]),
        ("name: A\ntimezone: Europe/Roma\n", ["FMT005 2:11"]),
        ("name: A\ntimezone: ../../etc/passwd\n", ["FMT005 2:11"]),
        ("name: A\ntimezone: Europe\n", ["FMT005 2:11"]),
        ("name: A\ntimezone: UTC\nlocale: de\n", ["FMT005 3:9"]),
        ("name: A\ntimezone: UTC\ngrace: 6\n", ["FMT005 3:8"]),
        ("name: A\ntimezone: UTC\nsite: aurora.example\n", ["FMT005 3:7"]),
        ("name: A\ntimezone: UTC\npalette: [{name: r, value: red}]\n", ["FMT005 3:28"]),
        ("name: A\ntimezone: UTC\nlogos: [{name: l, file: ../x.png}]\n", ["FMT015 3:25"]),
        ("name: A\ntimezone: UTC\nlogos: [{name: l, file: ../../x.png}]\n", ["FMT014 3:25"]),
        ("name: [A\n", ["FMT002 1:7"]),
        ("- name\n", ["FMT005 1:1"]),
    ],
)
def test_a_brand_with_faults_is_still_a_brand(tmp_path: Path, text: str, spots: list[str]) -> None:
    """Every fault has its place, and what is missing is filled in."""
    write(tmp_path, {"brand/brand.yml": text})
    loaded = load(tmp_path)
    assert [f"{f.code} {f.place.line}:{f.place.column}" for f in loaded.findings] == spots
    assert loaded.workspace.brand.zone.key == "UTC"


def test_a_handle_nobody_uses(workspace_doc: Doc) -> None:
    """Handles go by network or channel; a slip is a warning with a suggestion.

    === brand/channels/x-shop.yml
    network: x
    === brand/people.yml
    acme:
      handles: {mastodn: acme, x-shop: acme_shop, x: acme}
    nobody:
    """
    finding = workspace_doc.finding
    assert (finding.code, str(finding.place)) == ("FMT031", "brand/people.yml:2:13")
    assert finding.fix is not None
    assert finding.fix.it == "Intendevi `mastodon`?"
    assert workspace_doc.workspace.people["nobody"].name == "nobody"


# --- Channels --------------------------------------------------------------------------------------------------------


def test_every_key_of_a_channel(workspace_doc: Doc) -> None:
    """Everything docs/formats.md lists for a channel is read and kept.

    === content/assets/avatar.png
    x
    === brand/channels/blue.sky-2.yml
    network: bluesky
    handle: aurora.example.com
    name: Torrefazione Aurora
    url: https://bsky.app/profile/aurora.example.com
    account: did:plc:abc
    server: https://bsky.social/
    publish: manual
    cadence: {per_week: 3, slots: ["tue 18:30", "sat 10:00"]}
    quiet_hours: {from: "22:00", to: 07:00}
    defaults: {language: it, grace: 3h, visibility: public}
    limits: {characters: 5000}
    profile: {name: Aurora, bio: Coffee., link: https://aurora.example, avatar: assets/avatar.png}
    """
    assert workspace_doc.loaded.findings == ()
    channel = workspace_doc.workspace.channels["blue.sky-2"]
    assert (channel.network, channel.handle, channel.name) == ("bluesky", "aurora.example.com", "Torrefazione Aurora")
    assert (channel.url, channel.account) == ("https://bsky.app/profile/aurora.example.com", "did:plc:abc")
    assert (channel.server, channel.rehearsed) == ("https://bsky.social", False)
    assert (channel.credentials, channel.publish) == ("SMM_BLUE_SKY_2", "manual")
    assert channel.cadence == Cadence(3.0, ("tue 18:30", "sat 10:00"))
    assert channel.quiet_hours == QuietHours("22:00", "07:00")
    assert channel.defaults == Settings(language="it", grace=timedelta(hours=3), visibility="public")
    assert channel.limits == {"characters": 5000}
    assert (channel.profile.avatar, channel.profile.bio) == ("content/assets/avatar.png", "Coffee.")
    assert workspace_doc.workspace.channels["x"].rehearsed


@pytest.mark.parametrize(
    ("server", "code"),
    [
        ("http://bsky.social", "FMT023"),
        ("http://127.0.0.1.example.com", "FMT023"),
        ("http://10.0.0.1", "FMT023"),
        ("bsky.social", "FMT005"),
        ("ftp://bsky.social", "FMT005"),
        ("https://", "FMT005"),
        ("https://me:secret@bsky.social", "FMT005"),
        ("https://bsky.social?x=1", "FMT005"),
        ("https://[::1", "FMT005"),
        ("https://bsky.social:99999", "FMT005"),
        ("[https://bsky.social]", "FMT005"),
        ("# later", "FMT005"),
    ],
)
def test_servers_nothing_is_sent_to(tmp_path: Path, server: str, code: str) -> None:
    """A doubtful server makes the channel unusable and holds back its posts, rather than rehearsing them."""
    post = "---\nchannels: [x, mine]\n---\nText.\n"
    channel = f"network: mastodon\nserver: {server}\n"
    write(tmp_path, {**DEFAULTS, "brand/channels/mine.yml": channel, "content/posts/a.md": post})
    loaded = load(tmp_path)
    found, held = loaded.findings
    assert (found.code, str(found.place), found.channel) == (
        code,
        f"brand/channels/mine.yml:2:{8 if server.startswith('#') else 9}",
        "mine",
    )
    assert (held.code, held.post, held.channel) == ("FMT021", "a", "mine")
    assert "mine" not in loaded.workspace.channels
    assert "secret" not in str(loaded.findings)


@pytest.mark.parametrize(
    "server",
    ["http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:3000", "http://pds.localhost", "https://a.b"],
)
def test_servers_that_are_fine(tmp_path: Path, server: str) -> None:
    """Without encryption only to this machine itself."""
    write(tmp_path, {**DEFAULTS, "brand/channels/mine.yml": f"network: mastodon\nserver: {server}\n"})
    loaded = load(tmp_path)
    assert loaded.findings == ()
    assert loaded.workspace.channels["mine"].server == server


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("", "FMT006 1:1"),
        ("network: mastodn", "FMT022 1:10"),
        ("nework: mastodon", "FMT004 1:1"),
        ("network: x\nlimits: {charactrs: 5}", "FMT004 2:10"),
        ("network: x\nlimits: {characters: many}", "FMT005 2:22"),
        ("network: x\ncadence: {slots: [mar 18:30]}", "FMT005 2:19"),
        ("network: x\nquiet_hours: {from: 22:00}", "FMT006 2:14"),
        ("network: x\nquiet_hours: {from: 22:00, to: 7}", "FMT005 2:32"),
        ("network: x\ncredentials: smm-x", "FMT005 2:14"),
        ("network: x\ndefaults: {publish_at: 2026-12-01 09:30}", "FMT004 2:12"),
        ("network: x\nprofile: {avatar: assets/none.png}", "FMT015 2:19"),
    ],
)
def test_channels_with_faults(tmp_path: Path, text: str, spot: str) -> None:
    """Every fault has its place and names the channel."""
    write(tmp_path, {**DEFAULTS, "brand/channels/mine.yml": text})
    (finding,) = load(tmp_path).findings
    assert (f"{finding.code} {finding.place.line}:{finding.place.column}", finding.channel) == (spot, "mine")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("credentials: abcd-efgh-ijkl", "such as SMM_BLUESKY"),
        ("profile: {contact: {email: info at aurora}}", "such as info@example.com"),
        ("profile: {contact: {phone: ask}}", "such as +39 011 1234567"),
        ("profile: {hours: {mon: 7-19}}", 'such as "07:30-19:00"'),
        ("quiet_hours: 22-7", "such as {from: …, to: …}"),
    ],
)
def test_the_fix_says_what_fits_here(tmp_path: Path, text: str, words: str) -> None:
    write(tmp_path, {**DEFAULTS, "brand/channels/mine.yml": f"network: x\n{text}\n"})
    (finding,) = load(tmp_path).findings
    assert finding.code == "FMT005"
    assert finding.fix is not None
    assert words in finding.fix.en


def test_what_stands_for_the_name_of_a_variable_is_not_repeated(tmp_path: Path) -> None:
    """It may be the secret itself, and a log may be public."""
    write(tmp_path, {**DEFAULTS, "brand/channels/mine.yml": "network: x\ncredentials: abcd-efgh-ijkl\n"})
    (finding,) = load(tmp_path).findings
    assert "abcd" not in f"{finding.message} {finding.fix}"


def test_a_zone_that_is_nearly_right(tmp_path: Path) -> None:
    write(tmp_path, {"brand/brand.yml": "name: A\ntimezone: America/New_York_City\n"})
    (finding,) = load(tmp_path).findings
    assert finding.fix == (
        "Write a zone of the IANA list, such as America/New_York.",
        "Scrivi un fuso dell'elenco IANA, come America/New_York.",
    )


# --- Strategy --------------------------------------------------------------------------------------------------------


def test_every_key_of_strategy_and_campaign(workspace_doc: Doc) -> None:
    """Everything docs/formats.md lists is read and kept, shares in both spellings.

    === strategy.md
    ---
    owner: editor
    period: {from: 2026-01-01, to: 2026-12-31}
    objectives:
      - {id: awareness, title: Be known, metric: reach, baseline: "4000", target: 9000, deadline: 2026-12-31}
    audiences:
      - {id: home, title: Home baristas, needs: Better coffee, language: it}
    pillars:
      - {id: education, title: How to, share: 40%, purpose: Teach, objectives: [awareness]}
      - {id: product, title: Product, share: 0.6}
    tactics:
      - {id: tip, title: A tip, objective: awareness}
    experiments:
      - {id: reels, hypothesis: Reels reach more, from: 2026-03-01, to: 2026-04-30, decision: Keep}
    ---

    Prose.
    === content/campaigns/winter.md
    ---
    title: Winter
    period: {from: 2026-11-15, to: 2027-01-10}
    objective: awareness
    owner: editor
    ---

    More prose.
    """
    assert workspace_doc.loaded.findings == ()
    strategy = workspace_doc.workspace.strategy
    assert strategy is not None
    assert (strategy.start_on, strategy.end_on, strategy.prose) == (date(2026, 1, 1), date(2026, 12, 31), "Prose.")
    (objective,) = strategy.objectives
    assert (objective.baseline, objective.target, objective.deadline) == ("4000", "9000", date(2026, 12, 31))
    assert [(pillar.id, pillar.share, pillar.place.line) for pillar in strategy.pillars] == [
        ("education", 0.4, 9),
        ("product", 0.6, 10),
    ]
    assert strategy.experiments[0].start_on == date(2026, 3, 1)
    winter = workspace_doc.workspace.campaigns["winter"]
    assert (winter.title, winter.start_on, winter.end_on) == ("Winter", date(2026, 11, 15), date(2027, 1, 10))
    assert (winter.objective, winter.prose) == ("awareness", "More prose.")


def test_one_wrong_entry_does_not_cost_the_others(workspace_doc: Doc) -> None:
    """The places of what is left are still right after something was left out.

    === strategy.md
    ---
    pillars:
      - {title: No id}
      - {id: b, title: B, share: 40}
      - {id: c, title: C, share: 150%}
      - {id: b, title: Again}
    experiments:
      - {id: x, hypothesis: Y, from: 1st of May}
    ---
    """
    assert workspace_doc.spots == ["FMT006 3:5", "FMT005 4:30", "FMT005 5:30", "FMT012 6:10", "FMT005 8:34"]
    strategy = workspace_doc.workspace.strategy
    assert strategy is not None
    assert [(pillar.id, pillar.share, pillar.place.line) for pillar in strategy.pillars] == [
        ("b", None, 4),
        ("c", None, 5),
        ("b", None, 6),
    ]
    assert strategy.experiments[0].start_on is None
