"""The forms that a word takes in a text: inflected, and written in the other script.

Russian and Ukrainian forms come from the dictionaries of pymorphy3, which also predicts those of unknown words; names of weapons that
no dictionary has get the endings of the regular masculine declension besides. English nouns get their plural. Between scripts,
words are compared by a skeleton: the letters that both spellings share.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

MARKS = "\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff"
"""Inside a character class: combining accents, soft hyphens, and characters of no width."""

_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CASE_ENDINGS = ("а", "у", "ом", "ем", "е", "ы", "и", "ов", "ев", "ам", "ами", "ах", "ові", "еві", "і", "ів")
"""Of regular masculine nouns in Russian and Ukrainian, which foreign names of machines take."""
_DECLINED = {"NOUN", "ADJF", "ADJS", "PRTF", "NUMR", "NPRO"}
"""Parts of speech (OpenCorpora tags) that a subject's word may have; a verb of the same spelling is none."""

# To the letters that the usual romanisations share; both spellings then pass through _SOUNDS.
_ROMAN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "zh", "з": "z", "и": "i", "і": "i",
        "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    }
)  # fmt: skip
_SOUNDS = (("kh", "h"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("y", "i"), ("j", "i"))
_DOUBLED = re.compile(r"(.)\1+")


def plain(word: str) -> str:
    """The word for comparison: composed (NFC), folded case, without what has no width; ё is е."""
    if word.isascii():
        return word.lower()
    composed = unicodedata.normalize("NFC", _NO_WIDTH.sub("", word)).casefold().replace("ё", "е")
    return composed if composed.isalnum() else "".join(filter(str.isalnum, composed))


def is_cyrillic(word: str) -> bool:
    return _CYRILLIC.search(word) is not None


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """What a plain word shares with its spelling in the other script: "леопард" and "leopard" have one skeleton."""
    letters = word.translate(_ROMAN)
    for written, sound in _SOUNDS:
        letters = letters.replace(written, sound)
    return _DOUBLED.sub(r"\1", letters)


@lru_cache(maxsize=1024)
def forms(word: str) -> frozenset[str]:
    """The inflected forms of a plain word in its own script, itself included."""
    if word.isdigit() or len(word) == 1:
        return frozenset({word})
    return _slavic(word) if is_cyrillic(word) else _english(word)


@lru_cache(maxsize=1024)
def foreign_forms(word: str) -> frozenset[str]:
    """The skeletons under which the forms of a plain word may stand in the other script; none for short words and numbers."""
    if len(word) < 4 or word.isdigit():
        return frozenset()
    base = skeleton(word)
    if is_cyrillic(word):
        return frozenset({base, base + ("es" if base.endswith(("s", "z", "ch", "sh")) else "s")})
    singular = base[:-1] if base.endswith("s") and len(base) > 4 else base
    return frozenset({base} | {stem + skeleton(ending) for stem in (base, singular) for ending in _CASE_ENDINGS})


def is_known_word(word: str) -> bool:
    """Whether the dictionaries hold a plain Cyrillic word, in any of its forms."""
    return any(analyzer(language).word_is_known(word) for language in ("ru", "uk"))


def _english(word: str) -> frozenset[str]:
    found = {word, word + "s"}
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        found.add(word + "es")
    if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou":
        found.add(word[:-1] + "ies")
    return frozenset(found)


def _slavic(word: str) -> frozenset[str]:
    found = {word}
    for language in ("ru", "uk"):
        for parse in analyzer(language).parse(word)[:4]:
            if parse.tag.POS in _DECLINED and (parse.is_known or parse.score >= 0.1):
                found.update(plain(form.word) for form in parse.lexeme)
    if word[-1] not in "аеиоуыэюяєіїьй":
        found.update(word + ending for ending in _CASE_ENDINGS)
    return frozenset(found)


@cache
def analyzer(language: str) -> MorphAnalyzer:
    """pymorphy3's analyser of "ru" or "uk"; it takes about a tenth of a second to load, so only once a Cyrillic word is met."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang=language)
