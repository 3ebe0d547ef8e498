"""Files whose dates mislead: the interval that is stated for the recording holds when they were recorded all the same.

Each file is built from bytes, with a header that devices and programs are known to write; beside it stands when it was recorded.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.hearing import hear
from analysis.weighing.verdict import Bounds
from analysis.weighing.weigh import weigh
from tests.media.containers.build import NULL, element, matroska, simple_tag, table
from tests.media.isobmff.build import box, ftyp, full, hdlr, mdhd, mvhd, stbl, text_value, tkhd, video_entry
from tests.witnesses.exhibits import RECEIVED, counter, exhibit_of, listing_of


class Made(NamedTuple):
    """A file, and when what it shows was recorded."""

    data: bytes
    recorded: str
    name: str = "video.mp4"
    until: str = ""


def keys(**values: str) -> bytes:
    """A meta box of keys; a double underscore stands for a dot."""
    names = [name.replace("__", ".").encode() for name in values]
    items = [text_value(struct.pack(">I", number), text.encode()) for number, text in enumerate(values.values(), 1)]
    listed = full(b"keys", struct.pack(">I", len(names)), *(box(b"mdta", name) for name in names))
    return box(b"meta", hdlr(b"mdta"), listed, box(b"ilst", *items))


def written(
    movie: str | int,
    *more: bytes,
    track: str | int | None = None,
    media: str | int | None = None,
    codec: bytes = b"mp4v",
    handler: bytes = b"",
    maker: bytes = b"\0\0\0\0",
    seconds: int = 10,
    brand: bytes = b"mp42",
) -> bytes:
    """A movie with one video track and these creation times: in its header, its track's and its media's."""

    def count(moment: str | int) -> int:
        return moment if isinstance(moment, int) else counter(moment)

    first = count(movie)
    second = first if track is None else count(track)
    third = second if media is None else count(media)
    table = stbl(video_entry(codec), [], [])
    inside = box(b"mdia", mdhd(third, third, 1000, 1000 * seconds), hdlr(b"vide", handler, maker=maker), box(b"minf", table))
    return ftyp(brand) + box(b"moov", mvhd(first, first, duration=1000 * seconds), box(b"trak", tkhd(second, second), inside), *more)


def bounds_of(made: Made, folder: Path) -> Bounds:
    path = folder / made.name
    path.write_bytes(made.data)
    hearing = hear(Case(exhibit=Exhibit.receive(path, now=RECEIVED)), pictures=False)
    assert "broke down" not in {silence.why for silence in hearing.silences}
    return weigh(hearing).bounds


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def excludes(bounds: Bounds, made: Made) -> bool:
    """Whether some part of the recording lies outside the interval."""
    start, end = at(made.recorded), at(made.until or made.recorded)
    before = bounds.not_before is not None and bounds.not_before > start
    return before or (bounds.not_after is not None and bounds.not_after < end)


def made_with(tool: bytes) -> bytes:
    """User data that names the program that wrote the file."""
    return box(b"udta", full(b"meta", hdlr(b"mdir"), box(b"ilst", text_value(b"\xa9too", tool))))


NEVER_SET = [
    "1980-01-06T00:10:00", "1999-12-31T16:03:10", "2000-01-01T00:03:10", "2001-01-01T08:00:00", "2003-01-01T00:10:00",
    "2004-01-01T00:00:59", "2005-01-01T02:00:00", "2007-01-01T00:00:10", "2008-01-01T12:00:00", "2009-01-01T00:10:00",
    "2010-01-01T00:10:00",
    "2012-01-01T00:02:00", "2014-01-01T00:00:10", "2015-01-01T00:10:00", "2016-01-01T00:10:00", "2017-01-01T00:10:00",
    "2018-01-01T00:10:00",
]  # fmt: skip
LOCATION = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", 18, 0x15C7), b"+40.6800-074.5000/"))
ANDROID = keys(com__android__version="9")
TIME_LAPSE = keys(com__android__version="11", com__android__capture__fps="1.0")
IPHONE = keys(
    com__apple__quicktime__creationdate="2021-06-05T10:00:00+0000",
    com__apple__quicktime__make="Apple",
    com__apple__quicktime__model="iPhone 11",
)
PHONE = b"VideoHandle\0"
LOCAL = 644_580_000
"""Seconds from 2001-01-01 (RFC 8794, 7.6) to 2021-06-05 10:00:00, by `date`."""
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2021-06-05T02:00:00-08:00"/></rdf:RDF></x:xmpmeta>'
)


@pytest.mark.parametrize("day", NEVER_SET)
@pytest.mark.parametrize("writer", ["nobody", "FFmpeg", "a camera", "Sony", "GoPro"])
def test_a_clock_that_was_never_set_bounds_nothing(tmp_path: Path, day: str, writer: str) -> None:
    """Cameras and dashcams begin at a New Year's Day of their firmware; programs copy the date (GoPro labs issue 1333)."""
    data = {
        "nobody": written(day),
        "FFmpeg": written(day, made_with(b"Lavf50.5.0")),
        "a camera": written(day, maker=b"niko", codec=b"jpeg", brand=b"qt  "),
        "Sony": written(day, brand=b"XAVC"),
        "GoPro": written(day, handler=b"GoPro AVC\0"),
    }[writer]
    made = Made(data, "2021-06-05T10:00:00")
    assert not excludes(bounds_of(made, tmp_path), made)


