"""Meanings counted from the publication, or from a day spoken of before: yesterday, last week, two weeks ago."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from analysis.language.almanac import UNITS, Unit, day, moved, period_of, weekday_near
from analysis.language.meanings.lengths import lasting
from analysis.language.meanings.match import Match, Meant, meaning, unresolved
from analysis.language.senses import (
    WEEKDAYS,
    Bare,
    Counted,
    Fixed,
    Lasting,
    Recent,
    Spoken,
    third,
)


@meaning("day")
def _day(m: Match) -> Meant:
    """day N: so many days after the publication's own."""
    by = int(m.args[0])
    if m.today is None:
        return unresolved(m, "XXXX-XX-XX", "a day counted from the publication")
    why = (
        "the day of publication"
        if by == 0
        else f"{abs(by)} day{'' if abs(by) == 1 else 's'} {'before' if by < 0 else 'after'} the publication"
    )
    return Fixed(day(m.today + timedelta(days=by)), why, counted=True)


@meaning("yearago")
def _yearago(m: Match) -> Meant:
    """yearago [UNIT]: "the year-ago quarter": the <period> of the publication, a year before; of a year, the last one."""
    unit = m.get("<period>") or m.args[0]
    if m.today is None or unit not in UNITS:
        return unresolved(m, "XXXX", f"a {unit} counted from the publication")
    return Fixed(period_of(unit, moved(m.today, -1, "year")), f"the {unit} a year before that of the publication", counted=True)


@meaning("agoweekday")
def _agoweekday(m: Match) -> Meant:
    """agoweekday: "a week ago Monday": the last <fullday>, and <n> <unit> before it."""
    number, unit, count = m.get("<fullday>"), m.get("<unit>"), m.get("<n>") or 1
    if m.today is None:
        return unresolved(m, f"XXXX-WXX-{number}", f"a {WEEKDAYS[number]}")
    if unit not in UNITS or count != int(count) or count > 9999:
        return None
    last = weekday_near(m.today, number, "recent")
    found = moved(last, -int(count), unit)
    return Fixed(day(found), f"{int(count)} {unit} before the last {WEEKDAYS[number]}", counted=True)


@meaning("period")
def _period(m: Match) -> Meant:
    """period N [START|MID|END]: the week, month, ... of the publication, moved by N; or a third of it."""
    unit = m.get("<period>") or m.args[2]
    by = int(m.args[0])
    if m.today is None:
        return unresolved(m, "XXXX", f"a {unit} counted from the publication")
    of = period_of(unit, m.today)
    found = of.shift(by)
    which = "that of the publication"
    side = {0: "of the publication", -1: f"before {which}", 1: f"after {which}"}.get(
        by, f"{abs(by)} {'before' if by < 0 else 'after'} {which}"
    )
    last = by == -1 and m.scene.grammar.last & {m.scene.word(m.first), m.scene.word(m.first + 1)}
    fixed = Fixed(found, f"the {unit} {side}", counted=True, called=("unit", unit) if last else None)
    return third(fixed, m.args[1]) if len(m.args) > 1 and m.args[1] != "-" else fixed


@meaning("weekend")
def _weekend(m: Match) -> Meant:
    """weekend: the most recent one, the publication's own included; the next where the wording looks ahead, or with "coming"."""
    if m.today is None:
        return unresolved(m, "XXXX-WXX-WE", "a weekend")
    sign = m.scene.direction(m.first, m.end - 1)
    ahead = "coming" in m.args or (sign is not None and sign[0] == "future")
    found = period_of("weekend", m.today)
    if not ahead and found.first > m.today:
        found = found.shift(-1)
    return Fixed(found, f"the {'next' if ahead else 'last'} weekend", counted=True)


