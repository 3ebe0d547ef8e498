"""Clock in the picture: the time that cameras and recorders burn into it.

*Reads* text that stays in place during a shot (dash cameras, CCTV, body cameras, drones, trail cameras), by machine, in up to 18
pictures of each shot. Text that is no clock is listed with its place.

*Says* when the shot was recorded, by that camera's clock, where the clock shows a date and advances one second a second over the
shot. Where day and month may be either way round, both are given. A clock that stands still, jumps or runs at another speed is
reported as such and dates nothing; so is one that the machine did not read clearly, and one without a date. Ten minutes on either side
allow for a clock set by hand. Where the picture names no zone, that of the case is taken; without one, every zone is possible.

*Fooled by* a camera whose clock, date or zone was set wrong, a clock drawn onto the picture later, a recording of a screen that shows
older footage, twelve-hour clocks whose AM or PM is not read, very small digits that look alike to the machine.

*Sources* the pictures themselves; the reader is PP-OCRv6 by way of rapidocr.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.footage.clocks import Clock, clocks_of
from analysis.language.coordinates import coordinates_in, written
from analysis.language.running_clock import RunningClock
from analysis.media.source import MediaError
from analysis.place import Aside
from analysis.testimony import Observation, Strength, Testimony
from analysis.when import Reading, Span, Zone

if TYPE_CHECKING:
    from analysis.media.overlays import Overlay
    from analysis.media.shots import Shot

SEES = "pictures"
"""Decodes the video, which takes seconds: a hearing may be held without."""

SLACK = timedelta(minutes=10)
"""How far a clock that a person set may be wrong, as for the clocks behind file names."""
WHOLE_SHARE = 0.8
"""The share of a shot, and of the readings, over which a clock must be seen to tick to speak for the whole shot."""
LONG_S = 5.0
"""Seconds of a shot from which a ticking clock is strong evidence; within fewer, slips of the reader may pass for ticking."""

SMALL = 16
"""Pixels of a line's height, margin included, under which digits such as 0 and 8 look alike to the reader in picture after picture."""

FOOLED_BY = (
    "a camera whose clock, date or zone was set wrong",
    "a clock drawn onto the picture later",
    "a recording of a screen that shows older footage",
)


def testify(case: Case) -> Iterator[Testimony | Observation]:
    exhibit = case.exhibit
    if exhibit is None:
        return
    try:
        shots = exhibit.shots.shots
        found = exhibit.overlays
    except MediaError as error:
        yield Observation("text in the picture", "", Aside("the pictures"), means=f"The pictures were not read: {error}")
        return
    for problem in found.problems:
        yield Observation("text in the picture", "", Aside("the pictures"), means=problem)
    by_index = {shot.index: shot for shot in shots}
    for index in sorted({overlay.shot for overlay in found.overlays} & set(by_index)):
        overlays = [overlay for overlay in found.overlays if overlay.shot == index and overlay.sightings]
        yield from _of_shot(case, exhibit, by_index[index], overlays, alone=len(shots) == 1)


def _of_shot(case: Case, exhibit: Exhibit, shot: Shot, overlays: Sequence[Overlay], *, alone: bool) -> Iterator[Testimony | Observation]:
    clocks = {clock.overlay.box: clock for clock in clocks_of(overlays, latest=(exhibit.received + timedelta(days=1)).date())}
    for overlay in overlays:
        tag = f"text in the picture of shot {shot.index + 1}"
        if overlay.box not in clocks:
            means = "A text that stays in place in the picture. A machine read it, so it may hold slips."
            yield Observation(tag, overlay.best.text, overlay.place(overlay.best), means=means)
            place = coordinates_in(overlay.best.text)
            if place is not None:
                means = "Coordinates in the picture, read by machine: where the camera, or what wrote them, took itself to be."
                yield Observation("coordinates in the picture", written(place), overlay.place(overlay.best), means=means)
            continue
        clock = clocks[overlay.box]
        spans = _spans(clock.run, shot, case.zone) if clock.run.pace == "ticks" else ()
        late = bool(spans) and all(span.start is not None and span.start > exhibit.received for span in spans)
        means = _did(clock.run) + (" That is after the file was received, so this clock was wrong." if late else "")
        settled = len(spans) == 1
        yield Observation(
            f"clock in the picture of shot {shot.index + 1}",
            clock.raw,
            overlay.place(overlay.best),
            reading=clock.run.readings(overlay.best.seconds)[0] if settled else None,
            span=spans[0] if settled else None,
            stage="recorded",
            bearing="during" if settled and not late else None,
            means=means,
        )
        if spans and not late:
            yield _testimony(case, shot, clock, spans, alone=alone)


