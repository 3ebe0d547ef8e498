"""The posterior over the instant of recording: exact, on common edges, for one habit.

Everything is a step function on `edges`; prior masses are differences of closed-form CDFs. Leaving one piece out
costs no more than a pass over the edges, so that every piece can be asked what it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from analysis.case import Habit, Series
from analysis.testimony import Testimony
from analysis.weighing.likelihood import SAYS_NOTHING, Piece, Step
from analysis.weighing.prior import Floats, Prior
from analysis.weighing.series import CODE, NOBODY, Background, Ints, Layout, Log, codes_of, levels
from analysis.when import Span


@dataclass(frozen=True)
class Voices:
    """One source's log with the testimony behind each of its statements and where its windows lie."""

    log: Log
    layout: Layout
    testimony: tuple[Testimony, ...]
    series: Series

    @classmethod
    def of(cls, testimony: list[Testimony], series: Series) -> Voices:
        """The voices of one series; every testimony has a closed span and a mention."""
        windows, codes = [], []
        for piece in testimony:
            start, end, mention = piece.span.start, piece.span.end, piece.mention
            if start is None or end is None or mention is None:
                raise ValueError("a statement of a series covers a closed span")
            windows.append((start.timestamp(), end.timestamp()))
            codes.append(CODE[mention])
        log, order = Log.of(windows, codes)
        return cls(log, Layout.of(log), tuple(testimony[i] for i in order), series)

    def log_levels(self, edges: Floats) -> Floats:
        """The natural logarithm of L(T) on each interval."""
        seats = self.layout.at(edges)
        with np.errstate(divide="ignore"):
            level: Floats = np.log(self.levels(seats.own, seats.late, self.log.background))
        return level

    def levels(self, own: Ints, late: Ints, background: Background) -> Floats:
        """L(T) for arrays of own and late statements."""
        return levels(codes_of(self.log, own), codes_of(self.log, late), background, self.series)


@dataclass(frozen=True)
class Cuts:
    """Where the line is cut for the answer: the claim's window [start, end) and its release, in seconds."""

    start: float
    end: float
    release: float

    def regions(self, edges: Floats) -> Floats:
        """0 or 1 by interval, in four rows: before the window, within it, after it, no later than the release."""
        middle = edges[:-1] + (edges[1:] - edges[:-1]) / 2
        before, after = middle < self.start, middle >= self.end
        return np.stack([before, ~before & ~after, after, middle < self.release]).astype(np.float64)


