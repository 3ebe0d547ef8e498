"""Senses of days and periods."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.language.almanac import Period, Unit, day, months_on, moved, period_of, season, weekday_near
from analysis.language.anchor import with_slack
from analysis.language.scene import Scene
from analysis.language.senses.base import MONTHS, SEASON_NAMES, WEEKDAYS, Sense, Settled, days_span

LONG_AGO, SOON = 150, 120
"""Days: this tool's convention for a day or month without a year, see `Bare`."""

GONE, NEAR = 270, 92
"""Days: where the last day or month of a name lies so far back and the next so near, writers who mean the last would name its year."""


@dataclass(slots=True)
class Fixed(Sense):
    """A calendar period that is known. `counted` is set where it was counted from the publication; `days` where the span is another."""

    period: Period
    why: str
    counted: bool = False
    mod: str = ""
    days: tuple[date, date] | None = None
    value: str = ""
    called: tuple[str, int | str] | None = None
    """What "last week", "last Sunday" named, for "the last week of May": ("unit", "week"), ("weekday", 7)."""

    @property
    def keys(self) -> tuple[str, ...]:  # type: ignore[override]
        keys = ("<DAY>", "<DATE>") if self.period.unit == "day" else ("<PERIOD>", "<DATE>", f"<{self.period.unit.upper()}>")
        return keys if self.called is None else (*keys, "<LAST>")

    @property
    def named(self) -> bool:
        return self.period.unit == "day" and not self.counted

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        days = self.days or (self.period.first, self.period.last)
        span = days_span(*days, scene)
        if self.counted:
            span = with_slack(span, scene.anchor.slack) or span
        return Settled("DATE", self.value or self.period.value, self.why, span, self.mod, days)


