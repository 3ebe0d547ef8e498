"""The sun's height and direction at a place, by the NREL solar position algorithm as pvlib computes it.

Source: I. Reda, A. Andreas, "Solar Position Algorithm for Solar Radiation Applications", NREL/TP-560-34302 (2003, revised 2008), good to
0.0003 degrees from -2000 to 6000. What comes in and goes out here are degrees and seconds since 1970-01-01 UTC. Height is above a level
horizon; direction is clockwise from true north. Refraction is that of a usual atmosphere (1013.25 hPa, 12 °C): near the horizon the real
one may differ by some tenths of a degree, and with it sunrise by a minute or two.

The algorithm is asked every six hours and interpolated between: declination and the equation of time are smooth, so this adds no more
than 0.001 degrees (held to the algorithm itself in tests), and twenty years take a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from analysis.geography.coordinates import Coordinates
from analysis.sky.angles import SUN_RADIUS

Floats = NDArray[np.float64]

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years that are computed here: before, few places kept a civil time; after, the Earth's rotation is not known to the second."""
PRESSURE_HPA, TEMPERATURE_C = 1013.25, 12.0
REFRACTION_AT_HORIZON = 0.5667
"""Degrees, as in the algorithm."""
NODE_S = 6 * 3600.0
PARALLAX = 8.794 / 3600
"""The sun's horizontal parallax in degrees."""


class SkyError(ValueError):
    """The sun can't be computed for this; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Heights:
    """The sun's `true` height (of its centre, without refraction), its height as `seen`, and its direction; all in degrees."""

    true: Floats
    seen: Floats
    azimuth: Floats


class Path:
    """The sun's path over a place between two instants (seconds since 1970-01-01 UTC). Raises SkyError out of range."""

    def __init__(self, place: Coordinates, first: float, last: float) -> None:
        check(first)
        check(last)
        self.place = place
        nodes = np.arange(first - NODE_S, last + 2 * NODE_S, NODE_S)
        sidereal, ascension, declination = _algorithm(nodes)
        # Greenwich hour angle less the mean rotation: what is left is smooth.
        angle = np.unwrap(sidereal - ascension - nodes / 240.0 % 360.0, period=360.0)
        self._nodes, self._angle, self._declination = nodes, angle, declination

    def at(self, moments: Floats) -> Heights:
        """The sun at instants within the path."""
        true = self.true(moments)
        return Heights(true, true + refraction(true), self.azimuth(moments))

    def true(self, moments: Floats) -> Floats:
        """The true height alone."""
        hour, declination = self._seen_from(moments)
        latitude = np.radians(self.place.latitude)
        sine = np.sin(latitude) * np.sin(declination) + np.cos(latitude) * np.cos(declination) * np.cos(hour)
        height: Floats = np.arcsin(np.clip(sine, -1.0, 1.0))
        return np.degrees(height) - PARALLAX * np.cos(height)

    def azimuth(self, moments: Floats) -> Floats:
        """The direction alone."""
        hour, declination = self._seen_from(moments)
        latitude = np.radians(self.place.latitude)
        angle: Floats = np.arctan2(np.sin(hour), np.cos(hour) * np.sin(latitude) - np.tan(declination) * np.cos(latitude))
        return (np.degrees(angle) + 180.0) % 360.0

    def _seen_from(self, moments: Floats) -> tuple[Floats, Floats]:
        """Local hour angle and declination in radians."""
        hour = np.interp(moments, self._nodes, self._angle) + moments / 240.0 % 360.0 + self.place.longitude
        return np.radians(hour), np.radians(np.interp(moments, self._nodes, self._declination))


def refraction(true: Floats) -> Floats:
    """How much higher the sun is seen than it stands, in degrees (the algorithm's formula); none far below the horizon."""
    lifted = np.maximum(true, -SUN_RADIUS - REFRACTION_AT_HORIZON)
    bent = (PRESSURE_HPA / 1010) * (283 / (273 + TEMPERATURE_C)) * 1.02 / (60 * np.tan(np.radians(lifted + 10.3 / (lifted + 5.11))))
    shown: Floats = np.where(true >= -SUN_RADIUS - REFRACTION_AT_HORIZON, bent, 0.0)
    return shown


def exactly(place: Coordinates, moment: datetime) -> tuple[float, float, float]:
    """True height, height as seen and direction at one instant, from the algorithm itself. Raises SkyError out of range."""
    seconds = moment.timestamp()
    check(seconds)
    from pvlib import spa  # pandas comes with it, and most commands need neither

    found = spa.solar_position_numpy(
        np.array([seconds]), place.latitude, place.longitude, 0.0, PRESSURE_HPA, TEMPERATURE_C, delta_t(np.array([seconds])),
        REFRACTION_AT_HORIZON, 1,
    )  # fmt: skip
    _, _, seen, true, azimuth, _ = (float(row[0]) for row in found)
    return true, seen, azimuth


def _algorithm(moments: Floats) -> tuple[Floats, Floats, Floats]:
    """Greenwich apparent sidereal time, right ascension and declination in degrees."""
    from pvlib import spa

    found = spa.solar_position_numpy(
        moments, 0.0, 0.0, 0.0, PRESSURE_HPA, TEMPERATURE_C, delta_t(moments), REFRACTION_AT_HORIZON, 1, sst=True,
    )  # fmt: skip
    sidereal, ascension, declination = (np.asarray(row, dtype=np.float64) for row in found)
    return sidereal, ascension, declination


def delta_t(moments: Floats) -> Floats:
    """Terrestrial time less UT in seconds (the polynomials of Espenak and Meeus, by way of pvlib)."""
    from pvlib import spa

    days = moments.astype("datetime64[s]")
    years = days.astype("datetime64[Y]").astype(int) + 1970
    months = days.astype("datetime64[M]").astype(int) % 12 + 1
    found: Floats = np.asarray(spa.calculate_deltat(years, months), dtype=np.float64)
    return found


def check(seconds: float) -> None:
    """Raises SkyError where an instant lies outside the years that are computed."""
    first, last = (datetime(year, 1, 1, tzinfo=UTC) for year in (FIRST_YEAR, LAST_YEAR + 1))
    # Two days on either side: a zone may begin its year earlier or later than UTC.
    if not first.timestamp() - 172_800 <= seconds <= last.timestamp() + 172_800:
        raise SkyError(f"The sun is computed for the years {FIRST_YEAR} to {LAST_YEAR}: give a time within them.")


def grid(first: datetime, last: datetime, step: timedelta) -> Floats:
    """Instants from `first` to `last`, both included where the step meets them."""
    start, end, width = first.timestamp(), last.timestamp(), step.total_seconds()
    return np.asarray(start + width * np.arange(int((end - start) // width) + 1), dtype=np.float64)
