"""Meanings of lengths of time, repetitions, and references to past, present and future."""

from __future__ import annotations

from datetime import timedelta

from analysis.language.almanac import UNITS, day, period_of
from analysis.language.meanings.match import Match, Meant, meaning
from analysis.language.senses import (
    WEEKDAYS,
    Fixed,
    Flat,
    Lasting,
    Present,
    Sense,
)


@meaning("lasting")
def lasting(m: Match) -> Meant:
    """lasting [N [UNIT]]: a duration; `<n> <unit>`, or N of the unit; lasting X: some."""
    unit = m.get("<unit>") or m.get("<units>") or m.args[1]
    count = m.get("<n>")
    if count is None:
        count = None if m.args and m.args[0] == "X" else float(m.args[0]) if m.args else 1
    elif m.args and m.args[0].startswith("+"):
        count += float(m.args[0])
    if m.scene.items[m.end - 1].capital and m.scene.items[m.first].keys is not None and m.scene.items[m.end - 1].word.isalpha():
        return None  # "60 Minutes" is a name
    if unit == "hour" and len(m.scene.word(m.first)) == 4 and m.scene.word(m.first - 1) in HOURLY:
        return None  # "at 1530 hours"
    if m.scene.word(m.end) in AGES or (m.scene.word(m.end) in ("-", " ") and m.scene.word(m.end + 1) in AGES):
        return None
    if unit == "second" and count is not None and m.scene.items[m.end - 1].word in ("second", "секунди") and count != int(count):
        return None
    return Lasting(count, unit)


@meaning("lastingled")
def _lastingled(m: Match) -> Meant:
    """lastingled X: like lasting, with words around it that show the length and are no part of it ("in the days before")."""
    at = m.place("<units>")
    start = at - 1 if at > m.first and m.scene.word(at - 1) == "the" else at
    found = lasting(m)
    return [(found, start, at)] if isinstance(found, Sense) else found


HOURLY = frozenset({"at", "around", "by", "since", "until", "from", "approximately"})
"""Words behind which four digits before "hours" are a time of day."""
AGES = frozenset(("old", "olds"))


@meaning("ordinalday")
def _ordinalday(m: Match) -> Meant:
    """ordinalday: «третьи сутки»: a count of days that goes on, as long as its number."""
    return Lasting(m.get("<ord>"), "day")


@meaning("lastinghalf")
def _lastinghalf(m: Match) -> Meant:
    """lastinghalf: 5 1/2 hours."""
    above, below = m.get("<md>")
    if not 0 < above < below:
        return None
    return Lasting(m.get("<n>") + above / below, m.get("<unit>"))


@meaning("lasting2")
def _lasting2(m: Match) -> Meant:
    """lasting2: two to three weeks: the longer."""
    return Lasting(m.get("<n>", 1), m.get("<unit>"))


@meaning("within")
def _within(m: Match) -> Meant:
    """within -1|1 [N|X [UNIT]]: a duration that ends, or begins, with the publication."""
    side = int(m.args[0])
    unit = m.get("<unit>") or m.get("<units>") or (m.args[2] if len(m.args) > 2 else "day")
    count = m.get("<n>")
    if count is None:
        count = None if len(m.args) > 1 and m.args[1] == "X" else float(m.args[1]) if len(m.args) > 1 else 1
    found = Lasting(count, unit, -1 if side < 0 else 1, coverage=True)
    led = m.scene.word(m.first) in LED and m.end > m.first + 1
    return [(found, m.first + 1, m.end - 1)] if led else found


LED = frozenset({"over", "during", "in", "within", "for"})
"""Prepositions that decide "last year" to be a length, and are no part of the expression."""


@meaning("upto")
def _upto(m: Match) -> Meant:
    """upto: "the upcoming two weeks": TIMEX3 value the last of the coming units, span all of them."""
    count, unit = int(m.get("<n>")), m.get("<unit>")
    if m.today is None or unit not in UNITS or count < 1:
        return Lasting(count, unit)
    if unit == "day":
        last = day(m.today + timedelta(days=count))
        start = m.today + timedelta(days=1)
    else:
        this = period_of(unit, m.today)
        last, start = this.shift(count), this.shift(1).first
    return Fixed(last, f"the {count} {unit}s after that of the publication, named by the last", counted=True, days=(start, last.last))


@meaning("set")
def _set(m: Match) -> Meant:
    """set [VALUE]: a repetition: the value given, every <unit>, or every <weekday>."""
    if m.args:
        return Flat("SET", m.args[0], "a repetition; the words do not say when")
    weekday = m.get("<weekday>") or m.get("<weekdays>") or m.get("<fullday>")
    if weekday:
        return Flat("SET", f"XXXX-WXX-{weekday}", f"every {WEEKDAYS[weekday]}")
    count = m.get("<n>") or m.get("<ord>") or 1
    return Flat("SET", Lasting(count, m.get("<unit>")).timex(), "a repetition; the words do not say when")


@meaning("setn")
def _setn(m: Match) -> Meant:
    """setn N: every so many of a <unit>."""
    return Flat("SET", Lasting(int(m.args[0]), m.get("<unit>")).timex(), "a repetition; the words do not say when")


@meaning("ref")
def _ref(m: Match) -> Meant:
    """ref PAST|FUTURE: some time before or after the publication; with "end", only where the phrase ends there."""
    if "end" in m.args and m.scene.word(m.end)[:1].isalnum():
        return None
    where = "before" if m.args[0] == "PAST" else "after"
    return Flat("DATE", f"{m.args[0]}_REF", f"some time {where} the publication")


@meaning("now")
def _now(m: Match) -> Meant:
    """now: the time of writing; now adjective: "current", which has no time of its own where it is only an epithet."""
    return Present()


@meaning("none")
def _none(m: Match) -> Meant:
    """none: words that look like a time and are not one; nothing shorter is looked for in them."""
    return []
