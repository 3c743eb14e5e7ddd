"""Texts made of the words of all rules' examples, for what must hold of any text."""

from __future__ import annotations

import functools
import re

from hypothesis import strategies as st

from smm_build.checks import all_checks
from tests.checks.test_literate import document

__all__ = ["texts"]

STRANGE = ("ı", "İ", "ſ", "K", "＃", "＠", "\u202c", "1\u20e3", "™", "👇", "𝐛𝐨𝐥𝐝", "¯\\_(ツ)_/¯", "<<<<<<<", "\t", "")


@functools.cache
def words() -> tuple[str, ...]:
    """Return what stands between blanks in the examples of all rules."""
    texts = [text for check in all_checks() for example in document(check) for text in example.files.values()]
    return tuple(dict.fromkeys(word for text in texts for word in re.split(r"[ \n]+|<!-- .*? -->", text)))


def texts() -> st.SearchStrategy[str]:
    """Words of the examples in any order, in any capitals, with what only looks like a letter among them."""
    word = st.sampled_from((*words(), *STRANGE))
    cased = st.builds(lambda word, case: case(word), word, st.sampled_from((str, str, str.upper, str.title)))
    blanks = st.sampled_from((" ", " ", "\n", "\n\n", ""))
    return st.lists(st.tuples(cased, blanks), max_size=12).map(lambda pairs: "".join(map("".join, pairs)))
