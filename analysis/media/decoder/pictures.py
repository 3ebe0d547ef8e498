"""Pictures as people see them: upright, with square pixels, as JPEG; and the jobs "stills" and "preview"."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, cast

import av
import av.error
import cv2
import numpy as np
from av.container import InputContainer
from av.sidedata.sidedata import SideData, SideDataContainer, Type
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from analysis.media.decoder import fields, tones
from analysis.media.decoder.opening import Failures, Refusal, length, open_video, origin, prepare, time_of, video_stream
from analysis.media.shots import LONGEST_SIDE, QUALITY, Picture, Preview

Pixels = NDArray[np.uint8]

MAX_DECODED = 2_000
"""Pictures decoded after a seek before a wanted one is given up: more than one minute between key frames."""


def orientation(frame: VideoFrame) -> tuple[int, bool]:
    """Degrees counter-clockwise by which a frame is to be turned (0, 90, 180, 270), and whether it is mirrored left to right first.

    From the display matrix: nine 32-bit fixed-point numbers that map stored pixels to shown ones (ISO/IEC 14496-12, 8.2.2). Other
    angles than quarter turns are taken to the nearest.
    """
    # Not `frame.side_data`, which the frame keeps and which keeps the frame: whole pictures would wait for the garbage collector.
    # It is a mapping by its methods and a sequence of side data by its iterator.
    every: Iterator[SideData] = iter(SideDataContainer(frame))  # type: ignore[call-arg]
    raw = next((bytes(data) for data in every if data.type == Type.DISPLAYMATRIX), b"")
    if len(raw) < 36:
        return 0, False
    a, b, _, c, d, *_ = struct.unpack("=9i", raw[:36])
    mirrored = a * d - b * c < 0
    if mirrored:
        a, b = -a, -b
    # (a, b) is where the stored x axis points on the screen, y downwards.
    degrees = -math.degrees(math.atan2(b, a))
    return round(degrees / 90) * 90 % 360, mirrored


def picture(frame: VideoFrame, stream: VideoStream, longest: int = LONGEST_SIDE) -> Pixels:
    """The frame as upright BGR pixels, square ones, its longest side at most `longest`; without combs, and HDR as a screen shows it."""
    width, height = shown_size(frame.width, frame.height, stream.sample_aspect_ratio)
    scale = min(1.0, longest / max(width, height))
    width, height = max(2, round(width * scale)), max(2, round(height * scale))
    if tones.is_hdr(frame):
        pixels = tones.shown(frame, width, height)
    elif frame.interlaced_frame:
        pixels = fields.shown(frame, width, height)
    else:
        # "bgr24" with both sizes: one pass through swscale, which knows the frame's own matrix and range.
        pixels = cast(Pixels, frame.reformat(width=width, height=height, format="bgr24", interpolation="AREA").to_ndarray())
    degrees, mirrored = orientation(frame)
    if mirrored:
        pixels = cast(Pixels, cv2.flip(pixels, 1))
    turn = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}.get(degrees)
    return pixels if turn is None else cast(Pixels, cv2.rotate(pixels, turn))


def shown_size(width: int, height: int, aspect: Fraction | None) -> tuple[int, int]:
    """The size with square pixels; the shorter side grows, so that nothing is lost. Absurd aspects are left out."""
    if aspect is None or not Fraction(1, 8) <= aspect <= 8:
        return width, height
    return (round(width * aspect), height) if aspect >= 1 else (width, round(height / aspect))


def jpeg(pixels: Pixels, quality: int = QUALITY) -> bytes:
    """The pixels as a JPEG file."""
    done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise Refusal("A picture could not be written as JPEG.")
    return data.tobytes()


def opened(data: bytes) -> Pixels:
    """The pixels of a JPEG file that this process wrote."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise Refusal("A picture could not be read back.")
    return cast(Pixels, pixels)


def stills(file: BinaryIO, ask: dict[str, Any], out: Path | None, report: Callable[[str, float], None]) -> tuple[Picture | None, ...]:
    """The pictures shown at the asked instants: `wanted` are [pts, time_base] or [seconds]; None where nothing decodes there."""
    assert out is not None
    found: list[Picture | None] = []
    longest = int(ask["longest"])
    with open_video(file) as container:
        stream = video_stream(container)
        prepare(stream, threads=2)
        start = origin(container)
        for index, wanted in enumerate(ask["wanted"]):
            moment = wanted[0] * Fraction(wanted[1]) if len(wanted) == 2 else Fraction(str(wanted[0])) + start
            frame = frame_at(container, stream, moment)
            name = f"still-{index:03d}.jpg"
            found.append(None if frame is None else _write(frame, stream, start, out / name, longest))
            report("stills", (index + 1) / len(ask["wanted"]))
    return tuple(found)


def preview(file: BinaryIO, ask: dict[str, Any], out: Path | None, report: Callable[[str, float], None]) -> Preview:
    """A few pictures spread evenly over the video, each the key frame before its instant: no more is decoded than they."""
    assert out is not None
    count = int(ask["count"])
    found: list[Picture] = []
    with open_video(file) as container:
        stream = video_stream(container)
        prepare(stream, threads=1, skip="NONKEY", loop_filter=False)
        start, seconds = origin(container), length(container)
        seen: set[Fraction] = set()
        for index in range(count if seconds is not None else 1):
            moment = start + Fraction(seconds or 0) * (2 * index + 1) / (2 * count)
            frame = next(frames_from(container, stream, moment), None)
            stamp = time_of(frame) if frame is not None else None
            if frame is not None and stamp is not None and stamp[0] * stamp[1] not in seen:
                seen.add(stamp[0] * stamp[1])
                found.append(_write(frame, stream, start, out / f"preview-{len(found):03d}.jpg", int(ask["longest"])))
            report("preview", (index + 1) / count)
    if not found:
        raise Refusal("No picture of this video could be decoded.")
    return Preview(duration_s=seconds, pictures=tuple(sorted(found, key=lambda each: each.seconds)))


def frame_at(container: InputContainer, stream: VideoStream, moment: Fraction) -> VideoFrame | None:
    """The frame that is shown at the moment (seconds on the streams' own clock): the last that starts no later, else the first."""
    best: VideoFrame | None = None
    for decoded, frame in enumerate(frames_from(container, stream, moment)):
        stamp = time_of(frame)
        if stamp is not None:
            if stamp[0] * stamp[1] > moment:
                return best if best is not None else frame
            best = frame
        if decoded > MAX_DECODED:
            break
    return best


def frames_from(container: InputContainer, stream: VideoStream, moment: Fraction) -> Iterator[VideoFrame]:
    """Frames from the key frame before the moment on."""
    base = stream.time_base or Fraction(1, 1_000_000)
    try:
        container.seek(math.floor(moment / base), stream=stream, backward=True, any_frame=False)
    except av.error.FFmpegError:
        # Nothing to seek by, or beyond what can be reached: from the start.
        try:
            container.seek(0)
        except av.error.FFmpegError:
            return
    yield from Failures().frames(container, stream)


def _write(frame: VideoFrame, stream: VideoStream, start: Fraction, path: Path, longest: int) -> Picture:
    stamp = time_of(frame) or (0, stream.time_base or Fraction(1))
    pixels = picture(frame, stream, longest)
    path.write_bytes(jpeg(pixels))
    return Picture(path.name, float(stamp[0] * stamp[1] - start), stamp[0], stamp[1], pixels.shape[1], pixels.shape[0])
