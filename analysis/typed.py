"""Dates that a person types, in the case file or on the page: text in, `Reading` out, or one sentence that says what is expected.

Nothing is guessed. Where the day and the month could change places, `Ambiguous` carries both readings; a date that does
not exist is refused, not mended; a year of two digits, a date without a year and a zone of many meanings are asked for.
Accepted are ISO 8601 at any precision (extended, basic, week and ordinal dates), day, month and year in digits, month
names in English, Russian and Ukrainian, and Unix time in seconds or milliseconds.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from analysis.calendar_names import MONTH_TITLES, MONTHS, WEEKDAY_TITLES, WEEKDAYS
from analysis.when import Reading
from analysis.zone_words import ZoneWordError, in_typed_zone

LONGEST = 100
"""Characters that a typed date may have: the longest form with a weekday and a zone in words stays well below."""

EXAMPLES = "2024-09-18, 2024-09-18 14:00, 2024-09-18T14:00:05+03:00 or 18 September 2024"
UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class WhenError(ValueError):
    """What was typed is no date that can be used; the message is one sentence that says what is expected."""


class Ambiguous(WhenError):
    """Day and month could change places. `day_first` and `month_first` are the two readings."""

    def __init__(self, text: str, day_first: Reading, month_first: Reading) -> None:
        self.day_first = day_first
        self.month_first = month_first
        first, second = (f"{r.day} {MONTH_TITLES[(r.month or 1) - 1]} {r.year}" for r in (day_first, month_first))
        super().__init__(
            f"“{text}” may be {first} or {second}: say whether the day comes first, "
            f"or write {day_first.wall[:10]} or {month_first.wall[:10]}."
        )


class _Day(NamedTuple):
    year: int
    month: int | None = None
    day: int | None = None


class _Time(NamedTuple):
    hour: int
    minute: int | None = None
    second: int | None = None
    fraction: Fraction = Fraction(0)
    resolution: Fraction = Fraction(1)


_WORD = r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?"
_YEAR_MARK = r"(?:\s?(?:года|году|року|[гр]\.|[гр](?!\w)))?"
_END = r"(?![\w/]|[-.]\d)"
_YMD = re.compile(r"(\d{4})([-/.:])(\d{1,2})\2(\d{1,2})(?!\d)")
_YM = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}}){_END}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?(\d))?(?!\d)", re.I)
_ORDINAL = re.compile(r"(\d{4})-(\d{3})(?!\d)")
_DMY = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2}(?!\d))(?!\d)" + _YEAR_MARK)
_MY = re.compile(rf"(\d{{1,2}})[/.](\d{{4}}){_END}")
_D_MONTH_Y = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|-?го|-?е)?[\s.-]*(?:of\s)?({_WORD})\.?,?[\s-]*(\d+)?(?!\d)({_YEAR_MARK})", re.I)
_MONTH_D_Y = re.compile(rf"({_WORD})\.?\s?(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:(?:,\s?|\s)(\d+)(?![\d:]))?", re.I)
_MONTH_Y = re.compile(rf"({_WORD})\.?,?\s?(\d{{4}})(?!\d){_YEAR_MARK}", re.I)
_YEAR = re.compile(rf"(\d{{4}})(?!\d){_YEAR_MARK}", re.I)
_WEEKDAY = re.compile(rf"({_WORD})\.?,?\s", re.I)
_UNIX = re.compile(r"@?(\d+)(?:\.(\d{1,9}))?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?![\d:.])\s?(?:([ap])\.?m\b\.?)?", re.I)
_CLOCK_BASIC = re.compile(r"(\d{2})(?:(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?)?(?![\d:.])")
_HOUR = re.compile(r"(\d{1,2})\s?([ap])\.?m\b\.?", re.I)
_JOINT = re.compile(r"\s?,?\s?(?:(?:at|в|о|об|у)\s)?", re.I)


def parse_when(text: str, day_first: bool | None = None) -> Reading:
    """The reading of a typed date or time; its precision is what was typed.

    `day_first` says how 03/04/2024 is meant; None: not known. Raises `WhenError`, or its subclass
    `Ambiguous` where both orders give a date and `day_first` is None.
    """
    typed = tidy(text)
    unix = _unix_time(typed)
    if unix is not None:
        return unix
    body, clock = _leading_clock(typed)
    body, weekday = _leading_weekday(body)
    days, rest = _date(body, typed, day_first)
    if clock is None:
        clock, rest = _trailing_clock(rest, typed)
    if clock is not None and days[0].day is None:
        raise WhenError(f"“{typed}” has a time but no day: write a date such as {EXAMPLES}.")
    readings = [_reading(day, clock, typed) for day in days]
    if weekday is not None:
        readings = [r for r in readings if _weekday_of(r) == weekday]
        if not readings:
            raise WhenError(
                f"“{typed}” can't be: that day is a {WEEKDAY_TITLES[_weekday_of(_reading(days[0], None, typed)) - 1]}, "
                f"not a {WEEKDAY_TITLES[weekday - 1]}."
            )
    zone = rest.strip(" ,()")
    if zone:
        if not zone[0].isalpha() and zone[0] not in "+-−":
            raise _unreadable(typed)
        try:
            readings = [in_typed_zone(reading, zone) for reading in readings]
        except ZoneWordError as error:
            raise WhenError(f"“{typed}”: {error}") from None
    if len(readings) == 2:
        raise Ambiguous(typed, readings[0], readings[1])
    return readings[0]


def parse_window(text: str, day_first: bool | None = None) -> tuple[Reading, Reading]:
    """The first and last reading of a typed period: one date, or two as an ISO 8601 interval, "2024-09-17 14:00/2024-09-18 14:00".

    Raises `WhenError` as `parse_when` does.
    """
    first, slash, last = text[: 2 * LONGEST].partition("/")
    if slash and "/" not in last and all(re.search(r"\d{4}", part) for part in (first, last)) and len(text) <= 2 * LONGEST:
        return parse_when(first, day_first), parse_when(last, day_first)
    reading = parse_when(text, day_first)
    return reading, reading


def tidy(text: str) -> str:
    """The typed text with single plain spaces; raises `WhenError` for what can't be part of a date."""
    if len(text) > LONGEST:
        raise WhenError(f"A text of {len(text):,} characters is no date: write one such as {EXAMPLES}.")
    # Windows puts direction marks around dates that are copied from its file properties.
    plain = re.sub("[\u200e\u200f\ufeff]", "", text)
    typed = re.sub(r"[ \t\r\n\u00a0\u2009\u202f]+", " ", plain).strip()
    if not typed:
        raise WhenError(f"No date is given: write one such as {EXAMPLES}.")
    if any(unicodedata.category(sign).startswith("C") for sign in typed):
        raise WhenError(f"The date holds invisible control characters: type it anew, such as {EXAMPLES}.")
    if any(sign.isdigit() and not sign.isascii() for sign in typed):
        raise WhenError(f"“{typed}” is not written with the digits 0 to 9: write a date such as {EXAMPLES}.")
    return typed