MISLEADING = {
    "H.264 in a file that claims to be older than it": Made(written("2001-05-05T10:00:00", codec=b"avc1"), "2019-03-03T10:00:00"),
    "H.265 in a file that claims to be older than it": Made(written("2009-05-05T10:00:00", codec=b"hvc1"), "2019-03-03T10:00:00"),
    "AV1 in a file that claims to be older than it": Made(written("2012-05-05T10:00:00", codec=b"av01"), "2020-03-03T10:00:00"),
    "XAVC before XAVC": Made(written("2008-02-02T10:00:00", brand=b"XAVC"), "2019-03-03T10:00:00"),
    "the track was dated by a template": Made(written("2021-06-05T10:00:00", track="2006-02-03T10:00:00"), "2021-06-05T09:00:00"),
    "the media was dated by a template": Made(written("2021-06-05T10:00:00", media="2006-02-03T10:00:00"), "2021-06-05T09:00:00"),
    "the movie was dated by a template": Made(
        written("2006-02-03T10:00:00", track="2021-06-05T10:00:00"), "2021-06-05T09:00:00"
    ),
    "an app on a system younger than its date": Made(
        written("2011-06-05T10:00:00", keys(com__android__version="13"), handler=PHONE), "2023-06-05T09:00:00"
    ),
    "Android, trimmed a year later under the old name": Made(
        written("2024-03-01T10:00:00", LOCATION, ANDROID, handler=PHONE), "2023-01-01T10:10:10", "PXL_20230101_101010123~2.mp4"
    ),
    "Android, trimmed a year later, the name says so": Made(
        written("2024-03-01T10:00:00", LOCATION, ANDROID, handler=PHONE), "2023-01-01T10:10:10", "holiday_trim.mp4"
    ),
    "Android, cut under a name with another date": Made(
        written("2024-03-01T10:00:00", LOCATION, ANDROID, handler=PHONE), "2023-01-01T10:10:10", "20230101_101010.mp4"
    ),
    "a long recording whose header holds its start, in the westernmost zone": Made(
        written("2021-06-05T10:00:00", seconds=7200), "2021-06-05T22:00:00", until="2021-06-06T00:00:00"
    ),
    "a long screen recording whose header holds its start": Made(
        written("2021-06-05T10:00:00", keys(com__apple__quicktime__author="ReplayKitRecording"), seconds=7200),
        "2021-06-05T10:00:00",
        until="2021-06-05T12:00:00",
    ),
    "counted from 1970": Made(written(1_622_887_200, handler=b"VideoHandle\0"), "2021-06-05T10:00:00"),
    "after the receipt": Made(written("2036-02-07T06:28:15"), "2021-06-05T10:00:00"),
    "all ones": Made(written(0xFFFFFFFF, made_with(b"Lavf58.76.100")), "2021-06-05T10:00:00"),
    "a time lapse of an Android phone, begun an hour before its header": Made(
        written("2021-06-05T10:00:00", LOCATION, TIME_LAPSE, handler=PHONE, seconds=120), "2021-06-05T09:00:30", until="2021-06-05T10:00:00"
    ),
    "a time lapse of an iPhone": Made(
        written("2021-06-05T11:00:00", IPHONE, seconds=20), "2021-06-05T10:00:00", until="2021-06-05T11:00:00"
    ),
    "YouTube, years after the upload": Made(
        written("2019-09-09T10:00:00", handler=b"ISO Media file produced by Google Inc. Created on: 09/09/2019.\0"), "2011-06-05T10:00:00"
    ),
    "YouTube, its program's date": Made(
        written(0, handler=b"IsoMedia File Produced by Google, 5-11-2011\0", codec=b"avc1"), "2014-06-05T10:00:00"
    ),
    "X": Made(written("2024-03-13T23:42:28", handler=b"Twitter-vork muxer\0"), "2019-06-05T10:00:00"),
    "HandBrake, with a date before its own build": Made(
        written("2012-06-05T10:00:00", made_with(b"HandBrake 1.6.1 2023012300")), "2020-06-05T10:00:00"
    ),
    "an edit that carries the date of its first clip": Made(
        written("2021-07-01T10:00:00", keys(com__apple__quicktime__creationdate="2021-06-05T10:00:00+0000", software="iMovie 10.3.1")),
        "2021-06-20T10:00:00",
    ),
    "a year that was typed": Made(
        written("2015-06-05T10:00:00", keys(com__apple__quicktime__year="2015", software="iMovie 10.3.1")), "2012-06-05T10:00:00"
    ),
    "a day that was typed": Made(
        written("2015-06-05T10:00:00", box(b"udta", box(b"\xa9day", b"\0\x0a\x55\xc42015-03-01")), handler=b"Core Media Video\0"),
        "2012-06-05T10:00:00",
    ),
    "a GoPro's local time, copied by FFmpeg into Matroska as UTC": Made(
        matroska(element(0x1549A966, element(0x4461, struct.pack(">q", LOCAL * 10**9)), element(0x4D80, b"Lavf58.76.100"))),
        "2021-06-05T18:00:00",
        "clip.mkv",
    ),
    "a GoPro's local time, copied by FFmpeg into a tag as UTC": Made(
        matroska(
            element(0x1549A966, element(0x4D80, b"Lavf58.76.100")),
            element(0x1254C367, element(0x7373, simple_tag("CREATION_TIME", "2021-06-05T10:00:00.000000Z"))),
        ),
        "2021-06-05T18:00:00",
        "clip.mkv",
    ),
    "a camera's local time, taken for UTC by a program that wrote XMP": Made(
        written("2021-06-05T10:00:00", box(b"udta", box(b"XMP_", XMP)), maker=b"niko", codec=b"jpeg", brand=b"qt  "),
        "2021-06-05T18:00:00",
    ),
    "a broadcaster's clock that was never set": Made(
        table(0x14, 0x70, bytes.fromhex("c957000510")) + NULL * 5, "2019-06-05T10:00:00", "air.ts"  # MJD 51543: 2000-01-01
    ),
    "local time written as UTC, Kiritimati to Baker Island": Made(written("2021-06-05T10:00:00"), "2021-06-05T22:00:00"),
    "a camera that writes local time": Made(
        written("2021-06-05T10:00:00", maker=b"niko", codec=b"jpeg", brand=b"qt  "), "2021-06-05T22:00:00"
    ),
}  # fmt: skip


