"""Flash Video (Adobe's Video File Format Specification 10.1, annex E; AMF0): script data, and what the first pictures carry.

    FLV/onMetaData NAME      every text and date: creationdate, creation_time, metadatadate, metadatacreator, encoder, ...
    FLV/onFI first, last     Flash Media Live Encoder's clock: sd (dd-mm-yy or dd-mm-yyyy) and st (hh:mm:ss.ms), computer's local time
    FLV/onFI timecode        its tc
    FLV/onXMPData ...        XMP; see `analysis.media.xmp`
    FLV/video ..., FLV/audio ...    see `analysis.media.bitstream`

An AMF0 date counts milliseconds since 1970 in UTC, with an offset in minutes that is shown where it is not 0.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from analysis.media.bitstream import Codec, Stretch, list_configuration, list_names, list_video, list_visual
from analysis.media.dates import note_date, read_date
from analysis.media.source import Listing, Source
from analysis.when import EASTMOST, WESTMOST, Reading

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAX_TAGS = 3000
"""Tags from the start that are stepped over; script data that repeats comes every second or so."""
MAX_VALUES = 60_000
"""Values of all script data together that are looked at."""
MAX_DEPTH = 12
MAX_SCRIPT = 4 << 20
MAX_FRAME = 256 << 10
_DATED = re.compile(r"date|time$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of script data: the path of its names, where it stands in the data, and what it is."""

    path: str
    start: int
    end: int
    value: float | str | tuple[float, int]


def claims(head: bytes, name: str) -> bool:
    return head[:4] == b"FLV\x01"


def read(source: Source, listing: Listing) -> None:
    listing.container = "FLV"
    at = max(9, int.from_bytes(source.at(5, 4), "big")) + 4
    state = _Video()
    clocks: list[tuple[str, int, int]] = []
    steps, sounds = [MAX_VALUES], 0
    for _ in range(MAX_TAGS):
        head = source.at(at, 11)
        if len(head) < 11:
            break
        kind, size = head[0] & 0x1F, int.from_bytes(head[1:4], "big")
        if kind == 18:
            values = list(_values(source.at(at + 11, min(size, MAX_SCRIPT)), steps)) if steps[0] > 0 else []
            _script(values, at + 11, listing, clocks)
        elif kind == 9:
            state.look(source.at(at + 11, min(size, MAX_FRAME)), at + 11, listing)
        elif kind == 8:
            if sounds < 3:
                list_names(Stretch.at(source.at(at + 11, min(size, 4096)), at + 11), listing, "FLV/audio")
            sounds += 1
        else:
            break
        at += 11 + size + 4
    for which, clock in zip(("first", "last"), dict.fromkeys(clocks[:1] + clocks[-1:]), strict=False):
        text, start, length = clock
        listing.note(f"FLV/onFI {which}", text, start, length, _live_clock(text))


def _script(values: list[Value], offset: int, listing: Listing, clocks: list[tuple[str, int, int]]) -> None:
    if not values or not isinstance(values[0].value, str):
        return
    event = re.sub(r"[^\w@]", "?", values[0].value[:40])
    if event == "@setDataFrame" and len(values) > 1 and isinstance(values[1].value, str):
        event = re.sub(r"[^\w@]", "?", values[1].value[:40])
    if event == "onFI":
        _encoder_clock(values, offset, listing, clocks)
        return
    for item in values[1:]:
        start, length, value = offset + item.start, item.end - item.start, item.value
        name = item.path.rpartition("/")[2]
        tag = f"FLV/{event} {item.path}"
        if isinstance(value, tuple):
            reading = _date(*value)
            listing.note(
                tag, _shown(value[0]), start, length, reading, status=None if reading else "not set" if value[0] == 0 else "malformed"
            )
        elif isinstance(value, float):
            if item.path == "duration" and 0 < value < 1e9:
                listing.duration_s = value
        elif name.lower() == "livexml" or "<x:xmpmeta" in value[:2000]:
            from analysis.media.xmp import read_xmp  # its XML parser is slow to load, and most files have none

            read_xmp(value.encode(), start, listing, f"FLV/{event}")
        elif item.path and value.strip():
            if _DATED.search(name) and (re.search(r"\d{4}", value) or read_date(value)):
                note_date(listing, tag, value, start, length)
            else:
                listing.note(tag, value, start, length)


def _encoder_clock(values: list[Value], offset: int, listing: Listing, clocks: list[tuple[str, int, int]]) -> None:
    parts = {item.path: item for item in values if isinstance(item.value, str)}
    if "tc" in parts and not clocks and "sd" not in parts:
        listing.note("FLV/onFI timecode", parts["tc"].value, offset + parts["tc"].start, parts["tc"].end - parts["tc"].start)
    if "sd" in parts:
        first = parts["sd"].start
        last = parts["st"].end if "st" in parts else parts["sd"].end
        text = f"{parts['sd'].value} {parts['st'].value if 'st' in parts else ''}".strip()
        clocks.append((text[:60], offset + min(first, last), abs(last - first)))


