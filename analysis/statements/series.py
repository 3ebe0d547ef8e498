"""Statements of one source side by side: what is there twice, what is missing, what overlaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from analysis.calendar_names import MONTH_TITLES
from analysis.durations import DurationError, parse_duration
from analysis.statements.draft import Draft, Gap, Overlap
from analysis.when import Reading, Span, Zone, shifted

ALIKE = 95.0
"""Share (per cent, of an indel ratio) from which two texts of one release are the same: a corrected letter, another dash."""
COMPARED = 20_000
"""Characters of a text that are compared."""
NEIGHBOURS = 40
"""Texts of one day and source that one more is compared with."""
MISSED = 1.5
"""Usual periods between two releases from which one is missing: half a period of unpunctuality is allowed."""
OVERLAPPING = 0.25
"""Share of the shorter period from which an overlap is named: releases are seldom punctual."""
LONGEST_NAMED = 400
"""Missing statements of one gap: beyond, the source may have paused."""
DAY = timedelta(days=1)


def same_text(first: str, second: str) -> bool:
    """Whether two texts are the same but for spaces, case and small corrections."""
    a, b = (" ".join(text[:COMPARED].split()).casefold() for text in (first, second))
    if a == b:
        return len(first) == len(second) or max(len(first), len(second)) <= COMPARED or first.split() == second.split()
    if not a or not b or min(len(a), len(b)) < 0.9 * max(len(a), len(b)) or digits(a) != digits(b):
        return False
    return fuzz.ratio(a, b, score_cutoff=ALIKE) > 0


def digits(text: str) -> str:
    """The figures of a text: bulletins of one form differ in nothing else."""
    return "".join(sign if sign.isdigit() else " " for sign in text).strip()


def same_release(first: Reading | None, second: Reading | None, zone: Zone | None) -> bool:
    """Whether two readings may be one release: equal, or one a day that holds the other."""
    if first is None or second is None:
        return first is second
    a, b = first.span(zone), second.span(zone)
    return a.covers(b) or b.covers(a)


def without_doubles(drafts: Iterable[Draft], zone: Zone | None) -> tuple[list[Draft], int]:
    """The drafts in order of release, of doubles the one that says most; and how many were left out."""
    kept: list[Draft] = []
    days: dict[tuple[str, str], list[int]] = defaultdict(list)
    dropped = 0
    for draft in sorted(drafts, key=lambda each: each.sort_key(zone)):
        near = days[draft.source.casefold(), "" if draft.released is None else draft.released.wall[:10]]
        alike = (i for i in near[-NEIGHBOURS:] if same_release(kept[i].released, draft.released, zone))
        double = next((i for i in alike if same_text(kept[i].text, draft.text)), None)
        if double is None:
            near.append(len(kept))
            kept.append(draft)
            continue
        dropped += 1
        better, other = (draft, kept[double]) if _fuller(draft) > _fuller(kept[double]) else (kept[double], draft)
        kept[double] = replace(better, url=better.url or other.url, notes=(*better.notes, f"Also in {other.origin}."))
    return kept, dropped


def _fuller(draft: Draft) -> tuple[bool, bool, int]:
    hour = draft.released is not None and draft.released.hour is not None
    return not draft.excerpt, hour, len(draft.values())


def usual_period(drafts: Iterable[Draft]) -> timedelta | None:
    """The length that most statements of a source cover; None where no length is that of at least two and of half of them."""
    lengths = Counter(length for draft in drafts if (length := _length(draft)) is not None)
    if not lengths:
        return None
    length, times = lengths.most_common(1)[0]
    return length if times >= 2 and 2 * times >= lengths.total() else None


def _length(draft: Draft) -> timedelta | None:
    try:
        return parse_duration(draft.covers) if draft.covers else None
    except DurationError:
        return None


def gaps(drafts: Sequence[Draft], zone: Zone | None) -> list[Gap]:
    """Where a source that reports on a usual period has no logged statement."""
    found = []
    for source, places in by_source(drafts).items():
        series = [drafts[i] for i in places if drafts[i].released is not None]
        period = usual_period(series)
        if period is None:
            continue
        moments = [_middle(draft, zone) for draft in series]
        for before, after in pairwise(moments):
            if after - before <= MISSED * period:
                continue
            missing = round((after - before) / period) - 1
            if 0 < missing <= LONGEST_NAMED:
                expected = [before + period * (k + 1) for k in range(missing)]
                span = Span(_utc(before, zone), _utc(after - period, zone)) if after - period > before else None
                if span is not None:
                    found.append(Gap(source, span, missing, _missed(source, expected, period)))
    return found


def overlaps(drafts: Sequence[Draft], zone: Zone | None) -> list[Overlap]:
    """Neighbours of one source that report on the same time for more than a quarter of the shorter period, or bear the same day alone."""
    found = []
    for source, places in by_source(drafts).items():
        dated = [i for i in places if drafts[i].released is not None]
        for first, second in pairwise(dated):
            one, other = drafts[first].released, drafts[second].released
            assert one is not None
            assert other is not None
            if (one.hour is None or other.hour is None) and one.wall[:10] == other.wall[:10]:
                found.append(Overlap(source, first, second, f"Two statements of {_who(source)} bear the day {_day(_wall(one))}."))
                continue
            a, b = drafts[first].period_in(zone).core, drafts[second].period_in(zone).core
            both = a.cut(b) if a is not None and b is not None else None
            if a is None or b is None or both is None or both.width is None or a.width is None or b.width is None:
                continue
            if both.width > OVERLAPPING * min(a.width, b.width):
                hours = both.width / timedelta(hours=1)
                pair = f"of {_day(_wall(one))} and of {_day(_wall(other))}"
                found.append(Overlap(source, first, second, f"Two statements of {_who(source)}, {pair}, cover the same {hours:.3g} hours."))
    return found


def by_source(drafts: Sequence[Draft]) -> dict[str, list[int]]:
    """The places of each source's drafts, in their order."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        found[draft.source].append(index)
    return dict(found)


