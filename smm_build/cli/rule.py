"""``smm rule``: what a check finds, why it matters and how to fix it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import fail, language, paint, root_option
from smm_build.domain.finding import Confidence, Severity
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.checks import Check

__all__ = ["command"]

_HEADINGS: Mapping[str, Sentence] = {
    "Why it matters": Sentence("Why it matters", "Perché è importante"),
    "How to fix": Sentence("How to fix", "Come rimediare"),
    "Options": Sentence("Options", "Opzioni"),
    "Sources": Sentence("Sources", "Fonti"),
}
_SEVERITIES: Mapping[Severity, Sentence] = {
    Severity.ERROR: Sentence(
        "An error: it blocks the merge, and the post is not sent.",
        "Un errore: blocca l'approvazione, e il post non viene inviato.",
    ),
    Severity.WARNING: Sentence("A warning: it holds nothing back.", "Un avviso: non trattiene niente."),
    Severity.HINT: Sentence("A hint: it holds nothing back.", "Un suggerimento: non trattiene niente."),
}
_GUESS = Sentence(
    "It is a guess: look at what it finds with your own eyes.",
    "È una supposizione: guarda con i tuoi occhi ciò che trova.",
)
_PREVIEW = Sentence(
    "It is on probation: only `smm check --preview` asks it.", "È in prova: la usa solo `smm check --preview`."
)


@click.command("rule")
@root_option
@click.argument("words", metavar="[CODE|NAME]...", nargs=-1)
def command(root: Path, words: tuple[str, ...]) -> None:
    """Explain a check: what it finds, why it matters, how to fix it and what a brand may set.

    Without a code or name it lists every check, those of the brand's own among them. What checks say at length is in
    English; headings and findings are in your language, too.
    """
    explained = _explained(root)
    if not words:
        click.echo(_list(explained))
        return
    by_word = {word.lower(): code for code, (name, _, _) in explained.items() for word in (code, name)}
    for word in words:
        code = by_word.get(word.lower())
        if code is None:
            near = get_close_matches(word.lower(), by_word, n=1)
            en, it = (f" Did you mean {near[0]}?", f" Intendevi {near[0]}?") if near else ("", "")
            fail(Sentence(f"no check is called {word}.{en}", f"nessun controllo si chiama {word}.{it}"), status=2)
    click.echo("\n\n".join(_page(by_word[word.lower()], explained) for word in words))


Explained = Mapping[str, tuple[str, Severity, str]]
"""Name, severity and explanation in Markdown of everything that can be found, by code."""


def _explained(root: Path) -> Explained:
    from smm_build.checks import SUPPRESSION_RULES, all_checks, declared_checks
    from smm_build.read import PROBLEMS, NoWorkspace, load
    from smm_build.starter import TEMPLATE_RULES

    try:
        rules = load(root).workspace.rules
    except NoWorkspace:
        rules = ()
    checks = (*all_checks(), *declared_checks(rules))
    return {
        **{code: (p.name, p.severity, p.about.into(language())) for code, p in PROBLEMS.items()},
        **{code: (s.name, s.severity, s.about.into(language())) for code, s in SUPPRESSION_RULES.items()},
        **{code: (t.name, t.severity, t.about.into(language())) for code, t in TEMPLATE_RULES.items()},
        **{check.code: (check.name, check.severity, _about(check)) for check in checks},
    }


def _about(check: Check) -> str:
    said = re.sub(r"^## (.+)$", lambda match: paint(_heading(match[1]), "bold"), check.doc, flags=re.MULTILINE)
    remarks = [
        *([_GUESS.into(language())] if check.confidence is Confidence.LOW else []),
        *([_PREVIEW.into(language())] if check.preview else []),
    ]
    options = [
        f"- `{option.name}` ({option.kind.into(language())}; {option.default}): {option.about.into(language())}"
        for option in check.options
    ]
    where = Sentence("In brand/checks.yml, under `options`:", "In brand/checks.yml, sotto `options`:")
    return "\n\n".join([said, *remarks, *(["\n".join([where.into(language()), *options])] if options else [])])


def _heading(words: str) -> str:
    return _HEADINGS[words].into(language()) if words in _HEADINGS else words


def _page(code: str, explained: Explained) -> str:
    name, severity, about = explained[code]
    return "\n\n".join([paint(f"{name} ({code})", "bold"), about, _SEVERITIES[severity].into(language())])


def _list(explained: Explained) -> str:
    from smm_build.checks import family_name
    from smm_build.report.words import SEVERITIES

    rows: list[str] = []
    family = ""
    for code in sorted(explained):
        name, severity, about = explained[code]
        if code[:3] != family:
            family = code[:3]
            rows += ["", paint(f"{family_name(code).into(language())} ({family})", "bold")]
        rows.append(f"  {code:<8} {name:<38} {SEVERITIES[severity].into(language()):<13} {about.partition(chr(10))[0]}")
    return "\n".join(rows).lstrip("\n")
