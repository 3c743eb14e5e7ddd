"""The tables: what goes in comes out, and nobody who asks can change them or reach anything else."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smm_build.insight.answers import answer_csv, answer_json, answer_text, tables_text
from smm_build.insight.archive import Answer, Archive, QueryError, open_archive
from smm_build.insight.facts import Facts
from smm_build.insight.store import COLUMNS
from smm_build.insight.tables import TABLES

_DAY = date(2026, 11, 3)
_SENT = datetime(2026, 11, 3, 17, 30)  # noqa: DTZ001 - tables hold UTC without a zone
FACTS: Facts = {
    "posts": [
        ("guide", 'A "guide",\nin two lines', "content/posts/guide.md", "education", "aim", None, "giulia", "it")
    ],
    "deliveries": [
        ("guide", "x", "sent", _SENT, _SENT, _DAY, 2, 18, "thread", 2, "https://x.example/1"),
        ("guide", "mastodon", "sent", _SENT, _SENT, _DAY, 2, 18, "text", 1, None),
        ("later", "x", "planned", None, None, None, None, None, None, None, None),
    ],
    "channels": [("x", "x", "aurora", 3.0, False), ("mastodon", "mastodon", None, None, False)],
    "objectives": [("aim", "Aim", "saves per month", "10", "20", date(2026, 12, 31))],
    "pillars": [("education", "How to", 0.4)],
}
READINGS = f"""{",".join(COLUMNS)}
x,guide,1,reactions,3,2026-11-04T10:00:00Z,like_count,api
x,guide,1,reactions,7,2026-11-09T10:00:00Z,like_count,api
x,guide,2,reactions,2,2026-11-09T10:00:00Z,like_count,api
x,guide,1,views,500,2026-11-09T10:00:00Z,impression_count,api
x,guide,2,views,90,2026-11-09T10:00:00Z,impression_count,api
x,guide,1,reactions,99,2026-12-24T10:00:00Z,like_count,api
x,,1,followers,1200,2026-11-09T10:00:00Z,followers_count,api
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return open_archive(FACTS, [("readings/2026-11/01.csv", READINGS.encode())], tmp_path)


def one(archive: Archive, sql: str) -> dict[str, object]:
    rows = archive.ask(sql).dicts()
    assert len(rows) == 1, rows
    return rows[0]


def test_every_table_and_column_that_is_documented_is_there(archive: Archive) -> None:
    for table in TABLES:
        assert archive.ask(f"SELECT * FROM {table.name} LIMIT 0").columns == tuple(c.name for c in table.columns)  # noqa: S608
        assert table.name in tables_text("it")


def test_results_are_as_they_were_read_until_then(archive: Archive) -> None:
    row = one(archive, "SELECT * FROM results('2026-11-01', '2026-12-01', '2026-12-01') WHERE channel = 'x'")
    assert row["reactions"] == 9, "the newest reading of every message of the thread, added up"
    assert row["views"] == 500, "of what is seen again and again the widest message counts"
    assert row["interactions"] == 9
    assert row["comments"] is None, "what nobody told is not zero"
    assert row["title"] == 'A "guide", in two lines'
    before = one(archive, "SELECT * FROM results('2026-11-01', '2026-12-01', '2026-11-05') WHERE channel = 'x'")
    assert (before["reactions"], before["views"]) == (3, None)


def test_a_post_without_numbers_stays_in_the_results(archive: Archive) -> None:
    row = one(archive, "SELECT * FROM results('2026-11-01', '2026-12-01', '2026-12-01') WHERE channel = 'mastodon'")
    assert row["interactions"] is None
    assert row["read_at"] is None


def test_what_is_only_planned_has_no_results(archive: Archive) -> None:
    assert not archive.ask("SELECT * FROM results('2020-01-01', '2030-01-01', '2030-01-01') WHERE post = 'later'").rows


def test_accounts_and_the_latest(archive: Archive) -> None:
    assert one(archive, "SELECT value FROM accounts('2026-12-01')")["value"] == 1200
    assert one(archive, "SELECT value FROM latest WHERE metric = 'reactions' AND part = 1")["value"] == 99


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE posts",
        "INSERT INTO pillars VALUES ('x', 'x', 1)",
        "UPDATE readings SET value = 0",
        "CREATE TABLE mine (a INT)",
        "SELECT * FROM read_csv('{here}/secret.csv')",
        "SELECT * FROM read_text('{here}/secret.csv')",
        "SELECT * FROM '{here}/secret.csv'",
        "SELECT * FROM glob('{here}/*')",
        "COPY posts TO '{here}/out.csv'",
        "ATTACH '{here}/other.duckdb'",
        "EXPORT DATABASE '{here}/all'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM 'https://example.com/a.csv'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "PRAGMA enable_profiling='json'",
    ],
)
def test_no_question_changes_anything_or_gets_out(archive: Archive, tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n", "utf-8")
    there = {path.name for path in tmp_path.iterdir()}
    before = archive.ask("SELECT count(*), sum(value) FROM readings").rows
    with pytest.raises(QueryError) as refused:
        archive.ask(sql.format(here=tmp_path))
    assert "smm query --tables" in refused.value.sentence.it
    assert {path.name for path in tmp_path.iterdir()} == there
    assert archive.ask("SELECT count(*), sum(value) FROM readings").rows == before


def test_it_is_made_once_and_again_when_something_changed(tmp_path: Path) -> None:
    files = [("readings/2026-11/01.csv", READINGS.encode())]
    open_archive(FACTS, files, tmp_path).close()
    (made,) = tmp_path.glob("insight-*.duckdb")
    stamp = made.stat().st_mtime_ns
    open_archive(FACTS, files, tmp_path).close()
    assert made.stat().st_mtime_ns == stamp
    more = f"{','.join(COLUMNS)}\nx,guide,1,saves,4,2026-11-10T10:00:00Z,bookmark_count,api\n".encode()
    with open_archive(FACTS, [*files, ("readings/2026-11/02.csv", more)], tmp_path) as archive:
        assert one(archive, "SELECT value FROM latest WHERE metric = 'saves'")["value"] == 4
    assert [path.name for path in tmp_path.glob("insight-*")] != [made.name]
    assert len(list(tmp_path.glob("insight-*"))) == 1, "the old one is not kept"


def test_numbers_of_another_version_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"another version"):
        open_archive(FACTS, [("readings/2026-11/01.csv", b"channel,value\nx,1\n")], tmp_path)
    assert not list(tmp_path.glob("insight-*"))


def test_an_answer_as_text_csv_and_json() -> None:
    answer = Answer(
        ("post", "rate", "at"),
        [("a,b", 0.125, datetime(2026, 11, 1, 9, tzinfo=UTC).replace(tzinfo=None)), ("c", None, None)],
    )
    assert answer_text(answer).splitlines() == [
        "post   rate  at",
        "----  -----  -------------------",
        "a,b   0.125  2026-11-01 09:00:00",
        "c         –  –",
    ]
    assert list(csv.reader(io.StringIO(answer_csv(answer))))[1][:2] == ["a,b", "0.125"]
    assert json.loads(answer_json(answer)) == [
        {"post": "a,b", "rate": 0.125, "at": "2026-11-01T09:00:00Z"},
        {"post": "c", "rate": None, "at": None},
    ]
