"""One text that holds several statements: under headings that are dates or name a statement and its day, between lines of dashes, or as
messages copied from a chat.

Copied messages: "Name, [18.09.2024 14:05]" (Telegram Desktop) and "[18.09.2024, 14:05] Name: text" (other messengers). Their clock
is that of the computer on which they were copied, which is said. No locale writes dots in a date with the month first (Unicode
CLDR), so there the day comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.language.expressions import resolve
from analysis.statements.draft import MAX_DRAFTS, Entry, Origin
from analysis.statements.headings import LONGEST, heads_statement
from analysis.typed import Ambiguous, WhenError, parse_when
from analysis.when import Reading, Zone

LONGEST_HEADING = 60
MAX_TRIED = 10_000
"""Lines that are tried as headings; a text with more short lines that begin like a date is not one of statements."""
COPIED = "the head of the copied message: the clock of the computer on which it was copied"
HEADING = "the date that stands above it"

_MESSAGE = re.compile(r"(?P<name>[^\[\]\n]{1,120}), \[(?P<when>[^\[\]\n]{6,40})\]:?[ \t]*")
_BRACKETED = re.compile(r"\[(?P<when>\d[^\[\]\n]{5,40})\][ \t]+(?P<name>[^:\n]{1,80}):[ \t]*")
_RULE = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|={3,}|_{3,}|[—–]{2,}|#{3,}|(?:\* ){2,}\*)[ \t]*")
_DATED = re.compile(r"\d|[^\W\d_]{3,12}\.?,?\s+\d", re.U)
_HEAD_MARKS = " \t#*_:>.–—-•[]()"
_DIGIT = re.compile(r"\d")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")


@dataclass(slots=True)
class _Part:
    lines: list[str] = field(default_factory=list)
    released: Reading | str | None = None
    why: str = ""
    source: str = ""
    day_first: bool | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n \t")


def entries(text: str, file: str = "", at: Reading | None = None, zone: Zone | None = None) -> Iterator[Entry]:
    """The statements of a text, one where nothing divides it. `at` gives headings without a year theirs."""
    parts = [part for part in _parts(text, at, zone) if part.text]
    several = len(parts) > 1
    for number, part in enumerate(parts[: MAX_DRAFTS + 1], start=1):
        yield Entry(
            part.text, Origin(file, number if several else 0), part.released, part.why, source=part.source, day_first=part.day_first
        )


def _parts(text: str, at: Reading | None, zone: Zone | None) -> Iterator[_Part]:
    part, tried, fresh = _Part(), 0, True
    lines = text.split("\n")
    headed = _headed(lines)
    for number, line in enumerate(lines):
        head = None
        if _RULE.fullmatch(line[:200]) and len(line) <= 200:
            head = _Part()
        elif len(line) <= 4 * LONGEST_HEADING + 40 and (match := _MESSAGE.fullmatch(line)):
            head = _message(match["name"], match["when"], [])
        elif match := _BRACKETED.match(line):
            head = _message(match["name"], match["when"], [line[match.end() :]])
        elif number in headed and not part.source:
            head = _Part([line])
        elif fresh and not part.source and len(line) <= LONGEST_HEADING and tried < MAX_TRIED and _DATED.match(line.strip(_HEAD_MARKS)):
            tried += 1
            head = _heading(line, at, zone)
        fresh = head is not None or not line.strip()
        if head is None:
            part.lines.append(line)
        elif head.released is not None and not part.text and part.released is None:
            part = head  # a rule, then the date: one boundary
        else:
            yield part
            part = head
    yield part


def _headed(lines: list[str]) -> set[int]:
    """Lines behind an empty one that name a statement and its day, by their numbers; one alone divides nothing."""
    found: set[int] = set()
    tried = 0
    for number, line in enumerate(lines):
        if tried < MAX_TRIED and len(line) <= LONGEST and (not number or not lines[number - 1].strip()) and _DIGIT.search(line):
            tried += 1
            if heads_statement(line):
                found.add(number)
    return found if len(found) > 1 else set()


def _message(name: str, when: str, lines: list[str]) -> _Part | None:
    """A message's part, where its head holds a date."""
    typed = when.replace(" at ", " ").strip(" :")
    day_first = True if _DOTTED.match(typed) else None
    try:
        released: Reading | str = parse_when(typed, day_first)
    except Ambiguous:
        released = typed
    except WhenError:
        return None
    why = COPIED + ("; in dates with dots the day comes first" if day_first and isinstance(released, Reading) else "")
    return _Part(lines, released, why, name.strip(), day_first)


def _heading(line: str, at: Reading | None, zone: Zone | None) -> _Part | None:
    """A part under a line that is a date with a day and nothing else."""
    typed = line.strip(_HEAD_MARKS)
    if not typed or typed.isdigit():
        return None
    try:
        released = parse_when(typed)
        return _Part([], released, HEADING) if released.day is not None and not released.unset else None
    except Ambiguous:
        return _Part([], typed, HEADING)
    except WhenError:
        pass
    found = resolve(typed, at, zone)
    if len(found) != 1 or found[0].type not in ("DATE", "TIME") or len(typed) - (found[0].end - found[0].start) > 4:
        return None
    if found[0].span is None:
        return _Part([], typed, HEADING) if any(sign.isdigit() for sign in typed) and at is None else None
    day, _, clock = found[0].value.partition("T")
    try:
        released = parse_when(f"{day} {clock}" if clock[:1].isdigit() else day)
    except WhenError:
        return None
    return _Part([], released, f"{HEADING}; {found[0].why}") if released.day is not None else None
