"""Links to the web editor of the place where the workspace's files are kept.

Made from ``repository`` in ``brand.yml`` alone: whoever opens the site may be sent to the forge, and nothing is asked
of it. How each forge writes these addresses:

* GitHub: https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files, with
  ``filename`` and ``value`` as https://docs.gitea.com/1.27/development/integrations says of it;
* Gitea and Forgejo: ``filename`` and ``value``, https://docs.gitea.com/1.27/development/integrations;
* GitLab: ``file_name``; the content cannot be given, https://gitlab.com/gitlab-org/gitlab/-/work_items/594214.

All read on 2026-11-23.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

__all__ = ["Forge", "ForgeKind", "read_forge"]


class ForgeKind(enum.Enum):
    """Whose addresses they are."""

    GITHUB = "GitHub"
    GITLAB = "GitLab"
    GITEA = "Gitea"


_EDIT = {ForgeKind.GITHUB: "edit", ForgeKind.GITLAB: "-/edit", ForgeKind.GITEA: "_edit"}
_NEW = {ForgeKind.GITHUB: "new", ForgeKind.GITLAB: "-/new", ForgeKind.GITEA: "_new"}
_GITEA_HOSTS = ("gitea", "forgejo", "codeberg")


@dataclass(frozen=True, slots=True)
class Forge:
    """A repository on the web: its address without a slash at the end, the branch, and the workspace's folder in it."""

    kind: ForgeKind
    base: str
    branch: str = "main"
    folder: str = ""

    def edit(self, path: str) -> str:
        """Return where the file at ``path``, relative to the workspace, is edited."""
        return f"{self.base}/{_EDIT[self.kind]}/{quote(self.branch)}/{quote(self._in_repository(path))}"

    def new(self, path: str, content: str) -> str:
        """Return where a new file at ``path`` is begun, with ``content`` in it where the forge can take it."""
        folder, _, name = self._in_repository(path).rpartition("/")
        start = f"{self.base}/{_NEW[self.kind]}/{quote(self.branch)}/{quote(folder)}"
        if self.kind is ForgeKind.GITLAB:
            return f"{start}?{urlencode({'file_name': name})}"
        return f"{start}?{urlencode({'filename': name, 'value': content}, quote_via=quote)}"

    def _in_repository(self, path: str) -> str:
        return f"{self.folder}/{path}" if self.folder else path


def read_forge(address: str | None) -> Forge | None:
    """Return the forge at ``address``; ``None`` when there is no address, or nothing in it tells whose it is.

    A host of one's own with another name is known by how the address of a branch is written there.
    """
    if not address:
        return None
    parts = urlsplit(address)
    kind = _kind(parts.hostname or "") or _kind_of_branch(parts.path)
    if kind is None or parts.scheme not in {"http", "https"}:
        return None
    project, _, tree = parts.path.strip("/").partition("/-/tree/" if kind is ForgeKind.GITLAB else _tree_word(kind))
    branch, _, folder = tree.removeprefix("branch/").strip("/").partition("/")
    return Forge(kind, f"{parts.scheme}://{parts.netloc}/{project.removesuffix('.git')}", branch or "main", folder)


def _kind_of_branch(path: str) -> ForgeKind | None:
    if "/src/branch/" in path:
        return ForgeKind.GITEA
    if "/-/tree/" in path:
        return ForgeKind.GITLAB
    return ForgeKind.GITHUB if "/tree/" in path else None


def _tree_word(kind: ForgeKind) -> str:
    return "/src/" if kind is ForgeKind.GITEA else "/tree/"


def _kind(host: str) -> ForgeKind | None:
    if "github" in host:
        return ForgeKind.GITHUB
    if "gitlab" in host:
        return ForgeKind.GITLAB
    return ForgeKind.GITEA if any(name in host for name in _GITEA_HOSTS) else None
