"""A clock in the picture as a chart: what was read against the time of the video, with the course that it kept. SVG, no script."""

from __future__ import annotations

from html import escape

from analysis.footage.clocks import Clock

WIDTH, HEIGHT = 420, 180
LEFT, RIGHT, TOP, BOTTOM = 74, 12, 12, 40
CLEAR = 1.5
"""Seconds by which the axis goes beyond what was read."""


def draw(clock: Clock, *, ink: str, accent: str) -> str:
    """The chart in these colours, a picture of its own; "" where nothing was read as a time."""
    points = clock.points()
    if not points:
        return ""
    first, last = points[0][0], points[-1][0]
    lowest, highest = min(value for _, value, _ in points) - CLEAR, max(value for _, value, _ in points) + CLEAR
    across, down = max(0.5, last - first), max(1.0, highest - lowest)

    def x(at: float) -> float:
        return LEFT + (at - first) / across * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (value - lowest) / down * (HEIGHT - TOP - BOTTOM)

    out = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'fill="{ink}" font-family="sans-serif" font-size="14" aria-label="{escape(caption(clock))}">',
        f'<path d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}" fill="none" stroke="{ink}" stroke-opacity=".4"/>',
    ]
    slope = clock.run.slope
    on = [(at, value) for at, value, near in points if near]
    if slope is not None and on:
        # Through the middle of the readings that lie on the course.
        middle = sum(value - slope * at for at, value in on) / len(on)
        low, high = (min(max(middle + slope * at, lowest), highest) for at in (first, last))
        out.append(f'<path d="M{x(first):.1f} {y(low):.1f}L{x(last):.1f} {y(high):.1f}" fill="none" stroke="{accent}" stroke-width="1.5"/>')
    for at, value, near in points:
        fill = ink if near else "none"
        title = f"{at:.2f} s of the video: {_of_day(clock, at)}{'' if near else ', off the course'}"
        out.append(
            f'<circle cx="{x(at):.1f}" cy="{y(value):.1f}" r="3.6" fill="{fill}" stroke="{ink}" stroke-width="1.4">'
            f"<title>{escape(title)}</title></circle>"
        )
    shown = [points[0], points[-1]] if points[-1][1] != points[0][1] else [points[0]]
    for at, value, _ in shown:
        out.append(f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{escape(_of_day(clock, at))}</text>')
    for at, anchor in ((first, "start"), (last, "end")):
        out.append(f'<text x="{x(at):.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="{anchor}">{at:.1f} s</text>')
    out.append(f'<text x="{(LEFT + WIDTH) / 2:.0f}" y="{HEIGHT - 4}" text-anchor="middle">{escape(_below(clock))}</text></svg>')
    return "".join(out)


def caption(clock: Clock) -> str:
    """ "18 readings; 1.00 seconds of the clock a second of video, to within 0.06; 17 on one course".

    Whole seconds over a short stretch tell the slope only so well: by the last digit's width over the stretch.
    """
    run = clock.run
    slope = ""
    if run.slope is not None:
        stretch = run.last_s - run.first_s
        within = f", to within {float(run.width) / stretch:.2f}" if stretch > 0 else ""
        slope = f"; {run.slope:.2f} seconds of the clock a second of video{within}"
    return f"{run.read} readings{slope}; {run.agreeing} on one course"


def _below(clock: Clock) -> str:
    slope = clock.run.slope
    return "seconds of the video" + ("" if slope is None else f" (line: {slope:.2f} s a second)")


def _of_day(clock: Clock, at: float) -> str:
    """The time of day as it was read at this second."""
    stamp = next(stamp for seconds, stamp in clock.sights if seconds == at and stamp.time is not None)
    whole = int(stamp.time or 0)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
