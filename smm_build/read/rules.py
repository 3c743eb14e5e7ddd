"""Rules the brand writes itself: ``brand/rules/*.yml``, one a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import regex

from smm_build.checks import all_checks
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place, Places
from smm_build.domain.rules import BrandRule, RuleScope
from smm_build.domain.sentence import Sentence
from smm_build.read import problems
from smm_build.read.brand import read_yaml_file
from smm_build.read.catalogue import PROBLEMS
from smm_build.read.files import Tree
from smm_build.read.ids import stem
from smm_build.read.schema.checks import MessageFile, RuleFile
from smm_build.read.validation import Kind, is_written

__all__ = ["read_rules"]

_FOLDER = "brand/rules"
_KIND: Kind[RuleFile] = Kind(RuleFile)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_PATTERN = 500
"""Characters; who needs more wants several rules."""

_NEEDS: Mapping[str, Sentence] = {
    "swap": Sentence("`swap: {old: new}`", "`swap: {vecchio: nuovo}`"),
    "forbid": Sentence("`words: [one, two]`", "`words: [uno, due]`"),
    "require": Sentence("`words: [one, two]`", "`words: [uno, due]`"),
    "capitalisation": Sentence("`words: [Aurora]`", "`words: [Aurora]`"),
    "limit": Sentence("`count: words` and `max` or `min`", "`count: words` e `max` o `min`"),
    "regex": Sentence("`pattern: '…'`", "`pattern: '…'`"),
}


def read_rules(tree: Tree, channels: Collection[str], found: list[Finding]) -> tuple[BrandRule, ...]:
    """Return the rules in order of their files. One that cannot be understood is a finding and asks nothing.

    ``channels`` are the ids and names of networks that a rule may be for.
    """
    rules: dict[str, BrandRule] = {}
    for path in tree.walk(_FOLDER, found):
        read = read_yaml_file(tree, path, _KIND, found) if path.endswith(".yml") else None
        rule = _rule(path, *read, channels, found) if read else None
        if rule is None:
            continue
        first = rules.setdefault(rule.id, rule)
        if first is not rule:
            found.append(problems.duplicate_id(rule.place, rule.id, first.place))
    return tuple(rules.values())


def _rule(
    path: str, said: RuleFile, places: Places, channels: Collection[str], found: list[Finding]
) -> BrandRule | None:
    own_id = said.id or stem(path)
    if not _ID.fullmatch(own_id) or own_id in _taken():
        found.append(problems.bad_id(places.of("id"), own_id))
        return None
    kind = said.kind
    if kind is None:
        if not is_written("kind", places, RuleFile):
            found.append(problems.missing_key(Place(path), "kind"))
        return None
    if not _is_complete(said):
        if not _has_its_finding(said, places):
            found.append(problems.incomplete_rule(places.of_key("kind"), kind, _NEEDS[kind]))
        return None
    if said.pattern and not _compiles(said.pattern, places.of("pattern"), found):
        return None
    _check_channels(said.channels or (), channels, places, found)
    return BrandRule(
        id=own_id,
        kind=kind,
        place=places.of("pattern" if kind == "regex" else "kind"),
        message=_message(said.message, own_id),
        severity=Severity(said.severity or "warning"),
        scope=RuleScope(
            frozenset(said.channels or ()),
            frozenset(language.partition("-")[0] for language in said.languages or ()),
            frozenset(said.pillars or ()),
        ),
        exceptions=said.exceptions or (),
        swaps=tuple((said.swap or {}).items()),
        words=said.words or (),
        pattern=said.pattern or "",
        ignore_case=said.ignore_case is not False,
        count=said.count or "words",
        least=said.min,
        most=said.max,
        safe=bool(said.safe),
    )


def _taken() -> frozenset[str]:
    return frozenset({problem.name for problem in PROBLEMS.values()} | {check.name for check in all_checks()})


def _is_complete(said: RuleFile) -> bool:
    if said.kind == "swap":
        return bool(said.swap)
    if said.kind == "regex":
        return bool(said.pattern)
    if said.kind == "limit":
        return said.count is not None and (said.min is not None or said.max is not None)
    return bool(said.words)


def _has_its_finding(said: RuleFile, places: Places) -> bool:
    """Whether something was written whose value was wrong: that was said where it stands."""
    return any(
        key in places.keys and getattr(said, key) is None for key in ("swap", "words", "pattern", "count", "max")
    )


def _compiles(pattern: str, place: Place, found: list[Finding]) -> bool:
    if len(pattern) > _LONGEST_PATTERN:
        found.append(problems.bad_pattern(place, f"longer than {_LONGEST_PATTERN} characters"))
        return False
    try:
        regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        found.append(problems.bad_pattern(place, str(error) or type(error).__name__))
        return False
    return True


def _check_channels(said: Collection[str], known: Collection[str], places: Places, found: list[Finding]) -> None:
    for number, channel in enumerate(said):
        if channel not in known:
            found.append(problems.unknown_channel(places.of(f"channels.{number}"), channel, known))


def _message(said: MessageFile | None, own_id: str) -> Sentence:
    words = own_id.replace("-", " ")
    if said is None:
        return Sentence(f"It goes against our rule “{words}”", f"Va contro la nostra regola «{words}»")
    return Sentence(said.en or said.it or words, said.it or said.en or words)
