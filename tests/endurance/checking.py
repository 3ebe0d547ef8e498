"""One whole check of one file, as the page makes it, and what must hold afterwards."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from analysis.case import Case
from analysis.casefile import load
from analysis.exhibit import Exhibit
from analysis.hearing import hear
from analysis.media.shots import Shots, find_shots
from analysis.media.source import MediaError
from analysis.place import Bytes
from analysis.views.facts import facts_record
from analysis.views.plain import lines
from analysis.views.record import check_record
from analysis.views.report import report
from analysis.weighing.weigh import weigh

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@cache
def worked_example() -> Case:
    """The worked example without its video: posting, claim, statements and a circumstance for a file to be weighed against."""
    return replace(load(ROOT / "samples" / "leopard-kursk" / "article.toml", NOW), exhibit=None)


def check(path: Path, *, pictures: bool = False, stills: Path | None = None, with_report: bool = False) -> list[str]:
    """Facts, every witness, the weighing, the record, and where asked the pictures and the report; what was wrong with it, in words.

    An exception that leaves this function is a finding as well.
    """
    exhibit = Exhibit.receive(path, now=NOW)
    case = replace(worked_example(), exhibit=exhibit)
    hearing = hear(case, pictures=pictures)
    verdict = weigh(hearing)
    shots: Shots | None = None
    if pictures:
        try:
            shots = find_shots(path, stills)
        except MediaError:
            shots = None  # refused with a sentence: there are no shots to show
    json.dumps(check_record(verdict, shots), ensure_ascii=False, allow_nan=False).encode()
    json.dumps(facts_record(hearing), ensure_ascii=False, allow_nan=False).encode()
    "\n".join(lines(verdict)).encode()
    if with_report:
        report(verdict, shots, stills).encode()
    wrong = [f"{silence.witness} broke down: {silence.detail}" for silence in hearing.silences if silence.why == "broke down"]
    for said in (*hearing.testimony, *hearing.observations):
        if isinstance(said.place, Bytes) and not said.place.file and said.place.offset + said.place.length > exhibit.size:
            wrong.append(f"a place outside the file: {said.place}")

    return wrong
