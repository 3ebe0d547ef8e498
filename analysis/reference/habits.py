"""Habits of writers: what a date in a field is the date of, by who wrote the file.

`habits.csv` holds one row for each kind of date, with its source: the stage of the video's life that it dates, whether
it is the start or the end, in which zone it is written, how far it is to be believed, whose clock it is, and how it can be wrong.
The first row whose pattern fits the tag and whose profile fits the file decides.
"""

from __future__ import annotations

import csv
from datetime import timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from analysis.reference.first_look import search
from analysis.reference.writers import Profile
from analysis.testimony import RELIABILITY, STAGES, Stage, Strength

Moment = Literal["start", "end", "either", "written"]
ZoneRule = Literal["UTC", "local", "unknown", "stated", "utc or stated", "pacific", "header"]
"""UTC; the device's own wall time; not known; as the field states it; UTC or the zone the file states; US Pacific; as the header."""


class Habit(NamedTuple):
    """What a date of this kind is. `stage` None: a label that dates nothing. `slack` is how far its clock may be wrong."""

    name: str
    stage: Stage | None
    moment: Moment
    zone: ZoneRule
    strength: Strength
    clock: str
    slack: timedelta
    means: str
    fooled_by: str
    source: str


@lru_cache(maxsize=4096)
def habit_of(tag: str, profile: Profile) -> Habit | None:
    """The habit that a field with this tag follows in a file of this profile; None where no row of the table fits."""
    lowered = tag.lower()
    for pattern, profiles, habit in _rows():
        if (profiles is None or profile in profiles) and search(pattern, tag, lowered):
            return habit
    return None


@cache
def _rows() -> tuple[tuple[str, frozenset[str] | None, Habit], ...]:
    text = Path(__file__).with_name("habits.csv").read_text(encoding="utf-8")
    return tuple(
        (
            row["tag"],
            None if row["profiles"] == "*" else frozenset(row["profiles"].split("|")),
            Habit(
                row["name"],
                next((stage for stage in STAGES if stage == row["stage"]), None),
                next((moment for moment in _MOMENTS if moment == row["moment"]), "written"),
                next((zone for zone in _ZONES if zone == row["zone"]), "unknown"),
                next((strength for strength in RELIABILITY if strength == row["strength"]), "limited"),
                row["clock"],
                timedelta(seconds=int(row["slack_s"] or 0)),
                row["means"],
                row["fooled_by"],
                row["source"],
            ),
        )
        for row in csv.DictReader(text.splitlines())
    )


_MOMENTS: tuple[Moment, ...] = get_args(Moment)
_ZONES: tuple[ZoneRule, ...] = get_args(ZoneRule)
