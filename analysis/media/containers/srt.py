"""Subtitle files in which a drone writes its clock (DJI's .SRT, all generations): the date and time inside each cue.

    SRT first, SRT last    the clock in the first and the last cue that has one; the place's name gives the cue's own time
    SRT position first     the first position other than 0, 0, as it is written: labelled, or GPS(longitude, latitude, height) on most craft
    SRT line               the clock in some cues between, evenly spread, to see how it runs

The clock is that of the aircraft or the controller's phone, local, without a zone. A file whose cues mostly hold no clock is an
ordinary subtitle file and lists nothing. Notations: "2017.8.5 14:11:51", "2018-09-09 11:57:33", "2022-05-01 15:01:58,531,716",
"2023-04-01 12:00:00.123".
"""

from __future__ import annotations

import re

from analysis.media.dates import read_date
from analysis.media.source import Listing, Source

MAX_TEXT = 16 << 20
"""Bytes from the start that are read; a flight of half an hour at 60 cues a second stays below."""
TAIL = 64 << 10
LINES = 60
"""Cues between the first and the last that are listed."""

_CUE = re.compile(rb"(\d\d:\d\d:\d\d[,.]\d{3}) --> (\d\d:\d\d:\d\d[,.]\d{3})")
_CLOCK = re.compile(
    rb"(?<![\d.-])(20\d\d([-./])\d{1,2}\2\d{1,2} {1,2}\d{1,2}:\d\d:\d\d(?:[.,:]\d{3}(?:[.,]\d{3})?)?)(?!\d)"
    rb"|(\d\d:\d\d:\d\d[,.]\d{3}) --> "
)


_NUMBER = rb"-?\d{1,3}\.\d{3,}"
_POSITION = re.compile(
    rb"\[?latitude ?: ?(?P<a>" + _NUMBER + rb")\]? ?\[?long?t?itude ?: ?(?P<b>" + _NUMBER + rb")\]?|GPS ?\((?P<c>" + _NUMBER
    + rb"), ?(?P<d>" + _NUMBER + rb")[^)\n]{0,20}\)"
)  # fmt: skip


def claims(head: bytes, name: str) -> bool:
    return _CUE.search(head[:400]) is not None and (name.endswith(".srt") or head.lstrip(b"\xef\xbb\xbf \r\n")[:1].isdigit())


def read(source: Source, listing: Listing) -> None:
    listing.container = "SRT"
    data = source.at(0, MAX_TEXT)
    clocks: list[tuple[bytes, int, str]] = []
    cues, cue = 0, ""
    for found in _CLOCK.finditer(data):
        if found[3] is not None:
            cues += 1
            cue = found[3].decode("ascii")
        elif not clocks or clocks[-1][2] != cue:
            clocks.append((found[1], found.start(), cue))
    ends = [end[2] for end in _CUE.finditer(source.at(max(0, source.size - TAIL), TAIL))][-1:]
    for end in ends:
        hours, minutes, seconds = end.replace(b",", b".").split(b":")
        listing.duration_s = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    if 2 * len(clocks) < cues:
        return
    step = max(1, len(clocks) // LINES)
    for number, (text, start, cue) in enumerate(clocks):
        tag = "SRT first" if number == 0 else "SRT last" if number == len(clocks) - 1 else "SRT line"
        if tag != "SRT line" or number % step == 0:
            _note(listing, tag, text, start, cue)
    for place in _POSITION.finditer(data):
        if any(float(place[name]) for name in "abcd" if place[name] is not None):
            listing.note("SRT position first", place[0].decode("ascii"), place.start(), len(place[0]))
            break
    if source.size > len(data):
        listing.problem(f"The subtitle file is larger than {MAX_TEXT >> 20} MB: its end is not read.")


def _note(listing: Listing, tag: str, stored: bytes, offset: int, cue: str) -> None:
    text = stored.decode("ascii")
    reading = read_date(text)
    listing.note(tag, text, offset, len(stored), reading, status=None if reading else "malformed", name=f"SRT cue {cue}".strip())
