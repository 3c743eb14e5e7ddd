"""What there is to say about how a repository is set up, in plain words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smm_build.domain.sentence import Sentence
from smm_build.networks import Response, Standing

__all__ = [
    "ACTIONS_OFF",
    "NO_CODEOWNERS",
    "NO_PROPOSALS",
    "NO_WORKFLOWS",
    "ORDER",
    "SECRETS_THERE",
    "TOKEN_NARROW",
    "TOKEN_WIDE",
    "WORKFLOWS_ON",
    "Remark",
    "codeowners_wrong",
    "environments",
    "ledger_closed",
    "ledger_rewritable",
    "ledger_safe",
    "not_told",
    "other_default",
    "protected",
    "rewritable",
    "secrets_missing",
    "secrets_unknown",
    "stale_kept",
    "too_few_reviews",
    "unprotected",
    "visibility",
    "workflows_off",
    "workflows_older",
]

ORDER = (Standing.WRONG, Standing.SOON, Standing.FINE)
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One fact about a repository, how it stands with it, and what to do about it, if anything."""

    about: str
    standing: Standing
    what: Sentence
    fix: Sentence | None = None


def visibility(*, private: bool) -> Remark:
    """Everybody reads a public repository, drafts included."""
    if private:
        return Remark("visibility", Standing.FINE, Sentence("The repository is private", "Il repository è privato"))
    return Remark(
        "visibility",
        Standing.SOON,
        Sentence(
            "The repository is public: everybody can read drafts and plans",
            "Il repository è pubblico: chiunque può leggere bozze e piani",
        ),
        Sentence(
            "Make it private (Settings, General), unless that is what you want",
            "Rendilo privato (Settings, General), a meno che non sia voluto",
        ),
    )


def other_default(default: str, branch: str) -> Remark:
    """Schedules run on the default branch only."""
    return Remark(
        "default branch",
        Standing.WRONG,
        Sentence(
            f"Posts are approved on {branch}, but the default branch is {default}: schedules run on that one only",
            f"I post si approvano su {branch}, ma il ramo predefinito è {default}: le esecuzioni programmate partono"
            " solo da quello",
        ),
        Sentence(
            "Make them the same: `approval: {branch: …}` in brand.yml, or Settings, General, Default branch",
            "Rendili uguali: `approval: {branch: …}` in brand.yml, o Settings, General, Default branch",
        ),
    )


def unprotected(branch: str, reviews: int) -> Remark:
    """Anybody who may push may approve."""
    return Remark(
        "branch",
        Standing.WRONG,
        Sentence(
            f"Nothing protects {branch}: whoever may push decides alone what goes out",
            f"Nulla protegge {branch}: chi può fare push decide da solo che cosa esce",
        ),
        Sentence(
            f"Settings, Rules: require a pull request with {_approvals(max(reviews, 1)).en}, and block force pushes",
            f"Settings, Rules: richiedi una pull request con {_approvals(max(reviews, 1)).it} e blocca i force push",
        ),
    )


def too_few_reviews(branch: str, there: int, wanted: int) -> Remark:
    """GitHub lets merge what smm will then hold back."""
    return Remark(
        "reviews",
        Standing.SOON,
        Sentence(
            f"{branch} takes merges with {_approvals(there).en}, and brand.yml asks for {wanted}: such posts are held",
            f"Su {branch} si può unire con {_approvals(there).it}, e brand.yml ne chiede {wanted}: restano fermi",
        ),
        Sentence(
            f"Settings, Rules: require {_approvals(wanted).en}", f"Settings, Rules: richiedi {_approvals(wanted).it}"
        ),
    )


def rewritable(branch: str) -> Remark:
    """Force pushes rewrite what was approved."""
    return Remark(
        "force push",
        Standing.WRONG,
        Sentence(f"The past of {branch} can be rewritten", f"Il passato di {branch} si può riscrivere"),
        Sentence("Settings, Rules: block force pushes", "Settings, Rules: blocca i force push"),
    )


