"""Rules the brand writes itself, of every kind, read from files as a brand writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.checks import Choice, examine
from smm_build.compose import compose_all
from smm_build.domain.finding import Finding, Severity
from smm_build.read import Loaded, load
from smm_build.text.edits import apply_edits

BRAND = "name: Aurora\nlocale: en\nlanguages: [en, it]\ntimezone: Europe/Rome\n"
HEAD = "---\npublish_at: 2026-12-01 09:30\nchannels: [mastodon, linkedin]\npillar: craft\n"


def workspace(root: Path, rule: str, body: str = "", head: str = "", name: str = "our-rule") -> Loaded:
    files = {
        "brand/brand.yml": BRAND,
        "brand/channels/mastodon.yml": "network: mastodon\nhandle: a@b.example\n",
        "brand/channels/linkedin.yml": "network: linkedin\nhandle: a\n",
        f"brand/rules/{name}.yml": rule,
        "content/posts/one.md": f"{HEAD}{head}---\n\n{body}\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return load(root)


def found(root: Path, rule: str, body: str, head: str = "") -> list[Finding]:
    loaded = workspace(root, rule, body, head)
    assert [finding for finding in loaded.findings if finding.code.startswith("FMT")] == []
    return list(examine(loaded.workspace, compose_all(loaded.workspace), loaded.findings, Choice(select=("RUL",))))


SWAP = "kind: swap\nswap: {coffee machine: espresso machine, expresso: espresso}\nmessage: {en: We say, it: Diciamo}\n"
FORBID = "kind: forbid\nwords: [cheap, too good]\n"


def test_a_swap_is_found_in_any_capitals_and_brings_its_mend(tmp_path: Path) -> None:
    (finding, other) = found(tmp_path, SWAP, "Our Coffee\tmachine makes expresso.")
    assert (finding.code, finding.name, str(finding.place)) == ("RUL-our-rule", "our-rule", "content/posts/one.md:7:5")
    assert finding.message == ("We say (“Coffee\tmachine”)", "Diciamo («Coffee\tmachine»)")
    assert finding.fixable == other.fixable == "unsafe"
    text = (tmp_path / "content/posts/one.md").read_bytes()
    edited = apply_edits(text, [finding.edits, other.edits]).content
    assert edited == text.replace(b"Coffee\tmachine", b"Espresso machine").replace(b"expresso", b"espresso")


def test_a_swap_may_be_called_safe(tmp_path: Path) -> None:
    assert [f.fixable for f in found(tmp_path, SWAP + "safe: true\n", "An expresso.")] == ["safe"]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Cheap!", 1),
        ("It is cheaper and cheaply made.", 0),
        ("Too  good, cheap", 2),
        ("https://example.com/cheap", 0),
        ("#cheap", 1),
        ("![Cheap cups](cup.png)", 1),
        ("<!-- cheap -->", 0),
        ("Not here.\n\n## linkedin\n\nCheap here.", 1),
    ],
)
def test_forbidden_words_are_whole_words_that_people_read(body: str, count: int, tmp_path: Path) -> None:
    loaded = workspace(tmp_path, FORBID, body)
    found = examine(loaded.workspace, compose_all(loaded.workspace), (), Choice(select=("RUL",)))
    assert len(found) == count


def test_exceptions_spare_what_is_inside_of_them(tmp_path: Path) -> None:
    rule = FORBID + "exceptions: [cheap flights]\n"
    assert [f.place.column for f in found(tmp_path, rule, "Cheap flights are cheap.")] == [19]


@pytest.mark.parametrize(
    ("exception", "body", "columns"),
    [
        ("cheap", "Cheap, cheap.", []),
        ("very cheap", "A very cheap thing is cheap.", [23]),
        ("cheap as chips", "Cheap as chips, cheap.", [17]),
        ("so cheap and", "So cheap and so on, cheap.", [21]),
        ("heap", "A heap is cheap.", [11]),
    ],
)
def test_an_exception_spares_what_is_all_of_it_or_a_part(
    exception: str, body: str, columns: list[int], tmp_path: Path
) -> None:
    rule = f"{FORBID}exceptions: [{exception}]\n"
    assert [finding.place.column for finding in found(tmp_path, rule, body)] == columns


def test_a_rule_is_for_every_channel_of_a_network_it_names(tmp_path: Path) -> None:
    rule = f"{FORBID}channels: [linkedin]\n"
    workspace(tmp_path, rule, "Cheap")
    (tmp_path / "brand/channels/linkedin.yml").rename(tmp_path / "brand/channels/careers.yml")
    post = tmp_path / "content/posts/one.md"
    post.write_text(post.read_text(encoding="utf-8").replace("linkedin", "careers"), encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.findings == ()
    variants = compose_all(loaded.workspace)
    assert len(examine(loaded.workspace, variants, loaded.findings, Choice(select=("RUL",)))) == 1


def test_a_name_at_the_beginning_is_no_hashtag_whatever_the_end_is(tmp_path: Path) -> None:
    rule = "kind: capitalisation\nwords: [iPhone]\n"
    assert [f.place.column for f in found(tmp_path, rule, "Iphone for all. See #Iphone .Iphone")] == [1]
    assert [f.place.column for f in found(tmp_path, rule, "Iphone #")] == [1]


@pytest.mark.parametrize(
    ("scope", "body", "head", "count"),
    [
        ("channels: [linkedin]", "Cheap", "", 1),
        ("channels: [linkedin]", "Cheap\n\n## linkedin\n\nDear", "", 0),
        ("channels: [linkedin]", "Dear\n\n## linkedin\n\nCheap", "", 1),
        ("channels: [mastodon]", "Dear\n\n## linkedin\n\nCheap", "", 0),
        ("languages: [it]", "Cheap", "", 0),
        ("languages: [it]", "Cheap", "language: it\n", 1),
        ("languages: [it]", "Cheap", "overrides: {linkedin: {language: it}}\n", 1),
        ("pillars: [craft]", "Cheap", "", 1),
        ("pillars: [people]", "Cheap", "", 0),
    ],
)
def test_a_rule_counts_where_it_says(scope: str, body: str, head: str, count: int, tmp_path: Path) -> None:
    assert len(found(tmp_path, f"{FORBID}{scope}\n", body, head)) == count


def test_a_channel_s_usual_language_counts_where_the_post_has_none(tmp_path: Path) -> None:
    rule = f"{FORBID}languages: [it]\n"
    assert found(tmp_path, rule, "Cheap") == []
    spoken = "network: linkedin\nhandle: a\ndefaults: {language: it-CH}\n"
    (tmp_path / "brand/channels/linkedin.yml").write_text(spoken, encoding="utf-8")
    loaded = load(tmp_path)
    variants = compose_all(loaded.workspace)
    assert len(examine(loaded.workspace, variants, loaded.findings, Choice(select=("RUL",)))) == 1


def test_something_is_required_of_what_each_channel_shows(tmp_path: Path) -> None:
    rule = "kind: require\nwords: [via Roma, shop]\nseverity: hint\n"
    assert found(tmp_path, rule, "Come to our Shop.") == []
    assert found(tmp_path, rule, "Come.", "first_comment: We are in via Roma.\n") == []
    (finding,) = found(tmp_path, rule, "Come.\n\n---\n\nSoon.\n\n## mastodon\n\nTo the shop.")
    assert (finding.place.line, finding.severity) == (7, Severity.HINT)
    (in_a_part,) = found(tmp_path, rule, "Come.\n\n---\n\nTo the shop.\n\n## mastodon\n\nWhere?")
    assert in_a_part.place.line == 15


@pytest.mark.parametrize(
    ("limit", "body", "count"),
    [
        ("count: words\nmax: 3", "One two three.", 0),
        ("count: words\nmax: 3", "One two three four.", 1),
        ("count: words\nmin: 3", "One two.", 1),
        ("count: words\nmin: 3", "One two three.", 0),
        ("count: words\nmin: 3", "One two three four.", 0),
        ("count: words\nmin: 3\nmax: 4", "One two three four.", 0),
        ("count: words\nmin: 3\nmax: 4", "One two three four five.", 1),
        ("count: characters\nmin: 2", "a", 1),
        ("count: words\nmax: 3", "One two https://example.com/three/four", 0),
        ("count: characters\nmax: 3", "👩‍🍳èa", 0),
        ("count: characters\nmax: 3", "abcd", 1),
        ("count: sentences\nmax: 1", "One. Two!", 1),
        ("count: sentences\nmax: 2", "One... Two!", 0),
        ("count: lines\nmax: 2", "One\n\nTwo", 0),
        ("count: lines\nmax: 2", "One\nTwo\nThree", 1),
        ("count: emoji\nmax: 1", "☕☕", 1),
        ("count: hashtags\nmax: 1", "#one", 0),
        ("count: hashtags\nmax: 1", "#one #two", 1),
        ("count: links\nmax: 1", "https://a.example https://b.example", 1),
        ("count: mentions\nmax: 1", "@{acme} and @other", 1),
        ("count: mentions\nmax: 1", "@{acme}", 0),
    ],
)
def test_a_limit_counts(limit: str, body: str, count: int, tmp_path: Path) -> None:
    assert len(found(tmp_path, f"kind: limit\n{limit}\n", body)) == count


def test_names_are_written_in_one_way(tmp_path: Path) -> None:
    rule = "kind: capitalisation\nwords: [Torrefazione Aurora, iPhone]\nsafe: true\n"
    body = "torrefazione aurora has an Iphone, an iPhone, @iphone, #IPHONE and https://iphone.example"
    findings = found(tmp_path, rule, body)
    assert [f.place.column for f in findings] == [1, 28]
    assert [f.edits[0].new for f in findings] == ["Torrefazione Aurora", "iPhone"]


def test_a_pattern_looks_everywhere_links_included(tmp_path: Path) -> None:
    rule = "kind: regex\npattern: 'utm_\\w+'\nmessage: No parameters\n"
    (finding,) = found(tmp_path, rule, "https://example.com/?UTM_source=x")
    assert finding.place.column == 22
    assert found(tmp_path, rule + "ignore_case: false\n", "https://example.com/?UTM_source=x") == []


def test_a_pattern_without_end_is_stopped(tmp_path: Path) -> None:
    """A finding at the pattern says so; everything else goes on."""
    rule = "kind: regex\npattern: '(?:x+x+)+y'\n"
    (finding,) = found(tmp_path, rule, "x" * 5000)
    assert (finding.place.path, finding.place.line) == ("brand/rules/our-rule.yml", 2)
    assert "too long" in finding.message.en


@pytest.mark.parametrize(
    ("rule", "code", "line"),
    [
        ("kind: regex\npattern: '(a'\n", "FMT033", 2),
        (f"kind: regex\npattern: '{'a' * 501}'\n", "FMT033", 2),
        ("kind: regex\n", "FMT035", 1),
        ("kind: swap\nwords: [a]\n", "FMT035", 1),
        ("kind: limit\ncount: words\n", "FMT035", 1),
        ("kind: limit\nmax: 3\n", "FMT035", 1),
        ("words: [a]\n", "FMT006", 1),
        ("knd: forbid\nwords: [a]\n", "FMT004", 1),
        ("kind: forbit\nwords: [a]\n", "FMT005", 1),
        ("kind: forbid\nwords: [a]\nchannels: [linkedn]\n", "FMT007", 3),
        ("kind: forbid\nwords: [a]\nid: Not an id\n", "FMT013", 3),
        ("kind: forbid\nwords: [a]\nid: banned-term\n", "FMT013", 3),
        ("kind: forbid\nwords: [a]\nword: b\n", "FMT004", 3),
        ("kind: limit\ncount: words\nmax: many\n", "FMT005", 3),
        ("- kind\n", "FMT005", 1),
    ],
)
def test_what_is_wrong_with_a_rule_is_found_at_its_place(rule: str, code: str, line: int, tmp_path: Path) -> None:
    findings = workspace(tmp_path, rule, "A").findings
    assert [(f.code, f.place.path, f.place.line) for f in findings] == [(code, "brand/rules/our-rule.yml", line)]


def test_ids_are_taken_once(tmp_path: Path) -> None:
    workspace(tmp_path, FORBID, name="first")
    findings = workspace(tmp_path, FORBID + "id: first\n", name="second").findings
    assert [(f.code, f.place.path) for f in findings] == [("FMT012", "brand/rules/second.yml")]


def test_a_rule_is_let_pass_like_any_other(tmp_path: Path) -> None:
    body = (
        "<!-- allow: our-rule because it is a quotation -->\nCheap.\n\n<!-- allow: RUL-our-rule because so -->\nCheap."
    )
    assert found(tmp_path, FORBID, body) == []
