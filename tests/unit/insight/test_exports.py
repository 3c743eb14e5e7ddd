"""Exports with every trap a spreadsheet sets: the same numbers come out, or a fault says where and why not.

The headers are those of exports that people have published; the figures and addresses are made up.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from smm_build.domain.delivery import DeliveryKey, Event, EventKind, PartReceipt, Record
from smm_build.domain.reading import Metric
from smm_build.insight.exports import Export, Posts, read_export
from smm_build.insight.layouts import plain
from smm_build.insight.posts import index_posts

AT = datetime(2026, 11, 23, 21, 48, tzinfo=UTC)
Table = list[dict[str, str]]


@dataclass(frozen=True)
class Sample:
    """An export of two posts: what the network calls its columns, what is in them, and what must come out."""

    network: str
    receipts: tuple[PartReceipt, PartReceipt]
    rows: Table
    means: dict[str, Metric]
    italian: dict[str, str]
    layout: str | None = None

    @property
    def posts(self) -> Posts:
        """What the ledger knows."""
        records = [
            Record(
                DeliveryKey(name, self.network),
                (Event(EventKind.SENT, AT, "run", 1, "digest", parts=(receipt,), url=receipt.url),),
            )
            for name, receipt in zip(("one", "two"), self.receipts, strict=True)
        ]
        return Posts(index_posts(records), {self.network: self.network, "other": "mastodon"})

    def expected(self) -> dict[tuple[str, Metric], Any]:
        """Return what must come out."""
        scales = {"Watch time (hours)": 3600}
        return {
            (post, metric): pytest.approx(float(row[header].replace(",", "")) * scales.get(header, 1))
            for post, row in zip(("one", "two"), self.rows, strict=False)
            for header, metric in self.means.items()
        }


INSTAGRAM = Sample(
    "instagram",
    (
        PartReceipt(1, "17900000000000001", "https://www.instagram.com/p/DAbc_1-x/"),
        PartReceipt(1, "17900000000000002", "https://www.instagram.com/reel/DAbc_2-y/"),
    ),
    [
        {
            "Post ID": number,
            "Account ID": "17841400000000000",
            "Account username": "caffe",
            "Account name": "Caffè",
            "Description": "Uno, due",
            "Duration (sec)": "0",
            "Publish time": "03/27/2026 06:08",
            "Permalink": f"https://www.instagram.com/{place}/",
            "Post type": "IG image",
            "Data comment": "",
            "Date": "Lifetime",
            "Views": views,
            "Reach": "8000",
            "Likes": "51",
            "Shares": "3",
            "Follows": "2",
            "Comments": "7",
            "Saves": "12",
        }
        for number, place, views in (("1", "p/DAbc_1-x", "12400"), ("2", "reel/DAbc_2-y", "1400000"))
    ],
    {
        "Views": Metric.VIEWS,
        "Reach": Metric.REACH,
        "Likes": Metric.REACTIONS,
        "Shares": Metric.SHARES,
        "Follows": Metric.FOLLOWS,
        "Comments": Metric.COMMENTS,
        "Saves": Metric.SAVES,
    },
    {
        "Account username": "Nome utente dell'account",
        "Permalink": "Link permanente",
        "Views": "Visualizzazioni",
        "Reach": "Copertura",
        "Likes": "Mi piace",
        "Shares": "Condivisioni",
        "Follows": "Nuovi follower",
        "Comments": "Commenti",
        "Saves": "Salvataggi",
    },
)
FACEBOOK = Sample(
    "facebook",
    (
        PartReceipt(1, "1001_122000000000001", "https://www.facebook.com/1001_122000000000001"),
        PartReceipt(1, "1001_122000000000002"),
    ),
    [
        {
            "Post ID": f"12200000000000{n}",
            "Page ID": "1001",
            "Page name": "Caffè",
            "Title": "Uno",
            "Publish time": "11/02/2026 10:00",
            "Permalink": f"https://www.facebook.com/caffe/posts/pfbid{n}",
            "Views": "12400",
            "Reach": "8000",
            "Reactions, Comments and Shares": "61",
            "Reactions": "51",
            "Comments": "7",
            "Shares": "3",
            "Total clicks": "40",
            "Other Clicks": "30",
            "Seconds viewed": "1234",
            "Average Seconds viewed": "3.2",
        }
        for n in (1, 2)
    ],
    {
        "Views": Metric.VIEWS,
        "Reach": Metric.REACH,
        "Reactions": Metric.REACTIONS,
        "Comments": Metric.COMMENTS,
        "Shares": Metric.SHARES,
        "Total clicks": Metric.CLICKS,
        "Seconds viewed": Metric.WATCH_SECONDS,
    },
    {
        "Page name": "Nome della pagina",
        "Views": "Visualizzazioni",
        "Reactions": "Reazioni",
        "Total clicks": "Clic totali",
    },
)
X = Sample(
    "x",
    (
        PartReceipt(1, "1980000000000000001", "https://x.com/caffe/status/1980000000000000001"),
        PartReceipt(1, "1980000000000000002", "https://x.com/caffe/status/1980000000000000002"),
    ),
    [
        {
            "Post id": f"198000000000000000{n}",
            "Date": "Tue, Jul 14, 2026",
            "Post text": "Uno, due",
            "Post Link": f"https://x.com/caffe/status/198000000000000000{n}",
            "Impressions": "12400",
            "Likes": "51",
            "Engagements": "99",
            "Bookmarks": "12",
            "Shares": "9",
            "New follows": "2",
            "Replies": "7",
            "Reposts": "3",
            "Profile visits": "5",
            "URL Clicks": "40",
        }
        for n in (1, 2)
    ],
    {
        "Impressions": Metric.VIEWS,
        "Likes": Metric.REACTIONS,
        "Bookmarks": Metric.SAVES,
        "New follows": Metric.FOLLOWS,
        "Replies": Metric.COMMENTS,
        "Reposts": Metric.SHARES,
        "Profile visits": Metric.PROFILE_VISITS,
        "URL Clicks": Metric.CLICKS,
    },
    {"Post text": "Testo del post", "Post Link": "Link del post", "Impressions": "Impressioni", "Likes": "Mi piace"},
)
LINKEDIN = Sample(
    "linkedin",
    (PartReceipt(1, "urn:li:share:7400000000000000001"), PartReceipt(1, "urn:li:ugcPost:7400000000000000002")),
    [
        {
            "Post title": "Uno",
            "Post link": f"https://www.linkedin.com/feed/update/urn:li:{urn}",
            "Post type": "Organic",
            "Created date": "11/02/2026",
            "Impressions": "12400",
            "Views (Excluding offsite video views)": "31",
            "Clicks": "40",
            "Click through rate (CTR)": "0.0032",
            "Likes": "51",
            "Comments": "7",
            "Reposts": "3",
            "Follows": "2",
            "Engagement rate": "0.008",
        }
        for urn in ("share:7400000000000000001", "ugcPost:7400000000000000002")
    ],
    {
        "Impressions": Metric.VIEWS,
        "Views (Excluding offsite video views)": Metric.VIDEO_VIEWS,
        "Clicks": Metric.CLICKS,
        "Likes": Metric.REACTIONS,
        "Comments": Metric.COMMENTS,
        "Reposts": Metric.SHARES,
        "Follows": Metric.FOLLOWS,
    },
    {"Post link": "Link del post", "Impressions": "Impressioni", "Clicks": "Clic", "Comments": "Commenti"},
)
TIKTOK = Sample(
    "tiktok",
    (
        PartReceipt(1, "7400000000000000001", "https://www.tiktok.com/@caffe/video/7400000000000000001"),
        PartReceipt(1, "7400000000000000002", "https://www.tiktok.com/@caffe/video/7400000000000000002"),
    ),
    [
        {
            "Video title": "Uno",
            "Video link": f"https://www.tiktok.com/@caffe/video/740000000000000000{n}",
            "Post time": "2026-11-02",
            "Total likes": "51",
            "Total comments": "7",
            "Total shares": "3",
            "Total views": "12400",
            "Total play time": "0h 12m",
            "Average watch time": "3.2",
            "Add to favorites": "12",
        }
        for n in (1, 2)
    ],
    {
        "Total views": Metric.VIEWS,
        "Total likes": Metric.REACTIONS,
        "Total comments": Metric.COMMENTS,
        "Total shares": Metric.SHARES,
        "Add to favorites": Metric.SAVES,
    },
    {"Video link": "Link al video", "Total views": "Visualizzazioni totali", "Total likes": "Mi piace totali"},
)
YOUTUBE = Sample(
    "youtube",
    (
        PartReceipt(1, "aB3_-xyz001", "https://www.youtube.com/watch?v=aB3_-xyz001"),
        PartReceipt(1, "aB3_-xyz002", "https://youtu.be/aB3_-xyz002"),
    ),
    [
        {
            "Content": f"aB3_-xyz00{n}",
            "Video title": "Uno",
            "Video publish time": "Nov 2, 2026",
            "Duration": "59",
            "Views": "12400",
            "Watch time (hours)": "12.5034",
            "Average percentage viewed (%)": "41.2",
            "Likes": "51",
            "Impressions": "90000",
        }
        for n in (1, 2)
    ],
    {"Views": Metric.VIEWS, "Likes": Metric.REACTIONS, "Watch time (hours)": Metric.WATCH_SECONDS},
    {"Content": "Contenuti", "Video title": "Titolo video", "Views": "Visualizzazioni", "Likes": "Mi piace"},
)
METRICOOL = Sample(
    "bluesky",
    (
        PartReceipt(1, "at://did:plc:a/app.bsky.feed.post/3n1", "https://bsky.app/profile/caffe.example/post/3n1aaa"),
        PartReceipt(1, "at://did:plc:a/app.bsky.feed.post/3n2", "https://bsky.app/profile/caffe.example/post/3n2bbb"),
    ),
    [
        {
            "Date": "2026-11-02 10:00",
            "Content": "Uno",
            "URL": f"https://bsky.app/profile/caffe.example/post/{place}",
            "Likes": "51",
            "Replies": "7",
            "Reposts": "3",
            "Engagement": "0.4",
        }
        for place in ("3n1aaa", "3n2bbb")
    ],
    {"Likes": Metric.REACTIONS, "Replies": Metric.COMMENTS, "Reposts": Metric.SHARES},
    {"Likes": "Mi piace", "Replies": "Risposte"},
    layout="metricool",
)
SAMPLES = {
    "instagram": INSTAGRAM,
    "facebook": FACEBOOK,
    "x": X,
    "linkedin": LINKEDIN,
    "tiktok": TIKTOK,
    "youtube": YOUTUBE,
    "metricool": METRICOOL,
}


def text_of(rows: Table, delimiter: str = ",") -> str:
    """Write a table as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_is(sample: Sample) -> bytes:
    return text_of(sample.rows).encode()


