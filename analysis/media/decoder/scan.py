"""The job "shots": one pass over the video that finds the shots; the album keeps one still for each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from analysis.media.decoder.album import NEW_SCENE, Album, Candidate, worth_of
from analysis.media.decoder.boundaries import HORIZON_S, SPACING_S, Watcher
from analysis.media.decoder.likeness import HEIGHT, STEP, WIDTH, step_between
from analysis.media.decoder.luma import Gray, plane, sharpness, small
from analysis.media.decoder.opening import Failures, length, open_video, origin, prepare, time_of, video_stream
from analysis.media.decoder.traits import view_of
from analysis.media.shots import Shots

HOLE_S = 0.5
"""Seconds without a picture that are told of, in formats that have pictures at a steady rate."""
JUMP_S = 1.0
"""Seconds by which a file's clock goes back that are told of as a jump: recordings joined end to end."""
STEADY = ("mpegts", "mpeg")
MAX_HOLES = 5
SAMPLE_S = 0.12
"""Seconds between two measurements of sharpness."""
LEAD_S = 1.7
"""Seconds by which a transition may begin before its boundary: so much longer candidates wait for their verdict."""
LOOK_S = 0.055
"""Seconds between two pictures that are looked at while little changes; where much does, those between them are looked at first."""
ANCHORED = ("h264", "mpeg2video", "mpeg4", "vc1", "wmv3")
"""Codecs whose encoders set a P frame every few B frames. Where one does not, pictures come too far apart, and B frames are wanted."""
SPARSE_S = 0.17
"""Seconds between two frames from which on B frames that others refer to are decoded after all: three B frames at 24 a second."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A decoded picture: its second of the presentation, its time stamp with the unit, itself."""

    time: float
    stamp: tuple[int, Fraction]
    frame: VideoFrame


@dataclass(slots=True)
class Gaze:
    """Looks at some of the pictures that pass, and at all of them where something happens.

    Encoders without B frames leave no picture that the decoder could skip. Two pictures between which little changes have nothing
    between them that would end a shot (what flashes up there is none): those in between are held until that is known, then dropped.
    """

    watcher: Watcher
    album: Album
    _held: list[Passing] = field(default_factory=list)
    _last: float = float("-inf")
    _view: Gray | None = None
    _sampled: float = float("-inf")
    _key: float = 0.0

    def meet(self, passing: Passing) -> None:
        """Take the next picture in; times must grow."""
        if passing.time < self._last + LOOK_S and not passing.frame.key_frame:
            self._held.append(passing)
            return
        luma = plane(passing.frame)
        view = small(luma, WIDTH, HEIGHT)
        if self._held and self._view is not None and step_between(self._view, view) >= STEP / 2:
            self._look_back()
        self._held.clear()
        self._look(passing, luma, view)

    def finish(self) -> None:
        """No more pictures come."""
        self._look_back()

    def _look_back(self) -> None:
        for held in self._held:
            luma = plane(held.frame)
            self._look(held, luma, small(luma, WIDTH, HEIGHT))

    def _look(self, passing: Passing, luma: Gray, view: Gray) -> None:
        time, self._last, self._view = passing.time, passing.time, view
        if passing.frame.key_frame:
            self._key = time
        step = self.watcher.see(time, view)
        if time - self._sampled >= SAMPLE_S or step >= NEW_SCENE or passing.frame.key_frame:
            self._sampled = time
            worth = worth_of(view, sharpness(luma), step, time - self._key)
            self.album.offer(Candidate(time, *passing.stamp, worth, passing.frame, view_of(luma)), step)
        for boundary in self.watcher.take(time - HORIZON_S):
            self.album.close(boundary)
        self.album.weigh(time - HORIZON_S - LEAD_S)


@dataclass(slots=True)
class Pace:
    """Tells how far the pass is, by the time stamps of what is read, or by nothing but its name where the length is not known."""

    report: Callable[[str, float], None]
    start: float
    length: float | None
    unit: float

    def packet(self, packet: Packet[VideoStream]) -> None:
        if packet.pts is not None and self.length:
            self.report("shots", min(0.99, (packet.pts * self.unit - self.start) / self.length))
        else:
            self.report("shots", 0.0)


