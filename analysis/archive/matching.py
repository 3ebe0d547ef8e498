"""Which seconds of one video show the same footage as which seconds of another.

Two pictures that look alike are no match: black frames, logos and chance make many. A match is a line: pictures of one video that follow
each other as those of the other do, at one speed. What counts is how unlikely the likenesses on that line are by chance, each
view counted once, so that a hundred pictures of one still scene say no more than one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import erfc, log10, sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.archive.distances import apart, distances
from analysis.media.fingerprint import CORES, SHIFTED, Codes, Floats, Prints
from analysis.place import Frame

TEXTURED = 12
"""Of 64 blocks, how many must show texture for a picture to be compared."""
UNRELATED = 128.0
"""Bits by which unrelated pictures differ on average: half of them."""
SPREAD = (14.0, 9.0)
"""Standard deviation of that number for a picture of hardly any texture, and for one that is all texture: what is plain looks alike more
often. Measured on unrelated clips: 8.5 over all (benchmarks/archive.py); more is assumed, since few were at hand."""
CLOSE = 86
"""Bits up to which two pictures may be the same."""
ON_LINE = 100
"""The same for the two pictures that must be the same if a match goes on where it was."""
ENOUGH = 12.0
"""How unlikely by chance, as a power of ten, the likenesses of a match are together. An hour of video in an archive of 1,000 hours
has some 10^10 pairs of pictures."""
CLOSEST = 62
"""Bits within which at least one pair of a match is. Two rooms or streets that are built alike give many weak likenesses, which are
neither chance nor the same footage (benchmarks/unrelated.py); of 359 altered copies all have a closer pair but those of a bare slope of
colour."""
WAYS = log10(2 + SHIFTED)
"""What each view loses of that, since its pictures were compared in so many ways, of which the closest counts."""
SAME_VIEW = 40
"""Bits up to which two pictures of one video show one view, which counts once."""
OFF_LINE_S = 0.35
"""Seconds by which a pair may lie off the line: what lies between two pictures that are compared."""
NEAR_S = 0.6
"""The same before the line's speed is known well."""
MISSES = 4.0
"""How many more pictures may fail than fit before a stretch has ended."""
PAUSE_S = 30.0
"""Seconds without any picture after which a stretch has ended."""
MOST_PAIRS = 2_000_000
MOST_TRIED = 6_000
"""Pairs by which a line is looked for, the closest first."""
MOST_STRETCHES = 40
SPEEDS = np.unique(np.concatenate([[1.0], np.geomspace(0.5, 2.0, 141)]))
"""How fast the kept video may run against the asked one, in steps of 1 %."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures that match: where each stands, its second of the presentation, and by how many of 256 bits they differ."""

    here: Frame
    there: Frame
    here_s: float
    there_s: float
    bits: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Seconds of this video that match seconds of the other one.

    `speed` is seconds of the other for one of this. `mirrored`: one is the mirror image of the other. `views` are the different
    views among the `pairs`; `odds` says how unlikely they are together by chance, as a power of ten.
    """

    here: tuple[float, float]
    there: tuple[float, float]
    speed: float
    mirrored: bool
    views: int
    odds: float
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Close pairs in columns: indices into both videos' pictures, seconds in both, and bits."""

    asked: NDArray[np.intp]
    kept: NDArray[np.intp]
    here: Floats
    there: Floats
    bits: NDArray[np.uint8]
    detail: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.asked)

    def only(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> _Pairs:
        return _Pairs(self.asked[which], self.kept[which], self.here[which], self.there[which], self.bits[which], self.detail[which])


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to compare: the whole of both, or a part of the asked picture with the core of the kept one; with the texture of each."""

    asked: Codes
    kept: Codes
    asked_detail: NDArray[np.uint8]
    kept_detail: NDArray[np.uint8]


def _ways(asked: Prints, kept: Prints) -> list[_Way]:
    parts = [asked.shifted[:, part] for part in range(SHIFTED)] if len(asked.shifted) else []
    wholes = [_Way(part, kept.codes, asked.detail, kept.detail) for part in (asked.codes, *parts[CORES:])]
    return [*wholes, *(_Way(part, kept.core, asked.core_detail, kept.core_detail) for part in (asked.core, *parts[:CORES]))]


def align(asked: Prints, kept: Prints) -> list[Stretch]:
    """The matching stretches of two videos (or of a video and a picture), in order of this video's time."""
    found: list[Stretch] = []
    for mirrored, pairs in zip((False, True), _close_pairs(asked, kept), strict=True):
        while len(pairs) and len(found) < MOST_STRETCHES:
            stretch, used = _best(pairs, asked, kept, mirrored=mirrored)
            if stretch is not None:
                found.append(stretch)
            pairs = pairs.only(~used)
    return sorted(_without_echoes(found), key=lambda each: each.here)


def chance(bits: float, detail: float) -> float:
    """How unlikely it is, as a power of ten, that two unrelated pictures with this much texture (in 64ths) differ by so few bits."""
    spread = SPREAD[0] + (SPREAD[1] - SPREAD[0]) * detail / 64
    return -log10(max(1e-300, 0.5 * erfc((UNRELATED - bits) / (spread * sqrt(2)))))


def _close_pairs(asked: Prints, kept: Prints) -> tuple[_Pairs, _Pairs]:
    """The pairs that may be the same picture: as shown, and mirrored."""
    mine, theirs = np.flatnonzero(asked.detail >= TEXTURED), np.flatnonzero(kept.detail >= TEXTURED)
    here, there = asked.seconds, kept.seconds
    step = max(1, (1 << 20) // max(1, len(mine)))
    parts: tuple[list[_Pairs], list[_Pairs]] = ([], [])
    for start in range(0, len(theirs), step):
        some = theirs[start : start + step]
        least = tuple(np.full((len(mine), len(some)), 255, np.uint8) for _ in range(2))
        detail = tuple(np.zeros((len(mine), len(some)), np.uint8) for _ in range(2))
        for way in _ways(asked, kept):
            rows, columns = np.flatnonzero(way.asked_detail[mine] >= TEXTURED), np.flatnonzero(way.kept_detail[some] >= TEXTURED)
            both = distances(way.asked[mine[rows]], way.kept[some[columns]])
            for turned in (0, 1):
                i, j = np.nonzero((both[turned] <= CLOSE) & (both[turned] < least[turned][rows[:, None], columns]))
                least[turned][rows[i], columns[j]] = both[turned][i, j]
                detail[turned][rows[i], columns[j]] = np.minimum(way.asked_detail[mine[rows[i]]], way.kept_detail[some[columns[j]]])
        for turned in (0, 1):
            i, j = np.nonzero(least[turned] <= CLOSE)
            one, other = mine[i], some[j]
            parts[turned].append(_Pairs(one, other, here[one], there[other], least[turned][i, j], detail[turned][i, j]))
    return _joined(parts[0]), _joined(parts[1])


def _joined(parts: list[_Pairs]) -> _Pairs:
    if not parts:
        nothing = np.zeros(0)
        none, few = nothing.astype(np.intp), nothing.astype(np.uint8)
        return _Pairs(none, none, nothing, nothing, few, few)
    names = ("asked", "kept", "here", "there", "bits", "detail")
    whole = _Pairs(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
    return whole if len(whole) <= MOST_PAIRS else whole.only(np.sort(np.argsort(whole.bits, kind="stable")[:MOST_PAIRS]))


def _best(pairs: _Pairs, asked: Prints, kept: Prints, *, mirrored: bool) -> tuple[Stretch | None, NDArray[np.bool_]]:
    """The best stretch of the weightiest line, None where chance explains it; and which pairs are done with."""
    speed, offset = (1.0, 0.0) if asked.still or kept.still else _line(pairs)
    if asked.still or kept.still:
        on_line = np.ones(len(pairs), np.bool_)
    else:
        on_line = np.abs(pairs.there - speed * pairs.here - offset) <= NEAR_S
        for _ in range(2):
            speed, offset = _fitted(pairs.only(on_line), speed, offset)
            on_line = np.abs(pairs.there - speed * pairs.here - offset) <= NEAR_S
        on_line = np.abs(pairs.there - speed * pairs.here - offset) <= OFF_LINE_S * max(1.0, speed)
        if not on_line.any():
            on_line = np.abs(pairs.there - speed * pairs.here - offset) <= 2 * NEAR_S
            return None, on_line if on_line.any() else np.ones(len(pairs), np.bool_)
    best: Stretch | None = None
    used = on_line
    for part in _stretches(pairs.only(on_line), asked, kept, speed, offset):
        stretch = _told(part, asked, kept, speed, mirrored=mirrored)
        close = min(pair.bits for pair in stretch.pairs) <= CLOSEST
        if close and stretch.odds >= ENOUGH and (best is None or stretch.odds > best.odds):
            best = stretch
    if best is not None:
        if not (asked.still or kept.still):
            best = _extended(best, asked, kept, speed, offset)
        # What this video shows in these seconds is explained; a second place in the other that looks the same adds nothing.
        used = (pairs.here >= best.here[0]) & (pairs.here <= best.here[1])
    return best, used


def _line(pairs: _Pairs) -> tuple[float, float]:
    """Speed and offset of the line on which most pictures of the kept video lie, weighed by how close they are."""
    some = pairs if len(pairs) <= MOST_TRIED else pairs.only(np.argsort(pairs.bits, kind="stable")[:MOST_TRIED])
    weights = _weights(some.bits)
    best, most = (1.0, 0.0), 0.0
    for speed in sorted(SPEEDS, key=lambda each: abs(np.log(each))):
        offsets = some.there - speed * some.here
        for shift in (0.0, 0.5):
            bins = np.floor(offsets / NEAR_S + shift).astype(np.int64)
            # Each kept picture once a bin, by its closest pair: a still scene pairs every picture with every other.
            order = np.lexsort((-weights, some.kept, bins))
            first = np.ones(len(order), np.bool_)
            first[1:] = (np.diff(bins[order]) != 0) | (np.diff(some.kept[order]) != 0)
            chosen = order[first]
            where = np.unique(bins[chosen], return_inverse=True)[1]
            # A faster line passes more pictures of a still scene, which tells nothing of its speed.
            sums = np.bincount(where, weights[chosen]) / max(1.0, speed)
            top = int(np.argmax(sums))
            if sums[top] > most * 1.001:
                most = float(sums[top])
                best = (float(speed), float(np.median(offsets[chosen][where == top])))
    return best


def _weights(bits: NDArray[np.uint8]) -> Floats:
    """How much each pair counts for the line: in slow scenes many are close, and the closest tell the time."""
    weights: Floats = np.square(CLOSE + 4 - bits.astype(np.float64))
    return weights


def _fitted(pairs: _Pairs, speed: float, offset: float) -> tuple[float, float]:
    """The line through the closest pair of each kept picture, where they reach far enough to tell its speed."""
    order = np.lexsort((np.abs(pairs.there - speed * pairs.here - offset), pairs.bits, pairs.kept))
    first = order[np.unique(pairs.kept[order], return_index=True)[1]]
    here, there, weights = pairs.here[first], pairs.there[first], _weights(pairs.bits[first])
    if len(first) >= 6 and np.ptp(here) >= 4:
        slope, start = (float(each) for each in np.polyfit(here, there, 1, w=weights))
        if abs(slope / speed - 1) <= 0.05:
            return slope, start
    return speed, float(np.median(there - speed * here)) if len(first) else offset


def _stretches(pairs: _Pairs, asked: Prints, kept: Prints, speed: float, offset: float) -> Iterator[_Pairs]:
    """The pairs on a line, the closest of each kept picture, parted where the pictures between no longer fit."""
    order = np.lexsort((pairs.bits, pairs.kept))
    pairs = pairs.only(order[np.unique(pairs.kept[order], return_index=True)[1]])
    if asked.still or kept.still:
        yield from _around(pairs, kept)
        return
    fits = dict(zip(pairs.kept.tolist(), range(len(pairs)), strict=True))
    seconds, times = kept.seconds, asked.seconds[asked.detail >= TEXTURED]
    running: list[int] = []
    misses = 0.0
    for index in range(int(pairs.kept.min()), int(pairs.kept.max()) + 1):
        if index in fits:
            if running and seconds[index] - pairs.there[running[-1]] > PAUSE_S * max(1.0, speed):
                yield pairs.only(np.array(running))
                running = []
            running.append(fits[index])
            misses = max(0.0, misses - 1)
        elif running and kept.detail[index] >= TEXTURED and _has_near(times, (seconds[index] - offset) / speed):
            misses += 1
            if misses > MISSES:
                yield pairs.only(np.array(running))
                running, misses = [], 0.0
    if running:
        yield pairs.only(np.array(running))


def _extended(stretch: Stretch, asked: Prints, kept: Prints, speed: float, offset: float) -> Stretch:
    """The stretch with what follows it on its line, and precedes it.

    Where the line says which picture must be the same, one comparison is made and not millions, so a looser likeness will do.
    """
    here, there = asked.seconds, kept.seconds
    ways = _of_stretch(stretch, asked, kept)
    inside = np.flatnonzero((here >= stretch.here[0]) & (here <= stretch.here[1]))
    pairs = list(stretch.pairs)
    for order in (range(int(inside[-1]) + 1, len(here)), range(int(inside[0]) - 1, -1, -1)):
        misses, last = 0, here[inside[-1]] if order.step > 0 else here[inside[0]]
        for index in order:
            wanted = speed * here[index] + offset
            other = int(np.argmin(np.abs(there - wanted)))
            if abs(here[index] - last) > PAUSE_S:
                break
            if abs(there[other] - wanted) > OFF_LINE_S * max(1.0, speed) or min(asked.detail[index], kept.detail[other]) < TEXTURED:
                continue
            bits = min(int(apart(way.asked[[index]], way.kept[[other]])[stretch.mirrored][0]) for way in ways)
            misses = 0 if bits <= ON_LINE else misses + 1
            if misses > MISSES:
                break
            if bits <= ON_LINE:
                last = here[index]
                pairs.append(Pair(asked.place(index), kept.place(other), float(here[index]), float(there[other]), bits))
    pairs.sort(key=lambda pair: pair.here_s)
    ends = (pairs[0].here_s, pairs[-1].here_s), (min(p.there_s for p in pairs), max(p.there_s for p in pairs))
    return replace(stretch, here=ends[0], there=ends[1], pairs=tuple(pairs))


def _of_stretch(stretch: Stretch, asked: Prints, kept: Prints) -> list[_Way]:
    """The two ways in which the pairs of a stretch are closest: one crop goes through it, and other ways would only add chance."""
    pairs = stretch.pairs[:: max(1, len(stretch.pairs) // 32)]
    one = np.searchsorted(asked.pts, [pair.here.pts for pair in pairs])
    other = np.searchsorted(kept.pts, [pair.there.pts for pair in pairs])
    ways = _ways(asked, kept)
    return sorted(ways, key=lambda way: float(apart(way.asked[one], way.kept[other])[stretch.mirrored].mean()))[:2]


def _around(pairs: _Pairs, kept: Prints) -> Iterator[_Pairs]:
    """A picture and a video: each run of the video's pictures that look like it."""
    order = np.argsort(pairs.here if kept.still else pairs.there, kind="stable")
    pairs = pairs.only(order)
    times = pairs.here if kept.still else pairs.there
    for part in np.split(np.arange(len(pairs)), np.flatnonzero(np.diff(times) > 3.0) + 1):
        yield pairs.only(part)


def _has_near(times: Floats, moment: float) -> bool:
    at = int(np.searchsorted(times, moment))
    return any(0 <= i < len(times) and abs(times[i] - moment) <= OFF_LINE_S for i in (at - 1, at))


def _told(pairs: _Pairs, asked: Prints, kept: Prints, speed: float, *, mirrored: bool) -> Stretch:
    views: list[int] = []
    odds = 0.0
    for row in np.argsort(pairs.bits, kind="stable"):
        code = kept.codes[pairs.kept[row]]
        if len(views) < 64 and (not views or apart(np.broadcast_to(code, (len(views), 4)), kept.codes[views])[0].min() > SAME_VIEW):
            views.append(int(pairs.kept[row]))
            odds += max(0.0, chance(float(pairs.bits[row]), float(pairs.detail[row])) - WAYS)
    order = np.argsort(pairs.here, kind="stable")
    told = tuple(
        Pair(
            asked.place(int(pairs.asked[i])),
            kept.place(int(pairs.kept[i])),
            float(pairs.here[i]),
            float(pairs.there[i]),
            int(pairs.bits[i]),
        )
        for i in order
    )
    here, there = (float(pairs.here.min()), float(pairs.here.max())), (float(pairs.there.min()), float(pairs.there.max()))
    return Stretch(here, there, speed, mirrored, len(views), odds, told)


def _without_echoes(found: list[Stretch]) -> list[Stretch]:
    """Each second of this video told once: of overlapping stretches, as shown and mirrored, the one less likely by chance."""
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda each: -each.odds):
        length = max(stretch.here[1] - stretch.here[0], 1e-9)
        if all(min(stretch.here[1], k.here[1]) - max(stretch.here[0], k.here[0]) <= 0.5 * length for k in kept if k is not stretch):
            kept.append(stretch)
    return kept
