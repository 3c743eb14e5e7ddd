"""Real builds by mkdocs: what stands in the built site, and what does not."""

from __future__ import annotations

import hashlib
import html
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.plan import State
from smm_build.domain.strategy import Campaign
from smm_build.site.build import SiteError, build
from smm_build.site.pages import Site, pages
from tests.site_workspaces import NOW, NOWHERE, brand, channel, delivery, plan, post, workspace

YESTERDAY = NOW - timedelta(days=1)
HOSTILE = (
    "<script>alert(1)</script>\n\n```\n</div></div>\n```\n{{ config }} {% include 'x' %}\n\n"
    "![x](https://evil.example/x.png) [y](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n"
    "# Not a heading\n&lt;i&gt;"
)


def picture(root: Path, name: str, colour: bytes) -> Media:
    content = b"\x89PNG\r\n\x1a\n" + colour
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / name).write_bytes(content)
    facts = MediaFacts(hashlib.sha256(content).hexdigest(), len(content), "image/png", 10, 10)
    return Media(f"content/{name}", f"The picture {colour.decode()}", Place("p.md"), facts)


def site_of(root: Path, *, public: bool = False) -> Site:
    half = post("half", "Half of it is out", owner="secret-owner", notes="secret-note", campaign="secret-campaign")
    some = [
        delivery(
            half,
            channel("mastodon"),
            YESTERDAY,
            State.SENT,
            ["What went out"],
            media=[picture(root, "out.png", b"out")],
        ),
        delivery(half, channel("linkedin"), NOW + timedelta(days=1), State.PLANNED, ["secret-variant"]),
        delivery(post("hostile", HOSTILE), channel("x"), YESTERDAY, State.SENT, [HOSTILE]),
        delivery(
            post("secret-id", "secret-title"),
            channel("x"),
            NOW + timedelta(days=2),
            State.PLANNED,
            ["secret-text"],
            media=[picture(root, "secret-name.png", b"secret-picture")],
        ),
        delivery(post("idea", "secret-idea"), channel("x"), None, State.UNSCHEDULED),
    ]
    campaigns = {
        "secret-campaign": Campaign("secret-campaign", "c.md", "secret", None, None, None, None, "secret", NOWHERE)
    }
    return pages(workspace(some, campaigns=campaigns), (), plan(some), public=public)


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("internal")
    report = build(root, root / "site", site_of(root))
    assert report.notes == ()
    assert report.media == 2
    return root / "site"


def files_with(folder: Path, text: str) -> list[str]:
    """Every file whose name or content has the text, however it is cased."""
    needle = text.encode().lower()
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if needle in str(path).encode().lower() or (path.is_file() and needle in path.read_bytes().lower())
    ]


def test_every_page_is_built_and_links_lead_to_files(internal: Path) -> None:
    for name in (
        "index",
        "calendar/index",
        "calendar/2026-11",
        "posts",
        "posts/half",
        "channels",
        "findings",
        "strategy",
    ):
        assert (internal / f"{name}.html").is_file(), name
    for page in internal.rglob("*.html"):
        if page.name == "404.html":  # without an address it can only guess where the site is
            continue
        for link in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text("utf-8")):
            if "://" not in link and not link.startswith("mailto:"):
                assert (page.parent / html.unescape(link)).exists(), f"{page}: {link}"


def test_posts_are_not_in_the_navigation(internal: Path) -> None:
    home = (internal / "index.html").read_text("utf-8")
    navigation = " ".join(re.findall(r"<nav.*?</nav>", home, re.DOTALL))
    assert "calendar/index.html" in navigation
    assert "posts/half.html" not in navigation


