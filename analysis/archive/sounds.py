"""Which seconds of two videos have the same sound.

Two codes that are alike are no match: silence, a steady tone and chance make many. A match is a run: code after code, at one
distance in time, differs in few bits; and the same two runs, shifted against each other, differ in clearly more, which they
do not where the sound is of one kind throughout. What stands still counts for nothing.

That two videos sound alike says nothing of their pictures: the same sound may lie over others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.media.sound import SPAN_S, STEP_S, SoundCodes

SHORTEST_S = 8.0
"""Seconds of sound that must match, without what stands still."""
LEAST_CODES = round((SHORTEST_S - SPAN_S) / STEP_S) + 1
WINDOW = int(SPAN_S / STEP_S)
"""Codes after which one speaks of nothing that the first did."""
ALIKE = 0.25
"""The share of bits in which a run may differ. Sounds that have nothing to do with each other differ in about half."""
ON_RUN = 0.32
"""The same over SMOOTHED codes, below which a run goes on."""
CLEARER = 0.12
"""By how much more the two runs must differ when they are shifted against each other."""
SMOOTHED = 17
"""Codes over which a run is looked for: two seconds."""
PAUSE = 16
"""Codes for which a run may be interrupted."""
STILL = 4
"""The same code so often in a row stands still: silence, a tone."""
LEAST_NEAR = 4
"""Different codes of a file that must come back, each within a bit, for it to be compared."""
PROBED = 4
"""Of a file's codes one in so many is looked up at first: neighbours speak of nearly the same seconds."""
MOST_TRIED = 12
"""Distances in time at which two sounds are compared, those with the most codes that come back first."""
MOST_PAIRS = 2_000_000
MOST_RUNS = 20
TABLE_BITS = 22
"""The first look is into a table of that many places, small enough for a processor's cache."""

Indices = NDArray[np.intp]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SameSound:
    """Seconds of this video whose sound is that of seconds of the other one; their ends are known to a second or two.

    `differing` is the share of bits in which the codes differ: 0 for the same bytes, about 0.5 for sounds that have nothing in common.
    """

    here: tuple[float, float]
    there: tuple[float, float]
    differing: float


