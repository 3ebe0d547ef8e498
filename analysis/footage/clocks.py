"""The clocks that stand in the pictures of one shot: where, and what each did over the shot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.language.clock_text import Stamp, stamp_in
from analysis.language.running_clock import DAY, LATE_S, RunningClock, Sight, run_of
from analysis.media.overlays import Overlay

Box = tuple[int, int, int, int]

CLEAR = 0.6
"""The mean probability of its least clear digit under which a clock is not taken for read: letters of 8 lines, where 8 is read as 6."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock of one shot: where it stands, what it did, and how its best reading was written."""

    overlay: Overlay
    run: RunningClock
    raw: str
    sights: tuple[Sight, ...] = ()

    def points(self) -> tuple[tuple[float, float, bool], ...]:
        """For every reading with a time: the second of the video, the seconds that the clock had advanced since second 0 of the video
        by its own course (since the first reading where it kept to none), and whether the reading lies on that course.
        """
        timed = [(at, stamp) for at, stamp in self.sights if stamp.time is not None]
        if not timed:
            return ()
        # A clock that ticks is held to one second a second: its measured slope is only as good as a few whole seconds.
        slope = 1.0 if self.run.pace == "ticks" or self.run.slope is None else self.run.slope
        zero = self.run.zero if self.run.pace == "ticks" else float(timed[0][1].time or 0) - slope * timed[0][0]
        found = []
        for at, stamp in timed:
            advanced = (float(stamp.time or 0) - zero + DAY / 2) % DAY - DAY / 2
            near = abs(advanced + float(stamp.width) / 2 - slope * at) <= float(stamp.width) / 2 + LATE_S
            found.append((at, advanced, near and self.run.pace in ("ticks", "stands still", "other speed")))
        return tuple(found)


def clocks_of(overlays: Sequence[Overlay], *, latest: date) -> Iterator[Clock]:
    """Every place of one shot that shows a time of day; one without a date is read together with the date that stands by it.

    Dates after `latest` are left out where the digits may mean another.
    """
    stamps = {overlay.box: _stamps(overlay) for overlay in overlays}
    for overlay in overlays:
        own = stamps[overlay.box]
        timed = [stamp for stamp in own.values() if stamp.time is not None]
        if len(timed) < len(overlay.sightings) / 3:
            continue
        raw, beside = overlay.best.text, None
        if sum(bool(stamp.dates) for stamp in timed) < len(timed) / 2:
            dates = [each for each in overlays if each.box != overlay.box and _shows_dates(stamps[each.box], each)]
            beside = min(
                (each for each in dates if _gap(overlay.box, each.box) is not None),
                key=lambda e: _gap(overlay.box, e.box) or 0,
                default=None,
            )
            if beside is not None:
                own = {at: _together(stamp, stamps[beside.box].get(at)) for at, stamp in own.items()}
                raw = f"{beside.best.text} {raw}"
        sights = tuple(_sights(overlay, own))
        run = run_of(sights, latest=latest)
        if overlay.clearness < CLEAR and run.pace != "unclear":
            # The reader makes the same slip in every picture: agreement among them is no evidence.
            run = RunningClock("unclear", run.read, run.agreeing)
        elif run.dates and beside is not None and beside.clearness < CLEAR:
            run = replace(run, dates=(), undecided=True)
        yield Clock(overlay, run, raw, sights)


def _stamps(overlay: Overlay) -> dict[int, Stamp]:
    """By time stamp of the picture: what the text there says of a date or time."""
    return {seen.pts: stamp for seen in overlay.sightings if (stamp := stamp_in(seen.text)) is not None}


def _shows_dates(stamps: dict[int, Stamp], overlay: Overlay) -> bool:
    return sum(bool(stamp.dates) and stamp.time is None for stamp in stamps.values()) >= len(overlay.sightings) / 2


def _sights(overlay: Overlay, stamps: dict[int, Stamp]) -> Iterator[Sight]:
    for seen in overlay.sightings:
        if seen.pts in stamps:
            yield seen.seconds, stamps[seen.pts]


def _together(time: Stamp, day: Stamp | None) -> Stamp:
    if day is None:
        return time
    return replace(time, dates=day.dates, weekday=time.weekday or day.weekday, mended=time.mended or day.mended)


def _gap(a: Box, b: Box) -> float | None:
    """The distance between two boxes in line heights where they stand on one line or one above the other; None elsewhere."""
    height = max(1, min(a[3], b[3]))
    across = max(a[0], b[0]) - min(a[0] + a[2], b[0] + b[2])
    down = max(a[1], b[1]) - min(a[1] + a[3], b[1] + b[3])
    if across < 0 and down <= 1.5 * height:
        return max(0.0, down / height)
    if down < -height / 2 and across <= 10 * height:
        return max(0.0, across / height)
    return None
