"""What to check next: for each thing not known, how much less uncertain the answer is expected to be once it is.

The gain is the drop in the entropy (in bits) of (before, within, after), averaged over the possible outcomes under the
present posterior.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from analysis.weighing.conflicts import instant, uncovered
from analysis.weighing.posterior import Cuts, Posterior, Voices
from analysis.weighing.prior import Floats
from analysis.weighing.series import NAMED, SILENT, UNNAMED, Layout, codes_of, levels
from analysis.weighing.verdict import NextCheck, Shares
from analysis.when import Span

MOST_STATEMENTS = 8
"""Unlogged statements that are weighed: those that could speak of most of the probability."""

BESIDE = 30
"""Unlogged statements that are looked at on either side of a hole in the log."""

FIRST, LAST = (datetime(*date, tzinfo=UTC).timestamp() for date in ((1, 1, 1), (9999, 12, 31)))
"""The first and last day that a datetime can hold, in seconds."""

OLDER_COPY_FOUND = 0.5
"""Assumed chance that a search finds a copy older than the claim's window where the footage is older. Our own assumption."""


def entropy(shares: Floats) -> float:
    """Bits of uncertainty of a distribution."""
    positive = shares[shares > 0]
    return float(-(positive * np.log2(positive)).sum())


def next_checks(posterior: Posterior, cuts: Cuts) -> tuple[NextCheck, ...]:
    """All checks that are expected to gain something, largest gain first."""
    checks = [*_statements(posterior, cuts), *_posting_hour(posterior, cuts), *_older_copy(posterior, cuts)]
    return tuple(sorted((c for c in checks if c.expected_bits > 1e-4), key=lambda c: (-c.expected_bits, c.kind, c.source)))


def _gain(now: Floats, outcomes: Sequence[tuple[float, Floats]]) -> float:
    return max(0.0, entropy(now[:3]) - sum(float(chance) * entropy(shares[:3]) for chance, shares in outcomes))


def _posting_hour(posterior: Posterior, cuts: Cuts) -> list[NextCheck]:
    """The instant of the earliest posting, where only a span is known."""
    prior = posterior.prior
    if len(prior.instants) == 1:
        return []
    likelihood = np.exp(posterior.log_likelihood - posterior.log_likelihood.max())
    joint = prior.masses_by_instant(posterior.edges) * likelihood
    weight = joint.sum(axis=1)
    likely = weight > 0
    shares = (joint[likely] / weight[likely, None]) @ cuts.regions(posterior.edges).T
    chance = weight[likely] / weight.sum()
    outcomes = list(zip(chance, shares, strict=True))
    told = tuple(
        (f"{instant(at):%Y-%m-%dT%H:%M:%SZ}", float(p), Shares.of(s)) for at, (p, s) in zip(prior.instants[likely], outcomes, strict=True)
    )
    return [NextCheck("posting hour", prior.posted, "", _gain(posterior.shares(cuts), outcomes), told)]


def _older_copy(posterior: Posterior, cuts: Cuts) -> list[NextCheck]:
    """A copy that was online before the claim's window began."""
    now = posterior.shares(cuts)
    found = OLDER_COPY_FOUND * now[0]
    if not 0 < found < 1:
        return []
    missing = (now - np.array([found, 0, 0, found])) / (1 - found)
    outcomes = [(found, np.array([1.0, 0.0, 0.0, 1.0])), (1 - found, missing)]
    told = tuple((name, float(p), Shares.of(s)) for name, (p, s) in zip(("found", "not found"), outcomes, strict=True))
    return [NextCheck("earlier copy", Span(None, instant(cuts.start)), "", _gain(now, outcomes), told)]


def _statements(posterior: Posterior, cuts: Cuts) -> list[NextCheck]:
    """Statements beside and between the logged ones, those with the most at stake."""
    at_stake = []
    for which, voices in enumerate(posterior.voices):
        starts, ends, stakes = _unlogged(posterior, voices)
        at_stake += [(-float(mass), which, float(a), float(b)) for a, b, mass in zip(starts, ends, stakes, strict=True) if mass > 1e-6]
    return [_one_statement(posterior, cuts, which, start, end) for _, which, start, end in sorted(at_stake)[:MOST_STATEMENTS]]


def _unlogged(posterior: Posterior, voices: Voices) -> tuple[Floats, Floats, Floats]:
    """Starts and ends of windows in which this source may have spoken without being logged, and the mass that each could speak of."""
    log = voices.log
    period = float(np.median(log.ends - log.starts))
    # A report may come one statement late, so the one after the posting's own window can still speak.
    begin = max(posterior.prior.domain[0], float(log.starts.min()) - period)
    finish = max(float(log.ends.max()), posterior.prior.domain[1]) + period
    starts, ends = [], []
    for start, end in zip(*uncovered(log, max(begin, FIRST), min(finish, LAST)), strict=True):
        count = max(1, round((end - start) / period))
        width = period if start >= log.ends.max() else (end - start) / count
        # Of a long hole, the windows beside the log.
        near = np.unique(np.concatenate([np.arange(min(count, BESIDE)), np.arange(max(0, count - BESIDE), count)]))
        starts.append(start + near * width)
        ends.append(start + (near + 1) * width)
    if not starts:
        return np.zeros(0), np.zeros(0), np.zeros(0)
    start, end = np.concatenate(starts), np.concatenate(ends)
    within = end <= LAST
    start, end = start[within], end[within]
    return start, end, posterior.mass_between(start - period, end)


def _one_statement(posterior: Posterior, cuts: Cuts, which: int, start: float, end: float) -> NextCheck:
    """What logging one more statement is expected to tell; the source's background stays as it was counted."""
    voices = posterior.voices[which]
    background, series = voices.log.background, voices.series
    log, index = voices.log.with_window(start, end, SILENT)
    layout = Layout.of(log)
    edges = np.unique(
        np.concatenate([posterior.edges, layout.edges[(layout.edges > posterior.edges[0]) & (layout.edges < posterior.edges[-1])]])
    )
    masses, _ = posterior.spread(edges)
    seats = layout.at(edges)
    regions = cuts.regions(edges)

    def level(code: int) -> Floats:
        """L(T) had the statement this code; 0 is as if it were not logged."""
        codes = [np.where(who == index, code, codes_of(log, who)) for who in (seats.own, seats.late)]
        return levels(codes[0], codes[1], background, series)

    plain = level(0)
    chances = background.chances()
    outcomes, told = [], []
    for name, code in (("named", NAMED), ("unnamed", UNNAMED), ("silent", SILENT)):
        # Where T is ruled out by the windows as they would then lie, the statement tells nothing more.
        fit = np.divide(level(code), plain, out=np.ones_like(plain), where=plain > 0)
        joint = masses * fit * chances[code]
        chance = float(joint.sum())
        if chance <= 0:
            continue
        shares = regions @ (joint / chance)
        outcomes.append((chance, shares))
        told.append((name, chance, Shares.of(shares)))
    now = sum((chance * shares for chance, shares in outcomes), np.zeros(4))
    source = voices.testimony[0].clock
    return NextCheck("statement", Span(instant(start), instant(end)), source, _gain(now, outcomes), tuple(told))
