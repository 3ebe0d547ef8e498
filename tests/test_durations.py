"""Typed lengths of time; ISO 8601's meaning of its units is the outside expectation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.durations import DurationError, parse_duration


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("24h", 24), ("24 H", 24), ("1d", 24), ("90m", 1.5), ("7 days", 168), ("1 week", 168), ("PT24H", 24), ("P1D", 24), ("P1DT12H", 36),
        ("P2W", 336), ("1h30m", 1.5), ("1 hour, 30 min", 1.5), ("1.5h", 1.5), ("24 часа", 24), ("сутки", 24), ("доба", 24), ("3 дні", 72),
        ("90 хв", 1.5),
    ],
)  # fmt: skip
def test_reads_lengths(text: str, hours: float) -> None:
    assert parse_duration(text) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "text", ["", "0h", "5", "h5", "-3h", "P", "PT", "P1M", "1 year", "30m 24h", "٢4h", "24h\x00", "99999 days", "1" * 10_000_000, "d d"]
)
def test_refuses_with_an_example(text: str) -> None:
    with pytest.raises(DurationError, match="write one such as 24h"):
        parse_duration(text)


@given(st.integers(0, 300), st.integers(0, 23), st.integers(0, 59), st.integers(1, 59))
def test_the_iso_form_and_the_worded_form_agree(days: int, hours: int, minutes: int, seconds: int) -> None:
    whole = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    assert parse_duration(f"P{days}DT{hours}H{minutes}M{seconds}S") == whole
    assert parse_duration(f"{days} days {hours} h {minutes} min {seconds}s") == whole


@given(st.text(max_size=50))
def test_anything_else_is_a_duration_error(text: str) -> None:
    try:
        length = parse_duration(text)
    except DurationError:
        return
    assert length > timedelta(0)
