"""A description that yt-dlp or youtube-dl wrote (.info.json), as a post.

`timestamp` counts seconds in UTC and is the upload's own time; `upload_date` is a day in UTC as the documentation says, which
some sites give in a zone of their own: a day on either side is allowed for. A live stream goes on after its date.
Source: yt-dlp's documentation, output template and metadata.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from analysis.posting.draft import Origin, PostDraft, address, counted, word
from analysis.statements.json_values import listed, table
from analysis.when import Reading

LONGEST_STREAM = timedelta(hours=48)
"""How long a stream may go on after the date that the platform gives it (Twitch ends streams after 48 hours)."""
MOST_ENTRIES = 5_000


def claims(data: Any) -> bool:
    found = table(data)
    return any(key in found for key in ("webpage_url", "original_url")) and any(
        key in found for key in ("extractor", "extractor_key", "_type", "formats", "upload_date", "timestamp")
    )


def drafts(data: Any, file: str) -> Iterator[PostDraft]:
    """The post, or those of a playlist."""
    entries = listed(table(data).get("entries"))
    if entries:
        for number, entry in enumerate(entries[:MOST_ENTRIES], start=1):
            if table(entry):
                yield _draft(table(entry), Origin(file, number, "entry"))
    else:
        yield _draft(table(data), Origin(file))


def _draft(found: dict[str, Any], origin: Origin) -> PostDraft:
    live = found.get("was_live") is True or found.get("is_live") is True or found.get("live_status") in ("was_live", "is_live", "post_live")
    coming = found.get("live_status") == "is_upcoming"
    at, until, why = (None, None, "") if coming else _date(found, live)
    notes = ["It was announced and had not begun when this was written: its date is that of the plan."] if coming else []
    if live:
        notes.append("It was a live stream: what it shows may be up to 48 hours younger than its beginning.")
    fetched = counted(found.get("epoch"))
    if fetched is not None:
        notes.append(f"Downloaded at {fetched}.")
    names = [found.get(key) for key in ("filename", "_filename")]
    uploader = word(found.get("uploader") or found.get("channel"), 80)
    text = ": ".join(part for part in (uploader, word(found.get("title"))) if part)
    media = tuple(dict.fromkeys(word(name, 300) for name in names if word(name, 300)))
    url = address(found.get("webpage_url")) or address(found.get("original_url"))
    return PostDraft(origin, url, at, until, why, text=text, media=media, has_media=True, notes=tuple(notes))


def _date(found: dict[str, Any], live: bool) -> tuple[Reading | None, Reading | None, str]:
    for name in ("timestamp", "release_timestamp"):
        moment = counted(found.get(name))
        if moment is not None:
            return moment, _later(moment) if live else None, f"the description’s {name}, which counts in UTC"
    day = word(found.get("upload_date") or found.get("release_date"), 8)
    if len(day) != 8 or not day.isascii() or not day.isdigit():
        return None, None, ""
    try:
        known = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        first, last = known - timedelta(days=1), known + timedelta(days=3 if live else 1)
    except (ValueError, OverflowError):
        return None, None, ""
    readings = [Reading(each.year, each.month, each.day, offset=timedelta(0), raw=day) for each in (first, last)]
    return readings[0], readings[1], f"the description’s upload_date {known.isoformat()}: a day in UTC or in the site’s own zone"


def _later(moment: Reading) -> Reading | None:
    start = moment.span().start
    return None if start is None else replace(Reading.of(start + LONGEST_STREAM), raw=moment.raw)
