from __future__ import annotations

import struct
from pathlib import Path

import pytest

from analysis.media.listing import list_fields
from tests.media.containers.build import element, field, listed, matroska, simple_tag, stored
from tests.media.containers.conftest import Encode
from tests.media.isobmff.test_tracks import dv_frame

# RFC 8794, 7.6: nanoseconds since 2001-01-01T00:00:00 UTC. `date -d` gives 641977689 s from there to 2021-05-06T07:08:09Z.
NANOSECONDS = 641977689 * 10**9


def info(*parts: bytes) -> bytes:
    return element(0x1549A966, *parts)


def date(count: int) -> bytes:
    return element(0x4461, struct.pack(">q", count))


def test_date_programs_and_duration(tmp_path: Path) -> None:
    data = matroska(
        info(date(NANOSECONDS + 500_000_000), element(0x4D80, b"libebml v1"),
             element(0x5741, b"mkvmerge v3.1.0 ('X') built on Jan 19 2010 12:09:24"),
             element(0x2AD7B1, b"\x0f\x42\x40"), element(0x4489, struct.pack(">d", 2500.0))),
        doctype=b"webm",
    )  # fmt: skip
    listing = listed(tmp_path, data, "a.webm")
    assert (listing.container, listing.duration_s, listing.problems) == ("WebM", 2.5, [])
    made = field(listing, "Segment/Info DateUTC")
    assert str(made.reading) == "2021-05-06T07:08:09.500000Z"
    assert stored(data, made) == struct.pack(">q", int(made.raw))
    build = field(listing, "Segment/Info WritingApp build")
    assert str(build.reading) == "2010-01-19T12:09:24"
    assert stored(data, build) == b"Jan 19 2010 12:09:24"


@pytest.mark.parametrize(("count", "status"), [(0, "not set"), (-(2**63), "set"), (2**63 - 1, "set"), (NANOSECONDS, "set")])
def test_zero_is_not_set(tmp_path: Path, count: int, status: str) -> None:
    # 2**63 ns are 292 years either way: always a date
    assert field(listed(tmp_path, matroska(info(date(count))), "a.mkv"), "Segment/Info DateUTC").status == status


def test_tags_of_file_and_track(tmp_path: Path) -> None:
    tags = element(
        0x1254C367,
        element(0x7373, element(0x63C0), simple_tag("DATE_RECORDED", "2019-07-08"), simple_tag("Encoder", "Lavf58")),
        element(0x7373, element(0x63C0, element(0x63C5, b"\x01")), simple_tag("_STATISTICS_WRITING_DATE_UTC", "2020-01-01 10:00:00"),
                simple_tag("TIMECODE", "00:00:00:00"), simple_tag("BPS", "1000")),
    )  # fmt: skip
    # One tag element stands before an unsized cluster, one after a cluster with a size and is named by no index.
    cluster = element(0x1F43B675, element(0xE7, b"\0"), bytes(0))
    for data in (matroska(tags), matroska(cluster, tags), matroska(cluster, tags, sized=False)):
        listing = listed(tmp_path, data, "a.mkv")
        assert [(f.tag, str(f.reading), f.status) for f in listing.fields] == [
            ("Segment/Tags DATE_RECORDED", "2019-07-08", "set"),
            ("Segment/Tags ENCODER", "None", "set"),
            ("Segment/Tags/Track _STATISTICS_WRITING_DATE_UTC", "2020-01-01T10:00:00Z", "set"),
            ("Segment/Tags/Track TIMECODE", "None", "not set"),
        ]


def test_tags_after_many_clusters_are_found_at_the_end(tmp_path: Path) -> None:
    clusters = element(0x1F43B675, element(0xE7, b"\0")) * 5000
    tags = element(0x1254C367, element(0x7373, simple_tag("DATE", "2019")))
    assert field(listed(tmp_path, matroska(clusters, tags), "a.mkv"), "Segment/Tags DATE").raw == "2019"


def test_attached_description(tmp_path: Path) -> None:
    attached = element(
        0x1941A469, element(0x61A7, element(0x466E, b"info.json"), element(0x465C, b'{"upload_date":"20200102","epoch":1577934245}'))
    )
    listing = listed(tmp_path, matroska(attached), "a.mkv")
    assert str(field(listing, "Segment/Attachments/info.json upload_date").reading) == "2020-01-02"
    assert str(field(listing, "Segment/Attachments/info.json epoch").reading) == "2020-01-02T03:04:05Z"


@pytest.mark.parametrize("name", ["plain.mkv", "live.mkv", "plain.webm"])
def test_what_ffmpeg_writes(encode: Encode, name: str) -> None:
    options = ["-c:v", "libx264" if name.endswith("mkv") else "libvpx"] + (["-live", "1"] if name.startswith("live") else [])
    listing = list_fields(encode(name, *options))
    assert listing.problems == []
    assert str(field(listing, "Segment/Info DateUTC").reading) == "2021-05-06T07:08:09Z"
    assert field(listing, "Segment/Info MuxingApp").raw.startswith("Lavf")
    assert field(listing, "Segment/Tags DATE").raw == "2020-01-02"
    if name.endswith("mkv"):
        assert field(listing, "Segment/Cluster SEI user data").raw.startswith("x264 - core")


def test_x265_names_itself(encode: Encode) -> None:
    listing = list_fields(encode("hevc.mkv", "-c:v", "libx265", "-x265-params", "log-level=none"))
    assert any(f.tag.endswith("SEI user data") and f.raw.startswith("x265 (build") for f in listing.fields)


def frames(codec: bytes, kind: int, data: bytes, private: bytes = b"") -> bytes:
    """A file with one track of a codec and one frame (RFC 9559: TrackEntry, SimpleBlock)."""
    entry = element(0xAE, element(0xD7, b"\1"), element(0x83, bytes([kind])), element(0x86, codec), element(0x63A2, private))
    return matroska(element(0x1654AE6B, entry), element(0x1F43B675, element(0xE7, b"\0"), element(0xA3, b"\x81\0\0\x80" + data)))


def test_a_date_in_a_subtitle_track(tmp_path: Path) -> None:
    line = b"HOME(149.0251,-20.2532) 2017.8.5 14:11:51\nGPS(149.0251,-20.2533,16)"
    data = frames(b"S_TEXT/UTF8", 17, line)
    found = field(listed(tmp_path, data, "a.mkv"), "Segment/Cluster/text date first")
    assert (str(found.reading), stored(data, found)) == ("2017-08-05T14:11:51", b"2017.8.5 14:11:51")


def test_dv_in_a_track_of_windows_codecs(tmp_path: Path) -> None:
    data = frames(b"V_MS/VFW/FOURCC", 1, dv_frame(7), bytes(16) + b"dvsd" + bytes(20))
    assert str(field(listed(tmp_path, data, "a.mkv"), "Segment/Cluster recdate first").reading) == "2003-12-25T18:30:07"
