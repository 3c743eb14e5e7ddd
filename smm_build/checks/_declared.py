"""Rules the brand wrote itself, in ``brand/rules/*.yml``, as checks like any other."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping

import regex

from smm_build.checks._base import Check, Notes, Problem
from smm_build.checks._declared_counts import count_of
from smm_build.checks._passages import Passage, passages_of, texts_of, without_links
from smm_build.checks._whole_words import words_pattern
from smm_build.domain.finding import Edit
from smm_build.domain.post import Post
from smm_build.domain.rules import BrandRule
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["LONGEST_SEARCH", "declared_checks"]

LONGEST_SEARCH = 0.25
"""Seconds a pattern of the brand may take on one text."""

Match = tuple[int, str]
"""Offset in the text, and what stands there."""


@functools.lru_cache(maxsize=8)
def declared_checks(rules: tuple[BrandRule, ...]) -> tuple[Check, ...]:
    """Return a check for every rule; its code is ``RUL-`` and the rule's id, its name the id."""
    return tuple(_check(rule) for rule in rules)


def _check(rule: BrandRule) -> Check:
    function = functools.partial(_KINDS[rule.kind], rule)
    return Check(f"RUL-{rule.id}", rule.id, rule.severity, "post", rule.message.en, _scoped(rule, function))


Function = Callable[[Post, Workspace], Iterator[Problem]]


def _scoped(rule: BrandRule, function: Function) -> Callable[[object, Workspace, Notes], Iterator[Problem]]:
    def run(subject: object, workspace: Workspace, _: Notes) -> Iterator[Problem]:
        assert isinstance(subject, Post)
        pillars = rule.scope.pillars
        if not pillars or subject.pillar in pillars:
            yield from function(subject, workspace)

    return run


# --- Which texts ------------------------------------------------------------------------------------------------------


def _in_scope(rule: BrandRule, post: Post, workspace: Workspace, *, only_texts: bool = False) -> Iterator[Passage]:
    for passage in texts_of(post) if only_texts else passages_of(post):
        if any(_is_meant(rule, channel, post, workspace) for channel in _readers(passage, post)):
            yield passage


def _readers(passage: Passage, post: Post) -> tuple[str, ...]:
    """Return the channels that show ``passage``; a post without channels is read as if it went to one."""
    if passage.channel is not None:
        return (passage.channel,)
    if passage.part is None:
        return post.channels or ("",)
    common = passage.part in post.texts.get("", ())
    shown = [channel for channel in post.channels if (channel in post.texts) is not common]
    return tuple(shown if common else [c for c in shown if passage.part in post.texts[c]]) or ("",) * common


def _is_meant(rule: BrandRule, channel: str, post: Post, workspace: Workspace) -> bool:
    scope = rule.scope
    if scope.channels:
        known = workspace.channels.get(channel)
        if channel not in scope.channels and (known is None or known.network not in scope.channels):
            return False
    return not scope.languages or _language(channel, post, workspace) in scope.languages


def _language(channel: str, post: Post, workspace: Workspace) -> str:
    known = workspace.channels.get(channel)
    usual = known.defaults.language if known else None
    said = post.settings_for(channel).language or usual or next(iter(workspace.brand.languages), "")
    return said.partition("-")[0]


# --- The kinds --------------------------------------------------------------------------------------------------------


def _swap(rule: BrandRule, post: Post, workspace: Workspace) -> Iterator[Problem]:
    for passage in _in_scope(rule, post, workspace):
        for offset, found in _matches(rule, passage):
            right = _cased(_swaps(rule.swaps)[_folded(found)], found)
            fix = Sentence(f"Write “{right}”", f"Scrivi «{right}»")
            yield _problem(rule, passage, (offset, found), fix, right)


def _forbid(rule: BrandRule, post: Post, workspace: Workspace) -> Iterator[Problem]:
    for passage in _in_scope(rule, post, workspace):
        for match in _matches(rule, passage):
            yield _problem(rule, passage, match)


def _capitalisation(rule: BrandRule, post: Post, workspace: Workspace) -> Iterator[Problem]:
    right = {_folded(word): word for word in rule.words}
    for passage in _in_scope(rule, post, workspace):
        for offset, found in _matches(rule, passage):
            wanted = right[_folded(found)]
            if found != wanted and not _after_a_sign(passage.text, offset):
                yield _problem(
                    rule, passage, (offset, found), Sentence(f"Write “{wanted}”", f"Scrivi «{wanted}»"), wanted
                )