def _unreadable(typed: str) -> WhenError:
    return WhenError(f"“{typed}” is no date that can be read here: write one such as {EXAMPLES}.")


def _unix_time(typed: str) -> Reading | None:
    """A bare number of Unix seconds (9 or 10 digits) or milliseconds (13); None where the text is something else."""
    match = _UNIX.fullmatch(typed)
    if match is None or len(match[1]) in (4, 8) or (match[2] and len(match[1]) < 9):
        return None
    digits = len(match[1])
    if digits == 14:
        return None
    if digits not in (9, 10, 13):
        raise WhenError(
            f"“{typed}” is no date: a bare number is read as Unix time in seconds (10 digits) or milliseconds (13 digits); "
            f"else write {EXAMPLES}."
        )
    hours = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[01]\d|2[0-3])", typed)
    if hours and _exists(_Day(*map(int, hours.groups()))):
        raise WhenError(f"“{typed}” may be Unix time or a date and an hour: write {EXAMPLES}.")
    fraction = Fraction(int(match[2]), 10 ** len(match[2])) if match[2] else Fraction(0)
    resolution = Fraction(1, 10 ** len(match[2])) if match[2] else Fraction(1)
    seconds = int(match[1]) + fraction
    if digits == 13:
        if match[2]:
            raise _unreadable(typed)
        seconds, resolution = Fraction(int(match[1]), 1000), Fraction(1, 1000)
    reading = Reading.since(UNIX_EPOCH, seconds, offset=timedelta(0), raw=typed)
    return replace(reading, resolution=resolution)


