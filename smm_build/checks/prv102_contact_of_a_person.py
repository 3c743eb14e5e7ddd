"""Addresses and telephone numbers of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from smm_build.checks._base import Confidence, Problem, TextFile, text_check
from smm_build.checks._hosts import is_ours, own_hosts
from smm_build.checks._passages import without_links
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["contact_of_a_person"]

_MAIL = re.compile(r"(?<![\w.+/@-])[\w.+-]+@([\w-]+(?:\.[\w-]+)+)(?![\w@-])")
_PHONE = re.compile(r"(?<![\w.+/=-])(?:\+|00)[1-9]\d{0,2}[ .-]?\(?\d{2,4}\)?(?:[ .-]?\d{2,4}){2,4}(?![\w/-])")
# Every number begins with one of them, and a pattern that begins with certain characters is quicker by far.
_PLUS = re.compile(r"\+(?<![\w.+/=-]\+)[1-9]")
_ZEROS = re.compile(r"00(?<![\w.+/=-]00)[1-9]")
_EXAMPLES = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)$")


@text_check(Severity.WARNING, confidence=Confidence.LOW)
def contact_of_a_person(file: TextFile, workspace: Workspace) -> Iterator[Problem]:
    """An e-mail address or an international telephone number in `content/` or at the top, that `brand/` does not have.

    Addresses at the brand's own hosts and those that also stand in `brand/` are the firm's. The finding does not repeat
    what it found.

    ## Why it matters
    People's data does not belong into git, which keeps it for ever. And in a post it would be published.

    ## How to fix
    Take it out. A contact of the firm belongs into `brand/`.
    """
    if file.path.startswith("brand/"):
        return
    plain = without_links(file.text)
    mails = list(_MAIL.finditer(plain)) if "@" in plain else []
    ours = own_hosts(workspace.brand) if mails else ()
    theirs = [mail for mail in mails if not (is_ours(mail[1], ours) or _EXAMPLES.search(mail[1].lower()))]
    phones = list(_PHONE.finditer(plain)) if _PLUS.search(plain) or _ZEROS.search(plain) else []
    for match in (*theirs, *phones):
        if not _is_in(workspace.texts.values(), match[0].lower()):
            yield _problem(file.at(match.start()), "@" in match[0])


def _is_in(texts: Iterable[str], contact: str) -> bool:
    return any(contact in text.lower() for text in texts)


def _problem(place: Place, mail: bool) -> Problem:  # noqa: FBT001 - one of two
    return Problem(
        place,
        Sentence(
            en=f"This looks like somebody's {'e-mail address' if mail else 'telephone number'}",
            it=f"Sembra {'un indirizzo e-mail' if mail else 'un numero di telefono'} di qualcuno",
        ),
        Sentence(en="Take it out, or enter it in brand/", it="Toglilo, o inseriscilo in brand/"),
    )