def _live_clock(text: str) -> Reading | None:
    """ "04-10-2012 22:16:12.345": day first, as the encoder's manual says."""
    found = re.fullmatch(r"(\d\d)-(\d\d)-(\d{2}|\d{4})(?: (.*))?", text)
    if found is None:
        return None
    year = found[3] if len(found[3]) == 4 else "20" + found[3]
    return read_date(f"{year}-{found[2]}-{found[1]} {found[4] or ''}")


def _date(milliseconds: float, minutes: int) -> Reading | None:
    if not math.isfinite(milliseconds) or milliseconds == 0:
        return None
    offset = timedelta(minutes=minutes)
    if not WESTMOST <= offset <= EASTMOST:
        offset = timedelta(0)
    try:
        seconds = Fraction(milliseconds) / 1000
        return Reading.since(EPOCH + offset, Fraction(round(seconds * 1000), 1000), offset=offset, raw=_shown(milliseconds))
    except (ValueError, OverflowError):
        return None


def _shown(number: float) -> str:
    return str(int(number)) if math.isfinite(number) and number == int(number) else str(number)


def _values(data: bytes, steps: list[int]) -> Iterator[Value]:
    """Every number, text and date of AMF0 data, in order, without recursion: `open_` holds what is open around the reading point.

    `steps` holds how many steps may still be taken, over all data of the file.
    """
    at = 0
    open_: list[list[object]] = []  # [path, "object" or values left in a list]
    while steps[0] > 0:
        steps[0] -= 1
        path = ""
        while open_ and isinstance(open_[-1][1], int) and open_[-1][1] <= 0:
            open_.pop()
        if open_:
            path = str(open_[-1][0])
            if isinstance(open_[-1][1], int):
                open_[-1][1] -= 1
            else:
                length = int.from_bytes(data[at : at + 2], "big")
                name = data[at + 2 : at + 2 + length].decode("utf-8", "replace")
                at += 2 + length
                if length == 0 and data[at : at + 1] == b"\x09":
                    at += 1
                    open_.pop()
                    continue
                path = f"{path}/{name[:60]}".lstrip("/")
        if at >= len(data):
            return
        kind = data[at]
        at += 1
        if kind == 0x00 and at + 8 <= len(data):
            yield Value(path, at, at + 8, float(struct.unpack(">d", data[at : at + 8])[0]))
            at += 8
        elif kind == 0x0B and at + 10 <= len(data):
            moment, minutes = struct.unpack(">dh", data[at : at + 10])
            yield Value(path, at, at + 10, (float(moment), int(minutes)))
            at += 10
        elif kind in {0x02, 0x0C, 0x0F}:
            width = 2 if kind == 0x02 else 4
            length = int.from_bytes(data[at : at + width], "big")
            at += width
            end = min(len(data), at + length)
            yield Value(path, at, end, data[at:end].decode("utf-8", "replace"))
            at = end
        elif kind in {0x03, 0x08, 0x10, 0x0A} and len(open_) < MAX_DEPTH:
            if kind == 0x10:
                at += 2 + int.from_bytes(data[at : at + 2], "big")
            if kind == 0x0A:
                open_.append([path, int.from_bytes(data[at : at + 4], "big")])
            else:
                open_.append([path, "object"])
            at += 4 if kind in {0x08, 0x0A} else 0
        elif kind in {0x01, 0x07}:
            at += 1 if kind == 0x01 else 2
        elif kind not in {0x05, 0x06, 0x0D}:
            return


class _Video:
    """The first video tags."""

    def __init__(self) -> None:
        self._nal_length = 4
        self._frames = 0

    def look(self, data: bytes, offset: int, listing: Listing) -> None:
        if self._frames >= 3 or len(data) < 6:
            return
        codec: Codec | None = "h264" if data[0] & 0x0F == 7 else "hevc" if data[0] & 0x0F == 12 else None
        kind, skip = data[1], 5
        if data[0] & 0x80:  # enhanced RTMP: a packet type and four characters
            codec = {b"avc1": "h264", b"hvc1": "hevc"}.get(data[1:5])  # type: ignore[assignment]
            kind, skip = data[0] & 0x0F, 8 if data[0] & 0x0F == 1 else 5
            kind = 1 if kind == 3 else kind
        if codec is None:
            self._frames += 1
            list_visual(Stretch.at(data, offset), listing, "FLV/video")
        elif kind == 0:
            self._nal_length = list_configuration(data[skip:], offset + skip, listing, "FLV/video", codec)
        elif kind == 1:
            self._frames += 1
            list_video(Stretch.at(data[skip:], offset + skip), listing, "FLV/video", codec, nal_length=self._nal_length)
