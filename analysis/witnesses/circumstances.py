"""What is known from elsewhere.

*Reads* the circumstances of the case: dates that the researcher knows from other sources, each with its reason and strength.

*Says* that the recording is not before, not after, or within the date given, as strongly as the researcher stated. Each is a voice of
its own, unless several are given one clock.

*Fooled by* a source that is wrong, a date that belongs to another event, and by a strength that is set too high.

*Sources* the researcher's own; the address is kept where one was given.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.case import Case, Circumstance
from analysis.place import Aside
from analysis.testimony import Observation, Testimony, Unasked

_PHRASES = {"not_before": "not before", "not_after": "not after", "during": "within"}


def testify(case: Case) -> Iterator[Testimony | Observation]:
    if not case.circumstances:
        raise Unasked("Nothing is given that is known from elsewhere.")
    for circumstance in case.circumstances:
        yield _testimony(circumstance)


def _testimony(known: Circumstance) -> Testimony:
    phrase = _PHRASES[known.bearing]
    reason = known.why.strip().rstrip(".") or "no reason is given"
    return Testimony(
        stage="recorded",
        bearing=known.bearing,
        spans=(known.span,),
        strength=known.strength,
        saw=f"Known from elsewhere: {reason}.",
        raw=known.typed,
        place=Aside(f"{known.key}: {phrase} {known.typed}" + (f", {known.url}" if known.url else "")),
        means=f"The recording is {phrase} {known.typed}, if this holds for what the video shows.",
        fooled_by=("a source that is wrong", "a date of another event than the one in the video"),
        key=known.key,
        clock=known.clock,
    )
