"""Drawing marks as SVG on one stretch of time: from instants to pixels, and text that is escaped."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from analysis.views.marks import Mark
from analysis.when import Span

LANE, BLOCK, AXIS, CURVE, GAP = 22.0, 34.0, 40.0, 96.0, 8.0
"""Heights in pixels: a lane of marks, a row of statements, the axis, the curve, the space between rows."""
LETTER = 6.6
"""Pixels of a letter at 12 px, on the wide side: labels that might touch are moved."""


def share_patterns(prefix: str) -> str:
    """What tells before and after apart without colour: dots and diagonals. Their ids begin with `prefix`."""
    return (
        f'<pattern id="{prefix}-before" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="dots" cx="2" cy="2" r="1"/>'
        "</pattern>"
        f'<pattern id="{prefix}-after" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
        '<line class="diagonals" x1="0" y1="0" x2="0" y2="6"/></pattern>'
    )


@dataclass
class Pen:
    """Draws into `out`. `view` has both ends closed and lies between `left` and `right`, in pixels of a picture `width` wide."""

    view: Span
    width: float
    clickable: bool = False
    chosen: str = ""
    prefix: str = "t"
    out: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        assert self.view.start is not None
        assert self.view.end is not None
        self.left = 156.0 if self.width >= 900 else 112.0
        self.right = self.width - 14
        self.start = self.view.start.timestamp()
        self.scale = (self.right - self.left) / (self.view.end.timestamp() - self.start)

    def take(self) -> str:
        """What was drawn since the last time."""
        drawn, self.out = "".join(self.out), []
        return drawn

    def x(self, moment: datetime | None) -> float:
        """Where an instant lies, in pixels, also out of view."""
        assert moment is not None
        return self.left + (moment.timestamp() - self.start) * self.scale

    def clip(self, span: Span) -> tuple[float, float]:
        """The part of a span inside the view, in pixels."""
        low = self.left if span.start is None else min(max(self.x(span.start), self.left), self.right)
        high = self.right if span.end is None else min(max(self.x(span.end), self.left), self.right)
        return low, high

    def open(self, mark: Mark) -> None:
        css = "mark" + ("" if mark.counted else " uncounted") + (" chosen" if mark.id and mark.id == self.chosen else "")
        click = ""
        if self.clickable and mark.id:
            # What stands in the picture comes first in the name, so that who sees it can also say it (WCAG 2.2, 2.5.3).
            shown = f"{mark.label} {mark.kind}: " if mark.kind in ("named", "unnamed", "silent") else ""
            click = f' role="button" tabindex="0" aria-label="{escape(shown + mark.title.partition(chr(10))[0])}"'
        data = f' data-id="{escape(mark.id)}"' if mark.id else ""
        self.out.append(f'<g class="{css}"{data}{click}><title>{escape(mark.title)}</title>')

    def text(
        self, x: float, y: float, text: str, css: str = "", *, anchor: str = "start", title: str = "", limit: float | None = None
    ) -> None:
        shown = text
        if limit is not None and len(text) * LETTER > limit:
            shown, title = text[: max(1, int(limit / LETTER) - 1)].rstrip() + "…", title or text
        hint = f"<title>{escape(title)}</title>" if title else ""
        place = f' text-anchor="{anchor}"' if anchor != "start" else ""
        css = f' class="{css}"' if css else ""
        self.out.append(f'<text{css} x="{x:.1f}" y="{y:.1f}"{place}>{escape(shown)}{hint}</text>')

    def line(self, x0: float, y0: float, x1: float, y1: float, css: str) -> None:
        self.out.append(f'<line class="{css}" x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}"/>')
