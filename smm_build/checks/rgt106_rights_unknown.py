"""Pictures of which nobody knows whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["rights_unknown"]


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def rights_unknown(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A picture or film without author, source or licence in a sidecar file, where the brand asks for one.

    ## Why it matters
    "Found online" is no licence, and in two years nobody remembers.

    ## How to fix
    Put a file beside it, `photo.jpg.yml`, with `author`, `source` or `licence`.

    ## Options
    `rights: required` in `brand/brand.yml`
    """
    for media in media_of(post) if workspace.brand.rights_required else ():
        rights = media.rights
        if rights is None or not (rights.author or rights.source or rights.licence):
            yield Problem(
                media.place,
                Sentence(en=f"Nothing says whose `{media.file}` is", it=f"Niente dice di chi è `{media.file}`"),
                Sentence(
                    en=f"Write `author:` or `licence:` into {media.file}.yml",
                    it=f"Scrivi `author:` o `licence:` in {media.file}.yml",
                ),
            )
