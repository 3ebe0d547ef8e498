"""Meanings joined from what was understood before: a weekday and a date, the nth of a period, a day counted from another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from analysis.language.almanac import UNITS, Period, Unit, day, nth_part, nth_weekday, period_of, weekday_near
from analysis.language.meanings.dates import fixed_day
from analysis.language.meanings.match import MOST_DAYS, Match, Meant, meaning, unresolved
from analysis.language.senses import (
    MONTHS,
    WEEKDAYS,
    Bare,
    Counted,
    Fixed,
    Sense,
    Settled,
    third,
)


@meaning("weekdate")
def weekdate(m: Match) -> Meant:
    """weekdate: <WEEKDAY> beside a <DAY>: the weekday finds the year that was not written, or is said to disagree."""
    weekday = m.sense("<WEEKDAY>").weekday
    on = m.sense("<DAY>")
    if isinstance(on, Bare) and on.month is not None and on.on is not None and m.today is not None:
        this = m.today.year
        years = sorted(range(this - 6, this + 7), key=lambda year: (abs(year - this), year))
        settled = on.settle(m.scene, m.first, m.end - 1)
        if settled is not None and settled.days is not None and settled.days[0].isoweekday() == weekday:
            return Fixed(day(settled.days[0]), settled.why, counted=True)
        for year in years:
            try:
                found = date(year, on.month, on.on)
            except ValueError:
                continue
            if found.isoweekday() == weekday:
                return Fixed(day(found), f"the nearest {on.on} {MONTHS[on.month]} that is a {WEEKDAYS[weekday]}", counted=True)
        return on
    if isinstance(on, Bare) and on.on is not None and m.today is not None:
        return _both(m.today, weekday, on.on) or on
    if isinstance(on, Fixed) and on.period.first.isoweekday() != weekday:
        return replace(on, why=f"{on.why}; it is a {WEEKDAYS[on.period.first.isoweekday()]}, not a {WEEKDAYS[weekday]} as the text has it")
    return cast(Sense, on)


@meaning("weekdaynth")
def _weekdaynth(m: Match) -> Meant:
    """weekdaynth: <WEEKDAY> and <nth>, the day of a month: the nearest day that is both."""
    weekday, nth = m.sense("<WEEKDAY>"), m.get("<nth>")
    if not isinstance(weekday, Bare) or m.today is None or not 1 <= nth <= 31:
        return None
    return _both(m.today, cast(int, weekday.weekday), nth)


def _both(today: date, weekday: int, nth: int) -> Sense | None:
    for off in range(0, 430):
        for found in (today - timedelta(days=off), today + timedelta(days=off)):
            if found.day == nth and found.isoweekday() == weekday:
                return Fixed(day(found), f"the nearest {WEEKDAYS[weekday]} that is day {nth} of a month", counted=True)
    return None


@meaning("weekdayrange")
def _weekdayrange(m: Match) -> Meant:
    """weekdayrange: from one <WEEKDAY> to the other: of one run of days, whichever way the sentence looks."""
    one, two = (m.place("<WEEKDAY>", at) for at in (0, 1))
    first, last = m.scene.items[one].sense, m.scene.items[two].sense
    if not isinstance(first, Bare) or not isinstance(last, Bare) or first.weekday == last.weekday:
        return None
    return [(replace(first, until=last.weekday), one, one), (replace(last, after=first.weekday), two, two)]


@meaning("weekdayof")
def _weekdayof(m: Match) -> Meant:
    """weekdayof: <WEEKDAY> of a <WEEK>."""
    week: Fixed = m.sense("<WEEK>")
    weekday = m.sense("<WEEKDAY>").weekday
    found = week.period.first + timedelta(days=weekday - 1)
    return Fixed(day(found), f"{WEEKDAYS[weekday]} of {week.why}", counted=week.counted)


@meaning("nth")
def _nth(m: Match) -> Meant:
    """nth [N] [back]: the <ord> (or Nth) <weekday> or <unit> of a <PERIOD>; with "back" counted from its end."""
    given = next((arg for arg in m.args if arg.lstrip("-").isdigit()), None)
    count = int(given) if given is not None else m.get("<ord>")
    weekday = m.sense("<WEEKDAY>").weekday if m.has("<WEEKDAY>") else m.get("<weekday>")
    return _nth_of(m, -count if "back" in m.args else count, weekday, m.get("<unit>"))


@meaning("nthlast")
def _nthlast(m: Match) -> Meant:
    """nthlast: the <LAST> ("last week") of a <PERIOD>; with <ord>, that many from its end."""
    kind, name = m.sense("<LAST>").called
    weekday, unit = (name, None) if kind == "weekday" else (None, name)
    return _nth_of(m, -(m.get("<ord>") or 1), weekday, unit)


@meaning("nthin")
def _nthin(m: Match) -> Meant:
    """nthin [N]: the <ord> (or Nth) weekday or <unit> of the publication's own <period>."""
    if m.today is None:
        return unresolved(m, "XXXX-XX", "a part of a period counted from the publication")
    if any(key == "<units>" for key, _ in m.scene.grammar.vocabulary.get(m.scene.word(m.first + 1), ())):
        return None  # «последние дни года»
    within = period_of(m.get("<period>"), m.today)
    count = int(m.args[0]) if m.args else m.get("<ord>")
    return _part_of(within, f"the {within.unit} of the publication", count, m.get("<fullday>") or m.get("<weekday>"), m.get("<unit>"))


