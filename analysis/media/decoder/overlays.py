"""The job "overlays": text that stays in place during a shot, read in several of its pictures.

Two finders, since either alone misses some. Pictures of a shot laid over one another (their mean) keep what stays in place and blur what
moves: behind a moving camera only the overlay stays sharp. A fixed camera's background is as still as its overlay, and digits that
change blur as well: so one picture is searched as it is.
"""

from __future__ import annotations

import contextlib
import difflib
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, cast

import av.error
import cv2
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream

from analysis.media.decoder.luma import Gray, sharpness
from analysis.media.decoder.opening import Failures, open_video, origin, prepare, time_of, video_stream
from analysis.media.decoder.pictures import Pixels, picture, shown_size
from analysis.media.decoder.reading import Reader
from analysis.media.overlays import Overlay, Overlays, Sighting

LONGEST = 1920
"""Pixels of a picture's longest side as it is read: 18 of them take 110 MB."""
SEARCHED = 960
"""Pixels of the longest side as it is searched for text: half the time that 1280 take, and letters of 16 lines at 1080p are found."""
NEAR_S = 1.5
"""Seconds that are decoded through rather than leapt over."""
EDGE_S = 0.15
"""Seconds kept from the ends of a shot, where a transition may blend."""
SCORE = 0.5
"""The reader's score under which a text is noise."""
ALIKE = 0.5
"""How alike (0 to 1) two readings of one place are that stays: its seconds may differ, a passing background's letters all do."""
MAX_BOXES = 40
MAX_CLOCKS = 8
"""Places of one shot that are read in every picture, those with most digits first."""
BOTH_FINDERS = 2
"""Shots up to which both finders are asked; beyond, the mean picture where the camera moves, else the one picture."""
BLURRED = 0.4
"""The share of one picture's sharpness under which the mean picture shows that the camera moved."""

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture of a shot."""

    pts: int
    time_base: Fraction
    seconds: float
    pixels: Pixels
    scale: float
    """Pixels as shown for one pixel as held."""


def overlays(file: BinaryIO, ask: dict[str, Any], out: Path | None, report: Callable[[str, float], None]) -> Overlays:
    """Search each asked shot [index, start, end] (seconds of the presentation) and read what is found."""
    reader = Reader()
    found: list[Overlay] = []
    size = (0, 0)
    with open_video(file) as container:
        stream = video_stream(container)
        prepare(stream, threads=2, skip="NONREF")
        for done, (index, start, end) in enumerate(ask["shots"]):
            samples = []
            for sample in sampled(container, stream, start, end, int(ask["frames"])):
                samples.append(sample)
                report("text", done / len(ask["shots"]))
            if not samples:
                continue
            height, width = samples[0].pixels.shape[:2]
            samples = [sample for sample in samples if sample.pixels.shape[:2] == (height, width)]
            size = (round(width * samples[0].scale), round(height * samples[0].scale))
            boxes = _boxes(reader, samples, both=len(ask["shots"]) <= BOTH_FINDERS)
            report("text", (done + 0.5) / len(ask["shots"]))
            found += _read(reader, samples, boxes, index)
            report("text", (done + 1) / len(ask["shots"]))
    return Overlays(*size, tuple(found))


def sampled(container: InputContainer, stream: VideoStream, start: float, end: float, count: int) -> Iterator[Sample]:
    """About `count` pictures spread over the stretch, in order.

    Key frames are taken where they come: what lies between is then not decoded. Where there are none, all of the stretch is decoded.
    """
    zero = origin(container)
    edge = min(EDGE_S, (end - start) / 10)
    first, last = start + edge, end - edge
    step = (last - first) / max(1, count - 1)
    wanted, taken = first, first - 1.0
    leaping = True
    while wanted <= last + 1e-6:
        if not _seek(container, stream, Fraction(wanted).limit_denominator(1_000_000) + zero):
            return
        landed = False
        for frame in Failures().frames(container, stream):
            stamp = time_of(frame)
            if stamp is None or frame.is_corrupt:
                continue
            seconds = float(stamp[0] * stamp[1] - zero)
            if seconds > last + 1e-6:
                return
            if not landed:
                landed = True
                # A key frame that was passed already: there is none up to here, so leaping would decode the same again.
                leaping = leaping and (seconds > taken or taken < first)
                if seconds > taken and seconds >= first:
                    wanted = min(wanted, seconds)
            if seconds < wanted - 1e-6 or seconds <= taken:
                continue
            longest = max(shown_size(frame.width, frame.height, stream.sample_aspect_ratio))
            yield Sample(stamp[0], stamp[1], seconds, picture(frame, stream, LONGEST), max(1.0, longest / LONGEST))
            taken = seconds
            wanted = max(wanted + step, seconds + step / 2)
            if leaping and wanted - seconds > NEAR_S:
                break
        else:
            return


def _seek(container: InputContainer, stream: VideoStream, moment: Fraction) -> bool:
    base = stream.time_base or Fraction(1, 1_000_000)
    for target in (math.floor(moment / base), 0):
        with contextlib.suppress(av.error.FFmpegError):
            container.seek(target, stream=stream, backward=True, any_frame=False)
            return True
    return False


def _boxes(reader: Reader, samples: list[Sample], *, both: bool) -> list[Box]:
    """Where text was found, from the top; boxes in pixels as held."""
    height, width = samples[0].pixels.shape[:2]
    scale = SEARCHED / max(width, height)
    size = (max(32, round(width * scale)), max(32, round(height * scale)))
    shape = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    views = [cast(Pixels, cv2.resize(sample.pixels, size, interpolation=shape)) for sample in samples]
    one = views[len(views) // 2]
    mean = cast(Pixels, np.mean(views, axis=0, dtype=np.float32).astype(np.uint8))
    moves = _sharp(mean) < BLURRED * _sharp(one)
    searched = [mean, one] if both and len(views) > 1 else [mean if moves else one]
    found = [box for view in searched for box in reader.find(view)]
    joined = _joined(found)[:MAX_BOXES]
    return [(int(x / scale), int(y / scale), math.ceil(w / scale), math.ceil(h / scale)) for x, y, w, h in joined]


def _sharp(pixels: Pixels) -> float:
    return sharpness(cast(Gray, cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)))


def _joined(boxes: list[Box]) -> list[Box]:
    """Boxes of one line that overlap or stand a letter's width apart are one; from the top, then from the left."""
    rest = sorted(boxes)
    whole: list[Box] = []
    while rest:
        x, y, w, h = rest.pop(0)
        for other in rest:
            ox, oy, ow, oh = other
            shared = min(y + h, oy + oh) - max(y, oy)
            if shared >= 0.6 * min(h, oh) and max(h, oh) <= 2 * min(h, oh) and ox <= x + w + 0.6 * min(h, oh):
                rest.remove(other)
                left, top = min(x, ox), min(y, oy)
                rest.insert(0, (left, top, max(x + w, ox + ow) - left, max(y + h, oy + oh) - top))
                break
        else:
            whole.append((x, y, w, h))
    return sorted(whole, key=lambda box: (box[1], box[0]))


