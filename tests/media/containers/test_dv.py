from __future__ import annotations

import pytest

from analysis.media.dif import read_packs, timecode
from analysis.media.listing import list_fields
from tests.media.containers.build import field, stored
from tests.media.containers.conftest import Encode


@pytest.mark.parametrize(("target", "rate"), [("pal-dv", 25), ("ntsc-dv", 30000 / 1001)])
def test_what_ffmpeg_writes(encode: Encode, target: str, rate: float) -> None:
    path = encode(f"{target}.dv", "-target", target, "-timecode", "01:02:03:04", source="testsrc=s=720x576:r=25:d=1")
    listing = list_fields(path)
    assert (listing.container, listing.problems) == ("DV", [])
    assert listing.duration_s == pytest.approx(1, abs=2 / rate)
    first = field(listing, "DV recdate first")
    assert str(first.reading) == "2021-05-06T07:08:09"
    assert stored(path.read_bytes(), first).hex() == first.raw[:10]
    assert field(listing, "DV timecode first").raw.replace(";", ":") == "01:02:03:04"


@pytest.mark.parametrize(
    ("date", "time", "reading"),
    [
        # IEC 61834-4: day, month and two digits of the year; seconds, minutes, hours; ones where nothing is known
        ("62ff310899", "63ff595923", "1999-08-31T23:59:59"),
        ("62ffc10300", "63ff000000", "2000-03-01T00:00:00"),
        ("62ff010112", None, "2012-01-01"),
        ("62ff010112", "63ffffffff", "2012-01-01"),
        ("62ff000000", "63ff000000", None),
        ("62ff3a0112", "63ff000000", None),
        ("62ffffffff", None, None),
    ],
)
def test_packs(date: str, time: str | None, reading: str | None) -> None:
    made = read_packs(bytes.fromhex(date), bytes.fromhex(time) if time else None)
    assert (made and made.wall) == reading


def test_timecode_of_st_12() -> None:
    # ST 12-1 order: frames with the drop flag at 0x40, seconds, minutes, hours
    assert timecode(bytes([0x42, 0x00, 0x01, 0x10])) == "10:01:00;02"
    assert timecode(bytes([0x0A, 0, 0, 0])) is None
