"""The job "fingerprints": one pass over the video that makes a code of about two pictures a second; or the code of a picture file."""

from __future__ import annotations

import base64
import contextlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, cast

import av.error
import cv2
import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from analysis.media.decoder.luma import Gray, plane
from analysis.media.decoder.opening import MAX_PIXELS, Failures, Refusal, length, open_video, origin, prepare, time_of, video_stream
from analysis.media.decoder.pictures import orientation
from analysis.media.fingerprint import MAX_PRINTS, MAX_SHIFTED, Columns

SIDE = 64
"""Pixels of the side of the square that is transformed."""
LOW = 16
"""Frequencies in each direction that are kept."""
VIEW = 256
"""Pixels of the longest side of the picture on which borders are looked for."""
BORDER_STEP = (8.0, 3.0)
"""Levels of 255 by which the pixels of a bar may differ, of a black one and of another: compression leaves as much. Haze and plain
walls differ by more than the second, and would be taken for bars in one picture and not in the next."""
BORDER_SHARE = 0.75
"""The share of a line that must be of the bar's colour: a logo may stand in it."""
BLACK = 40
"""The level up to which a bar is black; bars of other colours must be alike at both ends, else they are sky or wall."""
LOOSE_STEP, LOOSE_BLACK = (24.0, 3.0), 90
"""The same for a second try: as far as a change of brightness that leaves a picture worth looking at may move what is nearly black."""
ALIKE_BARS = 3
"""Lines by which two bars may differ that a player or an editor put on both sides of a picture."""
STILL_BAR = 0.5
"""The share of a line just after a bar that may still be of its colour, where there is no such bar at the other end."""
MOST_BORDER = 0.45
"""The share of a side that may be border at one edge; where more seems to be, the picture itself is flat."""
TEXTURE = 3.0
"""The standard deviation of an 8 x 8 block that shows anything."""
SHORT_S = 12.0
"""Seconds of a video that is decoded densely, since its pictures are few."""
CLOSE_KEYS_S = 2.1
"""Seconds between key frames up to which they are enough by themselves."""
LEAD_S = 1.05
"""Seconds after a key frame that are decoded where the key frames lie further apart: three pictures, which can confirm each other."""
LARGEST_STILL = 64 << 20
"""Bytes of a picture file that is read."""

CORE = (0.2, 0.8)
"""Where the core starts and ends, as shares of each side: logos and captions lie outside, and each crop by a tenth leaves it whole."""
CUT = 0.9
"""What a crop by a tenth leaves of each side; the picture may lie in the middle of what was, or in one of its corners."""

Words = NDArray[np.uint64]
Report = Callable[[str, float], None]


def _shifted() -> tuple[tuple[float, float, float], ...]:
    """Left, top and size, as shares of each side, of the parts of a picture that are the core of another, where one of both is a cut.

    First those of a cut picture, then those of a picture of which the other is a cut: for cuts from the middle and to each corner.
    """
    low, size = CORE[0], CORE[1] - CORE[0]
    left = 1 - CUT
    cuts = ((left / 2, left / 2), (0.0, 0.0), (left, 0.0), (0.0, left), (left, left))
    mine = [((low - x) / CUT, (low - y) / CUT, size / CUT) for x, y in cuts]
    theirs = [(x + CUT * low, y + CUT * low, CUT * size) for x, y in cuts]
    return (*mine, *theirs)


SHIFTED = _shifted()


def _orders() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Indices into the flattened low frequencies: those even from left to right, without the mean; and the odd ones; lowest first."""
    pairs = sorted(((down, across) for down in range(LOW) for across in range(LOW)), key=lambda pair: (pair[0] + pair[1], pair))
    even = [down * LOW + across for down, across in pairs if across % 2 == 0 and (down, across) != (0, 0)]
    odd = [down * LOW + across for down, across in pairs if across % 2 == 1]
    return np.array(even), np.array(odd)


EVEN, ODD = _orders()


def fingerprints(file: BinaryIO, ask: dict[str, Any], out: Path | None, report: Report) -> Columns:
    """Decode once, without the frames that no other refers to, and make the codes."""
    found = _still(file, report, searched=not ask["sparse"])
    if found is not None:
        return found
    with open_video(file) as container:
        stream = video_stream(container)
        rate = stream.average_rate or stream.base_rate
        skip = "DEFAULT" if rate is None or rate < 12 else "NONREF"
        prepare(stream, threads=int(ask["threads"]), skip=skip, loop_filter=False)
        between = ask["between"] or (float("-inf"), float("inf"))
        _go_to(container, stream, between[0])
        return _scan(container, stream, report, between, spacing=float(ask["spacing_s"]), sparse=bool(ask["sparse"]))


def _go_to(container: InputContainer, stream: VideoStream, seconds: float) -> None:
    """Seek to the key frame before these seconds of the presentation, where the file can be sought in."""
    base = stream.time_base
    if seconds > 0 and base is not None:
        with contextlib.suppress(av.error.FFmpegError):
            container.seek(math.floor((Fraction(str(seconds)) + origin(container)) / base), stream=stream, backward=True)


@dataclass(frozen=True, slots=True)
class Coded:
    """A picture's code and that of its core, how many of the 64 blocks of each show any texture, and the codes of its shifted parts."""

    code: Words
    core: Words
    detail: int
    core_detail: int
    shifted: tuple[Words, ...] = ()

    @classmethod
    def of(cls, view: Gray, *, searched: bool = False) -> Coded:
        picture = without_borders(view)
        square, core = _square(picture), _core(picture)
        shifted: tuple[Words, ...] = ()
        if searched:
            # What is dark at an edge is a bar in a darker copy and none in a paler one: the whole, and one that is cut more readily.
            # An even ground in black bars is taken for a bar, too, once those are off, where the copy without them is left whole.
            others = (view, without_borders(view, step=LOOSE_STEP, black=LOOSE_BLACK), without_borders(view, coloured=False))
            cores = (*(_part(picture, *part) for part in SHIFTED), *(_core(each) for each in others))
            shifted = tuple(code(each) for each in (*cores, *(_square(each) for each in others)))
        return cls(code(square), code(core), _texture(square), _texture(core), shifted)


