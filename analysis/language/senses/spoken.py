"""Senses counted from the day last spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.language.almanac import Unit, period_of
from analysis.language.scene import Scene
from analysis.language.senses.base import Sense, Settled
from analysis.language.senses.clocks import Part
from analysis.language.senses.days import Counted, Fixed
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
    def keys(self) -> tuple[str, ...]:  # type: ignore[override]
        if self.part or self.count is not None:
            return ("<DATE>",)
        return ("<DAY>", "<DATE>") if self.unit == "day" else ("<PERIOD>", "<DATE>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        start = scene.spoken or scene.anchor.day
        if self.count is not None:
            if scene.spoken is None and self.else_publication:
                return Counted(self.by * self.count, self.unit).settle(scene, first, last)
            if scene.spoken is None:
                return Lasting(self.count, self.unit).settle(scene, first, last)
            return Counted(self.by * self.count, self.unit, scene.spoken, scene.spoken.isoformat()).settle(scene, first, last)
        if start is None:
            return Settled("DATE", "XXXX-XX-XX", f"counted from a day named before: {scene.anchor.missing}")
        name = f"{start.isoformat()}, spoken of before" if scene.spoken else "the day of publication"
        side = "of" if self.by == 0 else "after that of" if self.by > 0 else "before that of"
        found = Fixed(period_of(self.unit, start).shift(self.by), f"the {self.unit} {side} {name}", counted=scene.spoken is None)
        return Part(self.part, found).settle(scene, first, last) if self.part else found.settle(scene, first, last)
