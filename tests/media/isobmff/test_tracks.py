"""Tracks and their samples: timecodes, telemetry, streams, fragments, trailers.

Layouts and values: QuickTime File Format; SMPTE ST 12-1; the GPMF introduction; Google's CAMM specification; ExifTool's tag documentation.
"""

from __future__ import annotations

import plistlib
import struct
from pathlib import Path

import pytest

from tests.media.isobmff.build import (
    box,
    entry,
    ftyp,
    full,
    listed,
    mvhd,
    one,
    stands_at,
    stbl,
    text_value,
    trak,
    video_entry,
    with_samples,
)

X264 = bytes.fromhex("dc45e9bde6d948b7962cd820d923eeef") + b"x264 - core 152 r2854 e9a5903 - H.264\0"


def sei(payload: bytes, kind: int = 5) -> bytes:
    return b"\x06" + bytes([kind, len(payload)]) + payload + b"\x80"


def test_start_timecode_at_its_label_and_at_the_true_rate(tmp_path: Path) -> None:
    description = entry(b"tmcd", struct.pack(">IIIIBB", 0, 0, 30000, 1001, 30, 0))
    data = with_samples(b"tmcd", description, [struct.pack(">I", 1_700_260)])
    listing = listed(data, tmp_path)
    count = one(listing, "moov/trak[1]/tmcd start_frame")
    assert int.from_bytes(stands_at(data, count), "big") == 1_700_260
    assert one(listing, "moov/trak[1]/tmcd timecode").raw == "15:44:35:10"
    # 1 700 260 * 1001 / 30000 = 56 732.0087 s
    assert one(listing, "moov/trak[1]/tmcd time of day").raw == "15:45:32.00"


def test_a_zero_timecode_is_not_set(tmp_path: Path) -> None:
    description = entry(b"tmcd", struct.pack(">IIIIBB", 0, 1, 30000, 1001, 30, 0))
    listing = listed(with_samples(b"tmcd", description, [bytes(4)]), tmp_path)
    assert one(listing, "moov/trak[1]/tmcd timecode").status == "not set"


