from __future__ import annotations

import struct
from pathlib import Path

import pytest

from analysis.media.listing import list_fields
from tests.media.containers.build import amf_pairs, amf_text, field, flv, listed, stored
from tests.media.containers.conftest import Encode


def script(event: str, **pairs: bytes) -> tuple[int, bytes]:
    return 18, amf_text(event) + amf_pairs(pairs)


def test_on_meta_data(tmp_path: Path) -> None:
    # 1700000000 s after 1970 is 2023-11-14T22:13:20Z; -480 minutes are eight hours west
    moment = b"\x0b" + struct.pack(">dh", 1700000000000.0, -480)
    data = flv(
        script(
            "onMetaData",
            duration=b"\0" + struct.pack(">d", 12.5),
            creationdate=amf_text("Thu Oct 4 22:16:12 GMT-0300 2012"),
            metadatadate=moment,
            metadatacreator=amf_text("Yet Another Metadata Injector"),
            nested=amf_pairs(
                {"datetime": amf_text("2012-10-04 01:02:03"), "list": b"\x0a" + struct.pack(">I", 2) + amf_text("x") + b"\x05"}
            ),
            unset=b"\x0b" + struct.pack(">dh", 0.0, 0),
            encoder=amf_text("Lavf"),
        )
    )
    listing = listed(tmp_path, data, "a.flv")
    assert (listing.duration_s, listing.problems) == (12.5, [])
    assert [(f.tag.removeprefix("FLV/onMetaData "), f.raw, str(f.reading), f.status) for f in listing.fields] == [
        ("creationdate", "Thu Oct 4 22:16:12 GMT-0300 2012", "2012-10-04T22:16:12-03:00", "set"),
        ("metadatadate", "1700000000000", "2023-11-14T14:13:20-08:00", "set"),
        ("metadatacreator", "Yet Another Metadata Injector", "None", "set"),
        ("nested/datetime", "2012-10-04 01:02:03", "2012-10-04T01:02:03", "set"),
        ("nested/list", "x", "None", "set"),
        ("unset", "0", "None", "not set"),
        ("encoder", "Lavf", "None", "set"),
    ]
    assert stored(data, listing.fields[1]) == moment[1:]


def test_live_encoder_clock(tmp_path: Path) -> None:
    # Adobe's manual of Flash Media Live Encoder: sd is dd-mm-yy, st is hh:mm:ss.ms
    tags = [script("onFI", sd=amf_text("04-10-2012"), st=amf_text(f"22:16:{second}.345")) for second in (12, 13, 14)]
    listing = listed(tmp_path, flv(*tags), "a.flv")
    assert [(f.tag, str(f.reading)) for f in listing.fields] == [
        ("FLV/onFI first", "2012-10-04T22:16:12.345"),
        ("FLV/onFI last", "2012-10-04T22:16:14.345"),
    ]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1e300, 1e300, 4e14])
def test_absurd_dates(tmp_path: Path, number: float) -> None:
    listing = listed(tmp_path, flv(script("onMetaData", date=b"\x0b" + struct.pack(">dh", number, 0))), "a.flv")
    assert [(f.reading, f.status) for f in listing.fields] == [(None, "malformed")]


def test_nesting_is_bounded(tmp_path: Path) -> None:
    body = amf_text("onMetaData") + b"\x03\0\x01a" * 100_000
    assert listed(tmp_path, flv((18, body)), "a.flv").fields == []


def test_what_ffmpeg_writes(encode: Encode) -> None:
    listing = list_fields(encode("a.flv", "-c:v", "libx264"))
    assert listing.duration_s == pytest.approx(1.0, abs=0.1)
    assert str(field(listing, "FLV/onMetaData creation_time").reading) == "2021-05-06T07:08:09.000000Z"
    assert field(listing, "FLV/video SEI user data").raw.startswith("x264 - core")
