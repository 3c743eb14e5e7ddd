"""Random posts in many scripts, the same on every run."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

__all__ = ["random_texts"]

_WORDS = r"""
    caffè perché città già può l'espresso un'altra Ciao è moka Torino bar aperto domenica dalle 9 alle 13 20% 3,50 €
    coffee roast don't open what's new grinder it's free 2-for-1 A/B e.g. etc. p.m. U.S. naïve façade Köln größer
    コーヒー 新しい 豆 です 咖啡 很好 今天 커피 좋은 하루 قهوة صباح الخير שלום קפה नमस्ते कॉफ़ी ক্ষ ไทย กาแฟ кофе утро
    état ﬁn ① ² ½ ™ © ® № … — « » “ ” ‘ ’ ¡ ¿ <b> & &amp; @ # $ % ^ * ( ) [ ] { } | \ / ~ ` _ - + = : ; ' " , . ? !
    """.split()  # noqa: SIM905 - read as text, not as a list
_EMOJI = """
    ☕ 🌱 👍 👍🏽 👨‍👩‍👧‍👦 🏳️‍🌈 🇮🇹 🇮 1️⃣ #️⃣ ❤️ ❤ ☺️ ☺ 👩🏾‍🚀 🧑‍🤝‍🧑 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ‼️ ™️ ©️ 🫱🏻‍🫲🏿 🥐 ⌚️ 🤷‍♀️ 😀😀 🅰️ 〰️ ㊗️
    """.split()  # noqa: SIM905 - as above
_HOSTS = """
    example.com aurora.it www.aurora.it caffè.it example.co.uk bücher.de xn--bcher-kva.de пример.рф 例え.jp
    a.b.c.example.org example.museum t.co bit.ly localhost example.invalid example.jpg test.txt 192.168.0.1
    foo_bar.com EXAMPLE.COM example.com. sub-domain.example.net -bad.com example.c example.coffee twitter.com
    """.split()  # noqa: SIM905 - read as text, not as a list
_PATHS = """
    / /menu /è /a/b?x=1&y=2 /a_(b) /a_(b)_c /a(b)c?d=(e) /~user/ /#top ?q=1 #frag /a.html /a.html. /a, /a) /a] /a'b
    /%20b /a!b /@user /user@host :8080 :8080/x /a–b /a|b /1234567890123 /😀 /ä/ö?ü=ß /$ /; /a;b /a:b /a*b /[1] //double
    """.split()  # noqa: SIM905 - read as text, not as a list
_HANDLES = """
    bob bob.test aurora.example.com acme@social.example under_score a-b.example.com UPPER numb3r
    toolongtoolongtoolong bob. bob, bob's bob/list bob/list-1 ünïcode コーヒー a.b bob.bsky.social x.invalid 123 _
    @bob bob@ .bob
    """.split()  # noqa: SIM905 - read as text, not as a list
_TAGS = """
    caffè espresso 2026 caffè2026 a_b コーヒー 커피 قهوة नमस्ते 1 1a a-b ☕ a☕ a. a, a) (a) ##a a#b A' ʻokina l·l
    20% _ __ 𝒞𝑜𝒻𝒻𝑒𝑒 é é ﾃｽﾄ ＴＡＧ
    """.split()  # noqa: SIM905 - read as text, not as a list
_COMBINING = (
    "e\u0301",
    "a\u0300",
    "n\u0303",
    "\u0915\u094d\u0937",
    "o\u0308\u0323",
    "Z͑ͫ̓",
    "e\u200d",
    "\ufe0f",
    "\u200b",
)
_SPACES = (" ", " ", " ", " ", "\n", "\n\n", "  ", "\t", "\u00a0", "\u3000", "\u200b", "", "\u2028", "\u200e", "\u202b")
_AROUND = (
    "{}",
    "{}",
    "{}",
    "({})",
    "“{}”",
    "«{}»",
    "[{}]",
    "{}.",
    "{},",
    "{}!",
    "{}?",
    ".{}",
    "{}:",
    "è{}",
    "{}…",
    "/{}",
)


def random_texts(count: int, seed: int = 20261123) -> Iterator[str]:
    """Yield texts of up to some forty pieces each."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    pieces: tuple[Callable[[random.Random], str], ...] = (
        *[_word] * 8,
        _emoji,
        _emoji,
        _link,
        _link,
        _handle,
        _tag,
        _tag,
        _joined,
        _code_point,
    )
    for _ in range(count):
        length = chance.choice((1, 2, 3, 5, 8, 13, 21, 40))
        yield "".join(chance.choice(pieces)(chance) + chance.choice(_SPACES) for _ in range(length))


def _word(chance: random.Random) -> str:
    return chance.choice(_WORDS)


def _emoji(chance: random.Random) -> str:
    return chance.choice(_EMOJI)


def _link(chance: random.Random) -> str:
    scheme = chance.choice(("https://", "https://", "http://", "", "HTTPS://", "ftp://"))
    return chance.choice(_AROUND).format(scheme + chance.choice(_HOSTS) + chance.choice(("", chance.choice(_PATHS))))


def _handle(chance: random.Random) -> str:
    return chance.choice(_AROUND).format(chance.choice("@@@＠") + chance.choice(_HANDLES))


def _tag(chance: random.Random) -> str:
    return chance.choice(_AROUND).format(chance.choice("###＃") + chance.choice(_TAGS))


def _joined(chance: random.Random) -> str:
    return chance.choice(_COMBINING) + chance.choice(_WORDS)


def _code_point(chance: random.Random) -> str:
    """Return any character that is no half of another."""
    first, last = chance.choice(((0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x2000, 0x2BFF), (0x1F300, 0x1FAFF)))
    return chr(chance.randint(first, last))
