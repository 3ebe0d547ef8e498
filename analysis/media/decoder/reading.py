"""Reads text in pictures with rapidocr's models (PP-OCRv6, in its wheel), which onnxruntime computes. Nothing is downloaded.

Loaded by the job that needs it alone: it takes half a second and 300 MB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR

from analysis.media.decoder.months import Names, gap_in
from analysis.media.decoder.pictures import Pixels

THREADS = 1
"""Of computing one step: a second one waits by spinning, which doubles the work where the machine has other things to do."""
LEAST_HEIGHT = 5
"""Pixels in which no letter can be read."""
READ_HEIGHT = 48
"""Pixels of a line as the recogniser sees it (PP-OCR's input shape): lower ones are enlarged smoothly before."""


BATCH = 6
"""Lines that are computed at once, each as wide as the widest: 6 take 40 MB."""
LEAST_COLUMNS = 5
"""Columns of the model's answer, each an eighth of a line's height wide or a little more, in which the name of a month can stand."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was read in one picture of a line: the reader's score, and the probability that it gives to each digit, 0 to 1.

    `months` says how well each name of a month in Cyrillic letters fits where one is missing (`analysis.media.decoder.months`).
    """

    text: str
    score: float
    digits: tuple[float, ...] = ()
    months: dict[str, float] = field(default_factory=dict)


class Reader:
    """Finds lines of text in a picture, and reads them."""

    def __init__(self) -> None:
        self._engine = RapidOCR(
            params={
                "Global.use_cls": False,
                "Global.log_level": "critical",
                "Det.limit_type": "max",  # the size that the caller chose stays
                "Det.limit_side_len": 4096,
                "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
        self._characters: list[str] = self._engine.text_rec.postprocess_op.character
        self._months = Names(self._characters)

    def find(self, pixels: Pixels) -> Iterator[tuple[int, int, int, int]]:
        """The upright boxes (x, y, width, height) around lines of text."""
        boxes = self._engine.text_det(pixels).boxes
        for corners in boxes if boxes is not None else ():
            left, top = (max(0, int(corners[:, axis].min())) for axis in (0, 1))
            width, height = int(corners[:, 0].max()) - left, int(corners[:, 1].max()) - top
            if height >= LEAST_HEIGHT and width >= height:
                yield left, top, width, height

    def read(self, crops: Sequence[Pixels]) -> list[Line]:
        """What stands in each crop of one line."""
        lines: dict[int, Line] = {}
        # Of like width together: a narrow one among wide ones costs as much as they.
        order = sorted(range(len(crops)), key=lambda at: crops[at].shape[1] / crops[at].shape[0])
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            for at, columns in zip(batch, self._columns([_enlarged(crops[at]) for at in batch]), strict=True):
                lines[at] = self._line(columns)
        return [lines[at] for at in range(len(crops))]

    def _columns(self, crops: Sequence[Pixels]) -> NDArray[np.float32]:
        """By crop and column: the probability of each character, of none first."""
        recogniser = self._engine.text_rec
        _, height, width = recogniser.rec_image_shape
        widest = max(width / height, *(crop.shape[1] / crop.shape[0] for crop in crops))
        shaped = np.stack([recogniser.resize_norm_img(crop, widest) for crop in crops]).astype(np.float32)
        return cast(NDArray[np.float32], recogniser.session(shaped))

    def _line(self, columns: NDArray[np.float32]) -> Line:
        """The best character of each column, those that repeat the one before them and none left out (PP-OCR's CTC decoding)."""
        best = columns.argmax(axis=1)
        places = np.flatnonzero((best != 0) & (best != np.concatenate(([-1], best[:-1]))))
        trust = columns[places, best[places]]
        text = "".join(self._characters[each] for each in best[places])
        if not text:
            return Line("", 0.0)
        digits = tuple(float(p) for sign, p in zip(text, trust, strict=True) if sign.isdigit())
        gap = gap_in(text)
        months: dict[str, float] = {}
        if gap is not None:
            first, last = int(places[gap[0] - 1]) + 1, int(places[gap[1]])
            if last - first >= LEAST_COLUMNS:
                months = self._months.fits(columns[first:last])
        return Line(text, float(trust.mean()), digits, months)


def _enlarged(crop: Pixels) -> Pixels:
    height, width = crop.shape[:2]
    if height >= READ_HEIGHT:
        return crop
    scale = READ_HEIGHT / height
    enlarged: Pixels = cv2.resize(crop, (max(1, round(width * scale)), READ_HEIGHT), interpolation=cv2.INTER_CUBIC)  # type: ignore[assignment]
    return enlarged
