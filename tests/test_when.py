"""Time. Expected values: transitions of the IANA time zone database as published (files europe, australasia, southamerica), the calendar
module for lengths of months, sets of hours as a model of spans, and datetime's own arithmetic."""

from __future__ import annotations

import calendar
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.typed import parse_when
from analysis.when import EASTMOST, WESTMOST, Reading, Span, hull, iso, offset_name, parse_offset, shifted, zone_named

HOUR = timedelta(hours=1)


def utc(*fields: int) -> datetime:
    return datetime(*fields, tzinfo=UTC)


# Local times that occur twice, or never, and the days around them.


@pytest.mark.parametrize(
    ("zone", "reading", "span"),
    [
        # Moscow went from UTC+4 to UTC+3 for good at 02:00 on 26 October 2014: 01:30 came twice.
        ("Europe/Moscow", Reading(2014, 10, 26, 1, 30), Span(utc(2014, 10, 25, 21, 30), utc(2014, 10, 25, 22, 31))),
        ("Europe/Moscow", Reading(2014, 10, 26, 2, 30), Span(utc(2014, 10, 25, 23, 30), utc(2014, 10, 25, 23, 31))),
        ("Europe/Moscow", Reading(2014, 10, 26), Span(utc(2014, 10, 25, 20), utc(2014, 10, 26, 21))),
        # London: back at 02:00 BST on 27 October 2024, on at 01:00 GMT on 31 March 2024.
        ("Europe/London", Reading(2024, 10, 27, 1, 30), Span(utc(2024, 10, 27, 0, 30), utc(2024, 10, 27, 1, 31))),
        ("Europe/London", Reading(2024, 10, 27), Span(utc(2024, 10, 26, 23), utc(2024, 10, 28))),
        ("Europe/London", Reading(2024, 3, 31, 1, 30), Span(utc(2024, 3, 31, 0, 30), utc(2024, 3, 31, 1, 31))),
        ("Europe/London", Reading(2024, 3, 31), Span(utc(2024, 3, 31), utc(2024, 3, 31, 23))),
        # Kyiv: on at 03:00 on 31 March 2024, back at 04:00 on 27 October 2024.
        ("Europe/Kyiv", Reading(2024, 3, 31), Span(utc(2024, 3, 30, 22), utc(2024, 3, 31, 21))),
        ("Europe/Kyiv", Reading(2024, 10, 27), Span(utc(2024, 10, 26, 21), utc(2024, 10, 27, 22))),
        ("Europe/Kyiv", Reading(2024, 10, 27, 3), Span(utc(2024, 10, 27), utc(2024, 10, 27, 2))),
        # Samoa left out 30 December 2011, going from UTC-10 to UTC+14.
        ("Pacific/Apia", Reading(2011, 12, 29), Span(utc(2011, 12, 29, 10), utc(2011, 12, 30, 10))),
        ("Pacific/Apia", Reading(2011, 12, 31), Span(utc(2011, 12, 30, 10), utc(2011, 12, 31, 10))),
        ("Pacific/Apia", Reading(2011, 12, 30), Span(utc(2011, 12, 29, 10), utc(2011, 12, 31, 10))),
        ("Pacific/Apia", Reading(2011, 12), Span(utc(2011, 12, 1, 10), utc(2011, 12, 31, 10))),
        # Lord Howe Island moves its clocks by half an hour: back at 02:00 on 7 April 2024.
        ("Australia/Lord_Howe", Reading(2024, 4, 7, 1, 45), Span(utc(2024, 4, 6, 14, 45), utc(2024, 4, 6, 15, 16))),
        # Paraguay set its clocks back at midnight: 23 March 2024 had 25 hours.
        ("America/Asuncion", Reading(2024, 3, 23), Span(utc(2024, 3, 23, 3), utc(2024, 3, 24, 4))),
        ("America/Asuncion", Reading(2024, 3, 24), Span(utc(2024, 3, 24, 4), utc(2024, 3, 25, 4))),
        # Nepal keeps UTC+5:45.
        ("Asia/Kathmandu", Reading(2024, 9, 18, 12), Span(utc(2024, 9, 18, 6, 15), utc(2024, 9, 18, 7, 15))),
    ],
)
def test_transitions_of_the_tz_database(zone: str, reading: Reading, span: Span) -> None:
    assert reading.span(ZoneInfo(zone)) == span


