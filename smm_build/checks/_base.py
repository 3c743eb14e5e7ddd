"""What a check is, and how one is written.

A check is one module whose file name is its code and its name, ``brd101_banned_term.py``, with one function of that
name behind a decorator that says at which level it works. The engine finds it by its file name.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypedDict, TypeVar, Unpack, cast

from smm_build.checks._options import Option
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Confidence, Edit, Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = [
    "Check",
    "Confidence",
    "Edit",
    "Level",
    "Option",
    "Problem",
    "Terms",
    "TextFile",
    "calendar_check",
    "channel_check",
    "post_check",
    "text_check",
    "variant_check",
    "workspace_check",
]

Level = Literal["workspace", "text", "channel", "post", "variant", "calendar"]
S = TypeVar("S")


class TextFile(NamedTuple):
    """A text file of the workspace as it is written, whatever is made of it."""

    path: str
    text: str

    def at(self, offset: int) -> Place:
        """Return where the character at ``offset`` of the text stands."""
        line = self.text.count("\n", 0, offset) + 1
        return Place(self.path, line, offset - (self.text.rfind("\n", 0, offset) + 1) + 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check function yields: a place, what is wrong there and how to mend it.

    ``post`` and ``channel`` say whom it concerns where the check looks at more than that one post or channel. ``edits``
    mend it, where the check knows exactly what should stand there instead.
    """

    place: Place
    message: Sentence
    fix: Sentence | None = None
    post: str | None = None
    channel: str | None = None
    edits: tuple[Edit, ...] = ()


Note = Any
"""What a rule notes of one post or variant: a text, a number, or a tuple of such. Never more than a few dozen."""

Notes = Mapping[tuple[str, str], Note]
"""What a rule has noted, by post and channel (a variant's ``key``), the channel empty for a post as it was written."""

Function = (
    Callable[[S], Iterator[Problem]]
    | Callable[[S, Workspace], Iterator[Problem]]
    | Callable[[S, Notes], Iterator[Problem]]
    | Callable[[S, Workspace, Notes], Iterator[Problem]]
)
"""A check takes its subject, the workspace if it asks about more than the subject, and ``notes`` if it makes any."""


