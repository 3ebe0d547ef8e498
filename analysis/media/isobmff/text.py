"""Text in boxes: Mac Roman or UTF-8 or UTF-16, and dates that stand inside it or inside unexplained bytes."""

from __future__ import annotations

import re

from analysis.media.dates import note_date, read_date
from analysis.media.source import Listing

DATE_IN_BYTES = re.compile(
    rb"(?<!\d)(?:19|20)\d\d([-:/.])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])[T ]{1,2}(?:[01]\d|2[0-3]):[0-5]\d"
    rb"(?::[0-6]\d(?:\.\d{1,6})?)?(?: ?(?:Z|[+-][01]\d:?[0-5]\d))?(?!\d)"
)
"""A date with a time of day, the year first."""

NAMED_DATE = re.compile(r"date|time$|^[©@]day$|when", re.IGNORECASE)
"""Field names that promise a date."""


def decoded(raw: bytes) -> str:
    """Text of no stated encoding: UTF-16 by its mark, else UTF-8, else Mac Roman; ends at the first zero."""
    if raw[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return raw.decode("utf-16", "replace").split("\0")[0]
    raw = raw.split(b"\0")[0]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("mac_roman", "replace")


def printable(raw: bytes) -> bool:
    """Whether bytes are text that a person could read, zeros at the end aside."""
    raw = raw.rstrip(b"\0")
    return bool(raw) and all(byte >= 32 or byte in (9, 10, 13) for byte in raw) and 127 not in raw


def note_text(listing: Listing, tag: str, text: str, offset: int, length: int, *, dated: bool = False) -> None:
    """Add a text field; it is a date where it reads as one with at least a day, or where `dated` says that it must be one."""
    text = text.strip(" \t\r\n\0")
    reading = read_date(text) if text[:1].isdigit() or dated else None
    if dated and any(character.isdigit() for character in text):
        note_date(listing, tag, text, offset, length)
    elif reading is not None and reading.day is not None and re.search(r"\d\D\d|T", text):
        listing.note(tag, text, offset, length, reading)
    elif text:
        listing.note(tag, text, offset, length)


def note_dates_inside(listing: Listing, tag: str, raw: bytes, offset: int, limit: int = 4) -> int:
    """Note the dates that stand inside bytes, each once; returns how many."""
    seen: set[bytes] = set()
    for found in DATE_IN_BYTES.finditer(raw):
        if found.group() not in seen and len(seen) < limit:
            seen.add(found.group())
            note_date(listing, tag, found.group().decode("ascii"), offset + found.start(), len(found.group()))
    return len(seen)
