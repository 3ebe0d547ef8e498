"""Fingerprints of a video's pictures, by which an earlier or later copy of the same footage is found.

A picture's code has 256 bits: the signs, against their median, of the low frequencies of a 64 x 64 cosine transform of its brightness
(the idea is that of pHash: C. Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010). Borders of one
colour are taken off first. The bits stand in four words of 64:

* words 0 and 1: frequencies that are even from left to right, which mirroring leaves as they are; word 0 has the lowest, and is the key
  by which an archive is scanned;
* words 2 and 3: the odd ones, which mirroring turns over, each bit.

So a mirror image is found without a second code. Each picture has a second code, of its core: the middle three fifths of both sides,
where logos and captions seldom lie, and which every crop by a tenth leaves whole. A picture that is looked for has the codes of
more parts: those that would be the core of the other picture, were one of the two a crop by a tenth of the other, from the middle or
to a corner; and both its core and the whole with no bars taken off, with bars taken off more readily, and with black ones alone taken
off. All decoding is done by a worker process within limits.
"""

from __future__ import annotations

import base64
import binascii
import threading
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from analysis.media.worker import Limits, Progress, Refused, WorkerFailed, run
from analysis.place import Frame

Codes = NDArray[np.uint64]
Floats = NDArray[np.float64]

WORDS = 4
"""Words of 64 bits in a code."""
KEPT_S = 0.5
"""Seconds between two pictures of a file that is kept in an archive."""
ASKED_S = 0.25
"""Seconds between two pictures of a video that is looked for: each picture that is kept has one near it in time."""
FRAMED = 3
"""Other ways in which bars may be taken off a picture that is looked for."""
CORES = 10 + FRAMED
"""Parts of it that may be another picture's core: as many as crops are thought of, on either side, and one for each of those ways."""
SHIFTED = CORES + FRAMED
"""All codes of parts: those that may be another picture's core, then those that may be the whole of it."""
MAX_SHIFTED = 40_000
"""Pictures of one video that is looked for that have those: two hours and three quarters."""
MAX_PRINTS = 400_000
"""Pictures of one file that are kept: more than two days of video."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The worker's answer: the columns of `Prints` as base64 of little-endian numbers."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    duration_s: float | None
    start: Fraction
    time_base: Fraction
    pts: str
    codes: str
    core: str
    detail: str
    core_detail: str
    shifted: str
    still: bool = False
    sound: bool = False
    decode_failures: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Prints:
    """The fingerprints of one file, in order of time.

    `pts` and `time_base` place each picture in its stream; `start` is the second, on the same clock, at which the presentation starts.
    `codes` has a row of four words for each, `core` the same for its core. `detail` and `core_detail` are the shares of both, in 64ths,
    that show any texture: what is black, flat or nothing but a logo has little. `shifted` has SHIFTED rows of four words for each
    picture of a video that is looked for, none for one that is kept. `still` marks a picture file, `sound` one
    with a sound track (not kept). `problems` are plain sentences.
    """

    pts: NDArray[np.int64]
    codes: Codes
    core: Codes
    detail: NDArray[np.uint8]
    core_detail: NDArray[np.uint8]
    shifted: Codes = field(default_factory=lambda: np.zeros((0, SHIFTED, WORDS), np.uint64))
    time_base: Fraction = Fraction(1)
    start: Fraction = Fraction(0)
    duration_s: float | None = None
    still: bool = False
    sound: bool = False
    decode_failures: int = 0
    problems: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.pts)

    @property
    def seconds(self) -> Floats:
        """The second of the presentation at which each picture is shown."""
        seconds: Floats = self.pts.astype(np.float64) * float(self.time_base) - float(self.start)
        return seconds

    def place(self, index: int) -> Frame:
        """Where a picture stands in its file."""
        return Frame(int(self.pts[index]), self.time_base)


def fingerprint(
    path: Path,
    *,
    dense: bool = False,
    between: tuple[float, float] | None = None,
    threads: int = 2,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    limits: Limits | None = None,
) -> Prints:
    """The fingerprints of a video's or picture's file: to be kept, or `dense`, to be looked for.

    To be kept, it is read at many times its speed: key frames, and what follows them where they lie far apart. Dense, all of it is.
    `between` limits it to some seconds of the presentation.

    Raises Refused where it is neither or holds no picture, WorkerFailed where the decoder did not come to an answer, Stopped.
    """
    ask = {"threads": threads, "spacing_s": ASKED_S if dense else KEPT_S, "sparse": not dense, "between": between}
    answer = run("fingerprints", ask, Columns, video=path, limits=limits or Limits(), progress=progress, stop=stop)
    prints = _prints(answer)
    if not len(prints):
        raise Refused(prints.problems[0] if prints.problems else "No picture of this file could be decoded.")
    return prints


def _prints(answer: Columns) -> Prints:
    try:
        pts = np.frombuffer(base64.b64decode(answer.pts, validate=True), "<i8")
        codes = np.frombuffer(base64.b64decode(answer.codes, validate=True), "<u8").reshape(-1, WORDS)
        core = np.frombuffer(base64.b64decode(answer.core, validate=True), "<u8").reshape(-1, WORDS)
        detail, core_detail = (
            np.frombuffer(base64.b64decode(each, validate=True), np.uint8) for each in (answer.detail, answer.core_detail)
        )
        shifted = np.frombuffer(base64.b64decode(answer.shifted, validate=True), "<u8").reshape(-1, SHIFTED, WORDS)
    except (binascii.Error, ValueError) as error:
        raise WorkerFailed("The decoder's answer is not what was asked for.") from error
    sensible = answer.time_base > 0 and len(pts) == len(codes) == len(core) == len(detail) == len(core_detail) <= MAX_PRINTS
    if not sensible or len(shifted) > len(pts) or (len(detail) and max(int(detail.max()), int(core_detail.max())) > 64):
        raise WorkerFailed("The decoder's answer is not what was asked for.")
    if 0 < len(shifted) < len(core):
        # The pictures beyond those that have more parts: their core stands for each.
        shifted = np.concatenate([shifted, np.repeat(core[len(shifted) :, None], SHIFTED, axis=1)])
    order = np.argsort(pts, kind="stable")
    return Prints(
        pts[order].astype(np.int64),
        codes[order].astype(np.uint64),
        core[order].astype(np.uint64),
        detail[order],
        core_detail[order],
        shifted[order].astype(np.uint64) if len(shifted) else shifted.astype(np.uint64),
        answer.time_base,
        answer.start,
        answer.duration_s,
        answer.still,
        answer.sound,
        answer.decode_failures,
        answer.problems,
    )
