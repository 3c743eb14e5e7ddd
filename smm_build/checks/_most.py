"""Posts that lack what most posts of the plan have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smm_build.domain.post import Post

__all__ = ["without"]


def without(posts: Sequence[Post], has: Callable[[Post], bool]) -> tuple[Post, ...]:
    """Return the posts for which ``has`` says no; none when that is half of them or more: the plan does not use it."""
    lacking = tuple(post for post in posts if not has(post))
    return lacking if 2 * len(lacking) < len(posts) else ()
