"""Where the evidence points: the posterior's density over the stretch shown, shaded by before, within and after the claim."""

from __future__ import annotations

import numpy as np

from analysis.views.pen import CURVE, LETTER, Pen
from analysis.views.words import chance
from analysis.weighing.prior import INSTANTS, Floats
from analysis.weighing.verdict import Shares, Verdict


def draw_curve(pen: Pen, verdict: Verdict, y: float) -> None:
    """The posterior: its density over the view, shaded by before, within and after, with the share of each."""
    bottom, top = y + CURVE - 2, y + 22
    pen.text(4, y + 34, "Where it points", "row", limit=pen.left - 12)
    pen.line(pen.left, bottom, pen.right, bottom, "rule")
    if verdict.impossible:
        pen.text(pen.left + 4, bottom - 20, "nowhere: hard evidence excludes itself", "quiet")
        return
    edges = _edges(pen, verdict)
    mass, _ = verdict.posterior.spread(edges)
    density = mass / np.diff(edges)
    peak = float(density.max())
    if peak <= 0:
        pen.text(pen.left + 4, bottom - 20, "no probability in this stretch of time", "quiet")
    else:
        _areas(pen, verdict, edges, density / peak * (bottom - top), bottom)
    if not verdict.posting_known:
        pen.text(
            pen.left + 4,
            y + (32 if verdict.shares is not None else 14),
            "no posting is known: reckoned from the receipt of the file",
            "quiet halo",
        )
    if verdict.shares is not None:
        _shares(pen, verdict, verdict.shares, y + 14)


def _edges(pen: Pen, verdict: Verdict) -> Floats:
    """Where the density is sampled: every other pixel, and within a posting that is known as a span only as finely as it is reckoned.

    The model averages over 24 posting instants; drawn finer than they lie apart, they would show as a comb that means nothing.
    """
    first, last = pen.start, pen.start + (pen.right - pen.left) / pen.scale
    grid = np.linspace(first, last, int((pen.right - pen.left) / 2) + 1)
    posted = verdict.posted
    assert posted.start is not None
    assert posted.end is not None
    parts = np.linspace(posted.start.timestamp(), posted.end.timestamp(), INSTANTS + 1)
    if len(verdict.posterior.prior.instants) == 1 or parts[1] - parts[0] <= grid[1] - grid[0]:
        return grid
    outside = grid[(grid < parts[0]) | (grid > parts[-1])]
    cuts = verdict.posterior.edges  # a step of the evidence stays where it is
    known = np.unique(np.concatenate([outside, parts, cuts[(cuts > parts[0]) & (cuts < parts[-1])]]))
    edges = known[(known > first) & (known < last)]
    return np.concatenate([[first], edges[np.concatenate([[True], np.diff(edges) > 1e-3])] if len(edges) else edges, [last]])


def _areas(pen: Pen, verdict: Verdict, edges: Floats, heights: Floats, bottom: float) -> None:
    xs = pen.left + (edges - pen.start) * pen.scale
    steps = " ".join(f"V{bottom - h:.1f}H{x:.1f}" for x, h in zip(xs[1:], heights, strict=True))
    path = f"M{xs[0]:.1f} {bottom:.1f}{steps}V{bottom:.1f}Z"
    for name, low, high in _regions(pen, verdict):
        if high > low:
            clip = f"{pen.prefix}-{name}-clip"
            box = f'x="{low:.1f}" y="0" width="{high - low:.1f}" height="{bottom:.1f}"'
            pen.out.append(f'<clipPath id="{clip}"><rect {box}/></clipPath><g clip-path="url(#{clip})"><path class="{name}" d="{path}"/>')
            if name != "within":
                pen.out.append(f'<path fill="url(#{pen.prefix}-{name})" d="{path}"/>')
            pen.out.append("</g>")
    pen.out.append(f'<path class="outline" d="M{xs[0]:.1f} {bottom:.1f}{steps}V{bottom:.1f}"/>')


def _regions(pen: Pen, verdict: Verdict) -> list[tuple[str, float, float]]:
    """before, within and after as pixels of the view; all is one, as of "after", where there is no claim."""
    claim = verdict.claim
    if claim is None or claim.window is None or claim.window.start is None or claim.window.end is None:
        return [("after", pen.left, pen.right)]
    a, b = pen.clip(claim.window)
    return [("before", pen.left, max(pen.left, a)), ("within", a, b), ("after", min(pen.right, b), pen.right)]


def _shares(pen: Pen, verdict: Verdict, shares: Shares, y: float) -> None:
    """The three shares above their regions, moved apart where they would touch; at the edge where a region is out of view."""
    labels = []
    for name, low, high in _regions(pen, verdict):
        share = chance({"before": shares.before, "within": shares.within, "after": shares.after}[name], settled=verdict.settled)
        seen = high - low > 1
        lies_left = not seen and high <= pen.left
        text = f"{name} {share}" if seen else f"◂ {name} {share}" if lies_left else f"{name} {share} ▸"
        labels.append(((low + high) / 2, len(text) * LETTER * 1.15 + 10, text))
    middles, edge = [], pen.left
    for middle, size, _ in labels:
        middles.append(max(middle, edge + size / 2))
        edge = middles[-1] + size / 2
    edge = pen.right
    for index in range(len(labels) - 1, -1, -1):
        _, size, text = labels[index]
        middle = min(middles[index], edge - size / 2)
        edge = middle - size / 2
        pen.text(middle, y, text, "share halo", anchor="middle")
