"""Clocks over many pictures: made here from a known start, with the slips that a reader makes; what must come out is the start."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.language.clock_text import stamp_in
from analysis.language.running_clock import LATE_S, RunningClock, Sight, run_of

STARTS = st.datetimes(datetime(1995, 1, 2), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis takes naive bounds
FORM = "%Y-%m-%d %H:%M:%S"


def sights(start: datetime, form: str = FORM, *, seconds: float = 10.0, count: int = 20, speed: float = 1.0) -> list[tuple[float, str]]:
    times = [seconds * index / (count - 1) for index in range(count)]
    return [(t, (start + timedelta(seconds=speed * t)).strftime(form)) for t in times]


def judged(texts: list[tuple[float, str]], latest: date | None = None) -> RunningClock:
    found: list[Sight] = [(t, stamp) for t, text in texts if (stamp := stamp_in(text)) is not None]
    return run_of(found, latest=latest)


def assert_shows(run: RunningClock, start: datetime) -> None:
    (reading,) = run.readings(0.0)
    assert reading.hour is not None
    shown = datetime(reading.year, reading.month or 0, reading.day or 0, reading.hour, reading.minute or 0, reading.second or 0, tzinfo=UTC)
    # The second that is shown, and the lateness that displays are granted, hold the start.
    assert -LATE_S <= (start - shown).total_seconds() <= 1 + LATE_S


@settings(deadline=None)
@given(STARTS)
def test_a_clock_that_is_read_well_ticks(start: datetime) -> None:
    run = judged(sights(start))
    assert run.pace == "ticks"
    assert run.agreeing == run.read == 20
    assert_shows(run, start)


@settings(deadline=None)
@example(datetime(2000, 1, 1, 0, 0, 24, 100_001, tzinfo=UTC), 368, 0.4375)
@given(STARTS, st.integers(0, 2**32), st.floats(0, 0.6))
def test_slips_of_the_reader_never_settle_a_wrong_time(start: datetime, seed: int, rate: float) -> None:
    dice = random.Random(seed)

    def slip(text: str) -> str:
        if dice.random() >= rate:
            return text
        at = dice.randrange(len(text))
        return text[:at] + dice.choice("0123456789OISB :") + text[at + 1 :]

    run = judged([(t, slip(text)) for t, text in sights(start)])
    if run.pace == "ticks" and run.dates:
        assert_shows(run, start)
    if rate < 0.2:
        assert run.pace in ("ticks", "unclear")


@settings(deadline=None)
@given(STARTS, st.sampled_from([0.0, 0.25, 0.5, 2.0, 4.0, 8.0]))
def test_other_speeds_do_not_tick(start: datetime, speed: float) -> None:
    run = judged(sights(start, speed=speed, seconds=20))
    assert run.pace in (("stands still",) if speed == 0 else ("other speed",))
    if speed:
        assert run.slope is not None
        assert abs(run.slope - speed) < 0.1 * speed + 0.05


@settings(deadline=None)
@given(STARTS, st.integers(30, 80_000))
def test_a_cut_in_the_clock_is_a_jump(start: datetime, skipped: int) -> None:
    texts = sights(start)
    later = [(t, (start + timedelta(seconds=t + skipped)).strftime(FORM)) for t, _ in texts]
    assert judged(texts[:10] + later[10:]).pace == "jumps"


def test_a_roll_over_decides_the_order() -> None:
    run = judged(sights(datetime(2023, 4, 3, 23, 59, 55, tzinfo=UTC), "%d/%m/%Y %H:%M:%S"))
    assert run.pace == "ticks"
    # Read month first, 3 April would be 4 March and the next day 4 April: no clock does that.
    assert [day for _, day in run.dates] == [date(2023, 4, 3)]


def test_a_weekday_decides_the_order_or_contradicts() -> None:
    start = datetime(2023, 4, 3, 10, tzinfo=UTC)  # a Monday; 4 March was a Saturday
    assert len(judged(sights(start, "%d-%m-%Y %H:%M:%S")).dates) == 2
    assert [day for _, day in judged(sights(start, "%d-%m-%Y %a %H:%M:%S")).dates] == [date(2023, 4, 3)]
    wrong = judged(sights(start, "%d-%m-%Y Fri %H:%M:%S"))
    assert wrong.weekday_apart
    assert not judged(sights(start, "%d-%m-%Y %H:%M:%S")).weekday_apart


def test_dates_after_the_file_was_received_are_left_out_where_another_is_open() -> None:
    run = judged(sights(datetime(2023, 4, 12, 10, tzinfo=UTC), "%d-%m-%Y %H:%M:%S"), latest=date(2023, 6, 1))
    assert [day for _, day in run.dates] == [date(2023, 4, 12)]


def test_a_date_on_which_readings_disagree_is_undecided() -> None:
    start = datetime(2023, 10, 18, 10, tzinfo=UTC)
    texts = sights(start)
    run = judged([(t, text.replace("-18 ", "-16 ") if i % 2 else text) for i, (t, text) in enumerate(texts)])
    assert run.pace == "ticks"
    assert run.undecided
    assert run.dates == ()


def test_without_seconds_it_is_too_coarse_and_few_readings_are_unclear() -> None:
    start = datetime(2023, 10, 17, 10, tzinfo=UTC)
    assert judged(sights(start, "%Y-%m-%d %H:%M")).pace == "too coarse"
    assert judged(sights(start)[:3]).pace == "unclear"
    assert judged([]).pace == "unclear"
