"""Italian words with the wrong accent, or none."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._passages import passages_of
from smm_build.checks._words import language_in, words_in
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["wrong_accent"]

_ACUTE = (
    "perchè poichè finchè affinchè benchè anzichè cosicchè giacchè nonchè purchè sicchè dacchè fuorchè granchè macchè"
    " ventitrè trentatrè nè sè"
)
_APOSTROPHES = (
    "piu' più, gia' già, cosi' così, puo' può, cioe' cioè, caffe' caffè, citta' città, qualita' qualità,"
    " novita' novità, universita' università, lunedi' lunedì, martedi' martedì, mercoledi' mercoledì,"
    " giovedi' giovedì, venerdi' venerdì, sara' sarà, e' è, perche' perché, poiche' poiché, finche' finché"
)
_OTHERS = "caffé caffè, cioé cioè, é è, pò po', quì qui, quà qua, fà fa, stà sta, sò so, vabè vabbè, qual'è qual\u00a0è"
_WRONG = {word: word.removesuffix("è") + "é" for word in _ACUTE.split()} | {
    wrong: right.replace("\u00a0", " ")
    for wrong, right in (pair.split(" ") for pair in f"{_APOSTROPHES}, {_OTHERS}".split(", "))
}
# Words that without their accent are none at all. The nouns among them may be names with a capital: "Gran Caffe".
_ACCENTED = "perché poiché finché affinché benché anziché purché nonché più così può cioè perciò laggiù quaggiù lassù"
_ACCENTED_NOUNS = (
    "già chissà bensì altresì città qualità quantità università attività novità società realtà possibilità verità"
    " difficoltà libertà opportunità capacità comunità età caffè ragù virtù gioventù"
    " lunedì martedì mercoledì giovedì venerdì"
)
_BARE, _BARE_NOUNS = (
    {right.translate(str.maketrans("àéèìòù", "aeeiou")): right for right in words.split()}
    for words in (_ACCENTED, _ACCENTED_NOUNS)
)


@post_check(Severity.WARNING)
def wrong_accent(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """An Italian word with the wrong accent, without one or with an apostrophe: `perchè`, `citta`, `E'`, `un pò`.

    Only texts in Italian are looked at, and only words that are certainly wrong.

    ## Why it matters
    It is the mistake Italian readers notice first.

    ## How to fix
    Write the word that is proposed. On most keyboards the capital è is Alt+0200, or a long press on E.

    ## Sources
    - Accademia della Crusca, “Vademecum sull'accento”, as quoted at
      <https://nonsolocampagna.wordpress.com/2019/07/14/un-questione-di-accenti-il-parere-dellaccademia-della-crusca/>
      (read 2026-11-23)
    """
    for passage in passages_of(post):
        if language_in(post, passage, workspace) != "it":
            continue
        for offset, word in words_in(passage.text):
            right = _right(word)
            if right and not _opens_a_quotation(passage.text, offset, word):
                place = passage.at(offset)
                yield Problem(
                    place,
                    Sentence(en=f"“{word}” is written {right}", it=f"«{word}» si scrive {right}"),
                    Sentence(en=f"Write {right}", it=f"Scrivi {right}"),
                    edits=(Edit(place, word, right, safe=True),),
                )


def _right(word: str) -> str | None:
    plain = word.lower().replace("’", "'")
    right = _WRONG.get(plain) or _BARE.get(plain) or _BARE_NOUNS.get(word)
    if right is None:
        return None
    if len(word) > _PAIR and word.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if word[0].isupper() else right


def _opens_a_quotation(text: str, offset: int, word: str) -> bool:
    """Tell whether the apostrophe after ``word`` closes a quotation that begins before it."""
    return word.endswith(("'", "’")) and text[offset - 1 : offset] in {"'", "‘"}


_PAIR = 2
