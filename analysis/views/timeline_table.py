"""The evidence as a table of instants for timeline tools: CSV with one row a bound, as Timesketch and plaso read it.

Timesketch asks for the columns message, datetime and timestamp_desc (its user guide, "Import data from CSV or JSON"); the others are
kept as attributes. datetime is ISO 8601 in UTC.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

from analysis.testimony import Testimony
from analysis.views import places, remarks
from analysis.views.escaping import cells
from analysis.views.naming import Names, capital
from analysis.weighing.verdict import Verdict

COLUMNS = (
    "message", "datetime", "timestamp_desc", "case", "witness", "id", "stage", "strength", "counted", "weight", "place", "exhibit_sha256",
)  # fmt: skip
DESCRIBED = {"not_before": ("{} not before", "{} not before"), "not_after": ("{} no later than", "{} no later than")}
"""timestamp_desc of a start and of an end, for testimony that has one bound; all else has two."""

Row = tuple[object, ...]


def table(verdict: Verdict) -> str:
    """The CSV, UTF-8, its rows in the order of time."""
    written = io.StringIO()
    into = csv.writer(written, lineterminator="\n")
    into.writerow(COLUMNS)
    for row in sorted(rows(verdict), key=lambda row: (str(row[1]), str(row[2]), str(row[5]))):
        into.writerow(cells(row))
    return written.getvalue()


def rows(verdict: Verdict) -> Iterator[Row]:
    """One row a bound: of each piece of evidence, of the claim, and of the interval stated for the recording."""
    case = verdict.hearing.case
    sha256 = case.exhibit.sha256 if case.exhibit is not None else ""

    def row(message: str, at: datetime, described: str, *rest: object) -> Row:
        return (message, at.astimezone(UTC).isoformat(), described, case.title, *(rest or ("",) * 7), sha256)

    names = Names(verdict)
    for piece in verdict.hearing.testimony:
        first, last = _described(piece)
        weight = verdict.weights[piece.id]
        told = f"{capital(names.short(piece))}. {piece.saw}"
        rest = (
            piece.witness, piece.id, piece.stage, piece.strength, "yes" if weight.counted else "no", remarks.weight(verdict, piece),
            places.place(piece.place),
        )  # fmt: skip
        for span in piece.spans:
            for at, described in ((span.start, first), (span.end, last)):
                if at is not None:
                    yield row(told, at, described, *rest)
    claim = verdict.claim
    if claim is not None and claim.window is not None:
        if claim.window.start is not None:
            yield row(f"Claim: {claim.text}", claim.window.start, "Claim window starts")
        if claim.window.end is not None:
            yield row(f"Claim: {claim.text}", claim.window.end, "Claim window ends")
    stated = remarks.bounds(verdict)
    for bound, described in ((verdict.bounds.not_before, "Recorded not before"), (verdict.bounds.not_after, "Recorded no later than")):
        if bound is not None:
            yield row(stated, bound, f"{described} (stated interval)")


def _described(piece: Testimony) -> tuple[str, str]:
    stage = capital(piece.stage)
    if piece.bearing == "series":
        return "Statement period starts", "Statement released"
    if piece.bearing in DESCRIBED:
        first, last = DESCRIBED[piece.bearing]
        return first.format(stage), last.format(stage)
    return f"{stage}, earliest", f"{stage}, latest"
