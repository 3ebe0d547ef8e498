"""What a case file says of the light: the place, the light seen in stills, the shadows marked in them."""

from __future__ import annotations

import re
from typing import Any

from analysis.case import Light, Shadow, Site
from analysis.casefile.schema import LightTable, PlaceTable, Problems, ShadowTable, read_table, shown
from analysis.geography.coordinates import CoordinatesError, parse
from analysis.sky import shadow
from analysis.sky.angles import Bounds, Measured
from analysis.sky.shadow import Point, ShadowError
from analysis.when import Zone, parse_offset

PIXELS = 3.0
"""Pixels by which a mark may be off where nothing is said."""
LARGEST = 100_000
"""Pixels of a picture's side."""
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|[+-]\d{1,2}(?::?\d{2})?)?", re.I)


def site_of(entry: str | dict[str, Any] | None, problems: Problems) -> Site | None:
    """The place; coordinates alone or a table."""
    if entry is None:
        return None
    table = PlaceTable(at=entry) if isinstance(entry, str) else read_table(PlaceTable, entry, "place", problems)
    if table is None:
        return None
    try:
        at = parse(table.at)
    except CoordinatesError as error:
        problems.add("place.at" if isinstance(entry, dict) else "place", str(error))
        return None
    return Site(at, max(table.within_km, at.within_m / 1000), table.name, table.why, table.source)


def light_of(entry: object, key: str, problems: Problems) -> Light | None:
    table = read_table(LightTable, entry, key, problems)
    if table is None:
        return None
    if table.seen is None:
        if isinstance(entry, dict) and "seen" not in entry:
            problems.add(key, "Say what light is seen: give seen as “sun”, “day”, “dusk”, “night”, “indoors” or “thermal”.")
        return None
    return Light(key, table.still, table.seen, table.strength, table.why)


def shadow_of(entry: object, key: str, zone: Zone | None, problems: Problems) -> Shadow | None:
    """The shadow with the sun's height and direction that follow; None, with the problem, where nothing does."""
    table = read_table(ShadowTable, entry, key, problems)
    if table is None:
        return None
    try:
        height, direction = _height(table), _direction(table)
        minutes, clock_zone = _time_of_day(table, zone)
    except (ShadowError, CoordinatesError) as error:
        problems.add(key, str(error))
        return None
    if height is None and direction is None:
        problems.add(
            key, "The shadow gives neither height nor direction: mark its foot, its tip and the top of the thing, or say where it points."
        )
        return None
    marks = [mark for mark in (table.foot, table.tip, table.top, table.north) if mark is not None]
    return Shadow(
        key=key,
        seconds=table.still,
        height=height,
        direction=direction,
        minutes=minutes,
        zone=clock_zone,
        strength=table.strength,
        why=table.why,
        marked=_told(table),
        box=_box(marks) if len(marks) > 1 else None,
    )


def _height(table: ShadowTable) -> Measured | None:
    slope = shadow.SLOPE if table.slope is None else table.slope
    if table.height is not None and table.length is not None:
        error = 0.02 * max(table.height, table.length) if table.error is None else table.error
        return shadow.height_from_lengths(table.height, table.length, error, slope=slope)
    if (table.height is None) != (table.length is None):
        raise ShadowError("Give both the height of the thing and the length of its shadow, in one unit.")
    if table.top is None or table.foot is None or table.tip is None:
        return None
    turned = shadow.TURNED if table.turned is None else table.turned
    foot, tip, top = _point(table.foot), _point(table.tip), _point(table.top)
    return shadow.height_from_marks(foot, tip, top, PIXELS if table.error is None else table.error, turned=turned, slope=slope)


def _direction(table: ShadowTable) -> Measured | None:
    if table.points_to is not None:
        return shadow.direction_of(table.points_to, table.points_to_error)
    if table.foot_at or table.tip_at:
        if not (table.foot_at and table.tip_at):
            raise ShadowError("Give both foot_at and tip_at: the direction runs from one to the other.")
        return shadow.direction_from_map(parse(table.foot_at), parse(table.tip_at))
    if table.north is not None:
        if table.foot is None or table.tip is None:
            raise ShadowError("The north line starts at the foot: mark the foot and the tip of the shadow too.")
        if table.top is not None:
            raise ShadowError("A north line holds for a picture taken straight down, and a top for one from the side: mark one of them.")
        error = PIXELS if table.error is None else table.error
        return shadow.direction_from_north(_point(table.foot), _point(table.tip), _point(table.north), error)
    return None


def _time_of_day(table: ShadowTable, zone: Zone | None) -> tuple[Bounds | None, Zone | None]:
    if not table.clock.strip():
        return None, None
    match = _CLOCK.fullmatch(table.clock.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0) > 59:
        raise ShadowError(f"{shown(table.clock)} is no time of day: write one such as 14:30.")
    if match[4]:
        offset = parse_offset("+00:00" if match[4].upper() in ("Z", "UTC") else match[4])
        if offset is None:
            raise ShadowError(f"{shown(table.clock)} names no zone: write its offset such as 14:30+03:00.")
        zone = offset
    elif zone is None:
        raise ShadowError("The time of day needs a zone: give the zone of the case, or write the offset, such as 14:30+03:00.")
    middle = 60 * int(match[1]) + int(match[2]) + int(match[3] or 0) / 60
    return Bounds(middle - table.clock_error, middle + table.clock_error), zone


def _point(numbers: list[float]) -> Point:
    if not all(0 <= number <= LARGEST for number in numbers):
        raise ShadowError("A mark lies outside the picture: set it again.")
    return numbers[0], numbers[1]


def _box(marks: list[list[float]]) -> tuple[int, int, int, int]:
    left, top = (int(min(mark[axis] for mark in marks)) for axis in (0, 1))
    right, bottom = (int(max(mark[axis] for mark in marks)) for axis in (0, 1))
    return left, top, right - left + 1, bottom - top + 1


def _told(table: ShadowTable) -> str:
    """What was marked, in words."""
    parts = []
    if table.height is not None and table.length is not None:
        parts.append(f"height {table.height:g} and shadow {table.length:g}")
    elif table.top is not None:
        named = (("foot", table.foot), ("tip of the shadow", table.tip), ("top", table.top))
        parts.append(", ".join(f"{name} at {mark[0]:.0f}, {mark[1]:.0f}" for name, mark in named if mark is not None))
    if table.points_to is not None:
        parts.append(f"shadow pointing to {table.points_to:g}°")
    elif table.foot_at:
        parts.append(f"shadow from {table.foot_at} to {table.tip_at}")
    elif table.north is not None:
        parts.append("shadow and north line in a picture from above")
    if table.clock:
        parts.append(f"time of day {table.clock}")
    return "; ".join(parts)