@dataclass(frozen=True)
class Posterior:
    """Prior times likelihoods on common edges. `groups` are the pieces by clock, each led by the one that counts."""

    prior: Prior
    groups: list[list[Piece]]
    voices: list[Voices]
    more_edges: tuple[float, ...] = ()

    @cached_property
    def edges(self) -> Floats:
        """All points at which a likelihood or a question changes its level, within the domain."""
        first, last = self.prior.domain
        points = [np.array([first, last, *self.more_edges])]
        points += [np.array(piece.low + piece.high) for group in self.groups for piece in group]
        points += [voice.layout.edges for voice in self.voices]
        every = np.concatenate(points)
        return np.unique(every[np.isfinite(every) & (every >= first) & (every <= last)])

    @cached_property
    def prior_masses(self) -> Floats:
        return self.prior.masses(self.edges)

    def under(self, habit: Habit) -> Posterior:
        """The same evidence under another habit of the poster."""
        return replace(self, prior=replace(self.prior, habit=habit))

    def assuming(self, series: Series) -> Posterior:
        """The same evidence under other assumptions about the statements; what no assumption moves is not worked out anew."""
        other = replace(self, voices=[replace(voice, series=series) for voice in self.voices])
        # These caches depend on the prior and the pieces alone, and on where the windows lie.
        other.__dict__.update(edges=self.edges, prior_masses=self.prior_masses, _likelihoods=self._likelihoods, _of_pieces=self._of_pieces)
        return other

    def closed(self, posted: Span, without: str) -> Posterior:
        """The same with another posting that closes the domain, and without the testimony of this id."""
        groups = [[piece for piece in group if piece.testimony.id != without] for group in self.groups]
        return replace(self, prior=replace(self.prior, posted=posted), groups=[group for group in groups if group])

    @cached_property
    def _likelihoods(self) -> dict[str, Step | None]:
        """The likelihoods of the pieces that count and of those that would take their place, by testimony id."""
        asked = [piece for group in self.groups for piece in group[:2]]
        return {piece.testimony.id: piece.likelihood(self.edges, self.prior_masses) for piece in asked}

    @cached_property
    def outside(self) -> frozenset[str]:
        """Ids of readings that lie outside everything that is possible and so say nothing."""
        return frozenset(id_ for id_, step in self._likelihoods.items() if step is None)

    def _step(self, piece: Piece) -> Step:
        return self._likelihoods[piece.testimony.id] or SAYS_NOTHING

    @cached_property
    def by_voice(self) -> list[Floats]:
        """Log levels of each series of statements."""
        return [voice.log_levels(self.edges) for voice in self.voices]

    @cached_property
    def _of_pieces(self) -> tuple[Floats, Floats]:
        """What the pieces that count add up to on each interval, without the statements."""
        return self._tally((self._step(group[0]), 1) for group in self.groups)

    @cached_property
    def _sum(self) -> tuple[Floats, Floats]:
        """The sum of all finite log levels, and how many are minus infinity, on each interval."""
        total, excluded = (each.copy() for each in self._of_pieces)
        for level in self.by_voice:
            finite = np.isfinite(level)
            total += np.where(finite, level, 0.0)
            excluded += ~finite
        return total, excluded

    def _tally(self, steps: Iterable[tuple[Step, int]]) -> tuple[Floats, Floats]:
        """The sum of the finite levels of likelihoods that come (1) or go (-1), and how many are minus infinity, on each interval."""
        rise, ruled_out = np.zeros((2, len(self.edges)))
        for step, sign in steps:
            hard = np.isinf(step.outside)
            outside = 0.0 if hard else step.outside
            rise[0] += sign * outside
            rise[step.first] += sign * (step.inside - outside)
            rise[step.beyond] -= sign * (step.inside - outside)
            if hard:
                ruled_out[0] += sign
                ruled_out[step.first] -= sign
                ruled_out[step.beyond] += sign
        return np.cumsum(rise)[:-1], np.cumsum(ruled_out)[:-1]

    def _masses(self, total: Floats, excluded: Floats) -> Floats:
        possible = (excluded == 0) & (self.prior_masses > 0)
        if not possible.any():
            return np.zeros_like(total)
        top = total[possible].max()
        weights: Floats = np.where(possible, self.prior_masses * np.exp(np.minimum(total - top, 0.0)), 0.0)
        return weights

    @cached_property
    def unnormalised(self) -> Floats:
        return self._masses(*self._sum)

    @property
    def impossible(self) -> bool:
        """Whether hard evidence leaves no instant."""
        return float(self.unnormalised.sum()) <= 0

    @cached_property
    def masses(self) -> Floats:
        """The posterior mass of each interval; zeros where the evidence is impossible."""
        whole = self.unnormalised.sum()
        result: Floats = self.unnormalised / whole if whole > 0 else self.unnormalised
        return result

    @cached_property
    def log_likelihood(self) -> Floats:
        """The logarithm of the joint likelihood on each interval, up to a constant."""
        total, excluded = self._sum
        result: Floats = np.where(excluded > 0, -np.inf, total)
        return result

    def shares(self, cuts: Cuts) -> Floats:
        """before, within, after, no later than the release."""
        result: Floats = cuts.regions(self.edges) @ self.masses
        return result

    def shares_without_piece(self, group: list[Piece], cuts: Cuts) -> Floats:
        """The shares without the piece that leads this group: the next of its clock then counts."""
        total, excluded = self._sum
        moved, ruled_out = self._tally((self._step(piece), sign) for piece, sign in zip(group, (-1, 1), strict=False))
        return self._shares_of(self._masses(total + moved, excluded + ruled_out), cuts)

    def shares_without_voice(self, which: int, cuts: Cuts) -> dict[str, Floats]:
        """The shares without each statement of a series in turn, by testimony id: as if it had never been logged.

        Leaving out a statement changes L(T) where it is the anchor or late, and the background everywhere.
        """
        voice, level = self.voices[which], self.by_voice[which]
        total, excluded = self._sum
        finite = np.isfinite(level)
        others = cuts.regions(self.edges) * self._masses(total - np.where(finite, level, 0.0), excluded - ~finite)
        seats, codes = voice.layout.at(self.edges), voice.log.codes
        not_anchor = seats.late != seats.anchor
        result = np.zeros((len(codes), 4))
        for code in np.unique(codes):
            gone = codes == code
            background = voice.log.background_without(int(code))
            usual = voice.levels(seats.own, seats.late, background)
            result[gone] = others @ usual
            noise = 1e-12 * float(result[gone][0, :3].sum())
            for who, where, changed in (
                (seats.anchor, seats.anchor != NOBODY, voice.levels(seats.own_anew, seats.late_anew, background)),
                (seats.late, not_anchor & (seats.late != NOBODY), voice.levels(seats.own, seats.late_next, background)),
            ):
                moved = others[:, where] * (changed - usual)[where]
                for row in range(4):
                    result[gone, row] += np.bincount(who[where], weights=moved[row], minlength=len(codes))[gone]
            result[gone] = np.where(result[gone] > noise, result[gone], 0.0)
        whole = result[:, :3].sum(axis=1, keepdims=True)
        shares = np.divide(result, whole, out=np.zeros_like(result), where=whole > 0)
        return {testimony.id: shares[index] for index, testimony in enumerate(voice.testimony)}

    def _shares_of(self, masses: Floats, cuts: Cuts) -> Floats:
        whole = masses.sum()
        result: Floats = cuts.regions(self.edges) @ (masses / whole if whole > 0 else masses)
        return result

    def spread(self, edges: Floats) -> tuple[Floats, Floats]:
        """The posterior and prior mass between neighbouring points of any other finite edges, exactly."""
        fine = np.unique(np.concatenate([self.edges, edges]))
        prior = self.prior.masses(fine)
        middle = fine[:-1] + (fine[1:] - fine[:-1]) / 2
        at = np.clip(np.searchsorted(self.edges, middle, side="right") - 1, 0, len(self.edges) - 2)
        known = self.prior_masses[at] > 0
        share = np.divide(prior, self.prior_masses[at], out=np.zeros_like(prior), where=known)
        posterior = self.masses[at] * share
        outside = (middle < self.edges[0]) | (middle > self.edges[-1])
        posterior[outside], prior[outside] = 0.0, 0.0
        at_edge = np.searchsorted(fine, edges)
        sums = [np.diff(np.concatenate([[0.0], np.cumsum(mass)])[at_edge]) for mass in (posterior, prior)]
        return sums[0], sums[1]

    def mass_between(self, starts: Floats, ends: Floats) -> Floats:
        """The posterior mass of many intervals, which may overlap."""
        points = np.unique(np.concatenate([starts, ends]))
        below = np.concatenate([[0.0], np.cumsum(self.spread(points)[0])])
        mass: Floats = below[np.searchsorted(points, ends)] - below[np.searchsorted(points, starts)]
        return mass