def _core(picture: Gray) -> NDArray[np.float32]:
    return _part(picture, CORE[0], CORE[0], CORE[1] - CORE[0])


def _part(picture: Gray, left: float, top: float, size: float) -> NDArray[np.float32]:
    height, width = picture.shape
    rows, columns = (
        slice(round(side * at), max(round(side * (at + size)), round(side * at) + 1)) for side, at in ((height, top), (width, left))
    )
    return _square(picture[rows, columns])


def _texture(square: NDArray[np.float32]) -> int:
    blocks = square.reshape(8, 8, 8, 8).swapaxes(1, 2).reshape(64, 64)
    return int((blocks.std(axis=1) > TEXTURE).sum())


def _square(picture: Gray) -> NDArray[np.float32]:
    return cast(NDArray[np.float32], cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32))


def code(square: NDArray[np.float32]) -> Words:
    """The four words of a square picture's code."""
    low = cv2.dct(square)[:LOW, :LOW].ravel()
    even, odd = low[EVEN], low[ODD]
    bits = np.concatenate([even > np.median(even), [False], odd > np.median(odd)])
    return np.packbits(bits, bitorder="little").view("<u8")


def without_borders(view: Gray, step: tuple[float, float] = BORDER_STEP, black: float = BLACK, *, coloured: bool = True) -> Gray:
    """The picture without bars at its edges, letterbox in pillarbox included; the whole where they would leave too little of it.

    `coloured`: bars that are not black are taken off as well.
    """
    for _ in range(2):
        top, bottom = _bars(view, step, black, coloured)
        view = view[top : view.shape[0] - bottom]
        left, right = _bars(view.T, step, black, coloured)
        view = view[:, left : view.shape[1] - right]
    return view


def _bars(view: Gray, step: tuple[float, float], black: float, coloured: bool) -> tuple[int, int]:
    """How many lines at the top and at the bottom are bars: black, or of one colour at both ends; a logo or a caption may stand in them."""
    lines = len(view)
    if lines < 16 or view.shape[1] < 16:
        return 0, 0
    colours = [float(np.median(view[at])) for at in (0, -1)]
    alike = abs(colours[0] - colours[1]) <= step[0]
    runs = [
        _run(side, colour, step[colour > black]) if colour <= black or (alike and coloured) else 0
        for side, colour in zip((view, view[::-1]), colours, strict=True)
    ]
    if max(runs) > MOST_BORDER * lines:
        return 0, 0
    if min(runs) == 0 or abs(runs[0] - runs[1]) > ALIKE_BARS:
        # Dark ground at one edge is no bar: it ends here and there, and elsewhere in the next picture and in a darker copy.
        ends = [
            bool(run) and _ends_at_once(side[run:], colour, step[colour > black])
            for side, colour, run in zip((view, view[::-1]), colours, runs, strict=True)
        ]
        # Dark ground beside a bar makes that longer: a bar that ends at once at the other side says how wide both are.
        runs = [run if end else min(runs) if alike and any(ends) else 0 for run, end in zip(runs, ends, strict=True)]
    # The line where a bar ends is part bar, part picture.
    first, last = (run + 1 if run else 0 for run in runs)
    return first, last


def _ends_at_once(view: Gray, colour: float, step: float) -> bool:
    """Whether most of the picture begins at one line: the next but one shows little of the colour of the bar before it."""
    return float((np.abs(view[2].astype(np.float32) - colour) <= step).mean()) <= STILL_BAR


def _run(view: Gray, colour: float, step: float) -> int:
    """How many lines from the first on are of the colour but for a part."""
    flat = (np.abs(view.astype(np.float32) - colour) <= step).mean(axis=1) >= BORDER_SHARE
    return len(flat) if flat.all() else int(np.argmin(flat))


