"""Angles that were measured, and the bounds that hold their error; all in degrees."""

from __future__ import annotations

from dataclasses import dataclass

SUN_RADIUS = 0.26667
"""The sun's radius as seen, degrees (the algorithm of `sky.sun` takes the same)."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an angle lies between. A direction may run through north: from 350 to 370."""

    low: float
    high: float

    def widened(self, by: float) -> Bounds:
        return Bounds(self.low - by, self.high + by)


@dataclass(frozen=True, slots=True)
class Measured:
    """An angle: the most likely value and the bounds that hold the error."""

    value: float
    bounds: Bounds
