"""Hostile MP4 files: nothing escapes, and time and memory stay within what the tool promises."""

from __future__ import annotations

import os
import struct
import time
import zlib
from pathlib import Path

import pytest

from analysis.media.isobmff.uuid import XMP
from tests.damage import assert_survives, damaged, list_within_limits
from tests.media.isobmff import test_metadata, test_tracks
from tests.media.isobmff.build import box, entry, ftyp, full, hdlr, mdhd, mvhd, one, stbl, text_value, tkhd, trak, video_entry, with_samples

REAL = (
    "sony_a7_xavc_head_2026.mp4",
    "premiere2_xmp_2006.mov",
    "samsung_sef_slowmo_2020.mp4",
    "iphone14pro_trimmed_2023.mov",
    "quicktime_player_macbook_2014.mov",
    "ios_replaykit_screenrec.mov",
    "mp4_edited_tags_2016_2024.mp4",
    "macos_screenrec_2025.mov",
    "phone_2004.3gp",
    "google_created_on_2023.mp4",
)
"""Small files of the shared media that between them have most structures."""


def rich() -> bytes:
    """A file with one of nearly everything that the reader knows."""
    unit = test_tracks.sei(test_tracks.X264)
    sample = struct.pack(">I", len(unit)) + unit
    keys = test_metadata.metadata((b"com.apple.quicktime.creationdate", b"2019-02-12T15:27:12+0800", 1))
    created = b'<a xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2022-08-08"/>'
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Core 4">' + created + b"</x:xmpmeta>"
    tags = struct.pack(">IHH", 0x11, 2, 20) + b"2012:10:28 18:30:12\0"
    udta = box(b"udta", box(b"\xa9day", struct.pack(">HH", 4, 0), b"2015"), box(b"NCDT", box(b"NCTG", tags)), full(b"yrrc", b"\x07\xd5"))
    tracks = with_samples(b"vide", video_entry(b"avc1", box(b"avcC", b"\x01\x64\x00\x1f\xff\xe0\x00")), [sample])
    packed = box(b"cmov", box(b"dcom", b"zlib"), box(b"cmvd", bytes(4), zlib.compress(box(b"moov", mvhd(3_700_000_000), udta))))
    telemetry = with_samples(b"meta", entry(b"gpmd", bytes(4)), [test_tracks.payload(b"191118234514.500", 3, 154)] * 3)
    return (
        tracks
        + telemetry
        + box(b"moov", mvhd(3_700_000_000), udta, keys, packed)
        + box(b"uuid", XMP, packet)
        + full(b"meta", hdlr(b"nrtm"), full(b"xml ", b'<NonRealTimeMeta><CreationDate value="2021-06-05"/></NonRealTimeMeta>'))
        + test_tracks.sef((0x0A01, b"Image_UTC_Data", b"1604060090123"))
    )


def test_everything_built_from_bytes(tmp_path: Path) -> None:
    assert assert_survives(rich(), tmp_path, ".mp4", damaged(rich(), cuts=200, flips=200, sizes=400)) > 800


@pytest.mark.parametrize("name", REAL)
def test_real_files(shared: Path, tmp_path: Path, name: str) -> None:
    data = (shared / "media" / name).read_bytes()
    assert assert_survives(data, tmp_path, Path(name).suffix, damaged(data, cuts=30, flips=40, sizes=60)) > 200


def survive(data: bytes, folder: Path, name: str = "hostile.mp4", *, memory: bool = False) -> list[str]:
    path = folder / name
    path.write_bytes(data)
    return list_within_limits(path, memory=memory).problems


def nest(kind: bytes, depth: int, inside: bytes = b"") -> bytes:
    head = b"".join(struct.pack(">I", 8 * (depth - level) + len(inside)) + kind for level in range(depth))
    return head + inside


@pytest.mark.parametrize("kind", [b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"meta", b"ilst", b"moof", b"cmov", b"CNTH"])
def test_boxes_nested_ten_thousand_deep(tmp_path: Path, kind: bytes) -> None:
    survive(ftyp() + box(b"moov", mvhd(), nest(kind, 10_000)), tmp_path)
    survive(ftyp() + nest(kind, 10_000), tmp_path)


def test_containers_inside_one_another_without_end(tmp_path: Path) -> None:
    inner = b""
    for _ in range(3_000):
        inner = box(b"udta", box(b"meta", hdlr(b"mdta"), inner)) if len(inner) % 2 else box(b"minf", inner + box(b"udta", inner[:200]))
    survive(ftyp() + box(b"moov", mvhd(), box(b"trak", tkhd(), box(b"mdia", mdhd(), inner))), tmp_path)


def test_counts_in_the_billions(tmp_path: Path) -> None:
    huge = struct.pack(">I", 0xFFFFFFFF)
    table = box(
        b"stbl",
        full(b"stsd", huge, video_entry(b"avc1")),
        full(b"stts", huge, struct.pack(">II", 0xFFFFFFFF, 0xFFFFFFFF)),
        full(b"stsc", huge, struct.pack(">III", 1, 0xFFFFFFFF, 1)),
        full(b"stsz", struct.pack(">I", 0), huge),
        full(b"stco", huge, struct.pack(">I", 40)),
    )
    metadata = box(b"meta", hdlr(b"mdta"), full(b"keys", huge, box(b"mdta", b"a")), box(b"ilst", text_value(b"\0\0\0\1", b"b")))
    items = full(b"meta", hdlr(b"pict"), full(b"iinf", b"\xff\xff"), full(b"iloc", b"\x44\x40", huge, bytes(40), version=2))
    run = full(b"trun", huge, flags=0)
    movie = box(b"moov", mvhd(), metadata, *(trak(kind, table, number=1) for kind in (b"vide", b"meta", b"soun", b"tmcd", b"text")))
    fragments = box(b"moof", box(b"traf", full(b"tfhd", struct.pack(">I", 1)), *[run] * 40_000))
    survive(ftyp() + movie + items + fragments + box(b"gps ", struct.pack(">II", 0, 0xFFFFFFFF)), tmp_path)


