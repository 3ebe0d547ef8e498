"""Calendar periods, their TIMEX3 values, and the days on which festivals fall.

A period is a run of whole days in the Gregorian calendar; it knows no zone. Weeks are ISO 8601 weeks.
Values follow TIMEX3 (TimeML 1.2.1): 2024-W38, 2024-W38-WE, 2024-Q3, 2024-H2, 2024-SU, 202X, 20XX.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter  # type: ignore[import-untyped]

Unit = Literal["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = get_args(Unit)

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of each season of the northern year, as weather services count. The winter of a year starts in its December."""

LENGTH = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
"""The letters of ISO 8601 durations; TIMEX3 adds Q."""


@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole days, `first` to `last`, both in it; `value` is its TIMEX3 name."""

    unit: Unit
    first: date
    last: date
    value: str

    def shift(self, by: int) -> Period:
        """The period of the same unit so many further. Raises ValueError or OverflowError outside the years 1 to 9999."""
        if self.unit == "day":
            return day(self.first + timedelta(days=by))
        if self.unit in ("week", "weekend"):
            return period_of(self.unit, self.first + timedelta(weeks=by))
        months = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}[self.unit]
        index = self.first.year * 12 + self.first.month - 1 + by * months
        return period_of(self.unit, date(index // 12, index % 12 + 1, 1))

    def third(self, part: Literal["START", "MID", "END"]) -> tuple[date, date]:
        """The first and last day of its early, middle or late third; a month is cut after the 10th and the 20th."""
        if self.unit == "month":
            cuts = {"START": (1, 10), "MID": (11, 20), "END": (21, self.last.day)}[part]
            return self.first.replace(day=cuts[0]), self.first.replace(day=cuts[1])
        days = (self.last - self.first).days + 1
        one, two = days / 3, 2 * days / 3
        start, end = {"START": (0, one), "MID": (one, two), "END": (two, days)}[part]
        return self.first + timedelta(days=int(start)), self.first + timedelta(days=max(int(start), -int(-end // 1) - 1))


@lru_cache(maxsize=4096)
def day(of: date) -> Period:
    """One day."""
    return Period("day", of, of, of.isoformat())


@lru_cache(maxsize=2048)
def period_of(unit: Unit, of: date) -> Period:
    """The period of this unit in which a day lies. For a season: the one that has begun by then."""
    year, month = of.year, of.month
    if unit == "day":
        return day(of)
    if unit in ("week", "weekend"):
        monday = of - timedelta(days=of.weekday())
        number = of.isocalendar()
        value = f"{number.year:04d}-W{number.week:02d}"
        if unit == "week":
            return Period("week", monday, monday + timedelta(days=6), value)
        return Period("weekend", monday + timedelta(days=5), monday + timedelta(days=6), value + "-WE")
    if unit == "month":
        return _months(unit, year, month, 1, f"{year:04d}-{month:02d}")
    if unit == "quarter":
        return _months(unit, year, (month - 1) // 3 * 3 + 1, 3, f"{year:04d}-Q{(month - 1) // 3 + 1}")
    if unit == "half":
        return _months(unit, year, 1 if month < 7 else 7, 6, f"{year:04d}-H{1 if month < 7 else 2}")
    if unit == "season":
        begun = year - 1 if month < 3 else year
        code = "WI" if month < 3 or month == 12 else ("SP", "SU", "FA")[(month - 3) // 3]
        return _months(unit, begun, SEASONS[code], 3, f"{begun:04d}-{code}")
    if unit == "year":
        return _months(unit, year, 1, 12, f"{year:04d}")
    if unit == "decade":
        return _months(unit, max(1, year // 10 * 10), 1, 120 if year >= 10 else 108, f"{year // 10:03d}X")
    start = max(1, year // 100 * 100)
    return _months(unit, start, 1, 1200 if year >= 100 else 1188, f"{year // 100:02d}XX")


def _months(unit: Unit, year: int, month: int, count: int, value: str) -> Period:
    first = date(year, month, 1)
    index = year * 12 + month - 1 + count
    last = date.max if index // 12 > 9999 else date(index // 12, index % 12 + 1, 1) - timedelta(days=1)
    return Period(unit, first, last, value)


def season(year: int, code: str) -> Period:
    """The season of a year: SP, SU, FA or WI."""
    return period_of("season", date(year, SEASONS[code], 1))


def months_on(of: date, by: int) -> date:
    """The same day of the month so many months on, or the month's last day where it has no such day."""
    index = of.year * 12 + of.month - 1 + by
    target = period_of("month", date(index // 12, index % 12 + 1, 1))
    return target.first.replace(day=min(of.day, target.last.day))


def moved(of: date, count: int, unit: str) -> date:
    """A day moved by whole units: exact for days and weeks, by calendar for months and longer."""
    if unit in ("day", "week", "weekend"):
        return of + timedelta(days=count * (1 if unit == "day" else 7))
    return months_on(of, count * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit])


def weekday_near(of: date, weekday: int, which: Literal["recent", "past", "coming", "week"]) -> date:
    """A weekday (Monday is 1) around a day.

    recent: the last one, the day itself included; past: strictly before; coming: strictly after; week: the one in its ISO week.
    """
    step = (weekday - of.isoweekday()) % 7
    if which == "week":
        return of + timedelta(days=weekday - of.isoweekday())
    if which == "coming":
        return of + timedelta(days=step or 7)
    return of - timedelta(days=(7 - step) % 7 or (7 if which == "past" else 0))


def nth_weekday(within: Period, weekday: int, nth: int) -> date:
    """The nth weekday within a period; negative counts from its end. ValueError where there is none."""
    if nth > 0:
        found = within.first + timedelta(days=(weekday - within.first.isoweekday()) % 7 + 7 * (nth - 1))
    else:
        found = within.last - timedelta(days=(within.last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))
    if not within.first <= found <= within.last:
        raise ValueError("the period has no such weekday")
    return found


def nth_part(within: Period, unit: Unit, nth: int) -> Period:
    """The nth day, week, month ... of a period; negative counts from its end. ValueError where there is none.

    Weeks are those that lie wholly inside.
    """
    if unit == "week":
        edge = nth_weekday(within, 1, 1) if nth > 0 else nth_weekday(within, 7, -1)
        found = period_of("week", edge).shift(nth - 1 if nth > 0 else nth + 1)
    else:
        found = period_of(unit, within.first).shift(nth - 1) if nth > 0 else period_of(unit, within.last).shift(nth + 1)
    if found.last < within.first or found.first > within.last:
        raise ValueError("the period has no such part")
    return found


def festival(name: str, year: int) -> date:
    """The day of a festival in a year.

    `name` is "12-25" (month and day), "11-4-4" (the 4th Thursday of November), "easter" or "pascha" (the
    Western and the Orthodox Easter, as Gregorian dates, by python-dateutil), or any with "+49" (days later).
    """
    base, plus, days = name.partition("+")
    later = timedelta(days=int(days) if plus else 0)
    if base in ("easter", "pascha"):
        found: date = easter(year, EASTER_WESTERN if base == "easter" else EASTER_ORTHODOX)
        return found + later
    numbers = [int(part) for part in base.split("-")]
    if len(numbers) == 3:
        return nth_weekday(period_of("month", date(year, numbers[0], 1)), numbers[2], numbers[1]) + later
    return date(year, numbers[0], numbers[1]) + later
