"""What tells a shot's footage from other footage in the same video: bars around it, and how sharp its edges can be.

Both are measured on pictures that the pass over the video holds anyway. Neither says anything of when a shot was recorded.

- Bars: what is the same all the time and all over, on both sides alike (black or coloured bars), or a blurred fill on both sides with
  a straight edge to the picture. A side that is dark by chance is seldom as wide as the other.
- Edge: how much of a strong edge's step lies between two neighbouring pixels. A picture enlarged n times shows about 1/n.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.media.decoder.luma import Gray

WIDTH, HEIGHT = 320, 180
"""The view in which bars are looked for: one of its pixels is six of 1080p."""
FLAT = 14
"""Levels by which a bar's pixels may differ, over place and time: noise and the ringing of the encoder."""
LEVEL = 10
"""Levels by which the bars of both sides may differ."""
EVEN = 0.02
"""The share of the side by which the bars of both sides may differ in width."""
THINNEST = 0.03
"""Bars thinner than this share of the side are the cut edges of an encoder or of an old tape."""
WIDEST = 0.45
"""Bars wider than this on each side leave no picture."""
BEGINS = 0.4
"""The share of the line beside a bar that differs from it at some time."""
SOFT = 0.35
"""How much fine detail a blurred fill has, as a share of that of the picture between."""
SEAM = 4.0
"""How far a seam between fill and picture stands out of the differences between other columns."""
JUMP = 3
"""Levels by which both sides of a seam differ at least, in"""
STRAIGHT = 0.5
"""this share of its length: the outline of a tower before the sky is no seam."""
REACH = 9
"""Pixels within which an edge's whole step is looked for."""
STRONG = 40
"""Levels of a strong edge's step."""
FEW = 200
"""Pixels on strong edges below which sharpness is not told."""

Share = tuple[float, float, float, float]
WHOLE: Share = (0.0, 0.0, 1.0, 1.0)


@dataclass(slots=True)
class Frame:
    """What lies around a shot's picture, seen over its pictures as they come: the darkest and brightest that each place was."""

    _low: Gray | None = None
    _high: Gray | None = None
    _last: Gray | None = None

    def see(self, view: Gray) -> None:
        """Take a view of `view_of` in."""
        if self._low is None or self._high is None:
            self._low, self._high = view.copy(), view.copy()
        else:
            np.minimum(self._low, view, out=self._low)
            np.maximum(self._high, view, out=self._high)
        self._last = view

    def inner(self) -> Share | None:
        """The part of the stored picture between bars: x, y, width, height as shares; None where the shot is too plain to tell."""
        low, high, last = self._low, self._high, self._last
        if low is None or high is None or last is None or int(last.max()) - int(last.min()) < 3 * FLAT:
            return None
        top = _bars(low, high)
        left = _bars(low.T, high.T)
        if top is None or left is None:
            return None
        if not left:
            rows = slice(round(top * HEIGHT), HEIGHT - round(top * HEIGHT))
            left = _fill(last[rows])
        if not top and not left:
            top = _fill(last.T)
        return (left, top, 1 - 2 * left, 1 - 2 * top)


