"""The answers a new workspace is made from: read from options, or asked for at a terminal, in plain words."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar, cast

import click

from smm_build.cli._shared import fail, language, say
from smm_build.domain.sentence import LANGUAGES, Language, Sentence
from smm_build.domain.time import NotATime, read_zone
from smm_build.starter import FORGES, TEAMS, Answers, Forge, TeamKind

__all__ = ["Asker", "answers_of"]

T = TypeVar("T")

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}")
_LONGEST_NAME = 100
_PEOPLE: Mapping[TeamKind, tuple[str, ...]] = {
    "small": ("editor",),
    "structured": ("editor", "approver", "designer"),
}


class _NonsenseError(Exception):
    """What somebody answered cannot be used."""

    def __init__(self, en: str, it: str) -> None:
        super().__init__(en)
        self.sentence = Sentence(en, it)


@dataclass(frozen=True, slots=True)
class Asker:
    """Where answers come from: options by name, and a person if ``asks``."""

    options: Mapping[str, str | None]
    asks: bool

    def answer(self, name: str, question: Sentence, usual: str, read: Callable[[str], T]) -> T:
        """Return what the option says, else what somebody at the terminal says, else what is usual.

        Ends the program with 2 when the option is nonsense; at the terminal it asks again.
        """
        said = self.options.get(name)
        if said is not None or not self.asks:
            return self._from_option(name, usual if said is None else said, read)
        while True:
            written = click.prompt(question.into(language()), default=usual, type=str)
            try:
                return read(written.strip())
            except _NonsenseError as error:
                say(error.sentence)

    def _from_option(self, name: str, text: str, read: Callable[[str], T]) -> T:
        try:
            return read(text)
        except _NonsenseError as error:
            fail(Sentence(f"--{name}: {error.sentence.en}", f"--{name}: {error.sentence.it}"), status=2)


def answers_of(asker: Asker, folder: Path) -> Answers:
    """Return what a new workspace in ``folder`` is made from."""
    brand = asker.answer("brand", _BRAND, _as_name(folder.name), _name)
    languages = asker.answer("languages", _LANGUAGES, asker.options.get("locale") or language(), _languages)
    locale = asker.answer("locale", _LOCALE, _read_by(languages), _locale) if _has(asker, "locale") else None
    zone = asker.answer("zone", _ZONE, _local_zone(), _zone)
    networks = asker.answer("networks", _NETWORKS, "mastodon, bluesky", _networks)
    forge = asker.answer("forge", _FORGE, "github" if asker.asks else "none", _one_of(FORGES))
    team = asker.answer("team", _TEAM, "small", _one_of(TEAMS))
    return Answers(
        brand=brand,
        zone=zone,
        languages=languages,
        locale=locale or _read_by(languages),
        begun=datetime.now(read_zone(zone)).date(),
        networks=networks,
        forge=cast("Forge", forge),
        team=cast("TeamKind", team),
        logins=_asked_logins(asker, cast("Forge", forge), cast("TeamKind", team)),
    )


def _has(asker: Asker, name: str) -> bool:
    return asker.options.get(name) is not None


def _asked_logins(asker: Asker, forge: Forge, team: TeamKind) -> Mapping[str, str]:
    """Ask for names on the forge only where they are needed: of those who approve."""
    read = _logins(_PEOPLE[team])
    if _has(asker, "logins") or (forge == "github" and team == "structured"):
        return asker.answer("logins", _LOGINS, "", read)
    return {}


# --- Reading ----------------------------------------------------------------------------------------------------------


def _name(text: str) -> str:
    if not text or len(text) > _LONGEST_NAME or not text.isprintable():
        raise _NonsenseError(
            f"a brand's name is one line of at most {_LONGEST_NAME} characters",
            f"il nome di un brand è una riga di al massimo {_LONGEST_NAME} caratteri",
        )
    return text


def _languages(text: str) -> tuple[str, ...]:
    found = _listed(text)
    for code in found:
        if not _LANGUAGE.fullmatch(code):
            raise _NonsenseError(
                f"{code!r} is no language; write codes such as: it, en",
                f"{code!r} non è una lingua; per esempio: it, en",
            )
    return found or (language(),)


def _read_by(languages: tuple[str, ...]) -> Language:
    """Return the language the team most likely reads: the first of its posts' that smm speaks."""
    spoken = [code[:2] for code in languages if code[:2] in LANGUAGES]
    return cast("Language", spoken[0]) if spoken else language()


