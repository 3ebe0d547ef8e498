"""AVI and WAV (Microsoft's RIFF; OpenDML AVI 2.0; EBU Tech 3285 for bext): dates and programs in chunks, and what the first frames carry.

    RIFF/AVI/hdrl IDIT, RIFF/AVI/hdrl/strl IDIT, RIFF/AVI IDIT   date in one of the notations of `analysis.media.dates`
    RIFF/AVI/INFO ICRD, ISFT, ...        the INFO list; ICRD, IDIT, DTIM and names with DATE are dates, the rest text
    RIFF/AVI/exif etim, ecor, emdl, ...  the EXIF list: time, make, model
    RIFF/AVI/strl strd, strn             a stream's name; dates and makers' names in its private data
    RIFF/AVI JUNK, ncdt, hydt, ...       dates and makers' names that stand as text in filler and makers' chunks ("JUNK date", "JUNK name")
    RIFF/AVI/_PMX ..., JUNQ ...          XMP, and an older packet that was put aside; see `analysis.media.xmp`
    RIFF/AVI/Cr8r application            Adobe's creator atom: the program's name
    RIFF/AVI/strl handler                the four characters that name the codec
    RIFF/AVI/movi/text ...               a date or a receiver's sentence ("RMC first") in a text stream
    RIFF/AVI/movi ...                    see `analysis.media.bitstream`, `analysis.media.dif` and `analysis.media.jpeg`
    RIFF/WAVE bext date, originator      the broadcast extension: local date and time

DTIM is two decimal numbers, the halves of a count of 100 ns since 1601.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction

from analysis.media.bitstream import NAMES, Codec, Stretch, list_names, list_video, list_visual
from analysis.media.dates import note_date, read_date
from analysis.media.dif import is_dif, list_frame
from analysis.media.isobmff.text import note_dates_inside
from analysis.media.jpeg import list_jpeg
from analysis.media.nmea import list_rmc
from analysis.media.source import Listing, Source
from analysis.when import Reading

MAX_CHUNKS = 4000
MAX_DEPTH = 6
MAX_FRAMES = 3
"""Frames of one stream that are looked into."""
MAX_STREAMS = 16
SCAN = 64 << 10
"""Bytes of a filler or maker's chunk that are searched for text."""
SCANNED = 4 << 20
"""Bytes of all such chunks together."""
FILETIME_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
MAKERS = re.compile(
    rb"(?:OLYMPUS|OLYM|CASIO|Canon|NIKON|PENTAX|PENT|FUJIFILM|FinePix|SONY|SANYO|SAMSUNG|KODAK|RICOH|Panasonic|MINOLTA"
    rb"|KONICA|HP |Vivitar|AIPTEK|GoPro|Garmin|Novatek|Ambarella|SunPlus|Zoran|QVMI)[ -~]{0,60}"
)


@dataclass(slots=True)
class Stream:
    """One stream of an AVI: type and codec as four characters, frames looked into."""

    kind: bytes = b""
    codec: bytes = b""
    frames: int = 0


@dataclass(slots=True)
class Walk:
    """The state of a walk through the chunks."""

    source: Source
    listing: Listing
    form: str = ""
    streams: list[Stream] = field(default_factory=list)
    chunks: int = 0
    unscanned: int = SCANNED


def claims(head: bytes, name: str) -> bool:
    return head[:4] in {b"RIFF", b"RF64", b"BW64"} and head[8:12] in {b"AVI ", b"AVIX", b"AMV ", b"WAVE"}


def read(source: Source, listing: Listing) -> None:
    walk = Walk(source, listing)
    at = 0
    while at + 12 <= source.size and walk.chunks < MAX_CHUNKS:
        head = source.at(at, 12)
        if head[:4] not in {b"RIFF", b"RF64", b"BW64"}:
            # After the last RIFF some programs write chunks that belong to it.
            _chunks(walk, at, source.size, f"RIFF/{walk.form}", 1)
            return
        size = int.from_bytes(head[4:8], "little")
        if not walk.form:
            walk.form = head[8:12].decode("ascii", "replace").strip()
            listing.container = "AVI" if walk.form != "WAVE" else "WAV"
        end = source.size if size in {0, 0xFFFFFFFF} else min(source.size, at + 8 + size)
        _chunks(walk, at + 12, end, f"RIFF/{walk.form}", 1)
        at += 8 + (size + (size & 1) if end < source.size else source.size)


