"""Building again: only what changed is made and written, and the result is what a build from nothing makes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from smm_build.domain.finding import Finding, Severity
from smm_build.domain.history import Change, FileHistory
from smm_build.domain.place import Place
from smm_build.domain.plan import State
from smm_build.domain.post import PartText
from smm_build.domain.sentence import Sentence
from smm_build.site.build import build
from smm_build.site.output import MARK
from smm_build.site.pages import Site, pages
from tests.site_workspaces import NOW, brand, channel, delivery, plan, post, workspace


def texts(text: str) -> dict[str, tuple[PartText, ...]]:
    return {"": (PartText(text, (), Place("p.md")),)}


def site(
    text: str = "A text", *, state: State = State.PLANNED, name: str = "Aurora", hours: int = 0, **more: object
) -> Site:
    some = [
        delivery(post("one", texts=texts(text)), channel("x"), NOW + timedelta(days=1), state, [text]),
        delivery(post("two", texts=texts("Other")), channel("x"), NOW + timedelta(days=40), texts=["Other"]),
    ]
    made = plan(some, NOW + timedelta(hours=hours))
    return pages(workspace(some, of=brand(name=name)), more.pop("findings", ()), made, **more)  # type: ignore[arg-type]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARK
    }


def times(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("posts/*.html")}


def test_an_edited_post_is_written_and_the_other_is_left_alone(tmp_path: Path) -> None:
    build(tmp_path, tmp_path / "site", site())
    before = times(tmp_path / "site")
    again = build(tmp_path, tmp_path / "site", site())
    assert again.written == 0
    assert times(tmp_path / "site") == before
    build(tmp_path, tmp_path / "site", site("Another text"))
    after = times(tmp_path / "site")
    assert {path for path in after if after[path] != before[path]} == {"posts/one.html"}
    assert "Another text" in (tmp_path / "site/posts/one.html").read_text("utf-8")


FINDING = Finding("A1", "odd", Severity.HINT, Place("a.md"), Sentence("Mind this", "Bada"), post="two")
ADA = Change(NOW, "Ada")


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Another"},
        {"state": State.FAILED},
        {"name": "Another brand"},
        {"findings": (FINDING,)},
        {"history": {"content/posts/two.md": FileHistory(ADA, ADA, 1)}},
        {"public": True, "state": State.SENT},
        {"hours": 20},
    ],
    ids="-".join,
)
def test_after_any_change_the_site_is_what_a_first_build_makes(tmp_path: Path, change: dict[str, object]) -> None:
    build(tmp_path, tmp_path / "site", site())
    build(tmp_path, tmp_path / "site", site(**change))  # type: ignore[arg-type]
    build(tmp_path, tmp_path / "fresh", site(**change))  # type: ignore[arg-type]
    assert files(tmp_path / "site") == files(tmp_path / "fresh")


def test_a_post_page_does_not_depend_on_the_clock() -> None:
    """Else a page that is kept would tell yesterday's hour."""
    early, late = site(), site(hours=20)
    posts = [path for path in early if path.startswith("posts/")]
    assert posts
    assert [early[path] for path in posts] == [late[path] for path in posts]
    assert {early.later[path].key for path in posts} == {late.later[path].key for path in posts}


def test_the_engine_runs_once_for_the_same_shell(tmp_path: Path) -> None:
    def never(*_: object) -> None:
        pytest.fail("the engine was asked again")

    build(tmp_path, tmp_path / "site", site())
    build(tmp_path, tmp_path / "site", site("Another text"), engine=never)
    (tmp_path / "mkdocs.yml").write_text("site_name: Another name\n")
    build(tmp_path, tmp_path / "site", site("Another text"))
    assert "Another name" in (tmp_path / "site/posts/two.html").read_text("utf-8")