def test_a_hostile_post_is_inert_wherever_it_is_shown(internal: Path) -> None:
    page = (internal / "posts/hostile.html").read_text("utf-8")
    shown = re.search(r'<p class="smm-text"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert shown is not None
    assert html.unescape(re.sub(r"</?a\b[^>]*>", "", shown[1])) == HOSTILE
    for path in ["posts/hostile.html", "posts.html", "index.html", "calendar/2026-11.html"]:
        built = (internal / path).read_text("utf-8")
        assert "<script>alert" not in built
        assert "onerror=alert(1)>" not in built
        assert 'href="javascript' not in built
        assert 'src="https://evil' not in built


def test_what_the_search_looks_through_is_data_and_nothing_else(internal: Path) -> None:
    """A script of one call: what people wrote is in strings, and plain ASCII, whatever it was."""
    part = (internal / "search/2026-11.js").read_text("ascii")
    assert part.startswith("smmSearch.add(")
    rows = json.loads(part.removeprefix("smmSearch.add(").removesuffix(")\n"))
    assert "posts/hostile.html" in {row[0] for row in rows}
    assert json.loads((internal / "search/parts.js").read_text("ascii")[16:-2]) == ["undated", "2026-11"]


def test_no_file_of_the_site_names_another_host_to_load_from(internal: Path) -> None:
    outside = re.compile(r"""<(?:script|img|iframe|link|source|video)\b[^>]*(?:src|href)=["']?(?:https?:)?//[^>]*>""")
    found = [(path.name, hit) for path in internal.rglob("*.html") for hit in outside.findall(path.read_text("utf-8"))]
    assert found == []
    assert not [
        path for path in internal.rglob("*.css") if re.search(r"url\(['\"]?(https?:)?//", path.read_text("utf-8"))
    ]


def test_a_public_site_holds_nothing_that_is_not_out(tmp_path: Path) -> None:
    """The same workspace twice: what the internal site tells, the public one has in no file, name or picture."""
    (tmp_path / "work").mkdir()
    site = site_of(tmp_path / "work", public=True)
    build(tmp_path / "work", tmp_path / "public", site)
    assert files_with(tmp_path / "public", "What went out")
    assert len(list((tmp_path / "public" / "media").iterdir())) == 1
    for hidden in ("secret", "linkedin.yml", "Half of it is planned", "scheduled for"):
        assert files_with(tmp_path / "public", hidden) == [], hidden


def test_the_same_words_are_found_in_the_internal_site(internal: Path) -> None:
    """Else the search above would prove nothing."""
    assert files_with(internal, "secret-text")
    assert files_with(internal, "secret-owner")
    assert files_with(internal, "secret-picture")


def test_the_workspaces_own_looks_are_taken_and_nothing_that_runs(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "hook.py").write_text("raise RuntimeError('a hook ran')\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Our <plan>\n"
        "hooks: [hook.py]\n"
        "plugins: [macros]\n"
        "repo_url: https://github.example/a/b\n"
        "extra: {polyfills: ['https://evil.example/x.js']}\n"
        "extra_javascript: ['https://evil.example/y.js']\n"
        "markdown_extensions: [{x: !!python/name:os.system }]\n"
        "theme: {name: readthedocs, logo: logo.png, font: {text: Roboto}, custom_dir: t, palette: {primary: teal}}\n"
        "nav: [{Start: index.md}, {Gone: gone.md}, {More: [{Posts: posts.md}]}]\n"
    )
    report = build(tmp_path, tmp_path / "site", site_of(tmp_path))
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert "Our &lt;plan&gt;" in home
    assert 'data-md-color-primary="teal"' in home
    assert (tmp_path / "site/logo.png").is_file()
    assert "gone" not in home
    assert files_with(tmp_path / "site", "evil.example/y.js") == []
    assert "fonts.googleapis" not in home
    named = " ".join(note.en for note in report.notes)
    assert all(
        key in named
        for key in ("hooks", "plugins", "repo_url", "extra_javascript", "extra.polyfills", "theme.custom_dir")
    )


def test_pages_that_nobody_knows_before_they_are_made_can_be_in_the_navigation(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("nav: [index.md, channels/mastodon.md, search.md]\n")
    build(tmp_path, tmp_path / "site", site_of(tmp_path))
    tabs = re.search(
        r'<nav class="md-tabs".*?</nav>', (tmp_path / "site/posts/half.html").read_text("utf-8"), re.DOTALL
    )
    assert tabs is not None
    assert re.findall(r'href="([^"]+)" class="md-tabs__link">\s*(.*?)\s*</a>', tabs[0], re.DOTALL) == [
        ("../index.html", "Today"),
        ("../channels/mastodon.html", "Mastodon: Torrefazione Aurora"),
        ("../search.html", "Search"),
    ]


@pytest.mark.parametrize("text", ["a: [", "\t- x", "a: *b", "\x00"])
def test_a_broken_mkdocs_yml_is_one_plain_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(SiteError) as failed:
        build(tmp_path, tmp_path / "site", site_of(tmp_path))
    assert failed.value.sentence.en.startswith("mkdocs.yml cannot be read")
    assert "\n" not in failed.value.sentence.it
    assert not (tmp_path / "site").exists()


def test_what_mkdocs_refuses_is_one_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_url: not an address\n")
    with pytest.raises(SiteError, match="mkdocs cannot build the site: site_url"):
        build(tmp_path, tmp_path / "site", site_of(tmp_path))


def test_a_folder_that_is_no_site_is_never_emptied(tmp_path: Path) -> None:
    precious = tmp_path / "home"
    precious.mkdir()
    (precious / "letter.txt").write_text("keep me")
    for out in (precious, tmp_path):
        with pytest.raises(SiteError):
            build(tmp_path, out, site_of(tmp_path))
    assert (precious / "letter.txt").read_text() == "keep me"


def test_a_build_replaces_the_one_before_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    some = [delivery(post("first"), channel("x"), NOW)]
    build(tmp_path / "work", tmp_path / "out/site", pages(workspace(some), (), plan(some)))
    other = [delivery(post("second"), channel("x"), NOW)]
    build(tmp_path / "work", tmp_path / "out/site", pages(workspace(other), (), plan(other)))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["site"]
    assert (tmp_path / "out/site/posts/second.html").is_file()
    assert not (tmp_path / "out/site/posts/first.html").exists()


def test_media_outside_the_workspace_are_never_copied(tmp_path: Path) -> None:
    (tmp_path / "work/content").mkdir(parents=True)
    (tmp_path / "private.png").write_bytes(b"private")
    (tmp_path / "work/content/link.png").symlink_to(tmp_path / "private.png")
    site = Site({"index.md": "# x\n"}, {"media/a.png": "../private.png", "media/b.png": "content/link.png"}, "x", "en")
    report = build(tmp_path / "work", tmp_path / "site", site)
    assert len(report.notes) == 2
    assert not (tmp_path / "site/media").exists()


def test_a_build_says_nothing_by_itself(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    build(tmp_path, tmp_path / "site", site_of(tmp_path))
    said = capfd.readouterr()
    assert said.out + said.err == ""


def test_the_site_speaks_the_brands_language(tmp_path: Path) -> None:
    first = delivery(post("p"), channel("x"), NOW)
    build(tmp_path, tmp_path / "site", pages(workspace([first], of=brand("it")), (), plan([first])))
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert '<html lang="it"' in home
    assert "I prossimi sette giorni" in home
    assert "Vai al contenuto" in home
