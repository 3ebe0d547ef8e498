from __future__ import annotations

import uuid
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analysis.media.klv import timestamp, umid_time
from analysis.media.listing import list_fields
from tests.media.containers.build import field, listed, stored
from tests.media.containers.conftest import Encode
from tests.media.isobmff.test_tracks import dv_frame


def test_what_ffmpeg_writes(encode: Encode) -> None:
    path = encode("a.mxf", "-c:v", "mpeg2video", "-timecode", "10:11:12:13")
    listing = list_fields(path)
    assert (listing.container, listing.duration_s, listing.problems) == ("MXF", 1.0, [])
    for tag in (
        "Preface last_modified",
        "Identification modification_date",
        "MaterialPackage creation_date",
        "SourcePackage modified_date",
    ):
        found = field(listing, f"MXF/{tag}")
        assert str(found.reading) == "2021-05-06T07:08:09.000"
        assert stored(path.read_bytes(), found).hex() == found.raw == "07e5050607080900"
    assert field(listing, "MXF/Identification company_name").raw == "FFmpeg"
    for tag in ("MaterialPackage timecode", "SourcePackage timecode", "System timecode"):
        assert field(listing, f"MXF/{tag}").raw == "10:11:12:13"


def test_timestamps() -> None:
    # ST 377-1: the last byte counts units of 4 ms
    assert str(timestamp(bytes([0x07, 0xD6, 1, 11, 18, 59, 25, 60]))) == "2006-01-11T18:59:25.240"
    assert timestamp(bytes(8)) is None
    assert timestamp(bytes([0x07, 0xD6, 13, 11, 18, 59, 25, 60])) is None


@given(st.binary(max_size=40))
def test_any_bytes_are_a_time_or_none(data: bytes) -> None:
    assert timestamp(data) is None or len(data) >= 8
    made = umid_time(data)
    assert made is None or 1995 <= made.year < 2100


def test_umid_with_a_uuid_of_version_1() -> None:
    # RFC 9562, appendix A.1: this UUID was made on 2022-02-22 at 14:22:22 GMT-05:00
    number = uuid.UUID("C232AB00-9414-11EC-B3C8-9F6BDECED846").bytes
    for material in (number, number[8:] + number[:8]):
        made = umid_time(bytes.fromhex("060a2b340101010501010d201300000000")[:16] + material)
        assert made is not None
        assert str(made) == "2022-02-22T19:22:22Z"
    assert umid_time(bytes.fromhex("060a2b340101010501010d001300000000")[:16] + number) is None


def test_the_date_in_dv_pictures(tmp_path: Path) -> None:
    """ST 377-1: a header partition without metadata, then essence; ST 383: the key of DV-DIF pictures has 0x18 at its thirteenth byte."""
    partition = bytes.fromhex("060e2b34020501010d01020101020400") + b"\x58" + bytes(88)
    picture = bytes.fromhex("060e2b34010201010d01030118010201") + b"\x83" + len(dv_frame(7)).to_bytes(3, "big") + dv_frame(7)
    listing = listed(tmp_path, partition + picture, "a.mxf")
    assert str(field(listing, "MXF/video recdate first").reading) == "2003-12-25T18:30:07"
