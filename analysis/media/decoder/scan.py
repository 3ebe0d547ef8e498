"""The job "shots": one pass over the video that finds the shots and one still for each."""

from __future__ import annotations

import math
import os
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import cv2
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from analysis.media.decoder.boundaries import HORIZON_S, SPACING_S, Boundary, Watcher
from analysis.media.decoder.likeness import HEIGHT, STEP, WIDTH, step_between
from analysis.media.decoder.luma import Gray, plane, sharpness, small
from analysis.media.decoder.opening import Failures, length, open_video, origin, prepare, time_of, video_stream
from analysis.media.decoder.pictures import Pixels, jpeg, opened, orientation, picture, shown_size
from analysis.media.decoder.sheets import Sheets
from analysis.media.decoder.traits import WHOLE, Frame, Share, edge, view_of
from analysis.media.shots import Ending, Shot, Shots

SLOT_S = 0.45
"""Seconds of one scene of which only the best picture is kept as a candidate for the still."""
HOLE_S = 0.5
"""Seconds without a picture that are told of, in formats that have pictures at a steady rate."""
JUMP_S = 1.0
"""Seconds by which a file's clock goes back that are told of as a jump: recordings joined end to end."""
STEADY = ("mpegts", "mpeg")
MAX_HOLES = 5
SAMPLE_S = 0.12
"""Seconds between two measurements of sharpness."""
HELD_BYTES = 96 << 20
"""Bytes of decoded pictures that may be held as candidates; beyond, they are made into JPEG at once."""
MAX_HELD = 200
AWAY_S = 0.12
"""Seconds that a still keeps from the edges of its shot, where it can: encoders and transitions smear there."""
LEAD_S = 1.7
"""Seconds by which a transition may begin before its boundary: so much longer candidates wait for their verdict."""
NEW_SCENE = 0.25
"""A step, as a share of contrast, after which the next picture is no longer compared with those before it."""
MAX_SHOTS = 100_000
LOOK_S = 0.055
"""Seconds between two pictures that are looked at while little changes; where much does, those between them are looked at first."""
ANCHORED = ("h264", "mpeg2video", "mpeg4", "vc1", "wmv3")
"""Codecs whose encoders set a P frame every few B frames. Where one does not, pictures come too far apart, and B frames are wanted."""
SPARSE_S = 0.17
"""Seconds between two frames from which on B frames that others refer to are decoded after all: three B frames at 24 a second."""


@dataclass(slots=True)
class Kept:
    """What is left of a picture whose memory was wanted: its JPEG (b"" where no still is), shown shape, turned or not, its sharpness."""

    pixels: Pixels | None
    data: bytes
    size: tuple[int, int]
    turned: bool
    edge: float | None


@dataclass(slots=True)
class Candidate:
    """A picture that may stand for its shot; `picture` is the frame itself, or its finished JPEG with how sharp its edges are.

    `view` is the picture as bars are looked for in it.
    """

    time: float
    pts: int
    time_base: Fraction
    worth: float
    picture: VideoFrame | Kept
    view: Gray


