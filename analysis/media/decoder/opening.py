"""Opens the video that lies on standard input, and nothing else, whatever it says that it refers to.

FFmpeg is handed the file's bytes through an object with `read` and `seek`, so it knows no path to resolve a reference against. Formats are
allow-listed by demuxer; no protocol is allowed; a further file that a demuxer asks for is refused. Playlists and
manifests (HLS, DASH, concat, SDP, image sequences, RTSP, subfile) are therefore no videos here, and external
data references in MOV stay off as FFmpeg leaves them (`enable_drefs`, `use_absolute_path`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, BinaryIO, NoReturn

import av
import av.error
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

DEMUXERS = (
    "mov",
    "mp4",
    "m4a",
    "3gp",
    "3g2",
    "mj2",
    "matroska",
    "webm",
    "avi",
    "asf",
    "mpegts",
    "mpeg",
    "flv",
    "mxf",
    "rm",
    "dv",
    "ogg",
    "gif",
)
"""The formats that are opened, by the names of FFmpeg's demuxers. None of them is a list of other files."""

BUFFER = 256 << 10
"""Bytes a read: large enough that calls back into Python cost nothing beside decoding."""

MAX_PIXELS = 67_000_000
"""Pixels of one picture that are decoded: 8192 x 8192, twice the 8K of any camera, a sixteenth of what a bomb would claim."""

MAX_STREAMS = 1_000
MAX_AWAITED = 10_000
"""Pictures in a row that may fail before the rest is given up."""


class Refusal(Exception):
    """The file can't be used for this job; the message is one sentence for the person who gave it."""


def open_video(file: BinaryIO) -> InputContainer:
    """The container, opened within the allow-lists. Raises Refusal where it is none of these formats or is too damaged to open."""
    try:
        container = av.open(
            file,
            mode="r",
            options={"format_whitelist": ",".join(DEMUXERS), "protocol_whitelist": "none", "max_streams": str(MAX_STREAMS)},
            metadata_errors="replace",
            buffer_size=BUFFER,
            io_open=_refuse,
        )
    except _AnotherFile as error:
        raise Refusal("The file refers to another file, which is not opened.") from error
    except (av.error.FFmpegError, ValueError, UnicodeError) as error:
        raise Refusal(f"This is no video in a format that the tool opens, or its beginning is damaged ({_reason(error)}).") from error
    return container


def video_stream(container: InputContainer) -> VideoStream:
    """The main video stream: the largest moving picture, the first of equals; covers and thumbnails last. Raises Refusal for none."""
    streams = [stream for stream in container.streams.video if stream.codec_context is not None]
    if not streams:
        raise Refusal("The file has no video stream that can be decoded.")

    def rank(stream: VideoStream) -> tuple[bool, int]:
        cover = bool(stream.disposition & (stream.disposition.attached_pic | stream.disposition.timed_thumbnails))
        return (not cover, (stream.width or 0) * (stream.height or 0))

    best = max(streams, key=rank)
    if (best.width or 0) * (best.height or 0) > MAX_PIXELS:
        raise Refusal(
            f"The pictures are {best.width} x {best.height}: more than the {MAX_PIXELS // 1_000_000} megapixels that are decoded."
        )
    return best


def prepare(stream: VideoStream, *, threads: int, skip: str = "DEFAULT", loop_filter: bool = True) -> None:
    """Set the decoder up: `skip` is which frames it leaves out (FFmpeg's AVDiscard), `loop_filter` whether block edges are smoothed."""
    context = stream.codec_context
    # Frame threads each hold pictures of their own: one thread is enough memory for the very large.
    large = (stream.width or 0) * (stream.height or 0) > 9_000_000
    stream.thread_count = 1 if large else threads
    stream.thread_type = "AUTO"
    context.skip_frame = skip  # type: ignore[assignment]
    options = {"max_pixels": str(MAX_PIXELS)}
    if not loop_filter:
        options["skip_loop_filter"] = "all"
    context.options = options


