"""The workflows of a workspace on GitHub, from the templates in ``workflows/``, which are workflows themselves."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from smm_build import __version__
from smm_build.domain.channel import Channel
from smm_build.domain.sentence import Language
from smm_build.networks import get_network

__all__ = ["FOLDER", "Setup", "credential_names", "filled", "workflows"]

FOLDER = ".github/workflows"
"""Where GitHub looks for them, from the top of the repository."""

_INSTALL = "        run: python -m pip install smm-build==0\n"
_CREDENTIALS = "          # credentials of the channels\n"
_LANGUAGE = "  SMM_LANG: en # the language of what it says\n"
_BRANCHES = "    branches: [main]\n"
_REF = "github.ref == 'refs/heads/main'"


@dataclass(frozen=True, slots=True)
class Setup:
    """What differs from one workspace to the next.

    ``credentials`` are the names of the secrets that the channels log in with, ``branch`` is the approved one,
    ``locale`` the language the team reads, ``install`` the lines of a shell that put ``smm`` on the PATH.
    """

    credentials: Sequence[str] = ()
    branch: str = "main"
    locale: Language = "en"
    install: str = f"python -m pip install smm-build=={__version__}"


def workflows(setup: Setup) -> Mapping[str, str]:
    """Return the workflow files by path from the top of the repository."""
    templates = sorted(files("smm_build.starter").joinpath("workflows").iterdir(), key=lambda file: file.name)
    return {f"{FOLDER}/{t.name}": filled(t.read_text(encoding="utf-8"), setup) for t in templates}


def credential_names(channels: Iterable[Channel]) -> tuple[str, ...]:
    """Return the names of the secrets with which channels log in, also of those that are only rehearsed so far."""
    names = {
        f"{channel.credentials}_{credential.suffix}"
        for channel in channels
        if channel.publish != "manual"
        for credential in get_network(channel.network).CREDENTIALS
    }
    return tuple(sorted(names))


def filled(text: str, setup: Setup) -> str:
    """Return a template with what differs from one workspace to the next put in."""
    secrets = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in sorted(set(setup.credentials)))
    return (
        text.replace(_INSTALL, f"        run: {_as_value(setup.install)}\n")
        .replace(_CREDENTIALS, secrets)
        .replace(_LANGUAGE, _LANGUAGE.replace("en", setup.locale, 1))
        .replace(_BRANCHES, f"    branches: [{json.dumps(setup.branch)}]\n" if setup.branch != "main" else _BRANCHES)
        .replace(_REF, _REF.replace("main", setup.branch.replace("'", "''")))
    )


def _as_value(lines: str) -> str:
    """Return lines of a shell as a value in YAML."""
    if "\n" not in lines.strip():
        return lines.strip()
    return "|\n" + textwrap.indent(lines.strip(), " " * 10)
