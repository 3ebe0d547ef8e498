"""Every sentence that a person reads about a verdict.

Sentences say what the data shows and no more. Likelihood is said in the words of ICD 203 (Intelligence Community
Directive 203, "Analytic Standards", 2015), and never in one sentence with how well founded it is.
"""

from __future__ import annotations

from math import log10

from analysis.case import HABITS, Habit
from analysis.testimony import Testimony
from analysis.views.naming import FEW, Names, capital, on_recording, row_of
from analysis.weighing.verdict import LEAST, Answer, Shares, Verdict
from analysis.when import Span

LIKELIHOODS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
)
"""Upper ends of ICD 203's ranges and their words; beyond them:"""
ALMOST_CERTAIN = "almost certain"

HABIT_WORDS: dict[Habit, str] = {
    "live": "posts live, within hours",
    "days": "posts days later",
    "unknown": "habit unknown",
}
HABIT_ASSUMED: dict[Habit, str] = {
    "live": "the assumption that this poster posts live",
    "days": "the assumption that this poster posts days later, not live",
    "unknown": "how fast this poster posts, which is not known",
}
OTHER_HABIT: dict[Habit, str] = {
    "live": "posting live",
    "days": "posting days later",
    "unknown": "with the habit unknown",
}
HABIT_FOR: dict[Habit, str] = {
    "live": "an eyewitness, a stream",
    "days": "a press office, a unit’s channel, a newsroom",
    "unknown": "nobody knows: a third each of live, days later and recycled",
}
WORTH_SAYING = 0.5
"""Decibans below which a piece is not named as a reason."""
UNCLEAR = "It is unclear from the file"
HOLE_WORTH_SAYING = 0.05
"""The probability in an uncovered stretch from which the verdict is said to hang on it."""


def likelihood(probability: float) -> str:
    """ICD 203's words for a probability between 0 and 1."""
    return next((words for upper, words in LIKELIHOODS if probability < upper), ALMOST_CERTAIN)


def percent(probability: float) -> str:
    """ "92 %"; "under 1 %" and "over 99 %" rather than an end that was not reached."""
    if 0 < probability <= 0.005:
        return "under 1 %"
    if 0.995 <= probability < 1:
        return "over 99 %"
    return f"{100 * probability:.0f} %"


def chance(probability: float, *, settled: bool = False) -> str:
    """A share of the answer. Only a settled one reaches an end: elsewhere a posting closes the line, and its date can be wrong."""
    return percent(probability if settled else min(max(probability, 1e-9), 1 - 1e-9))


def headline(verdict: Verdict) -> str:
    """The answer in one line."""
    names = Names(verdict)
    if verdict.impossible:
        return "No answer: evidence counted as hard excludes itself"
    shares = verdict.shares
    if shares is None:
        return _bounds_headline(names)
    if shares.answer == "undetermined":
        return f"Undetermined: before, within or after {_period(names)}"
    where = _region(names, shares.answer)
    if verdict.settled:
        return f"Settled by hard bounds: recorded {where}"
    words = likelihood(shares.probability)
    return f"{capital(words)}{':' if words == ALMOST_CERTAIN else ''} recorded {where}"


def figure(verdict: Verdict) -> str:
    """The probability of the answer, and its range over all habits: "92 % (14 to 92 %)"; "" where there is none."""
    shares = verdict.shares
    if shares is None or verdict.settled or verdict.withheld:
        return ""
    every = [chance_of(each, shares) for each in verdict.by_habit.values()]
    low, high = chance(min(every)), chance(max(every))
    own = chance(shares.probability)
    text = own if low == high else f"{own} ({low.removesuffix(' %')} to {high})"
    return f"{likeliest(shares)} {text}" if shares.answer == "undetermined" else text


def chance_of(shares: Shares, answered: Shares) -> float:
    """What these shares give to the answer of the others."""
    return shares.chance(answered.answer if answered.answer != "undetermined" else likeliest(answered))


def likeliest(shares: Shares) -> Answer:
    """The most probable of before, within and after."""
    three: dict[Answer, float] = {"before": shares.before, "within": shares.within, "after": shares.after}
    return max(three, key=lambda answer: three[answer])


