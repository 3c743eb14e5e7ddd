"""``smm check``: every problem of every file, with its place, the reason and the fix."""

from __future__ import annotations

import functools
import gc
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._narrowing import choice_of, in_changed_files, in_paths
from smm_build.cli._shared import Checked, fail, language, open_workspace, paint, root_option
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.checks import Choice
    from smm_build.run.check_cache import Remembered

__all__ = ["command"]

_BASELINE = "brand/baseline.json"
_FORMATS = ("text", "json", "github", "sarif", "comment")


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What somebody asked for."""

    root: Path
    asked: str
    """The words about which checks are wanted, as they stand in the command."""
    choice: Callable[[], Choice]
    """What they mean: told on demand, because a check of what has not changed needs no rule."""
    paths: tuple[str, ...]
    changed: frozenset[str] | None
    baseline: Path | None

    def narrowed(self, seen: Remembered, findings: Sequence[Finding]) -> list[Finding]:
        """Leave out what is not in the files somebody wants to see."""
        found = in_paths(findings, self.root, self.paths)
        if self.changed is None:
            return found
        return in_changed_files(found, {post: path for post, (path, _) in seen.posts.items()}, self.changed)


@click.command("check")
@root_option
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="How to print the findings; left out: text, and in GitHub Actions its annotations.",
)
@click.option("--select", multiple=True, metavar="WORDS", help="Only these checks: codes, names or families.")
@click.option("--ignore", multiple=True, metavar="WORDS", help="All but these checks: codes, names or families.")
@click.option("--preview", is_flag=True, help="Ask the rules on probation, too; they never block anything.")
@click.option("--changed", metavar="BASE", help="Only what concerns files that differ from where the branch left BASE.")
@click.option(
    "--baseline", metavar="FILE", help="What is known already; left out: brand/baseline.json if there is one."
)
@click.option("--no-baseline", is_flag=True, help="Show what the baseline holds, too.")
@click.option("--write-baseline", is_flag=True, help="Write everything found now into the baseline.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what readers are told.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also what somebody should look at afterwards.")
@click.option("--diff", is_flag=True, help="Show what would be mended, and write nothing.")
@click.option("--no-cache", is_flag=True, help="Look at everything anew, and keep nothing for the next time.")
@click.argument("paths", nargs=-1)
def command(
    root: Path,
    form: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    changed: str | None,
    baseline: str | None,
    no_baseline: bool,
    write_baseline: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    no_cache: bool,
    paths: tuple[str, ...],
) -> None:
    """Read every file and say what is wrong, where, why and how to fix it.

    With PATHS, only findings in these files and folders are shown (all files are read all the same). Ends with 1 when
    there is an error, with 0 when there are only warnings and hints.
    """
    wishes = _Wishes(
        root,
        json.dumps([sorted(select), sorted(ignore), preview]),
        functools.cache(functools.partial(_choice, root, select, ignore, preview=preview)),
        paths,
        _changed(root, changed),
        _baseline_file(root, baseline, without=no_baseline, writing=write_baseline),
    )
    if fix or unsafe_fixes or diff:
        _mend(wishes, unsafe=unsafe_fixes, only_show=diff)
        if diff:
            return
    seen = _see(wishes, anew=no_cache)
    if write_baseline:
        _write_baseline(wishes, seen, baseline)
        return
    findings, known = _without_known(wishes, seen)
    findings = wishes.narrowed(seen, findings)
    _print(_Shown(root, seen, findings, known), form or _usual_format())
    sys.exit(1 if any(finding.severity is Severity.ERROR for finding in findings) else 0)


def _usual_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _choice(root: Path, select: tuple[str, ...], ignore: tuple[str, ...], *, preview: bool) -> Choice:
    if not select and not ignore:
        from smm_build.checks import Choice

        return Choice(preview=preview)
    from smm_build.read import known_codes

    own = {f"RUL-{file.stem}": file.stem for file in (root / "brand" / "rules").glob("*.yml")}
    names = {code: name for code, (name, _) in known_codes().items()} | own | {"PUB101": "changed-after-publishing"}
    return choice_of(select, ignore, preview=preview, names=names)


def _changed(root: Path, base: str | None) -> frozenset[str] | None:
    if base is None:
        return None
    from smm_build.run.changed_files import changed_files
    from smm_build.run.errors import OperationalError

    try:
        return changed_files(root, base)
    except OperationalError as error:
        fail(error.sentence, status=2)


# --- Looking ----------------------------------------------------------------------------------------------------------


def _see(wishes: _Wishes, *, anew: bool) -> Remembered:
    """Return what a check of everything finds, from the cache where nothing has changed."""
    from smm_build.cli._ledger_marks import ledger_marks
    from smm_build.read.dictionaries import are_installed
    from smm_build.run.check_cache import CheckCache
    from smm_build.run.inventory import take_inventory
    from smm_build.run.sealed import safe_of
    from smm_build.site.program import program_mark

    gc.disable()  # what is read stays until the end: looking through it again and again takes a third of the time
    safe = None if anew else safe_of(wishes.root, program_mark())
    if safe is None:
        return _looked(wishes, open_workspace(wishes.root, wishes.choice()))
    there = take_inventory(wishes.root, safe, {})
    holds_for = (there.everything(), wishes.asked, str(are_installed()), ledger_marks(wishes.root))
    cache = CheckCache(safe, holds_for)
    if seen := cache.read():
        return seen
    from smm_build.cli._kept import Kept

    kept = Kept(safe)
    seen = _looked(wishes, kept.open(wishes.root, wishes.choice(), there))
    if kept.watched:
        cache.keep(seen)
    return seen


def _looked(wishes: _Wishes, checked: Checked) -> Remembered:
    out = [finding for finding in _changed_since(checked) if wishes.choice().takes(finding.code, finding.name)]
    return _remembered(replace(checked, findings=(*checked.findings, *out)))


def _changed_since(checked: Checked) -> tuple[Finding, ...]:
    """Say what is out and differs from its file, as far as a ledger is known on this machine."""
    from smm_build.cli._ledgers import Ledgers
    from smm_build.plan import changed_after_publishing

    return changed_after_publishing(checked.variants, Ledgers(checked, fetch=False).known())


def _remembered(checked: Checked) -> Remembered:
    from smm_build.run.check_cache import Remembered

    return Remembered(
        checked.findings,
        {post.id: (post.path, post.title) for post in checked.workspace.posts},
        len(checked.variants),
        {f"RUL-{rule.id}": rule.message.en for rule in checked.workspace.rules},
    )


# --- What is known already --------------------------------------------------------------------------------------------


def _baseline_file(root: Path, said: str | None, *, without: bool, writing: bool) -> Path | None:
    """Return the baseline to read: the one that is named, else the usual one if it is there."""
    if without or writing:
        return None
    usual = root / _BASELINE
    return Path(said) if said else (usual if os.access(usual, os.R_OK) and usual.is_file() else None)


def _without_known(wishes: _Wishes, seen: Remembered) -> tuple[Sequence[Finding], int]:
    if wishes.baseline is None:
        return seen.findings, 0
    from smm_build.checks import against
    from smm_build.read import NoBaseline, read_baseline

    shown = os.path.relpath(wishes.baseline, wishes.root).replace(os.sep, "/")
    try:
        held = read_baseline(wishes.baseline, shown)
    except NoBaseline as error:
        fail(error.reason, status=2)
    narrow = wishes.choice().select or wishes.choice().ignore
    new, known = against(held, seen.findings)
    # Of checks that were not asked nobody knows whether what the baseline lists is gone.
    return [finding for finding in new if finding.code != "SUP104" or not narrow], known


def _write_baseline(wishes: _Wishes, seen: Remembered, said: str | None) -> None:
    from smm_build.checks import can_be_known
    from smm_build.read import baseline_text
    from smm_build.run.errors import OperationalError
    from smm_build.run.workspace_files import write_whole

    path = os.path.relpath(said, wishes.root) if said else _BASELINE
    try:
        write_whole(wishes.root, path, baseline_text(seen.findings).encode())
    except OperationalError as error:
        fail(error.sentence)
    count = sum(map(can_be_known, seen.findings))
    click.echo(
        Sentence(
            f"{path}: {count} findings are known from now on", f"{path}: d'ora in poi sono noti {count} rilievi"
        ).into(language())
    )


# --- Mending ----------------------------------------------------------------------------------------------------------


def _mend(wishes: _Wishes, *, unsafe: bool, only_show: bool) -> None:
    from smm_build.cli._mending import diff_of, mend
    from smm_build.run.errors import OperationalError
    from smm_build.run.workspace_files import write_whole

    def look(contents: Mapping[str, bytes]) -> tuple[Checked, Sequence[Finding]]:
        checked = open_workspace(wishes.root, wishes.choice(), contents)
        return checked, wishes.narrowed(_remembered(checked), checked.findings)

    mended = mend(wishes.root, look, unsafe=unsafe)
    if only_show:
        click.echo(diff_of(wishes.root, mended.contents), nl=False)
        return
    for path, content in mended.contents.items():
        try:
            write_whole(wishes.root, path, content)
        except OperationalError as error:
            fail(error.sentence)
    fixed, files = len(mended.fixed), len(mended.contents)
    said = Sentence(
        f"mended {fixed} finding{'' if fixed == 1 else 's'} in {files} file{'' if files == 1 else 's'}",
        f"rimediat{'o' if fixed == 1 else 'i'} {fixed} riliev{'o' if fixed == 1 else 'i'} in {files} file",
    )
    click.echo(said.into(language()), err=True)


# --- Printing ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is printed: these findings of those, and how many were known before."""

    root: Path
    seen: Remembered
    findings: Sequence[Finding]
    known: int