@meaning("weekday")
def _weekday(m: Match) -> Meant:
    """weekday: bare; weekday past|coming|afternext; weekday past 2: the one before the last.

    weekday week N: that of the week N after the publication's.
    """
    number = m.get("<weekday>") or m.get("<fullday>")
    name = WEEKDAYS[number]
    if not m.args:
        return Bare(weekday=number)
    if m.args[0] == "short":
        return Bare(weekday=number) if _is_weekday(m) else None
    if m.today is None:
        return unresolved(m, f"XXXX-WXX-{number}", f"a {name}")
    how = m.args[0]
    if how == "week":
        by = int(m.args[1])
        found = weekday_near(m.today + timedelta(weeks=by), number, "week")
        which = {
            0: "the week of the publication",
            -1: "the week before that of the publication",
            1: "the week after that of the publication",
        }
        return Fixed(day(found), f"{name} of {which.get(by, f'the week {by:+d}')}", counted=True)
    if how == "this":
        # "this Monday" said on a Tuesday is still to come.
        found = weekday_near(m.today, number, "week")
        if found < m.today:
            sign = m.scene.direction(m.first, m.end - 1)
            found = found if sign is not None and sign[0] == "past" else found + timedelta(weeks=1)
        return Fixed(day(found), f"{name}, “this” one", counted=True)
    if how == "afternext":
        return Fixed(
            day(weekday_near(m.today, number, "coming") + timedelta(weeks=1)), f"the second {name} after the publication", counted=True
        )
    count = int(m.get("<n>") or (m.args[1] if len(m.args) > 1 else 1))
    if how == "past":
        found = weekday_near(m.today, number, "past") - timedelta(weeks=count - 1)
        return Fixed(
            day(found),
            f"{'the last' if count == 1 else f'{count} times'} {name} before the day of publication",
            counted=True,
            called=("weekday", number),
        )
    found = weekday_near(m.today, number, "coming") + timedelta(weeks=count - 1)
    return Fixed(day(found), f"{'the first' if count == 1 else f'{count} times'} {name} after the day of publication", counted=True)


def _is_weekday(m: Match) -> bool:
    """Whether a shortened weekday ("Sat", "Sun") is one: it has a capital and a full stop, or a date or comma beside it."""
    item = m.scene.items[m.first]
    if m.scene.alone:
        return True
    if m.scene.grammar.table.language != "en" and m.scene.word(m.first - 1) in m.scene.grammar.alone:
        return True  # «в пт»
    if not item.capital:
        return False
    after = m.scene.word(m.end)
    return (item.end - item.start > len(item.word) or after == ",") and m.scene.word(m.first - 1) != "the"


@meaning("weekdays")
def _weekdays(m: Match) -> Meant:
    """weekdays -1|1: so many of a weekday before or after the publication."""
    number, count = m.get("<weekday>") or m.get("<weekdays>"), int(m.get("<n>"))
    if m.today is None:
        return unresolved(m, f"XXXX-WXX-{number}", f"a {WEEKDAYS[number]}")
    if count < 1:
        return None
    back = m.args[0] == "-1"
    found = weekday_near(m.today, number, "past" if back else "coming") + timedelta(weeks=(count - 1) * (-1 if back else 1))
    return Fixed(day(found), f"{WEEKDAYS[number]} number {count} {'before' if back else 'after'} the day of publication", counted=True)


@meaning("ago")
def _ago(m: Match) -> Meant:
    """ago [-1|1]: <n> <unit> before or after the publication; without <n>, one."""
    return _counted(m, -1 if not m.args else int(m.args[0]))


@meaning("agohalf")
def _agohalf(m: Match) -> Meant:
    """agohalf: "a month and a half ago"."""
    days = {"month": 45, "week": 10}.get(m.scene.word(m.first + 1))
    years = {"year": 18, "decade": 180}.get(m.scene.word(m.first + 1), 0)
    return Counted(-days, "day") if days else Counted(-years, "month")


@meaning("agothis")
def _agothis(m: Match) -> Meant:
    """agothis: "two years ago this month": the <period> of the publication, so many <unit> before."""
    count, unit, period = m.get("<n>") or 1, m.get("<unit>"), m.get("<period>")
    if unit not in UNITS or period not in UNITS or count != int(count) or count > 9999:
        return None
    if m.today is None:
        return unresolved(m, "XXXX", f"a {period} counted from the publication")
    found = period_of(period, moved(m.today, -int(count), unit))
    return Fixed(found, f"the {period} of the publication, {int(count)} {unit}{'' if count == 1 else 's'} before", counted=True)


