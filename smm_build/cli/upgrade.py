"""``smm upgrade``: what newer templates say, brought into files that people have changed since."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import fail, language, open_workspace, paint, root_option, say
from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.cli._template_files import Written

__all__ = ["command"]


@dataclass
class _Upgrade:
    """What an upgrade would do: new contents by path, what it cannot decide, and what it leaves alone."""

    contents: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    base: dict[str, str] = field(default_factory=dict)
    """What the record says afterwards."""


@click.command("upgrade")
@root_option
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
def command(root: Path, diff: bool) -> None:
    """Bring what this version's templates say into the files that `smm init` wrote, and keep your changes.

    Where you and the template changed the same lines, yours stay, and a finding says what the template would have
    there. Files you deleted stay deleted. Posts are never touched. Ends with 1 when something is left to decide.
    """
    from smm_build.cli._mending import diff_of
    from smm_build.run.errors import OperationalError
    from smm_build.run.workspace_files import write_whole

    try:
        written, upgrade = _planned(root)
        click.echo(diff_of(root, upgrade.contents), nl=False)
        if not diff:
            for path, content in {**upgrade.contents, **_record(root, written, upgrade)}.items():
                write_whole(root, path, content)
    except OperationalError as error:
        fail(error.sentence)
    _report(root, upgrade, diff=diff)
    sys.exit(1 if upgrade.findings else 0)


def _planned(root: Path) -> tuple[Written, _Upgrade]:
    from smm_build.cli._template_files import forge_files, read_record
    from smm_build.run.git import find_repository
    from smm_build.starter import template_files

    written = read_record(root)
    if written is None:
        fail(_NO_RECORD, status=2)
    theirs = dict(template_files(written.answers))
    top = find_repository(root)
    if top is None or top.resolve() == root:
        theirs |= forge_files(open_workspace(root), written.answers)
    upgrade = _Upgrade()
    for path, text in sorted(theirs.items()):
        _bring_in(root, upgrade, path, written.files.get(path), text)
    for path in sorted(set(written.files) - set(theirs)):
        if (root / path).is_file():
            upgrade.findings.append(_finding(Place(path), "TPL102", *_GONE))
    return written, upgrade


def _bring_in(root: Path, upgrade: _Upgrade, path: str, base: str | None, theirs: str) -> None:
    """Decide about one file. ``base`` is what its template said before, ``None`` when there was none."""
    upgrade.base[path] = theirs
    try:
        mine = (root / path).read_bytes().decode("utf-8")
    except FileNotFoundError:
        if base is None:
            upgrade.contents[path] = theirs.encode("utf-8")
        return
    except (OSError, UnicodeDecodeError):
        upgrade.findings.append(_finding(Place(path), "TPL101", *_UNREADABLE))
        upgrade.base[path] = base or theirs
        return
    if base is None and mine != theirs:
        upgrade.findings.append(_finding(Place(path), "TPL101", *_THERE_ALREADY))
    elif base is not None and theirs not in {base, mine}:
        _merge(upgrade, path, mine, base, theirs)


def _merge(upgrade: _Upgrade, path: str, mine: str, base: str, theirs: str) -> None:
    from smm_build.run.merge import three_way

    merged = three_way(mine, base, theirs)
    if merged.text != mine:
        upgrade.contents[path] = merged.text.encode("utf-8")
    for clash in merged.clashes:
        new = " ⏎ ".join(line.strip() for line in clash.theirs.splitlines())
        message = Sentence(
            f"You and the template changed the same lines; yours stay. The template says: {new or '(nothing)'}",
            f"Tu e il modello avete cambiato le stesse righe; restano le tue. Il modello dice: {new or '(niente)'}",
        )
        upgrade.findings.append(_finding(Place(path, clash.line), "TPL101", message, _TAKE_WHAT_FITS))


def _finding(place: Place, code: str, message: Sentence, fix: Sentence) -> Finding:
    from smm_build.starter import TEMPLATE_RULES

    rule = TEMPLATE_RULES[code]
    return Finding(code, rule.name, rule.severity, place, message, fix)


def _record(root: Path, written: Written, upgrade: _Upgrade) -> Mapping[str, bytes]:
    """Return the record anew; what is in it no longer is asked about again."""
    from smm_build.cli._template_files import RECORD, record_text

    text = record_text(written.answers, upgrade.base).encode("utf-8")
    return {} if (root / RECORD).read_bytes() == text else {RECORD: text}


def _report(root: Path, upgrade: _Upgrade, *, diff: bool) -> None:
    if upgrade.findings:
        from smm_build.report.as_text import findings_text

        lines = {f.place.path: _lines(root, upgrade, f.place.path) for f in upgrade.findings}
        click.echo(findings_text(upgrade.findings, lines, language(), paint) + "\n")
    count = len(upgrade.contents)
    if not count:
        say(Sentence("Nothing to bring in.", "Non c'è niente da portare."))
    elif diff:
        say(Sentence(f"{count} files would change.", f"File che cambierebbero: {count}."))
    else:
        say(Sentence(f"{count} files changed: look, then commit.", f"File cambiati: {count}. Guardali e fai commit."))


def _lines(root: Path, upgrade: _Upgrade, path: str) -> list[str]:
    content = upgrade.contents.get(path) or (root / path).read_bytes()
    return content.decode("utf-8", "replace").splitlines()


_NO_RECORD = Sentence(
    "There is no .smm-template.yml: `smm init` did not begin this workspace. `smm forge workflows`, `form` and "
    "`codeowners` write what GitHub needs",
    "Non c'è .smm-template.yml: questo workspace non è nato con `smm init`. `smm forge workflows`, `form` e "
    "`codeowners` scrivono ciò che serve a GitHub",
)
_TAKE_WHAT_FITS = Sentence(
    "Take over what fits and commit; the next upgrade will not ask again",
    "Prendi ciò che va bene e fai commit; il prossimo upgrade non lo chiederà più",
)
_THERE_ALREADY = (
    Sentence(
        "The templates have a file of this name now, and yours says something else; it stays",
        "Ora i modelli hanno un file con questo nome, e il tuo dice altro; resta com'è",
    ),
    Sentence(
        "To have theirs, move yours away, delete its entry from .smm-template.yml and upgrade again",
        "Per avere il loro, sposta il tuo, togli la sua voce da .smm-template.yml e ripeti l'upgrade",
    ),
)
_UNREADABLE = (
    Sentence("It cannot be read as text, so it stays as it is", "Non si legge come testo, quindi resta com'è"),
    Sentence("Save it as UTF-8 and upgrade again", "Salvalo in UTF-8 e ripeti l'upgrade"),
)
_GONE = (
    Sentence("The templates do not have this file any more; it stays", "I modelli non hanno più questo file; resta"),
    Sentence("Delete it if nobody needs it", "Cancellalo se non serve a nessuno"),
)
