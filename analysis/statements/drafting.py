"""From an entry as it was found to a draft: its release, what it covers, and why; from the data first, then from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timezone
from pathlib import PurePath
from zoneinfo import ZoneInfo

from analysis.durations import DurationError, parse_duration
from analysis.language.expression import Expression
from analysis.language.expressions import resolve
from analysis.language.proposals import Proposal, propose_from
from analysis.language.proposals import covers as length_written
from analysis.statements.draft import Draft, Entry
from analysis.statements.headings import heading_release
from analysis.typed import WhenError, parse_when, parse_window
from analysis.when import Reading, Span, Zone

DATE_LINE = 60
"""Characters of a first or last line that may be a date and nothing else."""
TOLD = "Another text tells of this statement and may leave words out: it counts as an excerpt unless you say that it is whole."
CUT_OFF = "The text seems to break off, so it is taken as an excerpt."
_FILE_DATE = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_ENDS_OPEN = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more|continue reading|читать далее|читати далі)[\s»\"”)]*$", re.I)
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]{1,10}[\"”»)]{0,3}(?=\s|$)|\n")


def drafts_of(
    entry: Entry, at: Reading | None = None, zone: Zone | None = None, language: str | None = None, day_first: bool | None = None
) -> Iterator[Draft]:
    """The draft of an entry; several where its text tells of several releases and has none of its own.

    `at` is when the text was published, where the person who gave it said so; it dates what the text says relatively.
    """
    draft = Draft(entry.text, entry.origin, entry.source, entry.url, excerpt=entry.excerpt, notes=entry.notes)
    draft = _released(draft, entry, day_first)
    if draft.released is None and (found := _dated(entry)) is not None:
        draft = replace(draft, released=found[0], released_why=found[1])
    if not draft.excerpt and _ENDS_OPEN.search(entry.text[-60:]):
        draft = replace(draft, excerpt=True, notes=(*draft.notes, CUT_OFF))
    if draft.released is not None:
        draft = replace(draft, released=localised(draft.released, zone))
    anchor = anchor_of(draft.released or at, zone)
    expressions = resolve(entry.text, anchor, zone, language)
    proposals = propose_from(entry.text, expressions, anchor, zone)
    named = [proposal for proposal in proposals if _release_of(proposal) is not None]
    if anchor is None and len(named) == 1 and (own := _read(named[0].value("released"))) is not None and own.day is not None:
        # The text's own date is what "the past 24 hours" of its other paragraphs ends with.
        anchor = anchor_of(localised(own, zone), zone)
        again = resolve(entry.text, anchor, zone, language)
        other = propose_from(entry.text, again, anchor, zone)
        if len([proposal for proposal in other if _release_of(proposal) is not None]) == 1:
            expressions, proposals = again, other
            named = [proposal for proposal in proposals if _release_of(proposal) is not None]
    if draft.released is None and (len(named) > 1 or (named and at is not None and _day(named[0].value("released")) != at.wall[:10])):
        yield from _tales(draft, entry, expressions, named)
        return
    chosen = next((p for p in named if draft.released is not None and _day(p.value("released")) == draft.released.wall[:10]), None)
    chosen = chosen or next((p for p in proposals if p.value("covers") or p.value("covers_from")), None) or next(iter(proposals), None)
    if chosen is not None:
        draft = _completed(draft, chosen)
    if entry.covers:
        draft = _covered(draft, entry)
    yield draft


def localised(reading: Reading, zone: Zone | None) -> Reading:
    """An instant that carries its offset, as clocks in the zone show it; anything else as it is."""
    span = reading.span()
    if reading.offset is None or reading.hour is None or zone is None or span.start is None:
        return reading
    local = span.start.astimezone(zone if isinstance(zone, ZoneInfo) else timezone(zone))
    found = Reading.of(local, raw=reading.raw)
    return found if reading.second else replace(found, second=None)


def anchor_of(released: Reading | None, zone: Zone | None) -> Reading | Span | None:
    """What relative words count from: the local day where it is known."""
    if released is None:
        return None
    return released.span(zone) if released.offset is not None and released.hour is not None and zone is None else released


def _released(draft: Draft, entry: Entry, day_first: bool | None) -> Draft:
    """The release as the data has it."""
    typed = entry.released
    if typed is None or typed == "":
        return draft
    try:
        reading = typed if isinstance(typed, Reading) else parse_when(typed, day_first if entry.day_first is None else entry.day_first)
    except WhenError as error:
        return replace(draft, notes=(*draft.notes, str(error)))
    if reading.unset or reading.day is None:
        return replace(draft, notes=(*draft.notes, f"The release {reading.wall} names no day: give it."))
    return replace(draft, released=reading, released_why=entry.released_why)


def _dated(entry: Entry) -> tuple[Reading, str] | None:
    """A release that stands on a line of its own, or in the file's name."""
    ends = (("first", entry.text[:400].split("\n")[0]), ("last", entry.text[-400:].rsplit("\n", 1)[-1]))
    for place, line in ends:
        if not 5 < len(line) <= DATE_LINE:
            continue
        try:
            reading = parse_when(line.strip(" \t#*_()[]."))
        except WhenError:
            continue
        if reading.day is not None and not reading.unset:
            return reading, f"the {place} line of the text"
    headed = heading_release(entry.text) if entry.origin.kind == "part" else None
    if headed is not None:
        return headed, "the heading of the text"
    match = _FILE_DATE.search(PurePath(entry.origin.file).stem)
    if match is not None and entry.origin.row == 0:
        try:
            reading = parse_when("-".join(match.groups()))
        except WhenError:
            return None
        return None if reading.unset else (reading, "the file’s name")
    return None


