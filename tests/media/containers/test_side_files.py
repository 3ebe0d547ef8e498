from __future__ import annotations

import struct
from pathlib import Path

from tests.media.containers.build import field, listed, stored


def test_xmp_side_file(tmp_path: Path) -> None:
    data = (
        b'<?xml version="1.0"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/"><a xmlns="http://ns.adobe.com/xap/1.0/">'
        b"<CreateDate>2014-03-04</CreateDate></a></x:xmpmeta>"
    )
    listing = listed(tmp_path, data, "clip.xmp")
    found = field(listing, "xmp xmp:a/xmp:CreateDate")
    assert (listing.container, str(found.reading), stored(data, found)) == ("XMP", "2014-03-04", b"2014-03-04")


def test_sony_xml(tmp_path: Path) -> None:
    data = (
        b'<?xml version="1.0" encoding="UTF-8"?><NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00">'
        b'<CreationDate value="2021-05-06T07:08:09+02:00"/><Device manufacturer="Sony" modelName="ILCE-7M3"/></NonRealTimeMeta>'
    )
    listing = listed(tmp_path, data, "C0001M01.XML")
    assert listing.container == "Sony XML"
    assert "2021-05-06T07:08:09+02:00" in [str(f.reading) for f in listing.fields]
    assert "ILCE-7M3" in [f.raw for f in listing.fields]


def test_moi(tmp_path: Path) -> None:
    # ExifTool's documentation of MOI: date at 6, duration in milliseconds at 14
    head = b"V6" + struct.pack(">I", 100) + struct.pack(">H4BH", 2009, 8, 7, 6, 5, 43210) + struct.pack(">I", 61500)
    listing = listed(tmp_path, head + bytes(80), "MOV001.MOI")
    assert str(field(listing, "MOI date").reading) == "2009-08-07T06:05:43.210"
    assert listing.duration_s == 61.5
    assert field(listed(tmp_path, b"V6" + bytes(98), "a.moi"), "MOI date").status == "not set"
