"""Meanings of years and what they are made of or make: decades, quarters, seasons, festivals."""

from __future__ import annotations

from datetime import date

from analysis.language.almanac import SEASONS, Period, Unit, festival, period_of, season
from analysis.language.meanings.dates import full_year
from analysis.language.meanings.match import Match, Meant, meaning, unresolved
from analysis.language.scene import Scene
from analysis.language.senses import (
    SEASON_NAMES,
    Bare,
    Feast,
    Fixed,
    MovedFeast,
)

NOT_YEARS = frozenset("$€£₴₽#№+=*%/~<>")


@meaning("year")
def _year(m: Match) -> Meant:
    """year: a number that the words around it allow to be a year; year sure: one said to be one; year four: if it has four digits."""
    value = m.get("<year>") or m.get("<ord>") or m.get("<nth>") or m.get("<n>")
    if not isinstance(value, int):
        return None
    if m.args:
        least = 1 if m.args[0] == "sure" else 1000
        return Fixed(_year_period(value), "the year as written") if least <= value <= 2199 else None
    if not (1900 <= value <= 2099 or (value >= 1500 and m.scene.word(m.first - 1) in m.scene.grammar.year_leads)):
        return None
    return Fixed(_year_period(value), "the year as written") if m.scene.alone or _can_be_year(m.scene, m.first) else None


@meaning("years")
def _years(m: Match) -> Meant:
    """years: two <year>."""
    one, two = (Fixed(_year_period(m.get("<year>", at)), "the year as written") for at in (0, 1))
    return [(one, m.first, m.first), (two, m.place("<year>", 1), m.end - 1)]


@meaning("seasonyears")
def _seasonyears(m: Match) -> Meant:
    """seasonyears: "1990-91": a <year> and the next in two digits, each a date of its own."""
    first, second = m.get("<year>"), m.get("<yy>")
    if (first + 1) % 100 != second or not 1900 <= first <= 2099 or not (m.scene.alone or _can_be_year(m.scene, m.first, m.end - 1)):
        return None
    one, two = (Fixed(_year_period(year), "the year as written") for year in (first, first + 1))
    return [(one, m.first, m.first), (two, m.end - 1, m.end - 1)]


@meaning("yearshort")
def _yearshort(m: Match) -> Meant:
    """yearshort: "'92" behind a word that leads to years."""
    items = m.scene.items
    before = items[m.first - 1] if m.first else None
    if before is None or before.end == items[m.first].start or items[m.first].end != items[m.end - 1].start:
        return None  # a closing quotation mark, or a space between
    if before.word not in m.scene.grammar.year_leads and before.word not in ("and", "or"):
        return None
    return Fixed(_year_period(full_year(m.get("<yy>"), m.today)), "the year as written, in two digits")


def _can_be_year(scene: Scene, at: int, last: int | None = None) -> bool:
    """Whether the words around four digits allow them to be a year: they count nothing, and stand in no row of numbers."""
    grammar = scene.grammar
    end = at if last is None else last
    before, after = scene.word(at - 1), scene.word(end + 1)
    follower = scene.items[end + 1] if end + 1 < len(scene.items) else None
    if before in NOT_YEARS or after in NOT_YEARS or before[:1].isdecimal() or after[:1].isdecimal() or before in grammar.year_never:
        return False
    if follower is not None and follower.start == scene.items[end].end and after[:1].isalpha():
        return False
    if before == "-" and at > 1 and scene.items[at - 2].end == scene.items[at - 1].start and scene.word(at - 2)[:1].isalpha():
        return scene.word(at - 2) in grammar.year_leads  # mid-2013, but not MH-1970
    led = before in grammar.year_leads
    if before in SINCE and after not in CLOCKED:
        return True  # "since 1990 more than 500 people"
    if after in grammar.counted or (grammar.year_followers and after[:1].isalpha() and after not in grammar.year_followers):
        return False
    named = follower is not None and follower.capital and before != "the"  # "his 1987 Chevrolet", but "the 2012 Olympics"
    return led or (grammar.table.language == "en" and (not named or before in MARKS)) or before in MARKS


SINCE = frozenset({"since", "until", "till"})
"""Behind these four digits are a year whatever follows, except an hour's name."""
CLOCKED = frozenset({"hours", "hrs", "gmt", "utc", "z", "local"})
MARKS = frozenset("(,-—'")


