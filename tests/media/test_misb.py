"""The clock of drones' sensors. Keys, tags, checksum: MISB ST 0601, ST 0603, EG 0104; streams: ISO/IEC 13818-1, MISB ST 1402."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from analysis.media.bitstream import Stretch
from analysis.media.misb import list_klv
from analysis.media.source import Listing
from tests.damage import assert_survives
from tests.media.containers.build import NULL, field, listed, packet, stored, table
from tests.media.isobmff.build import entry, one, with_samples
from tests.media.isobmff.build import listed as listed_boxes

LOCAL_SET = bytes.fromhex("060e2b34020b01010e01030101000000")
MICRO = 1_245_257_585_099_653  # date -u -d @1245257585: 2009-06-17 16:53:05


def local_set(micro: int, *, checksum: int | None = None) -> bytes:
    """A set with a time stamp, a platform of two-byte length, a tag of two bytes and a checksum, by ST 0601, 6.5."""
    items = b"\x02\x08" + struct.pack(">Q", micro) + b"\x0a\x81\x08PREDATOR" + b"\x81\x0f\x01\x07" + b"\x41\x01\x11" + b"\x01\x02"
    whole = LOCAL_SET + b"\x81" + bytes([len(items) + 2]) + items
    total = sum(byte << 8 * ((index + 1) % 2) for index, byte in enumerate(whole)) & 0xFFFF
    return whole + struct.pack(">H", total if checksum is None else checksum)


def klv(data: bytes) -> Listing:
    listing = Listing()
    list_klv(Stretch.at(data, 100), listing, "TS")
    return listing


def test_local_sets() -> None:
    data = local_set(MICRO) + local_set(MICRO + 1_000_000) + local_set(MICRO + 5_000_000)
    listing = klv(data)
    first = field(listing, "TS KLV time first")
    assert str(first.reading).startswith("2009-06-17T16:53:05.099653")
    assert data[first.place.offset - 100 :][:8] == struct.pack(">Q", MICRO)
    assert str(field(listing, "TS KLV time last").reading).startswith("2009-06-17T16:53:10")
    assert field(listing, "TS KLV platform").raw == "PREDATOR"


def test_the_checksum_of_the_standard_holds_and_a_false_one_does_not() -> None:
    assert not klv(local_set(MICRO, checksum=0x1234)).fields
    # ST 0601's own packet in public format notes ends in the sum 1c5f; here the sum of a shorter set, added up by hand.
    short = LOCAL_SET + b"\x04" + b"\x01\x02"
    # 06+2b+02+01+0e+03+01+00 and 0e+34+0b+01+01+01+00+00 are the bytes at even and odd places of the key; 04+02 and 01 follow.
    even, odd = 0x06 + 0x2B + 0x02 + 0x01 + 0x0E + 0x03 + 0x01 + 0x00 + 0x04 + 0x02, 0x0E + 0x34 + 0x0B + 0x01 + 0x01 + 0x01 + 0x01
    assert not klv(short + struct.pack(">H", (even << 8) + odd & 0xFFFF) + local_set(MICRO)).problems
    assert field(klv(short + b"\0\0" + local_set(MICRO)), "TS KLV time first").raw == str(MICRO)


def test_the_universal_set_of_older_drones() -> None:
    data = bytes.fromhex("060e2b34010101030702010101050000") + b"\x08" + struct.pack(">Q", MICRO)
    assert str(field(klv(bytes(9) + data), "TS KLV time first").reading).startswith("2009-06-17T16:53:05")


def flight(kind: int) -> bytes:
    """A transport stream with a programme of one metadata stream; kind 0x15 has a header before each access unit."""
    programmes = table(0, 0, bytes(5) + b"\0\1\xe1\0" + bytes(4))
    streams = table(0x100, 2, bytes(7) + b"\xf0\0" + bytes([kind]) + b"\xe1\1\xf0\0" + bytes(4))
    body = (b"\0\x01\xdf\0\x40" if kind == 0x15 else b"") + local_set(MICRO)
    return programmes + streams + packet(0x101, b"\0\0\1\xbd\0\0\x80\0\0" + body) + NULL * 5


@pytest.mark.parametrize("kind", [0x06, 0x15])
def test_in_a_transport_stream(tmp_path: Path, kind: int) -> None:
    data = flight(kind)
    first = field(listed(tmp_path, data, "flight.ts"), "TS KLV time first")
    assert stored(data, first) == struct.pack(">Q", MICRO)


def test_damaged_streams(tmp_path: Path) -> None:
    assert assert_survives(flight(0x06), tmp_path, ".ts") > 200


def test_in_a_track_of_an_mp4_file(tmp_path: Path) -> None:
    data = with_samples(b"meta", entry(b"mett", b"\0application/klv\0"), [local_set(MICRO), local_set(MICRO + 1_000_000)])
    listing = listed_boxes(data, tmp_path)
    assert one(listing, "moov/trak[1]/mett KLV time first").raw == str(MICRO)
    assert one(listing, "moov/trak[1]/mett KLV time last").raw == str(MICRO + 1_000_000)


@pytest.mark.parametrize("cut", range(0, 50, 5))
def test_a_cut_set_is_left_out(cut: int) -> None:
    assert not klv(local_set(MICRO)[:cut]).fields
