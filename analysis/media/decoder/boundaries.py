"""Where one shot ends and the next begins, from small luma pictures in order of time. No decoder here: arrays in, times out.

Three things end a shot:

- a cut: one step between two pictures that stands out from the steps around it, in brightness and in structure;
- a dissolve: a stretch whose pictures are mixtures of its first and its last, in growing share;
- a fade: a stretch of flat pictures (black, white) between two scenes that differ.

Three things do not: a flash or a glitch (soon after, the earlier scene is back), a whip pan or a shake (many large steps in a row,
or the same picture moved), a change of exposure (the same structure, brighter or darker).

Thresholds are shares of the pictures' own contrast, so that dark and flat footage is judged like any other. They were
set on synthesised clips with known boundaries and on real footage; `tests/media/test_boundaries.py` holds them.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Literal

import numpy as np

from analysis.media.decoder.likeness import (
    KIN,
    MIXTURE,
    STEP,
    Gray,
    Moment,
    change,
    fine_contrast,
    is_between,
    kinship,
    kinship_and_shift,
    moment_of,
    same_scene,
    step,
)

STANDS_OUT = 2.2
"""How far a cut's step exceeds the typical step around it."""
NEIGHBOUR = 0.55
"""The share of a cut's step that the steps right beside it stay below; within a whip pan they do not."""
SHAKEN = 0.85
"""Kinship above which a large step is a shake of the same picture, sharp on both sides; a whip pan blurs."""
SWING = 24.0
"""Pixels a second of the small picture, more than a third of its width, from which on a camera swings round."""
ONWARD = 0.9
"""The cosine of the angle within which it swings on in one direction; a hand that shakes turns back."""
STEADY = 2.5
"""How much faster the one side of a step in a swing may be than the other."""
RETURN_S = 0.7
"""Seconds within which the earlier scene is back after a flash, a glitch or a hand before the lens."""
SPARSE_S = 0.4
"""Seconds between two pictures from which on neither motion nor neighbours say much."""
CLEAR_SPREAD = 6.0
"""Levels of spread from which on a picture shows a scene that fades or dissolves lead from or to; fog and night hover below it."""
BLINK_S = 1.0
"""Seconds of flat picture after which the same scene still counts as the same shot."""

DISSOLVE_S = (0.5, 0.7, 1.0, 1.4, 1.9, 2.5, 3.2)
"""Lengths of the windows in which a dissolve is looked for, in seconds; each holds those of up to three quarters of it."""
PLATEAU = 0.2
"""The share of such a window at either end in which the mixture does not move yet, or any more."""
DISSOLVE_STEP = 0.45
"""How much a dissolve's two ends differ, as a share of contrast."""
DISSOLVE_KIN = 0.45
DIP = 0.8
"""The fine contrast half-way through a dissolve, of that of its ends: two unrelated pictures at half strength each
give 0.5, a picture that only moves or darkens 0.9 to 1."""
WAIT_S = 0.9
"""Seconds for which a dissolve that was found may still turn out to be the beginning of a longer one."""

