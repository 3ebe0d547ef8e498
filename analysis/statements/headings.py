"""The release that a text's heading names ("Ministry of Defence, 17 September 2024", «Сводка по состоянию на 18 сентября 2024 г.»)."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

from analysis.language.expression import Expression
from analysis.language.expressions import resolve
from analysis.typed import WhenError, parse_when
from analysis.when import Reading

LONGEST = 160
"""Characters of a heading at most."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?Z?")
_STATEMENT = re.compile(
    r"\b(?:bulletin|summary|statement|briefing|report|update|press release|as of|ministry|general staff|situation|сводк|брифинг"
    r"|заявлени|министерств|минобороны|генштаб|по состоянию|зведенн|брифінг|заяв[аи]|міністерств|міноборони|генеральн|станом на|оперативн)",
    re.I,
)
"""What headings of statements are called; another heading may name the day of what happened."""
_SENTENCE = re.compile(r"[.!?…]\s+[^\W\d_a-zа-яёіїєґ]|[!?…]$")


def heading_release(text: str) -> Reading | None:
    """The day or instant that the first line names, where it is a heading that has text under it and names one day only.

    A line that names no kind of statement must end with its date, as datelines do.
    """
    line, _, rest = text[: 4 * LONGEST].lstrip().partition("\n")
    return _release(line.strip()) if rest.strip() else None


def heads_statement(line: str) -> bool:
    """Whether a line names a kind of statement or who makes it, and one day: "Ministry of Defence, 18 September 2024"."""
    line = line.strip()
    return len(line) <= LONGEST and _STATEMENT.search(line) is not None and _release(line) is not None


def _release(line: str) -> Reading | None:
    if not 5 < len(line) <= LONGEST or _SENTENCE.search(line):
        return None
    found = resolve(line, None)
    days = [one for one in found if one.span is not None and _DAY.fullmatch(one.value)]
    if len(days) != 1 or len(days) != len(found):
        return None
    ends = not line[days[0].end :].strip(' .)]»"*_')
    return _reading(days[0]) if ends or _STATEMENT.search(line) else None


def _reading(found: Expression) -> Reading | None:
    """The reading of an expression: an instant where it names its zone, else what it says."""
    span = found.span
    start, end = (None, None) if span is None else (span.start, span.end)
    if "T" in found.value and start is not None and end is not None and end - start <= timedelta(minutes=1):
        return Reading.of(start.astimezone(UTC), raw=found.text)
    try:
        reading = parse_when(found.value)
    except WhenError:
        return None
    return None if reading.unset else reading
