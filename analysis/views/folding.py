"""Long lists of facts of one kind, summed up: thirty texts read in the pictures are one line that opens, not thirty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.testimony import Observation

MOST = 6
"""Facts of one kind in a row that stand one by one; more are folded."""
VALUES = 8
"""Different values that the line of a fold names."""
LONGEST = 40
"""Characters of each."""
NUMBER = re.compile(r"(?<![0-9])[0-9]{1,9}(?![0-9])")
"""A number of a shot or a track; longer ones count nothing."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Neighbouring facts of one kind: the same field but for numbers in its name, of one stage, with one meaning."""

    facts: tuple[Observation, ...]

    @property
    def folded(self) -> bool:
        return len(self.facts) > MOST

    @property
    def name(self) -> str:
        """ "text in the picture of shot 1 to 5": the fields' name, with the range of each number that differs."""
        texts = [NUMBER.split(fact.tag) for fact in self.facts]
        numbers = list(zip(*(NUMBER.findall(fact.tag) for fact in self.facts), strict=True))
        said = texts[0][0]
        for column, after in zip(numbers, texts[0][1:], strict=True):
            low, high = min(column, key=int), max(column, key=int)
            said += (low if int(low) == int(high) else f"{low} to {high}") + after
        return said

    @property
    def values(self) -> str:
        """The different values, the first of them named: "ALT 212 m, BAT 71%, … and 12 more"."""
        different = list(dict.fromkeys(str(fact.reading) if fact.reading is not None else fact.raw for fact in self.facts))
        named = [value if len(value) <= LONGEST else f"{value[:LONGEST]}…" for value in different[:VALUES]]
        more = len(different) - len(named)
        return ", ".join(named) + (f" and {more} more" if more else "")


def folds(facts: Sequence[Observation]) -> list[Fold]:
    """The facts in their order, neighbours of one kind together; the short runs stay one by one."""
    found = []
    for _, run in groupby(facts, key=_kind):
        of_kind = tuple(run)
        found += [Fold(of_kind)] if len(of_kind) > MOST else [Fold((fact,)) for fact in of_kind]
    return found


def _kind(fact: Observation) -> tuple[str, str | None, str, str]:
    return NUMBER.sub("#", fact.tag), fact.stage, fact.means, fact.status
