"""Lengths of time that a person types: "24h", "1d", "90m", "7 days", "1h30m", "PT24H", «24 часа», «доба».

A day is 24 hours and a week seven of them, as ISO 8601 and the law of most calendars on clocks have it on days without a
change of clocks; months and years have no fixed length and are refused.
"""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction

LONGEST = timedelta(days=3660)
"""Ten years: nothing that one statement covers is longer."""

EXPECTED = "write one such as 24h, 90m, 7 days or PT24H"

_UNITS: dict[str, int] = {
    word: seconds
    for seconds, words in (
        (1, "s sec secs second seconds с сек секунда секунды секунд секунди"),
        (60, "m min mins minute minutes мин минута минуты минут хв хвилина хвилини хвилин"),
        (3600, "h hr hrs hour hours ч час часа часов година години годин"),
        (86400, "d day days сутки суток день дня дней доба доби діб добу дні днів"),
        (604800, "w week weeks неделя недели недель неделю тиждень тижні тижнів"),
    )
    for word in words.split()
}
_PART = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)?\s?([^\W\d_]+)\.?[\s,]*")
_ISO = re.compile(r"P(?:(\d{1,5})W|(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?)", re.I)


class DurationError(ValueError):
    """What was typed is no length of time; the message is one sentence that says what is expected."""


def parse_duration(text: str) -> timedelta:
    """The length of time that was typed, to the microsecond. Raises `DurationError`."""
    if len(text) > 60:
        raise DurationError(f"A text of {len(text):,} characters is no length of time: {EXPECTED}.")
    typed = text.strip()
    if not typed.isprintable() or any(sign.isdigit() and not sign.isascii() for sign in typed):
        raise DurationError(f"The length of time holds characters that it can't: {EXPECTED}.")
    seconds = _iso_seconds(typed)
    if seconds is None:
        seconds = _worded_seconds(typed)
    if not seconds:
        raise DurationError(f"“{typed}” is no length of time: {EXPECTED}.")
    length = timedelta(microseconds=int(seconds * 1_000_000))
    if length > LONGEST:
        raise DurationError(f"“{typed}” is longer than the ten years that a statement may cover: {EXPECTED}.")
    return length


def _iso_seconds(typed: str) -> Fraction | None:
    """ISO 8601 with weeks, days, hours, minutes and seconds; None where it is not one."""
    match = _ISO.fullmatch(typed)
    if match is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return Fraction(weeks * 604800 + days * 86400 + hours * 3600 + minutes * 60 + seconds)


def _worded_seconds(typed: str) -> Fraction | None:
    """Numbers with units, largest first; a unit alone counts once. None where a part is not one."""
    total, at, before = Fraction(0), 0, max(_UNITS.values()) + 1
    while at < len(typed):
        match = _PART.match(typed, at)
        unit = _UNITS.get(match[2].lower()) if match else None
        if match is None or unit is None or unit >= before:
            return None
        if match[1] is None and (at or match.end() < len(typed)):
            return None
        total += Fraction((match[1] or "1").replace(",", ".")) * unit
        at, before = match.end(), unit
    return total