def sentence(verdict: Verdict, *, hanging: bool = True) -> str:
    """The answer with its reason and, unless it is said elsewhere, what it hangs on: a few short sentences."""
    names = Names(verdict)
    if verdict.impossible:
        return _impossible(names)
    file_says = _of_the_file(names)
    shares = verdict.shares
    if shares is None:
        return f"{file_says} There is no claim with a date yet, so the evidence is shown with the bounds that it sets."
    reason, from_file = _reason(names, shares)
    said = [] if from_file else [file_says]
    if not verdict.posting_known:
        said.append("No posting is known, so the time when the file was received stands in for it. A posting would change this answer.")
    if verdict.withheld:
        said.append("The other evidence does not date the recording, so no answer is given: say where and when the video was posted.")
        return " ".join(said)
    if shares.answer == "undetermined":
        three = f"before {chance(shares.before)}, within {chance(shares.within)}, after {chance(shares.after)}"
        said.append(f"{capital(reason)}, and that does not decide it: {three}." if reason else f"The rest does not decide it: {three}.")
    elif reason:
        link = "However, " if file_says.startswith(UNCLEAR) and not from_file else ""
        said.append(f"{capital(link + reason)}, so {_result(names, shares)}.")
    else:
        basis = "date of the posting" if verdict.posting_known else "time of receipt"
        said.append(f"By the {basis} and the habit of the poster, {_result(names, shares)}.")
    hangs = hangs_on(verdict)
    if hanging and hangs:
        said.append(f"This hangs on {'; and on '.join(hangs)}.")
    if verdict.contradictions:
        count = len(verdict.contradictions)
        said.append("Two pieces of evidence contradict each other." if count == 1 else f"{count} pairs of evidence contradict each other.")
    return " ".join(said)


def _result(names: Names, shares: Shares) -> str:
    """The answer as a clause after "so"."""
    where = _region(names, shares.answer)
    if names.verdict.settled:
        return f"only a recording {where} is left"
    words = likelihood(shares.probability)
    if words == ALMOST_CERTAIN:
        return f"it is {words} that the footage was recorded {where}"
    return f"the footage was {words} recorded {where}"


def hangs_on(verdict: Verdict) -> list[str]:
    """What the answer hangs on, each as a phrase that follows "This hangs on"."""
    names, shares = Names(verdict), verdict.shares
    if shares is None or verdict.settled:
        return []
    found = [habit] if (habit := hangs_on_habit(verdict)) else []
    rests = [piece for id_ in verdict.rests_on if (piece := names.by_id[id_]).stage != "posted"]
    pieces = [names.of(piece) for piece in rests[:3]]
    if len(rests) > 3:
        pieces.append(f"{len(rests) - 3} more pieces")
    if pieces:
        found.append(f"{joined(pieces)}, without which the answer would be another")
    hole = hangs_on_hole(verdict)
    return [*found, hole] if hole else found


def hangs_on_habit(verdict: Verdict) -> str:
    """That the answer hangs on how fast the poster posts, as a phrase after "This hangs on"; "" where it does not."""
    shares = verdict.shares
    if shares is None or verdict.settled or not verdict.hangs_on_habit:
        return ""
    others: list[Habit] = [h for h in HABITS if verdict.by_habit[h].answer != shares.answer]
    told = ", ".join(f"{OTHER_HABIT[h]} it would be {_otherwise(verdict.by_habit[h], shares)}" for h in others)
    return f"{HABIT_ASSUMED[verdict.habit]} ({told})"


def hangs_on_hole(verdict: Verdict) -> str:
    """That the answer hangs on a stretch that no statement covers, as a phrase after "This hangs on"; "" where it does not."""
    open_ = [hole for hole in verdict.holes if hole.mass >= HOLE_WORTH_SAYING]
    if verdict.shares is None or verdict.settled or not open_:
        return ""
    worst = max(open_, key=lambda hole: hole.mass)
    return f"what happened {Names(verdict).stretch(worst.span)}, which no logged statement covers"


def _otherwise(then: Shares, now: Shares) -> str:
    """What another assumption makes of the answer: its probability where it no longer holds, else the answer that takes its place."""
    still = chance_of(then, now)
    return chance(still) if still < LEAST else f"“{then.answer}”"


def habit_range(verdict: Verdict) -> list[tuple[Habit, str, float, str]]:
    """For each habit: its name, its words, the probability of the verdict's answer under it, and the answer under it."""
    shares = verdict.shares
    if shares is None:
        return []
    return [(habit, HABIT_WORDS[habit], chance_of(each, shares), each.answer) for habit, each in verdict.by_habit.items()]


def region(verdict: Verdict, answer: Answer) -> str:
    """Where an answer lies, after "recorded": "before the release of Wednesday’s statement"."""
    return _region(Names(verdict), answer)


def _region(names: Names, answer: Answer) -> str:
    claim, statement = names.verdict.claim, names.claim_statement
    of_statement = statement != "the claim"
    if answer in ("before the release", "after the release"):
        side = answer.partition(" ")[0]
        if of_statement:
            return f"{side} the release of {statement}"
        return f"{side} the claim was made" if claim is not None and claim.released is not None else f"{side} the end of the claim’s time"
    if answer == "after" and of_statement:
        return f"after the release of {statement}"
    side = {"before": "before", "within": "within", "after": "after"}[answer]
    return f"{side} {_period(names)}"


