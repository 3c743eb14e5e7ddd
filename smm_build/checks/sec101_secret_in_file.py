"""Passwords and tokens where everybody can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, TextFile, text_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence

__all__ = ["secret_in_file"]

_SECRETS = {
    Sentence(en="private key", it="chiave privata"): r"-----BEGIN[A-Z ]* PRIVATE KEY-----",
    Sentence(en="GitHub token", it="token di GitHub"): r"gh[opsur]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,}",
    Sentence(en="GitLab token", it="token di GitLab"): r"glpat-[A-Za-z0-9_-]{20,}",
    Sentence(en="Slack token", it="token di Slack"): r"xox[abeoprs]-[A-Za-z0-9-]{10,}",
    Sentence(
        en="Slack webhook", it="webhook di Slack"
    ): r"hooks\.slack\.com/services/T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]{20,}",
    Sentence(
        en="Meta token", it="token di Meta"
    ): r"EAA[A-Za-z0-9]{40,}|IG[QA]A?[A-Za-z0-9_-]{60,}|THAA[A-Za-z0-9_-]{60,}",
    Sentence(en="AWS key", it="chiave di AWS"): r"(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])",
    Sentence(en="Google key", it="chiave di Google"): r"AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{30,}",
    Sentence(en="Telegram token", it="token di Telegram"): r"[0-9]{8,10}:AA[A-Za-z0-9_-]{33}",
    Sentence(en="Stripe key", it="chiave di Stripe"): r"[rs]k_live_[A-Za-z0-9]{20,}",
    Sentence(en="API key", it="chiave di un'API"): r"sk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}",
    Sentence(
        en="signed token", it="token firmato"
    ): r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}",
    Sentence(en="bearer token", it="token di accesso"): r"[Bb]earer [A-Za-z0-9._~+/-]{30,}",
}
# One look for the few beginnings finds nearly every text clean.
_HINT = re.compile(
    r"-----BEGIN|gh[opsur]_|github_pat_|glpat-|xox|slack\.com/s|EAA|IG[QA]|THAA|A[KS]IA|AIza|ya29|:AA"
    r"|k_live_|sk-|eyJ|earer "
)
_SECRET = re.compile(
    "|".join(f"(?P<s{number}>(?<![A-Za-z0-9_])(?:{pattern}))" for number, pattern in enumerate(_SECRETS.values()))
)

_BY_ITS_KEY = Sentence(en="by its key", it="dalla sua chiave")
# The name of a variable is none, nor is what only refers to one: `${{ secrets.TOKEN }}`.
_UNDER_ITS_KEY = re.compile(
    r"""^[ \t-]*(?i:[\w-]*(?:password|passwd|token|secret|(?:api|private)[_-]?key)|credentials)[ \t]*:[ \t]+["']?"""
    r"""(?P<value>(?![A-Z][A-Z0-9_]*["']?[ \t]*(?:#|$))[^\s"'#$&*!|>{\[][^\s"']{3,})""",
    re.MULTILINE,
)


@text_check(Severity.ERROR)
def secret_in_file(file: TextFile) -> Iterator[Problem]:
    """A token, a key or a password in any text file of the workspace.

    What is a secret by its form is found, and in a channel's file also what stands under a key such as `password` or
    `token`. The finding does not repeat it.

    ## Why it matters
    Everybody with the repository can post in the brand's name, today and for as long as its history exists. In a post
    it would be published.

    ## How to fix
    Revoke it on the network first, as it must be considered stolen, and make a new one. The new one goes into an
    environment variable or the CI's secrets; the channel's file only names its prefix: `credentials: SMM_BLUESKY`.
    Deleting the line is not enough: git remembers it.

    ## Sources
    - <https://docs.github.com/enterprise-server@3.0/code-security/secret-scanning/managing-alerts-from-secret-scanning>
      (read 2026-11-23)
    """
    for offset, kind in _found(file):
        yield Problem(
            file.at(offset),
            Sentence(
                en=f"This looks like a secret ({kind.en})",
                it=f"Questo sembra un segreto ({kind.it})",
            ),
            Sentence(
                en="Revoke it on the network, make a new one and keep it in the environment",
                it="Revocalo sul social, creane uno nuovo e tienilo nelle variabili d'ambiente",
            ),
        )


def _found(file: TextFile) -> Iterator[tuple[int, Sentence]]:
    """Yield where each secret begins and what it is, each once."""
    seen = set()
    for match in _SECRET.finditer(file.text) if _HINT.search(file.text) else ():
        seen.add(match.start())
        yield match.start(), list(_SECRETS)[int((match.lastgroup or "s0")[1:])]
    for match in _UNDER_ITS_KEY.finditer(file.text) if file.path.startswith("brand/channels/") else ():
        if match.start("value") not in seen:
            yield match.start("value"), _BY_ITS_KEY
