"""Clock readings in text that a machine read off a picture: all usual orders and separators, with its slips.

One text gives one `Stamp`: the time of day, and every date that its digits may mean. Which order of day and month holds is not
decided here, unless a weekday, a month's name or an impossible month does. `analysis.language.running_clock` holds stamps of
many pictures to what clocks do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

from analysis.calendar_names import MONTHS, WEEKDAYS
from analysis.when import parse_offset
from analysis.zone_words import ABBREVIATIONS

Order = Literal["year first", "day first", "month first", "named month", "unix"]
Dates = tuple[tuple[Order, date], ...]

LONGEST = 200
"""Characters of a line that are looked at."""
EARLIEST = 1990
LATEST = 2069
"""Years in which cameras burn in clocks; two digits mean 1990 to 2069."""

CHINESE_WEEKDAYS = {sign: number for number, signs in enumerate(("一", "二", "三", "四", "五", "六", "日天"), 1) for sign in signs}
"""After 星期, 周 or 礼拜; Monday 1 (Unicode CLDR, zh)."""
HEBREW_MONTHS = {
    name: number
    for number, name in enumerate(
        ("ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"), 1
    )
}
"""Unicode CLDR, he."""
HEBREW_WEEKDAYS = {
    name: number for name, number in zip(("שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת", "ראשון"), range(1, 8), strict=True)
}

_HEBREW_DAY = re.compile(r"""יום\s?([אבגדהוש])(?![\u0590-\u05f2])|(?:^|\d)[\s,]*([אבגדהוש])['\u05f3\u2019`](?=[\s,]*(?:\d|$))""")
"""A day's letter after the word for day, or with its mark and nothing but figures beside it: a camera may be called by a letter too.
Sunday is the first day, Saturday has its own letter (Unicode CLDR, he, narrow)."""
HEBREW_LETTERS = {"ב": 1, "ג": 2, "ד": 3, "ה": 4, "ו": 5, "ש": 6, "א": 7}

LOOKALIKES = str.maketrans("OoQDIl|!iBSsZzОоЗзбІ", "00001111185522003361")
"""Letters that are read for digits of the same shape, Latin and Cyrillic."""

_S = r"[-/.,_·\s]{1,3}"
_FREE = r"(?<!\d)(?<!\d[-/.:])"
"""No digit before, and no part of a longer time or date."""
_DATE_4 = re.compile(rf"{_FREE}(\d{{4}}){_S}(\d{{1,2}}){_S}(\d{{1,2}})(?=[^\d:]|\d\d[:.]\d\d|$)")
_DATE_Y_LAST = re.compile(rf"{_FREE}(\d{{1,2}}){_S}(\d{{1,2}}){_S}(\d{{4}})(?=[^\d:]|\d\d?[:.]\d\d|$)")
_DATE_2 = re.compile(rf"{_FREE}(\d{{2}})([-/.])(\d{{2}})\2(\d{{2}})(?=[^\d:]|\d\d[:.]\d\d|$)")
_COMPACT = re.compile(rf"{_FREE}((?:19|20)\d{{2}})(\d{{2}})(\d{{2}})(?=[^\d:]|\d\d[:.]\d\d|$)")
_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})[\s_T-]{0,3}(\d{2})(\d{2})(\d{2})(?!\d)")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_WORD = r"([^\W\d_]{3,12})"
_YEAR = r"(\d{4}|\d{2}(?!\d|[:.]\d))"
_D_NAME_Y = re.compile(rf"{_FREE}(\d{{1,2}})[\s/.,-]*{_WORD}[\s/.,'-]*{_YEAR}")
_NAME_D_Y = re.compile(rf"{_WORD}[\s/.,-]*(\d{{1,2}})[\s/.,'-]+{_YEAR}")
_Y_NAME_D = re.compile(rf"{_FREE}(\d{{4}})[\s/.,-]*{_WORD}[\s/.,-]*(\d{{1,2}})(?![\d:])")
_TIME = re.compile(
    r"(?:(上午|下午|AM|PM)\s*)?(?<![\d:])(\d{1,2})\s?[:;]\s?(\d{2})(?:\s?[:;.]\s?(\d{2})(?!\d)(?:([.,:;])(\d{1,3})(?!\d))?)?\s*((?:[AP]\.?\s?M\b\.?)|[AP](?![A-Z]))?",
    re.IGNORECASE,
)
_TIME_DOTS = re.compile(r"(?<![\d.])(\d{2})[.-](\d{2})[.-](\d{2})(?![\d.])()()()()")
_TIME_CHINESE = re.compile(r"(?:(上午|下午)\s*)?(\d{1,2})\s*[时時点]\s*(\d{1,2})\s*分(?:\s*(\d{1,2})\s*秒)?")
_UNIX = re.compile(r"(?<![\d.:/-])(\d{10})(\d{3})?(?![\d:/-])")
_ZONE = re.compile(r"^\s*(Z(?![A-Z])|(?:UTC|GMT)\s*(?:[+-]\s?\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2})(?![\d:])", re.IGNORECASE)
_ABBREVIATION = re.compile(rf"^\s*\(?({'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})(?![A-Za-z])")
_CHINESE_WEEKDAY = re.compile("(?:星期|周|礼拜)([一二三四五六日天])")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one text says: the dates its digits may mean, by the order of their parts, and the time of day.

    `time` is in seconds after midnight, `width` the seconds of the last thing that was written (60 where no seconds were). `offset`
    from UTC is None where the text names no zone. `weekday` is by ISO 8601. `mended`: letters had to be taken for digits.
    """

    raw: str
    dates: Dates = ()
    time: Fraction | None = None
    width: Fraction = Fraction(1)
    offset: timedelta | None = None
    weekday: int | None = None
    mended: bool = False


def stamp_in(text: str) -> Stamp | None:
    """The clock reading in a line of text; None where there is none. First as it stands, then with letters taken for digits."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).replace("−", "-").replace("–", "-").strip()
    plain = re.sub(r"[^\W_]{2,12}", lambda word: _name(word[0]), plain)
    found = _stamp(plain, mended=False)
    if found is not None and found.time is not None and found.dates:
        return found
    mended = _mended(plain)
    other = _stamp(mended, mended=True) if mended != plain else None
    if other is None or (found is not None and _parts(other) <= _parts(found)):
        return found
    return other