def test_many_tracks_and_payloads_that_are_costly_to_parse(tmp_path: Path) -> None:
    units = (b"\0\0\0\3\x06\x05\xff" * 9_000)[: 1 << 16]
    data = with_samples(b"vide", video_entry(b"avc1", box(b"avcC", b"\x01\x64\x00\x1f\xff\xe0\x00")), [units])
    table = stbl(b"".join([video_entry(b"avc1")] * 4), [100], [1 << 16])
    movies = box(b"moov", mvhd(), *[trak(b"vide", table)] * 400)
    telemetry = box(b"moov", mvhd(), box(b"udta", *[box(b"GPMF", b"AAAAc\1\0\0" * 16_000)] * 200))
    survive(data + movies + telemetry, tmp_path)


def test_a_string_of_a_hundred_megabytes(tmp_path: Path) -> None:
    text = b"2024-01-01T00:00:00 " * 5_000_000
    for payload in (
        box(b"moov", mvhd(), box(b"udta", box(b"\xa9day", b"\xff\xff\0\0", text))),
        box(b"moov", mvhd(), box(b"udta", box(b"TAGS", text))),
        box(b"moov", mvhd(), box(b"meta", hdlr(b"mdta"), box(b"ilst", text_value(b"\xa9too", text)))),
        full(b"meta", hdlr(b"nrtm"), full(b"xml ", b"<a>", text)),
        box(b"free", text),
        box(b"uuid", XMP, b"<a>", text),
    ):
        survive(ftyp() + payload, tmp_path, memory=True)


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"b" * 1000 + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (c + 1, b"&%c;" % c * 20) for c in range(98, 110))
    + b']><x:xmpmeta xmlns:x="adobe:ns:meta/">&n;</x:xmpmeta>'
)  # fmt: skip


def test_entities_are_refused(tmp_path: Path) -> None:
    sentences = survive(ftyp() + box(b"moov", mvhd()) + box(b"uuid", XMP, ENTITIES), tmp_path)
    assert any("entities" in sentence for sentence in sentences)
    sentences = survive(ftyp() + box(b"moov", mvhd()) + full(b"meta", hdlr(b"nrtm"), full(b"xml ", ENTITIES)), tmp_path)
    assert any("entities" in sentence for sentence in sentences)


def test_xml_of_nothing_but_elements(tmp_path: Path) -> None:
    packet = box(b"uuid", XMP, b"<a>" + b"<b/>" * 500_000 + b"</a>")
    survive(ftyp() + box(b"moov", mvhd()) + packet * 30, tmp_path)
    survive(ftyp() + box(b"moov", mvhd()) + box(b"uuid", XMP, b"<a>" * 300_000), tmp_path)
    survive(ftyp() + full(b"meta", hdlr(b"nrtm"), full(b"xml ", b"<a>" * 300_000)), tmp_path)


def test_a_compressed_header_that_inflates_without_end(tmp_path: Path) -> None:
    bomb = zlib.compress(box(b"moov", bytes(1 << 26)), 9)
    survive(ftyp() + box(b"moov", *[box(b"cmov", box(b"dcom", b"zlib"), box(b"cmvd", bytes(4), bomb))] * 20), tmp_path, memory=True)


def test_a_picture_full_of_beginnings(tmp_path: Path) -> None:
    survive(b"\xff\xd8\xff\xe0\0\x04ab" + b"\0\0\0\x14ftypisom" * 2_000_000, tmp_path, "photo.jpg")


def test_trailers_that_point_at_themselves(tmp_path: Path) -> None:
    entries = struct.pack("<HHII", 0, 0x0A30, 40, 0xFFFFFFFF) * 200
    directory = b"SEFH" + struct.pack("<II", 107, 0xFFFFFFFF) + entries
    survive(ftyp() + box(b"moov", mvhd()) + directory + struct.pack("<I", len(directory)) + b"SEFT", tmp_path)
    footer = struct.pack("<HI", 0x0101, 0) + bytes(32) + struct.pack("<II", 0xFFFFFFFF, 3) + b"8db42d694ccc418790edff439fe026bf"
    survive(ftyp() + box(b"moov", mvhd()) + bytes(200) + footer, tmp_path)


def test_twenty_gigabytes_take_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "large.mp4"
    head, tail = ftyp() + struct.pack(">I4sQ", 1, b"mdat", 20 << 30), box(b"moov", mvhd(3_782_844_800))
    with path.open("wb") as file:
        file.write(head)
        os.truncate(file.fileno(), len(head) - 16 + (20 << 30))
        file.seek(0, 2)
        file.write(tail)
    began = time.process_time()
    listing = list_within_limits(path)
    assert time.process_time() - began < 1
    assert one(listing, "moov/mvhd creation_time").raw == "3782844800"
    assert not listing.problems
