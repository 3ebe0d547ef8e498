"""A web archive (WARC, plain or gzip): every page and video file that was captured, with the time of the capture.

`WARC-Date` is in UTC by the specification. Records that were not answers, and answers other than success, are left aside.
Sources: ISO 28500 (WARC 1.1); the records are read by warcio.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from analysis.posting import captured
from analysis.posting.draft import Origin, PostDraft, address, typed, word
from analysis.posting.pages import MAX_PAGE
from analysis.statements.decoding import Unreadable, decode

MAX_RECORDS = 100_000
MAX_UNPACKED = 4 << 30
"""Bytes of a whole archive when unpacked, read and thrown away."""
MAX_PACKED = 16 << 30
MAX_BETWEEN = 8 << 20
"""Bytes between two records or pieces of one: no header is longer. A single endless line would otherwise fill the memory."""
CHUNK = 1 << 16
WHY = "the capture’s WARC-Date, in UTC"


class Bounded(io.RawIOBase):
    """The bytes of a WARC, unpacked where it is gzip (one member after another), within the limits above. Raises Unreadable."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        head = file.read(2)
        file.seek(0)
        self._packed = head == b"\x1f\x8b"
        self._inflate = zlib.decompressobj(31)
        self._waiting = b""
        self._all = self._since = 0

    def readable(self) -> bool:
        return True

    def mark(self) -> None:
        """A record, or a piece of one, was reached."""
        self._since = 0

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end."""
        wanted = CHUNK if size is None or size < 0 else min(size, CHUNK)
        data = self._unpacked(wanted) if self._packed else self._file.read(wanted)
        self._all += len(data)
        self._since += len(data)
        if self._all > MAX_UNPACKED:
            raise Unreadable(f"It unpacks to more than {MAX_UNPACKED >> 30} GB: what was found until then stands.")
        if self._since > MAX_BETWEEN:
            raise Unreadable("A record has no end where one must be: the file is damaged. What was found until then stands.")
        return data

    def _unpacked(self, wanted: int) -> bytes:
        data = b""
        while not data:
            if not self._waiting:
                self._waiting = self._file.read(CHUNK)
                if not self._waiting:
                    return b""
            if self._inflate.eof:
                self._inflate = zlib.decompressobj(31)
            try:
                data = self._inflate.decompress(self._waiting, wanted)
            except zlib.error as error:
                raise Unreadable("Its gzip is damaged: what was found until then stands.") from error
            self._waiting = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
        return data


def drafts(path: Path, file: str) -> Iterator[PostDraft]:
    """Posts on the captured pages, and the capture of each page and video file. Raises Unreadable where reading has to stop."""
    try:
        with path.open("rb") as opened:
            yield from drafts_in(opened, file)
    except OSError as error:
        raise Unreadable(f"It can't be read: {error.strerror or error}.") from error


def drafts_in(opened: BinaryIO, file: str) -> Iterator[PostDraft]:
    """The same of an open file."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise Unreadable("Web archives are read with warcio, which is not installed.") from None
    stream = Bounded(opened)
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            if number > MAX_RECORDS:
                raise Unreadable(f"It holds more than {MAX_RECORDS:,} records: the first ones are read.")
            stream.mark()
            found = list(_drafts(record, stream, Origin(file, number, "record")))
            while record.raw_stream.read(CHUNK):
                stream.mark()
            stream.mark()
            yield from found
    except ArchiveLoadFailed:
        raise Unreadable("It is no WARC." if not number else "Its records are damaged: what was found until then stands.") from None
    except (zlib.error, EOFError, ValueError, OSError, KeyError, AttributeError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"Its records are damaged ({type(error).__name__}): what was found until then stands.") from error
    if not number:
        raise Unreadable("It holds no record.")


def _drafts(record: Any, stream: Bounded, origin: Origin) -> Iterator[PostDraft]:
    if record.rec_type not in ("response", "revisit", "resource"):
        return
    status = record.http_headers.get_statuscode() if record.http_headers is not None else "200"
    if not str(status).startswith("2"):
        return
    headers = record.http_headers or record.rec_headers
    mime = word(headers.get_header("Content-Type"), 100).lower()
    page = mime.startswith(("text/html", "application/xhtml"))
    if not page and not mime.startswith(captured.VIDEO):
        return
    url = address(record.rec_headers.get_header("WARC-Target-URI"))
    at = typed(record.rec_headers.get_header("WARC-Date"))
    markup = _body(record, stream) if page and record.rec_type != "revisit" else ""
    yield from captured.drafts(url, mime, markup, at, WHY, origin)


def _body(record: Any, stream: Bounded) -> str:
    """The page's text, its transfer encodings undone, up to the limit; "" where it can't be read."""
    parts, left = [], MAX_PAGE
    try:
        body = record.content_stream()
        while left > 0 and (part := body.read(min(CHUNK, left))):
            stream.mark()
            parts.append(part[:left])
            left -= len(part)
    except Unreadable:
        raise
    except Exception:  # a damaged encoding makes the library raise whatever it stumbles over
        if not parts:
            return ""
    try:
        return decode(b"".join(parts)).text
    except Unreadable:
        return ""
