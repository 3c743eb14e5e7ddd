"""Nothing that people wrote comes back in a reason, because reasons are printed and kept in the ledger, in git."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from smm_build.community.speaker import Speaker
from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.networks import InDoubt, Refused, Session, mastodon, publisher_for, threads, x
from tests.flows import a_task, an_account, answer, drive

SAID = "Sono Ermenegilda, " + "il mio ordine 7731 non è arrivato e nessuno risponde. " * 8
TO = Message(
    "x", MessageKind.MENTION, datetime(2026, 11, 20, tzinfo=UTC), "51", SAID, "erme", "4242", "Ermenegilda",
    thread=(PartReceipt(1, "51"),),
)  # fmt: skip
FACTS = {"user_id": "1700", "username": "acme", "account_id": "1700"}


@pytest.mark.parametrize("network", [mastodon, threads, x], ids=lambda network: network.NAME)
@pytest.mark.parametrize(("status", "raised"), [(500, InDoubt), (403, Refused)])
def test_a_server_that_quotes_people_is_not_quoted(network: Any, status: int, raised: type[Exception]) -> None:
    """Not even a part of what they wrote, and neither when the answer's fate is open."""
    name = network.NAME
    secrets = {credential.suffix: "s" for credential in network.CREDENTIALS}
    session = Session(an_account(name, secrets), {"Authorization": "Bearer t"}, FACTS)
    publisher = publisher_for(name, rehearsed=False)
    assert publisher is not None
    speaker = Speaker(publisher, {"espresso": TO})
    words: dict[str, object] = {"detail": SAID, "error": SAID, "title": SAID, "errors": []}
    if name == "threads":
        words = {"error": {"message": SAID, "code": 1 if status == 500 else 10}}
    asked: list[str] = []

    def says(request: Any) -> Any:
        asked.append(request.method)
        return answer(status, words)

    with pytest.raises((Refused, InDoubt)) as caught:
        drive(speaker.publish(a_task("Ciao {nome}!", account=session.account), session), says)
    if name != "threads":  # there a container is made first, and nothing is visible when that fails
        assert isinstance(caught.value, raised)
    told: Any = caught.value
    for part in ("Ermenegilda", "ordine", "7731", "nessuno risponde", "erme"):
        assert part not in told.reason.en + told.reason.it + str(told)
    assert asked
