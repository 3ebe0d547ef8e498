"""Zones decided by a second clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reference.offsets import CIVIL, decided_offset
from analysis.when import Reading, Span

MINUTE = timedelta(minutes=1)


def test_published_pairs() -> None:
    """File names and headers of real recordings (PhotoPrism issue 1388: EDT; a public dump: JST)."""
    name = Reading(2021, 6, 23, 14, 50, 59)
    header = Span.at(datetime(2021, 6, 23, 18, 51, 37, tzinfo=UTC) - timedelta(seconds=36.89))
    assert decided_offset(name, header, slack=MINUTE) == timedelta(hours=-4)
    name = Reading(2019, 4, 13, 13, 30, 21)
    header = Span.at(datetime(2019, 4, 13, 4, 34, 38, tzinfo=UTC) - timedelta(seconds=254.3))
    assert decided_offset(name, header, slack=MINUTE) == timedelta(hours=9)


def test_clocks_hours_apart_decide_nothing() -> None:
    assert decided_offset(Reading(2021, 6, 23, 14, 50, 59), Span.at(datetime(2021, 6, 25, tzinfo=UTC)), slack=MINUTE) is None


def test_a_wide_window_decides_nothing() -> None:
    moment = Span.at(datetime(2021, 6, 23, 18, 51, tzinfo=UTC), timedelta(hours=1))
    assert decided_offset(Reading(2021, 6, 23, 14, 50, 59), moment, slack=MINUTE) is None


def test_no_clock_runs_at_a_zone_that_nobody_has() -> None:
    """No civil clock stands 7 hours and 15 minutes ahead of UTC (IANA tz database)."""
    moment = datetime(2021, 6, 23, 12, tzinfo=UTC)
    assert decided_offset(Reading(2021, 6, 23, 19, 15), Span.at(moment), slack=MINUTE) is None
    assert decided_offset(Reading(2021, 6, 23, 17, 45, 0), Span.at(moment), slack=MINUTE) == timedelta(hours=5, minutes=45)  # Nepal


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2030, 1, 1)), st.sampled_from(CIVIL))  # noqa: DTZ001
def test_the_offset_that_made_the_wall_time_is_found(moment: datetime, offset: timedelta) -> None:
    wall = moment.replace(microsecond=0, tzinfo=UTC)
    local = Reading.of(wall + offset).with_offset(None)
    assert decided_offset(local, Span.at(wall), slack=MINUTE) == offset


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2030, 1, 1)))  # noqa: DTZ001
def test_only_what_is_possible_is_found(moment: datetime) -> None:
    wall = moment.replace(microsecond=0, tzinfo=UTC)
    local = Reading.of(wall + timedelta(hours=3)).with_offset(None)
    assert decided_offset(local, Span.at(wall), slack=MINUTE, among=(timedelta(0), timedelta(hours=2))) is None