def _leading_clock(typed: str) -> tuple[str, _Time | None]:
    """A time that stands before its date ("14:00, 18.09.2024"), taken off."""
    match = _CLOCK.match(typed)
    if match is None:
        return typed, None
    return typed[match.end() :].lstrip(" ,"), _clock(match, typed)


def _leading_weekday(body: str) -> tuple[str, int | None]:
    match = _WEEKDAY.match(body)
    if match is None or match[1].lower() not in WEEKDAYS:
        return body, None
    return body[match.end() :].lstrip(), WEEKDAYS[match[1].lower()]


def _weekday_of(reading: Reading) -> int:
    if reading.month is None or reading.day is None:
        raise WhenError(f"“{reading.raw}” has a weekday but no day: write a date such as {EXAMPLES}.")
    return date(reading.year, reading.month, reading.day).isoweekday()


def _date(body: str, typed: str, day_first: bool | None) -> tuple[list[_Day], str]:
    """The date at the start of the text (two where the order is open) and what follows it."""
    if match := _WEEK.match(body):
        return [_week(match, typed)], body[match.end() :]
    if match := _YMD.match(body):
        return [_checked(_Day(int(match[1]), int(match[3]), int(match[4])), typed)], body[match.end() :]
    if match := _ORDINAL.match(body):
        return [_ordinal(match, typed)], body[match.end() :]
    if match := _YM.match(body):
        return [_checked(_Day(int(match[1]), int(match[2])), typed)], body[match.end() :]
    if match := _DMY.match(body):
        if len(match[4]) == 2:
            raise WhenError(f"“{typed}” gives the year with two digits: write all four, such as {EXAMPLES}.")
        return _either_order(int(match[1]), int(match[3]), int(match[4]), typed, day_first), body[match.end() :]
    if match := _MY.match(body):
        return [_checked(_Day(int(match[2]), int(match[1])), typed)], body[match.end() :]
    named = _named_month(body, typed)
    if named is not None:
        return named
    if re.fullmatch(r"\d{14}", body):  # 20240918140000: the basic form without its T
        return [_checked(_Day(int(body[:4]), int(body[4:6]), int(body[6:8])), typed)], "T" + body[8:]
    if match := _COMPACT.match(body):
        return [_checked(_Day(int(match[1]), int(match[2]), int(match[3])), typed)], body[match.end() :]
    if match := _YEAR.match(body):
        return [_checked(_Day(int(match[1])), typed)], body[match.end() :]
    raise _unreadable(typed)


def _named_month(body: str, typed: str) -> tuple[list[_Day], str] | None:
    """A date with its month in words; None where the text holds no such date."""
    if (match := _D_MONTH_Y.match(body)) and match[2].lower() in MONTHS:
        return [_checked(_Day(_full_year(match[3], typed), MONTHS[match[2].lower()], int(match[1])), typed)], body[match.end() :]
    match = _MONTH_D_Y.match(body)
    if match and match[1].lower() in MONTHS:
        return [_checked(_Day(_full_year(match[3], typed), MONTHS[match[1].lower()], int(match[2])), typed)], body[match.end() :]
    if (match := _MONTH_Y.match(body)) and match[1].lower() in MONTHS:
        return [_checked(_Day(int(match[2]), MONTHS[match[1].lower()]), typed)], body[match.end() :]
    return None


def _full_year(digits: str | None, typed: str) -> int:
    if digits is None:
        raise WhenError(f"“{typed}” has no year: write one such as {EXAMPLES}.")
    if len(digits) != 4:
        raise WhenError(f"“{typed}” does not give the year with four digits: write one such as {EXAMPLES}.")
    return int(digits)


def _either_order(first: int, second: int, year: int, typed: str, day_first: bool | None) -> list[_Day]:
    by_day, by_month = _Day(year, second, first), _Day(year, first, second)
    if day_first is not None:
        return [_checked(by_day if day_first else by_month, typed)]
    possible = [day for day in dict.fromkeys((by_day, by_month)) if _exists(day)]
    return possible or [_checked(by_day, typed)]


