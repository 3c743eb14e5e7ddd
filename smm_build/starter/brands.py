"""The workflow of a repository that looks at several brands, from the template in ``agency/``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from smm_build.domain.sentence import Language
from smm_build.starter.actions import FOLDER, Setup, filled

__all__ = ["BRANDS_WORKFLOW", "BrandToLookAt", "brands_workflow"]

BRANDS_WORKFLOW = f"{FOLDER}/brands.yml"
"""Where it lies, from the top of the repository."""

_EXAMPLE = '          - {brand: "aurora", repository: "agency/aurora", folder: "brands/aurora"} # from the list\n'
_LIST = "          LIST: brands.yml\n"


@dataclass(frozen=True, slots=True)
class BrandToLookAt:
    """A brand of the list: its name, its repository as ``owner/name``, and the folder it is checked out into."""

    name: str
    repository: str
    folder: str


def brands_workflow(brands: Sequence[BrandToLookAt], listed: str, branch: str, locale: Language) -> str:
    """Return the workflow; ``listed`` is the list's path from the top of the repository, ``branch`` where it counts."""
    text = files("smm_build.starter").joinpath("agency", "brands.yml").read_text(encoding="utf-8")
    lines = "".join(f"          - {_flow(brand)}\n" for brand in brands)
    text = text.replace(_EXAMPLE, lines).replace(_LIST, f"          LIST: {json.dumps(listed, ensure_ascii=False)}\n")
    return filled(text, Setup(branch=branch, locale=locale))


def _flow(brand: BrandToLookAt) -> str:
    said = {"brand": brand.name, "repository": brand.repository, "folder": brand.folder}
    return "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()) + "}"
