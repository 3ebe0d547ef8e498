"""Typed dates. Expected values: ISO 8601's own examples, Python's datetime as a second reader, IANA tzdata for zones, CLDR for names."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.calendar_names import MONTHS
from analysis.typed import Ambiguous, WhenError, parse_when, parse_window
from analysis.when import Reading

MOSCOW = timedelta(hours=3)


def utc(*fields: int) -> datetime:
    return datetime(*fields, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024", "2024"),
        ("2024-09", "2024-09"),
        ("2024-09-18", "2024-09-18"),
        ("20240918", "2024-09-18"),
        ("2024-W38-3", "2024-09-18"),  # date(2024, 9, 18).isocalendar() is (2024, 38, 3)
        ("2024W383", "2024-09-18"),
        ("2009-W01-1", "2008-12-29"),  # ISO 8601's example of a week that begins in the year before
        ("1985-102", "1985-04-12"),  # RFC 3339 and ISO 8601's example of 12 April 1985 as an ordinal date
        ("2024-09-18T14", "2024-09-18T14"),
        ("2024-09-18 14:00", "2024-09-18T14:00"),
        ("2024-09-18T14:00:05.25+03:00", "2024-09-18T14:00:05.25+03:00"),
        ("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.52Z"),  # RFC 3339, 5.8
        ("1990-12-31T23:59:60Z", "1990-12-31T23:59:60Z"),  # RFC 3339, 5.8: a leap second
        ("1937-01-01T12:00:27.87+00:20", "1937-01-01T12:00:27.87+00:20"),  # RFC 3339, 5.8
        ("20240918T140000Z", "2024-09-18T14:00:00Z"),
        ("20240918140000", "2024-09-18T14:00:00"),
        ("2024-09-18 14:00:05,5", "2024-09-18T14:00:05.5"),
        ("2024-09-18 14:00 +0300", "2024-09-18T14:00+03:00"),
        ("2024-09-18 14:00 UTC+3", "2024-09-18T14:00+03:00"),
        ("2024:09:18 14:00:00", "2024-09-18T14:00:00"),  # EXIF's form
        ("18 September 2024", "2024-09-18"),
        ("18th of September, 2024", "2024-09-18"),
        ("18-Sep-2024", "2024-09-18"),
        ("Sept 18, 2024 14:00", "2024-09-18T14:00"),
        ("Wednesday, 18 September 2024", "2024-09-18"),
        ("September 2024", "2024-09"),
        ("18.09.2024 14:00", "2024-09-18T14:00"),
        ("14:00 18.09.2024", "2024-09-18T14:00"),
        ("18/09/2024", "2024-09-18"),
        ("09/18/2024", "2024-09-18"),
        ("03.03.2024", "2024-03-03"),
        ("09.2024", "2024-09"),
        ("18 сентября 2024 года в 14:00", "2024-09-18T14:00"),
        ("сентябрь 2024", "2024-09"),
        ("среда, 18 сентября 2024 г.", "2024-09-18"),
        ("18 вересня 2024 р., 14:00", "2024-09-18T14:00"),
        ("вересень 2024", "2024-09"),
        ("18 Sep 2024, 2:30 p.m.", "2024-09-18T14:30"),
        ("18 Sep 2024 12:05 am", "2024-09-18T00:05"),
        ("\u200e18.09.2024\u200f \u200e14:00", "2024-09-18T14:00"),  # as copied from a Windows property sheet
    ],
)
def test_reads_what_was_typed_and_no_more(text: str, shown: str) -> None:
    reading = parse_when(text)
    assert str(reading) == shown


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1726657200", utc(2024, 9, 18, 11)),
        ("@1726657200", utc(2024, 9, 18, 11)),
        ("1726657200123", utc(2024, 9, 18, 11, 0, 0, 123000)),
        ("1726657200.5", utc(2024, 9, 18, 11, 0, 0, 500000)),
        ("1234567890", utc(2009, 2, 13, 23, 31, 30)),  # the well-known date of Unix time 1234567890
        ("2147483647", utc(2038, 1, 19, 3, 14, 7)),  # the last second of a signed 32-bit time_t
    ],
)
def test_unix_time_counts_in_utc(text: str, moment: datetime) -> None:
    reading = parse_when(text)
    assert reading.offset == timedelta(0)
    assert reading.span().start == moment


@pytest.mark.parametrize(
    ("text", "offset_hours"),
    [
        ("2024-09-18 14:00 Europe/Moscow", 3),
        ("2024-09-18 14:00 MSK", 3),
        ("18 сентября 2024, 14:00 по московскому времени", 3),
        ("2012-09-18 14:00 MSK", 4),  # tzdata: Moscow kept UTC+4 from 2011-03-27 to 2014-10-26
        ("2024-07-18 14:00 CEST", 2),
        ("2024-01-18 14:00 CET", 1),
        ("2024-07-18 14:00 Kyiv time", 3),
        ("2024-01-18 14:00 за київським часом", 2),
        ("2024-09-18 14:00 UTC", 0),
        ("2024-09-18 14:00 (UTC)", 0),
    ],
)
def test_a_zone_after_the_time_gives_the_offset_of_that_day(text: str, offset_hours: int) -> None:
    assert parse_when(text).offset == timedelta(hours=offset_hours)


@pytest.mark.parametrize("text", ["03/04/2024", "03.04.2024", "3-4-2024", "03/04/2024 14:00"])
def test_an_open_order_is_never_guessed(text: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        parse_when(text)
    assert (caught.value.day_first.wall[:10], caught.value.month_first.wall[:10]) == ("2024-04-03", "2024-03-04")
    assert "3 April 2024" in str(caught.value)
    assert "4 March 2024" in str(caught.value)
    assert parse_when(text, day_first=True).wall[:10] == "2024-04-03"
    assert parse_when(text, day_first=False).wall[:10] == "2024-03-04"


def test_a_weekday_decides_the_order() -> None:
    assert date(2024, 4, 3).strftime("%A") == "Wednesday"
    assert parse_when("Wednesday 03/04/2024").wall == "2024-04-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "No date is given"),
        ("   ", "No date is given"),
        ("yesterday", "is no date that can be read"),
        ("18.09.24", "two digits"),
        ("18 September 24", "four digits"),
        ("18 September", "has no year"),
        ("September 18", "has no year"),
        ("31 June 2024", "June 2024 has the days 1 to 30"),
        ("2023-02-29", "February 2023 has the days 1 to 28"),
        ("2024-13-01", "no month 13"),
        ("0000-01-01", "the year lies between"),
        ("2024-09-18 24:00", "the hour lies between 0 and 23"),
        ("2024-09-18 14:60", "the minute lies between"),
        ("2024-09-18 14:00:61", "the second lies between"),
        ("2024-09-18 13:00 pm", "between 1 and 12"),
        ("2024-W38", "names a whole week"),
        ("2023-W53-1", "no week date"),  # 2023 has 52 ISO weeks
        ("2023-366", "the day of the year"),
        ("September 2024 14:00", "a time but no day"),
        ("Thursday 18 September 2024", "that day is a Wednesday"),
        ("20224", "Unix time"),
        ("0", "Unix time"),
        ("2024091814", "may be Unix time or a date and an hour"),
        ("2024-09-18 14:00 EST", "no time zone of one meaning"),
        ("2024-09-18 14:00 Mars/Olympus", "no time zone known here"),
        ("2024-09-18 14:00 CET", "not in force"),
        ("2024-09-18 14:00 +25:00", "no UTC offset"),
        ("2024-10-27 01:30 Europe/London", "clocks of Europe/London change"),
        ("2024-03-31 01:30 Europe/London", "clocks of Europe/London change"),
        ("٢٠٢٤-٠٩-١٨", "digits 0 to 9"),
        ("２０２４-09-18", "digits 0 to 9"),
        ("2024-09-18\x00", "control characters"),
        ("2024-09-18\u202e", "control characters"),
        ("9999-12-31 23:59:60", "is no date"),
        pytest.param("9" * 10_000_000, "10,000,000 characters", id="10 MB of digits"),
        pytest.param(" " * 10_000_000, "characters", id="10 MB of spaces"),
    ],
)
def test_refuses_in_one_sentence_at_once(text: str, expected: str) -> None:
    began = time.process_time()
    with pytest.raises(WhenError, match=expected) as caught:
        parse_when(text)
    assert time.process_time() - began < 2
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@given(st.datetimes(min_value=datetime(1000, 1, 1), max_value=datetime(9999, 12, 30)), st.integers(-12 * 60, 14 * 60))  # noqa: DTZ001
def test_agrees_with_pythons_reader_of_iso_8601(wall: datetime, minutes: int) -> None:
    text = wall.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes))).isoformat()
    span = parse_when(text).span()
    assert span.start == datetime.fromisoformat(text).astimezone(UTC)
    assert span.width == timedelta(seconds=1)


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d %b %Y", "%A, %d %B %Y", "%Y/%m/%d", "%Y%m%d", "%G-W%V-%u"]),
)
def test_agrees_with_strftime(day: date, form: str) -> None:
    assert parse_when(day.strftime(form)).wall == day.isoformat()


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(sorted(MONTHS)))
def test_every_month_name_is_read_in_every_position(day: date, name: str) -> None:
    month = MONTHS[name]
    first = day.replace(day=1, month=month)
    assert parse_when(f"1 {name.title()} {first.year:04d}").wall == first.isoformat()
    assert parse_when(f"{name} {first.year:04d}").wall == first.isoformat()[:7]


@given(st.text(max_size=60))
def test_anything_else_is_a_when_error(text: str) -> None:
    try:
        reading = parse_when(text)
    except WhenError:
        return
    assert reading.span().start is not None or reading.year == 1


@given(st.text(alphabet="0123456789-/.: TZ+wмскseptr,", max_size=40))
def test_anything_that_looks_like_a_date_is_read_or_refused(text: str) -> None:
    try:
        reading = parse_when(text)
    except WhenError:
        return
    assert isinstance(reading, Reading)
    assert reading.raw in text.strip() or " " in text


def test_a_window_is_one_date_or_two() -> None:
    first, last = parse_window("2024-09-17 14:00/2024-09-18 14:00")
    assert (str(first), str(last)) == ("2024-09-17T14:00", "2024-09-18T14:00")
    only, same = parse_window("18/09/2024")
    assert only == same
    assert str(parse_window("2024/09")[0]) == "2024-09"
    with pytest.raises(WhenError):
        parse_window("2024-09-17/" + "9" * 10_000_000)
