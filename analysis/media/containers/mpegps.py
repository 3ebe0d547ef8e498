"""MPEG program streams (.mpg, .vob, .mod, .mpeg; ISO/IEC 11172-1, 13818-1): what encoders and cameras write into the video.

    PS/video ...               see `analysis.media.bitstream`

The format has no date of its own: camcorders that record it keep the date in a file beside it (.moi).
"""

from __future__ import annotations

import re

from analysis.media.bitstream import Stretch, list_names, list_video, list_visual
from analysis.media.source import Listing, Source

MAX_PACKETS = 20_000
LOOK = 2 << 20
"""Bytes from the start that are looked at."""
_STARTS = re.compile(rb"\x00\x00\x01([\xb9-\xff])")


def claims(head: bytes, name: str) -> bool:
    return head[:4] in {b"\0\0\1\xba", b"\0\0\1\xb3"}


def read(source: Source, listing: Listing) -> None:
    listing.container = "MPEG-PS"
    data = source.at(0, LOOK)
    if data[:4] == b"\0\0\1\xb3":
        listing.container = "MPEG video"
        video, sound = Stretch.at(data, 0), Stretch.at(b"", 0)
    else:
        video, sound = _stream(data, range(0xE0, 0xF0)), _stream(data, range(0xC0, 0xE0))
    if b"\0\0\1\xb3" in video.data:
        list_visual(video, listing, "PS/video")
    elif video.data:
        list_visual(video, listing, "PS/video")
        list_video(video, listing, "PS/video", "h264")
    list_names(sound, listing, "PS/audio")


def _stream(data: bytes, kinds: range) -> Stretch:
    """The bytes of the first elementary stream of these kinds."""
    body, pieces = bytearray(), list[tuple[int, int]]()
    at, chosen = 0, 0
    for _ in range(MAX_PACKETS):
        found = _STARTS.search(data, at)
        if found is None:
            break
        kind, at = found[1][0], found.end()
        if kind < 0xBB:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        begin, end = at + 2, min(len(data), at + 2 + length)
        if kind in kinds and kind == (chosen or kind):
            chosen = kind
            begin = _payload(data, begin, end)
            if begin < end:
                pieces.append((len(body), begin))
                body.extend(data[begin:end])
        at = max(at, end)
    return Stretch(bytes(body), tuple(pieces) or ((0, 0),))


def _payload(data: bytes, at: int, end: int) -> int:
    """Where the payload of a PES packet begins: after the header of MPEG-2, or the stuffing, buffer size and stamps of MPEG-1."""
    if at + 3 <= end and data[at] & 0xC0 == 0x80:
        return at + 3 + data[at + 2]
    while at < end and data[at] == 0xFF:
        at += 1
    if at < end and data[at] & 0xC0 == 0x40:
        at += 2
    if at >= end:
        return end
    return at + {0x20: 5, 0x30: 10}.get(data[at] & 0xF0, 1)
