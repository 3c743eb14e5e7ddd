"""Speaking to a Mastodon server: its name, and what its refusals mean."""

from __future__ import annotations

from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import Response

__all__ = ["SCOPES", "SERVER", "TITLE"]

TITLE = "Mastodon"
SCOPES = ("read:accounts", "read:statuses", "write:statuses", "write:media")
"""What a token has to allow. Source: https://docs.joinmastodon.org/api/oauth-scopes/, read on 2026-11-23."""


def _said(answer: Response) -> str:
    return answer.text("error_description") or answer.text("error")


def _explain(answer: Response) -> Sentence | None:
    return next((why for words, why in _BY_WORDS if words in answer.text("error").lower()), None)


_BY_WORDS = (
    (
        "outside the authorized scopes",
        Sentence(
            f"The token may not do this: make one with {', '.join(SCOPES)} (and read:search for quotes) in Preferences,"
            " Development",
            f"Il token non può farlo: creane uno con {', '.join(SCOPES)} (e read:search per le citazioni) in"
            " Preferenze, Sviluppo",
        ),
    ),
    (
        "login is currently disabled",
        Sentence(
            "The account is switched off or suspended: ask the people who run the server",
            "L'account è disattivato o sospeso: chiedi a chi gestisce il server",
        ),
    ),
)
"""By what the server says; https://docs.joinmastodon.org/methods/statuses/ and accounts/, read on 2026-11-23."""

SERVER = Counterpart(TITLE, _said, explain=_explain)
