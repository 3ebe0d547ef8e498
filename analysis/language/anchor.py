"""The publication date, as relative expressions need it: a day where it was published, and the instant as a span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from analysis.when import EASTMOST, WESTMOST, Reading, Span, Zone, shifted

MOST_SLACK = 2
"""Days: where the publication's day is less certain than this, relative expressions stay unresolved."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """`day` is the publication's local day, None where it is not known; the true day lies at most `slack` days from it.

    `hour` is the local hour of publication where it is known.
    """

    day: date | None = None
    span: Span | None = None
    slack: int = 0
    hour: int | None = None
    missing: str = "the publication date is not given"


def anchor_of(at: Reading | Span | None, zone: Zone | None) -> Anchor:
    """The anchor of a publication date.

    A reading's own digits are the local day. A span is seen in `zone`; where that is not given, a span that
    `Reading.span` widened by every offset is taken back to the day that was written, else the day is that of UTC.
    """
    if at is None:
        return Anchor()
    if isinstance(at, Reading):
        if at.day is None or at.month is None:
            return Anchor(span=at.span(zone), missing="the day of publication is not known")
        return Anchor(date(at.year, at.month, at.day), at.span(zone), hour=at.hour)
    start, end = at.start, at.end
    if start is None or end is None:
        return Anchor(span=at, missing="the day of publication is not known")
    if zone is None and end - start > EASTMOST - WESTMOST:
        start, end = start + EASTMOST, end + WESTMOST
    local = _tz(zone)
    first = start.astimezone(local)
    last = (end - timedelta(microseconds=1)).astimezone(local)
    middle = (start + (end - start) / 2).astimezone(local).date()
    slack = max((middle - first.date()).days, (last.date() - middle).days)
    if slack > MOST_SLACK:
        return Anchor(span=at, missing="the day of publication is not known")
    return Anchor(middle, at, slack, first.hour if (first.date(), first.hour) == (last.date(), last.hour) else None)


def _tz(zone: Zone | None) -> tzinfo:
    if isinstance(zone, ZoneInfo):
        return zone
    return timezone(zone or timedelta(0))


def with_slack(span: Span | None, days: int) -> Span | None:
    """A span widened by the uncertainty of the day from which it was counted."""
    if span is None or not days:
        return span
    return Span(shifted(span.start, -timedelta(days=days)), shifted(span.end, timedelta(days=days)))
