"""Numbers as texts write them: what a run of digits, dots, slashes, colons and dashes can be.

Each reading is a key that rules can ask for:

| key | is | value |
| --- | --- | --- |
| <n> | a number, 1,500 and 2.5 too | int or float |
| <day>, <hour>, <year>, <yy> | a number that can be one | int; <yy> the two digits |
| <hhmm> | four digits that can be a time, 1400 | (hour, minute) |
| <badyear> | five digits where a year is looked for | the digits |
| <date> | 2024-09-18, 18.09.24, 03/04/2024 | every (year, month, day) that it can be, as digits of the text |
| <ym> | 2024-09, 09/2024 | (year, month) |
| <md> | 2/15 | (first, second) |
| <dm> | 15.02, 14.00 | (first, second, digits of the second) |
| <clock> | 14:00, 14:00:05 | (hour, minute, second or None) |
| <stamp> | ISO 8601 with date and time | the text |
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

Key = tuple[str, Any]

LONGEST = 40
"""Characters: no date or time is written longer."""

ISO_DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
SHORT_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4,5}|\d\d)")
YEAR_MONTH = re.compile(r"([12]\d{3})[-/](\d{1,2})|(\d{1,2})[/.]([12]\d{3})")
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?")
PAIR = re.compile(r"(\d{1,2})([/.])(\d{1,2})")
DECIMAL = re.compile(r"\d{1,9}[.,]\d{1,3}")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
DASH = re.compile(r"[–-]")
SEPARATOR = re.compile(r"\D")
MOST_SEPARATORS = 2
"""In one notation of a date or time; a run with more is an address, a version or a score."""


@lru_cache(maxsize=8192)
def plain(raw: str) -> tuple[Key, ...]:
    """The keys of a run of decimal digits, at most `LONGEST`."""
    value = int(raw)
    keys: list[Key] = []
    if len(raw) <= 9:
        keys.append(("<n>", value))
    if len(raw) <= 2:
        if 1 <= value <= 31:
            keys.append(("<day>", value))
        if value <= 24:
            keys.append(("<hour>", value))
        if len(raw) == 2:
            keys.append(("<yy>", value))
    elif len(raw) == 4:
        if 1000 <= value <= 2199:
            keys.append(("<year>", value))
        if value // 100 <= 24 and value % 100 < 60:
            keys.append(("<hhmm>", (value // 100, value % 100)))
    elif len(raw) == 5:
        keys.append(("<badyear>", raw))
    return tuple(keys)


@lru_cache(maxsize=8192)
def pieces(raw: str) -> list[tuple[str, int, tuple[Key, ...]]]:
    """A run of digits with separators as (text, place in the run, keys); one that is no notation is cut at its dashes or separators."""
    keys = compound(raw)
    if keys:
        return [(raw, 0, keys)]
    if DASH.search(raw) is None and len(SEPARATOR.findall(raw)) > MOST_SEPARATORS:
        return [(raw, 0, ())]
    separators = DASH if DASH.search(raw) else SEPARATOR
    out: list[tuple[str, int, tuple[Key, ...]]] = []
    last = 0
    for separator in separators.finditer(raw):
        out += _piece(raw[last : separator.start()], last)
        mark = "-" if separator[0] == "–" else separator[0]
        out.append((mark, separator.start(), ()))
        last = separator.end()
    out += _piece(raw[last:], last)
    # A mark has no reading as a number: rules meet it as itself.
    return [(text, at, keys if text[:1].isdecimal() else ((text, None),)) for text, at, keys in out]


def _piece(part: str, at: int) -> list[tuple[str, int, tuple[Key, ...]]]:
    if part.isdecimal():
        return [(part, at, plain(part))]
    return [(text, at + inner, keys) for text, inner, keys in pieces(part)]


def compound(raw: str) -> tuple[Key, ...]:
    """The keys of a run of digits with separators as a whole; () where it is no notation."""
    if found := ISO_DATE.fullmatch(raw):
        return (("<date>", ((found[1], found[3], found[4]),)),)
    if found := SHORT_DATE.fullmatch(raw):
        return _short_date(found)
    if (found := CLOCK.fullmatch(raw)) and int(found[1]) <= 24 and int(found[2]) < 60 and int(found[3] or 0) <= 60:
        return (("<clock>", (int(found[1]), int(found[2]), int(found[3]) if found[3] else None)),)
    if found := YEAR_MONTH.fullmatch(raw):
        year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        if 1 <= int(month) <= 12:
            return (("<ym>", (int(year), int(month))),)
    keys: list[Key] = []
    if found := PAIR.fullmatch(raw):
        first, second = int(found[1]), int(found[3])
        if found[2] == "/":
            keys.append(("<md>", (first, second)))
        else:
            keys.append(("<dm>", (first, second, len(found[3]))))
    if THOUSANDS.fullmatch(raw):
        keys.append(("<n>", int(raw.replace(",", ""))))
    elif DECIMAL.fullmatch(raw) and raw[0] != "0":
        keys.append(("<n>", float(raw.replace(",", "."))))
    return tuple(keys)


def _short_date(found: re.Match[str]) -> tuple[Key, ...]:
    """Day first, month first, or either: with dots the day comes first, in every country that writes dates with dots.

    Where neither reading names a month of the year, what was written is kept, day first.
    """
    first, mark, second, year = found[1], found[2], found[3], found[4]
    day_first, month_first = (year, second, first), (year, first, second)
    can_day_first, can_month_first = int(second) <= 12, int(first) <= 12
    if mark == "." and can_day_first:
        return (("<date>", (day_first,)),)
    if can_day_first and can_month_first and first.zfill(2) != second.zfill(2):
        return (("<date>", (month_first, day_first)),)
    return (("<date>", (month_first if can_month_first and not can_day_first else day_first,)),)