def shots(file: BinaryIO, ask: dict[str, Any], out: Path | None, report: Callable[[str, float], None]) -> Shots:
    """Decode once, find the boundaries, write the stills."""
    with open_video(file) as container:
        stream = video_stream(container)
        prepare(stream, threads=min(4, os.cpu_count() or 1), skip=_skip(stream), loop_filter=False)
        return _scan(container, stream, out, report)


def _skip(stream: VideoStream) -> str:
    """Which frames the decoder may leave out, while about seven a second still come.

    Some containers state a rate of 1000 for a time base in milliseconds: it is not believed.
    """
    rate = stream.average_rate or stream.base_rate
    if rate is None or rate < 18:
        return "DEFAULT"
    return "BIDIR" if 23 <= rate <= 130 and stream.codec_context.name in ANCHORED else "NONREF"


def _scan(container: InputContainer, stream: VideoStream, out: Path | None, report: Callable[[str, float], None]) -> Shots:
    start, stated = origin(container), length(container)
    failures, gaze = Failures(), Gaze(Watcher(), Album(stream, out))
    pace = Pace(report, float(start), stated, float(stream.time_base or 1))
    newest, ends = float("-inf"), 0.0
    seen = untimed = backwards = 0
    jump: tuple[float, float] | None = None
    holes: list[tuple[float, float]] = []
    steady = container.format.name in STEADY and (stream.average_rate or 0) >= 10
    sparse = False

    def look(packet: Packet[VideoStream]) -> None:
        pace.packet(packet)
        if sparse and packet.is_keyframe and stream.codec_context.skip_frame == "BIDIR":
            stream.codec_context.skip_frame = "NONREF"

    for frame in failures.frames(container, stream, on_packet=look):
        stamp = time_of(frame)
        if stamp is None:
            untimed += 1
            continue
        time = float(stamp[0] * stamp[1] - start) + 0.0
        ends = max(ends, time + float((frame.duration or 0) * stamp[1]))
        if time < newest:
            backwards += 1
            if jump is None and time < newest - JUMP_S:
                jump = newest, time
        if time < newest + SPACING_S or (frame.is_corrupt and time < newest + 2):
            continue
        if time - newest > HOLE_S and steady and seen:
            holes.append((newest, time))
        sparse = sparse or (seen > 0 and time - newest > SPARSE_S)
        newest, seen = time, seen + 1
        gaze.meet(Passing(time, stamp, frame))
    gaze.finish()
    watcher, album = gaze.watcher, gaze.album
    watcher.finish()
    for boundary in watcher.take(float("inf")):
        album.close(boundary)
    album.finish(max(ends, newest))
    names = []
    if out is not None:
        made = album.sheets.finish()
        names = [f"contact-sheet-{index + 1:02d}.jpg" for index in range(len(made))]
        for name, data in zip(names, made, strict=True):
            (out / name).write_bytes(data)
    report("shots", 1.0)
    problems = list(_problems(failures, stated, ends if seen else None, untimed, backwards, jump))
    problems += [f"No picture could be decoded between {since:.1f} s and {until:.1f} s." for since, until in holes[:MAX_HOLES]]
    if len(holes) > MAX_HOLES:
        problems.append(f"There are {len(holes) - MAX_HOLES} more such gaps.")
    duration = stated if stated is not None else (ends if seen else None)
    return Shots(duration, tuple(album.shots), failures.count, seen, tuple(problems), tuple(names))


def _problems(
    failures: Failures, stated: float | None, ends: float | None, untimed: int, backwards: int, jump: tuple[float, float] | None
) -> Iterator[str]:
    if failures.broken_off:
        yield f"Reading broke off ({failures.broken_off}); what came before it stands."
    if ends is None:
        yield "No picture of this video could be decoded."
    elif stated is not None and ends < 0.9 * stated - 1:
        yield f"The file states a length of {stated:.1f} s, but its pictures end at {ends:.1f} s."
    if untimed:
        yield f"{untimed} pictures have no time and are left out."
    if jump is not None:
        # Two pictures of one time stamp cannot be told apart by it, and a time stamp is what a place in a video is.
        yield (
            f"The file's clock jumps from {jump[0]:.1f} s back to {jump[1]:.1f} s, as where recordings were joined end to end: pictures "
            "from there on whose times had been before are left out. A copy shows them (ffmpeg -i FILE -map 0:v -c copy COPY.mkv)."
        )
    elif backwards:
        yield f"{backwards} pictures have a time before that of the one they follow and are left out."
