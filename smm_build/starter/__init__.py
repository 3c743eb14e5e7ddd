"""What a new workspace and a new post start as. Pure: paths and texts; the caller writes them."""

from __future__ import annotations

from smm_build.starter.actions import Setup, credential_names, workflows
from smm_build.starter.answers import FORGES, TEAMS, Answers, Forge, TeamKind
from smm_build.starter.brands import BRANDS_WORKFLOW, BrandToLookAt, brands_workflow
from smm_build.starter.post import new_post, slug
from smm_build.starter.rules import TEMPLATE_RULES, TemplateRule
from smm_build.starter.workspace import PULL_REQUEST_TEMPLATE, first_post, pull_request_template, template_files

__all__ = [
    "BRANDS_WORKFLOW",
    "FORGES",
    "PULL_REQUEST_TEMPLATE",
    "TEAMS",
    "TEMPLATE_RULES",
    "Answers",
    "BrandToLookAt",
    "Forge",
    "Setup",
    "TeamKind",
    "TemplateRule",
    "brands_workflow",
    "credential_names",
    "first_post",
    "new_post",
    "pull_request_template",
    "slug",
    "template_files",
    "workflows",
]
