"""Meanings of dates: a day and month, digits, a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from analysis.language.almanac import day, period_of
from analysis.language.meanings.match import MOST_DAYS, Match, Meant, meaning, unresolved
from analysis.language.senses import (
    MONTHS,
    Bare,
    Either,
    Fixed,
    Flat,
    Sense,
)
from analysis.language.words import Item


@meaning("date")
def _date(m: Match) -> Meant:
    """date: <day> or <ord>, <month>, and <year> where it is given."""
    on = m.get("<day>") or m.get("<ord>") or 0
    month, year = m.get("<month>"), m.get("<year>")
    if year is None and m.get("<yy>") is not None and m.captures[-1][0] == "<yy>":
        year = full_year(m.get("<yy>"), m.today)
    return dated(on, month, year, m)


def dated(on: int, month: int, year: int | None, m: Match) -> Meant:
    if not 1 <= on <= 31:
        return None
    bad = m.get("<badyear>")
    if bad is not None:
        return Flat("DATE", f"{bad}-{month:02d}-{on:02d}", f"the year {bad} is no year this tool knows; shown as written")
    if year is None:
        if on > MOST_DAYS[month]:
            value = f"{m.today.year:04d}" if m.today else "XXXX"
            return Flat("DATE", f"{value}-{month:02d}-{on:02d}", f"{on} {MONTHS[month]} does not exist; shown as written")
        return Bare(month=month, on=on)
    return fixed_day(year, month, on)


def fixed_day(year: int, month: int, on: int) -> Sense:
    """A day of the calendar; one that does not exist is shown as written."""
    try:
        return Fixed(day(date(year, month, on)), "the date as written")
    except ValueError:
        name = f"{on} {MONTHS[month]} {year}" if 1 <= month <= 12 else f"month {month}"
        return Flat("DATE", f"{year:04d}-{month:02d}-{on:02d}", f"{name} does not exist; shown as written")


@meaning("datenth")
def _datenth(m: Match) -> Meant:
    """datenth: <day> or <ord>, <month>, and a year written as an ordinal (2024-го)."""
    year = m.get("<nth>", -1)
    return dated(m.captures[0][1], m.get("<month>"), year, m) if 1000 <= year <= 2199 else None


@meaning("dateinyear")
def _dateinyear(m: Match) -> Meant:
    """dateinyear N: <day> or <ord> and <month> of the year N after the publication's."""
    on, month = m.get("<day>") or m.get("<ord>"), m.get("<month>")
    if m.today is None:
        return unresolved(m, f"XXXX-{month:02d}-{on:02d}", "a day of a year counted from the publication")
    sense = fixed_day(m.today.year + int(m.args[0]), month, on)
    return replace(sense, counted=True) if isinstance(sense, Fixed) else sense


@meaning("days")
def _days(m: Match) -> Meant:
    """days: two or three <day> of one <month>, each a date of its own."""
    month, year = m.get("<month>"), m.get("<year>")
    places = [(value, place) for key, value, place in m.captures if key in ("<day>", "<ord>")]
    senses = [dated(value, month, year, m) for value, _ in places]
    if len(places) == 3 and all(isinstance(sense, Sense) for sense in senses):
        return [
            (cast(Sense, sense), place, place if at < 2 else m.end - 1)
            for at, (sense, (_, place)) in enumerate(zip(senses, places, strict=True))
        ]
    if len(places) != 2 or any(not isinstance(sense, Sense) for sense in senses) or places[0][0] == places[1][0]:
        return None
    month_first = m.place("<month>") < places[0][1]
    one, two = cast(list[Sense], senses)
    if month_first:
        return [(one, m.first, places[0][1]), (two, places[1][1], m.end - 1)]
    return [(one, places[0][1], places[0][1]), (two, places[1][1], m.end - 1)]


@meaning("numeric")
def _numeric(m: Match) -> Meant:
    """numeric: a whole date in digits."""
    readings = m.get("<date>")
    year_text = readings[0][0]
    if len(year_text) == 5:
        year_text, month, on = readings[0]
        return Flat(
            "DATE", f"{year_text}-{int(month):02d}-{int(on):02d}", f"the year {year_text} is no year this tool knows; shown as written"
        )
    year = int(year_text) if len(year_text) == 4 else full_year(int(year_text), m.today)
    raw = m.scene.items[m.place("<date>")].word
    if len(year_text) == 2 and "/" not in raw and not _dated_context(m):
        return None
    if not 1000 <= year <= 2199:
        return None
    dates = [(int(month), int(on)) for _, month, on in readings]
    if len(dates) == 1:
        month, on = dates[0]
        if not 1 <= month <= 12 or not 1 <= on <= 31:
            return (
                Flat("DATE", f"{year:04d}-{month:02d}-{on:02d}", "no month of the year has this number; shown as written")
                if len(year_text) == 4 and month <= 31 and on <= 31
                else None
            )
        return fixed_day(year, month, on)
    if m.scene.grammar.table.language != "en":
        return fixed_day(year, *dates[1])
    if m.scene.day_first is not None:
        chosen = fixed_day(year, *dates[1 if m.scene.day_first else 0])
        if isinstance(chosen, Fixed):
            order = "day" if m.scene.day_first else "month"
            return replace(chosen, why=f"read {order} first, as other dates of the text are written")
        return chosen
    return Either((date(year, *dates[0]), date(year, *dates[1])))


