"""How long the verdict takes on large cases: 1,000 pieces and 5,000 statements, to be done in under a second.

    python -m benchmarks.weighing

prints, for each shape of case, the median of five runs in seconds, and the CPU time beside it: on a busy machine only that counts.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from analysis.case import Case, Claim
from analysis.hearing import Hearing
from analysis.place import Aside
from analysis.testimony import Bearing, Mention, Stage, Strength, Testimony
from analysis.weighing.weigh import weigh
from analysis.when import Span

LIMIT = 1.0
"""Seconds, as the task that this was built for asks."""
RUNS = 5
PIECES, STATEMENTS = 1000, 5000

NOON = datetime(2024, 9, 18, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CLAIM = Claim("", Span(NOON - DAY, NOON), NOON)
MENTIONS: tuple[Mention, ...] = ("named", "unnamed", "silent", "silent", "silent", "silent")
SOFT: tuple[Strength, ...] = ("limited", "moderate", "strong", "very strong")


def _said(
    bearing: Bearing, spans: tuple[Span, ...], key: str, strength: Strength = "strong", clock: str = "", mention: Mention | None = None
) -> Testimony:
    stage: Stage = "posted" if key == "posting" else "recorded"
    return Testimony(stage, bearing, spans, strength, "saw", "raw", Aside("made up"), "means", (), key, clock, mention, id=f"made/{key}")


def _posting() -> Testimony:
    return _said("during", (Span(NOON + DAY, NOON + 2 * DAY),), "posting", "very strong")


def _agreeing(rng: random.Random) -> Iterator[Testimony]:
    """Clocks and bounds that scatter over years about the claim, half of them sharing a clock."""
    for i in range(PIECES):
        at, width = NOON - HOUR * rng.uniform(-20, 3000), HOUR * rng.uniform(0.1, 200)
        clock, strength = (f"clock {i % 700}" if i % 2 else ""), rng.choice(SOFT)
        match rng.choice(("during", "not_before", "not_after")):
            case "during":
                yield _said("during", (Span(at, at + width),), f"piece {i}", strength, clock)
            case "not_before":
                yield _said("not_before", (Span(at - 500 * DAY, None),), f"piece {i}", strength, clock)
            case _:
                yield _said("not_after", (Span(None, at + 300 * DAY),), f"piece {i}", strength, clock)


def _contradicting(rng: random.Random) -> Iterator[Testimony]:
    """A thousand clocks of which hardly two agree."""
    for i in range(PIECES):
        at = NOON - HOUR * rng.uniform(0, 3000)
        yield _said("during", (Span.at(at, timedelta(seconds=5)),), f"piece {i}", rng.choice(SOFT))


def _recurring(rng: random.Random) -> Iterator[Testimony]:
    """Two hundred pieces that recur on thirty days each, among the others."""
    for i, piece in enumerate(_agreeing(rng)):
        if i % 5:
            yield piece
        else:
            first = NOON - DAY * rng.randrange(60)
            yield _said("recurring", tuple(Span(first + d * DAY, first + d * DAY + 6 * HOUR) for d in range(30)), f"piece {i}")


def _log(rng: random.Random, *, uneven: bool = False, with_holes: bool = False) -> Iterator[Testimony]:
    """A daily bulletin over years; local days of 23 and 25 hours, or every other one not logged."""
    end = NOON + 30 * DAY
    for i in range(STATEMENTS):
        width = rng.choice((23, 24, 25)) * HOUR if uneven else DAY
        yield _said("series", (Span(end - width, end),), f"statement {i}", clock="ministry", mention=rng.choice(MENTIONS))
        end -= 2 * width if with_holes else width


def _case(pieces: Callable[[random.Random], Iterator[Testimony]], *, uneven: bool = False, with_holes: bool = False) -> Hearing:
    rng = random.Random(20240919)
    testimony = (*pieces(rng), *_log(rng, uneven=uneven, with_holes=with_holes), _posting())
    return Hearing(Case(), datetime(2026, 1, 1, tzinfo=UTC), testimony, (), ())


CASES: dict[str, Callable[[], Hearing]] = {
    "an even log": lambda: _case(_agreeing),
    "a log of uneven windows": lambda: _case(_agreeing, uneven=True),
    "a log full of holes": lambda: _case(_agreeing, with_holes=True),
    "clocks that contradict each other": lambda: _case(_contradicting),
    "recurring evidence": lambda: _case(_recurring),
}


def main() -> None:
    print(f"The verdict on {PIECES} pieces and {STATEMENTS} statements; the limit is {LIMIT} s, median of {RUNS}.")
    for name, make in CASES.items():
        hearing, took, worked = make(), [], []
        for _ in range(RUNS):
            start, cpu = time.perf_counter(), time.process_time()
            weigh(hearing, CLAIM)
            took.append(time.perf_counter() - start)
            worked.append(time.process_time() - cpu)
        median = statistics.median(took)
        verdict = "within" if median < LIMIT else "OVER"
        print(f"{name:35} {median:6.2f} s ({statistics.median(worked):.2f} s of CPU)  {verdict} the limit")


if __name__ == "__main__":
    main()
