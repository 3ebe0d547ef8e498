"""How many: the number that stands before a mention, in digits or in words (English, Russian, Ukrainian)."""

from __future__ import annotations

import re

from analysis.calendar_names import MONTHS
from analysis.language.word_forms import plain

REACH = 60
"""Characters before a mention that are looked at."""

_WORDS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "zero no ноль нуль",
            "one a an один одна одно одного одной одну одному одним одне однієї одну",
            "two both two два две двух двум двумя дві двох двом двома пара пару",
            "three три трех трем тремя трьох трьом трьома",
            "four четыре четырех четырем чотири чотирьох",
            "five пять пяти п'ять п'яти",
            "six шесть шести шість шести",
            "seven семь семи сім семи",
            "eight восемь восьми вісім восьми",
            "nine девять девяти дев'ять дев'яти",
            "ten десять десяти",
            "eleven одиннадцать одиннадцати одинадцять",
            "twelve двенадцать двенадцати дванадцять",
        )
    )
    for word in words.split()
}
_TOKEN = re.compile(r"\d[\d.,:]*(?:st|nd|rd|th|-\w+)?|[^\W\d_]+(?:['’ʼ][^\W\d_]+)?|[;:!?)\n]")


def count_before(text: str, start: int) -> int | None:
    """The number that counts the mention at `start`: "two Leopards", "3 German-made Leopards", «один "Леопард"».

    At most two words may stand between. None where no number is given, or the number is part of a date or of a name.
    """
    tokens = _TOKEN.findall(text[max(0, start - REACH) : start])
    for distance, token in enumerate(reversed(tokens[-3:])):
        word = plain(token) if token[0].isalpha() and "'" not in token and "’" not in token and "ʼ" not in token else token.lower()
        if word in MONTHS or not (word[0].isalnum()):
            return None
        if word[0].isdigit():
            return int(word) if word.isdigit() and len(word) <= 4 else None
        if word in ("a", "an") and distance:
            continue
        number = _WORDS.get(word.replace("’", "'").replace("ʼ", "'"))
        if number is not None:
            return number
    return None
