"""Every fact found in the file, by the stage of the video's life that it speaks of; one click shows its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from analysis.case import Case
from analysis.panels import look
from analysis.panels.cards import hexadecimal
from analysis.panels.desk import Desk
from analysis.place import Bytes
from analysis.reopen import CannotReopen, HexView, NoteView, TextView, reopen
from analysis.testimony import STAGES, Observation, Stage
from analysis.views import places, remarks
from analysis.views.folding import folds
from analysis.weighing.verdict import Verdict

MOST_FACTS = 2_000
WITH_BYTES = 200
"""Facts whose bytes are laid out at once; of more, those that a search leaves."""
BYTES_SHOWN = 192
"""Bytes of one field that are laid out."""
LONGEST = 400
"""Characters of a raw value that are shown."""

TITLES: dict[Stage | None, tuple[str, str]] = {
    "recorded": ("Recorded", "the camera's own clock, a receiver's, and what names the camera"),
    "edited": ("Edited", "when a program changed or saved the video"),
    "encoded": ("Encoded", "when this copy's pictures or container were written, and by what"),
    "posted": ("Posted", "when a platform took it up"),
    "saved": ("Saved", "when a copy existed"),
    None: ("No stage", "names, labels, times of day, and dates that were never set"),
}
AT_ONCE = timedelta(seconds=2)
"""Width up to which a reading without a zone is known on the UTC line: another clock decided its zone."""


def facts(desk: Desk, verdict: Verdict) -> None:
    """The facts as found, searchable; each opens into its bytes and what other programs print for it."""
    every = sorted(verdict.hearing.observations, key=_rank)
    look.heading(f"Facts, {len(every)}", "As found, by the stage that they speak of. Open one to see its bytes and how others print it.")
    if not every:
        return
    wanted = st.text_input("Search the facts", key=f"{desk.generation} search facts", placeholder="a field, a value, a meaning")
    found = [fact for fact in every if wanted.casefold() in _words(fact)][:MOST_FACTS]
    if not found:
        look.put('<p class="quiet">No fact holds these words.</p>')
        return
    if len(found) > WITH_BYTES:
        look.put('<p class="quiet">The bytes of the first {} are laid out here: search to see those of others.</p>', WITH_BYTES)
    left = WITH_BYTES
    for _, group in groupby(found, key=_rank):
        of_stage = list(group)
        rows = list(_rows(verdict.hearing.case, of_stage, left))
        look.put("{}{}", _title(of_stage), look.joined(rows if wanted else _folded(of_stage, rows)))
        left -= len(of_stage)


def _rank(fact: Observation) -> int:
    return STAGES.index(fact.stage) if fact.stage else len(STAGES)


def _title(group: Sequence[Observation]) -> Markup:
    title, aside = TITLES[group[0].stage]
    return look.make('<h3 class="stage">{}, {}</h3><div class="quiet">{}</div>', title, len(group), aside)


def _rows(case: Case, group: Sequence[Observation], with_bytes: int) -> Iterator[Markup]:
    """One row a fact; a meaning that the row above has is not said again, but stands in the row's own details."""
    above = ""
    for number, fact in enumerate(group):
        told = "" if fact.means == above else fact.means
        above = fact.means
        yield look.make(
            '<details class="fact"><summary><b>{}</b><span>{}</span><span class="quiet">{}</span></summary>{}{}</details>',
            fact.tag, _reads(fact) or fact.raw[:80], told, look.rows(_details(fact)), _bytes(case, fact) if number < with_bytes else "",
        )  # fmt: skip


def _folded(group: Sequence[Observation], rows: Sequence[Markup]) -> Iterator[Markup]:
    """The rows, long runs of one kind behind one line that opens; a search shows them all."""
    at = 0
    for fold in folds(group):
        own = rows[at : at + len(fold.facts)]
        at += len(own)
        if not fold.folded:
            yield from own
            continue
        yield look.make(
            '<details class="fact fold"><summary><b>{}</b><span>{}</span><span class="quiet">{}</span></summary><div>{}</div></details>',
            fold.name, fold.values, f"{len(own)} of this kind: open to see each", look.joined(own),
        )  # fmt: skip


def _reads(fact: Observation) -> str:
    """The date with its zone, "not set", "malformed", or nothing where the field holds no date."""
    if fact.status != "set":
        return fact.status
    if fact.reading is None:
        return ""
    if fact.reading.hour is None or fact.reading.offset is not None:
        return str(fact.reading)
    decided = fact.span is not None and fact.span.start is not None and fact.span.width is not None and fact.span.width <= AT_ONCE
    if decided and fact.span is not None and fact.span.start is not None:
        return f"{fact.reading}, {fact.span.start:%H:%M:%S} UTC"
    return f"{fact.reading}, zone not known"


def _words(fact: Observation) -> str:
    """What a search looks through."""
    return " ".join((*TITLES[fact.stage], fact.tag, fact.raw, str(fact.reading or ""), fact.writer, fact.means, fact.status)).casefold()


def _details(fact: Observation) -> list[tuple[str, str]]:
    """One fact: as found, its meaning, the trap where there is a known one, its place."""
    raw = fact.raw if len(fact.raw) <= LONGEST else f"{fact.raw[:LONGEST]}…"
    where = "" if isinstance(fact.place, Bytes) and not fact.place.length else places.place(fact.place)
    return [
        ("As found", raw),
        ("Means", fact.means),
        ("Written by", fact.writer),
        ("Elsewhere", remarks.trap(fact)),
        ("Stands at", where),
    ]


def _bytes(case: Case, fact: Observation) -> Markup:
    """What stands at the fact's place, or why it can't be shown. A picture is not decoded for this: the tab "Frames" shows it."""
    if not isinstance(fact.place, Bytes):
        return Markup("")
    try:
        found = reopen(case, fact.place)
    except CannotReopen as error:
        return look.make('<div class="trouble">{}</div>', error)
    if isinstance(found, HexView):
        long = len(found.field) > BYTES_SHOWN
        shown = replace(found, field=found.field[:BYTES_SHOWN], after=b"" if long else found.after, cut=found.cut or long)
        return Markup(hexadecimal(shown))
    if isinstance(found, TextView):
        return look.make('<div class="text">{}<u>{}</u>{}</div>', found.before, found.marked, found.after)
    return look.make('<p class="quiet">{}</p>', found.text) if isinstance(found, NoteView) else Markup("")
