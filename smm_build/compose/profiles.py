"""What an account's profile is declared to say, as something that can be approved and claimed like a post.

A profile is a variant of its own under the id ``profile``: its digest is that of everything it says, its files
included, so approval, ledger and receipts need nothing new for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from smm_build.domain.brand import Brand
from smm_build.domain.channel import Channel, Profile
from smm_build.domain.delivery import PROFILE_ID
from smm_build.domain.post import Post, Settings
from smm_build.domain.variant import Variant, VariantPart
from smm_build.domain.workspace import Workspace
from smm_build.networks import get_network

__all__ = ["PICTURES", "TEXTS", "compose_profiles", "declared_profile", "fields_of", "profile_variant"]

TEXTS = ("name", "bio", "link", "category", "email", "phone", "address", "hours", "pinned")
"""The texts of a profile, in the order in which they are shown."""
PICTURES = ("avatar", "cover")
"""The pictures of a profile."""
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def declared_profile(channel: Channel, brand: Brand) -> Profile:
    """Return what the account should say: of a profile without a bio, the brand's words that fit the network.

    A channel that declares nothing at all stays so: nobody wants it to be kept.
    """
    profile = channel.profile
    if profile.bio or not (fields_of(profile) or profile.pictures):
        return profile
    most = get_network(channel.network).LIMITS.profile.bio
    words = (brand.about.long, brand.about.short)
    fitting = next((said for said in words if said and (most is None or len(said) <= most)), None)
    return replace(profile, bio=fitting or brand.about.short)


def fields_of(profile: Profile) -> Mapping[str, str]:
    """Return the texts that a profile declares, by name, in the order of :data:`TEXTS`."""
    contact = profile.contact
    said = {
        "name": profile.name,
        "bio": profile.bio,
        "link": profile.link,
        "category": profile.category,
        "email": contact.email,
        "phone": contact.phone,
        "address": contact.address,
        "hours": _hours(profile.hours),
        "pinned": profile.pinned,
    }
    return {name: said[name] or "" for name in TEXTS if said[name]}


def _hours(hours: Mapping[str, str]) -> str:
    """Return all days of the week in one line; a day that is left out is closed."""
    days = (f"{day} {', '.join(part.strip() for part in hours.get(day, 'closed').split(','))}" for day in _DAYS)
    return "; ".join(days) if hours else ""


def profile_variant(channel: Channel, brand: Brand) -> Variant | None:
    """Return the declared profile as a variant, ``None`` where nothing is declared."""
    profile = declared_profile(channel, brand)
    pictures = [name for name in PICTURES if name in profile.pictures]
    lines = [*(f"{name}: {said}" for name, said in fields_of(profile).items()), *(f"{name}:" for name in pictures)]
    if not lines:
        return None
    place = channel.places.of("profile")
    post = Post(PROFILE_ID, channel.path, "profile", Settings(), {}, (channel.id,), {}, channel.places)
    part = VariantPart("\n".join(lines), tuple(profile.pictures[name] for name in pictures), place)
    return Variant(post, channel, (part,), Settings(), None, None, brand.grace)


def compose_profiles(workspace: Workspace) -> tuple[Variant, ...]:
    """Return the declared profiles of all channels as variants."""
    variants = (profile_variant(channel, workspace.brand) for channel in workspace.channels.values())
    return tuple(variant for variant in variants if variant is not None)
