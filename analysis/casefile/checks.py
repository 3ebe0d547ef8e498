"""The checks that a person ticked as done: `[[done]]` of a case file. No witness reads them."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.case import Done
from analysis.casefile.files import FileProblem, kept_beside
from analysis.casefile.reader import Reader
from analysis.casefile.schema import DoneTable, read_table, shown


def done_of(reader: Reader, entry: object, key: str) -> Done | None:
    """A check that was done; without its file where that does not lie in the case's folder, without a date that lies in the future."""
    problems = reader.problems
    table = read_table(DoneTable, entry, key, problems)
    if table is None:
        return None
    if not table.check.strip():
        if isinstance(entry, Mapping) and not entry.get("check"):
            problems.add(f"{key}.check", f"Say which check {key} was: give check.")
        return None
    file = ""
    if table.file:
        try:
            file = kept_beside(table.file, reader.folder)
        except FileProblem as error:
            problems.add(f"{key}.file", str(error))
    at = reader.reading(table.at, f"{key}.at")
    span = None if at is None else at.span(reader.zone)
    if span is not None and span.start is not None and span.start > reader.now:
        problems.add(f"{key}.at", f"The check is dated {shown(table.at)}, which lies in the future: correct its date.")
        at = span = None
    return Done(key, table.check.strip(), table.note.strip(), file, at, span)
