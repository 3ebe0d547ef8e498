"""What moves the answer: each piece of evidence left out, each other habit, each assumption; how far, and whether it turns.

All is said of one figure: the chance of the present answer (of the likeliest of the three where it is undetermined).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

from analysis.case import HABITS
from analysis.testimony import Testimony
from analysis.views import words
from analysis.views.naming import Names, capital
from analysis.weighing.sensitivity import Assumption, Sweep, sweeps
from analysis.weighing.verdict import Shares, Verdict

MOST = 12
"""Rows that are drawn; what moves less is counted in one line."""
SLIGHT = 0.005
"""A chance that moves by less than this is not drawn: the figures shown would be the same."""

OF: dict[Assumption, str] = {
    "completeness": "the chance that the source reports such an event",
    "lateness": "the share of its reports that come one statement late",
    "vagueness": "the chance that its report does not name the subject",
}


@dataclass(frozen=True, slots=True)
class End:
    """Where the chance would stand (0 to 1), and whether the answer would be another there."""

    chance: float
    turned: bool


@dataclass(frozen=True, slots=True)
class Move:
    """One row: what is changed, where the chance would go, in words. `id` is that of the testimony, "" for an assumption."""

    name: str
    kind: str
    ends: tuple[End, ...]
    told: str
    id: str = ""

    def reach(self, now: float) -> float:
        return max(abs(end.chance - now) for end in self.ends)

    @property
    def turns(self) -> bool:
        return any(end.turned for end in self.ends)


def moves(verdict: Verdict, of: tuple[Sweep, ...] | None = None) -> list[Move]:
    """What moves the answer, first what turns it, then by how far; what moves it by less than half a percent is left out."""
    shares = verdict.shares
    if shares is None:
        return []
    found = [*_habit(verdict, shares), *_assumptions(shares, sweeps(verdict) if of is None else of), *_pieces(verdict, shares)]
    now = words.chance_of(shares, shares)
    return sorted((m for m in found if m.turns or m.reach(now) >= SLIGHT), key=lambda m: (not m.turns, -m.reach(now)))


def _habit(verdict: Verdict, shares: Shares) -> list[Move]:
    others = {habit: verdict.by_habit[habit] for habit in HABITS if habit != verdict.habit and habit in verdict.by_habit}
    if not others:
        return []
    told = "; ".join(f"{words.OTHER_HABIT[habit]}: {_then(then, shares)}" for habit, then in others.items())
    return [Move("How fast this poster posts", "another habit", tuple(_end(then, shares) for then in others.values()), told)]


def _assumptions(shares: Shares, of: tuple[Sweep, ...]) -> list[Move]:
    found = []
    for sweep in of:
        every = [then for _, then in sweep.points]
        low, high = (pick(every, key=lambda then: words.chance_of(then, shares)) for pick in (min, max))
        name = f"{capital(sweep.assumption)}, now {sweep.value:.2f}"
        found.append(Move(name, "any value from 0 to 1", (_end(low, shares), _end(high, shares)), turns_told(sweep, shares)))
    return found


def _pieces(verdict: Verdict, shares: Shares, only: Collection[str] | None = None) -> list[Move]:
    """A row for each piece of evidence that counts; `only` for those with these ids."""
    names = Names(verdict)
    found = []
    for piece in verdict.hearing.testimony:
        if only is not None and piece.id not in only:
            continue
        weight = verdict.weights[piece.id]
        if weight.counted and weight.without is not None:
            told = f"without it: {_then(weight.without, shares)}"
            instead = _instead(verdict, piece)
            kind = f"left out; {instead}" if instead else "left out"
            found.append(Move(names.short(piece), kind, (_end(weight.without, shares),), told, piece.id))
    return found


def _instead(verdict: Verdict, piece: Testimony) -> str:
    """A posting that is left out gives its place to the next thing that closes the line: that alone can move the answer far."""
    if piece.stage != "posted":
        return ""
    others = [each for each in verdict.hearing.testimony if each.id != piece.id and each.id not in verdict.switched_off]
    close = any(each.stage == "posted" or (each.reliability == 1 and each.witness != "received") for each in others)
    return "the next bound stands in" if close else "the time of receipt stands in"


def _end(then: Shares, now: Shares) -> End:
    return End(words.chance_of(then, now), then.answer != now.answer)


def _then(then: Shares, now: Shares) -> str:
    """ "still before, 71 %" or "undetermined, 48 % for before"."""
    if then.answer == now.answer:
        return f"still {words.chance(words.chance_of(then, now))}"
    return f"{then.answer}, {words.chance(then.probability)}"


def turns_told(sweep: Sweep, shares: Shares) -> str:
    """Where on the slider the answer turns: "turns the answer above 0.64 to “before”"; else how far the figure goes."""
    stretches = sweep.stretches
    if len(stretches) == 1:
        every = [words.chance_of(then, shares) for _, then in sweep.points]
        low, high = (words.chance(pick(every)) for pick in (min, max))
        return f"no value turns the answer: {low}" if low == high else f"no value turns the answer: {low.removesuffix(' %')} to {high}"
    own = next((i for i, each in enumerate(stretches) if each.low <= sweep.value <= each.high and each.answer == shares.answer), 0)
    said = []
    if own > 0:
        said.append(f"below {stretches[own].low:.2f} to “{stretches[own - 1].answer}”")
    if own + 1 < len(stretches):
        said.append(f"above {stretches[own].high:.2f} to “{stretches[own + 1].answer}”")
    return f"turns the answer {', and '.join(said)}"


def rest_told(count: int) -> str:
    """What is said of the rows that are not drawn."""
    return f"{count} more things move it less." if count > 1 else "One more thing moves it less."


def figure_told(verdict: Verdict) -> str:
    """What the bars measure."""
    shares = verdict.shares
    assert shares is not None
    answer = shares.answer if shares.answer != "undetermined" else words.likeliest(shares)
    now = words.chance(words.chance_of(shares, shares), settled=verdict.settled)
    return f"The chance that it was recorded {words.region(verdict, answer)}, now {now}"


LEGEND = (
    "Each bar goes from the figure as it is (the upright line) to what it would be. "
    "A dot: the answer stays. A diamond: the answer would be another."
)


def table(verdict: Verdict, of: tuple[Sweep, ...] | None = None) -> Markup:
    """The rows as an HTML table with bars, for page and report; "" where there is nothing to move."""
    shares = verdict.shares
    every = moves(verdict, of)
    if shares is None or not every:
        return Markup("")
    now = words.chance_of(shares, shares)
    rows = Markup("").join(_row(move, now) for move in every[:MOST])
    rest = Markup('<p class="quiet">{}</p>').format(rest_told(len(every) - MOST)) if len(every) > MOST else ""
    ends = Markup('<span class="ends"><span>0 %</span><span>100 %</span></span>')
    return Markup(
        '<table class="moves"><caption>{}</caption><thead><tr><th scope="col">What is changed</th><th scope="col">{}</th>'
        '<th scope="col">What would be</th></tr></thead><tbody>{}</tbody></table>{}<p class="quiet">{}</p>'
    ).format(figure_told(verdict), ends, rows, rest, LEGEND)


def _row(move: Move, now: float) -> Markup:
    points = [now, *(end.chance for end in move.ends)]
    low, high = min(points), max(points)
    bar = Markup('<i class="reach" style="left:{:.2f}%;width:{:.2f}%"></i>').format(100 * low, 100 * (high - low))
    dots = Markup("").join(
        Markup('<i class="{}" style="left:{:.2f}%"></i>').format("turned" if end.turned else "stays", 100 * end.chance) for end in move.ends
    )
    line = Markup('<i class="now" style="left:{:.2f}%"></i>').format(100 * now)
    return Markup(
        '<tr><th scope="row">{}<span class="quiet">{}</span></th><td class="track"><span>{}{}{}</span></td><td{}>{}</td></tr>'
    ).format(move.name, move.kind, bar, line, dots, Markup(' class="turns"') if move.turns else "", move.told.replace(" %", "\u00a0%"))


CSS = """
.moves { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums; }
.moves caption { text-align: left; font-size: 13.5px; padding-bottom: 4px; color: var(--ink); }
.moves th, .moves td { text-align: left; vertical-align: middle; padding: 5px 14px 5px 0; font-weight: 400; overflow-wrap: anywhere; }
.moves thead th { font-size: 12.5px; color: color-mix(in srgb, var(--ink) 68%, var(--paper)); }
.moves th:first-child { width: 36%; } .moves th:nth-child(2) { width: 34%; }
.moves th .quiet { display: block; font-size: 12.5px; }
.moves .ends { display: flex; justify-content: space-between; }
.moves .track span { display: block; position: relative; height: 18px; margin: 0 8px;
  background: linear-gradient(color-mix(in srgb, var(--ink) 18%, var(--paper)) 0 0) 0 50% / 100% 1px no-repeat; }
