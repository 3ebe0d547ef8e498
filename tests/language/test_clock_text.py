"""Clock readings in noisy text. Expected values: Python's own strftime, a calendar, and formats as cameras write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language.clock_text import stamp_in

MOMENTS = st.datetimes(datetime(1991, 1, 1), datetime(2068, 12, 31), timezones=st.just(UTC)).map(lambda m: m.replace(microsecond=0))  # noqa: DTZ001 - hypothesis takes naive bounds
FORMS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
    "%Y.%m.%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%d%H:%M:%S",
    "%Y%m%d %H:%M:%S",
    "%Y%m%d%H%M%S",
    "%Y%m%d_%H%M%S",
    "IMG %Y%m%d %H%M%S CH2",
    "%d %b %Y %H:%M:%S",
    "%d/%b/%Y %H:%M:%S",
    "%b. %d %Y %I:%M:%S %p",
    "%B %d, %Y %I:%M:%S%p",
    "%a %d %b %Y %H:%M:%S",
    "%H:%M:%S %Y-%m-%d",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H时%M分%S秒",
    "CAM 2 %Y-%m-%d %H:%M:%S 18C",
)
OPEN_FORMS = (
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %I:%M:%S %p",
    "%d.%m.%Y %H:%M:%S",
    "%m-%d-%Y %a %H:%M:%S",
    "%d-%m-%y %H:%M:%S",
    "%d.%m.%y %H:%M:%S",
)


@settings(deadline=None)
@given(MOMENTS, st.sampled_from(FORMS))
def test_what_strftime_writes_is_read(moment: datetime, form: str) -> None:
    stamp = stamp_in(moment.strftime(form))
    assert stamp is not None
    assert [day for _, day in stamp.dates] == [moment.date()]
    assert stamp.time == moment.hour * 3600 + moment.minute * 60 + moment.second
    assert not stamp.mended


@settings(deadline=None)
@given(MOMENTS, st.sampled_from(OPEN_FORMS))
def test_an_open_order_holds_the_true_date_and_no_impossible_one(moment: datetime, form: str) -> None:
    stamp = stamp_in(moment.strftime(form))
    assert stamp is not None
    assert moment.date() in {day for _, day in stamp.dates}
    assert stamp.time == moment.hour * 3600 + moment.minute * 60 + moment.second


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("03/04/2023 10:00:00", {date(2023, 4, 3), date(2023, 3, 4)}),
        ("03/04/2023 Mon 10:00:00", {date(2023, 4, 3)}),  # 3 April 2023 was a Monday, 4 March a Saturday
        ("03-04-2023 Sat 10:00:00", {date(2023, 3, 4)}),
        ("13/04/2023 10:00:00", {date(2023, 4, 13)}),
        ("04/13/2023 10:00:00", {date(2023, 4, 13)}),
        ("05.05.2023 10:00:00", {date(2023, 5, 5)}),
        ("17 октября 2023 19:59:55", {date(2023, 10, 17)}),
        ("17 жовтня 2023 19:59:55", {date(2023, 10, 17)}),
        ("17 באוקטובר 2023 19:59:55", {date(2023, 10, 17)}),
        ("2023年10月17日 星期二 19:59:55", {date(2023, 10, 17)}),
        ("17/0ct/2023 19:59:55", {date(2023, 10, 17)}),
        ("31/02/2023 10:00:00", set()),
        ("10:11:05 Jan 02 2023", {date(2023, 1, 2)}),
        ("17.10.2000 01.02.03", {date(2000, 10, 17)}),
        ("10.12.05 2023-10-17", {date(2023, 10, 17)}),
        ("Oct 17 19:59:55", set()),
        ("Oct 17 19.59.55", set()),
    ],
)
def test_dates(text: str, days: set[date]) -> None:
    stamp = stamp_in(text)
    assert stamp is not None
    assert {day for _, day in stamp.dates} == days


@pytest.mark.parametrize(
    ("text", "seconds", "width"),
    [
        ("2023-10-17 12:00:05 AM", 5, 1),
        ("2023-10-17 12:00:05 PM", 43205, 1),
        ("2023-10-17 07:59P", 71940, 60),
        ("2023年10月17日 下午7:59:55", 71995, 1),
        ("19:59:55:12", 71995, 1),  # a frame number after the second
        ("2023/10/17 19:59:55.250", Fraction("71995.25"), Fraction(1, 1000)),
        ("2023-10-17 19.59.55", 71995, 1),
        ("2023-10-17 19：59：55", 71995, 1),
        ("19;59:55", 71995, 1),
    ],
)
def test_times(text: str, seconds: int | Fraction, width: int | Fraction) -> None:
    stamp = stamp_in(text)
    assert stamp is not None
    assert (stamp.time, stamp.width) == (seconds, width)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2023-10-17T16:59:55Z", timedelta(0)),
        ("2023-10-17 16:59:55 UTC", timedelta(0)),
        ("2023-10-17 19:59:55 +03:00", timedelta(hours=3)),
        ("2023-10-17 19:59:55 GMT+3", timedelta(hours=3)),
        ("2023-10-17 19:59:55", None),
        ("2023-10-17 19:59:55 -18C", None),
        # IANA tzdata: Kyiv kept summer time until 29 October 2023; Moscow kept UTC+4 from March 2011 to October 2014.
        ("2023-10-17 19:59:55 EEST", timedelta(hours=3)),
        ("2023-12-17 19:59:55 EEST", None),
        ("2023-10-17 19:59:55 MSK", timedelta(hours=3)),
        ("2013-01-17 19:59:55 MSK", timedelta(hours=4)),
        ("2023-10-17 19:59:55 CST", None),
    ],
)
def test_zones(text: str, offset: timedelta | None) -> None:
    stamp = stamp_in(text)
    assert stamp is not None
    assert stamp.offset == offset


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("17/10/2023 יום ג׳ 19:59:55", 2), ("ג' 17.10.2023 19:59:55", 2), ("יום א 22.10.2023 08:00:00", 7), ("21/10/2023 ש׳ 08:00:00", 6),
        ("מצלמה א׳ 17/10/2023 19:59:55", None), ("יום העצמאות 26.4.2023 10:00:00", None),
    ],
)  # fmt: skip
def test_hebrew_days_by_their_letter(text: str, weekday: int | None) -> None:
    """Tuesday is the third day, Sunday the first (Unicode CLDR, he); a camera called by a letter and a feast day are no weekday."""
    stamp = stamp_in(text)
    assert stamp is not None
    assert stamp.weekday == weekday


def test_unix_time() -> None:
    stamp = stamp_in("T 1697572795")  # date -u -d @1697572795: Tue Oct 17 19:59:55 UTC 2023
    assert stamp is not None
    assert stamp.dates == (("unix", date(2023, 10, 17)),)
    assert (stamp.time, stamp.offset) == (71995, timedelta(0))


@pytest.mark.parametrize(
    "text",
    ["", "CH01", "62 KM/H", "31.5204, 34.4608", "192.168.1.20", "REC 012 s", "ALT 212 m", "AXON BODY 3 X60A12345", "25:61:00", "4:3"],
)
def test_what_is_no_clock(text: str) -> None:
    stamp = stamp_in(text)
    assert stamp is None or not stamp.dates


def test_letters_for_digits_are_marked() -> None:
    stamp = stamp_in("2O23-1O-l7 19:S9:55")
    assert stamp is not None
    assert stamp.mended
    assert stamp.dates == (("year first", date(2023, 10, 17)),)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    stamp = stamp_in(text)
    assert stamp is None or stamp.dates or stamp.time is not None
