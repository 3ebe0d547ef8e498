"""What a video's container and streams say of themselves, as FFmpeg reads them: every tag, no judgement.

Times are in seconds, rates in pictures a second. Read in a worker process (`analysis.media.worker`).
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Literal

from analysis.media.worker import SHORT, Limits, Progress, Refused, run

Kind = Literal["video", "audio", "subtitle", "data", "attachment", "unknown"]


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream. What it does not have or state is None, "" or empty.

    `frame_rate` is the average over the stream and `base_rate` the smallest rate that fits all its time stamps: where they
    differ the rate varies. `rotation` is in degrees counter-clockwise, as the display matrix turns the pictures; `mirrored` where it
    flips them as well. `pixel_aspect` is a pixel's width to its height. `start_s` is on the streams' own
    clocks. `tags` are (name, value) pairs in file order.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    index: int
    kind: Kind
    codec: str = ""
    codec_name: str = ""
    codec_tag: str = ""
    profile: str = ""
    width: int | None = None
    height: int | None = None
    pixel_format: str = ""
    transfer: str = ""
    frame_rate: Fraction | None = None
    base_rate: Fraction | None = None
    rotation: int | None = None
    mirrored: bool = False
    pixel_aspect: Fraction | None = None
    sample_rate: int | None = None
    channels: int | None = None
    bit_rate: int | None = None
    frames: int | None = None
    time_base: Fraction | None = None
    start_s: float | None = None
    duration_s: float | None = None
    language: str = ""
    roles: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Streams:
    """A container: FFmpeg's name for its format, its length and start in seconds, bits a second, its tags and its streams.

    `problems` are plain sentences: what could not be read.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    format: str = ""
    format_name: str = ""
    duration_s: float | None = None
    start_s: float | None = None
    bit_rate: int | None = None
    tags: tuple[tuple[str, str], ...] = ()
    chapters: tuple[tuple[tuple[str, str], ...], ...] = ()
    streams: tuple[Stream, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def video(self) -> Stream | None:
        """The first stream of moving pictures, or None."""
        moving = [s for s in self.streams if s.kind == "video" and not {"attached_pic", "timed_thumbnails"} & set(s.roles)]
        return moving[0] if moving else None

    def to_json(self) -> dict[str, Any]:
        """Plain values; fractions as "30000/1001"."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def streams(path: Path, *, limits: Limits = SHORT, progress: Progress | None = None, stop: threading.Event | None = None) -> Streams:
    """What the file's container and streams say. A file that is no video comes back empty, with the problem.

    Raises WorkerFailed where the decoder did not come to an answer, Stopped where it was told to stop.
    """
    try:
        return run("streams", {}, Streams, video=path, limits=limits, progress=progress, stop=stop)
    except Refused as refusal:
        return Streams(problems=(str(refusal),))


def _plain(value: Any) -> Any:
    match value:
        case Fraction():
            return str(value)
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    return value