def _parts(stamp: Stamp) -> int:
    return (stamp.time is not None) + bool(stamp.dates)


def _mended(text: str) -> str:
    """Words that hold digits or stand between signs of a date, with letters of the same shape as a digit taken for it."""
    return re.sub(r"[^\s:;./-]+", lambda word: word[0].translate(LOOKALIKES) if _nearly_digits(word[0]) else word[0], text)


def _name(word: str) -> str:
    """A word with digits that were read for letters ("0ct"), where that makes it the name of a month or weekday."""
    if word.isalpha() or word.isdigit():
        return word
    for one in "li":
        letters = word.translate(str.maketrans("0581", "osb" + one))
        if letters.casefold() in MONTHS or letters.casefold() in WEEKDAYS:
            return letters
    return word


def _nearly_digits(word: str) -> bool:
    swapped = word.translate(LOOKALIKES)
    return any(sign.isdigit() for sign in word) and swapped.isdigit()


def _stamp(text: str, *, mended: bool) -> Stamp | None:
    if (whole := _DIGITS.search(text)) and (day := _day(*map(int, whole.groups()[:3]))):
        seconds = _seconds(int(whole[4]), int(whole[5]), int(whole[6]))
        if seconds is not None:
            return Stamp(text, (("year first", day),), Fraction(seconds), offset=_offset(text[whole.end() :]), mended=mended)
    dates, start, end = _dates(text)
    # A time is looked for around the date, so that its digits are not read twice.
    rest = f"{text[:start]} \n {text[end:]}" if dates else text
    weekday = _weekday(rest)
    time, width, after = _time(rest)
    if time is None and not dates:
        return _unix(text, mended=mended)
    if weekday is not None and len(dates) > 1:
        dates = tuple(each for each in dates if each[1].isoweekday() == weekday) or dates
    offset = None
    if time is not None:
        offset = _offset(after)
        offset = _abbreviated(after, dates, time) if offset is None else offset
    return Stamp(text, dates, time, width, offset, weekday, mended)


def _dates(text: str) -> tuple[Dates, int, int]:
    """Every date that the text's digits may mean, and where they stand: the leftmost with a whole year or a name, else a short one."""
    found = list(_whole_dates(text)) or list(_short_dates(text))
    return min(found, key=lambda each: each[1], default=((), 0, 0))


