"""What Telegram's answers mean: its envelope, its refusals in words, and how long it wants to be left alone.

Telegram has no codes beyond those of HTTP: what is wrong stands in ``description``, which "may change in the future"
(https://core.telegram.org/bots/api#making-requests, read on 2026-11-23). So a description that is not known here keeps
the class of its status. Descriptions: https://github.com/TelegramBotAPI/errors and
https://github.com/vrumger/telegram-errors, read on 2026-11-23.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import Response

__all__ = ["SERVER", "is_gone", "is_unchanged", "messages_in", "token_fault"]

_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{1,100}")
"""A token stands in an address, so nothing else may be taken for one."""
_NO_SUCH_BOT = frozenset({401, 404})
_NO_RIGHT = (
    "chat not found",
    "not enough rights",
    "need administrator rights",
    "have no rights",
    "chat_write_forbidden",
    "chat_admin_required",
    "channel_private",
    "not a member",
    "kicked",
)
_TOO_OLD = ("message can't be deleted", "message can't be edited", "message_delete_forbidden")
_MOVED = "upgraded to a supergroup"


def token_fault(token: str) -> Sentence | None:
    """Return what is wrong with a bot's token that cannot be one, without repeating it."""
    return None if _TOKEN.fullmatch(token) else _NO_TOKEN


def messages_in(answer: Response) -> tuple[int, ...]:
    """Return the numbers of the messages that were sent; empty when the answer names none."""
    result = answer.data.get("result")
    sent = result if isinstance(result, list) else [result]
    numbers = [message.get("message_id") for message in sent if isinstance(message, dict)]
    return tuple(number for number in numbers if isinstance(number, int) and number > 0)


def is_unchanged(answer: Response) -> bool:
    """Whether an edit was refused because the message says that already."""
    return "message is not modified" in _description(answer)


def is_gone(answer: Response) -> bool:
    """Whether a message could not be deleted because it is not there."""
    return "message to delete not found" in _description(answer)


def _said(answer: Response) -> str:
    return answer.text("description")


def _description(answer: Response) -> str:
    return _said(answer).lower()


def _classify(answer: Response) -> Trouble | None:
    words = _description(answer)
    if answer.status in _NO_SUCH_BOT:
        return Trouble.AUTH
    if _MOVED in words or any(known in words for known in (*_NO_RIGHT, *_TOO_OLD)):
        return Trouble.PERMISSION
    return None


def _explain(answer: Response) -> Sentence | None:
    words = _description(answer)
    if answer.status in _NO_SUCH_BOT:
        return _UNKNOWN_BOT
    if _MOVED in words:
        number = _parameters(answer).get("migrate_to_chat_id")
        return Sentence(
            f'The group has another number now: write `account: "{number}"` into the channel\'s file',
            f'Il gruppo ora ha un altro numero: scrivi `account: "{number}"` nel file del canale',
        )
    if "message to edit not found" in words:
        return _NOT_THERE
    if any(known in words for known in _TOO_OLD):
        return _ONLY_FOR_A_WHILE
    return _MAKE_IT_ADMINISTRATOR if any(known in words for known in _NO_RIGHT) else None


def _waits(answer: Response) -> timedelta | None:
    seconds = _parameters(answer).get("retry_after")
    whole = isinstance(seconds, int) and not isinstance(seconds, bool) and 0 < seconds <= _LONGEST_WAIT
    return timedelta(seconds=seconds) if whole and isinstance(seconds, int) else None


def _parameters(answer: Response) -> Mapping[str, object]:
    """Return ``parameters`` of an answer: https://core.telegram.org/bots/api#responseparameters."""
    said = answer.data.get("parameters")
    return said if isinstance(said, dict) else {}


_LONGEST_WAIT = 7 * 24 * 3600
SERVER = Counterpart("Telegram", _said, _classify, _explain, _waits)
_NO_TOKEN = Sentence(
    "The bot's token does not look like one (numbers, a colon, then letters): copy it again from @BotFather",
    "Il token del bot non sembra un token (numeri, due punti, poi lettere): copialo di nuovo da @BotFather",
)
_UNKNOWN_BOT = Sentence(
    "Telegram knows no bot with this token, or it was revoked: copy the token from @BotFather into the environment",
    "Telegram non conosce un bot con questo token, o è stato revocato: copia il token da @BotFather nell'ambiente",
)
_MAKE_IT_ADMINISTRATOR = Sentence(
    "Make the bot an administrator of the channel with the right to post messages, and look at `account` in its file",
    "Rendi il bot amministratore del canale con il diritto di pubblicare messaggi, e guarda `account` nel suo file",
)
_NOT_THERE = Sentence(
    "The message is not there any more: somebody deleted it in the channel",
    "Il messaggio non c'è più: qualcuno l'ha cancellato nel canale",
)
_ONLY_FOR_A_WHILE = Sentence(
    "Telegram lets a bot change or delete a message only for a time (48 hours to delete): do it by hand in the app",
    "Telegram lascia modificare o cancellare un messaggio a un bot solo per un po' (48 ore per cancellare): fallo a"
    " mano nell'app",
)
