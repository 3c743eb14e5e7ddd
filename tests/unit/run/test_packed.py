"""Values come out of bytes as they went in, whatever they are made of."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from smm_build.domain.place import Place, Places
from smm_build.domain.post import Post, Settings, Status
from smm_build.run.packed import Names, pack, unpack


@dataclasses.dataclass(frozen=True)
class One:
    """A kind with one field, of which a tuple is no tuple of fields."""

    only: object


class Derived(Place):
    """A kind that derives from a frozen one and is made of something else."""

    def __init__(self, line: int) -> None:
        super().__init__("a.md", line, 1)

    def __reduce__(self) -> tuple[type[Derived], tuple[int]]:
        return Derived, (self.line,)


POST = Post(
    id="a",
    path="content/posts/a.md",
    title="À la carte",
    settings=Settings(publish_at=datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Rome")), status=Status.READY),
    overrides={"x": Settings(publish_at=datetime(2026, 3, 29, tzinfo=UTC))},
    channels=("x", "y"),
    texts={},
    places=Places("content/posts/a.md", {"id": Place("content/posts/a.md", 2, 5)}, {}),
)


@pytest.mark.parametrize("value", [POST, One(()), One((1, 2)), Derived(3), [POST, POST], {"a": {1, 2}}, None])
def test_what_goes_in_comes_out(value: object) -> None:
    assert unpack(pack(value)) == value


def test_what_is_one_stays_one() -> None:
    first, second = unpack(pack([POST, POST]))
    assert first is second


def test_what_has_a_name_is_only_named() -> None:
    here, there = Place("a.md", 1, 1), Place("b.md", 1, 1)
    named = {id(here): "here"}
    names: Names = {Place: (lambda place: named.get(id(place)), lambda name: {"here": there}[str(name)])}
    packed = pack([here, Place("c.md")], names)
    assert b"a.md" not in packed
    assert unpack(packed, names) == [there, Place("c.md")]
    with pytest.raises(KeyError):
        unpack(packed)


def test_it_is_a_pickle_that_others_cannot_read_where_something_is_named() -> None:
    packed = pack([POST], {Place: (lambda place: place.path, lambda path: Place(str(path)))})
    with pytest.raises(pickle.UnpicklingError, match="nobody says"):
        pickle.loads(packed)  # noqa: S301
