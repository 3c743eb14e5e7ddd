"""What is the same for every problem of one code: its name, its severity, and what it is about.

Documentation is made from this table; :mod:`smm_build.read.problems` makes findings from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence

__all__ = ["PROBLEMS", "Problem"]


class Problem(NamedTuple):
    """What all findings of one code share: kebab-case name, severity, and what it is about in one sentence."""

    name: str
    severity: Severity
    about: Sentence


def _error(name: str, en: str, it: str) -> Problem:
    return Problem(name, Severity.ERROR, Sentence(en, it))


def _warning(name: str, en: str, it: str) -> Problem:
    return Problem(name, Severity.WARNING, Sentence(en, it))


PROBLEMS: Mapping[str, Problem] = {
    "FMT001": _error("unreadable-file", "A file is not readable text.", "Un file non è testo leggibile."),
    "FMT002": _error("broken-yaml", "The YAML cannot be read.", "Lo YAML non si può leggere."),
    "FMT003": _error(
        "duplicate-key", "A key is written twice in one place.", "Una chiave è scritta due volte nello stesso punto."
    ),
    "FMT004": _error("unknown-key", "A key means nothing here.", "Una chiave qui non significa niente."),
    "FMT005": _error(
        "wrong-value", "A value has the wrong type or shape.", "Un valore è del tipo o della forma sbagliata."
    ),
    "FMT006": _error("missing-key", "A necessary key is missing.", "Manca una chiave necessaria."),
    "FMT007": _error("unknown-channel", "No channel has this id.", "Nessun canale ha questo identificativo."),
    "FMT008": _error("bad-time", "A date and time cannot be read.", "Una data e ora non si può leggere."),
    "FMT009": _error(
        "time-in-gap",
        "A time does not exist because the clocks go forward.",
        "Un'ora non esiste perché gli orologi vanno avanti.",
    ),
    "FMT010": _warning(
        "time-in-overlap",
        "A time happens twice because the clocks go back.",
        "Un'ora capita due volte perché gli orologi tornano indietro.",
    ),
    "FMT011": _error("unclosed-comment", "A comment never ends.", "Un commento non finisce mai."),
    "FMT012": _error("duplicate-id", "Two files have the same id.", "Due file hanno lo stesso identificativo."),
    "FMT013": _error("bad-id", "An id has characters it may not have.", "Un identificativo ha caratteri non ammessi."),
    "FMT014": _error("path-outside", "A path leaves the workspace.", "Un percorso esce dallo spazio di lavoro."),
    "FMT015": _error("missing-media", "A picture or film is not there.", "Un'immagine o un filmato non c'è."),
    "FMT016": _error(
        "remote-media", "A picture is named by its web address.", "Un'immagine è indicata con il suo indirizzo web."
    ),
    "FMT017": _error("missing-front-matter", "A file has no front matter.", "Un file non ha l'intestazione."),
    "FMT018": _error("unclosed-front-matter", "The front matter never ends.", "L'intestazione non finisce mai."),
    "FMT019": _error("channel-twice", "A channel is named twice.", "Un canale è nominato due volte."),
    "FMT020": _warning(
        "channel-not-listed",
        "Something is written for a channel the post does not go to.",
        "C'è qualcosa scritto per un canale a cui il post non è destinato.",
    ),
    "FMT021": _error(
        "unusable-channel",
        "A post goes to a channel whose own file has errors.",
        "Un post è destinato a un canale il cui file contiene errori.",
    ),
    "FMT022": _error("unknown-network", "No network has this name.", "Nessun social si chiama così."),
    "FMT023": _error(
        "insecure-server", "A server is addressed without encryption.", "Un server è indicato senza cifratura."
    ),
    "FMT024": _error("broken-media", "A picture or film cannot be used.", "Un'immagine o un filmato non si può usare."),
    "FMT025": _warning(
        "doubtful-heading",
        "A line looks like a heading of channels but is none.",
        "Una riga sembra un titolo di canali ma non lo è.",
    ),
    "FMT026": _warning(
        "doubtful-picture", "A line looks like a picture but is none.", "Una riga sembra un'immagine ma non lo è."
    ),
    "FMT027": _warning(
        "empty-section",
        "A channel's own text is empty, so it gets the common text.",
        "Il testo proprio di un canale è vuoto, quindi riceve quello comune.",
    ),
    "FMT028": _error(
        "missing-reason", "Something is ignored without a reason.", "Qualcosa viene ignorato senza un motivo."
    ),
    "FMT029": _warning(
        "unexpected-file", "A file or folder is not read at all.", "Un file o una cartella non viene letto affatto."
    ),
    "FMT030": _error("missing-brand", "There is no brand/brand.yml.", "Non c'è brand/brand.yml."),
    "FMT031": _warning(
        "unknown-handle",
        "A handle belongs to no network and no channel.",
        "Un nome utente non appartiene a nessun social e a nessun canale.",
    ),
    "FMT032": _error(
        "unknown-check",
        "A setting is for a check or an option that does not exist.",
        "Un'impostazione riguarda un controllo o un'opzione che non esiste.",
    ),
    "FMT033": _error(
        "bad-pattern", "A search pattern cannot be understood.", "Un'espressione di ricerca non si capisce."
    ),
    "FMT034": _error(
        "not-adjustable",
        "A check is set to something it can never be.",
        "Un controllo è impostato a qualcosa che non può mai essere.",
    ),
    "FMT035": _error(
        "incomplete-rule",
        "A rule of the brand lacks what its kind needs.",
        "A una regola del marchio manca ciò che il suo tipo richiede.",
    ),
    "FMT036": _warning(
        "missing-dictionaries",
        "Spelling is to be looked at, and there are no dictionaries.",
        "L'ortografia va controllata, ma mancano i dizionari.",
    ),
}
