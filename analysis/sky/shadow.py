"""From the shadow of an upright thing to the sun: its height from the ratio of height to shadow, its direction from the shadow's.

What is assumed, and by how much it may fail: the thing stands upright; the ground is level to within `slope` degrees along the
shadow; the picture shows thing and shadow from the side, the camera level, so that both are drawn to one scale: the shadow may point up to
`turned` degrees out of the picture's plane, towards the camera or away from it, and is then longer than it looks. The marks are
good to `error` (in their own unit, standard deviation each way); two standard deviations are given. The sun is no point: its
radius of 0.27 degrees blurs the tip.
"""

from __future__ import annotations

import math

from analysis.geography.coordinates import Coordinates, bearing, distance_m
from analysis.sky.angles import SUN_RADIUS, Bounds, Measured

Point = tuple[float, float]

TURNED = 20.0
"""Degrees out of the picture's plane that are allowed for where nothing is said."""
SLOPE = 2.0
"""Degrees of slope along the shadow that are allowed for where nothing is said."""
LEAST = 3.0
"""Standard deviations of a mark by which two marks must lie apart."""
LEVEL_M = 3.0
"""Metres by which a point on a satellite picture may be wrong where nothing is said."""


class ShadowError(ValueError):
    """These marks say nothing of the sun; the message is one sentence that says what to change."""


def height_from_marks(foot: Point, tip: Point, top: Point, error: float, *, turned: float = TURNED, slope: float = SLOPE) -> Measured:
    """The sun's height as seen, from the foot of a thing, its top, and the tip of its shadow, in one picture. Raises ShadowError."""
    if not all(math.isfinite(number) for point in (foot, tip, top) for number in point):
        raise ShadowError("A mark is no point of the picture: set it again.")
    up, along = math.dist(foot, top), math.dist(foot, tip)
    rise, run = (top[0] - foot[0], top[1] - foot[1]), (tip[0] - foot[0], tip[1] - foot[1])
    _far_enough(up, "The foot and the top of the thing", error)
    _far_enough(along, "The foot of the thing and the tip of its shadow", error)
    _far_enough(math.dist(tip, top), "The top of the thing and the tip of its shadow", error)
    if rise[1] >= 0 or abs(rise[0]) > up * math.sin(math.radians(30)):
        raise ShadowError("The top does not stand above the foot in the picture: mark an upright thing, its foot first.")
    # d atan(h / s) = (s dh - h ds) / (h² + s²): the top moves h, the tip moves s, and the foot moves both at once.
    squares = up**2 + along**2
    both = squares - 2 * (rise[0] * run[0] + rise[1] * run[1])
    spread = error * math.sqrt(squares + both) / squares
    return _height(up, along, math.degrees(spread), turned, slope)


def height_from_lengths(height: float, length: float, error: float, *, slope: float = SLOPE) -> Measured:
    """The same from a height and the length of its shadow on the ground, both in one unit and each good to `error`. Raises ShadowError."""
    if not (math.isfinite(height) and math.isfinite(length) and height > 0 and length > 0):
        raise ShadowError("The height and the length of the shadow must be greater than zero: without a shadow the sun's height is open.")
    if not (math.isfinite(error) and error >= 0):
        raise ShadowError("The error of the lengths must be zero or more.")
    _far_enough(min(height, length), "The ends of what was measured", error)
    spread = error / math.hypot(height, length)
    return _height(height, length, math.degrees(spread), 0.0, slope)


def _height(up: float, along: float, spread: float, turned: float, slope: float) -> Measured:
    if not (0 <= turned <= 60 and 0 <= slope <= 30):
        raise ShadowError("The shadow may be turned by up to 60 degrees out of the picture's plane, and the ground may slope by up to 30.")
    value = math.degrees(math.atan2(up, along))
    tilt = math.tan(math.radians(slope))
    # A shadow turned out of the plane is longer than it looks, so the sun may stand lower and not higher.
    low = math.degrees(math.atan(up * math.cos(math.radians(turned)) / along - tilt))
    high = math.degrees(math.atan(up / along + tilt))
    around = 2 * spread + SUN_RADIUS
    if high + around <= 0:
        raise ShadowError("By these marks the sun would stand below the horizon: no sunlight casts such a shadow.")
    return Measured(value, Bounds(max(0.0, low - around), min(90.0, high + around)))


def direction_of(points_to: float, error: float) -> Measured:
    """The sun's direction from that in which a shadow points, both clockwise from true north. Raises ShadowError."""
    if not (math.isfinite(points_to) and -360 <= points_to <= 720):
        raise ShadowError("A direction lies between 0 and 360 degrees, clockwise from true north.")
    if not (math.isfinite(error) and 0 < error < 180):
        raise ShadowError("The error of the direction lies between 0 and 180 degrees.")
    around = min(179.0, 2 * error + SUN_RADIUS)
    value = (points_to + 180) % 360
    return Measured(value, Bounds((value - around) % 360, (value - around) % 360 + 2 * around))


def direction_from_north(foot: Point, tip: Point, north: Point, error: float) -> Measured:
    """The sun's direction from a picture taken straight down, with the line from the foot towards north. Raises ShadowError."""
    run, line = (tip[0] - foot[0], tip[1] - foot[1]), (north[0] - foot[0], north[1] - foot[1])
    _far_enough(math.hypot(*run), "The foot of the thing and the tip of its shadow", error)
    _far_enough(math.hypot(*line), "The ends of the north line", error)
    # The picture's y axis points down, so angles grow clockwise as compass directions do.
    points_to = math.degrees(math.atan2(run[1], run[0]) - math.atan2(line[1], line[0]))
    spread = math.hypot(math.sqrt(2) * error / math.hypot(*run), math.sqrt(2) * error / math.hypot(*line))
    return direction_of(points_to % 360, max(0.1, math.degrees(spread)))


def direction_from_map(foot: Coordinates, tip: Coordinates, error_m: float = LEVEL_M) -> Measured:
    """The sun's direction from the coordinates of the foot of a thing and of the tip of its shadow. Raises ShadowError."""
    far = distance_m(foot, tip)
    if far > 5_000:
        raise ShadowError(f"The two points lie {far / 1000:.0f} km apart: that is no shadow.")
    around = max(error_m, foot.within_m, tip.within_m)
    if far < LEAST * around:
        raise ShadowError(f"The two points lie {far:.0f} m apart, and each is good to {around:.0f} m: that gives no direction.")
    return direction_of(bearing(foot, tip), math.degrees(math.sqrt(2) * around / far))


def _far_enough(length: float, names: str, error: float) -> None:
    if not (math.isfinite(error) and error >= 0):
        raise ShadowError("The error of the marks must be zero or more.")
    if length <= LEAST * error or length == 0:
        raise ShadowError(f"{names} coincide, or lie no farther apart than the marks are good: the ratio says nothing.")
