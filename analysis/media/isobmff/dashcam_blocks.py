"""The time in one "freeGPS" block: the layouts of dashcams' chips.

Sources: ExifTool's public documentation (QuickTime Stream, freeGPS); the notes published with nvtk_mp42gpx. A block is a size, the text
"freeGPS ", another size, then what its maker likes:

    a receiver's sentence        as it is, or with 16 added to each character (Rove, Eachpai)
    six integers, a letter       hour minute second year month day, or the date first; then A for a fix, V for none (Novatek, Viofo)
    integers apart               the clock, the letter and the hemispheres, then the date further on (Akaso, Vantrue N4, and their kin)
    a letter, six integers       A and the hemispheres, then year month day hour minute second (Vantrue S1)
    six bytes, a letter          year month day hour minute second, one byte each (XBHT)
    records of 32 bytes          big-endian: year (2), month, day, hour, minute, tenths of seconds (2) (Nextbase 512G)
    a date in digits             with every byte turned over by 0xAA (Azdome, EEEkit), or plain; a hemisphere after it shows a fix

Blocks that are enciphered in a way of their own (Ligo, ATC) are not read: `enciphered` says so.
"""

from __future__ import annotations

import re
import struct

from analysis.media.dates import read_date
from analysis.media.isobmff.metadata_tracks import Found
from analysis.media.isobmff.text import DATE_IN_BYTES
from analysis.media.nmea import RMC, rmc_reading

MARK = b"freeGPS "
COMPACT = re.compile(rb"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)([0-2]\d)([0-5]\d)([0-5]\d)(?!\d)")
SHIFTED = re.compile(rb"4W.b\]S<[\x10-\x8f]{20,90}", re.DOTALL)
"""A receiver's sentence from its "$G" on, with 16 added to each character."""
TURNED_HEAD, TURNED = b"\xaa\xaa\xf2\xe1\xf0\xee", 0xAA
APART = ((48, 60, 68, 76, 88), (48, 60, 72, 88, 112), (16, 28, 40, 56, 80))
"""Where clock, letter, both hemispheres and date stand in the layouts that keep them apart."""
AFTER_LETTER = 64
BYTES_BEFORE_LETTER = 16
RECORDS = 48

Time = tuple[bool, Found]
"""Whether the receiver had a fix, and the time."""


def block_time(block: bytes, offset: int) -> Time | None:
    """Whether a block has a fix, and its time; None for what is no block or shows no time."""
    if MARK not in block[:16]:
        return None
    return (
        _sentence(block, offset)
        or _in_a_row(block, offset)
        or _apart(block, offset)
        or _after_letter(block, offset)
        or _bytes(block, offset)
        or _records(block, offset)
        or _digits(block, offset)
    )


def enciphered(block: bytes) -> bool:
    """Whether the block is one of those that only their maker can read."""
    return b"LIGOGPSINFO\0" in block[:128] or block[0x45:0x48] == b"ATC"


def _sentence(block: bytes, offset: int) -> Time | None:
    shifted = SHIFTED.search(block)
    plain = bytes(byte - 16 for byte in shifted.group()) if shifted is not None else block
    found = RMC.search(plain)
    if found is None or (reading := rmc_reading(found)) is None:
        return None
    text, start = found.group().decode("ascii"), found.start() + (shifted.start() if shifted is not None else 0)
    return found["status"] == b"A", (text, reading, offset + start, len(text))


def _in_a_row(block: bytes, offset: int) -> Time | None:
    for at in range(12, min(len(block) - 28, 0xA0), 4):
        letter = block[at + 24 : at + 25]
        if letter not in (b"A", b"V"):
            continue
        numbers = struct.unpack_from("<6I", block, at)
        for clock, date in ((numbers[:3], numbers[3:]), (numbers[3:], numbers[:3])):
            found = _time(date, clock, offset + at, 24)
            if found is not None:
                return letter == b"A", found
    return None


def _apart(block: bytes, offset: int) -> Time | None:
    for clock, letter, north, east, date in APART:
        marks = block[letter : letter + 1], block[north : north + 1], block[east : east + 1]
        if len(block) < date + 12 or marks[0] not in (b"A", b"V") or marks[1] not in (b"N", b"S") or marks[2] not in (b"E", b"W"):
            continue
        found = _time(struct.unpack_from("<3I", block, date), struct.unpack_from("<3I", block, clock), offset + clock, date + 12 - clock)
        if found is not None:
            return marks[0] == b"A", found
    return None


def _after_letter(block: bytes, offset: int) -> Time | None:
    if len(block) < AFTER_LETTER + 28 or not re.match(rb"[AV][NS][EW]\0", block[AFTER_LETTER:]):
        return None
    numbers = struct.unpack_from("<6I", block, AFTER_LETTER + 4)
    found = _time(numbers[:3], numbers[3:], offset + AFTER_LETTER + 4, 24)
    return (block[AFTER_LETTER] == ord("A"), found) if found is not None else None


def _bytes(block: bytes, offset: int) -> Time | None:
    at = BYTES_BEFORE_LETTER
    if not re.match(rb"\0[\1-\x63][\1-\x0c][\1-\x1f][\0-\x17][\0-\x3b]{2}[\0-\x09][AV][NS][EW]", block[at:], re.DOTALL):
        return None
    found = _time(tuple(block[at + 1 : at + 4]), tuple(block[at + 4 : at + 7]), offset + at + 1, 6)
    return (block[at + 8] == ord("A"), found) if found is not None else None


def _records(block: bytes, offset: int) -> Time | None:
    """Records have no letter: a receiver without a fix shows a date that is none, or the camera's clock."""
    at = RECORDS
    if block[at : at + 2] != b"$S" or len(block) < at + 32:
        return None
    year, month, day, hour, minute, tenths = struct.unpack_from(">H4BH", block, at + 6)
    found = _time((year, month, day), (hour, minute, tenths // 10), offset + at + 6, 8)
    return (any(block[at + 15 : at + 23]), found) if found is not None else None


def _digits(block: bytes, offset: int) -> Time | None:
    if block[18:24] == TURNED_HEAD:
        block = block[:18] + bytes(byte ^ TURNED for byte in block[18:300])
    for notation in (DATE_IN_BYTES, COMPACT):
        found = notation.search(block)
        if found is None:
            continue
        text = found.group().decode("ascii")
        reading = read_date(text)
        if reading is not None:
            fix = re.match(rb".{0,20}?[NS]:?\d", block[found.end() :], re.DOTALL) is not None
            return fix, (text, reading, offset + found.start(), len(text))
    return None


def _time(date: tuple[int, ...], clock: tuple[int, ...], offset: int, length: int) -> Found | None:
    """Years below 100 are those after 2000. The text is padded, so that it reads as a date; no zone is known."""
    (year, month, day), (hour, minute, second) = date, clock
    year += 2000 if year < 100 else 0
    if not (2000 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        return None
    text = f"{year:04d}-{month:02d}-{day:02d} {hour:02d}:{minute:02d}:{second:02d}"
    reading = read_date(text)
    return (text, reading, offset, length) if reading is not None else None