def stale_kept(branch: str) -> Remark:
    """GitHub keeps an approval after a push; smm does not."""
    return Remark(
        "stale reviews",
        Standing.SOON,
        Sentence(
            f"On {branch} GitHub keeps an approval when the pull request changes afterwards; smm does not count it",
            f"Su {branch} GitHub tiene l'approvazione se la pull request cambia dopo; smm non la conta",
        ),
        Sentence(
            "Settings, Rules: dismiss stale approvals, so that people see it before the merge",
            "Settings, Rules: annulla le approvazioni superate, così si vede prima di unire",
        ),
    )


def protected(branch: str, reviews: int) -> Remark:
    """All is well with the branch."""
    return Remark(
        "branch",
        Standing.FINE,
        Sentence(
            f"{branch} is protected ({_approvals(reviews).en}, no force push)",
            f"{branch} è protetto ({_approvals(reviews).it}, nessun force push)",
        ),
    )


def _approvals(count: int) -> Sentence:
    if count == 1:
        return Sentence("one approval", "un'approvazione")
    return Sentence(f"{count} approvals", f"{count} approvazioni")


def ledger_closed(branch: str, rules: Sequence[str]) -> Remark:
    """The job cannot write what it sent, so it sends nothing."""
    named = ", ".join(rules)
    return Remark(
        "ledger",
        Standing.WRONG,
        Sentence(
            f"Rules on {branch} ({named}) refuse the job's pushes: nothing can be sent, because it could not be noted",
            f"Le regole su {branch} ({named}) rifiutano i push del job: non si può inviare nulla, perché non si"
            " potrebbe annotare",
        ),
        Sentence(
            f"Settings, Rules: leave {branch} out of those rules; block only force pushes and deletion there",
            f"Settings, Rules: escludi {branch} da quelle regole; lì blocca solo force push e cancellazione",
        ),
    )


def ledger_rewritable(branch: str) -> Remark:
    """The memory of what was sent can be lost."""
    return Remark(
        "ledger",
        Standing.SOON,
        Sentence(
            f"{branch} can be rewritten or deleted, and with it the memory of what was sent",
            f"{branch} si può riscrivere o cancellare, e con lui la memoria di ciò che è uscito",
        ),
        Sentence(
            f"Settings, Rules: block force pushes and deletion of {branch}, and nothing else",
            f"Settings, Rules: blocca force push e cancellazione di {branch}, e nient'altro",
        ),
    )


def ledger_safe(branch: str) -> Remark:
    """All is well with the ledger."""
    return Remark(
        "ledger",
        Standing.FINE,
        Sentence(
            f"{branch} only grows, and jobs may write it", f"{branch} può solo crescere, e i job possono scriverlo"
        ),
    )


def not_told(answer: Response) -> Remark:
    """The token may not ask."""
    return Remark(
        "settings",
        Standing.SOON,
        Sentence(
            f"GitHub does not tell this token all settings (HTTP {answer.status})",
            f"GitHub non dice a questo token tutte le impostazioni (HTTP {answer.status})",
        ),
        Sentence(
            "Run it once with an administrator's token: GITHUB_TOKEN=… smm forge doctor",
            "Eseguilo una volta con il token di un amministratore: GITHUB_TOKEN=… smm forge doctor",
        ),
    )


def workflows_off(paths: Sequence[str]) -> Remark:
    """Some workflows do not run."""
    named = ", ".join(paths)
    return Remark(
        "workflows",
        Standing.WRONG,
        Sentence(f"Switched off: {named}", f"Disattivati: {named}"),
        Sentence("Enable them on the page Actions", "Riattivali nella pagina Actions"),
    )


def workflows_older(paths: Sequence[str], command: str) -> Remark:
    """Some workflows are what an older smm wrote: they lack what was mended or added since."""
    named = ", ".join(path.rpartition("/")[2] for path in paths)
    return Remark(
        "workflow files",
        Standing.SOON,
        Sentence(f"From an older smm: {named}", f"Di uno smm precedente: {named}"),
        Sentence(
            f"`{command}` brings in what this one says; look at the change and merge it",
            f"`{command}` porta quello che dice questo; guarda la modifica e fai il merge",
        ),
    )


