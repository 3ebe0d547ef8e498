"""How many: the number that stands before a mention, in digits or in words (English, Russian, Ukrainian)."""

from __future__ import annotations

import re

from analysis.calendar_names import MONTHS
from analysis.language.word_forms import plain

REACH = 60
"""Characters before a mention that are looked at."""
REACH_WORDS = 4
"""Words and numbers before a mention that are looked at, models' designations among them."""

_WORDS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "zero no ноль нуль",
            "one a an another один одна одно одного одной одну одному одним одне однієї одну",
            "two both pair couple два две двух двум двумя дві двох двом двома пара пару",
            "three три трех трем тремя трьох трьом трьома",
            "four четыре четырех четырем чотири чотирьох",
            "five пять пяти п'ять п'яти",
            "six шесть шести шість шести",
            "seven семь семи сім семи",
            "eight восемь восьми вісім восьми",
            "nine девять девяти дев'ять дев'яти",
            "ten десять десяти",
            "eleven одиннадцать одиннадцати одинадцять",
            "twelve dozen двенадцать двенадцати дванадцять дюжина дюжину дюжины дюжини дюжиной",
        )
    )
    for word in words.split()
}
_TENS: dict[str, int] = {
    word: 10 * number
    for number, words in enumerate(
        (
            "twenty двадцать двадцати двадцять",
            "thirty тридцать тридцати тридцять",
            "forty сорок сорока",
            "fifty пятьдесят пятидесяти п'ятдесят",
            "sixty шестьдесят шістдесят",
            "seventy семьдесят сімдесят",
            "eighty восемьдесят вісімдесят",
            "ninety девяносто дев'яносто",
        ),
        2,
    )
    for word in words.split()
}
_TOKEN = re.compile(
    r"[^\W\d_]+[-‐‑]?\d[\w‐‑-]*|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\w)|\d[\d.,:]*(?:st|nd|rd|th|-\w+)?"
    r"|[^\W\d_]+(?:['’ʼ][^\W\d_]+)?|[;:!?)\n]"
)
_LISTED = re.compile(
    r"[\"”»’]?(?:\s\d\w{0,3})?[\"”»’]?(?:\s(?:losses|loss|destroyed|lost|damaged|втрати|знищено|втрачено|потери|уничтожено|потеряно))?\s?[:–—‒-]\s?"
    r"(?:(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,6})(?:\s?\(\s?\+\s?(?P<added>\d{1,6})\s?\))?"
    r"(?=\s*(?:[;,.\n)(]|$|units?\b|pcs\b|ед\b|од\b|шт\b|and\b|и\b|та\b))(?![.,]\d)|(?P<none>none|no|нет|немає|нема)\b)",
    re.I,
)


def count_before(text: str, start: int) -> int | None:
    """The number that counts the mention at `start`: "two Leopards", "3 German-made Leopards", «один "Леопард"».

    At most two words may stand between. None where no number is given, or the number is part of a date or of a name.
    """
    tokens = _TOKEN.findall(text[max(0, start - REACH) : start])
    for distance, token in enumerate(reversed(tokens[-REACH_WORDS:])):
        if token[0].isalpha() and any(letter.isdigit() for letter in token):
            continue  # "two T-72 tanks": the number of a model counts nothing
        word = plain(token) if token[0].isalpha() and "'" not in token and "’" not in token and "ʼ" not in token else token.lower()
        if word in MONTHS or not (word[0].isalnum()):
            return None
        if word[0].isdigit():
            digits = re.sub(r"[ \u00a0\u202f]", "", word)
            return int(digits) if digits.isdigit() and len(digits) <= 6 else None
        if word in ("a", "an", "another") and distance:
            continue
        number = _number(word)
        if number is not None:
            before = tokens[-distance - 2] if len(tokens) > distance + 1 else ""
            if word in DOZEN:
                return _dozens(before, tokens[: -distance - 2])
            tens = _TENS.get(_spelled(before), 0) if number < 10 else 0
            return tens + number
    return None


DOZEN = frozenset({"dozen", "дюжина", "дюжину", "дюжины", "дюжини", "дюжиной"})


def _dozens(before: str, earlier: list[str]) -> int | None:
    """How many "two dozen", "half a dozen" are; None for "several dozen"."""
    word = _spelled(before)
    if word in ("several", "few", "some", "many", "несколько", "кілька", "декілька"):
        return None
    if word == "half" or (word == "a" and earlier and _spelled(earlier[-1]) == "half"):
        return 6
    times = int(word) if word.isdecimal() and len(word) < 4 else _number(word)
    return 12 * (times or 1)


def count_after(text: str, end: int) -> int | None:
    """The number that a list gives behind the mention that ends at `end`: "Leopard: 2", «танків – 8700 (+7) од.», "Tank losses: none".

    Where what has been added is given as well, that is the number. None where there is no such list.
    """
    found = _LISTED.match(text, end)
    if found is None:
        return None
    added, none, number = found["added"], found["none"], found["number"]
    if added is not None:
        return int(added)
    return 0 if none is not None else int(re.sub(r"\D", "", number))


def _spelled(token: str) -> str:
    return token.lower().replace("’", "'").replace("ʼ", "'")


def _number(word: str) -> int | None:
    spelled = _spelled(word)
    return _WORDS.get(spelled, _TENS.get(spelled))