def _read(reader: Reader, samples: list[Sample], boxes: list[Box], shot: int) -> Iterator[Overlay]:
    few = sorted({0, len(samples) // 2, len(samples) - 1})
    first = reader.read([_crop(samples[at].pixels, box, grey=at % 2 == 1) for box in boxes for at in few])
    texts = {box: first[i * len(few) : (i + 1) * len(few)] for i, box in enumerate(boxes)}
    kept = [box for box in boxes if _stays([text for text, score in texts[box] if score >= SCORE and _says(text)], len(few))]
    digits = {box: max(len(re.findall(r"\d", text)) for text, _ in texts[box]) for box in kept}
    clocks = sorted((box for box in kept if digits[box] >= 4), key=lambda box: -digits[box])[:MAX_CLOCKS]
    others = [at for at in range(len(samples)) if at not in few]
    more = iter(reader.read([_crop(samples[at].pixels, box, grey=at % 2 == 1) for box in clocks for at in others]))
    for box in clocks:
        every = dict(zip(few, texts[box], strict=True)) | {at: next(more) for at in others}
        texts[box] = [every[at] for at in range(len(samples))]
    for box in kept:
        seen = samples if box in clocks else [samples[at] for at in few]
        scale = samples[0].scale
        x, y, w, h = (round(side * scale) for side in box)
        yield Overlay(
            shot,
            (x, y, w, h),
            tuple(
                Sighting(sample.pts, sample.time_base, sample.seconds, text[:200], min(1.0, max(0.0, score)))
                for sample, (text, score) in zip(seen, texts[box], strict=True)
                if text.strip()
            ),
        )


def _says(text: str) -> bool:
    """Whether it is more than an edge or a window that looks like a letter: three letters or digits, or one of a script of syllables."""
    signs = [sign for sign in text if sign.isalnum()]
    return len(signs) >= 3 or any(sign > "\u2e80" for sign in signs)


def _stays(texts: list[str], looked: int) -> bool:
    """Whether the same text was read here more than once (or in the one picture there is)."""
    if len(texts) < 2:
        return looked == 1 and bool(texts)
    pairs = ((a, b) for i, a in enumerate(texts) for b in texts[i + 1 :])
    return any(difflib.SequenceMatcher(None, a[:100], b[:100]).ratio() >= ALIKE for a, b in pairs)


def _crop(pixels: Pixels, box: Box, *, grey: bool) -> Pixels:
    """The line as it is read. Every other picture is read in grey and with more margin: a slip that the reader makes each time it sees
    the same picture of a digit is then contradicted by the rest.
    """
    x, y, w, h = box
    margin = max(1, round((0.2 if grey else 0.08) * h))
    part = pixels[max(0, y - margin) : y + h + margin, max(0, x - margin) : x + w + margin]
    return cast(Pixels, cv2.cvtColor(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)) if grey else part
