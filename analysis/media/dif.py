"""DV: the recording date and time, and the time code, that a camcorder writes into every frame (IEC 61834-4, SMPTE 314M).

A frame is a run of 80-byte DIF blocks, 150 a sequence. Subcode, VAUX and audio blocks carry packs of five bytes: an
identifier and four of data, binary-coded decimal. Tags, after the caller's prefix:

    recdate ...      packs 0x62 (date) and 0x63 (time) of VAUX or subcode, 0x52 and 0x53 of audio: the camera's clock when it recorded
    timecode ...     pack 0x13: position on the tape, no time of day unless set so
    binary group ... pack 0x14: the time code's user bits, in hexadecimal

where "..." is "first" or "last". raw is the packs in hexadecimal. The date pack has a zone field, but cameras leave it at their factory
setting: it stays in raw. Two digits are the year: DV was published in 1995, so 75 to 99 lie in the last century.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.media.source import Listing
from analysis.testimony import Status
from analysis.when import Reading

BLOCK = 80
SEQUENCE = 150 * BLOCK
FRAME_NTSC = 10 * SEQUENCE
FRAME_PAL = 12 * SEQUENCE
DATES, TIMES = (0x62, 0x52), (0x63, 0x53)


def is_dif(data: bytes) -> bool:
    """Whether bytes begin with the header block of a DIF sequence 0 (SMPTE 314M, 4.2)."""
    return (
        len(data) >= BLOCK
        and data[0] >> 5 == 0
        and data[1] & 0xF0 == 0
        and data[2] == 0
        and data[3] & 0x3F == 0x3F
        and data[80:81] != b"\0"
    )


def frame_size(data: bytes) -> int:
    """Bytes of a frame that begins here: 525 lines have ten sequences, 625 lines twelve (DSF, the header block's first flag)."""
    return FRAME_PAL if data[3] & 0x80 else FRAME_NTSC


def packs(frame: bytes) -> Iterator[tuple[int, bytes]]:
    """The packs of a frame, each with its index."""
    for at in range(0, len(frame) - BLOCK + 1, BLOCK):
        kind = frame[at] >> 5
        if kind == 1:
            places = range(at + 6, at + 54, 8)
        elif kind == 2:
            places = range(at + 3, at + 78, 5)
        elif kind == 3:
            places = range(at + 3, at + 8, 5)
        else:
            continue
        for place in places:
            yield place, frame[place : place + 5]


def list_frame(frame: bytes, offset: int, listing: Listing, prefix: str, which: str) -> bool:
    """List what one frame says of time; `which` ends each tag ("first", "last"). Returns whether it held a date."""
    found: dict[int, tuple[int, bytes]] = {}
    for index, pack in packs(frame):
        if pack[0] in {*DATES, *TIMES, 0x13, 0x14} and pack[1:] != b"\xff\xff\xff\xff":
            found.setdefault(pack[0], (index, pack))
    dated = False
    for date, time in zip(DATES, TIMES, strict=True):
        if date not in found or dated:
            continue
        index, pack = found[date]
        clock = found.get(time)
        raw = pack.hex() + (" " + clock[1].hex() if clock else "")
        reading = read_packs(pack, clock[1] if clock else None)
        empty: Status = "malformed" if any(byte & 0x3F for byte in pack[2:]) else "not set"
        listing.note(f"{prefix} recdate {which}", raw, offset + index, 5, reading, status=None if reading else empty)
        dated = reading is not None
    if 0x13 in found:
        index, pack = found[0x13]
        code = timecode(pack[1:])
        if code is not None:
            listing.note(f"{prefix} timecode {which}", code, offset + index, 5, status=None if code.strip("0:;") else "not set")
    if 0x14 in found:
        index, pack = found[0x14]
        if any(pack[1:]):
            listing.note(f"{prefix} binary group {which}", pack[1:].hex(), offset + index, 5)
    return dated


def read_packs(date: bytes, time: bytes | None) -> Reading | None:
    """The reading of a date pack and, where there is one, a time pack; None where the digits are none."""
    day, month, year = decimal(date[2] & 0x3F), decimal(date[3] & 0x1F), decimal(date[4])
    if day is None or month is None or year is None:
        return None
    year += 1900 if year >= 75 else 2000
    raw = date.hex() + (" " + time.hex() if time else "")
    hour = minute = second = None
    if time is not None:
        hour, minute, second = decimal(time[4] & 0x3F), decimal(time[3] & 0x7F), decimal(time[2] & 0x7F)
    try:
        if hour is None or minute is None or second is None:
            return Reading(year, month, day, raw=raw)
        return Reading(year, month, day, hour, minute, second, raw=raw)
    except ValueError:
        return None


def timecode(data: bytes) -> str | None:
    """hours:minutes:seconds:frames of four bytes in SMPTE ST 12 order (frames first); ";" before the frames for drop frame."""
    frames, seconds, minutes, hours = (decimal(byte & mask) for byte, mask in zip(data, (0x3F, 0x7F, 0x7F, 0x3F), strict=False))
    if None in (frames, seconds, minutes, hours):
        return None
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{';' if data[0] & 0x40 else ':'}{frames:02d}"


def decimal(byte: int) -> int | None:
    """The number that a byte of binary-coded decimal writes; None where it is none."""
    return byte // 16 * 10 + byte % 16 if byte % 16 < 10 and byte < 0xA0 else None
