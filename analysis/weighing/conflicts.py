"""What follows from the spans alone, whatever their weight: bounds, contradictions, holes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from analysis.testimony import RELIABILITY
from analysis.weighing.likelihood import Piece
from analysis.weighing.posterior import Cuts, Posterior
from analysis.weighing.prior import Floats
from analysis.weighing.series import Log
from analysis.weighing.verdict import Answer, Bounds, Contradiction, Hole
from analysis.when import Span, hull

WORTH_A_BOUND = RELIABILITY["moderate"]
"""The least reliability of testimony that a stated bound may rest on."""

Flags = NDArray[np.bool_]

MOST_CONTRADICTIONS = 500
"""Pairs that are listed; the strongest first."""


def contradictions(pieces: Sequence[Piece]) -> tuple[Contradiction, ...]:
    """Every two pieces whose spans for the recording cannot both hold, strongest pairs first.

    For intervals on a line, if every two meet then all meet (Helly), so the pairs say everything.
    """
    said = [piece.testimony for piece in pieces]
    one, other = np.nonzero(np.triu(_apart(pieces), k=1))
    reliability = np.array([t.reliability for t in said])
    rank = np.argsort(np.argsort([t.id for t in said]))
    weaker = np.minimum(reliability[one], reliability[other])
    ranks = np.sort(np.stack([rank[one], rank[other]]), axis=0)
    order = np.lexsort((ranks[1], ranks[0], -weaker))[:MOST_CONTRADICTIONS]
    return tuple(
        Contradiction((said[i].id, said[j].id), (pieces[i].span, pieces[j].span)) for i, j in zip(one[order], other[order], strict=True)
    )


def _apart(pieces: Sequence[Piece]) -> Flags:
    """Which pieces share no instant with which: n by n."""
    low = np.array([piece.low[0] for piece in pieces])
    high = np.array([piece.high[-1] for piece in pieces])
    ends_before = high[:, None] <= low[None, :]
    apart: Flags = ends_before | ends_before.T
    gapped = [i for i, piece in enumerate(pieces) if len(piece.low) > 1]
    if gapped:  # their hulls may meet where they themselves do not
        line = _line(pieces)
        inside = np.stack([piece.inside(line) for piece in pieces]).astype(np.float32)
        apart[gapped] = inside[gapped] @ inside.T == 0
        apart[:, gapped] = apart[gapped].T
    return apart


def _line(pieces: Sequence[Piece], *more: float) -> Floats:
    """Edges at all ends of the pieces, and one more on either side, so that the intervals between them stand for the whole line."""
    ends = np.unique([*(end for piece in pieces for end in piece.low + piece.high if np.isfinite(end)), *more])
    outer = ends if len(ends) else np.zeros(1)
    return np.concatenate([[outer[0] - 1], ends, [outer[-1] + 1]])


def bounds(pieces: Sequence[Piece]) -> Bounds:
    """The interval stated for the recording: the latest not_before and the earliest not_after.

    Where testimony contradicts itself, the hull of all that contradict, cut only by what nobody contradicts and by
    what is hard (reliability 1) and not contradicted by what is as hard; `contested` then. A wrong bound is worse than a wide one.
    """
    worthy = [p for p in pieces if p.testimony.reliability >= WORTH_A_BOUND and p.bearing != "recurring"]
    apart = _apart(worthy)
    hard = np.array([p.testimony.reliability == 1 for p in worthy], dtype=np.bool_)
    fights: Flags = np.any(apart, axis=1)
    holds: Flags = ~fights | (hard & ~np.any(apart & hard, axis=1))
    spans = [p.span for p, trusted in zip(worthy, holds, strict=True) if trusted]
    if fights.any():
        spans.append(hull(p.span for p, fight in zip(worthy, fights, strict=True) if fight))
    start = max((span.start for span in spans if span.start is not None), default=None)
    end = min((span.end for span in spans if span.end is not None), default=None)
    return Bounds(
        start,
        end,
        contested=bool(fights.any()),
        not_before_by=tuple(p.testimony.id for p in worthy if start is not None and p.span.start == start),
        not_after_by=tuple(p.testimony.id for p in worthy if end is not None and p.span.end == end),
    )


def left_by(hard: Sequence[Piece], received: datetime, cuts: Cuts) -> set[Answer]:
    """Which sides of the claim hard pieces and the file's receipt leave open: of its window, and of its release."""
    line = _line(hard, received.timestamp(), cuts.start, cuts.end, cuts.release)
    left = np.all([piece.inside(line) for piece in hard], axis=0) & (line[:-1] < received.timestamp())
    before, within, after, until = cuts.regions(line) > 0
    sides: dict[Answer, Flags] = {
        "before": before,
        "within": within,
        "after": after,
        "before the release": until,
        "after the release": ~until,
    }
    return {name for name, side in sides.items() if (side & left).any()}


def uncovered(log: Log, first: float, last: float) -> tuple[Floats, Floats]:
    """The starts and ends of the stretches between two instants (seconds) that no statement of a log covers, in order."""
    order = np.argsort(log.starts, kind="stable")
    start = np.maximum.accumulate(np.concatenate([[first], log.ends[order]]))
    end = np.minimum(np.concatenate([log.starts[order], [last]]), last)
    free = end > start
    return start[free], end[free]


def holes(posterior: Posterior) -> tuple[Hole, ...]:
    """The stretches from the first logged statement to the posting that no statement of any source covers, with the mass in each."""
    if not posterior.voices:
        return ()
    parts = [voices.log for voices in posterior.voices]
    log = Log(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("starts", "ends", "codes")))
    first, last = float(log.starts.min()), posterior.prior.domain[1]
    if first >= last:
        return ()
    starts, ends = uncovered(log, first, last)
    if not len(starts):
        return ()
    masses = posterior.mass_between(starts, ends)
    return tuple(Hole(Span(instant(a), instant(b)), float(mass)) for a, b, mass in zip(starts, ends, masses, strict=True))


def instant(at: float) -> datetime:
    """The datetime in UTC of seconds since 1970-01-01, to the microsecond."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at)
