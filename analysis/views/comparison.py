"""Two versions of a case side by side: what was changed in its file, and which pieces moved the answer by how much."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.views import remarks, words
from analysis.views.naming import Names, capital
from analysis.weighing.verdict import Verdict

MOST_FIELDS = 200
LONGEST = 120
WORTH_SAYING = 0.05
"""Decibans from which a piece is said to have moved."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the case file with its value in the first and in the second version; None where it is not there."""

    key: str
    first: str | None
    second: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A piece and its weight in decibans in both versions; None where it was not heard or not counted."""

    id: str
    name: str
    first: float | None
    second: float | None

    @property
    def by(self) -> float:
        """By how many decibans it moved the odds of a recording before the release."""
        one, other = self.first or 0.0, self.second or 0.0
        return 0.0 if one == other else other - one


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions. `pieces`: those that moved; what came or went before what only weighs otherwise."""

    first: Verdict
    second: Verdict
    fields: tuple[Field, ...]
    pieces: tuple[Moved, ...]


def compare(first: Verdict, second: Verdict, before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Compare two verdicts and the documents of their case files."""
    fields = changed_fields(before, after)
    names, later = Names(first), Names(second)
    pieces = []
    for id_ in dict.fromkeys([*names.by_id, *later.by_id]):
        name = later.short(later.by_id[id_]) if id_ in later.by_id else names.short(names.by_id[id_])
        pieces.append(Moved(id_, name, _weight(first, id_), _weight(second, id_)))
    moved = [piece for piece in pieces if math.isnan(piece.by) or abs(piece.by) >= WORTH_SAYING]
    return Comparison(first, second, tuple(fields[:MOST_FIELDS]), tuple(sorted(moved, key=_rank)))


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Field]:
    """The keys in which two documents differ."""
    one, other = dict(_flat(before)), dict(_flat(after))
    return [Field(key, one.get(key), other.get(key)) for key in dict.fromkeys([*one, *other]) if one.get(key) != other.get(key)]


def sentences(found: Comparison) -> list[str]:
    """Why the answer moved, or that it did not."""
    first, second = found.first, found.second
    was, is_ = _answer(first), _answer(second)
    said = [f"The answer is the same in both: {is_}." if was == is_ else f"The answer was: {was}. It is: {is_}."]
    if first.habit != second.habit:
        said.append(
            f"The habit was “{words.HABIT_WORDS[first.habit]}”; it is “{words.HABIT_WORDS[second.habit]}”, which moves the answer too."
        )
    if not found.fields and not found.pieces:
        said.append("Nothing in the case file differs, and no piece weighs more or less.")
    elif found.pieces and first.shares is not None and second.shares is not None:
        said.append(f"Moved most by: {found.pieces[0].name} ({change(found.pieces[0])}).")
    return said


def change(piece: Moved) -> str:
    """ "+9.4 dB, before: not counted, now +9.4 dB"."""

    def told(value: float | None) -> str:
        return "not counted" if value is None else remarks.decibans(value)

    return f"{told(piece.first)}, now {told(piece.second)}"


def field(which: Field) -> str:
    """ "habit: days, now live"."""
    if which.first is None:
        return f"{which.key}: new, {which.second}"
    return f"{which.key}: {which.first}, now {'removed' if which.second is None else which.second}"


def lines(found: Comparison) -> Iterator[str]:
    """The comparison as lines for a terminal."""
    yield from sentences(found)
    if found.first.shares is not None and found.second.shares is not None:
        yield ""
        for name in ("before", "within", "after"):
            was, is_ = getattr(found.first.shares, name), getattr(found.second.shares, name)
            yield f"  {capital(name):7} {was:.4f} -> {is_:.4f}"
    for title, items in (
        ("Evidence that weighs more or less", [f"{piece.name}: {change(piece)}" for piece in found.pieces]),
        ("Changed in the case file", [field(each) for each in found.fields]),
    ):
        if items:
            yield ""
            yield title
            yield from (f"  {item}" for item in items)


def record(found: Comparison) -> dict[str, Any]:
    """The comparison for other programs; weights in decibans, null where a piece was not counted or settles a side."""

    def shares(verdict: Verdict) -> dict[str, Any] | None:
        if verdict.shares is None:
            return None
        s = verdict.shares
        return {"answer": s.answer, "before": s.before, "within": s.within, "after": s.after, "habit": verdict.habit}

    return {
        "schema": 1,
        "first": shares(found.first),
        "second": shares(found.second),
        "sentences": sentences(found),
        "fields": [{"key": each.key, "first": each.first, "second": each.second} for each in found.fields],
        "pieces": [
            {"id": p.id, "name": p.name, "first_db": _finite(p.first), "second_db": _finite(p.second), "moved_db": _finite(p.by)}
            for p in found.pieces
        ],
    }


def _answer(verdict: Verdict) -> str:
    return f"{words.headline(verdict)} {words.figure(verdict)}".strip()


def _weight(verdict: Verdict, id_: str) -> float | None:
    weight = verdict.weights.get(id_)
    return weight.decibans if weight is not None and weight.counted else None


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _rank(piece: Moved) -> tuple[bool, float]:
    """A piece that came or went moves others with it, so it stands first; then the heaviest."""
    return piece.first is not None and piece.second is not None, -abs(piece.by)


def _flat(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Keys and values of a document, those of lists by their id where they have one, so that a new entry does not move the others."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _flat(part, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list) and any(isinstance(part, Mapping) for part in value):
        for index, part in enumerate(value):
            name = part.get("id") if isinstance(part, Mapping) else None
            yield from _flat(part, f"{key}[{name or index}]")
    else:
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        yield key, text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} characters)"