def _week(match: re.Match[str], typed: str) -> _Day:
    if match[3] is None:
        raise WhenError(f"“{typed}” names a whole week: add its day, such as 2024-W38-3 for a Wednesday, or write {EXAMPLES}.")
    try:
        found = date.fromisocalendar(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise WhenError(f"“{typed}” is no week date: the week lies between 01 and 52 or 53, the day between 1 and 7.") from None
    return _Day(found.year, found.month, found.day)


def _ordinal(match: re.Match[str], typed: str) -> _Day:
    year, number = int(match[1]), int(match[2])
    if year == 0 or not 1 <= number <= 365 + calendar.isleap(year):
        raise WhenError(f"“{typed}” is no date: the day of the year lies between 001 and 365 or 366.")
    found = date(year, 1, 1) + timedelta(days=number - 1)
    return _Day(found.year, found.month, found.day)


def _exists(day: _Day) -> bool:
    return (
        day.year >= 1
        and (day.month is None or 1 <= day.month <= 12)
        and (day.day is None or 1 <= day.day <= calendar.monthrange(day.year, day.month or 1)[1])
    )


def _checked(day: _Day, typed: str) -> _Day:
    if _exists(day):
        return day
    if day.year < 1:
        raise WhenError(f"“{typed}” is no date: the year lies between 0001 and 9999.")
    if day.month is None or not 1 <= day.month <= 12:
        raise WhenError(f"“{typed}” is no date: there is no month {day.month}.")
    last = calendar.monthrange(day.year, day.month)[1]
    raise WhenError(f"“{typed}” is no date: {MONTH_TITLES[day.month - 1]} {day.year} has the days 1 to {last}.")


def _trailing_clock(rest: str, typed: str) -> tuple[_Time | None, str]:
    """The time after a date, and what follows it."""
    if rest[:1] in ("T", "t") and (match := _CLOCK_BASIC.match(rest, 1) or _CLOCK.match(rest, 1)):
        return _clock(match, typed), rest[match.end() :]
    joint = _JOINT.match(rest)
    at = joint.end() if joint else 0
    if match := _CLOCK.match(rest, at):
        return _clock(match, typed), rest[match.end() :]
    if match := _HOUR.match(rest, at):
        return _Time(_half_day(int(match[1]), match[2], typed)), rest[match.end() :]
    return None, rest


def _clock(match: re.Match[str], typed: str) -> _Time:
    hour, minute, second, digits = match[1], match[2], match[3], match[4]
    half = match[5] if match.re is _CLOCK else None
    hours = _half_day(int(hour), half, typed) if half else int(hour)
    if hours > 23:
        raise WhenError(f"“{typed}” is no time: the hour lies between 0 and 23; midnight at a day's end is 00:00 of the next.")
    if minute is not None and int(minute) > 59:
        raise WhenError(f"“{typed}” is no time: the minute lies between 0 and 59.")
    if second is not None and int(second) > 59 and (int(second), minute) != (60, "59"):
        raise WhenError(f"“{typed}” is no time: the second lies between 0 and 59.")
    size = Fraction(1, 10 ** len(digits)) if digits else Fraction(1)
    return _Time(
        hours,
        None if minute is None else int(minute),
        None if second is None else int(second),
        int(digits) * size if digits else Fraction(0),
        size,
    )


def _half_day(hour: int, half: str, typed: str) -> int:
    """The hour of a 12-hour clock: 12 am is 0, 12 pm is 12."""
    if not 1 <= hour <= 12:
        raise WhenError(f"“{typed}” is no time: with am and pm the hour lies between 1 and 12.")
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _reading(day: _Day, clock: _Time | None, typed: str) -> Reading:
    if clock is None:
        return Reading(day.year, day.month, day.day, raw=typed)
    try:
        return Reading(*day, clock.hour, clock.minute, clock.second, clock.fraction, clock.resolution, raw=typed)
    except ValueError:  # 9999-12-31 23:59:60
        raise _unreadable(typed) from None
