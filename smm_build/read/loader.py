"""From a folder to the workspace and everything that is wrong with its files."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from smm_build.domain.finding import Finding
from smm_build.domain.lexicon import Lexicon
from smm_build.domain.media import Look
from smm_build.domain.place import Place
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace
from smm_build.networks import all_networks
from smm_build.read import problems
from smm_build.read.ads import read_ads
from smm_build.read.allowances import read_allowances
from smm_build.read.brand import BRAND, read_brand, read_people, read_team
from smm_build.read.briefs import read_briefs
from smm_build.read.channels import read_channels
from smm_build.read.check_settings import read_check_settings
from smm_build.read.files import Tree
from smm_build.read.media import Shelf
from smm_build.read.pause import read_pauses
from smm_build.read.playbook import read_playbook
from smm_build.read.post_files import PostFile, media_in
from smm_build.read.posts import Surroundings, read_post
from smm_build.read.replies import read_replies
from smm_build.read.rules import read_rules
from smm_build.read.series import occurrences
from smm_build.read.strategy import read_campaigns, read_strategy
from smm_build.read.surprises import unexpected_files
from smm_build.read.texts import read_texts, read_texts_below

__all__ = ["Desk", "Loaded", "NoWorkspace", "PostReader", "load"]


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies ready when posts are read: the files, what a post is read against, and the plan without its posts.

    The workspace holds no texts yet but those below ``brand``, and nothing of what authors let pass.
    """

    tree: Tree
    around: Surroundings
    workspace: Workspace

    def read(self, paths: Iterable[str]) -> Iterator[PostFile]:
        """Read files of posts, here and now."""
        return (_read_post_file(self.tree, path, self.around) for path in paths)


PostReader = Callable[[Desk, Sequence[str]], Iterable[PostFile]]
"""Reads files of posts and returns them in the order of their paths, as :meth:`Desk.read` does."""

_POSTS = "content/posts"


class NoWorkspace(Exception):  # noqa: N818 - named as the situation it is
    """The folder holds no plan at all; ``reason`` says so to people."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the files say, and what is wrong with them, in order of place."""

    workspace: Workspace
    findings: tuple[Finding, ...]


def load(
    root: Path,
    look: Callable[[Path, str], Look | None] | None = None,
    instead: Mapping[str, bytes] | None = None,
    lexicon: Lexicon | None = None,
    reader: PostReader = Desk.read,
) -> Loaded:
    """Read the workspace in ``root``; ``look`` is given the path and SHA-256 of every picture to see its pixels.

    ``instead`` holds what files are taken to contain, by path, whatever is on the disk. ``lexicon`` is asked about the
    words of a brand that wants its spelling looked at; ``None`` where there are no dictionaries. ``reader`` is who
    makes posts of their files, when everything else has been read.

    Whatever stands in the files is read or is a finding, never an exception. Raises :class:`NoWorkspace` when there
    is neither ``brand/brand.yml`` nor ``content``.
    """
    tree = Tree(root, instead or {})
    if not tree.exists(BRAND) and not tree.exists("content"):
        raise NoWorkspace(_nothing_here(root))
    before: list[Finding] = []
    after: list[Finding] = []
    desk = _desk(tree, Shelf(tree, look), lexicon, before, after)
    files = _files(desk, before, reader)
    wrong: list[Finding] = []
    posts = _posts(files, wrong)
    allowed = tuple(allowance for path in sorted(tree.read) for allowance in read_allowances(tree.read[path]))
    workspace = replace(desk.workspace, posts=posts, texts=read_texts(tree), allowances=allowed)
    found = _said_once((*before, *wrong, *after, *unexpected_files(tree)), _beside(files, desk.around.shelf))
    return Loaded(workspace, tuple(sorted(found, key=lambda finding: (finding.place, finding.code))))


