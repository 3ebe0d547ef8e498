"""Testimony and hearings made by hand, for the tests of the weighing. Times are hours from `NOON` unless said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from analysis.case import Case, Claim, Series
from analysis.hearing import Hearing
from analysis.place import Aside
from analysis.testimony import Bearing, Mention, Stage, Strength, Testimony
from analysis.when import Span

NOON = datetime(2024, 9, 18, 12, tzinfo=UTC)
"""Where the made-up cases have their zero; any instant would do."""
RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)


def hours(start: float | None, end: float | None) -> Span:
    """The span between two instants, in hours from NOON; None is open."""
    return Span(*(None if h is None else NOON + timedelta(hours=h) for h in (start, end)))


def said(
    bearing: Bearing,
    *spans: Span,
    key: str,
    strength: Strength = "strong",
    clock: str = "",
    stage: Stage = "recorded",
    mention: Mention | None = None,
) -> Testimony:
    return Testimony(stage, bearing, spans, strength, "saw", "raw", Aside("a test"), "means", (), key, clock, mention, id=f"told/{key}")


def bulletin(span: Span, mention: Mention, key: str, source: str = "ministry") -> Testimony:
    return said("series", span, key=key, clock=source, mention=mention)


def posting(span: Span, key: str = "posting", strength: Strength = "very strong") -> Testimony:
    return said("during", span, key=key, stage="posted", strength=strength)


def heard(*testimony: Testimony, received: datetime = RECEIVED, series: Series | None = None) -> Hearing:
    return Hearing(Case(series=series or Series()), received, testimony, (), ())


def without(hearing: Hearing, gone: Iterable[str]) -> Hearing:
    """The hearing as if these had never spoken."""
    left = set(gone)
    return Hearing(hearing.case, hearing.heard, tuple(t for t in hearing.testimony if t.id not in left), (), ())


def claim(start: float, end: float, released: float | None = None) -> Claim:
    return Claim("", hours(start, end), NOON + timedelta(hours=end if released is None else released))
