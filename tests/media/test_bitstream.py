"""Marks of encoders and cameras in elementary streams. Layouts: ITU-T H.264 and H.265; MISB ST 0604; ExifTool's AVCHD documentation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.media.bits import Bits
from analysis.media.bitstream import Stretch, Unit, list_names, list_video, list_visual, unescaped
from analysis.media.picture_timing import h264_timecode, sps_timing
from analysis.media.source import Field, Listing

AVCHD = bytes.fromhex("17ee8c60f84d11d98cd60800200c9a66") + b"MDPM"


class Writer:
    """Writes bits, most significant first, and Exp-Golomb codes (ITU-T H.264, 9.1)."""

    def __init__(self) -> None:
        self.bits = ""

    def put(self, value: int, width: int) -> Writer:
        self.bits += f"{value:0{width}b}" if width else ""
        return self

    def golomb(self, value: int) -> Writer:
        code = f"{value + 1:b}"
        self.bits += "0" * (len(code) - 1) + code
        return self

    def signed(self, value: int) -> Writer:
        return self.golomb(2 * value - 1 if value > 0 else -2 * value)

    @property
    def raw(self) -> bytes:
        bits = self.bits + "1"
        bits += "0" * (-len(bits) % 8)
        return int(bits, 2).to_bytes(len(bits) // 8, "big")


def escaped(raw: bytes) -> bytes:
    """Emulation prevention: 00 00 00 to 00 00 03 get an 03 before their last byte (ITU-T H.264, 7.4.1)."""
    out, zeros = bytearray(), 0
    for byte in raw:
        if zeros >= 2 and byte <= 3:
            out.append(3)
            zeros = 0
        out.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(out)


def sei(kind: int, payload: bytes) -> bytes:
    size = b"\xff" * (len(payload) // 255) + bytes([len(payload) % 255])
    return b"\0\0\0\1" + escaped(b"\x06" + bytes([kind]) + size + payload + b"\x80")


def listed(data: bytes, **options: object) -> list[Field]:
    listing = Listing()
    list_video(Stretch.at(data, 1000), listing, "t", "h264", **options)  # type: ignore[arg-type]
    return listing.fields


@given(st.binary(max_size=200))
def test_emulation_prevention_is_undone(raw: bytes) -> None:
    data = escaped(raw)
    plain, indices = unescaped(Unit(data, 0))
    assert plain == raw
    assert bytes(data[i] for i in indices) == raw


@given(st.lists(st.integers(0, 2**20)))
def test_golomb_codes(numbers: list[int]) -> None:
    writer = Writer()
    for number in numbers:
        writer.golomb(number).signed(-number)
    bits = Bits(writer.raw)
    assert [(bits.golomb(), bits.signed_golomb()) for _ in numbers] == [(n, -n) for n in numbers]


def mdpm(*entries: tuple[int, str]) -> bytes:
    return sei(5, AVCHD + bytes([len(entries)]) + b"".join(bytes([key]) + bytes.fromhex(value) for key, value in entries))


def test_avchd_first_and_last_date_with_places() -> None:
    # The digits as ExifTool prints them for such bytes: 20 12 01 and 26 09 18 35 is 2012:01:26 09:18:35.
    data = mdpm((0x18, "23201201"), (0x19, "26091835"), (0xE0, "01080000")) + mdpm((0x18, "23201201"), (0x19, "26091836"))
    dates = [field for field in listed(data) if field.tag == "t MDPM DateTimeOriginal"]
    assert [str(field.reading) for field in dates] == ["2012-01-26T09:18:35-01:30", "2012-01-26T09:18:36-01:30"]
    start = dates[0].place.offset - 1000
    assert data[start : start + dates[0].place.length] == bytes.fromhex("232012011926091835")
    assert [field.raw for field in listed(data) if field.tag == "t MDPM make"] == ["Sony"]


def test_avchd_zone_that_was_never_set_is_no_zone() -> None:
    for zone in ("00", "ff", "54"):  # never set; never set; summer time, whose hours may or may not be included
        fields = listed(mdpm((0x18, zone + "201201"), (0x19, "26091835")))
        readings = [field.reading for field in fields if field.tag == "t MDPM DateTimeOriginal"]
        assert [str(reading) for reading in readings] == ["2012-01-26T09:18:35"]


def test_avchd_impossible_date_is_malformed() -> None:
    fields = listed(mdpm((0x18, "00201213"), (0x19, "32091835")))
    assert [field.status for field in fields if field.tag == "t MDPM DateTimeOriginal"] == ["malformed"]


def test_user_data_inside_a_length_prefixed_sample_with_start_codes() -> None:
    text = b"x264 - core 159 r2991 1771b55"
    inner = b"\x6e\xc0\x80" + sei(5, bytes(16) + text)
    fields = listed(len(inner).to_bytes(4, "big") + inner, nal_length=4)
    assert [field.raw for field in fields] == [text.decode()]


def test_precision_time_stamp() -> None:
    # MISB ST 0604: a status byte, then the count with 0xFF after each two bytes. date -u -d @1604060090
    count = (1_604_060_090_250_000).to_bytes(8, "big")
    stamp = b"\x0f" + count[:2] + b"\xff" + count[2:4] + b"\xff" + count[4:6] + b"\xff" + count[6:]
    (field,) = listed(sei(5, b"MISPmicrosectime" + stamp))
    assert field.reading is not None
    assert field.reading.span().to_json()["start"] == "2020-10-30T12:14:50.250000Z"


def sequence(*, delay_bits: int = 24) -> bytes:
    """A sequence parameter set of the High profile with hypothetical reference decoder and picture structure (7.3.2.1.1, E.1)."""
    out = Writer().put(100, 8).put(0, 8).put(31, 8).golomb(0).golomb(1).golomb(0).golomb(0).put(0, 1)
    out.put(1, 1).put(1, 1)
    for _ in range(16):  # one scaling list, then seven that are left out
        out.signed(1)
    out.put(0, 7)
    out.golomb(4).golomb(2).golomb(4).put(0, 1).golomb(119).golomb(67).put(1, 1).put(1, 1).put(0, 1)
    out.put(1, 1)  # VUI
    out.put(1, 1).put(255, 8).put(1, 16).put(1, 16).put(0, 1).put(1, 1).put(5, 3).put(0, 1).put(1, 1).put(0x010101, 24).put(0, 1)
    out.put(1, 1).put(1001, 32).put(60000, 32).put(1, 1)
    out.put(1, 1).golomb(0).put(0, 4).put(0, 4).golomb(9).golomb(9).put(0, 1).put(23, 5).put(delay_bits - 1, 5).put(delay_bits - 1, 5).put(
        0, 5
    )
    return out.put(0, 1).put(0, 1).put(1, 1).raw


def test_picture_timing_with_lengths_from_the_sequence() -> None:
    message = Writer().put(7, 24).put(9, 24).put(0, 4).put(1, 1).put(0, 2).put(0, 1).put(0, 5).put(1, 1).put(0, 1).put(0, 1)
    message.put(12, 8).put(58, 6).put(59, 6).put(23, 5)
    timing = sps_timing(sequence())
    assert timing.structure
    assert timing.delay_bits == 48
    assert h264_timecode(message.raw, timing) == "23:59:58:12"
    fields = listed(b"\0\0\0\1" + escaped(b"\x67" + sequence()) + sei(1, message.raw))
    assert [(field.tag, field.raw) for field in fields] == [("t SEI timecode", "23:59:58:12")]


def test_hevc_time_code() -> None:
    message = Writer().put(1, 2).put(1, 1).put(0, 1).put(0, 5).put(1, 1).put(0, 1).put(1, 1).put(3, 9).put(1, 6).put(2, 6).put(10, 5)
    listing = Listing()
    unit = b"\0\0\1\x4e\x01" + bytes([136, len(message.raw)]) + message.raw + b"\x80"
    list_video(Stretch.at(unit, 0), listing, "t", "hevc")
    assert [field.raw for field in listing.fields] == ["10:02:01;03"]


def test_user_data_of_older_codecs_and_names_in_sound() -> None:
    listing = Listing()
    list_visual(Stretch.at(b"\0\0\1\xb0\x01\0\0\1\xb2Lavc52.20.0\0\0\1\xb6", 10), listing, "v")
    list_names(Stretch.at(b"\xde\2\0libfaac 1.28\0\0", 50), listing, "a")
    assert [(field.tag, field.raw, field.place.offset) for field in listing.fields] == [
        ("v user data", "Lavc52.20.0", 19),
        ("a encoder", "libfaac 1.28", 53),
    ]


def test_places_in_a_stream_cut_into_packets() -> None:
    stretch = Stretch(bytes(30), ((0, 100), (10, 500), (20, 900)))
    assert [stretch.locate(i) for i in (0, 9, 10, 19, 20, 29)] == [100, 109, 500, 509, 900, 909]


@given(st.binary(max_size=400), st.sampled_from(["h264", "hevc"]), st.integers(0, 4))
def test_any_bytes_are_survived(data: bytes, codec: str, width: int) -> None:
    listing = Listing()
    stretch = Stretch.at(data, 0)
    list_video(stretch, listing, "t", codec, nal_length=width)  # type: ignore[arg-type]
    list_video(Stretch.at(sei(5, data) + sei(1, data), 0), listing, "t", codec)  # type: ignore[arg-type]
    assert all(field.place.offset >= 0 for field in listing.fields)
