"""Senses of festivals."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.language.almanac import day, festival
from analysis.language.scene import Scene
from analysis.language.senses.base import Sense, Settled
from analysis.language.senses.days import Fixed


@dataclass(slots=True)
class Feast(Sense):
    """A festival, in a year or without one: then the nearest, or the next where the wording looks ahead."""

    rule: str
    name: str
    year: int | None = None
    ahead: bool = False
    keys = ("<DAY>", "<DATE>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        if self.year is not None:
            on = festival(self.rule, self.year)
            return Fixed(day(on), f"{self.name} {self.year}").settle(scene, first, last)
        today = scene.anchor.day
        if today is None:
            return Settled("DATE", "XXXX-XX-XX", f"{self.name} of a year that is not known: {scene.anchor.missing}")
        found = [festival(self.rule, year) for year in (today.year - 1, today.year, today.year + 1)]
        sign = scene.direction(first, last)
        if self.ahead:
            on, why = min(each for each in found if each >= today), f"the next {self.name} after the publication"
        elif sign is not None and sign[0] == "future":
            on = min(each for each in found if each >= today)
            why = f"the next {self.name} after the publication: “{sign[1]}” looks ahead"
        elif sign is not None and sign[0] == "past":
            on = max(each for each in found if each <= today)
            why = f"the last {self.name} before the publication: “{sign[1]}” looks back"
        else:
            on = min(found, key=lambda each: abs(each - today))
            why = f"the {self.name} nearest to the publication"
        return Fixed(day(on), why, counted=True).settle(scene, first, last)


@dataclass(slots=True)
class MovedFeast(Sense):
    """A festival that a country moved to another day: before that year the old one, from then on either, since many keep both."""

    old: Feast
    new: Feast
    moved_in: int
    keys = ("<DAY>", "<DATE>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        today = scene.anchor.day
        year = self.new.year if self.new.year is not None else today.year if today is not None else None
        before = self.old.settle(scene, first, last)
        if year is None or year < self.moved_in:
            return before
        since = self.new.settle(scene, first, last)
        if before is None or since is None or before.span is None or since.span is None:
            return since
        why = f"{since.why}; officially moved to this day in {self.moved_in}, while others keep {before.value}"
        return replace(since, why=why, span=since.span.hull(before.span), alternatives=(since, before))
