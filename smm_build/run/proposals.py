"""A branch with one commit that changes some files, made without touching what is checked out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from smm_build.domain.sentence import Sentence
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, GitFailed

__all__ = ["make_branch"]


def make_branch(root: Path, name: str, files: Mapping[str, str], message: str) -> None:
    """Make the branch ``name``: one commit on top of what is checked out in ``root``, with ``files`` by path.

    Raises :class:`OperationalError` when there is such a branch, when git has no name for the author, and when a file
    has changes that are in no commit: they would end up in the proposal.
    """
    git = Git(root)
    if git.line("rev-parse", "--verify", "--quiet", f"refs/heads/{name}"):
        raise OperationalError(_taken(name))
    if git.line("status", "--porcelain", "--", *files):
        raise OperationalError(_not_committed(", ".join(files)))
    prefix = git.line("rev-parse", "--show-prefix") or ""
    try:
        git("check-ref-format", "--branch", name)
        who = git("var", "GIT_COMMITTER_IDENT").decode("utf-8", "replace").strip()
        head = git("rev-parse", "--verify", "HEAD").decode().strip()
        stream = [f"commit refs/heads/{name}\ncommitter {who}\n".encode(), _data(message), f"from {head}\n".encode()]
        for path, text in files.items():
            stream += [f'M 100644 inline "{prefix}{path}"\n'.encode(), _data(text)]
        git("fast-import", "--quiet", "--done", feed=b"".join([*stream, b"done\n"]))
    except GitFailed as error:
        raise OperationalError(_failed(name, error.last_line)) from error


def _data(text: str) -> bytes:
    content = text.encode("utf-8")
    return f"data {len(content)}\n".encode() + content + b"\n"


def _taken(name: str) -> Sentence:
    return Sentence(
        f"There is a branch {name} already: name another with --branch, or delete it with `git branch -D {name}`",
        f"Il ramo {name} c'è già: scegline un altro con --branch, o cancellalo con `git branch -D {name}`",
    )


def _not_committed(paths: str) -> Sentence:
    return Sentence(
        f"Commit your own changes first, they would end up in the proposal: {paths}",
        f"Prima fai un commit delle tue modifiche, finirebbero nella proposta: {paths}",
    )


def _failed(name: str, why: str) -> Sentence:
    return Sentence(f"The branch {name} cannot be made: {why}", f"Il ramo {name} non si può creare: {why}")
