"""Matroska and WebM (RFC 9559): the segment's date and programs, its tags, its tracks, and what the first pictures carry.

    Segment/Info DateUTC                  nanoseconds since 2001-01-01 UTC; 0 is "not set"
    Segment/Info MuxingApp, WritingApp    the library and the program; "WritingApp build": the build date that mkvmerge writes there
    Segment/Info SegmentFilename, Title
    Segment/Tags NAME                     a tag of the whole file: DATE, CREATION_TIME, ENCODER, ... as named in the file, in upper case
    Segment/Tags/Track NAME               a tag of one track; a name that ends in _UTC makes the date UTC
    Segment/Tracks CodecID, Name, CodecName
    Segment/Attachments FileName
    Segment/Attachments/info.json ...     what yt-dlp attaches, see `analysis.media.info`
    Segment/Cluster/text date first       a date in the first lines of a subtitle track, as drones and dashcams write them
    Segment/Tracks ..., Segment/Cluster ... what the codec's private data and the first frames hold, see `analysis.media.bitstream`

Clusters are skipped: what follows them is found by the seek head, by walking on, or by the end of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from analysis.media.bitstream import Codec, Stretch, list_configuration, list_names, list_video, list_visual
from analysis.media.dates import note_date, read_date
from analysis.media.dif import is_dif, list_frame
from analysis.media.ebml import Element, children, content, element_at, real, signed, text, unsigned
from analysis.media.info import MAX_INFO, read_info
from analysis.media.source import Listing, Source
from analysis.when import Reading

EPOCH = datetime(2001, 1, 1, tzinfo=UTC)
"""RFC 8794, 7.6: dates count from here."""

EBML, SEGMENT = 0x1A45DFA3, 0x18538067
SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES, ATTACHMENTS, CHAPTERS, TAGS = (
    0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1F43B675, 0x1C53BB6B, 0x1941A469, 0x1043A770, 0x1254C367,
)  # fmt: skip
TOP = {SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES, ATTACHMENTS, CHAPTERS, TAGS}
MAX_WALK = 3000
"""Elements of the top level, or of clusters of unknown size, that are stepped over."""
TAIL = 256 << 10
"""Bytes at the end of the file that are searched for tags which no index names."""
MAX_FRAME = 256 << 10
MAX_FRAMES = 3
MAX_NESTING = 8
MAX_LINE = 2_048
TEXT_DATE = "Segment/Cluster/text date first"

_DATED = re.compile(r"DATE|(?:^|_)TIME$|CREATION_?TIME|^YEAR$")
_COUNTED = re.compile(r"^(?:BPS|DURATION|NUMBER_OF_\w+|_STATISTICS_TAGS)(?:-\w+)?$")
_BUILT = re.compile(r"built on (\w{3} +\d{1,2} \d{4} \d\d:\d\d:\d\d)")


@dataclass(slots=True)
class Track:
    """What is needed of a track to look into its frames; `stripped` are bytes that the file leaves out of each frame."""

    number: int = 0
    kind: int = 0
    codec: str = ""
    private: tuple[int, bytes] = (0, b"")
    stripped: bytes = b""
    nal_length: int = 0
    frames: int = 0


@dataclass(slots=True)
class Segment:
    """What is known of the segment while it is walked; `done` are the places of the elements read, `scale` is in nanoseconds."""

    element: Element
    tracks: dict[int, Track] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    sought: set[int] = field(default_factory=set)


def claims(head: bytes, name: str) -> bool:
    return head.startswith(b"\x1a\x45\xdf\xa3")


def read(source: Source, listing: Listing) -> None:
    listing.container = "Matroska"
    at = 0
    for _ in range(16):
        element = element_at(source, at, source.size)
        if element is None:
            break
        if element.id == EBML:
            kinds = [text(source, e) for e in children(source, element) if e.id == 0x4282]
            listing.container = "WebM" if kinds[:1] == ["webm"] else "Matroska"
        elif element.id == SEGMENT:
            _segment(source, listing, Segment(element))
        at = element.end
    else:
        listing.problem("The file has more segments than the tool reads.")


def _segment(source: Source, listing: Listing, segment: Segment) -> None:
    at, steps, clusters = segment.element.start, 0, 0
    while at < segment.element.end and steps < MAX_WALK:
        element = element_at(source, at, segment.element.end)
        if element is None:
            break
        if element.id == CLUSTER and not clusters:
            clusters = 1
            _cluster(source, listing, segment, element)
            for place in sorted(segment.sought):
                found = element_at(source, place, segment.element.end)
                if found is not None and found.id in TOP - {CLUSTER, CUES}:
                    _top(source, listing, segment, found, place)
        elif element.id != CLUSTER:
            _top(source, listing, segment, element, at)
        # An element of unknown size ends where the next of its level begins: step into it.
        at = element.end if element.sized else element.start
        steps += 1
    if at < segment.element.end:
        _tail(source, listing, segment)


def _tail(source: Source, listing: Listing, segment: Segment) -> None:
    """Tags that stand at the end of the file without an index that names them."""
    start = max(segment.element.start, source.size - TAIL)
    data = source.at(start, TAIL)
    for found in re.finditer(re.escape(TAGS.to_bytes(4, "big")), data):
        element = element_at(source, start + found.start(), segment.element.end)
        if element is not None and element.sized and start + found.start() not in segment.done:
            first = element_at(source, element.start, element.end)
            if first is not None and first.id in {0x7373, 0xEC, 0xBF}:
                _top(source, listing, segment, element, start + found.start())


def _top(source: Source, listing: Listing, segment: Segment, element: Element, at: int) -> None:
    if at in segment.done:
        return
    segment.done.add(at)
    if element.id == SEEK_HEAD:
        for seek in children(source, element):
            parts = {e.id: e for e in children(source, seek)} if seek.id == 0x4DBB else {}
            if 0x53AC in parts and len(segment.sought) < 64:
                segment.sought.add(segment.element.start + unsigned(source, parts[0x53AC]))
    elif element.id == INFO:
        _info(source, listing, element)
    elif element.id == TRACKS:
        for entry in children(source, element):
            if entry.id == 0xAE and len(segment.tracks) < 64:
                track = _track(source, listing, entry)
                segment.tracks[track.number] = track
    elif element.id == TAGS:
        for tag in children(source, element):
            if tag.id == 0x7373:
                _tag(source, listing, tag)
    elif element.id == ATTACHMENTS:
        for attached in children(source, element):
            if attached.id == 0x61A7:
                _attachment(source, listing, attached)


def _info(source: Source, listing: Listing, info: Element) -> None:
    scale, duration = 1_000_000, 0.0
    for element in children(source, info):
        if element.id == 0x4461:
            _date(source, listing, element)
        elif element.id == 0x2AD7B1:
            scale = unsigned(source, element)
        elif element.id == 0x4489:
            duration = real(source, element)
        elif element.id in {0x4D80, 0x5741, 0x7384, 0x7BA9}:
            name = {0x4D80: "MuxingApp", 0x5741: "WritingApp", 0x7384: "SegmentFilename", 0x7BA9: "Title"}[element.id]
            value = text(source, element)
            listing.note(f"Segment/Info {name}", value, element.start, element.size)
            built = _BUILT.search(value)
            if built is not None:
                start = element.start + len(value[: built.start(1)].encode())
                listing.note(f"Segment/Info {name} build", built[1], start, len(built[1]), read_date(built[1]))
    if duration > 0 and duration * scale / 1e9 < 1e9:  # also false for a duration that is not a number
        listing.duration_s = duration * scale / 1e9


def _date(source: Source, listing: Listing, element: Element) -> None:
    nanoseconds = signed(source, element)
    if nanoseconds == 0:
        listing.note("Segment/Info DateUTC", 0, element.start, element.size, status="not set")
        return
    try:
        reading = Reading.since(EPOCH, Fraction(nanoseconds, 10**9), offset=timedelta(0), raw=str(nanoseconds))
    except ValueError:
        listing.note("Segment/Info DateUTC", nanoseconds, element.start, element.size, status="malformed")
    else:
        listing.note("Segment/Info DateUTC", nanoseconds, element.start, element.size, reading)


def _tag(source: Source, listing: Listing, tag: Element) -> None:
    where = "Segment/Tags"
    for element in children(source, tag):
        if element.id == 0x63C0:
            targets = {e.id: unsigned(source, e) for e in children(source, element) if e.size <= 8}
            if targets.get(0x63C5):
                where = "Segment/Tags/Track"
        elif element.id == 0x67C8:
            _simple_tag(source, listing, element, where, 0)


def _simple_tag(source: Source, listing: Listing, tag: Element, where: str, depth: int) -> None:
    name, value = "", None
    for element in children(source, tag):
        if element.id == 0x45A3:
            name = text(source, element).upper()[:80]
        elif element.id == 0x4487:
            value = element
        elif element.id == 0x67C8 and depth < MAX_NESTING:
            _simple_tag(source, listing, element, f"{where}/{name}" if name else where, depth + 1)
    if value is None or not name or _COUNTED.match(name):
        return
    stored = text(source, value)
    if _DATED.search(name):
        note_date(listing, f"{where} {name}", stored, value.start, value.size, utc=name.endswith("_UTC"))
    else:
        empty = name == "TIMECODE" and not re.search("[1-9]", stored)
        listing.note(f"{where} {name}", stored, value.start, value.size, status="not set" if empty else None)


def _attachment(source: Source, listing: Listing, attached: Element) -> None:
    parts = {element.id: element for element in children(source, attached)}
    name, data = parts.get(0x466E), parts.get(0x465C)
    if name is None:
        return
    listing.note("Segment/Attachments FileName", text(source, name), name.start, name.size)
    if data is not None and text(source, name).lower().endswith(("info.json", ".json")) and data.size <= MAX_INFO:
        read_info(source.at(data.start, data.size), data.start, listing, "Segment/Attachments/info.json")


def _track(source: Source, listing: Listing, entry: Element) -> Track:
    track = Track()
    for element in children(source, entry):
        if element.id == 0xD7:
            track.number = unsigned(source, element)
        elif element.id == 0x83:
            track.kind = unsigned(source, element)
        elif element.id == 0x86:
            track.codec = text(source, element)
            listing.note("Segment/Tracks CodecID", track.codec, element.start, element.size)
        elif element.id == 0x63A2:
            track.private = (element.start, content(source, element))
        elif element.id in {0x536E, 0x258688}:
            name = "Name" if element.id == 0x536E else "CodecName"
            listing.note(f"Segment/Tracks {name}", text(source, element), element.start, element.size)
        elif element.id == 0x6D80:
            track.stripped = _stripped(source, element)
    offset, private = track.private
    codec = _codec(track)
    if codec is not None and private and track.codec.startswith("V_MPEG"):
        track.nal_length = list_configuration(private, offset, listing, "Segment/Tracks", codec)
    elif track.kind == 1:
        list_visual(Stretch.at(private, offset), listing, "Segment/Tracks")
    return track


def _stripped(source: Source, encodings: Element) -> bytes:
    """The bytes that header stripping (compression algorithm 3) takes off each frame."""
    for encoding in children(source, encodings):
        for compression in children(source, encoding):
            parts = {e.id: e for e in children(source, compression)} if compression.id == 0x5034 else {}
            if 0x4254 in parts and 0x4255 in parts and unsigned(source, parts[0x4254]) == 3:
                return content(source, parts[0x4255])[:64]
    return b""


def _codec(track: Track) -> Codec | None:
    if track.codec == "V_MPEG4/ISO/AVC":
        return "h264"
    if track.codec == "V_MPEGH/ISO/HEVC":
        return "hevc"
    # BITMAPINFOHEADER.biCompression
    return "h264" if track.codec == "V_MS/VFW/FOURCC" and track.private[1][16:20].lower() in {b"h264", b"x264", b"avc1"} else None


def _cluster(source: Source, listing: Listing, segment: Segment, cluster: Element) -> None:
    """The first frames of each track."""
    for count, element in enumerate(children(source, cluster)):
        if count > 200 or (not cluster.sized and element.id in TOP):
            return
        if element.id == 0xA3:
            _block(source, listing, segment, element)
        elif element.id == 0xA0:
            for inner in children(source, element):
                if inner.id == 0xA1:
                    _block(source, listing, segment, inner)
        if all(track.frames >= MAX_FRAMES for track in segment.tracks.values()):
            return


def _block(source: Source, listing: Listing, segment: Segment, block: Element) -> None:
    head = source.at(block.start, 8)
    if len(head) < 5 or not head[0]:
        return
    width = 9 - head[0].bit_length()
    track = segment.tracks.get(int.from_bytes(head[:width], "big") & ((1 << 7 * width) - 1))
    if track is None or track.frames >= MAX_FRAMES:
        return
    track.frames += 1
    start = block.start + width + 3
    data = track.stripped + source.at(start, min(block.end - start, MAX_FRAME))
    stretch = Stretch.at(data, start - len(track.stripped))
    codec = _codec(track)
    if codec is not None:
        list_video(stretch, listing, "Segment/Cluster", codec, nal_length=track.nal_length)
        track.frames = MAX_FRAMES if b"x264 - core" in data or b"x265 (build" in data else track.frames
    elif track.kind == 1 and track.codec.startswith("V_MS") and is_dif(data):
        if list_frame(data, stretch.locate(0), listing, "Segment/Cluster", "first"):
            track.frames = MAX_FRAMES
    elif track.kind == 1 and track.codec.startswith(("V_MPEG", "V_MS")):
        list_visual(stretch, listing, "Segment/Cluster")
    elif track.codec.startswith(("A_AAC", "A_MPEG")):
        list_names(stretch, listing, "Segment/Cluster")
    elif track.codec.startswith("S_TEXT"):
        from analysis.media.isobmff.metadata_tracks import written_date

        written = written_date(data[:MAX_LINE], stretch.locate(0))
        if written is not None and not any(field.tag == TEXT_DATE for field in listing.fields):
            listing.note(TEXT_DATE, written[0], written[2], written[3], written[1])