def another_order(sample: Sample) -> bytes:
    headers = list(sample.rows[0])
    random.Random(7).shuffle(headers)  # noqa: S311 - an order, no secret
    return text_of([{header: row[header] for header in headers} for row in sample.rows]).encode()


def with_bom(sample: Sample) -> bytes:
    return text_of(sample.rows).encode("utf-8-sig")


def as_utf16(sample: Sample) -> bytes:
    return ("sep=;\r\n" + text_of(sample.rows, ";")).encode("utf-16")


def utf16_without_mark(sample: Sample) -> bytes:
    return text_of(sample.rows, "\t").encode("utf-16-le")


def translated(sample: Sample) -> bytes:
    return text_of([{sample.italian.get(h, h): cell for h, cell in row.items()} for row in sample.rows]).encode()


def grouped_with(mark: str) -> Callable[[Sample], bytes]:
    def made(sample: Sample) -> bytes:
        counts = [header for header in sample.means if header != "Watch time (hours)"]
        rows = [row | {header: f"{int(row[header]):,}".replace(",", mark) for header in counts} for row in sample.rows]
        return text_of(rows).encode()

    made.__name__ = f"thousands by {mark!r}"
    return made


def other_dates(sample: Sample) -> bytes:
    dated = {"Publish time", "Date", "Created date", "Post time", "Video publish time"}
    rows = [{h: "27.03.2026 06:08" if h in dated and c != "Lifetime" else c for h, c in r.items()} for r in sample.rows]
    return text_of(rows).encode()