def test_the_first_day_after_a_gap_at_midnight_is_not_cut() -> None:
    """Brazil set its clocks on at midnight of 4 November 2018 (to 01:00, UTC-2): the day began at 03:00 UTC."""
    span = Reading(2018, 11, 4).span(ZoneInfo("America/Sao_Paulo"))
    assert span.covers(Span(utc(2018, 11, 4, 3), utc(2018, 11, 5, 2)))
    assert span.width is not None
    assert span.width <= 24 * HOUR


ZONES = st.sampled_from(
    ["Europe/Moscow", "Europe/London", "Europe/Kyiv", "Pacific/Apia", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
     "Pacific/Kiritimati", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Gaza", "Antarctica/Troll", "Etc/GMT+12"]
).map(ZoneInfo)  # fmt: skip
# Before 1970 some zones kept local mean time, up to 16 hours from UTC; no video file does.
MOMENTS = st.datetimes(datetime(1970, 1, 3), datetime(2037, 12, 29), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))
PRECISIONS = ("month", "day", "hour", "minute", "second")


def cut_to(reading: Reading, fields: int) -> Reading:
    """The reading with only the first so many of its fields after the year."""
    gone: dict[str, None] = dict.fromkeys(PRECISIONS[fields:])
    return replace(reading, **gone, fraction=Fraction(0)) if gone else reading  # type: ignore[arg-type]


@given(MOMENTS, ZONES, st.integers(0, 5))
def test_what_a_clock_in_a_zone_shows_covers_the_moment(moment: datetime, zone: ZoneInfo, fields: int) -> None:
    shown = cut_to(Reading.of(moment.astimezone(zone).replace(microsecond=0)), fields).with_offset(None)
    assert shown.span(zone).covers(moment.replace(microsecond=0))
    assert shown.span().covers(moment.replace(microsecond=0)), "an unknown zone allows for every zone"
    assert shown.span().covers(shown.span(zone))


@given(MOMENTS, ZONES)
def test_a_coarser_reading_covers_a_finer_one(moment: datetime, zone: ZoneInfo) -> None:
    fine = Reading.of(moment.astimezone(zone)).with_offset(None)
    spans = [cut_to(fine, fields).span(zone) for fields in range(6)]
    for coarse, finer in pairwise(spans):
        assert coarse.covers(finer)


@given(MOMENTS, OFFSETS, st.integers(0, 5))
def test_widths_at_a_fixed_offset(moment: datetime, offset: timedelta, fields: int) -> None:
    reading = cut_to(Reading.of(moment.astimezone(timezone(offset)).replace(microsecond=0)), fields)
    days = 365 + calendar.isleap(reading.year) if reading.month is None else calendar.monthrange(reading.year, reading.month)[1]
    expected = [timedelta(days=days), timedelta(days=days), timedelta(days=1), HOUR, timedelta(minutes=1), timedelta(seconds=1)][fields]
    assert reading.span().width == expected
    assert reading.with_offset(None).span().width == expected + EASTMOST - WESTMOST
    assert reading.with_offset(None).span(offset) == reading.span()


@given(MOMENTS, OFFSETS)
def test_a_written_offset_decides_over_any_zone(moment: datetime, offset: timedelta) -> None:
    reading = Reading.of(moment.astimezone(timezone(offset)))
    assert reading.span(ZoneInfo("Asia/Tokyo")) == reading.span()
    assert reading.span().start == moment


