"""Meanings of lengths of time, repetitions, and references to past, present and future."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from analysis.language.almanac import UNITS, day, period_of
from analysis.language.meanings.match import Match, Meant, meaning
from analysis.language.senses import (
    MONTHS,
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
    if not m.args and count is None and _counts_before(m):
        return Flat("SET", Lasting(1, unit).timex(), "a repetition; the words do not say when")
    if count is None:
        count = None if m.args and m.args[0] == "X" else float(m.args[0]) if m.args else 1
    elif m.args and m.args[0].startswith("+"):
        count += float(m.args[0])
    if _is_year(m, unit, count):
        return None
    if m.scene.items[m.end - 1].capital and m.scene.items[m.first].keys is not None and m.scene.items[m.end - 1].word.isalpha():
        return None  # "60 Minutes" is a name
    if unit == "hour" and len(m.scene.word(m.first)) == 4 and m.scene.word(m.first - 1) in HOURLY:
        return None  # "at 1530 hours"
    if m.scene.word(m.end) in AGES or (m.scene.word(m.end) in ("-", " ") and m.scene.word(m.end + 1) in AGES):
        return None
    if unit == "second" and count is not None and m.scene.items[m.end - 1].word in ("second", "секунди") and count != int(count):
        return None
    return Lasting(count, unit)


def _names_part(m: Match) -> bool:
    """Whether the words go on with the month or year of which this is the last week or day: "in the last week of December"."""
    at = m.end + (m.scene.word(m.end) in ("of", "in"))
    after = m.scene.items[at] if at < len(m.scene.items) else None
    if after is None or m.has("<n>"):
        return False
    keys = after.keys if after.keys is not None else m.scene.grammar.vocabulary.get(after.word, ())
    return any(key == "<month>" for key, _ in keys) and (at > m.end or m.scene.grammar.table.language != "en")


def _is_year(m: Match, unit: str, count: float | None) -> bool:
    """Whether a number of years is a year: «протягом 2022 року»."""
    singular = m.scene.grammar.vocabulary.get(m.scene.word(m.end - 1), ())
    return unit == "year" and count is not None and 1000 <= count <= 2199 and any(key == "<yr>" for key, _ in singular)


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


@meaning("lastingnth")
def _lastingnth(m: Match) -> Meant:
    """lastingnth: "a third straight day": a run of the unit that has reached this number."""
    unit = m.get("<unit>") or m.scene.word(m.end - 1)
    return Lasting(m.get("<ord>"), unit)


@meaning("lastingand")
def _lastingand(m: Match) -> Meant:
    """lastingand: «год и два месяца»: one <unit> and so many of a smaller one."""
    (one, two), count = [value for key, value, _ in m.captures if key == "<unit>"], m.get("<n>")
    most = PARTS_OF.get((one, two), 0)
    if not _whole(count) or not 0 < count < most:
        return None
    value = Lasting(1, one).timex() + Lasting(count, two).timex().removeprefix("PT" if one in ("hour", "minute") else "P")
    return Lasting(most + count, two, value=value)


@meaning("lastingboth")
def _lastingboth(m: Match) -> Meant:
    """lastingboth: "five hours and 20 minutes": a <DURATION> and one of the next smaller unit, together one length."""
    one, two = (m.scene.items[m.place("<DURATION>", at)].sense for at in (0, 1))
    if not isinstance(one, Lasting) or not isinstance(two, Lasting) or (one.unit, two.unit) not in PARTS_OF:
        return None
    most = PARTS_OF[one.unit, two.unit]
    if one.value or two.value or not _whole(one.count) or not _whole(two.count) or cast(float, two.count) >= most:
        return None
    value = one.timex() + two.timex().removeprefix("PT" if one.unit in ("hour", "minute") else "P")
    return Lasting(cast(float, one.count) * most + cast(float, two.count), two.unit, value=value)


def _whole(count: float | None) -> bool:
    return count is not None and count == int(count)


PARTS_OF = {
    ("year", "month"): 12,
    ("month", "week"): 5,
    ("month", "day"): 31,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
"""The units of a length that is said in two parts, and how many of the smaller the larger holds at most."""


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
    if _is_year(m, unit, count) or _names_part(m):
        return None
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


def _counts_before(m: Match) -> bool:
    """Whether a number and what it counts stand before "a day" ("sixty trains a day"): so many in each."""
    if m.scene.word(m.first) not in ("a", "an") or m.first < 2:
        return False
    noun, number = m.scene.items[m.first - 1], m.scene.items[m.first - 2]
    keys = number.keys if number.keys is not None else m.scene.grammar.vocabulary.get(number.word, ())
    return noun.keys is None and noun.word.endswith("s") and any(key == "<n>" for key, _ in keys)


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


@meaning("setmonth")
def _setmonth(m: Match) -> Meant:
    """setmonth: "each May": every <month>."""
    number, item = m.get("<month>"), m.scene.items[m.place("<month>")]
    if item.word in m.scene.grammar.doubtful and not item.capital:
        return None  # "every march"
    return Flat("SET", f"XXXX-{number:02d}", f"every {MONTHS[number]}")


@meaning("setpart")
def _setpart(m: Match) -> Meant:
    """setpart: every <part> of the day."""
    code = m.get("<part>")
    return Flat("SET", f"XXXX-XX-XXT{'NI' if code == 'ON' else code}", "a repetition; the words do not say when")


@meaning("setof")
def _setof(m: Match) -> Meant:
    """setof: "three days a week": TIMEX3's value is the period in which it recurs, the last <unit>."""
    inner, outer = m.get("<units>") or m.get("<unit>"), m.get("<unit>", -1)
    if inner == outer:
        return None
    return Flat("SET", Lasting(1, outer).timex(), "a repetition; the words do not say when")


@meaning("setsome")
def _setsome(m: Match) -> Meant:
    """setsome: every few of a <units>."""
    return Flat("SET", Lasting(None, m.get("<units>")).timex(), "a repetition; the words do not say when")


@meaning("setn")
def _setn(m: Match) -> Meant:
    """setn N: every so many of a <unit>."""
    return Flat("SET", Lasting(int(m.args[0]), m.get("<unit>")).timex(), "a repetition; the words do not say when")


CARRY_ON = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "this", "these", "such", "that", "but", "and", "or", "when", "as", "has", "have",
    "had", "is", "was", "were", "are", "been", "did", "would", "could", "by", "with", "without", "also", "not", "only", "often", "и",
    "а", "но", "как", "когда", "он", "она", "они", "мы", "уже", "не", "было", "был", "была", "были", "й", "та", "але", "як", "коли",
    "він", "вона", "вони", "ми", "вже", "було", "був", "була", "були",
})  # fmt: skip
"""Words that go on with the sentence behind "in the past", and are no noun that it could belong to."""


@meaning("ref")
def _ref(m: Match) -> Meant:
    """ref PAST|FUTURE: some time before or after the publication; with "end", only where the phrase ends there."""
    after = m.scene.word(m.end)
    if "end" in m.args and after[:1].isalnum() and after not in CARRY_ON:
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
