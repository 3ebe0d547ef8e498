"""What a statement covers: its period from what the case file gives, and how the periods of one source lie to each other."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

from analysis.case import Statement
from analysis.casefile.dating import Instant, instant_of, runs_backwards
from analysis.casefile.schema import Problems, StatementTable, shown
from analysis.durations import DurationError, parse_duration
from analysis.when import Reading, Span, Zone, shifted


class Period(NamedTuple):
    """`span`: all that the statement may cover; `core`: what it covers whatever the exact hour is; `key`: its place in the file."""

    key: str
    span: Span | None = None
    core: Span | None = None


def period_of(
    table: StatementTable,
    released: Reading | None,
    bounds: tuple[Reading | None, Reading | None],
    zone: Zone | None,
    key: str,
    problems: Problems,
) -> Period:
    """The period that a statement reports on, from `covers` before its release or from `covers_from` and `covers_to`.

    Where the release or an end is not known to the minute, the period is as wide as it can be.
    """
    release = Instant(None, None) if released is None else instant_of(released, zone)
    if table.covers and (table.covers_from is not None or table.covers_to is not None):
        problems.add(f"{key}.covers", "Give either covers or covers_from and covers_to: covers is not used here.")
    elif table.covers:
        return _back_from(release, table.covers, key, problems)
    first, last = bounds
    if first is None:
        if table.covers_to is not None and table.covers_from is None:
            problems.add(f"{key}.covers_from", "covers_to needs covers_from, the time from which the statement reports.")
        return Period(key)
    if last is None and table.covers_to is not None:
        return Period(key)
    begin = first.span(zone).start
    finish = release if last is None else _end_of(last, zone)
    if begin is None or finish.latest is None:
        if last is None:
            problems.add(f"{key}.covers_to", "The end of what the statement covers is not known: give covers_to or released.")
        return Period(key)
    if begin >= finish.latest or runs_backwards(first, last or released or first, zone):
        problems.add(f"{key}.covers_to", "What the statement covers ends before it starts: check covers_from and covers_to.")
        return Period(key)
    if last is not None and release.latest is not None and finish.earliest is not None and finish.earliest > release.latest:
        problems.add(f"{key}.covers_to", "The statement covers time after its own release: check covers_to and released.")
    exact = zone is not None or first.offset is not None
    return Period(key, Span(begin, finish.latest), _core(begin, finish.earliest) if exact else None)


def report_overlaps(statements: list[Statement], periods: list[Period], problems: Problems) -> None:
    """Say which statements of one source report on the same time. Both are used; each is compared with the one before it in time."""
    by_source: dict[str, list[tuple[datetime, datetime, Statement, str]]] = defaultdict(list)
    for statement, period in zip(statements, periods, strict=True):
        if period.core is not None and period.core.start is not None and period.core.end is not None:
            by_source[statement.source].append((period.core.start, period.core.end, statement, period.key))
    for entries in by_source.values():
        entries.sort(key=lambda entry: entry[:2])
        _, reach, widest, _ = entries[0]
        for start, end, statement, key in entries[1:]:
            if start < reach:
                problems.add(
                    f"{key}.covers",
                    f"{shown(statement.id)} and {shown(widest.id)} of one source cover the same time: check their dates and periods.",
                )
            if end > reach:
                reach, widest = end, statement


def _back_from(release: Instant, covers: str, key: str, problems: Problems) -> Period:
    try:
        length = parse_duration(covers)
    except DurationError as error:
        problems.add(f"{key}.covers", str(error))
        return Period(key)
    if release.latest is None:
        problems.follows(f"{key}.released", f"{key}.covers", "covers counts back from the release: give released.")
        return Period(key)
    start, late_start = shifted(release.earliest, -length), shifted(release.latest, -length)
    return Period(key, Span(start, release.latest), _core(late_start, release.earliest))


def _end_of(last: Reading, zone: Zone | None) -> Instant:
    """The end of a period: an instant where it is given to the minute, else the end of the day, month or year."""
    if last.minute is not None:
        return instant_of(last, zone)
    span = last.span(zone)
    known = zone is not None or last.offset is not None
    return Instant(span.end if known else shifted(span.end, -timedelta(hours=26)), span.end)


def _core(start: datetime | None, end: datetime | None) -> Span | None:
    return Span(start, end) if start is not None and end is not None and start < end else None
