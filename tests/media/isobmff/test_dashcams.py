"""Blocks of dashcams. Layouts: ExifTool's public documentation of QuickTime Stream (freeGPS types 1 to 20); NMEA 0183 for sentences."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.media.isobmff.build import box, entry, ftyp, listed, mvhd, one, with_samples

RMC = b"$GPRMC,175522.000,A,4240.8635,N,08312.6278,W,0.02,3.31,020620,,,A*76"
CLOCK, DATE = struct.pack("<3I", 18, 47, 25), struct.pack("<3I", 2020, 1, 12)
PLAIN = "2020-01-12T18:47:25"
RECORD = b"$S" + bytes(4) + struct.pack(">H4BH", 2020, 1, 12, 18, 47, 254)


def block(*parts: tuple[int, bytes], size: int = 0x200) -> bytes:
    """A block: its own size, the mark, and parts at their offsets."""
    data = bytearray(struct.pack(">I", size) + b"freeGPS " + bytes(size - 12))
    for at, part in parts:
        data[at : at + len(part)] = part
    return bytes(data)


def turned(text: bytes) -> bytes:
    return bytes(byte ^ 0xAA for byte in text)


FIXES = {
    "sentence": (block((0x34, b"20180919100959"), (0x51, RMC)), "2020-06-02T17:55:22.000Z"),
    "sentence, 16 added": (block((60, bytes(byte + 16 for byte in RMC))), "2020-06-02T17:55:22.000Z"),
    "year of two digits": (block((16, CLOCK + struct.pack("<3I", 20, 1, 12) + b"ANW\0")), PLAIN),
    "whole year (Kenwood)": (block((16, CLOCK + DATE + b"ANW\0")), PLAIN),
    "Akaso": (block((48, CLOCK + b"A"), (68, b"N"), (76, b"E"), (88, DATE)), PLAIN),
    "doubles": (block((48, CLOCK + b"A"), (72, b"S"), (88, b"W"), (112, struct.pack("<3I", 20, 1, 12))), PLAIN),
    "Vantrue N4": (block((16, CLOCK + b"A"), (40, b"N"), (56, b"E"), (80, DATE)), PLAIN),
    "Vantrue S1": (block((64, b"ANE\0" + struct.pack("<3I", 20, 1, 12) + CLOCK)), PLAIN),
    "XBHT": (block((16, bytes([0, 20, 1, 12, 18, 47, 25, 0]) + b"ANE")), PLAIN),
    "Nextbase 512G": (block((48, RECORD + bytes.fromhex("02201498ff21679710"))), PLAIN),
    "turned digits": (block((18, turned(b"\0\0XKZD\xfe\xfe20200112184725\x0c002005191623\x03N37452416W122255009"))), PLAIN),
    "normal:": (block((16, b"normal:2020/01/12 18:47:25 N:42.382470 W:83.389570")), PLAIN),
}  # fmt: skip


@pytest.mark.parametrize("name", FIXES)
def test_layouts_with_a_fix(tmp_path: Path, name: str) -> None:
    data, reading = FIXES[name]
    found = one(listed(ftyp(b"avc1") + box(b"mdat", bytes(64) + data) + box(b"moov", mvhd()), tmp_path), "mdat freeGPS first")
    assert str(found.reading) == reading


@pytest.mark.parametrize(
    "data",
    [
        block((16, CLOCK + DATE + b"VNW\0")),
        block((18, turned(b"\0\0XKZD\xfe\xfe20200112184725\x0c"))),
        block((0x34, b"20200112184725")),
        block((48, CLOCK + b"V"), (68, b"N"), (76, b"E"), (88, DATE)),
        block((48, RECORD + b"\2" + bytes(8))),
    ],
)
def test_a_clock_without_a_fix_is_said_to_have_none(tmp_path: Path, data: bytes) -> None:
    listing = listed(ftyp(b"avc1") + box(b"mdat", bytes(64) + data) + box(b"moov", mvhd()), tmp_path)
    assert str(one(listing, "mdat freeGPS void").reading) == PLAIN
    assert not [field for field in listing.fields if field.tag.endswith(("first", "last"))]


@pytest.mark.parametrize("secret", [block((16, b"LIGOGPSINFO\0" + bytes(3) + b"\5")), block((0x45, b"ATC"), (16, b"20130318.01"))])
def test_what_is_enciphered_is_refused_by_name(tmp_path: Path, secret: bytes) -> None:
    index = box(b"gps ", struct.pack(">II", 0, 1), struct.pack(">II", len(ftyp(b"avc1")) + 8, len(secret)))
    listing = listed(ftyp(b"avc1") + box(b"mdat", secret) + box(b"moov", mvhd(), index), tmp_path)
    assert not [field for field in listing.fields if "freeGPS" in field.tag]
    assert [sentence for sentence in listing.problems if "enciphers" in sentence]


def test_a_date_of_the_firmware_is_no_clock(tmp_path: Path) -> None:
    data = block((16, b"IQS20130306B"), (32, b"May 15 2015, 19:"))
    listing = listed(ftyp(b"avc1") + box(b"mdat", data) + box(b"moov", mvhd()), tmp_path)
    assert not [field for field in listing.fields if "freeGPS" in field.tag]


def test_sentences_of_blackvue_in_free_space(tmp_path: Path) -> None:
    """Milliseconds since 1970 in brackets before each sentence, in a box of its own inside free space."""
    lines = b"[1591120522000]" + RMC + b"\r\n[1591120523000]" + RMC.replace(b"175522", b"175523") + b"\r\n"
    data = ftyp(b"mp42") + box(b"free", box(b"gps ", lines), box(b"3gf ", bytes(40))) + box(b"moov", mvhd())
    listing = listed(data, tmp_path)
    assert str(one(listing, "free/gps RMC first").reading) == "2020-06-02T17:55:22.000Z"
    assert str(one(listing, "free/gps RMC last").reading) == "2020-06-02T17:55:23.000Z"


def test_sentences_in_a_track_that_bears_gopros_name(tmp_path: Path) -> None:
    data = with_samples(b"meta", entry(b"gpmd", bytes(4)), [RMC + b"\r\n", RMC.replace(b"175522", b"175523") + b"\r\n"])
    listing = listed(data, tmp_path)
    assert str(one(listing, "moov/trak[1]/gpmd RMC first").reading) == "2020-06-02T17:55:22.000Z"
    assert str(one(listing, "moov/trak[1]/gpmd end RMC first").reading) == "2020-06-02T17:55:23.000Z"