def _print(shown: _Shown, form: str) -> None:
    if form == "json":
        from smm_build.report.as_json import findings_json

        click.echo(findings_json(shown.findings, language()))
    elif form == "sarif":
        click.echo(_sarif(shown))
    elif form == "comment":
        click.echo(_comment(shown), nl=False)
    elif form == "github":
        _print_for_github(shown)
    else:
        _print_text(shown)


def _print_text(shown: _Shown) -> None:
    from smm_build.read.files import Tree
    from smm_build.report.as_text import findings_text

    tree = Tree(shown.root)
    lines = {path: tree.lines(path) for path in {finding.place.path for finding in shown.findings}}
    if shown.findings:
        click.echo(findings_text(shown.findings, lines, language(), paint) + "\n")
    click.echo(_summary(shown))


def _print_for_github(shown: _Shown) -> None:
    """Print annotations, which GitHub shows at their lines, and add the same in words to the page of the run."""
    from smm_build.report.as_github import findings_annotations

    at_the_top = _from_the_top(shown.root)
    placed = [replace(f, place=replace(f.place, path=at_the_top + f.place.path)) for f in shown.findings]
    if placed:
        click.echo(findings_annotations(placed, language()))
    click.echo(_summary(shown))
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(_comment(shown))


def _from_the_top(root: Path) -> str:
    """Return where the workspace is in its repository, with a slash: annotations count from the repository."""
    top = os.environ.get("GITHUB_WORKSPACE")
    if not top or not root.is_relative_to(top) or root == Path(top):
        return ""
    return root.relative_to(top).as_posix() + "/"


