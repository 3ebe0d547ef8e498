"""What a fuzzer, or a test of its findings, runs on some bytes: one of our own readers, and what must hold afterwards."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

from analysis.media import containers
from analysis.media.source import Listing, MediaError

LOADED_LATE = ("analysis.media.tst_info", "analysis.media.xmp", "analysis.media.isobmff.nrt", "analysis.media.jpeg", "analysis.media.info")
"""Modules that readers load when they need them: a fuzzer wants them from the start."""


class Bytes:
    """Bytes in memory in place of a `Source`."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self.size = len(data)
        self.path = Path(name)
        self._reads = 400_000

    def at(self, offset: int, length: int) -> bytes:
        self._reads -= 1
        if self._reads < 0:
            raise MediaError("the budget is spent")
        return self._data[offset : offset + length] if offset >= 0 and length > 0 else b""

    def exactly(self, offset: int, length: int) -> bytes:
        data = self.at(offset, length)
        if len(data) < length:
            raise MediaError("the file ends")
        return data

    def unpack(self, layout: str, offset: int) -> tuple[int, ...]:
        import struct

        return struct.unpack(layout, self.exactly(offset, struct.calcsize(layout)))


def names() -> list[str]:
    """Every reader of a container, and the readers of what stands inside them."""
    return sorted([info.name for info in pkgutil.iter_modules(containers.__path__)] + ["xmp", "tst_info", "tokens", "klv", "dashcam"])


def target(name: str) -> Callable[[bytes], None]:
    """The function that reads some bytes and raises where it should not. Raises SystemExit for a name that is none."""
    if name == "xmp":
        from analysis.media.xmp import read_xmp

        return lambda data: _checked(data, lambda listing: read_xmp(data, 0, listing))
    if name == "tst_info":
        from analysis.media.tst_info import list_token

        return lambda data: _checked(data, lambda listing: list_token(data, 0, listing))
    if name == "tokens":
        from analysis.media.tokens import check_token

        return lambda data: _no_answer(check_token(data, lambda function: bytes(32), []))
    if name == "klv":
        from analysis.media.bitstream import Stretch
        from analysis.media.misb import list_klv

        return lambda data: _checked(data, lambda listing: list_klv(Stretch.at(data, 0), listing, "KLV") and None)
    if name == "dashcam":
        from analysis.media.isobmff.dashcam_blocks import block_time

        def block(data: bytes) -> None:
            found = block_time(data, 0)
            if found is not None and not 0 <= found[1][2] <= found[1][2] + found[1][3] <= len(data):
                raise AssertionError(f"a place outside the block: {found}")

        return block
    if name not in names():
        raise SystemExit(f"There is no reader “{name}”: {', '.join(names())}.")
    reader = importlib.import_module(f"analysis.media.containers.{name}")
    endings = {"info_json": ".info.json", "sony_xml": "m01.xml", "srt": ".srt", "xmp_file": ".xmp", "moi": ".moi", "isobmff": ".mp4"}
    file = "clip" + endings.get(name, f".{name}")

    def read(data: bytes) -> None:
        if reader.claims(data[:4096], file):
            _checked(data, lambda listing: reader.read(Bytes(data, file), listing))

    return read


def _checked(data: bytes, read: Callable[[Listing], None]) -> None:
    listing = Listing()
    with contextlib.suppress(MediaError):
        read(listing)
    for field in listing.fields:
        if not field.place.file and not 0 <= field.place.offset <= field.place.offset + field.place.length <= len(data):
            raise AssertionError(f"a place outside the file: {field}")
        if field.reading is not None:
            field.reading.span()
        for text in (field.tag, field.raw, field.reading.raw if field.reading else ""):
            text.encode()  # refuses half a character, which no record can hold
    "".join(listing.problems).encode()


def _no_answer(token: object) -> None:
    """A token may be read or not; that it raises nothing is what is asked."""
