"""The statements of a case file, and the claim that is one of them or stands by itself."""

from __future__ import annotations

from typing import Any

from analysis.case import Claim, Statement
from analysis.casefile.dating import instant_of, window_of
from analysis.casefile.files import FileProblem, read_text
from analysis.casefile.periods import Period, period_of, report_overlaps
from analysis.casefile.reader import Reader
from analysis.casefile.schema import ClaimTable, StatementTable, read_table, shown
from analysis.typed import WhenError
from analysis.when import Span


def statements_of(reader: Reader, entries: list[Any]) -> tuple[Statement, ...]:
    """Those that are tables, each under an id of its own; what overlaps within one source becomes a problem."""
    found: list[Statement] = []
    periods: list[Period] = []
    taken: set[str] = set()
    for i, entry in enumerate(entries):
        key = f"statements[{i}]"
        table = read_table(StatementTable, entry, key, reader.problems)
        if table is None:
            continue
        name = _name(reader, table.id or f"statement {i + 1}", key, taken)
        statement, period = _statement(reader, table, name, key)
        found.append(statement)
        periods.append(period)
    report_overlaps(found, periods, reader.problems)
    return tuple(found)


def _statement(reader: Reader, table: StatementTable, name: str, key: str) -> tuple[Statement, Period]:
    released = reader.reading(table.released, f"{key}.released")
    latest = None if released is None else instant_of(released, reader.zone).latest
    if released is not None and (start := released.span(reader.zone).start) is not None and start > reader.now:
        reader.problems.add(f"{key}.released", f"The release {shown(table.released)} lies in the future: check its date.")
        released = latest = None
    bounds = [
        reader.reading(value, f"{key}.{part}") for part, value in (("covers_from", table.covers_from), ("covers_to", table.covers_to))
    ]
    period = period_of(table, released, (bounds[0], bounds[1]), reader.zone, key, reader.problems)
    if table.released is None and period.span is None and not (table.covers or table.covers_from or table.covers_to):
        reader.problems.add(f"{key}.released", f"The statement “{shown_name(name)}” has no date: give released, and what it covers.")
    mention = table.mentions
    if table.excerpt and mention == "silent":
        reader.problems.add(f"{key}.mentions", "An excerpt can't be silent: what was left out may name the subject. Give the whole text.")
        mention = None
    statement = Statement(
        id=name,
        source=table.source,
        released=latest,
        coverage=period.span,
        text=_text(reader, table, key),
        url=reader.url(table.url, key),
        mention=mention,
        excerpt=table.excerpt,
        zoneless=reader.zone is None and released is not None and released.offset is None,
    )
    return statement, period


def claim_of(reader: Reader, entry: object, statements: tuple[Statement, ...]) -> Claim | None:
    """The claim with its window as far as that is known; None where there is none."""
    if entry is None:
        return None
    table = read_table(ClaimTable, entry, "claim", reader.problems)
    if table is None:
        return None
    if table.statement:
        found = next((statement for statement in statements if statement.id == table.statement), None)
        if found is not None:
            return _claim_of(reader, found, f"statements[{statements.index(found)}]", table)
        names = ", ".join(f"“{shown_name(statement.id)}”" for statement in statements[:8]) or "none"
        reader.problems.add("claim.statement", f"No statement has the id {shown(table.statement)}: those in the case are {names}.")
        if table.event is None and table.made is None:
            return Claim(text=table.text)
    made = reader.reading(table.made, "claim.made")
    released = None if made is None else instant_of(made, reader.zone).latest
    window, zoneless = None, reader.zone is None and made is not None and made.offset is None
    if table.event is not None:
        try:
            first, window = window_of(table.event, reader.day_first, reader.zone)
            zoneless = reader.zone is None and first.offset is None and (made is None or zoneless)
        except WhenError as error:
            reader.refuse("claim.event", error)
    else:
        reader.problems.add("claim.event", "The claim has no date: give event, the time that the video is said to show, or statement.")
    if window is not None and released is not None and window.start is not None and released <= window.start:
        reader.problems.add("claim.made", "The claim was made before the event that it speaks of began: check both dates.")
        released = None
    return Claim(text=table.text, window=window, released=released, zoneless=zoneless)


def _claim_of(reader: Reader, statement: Statement, key: str, table: ClaimTable) -> Claim:
    """The claim that is one of the statements, at `key`: its window is what that covers, up to its release."""
    if table.event is not None or table.made is not None:
        reader.problems.add("claim", "The claim is a statement, so its own event and made are not used: leave them out.")
    start = None if statement.coverage is None else statement.coverage.start
    window = None
    if start is None or statement.released is None:
        reader.problems.follows(
            key, "claim.statement", f"The claim's window is not known: “{shown_name(statement.id)}” needs released and what it covers."
        )
    elif start >= statement.released:
        reader.problems.add("claim.statement", f"“{shown_name(statement.id)}” was released before its period begins: check its dates.")
    else:
        window = Span(start, statement.released)
    return Claim(table.text or statement.text, window, statement.released, statement.id, statement.zoneless)


def _text(reader: Reader, table: StatementTable, key: str) -> str:
    if not table.file:
        return table.text
    if table.text:
        reader.problems.add(f"{key}.file", "The statement has a text of its own, so its file is not read: leave one of them out.")
        return table.text
    try:
        return read_text(table.file, reader.folder)
    except FileProblem as error:
        reader.problems.add(f"{key}.file", str(error))
        return ""


def _name(reader: Reader, wanted: str, key: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}~{number}"
    if number > 1:
        reader.problems.add(
            f"{key}.id", f"Two statements have the id {shown(wanted)}: give each its own; this is read as “{shown_name(name)}”."
        )
    taken.add(name)
    return name


def shown_name(name: str) -> str:
    """A statement's id, in short."""
    return shown(name).strip("“”")
