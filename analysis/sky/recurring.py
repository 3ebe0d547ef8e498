"""The stretches of years in which the sun stood as a picture shows it: what recurring testimony is made of.

Twenty years are walked in steps of two minutes. What lies within a step's motion of a bound counts as inside, so that no
short stretch is lost and every stretch is up to a step wider than it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from analysis.geography.coordinates import Coordinates
from analysis.sky.angles import Bounds
from analysis.sky.sun import Floats, Path, check, refraction
from analysis.when import Span, Zone

STEP = timedelta(minutes=2)
MOTION = 0.25
"""Degrees that the sun moves in half a step: 15 degrees an hour."""
CHUNK_S = 366 * 86_400.0
LONGEST = timedelta(days=60 * 366)
MOST = 60_000
"""Stretches that are made: two a day over sixty years, and then some."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the sun stood: its height (as `seen`, or `true`), its direction, and the local time of day in minutes; None is free."""

    seen: Bounds | None = None
    true: Bounds | None = None
    azimuth: Bounds | None = None
    minutes: Bounds | None = None
    zone: Zone | None = None


@lru_cache(maxsize=64)
def stretches(place: Coordinates, span: Span, standing: Standing) -> tuple[Span, ...]:
    """When within a closed span the sun stood so at a place, in order and apart. Raises SkyError out of range."""
    if span.start is None or span.end is None or span.end - span.start > LONGEST:
        raise ValueError("the stretches of a closed span of at most sixty years are asked for")
    first, last, step = span.start.timestamp(), span.end.timestamp(), STEP.total_seconds()
    check(first)
    check(last)
    path = Path(place, first, last)
    starts, ends = [], []
    at = first
    while at < last:
        moments = np.arange(at + step / 2, min(at + CHUNK_S, last) + step / 2, step)
        inside = np.concatenate([[False], _holds(path, moments, standing), [False]])
        starts.append(moments[np.nonzero(~inside[:-1] & inside[1:])[0]] - step / 2)
        ends.append(moments[np.nonzero(inside[:-1] & ~inside[1:])[0] - 1] + step / 2)
        at = moments[-1] + step / 2
    return _spans(np.concatenate(starts), np.concatenate(ends), last)


def _holds(path: Path, moments: Floats, standing: Standing) -> Flags:
    """At which instants the sun stood so; what is slow to compute is asked only where the rest fits."""
    inside: Flags = np.ones(len(moments), dtype=np.bool_)
    if standing.minutes is not None:
        local = (moments + _offsets(moments, standing.zone)) / 60 % 1440
        half = (standing.minutes.high - standing.minutes.low) / 2
        inside &= np.abs((local - standing.minutes.low - half + 720) % 1440 - 720) <= half + STEP.total_seconds() / 120
    true = np.zeros(len(moments))
    true[inside] = path.true(moments[inside])
    if standing.true is not None:
        inside &= (true >= standing.true.low - MOTION) & (true <= standing.true.high + MOTION)
    if standing.seen is not None:
        # Refraction lifts by at most half a degree and some: what lies farther off needs no second look.
        inside &= (true >= standing.seen.low - 1) & (true <= standing.seen.high + 1)
        seen = true[inside] + refraction(true[inside])
        inside[inside] = (seen >= standing.seen.low - MOTION) & (seen <= standing.seen.high + MOTION)
    if standing.azimuth is not None:
        # Near the zenith a direction turns faster than the sun moves.
        slack = MOTION / np.maximum(0.02, np.cos(np.radians(true[inside])))
        half = (standing.azimuth.high - standing.azimuth.low) / 2
        apart = np.abs((path.azimuth(moments[inside]) - standing.azimuth.low - half + 180) % 360 - 180)
        inside[inside] = apart <= half + slack
    return inside


def _offsets(moments: Floats, zone: Zone | None) -> Floats:
    """Seconds by which clocks of a zone are ahead of UTC; asked once an hour, since clocks change on the hour or half of it."""
    where: tzinfo = UTC if zone is None else zone if isinstance(zone, ZoneInfo) else timezone(zone)
    if not isinstance(where, ZoneInfo):
        return np.full(len(moments), float((where.utcoffset(None) or timedelta(0)).total_seconds()))
    days = np.unique(moments // 86_400)
    daily = np.array([_offset(86_400 * day, where) for day in [*days, days[-1] + 1]])
    offsets: Floats = daily[np.searchsorted(days, moments // 86_400)]
    for index in np.nonzero(daily[1:] != daily[:-1])[0]:
        hours = 86_400 * days[index] + 1800.0 * np.arange(48)
        fine = np.array([_offset(hour, where) for hour in hours])
        within = moments // 86_400 == days[index]
        offsets[within] = fine[((moments[within] % 86_400) // 1800).astype(int)]
    return offsets


def _offset(seconds: float, where: ZoneInfo) -> float:
    offset = datetime.fromtimestamp(seconds, tz=where).utcoffset()
    return offset.total_seconds() if offset is not None else 0.0


def _spans(starts: Floats, ends: Floats, last: float) -> tuple[Span, ...]:
    """Stretches that touch become one; the last ends no later than it was asked for."""
    if not len(starts):
        return ()
    apart = starts[1:] > ends[:-1]
    first = starts[np.concatenate([[True], apart])]
    beyond = np.minimum(ends[np.concatenate([apart, [True]])], last)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    made = [
        Span(epoch + timedelta(seconds=a), epoch + timedelta(seconds=b))
        for a, b in zip(first.tolist()[:MOST], beyond.tolist()[:MOST], strict=True)
        if b > a
    ]
    return tuple(made)
