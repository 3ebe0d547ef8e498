"""Moments and spans as a person reads them: in the case's zone, 24-hour clock, no more than is known.

Nothing here computes about time: it writes down, in one zone, what a `Span` holds. The zone is named wherever
a time of day is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Self
from zoneinfo import ZoneInfo

from analysis.case import Case
from analysis.when import Span, Zone, offset_name

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Wall:
    """A clock on the wall: moments as they read in one zone. `name` says whose clock, such as "Moscow time"."""

    zone: Zone | None = None
    name: str = "UTC"

    @classmethod
    def of(cls, case: Case) -> Self:
        """The case's zone; UTC, named as such, where the case has none."""
        return cls(case.zone, zone_words(case.zone, case.zone_name))

    def local(self, moment: datetime) -> datetime:
        """The moment in this zone; in UTC where the zone would leave the years 1 to 9999."""
        zone: tzinfo = UTC
        if isinstance(self.zone, ZoneInfo):
            zone = self.zone
        elif self.zone is not None:
            zone = timezone(self.zone)
        try:
            return moment.astimezone(zone)
        except OverflowError:
            return moment.astimezone(UTC)

    def day(self, moment: datetime, *, year: bool = True) -> str:
        """ "18 September 2024" """
        local = self.local(moment)
        return f"{local.day} {MONTHS[local.month - 1]}" + (f" {local.year}" if year else "")

    def short_day(self, moment: datetime, *, year: bool = False) -> str:
        """ "Wed 18 Sep" """
        local = self.local(moment)
        text = f"{WEEKDAYS[local.weekday()][:3]} {local.day} {MONTHS[local.month - 1][:3]}"
        return f"{text} {local.year}" if year else text

    def weekday(self, moment: datetime) -> str:
        return WEEKDAYS[self.local(moment).weekday()]

    def time(self, moment: datetime) -> str:
        """ "14:00", with seconds only where there are any."""
        local = self.local(moment)
        return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"

    def moment(self, moment: datetime, *, year: bool = True) -> str:
        """ "18 September 2024, 14:00" """
        return f"{self.day(moment, year=year)}, {self.time(moment)}"

    def from_(self, moment: datetime, *, year: bool = True) -> str:
        """The first instant of something: a day's midnight is the day."""
        return self.day(moment, year=year) if self.midnight(moment) else self.moment(moment, year=year)

    def until(self, moment: datetime, *, year: bool = True) -> str:
        """The end (exclusive) of something: a day's midnight is "the end of" the day before."""
        if self.midnight(moment):
            return f"the end of {self.day(moment - INSTANT, year=year)}"
        return self.moment(moment, year=year)

    def midnight(self, moment: datetime) -> bool:
        local = self.local(moment)
        return (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)

    def span(self, span: Span, *, year: bool = True) -> str:
        """ "18 September 2024", "16:07:10 on 16 February 2022", "from 17 September 2024, 14:00 to ..." """
        if span.start is None or span.end is None:
            if span.start is None and span.end is None:
                return "at any time"
            if span.end is not None:
                return f"not after {self.until(span.end, year=year)}"
            assert span.start is not None
            return f"not before {self.from_(span.start, year=year)}"
        first, last = span.start, span.end - INSTANT
        one_day = self.local(first).date() == self.local(last).date()
        if self.midnight(span.start) and self.midnight(span.end):
            return self.day(first, year=year) if one_day else f"from {self.day(first, year=year)} to {self.until(span.end, year=year)}"
        if span.end - span.start <= timedelta(seconds=60):
            return self.moment(first, year=year)
        if one_day:
            return f"{self.day(first, year=year)}, {self.time(first)} to {'24:00' if self.midnight(span.end) else self.time(span.end)}"
        return f"from {self.moment(first, year=year)} to {self.until(span.end, year=year)}"

    def tells_time(self, span: Span) -> bool:
        """Whether the words for this span show a time of day, so that the zone has to be named."""
        return any(moment is not None and not self.midnight(moment) for moment in (span.start, span.end))

    def named(self, span: Span, *, year: bool = True) -> str:
        """The span with the zone, where a time of day is shown."""
        words = self.span(span, year=year)
        return f"{words} {self.name}" if self.tells_time(span) else words


def zone_words(zone: Zone | None, name: str = "") -> str:
    """ "Moscow time" for Europe/Moscow, "UTC+03:00" for an offset, "UTC" for none."""
    if zone is None:
        return "UTC"
    if isinstance(zone, ZoneInfo):
        key = zone.key or name
        area, _, place = key.rpartition("/")
        return key if not area or area.startswith("Etc") else f"{place.replace('_', ' ')} time"
    written = offset_name(zone)
    return written if written == "UTC" else f"UTC{written}"
