"""What would change the answer: what to check next, what is assumed of statements, holes, and what kept silent."""

from __future__ import annotations

import streamlit as st

from analysis.panels import fields, look, todo
from analysis.panels.desk import Desk
from analysis.views import remarks, words
from analysis.weighing.verdict import Verdict


def outlook(desk: Desk, verdict: Verdict) -> None:
    """What the answer hangs on, what to go and check, and the sliders."""
    hangs = words.hangs_on(verdict)
    if hangs:
        look.heading("It hangs on")
        look.put("<ul>{}</ul>", look.joined(look.make("<li>{}.</li>", each) for each in hangs))
    with look.part("What to check next"):
        todo.todo(desk, verdict)
    if verdict.series:
        assumptions(desk, verdict)
    if verdict.holes:
        look.heading("What no statement covers")
        for hole in verdict.holes:
            look.put("<p>{}</p>", remarks.hole(verdict, hole))
    if verdict.hearing.silences:
        look.heading("Kept silent", "Absence of a clue is no clue: it is listed so that a reader sees what was looked for.")
        look.put("<ul>{}</ul>", look.joined(look.make("<li>{}</li>", each) for each in remarks.silences(verdict.hearing.silences)))


def assumptions(desk: Desk, verdict: Verdict) -> None:
    """Three sliders: completeness, lateness, vagueness of a source's statements; and what was counted of each source."""
    look.heading("What is assumed of the statements", "How much silence and mention are worth. Logging more statements checks all three.")
    one, two, three = st.columns(3)
    with one:
        fields.share(desk, "series.completeness", "Completeness", 0.9, "The chance that the source reports such an event at all.")
    with two:
        fields.share(desk, "series.lateness", "Lateness", 0.1, "The share of its reports that come one statement late.")
    with three:
        fields.share(desk, "series.vagueness", "Vagueness", 0.2, "The chance that its report does not name the subject.")
    look.troubles(desk.problems("series"))
    for each in verdict.series:
        look.put('<p class="quiet">{}</p>', remarks.series(each))
