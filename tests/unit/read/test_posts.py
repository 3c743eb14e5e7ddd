"""Posts: front matter, channels, overrides, ids, times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Disclosure, Evergreen, Poll, Status
from smm_build.domain.time import utc_text
from smm_build.read import load
from tests.unit.read.conftest import DEFAULTS, Doc, write


def test_every_key_of_a_post(workspace_doc: Doc) -> None:
    """Everything docs/formats.md lists is read and kept, without a finding.

    === content/posts/2026/12/2026-12-01-espresso.md
    ---
    id: espresso-at-home
    title: "Five espresso mistakes"
    publish_at: 2026-12-01 09:30
    channels: [x, bluesky]
    pillar: education
    objective: awareness-2026
    audience: [home-baristas]
    campaign: winter-espresso
    owner: editor
    reviewers: [anna]
    link: https://example.com/guide
    first_comment: Which one do you make?
    language: it
    grace: 6h
    status: draft
    publish: manual
    format: thread
    poll: {options: [moka, filtro], duration: 1d12h, multiple: no}
    location: Turin
    visibility: public
    content_warning: caffeine
    disclosure: {type: paid, partner: acme, text: "#adv"}
    ai: assist
    evergreen: {every: 90d, cycles: 1}
    brief: photos
    notes: ask Anna
    overrides:
      x: {publish_at: +15m, link: https://example.com/x}
      bluesky: {publish_at: 2026-12-02 10:00+01:00}
    ignore:
      - BRD101: it is a quotation
    ---

    Text.
    """
    assert workspace_doc.loaded.findings == ()
    post = workspace_doc.post
    said = post.settings
    assert (post.id, post.title, post.path) == (
        "espresso-at-home",
        "Five espresso mistakes",
        "content/posts/2026/12/2026-12-01-espresso.md",
    )
    assert said.publish_at == datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    assert str(said.publish_at) == "2026-12-01 09:30:00+01:00"
    assert post.channels == ("x", "bluesky")
    assert (post.pillar, post.objective, post.audience) == ("education", "awareness-2026", ("home-baristas",))
    assert (post.campaign, post.owner, post.reviewers) == ("winter-espresso", "editor", ("anna",))
    assert (said.link, said.first_comment) == ("https://example.com/guide", "Which one do you make?")
    assert (said.language, said.grace, said.status) == ("it", timedelta(hours=6), Status.DRAFT)
    assert (said.publish, said.format, said.title) == ("manual", "thread", "Five espresso mistakes")
    assert said.poll == Poll(("moka", "filtro"), timedelta(hours=36), multiple=False)
    assert (said.location, said.visibility, said.content_warning, said.ai) == ("Turin", "public", "caffeine", "assist")
    assert said.disclosure == Disclosure("paid", "acme", "#adv")
    assert (post.series, post.evergreen) == (None, Evergreen(timedelta(days=90), 1))
    assert (post.brief, post.notes) == ("photos", "ask Anna")
    assert post.overrides["x"].shift == timedelta(minutes=15)
    assert post.overrides["x"].link == "https://example.com/x"
    assert post.overrides["x"].publish_at is None
    assert post.overrides["bluesky"].publish_at == datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
    (ignored,) = post.ignore
    assert (ignored.code, ignored.reason, ignored.place.line) == ("BRD101", "it is a quotation", 32)
    assert post.places.of("overrides.x.publish_at") == Place(post.path, 29, 19)
    assert post.places.of_key("pillar") == Place(post.path, 6, 1)


def test_yaml_does_not_guess(workspace_doc: Doc) -> None:
    """Words that YAML 1.1 turns into something else stay what the author wrote.

    === content/posts/a.md
    ---
    title: 1.10
    owner: NO
    language: "no"
    location: 12:30
    pillar: 0x10
    objective: null
    ---
    """
    post = workspace_doc.post
    assert (post.title, post.owner, post.settings.language) == ("1.10", "NO", "no")
    assert (post.settings.location, post.pillar, post.objective) == ("12:30", "0x10", None)
    assert workspace_doc.loaded.findings == ()


def test_what_is_left_out(workspace_doc: Doc) -> None:
    """The id is the file's name, the title the first line, and there is no time.

    === content/posts/deep/er/un-caffe.md
    ---
    channels: [x]
    ---

    <!-- for Anna -->

    Un caffè, grazie.
    E un bicchiere d'acqua.
    """
    post = workspace_doc.post
    assert (post.id, post.title, post.settings.publish_at) == ("un-caffe", "Un caffè, grazie.", None)
    assert post.settings.title is None
    assert workspace_doc.loaded.findings == ()


def test_all_problems_at_once_each_at_its_place(workspace_doc: Doc) -> None:
    """Nothing hides behind something else, and the sound rest is read all the same.

    === content/posts/a.md
    ---
    chanels: [x]
    title: Kept
    title: Again
    grace: soon
    channels: [x, blusky]
    status: onhold
    media:
      - alt: no file
      - {file: gone.png, alt: 3}
      - {fil: x.png}
    overrides:
      x: {publsh: manual, ai: some}
    poll: {options: [one]}
    link: example.com
    ignore: [BRD101]
    ---
    Text.
    """
    assert workspace_doc.spots == [
        "FMT004 2:1",
        "FMT003 4:1",
        "FMT005 5:8",
        "FMT007 6:15",
        "FMT005 7:9",
        "FMT006 9:5",
        "FMT015 10:12",
        "FMT004 11:6",
        "FMT004 13:7",
        "FMT005 13:27",
        "FMT005 14:17",
        "FMT005 15:7",
        "FMT028 16:10",
    ]
    post = workspace_doc.post
    assert post.title == "Kept"
    assert post.channels == ("x",)
    assert post.settings.media is not None
    assert [medium.file for medium in post.settings.media] == ["content/gone.png"]
    assert all(finding.post == "a" and finding.fix for finding in workspace_doc.loaded.findings)
    by_place = {(f.place.line, f.code): f for f in workspace_doc.loaded.findings}
    assert by_place[2, "FMT004"].fix == ("Did you mean `channels`?", "Intendevi `channels`?")
    assert by_place[6, "FMT007"].fix == ("Did you mean `bluesky`?", "Intendevi `bluesky`?")
    assert by_place[11, "FMT004"].fix == ("Did you mean `file`?", "Intendevi `file`?")
    assert by_place[13, "FMT004"].channel == "x"
    assert "`on-hold`" in str(by_place[7, "FMT005"].fix)


BROKEN = {
    "title: a: b": (2, 9),
    "title: @home": (2, 8),
    "title: 'open": (2, 8),
    "channels: [x": (2, 11),
    "title:\n\tx: 1": (3, 1),
    "title: \a": (2, 8),
    'title: "\\q"': (2, 9),
    "a: &a [*a]": (2, 1),
    "title: *nobody": (2, 8),
    "a: " + "[" * 500: (2, 1),
    "- x": (2, 1),
    "just words": (2, 1),
}


@pytest.mark.parametrize("front", BROKEN, ids=repr)
def test_broken_yaml_has_a_place_and_stops_nobody(front: str, tmp_path: Path) -> None:
    """A broken file is one finding in plain words; the others are read."""
    sound = "---\nchannels: [x]\n---\nText.\n"
    write(tmp_path, {**DEFAULTS, "content/posts/a.md": f"---\n{front}\n---\nText.\n", "content/posts/b.md": sound})
    loaded = load(tmp_path)
    assert [post.id for post in loaded.workspace.posts if post.id == "b"] == ["b"]
    first = loaded.findings[0]
    assert (first.place.line, first.place.column) == BROKEN[front]
    assert first.place.path == "content/posts/a.md"
    assert first.severity is Severity.ERROR
    assert first.fix is not None


def test_aliases_cannot_explode(tmp_path: Path) -> None:
    """Nine lines that would become a billion values are a finding, and quickly."""
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    front = "\n".join(levels)
    write(tmp_path, {**DEFAULTS, "content/posts/bomb.md": f"---\n{front}\n---\n"})
    (finding,) = load(tmp_path).findings
    assert finding.code == "FMT002"


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"", "FMT017", 1, 1),
        (b"Just text.\n", "FMT017", 1, 1),
        (b"\n---\ntitle: a\n---\n", "FMT017", 1, 1),
        (b"---\ntitle: a\n", "FMT018", 1, 1),
        (b"---", "FMT018", 1, 1),
        (b"---\ntitle: caf\xe9\n---\n", "FMT001", 2, 11),
        (b"---\r\ntitle: a\r\n---\r\nx\0\r\n", "FMT001", 4, 2),
        ("---\ntitle: a\n---\n".encode("utf-16"), "FMT001", 1, 1),
        (b"---\n---\n" + b"x" * 1_000_001, "FMT001", 1, 1),
    ],
)
def test_files_that_are_no_posts(tmp_path: Path, data: bytes, code: str, line: int, column: int) -> None:
    """What cannot be read at all is a finding at its place."""
    write(tmp_path, {**DEFAULTS, "content/posts/a.md": data})
    loaded = load(tmp_path)
    assert [(f.code, f.place) for f in loaded.findings] == [(code, Place("content/posts/a.md", line, column))]
    assert loaded.workspace.posts == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_editors_may_differ(tmp_path: Path, ending: str, mark: str) -> None:
    """Line ends and a byte order mark change neither the text nor the places."""
    text = "---\ntitle: Ciao\nchannels: [x, y]\n---\n\nUno\n\tdue  \n\n---\n\ntre\n"
    write(tmp_path, {**DEFAULTS, "content/posts/a.md": (mark + text.replace("\n", ending)).encode()})
    loaded = load(tmp_path)
    (post,) = loaded.workspace.posts
    assert [part.text for part in post.texts[""]] == ["Uno\n\tdue", "tre"]
    assert [(part.place.line, part.place.column) for part in post.texts[""]] == [(6, 1), (11, 1)]
    assert [str(f.place) for f in loaded.findings] == ["content/posts/a.md:3:15"]


# --- Ids -------------------------------------------------------------------------------------------------------------


def test_two_files_with_one_id(workspace_doc: Doc) -> None:
    """The later one names the first, capitals make no difference, and the post is held back.

    === content/posts/1.md
    ---
    id: caffe
    ---
    === content/posts/2.md
    ---
    title: Two
    id: Caffe
    ---
    """
    finding = workspace_doc.finding
    assert (finding.code, str(finding.place), finding.post) == ("FMT012", "content/posts/2.md:3:5", "caffe")
    assert "content/posts/1.md:2:5" in finding.message.en
    assert [post.path for post in workspace_doc.workspace.posts] == ["content/posts/1.md"]


@pytest.mark.parametrize("own_id", ["../../etc", "..", ".git", "caffè", "a b", '""', "a/b", "x" * 121, '"a\\0b"'])
def test_ids_that_cannot_be_paths(tmp_path: Path, own_id: str) -> None:
    """A bad id is an error, and the post is held back under a name that is safe in a path."""
    write(tmp_path, {**DEFAULTS, "content/posts/a.md": f"---\nid: {own_id}\n---\nText.\n"})
    loaded = load(tmp_path)
    (finding,), (post,) = loaded.findings, loaded.workspace.posts
    assert (finding.code, finding.place.line, finding.place.column) == ("FMT013", 2, 5)
    assert finding.post == post.id
    assert post.id.startswith("invalid-")
    assert post.id.removeprefix("invalid-").isalnum()


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("ciao a tutti è.md", "`ciao-a-tutti-e`"),
        ("Caffè & co.md", "`caffe-co`"),
        ("🎉 party 🎊.md", "`party`"),
        ("日本.md", None),
    ],
)
def test_an_id_like_the_name_of_the_file_is_proposed(tmp_path: Path, name: str, near: str | None) -> None:
    write(tmp_path, {**DEFAULTS, f"content/posts/{name}": "---\ntitle: T\n---\nText.\n"})
    (finding,) = load(tmp_path).findings
    assert finding.code == "FMT013"
    assert finding.fix is not None
    assert finding.fix.en.partition("For example ")[2] == (f"{near}." if near else "")
    assert ("Per esempio" in finding.fix.it) is (near is not None)


# --- Times -----------------------------------------------------------------------------------------------------------


def test_clocks_go_forward_and_back(workspace_doc: Doc) -> None:
    """A time that does not exist is an error, one that happens twice a warning that says how to choose.

    === content/posts/back.md
    ---
    publish_at: 2026-10-25 02:30
    ---
    === content/posts/chosen.md
    ---
    publish_at: 2026-10-25 02:30+01:00
    ---
    === content/posts/forward.md
    ---
    publish_at: 2026-03-29 02:30
    ---
    """
    back, forward = workspace_doc.loaded.findings
    assert (back.code, back.severity, str(back.place)) == ("FMT010", Severity.WARNING, "content/posts/back.md:2:13")
    assert "`2026-10-25 02:30+02:00`" in workspace_doc.fixes[0].en
    assert "`2026-10-25 02:30+01:00`" in workspace_doc.fixes[0].it
    assert (forward.code, forward.severity, forward.post) == ("FMT009", Severity.ERROR, "forward")
    assert "`2026-03-29 03:30`" in workspace_doc.fixes[1].en
    # Compared as text: Python calls a time that happens twice unequal to every time in another zone (PEP 495).
    times = {p.id: utc_text(p.settings.publish_at) for p in workspace_doc.workspace.posts if p.settings.publish_at}
    assert times["back"] == "2026-10-25T00:30:00Z"
    assert times["chosen"] == "2026-10-25T01:30:00Z"


@pytest.mark.parametrize(
    "written",
    [
        "tomorrow",
        "2026-12-01",
        "2026-13-01 09:30",
        "2026-02-30 09:30",
        "01/12/2026 09:30",
        "0001-01-01 00:00",
        "9999-12-31 23:59-12:00",
        "2026-12-01 09:30 [Europe/Roma]",
        "2026-12-01 09:30 [../../etc/passwd]",
        "2026-12-01 09:30+99:99",
        "+15m",
    ],
)
def test_times_that_are_none(tmp_path: Path, written: str) -> None:
    """The post has no time then, and is held back."""
    write(tmp_path, {**DEFAULTS, "content/posts/a.md": f"---\npublish_at: {written}\n---\n"})
    loaded = load(tmp_path)
    (finding,), (post,) = loaded.findings, loaded.workspace.posts
    assert (finding.code, finding.place.line, finding.place.column, finding.post) == ("FMT008", 2, 13, "a")
    assert post.settings.publish_at is None


@pytest.mark.parametrize("written", ["+soon", "+99999999999999999999d", "+900d"])
def test_shifts_that_are_none(tmp_path: Path, written: str) -> None:
    """A shift that cannot be read holds back its channel only."""
    front = f"channels: [x]\noverrides: {{x: {{publish_at: {written}}}}}"
    write(tmp_path, {**DEFAULTS, "content/posts/a.md": f"---\n{front}\n---\n"})
    (finding,) = load(tmp_path).findings
    assert (finding.code, finding.place.line, finding.place.column) == ("FMT008", 3, 29)
    assert (finding.post, finding.channel) == ("a", "x")


def test_posts_are_in_order_of_time(workspace_doc: Doc) -> None:
    """Unscheduled ones come last, equals by id.

    === content/posts/a.md
    ---
    id: never
    ---
    === content/posts/b.md
    ---
    id: second
    publish_at: 2026-12-01 09:30
    ---
    === content/posts/c.md
    ---
    id: first
    publish_at: 2026-12-01 08:00Z
    ---
    === content/posts/d.md
    ---
    id: also-second
    publish_at: 2026-12-01 09:30
    ---
    """
    assert [post.id for post in workspace_doc.workspace.posts] == ["first", "also-second", "second", "never"]


# --- Channels --------------------------------------------------------------------------------------------------------


def test_channels_named_wrongly(workspace_doc: Doc) -> None:
    """Unknown, repeated, broken and unlisted channels, each said where it stands.

    === brand/channels/broken.yml
    network: blusky
    === content/posts/a.md
    ---
    channels: [x, x, twitter, broken]
    overrides: {mastodon: {ai: none}, nowhere: {ai: none}}
    ---
    """
    assert [(f.code, f.place.line, f.place.column, f.channel) for f in workspace_doc.loaded.findings] == [
        ("FMT022", 1, 10, "broken"),
        ("FMT019", 2, 15, "x"),
        ("FMT007", 2, 18, None),
        ("FMT021", 2, 27, "broken"),
        ("FMT020", 3, 13, "mastodon"),
        ("FMT007", 3, 35, None),
    ]
    assert workspace_doc.post.channels == ("x",)


def test_what_could_not_be_read_is_noted(workspace_doc: Doc) -> None:
    """Every key that a finding is about, by the name it was meant to have, and the text.

    === content/posts/a.md
    ---
    publishat: 2026-12-01 09:30
    channels: [x, twitter]
    pillar: education
    media: [{file: a.jpg}, {fil: b.jpg}]
    overrides: {x: {grace: soon}}
    ---

    Text.

    ## nowhere

    Text.
    """
    unreadable = {"publish_at", "channels", "media", "overrides", ""}
    assert workspace_doc.post.unreadable == unreadable


def test_a_post_without_findings_has_nothing_unreadable(workspace_doc: Doc) -> None:
    """So it is.

    === content/posts/a.md
    ---
    publish_at: 2026-12-01 09:30
    channels: [x]
    ---

    Text.
    """
    assert workspace_doc.loaded.findings == ()
    assert workspace_doc.post.unreadable == frozenset()


def test_renaming_a_file_changes_nothing_but_paths(tmp_path: Path) -> None:
    """A post with an id of its own may be moved about."""
    text = "---\nid: mine\ntitle: T\nchannels: [x]\npublish_at: 2026-12-01 09:30\n---\nHi.\n\n---\n\nThere.\n"
    write(tmp_path, {**DEFAULTS, "content/posts/a.md": text})
    (before,) = load(tmp_path).workspace.posts
    (tmp_path / "content/posts/2030").mkdir()
    (tmp_path / "content/posts/a.md").rename(tmp_path / "content/posts/2030/z z è.md")
    (after,) = load(tmp_path).workspace.posts
    assert (before.path, after.path) == ("content/posts/a.md", "content/posts/2030/z z è.md")
    assert (after.id, after.settings, after.channels) == (before.id, before.settings, before.channels)
    assert [part.text for part in after.texts[""]] == [part.text for part in before.texts[""]]