def _release_of(proposal: Proposal) -> Expression | None:
    return next((each.expression for each in proposal.suggestions if each.field == "released"), None)


def _day_released(proposal: Proposal) -> str:
    release = _release_of(proposal)
    return "" if release is None else release.value[:10]


def _day(typed: str) -> str:
    return typed[:10]


def _completed(draft: Draft, proposal: Proposal) -> Draft:
    """The draft with what its text says of release and coverage, where the data said nothing."""
    for each in proposal.suggestions:
        words = "" if each.expression is None else each.expression.text
        if each.field == "released":
            finer = draft.released is not None and draft.released.hour is None and each.text.startswith(draft.released.wall + " ")
            if draft.released is None or finer:
                reading = _read(each.text)
                if reading is not None:
                    draft = replace(draft, released=reading, released_why=f"“{words}”: {each.why}" if words else each.why)
        elif each.field == "covers":
            draft = replace(draft, covers=each.text, covers_why=f"“{words}”: {each.why}", phrase=words)
        elif each.field == "covers_from":
            draft = replace(draft, covers_from=each.text, covers_why=f"“{words}”: {each.why}", phrase=words)
        else:
            why = draft.covers_why or f"“{words}”: {each.why}"
            draft = replace(draft, covers_to=each.text, covers_why=why, phrase=draft.phrase or words)
    return draft if draft.covers_from or draft.covers else replace(draft, covers_to="", covers_why="", phrase="")


def _read(typed: str) -> Reading | None:
    try:
        return parse_when(typed)
    except WhenError:
        return None


def _covered(draft: Draft, entry: Entry) -> Draft:
    """The period as the data has it: a length, two dates, or words."""
    typed = entry.covers
    plain = replace(draft, covers="", covers_from="", covers_to="", covers_why=entry.covers_why, phrase="")
    try:
        parse_duration(typed)
        return replace(plain, covers=typed)
    except DurationError:
        pass
    if "/" in typed:
        try:
            first, last = parse_window(typed)
            return replace(plain, covers_from=first.wall.replace("T", " "), covers_to=last.wall.replace("T", " "))
        except WhenError:
            pass
    for found in resolve(typed[:200], draft.released):
        if found.type == "DURATION" and (length := length_written(found.value)):
            return replace(plain, covers=length, covers_why=f"{entry.covers_why}: “{found.text}”", phrase=found.text)
    return replace(draft, notes=(*draft.notes, f"The period “{typed[:60]}” is not read: say how long a time it covers, such as 24h."))


def _tales(draft: Draft, entry: Entry, expressions: list[Expression], named: list[Proposal]) -> Iterator[Draft]:
    """One draft for each statement that a text tells of, with the sentences that speak of it."""
    for proposal, text in zip(named, portions(entry.text, expressions, named), strict=True):
        found = _completed(replace(draft, text=text, told=True, excerpt=True), proposal)
        yield replace(found, notes=(*draft.notes, TOLD))


def portions(text: str, expressions: list[Expression], proposals: list[Proposal]) -> list[str]:
    """The sentences that belong to each proposal: those that name its dates, and those that follow without a date of another."""
    owners = {each.expression.start: index for index, proposal in enumerate(proposals) for each in proposal.suggestions if each.expression}
    released = {day: index for index, day in enumerate(map(_day_released, proposals)) if day}  # a release may be named more than once
    marks = sorted(
        ((one.start, owners.get(one.start, released.get(one.value[:10]) if one.role == "release" else None)) for one in expressions),
        key=lambda mark: mark[0],
    )
    found: list[list[str]] = [[] for _ in proposals]
    owner: int | None = None
    at = 0
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        inside = []
        while at < len(marks) and marks[at][0] < end:
            inside.append(marks[at][1])
            at += 1
        if inside:
            owner = next((index for index in inside if index is not None), None)
        if owner is not None:
            found[owner].append(text[start:end])
        start = end
    return [re.sub(r"\n{3,}", "\n\n", "".join(part)).strip() for part in found]
