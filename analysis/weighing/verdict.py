"""The verdict: what the evidence says of the instant of recording, relative to the claim. Values only; `weigh` makes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from analysis.case import Claim, Habit
from analysis.hearing import Hearing
from analysis.weighing.posterior import Posterior
from analysis.weighing.prior import Floats
from analysis.when import Span

Answer = Literal["before", "within", "after", "before the release", "after the release", "undetermined"]


LEAST = 0.55
"""The probability that an answer needs."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Probabilities of the three parts of the line: before the claim's window, within it, after it.

    `until_release` is that of a recording no later than the claim's release. `answer` is by the rule of the
    reasoning: the likeliest of the three at 0.55 or more, else the side of the release at 0.55 or more.
    """

    before: float
    within: float
    after: float
    until_release: float
    answer: Answer

    @classmethod
    def of(cls, shares: Floats) -> Shares:
        """The shares with their answer, from (before, within, after, no later than the release)."""
        before, within, after, until = (min(1.0, max(0.0, float(x))) for x in shares)
        three: dict[Answer, float] = {"before": before, "within": within, "after": after}
        answer: Answer = max(three, key=lambda name: three[name])
        if three[answer] < LEAST:
            if until >= LEAST:
                answer = "before the release"
            elif 1 - until >= LEAST:
                answer = "after the release"
            else:
                answer = "undetermined"
        return cls(before, within, after, until, answer)

    def undetermined(self) -> Shares:
        """The same shares where no answer is given from them."""
        return replace(self, answer="undetermined")

    @property
    def probability(self) -> float:
        """That of the answer; for "undetermined" that of the likeliest of the three."""
        return self.chance(self.answer)

    def chance(self, answer: Answer) -> float:
        """What these shares give to an answer; to "undetermined" that of the likeliest of the three."""
        by_answer = {
            "before": self.before,
            "within": self.within,
            "after": self.after,
            "before the release": self.until_release,
            "after the release": 1 - self.until_release,
        }
        return by_answer.get(answer, max(self.before, self.within, self.after))


@dataclass(frozen=True, slots=True)
class Weight:
    """What one testimony does. `decibans`: 10 log10 of the odds of "no later than the release" with it over those without.

    `counted` is False where another testimony of the same clock speaks for it, where it says nothing of the
    recording, or where the user left it out. `why_not` is one of "" (it is counted), "same clock", "stage", "shot", "left out",
    "outside" (a reading outside all that is possible). `agrees_with` is the id of the testimony that spoke for its clock.
    """

    counted: bool
    decibans: float
    without: Shares | None
    why_not: Literal["", "same clock", "stage", "shot", "left out", "outside"] = ""
    agrees_with: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The interval stated for the recording, from testimony of at least moderate strength; None is open."""

    not_before: datetime | None
    not_after: datetime | None
    contested: bool
    not_before_by: tuple[str, ...] = ()
    not_after_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two testimonies whose spans for the recording cannot both hold, or a posting and a bound."""

    between: tuple[str, str]
    spans: tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class Hole:
    """A stretch that no logged statement covers, with the probability that the recording lies in it."""

    span: Span
    mass: float


@dataclass(frozen=True, slots=True)
class NextCheck:
    """Something not known, and how many bits of uncertainty (of before, within, after) checking it is expected to remove.

    `kind` is "statement" (log the statement of `source` that covers `span`), "posting hour" (find the hour of the
    earliest post, now known as `span`), or "earlier copy" (look for a copy older than `span`).
    `outcomes` are (what is found, its probability, the shares then).
    """

    kind: Literal["statement", "posting hour", "earlier copy"]
    span: Span
    source: str
    expected_bits: float
    outcomes: tuple[tuple[str, float, Shares], ...]


@dataclass(frozen=True, slots=True)
class SeriesSummary:
    """What was counted and assumed of one source: n statements, how many named or left unnamed the subject, b and u."""

    source: str
    statements: int
    named: int
    unnamed: int
    background: float
    background_unnamed: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole answer. `shares` and what hangs on it are None where there is no claim with a window.

    `posted` is the span of the posting that closes the domain (of the file's receipt where no post is known:
    `posting_known` is then False). `switched_off` are the ids of testimony that the user left out. `impossible` is
    True where hard evidence excludes itself: nothing is then said. `posterior.spread(edges)` gives the mass between any points.
    """

    hearing: Hearing
    claim: Claim | None
    habit: Habit
    posted: Span
    posting_known: bool
    shares: Shares | None
    by_habit: dict[Habit, Shares]
    settled: bool
    impossible: bool
    rests_on: tuple[str, ...]
    hangs_on_habit: bool
    weights: dict[str, Weight]
    bounds: Bounds
    contradictions: tuple[Contradiction, ...]
    holes: tuple[Hole, ...]
    next_checks: tuple[NextCheck, ...]
    series: tuple[SeriesSummary, ...]
    posterior: Posterior
    switched_off: frozenset[str] = frozenset()
    shot: int | None = None
    """The shot that is asked about; None for the whole video."""
    shots: tuple[int, ...] = ()
    """The shots that are asked about; none for the whole video."""
    withheld: bool = False
    """Whether the rule's answer is not given, because no posting is known and no evidence speaks for it."""
