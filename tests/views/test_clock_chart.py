"""The chart of a clock: where its dots stand follows from what was read, and what is off the course is hollow."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

from analysis.footage.clocks import Clock, clocks_of
from analysis.media.overlays import Overlay, Sighting
from analysis.views.clock_chart import caption, draw

START = datetime(2023, 10, 17, 23, 59, 57, tzinfo=UTC)


def clock(speed: float = 1.0, slip: int | None = None) -> Clock:
    times = [24.5 + 0.7 * index for index in range(10)]
    texts = [(START + timedelta(seconds=speed * at)).strftime("%Y-%m-%d %H:%M:%S") for at in times]
    if slip is not None:
        texts[slip] = "2023-10-17 11:22:33"
    sightings = [Sighting(round(1000 * at), Fraction(1, 1000), at, text, 0.9) for at, text in zip(times, texts, strict=True)]
    (found,) = clocks_of([Overlay(0, (10, 10, 200, 20), tuple(sightings))], latest=date(2026, 1, 1))
    return found


def circles(found: Clock) -> list[dict[str, str]]:
    root = ElementTree.fromstring(draw(found, ink="#111", accent="#06c"))
    return [each.attrib for each in root.iter("{http://www.w3.org/2000/svg}circle")]


def test_a_ticking_clock_rises_evenly_past_midnight() -> None:
    dots = circles(clock())
    assert len(dots) == 10
    steps = [float(a["cy"]) - float(b["cy"]) for a, b in pairwise(dots)]
    # A second a second, over midnight as well: whole seconds, so each step is none or one, and never down.
    assert min(steps) >= 0
    assert max(steps) > 0
    assert len({round(step) for step in steps}) <= 2
    assert {dot["fill"] for dot in dots} == {"#111"}


def test_a_slip_is_hollow_and_the_slope_is_told() -> None:
    found = clock(slip=4)
    assert [dot["fill"] for dot in circles(found)].count("none") == 1
    slope = re.search(r"([\d.]+) seconds of the clock a second of video, to within ([\d.]+)", caption(found))
    assert slope is not None
    assert abs(float(slope[1]) - 1) <= float(slope[2])


def test_another_speed_shows_its_slope() -> None:
    slope = re.search(r"([\d.]+) seconds of the clock", caption(clock(speed=4)))
    assert slope is not None
    assert abs(float(slope[1]) - 4) < 0.1


def test_what_stands_still_lies_level() -> None:
    dots = circles(clock(speed=0))
    assert len({dot["cy"] for dot in dots}) == 1
