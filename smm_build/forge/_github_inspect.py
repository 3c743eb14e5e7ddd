"""How a repository is set up, and what of it would let something unapproved out or keep something approved in.

Questions that only an administrator's token may ask are asked all the same: what is not told is said to be unknown.
Sources, all read 2026-11-23: https://docs.github.com/rest/repos/rules#get-rules-for-a-branch,
https://docs.github.com/rest/branches/branch-protection, https://docs.github.com/rest/actions/permissions,
https://docs.github.com/rest/actions/secrets, https://docs.github.com/rest/deployments/environments,
https://docs.github.com/rest/actions/workflows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from smm_build.domain.sentence import Sentence
from smm_build.forge import _github_remarks as remarks
from smm_build.forge._github_api import Repository, ask, entries, number, place, refused, text
from smm_build.forge._github_remarks import Remark
from smm_build.networks import Flow

__all__ = ["Expected", "inspect_repository"]

_REFUSALS = frozenset({403, 404})
_IN_THE_WAY = frozenset({"pull_request", "required_status_checks", "update", "required_signatures", "merge_queue"})
"""Rules that refuse a plain push by a job."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the workspace needs: the approved branch, how many reviews, the ledger's branch, names of secrets."""

    branch: str
    reviews: int
    ledger: str
    secrets: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class _Protection:
    """What guards a branch: reviews needed before a merge, and whether its past may be rewritten."""

    reviews: int
    rewritable: bool
    kinds: frozenset[str]
    stale_dismissed: bool


def inspect_repository(repository: Repository, expected: Expected) -> Flow[tuple[Remark, ...]]:
    """Return what was found, the gravest first. Raises :class:`~smm_build.networks.Refused` when nothing is told."""
    about = yield from ask(repository, "", _LOOK)
    if not about.ok or not text(about.value, "full_name"):
        raise refused(about, _LOOK, repository)
    found = [remarks.visibility(private=place(about.value, "private") is True)]
    if text(about.value, "default_branch") != expected.branch:
        found.append(remarks.other_default(text(about.value, "default_branch"), expected.branch))
    found += yield from _main(repository, expected)
    found += yield from _ledger(repository, expected.ledger)
    found += yield from _actions(repository)
    found += yield from _workflows(repository)
    found += yield from _secrets(repository, expected.secrets)
    found += yield from _codeowners(repository, expected.branch)
    told = dict.fromkeys(found)  # that something is not told is said once
    return tuple(sorted(told, key=lambda remark: list(remarks.ORDER).index(remark.standing)))


# --- branches ---------------------------------------------------------------------------------------------------------


def _main(repository: Repository, expected: Expected) -> Flow[list[Remark]]:
    guard = yield from _protection(repository, expected.branch)
    if guard is None:
        return [remarks.unprotected(expected.branch, expected.reviews)]
    found = []
    if guard.reviews < expected.reviews:
        found.append(remarks.too_few_reviews(expected.branch, guard.reviews, expected.reviews))
    if guard.rewritable:
        found.append(remarks.rewritable(expected.branch))
    if guard.reviews and not guard.stale_dismissed:
        found.append(remarks.stale_kept(expected.branch))
    return found or [remarks.protected(expected.branch, guard.reviews)]


def _ledger(repository: Repository, branch: str) -> Flow[list[Remark]]:
    guard = yield from _protection(repository, branch)
    if guard is None:
        return [remarks.ledger_rewritable(branch)]
    in_the_way = sorted(guard.kinds & _IN_THE_WAY)
    found = [remarks.ledger_closed(branch, in_the_way)] if in_the_way else []
    return [*found, remarks.ledger_rewritable(branch)] if guard.rewritable else found or [remarks.ledger_safe(branch)]


def _protection(repository: Repository, branch: str) -> Flow[_Protection | None]:
    """Return what rulesets and the older branch protection say together, ``None`` when there is neither."""
    rules = yield from _rules(repository, branch)
    kinds = {text(rule, "type") for rule in rules}
    reviews = [rule for rule in rules if text(rule, "type") == "pull_request"]
    count = max((number(rule, "parameters", "required_approving_review_count") for rule in reviews), default=0)
    stale = any(place(rule, "parameters", "dismiss_stale_reviews_on_push") is True for rule in reviews)
    rewritable = "non_fast_forward" not in kinds
    older = yield from ask(repository, f"/branches/{quote(branch)}/protection", _LOOK)
    if older.ok:
        wanted = place(older.value, "required_pull_request_reviews")
        count = max(count, number(wanted, "required_approving_review_count"))
        stale = stale or place(wanted, "dismiss_stale_reviews") is True
        rewritable = rewritable and place(older.value, "allow_force_pushes", "enabled") is True
        kinds |= _kinds_of(older.value)
    elif not kinds and (yield from _is_protected(repository, branch)):
        return _Protection(0, rewritable=False, kinds=frozenset(), stale_dismissed=False)
    return _Protection(count, rewritable, frozenset(kinds), stale) if kinds or older.ok else None


