"""Clock timestamps in picture timing: a time of day that some cameras and broadcast encoders write with each picture.

H.264 picture timing messages can be read only with lengths from the sequence parameter set; HEVC's time code message stands
alone, and so does the header of a group of pictures in MPEG-1 and MPEG-2 video. Sources: ITU-T H.264, 7.3.2.1.1, D.1.3, E.1;
ITU-T H.265, D.2.27; ISO/IEC 13818-2, 6.2.2.6.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.media.bits import Bits


class Timing(NamedTuple):
    """What an H.264 sequence parameter set says of picture timing messages: lengths in bits."""

    delay_bits: int
    structure: bool
    offset_bits: int


def sps_timing(data: bytes) -> Timing:
    """The timing fields of a sequence parameter set (H.264, 7.3.2.1.1 and E.1); `data` begins after the unit's header byte."""
    bits = Bits(data)
    profile = bits.take(8)
    bits.skip(16)
    bits.golomb()
    if profile in (100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135):
        _skip_high_profile(bits)
    bits.golomb()
    order = bits.golomb()
    if order == 0:
        bits.golomb()
    elif order == 1:
        bits.skip(1)
        for _ in range(2):
            bits.golomb()
        for _ in range(min(255, bits.golomb())):
            bits.golomb()
    bits.golomb()
    bits.skip(1)
    for _ in range(2):
        bits.golomb()
    if not bits.take(1):
        bits.skip(1)
    bits.skip(1)
    if bits.take(1):
        for _ in range(4):
            bits.golomb()
    return _vui_timing(bits) if bits.take(1) else Timing(0, False, 0)


def _skip_high_profile(bits: Bits) -> None:
    chroma = bits.golomb()
    if chroma == 3:
        bits.skip(1)
    for _ in range(2):
        bits.golomb()
    bits.skip(1)
    if bits.take(1):
        for index in range(12 if chroma == 3 else 8):
            if bits.take(1):
                last = following = 8
                for _ in range(16 if index < 6 else 64):
                    if following:
                        following = (last + bits.signed_golomb()) % 256
                    last = following or last


def _vui_timing(bits: Bits) -> Timing:
    if bits.take(1) and bits.take(8) == 255:
        bits.skip(32)
    if bits.take(1):
        bits.skip(1)
    if bits.take(1):
        bits.skip(4)
        if bits.take(1):
            bits.skip(24)
    if bits.take(1):
        for _ in range(2):
            bits.golomb()
    if bits.take(1):
        bits.skip(65)
    delay, offset, present = 0, 24, False
    for _ in range(2):
        if bits.take(1):
            present = True
            count = min(31, bits.golomb()) + 1
            bits.skip(8)
            for _ in range(count):
                bits.golomb()
                bits.golomb()
                bits.skip(1)
            bits.skip(5)
            delay = bits.take(5) + 1 + bits.take(5) + 1
            offset = bits.take(5)
    if present:
        bits.skip(1)
    return Timing(delay, bool(bits.take(1)), offset)


CLOCKS = (1, 1, 1, 2, 2, 3, 3, 2, 3)
"""Clock timestamps by pic_struct (H.264, table D-1)."""


def h264_timecode(payload: bytes, timing: Timing) -> str | None:
    """The first clock timestamp of a picture timing message, "10:22:33:05"; None where there is none."""
    if not timing.structure:
        return None
    bits = Bits(payload)
    bits.skip(timing.delay_bits)
    structure = bits.take(4)
    if structure >= len(CLOCKS) or not bits.take(1):
        return None
    bits.skip(2)
    return _clock(bits, frame_bits=8)


def hevc_timecode(payload: bytes) -> str | None:
    """The first clock timestamp of a time code message, "10:22:33:05"; None where there is none."""
    bits = Bits(payload)
    if not bits.take(2) or not bits.take(1):
        return None
    return _clock(bits, frame_bits=9)


def _clock(bits: Bits, frame_bits: int) -> str | None:
    """Hours, minutes, seconds and frames of a clock timestamp, from units_field_based_flag on; ";" marks dropped frame numbers."""
    bits.skip(6)
    full = bits.take(1)
    bits.skip(1)
    dropped = bits.take(1)
    frames = bits.take(frame_bits)
    parts = [0, 0, 0]
    for index, width in enumerate((6, 6, 5)):
        if not full and not bits.take(1):
            break
        parts[index] = bits.take(width)
    second, minute, hour = parts
    if bits.spent or second > 59 or minute > 59 or hour > 23:
        return None
    return f"{hour:02d}:{minute:02d}:{second:02d}{';' if dropped else ':'}{frames:02d}"


GROUP = b"\0\0\1\xb8"
"""The start code of a group of pictures."""


def group_timecode(data: bytes) -> tuple[str, int] | None:
    """The time code of the first group of pictures, and its index in the bytes.

    A drop flag, hours (5 bits), minutes (6), a marker, seconds (6), pictures (6).
    """
    at = data.find(GROUP)
    if at < 0 or at + 8 > len(data):
        return None
    bits = int.from_bytes(data[at + 4 : at + 8], "big")
    hours, minutes, seconds, pictures = bits >> 26 & 31, bits >> 20 & 63, bits >> 13 & 63, bits >> 7 & 63
    if hours > 23 or minutes > 59 or seconds > 59 or not bits >> 19 & 1:
        return None
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{';' if bits >> 31 else ':'}{pictures:02d}", at + 4