def _testimony(case: Case, shot: Shot, clock: Clock, spans: tuple[Span, ...], *, alone: bool) -> Testimony:
    run = clock.run
    first, last = run.readings(run.first_s), run.readings(run.last_s)
    shown = " or ".join(f"{_said(a)} to {_said(b)}" for a, b in zip(first, last, strict=True))
    x, y, *_ = clock.overlay.box
    return Testimony(
        stage="recorded",
        bearing="during" if len(spans) == 1 else "recurring",
        spans=spans,
        strength=_strength(clock, shot),
        saw=f"a clock in the picture, from {run.first_s:.1f} to {run.last_s:.1f} s of the video: {shown}",
        raw=clock.raw,
        place=clock.overlay.place(clock.overlay.best),
        means=_did(run) + " The shot was recorded then, by that clock." + _zone(case, run),
        fooled_by=FOOLED_BY,
        key=f"shot{shot.index}.at{x}x{y}",
        clock="overlay",
        shot=None if alone else shot.index,
    )


def _strength(clock: Clock, shot: Shot) -> Strength:
    run = clock.run
    if run.weekday_apart:
        return "limited"
    length = shot.end_s - shot.start_s
    whole = run.last_s - run.first_s >= WHOLE_SHARE * length and run.agreeing >= WHOLE_SHARE * run.read
    if whole and length >= LONG_S and clock.overlay.box[3] >= SMALL:
        return "strong"
    return "moderate" if run.agreeing >= WHOLE_SHARE * run.read else "limited"


def _spans(run: RunningClock, shot: Shot, zone: Zone | None) -> tuple[Span, ...]:
    """For each date that is open: from what the clock shows at the shot's start to what it shows at its end, and the slack."""
    starts, ends = run.readings(shot.start_s), run.readings(shot.end_s)
    return tuple(a.span(zone).hull(b.span(zone)).widened(SLACK, SLACK) for a, b in zip(starts, ends, strict=True))


def _did(run: RunningClock) -> str:
    """What the clock did, in words."""
    seen = f"{run.agreeing} of {run.read} readings"
    moved = {
        "ticks": f"It advances one second a second in {seen}, over {run.last_s - run.first_s:.0f} s of video.",
        "stands still": f"It shows the same time in {seen}: a still picture, a stopped clock or a caption. So it dates nothing.",
        "jumps": "It advances and then jumps: the video was cut there, or the clock was set. So it dates nothing.",
        "other speed": f"It advances {run.slope or 0:.2f} seconds a second: the video was sped up or slowed down. So it dates nothing.",
        "too coarse": "It shows no seconds, so it was not seen to tick, and dates nothing.",
        "unclear": "Its readings do not agree on one course of time, so no time is taken from it.",
    }[run.pace]
    words = f"A clock in the picture. {moved}"
    if run.undecided:
        words += " Its date was not read clearly, so none is taken from it."
    elif run.pace == "ticks" and not run.dates:
        words += " It shows no date, so it says the time of day and not the day."
    if len(run.dates) > 1:
        words += " Which of its numbers is the day, the month or the year is open."
    if run.weekday_apart:
        words += " The weekday that it shows is not that of its date."
    return words


def _zone(case: Case, run: RunningClock) -> str:
    if run.offset is not None:
        return ""
    if case.zone is not None:
        return f" The picture names no zone; that of the case, {case.zone_name or case.zone}, is taken."
    return " The picture names no zone, so every zone is possible."


def _said(reading: Reading) -> str:
    return reading.wall.replace("T", " ") + (f" {reading.zone}" if reading.offset is not None else "")
