"""Families of checks: the letters their codes begin with, by name."""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.domain.sentence import Sentence

__all__ = ["FAMILIES", "NEVER_LOWERED", "family_name"]

FAMILIES: Mapping[str, Sentence] = {
    "ACC": Sentence("Accessibility", "Accessibilità"),
    "ADS": Sentence("Advertising", "Pubblicità a pagamento"),
    "BRD": Sentence("The brand's voice", "La voce del marchio"),
    "BRF": Sentence("Briefs", "Brief"),
    "CAL": Sentence("Calendar", "Calendario"),
    "CHN": Sentence("Channels", "Canali"),
    "COM": Sentence("Answers to people", "Risposte alle persone"),
    "DIS": Sentence("Disclosure", "Trasparenza"),
    "FMT": Sentence("Reading the files", "Lettura dei file"),
    "LNK": Sentence("Links", "Link"),
    "MED": Sentence("Pictures and films", "Immagini e video"),
    "MEN": Sentence("Mentions", "Menzioni"),
    "NET": Sentence("What networks accept", "Che cosa accettano i social"),
    "PRV": Sentence("Privacy", "Riservatezza"),
    "RGT": Sentence("Rights", "Diritti"),
    "RUL": Sentence("The brand's own rules", "Le regole del marchio"),
    "SEC": Sentence("Security", "Sicurezza"),
    "STR": Sentence("Strategy", "Strategia"),
    "SUP": Sentence("What is let pass", "Ciò che si lascia passare"),
    "TPL": Sentence("What came from templates", "Ciò che viene dai modelli"),
    "TXT": Sentence("Texts", "Testi"),
}
"""What the first three letters of a code stand for."""

NEVER_LOWERED = frozenset({"FMT", "NET", "SEC"})
"""Families whose errors no brand can switch off: the post could not be sent, or a secret would be out."""


def family_name(code: str) -> Sentence:
    """Return the name of the family that ``code`` belongs to; one without a name is called by its letters."""
    return FAMILIES.get(code[:3], Sentence(code[:3], code[:3]))
