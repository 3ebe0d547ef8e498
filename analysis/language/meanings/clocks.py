"""Meanings of times of day: clocks, zones, parts of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

from analysis.language.almanac import day, weekday_near
from analysis.language.meanings.dates import dated, fixed_day
from analysis.language.meanings.match import Match, Meant, meaning
from analysis.language.senses import (
    WEEKDAYS,
    Bare,
    Clock,
    Fixed,
    Flat,
    HalfDay,
    Part,
)
from analysis.when import parse_offset, zone_named


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
    on = m.sense("<WEEKDAY>") if m.has("<WEEKDAY>") else m.sense("<DAY>")
    code = m.get("<part>") or (m.sense("<PART>").code if m.has("<PART>") else m.args[0])
    return Part(code, on)


@meaning("clock")
def _clock(m: Match) -> Meant:
    """clock: <clock>, <hour>, <hhmm> or <dm>, with <ampm> where it is given; clock +12: of the afternoon; clock H: that hour."""
    if m.get("<clock>"):
        hour, minute, second = m.get("<clock>")
    elif m.get("<hhmm>"):
        (hour, minute), second = m.get("<hhmm>"), None
    elif m.get("<dm>"):
        hour, minute, digits = m.get("<dm>")
        second = None
        if digits != 2 or minute > 59:
            return None
    elif m.get("<hour>") is not None:
        hour, minute, second = m.get("<hour>"), m.get("<n>") if m.captures[-1][0] == "<n>" and len(m.captures) > 1 else None, None
    elif m.get("<n>") is not None or m.get("<ord>") is not None:
        hour, minute, second = m.get("<n>") if m.get("<n>") is not None else m.get("<ord>"), None, None
    else:
        hour, minute, second = int(m.args[0]), None, None
    half = m.get("<ampm>") or next((arg for arg in m.args if arg in ("am", "pm", "night")), None)
    if half is not None:
        if not 0 <= hour <= 12:
            half = None if minute is not None and half != "night" else half
        if half is not None and not 1 <= hour <= 12:
            return None
        if half == "night":
            half = "am" if hour < 6 or hour == 12 else "pm"
        if half is not None:
            hour = hour % 12 + (12 if half == "pm" else 0)
    if not 0 <= hour <= 24 or (minute or 0) > 59 or (hour == 24 and minute):
        return None
    if not isinstance(hour, int) or not isinstance(minute or 0, int):
        return None
    return Clock(hour, minute, second)


@meaning("halfclock")
def _halfclock(m: Match) -> Meant:
    """halfclock MINUTES [am|pm|night]: half past four (30), «половина пятого» (-30): so many minutes after the hour named."""
    hour = next((m.get(name) for name in ("<hour>", "<n>", "<ord>") if m.get(name) is not None), 0)
    if not isinstance(hour, int) or not 1 <= hour <= 12:
        return None
    half = next((arg for arg in m.args[1:]), "")
    if half == "night":
        half = "am" if hour < 6 or hour == 12 else "pm"
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    minutes = (hour * 60 + int(m.args[0])) % 1440
    return Clock(minutes // 60, minutes % 60)


@meaning("clocks")
def _clocks(m: Match) -> Meant:
    """clocks: "between 2 and 4 a.m.": two <hour> in one half of the day, or from the one into the other (11 to 2 p.m.)."""
    hours = [(value, place) for key, value, place in m.captures if key in ("<hour>", "<n>")]
    half = m.get("<ampm>")
    if len(hours) != 2 or any(not isinstance(value, int) or not 1 <= value <= 12 for value, _ in hours):
        return None
    (one, first), (two, second) = hours
    end = two % 12 + (12 if half == "pm" else 0)
    start = one % 12 + (12 if half == "pm" else 0)
    if start > end:
        start = one % 12 if half == "pm" else one % 12 + 12
    return [(Clock(start), first, first), (Clock(end), second, m.end - 1)]


@meaning("dotclock")
def _dotclock(m: Match) -> Meant:
    """dotclock: 14.00 behind a word that may lead a date as well: a time where it can be no date."""
    first, second, digits = m.get("<dm>")
    if digits != 2 or (1 <= second <= 12 and 1 <= first <= 31) or not (second % 5 == 0 or m.scene.word(m.end) in ("мск", "до", "по")):
        return None
    return _clock(m)


@meaning("clockat")
def _clockat(m: Match) -> Meant:
    """clockat: «о 14»: an hour alone, where no noun follows that it could count."""
    after = m.scene.word(m.end)
    return None if after[:1].isalpha() and after not in ("за", "у", "в", "на", "і", "та") else Clock(m.get("<hour>"))


@meaning("nighton")
def _nighton(m: Match) -> Meant:
    """nighton: «в ночь на 17 сентября», «с 16 на 17»: the night that ends on the last day named."""
    days = [value for key, value, _ in m.captures if key in ("<day>", "<ord>")]
    months = [value for key, value, _ in m.captures if key == "<month>"]
    on, month = days[-1] if days else 0, months[-1] if months else None
    if m.get("<dm>"):
        on, month, _ = m.get("<dm>", -1)
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
    return cast(Part, m.sense("<DAYPART>"))


@meaning("weekdaynight")
def _weekdaynight(m: Match) -> Meant:
    """weekdaynight: «в ночь на среду»: the night that ends on the last <fullday> named."""
    return Part("ON", Bare(weekday=[value for key, value, _ in m.captures if key == "<fullday>"][-1]))


@meaning("midnight")
def _midnight(m: Match) -> Meant:
    """midnight: with which the day begins, or with which it ends."""
    return Clock(24)


@meaning("clockzone")
def _clockzone(m: Match) -> Meant:
    """clockzone: 1400 GMT: four digits and the zone, the last item."""
    (hour, minute), word = m.get("<hhmm>"), m.scene.items[m.end - 1].word
    name = {"msk": "Europe/Moscow", "est": "-05:00", "edt": "-04:00"}.get(word, "UTC")
    return Clock(hour, minute, None, zone_named(name), word.upper(), utc=word == "z")


@meaning("zoned")
def _zoned(m: Match) -> Meant:
    """zoned [ZONE]: a <CLOCK> or <TIME> with a zone: <zone>, or the one named; "here" is the publication's own."""
    clock = m.sense("<CLOCK>") if m.has("<CLOCK>") else m.sense("<TIME>")
    if not isinstance(clock, Clock) or clock.zone_name:
        return None
    name = m.get("<zone>") or m.args[0]
    if name == "offset":
        raw = "".join(item.word for item in m.scene.items[m.first + 1 : m.end])
        offset = parse_offset(raw)
        return None if offset is None else replace(clock, zone=offset, zone_name=raw.upper())
    if name == "here":
        return replace(
            clock, zone_name="local time" + ("" if m.scene.zone is not None else "; which zone is not known, so every zone is possible")
        )
    return replace(clock, zone=zone_named(name), zone_name=name, utc=m.scene.items[m.end - 1].word == "z")