def _dated_context(m: Match) -> bool:
    """Whether 18.09.24 can be a date here and no version or outline number: month and day exist."""
    _, month, on = m.get("<date>")[0]
    return 1 <= int(month) <= 12 and 1 <= int(on) <= 31


def full_year(two: int, today: date | None) -> int:
    """The year of two digits: at most 10 years after the publication; without one, as POSIX reads it (69 to 99 are 19xx)."""
    if today is None:
        return two + (1900 if two >= 69 else 2000)
    year = today.year // 100 * 100 + two
    return year - 100 if year > today.year + 10 else year + 100 if year <= today.year - 90 else year


@meaning("pair")
def _pair(m: Match) -> Meant:
    """pair: 2/15 or 15.02, where something around it says that it is a date."""
    slashed, dotted = m.get("<md>"), m.get("<dm>")
    scene = m.scene
    before = scene.word(m.first - 1)
    if not (before in scene.grammar.date_leads or scene.alone or "date" in m.args):
        return None
    if dotted is not None:
        on, month, digits = dotted
        if digits != 2 and not scene.alone and "date" not in m.args:
            return None
    else:
        month, on = slashed
        if scene.day_first or month > 12 or scene.grammar.table.language != "en":
            month, on = on, month
    if not 1 <= month <= 12 or not 1 <= on <= MOST_DAYS[month]:
        return None
    return Bare(month=month, on=on)


@meaning("yearmonth")
def _yearmonth(m: Match) -> Meant:
    """yearmonth: <ym>, or <month> with <year>."""
    if m.get("<ym>"):
        year, month = m.get("<ym>")
        if not 1900 <= year <= 2099:
            return None
    else:
        year, month = m.get("<year>") or m.get("<nth>"), m.get("<month>")
        if not 1000 <= year <= 2199:
            return None
    return Fixed(period_of("month", date(year, month, 1)), "the month as written")


@meaning("badmonth")
def _badmonth(m: Match) -> Meant:
    """badmonth: a <month> of a year of five digits: shown as written."""
    bad, month = m.get("<badyear>"), m.get("<month>")
    return Flat("DATE", f"{bad}-{month:02d}", f"the year {bad} is no year this tool knows; shown as written")


@meaning("months")
def _months(m: Match) -> Meant:
    """months: two <month> of one <year>."""
    year = m.get("<year>")
    one, two = (Fixed(period_of("month", date(year, m.get("<month>", at), 1)), "the month as written") for at in (0, 1))
    return [(one, m.first, m.first), (two, m.place("<month>", 1), m.end - 1)]


@meaning("month")
def _month(m: Match) -> Meant:
    """month: bare; month past|next|this."""
    number = m.get("<month>")
    item = m.scene.items[m.place("<month>")]
    if not m.args:
        if not _is_month(m, item.word, item.capital):
            return None
        return Bare(month=number)
    if not item.capital and item.word in m.scene.grammar.doubtful and not m.scene.alone:
        return None  # "this march"
    if m.today is None:
        return unresolved(m, f"XXXX-{number:02d}", f"a {MONTHS[number]}")
    found = period_of("month", date(m.today.year, number, 1))
    if m.args[0] == "past" and found.last >= m.today:
        found = found.shift(-12)
    if m.args[0] == "next" and found.first <= m.today:
        found = found.shift(12)
    which = {"past": "the last", "next": "the next", "this": "this year's", "afternext": "the second next"}[m.args[0]]
    if m.args[0] == "afternext":
        found = found.shift(12 if found.first > m.today else 24)
    return Fixed(found, f"{which} {MONTHS[number]}", counted=True)


def _is_month(m: Match, word: str, capital: bool) -> bool:
    """Whether a month's name that is also another word (May, March, Dec) is one: written large, and behind a word that leads to months."""
    if m.scene.alone:
        return True
    follower = m.scene.items[m.end] if m.end < len(m.scene.items) else None
    if m.scene.word(m.first - 1) in m.scene.grammar.month_leads:
        if m.scene.word(m.first - 1) in JOINING and _is_name(m, follower):
            return False  # "and Jan Kavan", "of August Wilson"
        return capital or word not in m.scene.grammar.doubtful
    if capital and m.scene.word(m.first - 1) == "the" and follower is not None and follower.word.isalpha() and not follower.capital:
        return follower.word not in UNLED  # "the March vote", but "the March for Life"
    named = capital and follower is not None and follower.capital  # April Jones
    return word not in m.scene.grammar.doubtful and not named


