"""What a JPEG picture says beside its pixels: EXIF and XMP segments, comments (ITU-T T.81, annex B; EXIF 2.32, 4.7.2; ISO 16684-3)."""

from __future__ import annotations

from analysis.media.source import Listing

EXIF = b"Exif\0\0"
XMP = b"http://ns.adobe.com/xap/1.0/\0"
MAX_SEGMENTS = 64
"""Segments before the pixels that are looked at; cameras write below 20."""


def list_jpeg(data: bytes, offset: int, listing: Listing, prefix: str) -> None:
    """List the segments of a picture whose first bytes these are and that stands at an offset.

    Tags: "<prefix> Exif" (raw: bytes of the TIFF structure; the place is that structure), "<prefix> comment", and XMP's own
    under "<prefix>/xmp".
    """
    at = 2
    for _ in range(MAX_SEGMENTS):
        if data[at : at + 1] != b"\xff" or at + 4 > len(data):
            return
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xFF:
            at += 1
            continue
        if marker in (0xD9, 0xDA) or size < 2:
            return
        body, place = data[at + 4 : at + 2 + size], offset + at + 4
        if marker == 0xE1 and body.startswith(EXIF):
            list_exif(len(body) - 6, place + 6, listing, prefix)
        elif marker == 0xE1 and body.startswith(XMP):
            from analysis.media.xmp import read_xmp  # its XML parser is slow to load, and most files have none

            read_xmp(body[len(XMP) :], place + len(XMP), listing, f"{prefix}/xmp")
        elif marker == 0xFE and body.strip(b"\0 "):
            text = body.split(b"\0")[0]
            if text.isascii() and text.strip():
                listing.note(f"{prefix} comment", text.decode("ascii").strip(), place, len(text))
        at += 2 + size


def list_exif(length: int, offset: int, listing: Listing, prefix: str) -> None:
    """Note where a TIFF structure with EXIF lies: its reader opens it there."""
    if length > 8:
        listing.note(f"{prefix} Exif", f"{length} bytes", offset, length)


def find_exif(data: bytes) -> int | None:
    """The index of the first TIFF structure after an EXIF mark in unexplained bytes; None where there is none."""
    for mark in (b"Exif\0\0II*\0", b"Exif\0\0MM\0*"):
        at = data.find(mark)
        if at >= 0:
            return at + 6
    return 0 if data[:4] in (b"II*\0", b"MM\0*") else None