HORIZON_S = 5.0
"""Seconds after which a moment is decided: the longest dissolve and the wait for a cut's surroundings."""
SPACING_S = 0.03
"""Pictures closer than this are not compared: at 240 a second nothing moves between two, and nothing is gained."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """The instant at which the next shot begins, in seconds, and the stretch that belongs wholly to neither shot."""

    at: float
    start: float
    end: float
    kind: Literal["cut", "dissolve", "fade"]


@dataclass(slots=True)
class Watcher:
    """Sees pictures one after the other and says where shots end; keeps the last few seconds only."""

    _seen: deque[Moment] = field(default_factory=deque)
    _judged: int = 0
    """How many of `_seen`, from its start, are judged."""
    _found: list[Boundary] = field(default_factory=list)
    """Boundaries that were not taken yet."""
    _taken: Boundary | None = None
    _dissolve_due: float = float("-inf")
    _dissolving: tuple[float, Boundary] | None = None
    _flat_since: float | None = None
    _before_flat: Moment | None = None
    _quiet_until: float = float("-inf")

    def see(self, time: float, picture: Gray) -> float:
        """Take the next picture in (any size, 8-bit luma); the size of the step to it. Times must grow."""
        moment = moment_of(time, picture)
        if self._seen:
            moment.change = change(self._seen[-1], moment)
            moment.step = step(self._seen[-1], moment)
            if moment.step >= STEP / 2:
                moment.kin, moment.shift = kinship_and_shift(self._seen[-1], moment)
        self._seen.append(moment)
        while self._judged < len(self._seen) and time - self._seen[self._judged].time >= RETURN_S:
            self._judge(self._judged)
            self._judged += 1
        while self._judged > 4 and self._seen[1].time < time - HORIZON_S - 1:
            self._seen.popleft()
            self._judged -= 1
        return moment.step

    def finish(self) -> None:
        """No more pictures come: judge the rest."""
        while self._judged < len(self._seen):
            self._judge(self._judged)
            self._judged += 1
        self._end_dissolve()

    def take(self, until: float) -> list[Boundary]:
        """The boundaries up to this time that were not taken before, in order; of those of one transition the first."""
        taken: list[Boundary] = []
        for boundary in sorted(self._found, key=lambda b: b.at):
            if boundary.at > until:
                break
            self._found.remove(boundary)
            if self._taken is None or boundary.at > max(self._taken.at, self._taken.end - 1e-6):
                self._taken = boundary
                taken.append(boundary)
        return taken

    @property
    def _last_end(self) -> float:
        ends = [b.end for b in self._found] + ([self._taken.end] if self._taken is not None else [])
        return max(ends, default=float("-inf"))

    def _judge(self, index: int) -> None:
        current = self._seen[index]
        if self._pass_flat(index):
            return
        if index and self._is_cut(index):
            self._found.append(Boundary(current.time, self._seen[index - 1].time, current.time, "cut"))
        if current.time >= self._dissolve_due:
            self._dissolve_due = current.time + 0.15
            self._follow_dissolve(index)

    # Flat pictures

    def _pass_flat(self, index: int) -> bool:
        """Follow stretches of flat pictures; whether this picture is settled by that."""
        current = self._seen[index]
        if current.flat:
            if self._flat_since is None:
                self._flat_since = current.time
                self._before_flat = self._clear_before(index)
            return True
        if self._flat_since is None:
            return False
        since, before = self._flat_since, self._before_flat
        self._flat_since = self._before_flat = None
        if before is not None:
            after = self._clear_after(index)
            lasted = current.time - since
            clear = min(before.spread, after.spread) >= CLEAR_SPREAD
            if clear and (lasted > BLINK_S or not same_scene(before, after)):
                self._found.append(Boundary(current.time, before.time, after.time, "fade"))
        return True

    def _clear_before(self, index: int) -> Moment | None:
        """The scene before a flat stretch, at its clearest within the last half second; None at the start of the video."""
        since = self._seen[index].time - 0.6
        scene = [m for m in list(self._seen)[:index] if m.time >= max(since, self._last_end) and not m.flat]
        return max(scene, key=lambda m: m.spread, default=None)

    def _clear_after(self, index: int) -> Moment:
        until = self._seen[index].time + 0.6
        scene: list[Moment] = []
        for moment in list(self._seen)[index:]:
            if moment.time > until or moment.flat:
                break
            scene.append(moment)
        return max(scene, key=lambda m: m.spread)

    # Cuts

    def _is_cut(self, index: int) -> bool:
        seen = self._seen
        before, current = seen[index - 1], seen[index]
        if before.flat or current.step < STEP or current.time < self._quiet_until:
            return False
        if current.time - before.time < SPARSE_S and not self._stands_out(index):
            return False
        if current.kin > KIN or self._pans(index):
            return False
        back = self._returns(index)
        if back is not None:
            self._quiet_until = back + 1e-6
            return False
        return True

    def _stands_out(self, index: int) -> bool:
        """Whether the step is alone: or with the next one, where an encoder blended the pictures on both sides of a cut."""
        seen, size = self._seen, self._seen[index].change

        def minor(at: int) -> bool:
            return not 1 <= at < len(seen) or seen[at].kin > SHAKEN or seen[at].change <= NEIGHBOUR * size

        blended = index + 1 < len(seen) and minor(index + 2) and is_between(seen[index - 1], seen[index], seen[index + 1])
        if not minor(index - 1) or not (minor(index + 1) or blended):
            return False
        others = [seen[i] for i in range(max(1, index - 7), min(len(seen), index + 8)) if i != index]
        around = [0.0 if other.kin > SHAKEN else other.change for other in others]
        return size > STANDS_OUT * median(around) if around else True

    def _pans(self, index: int) -> bool:
        """Whether the camera swings on from before this step to after it: the step is then a stretch of the way that went by unseen."""
        if not 1 < index < len(self._seen) - 1:
            return False
        seen = self._seen
        before, after = _velocity(seen[index - 2], seen[index - 1]), _velocity(seen[index], seen[index + 1])
        if not _onward(before, after):
            return False
        # One more on either side: a hand that shakes goes the same way twice now and then.
        further = [_velocity(seen[at - 1], seen[at]) for at in (index - 2, index + 2) if 1 <= at < len(seen)]
        return any(_onward(each, before) for each in further)

    def _returns(self, index: int) -> float | None:
        """When the scene from before is back after a flash or a glitch; None where it is not."""
        before = self._seen[index - 1]
        for moment in list(self._seen)[index + 1 :]:
            if moment.time - before.time > RETURN_S + 0.1:
                return None
            if not moment.flat and same_scene(before, moment):
                return moment.time
        return None

    # Dissolves

    def _follow_dissolve(self, index: int) -> None:
        """Look for a dissolve that ends here; of several that overlap the clearest stays."""
        if self._dissolving is not None and self._seen[index].time > self._dissolving[1].end + WAIT_S:
            self._end_dissolve()
        found = self._dissolve(index)
        if found is not None and (self._dissolving is None or found[0] > self._dissolving[0]):
            self._dissolving = found

    def _end_dissolve(self) -> None:
        if self._dissolving is not None:
            if self._dissolving[1].start >= self._last_end:
                self._found.append(self._dissolving[1])
            self._dissolving = None

    def _dissolve(self, index: int) -> tuple[float, Boundary] | None:
        """The clearest dissolve that ends here, and how clear it is."""
        last = self._seen[index]
        since = max(self._last_end, last.time - DISSOLVE_S[-1] - 0.1)
        moments = [m for m in list(self._seen)[: index + 1] if m.time >= since]
        if len(moments) < 5 or any(m.flat for m in moments):
            return None
        best: tuple[float, Boundary] | None = None
        for seconds in DISSOLVE_S:
            window = [m for m in moments if m.time >= last.time - seconds]
            if len(window) < 6 or last.time - window[0].time < 0.8 * seconds:
                continue
            found = _mixture(window)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        return best


def _mixture(window: list[Moment]) -> tuple[float, Boundary] | None:
    """How clear a dissolve the window shows, and the dissolve; None where its pictures are no mixtures of its ends.

    Every picture is taken as first + share x (last - first), by least squares, its own mean brightness left out.
    """
    first, last = window[0], window[-1]
    change_size = step(first, last)
    if min(first.spread, last.spread) < CLEAR_SPREAD or change_size < DISSOLVE_STEP or kinship(first, last) > DISSOLVE_KIN:
        return None
    stack = np.stack([m.smooth for m in window])
    whole = stack[-1] - stack[0]
    size = float(whole @ whole)
    if size <= 0:
        return None
    away = stack - stack[0]
    shares = away @ whole / size
    left = np.linalg.norm(away - np.outer(shares, whole), axis=1) / np.sqrt(size)
    unexplained = float(left[1:-1].mean())
    if float(left.max()) > MIXTURE * 1.4 or unexplained > MIXTURE:
        return None
    times = np.array([m.time for m in window])
    times = (times - times[0]) / (times[-1] - times[0])
    if float(shares[times <= PLATEAU].max()) > 0.12 or float(shares[times >= 1 - PLATEAU].min()) < 0.88:
        return None
    growth = np.diff(shares)
    # A cut is one large step, a dissolve many small ones in one direction.
    if float(growth.max()) > 0.45 or float(growth.min()) < -0.12:
        return None
    if any(_onward(_velocity(a, b), _velocity(b, c)) for a, b, c in zip(window, window[1:], window[2:], strict=False)):
        return None
    middle = int(np.abs(shares - 0.5).argmin())
    ends = (fine_contrast(first) + fine_contrast(last)) / 2
    if fine_contrast(window[middle]) > DIP * ends:
        return None
    course = [(m.time, float(share)) for m, share in zip(window, shares, strict=True)]
    start = max((time for time, share in course if share <= 0.1), default=first.time)
    end = min((time for time, share in course if share >= 0.9 and time > start), default=last.time)
    return change_size * (1 - unexplained), Boundary(_crossing(course), start, end, "dissolve")


def _velocity(before: Moment, current: Moment) -> tuple[float, float]:
    """How fast (pixels a second of the small picture, right and down) the view moves over this step; 0 where that is not seen."""
    seconds = current.time - before.time
    if current.kin <= SHAKEN or not 0 < seconds < SPARSE_S:
        return 0.0, 0.0
    return current.shift[0] / seconds, current.shift[1] / seconds


def _onward(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether both are velocities of one swing."""
    slow, fast = sorted((math.hypot(*one), math.hypot(*other)))
    return slow >= SWING and fast <= STEADY * slow and one[0] * other[0] + one[1] * other[1] >= ONWARD * slow * fast


def _crossing(course: list[tuple[float, float]]) -> float:
    """The time at which the share passes one half."""
    for (early, low), (late, high) in pairwise(course):
        if low <= 0.5 < high:
            return early + (late - early) * (0.5 - low) / (high - low)
    return course[len(course) // 2][0]
