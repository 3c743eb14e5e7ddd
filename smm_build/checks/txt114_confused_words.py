"""One word written where another belongs: what is heard alike, and small words before the wrong letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from smm_build.checks._base import Confidence, Edit, Problem, post_check
from smm_build.checks._cased import cased_like
from smm_build.checks._passages import Passage, passages_of
from smm_build.checks._words import bare, language_in
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["confused_words"]


@post_check(Severity.WARNING, confidence=Confidence.LOW)
def confused_words(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A word in the place of another: `un'amico`, `un altra`, `un po di`; `its a`, `could of`, `a event`.

    Italian and English are read, and only what can hardly be meant: `its time` and `your welcome pack` pass.

    ## Why it matters
    No dictionary finds it, because each word is one; readers do.

    ## How to fix
    Write the word that is proposed.

    ## Sources
    - <https://lagrammaticaitaliana.it/it/corsi/1/grammatica/lezioni/204/elisione-e-troncamento> and
      <https://profmassimogallo.it/2024/11/26/lelisione-apostrofo-si>, on `un`, `buon`, `nessun` (read 2026-11-23)
    - <https://people.howstuffworks.com/10-wrong-grammar-rules8.htm>, on `a` and `an` (read 2026-11-23)
    """
    for passage in passages_of(post):
        small = bare(passage.text).lower()
        perhaps = [rule for sign, rule in _BY_SIGN.get(language_in(post, passage, workspace), ()) if sign in small]
        yield from _confused(passage, dict.fromkeys(perhaps))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern of what is wrong, and what belongs in its place.

    It begins with a word and ends on the same line. Only texts with one of the ``signs`` are searched: looking for
    those takes a hundredth of the time.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    right: str


def _confused(passage: Passage, rules: Iterable[_Rule]) -> Iterator[Problem]:
    text = bare(passage.text)
    for rule in rules:
        for match in rule.pattern.finditer(text):
            wrong, right = match[0], cased_like(match.expand(rule.right), match[0][0])
            place = passage.at(match.start())
            yield Problem(
                place,
                Sentence(en=f"“{wrong}” should be “{right}” here", it=f"Qui «{wrong}» dovrebbe essere «{right}»"),
                Sentence(en=f"Write “{right}”", it=f"Scrivi «{right}»"),
                edits=(Edit(place, wrong, right),),
            )


def _rule(signs: str, pattern: str, right: str) -> _Rule:
    whole = rf"(?<![\w'’\-]){pattern}(?![\w'’\-])"
    return _Rule(tuple(signs.split("|")), re.compile(whole, re.IGNORECASE), right)


_MASCULINE = """
    aiuto albero altro amico angolo animale anniversario anno annuncio aperitivo appuntamento articolo assaggio attimo
    autunno elenco equilibrio errore esempio espresso etto euro evento hotel incontro indirizzo ingrediente inizio
    insieme interesse intero inverno invito italiano obiettivo oggetto olio omaggio orario ordine ottimo ufficio
    ultimo unico uomo uovo uso
"""
_FEMININE = """
    acqua alternativa altra amica anteprima app area aria arte asta attività aula auto avventura azienda edizione
    emergenza emozione energia epoca erba esclusiva esperienza essenza estate estrazione età etichetta idea immagine
    immersione impresa indagine informazione iniziativa insalata intenzione intera intervista isola italiana oasi
    occasione offerta ondata opera opinione opportunità ora orchestra origine osteria ottima ultima unica unità
    università usanza uscita uva
"""
_ANY = {name: "|".join(words.split()) for name, words in (("masculine", _MASCULINE), ("feminine", _FEMININE))}
_AT_THE_START = r"(?:(?<=^)|(?<=[.!?] )|(?<=\n))"
_ITALIAN = (
    _rule("un'|un’", rf"un['’]({_ANY['masculine']})", r"un \1"),
    _rule("un ", rf"un ({_ANY['feminine']})", r"un'\1"),
    _rule("un'altr|un’altr", r"(qualcun|nessun|ciascun|alcun)['’](altr[oi])", r"\1 \2"),
    _rule("buon'|buon’", r"buon['’](acquisto|anno|appetito|ascolto|augurio|inizio|onomastico|umore)", r"buon \1"),
    _rule("un'po|un’po", r"un['’]po['’]?", "un po'"),
    _rule("un po", r"un po", "un po'"),
    _rule("c'è|c’è", r"c['’]è l['’](ho|hai|ha|abbiamo|avete|hanno)", r"ce l'\1"),
    _rule("c'è|c’è", r"c['’]è la (faccio|fai|facciamo|fate|fanno|farò|farai|farà|faremo|farete|faranno)", r"ce la \1"),
    _rule("ce un|ce bi|ce po", r"ce (una?|bisogno|posto)", r"c'è \1"),
    _rule("ai ", r"ai (capito|fatto|letto|pensato|perso|provato|scelto|sentito|vinto|visto|voluto)", r"hai \1"),
    _rule("si,|si!", rf"{_AT_THE_START}si(?=[,!])", "sì"),
)
_VOWEL = r"[ai][a-z]{3,}|e(?!u|we)[a-z]{3,}|o(?!ne|nce|ui)[a-z]{3,}|u(?:p|nd|nf|nu|mb|lt|rg|gl)[a-z]{2,}"
_CONSONANT = r"[bcdfgjklmnpqrstvwyz](?:[aeiou]|[a-z][aeiou])[a-z]+"
_LIKE_YOU = r"uni(?:que|versity|t|on|form|corn|verse|fied)|us(?:er|eful|ual|age|ed)|euro(?:pean)?|one|once"
_NO_ARTICLE = "".join(f"(?<!{word} )" for word in ("vitamin", "plan", "class", "option", "grade", "type", "group"))
_MORE = "more|less|rather|bigger|smaller|fewer|higher|lower|cheaper|easier|faster|older|younger|larger|greater|worse"
_WHAT = r"an?|the|you|we|it|they|ever|just|one|two|half|usual|before|expected|\d+"
_ENGLISH = (
    _rule("s own", r"it['’]s own", "its own"),
    _rule("its ", r"its (a(?! (?:cappella|la|priori)\b)|an|the|not|been|going|too|never|always)", r"it's \1"),
    _rule("your ", r"your (a|an|the|not|going|welcome(?=[.!,?\n]|$))", r"you're \1"),
    _rule("ld of|st of|ht of", r"(could|should|would|must|might) of(?! course)", r"\1 have"),
    _rule("their ", r"their (is|are|was|were)", r"there \1"),
    _rule("there own", r"there own(?! (?:an?|the|their|or)\b)", "their own"),
    _rule(" then ", rf"({_MORE}) then ({_WHAT})", r"\1 than \2"),
    _rule("lets ", rf"{_AT_THE_START}lets (go|see|talk|get|start|make|meet|face|celebrate|dive|take)", r"let's \1"),
    _rule("a ", rf"{_NO_ARTICLE}a (?-i:({_VOWEL}))", r"an \1"),
    _rule("an ", rf"an (?-i:({_CONSONANT}|{_LIKE_YOU}))", r"a \1"),
)
_BY_SIGN: Mapping[str, tuple[tuple[str, _Rule], ...]] = {
    language: tuple((sign, rule) for rule in rules for sign in rule.signs)
    for language, rules in (("it", _ITALIAN), ("en", _ENGLISH))
}