@dataclass(slots=True)
class Bare(Sense):
    """A weekday, month, season or day of a month, without the week or year: which one is for the sentence to say."""

    weekday: int | None = None
    month: int | None = None
    on: int | None = None
    season: str = ""
    quarter: int | None = None
    half: int | None = None
    mod: str = ""
    until: int | None = None
    """The weekday with which a run that begins with this one ends ("Monday to Friday")."""
    after: int | None = None
    """The weekday with which a run that ends with this one begins."""

    @property
    def keys(self) -> tuple[str, ...]:  # type: ignore[override]
        if self.weekday is not None:
            return ("<WEEKDAY>", "<DATE>")
        if self.month is None and self.on is not None:
            return ("<DAY>", "<DATE>")
        if self.month is None:
            return ("<PERIOD>", "<DATE>")
        return ("<DAY>", "<DATE>", "<BAREDAY>") if self.on is not None else ("<PERIOD>", "<DATE>", "<MONTH>")

    @property
    def named(self) -> bool:
        return self.month is not None and self.on is not None

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        today = scene.anchor.day
        if today is None:
            return Settled("DATE", self._open_value(), f"which {self._name()} is not known: {scene.anchor.missing}", mod=self.mod)
        told = self._told(scene)
        if told is not None:
            return told.settle(scene, first, last)
        sign = scene.direction(first, last, ranged=self.after is not None)
        try:
            found, ahead = self._chosen(today, None if sign is None else sign[0])
            other = None if ahead or scene.past_beside(first) else self._nearer(today)
        except ValueError:
            if self.on is None or self.month is None:
                raise
            name = f"{self.on} {MONTHS[self.month]}"
            return Settled("DATE", f"{today.year:04d}-{self.month:02d}-{self.on:02d}", f"{name} does not exist; shown as written")
        name = self._name()
        if other is not None:
            return self._either(found, other, name, scene)
        if ahead and sign is not None:
            why = f"the next {name} after the publication: “{sign[1]}” looks ahead"
        elif found.first <= today <= found.last:
            why = f"the {name} of the publication itself"
        else:
            why = f"the last {name} before the publication"
        fixed = Fixed(found, why, counted=True)
        if self.mod:
            fixed = third(fixed, self.mod)
        return fixed.settle(scene, first, last)

    def _told(self, scene: Scene) -> Fixed | None:
        """The day of the very month that was spoken of last ("in July 2022 he left; on 11 July ..."); None where that is another."""
        if self.on is None or self.month is None or not scene.spoken:
            return None
        first, last = scene.spoken[0]
        if first.month != self.month or first.day != 1 or last != period_of("month", first).last or self.on > last.day:
            return None
        found = first.replace(day=self.on)
        return Fixed(day(found), f"day {self.on} of {first:%Y-%m}, spoken of just before")

    def _chosen(self, today: date, sign: str | None) -> tuple[Period, bool]:
        """The period that the wording chooses, and whether it is a coming one.

        Where the last day of that name was within a month, wording that looks ahead does not mean the one in eleven months: it would
        name the year. Where it lies `LONG_AGO` and the next is near, a hint is enough.
        """
        back = self.resolved(today, False)
        if sign not in ("future", "perhaps") or back.first <= today <= back.last:
            return back, False
        coming = self.resolved(today, True)
        if self.weekday is not None:
            return (coming, True) if sign == "future" else (back, False)
        gone, off = (today - back.last).days, (coming.first - today).days
        if sign == "future" and (gone > 31 or self.on is None or off < gone):
            return coming, True
        if gone >= LONG_AGO and off <= SOON:
            return coming, True
        return back, False

    def _nearer(self, today: date) -> Period | None:
        """The coming one where it is near and the last long gone; else None."""
        if self.month is None:
            return None
        back, coming = self.resolved(today, False), self.resolved(today, True)
        return coming if (today - back.last).days >= GONE and 0 < (coming.first - today).days <= NEAR else None

    def _either(self, last: Period, coming: Period, name: str, scene: Scene) -> Settled:
        """The coming one first, and the last one beside it: the wording does not decide."""
        each = []
        for found, why in ((coming, f"the next {name} after the publication"), (last, f"the last {name} before the publication")):
            fixed = Fixed(found, why, counted=True)
            settled = (third(fixed, self.mod) if self.mod else fixed).settle(scene, 0, 0)
            if settled is not None:
                each.append(settled)
        first = each[0]
        spans = [one.span for one in each if one.span is not None]
        whole = spans[0].hull(spans[1]) if len(spans) == 2 else first.span
        why = f"the {name} nearest to the publication is still to come, the last one would need its year; the wording does not decide"
        return replace(first, why=why, span=whole, alternatives=tuple(each))

    def resolved(self, today: date, ahead: bool) -> Period:
        """The most recent one, today's own included; or the next one, today's own included for months and seasons."""
        if self.weekday is not None:
            if self.until is not None and not ahead:
                return day(weekday_near(weekday_near(today, self.until, "recent"), self.weekday, "past"))
            if self.after is not None and ahead:
                return day(weekday_near(weekday_near(today, self.after, "coming"), self.weekday, "coming"))
            return day(weekday_near(today, self.weekday, "coming" if ahead else "recent"))
        if self.season:
            found = season(today.year, self.season)
        elif self.quarter is not None:
            found = period_of("quarter", date(today.year, self.quarter * 3, 1))
        elif self.half is not None:
            found = period_of("half", date(today.year, 1 if self.half == 1 else 7, 1))
        elif self.on is None:
            found = period_of("month", date(today.year, self.month or 1, 1))
        else:
            return self._day_of_month(today, ahead)
        if ahead and found.last < today:
            return found.shift(_in_year(found))
        if not ahead and found.first > today:
            return found.shift(-_in_year(found))
        return found

    def _day_of_month(self, today: date, ahead: bool) -> Period:
        """A day of a month in the nearest year, on the asked side, that has it; ValueError where no year has it."""
        on = self.on or 1
        if self.month is None:
            return self._day_of_any_month(today, ahead)
        month = self.month
        years = range(today.year, today.year + 9) if ahead else range(today.year, max(0, today.year - 9), -1)
        for year in years:
            try:
                found = date(year, month, on)
            except ValueError:
                continue
            if (found >= today) if ahead else (found <= today):
                return day(found)
        raise ValueError("no year has this day")

    def _day_of_any_month(self, today: date, ahead: bool) -> Period:
        for by in range(0, 3) if ahead else range(0, -3, -1):
            month = period_of("month", months_on(today.replace(day=1), by))
            if (self.on or 1) > month.last.day:
                continue
            found = month.first.replace(day=self.on or 1)
            if (found >= today) if ahead else (found <= today):
                return day(found)
        raise ValueError("no month has this day")

    @property
    def part_of_year(self) -> Unit | None:
        """The unit of a quarter or whole month without its year; None for another."""
        if self.quarter is not None:
            return "quarter"
        return "month" if self.month is not None and self.on is None else None

    def _name(self) -> str:
        if self.quarter is not None:
            return f"quarter {self.quarter}"
        if self.half is not None:
            return f"{'first' if self.half == 1 else 'second'} half of a year"
        if self.month is None and self.on is not None:
            return f"day {self.on} of a month"
        if self.weekday is not None:
            return WEEKDAYS[self.weekday]
        if self.season:
            return SEASON_NAMES[self.season]
        return MONTHS[self.month or 0] if self.on is None else f"{self.on} {MONTHS[self.month or 0]}"

    def _open_value(self) -> str:
        if self.weekday is not None:
            return f"XXXX-WXX-{self.weekday}"
        if self.season:
            return f"XXXX-{self.season}"
        if self.quarter is not None:
            return f"XXXX-Q{self.quarter}"
        if self.half is not None:
            return f"XXXX-H{self.half}"
        if self.month is None:
            return f"XXXX-XX-{self.on:02d}"
        return f"XXXX-{self.month:02d}" + ("" if self.on is None else f"-{self.on:02d}")


