"""The label that a count of frames has as a timecode (SMPTE ST 12-1)."""

from __future__ import annotations


def smpte_label(frames: int, nominal: int, *, drop: bool) -> str:
    """hours:minutes:seconds:frames of a count since midnight, at a nominal rate in pictures a second; hours begin anew after 23.

    With `drop`, two of 30 frame numbers a minute are left out, but not each tenth minute (ST 12-1, 4.2.2), in proportion at higher rates
    that are a multiple of 30, and the last mark is ";".
    """
    if drop and nominal % 30 == 0:
        dropped = nominal // 15
        tens, rest = divmod(frames, nominal * 600 - 9 * dropped)
        frames += 9 * dropped * tens + (dropped * ((rest - dropped) // (nominal * 60 - dropped)) if rest > dropped else 0)
    seconds, frame = divmod(frames, nominal)
    mark = ";" if drop else ":"
    return f"{seconds // 3600 % 24:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}{frame:02d}"