def with_a_title(sample: Sample) -> bytes:
    return ("Report of November\n\n" + text_of(sample.rows)).encode()


def with_totals(sample: Sample) -> bytes:
    named = next(h for h in sample.rows[0] if h in {"Post ID", "Post id", "Post link", "Video link", "Content", "URL"})
    if sample.layout == "metricool":
        named = "URL"
    total = {header: "99" if header in sample.means else "" for header in sample.rows[0]} | {named: "Total"}
    return text_of([total, *sample.rows]).encode()


def from_windows(sample: Sample) -> bytes:
    return text_of(sample.rows, ";").replace("\r\n", "\n").encode("cp1252", "replace")


TRAPS = (
    as_is,
    another_order,
    with_bom,
    as_utf16,
    utf16_without_mark,
    translated,
    grouped_with(","),
    grouped_with("."),
    grouped_with("\u202f"),
    other_dates,
    with_a_title,
    with_totals,
    from_windows,
)


def numbers(export: Export) -> dict[tuple[str | None, Metric], float]:
    """Return what was read."""
    return {(reading.post, reading.metric): reading.value for reading in export.readings}


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_numbers_come_out(name: str, trap: Callable[[Sample], bytes]) -> None:
    """Order, encodings, words, dates and separators change nothing."""
    sample = SAMPLES[name]
    export = read_export(trap(sample), sample.posts, AT, sample.layout)
    assert export.faults == ()
    assert numbers(export) == sample.expected()
    assert export.layout == name
    assert {reading.source for reading in export.readings} == {f"{name}-csv"}
    assert {reading.channel for reading in export.readings} == {sample.network}
    assert {reading.at for reading in export.readings} == {AT}
    assert export.unknown == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_column_that_is_missing_is_absent_and_the_others_are_there(name: str) -> None:
    """No number is made up for it, and its neighbours keep their own."""
    sample = SAMPLES[name]
    for header, metric in sample.means.items():
        if plain(header) in {"impressions", "total views", "views", "click through rate (ctr)"}:
            continue  # by these some exports are told apart
        rows = [{h: cell for h, cell in row.items() if h != header} for row in sample.rows]
        export = read_export(text_of(rows).encode(), sample.posts, AT, sample.layout)
        expected = {key: value for key, value in sample.expected().items() if key[1] is not metric}
        assert {key: value for key, value in numbers(export).items() if key[1] is not metric} == expected
        assert export.faults == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_without_ids_and_addresses_nothing_is_read(name: str) -> None:
    """By its words no post is recognised: the fault names the columns there are and what to do."""
    sample = SAMPLES[name]
    naming = {"Post ID", "Permalink", "Post id", "Post Link", "Post link", "Video link", "Content", "URL"}
    rows = [{h: cell for h, cell in row.items() if h not in naming} for row in sample.rows]
    export = read_export(text_of(rows).encode(), sample.posts, AT, sample.layout)
    (fault,) = export.faults
    assert export.readings == ()
    assert "--column" in fault.what.en
    assert "--column" in fault.what.it
    assert fault.line == 1