def environments(names: Sequence[str], live: bool) -> Remark:  # noqa: FBT001 - one caller, and a fact
    """Secrets of an environment can be kept to one branch."""
    if names:
        named = ", ".join(names)
        return Remark("environments", Standing.FINE, Sentence(f"Environments: {named}", f"Environment: {named}"))
    return Remark(
        "environments",
        Standing.SOON if live else Standing.FINE,
        Sentence(
            "There is no environment: every workflow on every branch can read the secrets",
            "Non c'è un environment: ogni workflow di ogni ramo può leggere i secret",
        ),
        Sentence(
            "Settings, Environments: make one, keep it to the approved branch, and put the secrets there",
            "Settings, Environments: creane uno, limitalo al ramo approvato e metti lì i secret",
        ),
    )


def secrets_missing(names: Sequence[str]) -> Remark:
    """Channels that cannot log in."""
    named = ", ".join(names)
    return Remark(
        "secrets",
        Standing.WRONG,
        Sentence(f"Secrets that are missing: {named}", f"Secret che mancano: {named}"),
        Sentence(
            "Settings, Secrets and variables, Actions: add them", "Settings, Secrets and variables, Actions: aggiungili"
        ),
    )


def secrets_unknown(names: Sequence[str]) -> Remark:
    """The token may not see the names of secrets."""
    named = ", ".join(names)
    return Remark(
        "secrets",
        Standing.SOON,
        Sentence(
            f"Whether these secrets are there cannot be seen with this token: {named}",
            f"Con questo token non si vede se ci sono questi secret: {named}",
        ),
    )


def codeowners_wrong(kind: str, line: int) -> Remark:
    """GitHub does not understand the file."""
    return Remark(
        "code owners",
        Standing.SOON,
        Sentence(
            f"GitHub does not understand line {line} of CODEOWNERS ({kind})",
            f"GitHub non capisce la riga {line} di CODEOWNERS ({kind})",
        ),
        Sentence(
            "Look whether the logins in team.yml exist and may write to the repository",
            "Controlla che i login in team.yml esistano e possano scrivere nel repository",
        ),
    )


ACTIONS_OFF = Remark(
    "actions",
    Standing.WRONG,
    Sentence("GitHub Actions is switched off: nothing is published", "GitHub Actions è disattivato: non esce nulla"),
    Sentence("Settings, Actions, General: allow actions", "Settings, Actions, General: consenti le azioni"),
)
TOKEN_WIDE = Remark(
    "token",
    Standing.SOON,
    Sentence(
        "Every job's token may write everything, unless its workflow says otherwise",
        "Il token di ogni job può scrivere tutto, se il suo workflow non dice altro",
    ),
    Sentence(
        "Settings, Actions, General, Workflow permissions: read only",
        "Settings, Actions, General, Workflow permissions: sola lettura",
    ),
)
TOKEN_NARROW = Remark(
    "token",
    Standing.FINE,
    Sentence(
        "A job's token may only read, unless told otherwise", "Il token di un job può solo leggere, salvo indicazione"
    ),
)
NO_PROPOSALS = Remark(
    "proposals",
    Standing.SOON,
    Sentence(
        "Jobs may not open pull requests: the form for new posts and the monthly proposals need that",
        "I job non possono aprire pull request: servono al modulo per i nuovi post e alle proposte mensili",
    ),
    Sentence(
        "Settings, Actions, General: allow GitHub Actions to create pull requests; for smm no bot's approval counts",
        "Settings, Actions, General: consenti a GitHub Actions di creare pull request; per smm l'approvazione di un bot"
        " non conta mai",
    ),
)
NO_WORKFLOWS = Remark(
    "workflows",
    Standing.SOON,
    Sentence("There are no workflows: nothing is published by itself", "Non ci sono workflow: nulla esce da solo"),
    Sentence("`smm init` writes them", "Li scrive `smm init`"),
)
WORKFLOWS_ON = Remark("workflows", Standing.FINE, Sentence("All workflows are enabled", "Tutti i workflow sono attivi"))
SECRETS_THERE = Remark(
    "secrets", Standing.FINE, Sentence("Every channel's secrets are there", "I secret di ogni canale ci sono")
)
NO_CODEOWNERS = Remark(
    "code owners",
    Standing.SOON,
    Sentence(
        "There is no CODEOWNERS: GitHub asks nobody for a review", "Non c'è CODEOWNERS: GitHub non chiede a nessuno"
    ),
    Sentence("`smm forge codeowners` writes it from team.yml", "Lo scrive `smm forge codeowners` da team.yml"),
)