def _chunks(walk: Walk, at: int, end: int, path: str, depth: int) -> None:
    while at + 8 <= end:
        walk.chunks += 1
        if walk.chunks > MAX_CHUNKS:
            walk.listing.problem("The file has more chunks than the tool reads; what was found until then stands.")
            return
        head = walk.source.at(at, 12)
        kind, size = head[:4], int.from_bytes(head[4:8], "little")
        stop = min(end, at + 8 + size)
        if kind in {b"LIST", b"RIFF"}:
            name = _name(head[8:12])
            if name.strip() == "movi":
                _movie(walk, at + 12, stop)
            elif depth < MAX_DEPTH:
                _chunks(walk, at + 12, stop, f"{path}/{'INFO' if name == 'INF0' else name.strip()}", depth + 1)
        else:
            _chunk(walk, kind, at + 8, stop - at - 8, path)
        at += 8 + size + (size & 1)


def _name(kind: bytes) -> str:
    return re.sub(r"[^ -~]", "?", kind.decode("latin-1"))


def _chunk(walk: Walk, kind: bytes, at: int, length: int, path: str) -> None:
    source, listing, name = walk.source, walk.listing, _name(kind).strip()
    tag = f"{path} {name}"
    if kind == b"avih":
        period, frames = (int.from_bytes(source.at(at + place, 4), "little") for place in (0, 16))
        if period and frames:
            listing.duration_s = period * frames / 1e6
    elif kind == b"strh" and len(walk.streams) < MAX_STREAMS:
        head = source.at(at, 8)
        walk.streams.append(Stream(head[:4], head[4:8]))
        if re.fullmatch(rb"[\w .-]{4}", head[4:8]) and head[4:8].strip():
            listing.note(f"{path} handler", _name(head[4:8]), at + 4, 4)
    elif kind == b"strf" and walk.streams:
        if walk.streams[-1].kind == b"vids":
            walk.streams[-1].codec = source.at(at + 16, 4) or walk.streams[-1].codec
            list_visual(Stretch.at(source.at(at, min(length, 4096)), at), listing, path)
    elif kind == b"IDIT" or (path.endswith("/exif") and kind == b"etim"):
        _date(walk, tag, at, length)
    elif path.endswith("/INFO"):
        _info(walk, kind, tag, at, length)
    elif path.endswith("/exif") or kind in {b"strn", b"ISMP"}:
        _text(walk, tag, at, length)
    elif kind in {b"_PMX", b"JUNQ"} or (kind == b"aXML" and length):
        data = source.at(at, min(length, 8 << 20))
        if b"<x:xmpmeta" in data or b"<rdf:RDF" in data or b"xpacket" in data:
            from analysis.media.xmp import read_xmp  # its XML parser is slow to load, and most files have none

            read_xmp(data, at, listing, f"{path}/{name}")
    elif kind == b"Cr8r":
        program = source.at(at + 52, min(32, length - 52)).partition(b"\0")[0]
        if program:
            listing.note(f"{path}/Cr8r application", program.decode("latin-1"), at + 52, len(program))
    elif kind == b"bext":
        _broadcast(walk, path, at, length)
    elif kind not in {b"idx1", b"indx", b"vprp", b"fmt ", b"data", b"dmlh", b"PrmL", b"PrmA"}:
        _unexplained(walk, tag, at, length)


def _text(walk: Walk, tag: str, at: int, length: int) -> None:
    stored = walk.source.at(at, min(length, 4096)).partition(b"\0")[0]
    if stored.strip():
        walk.listing.note(tag, _decoded(stored).strip(), at, len(stored))


def _decoded(stored: bytes) -> str:
    try:
        return stored.decode("utf-8")
    except UnicodeDecodeError:
        return stored.decode("latin-1")


def _date(walk: Walk, tag: str, at: int, length: int) -> None:
    stored = walk.source.at(at, min(length, 80))
    note_date(walk.listing, tag, stored.partition(b"\0")[0].decode("latin-1").strip(), at, min(length, 80))


def _info(walk: Walk, kind: bytes, tag: str, at: int, length: int) -> None:
    if kind == b"DTIM":
        stored = walk.source.at(at, min(length, 40)).partition(b"\0")[0].decode("latin-1")
        halves = re.fullmatch(r"\s*(\d{1,10}) (\d{1,10})\s*", stored)
        reading = None
        if halves is not None:
            count = (int(halves[1]) << 32) + int(halves[2])
            try:
                reading = Reading.since(FILETIME_EPOCH, Fraction(count, 10**7), offset=None, raw=stored) if count else None
            except ValueError:
                reading = None
        walk.listing.note(tag, stored, at, min(length, 40), reading, status=None if reading else "malformed")
    elif kind in {b"ICRD", b"IDIT", b"YEAR", b"IYER"}:
        _date(walk, tag, at, length)
    else:
        _text(walk, tag, at, length)