def _nth_of(m: Match, count: int, weekday: int | None, unit: str | None) -> Meant:
    settled = m.settled("<PERIOD>")
    if settled is None or settled.days is None:
        return None
    sense = m.sense("<PERIOD>")
    within = sense.period if isinstance(sense, Fixed) else _whole(settled)
    return None if within is None else _part_of(within, settled.why, count, weekday, unit)


def _part_of(within: Period, why: str, count: int, weekday: int | None, unit: str | None) -> Meant:
    days = None
    if weekday is not None:
        name = WEEKDAYS[weekday]
        found = day(nth_weekday(within, weekday, count))
    else:
        if unit not in UNITS or unit == within.unit:
            return None
        name = unit
        found = nth_part(within, unit, count)
        if found.last - found.first >= within.last - within.first:
            return None
        if unit == "week" and abs(count) == 1:
            # "The first week of May" is also said of its first seven days.
            days = (min(within.first, found.first), found.last) if count == 1 else (found.first, max(within.last, found.last))
    order = f"number {count}" if count > 0 else "the last" if count == -1 else f"number {-count} from the end"
    return Fixed(found, f"{name} {order} of {why}", counted=True, days=days)


def _whole(settled: Settled) -> Period | None:
    if settled.days is None:
        return None
    first, last = settled.days
    for unit in UNITS:
        found = period_of(unit, first)
        if (found.first, found.last) == (first, last):
            return found
    return None


@meaning("nextto")
def _nextto(m: Match) -> Meant:
    """nextto -1|1: the day before or after a <DAY> or <WEEKDAY>."""
    settled = m.settled("<DAY>") if m.has("<DAY>") else m.settled("<WEEKDAY>")
    if settled is None or settled.days is None:
        return None
    by = int(m.args[0])
    found = settled.days[0] + timedelta(days=by)
    return Fixed(day(found), f"the day {'after' if by > 0 else 'before'} {settled.value}", counted=True)


@meaning("nthafter")
def _nthafter(m: Match) -> Meant:
    """nthafter: the <ord> <WEEKDAY> after a <DAY>."""
    settled = m.settled("<DAY>")
    if settled is None or settled.days is None:
        return None
    weekday = m.sense("<WEEKDAY>").weekday
    found = weekday_near(settled.days[0], weekday, "coming") + timedelta(weeks=m.get("<ord>") - 1)
    return Fixed(day(found), f"{WEEKDAYS[weekday]} number {m.get('<ord>')} after {settled.why}", counted=True)


@meaning("dayof")
def _dayof(m: Match) -> Meant:
    """dayof: the <day> or <ord> of a <MONTH>."""
    on = m.get("<day>") or m.get("<ord>")
    month = m.sense("<MONTH>")
    if isinstance(month, Bare):
        return Bare(month=month.month, on=on) if on <= MOST_DAYS[month.month or 1] else None
    found = month.period
    if found.unit != "month":
        return None
    sense = fixed_day(found.first.year, found.first.month, on)
    return replace(sense, why=f"day {on} of {month.why}", counted=month.counted) if isinstance(sense, Fixed) else sense


@meaning("third")
def _third(m: Match) -> Meant:
    """third START|MID|END: the early, middle or late third of a <PERIOD>."""
    sense = m.sense("<PERIOD>")
    if isinstance(sense, Bare):
        return replace(sense, mod=m.args[0])
    if isinstance(sense, Fixed) and not sense.mod and sense.days is None:
        return third(sense, m.args[0])
    return None


@meaning("halfof")
def _halfof(m: Match) -> Meant:
    """halfof: the first or second half (<ord>) of a <PERIOD>; cut at its middle day."""
    settled = m.settled("<PERIOD>")
    if settled is None or settled.days is None or m.get("<ord>") not in (1, 2):
        return None
    within = _whole(settled)
    if within is None:
        return None
    middle = within.first + timedelta(days=((within.last - within.first).days + 1) // 2 - 1)
    days = (within.first, middle) if m.get("<ord>") == 1 else (middle + timedelta(days=1), within.last)
    which = "first" if m.get("<ord>") == 1 else "second"
    return Fixed(within, f"the {which} half of {settled.why}", counted=True, mod="START" if which == "first" else "END", days=days)


@meaning("weekof")
def _weekof(m: Match) -> Meant:
    """weekof: the week of a <DAY>; of a Sunday, the week that begins with it; weekof weekend: its weekend."""
    settled = m.settled("<DAY>")
    if settled is None or settled.days is None:
        return None
    on = settled.days[0]
    if "weekend" in m.args:
        return Fixed(period_of("weekend", on), f"the weekend of {settled.why}", counted=True)
    found = period_of("week", on + timedelta(days=1) if on.isoweekday() == 7 else on)
    return Fixed(found, f"the week of {settled.why}", counted=True, days=(min(on, found.first), found.last))


@meaning("from")
def _from(m: Match) -> Meant:
    """from -1|1: a <DURATION> before or after a <DAY> or other <DATE>."""
    lasting = m.sense("<DURATION>")
    settled = m.settled("<DAY>") if m.has("<DAY>") else m.settled("<WEEKDAY>")
    if settled is None or settled.days is None or lasting.count is None or lasting.count != int(lasting.count) or lasting.unit not in UNITS:
        return None
    if lasting.count > 9999:
        return None
    unit = lasting.unit if lasting.unit not in ("half", "season", "weekend") else "month"
    return Counted(int(m.args[0]) * int(lasting.count), cast(Unit, unit), settled.days[0], settled.value)