def _counted(m: Match, side: int) -> Meant:
    count, unit = m.get("<n>"), m.get("<unit>") or m.get("<units>") or (m.args[2] if len(m.args) > 2 else "day")
    if count is None:
        count = 1 if len(m.args) < 2 else float(m.args[1])
    elif len(m.args) > 1 and m.args[1].startswith("+"):
        count += float(m.args[1])
    if unit in ("second", "minute", "hour"):
        return Lasting(count, unit, 0) if m.today is None else Recent(count, unit, side)
    if unit in ("half", "season"):
        count, unit = count * (6 if unit == "half" else 3), "month"
    if count != int(count):
        count, unit = {
            "year": (count * 12, "month"),
            "week": (count * 7, "day"),
            "decade": (count * 10, "year"),
            "century": (count * 100, "year"),
        }.get(unit, (count, unit))
    if count > 9999:
        return None
    if unit == "weekend":
        unit = "week"
    return Counted(side * round(count), cast(Unit, unit))


@meaning("through")
def _through(m: Match) -> Meant:
    """through [N UNIT]: «через два дня»: after the publication, but after the day last spoken of where the wording looks back."""
    sign = m.scene.direction(m.first, m.end - 1)
    count = m.get("<n>") or (float(m.args[0]) if m.args else 1)
    unit = m.get("<unit>") or (m.args[1] if len(m.args) > 1 else "month")
    if unit not in UNITS or unit in ("half", "season", "weekend") or count != int(count) or count > 9999:
        if unit not in ("second", "minute", "hour"):
            return None
        told = sign is not None and sign[0] == "past" and not m.scene.alone
        return Lasting(count, unit) if told else Recent(count, unit, 1)
    if m.scene.items[m.first].word == "за" and not (sign is not None and sign[0] == "future"):
        return Lasting(count, unit)
    if sign is not None and sign[0] == "past" and not m.scene.alone:
        return Spoken(1, unit, count=int(count))
    return Counted(int(count), cast(Unit, unit))


@meaning("inunit")
def _inunit(m: Match) -> Meant:
    """inunit: "in two weeks": from the publication on where the wording looks ahead, else a duration."""
    sign = m.scene.direction(m.first, m.end - 1)
    if m.scene.alone or (sign is not None and sign[0] == "future"):
        return _counted(m, 1)
    return lasting(m)


@meaning("later")
def _later(m: Match) -> Meant:
    """later -1|1 [N UNIT]: <n> <unit> before or after the day last spoken of; a bare duration where none was."""
    given = m.args[1:]
    if m.scene.word(m.end - 1) == "before" and (m.scene.word(m.first - 1) in ("least", "another") or m.scene.word(m.end) in PRONOUNS):
        sign = m.scene.direction(m.first, m.end - 1)
        if m.scene.word(m.first - 1) in ("least", "another") or (sign is not None and sign[0] == "future"):
            return [(lasting_of(m), m.first, m.end - 2)]  # "at least four years before he can be released"
    count, unit = m.get("<n>") or (int(given[0]) if given else 1), m.get("<unit>") or (given[1] if given else "day")
    if unit not in UNITS or unit in ("half", "season", "weekend") or count != int(count) or count > 9999:
        return Lasting(count, unit)
    if m.args[0] == "-1" and m.today is not None and unit == "year":
        return Spoken(-1, "year", count=int(count), else_publication=True)  # "from a year earlier"
    return Spoken(int(m.args[0]), cast(Unit, unit), count=int(count))


PRONOUNS = frozenset({"he", "she", "it", "they", "we", "you", "i"})


def lasting_of(m: Match) -> Lasting:
    """The length of time that a count and a unit are."""
    return Lasting(m.get("<n>"), m.get("<unit>"))
