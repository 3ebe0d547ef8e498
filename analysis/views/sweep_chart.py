"""An assumption as a chart: before, within and after stacked over all its values, with the present value and where the answer turns.

SVG without a script; the colours and patterns are those of the timeline, and all text is escaped.
"""

from __future__ import annotations

from html import escape

from analysis.views import words
from analysis.views.moves import OF, turns_told
from analysis.views.naming import capital
from analysis.views.pen import LETTER, share_patterns
from analysis.weighing.sensitivity import Sweep
from analysis.weighing.verdict import Shares

WIDTH, HEIGHT = 280.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 8.0, 8.0, 22.0, 20.0
LEAST_LABEL = 17.0
"""Pixels of an area's height that hold its name."""


def draw(sweep: Sweep, shares: Shares, prefix: str) -> str:
    """The chart as an SVG element; `prefix` makes its inner ids unique on a page."""
    first, last = sweep.points[0][0], sweep.points[-1][0]
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(value: float) -> float:
        return LEFT + value * across

    def y(share: float) -> float:
        return HEIGHT - BOTTOM - share * down

    at = [x(value) for value, _ in sweep.points]
    walls = {
        "before": ([0.0] * len(at), [s.before for _, s in sweep.points]),
        "within": ([s.before for _, s in sweep.points], [s.before + s.within for _, s in sweep.points]),
        "after": ([s.before + s.within for _, s in sweep.points], [1.0] * len(at)),
    }
    out = [
        f'<svg class="timeline sweep" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{escape(told(sweep, shares))}"><defs>{share_patterns(prefix)}</defs>'
    ]
    for name, (low, high) in walls.items():
        upper = " ".join(f"{a:.1f},{y(share):.1f}" for a, share in zip(at, high, strict=True))
        lower = " ".join(f"{a:.1f},{y(share):.1f}" for a, share in reversed(list(zip(at, low, strict=True))))
        out.append(f'<polygon class="{name}" points="{upper} {lower}"/>')
        if name != "within":
            out.append(f'<polygon fill="url(#{prefix}-{name})" points="{upper} {lower}"/>')
    lines = [sweep.value, *(each.low for each in sweep.stretches[1:])]
    for name, (low, high) in walls.items():
        half = len(name) * LETTER / 2 + 4
        clear = [i for i, a in enumerate(at) if LEFT + half <= a <= WIDTH - RIGHT - half and all(abs(a - x(b)) > half + 3 for b in lines)]
        best = max(clear, key=lambda i: high[i] - low[i], default=None)
        if best is not None and (high[best] - low[best]) * down >= LEAST_LABEL:
            middle = y((high[best] + low[best]) / 2)
            out.append(
                f'<rect class="plate" x="{at[best] - half:.1f}" y="{middle - 8:.1f}" width="{2 * half:.1f}" height="16" rx="2"/>'
                f'<text x="{at[best]:.1f}" y="{middle + 4:.1f}" text-anchor="middle">{name}</text>'
            )
    for each in sweep.stretches[1:]:
        out.append(f'<line class="release" x1="{x(each.low):.1f}" y1="4" x2="{x(each.low):.1f}" y2="{HEIGHT - BOTTOM:g}"/>')
    for each in sweep.stretches:
        room = x(each.high) - x(each.low)
        if len(each.answer) * LETTER <= room + 4:
            out.append(f'<text x="{(x(each.low) + x(each.high)) / 2:.1f}" y="15" text-anchor="middle">{each.answer}</text>')
    out.append(f'<path class="outline" d="M{x(first):.1f} {y(1):.1f}V{y(0):.1f}H{x(last):.1f}V{y(1):.1f}Z"/>')
    here = x(sweep.value)
    out.append(f'<line class="wall" x1="{here:.1f}" y1="{y(1):.1f}" x2="{here:.1f}" y2="{y(0):.1f}"/>')
    out.append(f'<circle class="hollow" cx="{here:.1f}" cy="{y(0):.1f}" r="4.5"/>')
    base = HEIGHT - 5
    ends = [(x(0), "start", "0"), (x(1), "end", "1"), *((x(each.low), "middle", f"{each.low:.2f}") for each in sweep.stretches[1:])]
    out += [
        f'<text class="tick" x="{where:.1f}" y="{base:g}" text-anchor="{anchor}">{label}</text>' for where, anchor, label in _apart(ends)
    ]
    out.append("</svg>")
    return "".join(out)


def told(sweep: Sweep, shares: Shares) -> str:
    """The chart in one sentence: "Completeness, the chance that ...: now 0.90; turns the answer: below 0.31 “undetermined”."."""
    return f"{capital(sweep.assumption)}, {OF[sweep.assumption]}: now {sweep.value:.2f}; {turns_told(sweep, shares)}."


def legend(sweep: Sweep, shares: Shares) -> str:
    """The line below a chart on the page."""
    said = turns_told(sweep, shares)
    return f"{capital(said)}."


def figure(shares: Shares) -> str:
    """What the areas are, once for all charts."""
    three = (words.chance(share) for share in (shares.before, shares.within, shares.after))
    now = ", ".join(f"{name} {share}" for name, share in zip(("before", "within", "after"), three, strict=True))
    return (
        f"Each chart shows the three shares for every value of one assumption; the upright line is the value as it is ({now}), "
        "a broken line is where the answer turns."
    )


def _apart(labels: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Labels of the axis that do not touch one another; the ends come first."""
    kept: list[tuple[float, str, str]] = []
    for label in labels:
        if all(abs(label[0] - other[0]) > 30 for other in kept):
            kept.append(label)
    return kept
