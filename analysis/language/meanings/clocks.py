"""Meanings of times of day: clocks, zones, parts of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

from analysis.language.meanings.dates import fixed_day
from analysis.language.meanings.joined import weekdate
from analysis.language.meanings.match import MOST_DAYS, Match, Meant, meaning
from analysis.language.senses import (
    Bare,
    Clock,
    Fixed,
    Flat,
    Part,
    Sense,
)
from analysis.when import parse_offset, zone_named


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
    elif m.get("<n>") is not None or m.get("<ord>") is not None or m.get("<nth>") is not None:
        hour, minute, second = next(m.get(name) for name in ("<n>", "<ord>", "<nth>") if m.get(name) is not None), None, None
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
    return Clock(hour, minute, second, half_open=half is None and minute is None and not m.args)


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
    return Clock(minutes // 60, minutes % 60, half_open=not half)


@meaning("pastclock")
def _pastclock(m: Match) -> Meant:
    """pastclock 1|-1: "twenty past ten", "five minutes to six": <n> minutes after or before an hour of the dial."""
    numbers = [value for key, value, _ in m.captures if key in ("<n>", "<hour>")]
    if len(numbers) != 2 or numbers[0] not in (5, 10, 20, 25) or not 1 <= numbers[1] <= 12:
        return None
    minutes = (int(numbers[1]) * 60 + int(m.args[0]) * int(numbers[0])) % 720
    return Clock(minutes // 60 or 12, minutes % 60, half_open=minutes >= 60)


@meaning("zeroclock")
def _zeroclock(m: Match) -> Meant:
    """zeroclock: "at about 0315": four digits that begin with a nought, and so count nothing."""
    at = m.place("<hhmm>")
    if not m.scene.items[at].word.startswith("0"):
        return None
    hour, minute = m.get("<hhmm>")
    return [(Clock(hour, minute), at, at)]


@meaning("hhmmrange")
def _hhmmrange(m: Match) -> Meant:
    """hhmmrange: "between 2100 and 2200 hours"."""
    one, two = (Clock(*m.get("<hhmm>", at)) for at in (0, 1))
    first, second = (m.place("<hhmm>", at) for at in (0, 1))
    return [(one, first, first), (two, second, m.end - 1)]


@meaning("asofclock")
def _asofclock(m: Match) -> Meant:
    """asofclock: «по состоянию на 12 часов»: an hour behind words that lead to one; they are no part of it."""
    place = m.captures[0][2]
    hour = m.captures[0][1]
    return [(Clock(hour), place, m.end - 1)] if isinstance(hour, int) and hour <= 24 else None


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
    hour = m.get("<hour>") if m.has("<hour>") else m.get("<nth>")
    if hour > 24 or (after[:1].isalpha() and after not in ("за", "у", "в", "на", "і", "та")):
        return None
    return Clock(hour, half_open=True)


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


@meaning("pairclock")
def _pairclock(m: Match) -> Meant:
    """pairclock: «7.06, 8:15»: a day and month in digits, and a time of it."""
    on, month, _ = m.get("<dm>")
    hour, minute, second = m.get("<clock>")
    if not 1 <= month <= 12 or not 1 <= on <= MOST_DAYS[month]:
        return None
    return Clock(hour, minute, second, on=Bare(month=month, on=on))


@meaning("slashclock")
def _slashclock(m: Match) -> Meant:
    """slashclock: "18/08 14:20": a day and month, where they can be read in one order only, and a time."""
    first, second = m.get("<md>")
    on, month = (first, second) if first > 12 else (second, first)
    if (first > 12) == (second > 12) or not 1 <= month <= 12 or not 1 <= on <= MOST_DAYS[month]:
        return None
    hour, minute, seconds = m.get("<clock>")
    return Clock(hour, minute, seconds, on=Bare(month=month, on=on))


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
    part = m.sense("<DAYPART>") if m.has("<DAYPART>") else None
    on = part if part is not None else day_of(m)
    if isinstance(part, Part) and part.on is None and part.nth is None:
        return None
    if on is None:
        return None
    if isinstance(on, Fixed) and on.counted and any(m.scene.word(at) == "," for at in range(m.first + 1, m.end - 1)):
        words = [m.scene.word(at) for at in range(m.first + 1, m.end - 1)]
        if m.scene.items[m.first].sense is clock and words == [","]:
            return None  # «с 6 до 22 часов, завтра — ...»
    hour = clock.hour
    if part is not None and hour < 12 and part.code in ("AF", "EV"):
        hour += 12
    return replace(clock, on=on, hour=hour)


def day_of(m: Match) -> Sense:
    """The <DAY>, <WEEKDAY> or both ("Thursday, Oct. 9") that a joined rule asked for."""
    if m.has("<WEEKDAY>") and m.has("<DAY>"):
        return cast(Sense, weekdate(m))
    return cast(Sense, m.sense("<WEEKDAY>") if m.has("<WEEKDAY>") else m.sense("<DAY>"))
