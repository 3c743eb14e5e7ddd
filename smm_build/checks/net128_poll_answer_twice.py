"""Polls in which one answer stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["poll_answer_twice"]


@post_check(Severity.ERROR, signs=(Has.POLL,))
def poll_answer_twice(post: Post) -> Iterator[Problem]:
    """A poll that has the same answer twice, in whatever capitals.

    ## Why it matters
    Mastodon refuses the whole post. Elsewhere the votes for one answer are counted as two.

    ## How to fix
    Write another answer, or leave one of the two out.

    ## Sources
    - <https://github.com/mastodon/mastodon/issues/33707>, on new polls with two answers alike (read 2026-11-24)
    """
    for prefix, settings in (
        ("", post.settings),
        *((f"overrides.{name}.", own) for name, own in post.overrides.items()),
    ):
        seen: set[str] = set()
        for number, option in enumerate(settings.poll.options if settings.poll else ()):
            answer = " ".join(option.casefold().split())
            if answer in seen:
                yield Problem(
                    post.places.of(f"{prefix}poll.options.{number}"),
                    Sentence(en=f"The answer “{option}” is there twice", it=f"La risposta «{option}» c'è due volte"),
                    Sentence(en="Write another one, or leave it out", it="Scrivine un'altra, o toglila"),
                )
            seen.add(answer)
