"""Settings that a network has no field for."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Limits, get_network

__all__ = ["setting_not_taken"]

_SETTINGS = ("content_warning", "quote", "replies", "visibility")
_AS_USUAL = {"replies": "everyone", "visibility": "public"}
"""What means the same as saying nothing."""


@variant_check(Severity.ERROR, signs=(Has.CONTENT_WARNING, Has.QUOTE, Has.REPLIES, Has.VISIBILITY))
def setting_not_taken(variant: Variant) -> Iterator[Problem]:
    """A content warning, a quoted post, a limit of replies or a visibility that the network does not have.

    ## Why it matters
    Without it the post would say something else than what was approved, so it is not sent at all.

    ## How to fix
    Give the channel a value it knows with `overrides: {<channel>: {…}}`, or take the channel off the post and write
    another post for it.
    """
    limits = limits_of(variant)
    for name in _SETTINGS:
        said = getattr(variant.settings, name)
        if not said or said == _AS_USUAL.get(name):
            continue
        if limits.settings is not None and name not in limits.settings:
            yield _problem(variant, name, said, ())
        elif name == "content_warning" and _unknown(said, limits):
            yield _problem(variant, name, said, limits.warnings or ())


def _unknown(warning: str, limits: Limits) -> bool:
    return limits.warnings is not None and warning.strip().lower() not in limits.warnings


def _problem(variant: Variant, name: str, said: str, known: tuple[str, ...]) -> Problem:
    title, channel = get_network(variant.channel.network).TITLE, variant.channel.id
    if known:
        return Problem(
            _place(variant, name),
            Sentence(
                en=f"{title} does not know the content warning “{said}”",
                it=f"{title} non conosce l'avviso sui contenuti “{said}”",
            ),
            Sentence(
                en=f"Choose one of {', '.join(known)} for {channel} in `overrides`",
                it=f"Scegli per {channel} uno tra {', '.join(known)} in `overrides`",
            ),
        )
    return Problem(
        _place(variant, name),
        Sentence(
            en=f"{title} has nothing like `{name}: {said}`, so the post would not go to {channel}",
            it=f"{title} non ha niente come `{name}: {said}`, quindi il post non andrebbe a {channel}",
        ),
        _way_out(name, channel),
    )


def _way_out(name: str, channel: str) -> Sentence:
    usual = _AS_USUAL.get(name)
    if usual is None:
        return Sentence(f"Take {channel} off `channels`, or leave `{name}` out", f"Togli {channel} o `{name}`")
    override = f"`overrides: {{{channel}: {{{name}: {usual}}}}}`"
    return Sentence(f"Say {override}, or take {channel} off", f"Scrivi {override}, o togli {channel}")


def _place(variant: Variant, name: str) -> Place:
    own = variant.post.overrides.get(variant.channel.id)
    if own and getattr(own, name) is not None:
        return variant.post.places.of_key(f"overrides.{variant.channel.id}.{name}")
    if name in variant.post.places.keys:
        return variant.post.places.of_key(name)
    return variant.channel.places.of_key(f"defaults.{name}")
