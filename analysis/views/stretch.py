"""Which stretch of time the timeline shows: presets, zooming, moving. A stretch is a span with both ends closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from analysis.views.moments import INSTANT
from analysis.views.naming import FEW
from analysis.weighing.verdict import Verdict
from analysis.when import Span, shifted

Preset = Literal["all", "week", "claim"]

NARROWEST, WIDEST = timedelta(minutes=10), timedelta(days=25 * 365.25)


def presets(verdict: Verdict) -> dict[Preset, Span]:
    """The stretches that are worth a button: all evidence, the week around the claim (or the posting), the claim's window."""
    claim = verdict.claim
    window = claim.window if claim is not None else None
    # What recurs spans twenty years and is no reason to show them.
    spans = [piece.span for piece in verdict.hearing.testimony if len(piece.spans) <= FEW] + ([window] if window is not None else [])
    ends = [m for span in spans for m in (span.start, span.end) if m is not None]
    if verdict.posting_known and verdict.posted.end is not None:  # what comes after the posting tells nothing of the recording
        last = verdict.posted.end
        ends = [m for m in ends if m <= last or (window is not None and window.covers(m))]
    if not ends:
        ends = [verdict.hearing.heard - timedelta(days=30), verdict.hearing.heard]
    margin = (max(ends) - min(ends)) * 0.04
    found: dict[Preset, Span] = {"all": clamped(Span(min(ends) - margin, max(ends) + margin + INSTANT))}
    anchor = claim.released if claim is not None and claim.released is not None else (window.end if window is not None else None)
    centre = anchor or verdict.posted.end or verdict.hearing.heard
    found["week"] = clamped(Span(centre - timedelta(days=4), centre + timedelta(days=3)))
    if window is not None and window.start is not None and window.end is not None:
        side = (window.end - window.start) * 0.6
        found["claim"] = clamped(window.widened(side, side))
    return found


def clamped(view: Span) -> Span:
    """A view with closed ends, from minutes to 25 years wide, within the years that have a calendar."""
    first, last = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
    start, end = max(first, view.start or first), min(last, view.end or last)
    width = min(WIDEST, max(NARROWEST, end - start))
    middle = start + (end - start) / 2
    middle = min(max(middle, first + width / 2), last - width / 2)
    return Span(middle - width / 2, middle + width / 2)


def zoomed(view: Span, factor: float, shift: float = 0.0) -> Span:
    """The view `factor` times as wide around its middle, then moved by a share of its width."""
    assert view.start is not None
    assert view.end is not None
    width = view.end - view.start
    middle = view.start + width * (0.5 + shift)
    half = min(width * factor / 2, WIDEST / 2)
    return clamped(Span(shifted(middle, -half), shifted(middle, half)))


def part(view: Span, first: float, last: float) -> Span:
    """The stretch between two shares of the view's width: what a drag picked."""
    assert view.start is not None
    assert view.end is not None
    width = view.end - view.start
    low, high = sorted((min(1.0, max(0.0, first)), min(1.0, max(0.0, last))))
    return clamped(Span(view.start + width * low, view.start + width * high + INSTANT))
