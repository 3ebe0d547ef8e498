"""What encoders and cameras write into the video stream itself, beside the pictures.

H.264 and HEVC carry *supplemental enhancement information* (SEI, ITU-T H.264 and H.265, annex D). Of it this
module lists, under a tag that begins with the caller's prefix:

    SEI user data                 text of an unregistered user data message, such as "x264 - core 152 r2854 ..."
    SEI MISP time                 MISB ST 0604 microsecond time stamp, counted from 1970 in UTC
    SEI timecode                  H.264 picture timing, HEVC time code: hours:minutes:seconds:frames, no date
    MDPM DateTimeOriginal         AVCHD recording date (first, and last where it differs), see `avchd`
    MDPM ...                      the other AVCHD fields, see `avchd`
    user data                     text of MPEG-2 and MPEG-4 Visual user data ("Lavc52.20.0", "XviD0050")
    GOP timecode                  time code of the first group of pictures (MPEG-1 and MPEG-2 video); all zeros are "not set"
    encoder                       an encoder's name found as text in compressed sound or pictures ("libfaac 1.28")

The functions take a `Stretch`: bytes of one elementary stream and where they stand in the file, so that streams
cut into packets keep true places. They raise nothing of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from typing import Literal, NamedTuple

from analysis.media.picture_timing import Timing, group_timecode, h264_timecode, hevc_timecode, sps_timing
from analysis.media.source import Listing
from analysis.testimony import Status
from analysis.when import Reading

Codec = Literal["h264", "hevc"]

MAX_UNITS = 4_000
"""NAL units of one stretch that are looked at."""
MAX_MESSAGES = 2_000
"""SEI messages of one stretch that are looked at."""
MDPM = bytes.fromhex("17ee8c60f84d11d98cd60800200c9a66")
"""The user data identifier of these messages."""
MISP_MICRO = b"MISPmicrosectime"
"""User data identifier of MISB ST 0604 (the identifier is its own text)."""
UNIX = datetime(1970, 1, 1, tzinfo=UTC)
TEXT = re.compile(rb"[\t\n\r\x20-\x7e]{4,}")
NAMES = re.compile(
    rb"Lavc\d{1,3}\.\d{1,3}\.\d{1,3}(?: [\w-]{2,20})?|libfaac [\d.]{3,8}|LAME ?3\.\d{2,3}[\w.]{0,6}"
    rb"|x264 - core [ -~]{1,300}|x265 \(build [ -~]{1,300}|XviD\d{4}|DivX\d{3}[bB]\d{3,5}p?"
)


class Stretch(NamedTuple):
    """Bytes of an elementary stream. `pieces` are (index in the bytes, offset in the file), ascending, the first index 0."""

    data: bytes
    pieces: tuple[tuple[int, int], ...] = ((0, 0),)

    @classmethod
    def at(cls, data: bytes, offset: int) -> Stretch:
        """Bytes that stand in one run in the file."""
        return cls(data, ((0, offset),))

    def locate(self, index: int) -> int:
        """The offset in the file of the byte at an index."""
        start, offset = self.pieces[max(0, bisect_right(self.pieces, (index, 1 << 63)) - 1)]
        return offset + index - start


class Unit(NamedTuple):
    """One NAL unit without its start code; `at` is where it begins in the stretch."""

    data: bytes
    at: int


class Message(NamedTuple):
    """One SEI message. `indices` gives, for each payload byte, its index in the stretch."""

    kind: int
    payload: bytes
    indices: range | list[int]


def list_video(stretch: Stretch, listing: Listing, prefix: str, codec: Codec, *, nal_length: int = 0) -> None:
    """List the SEI of H.264 or HEVC bytes. `nal_length` is the size in bytes of the length before each unit; 0: start codes."""
    timing: Timing | None = None
    dates: list[tuple[bytes, list[int]]] = []
    seen: set[bytes] = set()
    timecode = False
    messages = 0
    for unit in units(stretch.data, nal_length):
        kind = unit_kind(unit.data, codec)
        if codec == "h264" and kind == 7 and timing is None:
            timing = sps_timing(unescaped(unit)[0][1:])
        if kind not in ((6,) if codec == "h264" else (39, 40)):
            continue
        for message in sei_messages(unit, codec):
            messages += 1
            if messages > MAX_MESSAGES:
                break
            if message.kind == 5:
                _user_data(message, stretch, listing, prefix, seen, dates)
            elif not timecode and message.kind == (1 if codec == "h264" else 136):
                raw = hevc_timecode(message.payload) if codec == "hevc" else h264_timecode(message.payload, timing) if timing else None
                if raw is not None:
                    timecode = True
                    status: Status = "set" if raw.strip("0:;") else "not set"
                    listing.note(f"{prefix} SEI timecode", raw, stretch.locate(message.indices[0]), len(message.payload), status=status)
    if not dates:
        return
    from analysis.media.avchd import list_mdpm  # of camcorders alone

    for payload, indices in dates[:1] + dates[1:][-1:]:
        list_mdpm(payload, [stretch.locate(i) for i in indices], listing, prefix)


def configuration(record: bytes, codec: Codec) -> tuple[int, list[Unit]]:
    """The length size and the parameter sets and SEI of an avcC or hvcC record (ISO/IEC 14496-15); indices are in the record."""
    found: list[Unit] = []
    if codec == "h264":
        if len(record) < 7:
            return 4, found
        at = 6
        for _ in range(record[5] & 31):
            size = int.from_bytes(record[at : at + 2], "big")
            found.append(Unit(record[at + 2 : at + 2 + size], at + 2))
            at += 2 + size
        return (record[4] & 3) + 1, found
    if len(record) < 23:
        return 4, found
    at = 23
    for _ in range(record[22]):
        count = int.from_bytes(record[at + 1 : at + 3], "big")
        at += 3
        for _ in range(min(count, 64)):
            size = int.from_bytes(record[at : at + 2], "big")
            if at + 2 >= len(record):
                return (record[21] & 3) + 1, found
            found.append(Unit(record[at + 2 : at + 2 + size], at + 2))
            at += 2 + size
    return (record[21] & 3) + 1, found


def list_configuration(record: bytes, offset: int, listing: Listing, prefix: str, codec: Codec) -> int:
    """List the SEI inside an avcC or hvcC record that stands at an offset; returns the size of the length before each unit."""
    size, found = configuration(record, codec)
    for unit in found:
        list_video(Stretch.at(b"\0\0\1" + unit.data, offset + unit.at - 3), listing, prefix, codec)
    return size


def list_visual(stretch: Stretch, listing: Listing, prefix: str) -> None:
    """List the text in MPEG-2 and MPEG-4 Visual user data (start code 00 00 01 B2; ISO/IEC 13818-2, 14496-2), and the first time code."""
    data, seen, at = stretch.data, set[bytes](), 0
    code = group_timecode(data) if b"\0\0\1\xb3" in data else None
    if code is not None and not any(field.tag == f"{prefix} GOP timecode" for field in listing.fields):
        listing.note(f"{prefix} GOP timecode", code[0], stretch.locate(code[1]), 4, status=None if code[0].strip("0:;") else "not set")
    while (at := data.find(b"\0\0\1\xb2", at)) >= 0 and len(seen) < 8:
        at += 4
        text = TEXT.match(data, at, at + 256)
        if text is not None and text.group() not in seen:
            seen.add(text.group())
            listing.note(f"{prefix} user data", text.group().decode("ascii").strip(), stretch.locate(at), len(text.group()))


def list_names(stretch: Stretch, listing: Listing, prefix: str) -> None:
    """List encoder names that stand as text in compressed sound or pictures."""
    seen: set[bytes] = set()
    for found in NAMES.finditer(stretch.data):
        if found.group() not in seen and len(seen) < 4:
            seen.add(found.group())
            listing.note(f"{prefix} encoder", found.group().decode("ascii"), stretch.locate(found.start()), len(found.group()))


def units(data: bytes, nal_length: int) -> Iterator[Unit]:
    """The NAL units of a byte stream (start codes) or of a sample (lengths), which may hold start codes all the same."""
    if not nal_length:
        yield from _by_start_code(data, 0, len(data))
        return
    at = count = 0
    while at + nal_length < len(data) and count < MAX_UNITS:
        size = int.from_bytes(data[at : at + nal_length], "big")
        at += nal_length
        end = min(len(data), at + size)
        count += 1
        first = data.find(b"\0\0\1", at, end)
        yield Unit(data[at : end if first < 0 else first], at)
        if first >= 0:
            yield from _by_start_code(data, first, end)
        at += size


def _by_start_code(data: bytes, start: int, end: int) -> Iterator[Unit]:
    at = data.find(b"\0\0\1", start, end)
    count = 0
    while at >= 0 and count < MAX_UNITS:
        following = data.find(b"\0\0\1", at + 3, end)
        yield Unit(data[at + 3 : end if following < 0 else following], at + 3)
        at = following
        count += 1


def unit_kind(data: bytes, codec: Codec) -> int:
    """nal_unit_type, or -1 for no bytes."""
    if not data:
        return -1
    return data[0] & 31 if codec == "h264" else data[0] >> 1 & 63


def unescaped(unit: Unit) -> tuple[bytes, range | list[int]]:
    """The unit's payload without emulation prevention bytes (H.264, 7.4.1), and the stretch index of each byte left."""
    if b"\0\0\3" not in unit.data:
        return unit.data, range(unit.at, unit.at + len(unit.data))
    data, kept = bytearray(), list[int]()
    zeros = 0
    for index, byte in enumerate(unit.data[: 1 << 16], unit.at):
        if zeros >= 2 and byte == 3:
            zeros = 0
            continue
        zeros = zeros + 1 if byte == 0 else 0
        data.append(byte)
        kept.append(index)
    return bytes(data), kept


