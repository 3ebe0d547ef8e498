"""What all senses share: their settled form, and local days and hours as spans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from analysis.language.expression import TimexType
from analysis.language.scene import Scene
from analysis.when import Reading, Span, Zone

WEEKDAYS = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


SEASON_NAMES = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


@dataclass(frozen=True, slots=True)
class Settled:
    """A definite meaning: its TIMEX3 type and value, where it lies, and why."""

    type: TimexType
    value: str
    why: str
    span: Span | None = None
    mod: str = ""
    days: tuple[date, date] | None = None
    alternatives: tuple[Settled, ...] = ()


def days_span(first: date, last: date, scene: Scene, zone: Zone | None = None) -> Span:
    """From the start of one local day to the end of another, in the zone given or the scene's; an unknown zone widens."""
    where = zone if zone is not None else scene.zone
    start = day_span(first, where)
    return start if first == last else start.hull(day_span(last, where))


@lru_cache(maxsize=4096)
def day_span(on: date, zone: Zone | None) -> Span:
    """A local day on the UTC line."""
    return Reading(on.year, on.month, on.day).span(zone)


def hours_span(on: date, start: int, end: int, scene: Scene) -> Span:
    """From one hour to another of the local clock, counted from the midnight with which a day begins; hours may lie outside 0 to 24."""
    first, last = on + timedelta(days=start // 24), on + timedelta(days=(end - 1) // 24)
    return hour_span(first, start % 24, scene.zone).hull(hour_span(last, (end - 1) % 24, scene.zone))


@lru_cache(maxsize=4096)
def hour_span(on: date, hour: int, zone: Zone | None) -> Span:
    """An hour of a local day on the UTC line."""
    return Reading(on.year, on.month, on.day, hour).span(zone)


class Sense:
    """Base of all senses."""

    keys: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether it is a day of the calendar that the text itself names by month and day."""
        return False

    @property
    def day_part(self) -> str:
        """The part of the day that it names, by its code (`PARTS` of `senses.clocks`); "" where it names none."""
        return ""

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        """The definite meaning of the items `first` to `last` of the scene; None where it is no time expression after all."""
        raise NotImplementedError
