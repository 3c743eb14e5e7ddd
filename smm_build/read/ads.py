"""What is paid for: ``content/ads/<id>.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smm_build.domain.ad import Ad, AdBudget, AdTikTok, Targeting
from smm_build.domain.finding import Finding
from smm_build.domain.media import Media
from smm_build.domain.place import Places
from smm_build.domain.post import Disclosure
from smm_build.read.documents import documents_by_id
from smm_build.read.files import Tree
from smm_build.read.front_matter import Document
from smm_build.read.media import Shelf
from smm_build.read.schema.ad import AdFile, DsaFile, TargetingFile, TikTokFile
from smm_build.read.schema.post import DisclosureFile
from smm_build.read.validation import Kind

__all__ = ["read_ads"]

_FOLDER = "content/ads"
_KIND: Kind[AdFile] = Kind(AdFile)


def read_ads(tree: Tree, shelf: Shelf, found: list[Finding]) -> Mapping[str, Ad]:
    """Return every ad by id, which is its file's name without ``.md``."""
    return {own_id: _ad(own_id, document, shelf, found) for own_id, document in documents_by_id(tree, _FOLDER, found)}


def _ad(own_id: str, document: Document, shelf: Shelf, found: list[Finding]) -> Ad:
    complaints: list[Finding] = []
    said, places = _KIND.read(document.data, complaints)
    found.extend(complaints)
    wrong = {complaint.place for complaint in complaints}
    dsa = said.dsa or DsaFile()
    return Ad(
        id=own_id,
        path=document.source.path,
        title=said.title or own_id,
        places=places,
        channel=said.channel,
        account=said.account,
        campaign=said.campaign,
        objective=said.objective,
        owner=said.owner,
        goal=said.goal,
        audience=said.audience or (),
        targeting=_targeting(said.targeting),
        placements=said.placements or (),
        start_on=said.starts,
        end_on=said.ends,
        budget=AdBudget(said.budget.amount, said.budget.currency, said.budget.per) if said.budget else None,
        text=document.prose,
        headline=said.headline,
        link=said.link,
        action=said.call_to_action,
        media=tuple(_media(said, places, shelf, found)),
        boost=said.boost,
        disclosure=_disclosure(said.disclosure),
        special=None if said.special_category is None else tuple(n for n in said.special_category if n != "none"),
        political=said.political,
        beneficiary=dsa.beneficiary,
        payor=dsa.payor,
        tiktok=_tiktok(said.tiktok or TikTokFile()),
        start=said.start is not None,
        status=said.status,
        unread=frozenset(key for key, place in document.data.places.values.items() if place in wrong),
    )


def _targeting(said: TargetingFile | None) -> Targeting:
    if said is None:
        return Targeting()
    youngest, oldest = Targeting().ages
    ages = (youngest if said.youngest is None else said.youngest, oldest if said.oldest is None else said.oldest)
    return Targeting(said.countries or (), ages, said.genders or ())


def _tiktok(said: TikTokFile) -> AdTikTok:
    return AdTikTok(said.pixel, said.event, said.identity, said.call_to_action)


def _disclosure(said: DisclosureFile | None) -> Disclosure | None:
    return Disclosure(said.type, said.partner, said.text) if said else None


def _media(said: AdFile, places: Places, shelf: Shelf, found: list[Finding]) -> Iterator[Media]:
    for number, one in enumerate(said.media or ()):
        media = shelf.media("content", one.file, one.alt, places.of(f"media.{number}.file"), found)
        if media is not None:
            yield media