def _sarif(shown: _Shown) -> str:
    from smm_build import __version__
    from smm_build.checks import SUPPRESSION_RULES, all_checks, fingerprint
    from smm_build.read import PROBLEMS
    from smm_build.report.as_sarif import findings_sarif

    abouts = {check.code: check.doc.partition("\n")[0] for check in all_checks()} | dict(shown.seen.rules)
    abouts |= {code: problem.about.into(language()) for code, problem in PROBLEMS.items()}
    abouts |= {code: rule.about.into(language()) for code, rule in SUPPRESSION_RULES.items()}
    marks = [fingerprint(finding) for finding in shown.findings]
    return findings_sarif(shown.findings, abouts, marks, __version__, language())


def _comment(shown: _Shown) -> str:
    from smm_build.report.as_comment import findings_comment

    titles = {post: title for post, (_, title) in shown.seen.posts.items()}
    return findings_comment(shown.findings, titles, language())


def _summary(shown: _Shown) -> str:
    from smm_build.report.words import counted

    posts, variants, known = len(shown.seen.posts), shown.seen.variants, shown.known
    counts = counted(Counter(finding.severity for finding in shown.findings), language())
    if language() == "it":
        return f"{posts} post, {variants} varianti: {counts}" + (f" ({known} già noti)" if known else "")
    start = f"{posts} post{'' if posts == 1 else 's'}, {variants} variant{'' if variants == 1 else 's'}: {counts}"
    return start + (f" ({known} known before)" if known else "")