@meaning("stamp")
def _stamp(m: Match) -> Meant:
    """stamp: ISO 8601 with date and time."""
    raw: str = m.get("<stamp>")
    year, month, on = int(raw[:4]), int(raw[5:7]), int(raw[8:10])
    hour, minute, rest = int(raw[11:13]), int(raw[14:16]), raw[16:]
    second = int(rest[1:3]) if rest[:1] == ":" else None
    zone_text = raw[max(raw.rfind("Z"), raw.rfind("+"), raw.rfind("-", 11)) :] if raw[11:].strip("0123456789:.,T") else ""
    if hour > 24 or minute > 59 or (second or 0) > 60 or (hour == 24 and minute):
        return Flat("TIME", raw, "no clock shows this time; shown as written")
    on_day = fixed_day(year, month, on)
    if not isinstance(on_day, Fixed):
        return on_day
    zone = None if not zone_text else timedelta(0) if zone_text == "Z" else parse_offset(zone_text)
    return Clock(hour, minute, second, zone, zone_text, on_day, utc=zone_text == "Z")


@meaning("timed")
def _timed(m: Match) -> Meant:
    """timed: a <CLOCK> on a <DAY> or <WEEKDAY>."""
    clock: Clock = m.sense("<CLOCK>")
    on = m.sense("<WEEKDAY>") if m.has("<WEEKDAY>") else m.sense("<DAY>") if m.has("<DAY>") else m.sense("<DAYPART>").on
    if on is None:
        return None
    if isinstance(on, Fixed) and on.counted and any(m.scene.word(at) == "," for at in range(m.first + 1, m.end - 1)):
        words = [m.scene.word(at) for at in range(m.first + 1, m.end - 1)]
        if m.scene.items[m.first].sense is clock and words == [","]:
            return None  # «с 6 до 22 часов, завтра — ...»
    hour = clock.hour
    if m.has("<DAYPART>") and hour < 12 and m.sense("<DAYPART>").code in ("AF", "EV"):
        hour += 12
    return replace(clock, on=on, hour=hour)
