"""What a source said, again and again.

*Reads* the statements that were logged: what period each covers, and whether its text names the subject. The researcher's own decision on
a statement stands above what is found in its text.

*Says* of each statement that it names the subject, leaves it unnamed, or is silent about it. How much that counts follows from the other
statements of the same source: a mention counts little where the source says such things every day, and silence
counts as far as the source would have spoken.

*Fooled by* events that a source leaves out, reports late or does not name; by a translation or a summary that drops a word; by a
text that is not whole; by a mention of another event of the same kind.

*Sources* the statements' own words; the rules for forms, denials and suppositions are in language/mentions.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.case import Case, Statement
from analysis.place import Aside, Place, Words
from analysis.testimony import Mention, Observation, Testimony, Unasked
from analysis.when import Span

if TYPE_CHECKING:
    from analysis.language.mentions import Hit, Mentions

_MEANS: dict[Mention, str] = {
    "named": "The source reports the subject in this period. The event in the video would explain that, and so would another one.",
    "unnamed": "The source reports something in this period that may be the subject.",
    "silent": "The source reports on this period without the subject. Had the event been in it, the source would likely have said so.",
}
_FOOLED_BY: dict[Mention, tuple[str, ...]] = {
    "named": ("another event of the same kind", "a report that comes one statement late"),
    "unnamed": ("something else of the same kind", "a report that comes one statement late"),
    "silent": ("an event that the source leaves out", "a report that comes one statement late", "a text that is not whole"),
}
SHOWN = 3
"""Mentions that one sentence lists."""
MAX_RAW = 2_000
"""Characters of a text that are kept as the raw value; the place gives the rest."""


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if not case.statements:
        raise Unasked("No statement is logged.")
    if not case.subject and all(statement.mention is None for statement in case.statements):
        raise Unasked("No subject is given: say which word a statement would use, such as the name of the vehicle.")
    for statement in case.statements:
        yield _heard(statement, case.subject, case.possible)


def _heard(statement: Statement, subject: tuple[str, ...], possible: tuple[str, ...]) -> Testimony | Observation:
    coverage = statement.coverage
    if coverage is None or coverage.start is None or coverage.end is None:
        return _aside(statement, "The period that it covers is not known, so it does not count: give its release and what it covers.")
    if statement.mention is None and not statement.text.strip():
        return _aside(statement, "It has neither a text nor a decision on what it names, so it does not count.")
    if statement.mention is None and not subject:
        return _aside(statement, "It is not known what it should name, so it does not count: give the subject.")
    from analysis.language.mentions import find_mentions  # its libraries are slow to load, and most cases need them not at all

    found = find_mentions(statement.text, subject, possible)
    mention = statement.mention or found.verdict
    if statement.excerpt and mention == "silent":
        return _aside(statement, "The excerpt does not name the subject; what was left out may. It counts as not logged.")
    return _testimony(statement, coverage, mention, found)


def _testimony(statement: Statement, coverage: Span, mention: Mention, found: Mentions) -> Testimony:
    hit = found.deciding if mention == found.verdict else None
    return Testimony(
        stage="recorded",
        bearing="series",
        spans=(coverage,),
        strength="strong",
        saw=_saw(statement, mention, found),
        raw=_cut(statement.text) if hit is None else hit.word,
        place=_place(statement, hit),
        means=_MEANS[mention],
        fooled_by=_FOOLED_BY[mention],
        key=statement.id,
        clock=statement.source,
        mention=mention,
    )


def _saw(statement: Statement, mention: Mention, found: Mentions) -> str:
    """What was seen in the text, in one or two sentences."""
    who = statement.source or "The source"
    if statement.mention is not None:
        words = {"named": "names the subject", "unnamed": "leaves the subject unnamed", "silent": "is silent about the subject"}[mention]
        return f"{who} {words}: your own decision."
    if found.deciding is not None:
        said = f"{who} says {_quoted(found.deciding)}" + (", without naming the subject." if mention == "unnamed" else ".")
    else:
        said = f"{who} does not name the subject."
    aside = [f"{_quoted(hit)} ({_why(hit)})" for hit in found.hits if not hit.plain][:SHOWN]
    return said + (f" Not counted: {', '.join(aside)}." if aside else "")


def _quoted(hit: Hit) -> str:
    return f"“{hit.word}”" + ("" if hit.count is None else f", {hit.count} of them")


def _why(hit: Hit) -> str:
    if hit.negated or hit.count == 0:
        return "denied"
    if hit.hypothetical:
        return "supposed"
    return "of an earlier time" if hit.history else "part of another name"


def _place(statement: Statement, hit: Hit | None) -> Place:
    if hit is not None:
        return Words(statement.id, hit.start, hit.end)
    return Words(statement.id, 0, len(statement.text)) if statement.text else Aside(f"statement {statement.id}")


def _cut(text: str) -> str:
    return text if len(text) <= MAX_RAW else text[:MAX_RAW] + "…"


def _aside(statement: Statement, means: str) -> Observation:
    place = Words(statement.id, 0, len(statement.text)) if statement.text else Aside(f"statement {statement.id}")
    return Observation(tag=f"statement {statement.id}", raw=_cut(statement.text), place=place, span=statement.coverage, means=means)