def test_rows_of_other_posts_are_counted_and_left_out() -> None:
    extra = INSTAGRAM.rows[0] | {"Post ID": "555", "Permalink": "https://www.instagram.com/p/NotOurs/"}
    export = read_export(text_of([*INSTAGRAM.rows, extra]).encode(), INSTAGRAM.posts, AT)
    assert numbers(export) == INSTAGRAM.expected()
    assert (export.rows, export.unknown) == (3, (4,))


@pytest.mark.parametrize("cell", ["12.4K", "1,2345", "about 7", "1.5", "-3", "12 4"])
def test_a_cell_that_is_no_count_is_a_fault_at_its_place(cell: str) -> None:
    """The row's other numbers are read."""
    rows = [INSTAGRAM.rows[0] | {"Views": cell}, INSTAGRAM.rows[1]]
    export = read_export(text_of(rows).encode(), INSTAGRAM.posts, AT)
    (fault,) = export.faults
    assert (fault.line, fault.column) == (2, list(rows[0]).index("Views") + 1)
    assert (cell if "about" not in cell else "“…”") in fault.what.en
    assert numbers(export) == {k: v for k, v in INSTAGRAM.expected().items() if k != ("one", Metric.VIEWS)}


def test_words_and_names_of_people_are_not_repeated() -> None:
    """A row that has slipped, and a file of comments without headers: what somebody wrote is in no fault."""
    slipped = [INSTAGRAM.rows[0] | {"Views": "Ermenegilda: che buono!"}, INSTAGRAM.rows[1]]
    comments = b"Ermenegilda,2026-11-20,Che buono!,https://www.instagram.com/p/1/,x,y,z\n" * 3
    for content in (text_of(slipped).encode(), comments):
        faults = read_export(content, INSTAGRAM.posts, AT).faults
        assert faults
        assert not [one for one in faults for words in ("Ermenegilda", "buono") if words in one.what.en + one.what.it]


