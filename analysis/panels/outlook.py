"""What would change the answer: what to check next, what is assumed of statements, holes, and what kept silent."""

from __future__ import annotations

import streamlit as st

from analysis.case import Series
from analysis.panels import fields, look, todo
from analysis.panels.desk import Desk
from analysis.views import moves, remarks, still, sweep_chart
from analysis.weighing.sensitivity import Assumption, Sweep, sweeps
from analysis.weighing.verdict import Verdict


def outlook(desk: Desk, verdict: Verdict) -> None:
    """What the answer hangs on, what to go and check, and the sliders."""
    of = sweeps(verdict)
    with look.part("What moves the answer"):
        bars = moves.table(verdict, of)
        if bars:
            look.heading("What moves the answer", "Each thing changed alone, all else staying as it is.")
            look.put("{}", bars)
    with look.part("What to check next"):
        todo.todo(desk, verdict)
    if verdict.series:
        assumptions(desk, verdict, of)
    if verdict.holes:
        look.heading("What no statement covers")
        for hole in verdict.holes:
            look.put("<p>{}</p>", remarks.hole(verdict, hole))
    if verdict.hearing.silences:
        look.heading("Kept silent", "Absence of a clue is no clue: it is listed so that a reader sees what was looked for.")
        look.put("<ul>{}</ul>", look.joined(look.make("<li>{}</li>", each) for each in remarks.silences(verdict.hearing.silences)))


def assumptions(desk: Desk, verdict: Verdict, of: tuple[Sweep, ...] | None = None) -> None:
    """Three sliders, each below the chart of what it does; and what was counted of each source."""
    look.heading("What is assumed of the statements", "How much silence and mention are worth. Logging more statements checks all three.")
    of = sweeps(verdict) if of is None else of
    if verdict.shares is not None and of:
        look.put('<p class="quiet">{}</p>', sweep_chart.figure(verdict.shares))
    charts = {sweep.assumption: sweep for sweep in of}
    for column, (name, usual, help_) in zip(st.columns(3), SLIDERS, strict=True):
        with column:
            sweep = charts.get(name)
            if verdict.shares is not None and sweep is not None:
                svg = still.picture(sweep_chart.draw(sweep, verdict.shares, f"sweep-{name}"), look.colours())
                look.chart(svg, sweep_chart.told(sweep, verdict.shares))
            fields.share(desk, f"series.{name}", name.capitalize(), usual, help_)
            if verdict.shares is not None and sweep is not None:
                look.put('<p class="quiet">{}</p>', sweep_chart.legend(sweep, verdict.shares))
    look.troubles(desk.problems("series"))
    for each in verdict.series:
        look.put('<p class="quiet">{}</p>', remarks.series(each))


SLIDERS: tuple[tuple[Assumption, float, str], ...] = (
    ("completeness", Series().completeness, "The chance that the source reports such an event at all."),
    ("lateness", Series().lateness, "The share of its reports that come one statement late."),
    ("vagueness", Series().vagueness, "The chance that its report does not name the subject."),
)
