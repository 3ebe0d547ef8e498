"""Pictures in PQ, the absolute scale of HDR10, as an ordinary screen shows them; shown as they are, they would be grey and dark.

HLG, the scale of most phones, was made to be shown as it is, and is. Decoding follows SMPTE ST 2084; graphics white lies at 203 cd/m2
(ITU-R BT.2408); primaries go from BT.2020 to BT.709 by the matrix of ITU-R BT.2087. What is brighter than white is pressed together at
the top, so that skies keep their clouds. The pictures are for eyes: none of their levels is a measurement.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorTrc
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

WHITE = 203.0
"""Candela a square metre."""
KNEE = 0.75
"""The share of white up to which brightness is kept."""
TO_709 = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], np.float32)
"""Red, green, blue."""
CODES = 4096


def _decoded() -> Floats:
    """By 12-bit code: brightness as a share of white (SMPTE ST 2084, 5.1)."""
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
    power = (np.arange(CODES) / (CODES - 1)) ** (1 / m2)
    return cast(Floats, (10_000 / WHITE * (np.maximum(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1)).astype(np.float32))


_LINEAR = _decoded()


def is_pq(frame: VideoFrame) -> bool:
    """Whether the frame says that its levels are in PQ."""
    return frame.color_trc == ColorTrc.SMPTE2084


def shown(frame: VideoFrame, width: int, height: int) -> Pixels:
    """The frame as BGR pixels of this size for an ordinary screen."""
    codes = cast(NDArray[np.uint16], frame.reformat(width=width, height=height, format="rgb48le", interpolation="AREA").to_ndarray())
    light = _LINEAR[codes >> 4]
    if frame.color_primaries == ColorPrimaries.BT2020:
        light = cv2.transform(light, TO_709)
    light = np.maximum(light, 0)
    over = KNEE + (1 - KNEE) * (1 - np.exp(-(np.maximum(light, KNEE) - KNEE) / (1 - KNEE)))
    levels = 255 * np.where(light > KNEE, over, light) ** (1 / 2.2)
    return cast(Pixels, np.ascontiguousarray(np.rint(levels).astype(np.uint8)[:, :, ::-1]))
