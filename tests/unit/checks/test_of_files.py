"""Rules about pictures and films are not asked where there are none, so they must have nothing to say there."""

from __future__ import annotations

from dataclasses import replace

from smm_build.checks import all_checks
from smm_build.compose import compose_all
from smm_build.domain.post import Post, Settings
from smm_build.read import load
from tests.servers import places


def _without(settings: Settings) -> Settings:
    return replace(settings, media=None)


def _words_alone(post: Post) -> Post:
    return replace(
        post,
        settings=_without(post.settings),
        overrides={channel: _without(said) for channel, said in post.overrides.items()},
        texts={name: tuple(replace(part, media=()) for part in parts) for name, parts in post.texts.items()},
    )


def test_rules_about_files_say_nothing_without_them() -> None:
    """The repository's own plan, with every picture taken out of it."""
    plan = load(places.ROOT).workspace
    plan = replace(plan, posts=tuple(map(_words_alone, plan.posts)))
    subjects = {"post": plan.posts, "variant": compose_all(plan)}
    rules = [check for check in all_checks() if check.of_files]
    assert {check.level for check in rules} == {"post", "variant"}
    for check in rules:
        found = [finding for subject in subjects[check.level] for finding in check.run(subject, plan)]
        assert not found, check.name
