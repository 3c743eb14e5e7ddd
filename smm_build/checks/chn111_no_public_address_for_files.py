"""Files that a network would have to fetch from nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
from smm_build.networks import Fetcher, get_network

__all__ = ["no_public_address_for_files"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def no_public_address_for_files(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """A picture or film for a network that takes no files but fetches them, while nobody said where it may.

    ## Why it matters
    The post cannot go out: the network would be given an address at which there is nothing.

    ## How to fix
    Say in `brand/brand.yml` where files may lie for the few minutes a network needs, in a folder that your server shows
    or on a branch that a host of pages shows:

    ```yaml
    staging: {base: https://media.aurora.example, folder: /var/www/media}
    ```

    Or write `publish: manual` into the channel's file, and post there by hand with `smm kit`.
    """
    channel = variant.channel
    network = get_network(channel.network)
    by_hand = "manual" in (channel.publish, variant.settings.publish)
    if workspace.brand.staging or channel.rehearsed or by_hand or not isinstance(network, Fetcher):
        return
    kinds = network.fetches(channel)
    files = [media for part in variant.messages for media in part.media]
    first = next((media for media in files if media.facts and media.facts.kind in kinds), None)
    if first is not None:
        yield Problem(
            first.place,
            Sentence(
                en=f"{network.TITLE} fetches `{first.file}` from a public address, and brand.yml names none",
                it=f"{network.TITLE} prende `{first.file}` da un indirizzo pubblico, e brand.yml non ne indica nessuno",
            ),
            Sentence(
                en="Write `staging:` with `base` and `folder` or `branch` into brand/brand.yml",
                it="Scrivi `staging:` con `base` e `folder` o `branch` in brand/brand.yml",
            ),
        )
