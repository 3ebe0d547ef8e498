"""Reads text in pictures with rapidocr's models (PP-OCRv6, in its wheel), which onnxruntime computes. Nothing is downloaded.

Loaded by the job that needs it alone: it takes half a second and 300 MB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec.typings import TextRecInput

from analysis.media.decoder.pictures import Pixels

THREADS = 1
"""Of computing one step: a second one waits by spinning, which doubles the work where the machine has other things to do."""
LEAST_HEIGHT = 5
"""Pixels in which no letter can be read."""
READ_HEIGHT = 48
"""Pixels of a line as the recogniser sees it (PP-OCR's input shape): lower ones are enlarged smoothly before."""


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

    def find(self, pixels: Pixels) -> Iterator[tuple[int, int, int, int]]:
        """The upright boxes (x, y, width, height) around lines of text."""
        boxes = self._engine.text_det(pixels).boxes
        for corners in boxes if boxes is not None else ():
            left, top = (max(0, int(corners[:, axis].min())) for axis in (0, 1))
            width, height = int(corners[:, 0].max()) - left, int(corners[:, 1].max()) - top
            if height >= LEAST_HEIGHT and width >= height:
                yield left, top, width, height

    def read(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        """For each crop of one line: the text, and the reader's score between 0 and 1."""
        if not crops:
            return []
        answer = self._engine.text_rec(TextRecInput(img=[_enlarged(crop) for crop in crops]))
        return [(str(text), float(score)) for text, score in zip(answer.txts or (), answer.scores or (), strict=True)]


def _enlarged(crop: Pixels) -> Pixels:
    height, width = crop.shape[:2]
    if height >= READ_HEIGHT:
        return crop
    scale = READ_HEIGHT / height
    enlarged: Pixels = cv2.resize(crop, (max(1, round(width * scale)), READ_HEIGHT), interpolation=cv2.INTER_CUBIC)  # type: ignore[assignment]
    return enlarged
