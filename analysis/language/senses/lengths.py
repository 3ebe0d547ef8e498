"""Senses of lengths of time, repetitions, and references to past, present and future."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from analysis.language.expression import TimexType
from analysis.language.scene import Scene
from analysis.language.senses.base import Sense, Settled
from analysis.when import Span


@dataclass(slots=True)
class Lasting(Sense):
    """A duration; `side` is -1 where it ends with the publication, 1 where it begins with it. `count` None is "some"."""

    count: float | None
    unit: str
    side: Literal[-1, 0, 1] = 0
    mod: str = ""
    value: str = ""
    coverage: bool = False

    @property
    def keys(self) -> tuple[str, ...]:  # type: ignore[override]
        return ("<DURATION>",) if not self.side else ()

    def timex(self) -> str:
        """The TIMEX3 value: P3D, PT16H, PXY, P2.5Y; decades and centuries count in years."""
        if self.value:
            return self.value
        count, unit = self.count, self.unit
        if unit in ("decade", "century", "half"):
            factor = {"decade": 10, "century": 100, "half": 6}[unit]
            unit = "month" if unit == "half" else "year"
            count = None if count is None else count * factor
        if unit == "weekend":
            count, unit = (None if count is None else 2 * count), "day"
        if unit == "season":
            count, unit = (None if count is None else 3 * count), "month"
        number = "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))
        letter = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}[unit]
        time = "T" if unit in ("second", "minute", "hour") else ""
        if unit == "hour" and count is not None and count % 1:
            minutes = f"{round(count % 1 * 60)}M"
            return f"PT{int(count)}H{minutes}" if count >= 1 else f"PT{minutes}"
        return f"P{time}{number}{letter}"

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        value = self.timex()
        if not self.side:
            return Settled("DURATION", value, "a length of time; the words do not say when", mod=self.mod)
        side = "before" if self.side < 0 else "after"
        which = "release" if self.side < 0 else "publication"
        at, named = scene.anchor.span, "of this text"
        missing = scene.anchor.missing
        day_only = scene.anchor.hour is None
        near = scene.release_near(first) if self.side < 0 else None
        if near is not None:
            found = scene.items[near].sense.settle(scene, near, near)
            if found is not None:
                at, named, missing, day_only = found.span, f"that the sentence names ({found.value})", found.why, found.type == "DATE"
        if at is None or at.start is None or at.end is None:
            return Settled("DURATION", value, f"the time {side} the {which}: {missing}", mod=self.mod)
        length = self.length()
        if length is None:
            return Settled("DURATION", value, f"the time {side} the {which}, of a length that is not said", mod=self.mod)
        try:
            span = Span(at.start - length, at.end) if self.side < 0 else Span(at.start, at.end + length)
        except OverflowError:
            return None
        width = f"; only the day of {which} is known, so it is that much wider" if day_only else ""
        return Settled("DURATION", value, f"the {self._words()} {side} the {which} {named}{width}", span, self.mod)

    def length(self) -> timedelta | None:
        """The length; calendar units by their longest."""
        if self.count is None:
            return None
        days = {
            "day": 1,
            "week": 7,
            "weekend": 2,
            "month": 31,
            "quarter": 92,
            "season": 92,
            "half": 184,
            "year": 366,
            "decade": 3653,
            "century": 36525,
        }
        try:
            if self.unit in days:
                return timedelta(days=self.count * days[self.unit])
            return timedelta(seconds=self.count * {"second": 1, "minute": 60, "hour": 3600}[self.unit])
        except OverflowError:
            return None

    def _words(self) -> str:
        return self.unit if self.count == 1 else f"{self.count:g} {self.unit}s"


@dataclass(slots=True)
class Flat(Sense):
    """A meaning that needs no scene: a repetition, a reference to past, present or future, a date that does not exist."""

    type: TimexType
    value: str
    why: str

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        return Settled(self.type, self.value, self.why)


@dataclass(slots=True)
class Present(Sense):
    """ "Now": TIMEX3's PRESENT_REF, at the instant of publication where that is known."""

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        if scene.anchor.span is None:
            return Settled("DATE", "PRESENT_REF", f"the time of writing: {scene.anchor.missing}")
        return Settled("DATE", "PRESENT_REF", "the time of publication", scene.anchor.span)


@dataclass(slots=True)
class Recent(Sense):
    """Some hours, minutes or seconds before or after the publication's instant."""

    count: float
    unit: str
    side: int
    keys = ("<TIME>",)

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        length = Lasting(self.count, self.unit).length()
        at = scene.anchor.span
        name = f"{self.count:g} {self.unit}{'' if self.count == 1 else 's'} {'before' if self.side < 0 else 'after'} the publication"
        value = "PAST_REF" if self.side < 0 else "FUTURE_REF"
        if at is None or at.start is None or at.end is None or length is None:
            return Settled("TIME", value, f"{name}: {scene.anchor.missing}")
        unit = Lasting(1, self.unit).length() or timedelta(0)
        try:
            span = Span(at.start + self.side * length - unit / 2, at.end + self.side * length + unit / 2)
        except OverflowError:
            return None
        return Settled("TIME", value, f"{name}, as wide as the {self.unit}", span)
