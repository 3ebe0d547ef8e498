"""What a packed case carries for reading: the answer as a report for screen and paper, as a record for machines, as a timeline."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.characters import json_of
from analysis.footage.sources import known_sources
from analysis.views.record import check_record
from analysis.views.report import report
from analysis.views.timeline_table import table
from analysis.weighing.verdict import Verdict

if TYPE_CHECKING:
    from analysis.media.shots import Shots


def record(verdict: Verdict, shots: Shots | None = None, of_parts: Sequence[Verdict] = ()) -> str:
    """The machine-readable record, as JSON."""
    found = check_record(verdict, shots, (), of_parts, known_sources(verdict.hearing.case.exhibit))
    return json_of(found, indent=2)


def handout(
    verdict: Verdict, shots: Shots | None = None, stills: Path | None = None, head: str = "", of_parts: Sequence[Verdict] = ()
) -> dict[str, bytes]:
    """The files by name; arguments as for the report. A PDF that can't be set is left out: the HTML report says the same."""
    from analysis.views.pdf import CannotSet, pdf  # the library that sets it is large, and loaded by the first who wants it

    found = {
        "report.html": report(verdict, shots, stills, head, of_parts).encode(),
        "record.json": record(verdict, shots, of_parts).encode(),
        "timeline.csv": table(verdict).encode(),
    }
    with contextlib.suppress(CannotSet):
        found["report.pdf"] = pdf(verdict, shots, stills, head, of_parts)
    return found
