"""Secrets come from the environment and from nowhere else."""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks import Account, Network, Refused

__all__ = ["account_for"]


def account_for(channel: Channel, network: Network, environment: Mapping[str, str]) -> Account:
    """Return the channel with its secrets; raises :class:`Refused` naming the variables that are missing.

    What is optional and not set is left out.
    """
    names = {credential.suffix: f"{channel.credentials}_{credential.suffix}" for credential in network.CREDENTIALS}
    needed = [names[credential.suffix] for credential in network.CREDENTIALS if not credential.optional]
    missing = [name for name in needed if not environment.get(name)]
    if missing:
        raise Refused(Trouble.AUTH, _missing(channel, missing))
    secrets = {suffix: environment[name] for suffix, name in names.items() if environment.get(name)}
    return Account(channel, (channel.server or f"{network.NAME}:").rstrip("/"), secrets)


def _missing(channel: Channel, names: list[str]) -> Sentence:
    wanted = ", ".join(names)
    return Sentence(
        f"{channel.id} cannot log in: set {wanted} in the environment (in CI, as a secret)",
        f"{channel.id} non può accedere: imposta {wanted} nell'ambiente (in CI, come secret)",
    )
