"""Words in which letters of two alphabets stand side by side, put into the one that they are meant, or pretend, to be in.

"Wеdnesday" with a Cyrillic letter, «cентября» with a Latin one, «сiчня» with a Latin i: typed on another layout, or to escape filters. A
word is put into an alphabet only where all its letters of the other look like letters of that one. The pairs are those of Unicode's
confusables (UTS 39) that look alike in ordinary type. Each letter stands for one letter, so places stay what they were.
"""

from __future__ import annotations

import re

PAIRS = (
    ("\u0430", "a"), ("\u0441", "c"), ("\u0435", "e"), ("\u043e", "o"), ("\u0440", "p"), ("\u0445", "x"), ("\u0443", "y"), ("\u0456", "i"),
    ("\u0455", "s"), ("\u0458", "j"), ("\u0410", "A"), ("\u0412", "B"), ("\u0421", "C"), ("\u0415", "E"), ("\u041d", "H"), ("\u0406", "I"),
    ("\u041a", "K"), ("\u041c", "M"), ("\u041e", "O"), ("\u0420", "P"), ("\u0422", "T"), ("\u0425", "X"), ("\u0405", "S"), ("\u0408", "J"),
)  # fmt: skip
"""Cyrillic letters and the Latin ones that look like them."""
LONGEST = 40
"""Letters of the longest word that is looked at."""

_TO_LATIN = {ord(cyrillic): latin for cyrillic, latin in PAIRS}
_TO_CYRILLIC = {ord(latin): cyrillic for cyrillic, latin in PAIRS}
_MIXED = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_WORD = re.compile("[A-Za-z\u0400-\u04ff]+")


def one_alphabet(text: str) -> str:
    """The text, as long as it was, with such words in one alphabet."""
    return text if _MIXED.search(text) is None else _WORD.sub(_of_one, text)


def _of_one(word: re.Match[str]) -> str:
    raw = word[0]
    if len(raw) > LONGEST or _MIXED.search(raw) is None:
        return raw
    latin = [letter for letter in raw if letter < "\u0400"]
    cyrillic = [letter for letter in raw if letter >= "\u0400"]
    if all(ord(letter) in _TO_CYRILLIC for letter in latin) and not all(ord(letter) in _TO_LATIN for letter in cyrillic):
        return raw.translate(_TO_CYRILLIC)
    if all(ord(letter) in _TO_LATIN for letter in cyrillic):
        return raw.translate(_TO_LATIN)
    return raw
