from __future__ import annotations

import struct
import uuid
from pathlib import Path

from tests.media.containers.build import listed, stored


def entry(name: str, kind: int, value: bytes) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return uuid.UUID("6DD7FE5A-1DC8-4A8F-9922-FAB11C381453").bytes_le + struct.pack("<II", kind, len(value)) + text + value


def test_attributes(tmp_path: Path) -> None:
    # .NET ticks of 2023-11-14T22:13:20Z, see test_asf
    ticks = struct.pack("<Q", 621355968000000000 + 1700000000 * 10**7)
    head = uuid.UUID("2000D8B7-4937-11DA-A64E-0007E95EAD8D").bytes_le + bytes(0x1000)
    data = head + entry("WM/WMRVEncodeTime", 4, ticks) + entry("Title", 1, "News\0".encode("utf-16-le")) + bytes(100)
    listing = listed(tmp_path, data, "a.wtv")
    assert [(f.tag, f.raw, str(f.reading)) for f in listing.fields] == [
        ("WTV/Attributes WM/WMRVEncodeTime", str(int.from_bytes(ticks, "little")), "2023-11-14T22:13:20Z"),
        ("WTV/Attributes Title", "News", "None"),
    ]
    assert stored(data, listing.fields[0]) == ticks