_NOTHING: Notes = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: its code, its name (which reads well after "allow"), how bad it is, and the function.

    ``doc`` is Markdown: one line that says what is found, then headings. The rule's page is made from it. One in
    ``preview`` is asked on request only, one with ``signs`` only where one of them is to be seen. ``note`` is asked
    about every post, or every variant if the rule is about the calendar, and the function is handed what it said.
    """

    code: str
    name: str
    severity: Severity
    level: Level
    doc: str
    function: Callable[[object, Workspace, Notes], Iterator[Problem]]
    confidence: Confidence = Confidence.HIGH
    preview: bool = False
    options: tuple[Option[Any], ...] = ()
    signs: tuple[str, ...] = ()
    note: Callable[[Any], Note | None] | None = None

    @property
    def family(self) -> str:
        """The letters its code begins with, such as ``BRD``."""
        return self.code[:3]

    @property
    def file_name(self) -> str:
        """The name of its module and of its examples, without ending: ``brd101_banned_term``."""
        return f"{self.code.lower()}_{self.name.replace('-', '_')}"

    def run(self, subject: object, workspace: Workspace, notes: Notes = _NOTHING) -> Iterator[Finding]:
        """Apply the rule to one subject of its level."""
        for problem in self.function(subject, workspace, notes):
            yield self.finding(problem, subject)

    def finding(self, problem: Problem, subject: object) -> Finding:
        """Return what is told of a problem that the rule has with ``subject``."""
        post, channel = _concerns(subject)
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity,
            place=problem.place,
            message=problem.message,
            fix=problem.fix,
            post=problem.post or post,
            channel=problem.channel or channel,
            confidence=self.confidence,
            edits=problem.edits,
        )


def _concerns(subject: object) -> tuple[str | None, str | None]:
    if isinstance(subject, Variant):
        return subject.post.id, subject.channel.id
    if isinstance(subject, Post):
        return subject.id, None
    if isinstance(subject, Channel):
        return None, subject.id
    return None, None


class Terms(TypedDict, total=False):
    """What a decorator may be told besides the severity.

    ``confidence`` is low for a guess, ``preview`` true while a rule is on probation, and ``options`` are what a brand
    may set for it. Neither a guess nor a rule on probation can be an error.

    ``signs`` say that it can find nothing where none of them is: pieces of text, in capitals or not, and what a post
    may have (:class:`~smm_build.checks._signs.Has`). ``note`` is for a rule about everything or about the calendar:
    what it wants to know of one post or one variant, ``None`` for nothing, whatever else there is in the workspace. It
    can be made on another core and kept, and is handed to the rule as ``notes``.
    """

    confidence: Confidence
    preview: bool
    options: tuple[Option[Any], ...]
    signs: tuple[str, ...]
    note: Callable[[Any], Note | None]


def _decorator(level: Level, severity: Severity, terms: Terms) -> Callable[[Function[S]], Check]:
    def make(function: Function[S]) -> Check:
        code = function.__module__.rpartition(".")[2].partition("_")[0].upper()
        name = function.__name__.replace("_", "-")
        check = Check(code, name, severity, level, inspect.getdoc(function) or "", _asked_alike(function), **terms)
        if severity is Severity.ERROR and (check.preview or check.confidence is Confidence.LOW):
            raise TypeError(f"{name}: neither a guess nor a rule on probation can block anything")
        if check.note and level not in {"workspace", "calendar"}:
            raise TypeError(f"{name}: what looks at one thing needs no notes of it")
        if wrong := [option for option in check.options if option.check != name]:
            raise TypeError(f"{name}: its option {wrong[0].name} says that it belongs to {wrong[0].check}")
        return check

    return make


def _asked_alike(function: Function[S]) -> Callable[[object, Workspace, Notes], Iterator[Problem]]:
    """Let a check that does not need the workspace, or has no notes, be asked like one that does."""
    asks: Any = function
    match tuple(inspect.signature(function).parameters)[1:]:
        case ():
            return lambda subject, _workspace, _notes: asks(subject)
        case ("notes",):
            return lambda subject, _workspace, notes: asks(subject, notes)
        case (_,):
            return lambda subject, workspace, _notes: asks(subject, workspace)
        case _:
            return cast("Callable[[object, Workspace, Notes], Iterator[Problem]]", function)


def post_check(severity: Severity, **terms: Unpack[Terms]) -> Callable[[Function[Post]], Check]:
    """Make a rule that looks at one post as its author wrote it."""
    return _decorator("post", severity, terms)


def variant_check(severity: Severity, **terms: Unpack[Terms]) -> Callable[[Function[Variant]], Check]:
    """Make a rule that looks at one post as one channel will show it."""
    return _decorator("variant", severity, terms)


def text_check(severity: Severity, **terms: Unpack[Terms]) -> Callable[[Function[TextFile]], Check]:
    """Make a rule that looks at one text file after the other, whatever it holds; of others it sees ``brand/`` only."""
    return _decorator("text", severity, terms)


def channel_check(severity: Severity, **terms: Unpack[Terms]) -> Callable[[Function[Channel]], Check]:
    """Make a rule that looks at one channel."""
    return _decorator("channel", severity, terms)


def calendar_check(severity: Severity, **terms: Unpack[Terms]) -> Callable[[Function[Sequence[Variant]]], Check]:
    """Make a rule that looks at all variants side by side, in order of publishing time."""
    return _decorator("calendar", severity, terms)


def workspace_check(severity: Severity, **terms: Unpack[Terms]) -> Callable[[Function[Workspace]], Check]:
    """Make a rule that looks at everything together."""
    return _decorator("workspace", severity, terms)
