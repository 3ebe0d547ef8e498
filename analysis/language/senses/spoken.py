"""Senses counted from the day last spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from analysis.language.almanac import Unit, day, period_of
from analysis.language.scene import Scene
from analysis.language.senses.base import Sense, Settled
from analysis.language.senses.clocks import Part
from analysis.language.senses.days import Bare, Counted, Fixed
from analysis.language.senses.lengths import Lasting


@dataclass(slots=True)
class Spoken(Sense):
    """A day, period or part of a day counted from the day last spoken of, else from the publication's."""

    by: int
    unit: Unit = "day"
    part: str = ""
    count: int | None = None
    """"Three days later": how many units; None for "the next day", "that week"."""
    else_publication: bool = False
    """Whether a count starts from the publication where no day was spoken of; else it is a bare length of time."""

    @property
    def day_part(self) -> str:
        return self.part

    @property
    def keys(self) -> tuple[str, ...]:  # type: ignore[override]
        if self.part:
            return ("<SPOKENPART>", "<DATE>")
        if self.count is not None:
            return ("<DATE>",)
        return ("<DAY>", "<DATE>") if self.unit == "day" else ("<PERIOD>", "<DATE>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        spoken = scene.spoken_within(self.unit)
        start = spoken[0] if spoken else scene.anchor.day
        if self.count is not None:
            same = self._of_its_kind(scene, first) if (self.by, self.unit, self.count) == (-1, "year", 1) else None
            if same is not None:
                return same.settle(scene, first, last)
            if spoken is None and self.else_publication:
                return Counted(self.by * self.count, self.unit).settle(scene, first, last)
            if spoken is None:
                return Lasting(self.count, self.unit).settle(scene, first, last)
            return Counted(self.by * self.count, self.unit, spoken[0], _named(spoken), spoken[1]).settle(scene, first, last)
        if start is None:
            return Settled("DATE", "XXXX-XX-XX", f"counted from a day named before: {scene.anchor.missing}")
        name = f"{_named(spoken)}, spoken of before" if spoken else "the day of publication"
        side = "of" if self.by == 0 else "after that of" if self.by > 0 else "before that of"
        found = Fixed(period_of(self.unit, start).shift(self.by), f"the {self.unit} {side} {name}", counted=spoken is None)
        return Part(self.part, found).settle(scene, first, last) if self.part else found.settle(scene, first, last)

    @staticmethod
    def _of_its_kind(scene: Scene, at: int) -> Fixed | None:
        """ "Sales in the third quarter rose from a year earlier": the quarter or month of the sentence, a year before it."""
        for place in range(at - 1, scene.sentence(at)[0] - 1, -1):
            sense = scene.items[place].sense
            unit = sense.period.unit if isinstance(sense, Fixed) else sense.part_of_year if isinstance(sense, Bare) else None
            if unit not in ("quarter", "month"):
                continue
            settled = sense.settle(scene, place, place)
            if settled is None or settled.days is None or settled.alternatives:
                return None
            found = period_of(unit, settled.days[0]).shift(-4 if unit == "quarter" else -12)
            return Fixed(found, f"the {unit} a year before that of the sentence ({settled.value})")
        return None


@dataclass(slots=True)
class Eve(Sense):
    """«Накануне»: the day before the one that the sentence named just before, else the day before the publication."""

    keys = ("<DAY>", "<DATE>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        near = scene.day_before(first)
        found = None if near is None else scene.items[near].sense.settle(scene, near, near)
        if found is not None and found.days is not None:
            on = found.days[0] - timedelta(days=1)
            return Fixed(day(on), f"the day before {found.days[0].isoformat()}, which the sentence names").settle(scene, first, last)
        if scene.anchor.day is None:
            return Settled("DATE", "XXXX-XX-XX", f"the day before the publication: {scene.anchor.missing}")
        on = scene.anchor.day - timedelta(days=1)
        return Fixed(day(on), "the day before the publication", counted=True).settle(scene, first, last)


def _named(days: tuple[date, date]) -> str:
    """What was spoken of: a day, a month or year, or a run of days."""
    first, last = days
    if first == last:
        return first.isoformat()
    for unit in ("month", "year"):
        whole = period_of(unit, first)
        if (whole.first, whole.last) == days:
            return whole.value
    return f"{first.isoformat()} to {last.isoformat()}"
