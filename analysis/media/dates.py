"""Dates as files write them in text: one parser for what cameras, editors and muxers are known to write.

Sources of the notations: ISO 8601 and the W3C note on it, RFC 2822 section 3.3, C's asctime (which Microsoft's IDIT chunk
holds), ECMAScript's Date.toString, and the camera makers' own spellings that ExifTool's documentation of RIFF lists.
Only what is written is read: a zone is taken from the text alone, and where day and month can't be told apart only the
year is kept.
"""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction

from analysis.media.source import Listing
from analysis.when import Reading, parse_offset

MAX_TEXT = 80
"""Characters that a date may have; longer text is not one."""

_ZONE = r"(?P<zone>Z|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d\d)?|UTC|GMT)"
_CLOCK = (
    r"(?P<hour>\d{1,2}):\s?(?P<minute>\d{1,2})"
    r"(?:[:.]\s?(?P<second>\d{1,2})(?:[.,:](?P<fraction>\d{1,9})(?:,(?P<finer>\d{3}))?)?)?\s?(?P<half>[AP]M)?"
)
_BIG_ENDIAN = (
    r"(?P<year>\d{4})(?:(?P<mark>[-:/.])\s?(?P<month>\d{1,2})(?:(?P=mark)\s?(?P<day>\d{1,2})"
    rf"(?:/?(?:\s?T\s?|\s+|:){_CLOCK}(?:\s?{_ZONE})?)?)?)?"
)
_COMPACT = (
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    rf"(?:\s?[T_-]?\s?(?P<hour>\d\d)(?P<minute>\d\d)(?:(?P<second>\d\d)(?:[.,](?P<fraction>\d{{1,9}}))?)?(?:\s?{_ZONE})?)?"
)
_LITTLE_ENDIAN = rf"(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<two>\d{{1,2}})(?P=mark)(?P<year>\d{{4}})(?:,?(?:T|\s+){_CLOCK}(?:\s?{_ZONE})?)?"
_WORDED_CLOCK = rf"(?<![\d:+-]){_CLOCK}(?![\d:])"
_WORDED_ZONE = r"(?<![A-Z\d])(?P<zone>(?:UTC|GMT)?[+-]\d\d:?\d\d|UTC|GMT|Z)(?![A-Z\d])"
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}


def read_date(text: str) -> Reading | None:
    """The reading of a text that is a date and nothing else; None where it is not one or an impossible one.

    The offset is the one written in the text, else None. "3/4/2009" is read as the year 2009 and no more.
    """
    raw = text.strip(" \t\r\n\0")
    if not raw or len(raw) > MAX_TEXT or not raw.isascii() or not re.search(r"\d{4}", raw):  # no date is without a year
        return None
    body = re.sub(r"\s+", " ", raw)
    try:
        for pattern in (_COMPACT, _BIG_ENDIAN):
            if (found := re.fullmatch(pattern, body, re.IGNORECASE)) is not None:
                return _reading(found.groupdict(), raw)
        if (found := re.fullmatch(_LITTLE_ENDIAN, body, re.IGNORECASE)) is not None:
            return _day_or_month_first(found.groupdict(), raw)
        return _worded(body, raw)
    except ValueError:
        return None


def note_date(listing: Listing, tag: str, text: str, offset: int, length: int, *, name: str = "", utc: bool = False) -> None:
    """Note a field that holds a date as text: its reading, or "not set" where it has no digit but 0, or "malformed".

    `utc` says that the format, or the field's own name, makes it UTC where the text names no zone.
    """
    reading = read_date(text)
    if utc and reading is not None and reading.offset is None:
        reading = reading.with_offset(timedelta(0))
    if reading is not None:
        listing.note(tag, text.strip("\0"), offset, length, reading, name=name)
    else:
        empty = not re.search(r"[1-9]|[A-Za-z]{3}", text)
        listing.note(tag, text.strip("\0"), offset, length, status="not set" if empty else "malformed", name=name)


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text.upper() in {"Z", "UTC", "GMT"}:
        return timedelta(0)
    return parse_offset(text.replace(" ", ""))


def _reading(parts: dict[str, str | None], raw: str) -> Reading:
    hour = _number(parts.get("hour"))
    if hour is not None and parts.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError("no such hour on a clock of twelve")
        hour = hour % 12 + (12 if str(parts["half"]).upper() == "PM" else 0)
    digits = (parts.get("fraction") or "") + (parts.get("finer") or "")
    scale = 10 ** len(digits)
    year = _number(parts["year"])
    if year is None or year < 1:
        raise ValueError("no year")
    return Reading(
        year, _number(parts["month"]), _number(parts["day"]), hour, _number(parts.get("minute")), _number(parts.get("second")),
        Fraction(int(digits), scale) if digits else Fraction(0), Fraction(1, scale), _offset(parts.get("zone")), raw,
    )  # fmt: skip


def _day_or_month_first(parts: dict[str, str | None], raw: str) -> Reading:
    one, two = parts["one"], parts["two"]
    if one is None or two is None:
        raise ValueError("no day")
    if int(one) == int(two) or int(one) > 12:
        return _reading(parts | {"day": one, "month": two}, raw)
    if int(two) > 12:
        return _reading(parts | {"day": two, "month": one}, raw)
    return Reading(int(parts["year"] or 0), raw=raw)


def _worded(body: str, raw: str) -> Reading | None:
    """ "Mon Mar 10 15:04:43 2003", "Thu, 4 Oct 2012 22:16:12 -0300", "Thu Oct 4 22:16:12 GMT-0300 2012" and the like."""
    parts: dict[str, str | None] = {"year": None, "month": None, "day": None}
    body = re.sub(r"\([^)]*\)", " ", body)
    if (clock := re.search(_WORDED_CLOCK, body, re.IGNORECASE)) is not None:
        parts |= clock.groupdict()
        body = body[: clock.start()] + " " + body[clock.end() :]
    if (zone := re.search(_WORDED_ZONE, body, re.IGNORECASE)) is not None:
        parts["zone"] = zone["zone"]
        body = body[: zone.start()] + " " + body[zone.end() :]
    for word in re.split(r"[\s,/-]+", body.strip()):
        if re.fullmatch(r"\d{4}", word) and parts["year"] is None:
            parts["year"] = word
        elif re.fullmatch(r"\d{1,2}", word) and parts["day"] is None:
            parts["day"] = word
        elif word.isalpha() and word[:3].lower() in _MONTHS and parts["month"] is None:
            parts["month"] = str(_MONTHS[word[:3].lower()])
        elif not re.fullmatch(r"[A-Za-z]{1,9}\.?", word):  # a weekday or a zone's name, which offsets can't be told from
            return None
    if parts["year"] is None or parts["month"] is None or (parts["day"] is None and clock is not None):
        return None
    return _reading(parts, raw)
