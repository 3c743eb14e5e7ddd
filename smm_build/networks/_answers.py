"""What the answers of a server mean, and the sentences that say so.

Every sentence says what failed, why it probably did and what to do. What the server said is quoted, without the secrets
it may have repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Account, Credential, InDoubt, Refused, Response, Session

__all__ = ["Counterpart", "refuse_content", "require_secret", "require_secrets", "trouble_of", "wait_asked"]

_QUOTED = 200
"""Characters of a server's own words that are worth repeating."""

_ERRORS_OF_ASKER = 400
_ERRORS_OF_SERVER = 500
_PASSING = frozenset({Trouble.RATE_LIMIT, Trouble.TRANSIENT})
_UNCLEAR = frozenset({408, 409})
"""A request that was read too slowly, and one that met something that is there already: neither is a clear "no"."""
_BY_STATUS = {
    401: Trouble.AUTH,
    402: Trouble.QUOTA,
    403: Trouble.PERMISSION,
    408: Trouble.TRANSIENT,
    425: Trouble.TRANSIENT,
    426: Trouble.VERSION,
    429: Trouble.RATE_LIMIT,
}
"""Classes of HTTP statuses (RFC 9110, RFC 6585, RFC 8470)."""

_WHY = {
    Trouble.AUTH: Sentence(
        "The credentials are wrong, expired or revoked: make new ones and put them into the environment",
        "Le credenziali sono sbagliate, scadute o revocate: creane di nuove e mettile nell'ambiente",
    ),
    Trouble.PERMISSION: Sentence(
        "The credentials are valid but may not do this: give them the permission, or look at the account's standing",
        "Le credenziali sono valide ma non possono farlo: dai loro il permesso, o guarda lo stato dell'account",
    ),
    Trouble.POLICY: Sentence(
        "The network's rules forbid it: look at the account with a browser",
        "Le regole della rete lo vietano: guarda l'account con un browser",
    ),
    Trouble.INVALID: Sentence(
        "Something in the post is not acceptable there: change it, check again and merge",
        "Qualcosa nel post lì non è accettabile: cambialo, controlla di nuovo e approva",
    ),
    Trouble.QUOTA: Sentence(
        "The account's credit or quota is used up: top it up or wait for the next period",
        "Il credito o la quota dell'account sono esauriti: ricaricali o aspetta il prossimo periodo",
    ),
    Trouble.VERSION: Sentence(
        "The network no longer speaks this version of its interface: update smm",
        "La rete non parla più questa versione della sua interfaccia: aggiorna smm",
    ),
    Trouble.RATE_LIMIT: Sentence(
        "It had too many requests and asks us to wait; nothing was published and it will be tried again",
        "Ha ricevuto troppe richieste e chiede di aspettare; nulla è stato pubblicato e si riproverà",
    ),
    Trouble.TRANSIENT: Sentence(
        "The server is probably down or its address is not right; nothing was published and it will be tried again",
        "Forse il server non funziona o l'indirizzo non è giusto; nulla è stato pubblicato e si riproverà",
    ),
    Trouble.UNKNOWN: Sentence(
        "Nothing was published. Look at the channel's server address, then try again",
        "Nulla è stato pubblicato. Guarda l'indirizzo del server del canale, poi riprova",
    ),
}

_AT_LOGIN = Sentence(
    "The channel's server, its handle or the credentials are probably wrong: look at all three",
    "Forse il server del canale, il suo handle o le credenziali sono sbagliati: guardali tutti e tre",
)


def _says_no_more(_: Response) -> None:
    return None


def _leaves_nothing_open(_: Response) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The server a flow speaks to: the network's title, and how it words and classifies its refusals.

    ``said`` takes the server's own words out of an answer. ``classify`` overrides the classes of HTTP where the
    network says more, ``explain`` the sentence that tells why and what to do, ``waits`` how long to stay away; ``None``
    means that it does not. ``unclear`` tells whether a "no" to the commit leaves open whether the post is visible.
    """

    title: str
    said: Callable[[Response], str]
    classify: Callable[[Response], Trouble | None] = _says_no_more
    explain: Callable[[Response], Sentence | None] = _says_no_more
    waits: Callable[[Response], timedelta | None] = _says_no_more
    unclear: Callable[[Response], bool] = _leaves_nothing_open

    def refused(self, response: Response, asked: Sentence, spoken: Account | Session) -> Refused:
        """Return what to raise when a request was turned down and nothing is visible."""
        trouble = self.classify(response) or trouble_of(response)
        why = self.explain(response) or _WHY[trouble]
        if isinstance(spoken, Account) and trouble is Trouble.INVALID:
            # At login there is no post yet that could be wrong, so changing one would not help.
            trouble, why = Trouble.AUTH, _AT_LOGIN
        what = self._what(response, asked, spoken)
        wait = self.waits(response) or wait_asked(response) if trouble in _PASSING else None
        return Refused(trouble, Sentence(f"{what.en} {why.en}", f"{what.it} {why.it}"), wait)

    def after_commit(self, response: Response, asked: Sentence, spoken: Session) -> Refused | InDoubt:
        """Return what to raise when the commit's answer is no receipt: only a clear "no" says that nothing is there."""
        clear = _ERRORS_OF_ASKER <= response.status < _ERRORS_OF_SERVER and response.status not in _UNCLEAR
        clear = clear and not self.unclear(response)
        return self.refused(response, asked, spoken) if clear else self.in_doubt(response, asked, spoken)

    def in_doubt(self, response: Response, asked: Sentence, spoken: Account | Session) -> InDoubt:
        """Return what to raise when the answer to the commit leaves open whether the post is visible."""
        what = self._what(response, asked, spoken)
        return InDoubt(
            Sentence(
                f"{what.en} The post may be visible all the same: {self.title} is asked before it is sent again",
                f"{what.it} Il post può essere visibile lo stesso: si chiede a {self.title} prima di rimandarlo",
            )
        )

    def _what(self, response: Response, asked: Sentence, spoken: Account | Session) -> Sentence:
        words = _one_line(_without_secrets(self.said(response), spoken))
        quoted = f": “{words}”" if words else ""
        return Sentence(
            f"{self.title}: could not {asked.en} (HTTP {response.status}{quoted}).",
            f"{self.title}: impossibile {asked.it} (HTTP {response.status}{quoted}).",
        )


