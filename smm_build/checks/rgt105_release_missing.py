"""People who have not agreed to be shown."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["release_missing"]


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def release_missing(post: Post) -> Iterator[Problem]:
    """A picture or film whose sidecar file names people of whom no release is noted.

    ## Why it matters
    A tag is no consent, and neither is having posed. Somebody who does not want to be shown can have it taken down.

    ## How to fix
    Ask them for a release, keep it where personal papers are kept, and note the name under `releases`.

    ## Options
    `people: [Amina]` and `releases: [Amina]` in `photo.jpg.yml`

    ## Sources
    - What the Italian data protection authority advises, as told at
      <https://www.studiocataldi.it/amp/news.asp?id=40402-foto-online-i-consigli-del-garante> (read 2026-11-23)
    """
    for media in media_of(post):
        rights = media.rights
        missing = [name for name in rights.people if name not in rights.releases] if rights else []
        if missing:
            yield Problem(
                media.place,
                Sentence(
                    en=f"No release is noted for {', '.join(missing)} in `{media.file}`",
                    it=f"Per {', '.join(missing)} in `{media.file}` non risulta una liberatoria",
                ),
                Sentence(en="Ask for it and note it under `releases`", it="Chiedila e annotala in `releases`"),
            )
