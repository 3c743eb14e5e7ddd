"""The dictionaries behind spelling: real ones, looked up once, kept, and missed where they are not."""

from __future__ import annotations

import json
from pathlib import Path

from smm_build.read import load
from smm_build.read.dictionaries import Dictionaries

RIGHT = "la tazza del mattino si beve prima che fa freddo e con calma perché è buona"


def test_what_was_found_is_kept_and_read_again(tmp_path: Path) -> None:
    """A slip and right words; whatever is kept under another version, or is not ours, is looked up anew."""
    kept = tmp_path / ".smm/cache/words.json"
    words = Dictionaries(kept)
    assert words.meant("prenotazzione", "it") == "prenotazione"
    assert words.meant("cofffee", "en") == "coffee"
    assert [word for word in RIGHT.split() if words.meant(word, "it")] == []
    assert words.meant("prenotazzione", "de") is None
    words.keep()

    found = json.loads(kept.read_text(encoding="utf-8"))
    assert found["words"]["it"]["prenotazzione"] == "prenotazione"
    assert found["words"]["it"]["mattino"] is None
    assert set(found["words"]) == {"it", "en"}

    found["words"]["it"]["prenotazzione"] = "as kept"
    kept.write_text(json.dumps(found), encoding="utf-8")
    before = kept.stat().st_mtime_ns
    again = Dictionaries(kept)
    assert again.meant("prenotazzione", "it") == "as kept"
    again.keep()
    assert kept.stat().st_mtime_ns == before, "nothing new: nothing is written"

    for wrong in ('{"version": "0", "words": {"it": {"prenotazzione": "old"}}}', "[]", "{", '{"words": 1}'):
        kept.write_text(wrong, encoding="utf-8")
        assert Dictionaries(kept).meant("prenotazzione", "it") == "prenotazione"


def test_two_processes_that_look_up_different_words_keep_both(tmp_path: Path) -> None:
    kept = tmp_path / ".smm/cache/words.json"
    one, other = Dictionaries(kept), Dictionaries(kept)
    one.meant("prenotazzione", "it")
    other.meant("mattino", "it")
    other.meant("cofffee", "en")
    one.keep()
    other.keep()
    words = json.loads(kept.read_text(encoding="utf-8"))["words"]
    assert {language: set(said) for language, said in words.items()} == {
        "it": {"prenotazzione", "mattino"},
        "en": {"cofffee"},
    }


def test_a_disk_that_takes_nothing_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    words = Dictionaries(tmp_path / "file" / "words.json")
    assert words.meant("prenotazzione", "it") == "prenotazione"
    words.keep()


def test_whoever_asks_without_dictionaries_is_told(tmp_path: Path) -> None:
    """Nobody believes that spelling was looked at when it was not; without asking nothing is said."""
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand/brand.yml").write_text("name: Aurora\ntimezone: Europe/Rome\n", encoding="utf-8")
    voice = tmp_path / "brand/voice.yml"
    for text, said in (("tone: [warm]\nspelling: yes\n", ["2:11 missing-dictionaries"]), ("spelling: no\n", [])):
        voice.write_text(text, encoding="utf-8")
        found = load(tmp_path).findings
        assert [f"{f.place.line}:{f.place.column} {f.name}" for f in found] == said
        assert load(tmp_path, lexicon=Dictionaries()).findings == ()
    assert load(tmp_path, lexicon=Dictionaries()).workspace.lexicon is None


def test_what_hardly_anybody_writes_is_kept_too(tmp_path: Path) -> None:
    kept = tmp_path / "words.json"
    words = Dictionaries(kept)
    assert [word for word in ("unesco", "faq", "gdpr", "ncbi", "vtrs", "caffè") if words.is_rare(word)] == [
        "ncbi",
        "vtrs",
    ]
    words.keep()
    found = json.loads(kept.read_text(encoding="utf-8"))
    assert found["rare"]["ncbi"] is True
    assert found["rare"]["faq"] is False
    found["rare"]["faq"] = True
    kept.write_text(json.dumps(found), encoding="utf-8")
    assert Dictionaries(kept).is_rare("faq"), "as kept"
