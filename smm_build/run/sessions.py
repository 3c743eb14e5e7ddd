"""Log-ins of one run, each made once and kept for a while."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from smm_build.domain.channel import Channel
from smm_build.networks import Publisher, Refused, Session
from smm_build.run.credentials import account_for
from smm_build.run.drive import Driver

__all__ = ["Sessions"]

_SESSION_HOLDS = timedelta(minutes=30)
"""How long a log-in, or its refusal, is good for: Bluesky's access token lives two hours
(https://github.com/bluesky-social/atproto, measured on its reference server 2026-11-22), and a run may live longer."""


class Sessions:
    """Logs in to channels; a log-in and its refusal are both remembered for half an hour, channel by channel."""

    def __init__(
        self, driver: Callable[[Channel], Driver], environment: Mapping[str, str], clock: Callable[[], datetime]
    ) -> None:
        self._driver = driver
        self._environment = environment
        self._clock = clock
        self._known: dict[str, tuple[datetime, Session | Refused]] = {}

    def __call__(self, publisher: Publisher, channel: Channel) -> Session:
        """Return a session of the channel; raises :class:`Refused`."""
        now = self._clock()
        known = self._known.get(channel.id)
        if known is None or now - known[0] > _SESSION_HOLDS:
            known = self._known[channel.id] = (now, self._log_in(publisher, channel))
        if isinstance(known[1], Refused):
            raise known[1]
        return known[1]

    def _log_in(self, publisher: Publisher, channel: Channel) -> Session | Refused:
        try:
            account = account_for(channel, publisher, self._environment)
            return self._driver(channel)(publisher.login(account))
        except Refused as refused:
            return refused
