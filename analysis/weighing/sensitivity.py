"""Sensitivity of the answer: its shares over every value that an assumption about the statements can take, the rest staying as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from analysis.case import Series
from analysis.weighing.verdict import Answer, Shares, Verdict
from analysis.weighing.weigh import cuts_of, unless_empty

Assumption = Literal["completeness", "lateness", "vagueness"]
ASSUMPTIONS: tuple[Assumption, ...] = ("completeness", "lateness", "vagueness")
STEPS = 20
"""Steps from 0 to 1: those of the page's sliders."""
HALVINGS = 5
"""How often the stretch between two steps is halved to find where the answer turns: to within 0.05 / 2^5."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The values from `low` to `high` that give one answer."""

    low: float
    high: float
    answer: Answer


@dataclass(frozen=True, slots=True)
class Sweep:
    """One assumption: its present value, the shares at each value looked at (ascending), and where the answer turns."""

    assumption: Assumption
    value: float
    points: tuple[tuple[float, Shares], ...]

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The values by the answer that they give; neighbouring ones meet halfway between the two last values looked at."""
        found: list[Stretch] = []
        low = self.points[0][0]
        for (value, shares), (following, then) in pairwise(self.points):
            if shares.answer != then.answer:
                middle = (value + following) / 2
                found.append(Stretch(low, middle, shares.answer))
                low = middle
        found.append(Stretch(low, self.points[-1][0], self.points[-1][1].answer))
        return tuple(found)


def sweeps(verdict: Verdict) -> tuple[Sweep, ...]:
    """Each assumption in turn; none where no statement is weighed, or there is no answer to move."""
    if verdict.shares is None or not verdict.posterior.voices:
        return ()
    series = verdict.posterior.voices[0].series
    return tuple(_sweep(verdict, series, name) for name in ASSUMPTIONS)


def _sweep(verdict: Verdict, series: Series, name: Assumption) -> Sweep:
    cuts = cuts_of(verdict.claim)
    assert cuts is not None

    def shares(value: float) -> Shares | None:
        """As `weigh` would have them; None where this value leaves nothing possible."""
        posterior = verdict.posterior.assuming(series._replace(**{name: value}))
        if posterior.impossible:
            return None
        found = Shares.of(posterior.shares(cuts))
        return found if verdict.posting_known or verdict.settled else unless_empty(posterior, cuts, found)

    value = getattr(series, name)
    at = sorted({*(step / STEPS for step in range(STEPS + 1)), value})
    known = {each: found for each in at if (found := shares(each)) is not None}
    for low, high in pairwise(at):
        if low in known and high in known:
            _narrow(known, shares, low, high)
    return Sweep(name, value, tuple(sorted(known.items())))


def _narrow(known: dict[float, Shares], shares: Callable[[float], Shares | None], low: float, high: float) -> None:
    """Add values on both sides of a turn of the answer until they lie close together."""
    if known[low].answer == known[high].answer:
        return
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        found = shares(middle)
        if found is None:
            return
        known[middle] = found
        low, high = (middle, high) if found.answer == known[low].answer else (low, middle)
