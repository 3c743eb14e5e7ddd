"""The files of a workspace that come from smm's templates, and the record of what they said when they were written.

The record, ``.smm-template.yml``, holds the whole texts and not only their digests: a three-way merge needs what both
sides started from, also in a shallow clone, in a folder without git, and with the version of smm that wrote it gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from smm_build import __version__
from smm_build.cli._shared import Checked
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.team import Team
from smm_build.run.errors import OperationalError
from smm_build.starter import Answers, Forge, TeamKind

__all__ = ["RECORD", "Written", "forge_files", "read_record", "record_text"]

RECORD = ".smm-template.yml"

_HEAD = """\
# What `smm init` and `smm upgrade` wrote here, and from which answers: with it `smm upgrade` tells your changes from
# those of the templates. Keep it in git, and leave it as it is.
"""


class _AnswersFile(BaseModel):
    """The answers as they stand in the record."""

    model_config = ConfigDict(extra="forbid")

    brand: str
    zone: str
    languages: tuple[str, ...]
    locale: Language
    begun: date
    networks: tuple[str, ...] = ()
    forge: Forge
    team: TeamKind
    logins: dict[str, str] = {}


class _RecordFile(BaseModel):
    """All keys of the record."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["1"]
    version: str
    answers: _AnswersFile
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: by which version of smm, from which answers, and the texts of the templates by path."""

    version: str
    answers: Answers
    files: Mapping[str, str]


def forge_files(checked: Checked, answers: Answers) -> Mapping[str, str]:
    """Return what GitHub wants in ``.github``, made from the workspace as it is now; nothing for another forge."""
    if answers.forge != "github":
        return {}
    from smm_build.forge.codeowners import PATH, codeowners
    from smm_build.forge.issue_form import FORM_PATH, Choices, form
    from smm_build.starter import PULL_REQUEST_TEMPLATE, Setup, credential_names, pull_request_template, workflows

    brand, team = checked.workspace.brand, checked.workspace.team
    secrets = credential_names(checked.workspace.channels.values())
    made = dict(workflows(Setup(secrets, brand.approval.branch, brand.locale)))
    made[FORM_PATH] = form(Choices.of(checked.workspace), brand.locale)
    made[PULL_REQUEST_TEMPLATE] = pull_request_template(answers)
    if answers.team == "structured" and team and _all_owners_known(team):
        made[PATH] = codeowners(team, brand.approval)
    return made


def _all_owners_known(team: Team) -> bool:
    """Whether everybody who would own a path has a login: a file with guessed names would ask strangers."""
    owning = {"approver", "brand", "strategy", "strategist", "admin"}
    owners = [person for person in team.people.values() if owning & set(person.roles)]
    return bool(owners) and all(person.login for person in owners)


def record_text(answers: Answers, files: Mapping[str, str]) -> str:
    """Return the record's content: YAML that reads as the files do."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes texts of several lines as blocks."""

    def block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)

    Dumper.add_representer(str, block)
    said = {**asdict(answers), "begun": answers.begun.isoformat(), "logins": dict(answers.logins)}
    said |= {"languages": list(answers.languages), "networks": list(answers.networks)}
    content = {"format": "1", "version": __version__, "answers": said, "files": dict(sorted(files.items()))}
    return _HEAD + yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def read_record(root: Path) -> Written | None:
    """Return what was written into ``root``, ``None`` when nobody wrote it down.

    Raises :class:`OperationalError` when the record cannot be understood.
    """
    import yaml

    from smm_build.networks import all_networks

    try:
        text = (root / RECORD).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(1) from error
    try:
        read = _RecordFile.model_validate(yaml.load(text, yaml.CBaseLoader))  # noqa: S506 - builds strings only
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error.problem_mark.line + 1 if error.problem_mark else 1) from error
    except (yaml.YAMLError, ValidationError) as error:
        raise _unreadable(1) from error
    said = read.answers
    strange = sorted(set(said.networks) - set(all_networks()))
    if strange:
        raise OperationalError(
            Sentence(f"{RECORD}: there is no network {strange[0]!r}", f"{RECORD}: non c'è un network {strange[0]!r}")
        )
    answers = Answers(**(said.model_dump() | {"languages": said.languages, "networks": said.networks}))
    return Written(read.version, answers, read.files)


def _unreadable(line: int) -> OperationalError:
    return OperationalError(
        Sentence(
            f"{RECORD}:{line}: it cannot be understood. Take an older one from git: git checkout HEAD~1 -- {RECORD}",
            f"{RECORD}:{line}: non si capisce. Riprendine uno precedente da git: git checkout HEAD~1 -- {RECORD}",
        )
    )