class AskedSound:
    """The sound of a video that is looked for, ready to be compared with many others.

    `near` are its moving codes, each also with one of its bits turned over, in order; `at` says of which of the `codes` each is.
    """

    def __init__(self, codes: SoundCodes) -> None:
        self.codes = codes
        self._moving = moving(codes)
        at = np.flatnonzero(self._moving)
        flips = np.concatenate([[0], 1 << np.arange(32)]).astype(np.uint32)
        near = (codes[at][:, None] ^ flips).ravel()
        order = np.argsort(near, kind="stable")
        self.near, self.at = near[order], np.repeat(at, len(flips))[order]
        self._table = np.zeros(1 << TABLE_BITS, np.bool_)
        self._table[_slot(near)] = True

    @property
    def is_enough(self) -> bool:
        """Whether it is long enough to match anything."""
        return bool(self._moving.sum() >= LEAST_CODES)

    def same(self, kept: SoundCodes) -> list[SameSound]:
        """The runs that both have, in order of this video's seconds."""
        maybe = np.flatnonzero(self._table[_slot(kept)])
        if len(maybe) < LEAST_NEAR:
            return []
        low = np.searchsorted(self.near, kept[maybe], "left")
        count = np.searchsorted(self.near, kept[maybe], "right") - low
        if len(np.unique(kept[maybe[count > 0]])) < LEAST_NEAR:
            return []
        still = ~moving(kept)
        count[still[maybe]] = 0
        if count.sum() > MOST_PAIRS:
            # A few codes that come again and again: the rarest say the most.
            count[count > np.sort(count)[max(0, int(np.searchsorted(np.cumsum(np.sort(count)), MOST_PAIRS)) - 1)]] = 0
        there = np.repeat(maybe, count)
        first = np.repeat(low - np.concatenate([[0], np.cumsum(count)[:-1]]), count)
        here = self.at[np.arange(len(there)) + first]
        runs = [run for shift in self._shifts(here, there, len(kept)) for run in self._runs(kept, still, shift)]
        return _apart(runs)

    def _shifts(self, here: Indices, there: Indices, length: int) -> list[int]:
        """Distances in codes at which many come back, the most first; a distance may lie between two codes, so two count together."""
        if not len(here):
            return []
        votes = np.bincount(there - here + len(self.codes), minlength=length + len(self.codes) + 1)
        votes = votes + np.concatenate([votes[1:], [0]])
        shifts: list[int] = []
        for vote in np.argsort(-votes, kind="stable")[: 4 * MOST_TRIED]:
            if votes[vote] < LEAST_NEAR or len(shifts) >= MOST_TRIED:
                break
            shifts += [shift for shift in (int(vote), int(vote) + 1) if shift not in shifts]
        return [shift - len(self.codes) for shift in shifts]

    def _runs(self, kept: SoundCodes, still: Bools, shift: int) -> Iterator[SameSound]:
        """The runs at one distance: code i of this one against code i + shift of the other."""
        first, last = max(0, -shift), min(len(self.codes), len(kept) - shift)
        if last - first < LEAST_CODES:
            return
        mine, other = self.codes[first:last], kept[first + shift : last + shift]
        counted = self._moving[first:last] & ~still[first + shift : last + shift]
        # Beside a silence, a code speaks of that too: such codes are compared, but do not make a run longer.
        whole = np.convolve(~counted, np.ones(2 * WINDOW + 1), "same") == 0
        differing = np.bitwise_count(mine ^ other) / 32.0
        weight = np.convolve(counted, np.ones(SMOOTHED), "same")
        smooth = np.convolve(differing * counted, np.ones(SMOOTHED), "same") / np.maximum(weight, 1)
        for start, end in _stretches((smooth <= ON_RUN) & (weight > 0)):
            # The mean reaches a second beyond the ends.
            close = np.flatnonzero(differing[start:end] <= ON_RUN)
            if not len(close):
                continue
            start, end = start + int(close[0]), start + int(close[-1]) + 1
            counts = counted[start:end]
            if whole[start:end].sum() < LEAST_CODES:
                continue
            one, two = mine[start:end][counts], other[start:end][counts]
            share = float(np.bitwise_count(one ^ two).mean()) / 32
            turned = [np.bitwise_count(one ^ np.roll(two, len(two) * part // 12)).mean() / 32 for part in range(3, 10)]
            if share <= ALIKE and float(np.median(turned)) >= share + CLEARER:
                yield SameSound(_seconds(first + start, first + end), _seconds(first + shift + start, first + shift + end), share)


def moving(codes: SoundCodes) -> Bools:
    """Which codes are not one of several in a row that are the same."""
    if not len(codes):
        return np.zeros(0, np.bool_)
    edges = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1], [True]]))
    lengths = np.diff(edges)
    return np.repeat(lengths < STILL, lengths)


def key(codes: SoundCodes) -> NDArray[np.uint32]:
    """Another number for each code, no two the same, spread evenly (D. Knuth's multiplicative hashing)."""
    return codes * np.uint32(2_654_435_761)


def _slot(codes: SoundCodes) -> NDArray[np.uint32]:
    """A place in the table for each code: the upper bits of its key."""
    return key(codes) >> np.uint32(32 - TABLE_BITS)


def _stretches(good: Bools) -> list[tuple[int, int]]:
    """The first and the one after the last of each stretch of true values, short pauses bridged."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], good, [False]]).astype(np.int8)))
    found: list[tuple[int, int]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if found and start - found[-1][1] <= PAUSE:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _seconds(start: int, end: int) -> tuple[float, float]:
    return start * STEP_S, (end - 1) * STEP_S + SPAN_S


def _apart(runs: list[SameSound]) -> list[SameSound]:
    """The longest runs, and the closest of those that cover the same seconds."""
    kept: list[SameSound] = []
    for run in sorted(runs, key=lambda each: (-round(each.here[1] - each.here[0]), each.differing)):
        length = run.here[1] - run.here[0]
        if all(min(run.here[1], other.here[1]) - max(run.here[0], other.here[0]) < length / 2 for other in kept):
            kept.append(run)
    return sorted(kept[:MOST_RUNS], key=lambda each: each.here)