def _middle(draft: Draft, zone: Zone | None) -> datetime:
    """The wall clock of a release, in a frame that is called UTC; of a day alone its noon."""
    assert draft.released is not None
    moment = _wall(draft.released)
    return moment + timedelta(hours=12) if draft.released.hour is None else moment


def _wall(reading: Reading) -> datetime:
    return datetime(reading.year, reading.month or 1, reading.day or 1, reading.hour or 0, reading.minute or 0, tzinfo=UTC)


def _utc(wall: datetime, zone: Zone | None) -> datetime | None:
    """A wall clock's digits back on the UTC line; without a zone they stay in their frame."""
    if isinstance(zone, ZoneInfo):
        return wall.replace(tzinfo=zone).astimezone(UTC)
    return wall if zone is None else shifted(wall.replace(tzinfo=timezone(zone)), timedelta(0))


def _missed(source: str, expected: list[datetime], period: timedelta) -> str:
    first, last = expected[0], expected[-1]
    if period != DAY:
        days = f"{_day(first)}" if first.date() == last.date() else f"{_day(first)} to {_day(last)}"
        return f"No statement of {_who(source)} is logged for {days}: at its usual {_told(period)}, {len(expected)} would be."
    if first.date() == last.date():
        return f"No statement of {_who(source)} is logged for {_day(first)}."
    joint = "and" if len(expected) == 2 else "to"
    start = f"{first.day}" if (first.year, first.month) == (last.year, last.month) else _day(first)
    return f"No statements of {_who(source)} are logged for {start} {joint} {_day(last)}."


def _told(period: timedelta) -> str:
    days, rest = divmod(period, DAY)
    return f"{days} days" if not rest else f"{period / timedelta(hours=1):.4g} hours"


def _who(source: str) -> str:
    return source or "this source"


def _day(moment: datetime) -> str:
    return f"{moment.day} {MONTH_TITLES[moment.month - 1]} {moment.year}"
