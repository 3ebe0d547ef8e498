"""A source that reports again and again: what its mentions and silences say of the instant of recording.

Statement i covers (s_i, e_i] and is named, unnamed or silent about the subject. With rho how much better a
statement fits if it reports our event than if it does not, `own` the statement whose window holds T and `late` the
one whose window holds T + period,

    L(T) = 1 - q + q (1 - l) rho_own + q l rho_late

Times are seconds since 1970-01-01 UTC, as floats. A statement is known here by its index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.case import Series
from analysis.testimony import Mention
from analysis.weighing.prior import Floats

Ints = NDArray[np.int64]

NOT_LOGGED = 0
NAMED, UNNAMED, SILENT = 1, 2, 3
CODE: dict[Mention, int] = {"named": NAMED, "unnamed": UNNAMED, "silent": SILENT}
NOBODY = -1

KEPT = 24
"""Layouts that are kept: that of each source, and those with one more statement that `advice` asks about."""


@dataclass(frozen=True, slots=True)
class Background:
    """How often the source speaks like this for other reasons, counted over the log.

    `named` is b = (k_named + 1) / (n + 5), `unnamed` is u = (k_unnamed + 1) / (n - k_named + 2).
    """

    named: float
    unnamed: float

    @classmethod
    def of(cls, n: int, k_named: int, k_unnamed: int) -> Background:
        """The background for n statements, of which so many name the subject and so many may mean it."""
        return cls((k_named + 1) / (n + 5), (k_unnamed + 1) / (n - k_named + 2))

    def rho(self, vagueness: float) -> Floats:
        """rho by code: not logged 1, named (1 - v + v b) / b, unnamed v / u, silent 0."""
        named = (1 - vagueness + vagueness * self.named) / self.named
        return np.array([1.0, named, vagueness / self.unnamed, 0.0])

    def chances(self) -> Floats:
        """The chance of each code for a statement that does not report our event; 0 for "not logged"."""
        silent = (1 - self.named) * (1 - self.unnamed)
        return np.array([0.0, self.named, (1 - self.named) * self.unnamed, silent])


def levels(own: Ints, late: Ints, background: Background, series: Series) -> Floats:
    """L(T) for arrays of codes of the own and the late statement."""
    rho = background.rho(series.vagueness)
    q, lateness = series.completeness, series.lateness
    result: Floats = 1 - q + q * (1 - lateness) * rho[own] + q * lateness * rho[late]
    return result


@dataclass(frozen=True)
class Log:
    """The logged statements of one source, in order of release. `codes` are NAMED, UNNAMED or SILENT."""

    starts: Floats
    ends: Floats
    codes: Ints

    @classmethod
    def of(cls, windows: Sequence[tuple[float, float]], codes: Sequence[int]) -> tuple[Log, list[int]]:
        """The log, and for each of its statements the index at which it was given.

        Of statements with one and the same window, the one that says most comes first, in whichever order they are given.
        """
        order = sorted(range(len(windows)), key=lambda i: (windows[i][1], windows[i][0], codes[i]))
        log = cls(
            np.array([windows[i][0] for i in order], dtype=np.float64),
            np.array([windows[i][1] for i in order], dtype=np.float64),
            np.array([codes[i] for i in order], dtype=np.int64),
        )
        return log, order

    @property
    def background(self) -> Background:
        return Background.of(*self._counts())

    def background_without(self, code: int) -> Background:
        """The background as if one statement with this code had never been logged."""
        n, named, unnamed = self._counts()
        return Background.of(n - 1, named - (code == NAMED), unnamed - (code == UNNAMED))

    def _counts(self) -> tuple[int, int, int]:
        return len(self.codes), int((self.codes == NAMED).sum()), int((self.codes == UNNAMED).sum())

    def with_window(self, start: float, end: float, code: int) -> tuple[Log, int]:
        """The log with one more statement, and that statement's index."""
        index = int(np.searchsorted(self.ends, end))
        return (
            Log(np.insert(self.starts, index, start), np.insert(self.ends, index, end), np.insert(self.codes, index, code)),
            index,
        )


@dataclass(frozen=True)
class Seats:
    """Which statement has which part, by stretch of the line; NOBODY where none has.

    `anchor` gives the period: it is own, or where no window holds T the nearest. `own_anew` and `late_anew` are own and
    late as they would be had the anchor not been logged; `late_next` is late had only late not been logged. So whichever
    statement is left out, all of the line is known.
    """

    own: Ints
    late: Ints
    anchor: Ints
    own_anew: Ints
    late_anew: Ints
    late_next: Ints

    def at(self, stretches: Ints) -> Seats:
        """The same for a choice of stretches."""
        parts = (self.own, self.late, self.anchor, self.own_anew, self.late_anew, self.late_next)
        return Seats(*(part[stretches] for part in parts))


