"""Texts that are not finished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import passages_of, without_links
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unresolved_placeholder"]

_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]*\}\}|(?<![\w#@])TBD(?!\w)|(?<![\w#@])TODO(?=:|\]|\)|[ \t]*$)|(?i:\blorem ipsum\b)", re.MULTILINE
)
_TODO = re.compile(r"(?<![\w#@])TODO(?!\w)")
_SIGNS = ("{{", "TBD", "TODO")
_TODO_IS_A_WORD = frozenset({"ast", "ca", "es", "gl", "pt"})


@post_check(Severity.ERROR, signs=("{{", "TBD", "TODO", "lorem ipsum"))
def unresolved_placeholder(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A placeholder that nobody has filled in: `{{ … }}`, `TODO`, `TBD`, `lorem ipsum`.

    In Spanish and Portuguese, where "todo" is a word, only `TODO:` and a `TODO` at the end of a line are meant.

    ## Why it matters
    What is written is what is sent, on its date, whether it is finished or not.

    ## How to fix
    Write what is missing. A note to the team belongs in a comment, `<!-- … -->`, which is never sent.
    """
    for passage in passages_of(post):
        if not any(sign in passage.text for sign in _SIGNS) and "lorem ipsum" not in passage.text.casefold():
            continue
        text = without_links(passage.text)
        found = {match.start(): match[0] for match in _PLACEHOLDER.finditer(text)}
        if "TODO" in text and not _todo_is_a_word(post, workspace):
            found |= {match.start(): match[0] for match in _TODO.finditer(text)}
        for offset, placeholder in sorted(found.items()):
            yield Problem(
                passage.at(offset),
                Sentence(en=f"`{placeholder}` is still to be filled in", it=f"`{placeholder}` è ancora da completare"),
                Sentence(
                    en="Write what is missing, or make it a comment: `<!-- … -->`",
                    it="Scrivi quello che manca, o fanne un commento: `<!-- … -->`",
                ),
                channel=passage.channel,
            )


def _todo_is_a_word(post: Post, workspace: Workspace) -> bool:
    languages = (post.settings.language,) if post.settings.language else workspace.brand.languages
    return any(language.lower().partition("-")[0] in _TODO_IS_A_WORD for language in languages)
