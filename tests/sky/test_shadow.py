"""Shadows: plane trigonometry by hand, and pictures whose sun is known because they were drawn from it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analysis.geography.coordinates import Coordinates
from analysis.sky import shadow
from analysis.sky.shadow import ShadowError


def test_a_shadow_as_long_as_its_thing_is_forty_five_degrees() -> None:
    found = shadow.height_from_marks((100, 500), (400, 500), (100, 200), 3)
    assert found.value == pytest.approx(45)
    assert found.bounds.low < 45 < found.bounds.high


def test_the_error_of_the_marks_is_that_of_many_slips() -> None:
    """The propagated error against ten thousand drawn slips of the three marks; nothing else widens it here but the sun's width."""
    foot, tip, top, error = (100.0, 500.0), (520.0, 560.0), (110.0, 250.0), 4.0
    found = shadow.height_from_marks(foot, tip, top, error, turned=0, slope=0)
    rng = np.random.default_rng(3)
    marks = np.array([foot, tip, top]) + rng.normal(0, error, (10_000, 3, 2))
    up, along = np.hypot(*(marks[:, 2] - marks[:, 0]).T), np.hypot(*(marks[:, 1] - marks[:, 0]).T)
    spread = float(np.degrees(np.arctan2(up, along)).std())
    assert (found.bounds.high - found.bounds.low) / 2 - shadow.SUN_RADIUS == pytest.approx(2 * spread, rel=0.05)


def test_a_shadow_turned_away_stays_within_the_bounds() -> None:
    """A pole of 2 m with the sun 30 degrees high, drawn to scale from the side with its shadow turned by 18 degrees."""
    length = 2 / math.tan(math.radians(30)) * math.cos(math.radians(18))
    found = shadow.height_from_marks((0, 900), (100 * length, 900), (0, 700), 1)
    assert found.value > 30
    assert found.bounds.low < 30 < found.bounds.high


@pytest.mark.parametrize("slope", [-2, 2])
def test_ground_that_slopes_stays_within_the_bounds(slope: float) -> None:
    # A shadow on ground rising by a: its horizontal run r solves h - r tan(e) = r tan(a).
    run = 2 / (math.tan(math.radians(30)) + math.tan(math.radians(slope)))
    found = shadow.height_from_lengths(2.0, run, 0.001)
    assert found.bounds.low < 30 < found.bounds.high


@pytest.mark.parametrize(
    ("foot", "tip", "top"),
    [((100, 300), (100, 300), (100, 100)), ((100, 300), (400, 300), (100, 300)), ((100, 300), (400, 300), (100, 500)),
     ((100, 300), (400, 300), (300, 290)), ((100, 100), (100, 101), (100, 50)), ((math.nan, 1), (2, 2), (3, 3))],
)  # fmt: skip
def test_marks_that_say_nothing_are_refused_in_one_sentence(
    foot: tuple[float, float], tip: tuple[float, float], top: tuple[float, float]
) -> None:
    with pytest.raises(ShadowError) as caught:
        shadow.height_from_marks(foot, tip, top, 3)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("height", "length"), [(0, 1), (1, 0), (-1, 2), (math.inf, 1), (1, math.inf), (math.nan, 1)])
def test_infinite_ratios_are_refused(height: float, length: float) -> None:
    with pytest.raises(ShadowError):
        shadow.height_from_lengths(height, length, 0.01)


def test_directions() -> None:
    assert shadow.direction_of(45, 2).value == 225
    # A picture from above with north to the right: a shadow pointing down the picture points east.
    found = shadow.direction_from_north((500, 500), (500, 900), (900, 500), 2)
    assert found.value == pytest.approx(270)
    # From a map: the tip lies due north of the foot, so the sun stands in the south.
    assert shadow.direction_from_map(Coordinates(51.23, 35.26), Coordinates(51.2303, 35.26), 1).value == pytest.approx(180)
    with pytest.raises(ShadowError):
        shadow.direction_from_map(Coordinates(51.23, 35.26), Coordinates(51.23, 35.26), 1)
    with pytest.raises(ShadowError):
        shadow.direction_from_map(Coordinates(51.23, 35.26), Coordinates(52.23, 35.26), 1)
    with pytest.raises(ShadowError):
        shadow.direction_of(math.inf, 1)
