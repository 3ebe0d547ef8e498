"""What words mean, before and after the publication date and the sentence have their say.

A sense is symbolic ("a Wednesday"); `settle` makes it definite ("2024-09-18") in a scene. `keys` are the
names under which the joined rules of a table ask for it.
"""

from __future__ import annotations

from analysis.language.senses.base import MONTHS, SEASON_NAMES, WEEKDAYS, Sense, Settled, days_span
from analysis.language.senses.clocks import Clock, HalfDay, Part
from analysis.language.senses.days import Bare, Counted, Either, Fixed, third
from analysis.language.senses.feasts import Feast, MovedFeast
from analysis.language.senses.lengths import Flat, Lasting, Present, Recent
from analysis.language.senses.spoken import Eve, Spoken

__all__ = [
    "MONTHS", "SEASON_NAMES", "WEEKDAYS", "Bare", "Clock", "Counted", "Either", "Eve", "Feast", "Fixed", "Flat", "HalfDay", "Lasting",
    "MovedFeast", "Part",
    "Present", "Recent", "Sense", "Settled", "Spoken", "days_span", "third",
]  # fmt: skip
