"""Satellite data of dashcams: "freeGPS" blocks of Novatek chips and their kin, beside the movie's own samples.

Source: ExifTool's public documentation (QuickTime Stream, freeGPS). A movie has a box `gps ` with the place of each block, or the blocks
stand between its samples; `dashcam_blocks` reads one. But for a receiver's sentence, some of these cameras write local time, some UTC, so
the reading names no zone. Tags: "<path> freeGPS first", "... freeGPS last", "... freeGPS void" (no fix, or none that is told).
Behind six integers and the letter stand N or S, E or W, a filler and two floats, degrees x 100 + minutes as receivers write them:
"<path> freeGPS position first". Some makers scramble them, so they are a proposal of a place and no more.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from analysis.media.isobmff.boxes import Box, Readable, unpack
from analysis.media.isobmff.dashcam_blocks import MARK, Time, block_time, enciphered
from analysis.media.isobmff.metadata_tracks import Found
from analysis.media.source import Listing

CLOCK = 24
"""Bytes of the six integers."""
BLOCK = 2_048
"""Bytes of a block that are read."""
LOOKED_AT = 200
"""Blocks searched for the first fix."""
SCAN = 1 << 19
"""Bytes at the start and at the end of the media data in which blocks are looked for."""
SECRET = "The dashcam enciphers its satellite data in a way of its own: the time in it is not read."


def read_index(tree: Readable, file: Readable, box: Box, path: str, listing: Listing) -> None:
    """List the blocks that a `gps ` box points to: the first fix, the last, or the first block without one."""
    count = min(unpack(tree, ">I", box.body + 4)[0], (box.length - 8) // 8)

    def place(index: int) -> int:
        return int.from_bytes(tree.at(box.body + 8 + 8 * index, 4), "big")

    first, void = None, None
    for index in range(min(count, LOOKED_AT)):
        found = read_block(file, place(index), listing)
        if found is not None and found[0]:
            first = index
            _note(listing, f"{path} freeGPS first", found[1], file)
            break
        void = void or found
    if first is None:
        if void is not None:
            _note(listing, f"{path} freeGPS void", void[1])
        return
    for index in range(count - 1, max(first, count - LOOKED_AT), -1):
        found = read_block(file, place(index), listing)
        if found is not None and found[0]:
            _note(listing, f"{path} freeGPS last", found[1])
            return


def read_block(file: Readable, offset: int, listing: Listing) -> Time | None:
    """The time in the block at an offset; see `block_time`."""
    return _time(file.at(offset, BLOCK), offset, listing) if file.allowance.grants(BLOCK, slow=True) else None


def _time(block: bytes, offset: int, listing: Listing) -> Time | None:
    found = block_time(block, offset)
    if found is None and enciphered(block):
        listing.problem(SECRET)
    return found


def read_media(data: Readable, box: Box, path: str, listing: Listing) -> None:
    """Look for blocks in the first and in the last bytes of the media data: the first fix, the last, or the first block without one."""
    head = list(_blocks(data, box.body, box.body + min(SCAN, box.length), listing))
    first = next((found for fix, found in head if fix), None)
    if first is not None:
        _note(listing, f"{path} freeGPS first", first, data)
    elif head:
        _note(listing, f"{path} freeGPS void", head[0][1])
    tail = max(box.body + SCAN, box.end - SCAN)
    fixes = [found for fix, found in (head if box.length <= SCAN else _blocks(data, tail, box.end, listing)) if fix]
    if fixes and fixes[-1] != first:
        _note(listing, f"{path} freeGPS {'last' if first is not None else 'first'}", fixes[-1])


def _blocks(data: Readable, start: int, end: int, listing: Listing) -> Iterator[Time]:
    """The times of the blocks that begin in a stretch, up to as many as are looked at."""
    raw = data.at(start, end - start)
    at, left = raw.find(MARK), LOOKED_AT
    while at >= 0 and left:
        found = _time(raw[at - 4 : at - 4 + BLOCK], start + at - 4, listing) if at >= 4 else None
        if found is not None:
            yield found
        at, left = raw.find(MARK, at + len(MARK)), left - 1


def _note(listing: Listing, tag: str, found: Found, data: Readable | None = None) -> None:
    raw, reading, offset, length = found
    listing.note(tag, raw, offset, length, reading)
    position = block_position(data.at(offset + 24, 12)) if data is not None and length == CLOCK else ""
    if position:
        listing.note(tag.replace("freeGPS first", "freeGPS position first"), position, offset + 24, 12)


def block_position(raw: bytes) -> str:
    """Degrees north and east from the twelve bytes that begin with the letter; "" where they are no position."""
    if len(raw) < 12 or raw[:1] != b"A" or raw[1:2] not in (b"N", b"S") or raw[2:3] not in (b"E", b"W"):
        return ""
    written: tuple[float, float] = struct.unpack_from("<2f", raw, 4)
    found = []
    for value, most, negative in zip(written, (90, 180), (raw[1:2] == b"S", raw[2:3] == b"W"), strict=True):
        if not 0 <= value < most * 100:
            return ""
        degrees, minutes = divmod(value, 100)
        if minutes >= 60:
            return ""
        found.append((degrees + minutes / 60) * (-1 if negative else 1))
    return f"{found[0]:.5f}, {found[1]:.5f}" if any(found) else ""
