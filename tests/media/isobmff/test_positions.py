"""Where receivers say that the camera was. Layouts: the GPMF introduction; Google's CAMM specification; ExifTool's tag documentation."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from analysis.geography.findings import proposals
from tests.media.isobmff.build import box, entry, ftyp, listed, mvhd, with_samples
from tests.media.isobmff.test_tracks import gpmf, nested

NORTH, EAST = 51.2303, -0.1255


def _gopro(lock: int, north: float) -> bytes:
    return nested(
        b"DEVC",
        nested(
            b"STRM",
            gpmf(b"GPSF", b"L", 4, struct.pack(">I", lock)),
            gpmf(b"GPSU", b"U", 16, b"191118234514.500"),
            gpmf(b"SCAL", b"l", 4, struct.pack(">5i", 10**7, 10**7, 1000, 1000, 100)),
            gpmf(b"GPS5", b"l", 20, struct.pack(">5i", round(north * 1e7), round(EAST * 1e7), 0, 0, 0)),
        ),
    )


def _gps9() -> bytes:
    one = struct.pack(">iiiiiIIHH", round(NORTH * 1e7), round(EAST * 1e7), 3, 4, 5, 8766, 43_200_250, 120, 3)
    scale = gpmf(b"SCAL", b"l", 4, struct.pack(">9i", 10**7, 10**7, 1000, 1000, 100, 1, 1000, 100, 1))
    return nested(b"DEVC", nested(b"STRM", scale, gpmf(b"GPS9", b"?", 32, one * 2)))


def _camm(fix: int) -> bytes:
    return struct.pack("<HHdi2df", 0, 6, 1_300_000_000.5, fix, NORTH, EAST, 20.0) + bytes(24)


def _rtmd(status: bytes) -> bytes:
    degrees = struct.pack(">6I", 51, 1, 13, 1, 49_080, 1000), struct.pack(">6I", 0, 1, 7, 1, 31_800, 1000)
    items = [(0x8501, b"N"), (0x8502, degrees[0]), (0x8503, b"W"), (0x8504, degrees[1]), (0x8509, status)]
    return struct.pack(">H", 2) + b"".join(struct.pack(">HH", key, len(value)) + value for key, value in items)


def _novatek(letters: bytes, north: float) -> bytes:
    clock = struct.pack("<6I", 12, 41, 2, 18, 7, 23)
    return struct.pack(">I", 256) + b"freeGPS " + bytes(0x30 - 12) + clock + letters + b"\0" + struct.pack("<2f", north, 7.53) + bytes(150)


@pytest.mark.parametrize(
    ("tag", "kind", "samples"),
    [
        ("gpmd GPS5 position first fix", b"gpmd", [_gopro(0, 10.0), _gopro(3, NORTH), _gopro(3, 12.0)]),
        ("gpmd GPS9 position first fix", b"gpmd", [_gps9()]),
        ("camm position first", b"camm", [_camm(0), _camm(3)]),
        ("rtmd GPSPosition first", b"rtmd", [_rtmd(b"V"), _rtmd(b"A")]),
    ],
)
def test_the_first_fix_in_a_track_becomes_a_proposal(tmp_path: Path, tag: str, kind: bytes, samples: list[bytes]) -> None:
    listing = listed(with_samples(b"meta", entry(kind, *([bytes(4)] if kind == b"gpmd" else [])), samples), tmp_path)
    [found] = proposals((field.tag, field.raw) for field in listing.fields)
    assert found.source == f"moov/trak[1]/{tag}"
    assert (found.at.latitude, found.at.longitude) == pytest.approx((NORTH, EAST), abs=2e-6)


@pytest.mark.parametrize(
    ("letters", "written", "north"),
    [(b"ANW", 5113.818, NORTH), (b"ASW", 5113.818, -NORTH), (b"VNW", 5113.818, None), (b"ANW", 5171.0, None), (b"A\0\0", 5113.818, None),
     (b"ANW", float("nan"), None)],
)  # fmt: skip
def test_a_dashcams_block(tmp_path: Path, letters: bytes, written: float, north: float | None) -> None:
    """Degrees x 100 + minutes: 51 degrees, 13.818 minutes. No fix, 71 minutes, no letters or no number are no position."""
    data = ftyp(b"avc1") + box(b"moov", mvhd()) + box(b"mdat", bytes(100) + _novatek(letters, written) + bytes(300))
    found = proposals((field.tag, field.raw) for field in listed(data, tmp_path).fields)
    assert [each.at.latitude for each in found] == pytest.approx([] if north is None else [north], abs=1e-4)
