"""Senses of times of day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from analysis.language.almanac import day
from analysis.language.anchor import with_slack
from analysis.language.scene import Scene
from analysis.language.senses.base import Sense, Settled, hours_span
from analysis.language.senses.days import Fixed
from analysis.when import Reading, Zone

PARTS: dict[str, tuple[int, int, str]] = {
    "MO": (4, 12, "morning"),
    "AF": (12, 18, "afternoon"),
    "EV": (16, 24, "evening"),
    "NI": (18, 30, "night"),
    "ON": (-4, 6, "night that ends on the day"),
    "DT": (6, 20, "daytime"),
    "MI": (11, 14, "midday"),
}
"""Parts of a day as hours of the local clock from its midnight, and their names.

The widths are a convention of this tool, wide on purpose: an evening may begin at 16 and a night end at 6. "ON" is the night that ends
on the day, from 20 of the day before; its TIMEX3 value is that of a night, TNI.
"""


@dataclass(slots=True)
class Clock(Sense):
    """A time of day. `zone` is the one written with it; `stamp` keeps whether UTC is to be shown in the value."""

    hour: int
    minute: int | None = None
    second: int | None = None
    zone: Zone | None = None
    zone_name: str = ""
    on: Sense | None = None
    utc: bool = False

    @property
    def keys(self) -> tuple[str, ...]:  # type: ignore[override]
        return ("<CLOCK>",) if self.on is None else ("<TIME>", "<DATE>") if self.zone_name else ("<TIME>", "<DATE>", "<UNZONED>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        whose, found = settled_day(self.on, scene, first, last)
        tail = (
            f"T{self.hour:02d}:{self.minute or 0:02d}" + ("" if self.second is None else f":{self.second:02d}") + ("Z" if self.utc else "")
        )
        clock = tail[1:].removesuffix("Z")
        if found is None or found.days is None or found.days[0] != found.days[1]:
            value = found.value if found is not None else "XXXX-XX-XX"
            return Settled(
                "TIME", value + tail, found.why if found is not None and found.span is None else f"{clock}; {scene.anchor.missing}"
            )
        on = found.days[0]
        zone = self.zone if self.zone is not None else scene.zone
        hour, lift = (0, 1) if self.hour == 24 else (self.hour, 0)
        real = on + timedelta(days=lift)
        minute = self.minute if self.minute is not None or self.second is None else 0
        span = Reading(real.year, real.month, real.day, hour, minute, self.second).span(zone)
        if scene.anchor.slack and whose:
            span = with_slack(span, scene.anchor.slack) or span
        where = (
            f", {self.zone_name}" if self.zone_name else "" if zone is not None else "; no time zone is named, so every zone is possible"
        )
        return Settled("TIME", on.isoformat() + tail, f"{clock} on {whose or found.why}{where}", span, days=(on, on))


@dataclass(slots=True)
class Part(Sense):
    """A part of a day: MO, AF, EV, NI, DT, MI, or ON for the night that ends on it. `nth`: days from the publication."""

    code: str
    on: Sense | None = None
    mod: str = ""
    nth: int | None = None

    @property
    def keys(self) -> tuple[str, ...]:  # type: ignore[override]
        return ("<PART>",) if self.on is None and self.nth is None else ("<DAYPART>", "<DATE>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        on = self.on
        if self.nth is not None and scene.anchor.day is not None:
            named = {0: "the day of publication", -1: "the day before the publication", 1: "the day after the publication"}.get(
                self.nth, ""
            )
            on = Fixed(day(scene.anchor.day + timedelta(days=self.nth)), named, counted=True)
        whose, found = settled_day(on, scene, first, last)
        start, end, name = PARTS[self.code]
        tail = "T" + ("NI" if self.code == "ON" else self.code)
        if found is None or found.days is None or found.days[0] != found.days[1]:
            value = found.value if found is not None else "XXXX-XX-XX"
            return Settled(
                "TIME", value + tail, found.why if found is not None and found.span is None else f"{name}; {scene.anchor.missing}"
            )
        which = found.days[0]
        span = with_slack(hours_span(which, start, end, scene), scene.anchor.slack if whose else 0)
        hours = f"{start % 24:02d} to {end % 24 or 24:02d} local time by this tool's convention"
        why = f"the {name}, {hours}: {whose or found.why}"
        return Settled("TIME", which.isoformat() + tail, why, span, self.mod, (which, which))


@dataclass(slots=True)
class HalfDay(Sense):
    """Early (START) or late (END) on a day: its first or last twelve hours, by a convention of this tool."""

    on: Sense
    mod: str
    keys = ("<DAY>", "<DATE>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        found = self.on.settle(scene, first, last)
        if found is None or found.days is None or found.span is None:
            return found
        start, name = (0, "early") if self.mod == "START" else (12, "late")
        span = with_slack(hours_span(found.days[0], start, start + 12, scene), scene.anchor.slack)
        why = f"{name}, {start:02d} to {start + 12:02d} local time by this tool's convention: {found.why}"
        return replace(found, span=span, mod=self.mod, why=why)


def settled_day(on: Sense | None, scene: Scene, first: int, last: int) -> tuple[str, Settled | None]:
    """The day of a clock time or part of a day, and why it is that where none is joined to it.

    The nearest day of the sentence, else the publication's own.
    """
    if on is not None:
        return "", on.settle(scene, first, last)
    near = scene.nearest_day(first)
    if near is not None:
        found: Settled | None = scene.items[near].sense.settle(scene, near, near)
        return "", found
    if scene.anchor.day is None:
        return "", None
    return "the day of publication", Fixed(day(scene.anchor.day), "the day of publication", counted=True).settle(scene, first, last)
