"""Keys, item lists, user data, XMP and UUID boxes. Layouts: QuickTime File Format; 3GPP TS 26.244; ExifTool's tag documentation."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from analysis.media.isobmff.uuid import C2PA, SONY_USER, XMP
from tests.media.isobmff.build import box, ftyp, full, hdlr, listed, mvhd, one, stands_at, text_value

QT = b"qt  "


def keys(*names: bytes) -> bytes:
    return full(b"keys", struct.pack(">I", len(names)), *(box(b"mdta", name) for name in names))


def metadata(*values: tuple[bytes, bytes, int], iso: bool = False) -> bytes:
    """A meta box of keys; as ISO has it, with version and flags, or as QuickTime has it, without."""
    items = [text_value(struct.pack(">I", number), text, code) for number, (_, text, code) in enumerate(values, 1)]
    inside = hdlr(b"mdta") + keys(*(name for name, _, _ in values)) + box(b"ilst", *items)
    return box(b"meta", b"\0\0\0\0" if iso else b"", inside)


@pytest.mark.parametrize("iso", [True, False])
def test_keys_by_name(tmp_path: Path, iso: bool) -> None:
    values = (
        (b"com.apple.quicktime.creationdate", b"2019-02-12T15:27:12+0800", 1),
        (b"com.android.version", b"13", 1),
        (b"com.android.capture.fps", struct.pack(">f", 240.0), 23),
        (b"com.android.video.temporal_layers_count", struct.pack(">i", 4), 67),
    )
    data = ftyp(QT) + box(b"moov", mvhd(), metadata(*values, iso=iso))
    listing = listed(data, tmp_path)
    created = one(listing, "moov/meta/keys com.apple.quicktime.creationdate")
    assert str(created.reading) == "2019-02-12T15:27:12+08:00"
    assert stands_at(data, created) == b"2019-02-12T15:27:12+0800"
    assert one(listing, "moov/meta/keys com.android.version").raw == "13"
    assert one(listing, "moov/meta/keys com.android.version").reading is None
    assert one(listing, "moov/meta/keys com.android.capture.fps").raw == "240"
    assert one(listing, "moov/meta/keys com.android.video.temporal_layers_count").raw == "4"


def test_item_list_and_free_form(tmp_path: Path) -> None:
    free = box(
        b"----", full(b"mean", b"com.apple.iTunes"), full(b"name", b"Encoding Params"), box(b"data", struct.pack(">II", 1, 0), b"vers 1")
    )
    items = box(b"ilst", text_value(b"\xa9too", b"HandBrake 1.6.1 2023012300"), text_value(b"\xa9day", b"2011-03"), free)
    data = ftyp() + box(b"moov", mvhd(), box(b"udta", full(b"meta", hdlr(b"mdir"), items)))
    listing = listed(data, tmp_path)
    assert one(listing, "moov/udta/meta/ilst ©too").raw == "HandBrake 1.6.1 2023012300"
    assert str(one(listing, "moov/udta/meta/ilst ©day").reading) == "2011-03"
    assert one(listing, "moov/udta/meta/ilst ----:com.apple.iTunes:Encoding Params").raw == "vers 1"


def test_international_text(tmp_path: Path) -> None:
    day = box(b"\xa9day", struct.pack(">HH", 24, 0), b"2015-01-19T12:45:11-0800")
    two = box(b"\xa9cmt", struct.pack(">HH", 3, 0), b"caf", struct.pack(">HH", 5, 0x15C7), "café".encode())
    bare = box(b"\xa9swr", b"Firmware 1.0")
    empty = box(b"\xa9TIM", struct.pack(">HH", 11, 0), b"00:00:00:00")
    data = ftyp(QT) + box(b"moov", mvhd(), box(b"udta", day, two, bare, empty, b"\0\0\0\0"))
    listing = listed(data, tmp_path)
    assert str(one(listing, "moov/udta/©day").reading) == "2015-01-19T12:45:11-08:00"
    assert [field.raw for field in listing.fields if field.tag == "moov/udta/©cmt"] == ["caf", "café"]
    assert one(listing, "moov/udta/©swr").raw == "Firmware 1.0"
    assert one(listing, "moov/udta/©TIM").status == "not set"
    assert not listing.problems


def test_assets_of_3gpp(tmp_path: Path) -> None:
    language = struct.pack(">H", 0x15C7)
    title = full(b"titl", language, "Видео".encode("utf-16"), b"\0\0")
    year = full(b"yrrc", struct.pack(">H", 2005))
    date = box(b"date", b"2018-02-07T10:15:08-0500")
    place = full(b"loci", language, b"here\0\0", struct.pack(">iii", int(-117.5 * 65536), int(33.25 * 65536), 0), b"earth\0\0")
    listing = listed(ftyp(b"3gp5") + box(b"moov", mvhd(), box(b"udta", title, year, date, place)), tmp_path)
    assert one(listing, "moov/udta/titl").raw == "Видео"
    assert str(one(listing, "moov/udta/yrrc recordingYear").reading) == "2005"
    assert str(one(listing, "moov/udta/date").reading) == "2018-02-07T10:15:08-05:00"
    assert one(listing, "moov/udta/loci location").raw == "+33.2500-117.5000"
    assert listing.container == "3GP (3gp5)"


def test_xmp_in_both_boxes(tmp_path: Path) -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2022-08-08T17:49:01-04:00"/>'
        b"</rdf:RDF></x:xmpmeta>"
    )
    data = ftyp() + box(b"moov", mvhd(), box(b"udta", box(b"XMP_", packet))) + box(b"uuid", XMP, packet)
    fields = [field for field in listed(data, tmp_path).fields if field.tag == "xmp xmp:CreateDate"]
    assert [str(field.reading) for field in fields] == ["2022-08-08T17:49:01-04:00"] * 2
    assert {stands_at(data, field) for field in fields} == {b"2022-08-08T17:49:01-04:00"}


def test_time_stamps_and_generators_in_a_manifest_store(tmp_path: Path) -> None:
    # RFC 3161: genTime is a GeneralizedTime, DER tag 0x18; CBOR (RFC 8949): text of 15 bytes is 0x6f, of 14 is 0x6e.
    token = b"\x18\x0f20220822230645Z" + b"\x6fclaim_generator\x6ec2patool/0.3.0" + b"\x64when\xc0\x742022-08-22T23:06:44Z"
    data = ftyp() + box(b"uuid", C2PA, b"\0\0\0\0manifest\0", bytes(8), token) + box(b"moov", mvhd())
    listing = listed(data, tmp_path)
    stamp = one(listing, "uuid/c2pa genTime")
    assert str(stamp.reading) == "2022-08-22T23:06:45Z"
    assert stands_at(data, stamp) == b"20220822230645"
    assert one(listing, "uuid/c2pa claim_generator").raw == "c2patool/0.3.0"
    assert str(one(listing, "uuid/c2pa when").reading) == "2022-08-22T23:06:44Z"


def test_sony_time_zone_and_xml(tmp_path: Path) -> None:
    record = struct.pack(">HIHHh", 12, 0x0B, 0x55C4, 0, 540)
    user = box(b"uuid", SONY_USER, box(b"MTDT", struct.pack(">H", 1), record))
    xml = (
        b'<?xml version="1.0" encoding="UTF-8"?><NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00">'
        b'<LtcChangeTable tcFps="30"><LtcChange frameCount="0" value="09425214" status="increment"/></LtcChangeTable>'
        b'<TargetMaterial umidRef="060A2B340101010501010D43130000004E41F241907305CE784B87FFFEBA9815"/>'
        b'<CreationDate value="2021-06-05T14:52:42+09:00"/><Device manufacturer="Sony" modelName="ILCE-7SM3" serialNo="4294967295"/>'
        b"</NonRealTimeMeta>"
    )
    data = ftyp(b"XAVC") + box(b"moov", mvhd(), user) + full(b"meta", hdlr(b"nrtm"), full(b"xml ", xml))
    listing = listed(data, tmp_path)
    assert one(listing, "moov/uuid/USMT time zone").raw == "+09:00"
    created = one(listing, "meta/xml CreationDate/@value")
    assert str(created.reading) == "2021-06-05T14:52:42+09:00"
    assert stands_at(data, created) == b"2021-06-05T14:52:42+09:00"
    # The UMID is that of a clip created on 2016-01-03T06:10:57-04:00 (see test_umid).
    assert str(one(listing, "meta/xml TargetMaterial/@umidRef day").reading) == "2016-01-03"
    assert one(listing, "meta/xml Device/@modelName").raw == "ILCE-7SM3"
    assert one(listing, "meta/xml LtcChange/@value").raw == "14:52:42:09"


def test_nikon_tags(tmp_path: Path) -> None:
    date = b"2012:10:28 18:30:12\0"
    tags = struct.pack(">IHH", 0x11, 2, len(date)) + date + struct.pack(">IHHh", 0x19, 8, 1, 60) + struct.pack(">IHH", 2, 2, 6) + b"D5200\0"
    data = ftyp(QT) + box(b"moov", mvhd(), box(b"udta", box(b"NCDT", box(b"NCTG", tags))))
    listing = listed(data, tmp_path)
    assert str(one(listing, "moov/udta/NCDT/NCTG CreateDate").reading) == "2012-10-28T18:30:12"
    assert one(listing, "moov/udta/NCDT/NCTG TimeZone").raw == "+01:00"
    assert one(listing, "moov/udta/NCDT/NCTG Model").raw == "D5200"


def test_makers_boxes_with_exif_and_dates(tmp_path: Path) -> None:
    tiff = b"II*\0\x08\0\0\0" + bytes(200)
    app1 = b"\xff\xe1" + struct.pack(">H", 8 + len(tiff)) + b"Exif\0\0" + tiff
    canon = box(b"CNTH", box(b"CNDA", b"\xff\xd8" + app1 + b"\xff\xd9"))
    casio = box(b"TAGS", b"PENTAX DIGITAL CAMERA\0" + bytes(40) + b"2009:07:04 11:22:33\0" + bytes(50))
    data = ftyp(QT) + box(b"moov", mvhd(), box(b"udta", canon, casio))
    listing = listed(data, tmp_path)
    exif = one(listing, "moov/udta/CNTH/CNDA Exif")
    assert stands_at(data, exif) == tiff
    assert str(one(listing, "moov/udta/TAGS date").reading) == "2009-07-04T11:22:33"
    assert one(listing, "moov/udta/TAGS name").raw == "PENTAX DIGITAL CAMERA"


def test_exif_item_of_a_still_picture(tmp_path: Path) -> None:
    tiff = b"MM\0*\0\0\0\x08" + bytes(60)
    infe = full(b"infe", struct.pack(">HH", 1, 0), b"Exif", b"\0", version=2)
    item = b"\0\0\0\x06Exif\0\0" + tiff

    def still(offset: int) -> bytes:
        iloc = full(b"iloc", b"\x44\x00", struct.pack(">HHHHII", 1, 1, 0, 1, offset, len(item)))
        return ftyp(b"heic") + full(b"meta", hdlr(b"pict"), full(b"iinf", struct.pack(">H", 1), infe), iloc) + box(b"mdat", item)

    data = still(len(still(0)) - len(item))
    listing = listed(data, tmp_path, "photo.heic")
    assert stands_at(data, one(listing, "meta/iinf Exif")) == tiff
    assert listing.container == "HEIF (heic)"
    assert not listing.problems


def test_exif_item_that_claims_more_than_the_file_has(tmp_path: Path) -> None:
    infe = full(b"infe", struct.pack(">HH", 1, 0), b"Exif", b"\0", version=2)
    iloc = full(b"iloc", b"\x44\x00", struct.pack(">HHHHII", 1, 1, 0, 1, 40, 0x7FFFFFFF))
    data = ftyp(b"heic") + full(b"meta", hdlr(b"pict"), full(b"iinf", struct.pack(">H", 1), infe), iloc) + bytes(100)
    exif = one(listed(data, tmp_path, "photo.heic"), "meta/iinf Exif")
    assert exif.place.offset + exif.place.length == len(data)


def test_preview_and_alias_dates(tmp_path: Path) -> None:
    # The alias record of Inside Macintosh: Files, version 2; 3 000 000 000 s after 1904 (date -u -d "1904-01-01 UTC +3000000000 seconds").
    alias = struct.pack(">4sHHH28sIHHI", b"\0\0\0\0", 150, 2, 0, b"\x04Disk", 2_900_000_000, 0, 0, 2)
    alias += struct.pack(">64sII", b"\x08tape.mov", 9, 3_000_000_000) + bytes(40)
    dref = full(b"dref", struct.pack(">I", 1), full(b"alis", alias))
    track = box(b"trak", box(b"mdia", box(b"minf", box(b"dinf", dref))))
    data = box(b"pnot", struct.pack(">IHIH", 3_000_000_000, 0, 0, 1)) + box(b"moov", mvhd(), track)
    listing = listed(data, tmp_path, "preview.mov")
    assert str(one(listing, "pnot modification_date").reading) == "1999-01-24T05:20:00Z"
    path = "moov/trak[1]/mdia/minf/dinf/dref/alis"
    assert str(one(listing, f"{path} file_created").reading) == "1999-01-24T05:20:00"
    assert one(listing, f"{path} file").raw == "tape.mov"
    assert int.from_bytes(stands_at(data, one(listing, f"{path} volume_created")), "big") == 2_900_000_000


def test_texts_of_sony(tmp_path: Path) -> None:
    text = "2005/08/20 10:11:12".encode("utf-16-be")
    record = struct.pack(">HIHH", 10 + len(text), 3, 0x55C4, 1) + text
    user = box(b"uuid", SONY_USER, box(b"MTDT", struct.pack(">H", 1), record))
    listing = listed(ftyp(b"MSNV") + box(b"moov", mvhd()) + user, tmp_path)
    assert str(one(listing, "uuid/USMT ProductionDate").reading) == "2005-08-20T10:11:12"


def test_a_generator_cut_off_is_left_out(tmp_path: Path) -> None:
    data = ftyp() + box(b"moov", mvhd()) + box(b"uuid", C2PA, bytes(4), b"manifest\0", b"\x6fclaim_generator\x6ec2pa")
    assert not [field for field in listed(data, tmp_path).fields if "generator" in field.tag]


def test_a_movie_header_behind_media_data_of_a_wrong_size(tmp_path: Path) -> None:
    data = ftyp() + struct.pack(">I", 0x7FFFFFFF) + b"mdat" + bytes(5000) + box(b"moov", mvhd(3_782_844_800))
    listing = listed(data, tmp_path)
    assert str(one(listing, "moov/mvhd creation_time").reading) == "2023-11-14T22:13:20Z"
    assert any("by searching" in sentence for sentence in listing.problems)


def test_a_file_that_begins_with_an_unknown_box(tmp_path: Path) -> None:
    listing = listed(box(b"abcd", bytes(20)) + box(b"moov", mvhd(3_782_844_800)), tmp_path)
    assert str(one(listing, "moov/mvhd creation_time").reading) == "2023-11-14T22:13:20Z"


def test_what_is_left_of_an_earlier_header(tmp_path: Path) -> None:
    data = ftyp(QT) + box(b"free", mvhd(3_782_844_800), bytes(300)) + box(b"moov", mvhd(3_782_844_800 + 60))
    listing = listed(data, tmp_path)
    assert str(one(listing, "free/mvhd creation_time").reading) == "2023-11-14T22:13:20Z"
    assert str(one(listing, "moov/mvhd creation_time").reading) == "2023-11-14T22:14:20Z"


def test_a_compressed_header_is_inflated(tmp_path: Path) -> None:
    movie = box(b"moov", mvhd(3_782_844_800))
    packed = box(b"cmov", box(b"dcom", b"zlib"), box(b"cmvd", struct.pack(">I", len(movie)), zlib.compress(movie)))
    data = ftyp(QT) + box(b"moov", packed)
    field = one(listed(data, tmp_path), "moov/cmov/moov/mvhd creation_time")
    assert str(field.reading) == "2023-11-14T22:13:20Z"
    assert zlib.decompress(stands_at(data, field)[4:]) == movie


def test_the_name_of_a_muxer_in_free_space(tmp_path: Path) -> None:
    data = ftyp() + box(b"free", b"IsoMedia File Produced with GPAC 0.5.1-DEV-rev5478\0") + box(b"moov", mvhd())
    assert one(listed(data, tmp_path), "free text").raw == "IsoMedia File Produced with GPAC 0.5.1-DEV-rev5478"


def test_canon_metadata(tmp_path: Path) -> None:
    tiff = b"II*\0\x08\0\0\0" + bytes(30)
    canon = box(b"uuid", bytes.fromhex("85c0b687820f11e08111f4ce462b6a48"), box(b"CNCV", b"CanonHEIF001/10.00.00"), box(b"CMT1", tiff))
    data = ftyp(b"crx ") + box(b"moov", mvhd(), canon)
    listing = listed(data, tmp_path)
    assert one(listing, "moov/uuid/Canon CNCV").raw == "CanonHEIF001/10.00.00"
    assert stands_at(data, one(listing, "moov/uuid/Canon/CMT1 Exif")) == tiff
