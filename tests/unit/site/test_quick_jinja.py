"""What is put into templates when they are compiled stands there as if it had been put in later."""

from __future__ import annotations

from types import SimpleNamespace

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.site.quick_jinja import QuickEnvironment
from smm_build.site.templating import armoured


def rendered(source: str, known: dict[str, object], **values: object) -> str:
    environment = QuickEnvironment(known, autoescape=True, finalize=armoured, undefined=jinja2.StrictUndefined)
    return environment.from_string(source).render(**values)


@given(st.text(max_size=40))
def test_a_word_is_written_alike_whether_it_is_known_early_or_late(text: str) -> None:
    source = "<p>{{ w.word }}</p>{{ w.word|upper if yes }}{% set x = w.word %}{{ x }}"
    words = SimpleNamespace(word=text)
    early, late = rendered(source, {"w": words}, yes=True), rendered(source, {}, w=words, yes=True)
    assert early == late
    assert early.startswith(f"<p>{armoured(text)}</p>")


def test_a_word_that_nobody_knows_is_a_mistake_of_the_template() -> None:
    with pytest.raises(AttributeError):
        rendered("{% if no %}{{ w.wrod }}{% endif %}", {"w": SimpleNamespace(word="x")}, no=False)


def test_a_dot_is_an_attribute_and_brackets_are_a_key() -> None:
    assert rendered("{{ it['items'] }}{{ it.items()|list|length }}", {}, it={"items": "x"}) == "x1"
    with pytest.raises(AttributeError):
        rendered("{{ it.name }}", {}, it={"name": "x"})


def test_a_condition_without_an_else_writes_nothing() -> None:
    assert rendered("<{{ 'a' if yes }}{{ 'b' if no }}>", {}, yes=True, no=False) == "<a>"
    with pytest.raises(jinja2.UndefinedError):
        rendered("{{ 'a' if nobody }}", {})