@pytest.mark.parametrize("made", MISLEADING.values(), ids=list(MISLEADING))
def test_the_interval_holds_the_truth(tmp_path: Path, made: Made) -> None:
    found = bounds_of(made, tmp_path)
    assert not excludes(found, made), (found.not_before, found.not_before_by, found.not_after, found.not_after_by)


def test_a_phones_new_year_is_a_day_like_others(tmp_path: Path) -> None:
    """Its clock is set by the network: the header holds the end of the recording (PhotoPrism issue 1388)."""
    made = Made(written("2021-01-01T00:00:30", LOCATION, ANDROID, handler=PHONE), "2021-01-01T00:00:20", until="2021-01-01T00:00:30")
    found = bounds_of(made, tmp_path)
    assert not excludes(found, made)
    assert found.not_before is not None
    assert found.not_after is not None
    assert found.not_after - found.not_before < timedelta(minutes=4)


def test_an_ordinary_header_of_an_unknown_writer_bounds_from_above(tmp_path: Path) -> None:
    found = bounds_of(Made(written("2021-06-05T10:00:00"), ""), tmp_path)
    assert found.not_before is None
    assert at("2021-06-05T22:00:00") < (found.not_after or RECEIVED) < at("2021-06-05T22:03:00")


RECEIVERS = [
    # 1024 weeks before 2022-06-05 (date -d "2022-06-05 -7168 days"), which a receiver shows whose week number began anew
    ("moov/trak[4]/gpmd GPSU first fix", "2002-10-20T10:00:00Z", []),
    ("moov/trak[4]/gpmd GPS9 first", "2002-10-20T10:00:00Z", []),
    ("moov/trak[4]/priv RMC first", "2002-10-20T10:00:00Z", []),
    # a receiver that knows no week yet: IS-GPS-200, weeks begin anew on 1999-08-22 and 2019-04-07
    ("moov/trak[4]/gpmd GPSU first fix", "2019-04-07T00:00:10Z", ["limited"]),
    ("moov/trak[4]/gpmd GPSU first fix", "2022-06-05T10:00:00Z", ["very strong"]),
    # CAMM is of 2017; a count of seconds from 1980 can be one from 1970, ten years later
    ("moov/trak[4]/camm time_gps_epoch first", "2021-06-05T10:00:00Z", ["very strong"]),
    ("moov/trak[4]/camm time_gps_epoch as Unix time first", "2011-05-23T10:00:00Z", []),
    ("moov/trak[4]/camm time_gps_epoch as Unix time first", "2021-06-05T10:00:00Z", ["limited"]),
    ("moov/trak[4]/camm time_gps_epoch first", "2031-06-05T10:00:00Z", ["limited"]),
    ("moov/trak[4]/rtmd GPSDateTime first", "2021-06-05T10:00:00Z", ["moderate"]),
]


@pytest.mark.parametrize(("tag", "text", "strengths"), RECEIVERS)
def test_what_a_receiver_can_know(tmp_path: Path, tag: str, text: str, strengths: list[str]) -> None:
    exhibit = exhibit_of(listing_of([(tag, text)]), tmp_path / "clip.mp4", received=datetime(2033, 1, 1, tzinfo=UTC))
    assert [piece.strength for piece in hear(Case(exhibit=exhibit), only=("telemetry",)).testimony] == strengths


def test_a_fix_that_came_late_leaves_room_before_it(tmp_path: Path) -> None:
    """A receiver may find its first fix minutes into the recording (gopro/gpmf-parser: the first payloads have GPSF 0)."""
    listing = listing_of([("moov/trak[4]/gpmd GPSU first fix", "2022-06-05T10:05:00Z")])
    listing.duration_s = 400
    exhibit = exhibit_of(listing, tmp_path / "GX010001.MP4")
    found = weigh(hear(Case(exhibit=exhibit), pictures=False)).bounds
    assert not excludes(found, Made(b"", "2022-06-05T10:00:00", until="2022-06-05T10:06:40"))
