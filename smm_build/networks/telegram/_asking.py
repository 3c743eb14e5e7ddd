"""Speaking to the Bot API: Telegram wants the token in the address, so a request keeps it out of sight."""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.domain.sentence import Sentence
from smm_build.networks._base import HIDDEN, Account, Request

__all__ = ["address", "ask", "token_of"]

_TOKEN = "TOKEN"  # noqa: S105 - the suffix of its variable


def ask(account: Account, method: str, asked: Sentence, body: Mapping[str, object] | None = None) -> Request:
    """Return a request to a method, with its fields as JSON."""
    return Request("POST", address(account, method), asked.en, json=dict(body or {}), hidden=token_of(account))


def address(account: Account, method: str) -> str:
    """Return the address of a method, without the token."""
    return f"{account.server}/bot{HIDDEN}/{method}"


def token_of(account: Account) -> str:
    """Return the bot's token."""
    return account.secrets[_TOKEN].strip()
