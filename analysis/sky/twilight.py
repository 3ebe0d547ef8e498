"""Day, twilight and night: the bands of the sun's height, and the instants at which it passes from one to the next.

Source: U.S. Naval Observatory, "Rise, Set, and Twilight Definitions": the sun rises and sets when its centre stands 50' below a level
horizon (34' of refraction, 16' of its own radius); civil, nautical and astronomical twilight end at 6, 12 and 18 degrees. Heights are
true ones, of the centre, without refraction. Hills, buildings and the observer's own height are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import numpy as np

from analysis.geography.coordinates import Coordinates
from analysis.sky.sun import Floats, Path, SkyError, grid
from analysis.when import Span

Band = Literal["day", "civil twilight", "nautical twilight", "astronomical twilight", "night"]
EDGES: tuple[tuple[Band, float], ...] = (
    ("day", -50 / 60),
    ("civil twilight", -6.0),
    ("nautical twilight", -12.0),
    ("astronomical twilight", -18.0),
    ("night", -90.0),
)
"""Each band with the height at which it ends downwards."""
LONGEST = timedelta(days=400)
"""Of a stretch whose events are listed."""


def band_of(true: float) -> Band:
    """The band of a true height in degrees."""
    return next(name for name, lower in EDGES if true >= lower or name == "night")


@dataclass(frozen=True, slots=True)
class Event:
    """The sun passing an edge: `kind` is "sunrise", "civil dusk" and so on, or "highest" and "lowest" with the true height there."""

    kind: str
    at: datetime
    true: float


RISING = {
    "day": "sunrise", "civil twilight": "civil dawn", "nautical twilight": "nautical dawn", "astronomical twilight": "astronomical dawn",
}  # fmt: skip
SETTING = {
    "day": "sunset", "civil twilight": "civil dusk", "nautical twilight": "nautical dusk", "astronomical twilight": "astronomical dusk",
}  # fmt: skip


def events(place: Coordinates, span: Span) -> tuple[Event, ...]:
    """What the sun does within a closed span, in order, to about ten seconds. Raises SkyError out of range or for too long a span."""
    if span.start is None or span.end is None or span.end - span.start > LONGEST:
        raise SkyError(f"The sun's risings are listed for at most {LONGEST.days} days: give a shorter time.")
    moments = grid(span.start, span.end, timedelta(minutes=1))
    if len(moments) < 3:
        return ()
    true = Path(place, moments[0], moments[-1]).at(moments).true
    found = []
    for name, edge in EDGES[:-1]:
        above = true >= edge
        for index in np.nonzero(above[1:] != above[:-1])[0]:
            share = (edge - true[index]) / (true[index + 1] - true[index])
            kind = RISING[name] if above[index + 1] else SETTING[name]
            found.append(Event(kind, _instant(float(moments[index] + share * 60)), edge))
    slope = np.diff(true)
    for index in np.nonzero(np.sign(slope[1:]) != np.sign(slope[:-1]))[0]:
        found.append(Event("highest" if slope[index] > 0 else "lowest", _instant(float(moments[index + 1])), float(true[index + 1])))
    return tuple(sorted(found, key=lambda event: event.at))


def all_day(found: tuple[Event, ...], true: float) -> str:
    """What to say of a day without sunrise and sunset, in one sentence; "" for a day with one. `true` is any height of that day."""
    if any(event.kind in ("sunrise", "sunset") for event in found):
        return ""
    if true >= EDGES[0][1]:
        return "The sun does not set: midnight sun."
    highest = max((event.true for event in found if event.kind == "highest"), default=true)
    return f"The sun does not rise: polar night, with {band_of(highest)} at its brightest."


def curve(place: Coordinates, span: Span, points: int = 480) -> tuple[Floats, Floats, Floats]:
    """Instants (seconds since 1970-01-01 UTC) over a closed span, the true height and the direction at each. Raises SkyError."""
    if span.start is None or span.end is None:
        raise SkyError("The sun's height is drawn for a time with a beginning and an end.")
    moments = np.linspace(span.start.timestamp(), span.end.timestamp(), points)
    sky = Path(place, moments[0], moments[-1]).at(moments)
    return moments, sky.true, sky.azimuth


def _instant(seconds: float) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=round(seconds))
