"""The form for new posts: what people write with it, and what somebody may try with it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from smm_build.forge.issue_form import Choices, form, read_wish

CHOICES = Choices(("instagram", "x"), ("education",), ("awareness",))
GOOD = {
    "Title": "Five espresso mistakes",
    "When": "2026-12-01 09:30",
    "Channels": "instagram, x",
    "Pillar": "education",
    "Objective": "_No response_",
    "Link": "https://example.com/guide",
    "Text": "Which one do you make?\n\n#espresso",
}


def body(**fields: str) -> str:
    """Return what GitHub makes of a form."""
    return "\r\n\r\n".join(f"### {label}\r\n\r\n{value}" for label, value in (GOOD | fields).items())


def faults(**fields: str) -> list[str]:
    return [fault.en for fault in read_wish(body(**fields), CHOICES)[1]]


def test_a_form_is_read() -> None:
    """Every field, with nothing where nothing was written."""
    wish, wrong = read_wish(body(), CHOICES)
    assert wrong == ()
    assert (wish.title, wish.when, wish.channels) == ("Five espresso mistakes", "2026-12-01 09:30", ("instagram", "x"))
    assert (wish.pillar, wish.objective, wish.link) == ("education", None, "https://example.com/guide")
    assert (wish.text, wish.attachments) == ("Which one do you make?\n\n#espresso", ())


def test_an_italian_form_and_ticked_boxes_are_read() -> None:
    """The labels of both languages; boxes instead of a list."""
    said = "### Titolo\n\nCiao\n\n### Canali\n\n- [x] Instagram\n- [ ] x\n\n### Testo\n\nBuongiorno"
    wish, wrong = read_wish(said, CHOICES)
    assert (wrong, wish.channels, wish.text) == ((), ("instagram",), "Buongiorno")


def test_the_text_cannot_fill_other_fields() -> None:
    """What looks like a field of the form in the text is text."""
    text = "Ciao\n\n### Channels\n\nx\n\n### Title\n\nAnother one\n\n### Pillar\n\nnone"
    wish, wrong = read_wish(body(Channels="instagram", Text=text), CHOICES)
    assert (wrong, wish.channels, wish.title, wish.text) == ((), ("instagram",), "Five espresso mistakes", text)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("Title", "", "The title"),
        ("Title", "Ciao\nstatus: ready", "The title"),
        ("Title", "x" * 121, "The title"),
        ("Channels", "_No response_", "at least one channel"),
        ("Channels", "instagram, ../../.github/workflows/x", "is not known"),
        ("Channels", "x], publish: auto, channels: [x", "is not known"),
        ("Pillar", "education\nstatus: ready", "is not known"),
        ("Objective", "none", "is not known"),
        ("Link", "javascript:alert(1)", "The link"),
        ("Link", "https://user:word@example.com", "The link"),
        ("Link", "https://example.com/a\nid: stolen", "The link"),
        ("Link", "https://[", "The link"),
        ("Text", "", "The text is missing"),
        ("Text", "a" * 20_001, "longer than"),
        ("Text", "Ciao <script>alert(1)</script>", "HTML"),
        ("Text", "Ciao <!-- nobody sees this", "HTML"),
        ("Text", 'Ciao <img src="https://elsewhere.example/a.png">', "HTML"),
        ("Text", "![](../../brand/team.yml)", "picture is named"),
        ("Text", "![x](https://elsewhere.example/a.png)", "picture is named"),
        ("Text", "![x][y]\n\n[y]: /etc/passwd", "picture is named"),
        ("Text", "Ciao \u202eoaic", "nobody sees"),
        ("Text", "Ciao \x00", "nobody sees"),
    ],
)
def test_what_is_refused(field: str, value: str, says: str) -> None:
    """Paths, HTML, further lines of front matter, addresses of others: said in a sentence, and not used."""
    said = faults(**{field: value})
    assert any(says in fault for fault in said), said


def test_a_refusal_rings_nobody() -> None:
    """What somebody wrote is quoted so that nothing in it acts."""
    (fault,) = faults(Channels="@everybody <b>")
    assert "@everybody" not in fault
    assert "<b>" not in fault


@pytest.mark.parametrize(
    "dropped",
    [
        "![photo](https://github.com/user-attachments/assets/0c0ffee0-1111-2222-3333-444444444444)",
        '<img width="1200" height="800" alt="photo" src="https://github.com/user-attachments/assets/0c0ffee0" />',
        "[brief.pdf](https://github.com/user-attachments/files/17/brief.pdf)",
        "https://github.com/user-attachments/assets/0c0ffee0",
    ],
)
def test_files_are_named_and_taken_out(dropped: str) -> None:
    """However GitHub writes a file that was dropped into the text."""
    wish, wrong = read_wish(body(Text=f"Ciao\n\n{dropped}\n\nA presto"), CHOICES)
    assert (wrong, wish.text) == ((), "Ciao\n\nA presto")
    assert len(wish.attachments) == 1
    assert wish.attachments[0].startswith("https://github.com/user-attachments/")


@given(st.text())
def test_nothing_makes_it_fail(said: str) -> None:
    """Whatever somebody writes is read or refused."""
    read_wish(said, CHOICES)
    read_wish(body(Text=said), CHOICES)


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_form_is_one_github_reads(language: str) -> None:
    """Valid YAML with the keys GitHub knows, and labels that are read back."""
    said = yaml.safe_load(form(CHOICES, "it" if language == "it" else "en"))
    assert set(said) == {"name", "description", "labels", "body"}
    labels = [block["attributes"]["label"] for block in said["body"]]
    values = ["T", "2026-12-01 09:30", "x", "education", "awareness", "https://example.com", "Ciao"]
    wish, wrong = read_wish("\n\n".join(f"### {a}\n\n{b}" for a, b in zip(labels, values, strict=True)), CHOICES)
    assert wrong == ()
    assert (wish.title, wish.channels, wish.objective, wish.text) == ("T", ("x",), "awareness", "Ciao")


def test_a_form_offers_no_empty_choice() -> None:
    """GitHub refuses a choice without options."""
    assert "pillar" not in form(Choices(("x",)), "en")
