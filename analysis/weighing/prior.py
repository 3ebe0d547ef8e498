"""How old is footage when it is posted? The prior over the instant of recording, in closed form.

The age A (posting minus recording) is a mixture of three components; the user picks the poster's habit.
Where only a span is known for the posting, the prior is the mean over 24 posting instants, the midpoints of
24 equal parts of the span. All times here are seconds since 1970-01-01 UTC, as floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analysis.case import OLDEST_FOOTAGE, Habit
from analysis.when import Span

Floats = NDArray[np.float64]

HOUR = 3600.0
YOUNGEST = 60.0
"""The smallest age, in seconds, of recycled footage: one minute."""
OLDEST = OLDEST_FOOTAGE.total_seconds()
"""The largest age in seconds, 20 years: where the domain begins."""
SIGMA = float(np.log(4.0))
"""Spread of both log-normal components: a factor of four, one standard deviation either way."""
LIVE_MEDIAN = 1 * HOUR
DAYS_MEDIAN = 48 * HOUR

MIXTURES: dict[Habit, tuple[float, float, float]] = {
    "live": (0.9, 0.0, 0.1),
    "days": (0.0, 0.9, 0.1),
    "unknown": (1 / 3, 1 / 3, 1 / 3),
}
"""Shares of the live, days and recycled components by habit. One in ten may post old footage whatever the habit."""

TO_THE_MINUTE = 60.0
"""A posting known to a minute or better is one instant, the first of its span."""

INSTANTS = 24
"""Posting instants over which a posting known as a span is averaged."""


def age_cdf(age: Floats, habit: Habit) -> Floats:
    """P(A <= age) before the domain cuts it; `age` in seconds, any shape, negative ages give 0."""
    live, days, recycled = MIXTURES[habit]
    positive = np.maximum(age, 1e-9)
    logs = np.log(positive)
    total = recycled * np.clip((logs - np.log(YOUNGEST)) / np.log(OLDEST / YOUNGEST), 0.0, 1.0)
    if live:
        total = total + live * ndtr((logs - np.log(LIVE_MEDIAN)) / SIGMA)
    if days:
        total = total + days * ndtr((logs - np.log(DAYS_MEDIAN)) / SIGMA)
    return np.where(age > 0, total, 0.0)


@dataclass(frozen=True)
class Prior:
    """The prior over the recording for one posting and one habit. `posted` has both ends closed."""

    posted: Span
    habit: Habit

    @cached_property
    def instants(self) -> Floats:
        """The posting instants that are averaged, in order; one where the posting is known to the minute."""
        if self.posted.start is None or self.posted.end is None:
            raise ValueError("a posting has a first and a last instant")
        start, end = self.posted.start.timestamp(), self.posted.end.timestamp()
        if end - start <= TO_THE_MINUTE:
            return np.array([start])
        return start + (np.arange(INSTANTS) + 0.5) * (end - start) / INSTANTS

    @property
    def domain(self) -> tuple[float, float]:
        """The first and last instant at which the footage can have been recorded."""
        return float(self.instants[0] - OLDEST), float(self.instants[-1])

    def masses_by_instant(self, edges: Floats) -> Floats:
        """P(edges[i] <= T < edges[i+1]) for each posting instant: shape (instants, len(edges) - 1)."""
        ages = np.clip(self.instants[:, None] - edges[None, :], 0.0, OLDEST)
        cdf = age_cdf(ages, self.habit) / age_cdf(np.array([OLDEST]), self.habit)
        masses: Floats = cdf[:, :-1] - cdf[:, 1:]
        return masses

    def masses(self, edges: Floats) -> Floats:
        """The prior mass of each interval between neighbouring edges, averaged over the posting instants."""
        mean: Floats = self.masses_by_instant(edges).mean(axis=0)
        return mean
