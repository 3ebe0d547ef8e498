from __future__ import annotations

import pytest

from analysis.media.listing import list_fields
from tests.media.containers.build import stored
from tests.media.containers.conftest import Encode


@pytest.mark.parametrize(
    ("name", "options"), [("a.ogv", ("-c:v", "libtheora")), ("a.opus", ()), ("a.ogg", ("-c:a", "libvorbis")), ("a.oga", ())]
)
def test_what_ffmpeg_writes(encode: Encode, name: str, options: tuple[str, ...]) -> None:
    path = encode(name, *options) if name.endswith("ogv") else encode(name, *options, source="sine=d=1")
    listing = list_fields(path)
    assert listing.problems == []
    found = {f.tag: f for f in listing.fields}
    assert found["Ogg/comment vendor"].raw.startswith("Lavf")
    assert str(found["Ogg/comment CREATION_TIME"].reading) == "2021-05-06T07:08:09Z"
    assert str(found["Ogg/comment DATE"].reading) == "2020-01-02"
    assert stored(path.read_bytes(), found["Ogg/comment DATE"]) == b"2020-01-02"
    if name in {"a.opus", "a.ogg"}:
        assert listing.duration_s == pytest.approx(1, abs=0.05)
