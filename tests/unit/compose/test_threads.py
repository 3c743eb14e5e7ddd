"""A long text becomes a thread where the post asks for one and the network has threads."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.compose import compose_all
from smm_build.domain.variant import Variant
from smm_build.networks import get_network
from smm_build.read import load

BRAND = "name: Aurora\nlocale: it\nlanguages: [it]\ntimezone: Europe/Rome\nsite: https://aurora.example\n"
LINKS = "links: {hosts: [aurora.example], utm: {source: '{network}'}}\n"
PEOPLE = "acme:\n  name: Acme\n  handles: {mastodon: acme@very-long-name.social.example, bluesky: acme.example.com}\n"
HEAD = "---\npublish_at: 2026-12-01 09:30\nchannels: [bluesky, mastodon, linkedin]\n"
SENTENCES = [f"Questa è la frase numero {number}, e dice qualcosa del caffè di Torino." for number in range(1, 15)]
TEXT = "\n\n".join(" ".join(SENTENCES[start : start + 3]) for start in range(0, len(SENTENCES), 3))


def composed(root: Path, text: str, head: str = "format: thread\n", channel: str = "") -> dict[str, Variant]:
    files = {
        "brand/brand.yml": BRAND + LINKS,
        "brand/people.yml": PEOPLE,
        "content/assets/cup.png": "",
        "content/posts/one.md": f"{HEAD}{head}---\n\n{text}\n",
        **{
            f"brand/channels/{name}.yml": f"network: {name}\nhandle: aurora.example.com\n{channel}"
            for name in ("bluesky", "mastodon", "linkedin")
        },
    }
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    return {variant.channel.id: variant for variant in compose_all(load(root).workspace)}


@pytest.mark.parametrize("name", ["bluesky", "mastodon"])
def test_each_part_fits_and_nothing_is_lost(name: str, tmp_path: Path) -> None:
    variant = composed(tmp_path, TEXT)[name]
    network = get_network(name)
    assert len(variant.parts) > 1
    assert all(network.measure(part.text).length <= network.LIMITS.characters for part in variant.parts)
    assert " ".join(" ".join(part.text.split()) for part in variant.parts) == " ".join(TEXT.split())
    assert all(part.text.endswith(".") for part in variant.parts), "cut between sentences"


def test_where_there_are_no_threads_the_text_stays_whole(tmp_path: Path) -> None:
    assert [part.text for part in composed(tmp_path, TEXT)["linkedin"].parts] == [TEXT]


def test_who_does_not_ask_gets_no_thread(tmp_path: Path) -> None:
    assert len(composed(tmp_path, TEXT, head="")["bluesky"].parts) == 1


def test_who_cuts_it_by_hand_has_cut_it(tmp_path: Path) -> None:
    variant = composed(tmp_path, f"{TEXT}\n\n---\n\nFine.")["bluesky"]
    assert [part.text for part in variant.parts] == [TEXT, "Fine."]


def test_what_fits_stays_one_message(tmp_path: Path) -> None:
    assert len(composed(tmp_path, "Un caffè.")["bluesky"].parts) == 1


def test_every_part_knows_its_line(tmp_path: Path) -> None:
    """The text begins on line 7, and an empty line stands between its paragraphs."""
    places = [part.place for part in composed(tmp_path, TEXT)["mastodon"].parts]
    lines = (tmp_path / "content/posts/one.md").read_text(encoding="utf-8").splitlines()
    parts = composed(tmp_path, TEXT)["mastodon"].parts
    assert places[0].line == 7
    for place, part in zip(places, parts, strict=True):
        assert lines[place.line - 1][place.column - 1 :].startswith(part.text.split("\n")[0][:30])


def test_mentions_and_links_are_counted_as_they_are_sent(tmp_path: Path) -> None:
    """Bluesky counts the whole address, with its parameters; Mastodon counts 23."""
    text = "\n\n".join(f"{sentence} @{{acme}} https://aurora.example/menu" for sentence in SENTENCES)
    variants = composed(tmp_path, text, head="format: thread\nlink: https://aurora.example/menu\n")
    for name in ("bluesky", "mastodon"):
        network = get_network(name)
        said = [part.text for part in variants[name].parts]
        assert all(network.measure(part).length <= network.LIMITS.characters for part in said)
        assert sum(part.count(f"utm_source={name}") for part in said) == len(SENTENCES)
        assert not any("@{" in part for part in said)


def test_a_warning_counts_with_every_part(tmp_path: Path) -> None:
    head = f"format: thread\noverrides: {{mastodon: {{content_warning: {'a' * 100}}}}}\n"
    variants = composed(tmp_path, TEXT, head=head)
    measure = get_network("mastodon").measure
    assert all(measure(part.text).length <= 400 for part in variants["mastodon"].parts)


def test_a_channel_that_takes_more_is_cut_later(tmp_path: Path) -> None:
    usual = len(composed(tmp_path / "a", TEXT)["mastodon"].parts)
    more = len(composed(tmp_path / "b", TEXT, channel="limits: {characters: 5000}\n")["mastodon"].parts)
    assert usual > more == 1


def test_files_stay_with_the_first_part_and_the_parts_are_what_is_approved(tmp_path: Path) -> None:
    head = "format: thread\nmedia: [{file: assets/cup.png, alt: Una tazza}]\n"
    variant = composed(tmp_path / "a", TEXT, head=head)["bluesky"]
    assert [len(part.media) for part in variant.parts] == [1, *[0] * (len(variant.parts) - 1)]
    whole = composed(tmp_path / "b", TEXT, head=head, channel="limits: {characters: 5000}\n")["bluesky"]
    assert variant.digest != whole.digest
