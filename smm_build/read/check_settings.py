"""``brand/checks.yml``: which checks count for this brand, how much, and their options."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from smm_build.checks import FAMILIES, NEVER_LOWERED, SUPPRESSION_RULES, Check, all_checks
from smm_build.domain.finding import Confidence, Finding, Severity
from smm_build.domain.place import Places
from smm_build.domain.rules import BrandRule, CheckSettings
from smm_build.domain.sentence import Sentence
from smm_build.read import problems
from smm_build.read.brand import read_yaml_file
from smm_build.read.catalogue import PROBLEMS
from smm_build.read.files import Tree
from smm_build.read.schema.checks import ChecksFile
from smm_build.read.validation import Kind
from smm_build.read.wording import shown

__all__ = ["CHECKS", "known_codes", "read_check_settings"]

CHECKS = "brand/checks.yml"
_KIND: Kind[ChecksFile] = Kind(ChecksFile)

_NEVER_OFF = Sentence(
    "what a network refuses, what cannot be read and secrets always count",
    "ciò che un social rifiuta, ciò che non si legge e i segreti contano sempre",
)
_NEVER_BLOCKS = Sentence("it is a guess and may not block anything", "è una supposizione e non può bloccare niente")
_ITS_OWN_FILE = Sentence("a rule of the brand says it in its own file", "una regola del marchio lo dice nel suo file")


def known_codes(rules: Collection[BrandRule] = ()) -> Mapping[str, tuple[str, Severity]]:
    """Return name and severity of everything that can be found, by code."""
    return {
        **{code: (problem.name, problem.severity) for code, problem in PROBLEMS.items()},
        **{check.code: (check.name, check.severity) for check in all_checks()},
        **{code: (rule.name, rule.severity) for code, rule in SUPPRESSION_RULES.items()},
        **{f"RUL-{rule.id}": (rule.id, rule.severity) for rule in rules},
    }


def read_check_settings(tree: Tree, rules: Collection[BrandRule], found: list[Finding]) -> CheckSettings:
    """Return what the brand says about checks; what it may not say is a finding and does not count."""
    read = read_yaml_file(tree, CHECKS, _KIND, found)
    if read is None:
        return CheckSettings()
    said, places = read
    known = known_codes(rules)
    by_word = {word.lower(): code for code, (name, _) in known.items() for word in (code, name)}
    _Words(known, by_word, places, found).check("select", said.select or (), switching_off=False)
    _Words(known, by_word, places, found).check("ignore", said.ignore or (), switching_off=True)
    return CheckSettings(
        said.select or (),
        said.ignore or (),
        _severities(said.severity or {}, known, by_word, places, found),
        _options(said.options or {}, places, found),
    )


class _Words:
    """Looks whether every word of a list is a code, a name or a family."""

    def __init__(
        self,
        known: Mapping[str, tuple[str, Severity]],
        by_word: Mapping[str, str],
        places: Places,
        found: list[Finding],
    ) -> None:
        self.known, self.by_word, self.places, self.found = known, by_word, places, found

    def check(self, key: str, words: tuple[str, ...], *, switching_off: bool) -> None:
        for number, word in enumerate(words):
            place = self.places.of(f"{key}.{number}")
            code = self.by_word.get(word.lower())
            if code is None and word.upper() not in FAMILIES and word.upper() not in {c[:3] for c in self.known}:
                self.found.append(problems.unknown_check(place, word, {name for name, _ in self.known.values()}))
            elif switching_off and code is not None and _is_fixed(code, self.known[code][1]):
                self.found.append(problems.not_adjustable(place, word, _NEVER_OFF))


def _is_fixed(code: str, severity: Severity) -> bool:
    return severity is Severity.ERROR and code[:3] in NEVER_LOWERED


def _severities(
    said: Mapping[str, str],
    known: Mapping[str, tuple[str, Severity]],
    by_word: Mapping[str, str],
    places: Places,
    found: list[Finding],
) -> Mapping[str, Severity]:
    guesses = {check.code for check in all_checks() if check.confidence is Confidence.LOW or check.preview}
    wanted: dict[str, Severity] = {}
    for word, value in said.items():
        code = by_word.get(word.lower())
        place = places.of_key(f"severity.{word}")
        if code is None:
            found.append(problems.unknown_check(place, word, {name for name, _ in known.values()}))
        elif code.startswith("RUL"):
            found.append(problems.not_adjustable(place, word, _ITS_OWN_FILE))
        elif _is_fixed(code, known[code][1]):
            found.append(problems.not_adjustable(place, word, _NEVER_OFF))
        elif code in guesses and value == "error":
            found.append(problems.not_adjustable(place, word, _NEVER_BLOCKS))
        else:
            wanted[known[code][0]] = Severity(value)
    return wanted


def _options(
    said: Mapping[str, Mapping[str, object] | None], places: Places, found: list[Finding]
) -> Mapping[tuple[str, str], object]:
    checks = {word.lower(): check for check in all_checks() for word in (check.code, check.name)}
    values: dict[tuple[str, str], object] = {}
    for word, options in said.items():
        check = checks.get(word.lower())
        if check is None or not check.options:
            with_options = {check.name for check in all_checks() if check.options}
            found.append(problems.unknown_check(places.of_key(f"options.{word}"), word, with_options))
            continue
        for name, written in (options or {}).items():
            _option(check, name, written, f"options.{word}.{name}", places, values, found)
    return values


def _option(
    check: Check,
    name: str,
    written: object,
    key: str,
    places: Places,
    values: dict[tuple[str, str], object],
    found: list[Finding],
) -> None:
    option = next((option for option in check.options if option.name == name), None)
    if option is None:
        found.append(problems.unknown_check(places.of_key(key), name, {option.name for option in check.options}))
        return
    value = option.read(written)
    if value is None:
        said = shown(written) if isinstance(written, str) else "…"
        wrong = Sentence(f"{said} is something else.", f"{said} è un'altra cosa.")
        found.append(problems.wrong_value(places.of(key), name, wrong, option.kind))
        return
    values[check.name, name] = value
