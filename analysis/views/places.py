"""Where a piece of evidence stands, in words; and which addresses may be links."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from analysis.place import Aside, Bytes, Frame, Place, Words

THIN_SPACE = "\u202f"


def place(where: Place) -> str:
    """ "bytes 40 to 43 of the video, moov/mvhd"; "the picture at 12.30 s"; "characters 10 to 24 of “wednesday”"."""
    if isinstance(where, Bytes):
        file = f"“{where.file}”" if where.file else "the video"
        last = where.offset + max(1, where.length) - 1
        name = f", {where.name}" if where.name else ""
        return f"bytes {where.offset:,} to {last:,}".replace(",", THIN_SPACE) + f" of {file}{name}"
    if isinstance(where, Frame):
        box = f", box {', '.join(str(side) for side in where.box)}" if where.box is not None else ""
        return f"the picture at {where.seconds:.2f} s{f' of “{where.file}”' if where.file else ''}{box}"
    if isinstance(where, Words):
        return f"characters {where.start} to {where.end} of “{where.file}”"
    assert isinstance(where, Aside)
    return _entry(where.text)


KEYED = re.compile(r"(posts|circumstances|copies)\[(\d{1,6})\](?:\.(at|url|kind))?: ", re.ASCII)
ENTRIES = {"posts": "post {}", "circumstances": "what is known from elsewhere, entry {}", "copies": "earlier copy {}"}
FIELDS = {"at": ", its date as typed", "url": ", its address", "kind": ", its kind"}


def _entry(text: str) -> str:
    """An entry of the case file by its number as people count, not by its key: "post 1, its date as typed: 2024-09-19"."""
    found = KEYED.match(text)
    if found is None:
        return text
    return f"{ENTRIES[found[1]].format(int(found[2]) + 1)}{FIELDS.get(found[3] or '', '')}: {text[found.end() :]}"


def link(address: str) -> str:
    """The address where it is one of the web that a reader may follow; "" for anything else, a script for example."""
    text = address.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname and not any(c.isspace() or ord(c) < 32 for c in text) else ""


def address(where: Place) -> str:
    """The address of the web that a place ends with, where it may be a link; else ""."""
    if not isinstance(where, Aside) or " " not in where.text:
        return ""
    return link(where.text.rpartition(" ")[2])


def size(count: int) -> str:
    """A number of bytes: "1.4 MB", decimal."""
    amount = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return ""


def clock(seconds: float) -> str:
    """A place inside a video: "0:07.5", "1:02:03.0"."""
    minutes, rest = divmod(max(0.0, seconds), 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours}:{minutes:02d}:{rest:04.1f}" if hours else f"{minutes}:{rest:04.1f}"
