"""Posts read, composed and checked, file by file and on every core.

What is made of a file depends on that file and on what is no post; rules about one post, and about one text, see
nothing else. So it can be made anywhere, and what was made once holds until one of the two changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from smm_build.checks import ONE_BY_ONE, Check, Choice, OneByOne, PostNotes, find_together, rules_for
from smm_build.cli._made import Entry, Made, names_of
from smm_build.compose import compose_post, in_order
from smm_build.domain.finding import Finding
from smm_build.domain.post import Post, Status
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
from smm_build.read.loader import Desk
from smm_build.read.post_files import PostFile
from smm_build.run.both_cores import Way, cores_for, done
from smm_build.run.packed import Names, pack, unpack

__all__ = ["Posts"]

_TOGETHER = 10
"""Rules about everything take as much time for so many posts as all the rest does for one."""

SHARE = 64
"""Files of posts that are one task."""


@dataclass
class Posts:
    """Reads, composes and checks; of a file that is as it was it knows all that already.

    ``known`` returns what was made of files before, by path.
    """

    known: Callable[[Desk, Sequence[Check]], Mapping[str, Entry]] = lambda *_: {}
    entries: dict[str, Entry] = field(init=False, default_factory=dict)
    anew: int = field(init=False, default=0)
    """How many files were looked at."""
    _made: dict[tuple[str, str], Made] = field(init=False, default_factory=dict)

    def read(
        self, choice: Choice, at_the_end: Callable[[], None], desk: Desk, paths: Sequence[str]
    ) -> Iterator[PostFile]:
        """Make everything there is to make of files of posts, and return what was read.

        ``at_the_end`` is done by every process that helped.
        """
        rules = rules_for(desk.workspace, choice)
        known = self.known(desk, rules)
        unknown = [path for path in paths if path not in known]
        looking = OneByOne(desk.workspace, rules)
        fresh = _everywhere(
            partial(_entries, desk, rules, looking), unknown, names_of(desk.workspace.channels), at_the_end
        )
        self.anew = len(unknown)
        by_path = {**known, **fresh}
        self.entries = {path: by_path[path] for path in paths}
        self._made = {(one.path, one.id): made for entry in self.entries.values() for one, made in _pairs(entry)}
        return (entry.file for entry in self.entries.values())

    def compose(self, workspace: Workspace) -> tuple[Variant, ...]:
        """Do what :func:`~smm_build.compose.compose_all` does."""
        return in_order(chain.from_iterable(self._made[post.path, post.id].variants for post in workspace.posts))

    def find(self, workspace: Workspace, variants: Sequence[Variant], checks: Sequence[Check]) -> Iterator[Finding]:
        """Do what :func:`~smm_build.checks.find` does, for the rules with which files were read."""
        made = {post.id: self._made[post.path, post.id] for post in workspace.posts}
        yield from chain.from_iterable(one.found for one in made.values())
        yield from chain.from_iterable(entry.in_text for entry in self.entries.values())
        notes = {name: one.notes for name, one in made.items()}
        texts = {path: text for path, text in workspace.texts.items() if path not in self.entries}
        together = partial(_found_together, workspace, variants, notes, texts)
        tasks = [partial(together, check) for check in checks if check.level not in ONE_BY_ONE]
        way: Way[list[Finding]] = Way(pack, unpack)
        found = done(tasks, way, cores_for(len(workspace.posts) // _TOGETHER))
        yield from chain.from_iterable(found)


def _found_together(
    workspace: Workspace,
    variants: Sequence[Variant],
    notes: Mapping[str, PostNotes],
    texts: Mapping[str, str],
    check: Check,
) -> list[Finding]:
    return list(find_together(workspace, variants, [check], notes, texts))


def _pairs(entry: Entry) -> Iterable[tuple[Post, Made]]:
    return zip(entry.file.posts, entry.made, strict=True)


# --- A share of the files ---------------------------------------------------------------------------------------------


def _everywhere(
    make: Callable[[Sequence[str]], list[Entry]],
    paths: Sequence[str],
    names: Names,
    at_the_end: Callable[[], None],
) -> Mapping[str, Entry]:
    shares = [paths[start : start + SHARE] for start in range(0, len(paths), SHARE)]
    way: Way[list[Entry]] = Way(partial(pack, names=names), partial(unpack, names=names), at_the_end)
    made = done([partial(make, share) for share in shares], way, cores_for(len(paths)))
    return {entry.file.path: entry for entry in chain.from_iterable(made)}


def _entries(desk: Desk, rules: Sequence[Check], looking: OneByOne, paths: Sequence[str]) -> list[Entry]:
    files = list(desk.read(paths))
    made = [tuple(_made(desk.workspace, post, looking) for post in file.posts) for file in files]
    in_texts = _in_texts(desk.workspace, files, [check for check in rules if check.level == "text"])
    return [Entry(file, own, tuple(in_texts.get(file.path, ()))) for file, own in zip(files, made, strict=True)]


def _made(workspace: Workspace, post: Post, looking: OneByOne) -> Made:
    """Compose one post and look at it; a cancelled one is shown and not looked at."""
    variants = tuple(compose_post(workspace, post))
    if post.settings.status is Status.CANCELLED:
        return Made(variants)
    living = in_order(variant for variant in variants if variant.settings.status is not Status.CANCELLED)
    looked = looking.look(post, living)
    return Made(variants, tuple(looked.found), looked.notes)


def _in_texts(workspace: Workspace, files: Sequence[PostFile], rules: Sequence[Check]) -> Mapping[str, list[Finding]]:
    texts = {source.path: source.text for file in files for source in file.sources[:1]}
    found: dict[str, list[Finding]] = {path: [] for path in texts}
    for finding in find_together(workspace, (), rules, {}, texts):
        found[finding.place.path].append(finding)
    return found