def _require(rule: BrandRule, post: Post, workspace: Workspace) -> Iterator[Problem]:
    """Ask for one of the words in what each channel shows: all parts of its text and the first comment."""
    pattern = words_pattern(rule.words)
    missing: dict[object, Passage] = {}
    for channel in post.channels:
        parts = post.parts_for(channel)
        if not parts or not _is_meant(rule, channel, post, workspace):
            continue
        said = [part.text for part in parts] + [post.settings_for(channel).first_comment or ""]
        if not any(pattern.search(text) for text in said):
            missing[parts[0].place] = Passage(parts[0].text, parts[0].place, parts[0])
    wanted = ", ".join(f"“{word}”" for word in rule.words)
    for passage in missing.values():
        yield _problem(rule, passage, (0, ""), Sentence(f"Write one of {wanted}", f"Scrivi una di queste: {wanted}"))


def _limit(rule: BrandRule, post: Post, workspace: Workspace) -> Iterator[Problem]:
    for passage in _in_scope(rule, post, workspace, only_texts=True):
        count = count_of(rule.count, passage.text)
        too_many = rule.most is not None and count > rule.most
        if too_many or (rule.least is not None and count < rule.least):
            bound = rule.most if too_many else rule.least
            more = Sentence("at most", "al massimo") if too_many else Sentence("at least", "almeno")
            unit = _UNITS[rule.count]
            fix = Sentence(
                f"There are {count} {unit.en}; {more.en} {bound} are wanted",
                f"Ci sono {count} {unit.it}; se ne vogliono {more.it} {bound}",
            )
            yield _problem(rule, passage, (0, ""), fix)


_UNITS: Mapping[str, Sentence] = {
    "characters": Sentence("characters", "caratteri"),
    "words": Sentence("words", "parole"),
    "sentences": Sentence("sentences", "frasi"),
    "lines": Sentence("lines", "righe"),
    "emoji": Sentence("emoji", "emoji"),
    "hashtags": Sentence("hashtags", "hashtag"),
    "links": Sentence("links", "link"),
    "mentions": Sentence("mentions", "menzioni"),
}


def _regex(rule: BrandRule, post: Post, workspace: Workspace) -> Iterator[Problem]:
    try:
        for passage in _in_scope(rule, post, workspace):
            for match in _matches(rule, passage):
                yield _problem(rule, passage, match)
    except TimeoutError:
        yield Problem(
            rule.place,
            Sentence(
                f"The pattern takes too long on the text of `{post.id}`",
                f"L'espressione impiega troppo tempo sul testo di `{post.id}`",
            ),
            Sentence("Write it without repetitions in repetitions", "Scrivila senza ripetizioni dentro ripetizioni"),
        )


_KINDS: Mapping[str, Callable[[BrandRule, Post, Workspace], Iterator[Problem]]] = {
    "swap": _swap,
    "forbid": _forbid,
    "require": _require,
    "limit": _limit,
    "capitalisation": _capitalisation,
    "regex": _regex,
}


# --- Words ------------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...], pattern: str, ignore_case: bool) -> regex.Pattern[str]:  # noqa: FBT001 - a key
    if words:
        return words_pattern(words)
    compiled: regex.Pattern[str] = regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)
    return compiled


def _matches(rule: BrandRule, passage: Passage) -> Iterator[Match]:
    """Yield what the rule looks for, outside of links (but for ``regex``) and of its exceptions."""
    pattern = _pattern(tuple(old for old, _ in rule.swaps) or rule.words, rule.pattern, rule.ignore_case)
    text = passage.text if rule.kind == "regex" else without_links(passage.text)
    spared: list[tuple[int, int]] | None = None
    for match in pattern.finditer(text, timeout=LONGEST_SEARCH):
        if spared is None:
            exceptions = words_pattern(rule.exceptions) if rule.exceptions else None
            spared = [other.span() for other in exceptions.finditer(text)] if exceptions else []
        if match[0] and not any(start <= match.start() and match.end() <= end for start, end in spared):
            yield match.start(), match[0]


def _problem(
    rule: BrandRule, passage: Passage, match: Match, fix: Sentence | None = None, right: str | None = None
) -> Problem:
    offset, found = match
    place = passage.at(offset)
    edits = () if right is None or "\n" in found else (Edit(place, found, right, rule.safe),)
    shown = Sentence(f"{rule.message.en} (“{found}”)", f"{rule.message.it} («{found}»)") if found else rule.message
    return Problem(place, shown, fix, channel=passage.channel, edits=edits)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


@functools.lru_cache(maxsize=64)
def _swaps(swaps: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {_folded(old): new for old, new in swaps}


def _cased(right: str, found: str) -> str:
    """Begin with a capital what takes the place of something that did."""
    return right[:1].upper() + right[1:] if found[:1].isupper() else right


def _after_a_sign(text: str, offset: int) -> bool:
    """Whether a handle or a hashtag begins before ``offset``: those are written as they are."""
    return offset > 0 and text[offset - 1] in "@#＃/."
