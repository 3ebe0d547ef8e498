"""Whether a movie's pictures and sound lie in its media data boxes, and nowhere else.

A hash that leaves out the tables of chunk offsets (C2PA's leaves them out, since adding a manifest moves the media) still covers all media
data boxes. Pictures that lie in them are covered; a changed table could point into a box that the hash leaves out.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from itertools import accumulate

from analysis.media.isobmff.boxes import Allowance, Bounded, Box, Readable, Window, boxes, children
from analysis.media.source import Listing

MAX_SAMPLES = 8_000_000
"""Entries of a table that are followed: a day at 60 pictures a second has 5.2 million."""


def chunks_lie_in_media(file: Bounded) -> bool:
    """Whether each chunk of each track begins and ends inside one `mdat` box (ISO/IEC 14496-12, 8.1.1, 8.7).

    False where that can't be told: fragments, a compressed header, tables that are cut off or do not fit each other. Raises MediaError
    where the file's budget is spent.
    """
    data, silent = Window(file, 0, file.size, Allowance()), Listing()
    top = list(boxes(data, 0, data.size, silent))
    media = sorted((box.body, box.end) for box in top if box.kind == b"mdat" and box.whole)
    movies = [box for box in top if box.kind == b"moov"]
    if silent.problems or len(movies) != 1 or any(box.kind == b"moof" for box in top):
        return False
    tables = [_tables(data, track) for track in children(data, movies[0], silent, "moov") if track.kind == b"trak"]
    try:
        return bool(tables) and all(_inside(data, table, media) for table in tables)
    except (struct.error, KeyError, ZeroDivisionError):
        return False


def _tables(data: Readable, track: Box) -> dict[bytes, Box]:
    """The tables of a track's samples by kind; of several of one kind, the last."""
    inside = [track]
    for kind in (b"mdia", b"minf", b"stbl"):
        inside = [child for box in inside for child in children(data, box, Listing(), "trak") if child.kind == kind]
    return {child.kind: child for box in inside for child in children(data, box, Listing(), "stbl")}


def _inside(data: Readable, tables: dict[bytes, Box], media: list[tuple[int, int]]) -> bool:
    offsets = _column(data, tables[b"stco"], 4) if b"stco" in tables else _column(data, tables[b"co64"], 8)
    runs = _column(data, tables[b"stsc"], 4, each=3)
    ends = list(accumulate(_sizes(data, tables[b"stsz"]), initial=0))
    starts = [start for start, _ in media]
    sample = 0
    for run, (first, each) in enumerate(zip(runs[::3], runs[1::3], strict=True)):
        last = runs[3 * run + 3] if 3 * run + 3 < len(runs) else len(offsets) + 1
        if not 1 <= first <= last <= len(offsets) + 1:
            return False
        for offset in offsets[first - 1 : last - 1]:
            following = min(sample + each, len(ends) - 1)
            box = bisect_right(starts, offset) - 1
            if box < 0 or offset + ends[following] - ends[sample] > media[box][1]:
                return False
            sample = following
    return sample == len(ends) - 1


def _column(data: Readable, box: Box, width: int, *, each: int = 1) -> tuple[int, ...]:
    """The numbers of a table that counts its entries after its version. Raises struct.error where it is shorter than it says."""
    (count,) = struct.unpack(">I", data.at(box.body + 4, 4))
    if count > MAX_SAMPLES or 8 + count * each * width > box.length:
        raise struct.error("the table is cut off")
    return struct.unpack(f">{count * each}{'I' if width == 4 else 'Q'}", data.at(box.body + 8, count * each * width))


def _sizes(data: Readable, box: Box) -> tuple[int, ...]:
    common, count = struct.unpack(">II", data.at(box.body + 4, 8))
    if count > MAX_SAMPLES or (not common and 12 + 4 * count > box.length):
        raise struct.error("the table is cut off")
    return (common,) * count if common else struct.unpack(f">{count}I", data.at(box.body + 12, 4 * count))
