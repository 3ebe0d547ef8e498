"""Tables of statements: CSV in any of the usual encodings and separators, and spreadsheets.

The first row names the columns, in any order: released, covers, text, url, source. A column called summary or paraphrase holds
texts that are not whole. Cells with dates keep the digits that the sheet shows; a spreadsheet's dates name no zone.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from analysis.statements.decoding import Unreadable, tidy
from analysis.statements.draft import MAX_DRAFTS, Entry, Origin
from analysis.when import Reading

COLUMNS: dict[str, tuple[str, ...]] = {
    "released": ("released", "release", "date", "datetime", "published", "posted", "bulletin_date", "дата", "опубликовано", "опубліковано"),
    "covers": ("covers", "period", "coverage", "period_covered", "период", "період"),
    "text": ("text", "statement", "message", "body", "words", "текст"),
    "summary": ("summary", "paraphrase", "excerpt_text", "пересказ", "переказ"),
    "url": ("url", "link", "address", "page_url", "ссылка", "посилання"),
    "source": ("source", "channel", "author", "who", "источник", "джерело", "канал"),
    "excerpt": ("excerpt", "partial"),
}
"""Names that a column may have, in lower case."""
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL = 1 << 20
"""Characters of one cell that are kept."""
MAX_SHEETS = 20
MAX_MEMBERS = 2_000
MAX_UNPACKED = 96 << 20
"""Bytes of a spreadsheet when unpacked; one of ten thousand long statements has fewer."""
YES = frozenset({"true", "yes", "1", "да", "так", "x"})
_DIGITS = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}(?!\d)")

Row = Sequence[object]


def csv_entries(text: str, file: str) -> Iterator[Entry]:
    """The statements of a CSV. Raises Unreadable where no column is known."""
    csv.field_size_limit(MAX_CELL)
    head = text[: 1 << 16].split("\n", 1)[0]
    separator = max(",;\t", key=lambda sign: (len(_known(head.split(sign))), head.count(sign)))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from _entries(rows, Origin(file, kind="row"))
    except csv.Error as error:
        raise Unreadable(f"Its rows can't be told apart: {error}.") from None


def sheet_entries(data: bytes, file: str) -> Iterator[Entry]:
    """The statements of a spreadsheet (.xlsx), sheet by sheet. Raises Unreadable."""
    _check_archive(data)
    import openpyxl  # slow to import, and rarely needed

    if not openpyxl.DEFUSEDXML:
        raise Unreadable("Spreadsheets are read only with defusedxml, which is not installed.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            found = list(_sheets(book.worksheets[:MAX_SHEETS], file))
    except Unreadable:
        raise
    except Exception as error:  # a damaged file makes openpyxl raise whatever it stumbles over
        raise Unreadable(f"The spreadsheet is damaged ({type(error).__name__}).") from error
    yield from found


def _sheets(sheets: Sequence[Any], file: str) -> Iterator[Entry]:
    """The statements of those sheets that have a column of texts. Raises Unreadable where none has."""
    refused = []
    for sheet in sheets:
        sheet.reset_dimensions()  # the size that the file states may be any
        rows = ([_cell(cell) for cell in row[:MAX_COLUMNS]] for row in sheet.iter_rows(max_col=MAX_COLUMNS))
        try:
            yield from _entries(rows, Origin(f"{file}, {sheet.title}" if len(sheets) > 1 else file, kind="row"))
        except Unreadable as error:
            refused.append(error)
    if len(refused) == len(sheets):
        raise refused[0] if refused else Unreadable("The spreadsheet has no sheet with cells.")


def _check_archive(data: bytes) -> None:
    """Refuse archives that unpack to more than a log has; zipfile never unpacks more of a member than its stated size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
        raise Unreadable("It is no spreadsheet in the format .xlsx.") from None
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable(f"It unpacks to more than {MAX_UNPACKED >> 20} MB: save the statements alone, or as CSV.")


def _cell(cell: Any) -> object:
    """The value, with dates as readings: of the day alone where the cell shows no time."""
    value = cell.value
    if isinstance(value, datetime):
        day = (value.year, value.month, value.day)
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        if midnight and "h" not in str(cell.number_format).lower():
            return Reading(*day, raw=value.date().isoformat())
        return Reading(*day, value.hour, value.minute, value.second or None, raw=value.isoformat(" "))
    if isinstance(value, date):
        return Reading(value.year, value.month, value.day, raw=value.isoformat())
    return value


def _known(names: Sequence[object]) -> dict[str, int]:
    """Which column is what; the first of its kind counts."""
    found: dict[str, int] = {}
    for index, name in enumerate(names[:MAX_COLUMNS]):
        plain = str(name or "").strip("\ufeff \t\r\n\"'").lower()
        for field, aliases in COLUMNS.items():
            if plain in aliases:
                found.setdefault(field, index)
    return found


def _entries(rows: Iterator[Row] | Any, origin: Origin) -> Iterator[Entry]:
    columns: dict[str, int] = {}
    head: Row = ()
    read: list[tuple[int, Row]] = []
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS or len(read) > MAX_DRAFTS:
            break
        if not columns:
            head = head or row
            columns = _known(row)
            if "text" not in columns and "summary" not in columns and number < 10:
                columns = {}  # a title may stand above the names of the columns
            elif "text" not in columns and "summary" not in columns:
                break
        else:
            read.append((number, row))
    if "text" not in columns and "summary" not in columns:
        raise Unreadable(_no_column(head))
    day_first, order_why = _order([_at(row, columns.get("released")) for _, row in read])
    for number, row in read:
        found = _entry(row, columns, Origin(origin.file, number, origin.kind), day_first, order_why)
        if found is not None:
            yield found


def _no_column(head: Row) -> str:
    names = ", ".join(str(name)[:30] for name in list(head)[:8] if name) or "nothing"
    return f"No column is called text (the first row has: {names}): name the columns released, covers, text, url, source."


def _at(row: Row, index: int | None) -> object:
    return None if index is None or index >= len(row) else row[index]


def _entry(row: Row, columns: dict[str, int], origin: Origin, day_first: bool | None, order_why: str) -> Entry | None:
    def word(field: str) -> str:
        value = _at(row, columns.get(field))
        return "" if value is None else tidy((value.raw if isinstance(value, Reading) else str(value))[:MAX_CELL])

    text, whole = word("text"), True
    if not text:
        text, whole = word("summary"), False
    released = _at(row, columns.get("released"))
    if not text and released in (None, ""):
        return None
    notes = () if whole or not text else ("The column holds a summary, not the words.",)
    return Entry(
        text,
        origin,
        released if isinstance(released, Reading) else word("released") or None,
        "the column of releases" + order_why,
        word("covers"),
        "the column of periods",
        word("url"),
        word("source"),
        excerpt=(bool(text) and not whole) or word("excerpt").lower() in YES,
        notes=notes,
        day_first=day_first,
    )


def _order(values: Sequence[object]) -> tuple[bool | None, str]:
    """Which comes first in dates such as 03/04/2024: decided by those of the same column that can be read one way only."""
    pairs = [(int(m[1]), int(m[2])) for value in values if isinstance(value, str) and (m := _DIGITS.match(value))]
    day, month = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if day == month:
        return None, ""
    return day, f"; {'the day' if day else 'the month'} comes first, as other rows show"
