"""Every fact found in the file, by the stage of the video's life that it speaks of; one click shows its bytes."""

from __future__ import annotations

import streamlit as st

from analysis.panels import look
from analysis.panels.cards import show_place
from analysis.panels.desk import Desk
from analysis.testimony import STAGES, Observation
from analysis.views import places, remarks
from analysis.weighing.verdict import Verdict

MOST_FACTS = 2_000
NO_STAGE = "no stage"


def facts(desk: Desk, verdict: Verdict) -> None:
    """The facts as found, searchable; the one that is chosen with its bytes and what other programs print for it."""
    every = sorted(verdict.hearing.observations, key=lambda fact: STAGES.index(fact.stage) if fact.stage else len(STAGES))
    look.heading(f"Facts, {len(every)}", "As found, by the stage that they speak of. Choose a row to see its bytes.")
    if not every:
        return
    wanted = st.text_input("Search the facts", key=f"{desk.generation} search facts", placeholder="a field, a value, a meaning")
    found = [fact for fact in every if wanted.casefold() in _words(fact)][:MOST_FACTS]
    if not found:
        look.put('<p class="quiet">No fact holds these words.</p>')
        return
    chosen = st.dataframe(
        [
            {
                "Stage": fact.stage or NO_STAGE,
                "Field": fact.tag,
                "Reads": _reads(fact),
                "As found": fact.raw[:200],
                "Means": fact.means,
                "Where": places.place(fact.place),
            }
            for fact in found
        ],
        key=f"{desk.generation} facts {wanted}",
        column_config={"Reads": st.column_config.TextColumn(width=170), "Means": st.column_config.TextColumn(width="large")},
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
    )
    for row in chosen["selection"]["rows"][:1]:
        if row < len(found):
            _opened(verdict, found[row])


def _reads(fact: Observation) -> str:
    """The date with its zone, "not set", "malformed", or nothing where the field holds no date."""
    if fact.status != "set":
        return fact.status
    return "" if fact.reading is None else str(fact.reading)


def _words(fact: Observation) -> str:
    """What a search looks through."""
    return " ".join((fact.stage or NO_STAGE, fact.tag, fact.raw, str(fact.reading or ""), fact.writer, fact.means, fact.status)).casefold()


def _opened(verdict: Verdict, fact: Observation) -> None:
    """One fact: its meaning, the trap where there is a known one, its bytes."""
    rows = [("Field", fact.tag), ("As found", fact.raw[:2000]), ("Means", fact.means), ("Written by", fact.writer or "not known")]
    trap = remarks.trap(fact)
    if trap:
        rows.append(("Elsewhere", trap))
    look.put("{}", look.rows(rows))
    show_place(verdict.hearing.case, fact.place)