def _desk(tree: Tree, shelf: Shelf, lexicon: Lexicon | None, before: list[Finding], after: list[Finding]) -> Desk:
    """Read everything but posts; ``before`` is told what comes first where something is said once for several files."""
    brand = read_brand(tree, shelf, before)
    channels = read_channels(tree, shelf, before)
    if brand.voice.spelling and lexicon is None:
        before.append(problems.missing_dictionaries(brand.voice.spelling))
    rules = read_rules(tree, {*channels.usable, *channels.unusable, *all_networks()}, before)
    around = Surroundings(brand.zone, channels.usable, channels.unusable, shelf)
    workspace = Workspace(
        brand=brand,
        channels=channels.usable,
        people=read_people(tree, {*all_networks(), *around.known}, before),
        posts=(),
        campaigns=read_campaigns(tree, after),
        strategy=read_strategy(tree, after),
        team=read_team(tree, after),
        rules=rules,
        playbook=read_playbook(tree, after),
        replies=read_replies(tree, around, after),
        check_settings=read_check_settings(tree, rules, after),
        pauses=read_pauses(tree, brand.zone, after),
        ads=read_ads(tree, shelf, after),
        lexicon=lexicon if brand.voice.spelling else None,
        briefs=read_briefs(tree, shelf, {*all_networks(), *around.known}, after),
        texts=read_texts_below(tree, "brand"),
    )
    return Desk(tree, around, workspace)


def _nothing_here(root: Path) -> Sentence:
    return Sentence(
        f"There is no plan in {root}: neither brand/brand.yml nor a folder content.",
        f"In {root} non c'è nessun piano: né brand/brand.yml né una cartella content.",
    )


def _files(desk: Desk, found: list[Finding], reader: PostReader) -> list[PostFile]:
    paths = [path for path in desk.tree.walk(_POSTS, found) if path.endswith(".md")]
    files = list(reader(desk, paths))
    # Whoever read them may have done so elsewhere.
    desk.tree.read.update((source.path, source) for file in files for source in file.sources)
    return files


def _read_post_file(tree: Tree, path: str, around: Surroundings) -> PostFile:
    """Read one file of a post; what cannot be read is a finding."""
    known = len(tree.read)
    found: list[Finding] = []
    in_series: list[Finding] = []
    source = tree.source(path, found)
    if source is None:
        return PostFile(path, found=tuple(found))
    post, wrong = read_post(source, around)
    posts = occurrences(post, around.zone, in_series) if post else ()
    fresh = dict([*itertools.islice(reversed(tree.read.items()), len(tree.read) - known)][::-1])
    beside = (tree.read.get(f"{medium.file}.yml") for medium in (media_in(post) if post else ()))
    sources = {source.path: source, **fresh, **{one.path: one for one in beside if one}}
    return PostFile(path, post, posts, tuple(wrong), tuple(in_series), tuple(sources.values()))


def _posts(files: Iterable[PostFile], found: list[Finding]) -> tuple[Post, ...]:
    """Return the posts in order of time; of two with the same id the one whose path comes first."""
    firsts: dict[str, PostFile] = {}
    for file in files:
        found.extend(file.found)
        first = firsts.setdefault(file.post.id.casefold(), file) if file.post else file
        if file.post and first.post and first is not file:
            found.append(_taken(file.post, first.post))
    return tuple(sorted(_each(firsts, found), key=_in_order))


def _each(files: Mapping[str, PostFile], found: list[Finding]) -> Iterator[Post]:
    """Yield every post and every occurrence; a file of its own takes the place of the occurrence it is named after."""
    for file in files.values():
        found.extend(file.found_in_series)
        for one in file.posts:
            if one is file.post or one.id.casefold() not in files:
                yield one


def _beside(files: Iterable[PostFile], shelf: Shelf) -> Collection[str]:
    """Return the files beside pictures in which something is wrong."""
    return {finding.place.path for file in files for finding in file.found if finding.place.path != file.path} | {
        finding.place.path for wrong in shelf.wrong_beside() for finding in wrong
    }


def _said_once(found: Iterable[Finding], beside: Collection[str]) -> Iterator[Finding]:
    """Say what is wrong with a file beside a picture once, of the first that shows it."""
    said: set[tuple[str, Place, Sentence]] = set()
    for finding in found:
        this = (finding.code, finding.place, finding.message)
        if finding.place.path not in beside or this not in said:
            yield finding
        said.add(this)


def _taken(post: Post, first: Post) -> Finding:
    # Which of the two was meant nobody can tell, so the finding holds back the one that is left, too.
    place = post.places.of("id")
    return replace(problems.duplicate_id(place, post.id, first.places.of("id")), post=first.id)


_LAST = datetime.max.replace(tzinfo=UTC)


def _in_order(post: Post) -> tuple[datetime, str]:
    return (post.settings.publish_at or _LAST, post.id)
