"""Time: what a source wrote (`Reading`) and where on the UTC line it lies (`Span`).

All arithmetic on time happens here. Two rules hold everywhere in the tool: no datetime is naive, and
what is not known is width. A `Reading` keeps exactly the fields that were written; a `Span` is a
half-open interval [start, end) in UTC, either end possibly open (None). Reading becomes Span in one
place, `Reading.span`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

WESTMOST = timedelta(hours=-12)
"""The smallest UTC offset in civil use (Baker Island, IANA Etc/GMT+12)."""
EASTMOST = timedelta(hours=14)
"""The largest UTC offset in civil use (Line Islands, IANA Pacific/Kiritimati)."""

UNSET_DATES = ((1904, 1, 1), (1970, 1, 1))
"""Epochs that writers leave behind when they never set the date: QuickTime's and Unix's."""

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    Zone = ZoneInfo | timedelta
else:
    Zone = tzinfo | timedelta  # the library of zones is slow to load, and most files need none
"""A zone with its rules, or a plain offset from UTC."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open interval [start, end) in UTC; None is an open end.

    Both ends are aware datetimes in UTC. Raises ValueError for a naive end or an empty interval.
    There is no `<`: ask `meets`, `covers` or `apart`.
    """

    start: datetime | None = None
    end: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            moment = getattr(self, name)
            if moment is not None:
                if moment.tzinfo is None:
                    raise ValueError(f"the {name} of a span needs a time zone: {moment!r}")
                object.__setattr__(self, name, moment.astimezone(UTC))
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"a span ends after it starts: {self.start} to {self.end}")

    @classmethod
    def at(cls, moment: datetime, width: timedelta = timedelta(seconds=1)) -> Span:
        """The span of this width that starts at the moment."""
        return cls(moment, moment + width)

    @property
    def width(self) -> timedelta | None:
        """The length of the interval; None where an end is open."""
        return None if self.start is None or self.end is None else self.end - self.start

    def meets(self, other: Span) -> bool:
        """Whether the two share an instant."""
        return not self.apart(other)

    def apart(self, other: Span) -> bool:
        """Whether the two share no instant."""
        return (self.end is not None and other.start is not None and self.end <= other.start) or (
            other.end is not None and self.start is not None and other.end <= self.start
        )

    def covers(self, other: Span | datetime) -> bool:
        """Whether all of the other lies inside this."""
        if isinstance(other, datetime):
            return (self.start is None or self.start <= other) and (self.end is None or other < self.end)
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def cut(self, other: Span) -> Span | None:
        """What both share, or None where they are apart."""
        if self.apart(other):
            return None
        starts = [s for s in (self.start, other.start) if s is not None]
        ends = [e for e in (self.end, other.end) if e is not None]
        return Span(max(starts, default=None), min(ends, default=None))

    def hull(self, other: Span) -> Span:
        """The smallest span that holds both."""
        start = None if self.start is None or other.start is None else min(self.start, other.start)
        end = None if self.end is None or other.end is None else max(self.end, other.end)
        return Span(start, end)

    def widened(self, before: timedelta = timedelta(0), after: timedelta = timedelta(0)) -> Span:
        """This span with its start moved back and its end moved on; an end out of datetime's range opens."""
        return Span(shifted(self.start, -before), shifted(self.end, after))

    def to_json(self) -> dict[str, str | None]:
        """{"start": ISO 8601 with Z or null, "end": ...}"""
        return {"start": iso(self.start), "end": iso(self.end)}


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all; ValueError for none."""
    every = list(spans)
    if not every:
        raise ValueError("no span to take the hull of")
    whole = every[0]
    for span in every[1:]:
        whole = whole.hull(span)
    return whole


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with Z; fractions only where there are any; None stays None."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def shifted(moment: datetime | None, by: timedelta) -> datetime | None:
    """The moment moved; None (open) where it was open or leaves the years 1 to 9999."""
    if moment is None:
        return None
    try:
        return moment + by
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class Reading:
    """A date or time as a source wrote it: only the fields that were given.

    Fields are given from the left: a day implies a month, a second implies a minute. `fraction` is the
    part of a second, 0 <= fraction < 1, `resolution` the width in seconds of the last digit written after
    the second. `offset` is the UTC offset that the source wrote (None: it named no zone). `raw` is
    the original text or number. `span` turns it into UTC; nothing else does.
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    fraction: Fraction = Fraction(0)
    resolution: Fraction = Fraction(1)
    offset: timedelta | None = None
    raw: str = ""

    def __post_init__(self) -> None:
        given = [self.month, self.day, self.hour, self.minute, self.second]
        present = [part is not None for part in given]
        if present != sorted(present, reverse=True):
            raise ValueError("a finer field is given without the coarser ones before it")
        if self.offset is not None and abs(self.offset) >= timedelta(hours=24):
            raise ValueError(f"no UTC offset is as large as {self.offset}")
        if not 0 <= self.fraction < 1:
            raise ValueError("the fraction of a second lies between 0 and 1")
        if self.second is not None and not 0 <= self.second <= 60:
            raise ValueError("the second lies between 0 and 59, or is the leap second 60")
        try:
            self._wall_start()
        except OverflowError:
            raise ValueError("the leap second would lie in the year 10000") from None

    @classmethod
    def of(cls, moment: datetime, *, raw: str = "", resolution: Fraction | None = None) -> Reading:
        """The reading that an aware datetime writes; keeps its offset.

        `resolution` is a second where left out, or a microsecond for a moment that has any.
        """
        offset = moment.utcoffset()
        if offset is None:
            raise ValueError("a naive datetime has no place on the UTC line")
        fraction = Fraction(moment.microsecond, 1_000_000)
        if resolution is None:
            resolution = Fraction(1, 1_000_000) if fraction else Fraction(1)
        return cls(
            moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second,
            fraction, resolution, offset, raw or moment.isoformat(),
        )  # fmt: skip

    @classmethod
    def since(cls, epoch: datetime, seconds: int | Fraction, *, offset: timedelta | None, raw: str = "") -> Reading:
        """The reading of a counter of seconds since an epoch.

        `offset` is timedelta(0) where the format says that it counts in UTC and None where writers are
        known to count in local time. Raises ValueError where the count leaves the years 1 to 9999.
        """
        whole = seconds.numerator // seconds.denominator
        try:
            moment = epoch + timedelta(seconds=whole)
        except OverflowError:
            raise ValueError(f"{seconds} seconds after {epoch.year} is no date in the years 1 to 9999") from None
        rest = Fraction(seconds) - whole
        resolution = Fraction(1) if rest == 0 else Fraction(1, 1_000_000)
        return cls(
            moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second,
            rest, resolution, offset, raw or str(seconds),
        )  # fmt: skip

    @property
    def wall(self) -> str:
        """The digits as ISO 8601, to the precision that was written, without the zone."""
        text = f"{self.year:04d}"
        for part in (self.month, self.day):
            text += "" if part is None else f"-{part:02d}"
        if self.hour is not None:
            text += f"T{self.hour:02d}"
            text += "" if self.minute is None else f":{self.minute:02d}"
            text += "" if self.second is None else f":{self.second:02d}"
            if self.second is not None and (self.fraction or self.resolution < 1):
                digits = 3 if self.resolution >= 1 else next((d for d in range(1, 6) if self.resolution * 10**d >= 1), 6)
                text += "." + f"{int(self.fraction * 10**digits):0{digits}d}"
        return text

    @property
    def zone(self) -> str:
        """ "UTC", "+03:00", or "unknown" where the source named none."""
        if self.offset is None:
            return "unknown"
        return offset_name(self.offset)

    def __str__(self) -> str:
        if self.offset is None or self.hour is None:
            return self.wall
        return self.wall + ("Z" if self.zone == "UTC" else self.zone)

    @property
    def unset(self) -> bool:
        """Whether this is an epoch that a writer left behind, not a date."""
        return (self.year, self.month, self.day) in UNSET_DATES

    def with_offset(self, offset: timedelta | None) -> Reading:
        """The same digits, in another offset."""
        return replace(self, offset=offset)

    def span(self, zone: Zone | None = None) -> Span:
        """Where on the UTC line this lies.

        The offset that was written decides; else `zone` (an IANA zone or a fixed offset: why it holds is
        the caller's to keep); else every offset in civil use, UTC-12 to UTC+14, is possible and the
        span is that much wider. A local time that occurs twice (clocks set back) gives both;
        one that a zone skips (clocks set forward) gives the readings by either side's offset.
        """
        start, end = self._wall_start(), self._wall_end()
        known = self.offset if self.offset is not None else zone
        if isinstance(known, timedelta):
            return Span(shifted(start, -known), shifted(end, -known))
        if isinstance(known, tzinfo):
            first = [m for m in (_in_zone(start, known, fold) for fold in (0, 1)) if m is not None]
            # The end is exclusive: the last instant inside decides its offset, so that a day that
            # ends in a fold or a gap keeps its true length.
            last = shifted(end, -timedelta(microseconds=1))
            ends = [] if last is None else [m for m in (_in_zone(last, known, fold) for fold in (0, 1)) if m is not None]
            return Span(min(first, default=None), shifted(max(ends, default=None), timedelta(microseconds=1)))
        return Span(shifted(start, -EASTMOST), shifted(end, -WESTMOST))

    def _wall_start(self) -> datetime:
        """The first instant of the written digits, as if in UTC (a stand-in frame; never shown)."""
        second = self.second or 0
        leap = timedelta(seconds=1) if second == 60 else timedelta(0)  # ISO 8601 allows :60
        micro = int(self.fraction * 1_000_000)
        return (
            datetime(
                self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day,
                self.hour or 0, self.minute or 0, 59 if second == 60 else second, micro, tzinfo=UTC,
            )
            + leap
        )  # fmt: skip

    def _wall_end(self) -> datetime | None:
        """The first instant after the written digits, in the same stand-in frame; None after year 9999."""
        start = self._wall_start()
        if self.month is None:
            return None if self.year == 9999 else start.replace(year=self.year + 1)
        if self.day is None:
            if (self.year, self.month) == (9999, 12):
                return None
            return start.replace(year=self.year + self.month // 12, month=self.month % 12 + 1)
        if self.hour is None:
            return shifted(start, timedelta(days=1))
        if self.minute is None:
            return shifted(start, timedelta(hours=1))
        if self.second is None:
            return shifted(start, timedelta(minutes=1))
        return shifted(start, timedelta(microseconds=max(1, int(self.resolution * 1_000_000))))


def _in_zone(wall: datetime, zone: ZoneInfo, fold: int) -> datetime | None:
    """The UTC instant at which clocks in the zone show these digits (first or second time)."""
    try:
        return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    except OverflowError:
        return None


def offset_name(offset: timedelta) -> str:
    """ "UTC" or "+03:00"; seconds only where the offset has them."""
    if not offset:
        return "UTC"
    seconds = int(abs(offset).total_seconds())
    text = f"{'-' if offset < timedelta(0) else '+'}{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    return text if seconds % 60 == 0 else f"{text}:{seconds % 60:02d}"


@lru_cache(maxsize=64)
def zone_named(name: str) -> Zone:
    """The zone of an IANA name ("Europe/Moscow"), "UTC"/"Z", or a fixed offset ("+03:00", "UTC+3").

    Raises ValueError with a sentence that says what is expected.
    """
    text = name.strip()
    if text.upper() in {"UTC", "Z", "GMT"}:
        return timedelta(0)
    offset = parse_offset(text)
    if offset is not None:
        return offset
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise ValueError(
            f"“{name[:60]}” is no time zone known here: write an IANA name such as Europe/Moscow, or an offset such as +03:00"
        ) from None


def parse_offset(text: str) -> timedelta | None:
    """The offset in "+03:00", "-0800", "UTC+3", "+3"; None where the text is not one."""
    body = text.strip().upper().removeprefix("UTC").removeprefix("GMT").replace("−", "-")
    if not body or body[0] not in "+-":
        return None
    digits = body[1:].replace(":", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 4 or (len(digits) == 3):
        return None
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:2]), int(digits[2:]))
    if minutes >= 60:
        return None
    size = timedelta(hours=hours, minutes=minutes)
    size = -size if body[0] == "-" else size
    return size if WESTMOST <= size <= EASTMOST else None
