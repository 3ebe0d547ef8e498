"""Pictures in the two scales of HDR, PQ and HLG, as an ordinary screen shows them; shown as they are, PQ is grey and dark, HLG pale.

PQ is decoded by SMPTE ST 2084. HLG is decoded by the inverse OETF of ARIB STD-B67 and made into the light of a screen by the OOTF of ITU-R
BT.2100 (table 5) for the screen of 1000 cd/m2 that both name as nominal. Graphics white lies at 203 cd/m2 (ITU-R BT.2408), in HLG at 75 %
of the signal; primaries go from BT.2020 to BT.709 by the matrix of ITU-R BT.2087. What is brighter than white is pressed together at the
top, so that skies keep their clouds. The pictures are for eyes: none of their levels is a measurement.
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
LUMINANCE = np.array([[0.2627, 0.6780, 0.0593]], np.float32)
"""Of red, green, blue by ITU-R BT.2020 and BT.2100."""
HLG_PEAK = 1000.0
"""Candela a square metre of the screen for which the OOTF's gamma is 1.2 (ITU-R BT.2100, table 5)."""
HLG_GAMMA = 1.2
CODES = 4096


def _pq() -> Floats:
    """By 12-bit code: brightness as a share of white (SMPTE ST 2084, 5.1)."""
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
    power = (np.arange(CODES) / (CODES - 1)) ** (1 / m2)
    return cast(Floats, (10_000 / WHITE * (np.maximum(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1)).astype(np.float32))


def _hlg() -> Floats:
    """By 12-bit code: the light of the scene, 1 for the highest code (ARIB STD-B67; ITU-R BT.2100, table 5)."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    code = np.arange(CODES) / (CODES - 1)
    return cast(Floats, np.where(code <= 0.5, code**2 / 3, (np.exp((code - c) / a) + b) / 12).astype(np.float32))


_SCALES = {ColorTrc.SMPTE2084: _pq(), ColorTrc.ARIB_STD_B67: _hlg()}


def is_hdr(frame: VideoFrame) -> bool:
    """Whether the frame says that its levels are in PQ or HLG."""
    return frame.color_trc in _SCALES


def shown(frame: VideoFrame, width: int, height: int) -> Pixels:
    """The frame, one in PQ or HLG, as BGR pixels of this size for an ordinary screen."""
    codes = cast(NDArray[np.uint16], frame.reformat(width=width, height=height, format="rgb48le", interpolation="AREA").to_ndarray())
    light = _SCALES[ColorTrc(frame.color_trc)][codes >> 4]
    if frame.color_trc == ColorTrc.ARIB_STD_B67:
        scene = cv2.transform(light, LUMINANCE)[..., np.newaxis]
        light = light * (HLG_PEAK / WHITE * scene ** (HLG_GAMMA - 1))
    if frame.color_primaries == ColorPrimaries.BT2020:
        light = cv2.transform(light, TO_709)
    light = np.maximum(light, 0)
    over = KNEE + (1 - KNEE) * (1 - np.exp(-(np.maximum(light, KNEE) - KNEE) / (1 - KNEE)))
    levels = 255 * np.where(light > KNEE, over, light) ** (1 / 2.2)
    return cast(Pixels, np.ascontiguousarray(np.rint(levels).astype(np.uint8)[:, :, ::-1]))
