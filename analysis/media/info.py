"""What yt-dlp and youtube-dl write down about a download (.info.json): dates, program, and the clocks in the addresses.

Tags are the place given by the caller, a space, and the path of the key: "info.json upload_date", "info.json timestamp",
"info.json _version/version". Besides, from any address in the file:

    info.json lmt       microseconds since 1970 UTC: when the server's copy of a stream was last modified (YouTube)
    info.json expire    seconds since 1970 UTC: until when the address was good (YouTube: about six hours after the download began)

The text is read token by token without building it in memory, so that depth and size cost nothing and each value keeps its bytes.
Sources: the output template and metadata sections of yt-dlp's documentation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from analysis.media.dates import note_date
from analysis.media.source import Listing
from analysis.when import Reading

MAX_INFO = 24 << 20
"""Bytes that are read; long lists of comments can make a file larger."""
MAX_TOKENS = 1_500_000
MAX_DEPTH = 400
"""Objects and lists inside one another; honest files stay below ten."""
MAX_ADDRESSES = 40
"""Different clock values from addresses that are listed."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DATES = {"upload_date", "release_date", "modified_date"}
COUNTERS = {"timestamp", "release_timestamp", "modified_timestamp", "epoch"}
WORDS = {
    "extractor", "extractor_key", "id", "webpage_url", "original_url", "live_status", "was_live", "is_live", "duration", "uploader",
    "channel", "title", "_type", "release_year", "filename", "_filename", "ext", "format_id", "_version/version",
    "_version/current_git_head", "_version/release_git_head", "_version/repository",
}  # fmt: skip
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[{}\[\]:,]|[^\s{}\[\]:,"]++', re.DOTALL)
_CLOCK = re.compile(rb"[?&/;](lmt|expire)[=/](\d{9,17})(?!\d)")


def read_info(data: bytes, offset: int, listing: Listing, where: str = "info.json") -> None:
    """Note the dates of a description that stands at `offset` of the file; `where` begins each tag."""
    if len(data) > MAX_INFO:
        listing.problem(f"The description is larger than {MAX_INFO >> 20} MB: its end is not read.")
        data = data[:MAX_INFO]
    seen: set[tuple[bytes, ...]] = set()
    for path, start, end in _values(data, listing):
        value = data[start:end]
        if path in DATES or path in COUNTERS or path in WORDS:
            _note(listing, f"{where} {path}", path, value, offset + start)
        if value[:5] == b'"http':
            for found in _CLOCK.finditer(value):
                if found.groups() not in seen and len(seen) < MAX_ADDRESSES:
                    seen.add(found.groups())
                    scale = 1_000_000 if found[1] == b"lmt" else 1
                    _count(
                        listing, f"{where} {found[1].decode()}", found[2].decode(), scale, offset + start + found.start(2), len(found[2])
                    )


def _values(data: bytes, listing: Listing) -> Iterator[tuple[str, int, int]]:
    """Each string, number or word that is a value: the path of its keys (down to two, list positions left out), its bytes."""
    keys: list[str] = []
    opened = bytearray()
    key, expects_value, last = "", False, (0, 0)
    for count, token in enumerate(_TOKEN.finditer(data)):
        if count > MAX_TOKENS:
            listing.problem("The description has more parts than the tool reads; what was found until then stands.")
            return
        sign = data[token.start()]
        if sign in b"{[" and token.end() - token.start() == 1:
            if len(opened) >= MAX_DEPTH:
                listing.problem("The description is nested too deep; what was found until then stands.")
                return
            opened.append(sign)
            keys.append(key)
            key, expects_value = "", sign == ord("[")
        elif sign in b"}]":
            if opened:
                opened.pop()
                key = keys.pop()
        elif sign == ord(":"):
            key = data[last[0] + 1 : last[1] - 1][:60].decode("utf-8", "replace")
            expects_value = True
        elif sign == ord(","):
            expects_value = opened[-1:] == b"["
        elif expects_value:
            if len(opened) <= 2 and b"[" not in opened:
                yield "/".join([*keys[1:], key]), token.start(), token.end()
            elif data[token.start() : token.start() + 5] == b'"http':
                yield "", token.start(), token.end()
            last = token.span()
        else:
            last = token.span()


def _note(listing: Listing, tag: str, path: str, value: bytes, offset: int) -> None:
    if value == b"null":
        return
    if value[:1] == b'"':
        try:
            word = str(json.loads(value)) if len(value) < 20_000 else value[1:2000].decode("utf-8", "replace")
        except ValueError:
            word = value[1:-1].decode("utf-8", "replace")
        offset, length = offset + 1, max(0, len(value) - 2)  # a cut file can end with the quote that begins a text
    else:
        word, length = value[:200].decode("utf-8", "replace"), len(value)
    if path in DATES:
        note_date(listing, tag, word, offset, length)
    elif path in COUNTERS:
        _count(listing, tag, word, 1, offset, length)
    elif word.strip():
        listing.note(tag, word, offset, length)


def _count(listing: Listing, tag: str, word: str, scale: int, offset: int, length: int) -> None:
    """Note a counter of seconds (or parts of them) since 1970 in UTC."""
    try:
        number = Decimal(word[:40])
        # Beyond the years that a reading can hold, and what is not a number, become a count that no reading takes.
        seconds = Fraction(int(number * 10**6) if abs(number) < 10**17 else 10**24, 10**6 * scale)
        reading = Reading.since(EPOCH, seconds, offset=timedelta(0), raw=word) if seconds else None
    except (ValueError, ArithmeticError):
        listing.note(tag, word, offset, length, status="malformed")
    else:
        listing.note(tag, word, offset, length, reading, status=None if reading else "not set")
