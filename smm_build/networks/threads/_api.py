"""Speaking to the Threads API: addresses, containers and their states, and what refusals mean.

Sources: https://developers.facebook.com/docs/threads/posts, https://developers.facebook.com/docs/threads/troubleshooting
and https://github.com/fbsamples/threads_api (Meta's own collection of requests), read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks import _meta
from smm_build.networks._answers import Counterpart, refuse_content
from smm_build.networks._base import Flow, Refused, Request, Response, Session, Wait

__all__ = ["THREADS", "TITLE", "ask", "container_state", "create", "said_id", "tell", "wait_until_finished"]

TITLE = "Threads"

_LOOKS = 18
"""How often a container is looked at: about six minutes. Meta speaks of five."""
_LONGEST_PAUSE = 30.0
_NOT_READY = 4_279_009
"""The container is not known everywhere yet. Met by clients (https://glama.ai/mcp/servers/exileum/meta-mcp), listed
nowhere; it goes away by itself."""
_LAST_STATES = frozenset({"FINISHED", "PUBLISHED", "EXPIRED", "ERROR"})


def _classify(answer: Response) -> Trouble | None:
    return Trouble.TRANSIENT if _meta.subcode_of(answer) == _NOT_READY else _meta.classify(answer)


_META = _meta.counterpart(TITLE)
THREADS = Counterpart(TITLE, _meta.said, _classify, explain=_META.explain, waits=_meta.wait_of, unclear=_META.unclear)


def ask(session: Session, path: str, asked: Sentence, **params: str) -> Request:
    """Return a question."""
    return Request("GET", _address(session, path), asked.en, headers=session.headers, params=params)


def tell(session: Session, path: str, asked: Sentence, form: Mapping[str, str]) -> Request:
    """Return a request that makes something; its words go in the body and in no address."""
    return Request("POST", _address(session, path), asked.en, headers=session.headers, form=form)


def create(session: Session, form: Mapping[str, str], asked: Sentence) -> Flow[str]:
    """Make a container and return its id. Nothing is visible, and what nobody publishes is gone after a day.

    ``auto_publish_text`` is never sent: it publishes at once, and after a lost answer nobody could tell.
    """
    answer = yield tell(session, f"{session.facts['user_id']}/threads", asked, form)
    container = said_id(answer)
    if container is None:
        raise THREADS.refused(answer, asked, session)
    return container


def container_state(session: Session, container: str) -> Flow[Response]:
    """Ask how far a container is: its ``status``, and on ``ERROR`` an ``error_message``."""
    return (yield ask(session, container, _LOOK, fields="id,status,error_message"))


def wait_until_finished(session: Session, container: str, asked: Sentence) -> Flow[str]:
    """Look at a container until it is no longer worked on; return ``FINISHED``, ``PUBLISHED`` or ``EXPIRED``."""
    for look in range(_LOOKS):
        answer = yield from container_state(session, container)
        state = answer.text("status")
        if not answer.ok or not state:
            raise THREADS.refused(answer, asked, session)
        if state == "ERROR":
            raise _failed(answer.text("error_message"), asked)
        if state in _LAST_STATES:
            return state
        yield Wait(min(1.0 + 3.0 * look, _LONGEST_PAUSE))
    raise Refused(Trouble.TRANSIENT, _still_at_it(asked))


def said_id(answer: Response) -> str | None:
    """Return the id an answer gives, ``None`` when it gives none."""
    named = answer.data.get("id")
    return named if answer.ok and isinstance(named, str) and named.isascii() and named.isdigit() else None


def _address(session: Session, path: str) -> str:
    return f"{session.account.server}/v1.0/{path}"


def _failed(code: str, asked: Sentence) -> Refused:
    why = _FAILURES.get(code)
    if why is not None:
        return refuse_content(
            Sentence(f"Threads could not {asked.en}: {why.en}.", f"Threads non è riuscita a {asked.it}: {why.it}.")
        )
    return Refused(
        Trouble.TRANSIENT,
        Sentence(
            f"Threads could not {asked.en} and says no more than “{code or 'ERROR'}”. Nothing was published, and it"
            " will be tried again",
            f"Threads non è riuscita a {asked.it} e dice solo “{code or 'ERROR'}”. Nulla è stato pubblicato, e si"
            " riproverà",
        ),
    )


def _still_at_it(asked: Sentence) -> Sentence:
    return Sentence(
        f"Threads is still working after six minutes and could not {asked.en} so far. Nothing was published, and it"
        " will be tried again",
        f"Threads sta ancora lavorando dopo sei minuti e non è ancora riuscita a {asked.it}. Nulla è stato pubblicato,"
        " e si riproverà",
    )


_LOOK = Sentence("look at what was prepared", "guardare ciò che è stato preparato")
_FAILURES = {
    "FAILED_DOWNLOADING_VIDEO": Sentence(
        "it could not fetch the film from its public address, which must open without a log-in",
        "non ha potuto prelevare il video dal suo indirizzo pubblico, che deve aprirsi senza accesso",
    ),
    "FAILED_PROCESSING_AUDIO": Sentence("it cannot read the sound", "non riesce a leggere l'audio"),
    "FAILED_PROCESSING_VIDEO": Sentence("it cannot read the film", "non riesce a leggere il video"),
    # spelt like this in Meta's list
    "INVALID_ASPEC_RATIO": Sentence("the film is too wide or too tall", "il video è troppo largo o troppo alto"),
    "INVALID_ASPECT_RATIO": Sentence("the film is too wide or too tall", "il video è troppo largo o troppo alto"),
    "INVALID_BIT_RATE": Sentence(
        "the film has too many bits a second: save it smaller",
        "il video ha troppi bit al secondo: salvalo più leggero",
    ),
    "INVALID_DURATION": Sentence("the film is longer than five minutes", "il video dura più di cinque minuti"),
    "INVALID_FRAME_RATE": Sentence(
        "the film must have 23 to 60 pictures a second", "il video deve avere da 23 a 60 immagini al secondo"
    ),
    "INVALID_AUDIO_CHANNELS": Sentence("the sound must be mono or stereo", "l'audio deve essere mono o stereo"),
    "INVALID_AUDIO_CHANNEL_LAYOUT": Sentence("the sound must be mono or stereo", "l'audio deve essere mono o stereo"),
}
"""https://developers.facebook.com/docs/threads/troubleshooting, read on 2026-11-23."""
