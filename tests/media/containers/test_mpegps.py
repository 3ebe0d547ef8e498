from __future__ import annotations

from analysis.media.listing import list_fields
from tests.media.containers.build import field, stored
from tests.media.containers.conftest import Encode


def test_group_of_pictures_timecode(encode: Encode) -> None:
    path = encode("a.mpg", "-c:v", "mpeg2video", "-gop_timecode", "10:11:12:13")
    listing = list_fields(path)
    found = field(listing, "PS/video GOP timecode")
    assert (listing.container, found.raw, found.status) == ("MPEG-PS", "10:11:12:13", "set")
    data = path.read_bytes()
    assert data[found.place.offset - 4 : found.place.offset] == b"\0\0\1\xb8"
    assert len(stored(data, found)) == 4
    assert field(list_fields(encode("a.mpg", "-c:v", "mpeg1video")), "PS/video GOP timecode").status == "not set"


def test_text_of_the_encoder(encode: Encode) -> None:
    listing = list_fields(encode("x264.mpg", "-c:v", "libx264", "-f", "vob"))
    assert field(listing, "PS/video SEI user data").raw.startswith("x264 - core")
