"""Time zones as people write them after a time: "Z", "+03:00", "MSK", "Europe/Moscow", "Kyiv time".

An abbreviation is accepted only where it has one meaning among the zones people write it for, and only for a moment at which it is in
force: "CET" on a July day is a slip for CEST or not, and is asked for.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from analysis.when import Reading, Zone, offset_name, parse_offset, zone_named

ABBREVIATIONS: dict[str, str] = {
    "MSK": "Europe/Moscow",
    "MSD": "Europe/Moscow",
    "CET": "Europe/Brussels",
    "CEST": "Europe/Brussels",
    "EET": "Europe/Kyiv",
    "EEST": "Europe/Kyiv",
    "WET": "Europe/Lisbon",
    "WEST": "Europe/Lisbon",
}
"""Abbreviations of one meaning, with a zone that uses them (IANA tzdata, file europe). EST, CST, IST and BST have several."""

PHRASES: dict[str, str] = {
    "мск": "Europe/Moscow",
    "moscow": "Europe/Moscow",
    "moscow time": "Europe/Moscow",
    "по москве": "Europe/Moscow",
    "по мск": "Europe/Moscow",
    "по московскому времени": "Europe/Moscow",
    "московского времени": "Europe/Moscow",
    "kyiv": "Europe/Kyiv",
    "kyiv time": "Europe/Kyiv",
    "kiev time": "Europe/Kyiv",
    "за києвом": "Europe/Kyiv",
    "за київським часом": "Europe/Kyiv",
    "по киеву": "Europe/Kyiv",
    "по киевскому времени": "Europe/Kyiv",
}
"""What Russian, Ukrainian and English news write after a time, in lower case."""

EXPECTED = "write a zone such as Europe/Moscow, or an offset such as +03:00"


class ZoneWordError(ValueError):
    """The zone can't be used; the message is a clause that says what is expected."""


def in_typed_zone(reading: Reading, words: str) -> Reading:
    """The reading with the offset that the typed zone had at that time.

    Raises ZoneWordError for an unknown zone, for one that is not in force then, and where the zone's clocks change within the reading.
    """
    zone = _zone(words)
    if isinstance(zone, timedelta):
        return reading.with_offset(zone)
    whole = reading.span(zone)
    name = words.strip().upper()
    for offset in _offsets(reading, zone):
        fixed = reading.with_offset(offset)
        if fixed.span() == whole:
            if name in ABBREVIATIONS and whole.start is not None and whole.start.astimezone(zone).tzname() != name:
                raise ZoneWordError(f"{name} is not in force on that day: write the offset, such as {offset_name(offset)}.")
            return fixed
    raise ZoneWordError(f"the clocks of {words} change at that time: write the offset, such as +03:00, or a time without a zone.")


def _zone(words: str) -> Zone:
    text = words.strip()
    upper, lower = text.upper(), text.lower()
    if upper in ABBREVIATIONS:
        return ZoneInfo(ABBREVIATIONS[upper])
    if lower in PHRASES:
        return ZoneInfo(PHRASES[lower])
    if text[0] in "+-−" or upper[:3] in ("UTC", "GMT"):
        offset = timedelta(0) if upper in ("UTC", "GMT") else parse_offset(text.replace(" ", ""))
        if offset is None:
            raise ZoneWordError(f"“{text}” is no UTC offset between -12:00 and +14:00: {EXPECTED}.")
        return offset
    if upper == "Z":
        return timedelta(0)
    if "/" not in text:  # "EST" is an IANA name too, but not one meaning among the people who write it
        raise ZoneWordError(f"“{text}” is no time zone of one meaning: {EXPECTED}.")
    try:
        return zone_named(text)
    except ValueError:
        raise ZoneWordError(f"“{text}” is no time zone known here: {EXPECTED}.") from None


def _offsets(reading: Reading, zone: ZoneInfo) -> list[timedelta]:
    """The offsets that the zone has at the reading's start."""
    start = reading.with_offset(timedelta(0)).span().start or datetime.min.replace(tzinfo=UTC)
    found = [start.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)]
    return [offset for offset in dict.fromkeys(found) if offset is not None]
