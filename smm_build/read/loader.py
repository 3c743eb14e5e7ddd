"""From a folder to the workspace and everything that is wrong with its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from smm_build.domain.finding import Finding
from smm_build.domain.lexicon import Lexicon
from smm_build.domain.media import Look
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
from smm_build.read.posts import Surroundings, read_post
from smm_build.read.replies import read_replies
from smm_build.read.rules import read_rules
from smm_build.read.series import occurrences
from smm_build.read.source import Source
from smm_build.read.strategy import read_campaigns, read_strategy
from smm_build.read.surprises import unexpected_files
from smm_build.read.texts import read_texts

__all__ = ["Loaded", "NoWorkspace", "Reader", "load"]

Reader = Callable[[Source, Surroundings], tuple[Post | None, Sequence[Finding]]]
"""Makes a post of its file, as :func:`~smm_build.read.posts.read_post` does."""

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
    reader: Reader = read_post,
) -> Loaded:
    """Read the workspace in ``root``; ``look`` is given the path and SHA-256 of every picture to see its pixels.

    ``instead`` holds what files are taken to contain, by path, whatever is on the disk. ``lexicon`` is asked about the
    words of a brand that wants its spelling looked at; ``None`` where there are no dictionaries. ``reader`` is who
    makes posts of their files.

    Whatever stands in the files is read or is a finding, never an exception. Raises :class:`NoWorkspace` when there
    is neither ``brand/brand.yml`` nor ``content``.
    """
    tree = Tree(root, instead or {})
    if not tree.exists(BRAND) and not tree.exists("content"):
        raise NoWorkspace(_nothing_here(root))
    found: list[Finding] = []
    shelf = Shelf(tree, look)
    brand = read_brand(tree, shelf, found)
    channels = read_channels(tree, shelf, found)
    if brand.voice.spelling and lexicon is None:
        found.append(problems.missing_dictionaries(brand.voice.spelling))
    rules = read_rules(tree, {*channels.usable, *channels.unusable, *all_networks()}, found)
    around = Surroundings(brand.zone, channels.usable, channels.unusable, shelf)
    workspace = Workspace(
        brand=brand,
        channels=channels.usable,
        people=read_people(tree, {*all_networks(), *around.known}, found),
        posts=_posts(tree, around, found, reader),
        campaigns=read_campaigns(tree, found),
        strategy=read_strategy(tree, found),
        team=read_team(tree, found),
        rules=rules,
        playbook=read_playbook(tree, found),
        replies=read_replies(tree, around, found),
        check_settings=read_check_settings(tree, rules, found),
        pauses=read_pauses(tree, brand.zone, found),
        ads=read_ads(tree, shelf, found),
        lexicon=lexicon if brand.voice.spelling else None,
        briefs=read_briefs(tree, shelf, {*all_networks(), *around.known}, found),
    )
    allowed = tuple(allowance for path in sorted(tree.read) for allowance in read_allowances(tree.read[path]))
    workspace = replace(workspace, texts=read_texts(tree), allowances=allowed)
    found.extend(unexpected_files(tree))
    return Loaded(workspace, tuple(sorted(found, key=lambda finding: (finding.place, finding.code))))


def _nothing_here(root: Path) -> Sentence:
    return Sentence(
        f"There is no plan in {root}: neither brand/brand.yml nor a folder content.",
        f"In {root} non c'è nessun piano: né brand/brand.yml né una cartella content.",
    )


def _posts(tree: Tree, around: Surroundings, found: list[Finding], reader: Reader) -> tuple[Post, ...]:
    """Return the posts in order of time; of two with the same id the one whose path comes first."""
    posts: dict[str, Post] = {}
    for path in tree.walk(_POSTS, found):
        source = tree.source(path, found) if path.endswith(".md") else None
        if source is None:
            continue
        post, wrong = reader(source, around)
        found.extend(wrong)
        if post is None:
            continue
        first = posts.setdefault(post.id.casefold(), post)
        if first is not post:
            found.append(_taken(post, first))
    return tuple(sorted(_each(posts, around, found), key=_in_order))


def _each(posts: Mapping[str, Post], around: Surroundings, found: list[Finding]) -> Iterator[Post]:
    """Yield every post and every occurrence; a file of its own takes the place of the occurrence it is named after."""
    for post in posts.values():
        for one in occurrences(post, around.zone, found):
            if one is post or one.id.casefold() not in posts:
                yield one


def _taken(post: Post, first: Post) -> Finding:
    # Which of the two was meant nobody can tell, so the finding holds back the one that is left, too.
    place = post.places.of("id")
    return replace(problems.duplicate_id(place, post.id, first.places.of("id")), post=first.id)


_LAST = datetime.max.replace(tzinfo=UTC)


def _in_order(post: Post) -> tuple[datetime, str]:
    return (post.settings.publish_at or _LAST, post.id)