def _year_period(value: int) -> Period:
    return period_of("year", date(value, 1, 1))


@meaning("decade")
def _decade(m: Match) -> Meant:
    """decade: 1990s, 80-х: the decade that begins with the year, or with these digits in the 20th or 21st century.

    decade led: only behind a word that leads to times, where two digits or a word stand alone («в начале 90-х»).
    """
    if "led" in m.args and (m.get("<tens>") or 0) < 100 and not m.scene.alone and m.scene.word(m.first - 1) not in LED_DECADE:
        return None
    if "led" in m.args and m.get("<decade>") and not m.scene.alone and m.scene.word(m.first - 1) not in LED_DECADE:
        return None
    value = m.get("<year>") if m.get("<year>") is not None else m.get("<yy>")
    if value is None:
        value = m.get("<ord>") or m.get("<tens>") or m.get("<decade>")
    if value is None:
        value = int(m.args[0])
    if value < 100:
        value += 1900 if value >= 30 else 2000
    if value % 10:
        return None
    return Fixed(period_of("decade", date(value, 1, 1)), "the decade as written")


LED_DECADE = frozenset({
    "в", "с", "со", "до", "из", "к", "начале", "начала", "началу", "середине", "середины", "конце", "конца", "концу", "концом", "у",
    "з", "із", "зі", "від", "після", "початку", "середині", "кінці", "кінця", "наприкінці",
})  # fmt: skip
"""Words behind which tens alone are a decade."""


@meaning("decadeof")
def _decadeof(m: Match) -> Meant:
    """decadeof: «40-е годы прошлого века»: the <DECADE> with the same digits in the <CENTURY>."""
    decade, century = m.sense("<DECADE>"), m.sense("<CENTURY>")
    if not isinstance(decade, Fixed) or not isinstance(century, Fixed):
        return None
    start = century.period.first.year // 100 * 100 + decade.period.first.year % 100
    return Fixed(period_of("decade", date(start, 1, 1)), f"the decade of {century.why}", counted=century.counted)


@meaning("century")
def _century(m: Match) -> Meant:
    """century: <ord> or <roman> century."""
    nth = m.get("<ord>") or m.get("<roman>")
    if not 1 <= nth <= 22:
        return None
    found = period_of("century", date(max(1, nth * 100 - 100), 1, 1))
    return Fixed(found, f"the century, number {nth}")


@meaning("quarter")
def _quarter(m: Match) -> Meant:
    """quarter: <ord> or <q>, with <year> or bare; quarter half: the first or second half of a year."""
    number = m.get("<q>") or m.get("<ord>")
    if number is None:
        number = m.get("<n>")
    year = m.get("<year>") or m.get("<nth>")
    if year is not None and not 1000 <= year <= 2199:
        return None
    if year is None and m.get("<yy>") is not None:
        year = full_year(m.get("<yy>"), m.today)
    if "half" in m.args:
        by = next((by for by, word in ((-1, "last"), (0, "this"), (1, "next")) if word in m.args), None)
        year = year if year is not None else m.today.year + by if m.today and by is not None else None
        if number not in (1, 2):
            return None
        if year is None:
            return Bare(half=number) if "bare" in m.args else None
        return Fixed(period_of("half", date(year, 1 if number == 1 else 7, 1)), "the half of the year as written")
    if number not in (1, 2, 3, 4):
        return None
    if year is not None:
        return Fixed(period_of("quarter", date(year, number * 3, 1)), "the quarter as written")
    return Bare(quarter=number)


@meaning("seasonbare")
def _seasonbare(m: Match) -> Meant:
    """seasonbare: a season without a year, where the words around it show that it is no verb and no name."""
    before, after = m.scene.word(m.first - 1), m.scene.word(m.end)
    led = m.scene.items[m.first].word == "the" or before in m.scene.grammar.month_leads
    word = m.scene.items[m.place("<season>")].word
    if not (led or m.scene.alone) or after == "of" or (word == "fall" and before == "to"):
        return None
    return Bare(season=m.get("<season>"))


