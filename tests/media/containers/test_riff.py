from __future__ import annotations

import struct
from pathlib import Path

import pytest

from analysis.media.listing import list_fields
from tests.media.containers.build import avi, chunk, field, listed, many, stored
from tests.media.containers.conftest import Encode


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (b"Mon Mar 10 15:04:43 2003\n\0", "2003-03-10T15:04:43"),
        (b"2001/ 1/27  1:42PM\0", "2001-01-27T13:42"),
        (b"2005/11/28/ 09:19\0", "2005-11-28T09:19"),
        (b"2002-12-16  15:35:01\0\0", "2002-12-16T15:35:01"),
    ],
)
@pytest.mark.parametrize("inside", ["hdrl", "strl", ""])
def test_idit_in_each_notation_and_place(tmp_path: Path, text: bytes, reading: str, inside: str) -> None:
    found = chunk(b"IDIT", text)
    if inside == "strl":
        data = avi(many(b"hdrl", many(b"strl", found)))
        tag = "RIFF/AVI/hdrl/strl IDIT"
    else:
        data = avi(many(b"hdrl", found)) if inside else avi(found)
        tag = "RIFF/AVI/hdrl IDIT" if inside else "RIFF/AVI IDIT"
    made = field(listed(tmp_path, data, "a.avi"), tag)
    assert str(made.reading) == reading
    assert stored(data, made) == text


def test_info_list(tmp_path: Path) -> None:
    # DTIM: 126150516914400000 x 100 ns since 1601 is 2000-10-03T13:01:31.44Z (the creation date of a published ASF sample), in two halves
    high, low = divmod(126150516914400000, 1 << 32)
    halves = f"{high} {low}"
    listing = listed(
        tmp_path,
        avi(
            many(
                b"INFO",
                chunk(b"ICRD", b"2008-09-04\0"),
                chunk(b"ISFT", b"CanonMVI06\0"),
                chunk(b"DTIM", halves.encode()),
                chunk(b"IART", b""),
            )
        ),
        "a.avi",
    )
    assert [(f.tag, f.raw, f.reading and f.reading.wall[:19]) for f in listing.fields] == [
        ("RIFF/AVI/INFO ICRD", "2008-09-04", "2008-09-04"),
        ("RIFF/AVI/INFO ISFT", "CanonMVI06", None),
        ("RIFF/AVI/INFO DTIM", halves, "2000-10-03T13:01:31"),
    ]


def test_text_in_filler_and_stream_data(tmp_path: Path) -> None:
    filler = chunk(b"JUNK", b"\0\x01OLYMPUS DIGITAL CAMERA\0\0\x05\x06" + b"2004:05:06 07:08:09\0" + bytes(30))
    private = chunk(b"strd", b"\x01\x02FinePix S5600\0" + b"SUN JAN 02 2005 03:04:05"[4:] + b"\0")
    data = avi(many(b"hdrl", many(b"strl", private)), filler)
    listing = listed(tmp_path, data, "a.avi")
    assert field(listing, "RIFF/AVI JUNK name").raw == "OLYMPUS DIGITAL CAMERA"
    assert str(field(listing, "RIFF/AVI JUNK date").reading) == "2004-05-06T07:08:09"
    assert stored(data, field(listing, "RIFF/AVI JUNK date")) == b"2004:05:06 07:08:09"
    assert str(field(listing, "RIFF/AVI/hdrl/strl strd date").reading) == "2005-01-02T03:04:05"


def test_exif_of_the_first_mjpeg_frame(tmp_path: Path) -> None:
    tiff = b"II*\0\x08\0\0\0" + bytes(20)
    jpeg = b"\xff\xd8\xff\xe1" + struct.pack(">H", 8 + len(tiff)) + b"Exif\0\0" + tiff + b"\xff\xda\0\2"
    strh = chunk(b"strh", b"vidsMJPG" + bytes(48))
    data = avi(many(b"hdrl", many(b"strl", strh)), many(b"movi", chunk(b"00dc", jpeg)))
    found = field(listed(tmp_path, data, "a.avi"), "RIFF/AVI/movi Exif")
    assert stored(data, found) == tiff


def test_creator_atom(tmp_path: Path) -> None:
    body = bytes.fromhex("beefcafe") + struct.pack(">IHH", 84, 1, 0) + b"PrMrCRPr" + bytes(32) + b"Adobe Premiere Pro 2.0".ljust(32, b"\0")
    assert field(listed(tmp_path, avi(chunk(b"Cr8r", body)), "a.avi"), "RIFF/AVI/Cr8r application").raw == "Adobe Premiere Pro 2.0"


def test_what_ffmpeg_writes(encode: Encode) -> None:
    listing = list_fields(encode("a.avi", "-c:v", "mpeg4"))
    assert (listing.container, listing.duration_s, listing.problems) == ("AVI", 1.0, [])
    assert str(field(listing, "RIFF/AVI/INFO ICRD").reading) == "2020-01-02"
    assert field(listing, "RIFF/AVI/INFO ISFT").raw.startswith("Lavf")
    assert field(listing, "RIFF/AVI/movi user data").raw.startswith("Lavc")
    wave = list_fields(
        encode(
            "a.wav",
            "-write_bext",
            "1",
            "-metadata",
            "origination_date=2021-05-06",
            "-metadata",
            "origination_time=07:08:09",
            source="sine=d=1",
        )
    )
    assert str(field(wave, "RIFF/WAVE bext date").reading) == "2021-05-06T07:08:09"


RMC = b"$GPRMC,175522.000,A,4240.8635,N,08312.6278,W,0.02,3.31,020620,,,A*76"  # NMEA 0183: 2 June 2020, 17:55:22 UTC


@pytest.mark.parametrize(
    ("line", "tag", "reading"),
    [(RMC, "text RMC first", "2020-06-02T17:55:22.000Z"), (b"2019/05/01 12:00:03 N50.1 E30.2", "text date first", "2019-05-01T12:00:03")],
)
def test_lines_of_dashcams_in_a_text_stream(tmp_path: Path, line: bytes, tag: str, reading: str) -> None:
    stream = many(b"strl", chunk(b"strh", b"txts" + bytes(52)))
    data = avi(many(b"hdrl", stream), many(b"movi", chunk(b"00tx", line), chunk(b"00tx", line)))
    assert str(field(listed(tmp_path, data, "a.avi"), f"RIFF/AVI/movi/{tag}").reading) == reading


def test_a_receivers_sentence_in_filler(tmp_path: Path) -> None:
    data = avi(chunk(b"JUNK", bytes(8) + RMC + bytes(20)))
    assert str(field(listed(tmp_path, data, "a.avi"), "RIFF/AVI JUNK RMC first").reading) == "2020-06-02T17:55:22.000Z"
