"""Start timecodes: tmcd and tc64 tracks (QuickTime File Format, "Timecode media"; Apple Technical Note TN2310).

A sample is a count of frames since midnight, in four bytes, or in eight where the kind is tc64. Three fields share its place:
"<path>/tmcd start_frame", the count as stored; "<path>/tmcd timecode", the label that SMPTE ST 12-1 gives it (";" where frame
numbers are dropped); and "<path>/tmcd time of day", the count over the true rate, which is what a clock of a day shows where the
camera counted real frames. A timecode is a time of day with no date and no zone, and often no clock at all.
"""

from __future__ import annotations

from fractions import Fraction

from analysis.media.isobmff.boxes import Box, Readable, children
from analysis.media.isobmff.samples import Samples
from analysis.media.isobmff.text import decoded
from analysis.media.source import Listing
from analysis.media.timecode import smpte_label

DROP_FRAME = 1
COUNTER = 8
"""Flags of a tmcd sample description."""
MAX_COUNT = 1 << 40
"""Frames; a day at 1000 pictures a second has fewer than 2^27."""


def read_timecode(data: Readable, entry: Box, samples: Samples, path: str, listing: Listing) -> None:
    """List a tmcd track: its first sample, and the tape's name."""
    body = data.at(entry.body, 34)
    if len(body) < 25:
        return
    flags, scale, each = (int.from_bytes(body[i : i + 4], "big") for i in (12, 16, 20))
    frames = body[24]
    for child in children(data, entry, listing, path, skip=26):
        if child.kind == b"name" and child.length > 4:
            text = decoded(data.at(child.body + 4, min(child.length - 4, 256)))
            if text.strip():
                listing.note(f"{path}/tmcd reel", text.strip(), child.body + 4, child.length - 4)
    width = 8 if entry.kind == b"tc64" else 4
    found = samples.read(0, width)
    if found is None or len(found[0]) < width:
        return
    count, place = int.from_bytes(found[0], "big"), found[1]
    status = None if count else "not set"
    listing.note(f"{path}/tmcd start_frame", count, place, width, status="set" if count else "not set")
    if flags & COUNTER or not frames or count > MAX_COUNT:
        return
    nominal = frames if not (each and scale) else max(1, round(Fraction(scale, each)))
    if nominal > 255 or nominal < frames:
        nominal = frames
    text = smpte_label(count, nominal, drop=bool(flags & DROP_FRAME))
    listing.note(f"{path}/tmcd timecode", text, place, width, status="set" if status is None else "not set")
    if each and scale and count:
        hundredths = count * each * 100 // scale % 8_640_000
        whole = hundredths // 100
        clock = f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{hundredths % 100:02d}"
        listing.note(f"{path}/tmcd time of day", clock, place, width)
