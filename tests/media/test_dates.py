from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.media.dates import note_date, read_date
from analysis.media.source import Listing

KNOWN = [
    # RIFF IDIT: asctime, and the spellings of Casio, Konica and others that ExifTool's RIFF documentation lists
    ("Mon Mar 10 15:04:43 2003\n\0", "2003-03-10T15:04:43", "unknown"),
    ("WED AUG 04 09:05:03 2010", "2010-08-04T09:05:03", "unknown"),
    ("2001/ 1/27  1:42PM", "2001-01-27T13:42", "unknown"),
    ("2006/ 4/13 16: 7: 5", "2006-04-13T16:07:05", "unknown"),
    ("2005/11/28/ 09:19", "2005-11-28T09:19", "unknown"),
    ("2002-12-16  15:35:01\0\0", "2002-12-16T15:35:01", "unknown"),
    ("2008:08:17 11:42:43", "2008-08-17T11:42:43", "unknown"),
    # RFC 2822 3.3 (its own example of 4.3), ECMAScript and ActionScript Date.toString
    ("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T09:55:06", "-06:00"),
    ("Thu Oct 04 2012 22:16:12 GMT-0300 (BRT)", "2012-10-04T22:16:12", "-03:00"),
    ("Thu Oct 4 22:16:12 GMT-0300 2012", "2012-10-04T22:16:12", "-03:00"),
    # W3C note on ISO 8601
    ("1997", "1997", "unknown"),
    ("1997-07", "1997-07", "unknown"),
    ("1997-07-16T19:20+01:00", "1997-07-16T19:20", "+01:00"),
    ("1997-07-16T19:20:30.45+01:00", "1997-07-16T19:20:30.450000", "+01:00"),
    ("20240102", "2024-01-02", "unknown"),
    ("20240102T030405Z", "2024-01-02T03:04:05", "UTC"),
    # DJI subtitles
    ("2022-05-01 15:01:58,531,716", "2022-05-01T15:01:58.531716", "unknown"),
    ("2017.8.5 14:11:51", "2017-08-05T14:11:51", "unknown"),
    # day and month: known by size, or only the year
    ("27/11/2001 10:27:41", "2001-11-27T10:27:41", "unknown"),
    ("11/27/2001 10:27:41", "2001-11-27T10:27:41", "unknown"),
    ("3/4/2009 10:27:41", "2009", "unknown"),
    ("Jan 19 2010 12:09:24", "2010-01-19T12:09:24", "unknown"),
]


@pytest.mark.parametrize(("text", "wall", "zone"), KNOWN)
def test_known_notations(text: str, wall: str, zone: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert reading.wall.startswith(wall.rstrip("0") if "." in wall else wall)
    assert (reading.wall if "." not in wall else wall) == wall
    assert reading.zone == zone


@pytest.mark.parametrize(
    "text",
    ["", "0000:00:00 00:00:00", "2009-13-01", "2009-02-30", "yesterday", "12:30:00", "2009-01-01 25:00:00", "1" * 300,
     "Mon Mar 2003 15:04:43",
     "2001/ 1/27 13:42PM", "version 2009.1.2 of something"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(st.datetimes(min_value=datetime(1000, 1, 1)), st.integers(-12 * 60, 14 * 60))  # noqa: DTZ001
def test_isoformat_is_read_back(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    for text in (aware.isoformat(), aware.isoformat(" ")):
        reading = read_date(text)
        assert reading is not None
        assert reading.span().start == aware.astimezone(UTC)


@given(st.text(max_size=100))
def test_any_text_is_a_date_or_none(text: str) -> None:
    reading = read_date(text)
    assert reading is None or reading.raw in text


@pytest.mark.parametrize(
    ("text", "status"),
    [("2009-01-02", "set"), ("0000-00-00 00:00:00", "not set"), ("", "not set"), ("1904-01-01", "not set"), ("2009-31-31", "malformed")],
)
def test_status(text: str, status: str) -> None:
    listing = Listing()
    note_date(listing, "x y", text, 3, 4)
    assert [(f.status, f.place.offset, f.place.length) for f in listing.fields] == [(status, 3, 4)]
