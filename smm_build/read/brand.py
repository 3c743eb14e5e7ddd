"""Who speaks: ``brand/brand.yml``, ``voice.yml``, ``people.yml`` and ``team.yml``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from smm_build.domain.brand import About, Approval, Brand, Colour, LinkRules, Logo, Person, Staging, Term, Voice
from smm_build.domain.finding import Finding
from smm_build.domain.place import Place, Places
from smm_build.domain.sentence import Sentence
from smm_build.domain.team import HandOff, Team, TeamMember
from smm_build.domain.time import NotATime, read_zone
from smm_build.read import problems
from smm_build.read.files import Tree
from smm_build.read.media import Shelf
from smm_build.read.schema.brand import ApprovalFile, BrandFile, LinksFile, LogoFile, StagingFile, VoiceFile
from smm_build.read.schema.people import PersonFile
from smm_build.read.schema.team import TeamFile
from smm_build.read.settings import CONTENT
from smm_build.read.validation import Kind, is_written
from smm_build.read.wording import nearest, shown
from smm_build.read.yaml_text import read_yaml

__all__ = ["BRAND", "read_brand", "read_people", "read_team", "read_yaml_file"]

BRAND = "brand/brand.yml"
_VOICE = "brand/voice.yml"
_PEOPLE = "brand/people.yml"
_TEAM = "brand/team.yml"

_GRACE = timedelta(hours=6)
_UTC = ZoneInfo("UTC")
_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})

_BRAND_KIND: Kind[BrandFile] = Kind(BrandFile)
_VOICE_KIND: Kind[VoiceFile] = Kind(VoiceFile)
_PEOPLE_KIND: Kind[dict[str, PersonFile | None]] = Kind(dict[str, PersonFile | None])
_TEAM_KIND: Kind[TeamFile] = Kind(TeamFile)

T = TypeVar("T")


def read_yaml_file(tree: Tree, path: str, kind: Kind[T], found: list[Finding]) -> tuple[T, Places] | None:
    """Read a YAML file that need not be there; ``None`` when it is not or nothing can be made of it."""
    if not tree.exists(path):
        return None
    source = tree.source(path, found)
    data = source and read_yaml(source, 0, len(source.text), found)
    return kind.read(data, found) if data else None


def read_brand(tree: Tree, shelf: Shelf, found: list[Finding]) -> Brand:
    """Return the brand; what its files do not say, or say wrongly, is filled in so that posts can be checked."""
    if not tree.exists(BRAND):
        found.append(problems.missing_brand(Place(BRAND)))
    read = read_yaml_file(tree, BRAND, _BRAND_KIND, found)
    said, places = read or (BrandFile(), Places(BRAND, {}, {}))
    if read:
        _require(said, places, found)
    locale = said.locale or "en"
    return Brand(
        name=said.name or tree.root.resolve().name,
        zone=_zone(said.timezone, places, found),
        locale=locale,
        languages=said.languages or (locale,),
        site=said.site,
        description=said.description,
        grace=said.grace if said.grace is not None else _GRACE,
        palette=tuple(Colour(colour.name, colour.value, colour.use) for colour in said.palette or ()),
        fonts=said.typography or {},
        logos=_logos(said.logos or (), places, shelf, found),
        links=_links(said.links),
        voice=_voice(tree, found),
        places=places,
        repository=said.repository,
        country=said.country,
        rights_required=said.rights == "required",
        approval=_approval(said.approval),
        staging=_staging(said.staging, places, found),
        about=About(said.about.short, said.about.long) if said.about else About(),
    )


def _approval(said: ApprovalFile | None) -> Approval:
    values = said.model_dump(exclude_none=True) if said else {}
    return Approval(**values)


def _staging(said: StagingFile | None, places: Places, found: list[Finding]) -> Staging | None:
    if said is None:
        return None
    address = urlsplit(said.base)
    if address.scheme != "https" and address.hostname not in _THIS_MACHINE:
        found.append(problems.wrong_value(places.of("staging.base"), "staging.base", _NOT_PUBLIC, _AN_ADDRESS))
        return None
    if (said.folder is None) is (said.branch is None):
        found.append(problems.wrong_value(places.of("staging"), "staging", _ONE_WAY, _FOLDER_OR_BRANCH))
        return None
    return Staging(said.base.rstrip("/"), said.folder, said.branch)


def _require(said: BrandFile, places: Places, found: list[Finding]) -> None:
    for key, value in (("name", said.name), ("timezone", said.timezone)):
        if value is None and not is_written(key, places, BrandFile):
            found.append(problems.missing_key(places.of(key), key))


def _zone(name: str | None, places: Places, found: list[Finding]) -> ZoneInfo:
    if name is None:
        return _UTC
    try:
        return read_zone(name)
    except NotATime:
        found.append(_no_such_zone(places.of("timezone"), name))
        return _UTC


def _no_such_zone(place: Place, name: str) -> Finding:
    quoted, near = shown(name), nearest(name, available_timezones())
    return problems.wrong_value(
        place,
        "timezone",
        Sentence(
            f"there is no time zone {quoted}; every time is read as UTC until then.",
            f"non esiste il fuso orario {quoted}; fino ad allora ogni ora è letta come UTC.",
        ),
        Sentence(
            f"a zone of the IANA list, such as {near or 'Europe/Rome'}",
            f"un fuso dell'elenco IANA, come {near or 'Europe/Rome'}",
        ),
    )


def _logos(said: Collection[LogoFile], places: Places, shelf: Shelf, found: list[Finding]) -> tuple[Logo, ...]:
    logos = []
    for index, logo in enumerate(said):
        place = places.of(f"logos.{index}.file")
        path = shelf.path(CONTENT, logo.file, place, found)
        if path is not None:
            shelf.there(path, place, found)
            logos.append(Logo(logo.name, path, logo.use))
    return tuple(logos)


def _links(said: LinksFile | None) -> LinkRules:
    return LinkRules(said.hosts or (), said.utm or {}) if said else LinkRules()


def _voice(tree: Tree, found: list[Finding]) -> Voice:
    read = read_yaml_file(tree, _VOICE, _VOICE_KIND, found)
    if read is None:
        return Voice()
    said, places = read
    return Voice(
        tone=said.tone or (),
        terms=tuple(Term(term.use, term.avoid, term.reason) for term in said.terms or ()),
        emoji_max=said.emoji.max if said.emoji else None,
        emoji_allowed=said.emoji.allowed if said.emoji else None,
        hashtags_max=said.hashtags.max if said.hashtags else None,
        hashtags=(said.hashtags.always if said.hashtags else None) or (),
        claims=said.claims or (),
        disclosure=said.disclosure or {},
        ai=said.ai or {},
        words=said.words or (),
        spelling=places.of("spelling") if said.spelling else None,
        reading_ease=said.reading.ease if said.reading else None,
        sentence_words=said.reading.sentence if said.reading else None,
    )


def read_people(tree: Tree, known: Collection[str], found: list[Finding]) -> Mapping[str, Person]:
    """Return who can be mentioned; handles are by a network or channel of ``known``."""
    read = read_yaml_file(tree, _PEOPLE, _PEOPLE_KIND, found)
    if read is None:
        return {}
    said, places = read
    return {entity: _person(entity, person, places, known, found) for entity, person in said.items()}


def _person(
    entity: str, said: PersonFile | None, places: Places, known: Collection[str], found: list[Finding]
) -> Person:
    handles = (said.handles if said else None) or {}
    found.extend(
        problems.unknown_handle(places.of_key(f"{entity}.handles.{key}"), key, known)
        for key in handles
        if key not in known
    )
    return Person(entity, (said.name if said else None) or entity, handles, places)


def read_team(tree: Tree, found: list[Finding]) -> Team | None:
    """Return who does what, ``None`` when nobody wrote it down."""
    read = read_yaml_file(tree, _TEAM, _TEAM_KIND, found)
    if read is None:
        return None
    said, places = read
    people = {
        key: TeamMember(
            id=key,
            name=member.name,
            roles=member.roles or (),
            login=member.login,
            backup=member.backup,
            approves=member.approves or (),
            contact=member.contact,
        )
        for key, member in (said.people or {}).items()
    }
    hand_offs = {
        topic: HandOff(topic, to.to, to.contact, to.backup, to.note) for topic, to in (said.hand_offs or {}).items()
    }
    return Team(people, hand_offs, places)


_NOT_PUBLIC = Sentence("networks fetch files by https only.", "i social prendono i file solo da indirizzi https.")
_AN_ADDRESS = Sentence(
    "an address such as https://media.aurora.example", "un indirizzo come https://media.aurora.example"
)
_ONE_WAY = Sentence(
    "files lie either in a folder that is served or on a branch that is served.",
    "i file stanno o in una cartella pubblicata o su un ramo pubblicato.",
)
_FOLDER_OR_BRANCH = Sentence("`folder` or `branch`, one of the two", "`folder` o `branch`, uno dei due")
