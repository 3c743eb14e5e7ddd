"""What checks ask about briefs and the posts that wait for them."""

from __future__ import annotations

from datetime import date

from smm_build.compose.deliverables import faults, specification
from smm_build.domain.brief import Brief
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["first_day", "what_lacks"]


def first_day(post: Post, workspace: Workspace) -> date | None:
    """Return the first day on which the post goes out anywhere, on the brand's clock; ``None`` without a time."""
    usual = post.settings.publish_at
    times = [settings.publish_at for settings in post.overrides.values() if settings.publish_at]
    times += [usual] if usual else []
    times += [usual + settings.shift for settings in post.overrides.values() if usual and settings.shift]
    return min(at.astimezone(workspace.brand.zone) for at in times).date() if times else None


def what_lacks(brief: Brief, workspace: Workspace) -> Sentence:
    """Return what a brief that is not approved lacks, as the end of a sentence."""
    missing = [one for one in brief.deliverables if one.media is None]
    if missing:
        count, total = len(missing), len(brief.deliverables)
        return Sentence(f"{count} of {total} files are not there", f"mancano {count} file su {total}")
    for one in brief.deliverables:
        if fault := next(faults(one, specification(one, workspace.channels)), None):
            name = one.file.rpartition("/")[2]
            return Sentence(f"`{name}`: {fault.en}", f"`{name}`: {fault.it}")
    if any(one.media and one.media.rights is None and one.kind != "text" for one in brief.deliverables) and (
        brief.rights or workspace.brand.rights_required
    ):
        return Sentence("its rights are not recorded", "i diritti non sono registrati")
    return Sentence("nobody has approved it", "nessuno lo ha approvato")
