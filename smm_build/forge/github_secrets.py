"""Put a secret into a repository on GitHub, where its workflows find it.

GitHub takes a secret only sealed with the repository's own key, so that nobody on the way can read it. Source:
https://docs.github.com/rest/actions/secrets and https://docs.github.com/rest/guides/encrypting-secrets-for-the-rest-api,
both read 2026-11-23. A workflow's own token may not do this: it takes a fine-grained token with the repository
permission *Secrets: write*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.forge._github_api import Repository, ask, refused
from smm_build.networks import Flow, Refused, Response

__all__ = ["PublicKey", "Seal", "public_key", "put_secret"]

Seal = Callable[[str, str], str]
"""Seals a text with a public key, both in Base64. It needs chance, so it comes from outside."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The repository's key: its id and the key in Base64."""

    id: str
    key: str


def public_key(repository: Repository) -> Flow[PublicKey]:
    """Ask for the key that secrets are sealed with; raises :class:`Refused`."""
    answer = yield from ask(repository, "/actions/secrets/public-key", _KEY)
    known = PublicKey(answer.text("key_id"), answer.text("key"))
    if not answer.ok or not known.id or not known.key:
        raise _no(answer, _KEY, repository)
    return known


def put_secret(repository: Repository, key: PublicKey, name: str, value: str, seal: Seal) -> Flow[None]:
    """Create the secret ``name`` or give it a new value. May be repeated. Raises :class:`Refused`."""
    body = {"encrypted_value": seal(value, key.key), "key_id": key.id}
    answer = yield repository.request("PUT", f"/actions/secrets/{name}", _PUT, json=body)
    if not answer.ok:
        raise _no(answer, _PUT, repository)


def _no(answer: Response, asked: Sentence, repository: Repository) -> Refused:
    if answer.status in _NOT_ALLOWED:
        what = Sentence(
            f"GitHub: could not {asked.en} (HTTP {answer.status}). {_TOKEN.en}",
            f"GitHub: impossibile {asked.it} (HTTP {answer.status}). {_TOKEN.it}",
        )
        return Refused(Trouble.PERMISSION, what)
    return refused(answer, asked, repository)


_NOT_ALLOWED = frozenset({401, 403, 404})
_KEY = Sentence("ask for the key of the repository's secrets", "chiedere la chiave dei secret del repository")
_PUT = Sentence("save the secret", "salvare il secret")
_TOKEN = Sentence(
    "SMM_SECRETS_TOKEN has to be a fine-grained token for this repository with the permission Secrets: write; the"
    " workflow's own token cannot have it",
    "SMM_SECRETS_TOKEN dev'essere un token fine-grained per questo repository con il permesso Secrets: write; il token"
    " del workflow non può averlo",
)
