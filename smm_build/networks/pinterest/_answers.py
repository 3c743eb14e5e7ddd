"""What Pinterest's answers mean. The envelope is ``{"code": …, "message": …}``.

Codes: 2 (https://github.com/vijaypatoliya/pinterest-node-api/issues/20) and 29
(https://github.com/gitroomhq/postiz-app/issues/1084); the seconds of ``X-RateLimit-Reset``:
https://developers.pinterest.com/docs/reference/rate-limits/. Read on 2026-11-23.
"""

from __future__ import annotations

from datetime import timedelta

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import Response

__all__ = ["SERVER"]

_BY_CODE = {2: Trouble.AUTH, 29: Trouble.PERMISSION}
_TRIAL = 29
_DAY = 24 * 3600
_NOT_FOUND = 404


def _said(answer: Response) -> str:
    return answer.text("message") or answer.text("error_description") or answer.text("error")


def _code(answer: Response) -> int | None:
    code = answer.data.get("code")
    return code if isinstance(code, int) and not isinstance(code, bool) and not answer.ok else None


def _classify(answer: Response) -> Trouble | None:
    return _BY_CODE.get(_code(answer) or 0)


def _explain(answer: Response) -> Sentence | None:
    if _code(answer) == _TRIAL:
        return _ONLY_TRIAL
    if answer.status != _NOT_FOUND:
        return None
    words = _said(answer).lower()
    return _NO_BOARD if "board" in words else _NO_PIN if "pin" in words else None


def _waits(answer: Response) -> timedelta | None:
    """Read how many seconds are left; other networks say an instant in the same header."""
    said = answer.headers.get("x-ratelimit-reset", "").strip()
    seconds = int(said) if said.isascii() and said.isdigit() and len(said) < len(str(_DAY)) + 1 else 0
    return timedelta(seconds=seconds) if 0 < seconds <= _DAY else None


_ONLY_TRIAL = Sentence(
    "The Pinterest app has trial access, which may not publish pins: ask for standard access on"
    " developers.pinterest.com, or try with `server: https://api-sandbox.pinterest.com`, where only you see them",
    "L'app Pinterest ha un accesso di prova, che non può pubblicare pin: chiedi l'accesso standard su"
    " developers.pinterest.com, o prova con `server: https://api-sandbox.pinterest.com`, dove li vedi solo tu",
)
_NO_BOARD = Sentence(
    "There is no such board, or the account may not write to it: look at `board`",
    "Questa bacheca non c'è, o l'account non può scriverci: guarda `board`",
)
_NO_PIN = Sentence(
    "The pin is not there any more: somebody deleted it on Pinterest",
    "Il pin non c'è più: qualcuno l'ha cancellato su Pinterest",
)
SERVER = Counterpart("Pinterest", _said, _classify, _explain, _waits)
