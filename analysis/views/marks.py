"""What stands on the timeline: one mark a piece of evidence, in rows by kind of source. No pixels yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from analysis.footage.sources import known_sources
from analysis.testimony import Testimony, about_recording
from analysis.views import remarks
from analysis.views.naming import Names, on_recording, row_of
from analysis.views.sources import name as source_name
from analysis.weighing.verdict import Verdict
from analysis.when import Span, iso

Kind = Literal["not_before", "not_after", "block", "named", "unnamed", "silent", "hole"]

ROWS = {"elsewhere": "Known from elsewhere", "file": "The file", "posted": "Posted"}
MOST_SOURCES = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the timeline. `id` is its testimony's, "" for holes; `title` is what pointing at it says.

    For a wall (not_before, not_after) `spans` holds one bound, with the other end open; `own` is the span that the clue itself
    names where that is another (a posting's day). `counted` is False for what has no say in the verdict.
    """

    id: str
    kind: Kind
    spans: tuple[Span, ...]
    label: str
    title: str
    counted: bool = True
    own: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    label: str
    marks: tuple[Mark, ...]


def rows_of(verdict: Verdict) -> tuple[Row, ...]:
    """All rows from the top: known from elsewhere, the file, one for each source of shots, one for each of statements, posted."""
    names = Names(verdict)
    pieces: dict[str, list[Mark]] = {"elsewhere": [], "file": [], "posted": []}
    sources: dict[str, list[Mark]] = {}
    parts: dict[int, list[Mark]] = {}
    told_apart = known_sources(verdict.hearing.case.exhibit)
    of = {shot: source.index for source in told_apart for shot in source.shots} if len(told_apart) > 1 else {}
    for piece in verdict.hearing.testimony:
        row = row_of(piece)
        if piece.shot in of:
            if (mark := _mark(names, piece)) is not None:
                parts.setdefault(of[piece.shot], []).append(mark)
            continue
        if _tells_nothing(verdict, piece):
            continue
        if row == "statements":
            sources.setdefault(piece.clock, []).append(_statement(names, piece))
        elif (mark := _mark(names, piece)) is not None:
            pieces[row].append(mark)
    holes = [_hole(verdict, hole.span, remarks.hole(verdict, hole)) for hole in verdict.holes]
    statements = [Row(f"statements {source}", source or "Statements", (*holes, *marks)) for source, marks in sources.items()]
    above = [Row(key, ROWS[key], tuple(pieces[key])) for key in ("elsewhere", "file") if pieces[key]]
    above += [Row(f"source {index}", source_name(told_apart[index]), tuple(parts[index])) for index in sorted(parts)[:MOST_SOURCES]]
    below = [Row("posted", ROWS["posted"], tuple(pieces["posted"]))] if pieces["posted"] else []
    return (*above, *statements[:MOST_SOURCES], *below)


def _tells_nothing(verdict: Verdict, piece: Testimony) -> bool:
    """Whether a piece only says that the file was there after it had been posted."""
    end, posted = piece.span.end, verdict.posted.end
    return piece.stage == "saved" and verdict.posting_known and end is not None and posted is not None and end >= posted


def _mark(names: Names, piece: Testimony) -> Mark | None:
    counted = names.verdict.weights[piece.id].counted
    label, title = names.short(piece), _title(names, piece)
    bearing = about_recording(piece.stage, piece.bearing)
    said = on_recording(piece)
    if bearing is None or said is None:  # dates a later stage from below: a faint mark, no wall
        start = piece.span.start
        if start is None:
            return None
        return Mark(piece.id, "block", (Span.at(start),), label, title, counted=False)
    if bearing == "not_before":
        return Mark(piece.id, "not_before", (said,), label, title, counted)
    if bearing == "not_after":
        own = piece.span if piece.bearing == "during" and (piece.span.width or timedelta(0)) > timedelta(minutes=1) else None
        return Mark(piece.id, "not_after", (said,), label, title, counted, own)
    return Mark(piece.id, "block", piece.spans, label, title, counted)


def _statement(names: Names, piece: Testimony) -> Mark:
    assert piece.mention is not None
    counted = names.verdict.weights[piece.id].counted
    end = piece.span.end
    day = "" if end is None else names.day_released(end)
    return Mark(piece.id, piece.mention, piece.spans, day, _title(names, piece), counted)


def _hole(verdict: Verdict, span: Span, sentence: str) -> Mark:
    return Mark("", "hole", (span,), "nothing logged", sentence)


def _title(names: Names, piece: Testimony) -> str:
    """What pointing at a mark says: its name, its span in the case's zone and in UTC, its weight."""
    utc = f"UTC: {iso(piece.span.start) or 'open'} to {iso(piece.span.end) or 'open'}"
    weight = remarks.weight(names.verdict, piece)
    without = remarks.without(names.verdict, names.verdict.weights[piece.id])
    parts = [names.short(piece), names.when(piece), utc, "; ".join(part for part in (weight, without) if part)]
    return "\n".join(part for part in parts if part)