def sei_messages(unit: Unit, codec: Codec) -> Iterator[Message]:
    """The messages of an SEI unit: type and size are each a run of 255 and a last byte (H.264, 7.3.2.3.1)."""
    data, indices = unescaped(unit)
    at = 1 if codec == "h264" else 2
    while at + 2 < len(data):
        kind, at = _run(data, at)
        size, at = _run(data, at)
        if at + size > len(data):
            size = len(data) - at
        yield Message(kind, data[at : at + size], indices[at : at + size])
        at += size


def _run(data: bytes, at: int) -> tuple[int, int]:
    total = 0
    while at < len(data):
        total += data[at]
        at += 1
        if data[at - 1] != 255:
            break
    return total, at


def _user_data(
    message: Message,
    stretch: Stretch,
    listing: Listing,
    prefix: str,
    seen: set[bytes],
    dates: list[tuple[bytes, list[int]]],
) -> None:
    kind, body = message.payload[:16], message.payload[16:]
    where = [stretch.locate(i) for i in message.indices[16:17]]
    if kind == MDPM and body[:4] == b"MDPM":
        if len(dates) < 2:
            dates.append((body, list(message.indices[16:])))
        else:
            dates[1] = (body, list(message.indices[16:]))
    elif kind == MISP_MICRO and len(body) >= 12:
        if kind not in seen:
            # Every third byte of the count is 0xFF, against start codes.
            micro = int.from_bytes(body[1:3] + body[4:6] + body[7:9] + body[10:12], "big")
            reading = _misp(micro)
            listing.note(f"{prefix} SEI MISP time", micro, where[0] + 1, 11, reading, status=None if reading else "malformed")
            seen.add(kind)
    elif body not in seen and len(seen) < 16:
        text = TEXT.match(body)
        if text is not None and len(text.group()) >= 0.9 * len(body.rstrip(b"\0")):
            seen.add(body)
            last = stretch.locate(message.indices[15 + len(text.group())])
            listing.note(f"{prefix} SEI user data", text.group().decode("ascii").strip(), where[0], last - where[0] + 1)


def _misp(micro: int) -> Reading | None:
    try:
        return Reading.since(UNIX, Fraction(micro, 1_000_000), offset=UNIX.utcoffset(), raw=str(micro))
    except ValueError:
        return None
