"""CineForm's metadata inside a frame (CineForm SDK, CFHDMetadataTags): four characters, four bytes of size and type, a value.

Tags: "<prefix> CineForm encode date" (keys DATE and TIME), "... source date" (SDAT and STIM), "... timecode" (TIMC). The SDK takes
the encode date from the encoding computer's local time; no zone is written.
"""

from __future__ import annotations

import re

from analysis.media.dates import note_date
from analysis.media.source import Listing

HEAD = 32_768
"""Bytes of a frame in which the metadata is looked for: it stands before the picture."""
TIMECODE = re.compile(rb"TIMC[\0-\xff]{4}(\d\d:\d\d:\d\d[:;.]\d\d)")


def list_cineform(frame: bytes, offset: int, listing: Listing, prefix: str) -> None:
    """List the dates and the timecode at the start of a frame that stands at an offset."""
    head = frame[:HEAD]
    for name, day, clock in (("encode date", b"DATE", b"TIME"), ("source date", b"SDAT", b"STIM")):
        date = re.search(day + rb"[\0-\xff]{4}(\d{4}-\d\d-\d\d)", head)
        time = re.search(clock + rb"[\0-\xff]{4}(\d\d)[:-](\d\d)[:-](\d\d)", head)
        if date is None:
            continue
        text, end = date.group(1).decode("ascii"), date.end()
        if time is not None and 0 < time.start() - end < 64:
            text, end = text + " " + b":".join(time.groups()).decode("ascii"), time.end()
        note_date(listing, f"{prefix} CineForm {name}", text, offset + date.start(1), end - date.start(1))
    code = TIMECODE.search(head)
    if code is not None:
        text = code.group(1).decode("ascii")
        listing.note(
            f"{prefix} CineForm timecode", text, offset + code.start(1), len(text), status="set" if text.strip("0:;.") else "not set"
        )
