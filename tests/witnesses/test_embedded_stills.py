"""EXIF of stills inside and beside the video. The pictures are made with Pillow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

from analysis.case import Case
from analysis.hearing import hear
from analysis.place import Bytes
from tests.witnesses.exhibits import exhibit_of, heard, listing_of

ORIGINAL, OFFSET, MAKE, GPS, GPS_TIME, GPS_DATE = 0x9003, 0x9011, 0x010F, 0x8825, 7, 29
"""Tag numbers of EXIF 2.32."""


def picture(path: Path, taken: str, zone: str = "", satellite: tuple[str, tuple[float, float, float]] | None = None) -> None:
    exif = Image.Exif()
    exif[MAKE] = "Canon"
    details = exif.get_ifd(0x8769)
    details[ORIGINAL] = taken
    if zone:
        details[OFFSET] = zone
    if satellite is not None:
        exif.get_ifd(GPS).update(
            {GPS_DATE: satellite[0], GPS_TIME: satellite[1], 1: "S", 2: (20.0, 15.0, 11.88), 3: "E", 4: (149.0, 1.0, 30.36)}
        )
    Image.new("L", (16, 16)).save(path, "JPEG", exif=exif)


def test_a_thumbnail_file_dates_the_recording(tmp_path: Path) -> None:
    picture(tmp_path / "MVI_0001.THM", "2012:05:06 07:08:09")
    (piece,) = heard("embedded_stills", [], tmp_path / "MVI_0001.MP4").testimony
    assert (piece.stage, piece.strength, piece.clock) == ("recorded", "moderate", "camera")
    assert piece.span.width is not None
    assert piece.span.width >= timedelta(hours=26)
    place = piece.place
    assert isinstance(place, Bytes)
    data = (tmp_path / place.file).read_bytes()
    assert data[place.offset : place.offset + place.length].rstrip(b"\0") == b"2012:05:06 07:08:09"


def test_a_zone_in_the_still_is_kept(tmp_path: Path) -> None:
    picture(tmp_path / "MVI_0001.THM", "2012:05:06 07:08:09", "+02:00")
    (piece,) = heard("embedded_stills", [], tmp_path / "MVI_0001.MP4").testimony
    assert piece.span.covers(datetime(2012, 5, 6, 5, 8, 9, tzinfo=UTC))
    assert piece.span.width is not None
    assert piece.span.width < timedelta(hours=1)


def test_satellite_time_in_the_still_is_its_own_voice(tmp_path: Path) -> None:
    picture(tmp_path / "MVI_0001.THM", "2012:05:06 07:08:09", satellite=("2012:05:06", (5.0, 8.0, 9.0)))
    hearing = heard("embedded_stills", [], tmp_path / "MVI_0001.MP4")
    # 20 degrees, 15 minutes, 11.88 seconds south: the place that the page offers.
    assert [seen.raw for seen in hearing.observations if seen.tag.endswith("GPSPosition")] == ["-20.253300, 149.025100"]
    satellite = next(piece for piece in hearing.testimony if piece.clock == "satellite")
    assert satellite.span.covers(datetime(2012, 5, 6, 5, 8, 9, tzinfo=UTC))


def test_a_photo_of_the_same_name_is_weaker(tmp_path: Path) -> None:
    picture(tmp_path / "IMG_0001.JPG", "2012:05:06 07:08:09")
    (piece,) = heard("embedded_stills", [], tmp_path / "IMG_0001.MOV").testimony
    assert piece.strength == "limited"


def test_damaged_exif_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"II*\0\xff\xff\xff\xff" + b"\xff" * 100)
    listing = listing_of([])
    listing.note("moov/udta/MVTG Exif", "108 bytes", 0, 108)
    hearing = hear(Case(exhibit=exhibit_of(listing, path)), only=("embedded_stills",))
    assert hearing.testimony == ()
    assert [silence.why for silence in hearing.silences] in ([], ["nothing to read"])
