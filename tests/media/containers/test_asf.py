from __future__ import annotations

import struct
from pathlib import Path

from analysis.media.listing import list_fields
from tests.media.containers.build import asf, asf_attribute, asf_object, field, listed, stored
from tests.media.containers.conftest import Encode

# 116444736000000000 x 100 ns lie between 1601 and 1970, 621355968000000000 between the year 1 and 1970
# (Microsoft's documentation of FILETIME and of .NET's DateTime.Ticks).
FILETIME = 116444736000000000 + 1700000000 * 10**7
TICKS = 621355968000000000 + 1700000000 * 10**7
WHEN = "2023-11-14T22:13:20Z"


def properties(created: int) -> bytes:
    body = bytes(16) + struct.pack("<QQQQQQ", 0, created, 1, 50_000_000, 0, 1000) + bytes(16)
    return asf_object("8CABDCA1-A947-11CF-8EE4-00C00C205365", body)


def test_creation_date_and_duration(tmp_path: Path) -> None:
    data = asf(properties(FILETIME))
    listing = listed(tmp_path, data, "a.wmv")
    made = field(listing, "ASF/FileProperties creation_date")
    assert (str(made.reading), made.raw, stored(data, made)) == (WHEN, str(FILETIME), struct.pack("<Q", FILETIME))
    assert listing.duration_s == 4.0
    assert field(listed(tmp_path, asf(properties(0)), "b.wmv"), "ASF/FileProperties creation_date").status == "not set"
    assert field(listed(tmp_path, asf(properties(2**64 - 1)), "c.wmv"), "ASF/FileProperties creation_date").status == "malformed"


def test_attributes(tmp_path: Path) -> None:
    attributes = [
        asf_attribute("WM/EncodingTime", 4, struct.pack("<Q", FILETIME)),
        asf_attribute("WM/WMRVEncodeTime", 4, struct.pack("<Q", TICKS)),
        asf_attribute("WM/MediaOriginalBroadcastDateTime", 0, "2009-08-07T06:05:04Z\0".encode("utf-16-le")),
        asf_attribute("WMFSDKVersion", 0, "9.00.00.2980\0".encode("utf-16-le")),
        asf_attribute("WM/Picture", 1, bytes(100)),
    ]
    extended = asf_object("D2D0A440-E307-11D2-97F0-00A0C95EA850", struct.pack("<H", len(attributes)) + b"".join(attributes))
    name = "WM/EncodingTime\0".encode("utf-16-le")
    one = struct.pack("<HHHHHI", 1, 0, 0, len(name), 4, 8) + name + struct.pack("<Q", FILETIME)
    inner = asf_object("44231C94-9498-49D1-A141-1D134E457054", one)
    extension = asf_object("5FBF03B5-A92E-11CF-8EE3-00C00C205365", bytes(18) + struct.pack("<I", len(inner)) + inner)
    data = asf(extended, extension)
    listing = listed(tmp_path, data, "a.wmv")
    assert [(f.tag, str(f.reading)) for f in listing.fields] == [
        ("ASF/ExtendedContent WM/EncodingTime", WHEN),
        ("ASF/ExtendedContent WM/WMRVEncodeTime", WHEN),
        ("ASF/ExtendedContent WM/MediaOriginalBroadcastDateTime", "2009-08-07T06:05:04Z"),
        ("ASF/ExtendedContent WMFSDKVersion", "None"),
        ("ASF/MetadataLibrary WM/EncodingTime", WHEN),
    ]
    assert stored(data, listing.fields[4]) == struct.pack("<Q", FILETIME)


def test_what_ffmpeg_writes(encode: Encode) -> None:
    listing = list_fields(encode("a.wmv"))
    assert str(field(listing, "ASF/FileProperties creation_date").reading) == "2021-05-06T07:08:09Z"
    assert field(listing, "ASF/ExtendedContent WM/EncodingSettings").raw.startswith("Lavf")
