"""Damaged files: nothing escapes, within the time that the tool promises, and every place lies inside the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.damage import assert_survives, list_within_limits
from tests.media.containers.build import NULL, amf_text, avi, chunk, element, flv, many, matroska, table
from tests.media.containers.conftest import Encode

ENCODED = {
    "a.mkv": ("-c:v", "libx264"), "a.webm": ("-c:v", "libvpx"), "a.avi": ("-c:v", "mpeg4"), "a.wmv": (), "a.flv": ("-c:v", "libx264"),
    "a.mxf": ("-c:v", "mpeg2video", "-timecode", "10:11:12:13"), "a.ogv": ("-c:v", "libtheora"), "a.rm": (), "x264.ts": ("-c:v", "libx264"),
    "a.mpg": ("-c:v", "mpeg2video"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ENCODED))
def test_files_of_ffmpeg(encode: Encode, tmp_path: Path, name: str) -> None:
    data = encode(name, *ENCODED[name]).read_bytes()[:100_000]
    assert assert_survives(data, tmp_path, Path(name).suffix) > 300


REAL = (
    "asf_2000.asf", "premiere2_xmp_2006.avi", "freemxf_op1a_2006.mxf", "mkvmerge_old_2016.mkv", "flv_creation_time_2016.flv",
    "dvb_tot_2019.ts", "panasonic_avchd_mdpm_2012.mts", "dji_air2s_2022.srt", "rfc3161_digicert_2025.tsr",
)  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_real_files(shared: Path, tmp_path: Path, name: str) -> None:
    data = (shared / "media" / name).read_bytes()[:150_000]
    assert assert_survives(data, tmp_path, Path(name).suffix) > 300


def test_a_raw_dv_frame(encode: Encode, tmp_path: Path) -> None:
    data = encode("pal-dv.dv", "-target", "pal-dv", "-timecode", "01:02:03:04", source="testsrc=s=720x576:r=25:d=1").read_bytes()[:144_000]
    assert assert_survives(data, tmp_path, ".dv") > 300


def deep(kind: int, times: int) -> bytes:
    out = b""
    for _ in range(times):
        out = element(kind, out)
    return out


HOSTILE = {
    "nested.mkv": lambda: matroska(element(0x1254C367, element(0x7373, deep(0x67C8, 20_000)))),
    "tags.mkv": lambda: matroska(
        element(0x1254C367, element(0x7373, element(0x67C8, element(0x45A3, b"A"), element(0x4487, b"B")) * 300_000)),
    ),
    "tiny.mkv": lambda: matroska(b"\xec\x80" * 3_000_000),
    "long.mkv": lambda: matroska(element(0x1549A966, element(0x5741, b"x" * 100_000_000))),
    "chunks.avi": lambda: avi(chunk(b"JUNK", b"Canon 2001-01-01 ".ljust(60, b"x")) * 500_000),
    "lists.avi": lambda: avi(many(b"hdrl", b"") * 1_000_000),
    "nested.avi": lambda: b"RIFF\xff\xff\xff\x7fAVI " + b"LIST\xff\xff\xff\x7fhdrl" * 500_000,
    "streams.avi": lambda: avi(
        many(b"hdrl", many(b"strl", chunk(b"strh", b"vidsH264" + bytes(48))) * 3000),
        many(b"movi", chunk(b"00dc", b"\0\0\1\6" * 60_000)) * 100,
    ),
    "values.flv": lambda: flv(*[(18, amf_text("onMetaData") + b"\x0a\xff\xff\xff\xff" + b"\5" * 100_000)] * 1000),
    "clocks.ts": lambda: table(0x14, 0x70, b"\xff" * 5) * 200_000,
    "null.ts": lambda: NULL * 300_000,
    "sets.mxf": lambda: bytes.fromhex("060e2b34020501010d0102010102040000")
    + (bytes.fromhex("060e2b34025301010d01010101013600") + b"\x83\x00\xff\xfc" + b"\x44\x05\0\0" * 16_383) * 200,
    "cues.srt": lambda: b"1\n00:00:00,000 --> 00:00:01,000\n2022-01-01 00:00:00\n" * 400_000,
    "starts.mpg": lambda: b"\0\0\1\xba" + b"\0\0\1\xe0" * 1_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_files(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    list_within_limits(path)
    list_within_limits(path, memory=path.stat().st_size < 20_000_000)
