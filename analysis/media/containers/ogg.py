"""Ogg: Theora, Vorbis, Opus, FLAC and Speex (RFC 3533; Xiph.Org's comment header specification).

Ogg/comment vendor    the encoder library, with the date of its release in Xiph's own ("Xiph.Org libVorbis I 20101101")
Ogg/comment NAME      each comment in upper case; names with DATE, TIME or YEAR are dates
"""

from __future__ import annotations

import re

from analysis.media.bitstream import Stretch
from analysis.media.dates import note_date
from analysis.media.source import Listing, Source

LOOK = 1 << 20
"""Bytes from the start that are read: the headers come first."""
MAX_PAGES = 400
MAX_COMMENTS = 500
TAIL = 64 << 10
_DATED = re.compile(r"DATE|TIME$|YEAR")


def claims(head: bytes, name: str) -> bool:
    return head[:4] == b"OggS"


def read(source: Source, listing: Listing) -> None:
    listing.container = "Ogg"
    data = source.at(0, LOOK)
    rates: dict[int, int] = {}
    for serial, stretch in _packets(data):
        packet = stretch.data
        if packet[:7] == b"\x01vorbis" and len(packet) >= 16:
            rates[serial] = int.from_bytes(packet[12:16], "little")
        elif packet[:8] == b"OpusHead":
            rates[serial] = 48_000  # RFC 7845, 4: granule positions count at 48 kHz
        for mark, length in ((b"\x03vorbis", 7), (b"OpusTags", 8), (b"\x81theora", 7)):
            if packet.startswith(mark):
                _comments(stretch, length, listing)
        if packet[:1] in {b"\x04", b"\x84"} and int.from_bytes(packet[1:4], "big") == len(packet) - 4:
            _comments(stretch, 4, listing)  # FLAC's metadata block of comments
    _duration(source, rates, listing)


def _packets(data: bytes) -> list[tuple[int, Stretch]]:
    """The packets of the first pages, each with its stream's serial number; whole ones only."""
    found: list[tuple[int, Stretch]] = []
    open_: dict[int, tuple[bytearray, list[tuple[int, int]]]] = {}
    at = 0
    for _ in range(MAX_PAGES):
        if data[at : at + 4] != b"OggS" or at + 27 > len(data):
            break
        serial, count = int.from_bytes(data[at + 14 : at + 18], "little"), data[at + 26]
        body = at + 27 + count
        for lacing in data[at + 27 : body]:
            packet, pieces = open_.setdefault(serial, (bytearray(), []))
            if lacing and body < len(data):
                pieces.append((len(packet), body))
                packet.extend(data[body : body + lacing])
            body += lacing
            if lacing < 255:
                if packet:
                    found.append((serial, Stretch(bytes(packet), tuple(pieces))))
                del open_[serial]
        at = body
    return found


def _comments(stretch: Stretch, at: int, listing: Listing) -> None:
    data = stretch.data

    def text(at: int) -> tuple[str, int, int]:
        length = int.from_bytes(data[at : at + 4], "little")
        end = min(len(data), at + 4 + length)
        return data[at + 4 : end].decode("utf-8", "replace"), min(at + 4, end), end

    vendor, start, at = text(at)
    if vendor.strip():
        listing.note("Ogg/comment vendor", vendor, stretch.locate(start), at - start)
    count = int.from_bytes(data[at : at + 4], "little")
    at += 4
    for _ in range(min(count, MAX_COMMENTS)):
        if at + 4 > len(data):
            return
        comment, start, at = text(at)
        name, sign, value = comment.partition("=")
        name = name.upper()[:60]
        if not sign or not value.strip() or name in {"METADATA_BLOCK_PICTURE", "COVERART"}:
            continue
        place = start + len(name.encode()) + 1
        if place > at:
            continue
        if _DATED.search(name):
            note_date(listing, f"Ogg/comment {name}", value, stretch.locate(place), at - place)
        else:
            listing.note(f"Ogg/comment {name}", value, stretch.locate(place), at - place)


def _duration(source: Source, rates: dict[int, int], listing: Listing) -> None:
    """From the granule position of the last page of a sound stream."""
    start = max(0, source.size - TAIL)
    data = source.at(start, TAIL)
    at = data.rfind(b"OggS")
    while at >= 0:
        serial, granule = int.from_bytes(data[at + 14 : at + 18], "little"), int.from_bytes(data[at + 6 : at + 14], "little")
        if rates.get(serial) and 0 < granule < 1 << 48:
            listing.duration_s = granule / rates[serial]
            return
        at = data.rfind(b"OggS", 0, at)