@pytest.mark.parametrize("cell", ["", "-", "–", "N/A", "n.d."])
def test_an_empty_cell_is_absent_and_not_zero(cell: str) -> None:
    rows = [INSTAGRAM.rows[0] | {"Reach": cell}, INSTAGRAM.rows[1]]
    export = read_export(text_of(rows).encode(), INSTAGRAM.posts, AT)
    assert export.faults == ()
    assert ("one", Metric.REACH) not in numbers(export)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [("12.5034", 12.5034), ("12,5034", 12.5034), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("3", 3.0)],
)
def test_decimals_of_both_languages(cell: str, hours: float) -> None:
    rows = [YOUTUBE.rows[0] | {"Watch time (hours)": cell}]
    export = read_export(text_of(rows).encode(), YOUTUBE.posts, AT)
    assert numbers(export)["one", Metric.WATCH_SECONDS] == pytest.approx(hours * 3600)


def test_a_decimal_that_could_be_thousands_is_not_guessed() -> None:
    rows = [YOUTUBE.rows[0] | {"Watch time (hours)": "1,234"}]
    export = read_export(text_of(rows).encode(), YOUTUBE.posts, AT)
    assert ("one", Metric.WATCH_SECONDS) not in numbers(export)
    assert len(export.faults) == 1


def test_an_export_by_day_is_no_total() -> None:
    """A post with two different rows is left out and said once; the others are read."""
    days = [INSTAGRAM.rows[0] | {"Date": day, "Views": n} for day, n in (("03/27/2026", "5"), ("03/28/2026", "9"))]
    export = read_export(text_of([*days, INSTAGRAM.rows[1]]).encode(), INSTAGRAM.posts, AT)
    assert {reading.post for reading in export.readings} == {"two"}
    (fault,) = export.faults
    assert fault.line == 3


def test_a_row_twice_is_a_row_once() -> None:
    export = read_export(text_of([*INSTAGRAM.rows, INSTAGRAM.rows[0]]).encode(), INSTAGRAM.posts, AT)
    assert export.faults == ()
    assert numbers(export) == INSTAGRAM.expected()


def test_a_series_of_the_page_is_no_table_of_posts() -> None:
    """Meta's series: a delimiter line, the metric's name, then days."""
    series = 'sep=,\r\n"Facebook visits"\r\n"Date","Primary"\r\n"2026-11-01T00:00:00","12"\r\n'.encode("utf-16")
    export = read_export(series, FACEBOOK.posts, AT)
    assert export.readings == ()
    assert len(export.faults) == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_spreadsheet_is_said_to_be_one(content: bytes) -> None:
    """LinkedIn's export is one."""
    export = read_export(content, LINKEDIN.posts, AT)
    (fault,) = export.faults
    assert "CSV" in fault.what.en


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe", b"\0" * 50, b'"open', bytes(range(256)) * 4])
def test_what_is_no_export_is_a_fault_and_no_exception(content: bytes) -> None:
    export = read_export(content, X.posts, AT)
    assert export.readings == ()
    assert len(export.faults) == 1


def test_somebody_says_what_a_column_counts() -> None:
    """A header that nobody knows is read as it is said to be."""
    rows = [{"Perma": "x", "Permalink": row["Permalink"], "Alcance": row["Reach"]} for row in INSTAGRAM.rows]
    content = text_of(rows).encode()
    assert len(read_export(content, INSTAGRAM.posts, AT).faults) == 1
    export = read_export(content, INSTAGRAM.posts, AT, own={"Alcance": Metric.REACH})
    assert numbers(export) == {("one", Metric.REACH): 8000, ("two", Metric.REACH): 8000}
    assert export.ignored == ("perma",)


def test_one_key_on_two_channels_is_not_guessed() -> None:
    """Two accounts with the same number: the row is left out unless the layout's network tells them apart."""
    receipts = (PartReceipt(1, "1980000000000000001"),)
    records = [
        Record(DeliveryKey("one", name), (Event(EventKind.SENT, AT, "run", 1, "digest", parts=receipts),))
        for name in ("x", "tiktok")
    ]
    posts = Posts(index_posts(records), {"x": "x", "tiktok": "tiktok"})
    content = b"Post ID,Likes\n1980000000000000001,5\n"
    export = read_export(content, posts, AT)
    assert export.readings == ()
    assert "tiktok" in export.faults[0].what.en
    assert [r.channel for r in read_export(content, posts, AT, "x").readings] == ["x"]
