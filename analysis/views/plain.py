"""A verdict as lines of plain text, for a terminal. Whoever prints them takes care of control characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.footage.sources import Source
from analysis.testimony import Testimony
from analysis.views import checks, remarks, words
from analysis.views.sources import name, shots, spoken, told, traits
from analysis.weighing.verdict import Verdict


def lines(verdict: Verdict, of_parts: Sequence[Verdict] = (), sources: Sequence[Source] = ()) -> Iterator[str]:
    """The answer, its reasons piece by piece, what contradicts, what kept silent, and what to check next.

    `of_parts` are the verdicts of single sources or shots, where evidence speaks of those alone; `sources` are those told apart.
    """
    yield from _answer(verdict)
    if said := told(sources):
        yield ""
        yield said
        yield from (f"  {name(source)}, {shots(source.shots)}: {traits(source)}" for source in sources)
    yield from spoken(of_parts, sources)
    yield ""
    yield remarks.bounds(verdict)
    if verdict.hearing.testimony:
        yield ""
        yield "Evidence"
        for piece in sorted(verdict.hearing.testimony, key=lambda piece: _rank(verdict, piece)):
            yield from _piece(verdict, piece)
    sections = (
        ("Contradictions", [remarks.contradiction(verdict, c) for c in verdict.contradictions]),
        ("Remarks", remarks.later_copies(verdict)),
        ("Holes", [remarks.hole(verdict, hole) for hole in verdict.holes]),
        ("What to check next", [f"{name} (expected gain {check.expected_bits:.2f} bits)" for check, name in checks.to_do(verdict)]),
        ("Checked", [" ".join((each.check, checks.told(verdict, each))).strip() for each in verdict.hearing.case.done]),
        ("Kept silent", remarks.silences(verdict.hearing.silences)),
    )
    for title, items in sections:
        if items:
            yield ""
            yield title
            yield from (f"  {item}" for item in items)


def _answer(verdict: Verdict) -> Iterator[str]:
    figure = words.figure(verdict)
    yield words.headline(verdict) + (f"   {figure}" if figure else "")
    yield words.sentence(verdict)
    if verdict.shares is not None:
        yield ""
        for habit, told, _, answer in words.habit_range(verdict):
            shares = verdict.by_habit[habit]
            three = f"before {shares.before:.4f}  within {shares.within:.4f}  after {shares.after:.4f}"
            yield f"  {'*' if habit == verdict.habit else ' '} {told:28} {three}  {answer}"


def _rank(verdict: Verdict, piece: Testimony) -> tuple[bool, float, str]:
    """Counted pieces first, the heaviest first."""
    weight = verdict.weights[piece.id]
    return (not weight.counted, -abs(weight.decibans), piece.id)


def _piece(verdict: Verdict, piece: Testimony) -> Iterator[str]:
    told = [remarks.weight(verdict, piece), remarks.without(verdict, verdict.weights[piece.id])]
    yield f"  {piece.id}  [{piece.strength}]  {'; '.join(part for part in told if part)}"
    yield f"      saw: {piece.saw}"
    yield f"      means: {piece.means}"
    if piece.fooled_by:
        yield f"      fooled by: {'; '.join(piece.fooled_by)}"