def _in_year(period: Period) -> int:
    """How many periods of the kind make a year."""
    return {"month": 12, "half": 2}.get(period.unit, 4)


def third(fixed: Fixed, part: str) -> Fixed:
    """The early (START), middle (MID) or late (END) third of a period."""
    name = {"START": "early", "MID": "middle", "END": "late"}[part]
    days = fixed.period.third(part)  # type: ignore[arg-type]
    return replace(fixed, mod=part, days=days, why=f"the {name} third, by this tool's convention, of {fixed.why}")


@dataclass(slots=True)
class Counted(Sense):
    """So many units before or after a day. In a sentence as wide as its unit; alone, its value is the day itself.

    `since` is the day it is counted from, None for the publication; `until` is its last day where it is a month or year.
    """

    count: int
    unit: Unit
    since: date | None = None
    since_name: str = "the publication"
    until: date | None = None
    keys = ("<DAY>", "<DATE>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        size = abs(self.count)
        side = "before" if self.count < 0 else "after"
        name = f"{size} {self.unit}{'' if size == 1 else 's'} {side} {self.since_name}"
        start = self.since or scene.anchor.day
        if start is None:
            return Settled("DATE", "XXXX-XX-XX", f"{name}: {scene.anchor.missing}")
        on = moved(start, self.count, self.unit)
        if self.unit == "day":
            return Fixed(day(on), name, counted=self.since is None).settle(scene, first, last)
        inside = period_of("year" if self.unit in ("decade", "century") else self.unit, on)
        if self.unit == "week":
            days = on - timedelta(days=3), on + timedelta(days=3)
        elif self.unit in ("month", "quarter"):
            half = timedelta(days=15 if self.unit == "month" else 45)
            days = min(inside.first, on - half), max(inside.last, on + half)
        else:
            half = timedelta(days={"decade": 1826, "century": 18262}.get(self.unit, 183))
            days = min(inside.first, on - half), max(inside.last, on + half)
        if self.until is not None:
            days = days[0], max(days[1], moved(self.until, self.count, self.unit))
        value = inside.value
        if self.since is not None:
            # "Two years later" speaks of a year, "two weeks later" of a day; from a month or year, of a month or year.
            value = on.isoformat() if self.unit == "week" else inside.value
        elif scene.alone:
            value = on.isoformat() if self.unit in ("week", "month", "quarter") else f"{on.year:04d}-{on.month:02d}"
        return Fixed(inside, f"{name}, as wide as a {self.unit}", self.since is None, days=days, value=value).settle(scene, first, last)


@dataclass(slots=True)
class Either(Sense):
    """A date that can be read day first or month first."""

    readings: tuple[date, ...]
    keys = ("<DAY>", "<DATE>")

    def settle(self, scene: Scene, first: int, last: int) -> Settled | None:
        each = [
            Settled("DATE", on.isoformat(), why, days_span(on, on, scene), days=(on, on))
            for on, why in zip(self.readings, ("month first", "day first"), strict=True)
        ]
        whole = each[0].span.hull(each[1].span) if each[0].span and each[1].span else None
        why = "day and month can be read in either order, and nothing in the text decides"
        return Settled("DATE", each[0].value, why, whole, days=each[0].days, alternatives=tuple(each))
