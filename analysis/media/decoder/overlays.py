"""The job "overlays": text that stays in place during a shot, read in several of its pictures.

Two finders, since either alone misses some. Pictures of a shot laid over one another (their mean) keep what stays in place and blur what
moves: behind a moving camera only the overlay stays sharp. A fixed camera's background is as still as its overlay, and digits that
change blur as well: so one picture is searched as it is. Behind a moving camera only that part of the picture is searched in which
edges stay where they are, and nothing where none do: most shots without text cost no search at all.
"""

from __future__ import annotations

import contextlib
import difflib
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from analysis.media.decoder.months import gap_in, month_in
from analysis.media.decoder.opening import Failures, open_video, origin, prepare, time_of, video_stream
from analysis.media.decoder.pictures import Pixels, picture, shown_size
from analysis.media.decoder.reading import Line, Reader
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
HELD = 6
"""Pictures between which edges are compared."""
EDGE = 40
"""Levels of an edge (Sobel's sum of differences, of eight times the step) that may belong to a letter."""
LEAST_EDGES = 25
"""Pixels of edges that stay in place, under which there is no line of three letters."""
AROUND = (140, 24)
"""Pixels, at the search's scale, added at the sides and above and below: what changes, such as seconds, stands beside what stays."""
SURE = 8
"""Pictures after which reading ends where all have as many digits, each read at `SURE_SCORE` or more."""
SURE_SCORE = 0.93
STAYS = 0.7
"""The share of pictures in which a digit is the same that does not count seconds."""

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
    part = _staying(views) if moves and len(views) >= HELD else (0, 0, size[0], size[1])
    if part is None:
        return []
    searched = [mean, one] if both and moves and len(views) > 1 else [mean if moves else one]
    left, top, right, bottom = part
    found = [(x + left, y + top, w, h) for view in searched for x, y, w, h in reader.find(view[top:bottom, left:right])]
    joined = _joined(found)[:MAX_BOXES]
    return [(int(x / scale), int(y / scale), math.ceil(w / scale), math.ceil(h / scale)) for x, y, w, h in joined]


def _staying(views: Sequence[Pixels]) -> tuple[int, int, int, int] | None:
    """The part of the picture (left, top, right, bottom) in which edges stay in place, with room around; None where none do."""
    step = (len(views) - 1) / (HELD - 1)
    edges = []
    for index in range(HELD):
        grey = cv2.cvtColor(views[round(index * step)], cv2.COLOR_BGR2GRAY)
        across, down = (cv2.Sobel(grey, cv2.CV_16S, *each) for each in ((1, 0), (0, 1)))
        edges.append(cv2.add(cv2.convertScaleAbs(across), cv2.convertScaleAbs(down)))
    # All but one: in one picture of six, something as bright as the letters may pass behind them.
    stays = np.partition(np.stack(edges), 1, axis=0)[1] >= EDGE
    # A line of letters has edges close by one another; single pixels are chance.
    close = cv2.filter2D(stays.astype(np.uint8), cv2.CV_16S, np.ones((9, 25), np.uint8)) >= LEAST_EDGES
    rows, columns = np.nonzero(close)
    if not rows.size:
        return None
    height, width = stays.shape
    return (
        max(0, int(columns.min()) - AROUND[0]), max(0, int(rows.min()) - AROUND[1]),
        min(width, int(columns.max()) + AROUND[0]), min(height, int(rows.max()) + AROUND[1]),
    )  # fmt: skip


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
    kept = [box for box in boxes if _stays([line.text for line in texts[box] if line.score >= SCORE and _says(line.text)], len(few))]
    digits = {box: max(len(line.digits) for line in texts[box]) for box in kept}
    clocks = sorted((box for box in kept if digits[box] >= 4), key=lambda box: -digits[box])[:MAX_CLOCKS]
    read = {box: dict(zip(few, texts[box], strict=True)) for box in clocks}
    others = [at for at in range(len(samples)) if at not in few]
    # First those spread over the whole shot, then the rest where the first do not agree.
    spread = others[:: max(1, round(len(others) / (SURE - len(few))))]
    for wave in (spread, [at for at in others if at not in spread]):
        open_ = [box for box in clocks if not _sure(list(read[box].values()))]
        more = iter(reader.read([_crop(samples[at].pixels, box, grey=at % 2 == 1) for box in open_ for at in wave]))
        for box in open_:
            read[box] |= {at: next(more) for at in wave}
    for box in kept:
        told = read.get(box) or dict(zip(few, texts[box], strict=True))
        scale = samples[0].scale
        x, y, w, h = (round(side * scale) for side in box)
        yield Overlay(
            shot,
            (x, y, w, h),
            tuple(
                Sighting(samples[at].pts, samples[at].time_base, samples[at].seconds, text[:200], min(1.0, max(0.0, told[at].score)))
                for at, text in _named({at: told[at] for at in sorted(told)})
                if text.strip()
            ),
            _clearness(list(told.values())),
        )


def _named(lines: Mapping[int, Line]) -> Iterator[tuple[int, str]]:
    """What was read in each picture, with the name of the month where it stands in letters that the reader has not."""
    name = month_in([line.months for line in lines.values() if line.months])
    for at, line in lines.items():
        gap = gap_in(line.text) if name is not None and line.months else None
        yield at, line.text if gap is None else f"{line.text[: gap[0]]} {name} {line.text[gap[1] :]}"


def _clearness(lines: Sequence[Line]) -> float:
    """The mean probability of the digit that is seen least clearly, of those that stay the same in nearly all pictures."""
    usual = Counter(len(line.digits) for line in lines).most_common(1)
    alike = [line for line in lines if usual and len(line.digits) == usual[0][0]]
    least = 1.0
    for seen in zip(*(zip(filter(str.isdigit, line.text), line.digits, strict=True) for line in alike), strict=True):
        digit, times = Counter(sign for sign, _ in seen).most_common(1)[0]
        if times >= STAYS * len(seen):
            least = min(least, sum(trust for sign, trust in seen if sign == digit) / len(seen))
    return least


def _sure(read: Sequence[Line]) -> bool:
    """Whether more reading would say the same: all texts have as many digits, and each is read clearly.

    A letter that slips now and then (a weekday's last) and a colon that blinks are outvoted by the pictures that were read.
    """
    if len(read) < SURE:
        return False
    return len({len(line.digits) for line in read}) == 1 and min(line.score for line in read) >= SURE_SCORE


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
