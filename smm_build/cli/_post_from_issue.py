"""From an issue that somebody wrote with the form to a pull request with a post."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from smm_build.cli._github import Hand, event
from smm_build.cli._shared import fail, open_workspace, say
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.time import NotATime, TimeNote, read_time
from smm_build.domain.workspace import Workspace
from smm_build.forge.github import Proposal, Proposed, propose, put_comment
from smm_build.forge.issue_form import Choices, Wish, read_wish
from smm_build.run.git import find_repository
from smm_build.starter import new_post
from smm_build.text.quoting import in_markdown

__all__ = ["propose_post"]

_NAME = "new post"
_INSIDERS = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
"""Whose issues are taken: https://docs.github.com/graphql/reference/enums#commentauthorassociation, read 2026-11-23."""


@dataclass(frozen=True, slots=True)
class _Issue:
    number: int
    author: str
    insider: bool
    body: str


def propose_post(root: Path, file: str | None) -> None:
    """Open a pull request with the post, or say on the issue why there is none and leave with 1."""
    issue = _issue(event(file))
    workspace = open_workspace(root).workspace
    hand = Hand(root, workspace.brand.repository)
    if not issue.insider:
        fail(_STRANGER)
    wish, faults = read_wish(issue.body, Choices.of(workspace))
    when, wrong = _when(wish, workspace)
    if faults or wrong:
        _say_no(hand, issue, (*faults, *wrong), workspace.brand.locale)
    taken = frozenset(post.id for post in workspace.posts)
    path, content = new_post(wish.title, when, wish.channels, wish.pillar, wish.objective, wish.text, taken)
    post = (path, _with_fields(content, wish))
    done = hand(propose(hand.repository, _proposal(root, workspace, issue, wish, post)))
    hand(put_comment(hand.repository, issue.number, _NAME, _told(done).into(workspace.brand.locale)))
    say(Sentence(f"pull request {done.number}: {done.url}", f"pull request {done.number}: {done.url}"))


def _issue(said: object) -> _Issue:
    issue = said.get("issue") if isinstance(said, dict) else None
    number = issue.get("number") if isinstance(issue, dict) else None
    if not isinstance(issue, dict) or not isinstance(number, int) or "pull_request" in issue:
        fail(Sentence("the event is about no issue", "l'evento non riguarda una issue"), status=2)
    user = issue.get("user")
    login = user.get("login") if isinstance(user, dict) else None
    body = issue.get("body")
    return _Issue(
        number,
        login if isinstance(login, str) else "?",
        issue.get("author_association") in _INSIDERS,
        body if isinstance(body, str) else "",
    )


def _when(wish: Wish, workspace: Workspace) -> tuple[datetime | None, tuple[Sentence, ...]]:
    """Return when it goes out, on the brand's clock, or what is wrong with it."""
    if wish.when is None:
        return None, ()
    said = in_markdown(wish.when[:60])
    try:
        reading = read_time(wish.when, workspace.brand.zone)
    except NotATime as error:
        return None, (Sentence(f"When: {said}: {error.reason}", f"Quando: {said}: {error.reason}"),)
    if reading.note is TimeNote.PLAIN:
        return reading.at.astimezone(workspace.brand.zone), ()
    return None, (
        Sentence(
            f"When: {said} happens twice or never, because the clocks change that night",
            f"Quando: {said} capita due volte o mai, perché quella notte cambia l'ora",
        ),
    )


def _with_fields(content: str, wish: Wish) -> str:
    """Add to the front matter what a new post does not have by itself. JSON strings are YAML."""
    fields = [f"link: {json.dumps(wish.link)}"] if wish.link else []
    if wish.attachments:
        # It has to wait until somebody has put the files into the workspace.
        fields += ["status: draft", f"notes: {json.dumps(' '.join(wish.attachments))}"]
    head, end, text = content.partition("\n---\n\n")
    return "\n".join([head, *fields]) + end + text


def _proposal(root: Path, workspace: Workspace, issue: _Issue, wish: Wish, post: tuple[str, str]) -> Proposal:
    path, content = post
    folder = _in_repository(root)
    language = workspace.brand.locale
    lines = [_from(issue).into(language)]
    if wish.attachments:
        lines += ["", _FILES.into(language), *(f"- <{address}>" for address in wish.attachments)]
    return Proposal(
        branch=f"smm/issue-{issue.number}",
        base=workspace.brand.approval.branch,
        path=f"{folder}{path}",
        content=content,
        title=f"{_TITLE.into(language)}: {wish.title}",
        body="\n".join(lines),
    )


def _in_repository(root: Path) -> str:
    top = find_repository(root)
    within = root.resolve().relative_to(top.resolve()).as_posix() if top else "."
    return "" if within == "." else f"{within}/"


def _from(issue: _Issue) -> Sentence:
    who = in_markdown(issue.author)
    return Sentence(
        f"From #{issue.number} by {who}. Closes #{issue.number}.",
        f"Da #{issue.number} di {who}. Closes #{issue.number}.",
    )


def _told(done: Proposed) -> Sentence:
    if done.before:
        return Sentence(
            f"There is a pull request already: #{done.number}. Change the post there.",
            f"C'è già una pull request: #{done.number}. Cambia il post lì.",
        )
    return Sentence(
        f"The post is in #{done.number}. When it is approved and merged, it goes out at its time.",
        f"Il post è in #{done.number}. Quando è approvato e unito, esce alla sua ora.",
    )


def _say_no(hand: Hand, issue: _Issue, faults: Sequence[Sentence], language: Language) -> NoReturn:
    rows = [f"- {fault.into(language)}" for fault in faults]
    body = "\n".join([_NO.into(language), "", *rows])
    hand(put_comment(hand.repository, issue.number, _NAME, body))
    for fault in faults:
        say(fault, err=True)
    sys.exit(1)


_TITLE = Sentence("New post", "Nuovo post")
_FILES = Sentence(
    "Files that came with it: put them into content/assets, with a description, and take `status: draft` out.",
    "File allegati: mettili in content/assets, con una descrizione, e togli `status: draft`.",
)
_NO = Sentence(
    "This cannot become a post yet. Change the text of the issue, and it is tried again:",
    "Così non può ancora diventare un post. Cambia il testo della issue, e si riprova:",
)
_STRANGER = Sentence(
    "Only people who belong to the repository propose posts with the form; nothing was made of this one",
    "Solo chi fa parte del repository propone post con il modulo; di questo non si è fatto nulla",
)
