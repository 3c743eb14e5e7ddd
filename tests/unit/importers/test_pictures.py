from __future__ import annotations

import hashlib

import pytest

from smm_build.importers import ImportOptions
from smm_build.importers._pictures import Found, Missing, Wanted, find_picture

PNG = b"\x89PNG\r\n\x1a\n rest"
URL = "https://a.example/img/Tasse%20caff%C3%A8.PNG?size=1"


def _named(stem: str, data: bytes = PNG, ending: str = "png") -> str:
    return f"content/assets/imported/{stem}-{hashlib.sha256(data).hexdigest()[:8]}.{ending}"


@pytest.mark.parametrize(
    "options",
    [
        ImportOptions(media_from={URL: PNG}),
        ImportOptions(media_from={"Tasse caffè.PNG": PNG}),
        ImportOptions(fetched={URL: PNG}),
        ImportOptions(media_from={URL: PNG}, fetched={URL: b"\xff\xd8\xff"}),
    ],
    ids=["by address", "by name", "fetched", "given before fetched"],
)
def test_a_picture_at_hand_is_kept_under_a_name_of_its_own(options: ImportOptions) -> None:
    found = find_picture(Wanted(URL, " A cup\nof coffee ", 7), "posts", {}, options)
    assert found == Found(_named("Tasse-caffe"), PNG, "A cup of coffee")
    assert found.entry() == {"file": _named("Tasse-caffe").removeprefix("content/"), "alt": "A cup of coffee"}


def test_its_kind_is_in_its_bytes_not_in_its_name() -> None:
    data = b"RIFF....WEBPVP8 "
    found = find_picture(
        Wanted("https://a.example/assets/6f61", "", None),
        "",
        {},
        ImportOptions(fetched={"https://a.example/assets/6f61": data}),
    )
    assert isinstance(found, Found)
    assert found.path == _named("6f61", data, "webp")
    assert "alt" not in found.entry()


@pytest.mark.parametrize(
    "name", ["cup.png", "./cup.png", "../2024/cup.png", "/posts/2024/cup.png", "posts/2024/cup.png"]
)
def test_a_picture_beside_the_post_is_found(name: str) -> None:
    found = find_picture(Wanted(name, "", None), "posts/2024", {"posts/2024/cup.png": PNG}, ImportOptions())
    assert isinstance(found, Found)
    assert found.source == "posts/2024/cup.png"


def test_a_web_page_is_no_picture() -> None:
    page = ImportOptions(fetched={URL: b"<!doctype html><html>"})
    missing = find_picture(Wanted(URL, "", None), "", {}, page)
    assert missing == Missing(Wanted(URL, "", None), not_a_picture=True)


def test_what_is_missing_is_named_where_it_stood() -> None:
    missing = find_picture(Wanted("https://a.example/-->x.png", "A --> cup", None), "", {}, ImportOptions())
    assert isinstance(missing, Missing)
    assert missing.comment == "<!-- picture not imported: https://a.example/-- >x.png (A -- > cup) -->"


def test_a_saved_copy_may_have_got_an_ending() -> None:
    wanted = Wanted("https://github.com/user-attachments/assets/6f6184b6-7e42", "", None)
    found = find_picture(wanted, "", {}, ImportOptions(media_from={"6f6184b6-7e42.png": PNG, "other.png": b""}))
    assert isinstance(found, Found)
    assert find_picture(wanted, "", {}, ImportOptions(media_from={"other.png": PNG})) == Missing(wanted)
