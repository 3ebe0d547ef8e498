from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.media.info import read_info
from analysis.media.listing import list_fields
from analysis.media.source import Listing

# Keys and meanings as in yt-dlp's documentation of its output template; 1700000000 is 2023-11-14T22:13:20Z (POSIX time).
INFO = {
    "id": "abc",
    "title": 'A "quoted" title',
    "upload_date": "20231114",
    "timestamp": 1700000000,
    "release_timestamp": None,
    "release_date": "00000000",
    "epoch": 1700086400.25,
    "extractor": "youtube",
    "comments": [{"timestamp": 1, "upload_date": "19990101"}],
    "formats": [
        {"url": "https://host/videoplayback?expire=1700021600&lmt=1699999999123456&x=1"},
        {"fragments": [{"url": "https://host/videoplayback/expire/1700021600/lmt/1600000000000001/"}]},
    ],
    "_version": {"version": "2023.10.13", "release_git_head": "b634ba742d8f38ce9ecfa0546485728b0c6c59d1"},
}


@pytest.mark.parametrize("indent", [None, 2])
def test_dates_counters_and_clocks_in_addresses(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "clip.info.json"
    path.write_text(json.dumps(INFO, indent=indent))
    listing = list_fields(path)
    data = path.read_bytes()
    assert listing.container == "info.json"
    got = [(f.tag.removeprefix("info.json "), f.raw, f.reading and str(f.reading), f.status) for f in listing.fields]
    assert got == [
        ("id", "abc", None, "set"),
        ("title", 'A "quoted" title', None, "set"),
        ("upload_date", "20231114", "2023-11-14", "set"),
        ("timestamp", "1700000000", "2023-11-14T22:13:20Z", "set"),
        ("release_date", "00000000", None, "not set"),
        ("epoch", "1700086400.25", "2023-11-15T22:13:20.250000Z", "set"),
        ("extractor", "youtube", None, "set"),
        ("expire", "1700021600", "2023-11-15T04:13:20Z", "set"),
        ("lmt", "1699999999123456", "2023-11-14T22:13:19.123456Z", "set"),
        ("lmt", "1600000000000001", "2020-09-13T12:26:40.000001Z", "set"),
        ("_version/version", "2023.10.13", None, "set"),
        ("_version/release_git_head", "b634ba742d8f38ce9ecfa0546485728b0c6c59d1", None, "set"),
    ]
    for found in listing.fields:
        if found.tag != "info.json title":
            assert data[found.place.offset : found.place.offset + found.place.length].decode() == found.raw


@pytest.mark.parametrize(
    "bomb",
    [b'{"a":' * 10_000, b"[" * 5_000_000, b"[1," * 1_000_000, b"[" + b"1," * 3_000_000, b'"\\' * 1_000_000,
     b'{"upload_date":"' + b"1" * 9_000_000,
     b'{"timestamp":1e999999999}', b'{"timestamp":NaN,"epoch":-1e15}', b'{"timestamp":"' + b"9" * 100 + b'"}', b'{"timestamp":[1]}'],
)  # fmt: skip
def test_bombs_end_soon(bomb: bytes) -> None:
    listing = Listing()
    read_info(bomb, 0, listing)
    assert all(f.reading is None and f.status == "malformed" for f in listing.fields)
