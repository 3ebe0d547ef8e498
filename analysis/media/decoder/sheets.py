"""Contact sheets: every still of a video, small, with its number and its time."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import cast

import cv2
import numpy as np

from analysis.media.decoder.pictures import Pixels, jpeg

COLUMNS = 5
CELL = 320
"""Pixels of a picture's longest side on the sheet."""
LABEL = 22
"""Pixels below each picture for its number and time."""
MARGIN = 8
A_SHEET = 60
"""Pictures on one sheet: twelve rows; a sheet of 16:9 pictures is 1,650 by 2,530 pixels."""
MOST_SHEETS = 50
"""Sheets that are drawn: 3,000 shots; beyond, the stills alone are written."""


@dataclass(slots=True)
class Sheets:
    """Collects small pictures and draws a sheet whenever one is full: memory does not grow with the video."""

    made: list[bytes] = field(default_factory=list)
    _cells: list[tuple[str, Pixels]] = field(default_factory=list)

    def add(self, index: int, seconds: float, pixels: Pixels) -> bytes:
        """Take the still of a shot; its small picture as JPEG."""
        view = _small(pixels)
        if len(self.made) < MOST_SHEETS:
            self._cells.append((f"{index + 1}   {_clock(seconds)}", view))
            if len(self._cells) == A_SHEET:
                self._draw()
        return jpeg(view, 80)

    def finish(self) -> list[bytes]:
        """All sheets, as JPEG; in order."""
        if self._cells:
            self._draw()
        return self.made

    def _draw(self) -> None:
        width = max(view.shape[1] for _, view in self._cells)
        height = max(view.shape[0] for _, view in self._cells)
        columns = min(COLUMNS, len(self._cells))
        across, down = width + MARGIN, height + LABEL + MARGIN
        sheet = np.full((math.ceil(len(self._cells) / columns) * down + MARGIN, columns * across + MARGIN, 3), 255, np.uint8)
        for index, (label, view) in enumerate(self._cells):
            x, y = MARGIN + index % columns * across, MARGIN + index // columns * down
            left = x + (width - view.shape[1]) // 2
            sheet[y : y + view.shape[0], left : left + view.shape[1]] = view
            cv2.putText(sheet, label, (x, y + height + LABEL - 7), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (40, 40, 40), 1, cv2.LINE_AA)
        self.made.append(jpeg(sheet))
        self._cells.clear()


def _small(pixels: Pixels) -> Pixels:
    scale = min(1.0, CELL / max(pixels.shape[:2]))
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    return cast(Pixels, cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(max(0.0, seconds), 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours}:{minutes:02d}:{rest:06.3f}"