def trouble_of(response: Response) -> Trouble:
    """Return the class of a refusal by its HTTP status; an answer that should have been good is transient."""
    if response.status in _BY_STATUS:
        return _BY_STATUS[response.status]
    if response.ok or response.status >= _ERRORS_OF_SERVER:
        return Trouble.TRANSIENT
    return Trouble.INVALID if response.status >= _ERRORS_OF_ASKER else Trouble.UNKNOWN


def wait_asked(response: Response) -> timedelta | None:
    """Return how long the server asks us to stay away, ``None`` if it does not say.

    Reads ``Retry-After`` (seconds or a date, RFC 9110), ``RateLimit-Reset`` as Bluesky sends it (seconds since 1970)
    and ``X-RateLimit-Reset`` as Mastodon sends it (ISO 8601). Instants are compared with the answer's own ``Date``, so
    the clock of this machine does not matter.
    """
    after = response.headers.get("retry-after", "").strip()
    if _number(after):
        return timedelta(seconds=min(int(after), _LONGEST_WAIT))
    now = _http_date(response.headers.get("date", ""))
    until = (
        _http_date(after)
        or _instant(response.headers.get("ratelimit-reset", ""))
        or _instant(response.headers.get("x-ratelimit-reset", ""))
    )
    if now is None or until is None:
        return None
    return min(max(until - now, timedelta()), timedelta(seconds=_LONGEST_WAIT))


def require_secret(account: Account, credential: Credential) -> str:
    """Return a secret of ``account``; raises :class:`Refused` with the name of the variable when there is none."""
    secret = account.secrets.get(credential.suffix, "").strip()
    if secret:
        return secret
    name = f"{account.channel.credentials}_{credential.suffix}"
    raise Refused(
        Trouble.AUTH,
        Sentence(
            f"The channel {account.channel.id} has no credentials: put {credential.what.en} into {name}",
            f"Il canale {account.channel.id} non ha credenziali: metti {credential.what.it} in {name}",
        ),
    )


def require_secrets(account: Account, credentials: Iterable[Credential]) -> None:
    """Raise :class:`Refused` with the names of all variables whose secrets ``account`` lacks."""
    missing = [known for known in credentials if not (known.optional or account.secrets.get(known.suffix, "").strip())]
    if not missing:
        return
    prefix = account.channel.credentials
    en = ", ".join(f"{known.what.en} into {prefix}_{known.suffix}" for known in missing)
    it = ", ".join(f"{known.what.it} in {prefix}_{known.suffix}" for known in missing)
    raise Refused(
        Trouble.AUTH,
        Sentence(
            f"The channel {account.channel.id} lacks credentials: put {en}",
            f"Al canale {account.channel.id} mancano credenziali: metti {it}",
        ),
    )


def refuse_content(reason: Sentence) -> Refused:
    """Return what to raise when a post cannot be sent as it is: found before anything was asked of the network."""
    return Refused(
        Trouble.INVALID,
        Sentence(
            f"{reason.en} Nothing was published: change the post, check again and merge",
            f"{reason.it} Nulla è stato pubblicato: cambia il post, controlla di nuovo e approva",
        ),
    )


_LONGEST_WAIT = 7 * 24 * 3600
"""Seconds; a server that asks for more than a week is not believed."""
_LONGEST_NUMBER = 12


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


def _http_date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromtimestamp(int(text), UTC) if _number(text) else datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _without_secrets(text: str, spoken: Account | Session) -> str:
    account = spoken if isinstance(spoken, Account) else spoken.account
    headers = () if isinstance(spoken, Account) else tuple(spoken.headers.values())
    for secret in (*account.secrets.values(), *(header.rpartition(" ")[2] for header in headers)):
        if secret.strip():
            text = text.replace(secret.strip(), "…")
    return text


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
