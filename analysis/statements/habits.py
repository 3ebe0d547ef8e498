"""What a long log teaches about its source: how often it names the subject, when in the day it speaks, how it puts its period.

Only counts and shares of what was logged. The hour at which a source usually speaks is a suggestion for statements of which
only the day is known; nothing takes it over by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from math import ceil
from zoneinfo import ZoneInfo

from analysis.case import Statement
from analysis.durations import DurationError, parse_duration
from analysis.statements.draft import Draft
from analysis.testimony import Mention
from analysis.when import Zone

FEWEST_HOURS = 5
"""Releases with a known hour from which a usual hour is told."""
MOST = 0.8
"""Share of the releases that the usual hours hold."""
WIDEST = 6 * 60
"""Minutes: a source whose releases are spread wider has no usual hour."""
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of the local day: most releases lie between `first` and `last` (which may lie past midnight), half before `middle`."""

    first: int
    middle: int
    last: int
    known: int

    @property
    def usual(self) -> bool:
        return self.known >= FEWEST_HOURS and self.last - self.first <= WIDEST

    def __str__(self) -> str:
        around = "" if self.first == self.last else f" (most between {clock(self.first)} and {clock(self.last)})"
        return f"{clock(self.middle)}{around}"


@dataclass(frozen=True, slots=True)
class SourceHabits:
    """One source's log in counts. `not_seen` are excerpts without the subject: they count as not logged."""

    source: str
    logged: int
    named: int
    unnamed: int
    not_seen: int
    hours: Hours | None = None
    period: timedelta | None = None
    period_of: int = 0
    phrase: str = ""
    phrase_times: int = 0

    @property
    def counted(self) -> int:
        """The statements whose mention or silence counts."""
        return self.logged - self.not_seen

    def suggested(self, draft: Draft) -> str:
        """The release of a draft of which only the day is known, at the source's usual hour; "" where there is none."""
        if self.hours is None or not self.hours.usual or draft.released is None or draft.released.hour is not None:
            return ""
        return f"{draft.released.wall} {clock(self.hours.middle)}"


def clock(minute: int) -> str:
    """A minute of the day as "14:05"."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def learn(
    statements: Sequence[Draft | Statement], mentions: Sequence[Mention | None], zone: Zone | None = None
) -> tuple[SourceHabits, ...]:
    """The habits of each source, the longest log first. `mentions` says of each statement what it says; None: not seen (an excerpt)."""
    groups: dict[str, list[tuple[Draft | Statement, Mention | None]]] = defaultdict(list)
    for statement, mention in zip(statements, mentions, strict=True):
        groups[statement.source].append((statement, mention))
    return tuple(sorted((_habits(source, group, zone) for source, group in groups.items()), key=lambda each: (-each.logged, each.source)))


def _habits(source: str, group: list[tuple[Draft | Statement, Mention | None]], zone: Zone | None) -> SourceHabits:
    said = Counter(mention for _, mention in group)
    minutes = [minute for each, _ in group if (minute := _minute(each, zone)) is not None]
    periods = Counter(period for each, _ in group if (period := _period(each)) is not None)
    phrases = Counter(" ".join(each.phrase.split()).casefold() for each, _ in group if isinstance(each, Draft) and each.phrase)
    period, period_of = periods.most_common(1)[0] if periods else (None, 0)
    phrase, phrase_times = phrases.most_common(1)[0] if phrases else ("", 0)
    return SourceHabits(
        source, len(group), said["named"], said["unnamed"], said[None], _hours(minutes), period, period_of, phrase, phrase_times
    )


def _minute(each: Draft | Statement, zone: Zone | None) -> int | None:
    """The local minute of the day of its release; None where only the day is known."""
    if isinstance(each, Draft):
        reading = each.released
        if reading is None or reading.hour is None or (zone is None and reading.offset is not None):
            return None
        return reading.hour * 60 + (reading.minute or 0)
    if each.released is None or zone is None:
        return None
    local: datetime = each.released.astimezone(zone if isinstance(zone, ZoneInfo) else timezone(zone or timedelta(0)))
    minute = local.hour * 60 + local.minute
    return minute or None  # a day alone ends at midnight


def _period(each: Draft | Statement) -> timedelta | None:
    if isinstance(each, Draft):
        try:
            return parse_duration(each.covers) if each.covers else None
        except DurationError:
            return None
    return None if each.coverage is None else each.coverage.width


def _hours(minutes: list[int]) -> Hours | None:
    """The narrowest stretch of the day that holds most releases; the day is a circle."""
    if not minutes:
        return None
    ordered = sorted(minutes)
    around = [*ordered, *(minute + DAY for minute in ordered)]
    size = max(1, ceil(MOST * len(ordered) - 1e-9))
    start = min(range(len(ordered)), key=lambda i: around[i + size - 1] - around[i])
    inside = around[start : start + size]
    return Hours(inside[0], inside[(size - 1) // 2], inside[-1], len(ordered))
