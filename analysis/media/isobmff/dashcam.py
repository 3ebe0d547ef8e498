"""Satellite data of dashcams: "freeGPS" blocks of Novatek chips and their kin, beside the movie's own samples.

Sources: ExifTool's public documentation (QuickTime Stream, freeGPS); the layout notes published with nvtk_mp42gpx. A movie has a
box `gps ` with the place of each block, or the blocks stand between its samples. Where a block holds no text, its clock
is six little-endian integers, hour minute second year month day, and the letter A for a fix or V for none: most of these
cameras write local time there, some UTC, so the reading names no zone. Tags: "<path> freeGPS first", "... freeGPS last",
"... freeGPS void".
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from analysis.media.dates import read_date
from analysis.media.isobmff.boxes import Box, Readable, unpack
from analysis.media.isobmff.metadata_tracks import Found
from analysis.media.isobmff.text import DATE_IN_BYTES
from analysis.media.nmea import RMC, rmc_reading
from analysis.media.source import Listing

MARK = b"freeGPS "
BLOCK = 2_048
"""Bytes of a block that are read."""
LOOKED_AT = 200
"""Blocks searched for the first fix."""
SCAN = 1 << 19
"""Bytes at the start and at the end of the media data in which blocks are looked for."""
COMPACT = re.compile(rb"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)([0-2]\d)([0-5]\d)([0-5]\d)(?!\d)")


def read_index(tree: Readable, file: Readable, box: Box, path: str, listing: Listing) -> None:
    """List the blocks that a `gps ` box points to: the first fix, the last, or the first block without one."""
    count = min(unpack(tree, ">I", box.body + 4)[0], (box.length - 8) // 8)

    def place(index: int) -> int:
        return int.from_bytes(tree.at(box.body + 8 + 8 * index, 4), "big")

    first, void = None, None
    for index in range(min(count, LOOKED_AT)):
        found = read_block(file, place(index))
        if found is not None and found[0]:
            first = index
            _note(listing, f"{path} freeGPS first", found[1])
            break
        void = void or found
    if first is None:
        if void is not None:
            _note(listing, f"{path} freeGPS void", void[1])
        return
    for index in range(count - 1, max(first, count - LOOKED_AT), -1):
        found = read_block(file, place(index))
        if found is not None and found[0]:
            _note(listing, f"{path} freeGPS last", found[1])
            return


def read_block(file: Readable, offset: int) -> tuple[bool, Found] | None:
    """The time in the block at an offset; see `block_time`."""
    return block_time(file.at(offset, BLOCK), offset) if file.allowance.grants(BLOCK, slow=True) else None


def read_media(data: Readable, box: Box, path: str, listing: Listing) -> None:
    """Look for blocks in the first and in the last bytes of the media data: the first fix, the last, or the first block without one."""
    head = list(_blocks(data, box.body, box.body + min(SCAN, box.length)))
    first = next((found for fix, found in head if fix), None)
    if first is not None:
        _note(listing, f"{path} freeGPS first", first)
    elif head:
        _note(listing, f"{path} freeGPS void", head[0][1])
    tail = max(box.body + SCAN, box.end - SCAN)
    fixes = [found for fix, found in (head if box.length <= SCAN else _blocks(data, tail, box.end)) if fix]
    if fixes and fixes[-1] != first:
        _note(listing, f"{path} freeGPS {'last' if first is not None else 'first'}", fixes[-1])


def _blocks(data: Readable, start: int, end: int) -> Iterator[tuple[bool, Found]]:
    """The times of the blocks that begin in a stretch, up to as many as are looked at."""
    raw = data.at(start, end - start)
    at, left = raw.find(MARK), LOOKED_AT
    while at >= 0 and left:
        found = block_time(raw[at - 4 : at - 4 + BLOCK], start + at - 4) if at >= 4 else None
        if found is not None:
            yield found
        at, left = raw.find(MARK, at + len(MARK)), left - 1


def _note(listing: Listing, tag: str, found: Found) -> None:
    raw, reading, offset, length = found
    listing.note(tag, raw, offset, length, reading)


def block_time(block: bytes, offset: int) -> tuple[bool, Found] | None:
    """Whether a block has a fix, and its time; None for what is no block or shows no time."""
    if block[4:12] != MARK and MARK not in block[:16]:
        return None
    sentence = RMC.search(block)
    if sentence is not None:
        reading = rmc_reading(sentence)
        text = sentence.group().decode("ascii")
        return (sentence["status"] == b"A", (text, reading, offset + sentence.start(), len(text))) if reading else None
    for at in range(12, min(len(block) - 28, 0xA0), 4):
        numbers = struct.unpack_from("<6I", block, at)
        letter = block[at + 24 : at + 25]
        if letter not in (b"A", b"V"):
            continue
        for hour, minute, second, year, month, day in (numbers, numbers[3:] + numbers[:3]):
            full = year + 2000 if year < 100 else year
            if 2000 <= full < 2100 and 1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60:
                text = f"{full:04d}-{month:02d}-{day:02d} {hour:02d}:{minute:02d}:{second:02d}"
                reading = read_date(text)
                if reading is not None:
                    return letter == b"A", (text, reading, offset + at, 24)
    written = DATE_IN_BYTES.search(block)
    if written is not None:
        text = written.group().decode("ascii")
        return True, (text, read_date(text), offset + written.start(), len(text))
    compact = COMPACT.search(block)
    if compact is None:
        return None
    text = compact.group().decode("ascii")
    return True, (text, read_date(text), offset + compact.start(), len(text))
