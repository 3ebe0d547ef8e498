"""Fields of the case's statements as a pasted text suggests them. The user confirms; nothing here is taken over by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from analysis.language.expression import Expression
from analysis.language.expressions import resolve
from analysis.when import Reading, Span, Zone

Field = Literal["released", "covers", "covers_from", "covers_to"]

PERIOD = re.compile(r"P(?:(\d+)W|(\d+)D|T(\d+)H)")
SENTENCE_END = re.compile(r"[.!?…]\s|\n\n")
FURTHEST = 400
"""Characters: no sentence is longer between a coverage and the release that it names."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One field of a statement: `text` as the case file has it, the words it comes from (None: the publication), and why."""

    field: Field
    text: str
    why: str
    expression: Expression | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One statement that a text speaks of, field by field."""

    suggestions: tuple[Suggestion, ...]

    def value(self, field: Field) -> str:
        """What is suggested for a field, "" for nothing."""
        return next((each.text for each in self.suggestions if each.field == field), "")


@dataclass(slots=True)
class _Statement:
    release: Expression | None
    coverage: list[Expression] = field(default_factory=list)


def propose(text: str, at: Reading | Span | None, zone: Zone | None = None, language: str | None = None) -> list[Proposal]:
    """The statements that a text speaks of: one for each release that it names, else one released with the text itself.

    Arguments as for `resolve`. A period belongs to the release of its sentence, else to the last one before it.
    """
    return propose_from(text, resolve(text, at, zone, language), at, zone)


def propose_from(text: str, expressions: list[Expression], at: Reading | Span | None, zone: Zone | None = None) -> list[Proposal]:
    """The same, from expressions already resolved."""
    statements = [_Statement(one) for one in expressions if one.role == "release" and one.span is not None and one.type in ("DATE", "TIME")]
    statements = _merged(statements) or [_Statement(None)]
    for one in expressions:
        if (one.role == "coverage" and one.span is not None) or (one.extent is not None and one.role == "other"):
            _owner(text, statements, one).coverage.append(one)
    return [Proposal(tuple(_fields(each, at, zone))) for each in statements]


def _merged(statements: list[_Statement]) -> list[_Statement]:
    """One statement a release: a day named twice, or a day and an hour of it, is one; the finer stands."""
    kept: dict[str, _Statement] = {}
    for each in statements:
        assert each.release is not None
        day = each.release.value[:10]
        known = kept.get(day)
        if known is None or (known.release is not None and known.release.type == "DATE" and each.release.type == "TIME"):
            kept[day] = each
    return list(kept.values())


def _owner(text: str, statements: list[_Statement], one: Expression) -> _Statement:
    """The statement that a coverage belongs to: that of its sentence, else the last one before it, else the first one."""

    def distance(each: _Statement) -> tuple[int, int]:
        release = each.release
        if release is None:
            return 0, 0
        before = release.end <= one.start
        between = text[release.end : one.start] if before else text[one.end : release.start]
        if len(between) <= FURTHEST and SENTENCE_END.search(between) is None:
            return 0, len(between)
        return (1 if before else 2), len(between)

    return min(statements, key=distance)


def _fields(statement: _Statement, at: Reading | Span | None, zone: Zone | None) -> list[Suggestion]:
    release = statement.release
    fields: list[Suggestion] = []
    if release is not None:
        fields.append(
            Suggestion("released", _moment(release), f"{release.why}; “{release.trigger}” says that it was released then", release)
        )
    elif at is not None:
        fields.append(Suggestion("released", _published(at, zone), "the text names no release of its own; its publication is taken"))
    until = next((one for one in statement.coverage if one.type in ("DATE", "TIME") and one.role == "coverage"), None)
    lasting = next((one for one in statement.coverage if one.type == "DURATION" and covers(one.value)), None)
    bounded = next((one for one in statement.coverage if one.extent is not None and one.extent.start and one.extent.end), None)
    if until is not None and lasting is not None and until.type == "TIME" and until.span is not None and until.span.start is not None:
        length = _length(lasting.value)
        fields.append(Suggestion("covers_from", _local(until.span.start - length, zone), f"{lasting.text} before {until.text}", lasting))
        fields.append(Suggestion("covers_to", _moment(until), f"“{until.trigger}”: {until.why}", until))
    elif lasting is not None:
        fields.append(Suggestion("covers", covers(lasting.value), lasting.why, lasting))
    elif bounded is not None and bounded.extent is not None and bounded.extent.start is not None and bounded.extent.end is not None:
        fields.append(
            Suggestion("covers_from", _local(bounded.extent.start, zone), f"the words around “{bounded.text}” say from and to", bounded)
        )
        fields.append(
            Suggestion("covers_to", _local(bounded.extent.end, zone), f"the words around “{bounded.text}” say from and to", bounded)
        )
    elif until is not None:
        fields.append(Suggestion("covers_to", _moment(until), f"“{until.trigger}”: {until.why}", until))
    return fields


def covers(value: str) -> str:
    """A TIMEX3 duration as the case file writes it ("24h", "7d"); "" for one of no fixed length."""
    found = PERIOD.fullmatch(value)
    if found is None:
        return ""
    weeks, days, hours = (int(part or 0) for part in found.groups())
    if hours:
        return f"{hours}h"
    return "24h" if days == 1 else f"{days + 7 * weeks}d"


def _length(value: str) -> timedelta:
    found = PERIOD.fullmatch(value)
    weeks, days, hours = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return timedelta(weeks=weeks, days=days, hours=hours)


def _moment(one: Expression) -> str:
    """A date or time as the case file writes it; a part of a day is its day."""
    day, _, clock = one.value.partition("T")
    return f"{day} {clock}" if clock[:1].isdigit() else day


def _published(at: Reading | Span, zone: Zone | None) -> str:
    if isinstance(at, Reading):
        return str(at).replace("T", " ")
    return _local(at.start, zone) if at.start is not None else ""


def _local(moment: datetime, zone: Zone | None) -> str:
    """An instant in the case's zone; without one, in UTC and saying so."""
    if isinstance(zone, ZoneInfo):
        return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
    if zone is not None:
        return f"{moment + zone:%Y-%m-%d %H:%M}"
    return f"{moment:%Y-%m-%dT%H:%M}Z"
