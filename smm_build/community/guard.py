"""Where people's messages may be kept: not in the CI of a public repository, not where git would take them. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.domain.sentence import Sentence

__all__ = ["refusal_in_ci", "refusal_of_git"]


def refusal_in_ci(environment: Mapping[str, str], event: Mapping[str, object]) -> Sentence | None:
    """Return why messages are not read here: logs and artefacts of a public repository are anybody's.

    ``event`` is what GitHub says about the job. What is not known to be private is taken for public.
    """
    if not (environment.get("GITHUB_ACTIONS") or environment.get("CI")):
        return None
    repository = event.get("repository")
    told: Mapping[str, object] = repository if isinstance(repository, dict) else {}
    if environment.get("GITHUB_ACTIONS") and told.get("private") is True and told.get("visibility") != "public":
        return None
    return Sentence(
        "people's messages are not read in the CI of a public repository, or of one that is not known to be private:"
        " run smm inbox on a machine of the team",
        "i messaggi delle persone non si leggono nella CI di un repository pubblico, o che non si sa se è privato: usa"
        " smm inbox su una macchina del gruppo",
    )


def refusal_of_git(*, ignored: bool, tracked: bool) -> Sentence | None:
    """Return why messages are not kept here: git would take them. Outside of a repository ``ignored`` is true."""
    if ignored and not tracked:
        return None
    return Sentence(
        "git would take people's messages: .smm/ has to be ignored (its own .gitignore does that) and nothing in it"
        " may be committed; look at `git check-ignore -v .smm/inbox` and `git ls-files .smm`",
        "git prenderebbe i messaggi delle persone: .smm/ va ignorata (lo fa il suo .gitignore) e niente al suo interno"
        " può essere in un commit; guarda `git check-ignore -v .smm/inbox` e `git ls-files .smm`",
    )
