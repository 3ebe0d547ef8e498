"""The story that the reasoning tells, acted out: draw how old the footage is, when it was posted, what the sources wrote; keep the
draws that look like what was seen. No formula of `analysis.weighing` is used: where the recording lies in the draws that are kept
must agree with the exact posterior within the error of sampling.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.case import Habit
from analysis.testimony import Mention, Testimony
from analysis.weighing.weigh import weigh
from analysis.when import Span
from tests.weighing.told import NOON, bulletin, claim, heard, hours, posting, said

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

Q, LATE, VAGUE = 0.9, 0.1, 0.2
"""Completeness, lateness and vagueness: the defaults of the reasoning, section 5."""
SPOKEN = {"silent": 0, "unnamed": 1, "named": 2}
SIGMAS = 4.5
DRAWS = 10_000_000
CHUNK = 1_000_000


@dataclass
class Source:
    """Windows (start, end] in hours from NOON with what was seen in each statement, in order of release."""

    seen: Sequence[tuple[float, float, Mention]]

    def backgrounds(self) -> tuple[float, float]:
        said_ = [mention for *_, mention in self.seen]
        named, unnamed = said_.count("named"), said_.count("unnamed")
        return (named + 1) / (len(said_) + 5), (unnamed + 1) / (len(said_) - named + 2)

    def holder(self, at: Array) -> NDArray[np.int64]:
        """The statement whose window holds each instant: of several the earlier released; -1 where none does."""
        who = np.full(len(at), -1)
        for index, (start, end, _) in enumerate(self.seen):
            who[(who < 0) & (at > start) & (at <= end)] = index
        return who

    def period(self, at: Array) -> Array:
        """The width of the window that holds each instant, or of the nearest, the earlier of two equally near."""
        starts, ends = (np.array([w[i] for w in self.seen]) for i in (0, 1))
        width = ends - starts
        distance = np.maximum(np.maximum(starts - at[:, None], at[:, None] - ends), 0.0)
        own = self.holder(at)
        return np.where(own >= 0, width[own], width[np.argmin(distance, axis=1)])

    def looks_as_seen(self, recorded: Array, rng: np.random.Generator) -> Flags:
        """Play the source for every draw and compare what it wrote with what was seen."""
        n = len(recorded)
        own = self.holder(recorded)
        later = self.holder(recorded + self.period(recorded))
        reported = rng.random(n) < Q
        carrier = np.where(rng.random(n) < LATE, later, own)  # -1: a statement that nobody logged
        vague = rng.random(n) < VAGUE
        names_it, alludes = self.backgrounds()
        same = np.ones(n, dtype=bool)
        for index, (*_, mention) in enumerate(self.seen):
            ours = reported & (carrier == index)
            words = np.where(rng.random(n) < alludes, 1, 0)
            words = np.where(ours & vague, 1, words)
            words = np.where((ours & ~vague) | (rng.random(n) < names_it), 2, words)
            same &= words == SPOKEN[mention]
        return same


@dataclass
class Story:
    """What was seen. `bounds` are (hours, side, reliability), `clocks` (start, end, reliability)."""

    habit: Habit
    posted: tuple[float, float] | float
    sources: Sequence[Source]
    window: tuple[float, float]
    released: float
    bounds: Sequence[tuple[float, str, float]] = ()
    clocks: Sequence[tuple[float, float, float]] = ()

    def postings(self, n: int, rng: np.random.Generator) -> Array:
        if isinstance(self.posted, float | int):
            return np.full(n, float(self.posted))
        first, last = self.posted
        return first + (rng.integers(0, 24, n) + 0.5) * (last - first) / 24

    def draw(self, n: int, rng: np.random.Generator) -> Array:
        """Instants of recording before anything else is seen."""
        return self.postings(n, rng) - ages(self.habit, n, rng)

    def kept(self, draws: int, rng: np.random.Generator) -> Array:
        """The instants of recording of the draws that look as seen."""
        found = []
        for _ in range(draws // CHUNK):
            recorded = self.draw(CHUNK, rng)
            for start, end, reliability in self.clocks:
                # A clock that is wrong shows the time of some other footage, unrelated to this one.
                right = rng.random(len(recorded)) < reliability
                shown = np.where(right, recorded, self.draw(len(recorded), rng))
                recorded = recorded[(shown >= start) & (shown < end)]
            for bound, side, reliability in self.bounds:
                holds = recorded >= bound if side == "not_before" else recorded < bound
                recorded = recorded[holds | (rng.random(len(recorded)) >= reliability)]
            for source in self.sources:
                recorded = recorded[source.looks_as_seen(recorded, rng)]
            found.append(recorded)
        return np.concatenate(found)

    def told(self) -> tuple[Testimony, ...]:
        """The same as testimony."""
        span = Span.at(hours(self.posted, None).start or NOON) if isinstance(self.posted, float | int) else hours(*self.posted)
        pieces = [posting(span)]
        names = {0.6: "limited", 0.8: "moderate", 0.95: "strong", 0.99: "very strong"}
        for i, (bound, side, r) in enumerate(self.bounds):
            where = hours(bound, None) if side == "not_before" else hours(None, bound)
            pieces.append(said(side, where, key=f"bound{i}", strength=names[r]))  # type: ignore[arg-type]
        for i, (start, end, r) in enumerate(self.clocks):
            pieces.append(said("during", hours(start, end), key=f"clock{i}", strength=names[r]))  # type: ignore[arg-type]
        for s, source in enumerate(self.sources):
            pieces += [bulletin(hours(a, b), m, f"{s}-{i}", f"source{s}") for i, (a, b, m) in enumerate(source.seen)]
        return tuple(pieces)


def ages(habit: Habit, n: int, rng: np.random.Generator) -> Array:
    """Hours from recording to posting (reasoning, section 3); ages past 20 years are drawn again."""
    shares = {"live": (0.9, 0.0, 0.1), "days": (0.0, 0.9, 0.1), "unknown": (1 / 3, 1 / 3, 1 / 3)}[habit]
    longest = 20 * 365.25 * 24

    def some(count: int) -> Array:
        kind = rng.choice(3, count, p=shares)
        spread = rng.normal(0, np.log(4), count)
        recycled = np.exp(rng.uniform(np.log(1 / 60), np.log(longest), count))
        return np.where(kind == 0, np.exp(spread), np.where(kind == 1, 48 * np.exp(spread), recycled))

    age = some(n)
    while (too_old := age > longest).any():
        age[too_old] = some(int(too_old.sum()))
    return age


WEDNESDAYS_RELEASE = -1.0
"""Bulletins at 14:00 Moscow, 11:00 UTC: an hour before NOON."""
DAY = 24.0
THURSDAY = (33.0, 57.0)
"""19 September in Moscow: from 21:00 UTC on the 18th."""
OPERATION = -43 * DAY + 9.0
"""6 August 2024, 00:00 Moscow: 5 August, 21:00 UTC."""


def worked(habit: Habit, *seen: Mention, posted: tuple[float, float] | float = THURSDAY) -> Story:
    windows = [(WEDNESDAYS_RELEASE + (i - 1) * DAY, WEDNESDAYS_RELEASE + i * DAY, mention) for i, mention in enumerate(seen)]
    return Story(habit, posted, [Source(windows)], (-25.0, -1.0), -1.0, bounds=[(OPERATION, "not_before", 0.95)])


STORIES: dict[str, Story] = {
    "row 1, days": worked("days", "named", "silent"),
    "row 1, unknown": worked("unknown", "named", "silent"),
    "row 4, live": worked("live", "named", "unnamed"),
    "row 5, unknown": worked("unknown", "named", "unnamed", "named"),
    "overlaps, holes and two clocks": Story(
        "days",
        (0.0, 12.0),
        # In order of release: an overlap at -60 to -50, a hole from -40 to -30, a short one inside a long one.
        [Source([(-90, -50, "silent"), (-60, -40, "named"), (-30, -18, "unnamed"), (-24, -6, "silent")])],
        (-30.0, -18.0),
        -12.0,
        bounds=[(-100, "not_before", 0.6), (-2, "not_after", 0.6)],
        clocks=[(-100, -20, 0.6), (-66, 0, 0.8)],
    ),
    "two sources, windows of any width, a hole at the end": Story(
        "days",
        20.0,
        [
            Source([(-200, -150, "silent"), (-40, -20, "named"), (-20, 0, "silent")]),
            Source([(-70, -64, "silent"), (-90, -60, "named")]),
        ],
        (-40.0, -20.0),
        -16.0,
        clocks=[(-160, -5, 0.95)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
def test_the_story_acted_out_agrees_with_the_posterior(name: str) -> None:
    story = STORIES[name]
    rng = np.random.default_rng(20240919)
    kept = story.kept(DRAWS, rng)

    assert len(kept) > 20_000, "too few draws look as seen to compare anything"
    start, end = story.window
    acted = [kept <= start, (kept > start) & (kept <= end), kept > end, kept <= story.released]
    shares = weigh(heard(*story.told()), claim(start, end, story.released), habit=story.habit).shares
    assert shares is not None
    for flags, exact in zip(acted, (shares.before, shares.within, shares.after, shares.until_release), strict=True):
        assert abs(flags.mean() - exact) < SIGMAS * np.sqrt(exact * (1 - exact) / len(kept)) + 1e-6


def test_the_whole_curve_agrees_with_the_story_acted_out() -> None:
    """Not only the three shares: the mass in each half-day of the made-up story, holes and overlaps included."""
    story = STORIES["overlaps, holes and two clocks"]
    kept = story.kept(DRAWS, np.random.default_rng(7))
    grid = np.arange(-108.0, 12.1, 6.0)
    acted = np.histogram(kept, grid)[0] / len(kept)
    posterior = weigh(heard(*story.told()), None, habit=story.habit).posterior
    exact, _ = posterior.spread(NOON.timestamp() + 3600 * grid)
    error = np.sqrt(exact * (1 - exact) / len(kept))
    assert np.all(np.abs(acted - exact) < SIGMAS * error + 1e-6)