@dataclass(frozen=True)
class Layout:
    """Who has which seat where: stretch i of the line ends at edges[i], the last one never ends."""

    edges: Floats
    seats: Seats

    @classmethod
    def of(cls, log: Log) -> Layout:
        """Lay out the whole line. Raises ValueError for an empty log.

        Only where the windows lie matters, so layouts are kept: a switch or a slider moves no window.
        """
        if not len(log.codes):
            raise ValueError("a layout needs a statement")
        return _layout(log.starts.tobytes(), log.ends.tobytes())

    @classmethod
    def _of(cls, log: Log) -> Layout:
        walls = np.unique(np.concatenate([log.starts, log.ends]))
        widths = log.ends - log.starts

        # Where the nearest window changes, first with all statements, then without the anchor.
        base = walls
        for _ in range(2):
            at = _representatives(base)
            own, own_anew = _holders(log, at)
            nearest, halfway = _nearest(log, at, np.full(len(at), NOBODY))
            anchor = np.where(own == NOBODY, nearest, own)
            _, halfway_anew = _nearest(log, at, anchor)
            turns = np.concatenate([halfway[own == NOBODY], halfway_anew[own_anew == NOBODY]])
            base = np.unique(np.concatenate([base, turns[np.isfinite(turns)]]))

        at = _representatives(base)
        own, own_anew = _holders(log, at)
        anchor = np.where(own == NOBODY, _nearest(log, at, np.full(len(at), NOBODY))[0], own)
        anchor_anew = np.where(own_anew == NOBODY, _nearest(log, at, anchor)[0], own_anew)
        period, period_anew = widths[anchor], widths[anchor_anew]

        edges = np.unique(np.concatenate([base, _crossings(walls, base, period), _crossings(walls, base, period_anew)]))
        inside = _representatives(edges)
        stretch = np.searchsorted(base, inside, side="right")
        late, late_next = _holders(log, inside + period[stretch])
        first, second = _holders(log, inside + period_anew[stretch])
        late_anew = np.where(first == anchor[stretch], second, first)
        seats = Seats(own[stretch], late, anchor[stretch], own_anew[stretch], late_anew, late_next)
        return cls(edges, seats)

    def at(self, edges: Floats) -> Seats:
        """The seats on each interval of finer edges, which contain all of this layout's that lie among them."""
        return self.seats.at(np.searchsorted(self.edges, _between(edges), side="right"))


@lru_cache(maxsize=KEPT)
def _layout(starts: bytes, ends: bytes) -> Layout:
    """The layout of windows given as 64-bit floats."""
    first, last = np.frombuffer(starts), np.frombuffer(ends)
    return Layout._of(Log(first, last, np.full(len(first), NOT_LOGGED)))


def codes_of(log: Log, who: Ints) -> Ints:
    """The codes of statements by index; NOT_LOGGED for NOBODY."""
    result: Ints = np.where(who == NOBODY, NOT_LOGGED, log.codes[who])
    return result


def _between(edges: Floats) -> Floats:
    """A point inside each interval between neighbouring edges."""
    middle: Floats = edges[:-1] + (edges[1:] - edges[:-1]) / 2
    return middle


def _representatives(edges: Floats) -> Floats:
    """A point inside each of the len(edges) + 1 segments that the edges cut the whole line into."""
    return np.concatenate([[edges[0] - 1.0], _between(edges), [edges[-1] + 1.0]])


def _holders(log: Log, at: Floats) -> tuple[Ints, Ints]:
    """The first and the second released statement whose window holds each point; NOBODY where none does."""
    count = len(log.codes)
    earliest_yet = np.append(np.minimum.accumulate(log.starts[::-1])[::-1], np.inf)  # of this statement and all later ones

    def first_from(index: Ints) -> Ints:
        index = index.copy()
        waiting = np.arange(len(at))
        while len(waiting):
            waiting = waiting[earliest_yet[index[waiting]] <= at[waiting]]  # for the others no window is left
            waiting = waiting[log.starts[index[waiting]] > at[waiting]]
            index[waiting] += 1
        holds = np.append(log.starts, np.inf)[index] <= at
        return np.where(holds, index, NOBODY)

    first = first_from(np.searchsorted(log.ends, at, side="right"))
    return first, first_from(np.where(first == NOBODY, count, first + 1))


def _nearest(log: Log, at: Floats, but: Ints) -> tuple[Ints, Floats]:
    """For points in no window: the nearest window other than `but`, the earlier of two equally near; NOBODY where none is left.

    Also where the nearest changes, halfway between the windows on either side of the point; infinite where it does not.
    """
    count = len(log.codes)
    by_start = np.argsort(log.starts, kind="stable")
    firsts = np.searchsorted(log.ends, log.ends)  # of windows that end together, the first
    ended = np.searchsorted(log.ends, at, side="right") - 1
    before = np.where(ended >= 0, firsts[ended], NOBODY)
    skipped = np.where(before < ended, before + 1, np.where(before > 0, firsts[np.maximum(before - 1, 0)], NOBODY))
    before = np.where((before == but) & (before != NOBODY), skipped, before)

    coming = np.searchsorted(log.starts[by_start], at, side="right")
    followers = np.append(by_start, [NOBODY, NOBODY])
    after = np.where(followers[coming] == but, followers[np.minimum(coming + 1, count)], followers[coming])

    since = np.where(before == NOBODY, -np.inf, log.ends[before])
    until = np.where(after == NOBODY, np.inf, log.starts[after])
    either = (before != NOBODY) & (after != NOBODY)
    halfway = np.where(either, (np.where(either, since, 0.0) + np.where(either, until, 0.0)) / 2, np.inf)
    earlier = (after == NOBODY) | ((before != NOBODY) & (at <= halfway))
    return np.where(earlier, before, after), halfway


def _crossings(walls: Floats, base: Floats, period: Floats) -> Floats:
    """Where T + period crosses a wall, with the period of the stretch of `base` that T lies in."""
    low = np.searchsorted(walls, np.concatenate([[-np.inf], base]) + period, side="right")
    high = np.searchsorted(walls, np.concatenate([base, [np.inf]]) + period, side="left")
    many = np.maximum(high - low, 0)
    first = np.cumsum(many) - many
    crossed = np.arange(many.sum()) + np.repeat(low - first, many)
    moved: Floats = walls[crossed] - np.repeat(period, many)
    return moved
