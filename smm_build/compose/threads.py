"""A long text becomes a thread, when the post asks for one."""

from __future__ import annotations

from smm_build.domain.channel import Channel
from smm_build.domain.post import PartText, Settings
from smm_build.domain.variant import VariantPart
from smm_build.networks import Network
from smm_build.text.split import split

__all__ = ["cut_thread", "fits"]


def fits(text: str, network: Network, characters: int) -> bool:
    """Say whether ``text`` is one message on the network; ``characters`` as the network's ``measure`` counts."""
    if network.LIMITS.bytes is not None and len(text.encode("utf-8")) > network.LIMITS.bytes:
        return False
    return network.measure(text).length <= characters


def cut_thread(
    parts: tuple[VariantPart, ...], written: PartText | None, settings: Settings, channel: Channel, network: Network
) -> tuple[VariantPart, ...]:
    """Return the parts of a text that is longer than one message, if the post has ``format: thread``.

    It is cut between paragraphs, else sentences, else words, as the network counts. Who wrote several parts has cut it
    already, and where a network has no threads nothing is cut. Files stay with the first part; ``written`` tells on
    which lines of the file the text stands.
    """
    if settings.format != "thread" or len(parts) > 1 or network.LIMITS.parts == 1:
        return parts
    whole = parts[0]
    characters = channel.limits.get("characters", network.LIMITS.characters) - _counted_with_it(settings, network)
    if characters <= 0 or fits(whole.text, network, characters):
        return parts
    texts = split(whole.text, lambda text: fits(text, network, characters))
    source = PartText(whole.text, (), whole.place, written.lines if written else ())
    cut, end = [], 0
    for text in texts:
        start = whole.text.index(text, end)
        cut.append(VariantPart(text, (), source.at(start) if start else whole.place))
        end = start + len(text)
    return (VariantPart(cut[0].text, whole.media, cut[0].place), *cut[1:])


def _counted_with_it(settings: Settings, network: Network) -> int:
    """Return what each message has beside its text: Mastodon counts the content warning with it."""
    if not settings.content_warning or "content_warning" not in (network.LIMITS.settings or ()):
        return 0
    return network.measure(settings.content_warning).length
