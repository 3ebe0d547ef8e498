"""The machine-readable record of a check, schema 1: what `check --json` prints.

Times are ISO 8601 in UTC with Z; spans are half-open, null for an open end. Nothing is rounded. A testimony's bearing and span
are given as they bear on the recording: what dates a later stage bounds it from above only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from analysis import __version__
from analysis.testimony import Testimony, about_recording
from analysis.views import checks, remarks, words
from analysis.views.listings import source_record
from analysis.views.naming import on_recording
from analysis.views.sources import part
from analysis.weighing.verdict import Shares, Verdict
from analysis.when import iso

if TYPE_CHECKING:
    from analysis.footage.sources import Source
    from analysis.media.shots import Shots

LIBRARIES = ("av", "opencv-python", "ExifRead", "numpy", "scipy", "pydantic", "tomlkit", "tzdata", "imageio-ffmpeg", "pvlib", "tzfpy")
"""Distributions that take part in a verdict and whose versions are recorded."""


def check_record(
    verdict: Verdict,
    shots: Shots | None = None,
    of_shots: Sequence[Verdict] = (),
    of_parts: Sequence[Verdict] = (),
    sources: Sequence[Source] = (),
) -> dict[str, Any]:
    """Everything that `check --json` prints; `shots` are the video's, where they were looked for.

    `of_shots` are the verdicts of single shots, where evidence speaks of those alone; `of_parts` those of shots of one source
    together, where all that is said of them can hold at once; `sources` are those told apart.
    """
    hearing, shares = verdict.hearing, verdict.shares
    return {
        "schema": 1,
        "case": hearing.case.title,
        "made_by": made_by(),
        "exhibit": _exhibit(verdict),
        "claim": _claim(verdict),
        "verdict": None if shares is None else _verdict(verdict, shares),
        "bounds": {
            "not_before": iso(verdict.bounds.not_before),
            "not_after": iso(verdict.bounds.not_after),
            "contested": verdict.bounds.contested,
        },
        "testimony": [_testimony(verdict, piece) for piece in hearing.testimony],
        "silent": [{"witness": s.witness, "why": s.why, "detail": s.detail} for s in hearing.silences],
        "contradictions": [{"between": list(c.between), "why": remarks.contradiction(verdict, c)} for c in verdict.contradictions],
        "holes": [{"span": hole.span.to_json(), "mass": hole.mass} for hole in verdict.holes],
        "next": [{"check": remarks.next_check(verdict, n), "expected_bits": n.expected_bits} for n in verdict.next_checks],
        "shots": [
            {"index": shot.index, "start_s": shot.start_s, "end_s": shot.end_s, "keyframe_s": shot.keyframe_s}
            for shot in (shots.shots if shots is not None else ())
        ],
        "by_shot": [{"shot": each.shot, "verdict": None if each.shares is None else _verdict(each, each.shares)} for each in of_shots],
        "sources": [source_record(source) for source in sources],
        "by_part": [
            {
                "shots": list(each.shots),
                "name": part(each, sources),
                "verdict": None if each.shares is None else _verdict(each, each.shares),
            }
            for each in of_parts
        ],
        "problems": [f"{problem.key}: {problem.sentence}" if problem.key else problem.sentence for problem in hearing.case.problems],
        "remarks": remarks.later_copies(verdict),
        "done": checks.record(verdict),
    }


def made_by() -> dict[str, Any]:
    """The version of the tool and of the libraries behind a verdict."""
    return {"version": __version__, "libraries": dict(_libraries())}


@cache
def _libraries() -> tuple[tuple[str, str], ...]:
    """Looked up once: reading all of a distribution's description for it takes a tenth of a second."""
    found = []
    for name in LIBRARIES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return tuple(found)


def _exhibit(verdict: Verdict) -> dict[str, Any] | None:
    exhibit = verdict.hearing.case.exhibit
    if exhibit is None:
        return None
    return {"path": str(exhibit.path), "sha256": exhibit.sha256, "bytes": exhibit.size, "received": iso(exhibit.received)}


def _claim(verdict: Verdict) -> dict[str, Any] | None:
    claim = verdict.claim
    if claim is None:
        return None
    window = None if claim.window is None else claim.window.to_json()
    return {"window": window, "released": iso(claim.released), "text": claim.text, "statement": claim.statement}


def _verdict(verdict: Verdict, shares: Shares) -> dict[str, Any]:
    return {
        "answer": shares.answer,
        "probability": shares.probability,
        "words": words.likelihood(shares.probability),
        "settled": verdict.settled,
        "before": shares.before,
        "within": shares.within,
        "after": shares.after,
        "until_release": shares.until_release,
        "habit": verdict.habit,
        "by_habit": {
            habit: {"before": s.before, "within": s.within, "after": s.after, "until_release": s.until_release, "answer": s.answer}
            for habit, s in verdict.by_habit.items()
        },
        "rests_on": list(verdict.rests_on),
        "sentence": words.sentence(verdict),
    }


def _testimony(verdict: Verdict, piece: Testimony) -> dict[str, Any]:
    weight = verdict.weights[piece.id]
    bearing = about_recording(piece.stage, piece.bearing)
    # What bears on a later stage alone, such as "encoded not before", keeps its span: the stage says of what.
    span = (on_recording(piece) or piece.span).to_json()
    record: dict[str, Any] = {
        "id": piece.id,
        "witness": piece.witness,
        "stage": piece.stage,
        "bearing": bearing or piece.bearing,
        "span": span,
        "strength": piece.strength,
        "reliability": piece.reliability,
        "clock": piece.clock,
        "saw": piece.saw,
        "raw": piece.raw,
        "place": piece.place.to_json(),
        "means": piece.means,
        "fooled_by": list(piece.fooled_by),
        "shot": piece.shot,
        "counted": weight.counted,
        "weight_db": weight.decibans if math.isfinite(weight.decibans) else None,
        "answer_without": None if weight.without is None else weight.without.answer,
    }
    if bearing == "recurring":
        record["spans"] = [span.to_json() for span in piece.spans]
    if piece.mention is not None:
        record["mention"] = piece.mention
    return record