@given(MOMENTS, OFFSETS | st.none(), st.integers(0, 6), st.integers(0, 6))
def test_what_a_reading_shows_reads_back(moment: datetime, offset: timedelta | None, fields: int, digits: int) -> None:
    reading = cut_to(Reading.of(moment.replace(microsecond=0)), min(fields, 5)).with_offset(offset if fields >= 3 else None)
    if fields >= 5 and digits:
        size = Fraction(1, 10**digits)
        reading = replace(reading, fraction=Fraction(moment.microsecond, 10**6) // size * size, resolution=size)
    again = parse_when(str(reading))
    assert str(again) == str(reading)
    assert again.span() == reading.span()


@given(st.integers(0, 4_102_444_800))
def test_counts_of_seconds(seconds: int) -> None:
    reading = Reading.since(utc(1970, 1, 1), seconds, offset=timedelta(0))
    assert reading.span() == Span.at(datetime.fromtimestamp(seconds, UTC))
    assert reading.unset == (seconds < 86_400)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (3_775_564_800, "2023-08-22T16:00:00Z"),  # date -u -d @1692720000, the count less the seconds from 1904 to 1970
        (2_082_844_800, "1970-01-01T00:00:00Z"),  # seconds between QuickTime's epoch and Unix's
        (0, "1904-01-01T00:00:00Z"),
    ],
)
def test_counts_from_quicktimes_epoch(seconds: int, shown: str) -> None:
    reading = Reading.since(utc(1904, 1, 1), seconds, offset=timedelta(0))
    assert str(reading) == shown
    assert reading.unset == (seconds != 3_775_564_800)


def test_a_count_may_be_of_an_unknown_zone() -> None:
    reading = Reading.since(utc(1904, 1, 1), 3_775_564_800, offset=None)
    assert reading.zone == "unknown"
    assert reading.span() == Span(utc(2023, 8, 22, 2), utc(2023, 8, 23, 4, 0, 1))


def test_counts_outside_the_calendar() -> None:
    with pytest.raises(ValueError, match="no date in the years"):
        Reading.since(utc(1904, 1, 1), 10**12, offset=None)
    with pytest.raises(ValueError, match="no date in the years"):
        Reading.since(utc(1970, 1, 1), -(10**12), offset=None)


