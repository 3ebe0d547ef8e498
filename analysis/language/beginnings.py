"""What a text says to have begun, and when: none of it can lie before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.language.expression import Expression

BEGINNINGS = re.compile(r"began|begun|started|launched|начал\w*|стартовал\w*|почал\w*|розпоча\w*", re.I)
CALENDAR = re.compile(r"\d{4}(?:-\d\d){0,2}")
"""Values of TIMEX3 that are a day, a month or a year."""
LONGEST_QUOTE = 160
"""Characters of the sentence that are kept."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a text says to have begun, and when: "2024-08"."""

    date: str
    words: str


def beginning(text: str, expressions: Sequence[Expression]) -> Beginning | None:
    """The first beginning that a text dates; the day, month or year of its words, which none of it can lie before."""
    for one in expressions:
        verb = one.event
        if one.span is None or verb is None or not CALENDAR.fullmatch(one.value) or not BEGINNINGS.fullmatch(verb[0]):
            continue
        start = max(text.rfind(mark, 0, min(one.start, verb[1])) for mark in (". ", "\n", "! ", "? ")) + 1
        ends = [at for mark in (". ", "\n", "! ", "? ") if (at := text.find(mark, one.end)) >= 0]
        return Beginning(one.value, text[start : min(ends, default=len(text))].strip(" .\n")[:LONGEST_QUOTE])
    return None