@dataclass(slots=True)
class Leads:
    """A long video, of which little is decoded: each key frame, and where these lie far apart, also the second that follows it.

    A group of pictures decodes from its key frame on as far as one likes. Encoders set a key frame at a cut, so every shot has a lead.
    """

    container: InputContainer
    _key: int | None = None
    _close: bool = False

    def demux(self, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
        """The packets to be decoded; the last, empty one asks the decoder for the pictures that it still holds."""
        for packet in self.container.demux(stream):
            if not packet.size or self._wanted(packet):
                yield packet

    def _wanted(self, packet: Packet[VideoStream]) -> bool:
        stamp = packet.dts if packet.dts is not None else packet.pts
        if stamp is None or packet.is_keyframe:
            if stamp is not None:
                self._close = self._key is not None and 0 < (stamp - self._key) * packet.time_base <= CLOSE_KEYS_S
                self._key = stamp
            return True
        return self._key is None or (not self._close and (stamp - self._key) * packet.time_base <= LEAD_S)


def _scan(
    container: InputContainer, stream: VideoStream, report: Report, between: tuple[float, float], *, spacing: float, sparse: bool
) -> Columns:
    start, stated = origin(container), length(container)
    base = stream.time_base or Fraction(1, 1_000_000)
    whole = not sparse or (stated is not None and stated <= SHORT_S)
    read = container if whole else cast(InputContainer, Leads(container))
    failures = Failures()
    stamps: list[int] = []
    coded: list[Coded] = []
    due = newest = float("-inf")
    for frame in failures.frames(read, stream):
        stamp = time_of(frame)
        if stamp is None or frame.is_corrupt or len(stamps) >= MAX_PRINTS:
            continue
        time = float(stamp[0] * stamp[1] - start)
        # A picture before the one it follows leans on pictures that were left out.
        if time < due or time < newest or time < between[0]:
            continue
        if time > between[1]:
            break
        newest = time
        due = max(due + spacing, time + spacing * 0.75)
        coded.append(Coded.of(view_of(frame, stream), searched=not sparse and len(coded) < MAX_SHIFTED))
        stamps.append(round(stamp[0] * stamp[1] / base))
        report("fingerprints", min(0.99, max(0.0, time / stated)) if stated else 0.0)
    problems = [f"Reading broke off ({failures.broken_off}); what came before it stands."] if failures.broken_off else []
    sound = any(track.codec_context is not None for track in container.streams.audio)
    return _columns(stated, start, base, stamps, coded, sound=sound, decode_failures=failures.count, problems=tuple(problems))


def view_of(frame: VideoFrame, stream: VideoStream) -> Gray:
    """The frame's brightness, small and upright."""
    luma = plane(frame)
    scale = VIEW / max(luma.shape)
    width, height = (max(16, round(side * scale)) for side in (luma.shape[1], luma.shape[0]))
    # Two lines of four say enough of a large picture, and reading them is what costs.
    luma = luma[:: max(1, luma.shape[0] // (2 * VIEW))]
    view = cast(Gray, cv2.resize(luma, (width, height), interpolation=cv2.INTER_AREA))
    degrees, mirrored = orientation(frame)
    if mirrored:
        view = cast(Gray, cv2.flip(view, 1))
    turn = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}.get(degrees)
    return view if turn is None else cast(Gray, cv2.rotate(view, turn))


def _still(file: BinaryIO, report: Report, *, searched: bool) -> Columns | None:
    """The code of a JPEG, PNG or WebP file; None where it is none. Raises Refusal where it can't be read."""
    head = file.read(16)
    file.seek(0)
    if not (head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")):
        return None
    data = file.read(LARGEST_STILL + 1)
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE) if len(data) <= LARGEST_STILL else None
    if picture is None or picture.size > MAX_PIXELS or min(picture.shape) < 16:
        raise Refusal("The picture can't be decoded, or is too large or too small.")
    scale = VIEW / max(picture.shape)
    size = tuple(max(16, round(side * scale)) for side in picture.shape[::-1])
    coded = Coded.of(cast(Gray, cv2.resize(picture, size, interpolation=cv2.INTER_AREA)), searched=searched)
    report("fingerprints", 1.0)
    return _columns(None, Fraction(0), Fraction(1), [0], [coded], still=True)


def _columns(
    duration: float | None,
    start: Fraction,
    base: Fraction,
    stamps: list[int],
    coded: list[Coded],
    *,
    still: bool = False,
    sound: bool = False,
    decode_failures: int = 0,
    problems: tuple[str, ...] = (),
) -> Columns:
    def column(values: list[Any], kind: str) -> str:
        return base64.b64encode(np.array(values, kind).tobytes()).decode()

    return Columns(
        duration_s=duration,
        start=start,
        time_base=base,
        pts=column(stamps, "<i8"),
        codes=column([each.code for each in coded], "<u8"),
        core=column([each.core for each in coded], "<u8"),
        detail=column([each.detail for each in coded], "u1"),
        core_detail=column([each.core_detail for each in coded], "u1"),
        shifted=column([each.shifted for each in coded if each.shifted], "<u8"),
        still=still,
        sound=sound,
        decode_failures=decode_failures,
        problems=problems,
    )
