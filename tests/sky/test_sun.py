"""The sun against published figures.

NREL/TP-560-34302, table A5.1 (the worked example). U.S. Naval Observatory: tables of rise and set and of civil twilight, in UTC to the
minute, as kept in the test data of klausbrunner/solarpositioning (Anchorage, Auckland, Brasilia, Singapore; Longyearbyen for polar days),
and one day at Mauna Kea as kept in the tests of Astro::Coords.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from pvlib import spa

from analysis.geography.coordinates import Coordinates
from analysis.sky.angles import Bounds
from analysis.sky.recurring import Standing, stretches
from analysis.sky.sun import Path, SkyError, delta_t, exactly
from analysis.sky.twilight import all_day, band_of, events
from analysis.when import Span

KURSK = Coordinates(51.23, 35.27)
DAY = timedelta(days=1)


def at(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_nrels_worked_example() -> None:
    # 17 October 2003, 12:30:30 at UTC-7; zenith 50.11162, azimuth 194.34024 for 1,830 m, 820 hPa and 11 °C; here at sea level, so that
    # refraction and parallax differ by less than 0.005 degrees.
    _, seen, azimuth = exactly(Coordinates(39.742476, -105.1786), at(2003, 10, 17, 19, 30, 30))
    assert 90 - seen == pytest.approx(50.11162, abs=0.005)
    assert azimuth == pytest.approx(194.34024, abs=0.0002)


USNO = [
    # place, day, sunrise, sunset, civil dawn, civil dusk; all UTC
    ((61.216667, -149.866667), (2020, 1, 5), "19:11", "00:57", "18:11", "01:58"),
    ((61.216667, -149.866667), (2020, 3, 25), "15:43", "04:27", "14:59", "05:11"),
    ((61.216667, -149.866667), (2020, 9, 5), "15:03", "04:54", "14:17", "05:40"),
    ((-36.833333, 174.8), (2020, 1, 15), "17:18", "07:42", "", ""),
    ((-36.833333, 174.8), (2020, 6, 25), "19:34", "05:13", "", ""),
    ((-36.833333, 174.8), (2023, 9, 15), "", "", "17:55", "06:37"),
    ((-15.8, -47.85), (2020, 8, 5), "09:33", "21:01", "", ""),
    ((-15.8, -47.85), (2023, 12, 25), "", "", "08:16", "22:07"),
    ((1.283333, 103.833333), (2020, 2, 25), "23:15", "11:20", "", ""),
    ((1.283333, 103.833333), (2023, 7, 5), "", "", "22:41", "11:37"),
]


@pytest.mark.parametrize(("place", "day", "rise", "set_", "dawn", "dusk"), USNO)
def test_usno_tables_to_the_minute(
    place: tuple[float, float], day: tuple[int, int, int], rise: str, set_: str, dawn: str, dusk: str
) -> None:
    start = at(*day)
    found = events(Coordinates(*place), Span(start - DAY / 2, start + 1.5 * DAY))
    for kind, said in (("sunrise", rise), ("sunset", set_), ("civil dawn", dawn), ("civil dusk", dusk)):
        if said:
            told = start + timedelta(hours=int(said[:2]), minutes=int(said[3:]))
            nearest = min(abs((event.at - told).total_seconds()) for event in found if event.kind == kind)
            assert nearest <= 31, (kind, said)  # the tables are rounded to the minute


def test_mauna_kea() -> None:
    day = Span(at(2003, 7, 15, 10), at(2003, 7, 16, 10))  # the day of Hawaii, UTC-10
    found = {event.kind: event.at for event in events(Coordinates(19 + 49 / 60, -155 - 29 / 60), day)}
    published = {
        "civil dawn": (15, 15, 27),
        "sunrise": (15, 15, 51),
        "highest": (15, 22, 28),
        "sunset": (16, 5, 4),
        "civil dusk": (16, 5, 28),
    }
    for kind, (date, hour, minute) in published.items():
        assert abs(found[kind] - at(2003, 7, date, hour, minute)) <= timedelta(minutes=1), kind


def test_polar_days_and_nights() -> None:
    longyearbyen = Coordinates(78.216667, 15.633333)
    for month, day, words in ((1, 15, "polar night"), (6, 15, "midnight sun"), (11, 15, "polar night"), (8, 5, "midnight sun")):
        start = at(2020, month, day)
        found = events(longyearbyen, Span(start, start + DAY))
        noon = exactly(longyearbyen, start + timedelta(hours=11))[0]
        assert words in all_day(found, noon), (month, day)
    start = at(2020, 3, 15)
    assert all_day(events(longyearbyen, Span(start, start + DAY)), 0.0) == ""  # USNO: rises 05:27, sets 16:49
    at_the_pole = events(Coordinates(90, 0), Span(at(2024, 6, 1), at(2024, 6, 2)))
    assert "midnight sun" in all_day(at_the_pole, 22.0)


def test_the_path_holds_to_the_algorithm() -> None:
    rng = np.random.default_rng(7)
    first, last = at(2004, 9, 20).timestamp(), at(2024, 9, 20).timestamp()
    moments = rng.uniform(first, last, 4_000)
    for place in (KURSK, Coordinates(0.01, -78.0), Coordinates(-77.8, 166.7), Coordinates(23.4, 113.3)):
        sky = Path(place, first, last).at(moments)
        asked = spa.solar_position_numpy(moments, place.latitude, place.longitude, 0, 1013.25, 12, delta_t(moments), 0.5667, 1)
        assert np.abs(sky.true - asked[3]).max() < 0.001
        apart = np.abs((sky.azimuth - asked[4] + 180) % 360 - 180) * np.cos(np.radians(asked[3]))
        assert apart.max() < 0.001


@pytest.mark.parametrize(
    ("height", "band"),
    [(3, "day"), (-0.8, "day"), (-0.9, "civil twilight"), (-7, "nautical twilight"), (-13, "astronomical twilight"), (-40, "night")],
)
def test_bands(height: float, band: str) -> None:
    assert band_of(height) == band


@pytest.mark.parametrize("year", [1850, 2150])
def test_other_centuries_are_refused_in_one_sentence(year: int) -> None:
    with pytest.raises(SkyError, match="1900 to 2100"):
        exactly(KURSK, at(year, 1, 1))
    with pytest.raises(SkyError):
        events(KURSK, Span(at(year, 1, 1), at(year, 1, 2)))


def test_daylight_of_a_year_is_each_days_own() -> None:
    spans = stretches(KURSK, Span(at(2023, 1, 1), at(2024, 1, 1)), Standing(true=Bounds(-50 / 60, 90)))
    assert len(spans) == 365
    day = Span(at(2023, 7, 1), at(2023, 7, 2))
    found = {event.kind: event.at for event in events(KURSK, day)}
    [lit] = [span for span in spans if span.meets(day)]
    assert lit.start is not None
    assert lit.end is not None
    # A quarter of a degree more on either side, and a step of two minutes.
    assert timedelta(0) <= found["sunrise"] - lit.start <= timedelta(minutes=6)
    assert timedelta(0) <= lit.end - found["sunset"] <= timedelta(minutes=6)


def test_height_and_direction_leave_two_seasons_and_never_lose_the_truth() -> None:
    true = at(2022, 5, 10, 12, 0)
    _, seen, azimuth = exactly(KURSK, true)
    standing = Standing(seen=Bounds(seen - 1, seen + 1), azimuth=Bounds(azimuth - 2, azimuth + 2))
    spans = stretches(KURSK, Span(at(2003, 1, 1), at(2023, 1, 1)), standing)
    assert any(span.covers(true) for span in spans)
    assert {span.start.month for span in spans if span.start} <= {4, 5, 6, 7, 8}
    assert len(spans) < 1_000


def test_a_time_of_day_leaves_dates_across_a_change_of_clocks() -> None:
    berlin, place = ZoneInfo("Europe/Berlin"), Coordinates(52.5, 13.4)
    minutes = Bounds(12 * 60 - 5, 12 * 60 + 5)
    spans = stretches(place, Span(at(2024, 3, 29), at(2024, 4, 3)), Standing(true=Bounds(-90, 90), minutes=minutes, zone=berlin))
    # Noon is 11:00 UTC until 30 March and 10:00 UTC from 31 March 2024 (IANA tzdata).
    middles = [span.start + (span.end - span.start) / 2 for span in spans if span.start and span.end]
    assert [round(middle.hour + middle.minute / 60) for middle in middles] == [11, 11, 10, 10, 10]


def test_a_direction_may_run_through_north() -> None:
    south = Coordinates(-33.9, 151.2)
    spans = stretches(south, Span(at(2024, 6, 1), at(2024, 6, 3)), Standing(true=Bounds(0, 90), azimuth=Bounds(355, 365)))
    assert len(spans) == 2
    for span, event in zip(spans, [e for e in events(south, Span(at(2024, 6, 1), at(2024, 6, 3))) if e.kind == "highest"], strict=True):
        assert span.covers(event.at)  # the sun is highest in the north there


def test_twenty_years_are_walked_in_time() -> None:
    began = time.process_time()
    spans = stretches(Coordinates(48.123, 11.5), Span(at(2003, 1, 1), at(2024, 9, 20)), Standing(seen=Bounds(20, 25)))
    assert time.process_time() - began < 12
    assert 8_000 < len(spans) < 17_000
