"""Movie fragments: the first samples and the duration of a file whose samples are not in the sample tables (ISO/IEC 14496-12, 8.8)."""

from __future__ import annotations

from analysis.media.isobmff.boxes import Box, Readable, children, payload, unpack
from analysis.media.isobmff.tracks import Track
from analysis.media.source import Listing, Truncated

MAX_RUN = 4_096
"""Samples of one run that are followed."""
MAX_KNOWN = 4
"""Samples of a track whose places are kept: its first ones."""


def read_fragment(data: Readable, box: Box, tracks: list[Track], listing: Listing) -> float | None:
    """Add a fragment's first samples to the tracks that have none; returns the second at which the fragment ends, if it says so."""
    ends = []
    for child in children(data, box, listing, "moof"):
        if child.kind == b"traf":
            try:
                end = _read_track(data, child, box.start, tracks, listing)
            except Truncated:
                continue
            if end is not None:
                ends.append(end)
    return max(ends, default=None)


def _read_track(data: Readable, box: Box, moof: int, tracks: list[Track], listing: Listing) -> float | None:
    track: Track | None = None
    base, duration, size, start, total = moof, 0, 0, None, 0
    for child in children(data, box, listing, "moof/traf"):
        if child.kind == b"tfhd":
            flags, number = unpack(data, ">II", child.body)
            track = next((t for t in tracks if t.number == number), None)
            at = child.body + 8
            if flags & 1:
                base = unpack(data, ">Q", at)[0]
                at += 8
            at += 4 if flags & 2 else 0
            if flags & 8:
                duration = unpack(data, ">I", at)[0]
                at += 4
            if flags & 16:
                size = unpack(data, ">I", at)[0]
        elif child.kind == b"tfdt":
            start = unpack(data, ">Q" if data.at(child.body, 1) == b"\1" else ">I", child.body + 4)[0]
        elif child.kind == b"trun":
            body = payload(data, child, 1 << 18, slow=True)
            flags, count = int.from_bytes(body[1:4], "big"), int.from_bytes(body[4:8], "big")
            at, place = 8, base
            if flags & 1:
                place = base + int.from_bytes(body[8:12], "big", signed=True)
                at += 4
            at += 4 if flags & 4 else 0
            width = 4 * bin(flags & 0xF00).count("1")
            for index in range(min(count, MAX_RUN if width else MAX_KNOWN)):
                entry = body[at + index * width : at + (index + 1) * width]
                if len(entry) < width:
                    break
                fields = [int.from_bytes(entry[i : i + 4], "big") for i in range(0, width, 4)]
                total += fields.pop(0) if flags & 0x100 else duration
                sample = fields.pop(0) if flags & 0x200 else size
                if track is not None and sample and not track.samples.in_table and len(track.samples.extra) < MAX_KNOWN:
                    track.samples.extra.append((place, sample))
                place += sample
            total += max(0, count - (MAX_RUN if width else MAX_KNOWN)) * duration
    if start is None or track is None or not track.scale:
        return None
    return (start + total) / track.scale
