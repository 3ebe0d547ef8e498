"""From what stands in a case file as a date to a `Reading`, and to the earliest and latest instant that it can mean."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from analysis.casefile.schema import Moment, shown
from analysis.typed import EXAMPLES, WhenError, parse_when, parse_window
from analysis.when import Reading, Span, Zone


class Instant(NamedTuple):
    """The earliest and the latest instant (UTC) that a typed date can mean; None is open."""

    earliest: datetime | None
    latest: datetime | None


def reading_of(value: Moment, day_first: bool | None) -> Reading:
    """The reading of a date in the file: a text, TOML's own date or date-time, or a number. Raises `WhenError`."""
    if isinstance(value, str):
        reading = parse_when(value, day_first)
    elif isinstance(value, datetime):
        reading = _native(value)
    elif isinstance(value, date):
        reading = Reading(value.year, value.month, value.day, raw=value.isoformat())
    else:
        reading = parse_when(str(value))
    if reading.unset:
        raise WhenError(f"{shown(reading.raw)} is what a device shows whose clock was never set: write a date such as {EXAMPLES}.")
    return reading


def window_of(value: Moment, day_first: bool | None, zone: Zone | None) -> tuple[Reading, Span]:
    """The first reading and the span of a period: one date, or two as "from/to". Raises `WhenError`."""
    if not isinstance(value, str) or "/" not in value:
        reading = reading_of(value, day_first)
        return reading, reading.span(zone)
    first, last = parse_window(value, day_first)
    start, end = first.span(zone).start, (last.span(zone).end if first == last else instant_of(last, zone).latest)
    if runs_backwards(first, last, zone) or (start is not None and end is not None and start >= end):
        raise WhenError(f"{shown(value)} ends before it starts: write the earlier time first.")
    return first, Span(start, end)


def runs_backwards(first: Reading, last: Reading, zone: Zone | None) -> bool:
    """Whether a period ends no later than it starts, in whatever zone both were written."""
    if zone is None and (first.offset is None) != (last.offset is None):
        return False
    frame = zone if zone is not None else timedelta(0)
    start, end = instant_of(first, frame).earliest, instant_of(last, frame).latest
    return start is not None and end is not None and start >= end


def instant_of(reading: Reading, zone: Zone | None) -> Instant:
    """What a typed point in time can mean.

    A time to the minute or finer is the instant at which it begins: "14:00" is 14:00. A coarser one is any instant within it: a
    day may be its first or its last.
    """
    span = reading.span(zone)
    if reading.minute is None or span.end is None:
        return Instant(span.start, span.end)
    width = timedelta(minutes=1) if reading.second is None else _length(reading.resolution)
    return Instant(span.start, span.end - width)


def _length(seconds: Fraction) -> timedelta:
    return timedelta(microseconds=max(1, int(seconds * 1_000_000)))


def _native(value: datetime) -> Reading:
    """TOML's own date-time, with its offset where it has one."""
    return Reading(
        value.year, value.month, value.day, value.hour, value.minute, value.second,
        Fraction(value.microsecond, 1_000_000), Fraction(1, 1_000_000) if value.microsecond else Fraction(1),
        value.utcoffset(), value.isoformat(),
    )  # fmt: skip
