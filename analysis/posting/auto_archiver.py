"""What Bellingcat's auto-archiver writes down: its CSV (status, metadata, media), its JSON, and the sheet that it fills.

Two clocks stand there: `timestamp` is the post's own date, `_processed_at` (in the sheet “archive date”) when it was archived. The CSV
holds them as Python writes a datetime, with a tzinfo that is taken as it is; one without a tzinfo names no zone. The JSON holds
seconds in UTC. The sheet labels the digits of the post's own date as +00:00. A time of exactly midnight is what a bare upload day
becomes: it is read as that day. Text of cells is matched, never evaluated.
Source: auto_archiver/core/metadata.py, modules/csv_db and modules/gsheet_feeder_db of the project's repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from analysis.posting.draft import MOST_MEDIA, Origin, PostDraft, address, counted, typed, word
from analysis.statements.json_values import listed, table
from analysis.when import Reading

COLUMNS = ("status", "metadata", "media")
"""The header of its CSV."""
_DATE = r"datetime\.datetime\(([\d, ]{8,60})(?:, (?:fold=1, )?tzinfo=(.{1,100}?))?\)(?=[,}\s])"
_KEY = {key: re.compile(rf"'{key}': {_DATE}") for key in ("timestamp", "_processed_at")}
_TEXT = {key: re.compile(rf"'{key}': ('(?:[^'\\]|\\.){{0,4000}}'|\"(?:[^\"\\]|\\.){{0,4000}}\")") for key in ("url", "title", "timestamp")}
_FILE = re.compile(r"'?filename'?(?:: |=)'((?:[^'\\]|\\.){1,400})'")
_SECONDS = re.compile(r"timedelta\((?:days=(-1), )?seconds=(\d{1,5})\)")
_OFFSET = re.compile(r"tzoffset\([^,()]{0,40}, (-?\d{1,5})\)")
MIDNIGHT = "A time of exactly midnight is read as the whole day: a bare upload day becomes that."


def row(cells: dict[str, str], origin: Origin) -> Iterator[PostDraft]:
    """The posts of one row of the CSV: as posted, and as archived."""
    metadata = cells.get("metadata", "")[:200_000]
    url = address(_text(metadata, "url"))
    posted = _date(metadata, "timestamp") or typed(_text(metadata, "timestamp"))
    media = tuple(name[1] for name in _FILE.finditer(cells.get("media", "")[:200_000]))[:MOST_MEDIA]
    title = word(_text(metadata, "title"))
    yield from pair(url, posted, _date(metadata, "_processed_at"), title, media, origin)


def claims(data: Any) -> bool:
    found = table(listed(data)[0]) if listed(data) else table(data)
    return isinstance(found.get("metadata"), dict) and "media" in found


def drafts(data: Any, file: str) -> Iterator[PostDraft]:
    """The posts of its JSON: one result, or a list of them."""
    for number, each in enumerate(listed(data) or [data], start=1):
        metadata = table(table(each).get("metadata"))
        media = tuple(name for one in listed(table(each).get("media"))[:MOST_MEDIA] if (name := word(table(one).get("filename"), 300)))
        posted, archived = (counted(metadata.get(key)) or typed(metadata.get(key)) for key in ("timestamp", "_processed_at"))
        yield from pair(
            address(metadata.get("url")),
            posted,
            archived,
            word(metadata.get("title")),
            media,
            Origin(file, number if listed(data) else 0, "entry"),
        )


def pair(
    url: str, posted: Reading | None, archived: Reading | None, title: str, media: tuple[str, ...], origin: Origin
) -> Iterator[PostDraft]:
    """The post by its own date, and the capture by that of the archiving."""
    whole, notes = _day(posted)
    if url or whole is not None:
        yield PostDraft(
            origin,
            url,
            whole,
            None,
            "the archiver’s timestamp: the post’s own date",
            text=title,
            media=media,
            has_media=bool(media) or None,
            notes=notes,
        )
    if archived is not None:
        yield PostDraft(
            origin, url, archived, None, "the archiver’s own clock when it archived the post", "copy", "the archived copy", None,
            title, media, bool(media) or None, ("When it was archived: it was online then.",),
        )  # fmt: skip


def _day(posted: Reading | None) -> tuple[Reading | None, tuple[str, ...]]:
    if posted is None or posted.hour is None:
        return posted, ()
    if not (posted.hour or posted.minute or posted.second or posted.fraction):
        return Reading(posted.year, posted.month, posted.day, offset=posted.offset, raw=posted.raw), (MIDNIGHT,)
    return posted, ()


def _text(metadata: str, key: str) -> str:
    match = _TEXT[key].search(metadata)
    return re.sub(r"\\(['\"\\])", r"\1", match[1][1:-1]) if match else ""


def _date(metadata: str, key: str) -> Reading | None:
    match = _KEY[key].search(metadata)
    if match is None:
        return None
    try:
        fields = [int(part) for part in match[1].split(",") if part.strip()]
        year, month, day, hour, minute, second = (fields + [0] * 6)[:6]
        return Reading(year, month, day, hour, minute, second, offset=_zone(match[2]), raw=match[0].partition(": ")[2][:120])
    except ValueError:
        return None


def _zone(text: str | None) -> timedelta | None:
    """The offset of a tzinfo as Python writes it; None for one that is not written, or not known here."""
    if not text:
        return None
    if match := _SECONDS.search(text):
        return timedelta(days=int(match[1] or 0), seconds=int(match[2]))
    if match := _OFFSET.search(text):
        return timedelta(seconds=int(match[1]))
    return timedelta(0) if re.search(r"timezone\.utc|tzutc\(\)|ZoneInfo\(key='UTC'|<UTC>|TzInfo\(UTC", text) else None