def gpmf(key: bytes, kind: bytes, size: int, raw: bytes) -> bytes:
    return key + kind + bytes([size]) + struct.pack(">H", len(raw) // size) + raw + bytes(-len(raw) % 4)


def nested(key: bytes, *parts: bytes) -> bytes:
    return gpmf(key, b"\0", 1, b"".join(parts))


def payload(stamp: bytes, lock: int, dilution: int) -> bytes:
    stream = nested(
        b"STRM",
        gpmf(b"GPSF", b"L", 4, struct.pack(">I", lock)),
        gpmf(b"GPSU", b"U", 16, stamp),
        gpmf(b"GPSP", b"S", 2, struct.pack(">H", dilution)),
    )
    return nested(b"DEVC", gpmf(b"DVNM", b"c", 1, b"Hero7 Black"), stream)


def test_gopro_first_fix_and_what_came_before(tmp_path: Path) -> None:
    samples = [payload(b"160101000003.000", 0, 9999), payload(b"191118234514.500", 3, 154), payload(b"191118234515.500", 3, 150)]
    data = with_samples(b"meta", entry(b"gpmd", bytes(4)), samples)
    listing = listed(data, tmp_path)
    assert str(one(listing, "moov/trak[1]/gpmd GPSU first").reading) == "2016-01-01T00:00:03.000Z"
    fix = one(listing, "moov/trak[1]/gpmd GPSU first fix")
    assert str(fix.reading) == "2019-11-18T23:45:14.500Z"
    assert stands_at(data, fix) == b"191118234514.500"
    assert one(listing, "moov/trak[1]/gpmd at first fix").raw == "1.000 s"
    assert one(listing, "moov/trak[1]/gpmd GPSP first fix").raw == "154"
    assert str(one(listing, "moov/trak[1]/gpmd GPSU last fix").reading) == "2019-11-18T23:45:15.500Z"
    assert one(listing, "moov/trak[1]/gpmd DVNM").raw == "Hero7 Black"


def test_gopro_without_a_fix_has_no_satellite_time(tmp_path: Path) -> None:
    listing = listed(with_samples(b"meta", entry(b"gpmd", bytes(4)), [payload(b"160101000003.000", 0, 9999)] * 3), tmp_path)
    tags = [field.tag for field in listing.fields]
    assert "moov/trak[1]/gpmd GPSU first" in tags
    assert not [tag for tag in tags if "first fix" in tag or "last fix" in tag]


def test_gps9(tmp_path: Path) -> None:
    # 8766 days after 2000-01-01 is 2024-01-01 (24 years, 6 of them leap years); 43 200 000 ms is noon.
    sample = struct.pack(">iiiiiIIHH", 1, 2, 3, 4, 5, 8766, 43_200_250, 120, 3)
    data = with_samples(b"meta", entry(b"gpmd", bytes(4)), [nested(b"DEVC", nested(b"STRM", gpmf(b"GPS9", b"?", 32, sample * 2)))])
    fix = one(listed(data, tmp_path), "moov/trak[1]/gpmd GPS9 first fix")
    assert fix.reading is not None
    assert fix.reading.span().to_json()["start"] == "2024-01-01T12:00:00.250000Z"


def test_camm_time_from_either_epoch(tmp_path: Path) -> None:
    # date -u -d "1980-01-06 00:00:00 UTC +1300000000 seconds"
    sample = struct.pack("<HHdi", 0, 6, 1_300_000_000.5, 3) + bytes(40)
    other = struct.pack("<HH3f", 0, 2, 0, 0, 0)
    listing = listed(with_samples(b"meta", entry(b"camm"), [other, sample, sample]), tmp_path)
    assert str(one(listing, "moov/trak[1]/camm time_gps_epoch first").reading).startswith("2021-03-17T07:06:40.5")
    # date -u -d @1300000000
    assert str(one(listing, "moov/trak[1]/camm time_gps_epoch as Unix time first").reading).startswith("2011-03-13T07:06:40.5")


def test_sony_rtmd_clock(tmp_path: Path) -> None:
    items = struct.pack(">HH", 0xE304, 8) + bytes.fromhex("0020210605145242") + struct.pack(">HH", 0x8114, 4) + b"4567"
    sample = struct.pack(">H", 0x1C) + bytes(0x1A) + bytes.fromhex("060e2b34025301010c02010102010000") + struct.pack(">I", 12) + items
    listing = listed(with_samples(b"meta", entry(b"rtmd"), [sample, sample]), tmp_path)
    first = one(listing, "moov/trak[1]/rtmd DateTime first")
    assert first.raw == "2021-06-05 14:52:42"
    assert str(first.reading) == "2021-06-05T14:52:42"
    assert one(listing, "moov/trak[1]/rtmd SerialNumber").raw == "4567"


def test_sonys_receiver_beyond_the_first_sample(tmp_path: Path) -> None:
    """ExifTool's documentation of rtmd: 8507 GPSTimeStamp (three fractions), 8509 GPSStatus (A a fix, V none), 851D GPSDateStamp."""

    def sample(second: int, status: bytes) -> bytes:
        clock = struct.pack(">6I", 5, 1, 52, 1, 1000 * second + 250, 1000)
        items = [(0x8507, clock), (0x8509, status), (0x851D, b"2021:06:05")]
        body = b"".join(struct.pack(">HH", key, len(value)) + value for key, value in items)
        return struct.pack(">H", 0x1C) + bytes(0x1A) + body

    data = with_samples(b"meta", entry(b"rtmd"), [sample(1, b"V"), sample(2, b"A"), sample(3, b"A"), sample(4, b"V")])
    listing = listed(data, tmp_path)
    first = one(listing, "moov/trak[1]/rtmd GPSDateTime first")
    assert str(first.reading) == "2021-06-05T05:52:02.250Z"
    assert struct.unpack(">6I", stands_at(data, first)) == (5, 1, 52, 1, 2250, 1000)
    assert str(one(listing, "moov/trak[1]/rtmd GPSDateTime last").reading) == "2021-06-05T05:52:03.250Z"


@pytest.mark.parametrize(
    "clock",
    [
        struct.pack(">6I", 5, 1, 52, 1, 2, 0),  # a second divided by nothing
        struct.pack(">6I", 5, 2, 52, 1, 2, 1),  # two and a half hours, and minutes besides
        struct.pack(">6I", 25, 1, 52, 1, 2, 1),
        struct.pack(">6I", 5, 1, 52, 1, 2**32 - 1, 1),
        bytes(24),
        bytes(8),
    ],
)
def test_an_impossible_time_of_a_receiver_is_none(tmp_path: Path, clock: bytes) -> None:
    items = [(0x8507, clock), (0x851D, b"2021:06:05")]
    body = b"".join(struct.pack(">HH", key, len(value)) + value for key, value in items)
    listing = listed(with_samples(b"meta", entry(b"rtmd"), [struct.pack(">H", 2) + body]), tmp_path)
    assert not [field.tag for field in listing.fields if "GPSDateTime" in field.tag]


def test_canon_ctmd_clock(tmp_path: Path) -> None:
    record = struct.pack("<IH6xH", 24, 1, 0) + struct.pack("<H6B", 2020, 7, 31, 23, 59, 58, 25) + bytes(2)
    listing = listed(with_samples(b"meta", entry(b"CTMD"), [record]), tmp_path)
    assert str(one(listing, "moov/trak[1]/CTMD TimeStamp first").reading) == "2020-07-31T23:59:58.25"


def test_apple_set_up_data_names_the_build(tmp_path: Path) -> None:
    settings = {"SystemVersion": {"ProductBuildVersion": "18E212", "ProductName": "iPhone OS", "ProductVersion": "14.5.1"}}
    packed = plistlib.dumps(settings, fmt=plistlib.FMT_BINARY)
    key = box(b"\0\0\0\1", box(b"keyd", b"mdtacom.apple.quicktime.live-photo-info"), box(b"setu", box(b"cfgv", packed)))
    data = with_samples(b"meta", entry(b"mebx", box(b"keys", key)), [b"\0"])
    build = one(listed(data, tmp_path), "moov/trak[1]/mebx ProductBuildVersion")
    assert build.raw == "18E212"
    assert stands_at(data, build) == b"18E212"


def test_text_track_of_a_dashcam(tmp_path: Path) -> None:
    def line(text: bytes) -> bytes:
        return struct.pack(">H", len(text)) + text

    data = with_samples(b"text", entry(b"text", bytes(43)), [line(b"2019/05/01 12:00:0%d N50.1 E30.2" % i) for i in range(3)])
    listing = listed(data, tmp_path)
    assert str(one(listing, "moov/trak[1]/text date first").reading) == "2019-05-01T12:00:00"
    assert str(one(listing, "moov/trak[1]/text date last").reading) == "2019-05-01T12:00:02"


@pytest.mark.parametrize(
    ("line", "reading"),
    [
        (b"20190501120003;N50.1;E30.2", "2019-05-01T12:00:03"),
        (b"20190501 120003 50.1 30.2", "2019-05-01T12:00:03"),
        (b"CAM1 23/05/2019 12:00:03 80km/h", "2019-05-23T12:00:03"),
        (b"CAM1 05-23-2019 12:00:03 80km/h", "2019-05-23T12:00:03"),
        (b"CAM1 03/04/2019 12:00:03 80km/h", "2019"),  # April or March
        (b"[2019-05-01 12:00:03] 80km/h", "2019-05-01T12:00:03"),
    ],
)
def test_notations_of_dashcams(tmp_path: Path, line: bytes, reading: str) -> None:
    data = with_samples(b"text", entry(b"text", bytes(43)), [struct.pack(">H", len(line)) + line])
    assert str(one(listed(data, tmp_path), "moov/trak[1]/text date first").reading) == reading


def test_receivers_sentences(tmp_path: Path) -> None:
    # NMEA 0183: time, status, latitude, longitude, speed, course, date (ddmmyy).
    void = b"$GPRMC,120000.00,V,,,,,,,280921,,,N*71"
    fixed = b"$GNRMC,120001.50,A,4717.11,N,00833.91,E,0.004,77.52,280921,,,A*57"
    listing = listed(with_samples(b"meta", entry(b"priv", bytes(4)), [void + b"\r\n" + fixed]), tmp_path)
    assert str(one(listing, "moov/trak[1]/priv RMC first").reading) == "2021-09-28T12:00:01.50Z"


def test_novatek_blocks_by_index(tmp_path: Path) -> None:
    def block(second: int, status: bytes) -> bytes:
        clock = struct.pack("<6I", 12, 41, second, 18, 7, 23)
        return struct.pack(">I", 256) + b"freeGPS " + bytes(0x30 - 12) + clock + status + b"NE\0" + bytes(150)

    blocks = [block(1, b"V"), block(2, b"A"), block(3, b"A")]
    head = ftyp(b"avc1")
    places = [len(head) + 8 + sum(len(b) for b in blocks[:i]) for i in range(3)]
    index = box(b"gps ", struct.pack(">II", 0, 3), *(struct.pack(">II", place, 256) for place in places))
    listing = listed(head + box(b"mdat", *blocks) + box(b"moov", mvhd(), index), tmp_path)
    first = one(listing, "moov/gps freeGPS first")
    assert str(first.reading) == "2018-07-23T12:41:02"
    assert first.place.offset == places[1] + 0x30
    assert str(one(listing, "moov/gps freeGPS last").reading) == "2018-07-23T12:41:03"


@pytest.mark.parametrize("gap", [1000, 3 << 19])
def test_novatek_blocks_without_an_index(tmp_path: Path, gap: int) -> None:
    def block(second: int, status: bytes) -> bytes:
        clock = struct.pack("<6I", 12, 41, second, 18, 7, 23)
        return struct.pack(">I", 256) + b"freeGPS " + bytes(0x30 - 12) + clock + status + b"NE\0" + bytes(150)

    media = bytes(100) + block(1, b"V") + bytes(500) + block(2, b"A") + bytes(gap) + block(50, b"A") + block(51, b"V") + bytes(300)
    listing = listed(ftyp(b"avc1") + box(b"moov", mvhd()) + box(b"mdat", media), tmp_path)
    assert str(one(listing, "mdat freeGPS first").reading) == "2018-07-23T12:41:02"
    assert str(one(listing, "mdat freeGPS last").reading) == "2018-07-23T12:41:50"
    assert not [field for field in listing.fields if "void" in field.tag]


def test_encoder_in_h264_samples_and_in_the_sample_description(tmp_path: Path) -> None:
    unit = sei(X264)
    record = b"\x01\x64\x00\x1f\xff\xe1\x00\x04\x67\x64\x00\x1f\x01\x00\x02\x68\xee"
    description = video_entry(b"avc1", box(b"avcC", record), vendor=b"FFMP", name=b"Lavc57.107.100 libx264")
    data = with_samples(b"vide", description, [struct.pack(">I", len(unit)) + unit + struct.pack(">I", 3) + b"\x65\x88\x84"])
    listing = listed(data, tmp_path)
    found = one(listing, "moov/trak[1]/sample[1] SEI user data")
    assert found.raw == "x264 - core 152 r2854 e9a5903 - H.264"
    assert stands_at(data, found) == found.raw.encode()
    assert one(listing, "moov/trak[1]/stsd/avc1 compressorname").raw == "Lavc57.107.100 libx264"
    assert one(listing, "moov/trak[1]/stsd/avc1 vendor").raw == "FFMP"


def test_encoder_in_hevc_configuration(tmp_path: Path) -> None:
    text = b"x265 (build 169) - 3.0_Au:[Linux][GCC 8.2.1][64 bit] 8bit"
    message = bytes.fromhex("2ca2de09b51747dbbb55a4fe7fc2fc4e") + text
    unit = b"\x4e\x01\x05" + bytes([len(message)]) + message + b"\x80"
    record = b"\x01" + bytes(20) + b"\x0f\x01" + b"\x27\x00\x01" + struct.pack(">H", len(unit)) + unit
    data = with_samples(b"vide", video_entry(b"hvc1", box(b"hvcC", record)), [b"\0\0\0\2\x26\x01"])
    found = one(listed(data, tmp_path), "moov/trak[1]/stsd/hvc1 SEI user data")
    assert found.raw == text.decode()
    assert stands_at(data, found) == text


def test_encoder_in_sound(tmp_path: Path) -> None:
    data = with_samples(b"soun", entry(b"mp4a", bytes(20)), [b"\xde\x04\0\0Lavc58.54.100\0\2\x30\x40"])
    assert one(listed(data, tmp_path), "moov/trak[1]/sample[1] encoder").raw == "Lavc58.54.100"


def dv_frame(second: int) -> bytes:
    """A frame of 525 lines whose first VAUX block has the packs 0x62 and 0x63 (IEC 61834-4): 25 December 2003, 18:30 and seconds."""
    packs = bytes.fromhex("62ffe5f203") + b"\x63\xff" + bytes([0x80 | second // 10 << 4 | second % 10, 0xB0, 0xD8])
    vaux = bytes([0x50, 0x07, 0]) + packs + b"\xff" * 67
    header = bytes([0x1F, 0x07, 0, 0x3F]) + b"\xff" * 76
    blocks = [header] + [bytes([0x30, 7, 0]) + b"\xff" * 77] * 2 + [vaux] * 3 + [bytes([0x90, 7, 0]) + bytes(77)] * 144
    return b"".join(blocks) * 10


def test_recording_date_in_dv(tmp_path: Path) -> None:
    data = with_samples(b"vide", video_entry(b"dvc "), [dv_frame(7), dv_frame(8), dv_frame(9)], brand=b"qt  ")
    listing = listed(data, tmp_path, "tape.mov")
    assert str(one(listing, "moov/trak[1]/sample recdate first").reading) == "2003-12-25T18:30:07"
    assert str(one(listing, "moov/trak[1]/sample recdate last").reading) == "2003-12-25T18:30:09"


def test_cineform_dates(tmp_path: Path) -> None:
    frame = bytes(64) + b"DATE\x0a\0\0c2012-07-01\0\0" + b"TIME\x08\0\0c16:23:45" + b"TIMC\x0b\0\0c01:00:00:12\0"
    data = with_samples(b"vide", video_entry(b"CFHD"), [frame])
    listing = listed(data, tmp_path)
    assert str(one(listing, "moov/trak[1]/sample[1] CineForm encode date").reading) == "2012-07-01T16:23:45"
    assert one(listing, "moov/trak[1]/sample[1] CineForm timecode").raw == "01:00:00:12"


def test_exif_of_a_motion_jpeg_camera(tmp_path: Path) -> None:
    tiff = b"II*\0\x08\0\0\0" + bytes(90)
    picture = b"\xff\xd8\xff\xe1" + struct.pack(">H", 8 + len(tiff)) + b"Exif\0\0" + tiff + b"\xff\xda"
    data = with_samples(b"vide", video_entry(b"jpeg", vendor=b"pana"), [picture], brand=b"qt  ")
    assert stands_at(data, one(listed(data, tmp_path), "moov/trak[1]/sample[1] Exif")) == tiff


def test_fragments_give_samples_and_duration(tmp_path: Path) -> None:
    unit = sei(X264)
    sample = struct.pack(">I", len(unit)) + unit
    empty = stbl(video_entry(b"avc1", box(b"avcC", b"\x01\x64\x00\x1f\xff\xe0\x00")), [], [])
    head = ftyp(b"iso6") + box(b"moov", mvhd(duration=0), trak(b"vide", empty, scale=90000, number=7))

    def moof(offset: int, start: int) -> bytes:
        run = full(b"trun", struct.pack(">IiII", 1, offset, 180000, len(sample)), flags=0x301)
        return box(b"moof", box(b"traf", full(b"tfhd", struct.pack(">I", 7), flags=0x20000), full(b"tfdt", struct.pack(">I", start)), run))

    size = len(moof(0, 0)) + 8
    data = head + moof(size, 0) + box(b"mdat", sample) + moof(size, 180000) + box(b"mdat", sample)
    listing = listed(data, tmp_path)
    assert one(listing, "moov/trak[1]/sample[1] SEI user data").raw.startswith("x264 - core 152")
    assert listing.duration_s == 4.0


def sef(*blocks: tuple[int, bytes, bytes]) -> bytes:
    """Samsung's trailer: blocks, a directory that points back to them, its length, a mark."""
    body, places = b"", []
    for kind, name, value in blocks:
        places.append((kind, len(body)))
        body += struct.pack("<HHI", 0, kind, len(name)) + name + value
    ends = [*(at for _, at in places[1:]), len(body)]
    entries = b"".join(struct.pack("<HHII", 0, kind, len(body) - at, end - at) for (kind, at), end in zip(places, ends, strict=True))
    directory = b"SEFH" + struct.pack("<II", 107, len(blocks)) + entries
    return body + directory + struct.pack("<I", len(directory)) + b"SEFT"


def test_samsung_trailer(tmp_path: Path) -> None:
    # date -u -d @1604060090 is 2020-10-30 12:14:50
    data = (
        ftyp()
        + box(b"moov", mvhd())
        + box(b"sefd", sef((0x0A01, b"Image_UTC_Data", b"1604060090123"), (0x0890, b"SlowMotion_Data", b"1:2")))
    )
    listing = listed(data, tmp_path)
    clock = one(listing, "SEF Image_UTC_Data")
    assert clock.reading is not None
    assert clock.reading.span().to_json()["start"] == "2020-10-30T12:14:50.123000Z"
    assert stands_at(data, clock) == b"1604060090123"
    assert one(listing, "SEF blocks").raw == "Image_UTC_Data, SlowMotion_Data"


@pytest.mark.parametrize("samsung", [True, False])
def test_video_inside_a_motion_photo(tmp_path: Path, samsung: bool) -> None:
    picture = b"\xff\xd8\xff\xfe\0\x0eLavc58.1.100\xff\xd9"
    movie = ftyp(b"mp42") + box(b"moov", mvhd(3_782_844_800), box(b"meta", text_value(b"none", b"")))
    data = picture + (sef((0x0A30, b"MotionPhoto_Data", movie)) if samsung else movie)
    listing = listed(data, tmp_path, "photo.jpg")
    created = one(listing, "motion/moov/mvhd creation_time")
    assert str(created.reading) == "2023-11-14T22:13:20Z"
    assert int.from_bytes(stands_at(data, created), "big") == 3_782_844_800
    assert one(listing, "jpeg comment").raw == "Lavc58.1.100"
    assert listing.container == "JPEG with a video inside"
    assert listing.duration_s == 5.0


def test_insta360_trailer(tmp_path: Path) -> None:
    info = b"\x0a\x04I123\x12\x0bInsta360 X3\x1a\x05v1.05"
    fix = struct.pack("<IIH", 1_604_060_090, 0, 500) + b"A" + bytes(42)
    # Records stand before the footer, each followed by its kind and length; the last one's is the footer's own beginning.
    records = info + struct.pack("<HI", 0x0101, len(info)) + fix * 2
    total = len(records) + 78
    footer = struct.pack("<HI", 0x0700, len(fix) * 2) + bytes(32) + struct.pack("<II", total, 3) + b"8db42d694ccc418790edff439fe026bf"
    listing = listed(ftyp(b"avc1") + box(b"moov", mvhd()) + records + footer, tmp_path)
    assert one(listing, "Insta360 model").raw == "Insta360 X3"
    assert str(one(listing, "Insta360 GPS first").reading).startswith("2020-10-30T12:14:50")


def test_producer_reference_time(tmp_path: Path) -> None:
    # RFC 868: 2 208 988 800 s from 1900 to 1970.
    stamp = (2_208_988_800 + 1_604_060_090) << 32 | 1 << 31
    data = ftyp() + full(b"prft", struct.pack(">IQI", 1, stamp, 0)) + box(b"moov", mvhd())
    assert str(one(listed(data, tmp_path), "prft ntp_timestamp").reading).startswith("2020-10-30T12:14:50.5")


def test_a_timecode_of_eight_bytes(tmp_path: Path) -> None:
    # TN2310: the description is that of tmcd, the sample a count in 64 bits. 30000/1001, drop frame: 17982 frames are ten minutes.
    description = entry(b"tc64", bytes(4), struct.pack(">IIIB", 1, 30000, 1001, 30), bytes(1))
    data = with_samples(b"tmcd", description, [struct.pack(">Q", 6 * 17982 + 5)], brand=b"qt  ")
    listing = listed(data, tmp_path, "a.mov")
    assert one(listing, "moov/trak[1]/tmcd timecode").raw == "01:00:00;05"
    assert one(listing, "moov/trak[1]/tmcd start_frame").place.length == 8


def test_a_drones_line_with_single_digits(tmp_path: Path) -> None:
    line = b"HOME(149.0251,-20.2532) 2017.8.5 14:11:51"
    data = with_samples(b"sbtl", entry(b"tx3g", bytes(30)), [struct.pack(">H", len(line)) + line])
    assert str(one(listed(data, tmp_path), "moov/trak[1]/text date first").reading) == "2017-08-05T14:11:51"