def _locale(text: str) -> Language:
    return cast("Language", _one_of(LANGUAGES)(text))


def _zone(text: str) -> str:
    try:
        read_zone(text)
    except NotATime as error:
        raise _NonsenseError(f"{error.reason}", f"{error.reason}") from error
    return text


def _networks(text: str) -> tuple[str, ...]:
    from smm_build.networks import SANDBOX, all_networks

    known = [name for name in all_networks() if name != SANDBOX]
    found = tuple(dict.fromkeys(known if text.casefold() == "all" else (n.casefold() for n in _listed(text))))
    for name in found:
        if name not in known:
            _refuse(name, known)
    if not found:
        raise _NonsenseError(f"name one at least: {', '.join(known)}", f"scegline almeno uno: {', '.join(known)}")
    return found


def _one_of(known: Collection[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.casefold() not in known:
            _refuse(text, known)
        return text.casefold()

    return read


def _refuse(said: str, known: Collection[str]) -> None:
    near = get_close_matches(said, known, n=1)
    there = ", ".join(known)
    raise _NonsenseError(
        f"{said!r} is not known" + (f", did you mean {near[0]!r}?" if near else "") + f"; there are: {there}",
        f"{said!r} non esiste" + (f", forse {near[0]!r}?" if near else "") + f"; ci sono: {there}",
    )


def _logins(people: Collection[str]) -> Callable[[str], Mapping[str, str]]:
    def read(text: str) -> Mapping[str, str]:
        pairs = [pair.partition("=") for pair in _listed(text)]
        for person, _, login in pairs:
            if person.strip() not in people:
                _refuse(person.strip(), people)
            if not _LOGIN.fullmatch(login.strip().removeprefix("@")):
                raise _NonsenseError(
                    f"{person.strip()}={login.strip()}: that is no name on GitHub; such as {person.strip()}=ada-l",
                    f"{person.strip()}={login.strip()}: non è un nome su GitHub; per esempio {person.strip()}=ada-l",
                )
        return {person.strip(): login.strip().removeprefix("@") for person, _, login in pairs}

    return read


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


# --- What is usual ----------------------------------------------------------------------------------------------------


def _as_name(folder: str) -> str:
    words = re.sub(r"[-_\s]+", " ", "".join(char for char in folder if char.isprintable())).strip()
    return words.title()[:_LONGEST_NAME] or "Brand"


def _local_zone() -> str:
    """Return this machine's IANA zone, ``UTC`` when it cannot be told."""
    for name in (os.environ.get("TZ", ""), _zone_file()):
        try:
            read_zone(name)
        except NotATime:
            continue
        if name:
            return name
    return "UTC"


def _zone_file() -> str:
    try:
        return str(Path("/etc/localtime").readlink()).partition("zoneinfo/")[2]
    except OSError:
        return ""


# --- Questions --------------------------------------------------------------------------------------------------------

_BRAND = Sentence("The brand's name", "Il nome del brand")
_LANGUAGES = Sentence(
    "Languages of your posts, the usual one first (such as: it, en)",
    "Lingue dei post, la solita per prima (per esempio: it, en)",
)
_LOCALE = Sentence("Language of the calendar site (en or it)", "Lingua del sito con il calendario (en o it)")
_ZONE = Sentence("Time zone (such as Europe/Rome)", "Fuso orario (per esempio Europe/Rome)")
_NETWORKS = Sentence("Networks, with commas between them", "Network, separati da virgole")
_FORGE = Sentence("Where the repository will live (github or none)", "Dove starà il repository (github o none)")
_TEAM = Sentence(
    "The team: small (one person does everything) or structured (somebody else approves)",
    "Il team: small (una persona fa tutto) o structured (approva qualcun altro)",
)
_LOGINS = Sentence(
    "Names on GitHub, such as approver=ada-l, editor=bob (empty: later, in brand/team.yml)",
    "Nomi su GitHub, per esempio approver=ada-l, editor=bob (vuoto: più tardi, in brand/team.yml)",
)
