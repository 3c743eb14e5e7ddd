"""How far briefs are, and when the posts that wait for them go out."""

from __future__ import annotations

from datetime import date

from smm_build.compose.deliverables import faults, specification
from smm_build.domain.brief import Brief, BriefState, Deliverable
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["first_day", "lacks_rights", "state_of", "what_lacks"]


def state_of(brief: Brief, workspace: Workspace) -> BriefState:
    """Return how far a brief is.

    Rights have to be recorded beside each file where the brand or the brief wants any. Where one person is the whole
    team, or nobody wrote down who the team is, merging is approving.
    """
    if brief.cancelled:
        return BriefState.CANCELLED
    there = [one for one in brief.deliverables if one.media]
    if brief.deliverables and not there:
        return BriefState.REQUESTED
    if len(there) < len(brief.deliverables):
        return BriefState.IN_WORK
    if any(_is_wrong(one, brief, workspace) for one in there):
        return BriefState.DELIVERED
    alone = workspace.team is None or len(workspace.team.people) <= 1
    if brief.approved_by or (alone and there):
        return BriefState.APPROVED
    return BriefState.RIGHT if there else BriefState.REQUESTED


def _is_wrong(wanted: Deliverable, brief: Brief, workspace: Workspace) -> bool:
    if any(faults(wanted, specification(wanted, workspace.channels))):
        return True
    return lacks_rights(wanted, brief, workspace)


def lacks_rights(wanted: Deliverable, brief: Brief, workspace: Workspace) -> bool:
    """Tell whether a file is there, rights are wanted, and nobody wrote down which it has."""
    needs_rights = wanted.kind != "text" and (workspace.brand.rights_required or brief.rights is not None)
    return needs_rights and wanted.media is not None and wanted.media.rights is None


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
        return Sentence(
            f"{count} of {total} files {'is' if count == 1 else 'are'} not there",
            f"{'manca' if count == 1 else 'mancano'} {count} file su {total}",
        )
    for one in brief.deliverables:
        if fault := next(faults(one, specification(one, workspace.channels)), None):
            name = one.file.rpartition("/")[2]
            return Sentence(f"`{name}`: {fault.en}", f"`{name}`: {fault.it}")
    if any(lacks_rights(one, brief, workspace) for one in brief.deliverables):
        return Sentence("its rights are not recorded", "i diritti non sono registrati")
    return Sentence("nobody has approved it", "nessuno lo ha approvato")
