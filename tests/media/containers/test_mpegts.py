from __future__ import annotations

import struct
from pathlib import Path

import pytest

from analysis.media.dvb import utc_time
from analysis.media.listing import list_fields
from tests.media.containers.build import NULL, field, listed, packet, section, stored, table
from tests.media.containers.conftest import Encode

# EN 300 468, annex C: 93/10/13 12:45:00 is coded as 0xC079124500.
EXAMPLE = bytes.fromhex("C079124500")


def tot(moment: bytes, descriptors: bytes = b"") -> bytes:
    return moment + struct.pack(">H", 0xF000 | len(descriptors)) + descriptors + bytes(4)


def test_the_standard_example() -> None:
    assert str(utc_time(EXAMPLE)) == "1993-10-13T12:45:00Z"
    assert utc_time(bytes.fromhex("C079129900")) is None
    assert utc_time(b"\xff" * 5) is None


@pytest.mark.parametrize("size", [188, 192, 204])
def test_first_and_last_clock(tmp_path: Path, size: int) -> None:
    later = bytes.fromhex("C079124530")
    local = b"\x58\x0d" + b"FRA\x02\x01\x00" + bytes(7)  # EN 300 468, 6.2.20: France, one hour ahead
    packets = [NULL, table(0x14, 0x70, EXAMPLE), NULL, NULL, table(0x14, 0x73, tot(later, local)), NULL, NULL]
    before, after = {188: (0, 0), 192: (4, 0), 204: (0, 16)}[size]
    data = b"".join(bytes(before) + p + bytes(after) for p in packets)
    listing = listed(tmp_path, data, "a.ts")
    assert [(f.tag, f.raw, str(f.reading)) for f in listing.fields] == [
        ("TS/TDT first", "c079124500", "1993-10-13T12:45:00Z"),
        ("TS/TOT last", "c079124530", "1993-10-13T12:45:30Z"),
    ]
    assert [stored(data, f) for f in listing.fields] == [EXAMPLE, later]
    first = listed(tmp_path, data[4 * size :], "b.ts")
    assert field(first, "TS/TOT local_time_offset").raw == "FRA region 0 +01:00"


def test_isdb_counts_in_local_time(tmp_path: Path) -> None:
    data = packet(0x24, b"\0") + table(0x14, 0x73, tot(EXAMPLE)) + NULL * 5
    assert str(field(listed(tmp_path, data, "a.ts"), "TS/TOT first").reading) == "1993-10-13T12:45:00"


def test_atsc_system_time(tmp_path: Path) -> None:
    # GPS time 1384034018 is 2023-11-15T21:53:20 UTC with 18 leap seconds: 315964800 + 1384034018 - 18 = 1699998800 s after 1970
    body = bytes(3) + b"\xc1\0\0"[:3] + struct.pack(">IB", 1384034018, 18) + bytes(6)
    listing = listed(tmp_path, table(0x1FFB, 0xCD, body) + NULL * 5, "a.ts")
    assert str(field(listing, "TS/STT first").reading) == "2023-11-14T21:53:20Z"


def test_a_section_over_two_packets_keeps_its_places(tmp_path: Path) -> None:
    name = b"A service"
    descriptor = b"\x48" + bytes([3 + len(name)]) + b"\x01\x00" + bytes([len(name)]) + name
    services = b"".join(struct.pack(">HBH", n, 0xFC, 0x8000 | len(descriptor)) + descriptor for n in range(12))
    whole = b"\0" + section(0x42, bytes(8) + services + bytes(4))
    data = packet(0x11, whole[:184]) + NULL + packet(0x11, whole[184:], starts=False) + NULL * 3
    listing = listed(tmp_path, data, "a.ts")
    assert [stored(data, f) for f in listing.fields if f.place.offset // 188 == (f.place.offset + f.place.length - 1) // 188] != []
    assert {f.raw for f in listing.fields} == {"A service"}
    assert len(listing.fields) == 12
    assert stored(data, listing.fields[-1]) == name


def test_packets_full_of_small_sections_end_soon(tmp_path: Path) -> None:
    data = packet(0x14, b"\0" + (b"\x70\0\0" * 61)[:183]) * 60_000
    assert listed(tmp_path, data, "a.ts").fields == []


def test_what_ffmpeg_writes(encode: Encode) -> None:
    path = encode("a.ts", "-c:v", "libx264", "-metadata", "service_provider=A provider")
    listing = list_fields(path)
    assert field(listing, "TS/SDT provider").raw == "A provider"
    found = field(listing, "TS/video SEI user data")
    assert found.raw.startswith("x264 - core")
    # The text goes over packets of 188 bytes: what stands at its place is its beginning.
    assert stored(path.read_bytes(), found).startswith(b"x264")
    assert listing.duration_s == pytest.approx(1, abs=0.1)


def test_the_last_date_of_a_long_recording(tmp_path: Path, shared: Path) -> None:
    # The sample's first picture is dated 09:18:35 (expected.json, A08); dates of later pictures are set here, by the BCD of IEC 61834-4.
    data = (shared / "media" / "panasonic_avchd_mdpm_2012.mts").read_bytes()
    whole = data[: len(data) // 188 * 188]
    clock = bytes.fromhex("19260918")
    assert clock in whole
    later = whole.replace(clock, bytes.fromhex("19261018"))
    listing = listed(tmp_path, whole + NULL * 50_000 + later, "a.mts")
    dates = [f.raw for f in listing.fields if f.tag == "TS/video MDPM DateTimeOriginal"]
    assert (min(dates), max(dates)) == ("2012-01-26 09:18:35", "2012-01-26 10:18:36")
