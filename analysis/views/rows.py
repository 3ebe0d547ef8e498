"""The rows of evidence on the timeline: walls and blocks in lanes, statements as hollow, half filled and full boxes, holes hatched."""

from __future__ import annotations

from math import inf

from analysis.views.marks import Mark, Row
from analysis.views.naming import FEW
from analysis.views.pen import BLOCK, LANE, LETTER, Pen

MOST_LANES = 5
MOST_BLOCKS = 700
"""Statements drawn one by one in one row; of more, one a pixel column."""


def draw_row(pen: Pen, row: Row, y: float) -> float:
    """Draw a row from `y` down; returns its height."""
    statements = row.key.startswith("statements")
    height = _blocks(pen, row, y) if statements else _lanes(pen, row, y)
    pen.text(4, y + (BLOCK if statements else LANE) / 2 + 4, row.label, "row", limit=pen.left - 12)
    return height


def _lanes(pen: Pen, row: Row, y: float) -> float:
    """Walls and blocks with their labels, moved to further lanes where they would touch."""
    ends: list[float] = []
    left_over: list[Mark] = []
    for mark in sorted(row.marks, key=lambda m: _anchor(m)):
        low, high, side = _extent(pen, mark)
        lane = next((i for i, end in enumerate(ends) if end + 10 <= low), len(ends))
        if lane >= MOST_LANES:
            left_over.append(mark)
            continue
        ends[lane : lane + 1] = [high]
        _mark(pen, mark, y + lane * LANE, side)
    if left_over:
        title = "\n".join(mark.label for mark in left_over[:40])
        pen.text(pen.right, y + len(ends) * LANE + 14, f"and {len(left_over)} more", "quiet", anchor="end", title=title)
        return (len(ends) + 1) * LANE
    return max(1, len(ends)) * LANE


def _anchor(mark: Mark) -> float:
    span = mark.spans[0]
    moment = span.start if span.start is not None else span.end
    return 0.0 if moment is None else moment.timestamp()


def _bounds(pen: Pen, mark: Mark) -> tuple[float, float]:
    """Where the mark itself lies, unclipped, in pixels."""
    if mark.kind == "not_before":
        x = pen.x(mark.spans[0].start)
        return x, x
    if mark.kind == "not_after":
        x = pen.x(mark.spans[0].end)
        return (pen.x(mark.own.start) if mark.own is not None and mark.own.start is not None else x), x
    first, last = mark.spans[0].start, mark.spans[-1].end
    return -inf if first is None else pen.x(first), inf if last is None else pen.x(last)


def _extent(pen: Pen, mark: Mark) -> tuple[float, float, str]:
    """The pixels that mark and label need, and where the label stands: "in", "left", "right", or off the view."""
    x0, x1 = _bounds(pen, mark)
    size = len(mark.label) * LETTER + 8
    if x1 < pen.left:
        return pen.left, pen.left + size + 14, "off left"
    if x0 > pen.right:
        return pen.right - size - 14, pen.right, "off right"
    if len(mark.spans) > FEW:
        return pen.left, pen.right, "over"
    low, high = max(x0, pen.left), min(x1, pen.right)
    stub = 22.0 if mark.kind in ("not_before", "not_after") else 6.0
    room_right, room_left = high + stub + size <= pen.right, low - stub - size >= pen.left
    if mark.kind == "block" and len(mark.spans) == 1 and high - low >= size + 8:
        return low, high, "in"
    prefer_left = mark.kind == "not_after"
    if mark.own is not None and high - low >= size + 8:
        return low, high, "in"
    if (prefer_left and room_left) or (not room_right and room_left):
        return low - stub - size, high + 4, "left"
    return low - 4, min(pen.right, high + stub + size), "right"


def _mark(pen: Pen, mark: Mark, y: float, side: str) -> None:
    x0, x1 = _bounds(pen, mark)
    middle = y + LANE / 2
    pen.open(mark)
    if side.startswith("off"):
        at_left = side == "off left"
        text = f"◂ {mark.label}" if at_left else f"{mark.label} ▸"
        pen.text(pen.left + 2 if at_left else pen.right - 2, middle + 4, text, "quiet", anchor="start" if at_left else "end")
        pen.out.append("</g>")
        return
    low, high = max(x0, pen.left), min(x1, pen.right)
    if mark.kind == "block":
        top, height = (y + LANE - 8, 7.0) if side == "over" else (y + 3, LANE - 6)  # the label of many stands above them
        for a, b in _stretches(pen, mark):
            if b > a or pen.left <= a <= pen.right:
                pen.out.append(
                    f'<rect class="block" x="{a:.1f}" y="{top:.1f}" width="{max(3.0, b - a):.1f}" height="{height:g}" rx="1.5"/>'
                )
    else:
        if mark.own is not None:
            pen.out.append(f'<rect class="own" x="{low:.1f}" y="{y + 3:.1f}" width="{max(1.0, high - low):.1f}" height="{LANE - 6:g}"/>')
        wall = x0 if mark.kind == "not_before" else x1
        if pen.left <= wall <= pen.right:
            _wall(pen, wall, y, 1 if mark.kind == "not_before" else -1, arrow=mark.own is None or side == "left")
    stub = 22.0 if mark.kind in ("not_before", "not_after") else 6.0
    if side == "in":
        css = "full-text" if mark.kind == "block" else ""
        pen.text((low + high) / 2, middle + 4, mark.label, css, anchor="middle")
    elif side == "over":
        pen.text(pen.left + 6, y + 10, mark.label, "halo")
    elif side == "left":
        pen.text(low - (stub if mark.own is None else 8), middle + 4, mark.label, "halo", anchor="end")
    else:
        pen.text(high + (stub if mark.kind == "not_before" else 8), middle + 4, mark.label, "halo")
    pen.out.append("</g>")


