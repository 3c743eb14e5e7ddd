"""Bios that do not say what to do."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from smm_build.checks._base import Confidence, Problem, channel_check
from smm_build.compose.profiles import declared_profile
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["bio_without_a_next_step"]

_STEP = regex.compile(
    r"https?://|[→⬇⤵▼👇👉📩📞☎]"
    r"|\b(?:book|buy|call|come|discover|find|follow|get|join|learn|order|read|shop|sign up|see|start|taste|try|visit"
    r"|watch|write|acquista|assaggia|chiama|compra|entra|guarda|iscriviti|leggi|ordina|passa|prenota|prova|scopri"
    r"|scrivi|segui|vieni|visita)\w{0,4}\b",
    regex.IGNORECASE,
)


@channel_check(Severity.HINT, confidence=Confidence.LOW, preview=True)
def bio_without_a_next_step(channel: Channel, workspace: Workspace) -> Iterator[Problem]:
    """A bio that stands beside a link and does not say what one finds there or should do next.

    A guess by words, in English and Italian; `smm profiles check` asks it too.

    ## Why it matters
    A link that nobody is asked to follow is followed by few.

    ## How to fix
    End with what to do: “Order beans:”, “Prenota un corso”.
    """
    profile = declared_profile(channel, workspace.brand)
    if profile.bio and profile.link and not _STEP.search(profile.bio):
        yield Problem(
            channel.places.of_key("profile.bio" if channel.profile.bio else "profile"),
            Sentence(en="The bio does not say what to do next", it="La bio non dice che cosa fare dopo"),
            Sentence(en="End it with a step, such as “Order beans:”", it="Chiudila con un invito, come «Ordina qui:»"),
        )
