"""Ticks follow the calendar of the zone. Changes of clocks are those of the IANA database (Germany 2024: 31 March and 27 October)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.views.axis import axis
from analysis.views.moments import Wall, zone_words
from analysis.views.stretch import WIDEST, clamped, part, zoomed
from analysis.when import Span

BERLIN = Wall(ZoneInfo("Europe/Berlin"), "Berlin time")
KATHMANDU = Wall(ZoneInfo("Asia/Kathmandu"), "Kathmandu time")


def view(*ends: tuple[int, ...]) -> Span:
    first, last = (datetime(*end, tzinfo=UTC) for end in ends)  # type: ignore[misc,arg-type]
    return Span(first, last)


def test_days_begin_at_local_midnight_on_both_sides_of_a_change() -> None:
    ticks = axis(view((2024, 10, 26), (2024, 10, 30)), BERLIN, 800).ticks
    days = [tick for tick in axis(view((2024, 10, 25), (2024, 11, 2)), BERLIN, 800).ticks]
    assert [tick.at.hour for tick in days] == [22, 22, 23, 23, 23, 23, 23, 23]  # UTC+2 until the 27th, UTC+1 from then on
    assert all(tick.label.endswith(":00") for tick in ticks)


def test_an_hour_that_comes_twice_is_written_twice() -> None:
    ticks = axis(view((2024, 10, 26, 23), (2024, 10, 27, 4)), BERLIN, 400).ticks
    assert [tick.label for tick in ticks] == ["01:00", "02:00", "02:00", "03:00", "04:00"]


def test_an_hour_that_is_skipped_is_not_written() -> None:
    ticks = axis(view((2024, 3, 31, 0), (2024, 3, 31, 4)), BERLIN, 300).ticks
    assert [tick.label for tick in ticks] == ["01:00", "03:00", "04:00", "05:00"]


def test_zones_with_odd_offsets_have_whole_hours() -> None:
    ticks = axis(view((2024, 9, 18, 0), (2024, 9, 18, 8)), KATHMANDU, 600).ticks  # UTC+05:45
    assert {tick.at.minute for tick in ticks} == {15}
    assert ticks[0].label == "06:00"


@pytest.mark.parametrize(
    ("width", "unit"),
    [
        (timedelta(minutes=20), "minute"),
        (timedelta(hours=20), "hour"),
        (timedelta(days=9), "day"),
        (timedelta(days=200), "month"),
        (WIDEST, "year"),
    ],
)
def test_from_minutes_to_decades(width: timedelta, unit: str) -> None:
    start = datetime(2004, 9, 18, 11, 7, tzinfo=UTC)
    drawn = axis(Span(start, start + width), BERLIN, 1000)
    assert drawn.unit == unit
    assert 5 <= len(drawn.ticks) <= 18


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    st.floats(600, WIDEST.total_seconds()),
    st.sampled_from(["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"]),
)
def test_ticks_lie_inside_apart_and_in_order(start: datetime, seconds: float, name: str) -> None:
    stretch = Span(start, start + timedelta(seconds=seconds))
    drawn = axis(stretch, Wall(ZoneInfo(name), name), 1000)
    moments = [tick.at for tick in drawn.ticks]
    assert moments == sorted(set(moments))
    assert all(stretch.covers(at) for at in moments)
    assert len(moments) <= 26
    if drawn.unit == "hour":
        assert all(tick.label.endswith(":00") for tick in drawn.ticks)


@settings(max_examples=60, deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)), st.floats(0.01, 400), st.floats(-3, 3))  # noqa: DTZ001
def test_zooming_stays_within_minutes_and_decades(start: datetime, factor: float, shift: float) -> None:
    moved = zoomed(Span(start, start + timedelta(days=3)), factor, shift)
    assert moved.width is not None
    assert timedelta(minutes=10) <= moved.width <= WIDEST
    inner = part(moved, 0.4, 0.1)
    assert inner.width is not None
    assert moved.width * 0.29 < inner.width < moved.width * 0.31 or inner.width == timedelta(minutes=10)


def test_a_stretch_without_ends_gets_some() -> None:
    assert clamped(Span(None, None)).width == WIDEST


def test_zones_are_named_as_people_name_them() -> None:
    assert zone_words(ZoneInfo("America/New_York")) == "New York time"
    assert zone_words(timedelta(hours=3)) == "UTC+03:00"
    assert zone_words(None) == "UTC"
    assert zone_words(ZoneInfo("Etc/GMT+3")) == "Etc/GMT+3"