def _rules(repository: Repository, branch: str) -> Flow[list[Mapping[str, object]]]:
    """Return the rules of rulesets; where a plan has no rulesets GitHub refuses the question."""
    answer = yield from ask(repository, f"/rules/branches/{quote(branch)}", _LOOK, {"per_page": "100"})
    rules = [] if answer.status in _REFUSALS else entries(answer.value)
    if rules is None:
        raise refused(answer, _LOOK, repository)
    return rules


def _is_protected(repository: Repository, branch: str) -> Flow[bool]:
    """Whether the branch is guarded in a way this token may not look at."""
    answer = yield from ask(repository, f"/branches/{quote(branch)}", _LOOK)
    return answer.ok and place(answer.value, "protected") is True


def _kinds_of(protection: object) -> set[str]:
    older = {"required_pull_request_reviews": "pull_request", "required_status_checks": "required_status_checks"}
    kinds = {kind for name, kind in older.items() if place(protection, name)}
    return kinds | ({"update"} if place(protection, "lock_branch", "enabled") is True else set())


# --- actions ----------------------------------------------------------------------------------------------------------


def _actions(repository: Repository) -> Flow[list[Remark]]:
    may_run = yield from ask(repository, "/actions/permissions", _LOOK)
    token = yield from ask(repository, "/actions/permissions/workflow", _LOOK)
    if not may_run.ok or not token.ok:
        return [remarks.not_told(may_run if not may_run.ok else token)]
    if place(may_run.value, "enabled") is not True:
        return [remarks.ACTIONS_OFF]
    wide = text(token.value, "default_workflow_permissions") != "read"
    found = [remarks.TOKEN_WIDE if wide else remarks.TOKEN_NARROW]
    if place(token.value, "can_approve_pull_request_reviews") is not True:
        found.append(remarks.NO_PROPOSALS)
    return found


def _workflows(repository: Repository) -> Flow[list[Remark]]:
    answer = yield from ask(repository, "/actions/workflows", _LOOK, {"per_page": "100"})
    known = entries(place(answer.value, "workflows"))
    if not answer.ok or known is None:
        return [remarks.not_told(answer)]
    if not known:
        return [remarks.NO_WORKFLOWS]
    off = [text(workflow, "path") for workflow in known if text(workflow, "state").startswith("disabled")]
    return [remarks.workflows_off(off)] if off else [remarks.WORKFLOWS_ON]


# --- secrets ----------------------------------------------------------------------------------------------------------


def _secrets(repository: Repository, wanted: Collection[str]) -> Flow[list[Remark]]:
    """Compare names only: nobody is ever told a secret's value."""
    answer = yield from ask(repository, "/environments", _LOOK, {"per_page": "100"})
    environments = entries(place(answer.value, "environments")) or []
    found = [remarks.environments([text(one, "name") for one in environments], bool(wanted))] if answer.ok else []
    if not wanted:
        return found
    paths = ["/actions/secrets", "/actions/organization-secrets"]
    paths += [f"/environments/{quote(text(one, 'name'), safe='')}/secrets" for one in environments]
    known: set[str] = set()
    for path in paths:
        answer = yield from ask(repository, path, _LOOK, {"per_page": "100"})
        if answer.ok:
            known |= {text(secret, "name") for secret in entries(place(answer.value, "secrets")) or []}
        elif path == paths[0]:
            return [*found, remarks.secrets_unknown(sorted(wanted))]
    missing = sorted(set(wanted) - known)
    return [*found, remarks.secrets_missing(missing) if missing else remarks.SECRETS_THERE]


def _codeowners(repository: Repository, branch: str) -> Flow[list[Remark]]:
    answer = yield from ask(repository, "/codeowners/errors", _LOOK, {"ref": branch})
    if answer.status in _REFUSALS:
        return [remarks.NO_CODEOWNERS]
    errors = entries(place(answer.value, "errors"))
    if not answer.ok or errors is None:
        return [remarks.not_told(answer)]
    return [remarks.codeowners_wrong(text(errors[0], "kind"), number(errors[0], "line"))] if errors else []


_LOOK = Sentence("look at how the repository is set up", "guardare come è impostato il repository")