def _whole_dates(text: str) -> Iterator[tuple[Dates, int, int]]:
    for pattern in (_CHINESE, _DATE_4, _COMPACT):
        for match in pattern.finditer(text):
            if day := _day(int(match[1]), int(match[2]), int(match[3])):
                yield (("year first", day),), match.start(), match.end()
    for match in _DATE_Y_LAST.finditer(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if found := _open((("day first", _day(year, second, first)), ("month first", _day(year, first, second)))):
            yield found, match.start(), match.end()
    for pattern, (d, m, y) in ((_D_NAME_Y, (1, 2, 3)), (_NAME_D_Y, (2, 1, 3)), (_Y_NAME_D, (3, 2, 1))):
        for match in pattern.finditer(text):
            month = _month(match[m])
            year = int(match[y]) if len(match[y]) == 4 else _full(int(match[y]))
            if month is not None and (day := _day(year, month, int(match[d]))):
                yield (("named month", day),), match.start(), match.end()


def _short_dates(text: str) -> Iterator[tuple[Dates, int, int]]:
    for match in _DATE_2.finditer(text):
        a, b, c = int(match[1]), int(match[3]), int(match[4])
        orders: tuple[tuple[Order, date | None], ...] = (
            ("day first", _day(_full(c), b, a)),
            ("month first", _day(_full(c), a, b)),
            ("year first", _day(_full(a), b, c)),
        )
        if found := _open(orders):
            yield found, match.start(), match.end()


def _open(possible: tuple[tuple[Order, date | None], ...]) -> Dates:
    """Those that are days of the calendar; of orders that give the same day, the first."""
    found: dict[date, Order] = {}
    for order, day in possible:
        if day is not None:
            found.setdefault(day, order)
    return tuple((order, day) for day, order in found.items())


def _month(word: str) -> int | None:
    low = word.casefold()
    return MONTHS.get(low) or HEBREW_MONTHS.get(low) or HEBREW_MONTHS.get(low.removeprefix("ב"))


def _weekday(text: str) -> int | None:
    if match := _CHINESE_WEEKDAY.search(text):
        return CHINESE_WEEKDAYS[match[1]]
    if match := _HEBREW_DAY.search(text):
        return HEBREW_LETTERS[match[1] or match[2]]
    for word in re.findall(r"[^\W\d_]{2,12}", text):
        low = word.casefold()
        if low in WEEKDAYS and len(low) > (1 if not low.isascii() else 2):
            return WEEKDAYS[low]
        if low in HEBREW_WEEKDAYS:
            return HEBREW_WEEKDAYS[low]
    return None


def _time(text: str) -> tuple[Fraction | None, Fraction, str]:
    """The time of day in seconds, the width of its last digit, and the text after it."""
    for pattern in (_TIME_CHINESE, _TIME, _TIME_DOTS):
        for match in pattern.finditer(text):
            half = match[1] or (match[7] if pattern is _TIME else "") or ""
            seconds = _seconds(int(match[2] if pattern is not _TIME_DOTS else match[1]), *_minutes(match, pattern), half=half)
            if seconds is None:
                continue
            if pattern is _TIME_DOTS:
                return Fraction(seconds), Fraction(1), text[match.end() :]
            if not match[4]:
                return Fraction(seconds), Fraction(60), text[match.end() :]
            digits = match[6] if pattern is _TIME and match[5] in (".", ",") else None
            if digits:
                width = Fraction(1, 10 ** len(digits))
                return seconds + int(digits) * width, width, text[match.end() :]
            return Fraction(seconds), Fraction(1), text[match.end() :]
    return None, Fraction(1), ""


def _minutes(match: re.Match[str], pattern: re.Pattern[str]) -> tuple[int, int]:
    if pattern is _TIME_DOTS:
        return int(match[2]), int(match[3])
    return int(match[3]), int(match[4] or 0)


def _seconds(hour: int, minute: int, second: int, half: str = "") -> int | None:
    if hour > 23 or minute > 59 or second > 59:
        return None
    sign = half[:1].upper()
    if sign in ("A", "P", "上", "下"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if sign in ("P", "下") else 0)
    return hour * 3600 + minute * 60 + second


def _offset(after: str) -> timedelta | None:
    match = _ZONE.match(after)
    if match is None:
        return None
    word = re.sub(r"\s", "", match[1].upper())
    return timedelta(0) if word in ("Z", "UTC", "GMT") else parse_offset(word)


def _abbreviated(after: str, dates: Dates, time: Fraction) -> timedelta | None:
    """The offset of a zone's abbreviation, where it has one meaning and was in force there at each date that may be meant."""
    match = _ABBREVIATION.match(after)
    if match is None or not dates:
        return None
    word = match[1]
    zone = ZoneInfo(ABBREVIATIONS[word])
    moments = [datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(seconds=int(time)) for _, day in dates]
    offsets = {moment.utcoffset() for moment in moments}
    return offsets.pop() if len(offsets) == 1 and all(moment.tzname() == word for moment in moments) else None


def _unix(text: str, *, mended: bool) -> Stamp | None:
    """A counter of seconds, or of milliseconds, since 1970 in UTC."""
    match = _UNIX.search(text)
    if match is None:
        return None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(match[1]))
    if not 2000 <= moment.year <= LATEST:
        return None
    width = Fraction(1, 1000) if match[2] else Fraction(1)
    time = moment.hour * 3600 + moment.minute * 60 + moment.second + Fraction(int(match[2] or 0), 1000)
    return Stamp(text, (("unix", moment.date()),), time, width, timedelta(0), mended=mended)


def _day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full(year: int) -> int:
    return 2000 + year if year <= LATEST - 2000 else 1900 + year
