"""What moved between two verdicts on one case, in sentences."""

from __future__ import annotations

from analysis.testimony import Testimony
from analysis.views import words
from analysis.views.naming import Names
from analysis.weighing.verdict import Verdict

MOST = 12
WORTH_SAYING = 0.005
"""A change of a share from which it is told."""


def moved(earlier: Verdict | None, now: Verdict) -> list[str]:
    """The changes that a reader would want to know: the answer, the shares, what came, went or was left out."""
    if earlier is None:
        return []
    found = []
    if words.headline(earlier) != words.headline(now):
        found.append(f"The answer was: {words.headline(earlier)}. It is: {words.headline(now)}.")
    if earlier.shares is not None and now.shares is not None:
        for name in ("before", "within", "after"):
            was, is_ = getattr(earlier.shares, name), getattr(now.shares, name)
            if abs(was - is_) >= WORTH_SAYING:
                found.append(f"{name.capitalize()}: {words.chance(was)}, now {words.chance(is_)}.")
    if earlier.habit != now.habit:
        found.append(f"The habit was “{words.HABIT_WORDS[earlier.habit]}”; it is “{words.HABIT_WORDS[now.habit]}”.")
    found += _pieces(earlier, now)
    return found[:MOST]


def _says(piece: Testimony) -> tuple[object, ...]:
    """What a piece says: its name can change without it, where a year need no longer stand in it."""
    return piece.stage, piece.bearing, piece.spans, piece.mention, piece.shot


def _pieces(earlier: Verdict, now: Verdict) -> list[str]:
    before, after = Names(earlier), Names(now)
    found = [f"New: {after.short(piece)}." for id_, piece in after.by_id.items() if id_ not in before.by_id]
    found += [f"Gone: {before.short(piece)}." for id_, piece in before.by_id.items() if id_ not in after.by_id]
    for id_, piece in after.by_id.items():
        if id_ not in before.by_id:
            continue
        if (id_ in earlier.switched_off) != (id_ in now.switched_off):
            found.append(f"{'Left out' if id_ in now.switched_off else 'Counted again'}: {after.short(piece)}.")
        elif _says(before.by_id[id_]) != _says(piece) and before.short(before.by_id[id_]) != after.short(piece):
            found.append(f"“{before.short(before.by_id[id_])}” is now “{after.short(piece)}”.")
    return found
