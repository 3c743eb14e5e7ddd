"""Telling pull requests where their posts are to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from smm_build.cli._github import Hand
from smm_build.cli._ledgers import Ledgers
from smm_build.cli._shared import Checked, clock_for, fail, open_workspace, say
from smm_build.cli._summary import add_to_summary
from smm_build.domain.delivery import EventKind, Record
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_duration
from smm_build.domain.variant import Variant
from smm_build.forge.github import changed_files, merged_pulls, put_comment
from smm_build.forge.permalinks import Link, links_comment
from smm_build.run.git import Git, GitFailed, find_repository

__all__ = ["tell"]

_NAME = "permalinks"
_COMMITS = 20
"""Commits of a post that are looked up, the newest first: the pull request of the last change gets the comment."""


def tell(root: Path, since: str) -> None:
    """Write or change the comment of every pull request of which something went out lately."""
    checked = open_workspace(root)
    try:
        start = clock_for(checked.workspace)() - read_duration(since)
    except NotATime as error:
        fail(Sentence(f"--since {since}: {error.reason}", f"--since {since}: {error.reason}"), status=2)
    out = list(_out(checked))
    fresh = {variant.post.path for variant, _, at in out if at >= start}
    hand = Hand(root, checked.workspace.brand.repository)
    told = 0
    for pull, paths in _pulls(checked, hand, fresh).items():
        links = _links(checked, ((v, record, at) for v, record, at in out if v.post.path in paths))
        body = links_comment(links, checked.workspace.brand.locale)
        address = hand(put_comment(hand.repository, pull, _NAME, body))
        add_to_summary(body)
        say(Sentence(f"#{pull}: {address}", f"#{pull}: {address}"))
        told += 1
    if not told:
        say(
            Sentence(
                "Nothing new is out that a pull request brought", "Non è uscito nulla di nuovo da una pull request"
            )
        )


def _out(checked: Checked) -> Iterator[tuple[Variant, Record, datetime]]:
    """Yield what the shared ledger says was sent by us and is still in the files, and when."""
    variants = {variant.key: variant for variant in checked.variants if not variant.channel.rehearsed}
    ledgers = Ledgers(checked)
    for name, record in ledgers.everything():
        variant = variants.get(record.key)
        sent = next((event for event in record.events if event.kind is EventKind.SENT), None)
        if name != "sandbox" and variant is not None and sent is not None and sent.source is None:
            yield variant, record, sent.at


def _pulls(checked: Checked, hand: Hand, fresh: Iterable[str]) -> dict[int, frozenset[str]]:
    """Return the pull requests that brought these posts last, each with the posts in it, by path."""
    repository = find_repository(checked.root)
    if repository is None:
        return {}
    folder = checked.root.resolve().relative_to(repository.resolve())
    known: dict[int, set[str]] = {}
    for path in sorted(fresh):
        pull = _last_pull(checked, hand, Git(repository), (folder / path).as_posix())
        if pull is not None:
            known.setdefault(pull, set()).add(path)
    return {pull: frozenset(paths | _posts_in(hand, pull, folder)) for pull, paths in known.items()}


def _last_pull(checked: Checked, hand: Hand, git: Git, path: str) -> int | None:
    try:
        commits = git("log", "--format=%H", f"--max-count={_COMMITS}", "HEAD", "--", path).decode().split()
    except GitFailed:
        return None  # nothing is committed yet
    for commit in commits:
        pulls = hand(merged_pulls(hand.repository, checked.workspace.brand.approval.branch, [commit]))
        if pulls:
            return pulls[0].number
    return None


def _posts_in(hand: Hand, pull: int, folder: Path) -> set[str]:
    files = hand(changed_files(hand.repository, pull))
    return {Path(file).relative_to(folder).as_posix() for file in files if Path(file).is_relative_to(folder)}


def _links(checked: Checked, out: Iterable[tuple[Variant, Record, datetime]]) -> list[Link]:
    zone = checked.workspace.brand.zone
    return [Link(v.post.title, v.channel.id, record.url, at.astimezone(zone)) for v, record, at in out]
