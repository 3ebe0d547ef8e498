"""The likelihood of each piece of evidence, as levels on the intervals between common edges.

A bound is 1 where the recording satisfies it and 1 - r where not. A reading (recorded within S) is right with
probability r and else no information: r / pi(S) + 1 - r inside, 1 - r outside, with pi(S) the prior mass of S.
Recurring evidence is 1 inside its spans and 1 - r outside. Of several with one clock only the strongest counts.
Times are seconds since 1970-01-01 UTC, as floats; an open end is infinite.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from analysis.testimony import Bearing, Testimony, about_recording
from analysis.weighing.prior import Floats
from analysis.when import Span

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Step:
    """The natural logarithm of a likelihood: one level in some stretches, another elsewhere.

    The stretches run from edge `first` to edge `beyond` of common edges; none of them is empty and no two meet.
    """

    first: Ints
    beyond: Ints
    inside: float
    outside: float


SAYS_NOTHING = Step(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """Testimony as it bears on the recording: `low` are the starts of its intervals and `high` their ends; in order, and apart."""

    testimony: Testimony
    bearing: Bearing
    low: tuple[float, ...]
    high: tuple[float, ...]

    @classmethod
    def of(cls, testimony: Testimony) -> Piece | None:
        """The piece that follows by the lifecycle rule; None where nothing follows for the recording.

        Nothing follows for the whole video from what speaks of one of its shots: the others may be younger or older.
        """
        bearing = about_recording(testimony.stage, testimony.bearing)
        if bearing is None or bearing == "series" or testimony.shot is not None:
            return None
        low: list[float] = []
        high: list[float] = []
        for start, end in sorted((seconds(span.start, -np.inf), seconds(span.end, np.inf)) for span in testimony.spans):
            if high and start <= high[-1]:
                high[-1] = max(high[-1], end)
            else:
                low.append(start)
                high.append(end)
        if bearing == "not_before":
            high = [np.inf]
        elif bearing == "not_after":
            low = [-np.inf]
        return cls(testimony, bearing, tuple(low), tuple(high))

    @property
    def span(self) -> Span:
        """The span for the recording (the hull of a recurring piece's)."""
        hull = self.testimony.span
        if self.bearing == "not_before":
            return Span(hull.start, None)
        if self.bearing == "not_after":
            return Span(None, hull.end)
        return hull

    @property
    def width(self) -> float:
        """The length in seconds of all its intervals together."""
        return float(sum(h - lo for lo, h in zip(self.low, self.high, strict=True)))

    def stretches(self, edges: Floats) -> tuple[Ints, Ints]:
        """From which edge to which its intervals run; of its ends, the edges contain those that lie among them."""
        most = len(edges) - 1
        first, beyond = (np.minimum(np.searchsorted(edges, ends), most) for ends in (self.low, self.high))
        among = first < beyond
        return first[among], beyond[among]

    def inside(self, edges: Floats) -> NDArray[np.bool_]:
        """Whether each interval between neighbouring edges lies in it."""
        within = np.zeros(len(edges) - 1, dtype=np.bool_)
        for first, beyond in zip(*self.stretches(edges), strict=True):
            within[first:beyond] = True
        return within

    def likelihood(self, edges: Floats, prior: Floats) -> Step | None:
        """Its likelihood on the edges; None for a reading outside everything that is possible under the prior."""
        first, beyond = self.stretches(edges)
        wrong = 1 - self.testimony.reliability
        right = 1.0
        if self.bearing == "during":
            share = sum(float(prior[a:b].sum()) for a, b in zip(first, beyond, strict=True))
            if share <= 0:
                return None
            right = self.testimony.reliability / share + wrong
        return Step(first, beyond, math.log(right), math.log(wrong) if wrong > 0 else -math.inf)


def seconds(moment: datetime | None, otherwise: float) -> float:
    """Seconds since 1970-01-01 UTC of a datetime; the other value for an open end."""
    return otherwise if moment is None else moment.timestamp()


def one_voice_each(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces grouped by clock, each group led by the one that counts: the strongest, of equals the narrowest.

    A piece that names no clock is a group of its own. The order of the pieces does not matter.
    """
    groups: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        groups[piece.testimony.clock or f"/{piece.testimony.id}"].append(piece)
    for group in groups.values():
        group.sort(key=lambda p: (-p.testimony.reliability, p.width, p.testimony.id))
    return [groups[name] for name in sorted(groups)]
