"""What a new workspace and a new post start as. Pure: paths and texts; the caller writes them."""

from __future__ import annotations

from smm_build.starter.actions import Setup, credential_names, workflows
from smm_build.starter.post import new_post, slug
from smm_build.starter.workspace import new_workspace

__all__ = ["Setup", "credential_names", "new_post", "new_workspace", "slug", "workflows"]
