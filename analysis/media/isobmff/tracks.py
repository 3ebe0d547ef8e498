"""Tracks: headers, the writer's marks in sample descriptions, and what the first and last samples say.

Source: ISO/IEC 14496-12, 8.3 to 8.7; QuickTime File Format, "Media data atom types"; ISO/IEC 14496-15 for avcC and hvcC.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.media.bitstream import Codec, Stretch, list_configuration, list_names, list_video, list_visual
from analysis.media.isobmff.boxes import MAX_DEPTH, Box, Readable, boxes, children, payload, tolerant, unpack
from analysis.media.isobmff.headers import read_handler, read_scale, read_times
from analysis.media.isobmff.meta import read_meta
from analysis.media.isobmff.samples import Samples
from analysis.media.isobmff.udta import read_udta
from analysis.media.isobmff.uuid import read_uuid
from analysis.media.jpeg import list_jpeg
from analysis.media.source import Listing

CODECS: dict[bytes, Codec] = dict.fromkeys((b"avc1", b"avc2", b"avc3", b"avc4", b"dvav", b"dva1"), "h264")
CODECS |= dict.fromkeys((b"hvc1", b"hev1", b"dvh1", b"dvhe", b"hvc2", b"hev2"), "hevc")
VISUAL = {b"mp4v", b"XVID", b"xvid", b"DIVX", b"divx", b"DX50", b"3IV2", b"FMP4", b"mp1v", b"mp2v", b"m2v1", b"mpg2", b"MPEG"}
VISUAL_PREFIXES = (b"xd", b"hdv", b"mx", b"ai")
PRORES = {b"apch", b"apcn", b"apcs", b"apco", b"ap4h", b"ap4x", b"aprn", b"aprh"}
JPEGS = {b"jpeg", b"mjpa", b"mjpb", b"MJPG", b"mjpg", b"AVDJ", b"dmb1"}
PLAIN_SOUND = {b"twos", b"sowt", b"lpcm", b"in24", b"in32", b"raw ", b"NONE", b"fl32", b"fl64", b"ulaw", b"alaw", b"ipcm", b"fpcm"}
NO_FACTS = (b"hint", b"sdsm", b"odsm", b"clcp")
"""Handlers of tracks that serve another one."""

FIRST_SAMPLE = 1 << 16
"""Bytes of a first video sample that are read: SEI goes before the picture."""
DV_FRAME = 144_000
"""Bytes of a DV frame of 25 a second, the longer kind."""
SOUND_SAMPLE = 2_048
HEADER_SAMPLE = 4_096
MAX_ENTRIES = 4
"""Sample descriptions of one track that are read."""


@dataclass(slots=True)
class Track:
    """One track as found. `number` is its track_ID, `handler` the kind of media, `scale` units a second."""

    path: str
    samples: Samples
    number: int = 0
    handler: bytes = b""
    scale: int = 0
    duration: int | None = None
    description: Box | None = None
    entries: list[Box] = field(default_factory=list)


def read_track(tree: Readable, file: Readable, box: Box, path: str, listing: Listing) -> Track:
    """List the headers of a track; its samples are listed by `read_samples`, once fragments are known."""
    track = Track(path, Samples(file, {}, tree))
    for child in children(tree, box, listing, path):
        inner = f"{path}/{child.name}"
        with tolerant(listing, f"{inner} at byte {child.start}"):
            match child.kind:
                case b"tkhd":
                    after = read_times(tree, child, inner, listing)
                    track.number = unpack(tree, ">I", after)[0]
                case b"mdia":
                    _read_media(tree, child, inner, track, listing)
                case b"udta":
                    read_udta(tree, child, inner, listing)
                case b"meta":
                    read_meta(tree, child, inner, listing)
                case b"uuid":
                    read_uuid(tree, child, path, listing)
                case _:
                    pass
    return track


def _read_media(data: Readable, box: Box, path: str, track: Track, listing: Listing, depth: int = 0) -> None:
    for child in children(data, box, listing, path):
        inner = f"{path}/{child.name}"
        with tolerant(listing, f"{inner} at byte {child.start}"):
            match child.kind:
                case b"mdhd":
                    after = read_times(data, child, inner, listing)
                    track.scale, track.duration = read_scale(data, child, after)
                    track.samples.scale = track.scale
                case b"hdlr":
                    kind = read_handler(data, child, inner, listing)
                    track.handler = track.handler or kind  # the media's own comes first, the data handler's after it
                case b"dref":
                    if child.length > 24:  # what is longer than one empty reference may name another file
                        from analysis.media.isobmff.aliases import read_references

                        read_references(data, child, inner, listing)
                case b"minf" | b"stbl" | b"dinf" if depth < MAX_DEPTH:
                    _read_media(data, child, inner, track, listing, depth + 1)
                case b"udta":
                    read_udta(data, child, inner, listing)
                case b"uuid":
                    read_uuid(data, child, path, listing)
                case b"stsd":
                    track.description = child
                    track.entries = _entries(data, child, inner, listing)
                case b"stsz" | b"stz2" | b"stsc" | b"stco" | b"co64" | b"stts":
                    track.samples.tables[child.kind] = child
                case _:
                    pass


def _entries(data: Readable, box: Box, path: str, listing: Listing) -> list[Box]:
    found = []
    for entry in boxes(data, box.body + 8, box.end, listing, path):
        found.append(entry)
        if len(found) >= MAX_ENTRIES:
            break
    return found


def read_samples(tree: Readable, track: Track, listing: Listing) -> None:
    """List the sample descriptions of a track, and what its first and last samples say."""
    if track.handler not in (b"vide", b"pict", b"auxv", b"soun", *NO_FACTS):
        from analysis.media.isobmff import timed  # most videos have no such track
    place = track.samples.place(0)
    if place is not None and sum(place) > track.samples.data.size:
        listing.problem("The samples lie beyond the end of the file: it is cut off, or only its header is here.")
    for entry in track.entries:
        path = f"{track.path}/stsd/{entry.name}"
        if track.handler in (b"vide", b"pict", b"auxv"):
            _read_video(tree, entry, track, path, listing)
        elif track.handler == b"soun":
            _read_sound(tree, entry, track, path, listing)
        elif track.handler not in NO_FACTS:
            timed.read_timed(tree, entry, track.samples, track.path, track.handler, listing)


def _read_video(data: Readable, entry: Box, track: Track, path: str, listing: Listing) -> None:
    body = data.at(entry.body, 78)
    listing.note(f"{track.path}/stsd format", entry.name, entry.start + 4, 4)
    _note_vendor(body, entry, path, listing)
    if len(body) == 78 and 0 < body[42] < 32:
        name = body[43 : 43 + body[42]].split(b"\0")[0]
        text = name.decode("utf-8", "replace").strip()
        if text:
            listing.note(f"{path} compressorname", text, entry.body + 43, len(name))
    codec = CODECS.get(entry.kind)
    width = 4
    for child in boxes(data, entry.body + 78, entry.end, Listing(), path):
        if child.kind in (b"avcC", b"hvcC"):
            codec = "h264" if child.kind == b"avcC" else "hevc"
            width = list_configuration(payload(data, child, 1 << 16, slow=True), child.body, listing, path, codec)
        elif child.kind == b"esds":
            list_visual(Stretch.at(payload(data, child, HEADER_SAMPLE), child.body), listing, path)
        elif child.kind == b"uuid":
            read_uuid(data, child, path, listing)
    # A DV frame keeps its date all over the frame, other codecs at its start.
    limit = DV_FRAME if entry.kind.startswith((b"dv", b"AVd")) and codec is None else FIRST_SAMPLE
    found = track.samples.read(0, limit, slow=True)
    if found is None:
        return
    raw, offset = found
    sample = f"{track.path}/sample[1]"
    if codec is not None:
        start_codes = raw[:4] == b"\0\0\0\1" or raw[:3] == b"\0\0\1"
        list_video(Stretch.at(raw, offset), listing, sample, codec, nal_length=0 if start_codes else width)
    elif entry.kind in VISUAL or entry.kind.startswith(VISUAL_PREFIXES):
        list_visual(Stretch.at(raw, offset), listing, sample)
    elif entry.kind in PRORES and raw[4:8] == b"icpf":
        listing.note(f"{sample} ProRes encoder", raw[12:16].decode("latin-1").strip("\0 "), offset + 12, 4)
    elif entry.kind in JPEGS and raw[:2] == b"\xff\xd8":
        list_jpeg(raw, offset, listing, sample)
    elif entry.kind.startswith((b"dv", b"AVd")):
        _read_dv(track, raw, offset, listing)
    elif entry.kind == b"CFHD":
        from analysis.media.cineform import list_cineform

        list_cineform(raw, offset, listing, sample)


def _read_dv(track: Track, raw: bytes, offset: int, listing: Listing) -> None:
    """List the recording date in the packs of the first and the last frame."""
    from analysis.media.dif import FRAME_PAL, is_dif, list_frame

    if not is_dif(raw):
        return
    list_frame(raw, offset, listing, f"{track.path}/sample", "first")
    last = track.samples.read(track.samples.count - 1, FRAME_PAL, slow=True) if track.samples.count > 1 else None
    if last is not None and is_dif(last[0]):
        list_frame(*last, listing, f"{track.path}/sample", "last")


def _read_sound(data: Readable, entry: Box, track: Track, path: str, listing: Listing) -> None:
    _note_vendor(data.at(entry.body, 20), entry, path, listing)
    if entry.kind in PLAIN_SOUND:
        return
    for index, raw, offset in track.samples.first(2, SOUND_SAMPLE):
        list_names(Stretch.at(raw, offset), listing, f"{track.path}/sample[{index + 1}]")


def _note_vendor(body: bytes, entry: Box, path: str, listing: Listing) -> None:
    """QuickTime's four characters for who made the compressed data."""
    vendor = body[12:16]
    if len(vendor) == 4 and all(32 <= byte < 127 for byte in vendor) and vendor.strip():
        listing.note(f"{path} vendor", vendor.decode("ascii"), entry.body + 12, 4)
