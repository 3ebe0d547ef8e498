"""Senses of times of day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from analysis.language.almanac import day
from analysis.language.anchor import with_slack
from analysis.language.scene import Scene
from analysis.language.senses.base import Sense, Settled, hours_span
from analysis.language.senses.days import Fixed
from analysis.language.senses.lengths import Flat
from analysis.when import Reading, Zone

PARTS: dict[str, tuple[int, int, str]] = {
    "MO": (4, 12, "morning"),
    "EH": (0, 6, "early hours"),
    "AF": (12, 18, "afternoon"),
    "EV": (16, 24, "evening"),
    "NI": (18, 30, "night"),
    "ON": (-4, 6, "night that ends on the day"),
    "DT": (6, 20, "daytime"),
    "MI": (11, 14, "midday"),
}
"""Parts of a day as hours of the local clock from its midnight, and their names.

The widths are a convention of this tool, wide on purpose: an evening may begin at 16 and a night end at 6. "ON" is the night that ends
on the day, from 20 of the day before; its TIMEX3 value is that of a night, TNI. "EH", the hours after midnight, has that of a morning.
"""
PUBLICATION = "the day of publication"
"""Why a day that nothing names is the publication's."""
CODES = {"ON": "NI", "EH": "MO"}
"""Parts that TIMEX3 has no code of their own for."""
HALF_DAYS = frozenset({"AF", "EV", "NI"})
"""Parts of a day in which an hour that is told without its half of the day is one after noon."""


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
    half_open: bool = False
    """Told by the twelve hours of a dial ("half past ten"): which half of the day is for the sentence to say."""

    @property
    def keys(self) -> tuple[str, ...]:  # type: ignore[override]
        return ("<CLOCK>",) if self.on is None else ("<TIME>", "<DATE>") if self.zone_name else ("<TIME>", "<DATE>", "<UNZONED>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        whose, found, code = clock_day(self, scene, first, last)
        hour = self.hour
        if self.half_open and hour < 12 and code in HALF_DAYS and not (code == "NI" and hour < 6):
            hour += 12
        tail = f"T{hour:02d}:{self.minute or 0:02d}" + ("" if self.second is None else f":{self.second:02d}") + ("Z" if self.utc else "")
        clock = tail[1:].removesuffix("Z")
        if found is None or found.days is None or found.days[0] != found.days[1]:
            value = found.value if found is not None else "XXXX-XX-XX"
            return Settled(
                "TIME", value + tail, found.why if found is not None and found.span is None else f"{clock}; {scene.anchor.missing}"
            )
        # "At 2 a.m. on Wednesday night" is Thursday; «в 23:40 в ночь на 17-е» is the 16th.
        beside = 1 if code == "NI" and hour < 6 else -1 if code == "ON" and 18 <= hour < 24 else 0
        on = found.days[0] + timedelta(days=beside)
        zone = self.zone if self.zone is not None else scene.zone
        hour, lift = (0, 1) if hour == 24 else (hour, 0)
        real = on + timedelta(days=lift)
        minute = self.minute if self.minute is not None or self.second is None else 0
        span = Reading(real.year, real.month, real.day, hour, minute, self.second).span(zone)
        if scene.anchor.slack and whose:
            span = with_slack(span, scene.anchor.slack) or span
        where = (
            f", {self.zone_name}" if self.zone_name else "" if zone is not None else "; no time zone is named, so every zone is possible"
        )
        night = {1: "in the night that begins on", -1: "in the night that ends on"}.get(beside)
        which = f"on {whose or found.why}" if night is None else f"{night} {found.days[0].isoformat()} ({whose or found.why})"
        return Settled("TIME", on.isoformat() + tail, f"{clock} {which}{where}", span, days=(on, on))


@dataclass(slots=True)
class Part(Sense):
    """A part of a day: MO, AF, EV, NI, DT, MI, or ON for the night that ends on it. `nth`: days from the publication."""

    code: str
    on: Sense | None = None
    mod: str = ""
    nth: int | None = None

    @property
    def day_part(self) -> str:
        return self.code

    @property
    def keys(self) -> tuple[str, ...]:  # type: ignore[override]
        return ("<PART>",) if self.on is None and self.nth is None else ("<DAYPART>", "<DATE>")

    def day(self, scene: Scene) -> Sense | None:
        """The day that the words name; None where the sentence has to."""
        if self.nth is None:
            return self.on
        if scene.anchor.day is None:
            return Flat("DATE", "XXXX-XX-XX", f"a day counted from the publication: {scene.anchor.missing}")
        named = {0: PUBLICATION, -1: "the day before the publication", 1: "the day after the publication"}
        return Fixed(day(scene.anchor.day + timedelta(days=self.nth)), named.get(self.nth, ""), counted=True)

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        # A night that no day is named for is that of the publication: bulletins tell of yesterday first, then of the night.
        whose, found = settled_day(self.day(scene), scene, first, last, told=self.code not in ("ON", "NI"))
        code = self.code
        if code == "ON" and whose_night(self, scene, whose, first, last):
            code = "NI"
        start, end, name = PARTS[code]
        tail = "T" + CODES.get(code, code)
        if found is None or found.days is None or found.days[0] != found.days[1]:
            value = found.value if found is not None else "XXXX-XX-XX"
            return Settled(
                "TIME", value + tail, found.why if found is not None and found.span is None else f"{name}; {scene.anchor.missing}"
            )
        which = found.days[0]
        span = with_slack(hours_span(which, start, end, scene), scene.anchor.slack if whose else 0)
        hours = f"{start % 24:02d} to {end % 24 or 24:02d} local time by this tool's convention"
        night = {"ON": f"the night that ends on {which}", "NI": f"the night that begins on {which}"}
        why = f"{night.get(code, f'the {name}')}, {hours}: {whose or found.why}"
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


def clock_day(clock: Clock, scene: Scene, first: int, last: int) -> tuple[str, Settled | None, str]:
    """The day of a clock time, as `settled_day` has it, and the part of that day which the words name ("" where they name none)."""
    on, at = clock.on, first
    if on is None and scene.as_of(first):
        # A report that holds "as of 9 a.m." holds as of its own day, whatever else its sentence tells.
        return (*_publication(scene, first, last), "")
    if on is None:
        near = scene.nearest_day(first)
        if near is not None:
            on, at = scene.items[near].sense, near
    if isinstance(on, Clock):
        whose, found, code = clock_day(on, scene, at, at)
        # "At 23:40 on 2 July it was hit, at half past two it was out": past a midnight.
        return whose, found, "NI" if at < first and clock.hour < 6 and 18 <= on.hour < 24 else code
    if isinstance(on, Part):
        whose, found = settled_day(on.day(scene), scene, at, at)
        return whose, found, on.code
    if on is None:
        return (*settled_day(None, scene, first, last), scene.part_beside(first))
    return "", on.settle(scene, at, at), on.day_part


def whose_night(part: Part, scene: Scene, whose: str, first: int, last: int) -> bool:
    """Whether "overnight", «ночью» of the publication is the night to come: where the wording looks ahead."""
    if not (part.nth == 0 or (part.on is None and whose == PUBLICATION)):
        return False
    sign = scene.direction(first, last)
    return sign is not None and sign[0] == "future"


def settled_day(on: Sense | None, scene: Scene, first: int, last: int, *, told: bool = True) -> tuple[str, Settled | None]:
    """The day of a clock time or part of a day, and why it is that where none is joined to it.

    The nearest day of the sentence; else the day whose hours the paragraph was telling of, unless the sentence looks ahead; else the
    publication's own.
    """
    if on is not None:
        return "", on.settle(scene, first, last)
    near = scene.nearest_day(first)
    if near is not None:
        sense = scene.items[near].sense
        if isinstance(sense, Clock):
            return clock_day(sense, scene, near, near)[:2]
        if isinstance(sense, Part):
            return settled_day(sense.day(scene), scene, near, near)
        return "", sense.settle(scene, near, near)
    before = scene.told(first) if told else None
    if before is not None:
        sign = scene.direction(first, last)
        if sign is None or sign[0] != "future":
            return "", Fixed(day(before), f"{before.isoformat()}, of which the paragraph tells").settle(scene, first, last)
    return _publication(scene, first, last)


def _publication(scene: Scene, first: int, last: int) -> tuple[str, Settled | None]:
    """The publication's own day, and that it is that."""
    if scene.anchor.day is None:
        return "", None
    return PUBLICATION, Fixed(day(scene.anchor.day), PUBLICATION, counted=True).settle(scene, first, last)
