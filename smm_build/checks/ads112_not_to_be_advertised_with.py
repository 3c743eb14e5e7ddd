"""Pictures that may not be advertised with."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import living
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.ad import Ad
from smm_build.domain.finding import Severity
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["not_to_be_advertised_with"]


@workspace_check(Severity.ERROR)
def not_to_be_advertised_with(workspace: Workspace) -> Iterator[Problem]:
    """A picture or film in an ad that may not be advertised with, or whose licence ends while the ad runs.

    Looked at are the files of the ad and of the post it boosts, by the file beside each.

    ## Why it matters
    Showing and advertising are different rights, and an ad reaches the photographer too.

    ## How to fix
    Ask for the wider licence, or choose another.
    """
    for ad in living(workspace):
        for media in _shown(ad, workspace):
            rights = media.rights
            if rights is None:
                continue
            over = bool(rights.expires and ad.end_on and rights.expires < ad.end_on)
            if rights.paid_use is not False and not over:
                continue
            name = media.file.rpartition("/")[2]
            yield Problem(
                ad.places.of("boost" if ad.boost else "media"),
                Sentence(
                    en=f"`{name}` may be shown until {rights.expires}, and the ad runs until {ad.end_on}"
                    if over
                    else f"`{name}` may not be advertised with",
                    it=f"`{name}` si può mostrare fino al {rights.expires}, e l'annuncio dura fino al {ad.end_on}"
                    if over
                    else f"`{name}` non si può usare a scopo pubblicitario",
                ),
                Sentence(
                    en="Ask for the wider licence, or choose another",
                    it="Chiedi la licenza più ampia, o scegline un'altra",
                ),
            )


def _shown(ad: Ad, workspace: Workspace) -> tuple[Media, ...]:
    post = workspace.post(ad.boost) if ad.boost else None
    boosted = post.settings.media or () if post else ()
    inline = [media for parts in post.texts.values() for part in parts for media in part.media] if post else []
    return (*ad.media, *boosted, *inline)