@pytest.mark.parametrize(
    "fields",
    [
        {"month": 13}, {"month": 2, "day": 30}, {"day": 1}, {"month": 1, "hour": 1}, {"month": 1, "day": 1, "hour": 24},
        {"month": 1, "day": 1, "hour": 1, "second": 1}, {"month": 1, "day": 1, "hour": 1, "minute": 60},
        {"month": 1, "day": 1, "hour": 1, "minute": 1, "second": 61}, {"offset": timedelta(hours=24)}, {"fraction": Fraction(1)},
    ],
)  # fmt: skip
def test_a_reading_that_is_no_date(fields: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Reading(2023, **fields)  # type: ignore[arg-type]


def test_a_leap_second_is_the_next_minute() -> None:
    """The last leap second so far was 2016-12-31T23:59:60Z (IERS Bulletin C 52)."""
    reading = Reading(2016, 12, 31, 23, 59, 60, offset=timedelta(0))
    assert str(reading) == "2016-12-31T23:59:60Z"
    assert reading.span().start == utc(2017, 1, 1)


def test_the_ends_of_the_calendar_are_open() -> None:
    assert Reading(9999).span() == Span(utc(9998, 12, 31, 10), None)
    assert Reading(9999, 12, 31).span(ZoneInfo("America/New_York")).end is None
    assert Reading(1, 1, 1).span().start is None
    assert Reading(1, 1, 1).span(ZoneInfo("Asia/Tokyo")).start is None
    with pytest.raises(ValueError, match="naive"):
        Reading.of(datetime(2024, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        Span(datetime(2024, 1, 1))  # noqa: DTZ001


# Spans, against sets of hours.

LINE = 12
ENDS = st.integers(0, LINE) | st.none()


@st.composite
def modelled(draw: st.DrawFn) -> tuple[Span, frozenset[int]]:
    """A span of whole hours, and the hours of a short line that it holds; open ends reach over the line's."""
    start, end = draw(ENDS), draw(ENDS)
    assume(start is None or end is None or start < end)
    moments = [None if at is None else utc(2024, 1, 1) + at * HOUR for at in (start, end)]
    return Span(*moments), frozenset(range(-1 if start is None else start, LINE + 1 if end is None else end))


@given(modelled(), modelled())
def test_spans_are_sets_of_instants(first: tuple[Span, frozenset[int]], second: tuple[Span, frozenset[int]]) -> None:
    (a, hours_a), (b, hours_b) = first, second
    assert a.meets(b) == b.meets(a) == bool(hours_a & hours_b)
    assert a.apart(b) == (not a.meets(b))
    assert a.covers(b) == (hours_a >= hours_b)
    both = a.cut(b)
    assert (both is None) == a.apart(b)
    if both is not None:
        assert a.covers(both)
        assert b.covers(both)
        assert both == b.cut(a)
    whole = a.hull(b)
    assert whole.covers(a)
    assert whole.covers(b)
    assert whole == hull([b, a])


@given(modelled(), st.integers(-1, LINE))
def test_a_span_holds_its_start_and_not_its_end(span: tuple[Span, frozenset[int]], hour: int) -> None:
    assert span[0].covers(utc(2024, 1, 1) + hour * HOUR) == (hour in span[1])


@given(MOMENTS, st.timedeltas(timedelta(microseconds=1), timedelta(days=9999)), OFFSETS)
def test_json_keeps_the_span(start: datetime, width: timedelta, offset: timedelta) -> None:
    span = Span(start.astimezone(timezone(offset)), shifted(start, width))
    told = json.loads(json.dumps(span.to_json()))
    assert told["start"].endswith("Z")
    assert Span(datetime.fromisoformat(told["start"]), datetime.fromisoformat(told["end"])) == span
    assert span.width == width
    assert Span().to_json() == {"start": None, "end": None}


def test_a_span_is_never_empty_or_backwards() -> None:
    for end in (utc(2024, 1, 1), utc(2023, 1, 1)):
        with pytest.raises(ValueError, match="ends after it starts"):
            Span(utc(2024, 1, 1), end)
    with pytest.raises(ValueError, match="no span"):
        hull([])


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=4_000_000)), st.timedeltas(timedelta(0), timedelta(days=4_000_000)))
def test_widening_covers_and_opens_at_the_ends_of_time(moment: datetime, before: timedelta, after: timedelta) -> None:
    span = Span.at(moment)
    wide = span.widened(before, after)
    assert wide.covers(span)
    assert (wide.start is None) == (before > moment - utc(1, 1, 1))
    assert wide.end is None or wide.end - moment == after + timedelta(seconds=1)


@given(OFFSETS)
def test_offsets_read_back(offset: timedelta) -> None:
    name = offset_name(offset)
    assert zone_named(name) == offset
    if offset:
        assert parse_offset(name) == parse_offset(name.replace(":", "")) == parse_offset("UTC" + name) == offset


@pytest.mark.parametrize("text", ["", "+", "3", "+15", "-13:00", "+03:60", "+3:00:00", "+٣", "+123", "Moscow", "UTC3", "+0 3"])
def test_what_is_no_offset(text: str) -> None:
    assert parse_offset(text) is None


@pytest.mark.parametrize("name", ["Moscow", "Europe/Atlantis", "../../etc/passwd", "/etc/passwd", "", "Europe", "a\x00b", "x" * 100_000])
def test_what_is_no_zone(name: str) -> None:
    with pytest.raises(ValueError, match="no time zone known here"):
        zone_named(name)


def test_moments_in_words() -> None:
    assert iso(datetime(2024, 9, 18, 14, tzinfo=ZoneInfo("Europe/Moscow"))) == "2024-09-18T11:00:00Z"
    assert iso(utc(2024, 9, 18, 11, 0, 0, 250_000)) == "2024-09-18T11:00:00.250000Z"
    assert iso(None) is None
    assert str(Reading(2024, 9, 18)) == "2024-09-18"
    assert Reading(2024, 9, 18).zone == "unknown"