def _stretches(pen: Pen, mark: Mark) -> list[tuple[float, float]]:
    """Where the block's spans lie in the view, in pixels; of thousands, those that would touch are drawn as one."""
    seen = (pen.clip(span) for span in mark.spans if len(mark.spans) < 9 or span.meets(pen.view))
    drawn: list[tuple[float, float]] = []
    for a, b in seen:
        if drawn and len(mark.spans) >= 9 and a <= drawn[-1][1] + 0.5:
            drawn[-1] = (drawn[-1][0], max(b, drawn[-1][1]))
        else:
            drawn.append((a, b))
    return drawn


def _wall(pen: Pen, x: float, y: float, way: int, *, arrow: bool) -> None:
    """A wall, with an arrow to the side on which the recording may lie."""
    middle = y + LANE / 2
    pen.line(x, y + 1, x, y + LANE - 1, "wall")
    if arrow:
        tip = x + way * 17
        pen.line(x, middle, tip - way * 4, middle, "reach")
        pen.out.append(f'<path class="arrow" d="M{tip:.1f} {middle:.1f}l{-way * 6} -3.5v7z"/>')


def _blocks(pen: Pen, row: Row, y: float) -> float:
    """The statements of one source: hollow where silent, half filled where unnamed, full where named; holes hatched."""
    drawn = [(mark, *pen.clip(mark.spans[0])) for mark in row.marks]
    drawn = [(mark, a, b) for mark, a, b in drawn if b > a]
    if len(drawn) > MOST_BLOCKS:
        heavy = {"hole": 0, "silent": 1, "unnamed": 2, "named": 3}
        columns = {round(a): (mark, a, b) for mark, a, b in sorted(drawn, key=lambda d: heavy[d[0].kind])}
        drawn = list(columns.values())
    ends: list[float] = []
    for mark, a, b in sorted(drawn, key=lambda d: (d[0].kind != "hole", d[1])):
        if mark.kind == "hole":
            _hole(pen, mark, a, b, y)
            continue
        lane = next((i for i, end in enumerate(ends) if end <= a + 0.5), len(ends))
        if lane < 3:
            ends[lane : lane + 1] = [b]
            _block(pen, mark, a, b, y + lane * (BLOCK + 2))
    if not drawn:
        pen.text(pen.left + 2, y + BLOCK / 2 + 4, "no statement in this stretch of time", "quiet")
    return max(1, len(ends)) * (BLOCK + 2) - 2


def _hole(pen: Pen, mark: Mark, a: float, b: float, y: float) -> None:
    pen.open(mark)
    pen.out.append(f'<rect fill="url(#{pen.prefix}-hatch)" x="{a:.1f}" y="{y:.1f}" width="{b - a:.1f}" height="{BLOCK:g}"/>')
    if b - a > len(mark.label) * LETTER + 8:
        pen.text((a + b) / 2, y + BLOCK / 2 + 4, mark.label, "quiet halo", anchor="middle")
    pen.out.append("</g>")


def _block(pen: Pen, mark: Mark, a: float, b: float, y: float) -> None:
    pen.open(mark)
    width = b - a
    box = f'x="{a + 0.6:.1f}" y="{y + 0.6:.1f}" width="{max(0.8, width - 1.2):.1f}" height="{BLOCK - 1.2:g}"'
    pen.out.append(f'<rect class="{"full" if mark.kind == "named" else "hollow"}" {box}/>')
    if mark.kind == "unnamed":
        half = BLOCK / 2
        pen.out.append(
            f'<rect class="full" x="{a + 0.6:.1f}" y="{y + half:.1f}" width="{max(0.8, width - 1.2):.1f}" height="{half - 0.6:g}"/>'
        )
    middle = (a + b) / 2
    if width >= max(len(mark.kind), len(mark.label)) * LETTER + 6:
        first = "full-text" if mark.kind == "named" else ""
        second = "full-text" if mark.kind in ("named", "unnamed") else ""
        pen.text(middle, y + 14, mark.label, first, anchor="middle")
        pen.text(middle, y + 28, mark.kind, second, anchor="middle")
    pen.out.append("</g>")