def _period(names: Names) -> str:
    claim, statement = names.verdict.claim, names.claim_statement
    if statement != "the claim":
        return f"the period that {statement} covers"
    if claim is None or claim.window is None:
        return "the claim’s time"
    return f"the claim’s time, {names.claim_time}"


def _bounds_headline(names: Names) -> str:
    stated = names.verdict.bounds
    if stated.not_before is None and stated.not_after is None:
        return "No claim yet, and no evidence that bounds the recording"
    return f"No claim yet. Recorded {interval(names)}"


def interval(names: Names) -> str:
    """The interval stated for the recording, with its years: it is what people copy out of here."""
    stated, named = names.verdict.bounds, names.wall.named
    if stated.not_before is None or stated.not_after is None or stated.not_before >= stated.not_after:
        parts = [
            named(Span(stated.not_before, None)) if stated.not_before is not None else "",
            named(Span(None, stated.not_after)) if stated.not_after is not None else "",
        ]
        return " and ".join(part for part in parts if part)
    return at_(named(Span(stated.not_before, stated.not_after)))


def _impossible(names: Names) -> str:
    hard = [names.of(p) for p in names.hearing.testimony if p.reliability == 1 and p.id not in names.verdict.switched_off]
    told = f" Counted as hard: {joined(hard)}." if hard else ""
    cure = "Lower the strength of a piece or leave it out."
    return f"Evidence that is counted as hard excludes itself, so no instant fits all of it.{told} {cure}"


def _of_the_file(names: Names) -> str:
    """What the file itself says of the recording, in one sentence."""
    verdict = names.verdict
    if names.hearing.case.exhibit is None:
        return "There is no video file in this case yet."
    counted = [
        p for p in names.hearing.testimony
        if row_of(p) == "file" and p.witness != "received" and (w := verdict.weights.get(p.id)) is not None and w.counted
    ]  # fmt: skip
    dated = [p for p in counted if p.stage == "recorded" and p.bearing == "during"]
    if dated:
        best = max(dated, key=lambda p: p.reliability)
        return f"The file puts the recording {at_(names.zoned(best.span))}."
    posted = verdict.posted.end
    ends = [
        (span.end, p) for p in counted
        if (span := on_recording(p)) is not None and span.end is not None and (posted is None or span.end < posted)
    ]  # fmt: skip
    if ends:
        end, piece = min(ends, key=lambda pair: pair[0])
        return f"The file was {piece.stage} by {names.until(end)}, so the footage is at least that old."
    return f"{UNCLEAR} when the footage was captured."


def _reason(names: Names, shares: Shares) -> tuple[str, bool]:
    """The strongest piece that speaks for the answer, as a clause ("" where none does), and whether it is of the file."""
    found = {piece.id: pull(names.verdict, piece, shares) for piece in names.hearing.testimony}
    speaking = [piece for piece in names.hearing.testimony if found[piece.id] >= WORTH_SAYING]
    # That it was posted bounds every recording; it is a reason only where nothing else speaks.
    ranked = sorted(speaking, key=lambda piece: (piece.stage == "posted", -found[piece.id]))
    if not ranked:
        return "", False
    return _clause(names, ranked[0]), row_of(ranked[0]) == "file"


def pull(verdict: Verdict, piece: Testimony, shares: Shares) -> float:
    """How far a piece moves the answer, in decibans: 10 log10 of the answer's odds with it over those without it."""
    weight = verdict.weights[piece.id]
    if not weight.counted or weight.without is None:
        return 0.0
    now, then = chance_of(shares, shares), chance_of(weight.without, shares)
    tiny = 1e-12
    odds = [log10(max(tiny, p)) - log10(max(tiny, 1 - p)) for p in (now, then)]
    return 10 * (odds[0] - odds[1])


def _clause(names: Names, piece: Testimony) -> str:
    if piece.bearing == "series":
        said = {
            "named": f"names {names.subject}",
            "unnamed": "mentions what may be it, without the name",
            "silent": f"does not name {names.subject}",
        }
        assert piece.mention is not None
        return f"{names.statement(piece)}, covering {names.zoned(piece.span).removeprefix('from ')}, {said[piece.mention]}"
    span = on_recording(piece)
    if piece.stage == "posted" and span is not None and span.end is not None:
        return f"the video was online by {names.until(span.end)}"
    if len(piece.spans) > FEW:
        return f"the light in the picture fits certain hours or days only ({piece.witness.replace('_', ' ')})"
    source = "what is known from elsewhere" if row_of(piece) == "elsewhere" else "the file"
    return f"{source} puts the recording {at_(names.zoned(span or piece.span))}"


def at_(words: str) -> str:
    """A span's words after "puts the recording" or "the time"."""
    return words if words.startswith(("from", "not ", "at ")) else f"on {words}"


def joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