def _broadcast(walk: Walk, path: str, at: int, length: int) -> None:
    data = walk.source.at(at, min(length, 4096))
    for name, start, size in (("originator", 256, 32), ("originator_reference", 288, 32)):
        stored = data[start : start + size].partition(b"\0")[0]
        if stored.strip():
            walk.listing.note(f"{path} bext {name}", _decoded(stored), at + start, len(stored))
    stored = data[320:338]
    if len(stored) == 18:
        # yyyy-mm-dd, and hh-mm-ss with any separator
        day, clock = stored[:10].decode("latin-1"), re.sub(r"[^\d]", ":", stored[10:].decode("latin-1"))
        note_date(walk.listing, f"{path} bext date", f"{re.sub(r'[^0-9]', '-', day)} {clock}".strip(), at + 320, 18)
    history = data[602:].partition(b"\0")[0].strip()
    if history:
        walk.listing.note(f"{path} bext coding_history", _decoded(history), at + 602, len(history))


def _unexplained(walk: Walk, tag: str, at: int, length: int) -> None:
    """Dates, makers' names, EXIF and pictures in filler and in chunks that only their maker knows."""
    data = walk.source.at(at, min(length, SCAN, walk.unscanned))
    walk.unscanned -= len(data)
    if not data.strip(b"\0"):
        return
    picture = data.find(b"\xff\xd8\xff")
    if picture >= 0:
        list_jpeg(data[picture:], at + picture, walk.listing, tag)
    list_rmc(data, at, walk.listing, tag)
    tiff = re.search(rb"II\*\0\x08\0|MM\0\*\0\0", data)
    if tiff is not None and picture < 0:
        walk.listing.note(f"{tag} Exif", f"{length - tiff.start()} bytes", at + tiff.start(), len(data) - tiff.start())
    if not note_dates_inside(walk.listing, f"{tag} date", data, at):
        for run in re.finditer(rb"[ -~]{8,40}", data[:4096]):
            reading = read_date(run.group().decode("ascii"))
            if reading is not None and reading.second is not None:
                walk.listing.note(f"{tag} date", run.group().decode("ascii"), at + run.start(), len(run.group()), reading)
                break
    seen: set[bytes] = set()
    for pattern in (MAKERS, NAMES):
        for found in pattern.finditer(data):
            if found.group() not in seen and len(seen) < 4:
                seen.add(found.group())
                walk.listing.note(f"{tag} name", found.group().decode("ascii").strip(), at + found.start(), len(found.group()))


def _movie(walk: Walk, at: int, end: int) -> None:
    """The first frames of each stream; the rest is skipped."""
    for _ in range(200):
        head = walk.source.at(at, 12)
        if at + 8 > end or len(head) < 8:
            return
        kind, size = head[:4], int.from_bytes(head[4:8], "little")
        if kind == b"LIST":
            at += 12
            continue
        if kind[:2].isdigit() and kind[2:] != b"ix" and int(kind[:2]) < len(walk.streams) and size:
            stream = walk.streams[int(kind[:2])]
            if stream.frames < MAX_FRAMES:
                stream.frames += 1
                _frame(walk, stream, at + 8, min(size, end - at - 8))
        elif kind == b"JUNK":
            _unexplained(walk, f"RIFF/{walk.form}/movi JUNK", at + 8, min(size, end - at - 8))
        if all(stream.frames >= MAX_FRAMES for stream in walk.streams):
            return
        at += 8 + size + (size & 1)


def _line(walk: Walk, data: bytes, at: int, tag: str) -> None:
    """A receiver's sentence or a date in the first lines of a text stream, as dashcams write them."""
    if any(field.tag.startswith(tag) for field in walk.listing.fields) or list_rmc(data, at, walk.listing, tag):
        return
    from analysis.media.isobmff.metadata_tracks import written_date

    written = written_date(data, at)
    if written is not None:
        walk.listing.note(f"{tag} date first", written[0], written[2], written[3], written[1])


def _frame(walk: Walk, stream: Stream, at: int, length: int) -> None:
    data = walk.source.at(at, min(length, 256 << 10))
    prefix = f"RIFF/{walk.form}/movi"
    if stream.kind == b"auds":
        list_names(Stretch.at(data[:4096], at), walk.listing, prefix)
    elif stream.kind == b"txts":
        _line(walk, data[:4096], at, f"{prefix}/text")
    elif is_dif(data):
        if list_frame(data, at, walk.listing, prefix, "first"):
            stream.frames = MAX_FRAMES
    elif data[:3] == b"\xff\xd8\xff":
        list_jpeg(data[:SCAN], at, walk.listing, prefix)
        stream.frames = MAX_FRAMES
    elif stream.codec.lower() in {b"h264", b"x264", b"avc1", b"h265", b"hevc", b"hev1"}:
        codec: Codec = "h264" if b"264" in stream.codec or stream.codec.lower() == b"avc1" else "hevc"
        list_video(Stretch.at(data, at), walk.listing, prefix, codec)
    else:
        list_visual(Stretch.at(data, at), walk.listing, prefix)
