"""What networks may publish by themselves, read from the whole ledger once for each of its states."""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.domain.delivery import DeliveryKey, Record
from smm_build.plan import lying
from smm_build.run.ledger import Ledger

__all__ = ["Waiting"]


class Waiting:
    """Remembers what lies at networks for as long as the ledger stays the same."""

    def __init__(self) -> None:
        self._head: str | None = None
        self._records: Mapping[DeliveryKey, Record] = {}

    def head(self, ledger: Ledger) -> Mapping[DeliveryKey, Record]:
        """Return it by delivery. Raises :class:`~smm_build.run.errors.LedgerError`."""
        if ledger.head != self._head:
            self._records = lying(ledger.read_all().values())
            self._head = ledger.head
        return self._records
