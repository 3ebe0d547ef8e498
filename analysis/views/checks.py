"""What to check next, as a list: what is still to be done, and what a person ticked as done with a note and a file."""

from __future__ import annotations

from typing import Any

from analysis.case import Done
from analysis.views import remarks
from analysis.views.moments import Wall
from analysis.weighing.verdict import NextCheck, Verdict


def to_do(verdict: Verdict) -> list[tuple[NextCheck, str]]:
    """The checks that are not ticked, the largest expected gain first, each with its sentence: the name it is ticked under."""
    ticked = {_plain(each.check) for each in verdict.hearing.case.done}
    named = [(check, remarks.next_check(verdict, check)) for check in verdict.next_checks]
    return [(check, name) for check, name in named if _plain(name) not in ticked]


def told(verdict: Verdict, done: Done) -> str:
    """What is said beside a ticked check: its note, its file, its date."""
    wall = Wall.of(verdict.hearing.case)
    when = "" if done.span is None else f"Done {wall.named(done.span)}."
    kept = f"Kept: {done.file}." if done.file else ""
    return " ".join(part for part in (_sentence(done.note), kept, when) if part)


def record(verdict: Verdict) -> list[dict[str, Any]]:
    """The ticked checks for the machine-readable record; `at` is a span in UTC, null where no date was given."""
    return [
        {"check": each.check, "note": each.note, "file": each.file, "at": None if each.span is None else each.span.to_json()}
        for each in verdict.hearing.case.done
    ]


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _plain(name: str) -> str:
    """A check's name as it is compared: a person may have typed it without the full stop."""
    return " ".join(name.split()).rstrip(".").casefold()