@meaning("season")
def _season(m: Match) -> Meant:
    """season: bare or with <year>; season past|past2|next|this; season N: that of the year N after the publication's."""
    code, year = m.get("<season>") or m.get("<seasonal>"), m.get("<year>") or m.get("<nth>")
    if year is not None and year < 100 and m.has("<nth>"):
        year = full_year(year, m.today)  # «зимой 22-го»
    if year is not None and not 1000 <= year <= 2199:
        return None
    if year is not None:
        found = season(year, code)
        days = (date(year, 1, 1), found.last) if code == "WI" else None
        why = f"{SEASON_NAMES[code]} as written" + ("; either winter that has months in the year" if days else "")
        return Fixed(found, why, days=days)
    if not m.args:
        return Bare(season=code)
    if m.today is None:
        return unresolved(m, f"XXXX-{code}", f"a {SEASON_NAMES[code]}")
    found = season(m.today.year, code)
    if m.args[0] in ("past", "past2"):
        while found.last >= m.today:
            found = found.shift(-4)
        if m.args[0] == "past2":
            found = found.shift(-4)
    elif m.args[0] == "next":
        while found.first <= m.today:
            found = found.shift(4)
    elif m.args[0] == "this" and code == "WI" and m.today.month < SEASONS["FA"]:
        found = found.shift(-4)  # "this winter", said in January, or in April when it is over
    elif m.args[0] in ("-2", "-1", "0", "+1"):
        found = season(m.today.year + int(m.args[0]), code)
    side = {"past": "before", "past2": "before the last before", "next": "after"}.get(m.args[0], "around")
    return Fixed(found, f"the {SEASON_NAMES[code]} {side} the publication", counted=True)


@meaning("seasonthird")
def _seasonthird(m: Match) -> Meant:
    """seasonthird START|MID|END: «с начала осени»: the first, middle or last third of a <season>."""
    return Bare(season=m.get("<season>"), mod=m.args[0])


@meaning("seasonsplit")
def _seasonsplit(m: Match) -> Meant:
    """seasonsplit: "the winter of 2008-09": a <season> that has days in both years, or the one of the first."""
    code = m.get("<season>") or m.get("<seasonal>")
    if m.get("<ym>"):
        first, second = m.get("<ym>")
    else:
        first, second = m.get("<year>"), m.get("<year>", 1) or m.get("<yy>")
    if (first + 1) % 100 != second % 100 or not 1000 <= first <= 2199:
        return None
    return Fixed(season(first, code), f"{SEASON_NAMES[code]} as written")


@meaning("festival")
def _festival(m: Match) -> Meant:
    """festival: <festival>, with <year> or bare."""
    rule = m.get("<festival>")
    words = " ".join(item.word for item in m.scene.items[m.first : m.end] if not item.word[:1].isdecimal())
    return Feast(rule, words, m.get("<year>"))


@meaning("feast")
def _feast(m: Match) -> Meant:
    """feast RULE [US] [ahead]: a festival of several words; ahead: the coming one.

    US: other countries keep another day under this name, which the reason says.
    """
    words = " ".join(item.word for item in m.scene.items[m.first : m.end] if not item.word[:1].isdecimal())
    kept = " as the United States keep it" if "US" in m.args else ""
    return Feast(m.args[0], words + kept, m.get("<year>"), ahead="ahead" in m.args)


@meaning("feastmoved")
def _feastmoved(m: Match) -> Meant:
    """feastmoved OLD NEW YEAR: a festival that was moved from one day to another in a year."""
    words = " ".join(item.word for item in m.scene.items[m.first : m.end] if not item.word[:1].isdecimal())
    old, new = (Feast(rule, words, m.get("<year>")) for rule in m.args[:2])
    return MovedFeast(old, new, int(m.args[2]))


@meaning("feastweek")
def _feastweek(m: Match) -> Meant:
    """feastweek [weekend]: the week, or weekend, of the <festival> nearest to the publication."""
    rule = m.get("<festival>")
    if m.today is None:
        return unresolved(m, "XXXX-WXX", "the week of a festival")
    today = m.today
    near = min((festival(rule, year) for year in (today.year - 1, today.year, today.year + 1)), key=lambda on: abs(on - today))
    unit: Unit = "weekend" if "weekend" in m.args else "week"
    return Fixed(period_of(unit, near), f"the {unit} of the {m.scene.word(m.first)} nearest to the publication", counted=True)
