"""A time axis: where the ticks stand, from minutes to decades, and what is written at them.

Ticks follow the calendar of the case's zone: days begin where that zone's days begin, also when its clocks change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from analysis.views.moments import MONTHS, WEEKDAYS, Wall
from analysis.when import Reading, Span

Unit = Literal["minute", "hour", "day", "week", "month", "year"]

STEPS: tuple[tuple[Unit, int, float], ...] = (
    *(("minute", n, 60.0 * n) for n in (1, 2, 5, 10, 15, 30)),
    *(("hour", n, 3600.0 * n) for n in (1, 2, 3, 6, 12)),
    *(("day", n, 86400.0 * n) for n in (1, 2)),
    ("week", 1, 7 * 86400.0),
    *(("month", n, 30.4 * 86400.0 * n) for n in (1, 3, 6)),
    *(("year", n, 365.2 * 86400.0 * n) for n in (1, 2, 5, 10)),
)
"""Distances between ticks: unit, how many, and their usual length in seconds."""

CONTEXT: dict[Unit, Unit] = {"minute": "day", "hour": "day", "day": "month", "week": "year", "month": "year"}
"""What the line above the ticks names."""


@dataclass(frozen=True, slots=True)
class Tick:
    at: datetime
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """`ticks` with their labels, and `context`: what the ticks are ticks of, where it begins ("Thu 19 Sep", "September 2024")."""

    unit: Unit
    ticks: tuple[Tick, ...]
    context: tuple[Tick, ...]


def axis(view: Span, wall: Wall, pixels: float, least: float = 58.0) -> Axis:
    """The ticks for a view that is `pixels` wide, at least `least` pixels apart; both ends of the view are closed."""
    assert view.start is not None
    assert view.end is not None
    per_second = pixels / (view.end - view.start).total_seconds()
    unit, count, _ = next((step for step in STEPS if step[2] * per_second >= least), STEPS[-1])
    ticks = tuple(Tick(at, _label(wall, at, unit, count)) for at in _starts(view, wall, unit, count))
    above = CONTEXT.get(unit)
    if above is None:
        return Axis(unit, ticks, ())
    first = Tick(view.start, _context(wall, view.start, above))
    return Axis(unit, ticks, (first, *(Tick(at, _context(wall, at, above)) for at in _starts(view, wall, above, 1))))


def _starts(view: Span, wall: Wall, unit: Unit, count: int) -> Iterator[datetime]:
    """The beginnings of every count-th unit of the calendar inside the view, in UTC."""
    assert view.start is not None
    assert view.end is not None
    if unit in ("minute", "hour"):
        yield from _clock_starts(view.start, view.end, wall, unit, count)
        return
    local = wall.local(view.start)
    year, month, day = local.year, local.month, local.date()
    zone = wall.zone if wall.zone is not None else timedelta(0)
    while True:
        if unit in ("day", "week"):
            reading, wanted = Reading(day.year, day.month, day.day), day.toordinal() % count == 0 if unit == "day" else day.weekday() == 0
            day += timedelta(days=1)
        elif unit == "month":
            reading, wanted = Reading(year, month), (month - 1) % count == 0
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        else:
            reading, wanted = Reading(year), year % count == 0
            year += 1
        start = reading.span(zone).start
        if year > 9998 or start is None or start >= view.end:
            return
        if wanted and start >= view.start:
            yield start


def _clock_starts(start: datetime, end: datetime, wall: Wall, unit: Unit, count: int) -> Iterator[datetime]:
    local = wall.local(start)
    at = start - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    # Some zones change their clocks by half an hour, so hours are looked for at every half.
    step = timedelta(minutes=count if unit == "minute" else 30)
    while at < end:
        local = wall.local(at)
        whole = local.minute % count == 0 if unit == "minute" else local.minute == 0 and local.hour % count == 0
        if whole and at >= start:
            yield at.astimezone(UTC)
        at += step


def _label(wall: Wall, at: datetime, unit: Unit, count: int) -> str:
    local = wall.local(at)
    if unit in ("minute", "hour"):
        return f"{local:%H:%M}"
    if unit == "day":
        return f"{WEEKDAYS[local.weekday()][:3]} {local.day}" if count == 1 else f"{local.day}"
    if unit == "week":
        return f"{local.day} {MONTHS[local.month - 1][:3]}"
    return MONTHS[local.month - 1][:3] if unit == "month" else f"{local.year}"


def _context(wall: Wall, at: datetime, unit: Unit) -> str:
    if unit == "day":
        return wall.short_day(at)
    local = wall.local(at)
    return f"{MONTHS[local.month - 1]} {local.year}" if unit == "month" else f"{local.year}"
