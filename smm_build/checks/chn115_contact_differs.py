"""Accounts that say different things about how to reach the brand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.compose.profiles import fields_of
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["contact_differs"]

_FIELDS = {
    "email": Sentence("e-mail", "e-mail"),
    "phone": Sentence("phone number", "telefono"),
    "address": Sentence("address", "indirizzo"),
    "hours": Sentence("opening hours", "orari"),
}


@workspace_check(Severity.WARNING)
def contact_differs(workspace: Workspace) -> Iterator[Problem]:
    """A profile whose e-mail, phone number, address or opening hours are not those of the other profiles.

    ## Why it matters
    Whoever stands before a closed door, or writes to an address nobody reads, does not come again.

    ## How to fix
    Write the same everywhere. If they really differ, as for two shops, allow it where it stands:
    `# allow: contact-differs because it is the other shop`.
    """
    said = {channel.id: fields_of(channel.profile) for channel in workspace.channels.values()}
    for field, what in _FIELDS.items():
        values = {channel: fields[field] for channel, fields in said.items() if field in fields}
        usual = next(iter(Counter(values.values()).most_common(1)), (None, 0))[0]
        for channel, value in values.items():
            if value != usual:
                key = "profile.hours" if field == "hours" else f"profile.contact.{field}"
                yield Problem(
                    workspace.channels[channel].places.of_key(key),
                    Sentence(
                        en=f"The {what.en} of {channel} is not that of the other profiles: {usual}",
                        it=f"In {channel} c'è un dato diverso dagli altri profili ({what.it}): {usual}",
                    ),
                    Sentence(en="Write the same everywhere", it="Scrivi lo stesso ovunque"),
                    channel=channel,
                )
