"""The job "streams": what the container and its streams say of themselves."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import av
import av.error
from av.stream import Stream as AvStream
from av.video.stream import VideoStream

from analysis.media.decoder.opening import Failures, Refusal, length, open_video, prepare, video_stream
from analysis.media.decoder.pictures import orientation
from analysis.media.streams import Stream, Streams

MAX_TAGS = 500
MAX_TAG = 8_000
MAX_CHAPTERS = 1_000

TRANSFERS = {16: "PQ", 18: "HLG"}
"""The two curves of high dynamic range, by their numbers in ITU-T H.273, table 3."""


def streams(file: BinaryIO, ask: dict[str, Any], out: Path | None, report: Callable[[str, float], None]) -> Streams:
    """Read everything that is stated; one picture is decoded for the display matrix."""
    problems: list[str] = []
    with open_video(file) as container:
        report("streams", 0.1)
        turns = _turns(container, problems)
        found = tuple(_stream(stream, turns.get(stream.index)) for stream in container.streams)
        chapters = container.chapters()[:MAX_CHAPTERS]
        return Streams(
            format=container.format.name,
            format_name=container.format.long_name or "",
            duration_s=length(container),
            start_s=None if container.start_time is None else container.start_time / av.time_base,
            bit_rate=container.bit_rate or None,
            tags=_tags(container.metadata),
            chapters=tuple(_tags(dict(chapter.get("metadata", {}))) for chapter in chapters),
            streams=found,
            problems=tuple(problems),
        )


def _turns(container: Any, problems: list[str]) -> dict[int, tuple[int, bool, str]]:
    """By stream index: how the first picture is to be turned, whether mirrored, and its transfer curve."""
    try:
        stream = video_stream(container)
    except Refusal as refusal:
        problems.append(str(refusal))
        return {}
    prepare(stream, threads=1)
    failures = Failures()
    read = 0

    def count(packet: Any) -> None:
        nonlocal read
        read += 1
        if read > 200:
            raise Refusal("no picture among the first 200 packets")

    with contextlib.suppress(Refusal):
        for frame in failures.frames(container, stream, on_packet=count):
            turn, mirrored = orientation(frame)
            return {stream.index: (turn, mirrored, TRANSFERS.get(int(frame.color_trc or 0), ""))}
    problems.append("No picture could be decoded near the start of the video stream.")
    return {}


def _stream(stream: AvStream, turn: tuple[int, bool, str] | None) -> Stream:
    context = stream.codec_context
    base = stream.time_base
    facts: dict[str, Any] = {}
    if isinstance(stream, VideoStream) and context is not None:
        facts |= {
            "width": stream.width or None,
            "height": stream.height or None,
            "pixel_format": stream.pix_fmt or "",
            "frame_rate": stream.average_rate,
            "base_rate": stream.base_rate,
            "pixel_aspect": stream.sample_aspect_ratio or None,
        }
        if turn is not None:
            facts |= {"rotation": turn[0], "mirrored": turn[1], "transfer": turn[2]}
    elif stream.type == "audio" and context is not None:
        facts |= {"sample_rate": context.sample_rate or None, "channels": context.channels or None}  # type: ignore[attr-defined]
    return Stream(
        index=stream.index,
        kind=stream.type,
        codec=context.codec.canonical_name if context is not None else "",
        codec_name=(context.codec.long_name or "") if context is not None else "",
        codec_tag=_tag_of(stream),
        profile=str(stream.profile or "") if context is not None else "",
        bit_rate=(context.bit_rate or None) if context is not None else None,
        frames=stream.frames or None,
        time_base=base,
        start_s=_seconds(stream.start_time, base),
        duration_s=_seconds(stream.duration, base),
        language=stream.language or "",
        roles=tuple(role.name for role in type(stream.disposition) if role in stream.disposition and role.name),
        tags=_tags(stream.metadata),
        **facts,
    )


def _tag_of(stream: AvStream) -> str:
    with contextlib.suppress(AttributeError, UnicodeError):
        return str(stream.codec_tag or "").strip("\x00")
    return ""


def _tags(metadata: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(name)[:MAX_TAG], str(value)[:MAX_TAG]) for name, value in list(metadata.items())[:MAX_TAGS])


def _seconds(stamp: int | None, base: Fraction | None) -> float | None:
    return None if stamp is None or base is None else float(stamp * base)
