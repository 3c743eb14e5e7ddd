"""Every rule against the examples in its ``.md``, which are also the examples on its documentation page.

A heading ``##`` is a test. Its fenced blocks with a ``title`` are files, laid over the small workspace in
``workspace/``; blocks of the kinds ``picture`` (``JPEG, 1200 × 800, blurred, located, 90000 bytes``, ``GIF, 90 × 90,
moving, 500 ms``) and ``film`` (``MP4, 90 seconds``) become real files. What the rule should find is written on the line
where it should find it: ``# error: banned-term`` in YAML and front matter, ``<!-- error: banned-term -->`` in text,
several with commas between them. A heading with no such comment is an example that passes. Files of the same name in
``edges/`` have more examples, which are on no page.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from smm_build.checks import Check, all_checks, run_checks
from smm_build.compose import compose_all
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace
from smm_build.networks import all_networks
from smm_build.read import load
from smm_build.read.dictionaries import Dictionaries
from smm_build.read.looks import Looks
from tests.checks.signs import found_without_a_sign

HERE = Path(__file__).parent
EDGES = HERE / "edges"
"""Examples that nobody wants to read on a page: what is just enough, and one more or less."""
DICTIONARIES = Dictionaries()
"""Read when the first example asks for them, and never again."""
FENCE = re.compile(r'(?P<ticks>`{3,})(?P<kind>\w+) title="(?P<path>[^"]+)"\s*')
EXPECTED = re.compile(r"(?:^|\s)(?:#|<!--) (?P<what>(?:(?:error|warning|hint): [a-z-]+(?:, )?)+)(?: -->)?\s*$")
CHANNEL = """\
network: {network}
handle: {handle}
profile: {{name: Aurora, bio: Coffee from Turin. Visit us., link: https://aurora.example, avatar: assets/espresso.jpg}}
"""

HANDLES = {"bluesky": "aurora.example"}

Line = tuple[str, int, str, str]
"""Path, line, severity and name."""


@dataclass
class Example:
    """One heading of a document: its files, and what should be found in them."""

    title: str
    files: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def expected(self) -> Counter[Line]:
        found: Counter[Line] = Counter()
        for path, text in self.files.items():
            for number, line in enumerate(text.split("\n"), start=1):
                match = EXPECTED.search(line)
                for severity, name in re.findall(r"(\w+): ([a-z-]+)", match["what"]) if match else ():
                    found[path, number, severity, name] += 1
        return found


def read_examples(text: str) -> list[Example]:
    """Take a document apart into its examples."""
    examples: list[Example] = []
    lines = iter(text.split("\n"))
    for line in lines:
        fence = FENCE.fullmatch(line)
        if line.startswith("## "):
            examples.append(Example(line[3:].strip()))
        elif fence:
            inside = []
            while (inner := next(lines)) != fence["ticks"]:
                inside.append(inner)
            examples[-1].files[fence["path"]] = "\n".join([*inside, ""])
            examples[-1].kinds[fence["path"]] = fence["kind"]
    return examples


@cache
def document(check: Check) -> list[Example]:
    files = [file_of(check), EDGES / file_of(check).name]
    return [one for file in files if file.exists() for one in read_examples(file.read_text(encoding="utf-8"))]


def file_of(check: Check) -> Path:
    return HERE / f"{check.file_name}.md"


# ------------------------------------------------------------------------------------------------------ files to check


def picture(size: tuple[int, int], kind: str, words: tuple[str, ...] = ()) -> bytes:
    """Return a picture of the brand's red, or of what the words say."""
    colour = next((word for word in words if word.startswith("#")), "#b3392f")
    image = Image.new("RGB", size, colour)
    if "sharp" in words or "blurred" in words:
        image = stripes(size, colour)
    if "blurred" in words:
        image = image.filter(ImageFilter.GaussianBlur(min(size) / 8))
    if "transparent" in words:
        image.putalpha(0)
    if "CMYK" in words:
        image = image.convert("CMYK")
    more: dict[str, Any] = {"exif": place() if "located" in words else b""}
    if "moving" in words:
        lasts = int(words[words.index("ms") - 1]) if "ms" in words else 100
        more |= {"save_all": True, "append_images": [ImageOps.invert(image)], "duration": lasts}
    if "profiled" in words:
        more["icc_profile"] = b"a profile of some printer"
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue().ljust(heavy(words), b"\0")


def heavy(words: tuple[str, ...]) -> int:
    """Return how many bytes a file has at least: ``90000 bytes``."""
    return int(words[words.index("bytes") - 1]) if "bytes" in words else 0


def stripes(size: tuple[int, int], colour: str) -> Image.Image:
    image = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(image)
    for number in range(0, size[0], max(size[0] // 12, 2)):
        draw.rectangle((number, 0, number + size[0] // 24, size[1]), fill=("#f6ead8", "#2a1a14", "#7f9270")[number % 3])
    return image


def place() -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (45.0, 4.0, 0.0), 3: "E", 4: (7.0, 41.0, 0.0)}
    return exif.tobytes()


def film(words: list[str]) -> bytes:
    """Return the beginning of a film: its kind, and how long it is if the words say so."""
    kind = box(b"ftyp", {"MP4": b"isom", "QuickTime": b"qt  "}[words[0]] + bytes(4))
    seconds = int(words[1]) if len(words) > 1 else 0
    times = bytes(12) + (1000).to_bytes(4, "big") + (seconds * 1000).to_bytes(4, "big") + bytes(80)
    return kind + (box(b"moov", box(b"mvhd", times)) if seconds else b"") + box(b"mdat", bytes(400))


def box(kind: bytes, inside: bytes) -> bytes:
    return (len(inside) + 8).to_bytes(4, "big") + kind + inside


def content(kind: str, text: str) -> bytes:
    """Return the bytes of a block: ``PNG, 1200 × 800`` for a picture, ``MP4`` for a film, else its text."""
    words = re.findall(r"#?\w+", text)
    if kind == "picture":
        return picture((int(words[1]), int(words[2])), words[0], tuple(words[4:] if words[3:4] == ["×"] else words[3:]))
    return film(words) if kind == "film" else text.encode()


@cache
def usual_files() -> dict[str, bytes]:
    """Return the workspace under every example: the brand Aurora, a channel on each network, a small strategy."""
    files = {
        file.relative_to(HERE / "workspace").as_posix(): file.read_bytes()
        for file in (HERE / "workspace").rglob("*")
        if file.is_file()
    }
    channels = {
        f"brand/channels/{name}.yml": CHANNEL.format(network=name, handle=HANDLES.get(name, "aurora")).encode()
        for name in all_networks()
    }
    return {"content/assets/espresso.jpg": picture((40, 30), "JPEG")} | files | channels


def workspace_of(example: Example, root: Path) -> Workspace:
    """Return the workspace an example is about, after writing it to ``root``."""
    own = {path: content(example.kinds[path], text) for path, text in example.files.items()}
    for path, inside in (usual_files() | own).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(inside)
    loaded = load(root, Looks().of, lexicon=DICTIONARIES)
    unread = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    assert not unread, "the example itself cannot be read"
    return loaded.workspace


def findings_in(example: Example, root: Path) -> tuple[Finding, ...]:
    workspace = workspace_of(example, root)
    variants = compose_all(workspace)
    assert not found_without_a_sign(workspace, variants)
    return run_checks(workspace, variants)


FOUND: dict[tuple[str, str], tuple[Finding, ...]] = {}


def found_by(check: Check, example: Example) -> tuple[Finding, ...]:
    """Return what ``check`` finds in ``example``, looked for once."""
    key = (check.code, example.title)
    if key not in FOUND:
        with tempfile.TemporaryDirectory() as root:
            found = findings_in(example, Path(root))
        FOUND[key] = tuple(finding for finding in found if finding.code == check.code)
    return FOUND[key]


# -------------------------------------------------------------------------------------- what findings say, and where

SAID = HERE.parent / "data" / "said.json"
"""Every finding of every example as people read it, written by ``python tests/checks/test_literate.py``."""


def said_by(check: Check) -> dict[str, list[list[str | None]]]:
    """Return what is said in each example: place, message and fix in both languages, edits."""
    return {
        example.title: [words_of(finding) for finding in found_by(check, example)]
        for example in document(check)
        if found_by(check, example)
    }


def words_of(finding: Finding) -> list[str | None]:
    fix = finding.fix or Sentence("", "")
    whom = f"{finding.post} {finding.channel}"
    edits = "; ".join(
        f"{edit.place.line}:{edit.place.column} {edit.old!r} {edit.new!r}{' safe' if edit.safe else ''}"
        for edit in finding.edits
    )
    return [str(finding.place), whom, *finding.message, *fix, edits]


# --------------------------------------------------------------------------------------------------------------- tests


@pytest.mark.parametrize(
    ("check", "example"),
    [(check, example) for check in all_checks() if file_of(check).exists() for example in document(check)],
    ids=lambda value: value.name if isinstance(value, Check) else value.title.replace(" ", "-"),
)
def test_finds_what_the_example_says_and_nothing_else(check: Check, example: Example) -> None:
    found = found_by(check, example)
    lines = Counter((f.place.path, f.place.line, f.severity.value, f.name) for f in found)
    said = "\n".join(f"{f.place}: {f.message.en}" for f in found)
    assert lines == example.expected, f"found:\n{said}"


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_each_rule_has_an_example_that_fails_and_one_that_passes(check: Check) -> None:
    expectations = [example.expected for example in document(check)]
    assert any(expectations), "no example of what is wrong"
    assert not all(expectations), "no example of what is right"
    assert {name for expected in expectations for _, _, _, name in expected} == {check.name}


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_findings_say_what_they_said(check: Check) -> None:
    known = json.loads(SAID.read_text(encoding="utf-8")).get(check.code)
    assert said_by(check) == known, "look at the words; `python tests/checks/test_literate.py` takes them over"


def test_each_document_belongs_to_a_rule() -> None:
    rules = {file_of(check).name for check in all_checks()}
    assert {file.name for file in HERE.glob("*.md")} == rules
    assert {file.name for file in EDGES.glob("*.md")} <= rules


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_no_two_examples_of_a_rule_have_one_title(check: Check) -> None:
    assert max(Counter(example.title for example in document(check)).values()) == 1


def test_expectations_stand_where_they_are_written() -> None:
    text = (
        '## A title\n\n````yaml title="a.yml"\n'
        "x: 1  # error: one, hint: two\n# a remark\n````\n"
        '```markdown title="b.md"\n## x\n\nText <!-- warning: three -->\n```\n'
    )
    (example,) = read_examples(text)
    assert example.title == "A title"
    assert example.expected == Counter(
        [("a.yml", 1, "error", "one"), ("a.yml", 1, "hint", "two"), ("b.md", 3, "warning", "three")]
    )


if __name__ == "__main__":
    words = {check.code: said_by(check) for check in all_checks()}
    SAID.write_text(json.dumps(words, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
