"""Text cut into words, numbers and marks, with their places in the original.

Every pattern here is a run of disjoint character classes, so cutting takes linear time on any text.
Invisible characters (zero-width, bidirectional marks, soft hyphens) and stress marks are taken out before
cutting; offsets always count characters of the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from analysis.language.notation import LONGEST, Key, pieces, plain

INVISIBLE = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f\u0300-\u036f]+")
"""Characters that readers do not see, and combining marks (a stress over a vowel, the breve of a decomposed й)."""

LETTER_MARKS = "\u0306\u0308"
"""The marks that make another letter: й, ї and ё, decomposed. An acute or grave only shows the stress."""

CUT = re.compile(
    r"(?P<plain>[A-Za-zА-Яа-яЁёІіЇїЄєҐґ]+(?=[ ,]))"
    r"|(?P<word>(?:[^\W\d_]\.)+[^\W\d_]\b\.?|[^\W\d_]+(?:['’ʼ][а-яёіїєґА-ЯЁІЇЄҐ]+)*)"
    r"|(?P<mark>([^\w\s])\4*)"
    r"|(?P<stamp>\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?(?!\d))"
    r"|(?P<number>\d+(?:[.,/:–-]\d+)*)"
    r"|(?P<gap>\n\s*)"
)

SPACE = re.compile(r"\s*")

BLOCK = 20_000
"""Characters read at once: a text is taken paragraph by paragraph, and a longer paragraph is cut at a space."""

MARKS = {"’": "'", "‘": "'", "`": "'", "–": "-", "−": "-", "‐": "-", "‑": "-"}
"""Marks that rules meet as another."""

LONG_ROW = 100
"""Numbers in a row, of whatever notation, beyond which the rest are a table and are not looked at."""

REPEATS = 5
"""Times that one word is read where it stands again and again with no other between: no language says it more often."""

ROW = 4
"""Bare numbers in a row beyond which those inside are a table, and no time."""

TRIGGER = re.compile(r"[^\W\d_]|\d[./:–-]\d|(?<!\d)\d{4}(?!\d)")
"""What a stretch must hold to be worth cutting: a letter, a notation of date or time, or a number of four digits."""


SENTENCE_END = re.compile('\\.\\s+(?=["“«(]?[A-ZА-ЯЁІЇЄҐ])')
LAST_WORD = re.compile(r"[^\W\d_]+$")
DIGIT = re.compile(r"\d")
WORD = re.compile("[^\\W\\d_]+(?:'[а-яёіїєґ]+)*")


class Item:
    """A word, number or mark; or, once understood, a whole time expression (`sense`)."""

    __slots__ = ("capital", "end", "keys", "sense", "start", "word")

    def __init__(self, word: str, start: int, end: int, keys: tuple[Key, ...] | None = None, capital: bool = False) -> None:
        self.word = word
        self.start = start
        self.end = end
        self.keys = keys
        self.capital = capital
        self.sense: Any = None

    def has(self, names: frozenset[str]) -> bool:
        """Whether one of its keys is among the names."""
        return any(key[0] in names for key in self.keys or ())

    def __repr__(self) -> str:
        return f"Item({self.word!r}, {self.start}, {self.end})"


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that are read at once, as (start, end): paragraphs, none longer than `BLOCK`."""
    start = 0
    length = len(text)
    while start < length:
        end = text.find("\n\n", start, start + BLOCK)
        if end >= 0:
            yield start, end
            start = SPACE.match(text, end).end()  # type: ignore[union-attr]
            continue
        if length - start <= BLOCK:
            end = length
        else:
            end = start + BLOCK
            space = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
            end = space + 1 if space > start else end
        yield start, end
        start = end


def seen(text: str) -> tuple[str, list[int] | None]:
    """The text as a reader sees it, and for each of its characters the place in the original (None: the same)."""
    if INVISIBLE.search(text) is None:
        return text, None
    out: list[str] = []
    places: list[int] = []
    last = 0
    for hidden in INVISIBLE.finditer(text):
        start = hidden.start()
        out.append(text[last:start])
        places.extend(range(last, start))
        if out[-1] and hidden[0][0] in LETTER_MARKS:
            out[-1] = out[-1][:-1] + unicodedata.normalize("NFC", out[-1][-1] + hidden[0][0])[0]
        last = hidden.end()
    out.append(text[last:])
    places.extend(range(last, len(text) + 1))
    return "".join(out), places


def sentences(text: str, unended: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch as (start, end), as far as a full stop and a capital show them.

    No full stop ends one behind a letter alone or one of the words `unended`.
    """
    start = 0
    for found in SENTENCE_END.finditer(text):
        before = LAST_WORD.search(text, max(start, found.start() - LONGEST), found.start())
        if before is not None and len(before[0]) > 1 and before[0].lower() not in unended:
            yield start, found.end()
            start = found.end()
    if start < len(text):
        yield start, len(text)


def speaks_of_time(text: str, needed: frozenset[str]) -> bool:
    """Whether a text holds a digit or one of the words `needed`: without, nothing in it can be a time."""
    if DIGIT.search(text) is not None:
        return True
    shown = seen(text)[0].lower().replace("’", "'").replace("ʼ", "'")
    return not needed.isdisjoint(WORD.findall(shown))


def cut(text: str, offset: int, abbreviations: frozenset[str]) -> list[Item]:
    """The items of a stretch that starts at `offset` of the original; a full stop goes with its abbreviation."""
    shown, places = seen(text)
    if TRIGGER.search(shown) is None:
        return []
    items: list[Item] = []
    add = items.append
    row = numbers = same = 0
    last = ""
    for found in CUT.finditer(shown):
        kind = found.lastgroup
        raw = found[0]
        start, end = found.span()
        if kind == "plain":  # by far the most: a word with nothing to look at
            row = numbers = 0
            word = raw.lower()
            same = same + 1 if word == last else 0
            last = word
            if same < REPEATS:
                add(Item(word, start, end, None, raw[0].isupper()))
            continue
        if kind == "word":
            row = numbers = 0
            word = raw.lower()
            if not raw.isalpha():  # a full stop or apostrophe in it
                word = word.replace(".", "").replace("’", "'").replace("ʼ", "'")
            elif word in abbreviations and shown[end : end + 1] == ".":
                end += 1
            same = same + 1 if word == last else 0
            last = word
            if same < REPEATS:
                add(Item(word, start, end, None, raw[0].isupper()))
            continue
        if kind != "number":
            row = 0
        if kind == "mark":
            if items and items[-1].end > start:  # the full stop of an abbreviation, already taken
                if end > items[-1].end:
                    add(Item(raw[0], items[-1].end, end))
                continue
            add(Item(MARKS.get(raw[0], raw[0]), start, end))
        elif kind == "number":
            numbers += 1
            last = ""
            if numbers > LONG_ROW:
                continue
            if raw.isdecimal():
                add(Item(raw, start, end, plain(raw) if len(raw) <= LONGEST else ()))
                row += 1
                if row > ROW:
                    items[-2].keys = ()
            elif len(raw) <= LONGEST:
                for word, at, keys in pieces(raw):
                    add(Item(word, start + at, start + at + len(word), keys))
            else:
                add(Item("", start, end, ()))
        elif kind == "gap":
            if raw.count("\n") > 1:
                add(Item("\n", start, end))
        else:
            add(Item(raw, start, end, (("<stamp>", raw),)))
    if places is not None:
        for item in items:
            item.start, item.end = places[item.start], places[item.end - 1] + 1
    if offset:
        for item in items:
            item.start += offset
            item.end += offset
    return items