@dataclass(slots=True)
class Album:
    """Chooses one still a shot while the pictures go by, and writes it when the shot is over."""

    stream: VideoStream
    out: Path | None
    shots: list[Shot] = field(default_factory=list)
    sheets: Sheets = field(default_factory=Sheets)
    _held: deque[Candidate] = field(default_factory=deque)
    _slot_until: float = float("-inf")
    _best: Candidate | None = None
    _best_inside: bool = False
    _before: Boundary | None = None
    _start: float | None = None
    _frame: Frame = field(default_factory=Frame)

    def offer(self, candidate: Candidate, step: float) -> None:
        """Hold the candidate, or the better of it and the last one of the same half second and scene."""
        if self._start is None:
            self._start = candidate.time
        if self._held and candidate.time < self._slot_until and step < NEW_SCENE:
            if candidate.worth > self._held[-1].worth:
                self._held[-1] = candidate
            return
        self._slot_until = candidate.time + SLOT_S
        self._held.append(candidate)
        self._make_room()

    def weigh(self, until: float) -> None:
        """Compare the candidates before this time, which lie in the running shot and in no transition that ends it."""
        while self._held and self._held[0].time < until:
            self._consider(self._held.popleft(), None)

    def close(self, boundary: Boundary) -> None:
        """The running shot ends at the boundary."""
        while self._held and self._held[0].time < boundary.at:
            self._consider(self._held.popleft(), boundary)
        self._finish_shot(boundary.at, boundary.kind)
        self._before = boundary

    def finish(self, end: float) -> None:
        """The video ends."""
        while self._held:
            self._consider(self._held.popleft(), None)
        self._finish_shot(end, "end")

    def _consider(self, candidate: Candidate, boundary: Boundary | None) -> None:
        after = self._before is None or candidate.time >= self._before.end + AWAY_S
        inside = after and (boundary is None or candidate.time <= boundary.start - AWAY_S)
        if inside:
            self._frame.see(candidate.view)
        if self._best is None or (inside, candidate.worth) > (self._best_inside, self._best.worth):
            self._best, self._best_inside = candidate, inside

    def _finish_shot(self, end: float, ending: Ending) -> None:
        best, start, around = self._best, self._start, self._frame
        self._best, self._best_inside, self._frame = None, False, Frame()
        if best is None or start is None or len(self.shots) >= MAX_SHOTS:
            # Without a picture of its own the stretch stays with the next shot.
            return
        index = len(self.shots)
        name = ""
        inner = around.inner()
        kept = self._kept(best.picture, inner or WHOLE)
        if self.out is not None:
            name = f"shot-{index:03d}.jpg"
            (self.out / name).write_bytes(kept.data)
            pixels = kept.pixels if kept.pixels is not None else opened(kept.data)
            (self.out / name.replace("shot", "small")).write_bytes(self.sheets.add(index, best.time, pixels))
        shot = Shot(index, start, max(start, end), best.time, name, best.pts, best.time_base, ending)
        if inner is not None:
            x, y, width, height = inner if not kept.turned else (inner[1], inner[0], inner[3], inner[2])
            aspect = kept.size[0] * width / (kept.size[1] * height)
            shot = replace(shot, inner=(x, y, width, height), aspect=aspect)
        self.shots.append(replace(shot, edge=kept.edge))
        self._start = end

    def _kept(self, frame: VideoFrame | Kept, inner: Share) -> Kept:
        """What is told and kept of a picture: its still where one is wanted, and its traits."""
        if isinstance(frame, Kept):
            return frame
        pixels = picture(frame, self.stream) if self.out is not None else None
        data = jpeg(pixels) if pixels is not None else b""
        size = shown_size(frame.width, frame.height, self.stream.sample_aspect_ratio)
        turned = orientation(frame)[0] in (90, 270)
        return Kept(pixels, data, size[::-1] if turned else size, turned, edge(plane(frame), inner))

    def _make_room(self) -> None:
        frames = [c for c in self._held if isinstance(c.picture, VideoFrame)]
        size = sum(_bytes(c.picture) for c in frames)
        for candidate in frames:
            if size <= HELD_BYTES:
                break
            size -= _bytes(candidate.picture)
            candidate.picture = replace(self._kept(candidate.picture, WHOLE), pixels=None)
        if len(self._held) > MAX_HELD:
            del self._held[min(range(len(self._held) - 1), key=lambda i: self._held[i].worth)]


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
            worth = _worth(view, sharpness(luma), step, time - self._key)
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


def _worth(view: Gray, sharp: float, step: float, since_key: float) -> float:
    """How well a picture would stand for its shot: sharp, still, neither dark nor washed out.

    The pass leaves the loop filter out: a key frame shows nothing of that (45 dB from the full picture), and the
    farther one is from it in seconds, the more blocks look like detail (30 dB after some seconds).
    """
    mean, spread = (float(each[0][0]) for each in cv2.meanStdDev(view))
    exposed = min(1.0, spread / 20) * min(1.0, mean / 25, (255 - mean) / 25)
    return math.sqrt(sharp) * max(0.01, exposed) / (1 + 4 * step) * (1.6 if since_key == 0 else 1 / (1 + since_key / 4))


def _bytes(frame: VideoFrame | Kept) -> int:
    return sum(plane.buffer_size for plane in frame.planes) if isinstance(frame, VideoFrame) else 0
