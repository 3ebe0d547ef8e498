"""Readings of one clock over many pictures, held to what clocks do: they advance one second a second.

The machine that reads makes slips, a clock does not: a time counts where most pictures agree on one straight line of read time against
video time, and a date where the same pictures agree on it. Where they do not, nothing is settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from analysis.language.clock_text import Order, Stamp
from analysis.when import Reading

Pace = Literal["ticks", "stands still", "jumps", "other speed", "too coarse", "unclear"]
Sight = tuple[float, Stamp]
"""A second of the video, and what the clock showed."""

DAY = 86_400
LATE_S = 0.6
"""Seconds by which a display may change late or early: it is drawn a few times a second, and pictures are delayed."""
LEAST = 4
"""Readings of which fewer decide nothing."""
LEAST_S = 2.0
"""Seconds of video in which a clock has to be seen moving."""
MOST = 0.6
"""The share of readings that must lie on one line: the reader may fail on the rest."""
NEARLY_ALL = 0.8
DATE_SHARE = 0.7
RIVAL = 0.12
"""The share of the readings from which another date, or another time between them, leaves the matter open."""
ONE_SPEED = 0.02
"""How far from one a slope may lie: a second in a minute, which readings of whole seconds do not tell apart."""


@dataclass(frozen=True, slots=True)
class RunningClock:
    """What a clock did over `read` readings, of which `agreeing` lie on one line, from `first_s` to `last_s` of the video.

    `slope` is seconds of the clock a second of video. `zero` is what it showed at second 0 of the video, in seconds after midnight of
    `dates` (by the order of their parts; several: open; none: not shown or `undecided`). `width` is that of its last digit in seconds.
    """

    pace: Pace
    read: int
    agreeing: int = 0
    first_s: float = 0.0
    last_s: float = 0.0
    slope: float | None = None
    zero: float = 0.0
    width: Fraction = Fraction(1)
    dates: tuple[tuple[Order, date], ...] = ()
    undecided: bool = False
    """Dates were read, and the readings do not agree on one."""
    weekday_apart: bool = False
    """The weekday that is shown is not that of the date."""
    offset: timedelta | None = None

    def readings(self, seconds: float) -> tuple[Reading, ...]:
        """What the clock showed at a second of the video, for each date that is open; none without a date."""
        return tuple(self._reading(day, seconds) for _, day in self.dates)

    def _reading(self, day: date, seconds: float) -> Reading:
        whole = int((self.zero + seconds) // 1)
        on = day + timedelta(days=whole // DAY)
        of_day = whole % DAY
        return Reading(on.year, on.month, on.day, of_day // 3600, of_day // 60 % 60, of_day % 60, offset=self.offset)


def run_of(sights: Sequence[Sight], *, latest: date | None = None) -> RunningClock:
    """What a clock did. Dates after `latest` are left out where the digits may mean another."""
    timed = sorted(((t, s) for t, s in sights if s.time is not None), key=lambda sight: sight[0])
    fine = [(t, s) for t, s in timed if s.width <= 1]
    if len(timed) >= LEAST and len(fine) < len(timed) / 2:
        return RunningClock("too coarse", len(timed), width=Fraction(60))
    span = fine[-1][0] - fine[0][0] if fine else 0.0
    if len(fine) < LEAST or span < LEAST_S:
        return RunningClock("unclear", len(fine))
    still = Counter(s.time for _, s in fine).most_common(1)[0][1]
    if still >= NEARLY_ALL * len(fine):
        return _dated(RunningClock("stands still", len(fine), still, fine[0][0], fine[-1][0], 0.0), fine, latest)
    on = _on_line(fine, 1.0)
    best, slope = _best_line(fine)
    if len(best) >= max(NEARLY_ALL * len(fine), len(on) + 0.1 * len(fine), LEAST + 1) and abs(slope - 1) > ONE_SPEED:
        return RunningClock("other speed", len(fine), len(best), best[0][0], best[-1][0], slope)
    rest = [sight for sight in fine if sight not in on]
    second = _on_line(rest, 1.0)
    if len(on) >= 3 and len(second) >= 3 and len(on) + len(second) >= NEARLY_ALL * len(fine) and _apart(on, second):
        return RunningClock("jumps", len(fine), len(on), on[0][0], on[-1][0])
    seen = on[-1][0] - on[0][0]
    if len(on) < max(LEAST, MOST * len(fine)) or seen < LEAST_S or len({s.time for _, s in on}) < 3 or len(second) > RIVAL * len(fine):
        return RunningClock("unclear", len(fine), len(on))
    width = min(s.width for _, s in on)
    run = RunningClock("ticks", len(fine), len(on), on[0][0], on[-1][0], _slope(on), _zero(on), width)
    return _dated(run, on, latest)


def _value(sight: Sight) -> float:
    """The middle of the second that was shown, in seconds after midnight."""
    _, stamp = sight
    return float((stamp.time or 0) + stamp.width / 2)


def _wrapped(seconds: float) -> float:
    return (seconds + DAY / 2) % DAY - DAY / 2


def _on_line(sights: Sequence[Sight], slope: float) -> list[Sight]:
    """The most readings that lie on one line of this slope."""
    best: list[Sight] = []
    for at in sights:
        start = _value(at) - slope * at[0]
        near = [each for each in sights if abs(_wrapped(_value(each) - slope * each[0] - start)) <= float(each[1].width) / 2 + LATE_S]
        if len(near) > len(best):
            best = near
    return best


def _best_line(sights: Sequence[Sight]) -> tuple[list[Sight], float]:
    """The line, of any slope, on which most readings lie."""
    least = (sights[-1][0] - sights[0][0]) / 3
    best: tuple[list[Sight], float] = ([], 1.0)
    for index, a in enumerate(sights):
        for b in sights[index + 1 :]:
            if b[0] - a[0] < least:
                continue
            slope = _wrapped(_value(b) - _value(a)) / (b[0] - a[0])
            near = [
                each
                for each in sights
                if abs(_wrapped(_value(each) - _value(a) - slope * (each[0] - a[0]))) <= float(each[1].width) / 2 + 0.2
            ]
            if len(near) > len(best[0]):
                best = (near, slope)
    return (best[0], _slope(best[0])) if len(best[0]) > 2 else best


def _slope(sights: Sequence[Sight]) -> float:
    """Of the least-squares line."""
    start = _value(sights[0])
    points = [(t, _wrapped(_value((t, s)) - start)) for t, s in sights]
    mean_t, mean_v = (sum(p[axis] for p in points) / len(points) for axis in (0, 1))
    spread = sum((t - mean_t) ** 2 for t, _ in points)
    return sum((t - mean_t) * (v - mean_v) for t, v in points) / spread if spread else 1.0


def _zero(sights: Sequence[Sight]) -> float:
    """What the clock showed at second 0: each reading bounds it to its own second, and the middle of where most bounds meet is taken.

    So one digit that was taken for its neighbour, which lies near enough to the line, moves nothing.
    """
    start = _value(sights[0]) - sights[0][0]
    bounds: list[tuple[float, int]] = []
    for each in sights:
        around, half = _wrapped(_value(each) - each[0] - start), float(each[1].width) / 2
        bounds += [(around - half, 0), (around + half, 1)]
    bounds.sort()
    meeting, most, found = 0, 0, (0.0, 0.0)
    for (at, closes), (until, _) in pairwise(bounds):
        meeting += -1 if closes else 1
        if (meeting, until - at) > (most, found[1] - found[0]):
            most, found = meeting, (at, until)
    return (start + sum(found) / 2) % DAY


def _apart(on: Sequence[Sight], second: Sequence[Sight]) -> bool:
    """Whether two groups of readings follow one another: slips of the reader mingle, cuts do not."""
    return on[-1][0] < second[0][0] or second[-1][0] < on[0][0]


def _dated(run: RunningClock, sights: Sequence[Sight], latest: date | None) -> RunningClock:
    """The run with the date on which its readings agree."""
    dated = [(t, s) for t, s in sights if s.dates]
    zone = Counter(s.offset for _, s in sights).most_common(1)[0]
    run = replace(run, offset=zone[0] if zone[1] >= DATE_SHARE * len(sights) else None)
    if not dated:
        return run
    days: dict[Order, Counter[date]] = {}
    plain = sum(not s.mended for _, s in dated)
    for t, stamp in dated:
        passed = _days_passed(run, (t, stamp))
        for order, day in stamp.dates:
            days.setdefault(order, Counter())[day - timedelta(days=passed)] += 1
    most = {order: votes.most_common(1)[0] for order, votes in days.items()}
    top = max(votes for _, votes in most.values())
    agreed = {
        order: day
        for order, (day, votes) in most.items()
        if votes >= max(0.9 * top, DATE_SHARE * len(dated), LEAST)
        and all(other <= RIVAL * len(dated) for each, other in days[order].items() if each != day)
    }
    if not agreed or plain < len(dated) / 2 or len(dated) < DATE_SHARE * len(sights):
        return replace(run, undecided=True)
    if latest is not None and any(day <= latest for day in agreed.values()):
        agreed = {order: day for order, day in agreed.items() if day <= latest}
    return _by_weekday(replace(run, dates=tuple(agreed.items())), dated)


def _days_passed(run: RunningClock, sight: Sight) -> int:
    """Midnights between second 0 of the video and a reading."""
    return 0 if run.pace != "ticks" else round((run.zero + sight[0] - _value(sight)) / DAY)


def _by_weekday(run: RunningClock, dated: Sequence[Sight]) -> RunningClock:
    """The weekday that most pictures show decides between open dates, or contradicts them all."""
    shown = Counter((stamp.weekday - 1 - _days_passed(run, (t, stamp))) % 7 + 1 for t, stamp in dated if stamp.weekday is not None)
    if not shown:
        return run
    weekday, votes = shown.most_common(1)[0]
    if votes < len(dated) / 2:
        return run
    fitting = tuple(each for each in run.dates if each[1].isoweekday() == weekday)
    return replace(run, dates=fitting) if fitting else replace(run, weekday_apart=True)
