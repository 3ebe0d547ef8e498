"""The timeline as SVG: one picture for the page and the report, readable without a legend, in grey and in print.

What stretch of time it shows is the caller's; zooming is drawing again. There is no script in it. Marks carry the id of
their testimony as `data-id`. All text is escaped.
"""

from __future__ import annotations

from html import escape

from analysis.views.axis import CONTEXT, axis
from analysis.views.curve import draw_curve
from analysis.views.marks import rows_of
from analysis.views.naming import Names
from analysis.views.pen import AXIS, CURVE, GAP, LANE, LETTER, Pen, share_patterns
from analysis.views.rows import draw_row
from analysis.weighing.verdict import Verdict
from analysis.when import Span, iso


def draw(verdict: Verdict, view: Span, *, width: int = 1200, clickable: bool = False, chosen: str = "", prefix: str = "t") -> str:
    """The picture as an SVG element. `view` has both ends closed; `prefix` makes its inner ids unique on a page."""
    pen, names = Pen(view, float(width), clickable, chosen, prefix), Names(verdict)
    y = AXIS + 6
    for row in rows_of(verdict):
        y += draw_row(pen, row, y) + GAP
    rows, claim_at = pen.take(), y
    if verdict.claim is not None and verdict.claim.window is not None:
        y += LANE + GAP
    bottom = y + CURVE
    _axis(pen, names, bottom)
    _claim(pen, names, claim_at, bottom)
    behind = pen.take()
    draw_curve(pen, verdict, y)
    label = f"Timeline, {names.wall.named(view)}"
    return (
        f'<svg class="timeline" viewBox="0 0 {pen.width:g} {bottom + 4:g}" xmlns="http://www.w3.org/2000/svg" '
        f'role="{"group" if clickable else "img"}" aria-label="{escape(label)}" '
        f'data-left="{pen.left / pen.width:.5f}" data-right="{pen.right / pen.width:.5f}">'
        f"{_patterns(pen)}{behind}{rows}{pen.take()}</svg>"
    )


def _axis(pen: Pen, names: Names, bottom: float) -> None:
    ticks = axis(pen.view, names.wall, pen.right - pen.left)
    # Days are shown without their year, so it stands beside the zone.
    year = f", {names.wall.local(ticks.ticks[0].at).year}" if ticks.ticks and CONTEXT.get(ticks.unit) == "day" else ""
    pen.text(4, 14, f"{names.wall.name}{year}", "quiet", limit=pen.left - 12)
    if names.hearing.case.zone is None:
        pen.text(4, 31, "the case has no zone", "quiet", limit=pen.left - 12)
    taken = pen.left - 6
    for index, tick in enumerate(ticks.context):
        x = max(pen.x(tick.at), pen.left)
        after = pen.x(ticks.context[index + 1].at) if index + 1 < len(ticks.context) else pen.right
        size = len(tick.label) * LETTER
        if x >= taken and x + size + 10 <= (after if index == 0 else pen.right + 6):
            pen.text(x + (0 if index == 0 else 4), 14, tick.label, "context")
            taken = x + size + 12
        if index:
            pen.line(x, 4, x, AXIS, "rule")
    for tick in ticks.ticks:
        x = pen.x(tick.at)
        pen.line(x, AXIS - 4, x, bottom, "grid")
        if pen.left + 8 <= x <= pen.right - 8:
            pen.out.append(
                f'<text class="tick" x="{x:.1f}" y="31" text-anchor="middle">{escape(tick.label)}<title>{iso(tick.at)}</title></text>'
            )
    pen.line(pen.left, AXIS - 2, pen.right, AXIS - 2, "rule")


def _claim(pen: Pen, names: Names, y: float, bottom: float) -> None:
    """The claim's window and its release, through all rows."""
    claim = names.verdict.claim
    if claim is None or claim.window is None or claim.window.start is None or claim.window.end is None:
        return
    middle = y + LANE / 2
    pen.text(4, middle + 4, "Claim", "row")
    x0, x1 = pen.clip(claim.window)
    label = names.claim_statement if claim.statement else "the claim’s time"
    released = claim.released or claim.window.end
    verb = "released" if claim.statement else "claim made" if claim.released else "ends"
    said = f"{verb} {names.claim_end}"
    title = f"{label}: {names.claim_time}\nUTC: {iso(claim.window.start)} to {iso(claim.window.end)}; {verb} {iso(released)}"
    x, size, low = pen.x(released), len(label) * LETTER, y + LANE / 2 + 4
    if x1 > x0:
        pen.out.append(f'<rect class="window" x="{x0:.1f}" y="{AXIS:g}" width="{x1 - x0:.1f}" height="{bottom - AXIS:.1f}"/>')
    if pen.left <= x <= pen.right:
        pen.line(x, AXIS, x, bottom, "release")
    inside = x1 - x0 > size + 24
    if x1 > x0:
        gap = (x0 + x1 - size) / 2 - 4 if inside else x1
        rail = f"H{gap:.1f}M{x1 + x0 - gap:.1f} {middle:.1f}H{x1:.1f}" if inside else f"H{x1:.1f}"
        posts = f"M{x0:.1f} {y + 3:.1f}v{LANE - 6:g}M{x1:.1f} {y + 3:.1f}v{LANE - 6:g}"
        pen.out.append(f'<path class="bracket" d="{posts}M{x0:.1f} {middle:.1f}{rail}"/>')
    if x1 <= pen.left:
        pen.text(pen.left + 2, low, f"◂ {label}, {said}", "quiet", title=title)
    elif x0 >= pen.right:
        pen.text(pen.right - 2, low, f"{label}, {said} ▸", "quiet", anchor="end", title=title)
    elif inside:
        pen.text((x0 + x1) / 2, low, label, anchor="middle", title=title)
        if x + 6 + len(said) * LETTER < pen.right:
            pen.text(x + 6, low, said, "halo", title=title)
    else:
        at_left = x0 - (len(label) + len(said) + 2) * LETTER > pen.left
        edge = (x0 - 8) if at_left else max(x, x1) + 8
        pen.text(edge, low, f"{label}, {said}", "halo", anchor="end" if at_left else "start", title=title)


def _patterns(pen: Pen) -> str:
    p = pen.prefix
    return (
        f'<defs><pattern id="{p}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern>'
        f"{share_patterns(p)}</defs>"
    )