def _is_name(m: Match, follower: Item | None) -> bool:
    """Whether an English month name that people bear too stands before another name."""
    if m.scene.grammar.table.language != "en" or follower is None or not follower.capital or not follower.word.isalpha():
        return False
    whole = m.scene.items[m.first]
    return whole.word in NAMES and whole.end - whole.start == len(whole.word) and not follower.keys


NAMES = frozenset({"jan", "april", "may", "june", "august", "mar", "dec", "jun"})
JOINING = frozenset({"and", "of", "to", "for", "from", "by", "between", "until", "after", "before"})
UNLED = frozenset({"for", "of", "on", "to", "in", "at", "from", "was", "is", "has", "had", "will", "and", "began", "against", "by", "with"})


@meaning("inyear")
def _inyear(m: Match) -> Meant:
    """inyear N: a <month> of the year N after the publication's."""
    if m.today is None:
        return unresolved(m, f"XXXX-{m.get('<month>'):02d}", "a month counted from the publication")
    year = m.today.year + int(m.args[0])
    return Fixed(period_of("month", date(year, m.get("<month>"), 1)), f"{MONTHS[m.get('<month>')]} of {year}", counted=True)


@meaning("bareday")
def _bareday(m: Match) -> Meant:
    """bareday MONTH DAY: a day of the year that a name stands for."""
    return Bare(month=int(m.args[0]), on=int(m.args[1]))


@meaning("fixed")
def _fixed(m: Match) -> Meant:
    """fixed YEAR MONTH DAY: a day of history that its name dates."""
    return Fixed(day(date(int(m.args[0]), int(m.args[1]), int(m.args[2]))), "the day that the name stands for")


@meaning("attacks")
def _attacks(m: Match) -> Meant:
    """attacks: 9/11, or September 11 before "attacks", names a day of 2001."""
    if m.get("<md>") is not None:
        return Fixed(day(date(2001, 9, 11)), "the day that the name stands for") if m.get("<md>") == (9, 11) else None
    on, month = m.get("<day>"), m.get("<month>")
    sense = Fixed(day(date(2001, 9, 11)), "the day that the name stands for") if (month, on) == (9, 11) else dated(on, month, None, m)
    return [(sense, m.first, m.end - 2)] if isinstance(sense, Sense) else None


@meaning("monththird")
def _monththird(m: Match) -> Meant:
    """monththird START|END: «в первых числах <month>»: its first or last third."""
    return Bare(month=m.get("<month>"), mod=m.args[0])


@meaning("monthdayled")
def _monthdayled(m: Match) -> Meant:
    """monthdayled: «до 25-го»: a day of a month, where no noun follows that the ordinal counts; the preposition is no part of it."""
    on = m.get("<nth>")
    after = m.scene.items[m.end] if m.end < len(m.scene.items) else None
    if not 1 <= on <= 31 or (after is not None and (after.keys or after.word[:1].isalpha()) and after.word not in FOLLOW):
        return None
    return [(Bare(on=on), m.first + 1, m.end - 1)]


@meaning("monthdaybare")
def _monthdaybare(m: Match) -> Meant:
    """monthdaybare: «снято 17-го.»: a day of a month that nothing follows which the ordinal could count."""
    on = m.get("<genitive>")
    after = m.scene.word(m.end)
    before = m.scene.items[m.first - 1] if m.first else None
    goes_on = after in AND and m.scene.word(m.end + 1) in m.scene.grammar.alone | {"ночью", "вночі"}
    told = after in (",", *AND) and m.scene.past_beside(m.first)
    if not 1 <= on <= 31 or not (after in STOPS or goes_on or told) or (before is not None and before.keys and before.sense is None):
        return None
    return Bare(on=on)


AND = frozenset({"и", "і", "й", "та"})
STOPS = frozenset({"", ".", "!", "?", "—", ":", ";", ")", "»", "…", "\n"})
"""What may follow a day of the month that stands alone."""


FOLLOW = frozenset({"и", "в", "на", "по", "до", "но", "а", "с", "і", "й", "та", "у", "з", "але"})


@meaning("monthday")
def _monthday(m: Match) -> Meant:
    """monthday: the 17th, without a month; monthday alone: only where nothing else is said."""
    if "alone" in m.args and not m.scene.alone:
        return None
    on = m.get("<nth>") or m.get("<ord>") or m.get("<day>")
    return Bare(on=on) if on is not None and 1 <= on <= 31 else None