def origin(container: InputContainer) -> Fraction:
    """The second, on the streams' own clocks, at which the presentation starts: the earliest start of any stream.

    Edit lists are applied by FFmpeg's MOV demuxer: what an edit cuts off is not shown, an empty edit delays its stream.
    Players start at the same instant.
    """
    if container.start_time is None:
        return Fraction(0)
    rounded = Fraction(container.start_time, av.time_base)
    # FFmpeg gives the container's start in whole microseconds; the stream that it came from knows it exactly.
    starts = [stream.start_time * stream.time_base for stream in container.streams if stream.start_time is not None and stream.time_base]
    exact = min(starts, key=lambda start: abs(start - rounded), default=rounded)
    return exact if abs(exact - rounded) <= Fraction(1, av.time_base) else rounded


def length(container: InputContainer) -> float | None:
    """The presentation's length in seconds, as the container states it; None where it states none or no sensible one."""
    if container.duration is None or container.duration <= 0:
        return None
    return float(Fraction(container.duration, av.time_base))


def time_of(frame: VideoFrame) -> tuple[int, Fraction] | None:
    """A frame's time stamp and its unit in seconds; the decoding time where it has no other; None where it has none."""
    stamp = frame.pts if frame.pts is not None else frame.dts
    base = frame.time_base
    return None if stamp is None or base is None else (stamp, base)


class Failures:
    """Counts what could not be decoded, and goes on.

    A decoder says nothing of a picture that it gave up for want of memory or of its data. Key frames are never left out on purpose, so
    those that went in and did not come out are counted as well.
    """

    def __init__(self) -> None:
        self.count = 0
        self.broken_off = ""
        self._awaited: set[int] = set()

    def frames(
        self, container: InputContainer, stream: VideoStream, *, on_packet: Callable[[Packet[VideoStream]], None] | None = None
    ) -> Iterator[VideoFrame]:
        """Every frame that decodes, in order of presentation; a packet that does not is counted."""
        yield from self._decoded(container, stream, on_packet)
        self.count += len(self._awaited)
        self._awaited.clear()

    def _decoded(
        self, container: InputContainer, stream: VideoStream, on_packet: Callable[[Packet[VideoStream]], None] | None
    ) -> Iterator[VideoFrame]:
        packets = container.demux(stream)
        errors_in_a_row = 0
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.error.EOFError, EOFError):
                return
            except av.error.FFmpegError as error:
                self.count += 1
                self.broken_off = _reason(error)
                yield from self._rest(stream)
                return
            if on_packet is not None:
                on_packet(packet)
            if not packet.size and packet.dts is not None:
                # An empty packet inside a stream repeats the picture before it; to the decoder it would mean the end.
                continue
            if packet.is_keyframe and packet.pts is not None and not packet.is_discard and len(self._awaited) < MAX_AWAITED:
                self._awaited.add(packet.pts)
            try:
                for frame in packet.decode():
                    errors_in_a_row = 0
                    if isinstance(frame, VideoFrame):
                        yield self._counted(frame)
            except (av.error.EOFError, EOFError):
                return
            except av.error.MemoryError:
                raise
            except (av.error.FFmpegError, ValueError):
                self.count += 1
                self._awaited.discard(packet.pts if packet.pts is not None else 0)
                errors_in_a_row += 1
                if errors_in_a_row > MAX_AWAITED:
                    self.broken_off = "nothing decodes any more"
                    return

    def _counted(self, frame: VideoFrame) -> VideoFrame:
        if frame.is_corrupt:
            self.count += 1
        if frame.pts is not None:
            self._awaited.discard(frame.pts)
        return frame

    def _rest(self, stream: VideoStream) -> Iterator[VideoFrame]:
        """The frames that the decoder still holds."""
        with contextlib.suppress(av.error.FFmpegError, ValueError):
            yield from map(self._counted, stream.decode(None))


class _AnotherFile(Exception):
    """A demuxer asked for a further file."""


def _refuse(url: str, flags: int, options: dict[str, Any]) -> NoReturn:
    raise _AnotherFile


def _reason(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return str(text).partition(":")[0][:120].lower()
