"""Posts in a CSV: a table of one's own, the sheet that auto-archiver fills, or its CSV.

The first row names the columns, in any order and in English, Russian or Ukrainian; what is not known is left aside. Dates keep the zone
that they name; one without a zone is read in that of the case.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from analysis.case import POST_KINDS, PostKind
from analysis.posting import auto_archiver
from analysis.posting.draft import MAX_POSTS, Origin, PostDraft, address, counted, typed, word
from analysis.statements.decoding import Unreadable

COLUMNS: dict[str, tuple[str, ...]] = {
    "url": ("url", "link", "address", "permalink", "post_url", "webpage_url", "post", "ссылка", "посилання"),
    "at": (
        "at", "date", "datetime", "time", "posted", "posted_at", "published", "published_at", "timestamp", "upload timestamp",
        "created_at", "upload_date", "дата",
    ),
    "archived": ("archive date", "archived", "archived_at", "captured", "capture_time"),
    "archive": ("archive location", "archive_url", "archive"),
    "kind": ("kind", "type", "what"),
    "original": ("original", "is_original"),
    "edited": ("edited", "edited_at", "updated", "updated_at"),
    "text": ("text", "title", "upload title", "content", "message", "текст"),
    "file": ("file", "filename", "file_name", "media", "video"),
}  # fmt: skip
MAX_CELL = 1 << 18
MAX_COLUMNS = 200
YES, NO = frozenset({"true", "yes", "1", "да", "так", "x"}), frozenset({"false", "no", "0", "нет", "ні"})
_DIGITS = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{4}(?!\d)")


def drafts(text: str, file: str, day_first: bool | None) -> Iterator[PostDraft]:
    """The posts of a CSV. Raises Unreadable where no column holds addresses or dates."""
    csv.field_size_limit(MAX_CELL)
    # Excel says in a line of its own what parts the cells.
    text = re.sub(r"\A\s*(?:sep=[,;|\t]\s*\n\s*)?", "", text[:100], flags=re.IGNORECASE) + text[100:]
    head = text[: 1 << 16].split("\n", 1)[0]
    separator = max(",;\t|", key=lambda sign: (len(_known(head.split(sign))), head.count(sign)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        names = [_plain(cell) for cell in next(reader, [])[:MAX_COLUMNS]]
        rows = [row[:MAX_COLUMNS] for _, row in zip(range(MAX_POSTS), reader, strict=False)]
    except csv.Error as error:
        raise Unreadable(f"Its rows can't be told apart: {error}.") from None
    if set(auto_archiver.COLUMNS) <= set(names):
        for number, row in enumerate(rows, start=2):
            yield from auto_archiver.row(dict(zip(names, row, strict=False)), Origin(file, number, "row"))
        return
    columns = _known(names)
    if "url" not in columns and "at" not in columns:
        told = ", ".join(name[:30] for name in names[:8] if name) or "nothing"
        raise Unreadable(f"No column is called url or at (the first row has: {told}): name the columns at, url, kind, edited, text, file.")
    order = _order([row[columns["at"]] for row in rows if "at" in columns and columns["at"] < len(row)])
    for number, row in enumerate(rows, start=2):
        cells = {field: row[index].strip() for field, index in columns.items() if index < len(row)}
        yield from _row(cells, Origin(file, number, "row"), order if order is not None else day_first)


def _plain(name: str) -> str:
    return name.strip("\ufeff \t\r\n\"'").lower()


def _known(names: list[str]) -> dict[str, int]:
    """Which column is what; the first of its kind counts."""
    found: dict[str, int] = {}
    for index, name in enumerate(names[:MAX_COLUMNS]):
        for field, aliases in COLUMNS.items():
            if _plain(name) in aliases:
                found.setdefault(field, index)
    return found


def _row(cells: dict[str, str], origin: Origin, day_first: bool | None) -> Iterator[PostDraft]:
    given = cells.get("at", "")
    at = typed(given, day_first) if given else None
    if at is None and re.fullmatch(r"\d{9,13}", given):
        at = counted(given, 1000 if len(given) > 10 else 1)
    url = address(cells.get("url"))
    media = (word(cells["file"], 300),) if cells.get("file") else ()
    notes = (_unread(given),) if given and at is None else ()
    if "archived" in cells or "archive" in cells:
        for draft in auto_archiver.pair(url, at, typed(cells.get("archived"), day_first), word(cells.get("text")), media, origin):
            yield replace(draft, notes=(*draft.notes, *notes))
        return
    if not url and at is None:
        return
    kind, kind_why = _kind(cells)
    edited = typed(cells.get("edited"), day_first)
    if edited is not None and kind is None:
        kind, kind_why = "edit", "the column of edits"
    yield PostDraft(
        origin, url, at, None, "the column of dates" if at is not None else "", kind, kind_why, edited,
        word(cells.get("text")), media, True if media else None, notes,
    )  # fmt: skip


def _unread(given: str) -> str:
    """Why a date is not known, and what would help."""
    if _DIGITS.match(given):
        return f"The date “{word(given, 60)}” can be read in two ways or in none: write it as year, month and day."
    return f"The date “{word(given, 60)}” can’t be read here."


def _kind(cells: dict[str, str]) -> tuple[PostKind | None, str]:
    said = cells.get("kind", "").lower()
    for kind in POST_KINDS:
        if said == kind:
            return kind, "the column of kinds"
    original = cells.get("original", "").lower()
    if original in YES:
        return "original", "the column “original”"
    return ("copy", "the column “original”") if original in NO else (None, "not told")


def _order(values: list[str]) -> bool | None:
    """Which comes first in dates such as 03/04/2024: decided by those of the same column that can be read one way only."""
    pairs = [(int(m[1]), int(m[2])) for value in values if (m := _DIGITS.match(value))]
    day, month = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return None if day == month else day