.moves .track i { position: absolute; display: block; }
.moves .reach { top: 6px; height: 6px; background: color-mix(in srgb, var(--accent) 45%, var(--paper)); }
.moves .now { top: 0; bottom: 0; width: 2px; margin-left: -1px; background: var(--ink); }
.moves .stays, .moves .turned { top: 4px; width: 10px; height: 10px; margin-left: -5px; background: var(--accent); border-radius: 50%; }
.moves .turned { border-radius: 0; transform: rotate(45deg); background: var(--paper); border: 2px solid var(--ink); }
.moves td.turns { font-weight: 600; }
@media (max-width: 700px) {
  .moves tr { display: grid; grid-template-columns: 1fr 1fr; border-bottom: 1px solid color-mix(in srgb, var(--ink) 12%, var(--paper)); }
  .moves tr > * { border: 0; } .moves th:first-child { grid-column: 1 / -1; padding-bottom: 0; } .moves th:nth-child(n) { width: auto; }
  .moves thead th:first-child { display: none; } .moves th .quiet { display: inline; margin-left: 8px; }
}
"""


def hinges(verdict: Verdict) -> list[Move]:
    """The pieces of evidence without any one of which the answer would be another, the heaviest first; a posting comes last."""
    shares = verdict.shares
    if shares is None:
        return []
    now = words.chance_of(shares, shares)
    posted = {piece.id for piece in verdict.hearing.testimony if piece.stage == "posted"}
    return sorted(_pieces(verdict, shares, verdict.rests_on), key=lambda move: (move.id in posted, -move.reach(now)))


def would_turn(move: Move) -> str:
    """A piece without which the answer would be another, in one line."""
    return f"Without “{move.name}” it would be {move.told.removeprefix('without it: ')}."


def more_turn(count: int) -> str:
    return f"So it is with {count} more pieces of evidence." if count > 1 else "So it is with one more piece of evidence."


def nearest(verdict: Verdict) -> Testimony | None:
    """Where no single piece turns the answer, the one without which its chance would be least."""
    shares = verdict.shares
    if shares is None or verdict.rests_on:
        return None
    without = {id_: weight.without for id_, weight in verdict.weights.items() if weight.counted}
    left = {id_: words.chance_of(then, shares) for id_, then in without.items() if then is not None}
    weakest = min(left, key=lambda id_: (left[id_], id_), default=None)
    if weakest is None or left[weakest] >= words.chance_of(shares, shares) - SLIGHT:
        return None
    return next(piece for piece in verdict.hearing.testimony if piece.id == weakest)


def nothing_turns(verdict: Verdict) -> str:
    """What is said where no single piece turns the answer; "" where one does, or there is none."""
    shares = verdict.shares
    if shares is None or shares.answer == "undetermined" or verdict.rests_on:
        return ""
    piece = nearest(verdict)
    if piece is None:
        return "No single piece of evidence, left out, would turn this answer."
    without = verdict.weights[piece.id].without
    assert without is not None
    left = words.chance(words.chance_of(without, shares))
    return f"No single piece of evidence, left out, would turn this answer; without {Names(verdict).of(piece)} it stands at {left}."
