"""Meanings of parts of a day: mornings, nights, the night of two days."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from analysis.language.almanac import day, weekday_near
from analysis.language.meanings.clocks import day_of
from analysis.language.meanings.dates import dated
from analysis.language.meanings.match import Match, Meant, meaning
from analysis.language.senses import WEEKDAYS, Bare, Fixed, HalfDay, Part


@meaning("part")
def _part(m: Match) -> Meant:
    """part [CODE] [N]: a part of the day; with N, of the day so many after the publication's."""
    code = m.get("<part>") or m.args[0]
    shift = next((arg for arg in m.args if arg.lstrip("-").isdigit()), None)
    return Part(code, nth=None if shift is None else int(shift))


@meaning("partbare")
def _partbare(m: Match) -> Meant:
    """partbare CODE: a part of a day that the sentence, or else the publication, names."""
    return Part(m.args[0])


@meaning("weekdaypart")
def _weekdaypart(m: Match) -> Meant:
    """weekdaypart [CODE|past]: <weekday> and <part>."""
    number = m.get("<weekday>") or m.get("<fullday>")
    code = m.get("<part>") or m.args[0]
    if "past" in m.args and m.today is not None:
        found = weekday_near(m.today, number, "past")
        return Part(code, Fixed(day(found), f"the last {WEEKDAYS[number]} before the day of publication", counted=True))
    return Part(code, Bare(weekday=number))


@meaning("weekdayhalf")
def _weekdayhalf(m: Match) -> Meant:
    """weekdayhalf START|END: early or late on a <fullday>: TIMEX3 keeps the day and the modifier."""
    return HalfDay(Bare(weekday=m.get("<fullday>")), m.args[0])


@meaning("partof")
def _partof(m: Match) -> Meant:
    """partof [CODE]: a part of the <DAY> or <WEEKDAY> that was understood; partof CODE START: early in it."""
    on = day_of(m)
    code = m.get("<part>") or (m.sense("<PART>").code if m.has("<PART>") else m.args[0])
    return Part(code, on)


@meaning("daytime")
def _daytime(m: Match) -> Meant:
    """daytime: «днём», where no word before it shows that it is a day of some kind («последним днём», «с днём»)."""
    before = m.scene.word(m.first - 1)
    return [] if before.endswith(("ым", "им")) or before in DAY_LEADS else Part("DT")


DAY_LEADS = frozenset({"с", "со", "перед", "над", "между", "под", "за"})


@meaning("nighton")
def _nighton(m: Match) -> Meant:
    """nighton: «в ночь на 17 сентября», «с 16 на 17»: the night that ends on the last day named."""
    days = [value for key, value, _ in m.captures if key in ("<day>", "<ord>")]
    months = [value for key, value, _ in m.captures if key == "<month>"]
    on, month = days[-1] if days else 0, months[-1] if months else None
    if m.get("<dm>"):
        on, month, _ = m.get("<dm>", -1)
    if m.get("<md>"):
        first, on = m.get("<md>")  # "the night of 17/18 September"
        if on != first + 1 and on != 1:
            return None
    if not 1 <= on <= 31 or (month is not None and not 1 <= month <= 12):
        return None
    sense = Bare(on=on) if month is None else dated(on, month, m.get("<year>"), m)
    return Part("ON", sense) if isinstance(sense, Bare | Fixed) else sense


@meaning("partnth")
def _partnth(m: Match) -> Meant:
    """partnth: «утром 17-го»: a <part> of that day of the month."""
    on = m.get("<nth>")
    return Part(m.get("<part>"), Bare(on=on)) if 1 <= on <= 31 else None


@meaning("earlylate")
def _earlylate(m: Match) -> Meant:
    """earlylate: «рано утром»: the part of the day that it stands before."""
    part = cast(Part, m.sense("<DAYPART>"))
    early = m.has("<PART>") and m.sense("<PART>").code == "EH" and part.code != "EH"
    return replace(part, code="EH") if early else part


@meaning("weekdaynight")
def _weekdaynight(m: Match) -> Meant:
    """weekdaynight: «в ночь на среду»: the night that ends on the last <fullday> named."""
    return Part("ON", Bare(weekday=[value for key, value, _ in m.captures if key == "<fullday>"][-1]))


@meaning("partdate")
def _partdate(m: Match) -> Meant:
    """partdate: "Thursday morning, Oct. 9": a part of a weekday, and the date of that day."""
    part = m.sense("<DAYPART>")
    if not isinstance(part, Part) or not isinstance(part.on, Bare) or part.on.weekday is None:
        return None
    found = m.settled("<DAY>")
    if found is None or found.days is None or found.days[0].isoweekday() != part.on.weekday:
        return None
    return replace(part, on=m.sense("<DAY>"))
