"""Settings of a post that a network has no field for: found before anything is asked of it.

The check ``setting-not-taken`` says the same while a post is planned. Here it is said once more for whoever switched
the check off: a post that was to be seen by few, or behind a warning, must not go out as any other.
"""

from __future__ import annotations

from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import Limits, PartTask

__all__ = ["refuse_settings"]

_NAMES = {
    "content_warning": Sentence("a content warning", "un avviso sui contenuti"),
    "quote": Sentence("a quoted post", "un post citato"),
    "replies": Sentence("a choice of who may answer", "una scelta di chi può rispondere"),
    "visibility": Sentence("a choice of who sees it", "una scelta di chi lo vede"),
}
_AS_USUAL = {"replies": "everyone", "visibility": "public"}
"""What means the same as saying nothing."""


def refuse_settings(task: PartTask, title: str, limits: Limits) -> None:
    """Raise :class:`Refused` for the first setting of the post that the network does not have."""
    for name, what in _NAMES.items():
        said = getattr(task.variant.settings, name)
        taken = limits.settings is None or name in limits.settings
        if said and said != _AS_USUAL.get(name) and not taken:
            raise refuse_content(
                Sentence(
                    f"{title} has no field for {what.en} (`{name}: {said}`).",
                    f"{title} non ha un campo per {what.it} (`{name}: {said}`).",
                )
            )
