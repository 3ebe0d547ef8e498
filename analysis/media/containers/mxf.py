"""MXF (SMPTE ST 377-1): the header metadata's dates, programs and start timecodes, and what stands in the essence.

    MXF/Preface last_modified
    MXF/Identification modification_date, company_name, product_name, product_version, version_string, toolkit_version, platform
    MXF/MaterialPackage creation_date, modified_date, umid, umid_time, timecode, name      (and MXF/SourcePackage ...)
    MXF/System timecode               time code of the first system item (SMPTE ST 385)
    MXF/XML ...                       Sony's NonRealTimeMeta, or XMP, carried as a generic stream
    MXF/video ...                     see `analysis.media.bitstream`, and `analysis.media.dif` for DV

Dates have no zone (see `analysis.media.klv`). "timecode" is the start of the package at its own rate; all zeros are "not set".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.media.bitstream import Stretch, list_video, list_visual
from analysis.media.dif import is_dif, list_frame, timecode
from analysis.media.klv import Item, Packet, batch, local_set, packet_at, packets, timestamp, umid_time
from analysis.media.source import Listing, Source
from analysis.media.timecode import smpte_label
from analysis.testimony import Status

PARTITION = bytes.fromhex("060e2b34020501010d010201")
SETS = bytes.fromhex("060e2b34025301010d0101010101")
SYSTEM = bytes.fromhex("060e2b34020501010d01030104")
GENERIC_STREAM = bytes.fromhex("0d01050901")
FILLER = bytes.fromhex("03010210")
ESSENCE = bytes.fromhex("060e2b340102")
RUN_IN = 65_536
"""Bytes that may stand before the first partition (ST 377-1, 6.5)."""
PICTURES = frozenset({0x05, 0x15, 0x18})
"""Kinds of essence with pictures: in content packages (ST 386), in the generic container, and DV-DIF (ST 383)."""
MAX_PACKAGES = 50
MAX_TRACKS = 100
MAX_SETS = 3000
MAX_WALK = 400
"""Packets after the header metadata that are stepped over."""
MAX_SET = 64 << 10
PREFACE, IDENTIFICATION, MATERIAL, SOURCE, TRACK, SEQUENCE, TIMECODE = 0x2F, 0x30, 0x36, 0x37, 0x3B, 0x0F, 0x14


@dataclass(slots=True)
class Metadata:
    """The sets of a file: kind and items in file order, and by their own identifier."""

    ordered: list[tuple[int, dict[int, Item]]] = field(default_factory=list)
    by_id: dict[bytes, tuple[int, dict[int, Item]]] = field(default_factory=dict)

    def add(self, kind: int, items: dict[int, Item]) -> None:
        self.ordered.append((kind, items))
        if 0x3C0A in items:
            self.by_id.setdefault(items[0x3C0A].data, (kind, items))

    def named(self, identifier: bytes, kind: int) -> dict[int, Item] | None:
        found = self.by_id.get(identifier)
        return found[1] if found is not None and found[0] == kind else None


def claims(head: bytes, name: str) -> bool:
    return PARTITION in head or (name.endswith(".mxf") and len(head) > 16)


def read(source: Source, listing: Listing) -> None:
    start = source.at(0, RUN_IN + 16).find(PARTITION)
    if start < 0:
        listing.problem("No MXF partition stands at the start of the file.")
        return
    listing.container = "MXF"
    header = packet_at(source, start)
    if header is None:
        return
    metadata = Metadata()
    after = _sets(source, header.end, metadata)
    # An open or incomplete header (status 1 or 3) leaves dates and durations to the footer.
    pack = source.at(header.start, 64)
    footer = packet_at(source, start + int.from_bytes(pack[24:32], "big")) if pack[24:32].strip(b"\0") else None
    if footer is not None and footer.key.startswith(PARTITION) and (header.key[14] in {1, 3} or not metadata.ordered):
        metadata = Metadata()
        _sets(source, footer.end, metadata)
    _list(metadata, listing)
    _walk(source, after, listing)


def _sets(source: Source, at: int, metadata: Metadata) -> int:
    """Read the sets from an offset on; returns where something else begins."""
    for packet in packets(source, at, source.size, MAX_SETS):
        essence = packet.key[4] == 0x01 and packet.key[8:12] != FILLER
        if essence or (packet.key.startswith(PARTITION) and packet.key[13] in {2, 3, 4}):
            return at
        if packet.key[:4] + packet.key[8:13] == SETS[:4] + SETS[8:13] and packet.key[5] == 0x53:
            metadata.add(packet.key[14], local_set(source.at(packet.start, min(packet.size, MAX_SET)), packet.start))
        at = packet.end
    return at


def _date(listing: Listing, tag: str, item: Item | None) -> None:
    if item is None:
        return
    reading = timestamp(item.data)
    empty: Status = "malformed" if item.data.strip(b"\0") else "not set"
    listing.note(tag, item.data.hex(), item.offset, len(item.data), reading, status=None if reading is not None else empty)


def _text(listing: Listing, tag: str, item: Item | None) -> None:
    text = item.data.decode("utf-16-be", "replace").partition("\0")[0].strip() if item is not None else ""
    if item is not None and text:
        listing.note(tag, text, item.offset, len(item.data))


def _version(listing: Listing, tag: str, item: Item | None) -> None:
    """Major, minor, patch, build and kind of release, two bytes each (ST 377-1, 4.3: ProductVersion)."""
    if item is not None and len(item.data) >= 8 and any(item.data[:8]):
        parts = [int.from_bytes(item.data[n : n + 2], "big") for n in range(0, 8, 2)]
        shown = ".".join(str(part) for part in parts[:3]) + (f" build {parts[3]}" if parts[3] else "")
        listing.note(tag, shown, item.offset, len(item.data))


def _list(metadata: Metadata, listing: Listing) -> None:
    packages = 0
    for kind, items in metadata.ordered:
        if kind == PREFACE:
            _date(listing, "MXF/Preface last_modified", items.get(0x3B02))
        elif kind == IDENTIFICATION:
            for tag, name in ((0x3C01, "company_name"), (0x3C02, "product_name"), (0x3C04, "version_string"), (0x3C08, "platform")):
                _text(listing, f"MXF/Identification {name}", items.get(tag))
            _version(listing, "MXF/Identification product_version", items.get(0x3C03))
            _version(listing, "MXF/Identification toolkit_version", items.get(0x3C07))
            _date(listing, "MXF/Identification modification_date", items.get(0x3C06))
        elif kind in {MATERIAL, SOURCE} and packages < MAX_PACKAGES:
            packages += 1
            _package(metadata, items, "MXF/MaterialPackage" if kind == MATERIAL else "MXF/SourcePackage", listing)


def _package(metadata: Metadata, items: dict[int, Item], path: str, listing: Listing) -> None:
    umid = items.get(0x4401)
    if umid is not None and len(umid.data) == 32:
        listing.note(f"{path} umid", umid.data.hex(), umid.offset, 32)
        made = umid_time(umid.data)
        if made is not None:
            listing.note(f"{path} umid_time", umid.data[16:].hex(), umid.offset + 16, 16, made)
    _text(listing, f"{path} name", items.get(0x4402))
    _date(listing, f"{path} creation_date", items.get(0x4405))
    _date(listing, f"{path} modified_date", items.get(0x4404))
    for reference in batch(items.get(0x4403))[:MAX_TRACKS]:
        track = metadata.named(reference, TRACK)
        if track is None or 0x4803 not in track:
            continue
        sequence = metadata.named(track[0x4803].data, SEQUENCE)
        single = metadata.named(track[0x4803].data, TIMECODE)
        if sequence is not None:
            _duration(track, sequence, listing)
        components = [metadata.named(part, TIMECODE) for part in batch(sequence.get(0x1001))] if sequence is not None else [single]
        for component in components[:20]:
            if component is not None:
                _start(component, path, listing)


def _start(component: dict[int, Item], path: str, listing: Listing) -> None:
    start, base = component.get(0x1501), component.get(0x1502)
    if start is None or base is None or not base.number:
        return
    drop = 0x1503 in component and bool(component[0x1503].number)
    listing.note(
        f"{path} timecode",
        smpte_label(start.number, base.number, drop=drop),
        start.offset,
        len(start.data),
        status=None if start.number else "not set",
    )


def _duration(track: dict[int, Item], sequence: dict[int, Item], listing: Listing) -> None:
    rate, length = track.get(0x4B01), sequence.get(0x0202)
    if listing.duration_s is not None or rate is None or length is None or len(rate.data) != 8 or len(length.data) != 8:
        return
    top, bottom = int.from_bytes(rate.data[:4], "big"), int.from_bytes(rate.data[4:], "big")
    if top and bottom and 0 < length.number < 1 << 40:
        listing.duration_s = length.number * bottom / top


def _walk(source: Source, at: int, listing: Listing) -> None:
    """The first system item, the first picture, and texts carried as generic streams."""
    system = picture = False
    for packet in packets(source, at, source.size, MAX_WALK):
        if packet.key.startswith(SYSTEM) and not system:
            system = True
            _system(source, packet, listing)
        elif packet.key[8:13] == GENERIC_STREAM:
            _stream(source, packet, listing)
        elif packet.key.startswith(ESSENCE) and packet.key[12] in PICTURES and not picture:
            picture = True
            data = source.at(packet.start, min(packet.size, 512 << 10))
            if is_dif(data):
                list_frame(data, packet.start, listing, "MXF/video", "first")
            elif b"\0\0\1\xb3" in data[:4096]:
                list_visual(Stretch.at(data, packet.start), listing, "MXF/video")
            else:
                list_video(Stretch.at(data, packet.start), listing, "MXF/video", "h264")


def _system(source: Source, packet: Packet, listing: Listing) -> None:
    """ST 385: seven bytes, a label of 16, then the stamps of creation and of the user, 17 bytes each; kind 0x81 is a time code of ST 12."""
    data = source.at(packet.start, min(packet.size, 57))
    for at in (40, 23):
        code = timecode(data[at + 1 : at + 5]) if data[at : at + 1] == b"\x81" and len(data) >= at + 5 else None
        if code is not None:
            status: Status | None = None if code.strip("0:;") else "not set"
            listing.note("MXF/System timecode", code, packet.start + at, len(data[at : at + 17]), status=status)
            return


def _stream(source: Source, packet: Packet, listing: Listing) -> None:
    data = source.at(packet.start, min(packet.size, 4 << 20))
    if b"NonRealTimeMeta" in data[:2000]:
        from analysis.media.isobmff.nrt import list_nrt  # the XML parser is slow to load, and most files have none

        list_nrt(data, packet.start, listing, "MXF/XML")
    elif b"<x:xmpmeta" in data[:4000] or b"<?xpacket" in data[:4000]:
        from analysis.media.xmp import read_xmp

        read_xmp(data, packet.start, listing, "MXF/XML")
