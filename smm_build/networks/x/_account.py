"""What X says about an account and its keys, in words for whoever looks after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from smm_build.domain.channel import Channel
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Advice, Checkup, Standing

__all__ = ["checkup_of"]

_USUAL = 280


def checkup_of(user: Mapping[str, object], headers: Mapping[str, str], channel: Channel, at: datetime) -> Checkup:
    """Return what ``/2/users/me`` tells. Keys of OAuth 1.0a have no end."""
    advice = (*_of_access(headers), *_of_user(user, channel), *_of_window(headers, at))
    return Checkup(f"@{user['username']}", None, advice)


def _of_access(headers: Mapping[str, str]) -> Iterator[Advice]:
    """Tell what the keys may do, from a header that X sends with every answer."""
    level = headers.get("x-access-level", "")
    if level == "read":
        yield Advice(
            Standing.WRONG,
            Sentence(
                "The keys may only read: set the app to Read and write, then make the access token and secret again",
                "Le chiavi possono solo leggere: imposta l'app su Read and write, poi rigenera token e segreto",
            ),
        )
    elif level.startswith("read-write"):
        yield Advice(
            Standing.FINE,
            Sentence("The keys may read and write, and never end", "Le chiavi leggono e scrivono, e non scadono"),
        )
        if level == "read-write":
            yield Advice(Standing.FINE, _NO_MESSAGES)


def _of_user(user: Mapping[str, object], channel: Channel) -> Iterator[Advice]:
    own = (channel.handle or "").lstrip("@")
    if own and str(user["username"]).casefold() != own.casefold():
        yield Advice(
            Standing.WRONG,
            Sentence(
                f"The keys belong to @{user['username']}, but {channel.path} says @{own}",
                f"Le chiavi sono di @{user['username']}, ma {channel.path} dice @{own}",
            ),
        )
    if user.get("protected") is True:
        yield Advice(
            Standing.SOON,
            Sentence(
                "The account is protected: only followers whom it has accepted see its posts",
                "L'account è protetto: vedono i suoi post solo i follower che ha accettato",
            ),
        )
    longest = channel.limits.get("characters", _USUAL)
    if longest > _USUAL and str(user.get("subscription_type", "")).casefold() == "none":
        yield Advice(
            Standing.WRONG,
            Sentence(
                f"{channel.path} allows {longest} characters, but the account has no subscription: X takes {_USUAL}",
                f"{channel.path} permette {longest} caratteri, ma l'account non ha abbonamento: X ne accetta {_USUAL}",
            ),
        )


def _of_window(headers: Mapping[str, str], at: datetime) -> Iterator[Advice]:
    """Tell how many requests of this kind are left, and until when; posts have a window of their own."""
    said = [headers.get(f"x-rate-limit-{name}", "") for name in ("remaining", "limit", "reset")]
    if not all(number.isascii() and number.isdigit() for number in said):
        return
    remaining, limit, reset = (int(number) for number in said)
    minutes = max(0, round((reset - at.timestamp()) / timedelta(minutes=1).total_seconds()))
    yield Advice(
        Standing.FINE if remaining else Standing.SOON,
        Sentence(
            f"{remaining} of {limit} look-ups of the account are left for the next {minutes} minutes;"
            " posts are counted apart: 100 in 15 minutes",
            f"Restano {remaining} letture dell'account su {limit} per i prossimi {minutes} minuti;"
            " i post si contano a parte: 100 in 15 minuti",
        ),
    )


_NO_MESSAGES = Sentence(
    "For private messages (`smm inbox pull`) set the app to Read and write and Direct message, then make the access"
    " token and secret again; each message that is read costs $0.010",
    "Per i messaggi privati (`smm inbox pull`) imposta l'app su Read and write and Direct message, poi rigenera token e"
    " segreto; ogni messaggio letto costa 0,010 $",
)