def view_of(luma: Gray) -> Gray:
    """The picture as bars are looked for in it: points of it, not averages, so that a bar's edge stays sharp."""
    return cast(Gray, cv2.resize(luma, (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST))


def _bars(low: Gray, high: Gray) -> float | None:
    """The width of the bars above and below as a share of the height; 0 for none, None where there is no telling."""
    # Two of a hundred pixels may be a logo's edge or a speck.
    spans = np.percentile(high, 98, axis=1) - np.percentile(low, 2, axis=1)
    flat = spans <= FLAT
    if flat.all():
        return None
    lines = len(flat)
    first, last = int(np.argmin(flat)), int(np.argmin(flat[::-1]))
    if min(first, last) < THINNEST * lines or abs(first - last) > max(2, EVEN * lines) or max(first, last) > WIDEST * lines:
        return 0.0
    parts = (slice(0, first), slice(lines - last, lines))
    levels = [float(np.median(low[part])) for part in parts]
    if abs(levels[0] - levels[1]) > LEVEL:
        return 0.0
    # Two lines: the first may be half bar, half picture.
    for part, edge_of in zip(parts, (slice(first, first + 2), slice(lines - last - 2, lines - last)), strict=True):
        # A picture begins along the whole edge of a bar. Where only some of it does, the rest is a wall or a sky: no telling.
        above = high[edge_of].max(axis=0) > float(np.percentile(high[part], 98)) + FLAT / 2
        below = low[edge_of].min(axis=0) < float(np.percentile(low[part], 2)) - FLAT / 2
        if (above | below).mean() < BEGINS:
            return None
    return (first + last) / 2 / lines


def _fill(view: Gray) -> float:
    """The width of a blurred fill at the left and right as a share of the width; 0 for none."""
    if view.shape[0] < 16:
        return 0.0
    wide = view.astype(np.float32)
    jumps = np.abs(np.diff(wide, axis=1))  # between column i and i + 1
    steps, straight = jumps.mean(axis=0), (jumps > JUMP).mean(axis=0)
    detail = np.abs(np.diff(wide, n=2, axis=0)).mean(axis=0)
    columns = view.shape[1]
    best = 0.0
    quiet = SEAM * (float(np.percentile(steps, 20)) + 0.5)
    for left in range(round(THINNEST * columns) + 2, round(WIDEST * columns)):
        right = columns - left
        if steps[left - 1] <= quiet:
            continue
        seams = steps[left - 2 : left + 1].max(), steps[right - 2 : right + 1].max()
        outer = np.concatenate([detail[: left - 2], detail[right + 2 :]])
        inner = detail[left + 2 : right - 2]
        typical = float(np.median(np.concatenate([steps[: left - 3], steps[right + 3 :]]))) + 0.5
        lines = min(straight[left - 2 : left + 1].max(), straight[right - 2 : right + 1].max())
        if (
            min(seams) > SEAM * typical
            and lines > STRAIGHT
            and outer.mean() < SOFT * inner.mean()
            and np.percentile(outer, 95) < 0.7 * inner.mean()
        ):
            # The seam itself, not a column beside it: the one with the largest step.
            at = left - 2 + int(np.argmax(steps[left - 2 : left + 1])) + 1
            best = at / columns
            break
    return best


def edge(luma: Gray, inner: Share) -> float | None:
    """How sharp the strong edges of the part are: the share of their step between two pixels, of the sharpest twentieth; 0 to 1.

    None where too few edges are strong. Both directions are looked at, and the sharper one counts: motion blurs one of them.
    """
    height, width = luma.shape
    # A little less than the part: the edge of a bar is as sharp as the editor made it.
    x0, y0 = round((inner[0] + 0.02 * inner[2]) * width), round((inner[1] + 0.02 * inner[3]) * height)
    x1, y1 = round((inner[0] + 0.98 * inner[2]) * width), round((inner[1] + 0.98 * inner[3]) * height)
    part = np.ascontiguousarray(luma[y0:y1, x0:x1])
    if min(part.shape) < 4 * REACH:
        return None
    found = [each for each in (_edge(part), _edge(cast(Gray, cv2.transpose(part)))) if each is not None]
    return max(found, default=None)


def _edge(part: Gray) -> float | None:
    across = np.ones((1, REACH), np.uint8)
    whole = cv2.subtract(cv2.dilate(part, across), cv2.erode(part, across))
    steps = cv2.absdiff(part[:, 1:], part[:, :-1])
    largest = cv2.dilate(steps, across)
    strong = whole[:, :-1] >= STRONG
    # Where the largest step of the reach is: one place an edge, not one for each pixel beside it.
    strong &= (steps == largest) & (steps > 0)
    sizes: NDArray[np.float32] = steps[strong].astype(np.float32)
    if sizes.size < FEW:
        return None
    return float(np.percentile(sizes / whole[:, :-1][strong], 95))
