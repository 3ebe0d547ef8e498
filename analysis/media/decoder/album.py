"""One still for each shot: candidates are held while the pictures go by, and the best is written when the shot is over."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import cv2
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from analysis.media.decoder.boundaries import Boundary
from analysis.media.decoder.luma import Gray, plane
from analysis.media.decoder.pictures import Pixels, jpeg, opened, orientation, picture, shown_size
from analysis.media.decoder.sheets import Sheets
from analysis.media.decoder.traits import WHOLE, Frame, Share, edge
from analysis.media.shots import Ending, Shot

SLOT_S = 0.45
"""Seconds of one scene of which only the best picture is kept as a candidate for the still."""
HELD_BYTES = 96 << 20
"""Bytes of decoded pictures that may be held as candidates; beyond, they are made into JPEG at once."""
MAX_HELD = 200
AWAY_S = 0.12
"""Seconds that a still keeps from the edges of its shot, where it can: encoders and transitions smear there."""
NEW_SCENE = 0.25
"""A step, as a share of contrast, after which the next picture is no longer compared with those before it."""
MAX_SHOTS = 100_000


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


def worth_of(view: Gray, sharp: float, step: float, since_key: float) -> float:
    """How well a picture would stand for its shot: sharp, still, neither dark nor washed out.

    The pass leaves the loop filter out: a key frame shows nothing of that (45 dB from the full picture), and the
    farther one is from it in seconds, the more blocks look like detail (30 dB after some seconds).
    """
    mean, spread = (float(each[0][0]) for each in cv2.meanStdDev(view))
    exposed = min(1.0, spread / 20) * min(1.0, mean / 25, (255 - mean) / 25)
    return math.sqrt(sharp) * max(0.01, exposed) / (1 + 4 * step) * (1.6 if since_key == 0 else 1 / (1 + since_key / 4))


def _bytes(frame: VideoFrame | Kept) -> int:
    return sum(plane.buffer_size for plane in frame.planes) if isinstance(frame, VideoFrame) else 0
