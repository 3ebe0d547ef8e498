"""The report: one HTML file that needs no network and no script, for screen and for A4.

Everything that came from files or was typed is escaped by Jinja2; the one part that is not is the timeline, which
escapes its own text. A content security policy in the page forbids it to load anything from anywhere.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis import __version__
from analysis.footage.sources import known_sources
from analysis.testimony import Testimony
from analysis.views import checks, escaping, moves, places, remarks, sweep_chart, tokens, words
from analysis.views.folding import folds
from analysis.views.naming import Names
from analysis.views.record import made_by
from analysis.views.sources import spoken, told
from analysis.views.stretch import Preset, presets
from analysis.views.timeline import draw
from analysis.weighing.sensitivity import Sweep, sweeps
from analysis.weighing.verdict import Verdict
from analysis.when import Span, iso

if TYPE_CHECKING:
    from analysis.media.shots import Shots

MOST_STILLS = 48
"""Keyframes that a report shows; of more, evenly spread ones."""
LARGEST_STILL = 2 << 20
"""Bytes of a still that is embedded."""
ORDER: tuple[Preset, ...] = ("week", "claim", "all")
TITLES: dict[Preset, str] = {"all": "All evidence", "week": "The week of the claim", "claim": "The claim’s window"}
MOST_CARDS = 12
"""Pieces of evidence up to which each has a card, also where it moves nothing."""
SLIGHT_TOLD = "These move nothing here: with or without any one of them the answer and its figure are the same."
MOST_FACTS = 400
"""Rows of facts of the file; a long run of one kind is one row."""


def report(
    verdict: Verdict, shots: Shots | None = None, stills: Path | None = None, head: str = "", of_parts: Sequence[Verdict] = ()
) -> str:
    """The report as one HTML page; `stills` is the folder with the shots' pictures, `head` the last hash of the case's custody log.

    `of_parts` are the verdicts of single sources or shots, where evidence speaks of those alone.
    """
    names, case = Names(verdict), verdict.hearing.case
    views = presets(verdict)
    heavy, slight = by_weight(verdict)
    of, folded = sweeps(verdict), folds(verdict.hearing.observations)
    page: str = _template().render(
        verdict=verdict,
        case=case,
        names=names,
        of_parts=parts(verdict, of_parts),
        wall=names.wall,
        words=words,
        remarks=remarks,
        places=places,
        iso=iso,
        css=Markup(tokens.TIMELINE_CSS),
        moves_css=Markup(moves.CSS),
        moved=moves.table(verdict, of),
        nothing_turns=moves.nothing_turns(verdict),
        sweeps=[(Markup(picture), told) for picture, told in charts(verdict, of)],
        sweep_chart=sweep_chart,
        light=Markup(tokens.variables(":root", tokens.LIGHT)),
        dark=Markup(tokens.variables(":root", tokens.DARK)),
        timelines=[(TITLES[name], _picture(verdict, view, name)) for name in ORDER if (view := views.get(name)) is not None],
        pieces=[card(names, piece) for piece in heavy],
        slight=[card(names, piece) for piece in slight],
        statements=[statement(names, piece) for piece in names.series],
        to_do=checks.to_do(verdict),
        checks=checks,
        habits=words.habit_range(verdict),
        pictures=pictures(shots, stills),
        shots=shots,
        facts=folded[:MOST_FACTS],
        slight_told=SLIGHT_TOLD,
        more_facts=sum(len(fold.facts) for fold in folded[MOST_FACTS:]),
        made_by=made_by(),
        version=__version__,
        head=head,
    )
    return page


def charts(verdict: Verdict, of: Sequence[Sweep]) -> list[tuple[str, str]]:
    """The chart of each assumption as SVG, with its sentence."""
    if verdict.shares is None:
        return []
    return [(sweep_chart.draw(each, verdict.shares, f"r-{each.assumption}"), sweep_chart.told(each, verdict.shares)) for each in of]


def parts(verdict: Verdict, of_parts: Sequence[Verdict]) -> list[str]:
    """What the report says below the answer where the video has several sources, or evidence speaks of some shots alone."""
    sources = known_sources(verdict.hearing.case.exhibit)
    return [line for line in (told(sources), *spoken(of_parts, sources)) if line]


def in_order(verdict: Verdict) -> list[Testimony]:
    """The testimony as cards show it: what counts first, the heaviest first."""

    def rank(piece: Testimony) -> tuple[bool, float]:
        weight = verdict.weights[piece.id]
        return not weight.counted, -abs(weight.decibans)

    return sorted(verdict.hearing.testimony, key=rank)


def by_weight(verdict: Verdict) -> tuple[list[Testimony], list[Testimony]]:
    """The testimony that has a card of its own, and, where that would be many, what moves nothing: a line each."""
    every = in_order(verdict)
    if len(every) <= MOST_CARDS:
        return every, []
    slight = [piece for piece in every if remarks.moves_nothing(verdict, piece)]
    ids = {piece.id for piece in slight}
    return [piece for piece in every if piece.id not in ids], slight


@cache
def _template() -> Any:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=escaping.page
    )
    return environment.get_template("report.html")


def _picture(verdict: Verdict, view: Span, name: str) -> Markup:
    return Markup(draw(verdict, view, width=1000, prefix=f"r-{name}"))


def card(names: Names, piece: Testimony) -> dict[str, Any]:
    """A piece of evidence as a report shows it."""
    verdict = names.verdict
    weight = verdict.weights[piece.id]
    return {
        "piece": piece,
        "title": names.short(piece),
        "witness": piece.witness.replace("_", " "),
        "weight": remarks.weight(verdict, piece),
        "without": remarks.without(verdict, weight),
        "counted": weight.counted,
        "place": places.place(piece.place),
        "span": names.when(piece),
        "rests": piece.id in verdict.rests_on,
    }


def statement(names: Names, piece: Testimony) -> dict[str, Any]:
    """A statement as a report shows it."""
    given = next((s for s in names.hearing.case.statements if s.id == piece.key), None)
    return {
        "name": names.statement(piece),
        "source": piece.clock,
        "covers": names.zoned(piece.span),
        "mention": piece.mention,
        "text": given.text if given is not None else "",
        "url": given.url if given is not None else "",
        "counted": names.verdict.weights[piece.id].counted,
    }


def pictures(shots: Shots | None, stills: Path | None) -> list[dict[str, str]]:
    """The keyframes as data addresses, evenly spread where there are many; a still that is missing or huge is left out."""
    if shots is None or stills is None:
        return []
    step = max(1, -(-len(shots.shots) // MOST_STILLS))
    found = []
    for shot in shots.shots[::step]:
        path = stills / shot.keyframe
        try:
            if not shot.keyframe or path.stat().st_size > LARGEST_STILL:
                continue
            data = path.read_bytes()
        except OSError:
            continue
        source = f"data:image/jpeg;base64,{base64.b64encode(data).decode('ascii')}"
        start, end = places.clock(shot.start_s), places.clock(shot.end_s)
        found.append({"source": source, "at": places.clock(shot.keyframe_s), "from": start, "to": end})
    return found
