"""What holds of time expressions in any text: offsets, spans, zones, and time that grows no faster than the text."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language.english import ENGLISH
from analysis.language.expression import TIMEX_TYPES
from analysis.language.expressions import resolve
from analysis.language.russian import RUSSIAN
from analysis.language.table import prepare
from analysis.language.ukrainian import UKRAINIAN
from analysis.when import Reading

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
VOCABULARY = sorted({word for table in (ENGLISH, RUSSIAN, UKRAINIAN) for word in prepare(table).vocabulary})
NUMBERS = [
    "0",
    "1",
    "2",
    "3",
    "5",
    "12",
    "14",
    "17",
    "18",
    "24",
    "30",
    "31",
    "32",
    "99",
    "1999",
    "2024",
    "20224",
    "1400",
    "2.5",
    "1,500",
    "1/2",
    "2/15",
    "15.02",
    "14.00",
    "14:00",
    "25:61",
    "18.09.24",
    "31.06.2024",
    "03/04/2024",
    "13/13/2024",
    "2024-09-18",
    "2024-13-40",
    "2024-09",
    "09/2024",
    "2024-09-18T14:00Z",
    "2024-09-18T25:00",
    "17th",
    "2024-го",
    "80-х",
    "1990s",
    "3-5",
    "10-12.09.2024",
    "0/0/00",
]
WORDS = st.one_of(
    st.sampled_from(VOCABULARY), st.sampled_from(NUMBERS), st.sampled_from([*",.-()'", "\n\n", "\u200b", "Sept.", "May", "March"])
)
ZONES = st.sampled_from([None, ZoneInfo("Europe/Moscow"), ZoneInfo("America/New_York"), timedelta(hours=5, minutes=30)])


def reading(on: date) -> Reading:
    return Reading(on.year, on.month, on.day)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)), DAYS, ZONES)
def test_every_expression_stands_where_it_says(text: str, on: date, zone: ZoneInfo | timedelta | None) -> None:
    expressions = resolve(text, reading(on), zone)
    assert all(text[one.start : one.end] == one.text and one.text for one in expressions)
    assert all(one.type in TIMEX_TYPES and one.value and one.why for one in expressions)
    ends = [(one.start, one.end) for one in expressions]
    assert all(first[1] <= second[0] for first, second in pairwise(ends))
    assert resolve(text, reading(on), zone) == expressions


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join), DAYS)
def test_an_unknown_zone_is_never_narrower_than_a_known_one(text: str, on: date) -> None:
    known = resolve(text, reading(on), ZoneInfo("Europe/Moscow"))
    wide = resolve(text, reading(on), None)
    assert [one.value for one in known] == [one.value for one in wide]
    for narrow, broad in zip(known, wide, strict=True):
        assert (narrow.span is None) == (broad.span is None)
        assert narrow.span is None or broad.span is None or broad.span.covers(narrow.span)


@settings(max_examples=60, deadline=None)
@given(DAYS, st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
def test_a_bare_weekday_is_one_of_the_seven_days_up_to_the_publication(on: date, name: str) -> None:
    (one,) = resolve(f"The bridge fell on {name}.", reading(on), None)
    day = date.fromisoformat(one.value)
    assert f"{day:%A}" == name
    assert on - timedelta(days=6) <= day <= on


@settings(max_examples=60, deadline=None)
@given(DAYS, DAYS)
def test_a_written_date_is_that_date(on: date, day: date) -> None:
    months = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
    for text in (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day} {months[day.month - 1]} {day.year} года",
        f"{day:%B} {day.day}, {day.year}",
    ):
        (one,) = resolve(f"Дата: {text}.", reading(on), None)
        assert (one.value, one.type) == (day.isoformat(), "DATE")
        assert one.span == reading(day).span(None)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 7), st.integers(0, 6), st.text("\u200b\u200e\u2060\u00ad\u0301", max_size=3))
def test_invisible_characters_change_nothing_but_the_offsets(cut: int, before: int, hidden: str) -> None:
    plain = " " * before + "on Wednesday"
    place = before + 3 + cut
    (one,) = resolve(plain[:place] + hidden + plain[place:], Reading(2024, 9, 19), None)
    assert one.value == "2024-09-18"
    assert (one.start, one.end) == (before + 3, before + 12 + len(hidden))


HOSTILE = {
    "digits": "1",
    "digits and spaces": "1 2 3 4 5 ",
    "years": "2024 ",
    "dots": "12.12.",
    "dashes": "1-1-",
    "initials": "a.",
    "marks": "!?",
    "line ends": "\n ",
    "spaces": " ",
    "invisible": "\u200b",
    "combining": "a\u0301",
    "apostrophes": "п'",
    "colons": "1:1:",
    "open dates": "2024-09-18T",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(name: str) -> None:
    resolve("once", None)
    piece = HOSTILE[name]
    seconds = {40_000: 60.0, 320_000: 60.0}
    for _ in range(3):  # in turn, and the best of each: the machine may be busy with other things
        for size in seconds:
            text = piece * (size // len(piece))
            start = time.process_time()
            resolve(text, Reading(2024, 9, 19), None)
            seconds[size] = min(seconds[size], time.process_time() - start)
    # Eight times the text: thirty-two times the time is allowed for, sixty-four would be quadratic.
    assert seconds[320_000] < 32 * seconds[40_000] + 0.2


def test_ten_megabytes_of_digits_take_less_than_five_seconds() -> None:
    start = time.process_time()
    assert resolve("1234567890" * 1_000_000, Reading(2024, 9, 19), None) == []
    assert time.process_time() - start < 5
