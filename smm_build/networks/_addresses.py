"""Where a flow may send something: a network's further hosts, and addresses that an answer names.

A stand-in for a network lives below one address. A flow that speaks to a second host of the real network speaks to a
folder of the stand-in instead, so that nothing meant for a stand-in ever reaches the real one.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Account, Refused

__all__ = ["elsewhere", "trusted"]


def elsewhere(account: Account, servers: tuple[str, ...], address: str, folder: str) -> str:
    """Return a second address of the network, or ``folder`` below the account's server when that is a stand-in.

    ``servers`` are the network's own addresses, ``address`` has no slash at its end.
    """
    return address if account.server in servers else f"{account.server}/{folder}"


def trusted(url: str, account: Account, hosts: tuple[str, ...]) -> str:
    """Return an address that an answer named, if it leads to the account's own server or to one of ``hosts``.

    A host that begins with a dot stands for everything below it. Raises :class:`Refused`: credentials and unpublished
    files go nowhere else, whatever an answer says.
    """
    named, own = urlsplit(url), urlsplit(account.server)
    if (named.scheme, named.netloc) == (own.scheme, own.netloc):
        return url
    host = named.hostname or ""
    if named.scheme == "https" and any(host == known or (known[0] == "." and host.endswith(known)) for known in hosts):
        return url
    raise Refused(
        Trouble.UNKNOWN,
        Sentence(
            f"The network wants the file to be sent to {host or 'nowhere'}, which is not one of its known hosts:"
            " nothing was published. Update smm, or look whether the channel's `server` is right",
            f"La rete vuole che il file vada a {host or 'nessun indirizzo'}, che non è tra i suoi host noti: nulla è"
            " stato pubblicato. Aggiorna smm, o guarda se `server` del canale è giusto",
        ),
    )
