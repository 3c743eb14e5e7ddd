"""Italian words with the wrong accent, without one, or with an apostrophe in its place, and how they are written."""

from __future__ import annotations

__all__ = ["SUSPECTS", "with_its_accent"]

_ACUTE = (
    "perchè poichè finchè affinchè benchè anzichè cosicchè giacchè nonchè purchè sicchè dacchè fuorchè granchè macchè"
    " ventitrè trentatrè nè sè"
)
_APOSTROPHES = (
    "e' è, pero' però, sara' sarà, fara' farà, dara' darà, stara' starà, avra' avrà, potra' potrà, dovra' dovrà,"
    " verra' verrà, andra' andrà, vivra' vivrà"
)
_OTHERS = (
    "caffé caffè, cioé cioè, é è, pò po', quì qui, quà qua, fà fa, stà sta, stò sto, sò so, fù fu, và va, sà sa, nò no,"
    " trè tre, blù blu, vabè vabbè, qual'è qual_è, qual'e qual_è, qual'e' qual_è, qualè qual_è, cè c'è, c'e c'è,"
    " c'e' c'è, com'e com'è, com'e' com'è, dov'e dov'è, dov'e' dov'è, cos'e cos'è, cos'e' cos'è, n'e n'è, n'e' n'è"
)
# Words that without their accent are none at all. The nouns among them may be names with a capital: "Gran Caffe".
_ACCENTED = "perché poiché finché affinché benché anziché purché nonché più così può cioè perciò laggiù quaggiù lassù"
_ACCENTED_NOUNS = (
    "già chissà bensì altresì città qualità quantità università attività novità società realtà possibilità verità"
    " difficoltà libertà opportunità capacità comunità priorità responsabilità credibilità visibilità sostenibilità"
    " disponibilità identità creatività curiosità solidarietà età caffè ragù virtù gioventù"
    " lunedì martedì mercoledì giovedì venerdì"
)
_BARE, _BARE_NOUNS = (
    {right.translate(str.maketrans("àéèìòù", "aeeiou")): right for right in words.split()}
    for words in (_ACCENTED, _ACCENTED_NOUNS)
)
_WRONG = (
    {word: word.removesuffix("è") + "é" for word in _ACUTE.split()}
    | {f"{bare}'": right for bare, right in (_BARE | _BARE_NOUNS).items()}
    | {
        wrong: right.replace("_", " ")
        for wrong, right in (pair.split(" ") for pair in f"{_APOSTROPHES}, {_OTHERS}".split(", "))
    }
)

SUSPECTS = frozenset(_WRONG) | frozenset(_BARE) | frozenset(_BARE_NOUNS)
"""What may be wrong, in small letters and with straight apostrophes."""


def with_its_accent(word: str) -> str | None:
    """Return ``word`` as it is written, ``None`` where it may be right."""
    plain = word.lower().replace("’", "'")
    right = _WRONG.get(plain) or _BARE.get(plain) or _BARE_NOUNS.get(word)
    if right is None:
        return None
    if len(word) > _PAIR and word.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if word[0].isupper() else right


_PAIR = 2
