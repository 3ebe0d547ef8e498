"""Many statements at once: paste or choose, look at what was found and why, add each with a click. Nothing is taken over by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from analysis.case import Case, Problem
from analysis.language.mentions import Mentions
from analysis.panels import fields, look
from analysis.panels.article import Ready, found_in, offer
from analysis.panels.desk import Desk
from analysis.panels.drafts import asks, row
from analysis.panels.pile import Pile, add
from analysis.statements import Draft, Dropped, Log, SourceHabits, learn
from analysis.statements.adding import in_case
from analysis.statements.log import KINDS, Given
from analysis.testimony import Mention, Testimony
from analysis.typed import WhenError, parse_when
from analysis.views import drafts as view

AT_ONCE = 15
"""Statements that one page of the list shows."""
MOST_LINES = 12
FEWEST_LEARNED = 5
"""Statements from which on a case's log is said to teach something."""


def add_many(desk: Desk) -> None:
    """The form, and below it what was found."""
    with st.expander("Add many: paste several, an article, a file or a folder"):
        _form(desk)
        found: Pile | None = st.session_state.get("many statements")
        if found is not None:
            _found(desk, found)


def learned(case: Case, heard: Mapping[str, Testimony]) -> None:
    """What the case's own log teaches of its sources; `heard` is what was heard of each statement, by its id."""
    if len(case.statements) < FEWEST_LEARNED:
        return
    mentions = [heard[each.id].mention if each.id in heard else None for each in case.statements]
    learnt = list(learn(case.statements, mentions, case.zone)[:MOST_LINES])
    if any(each.zoneless for each in case.statements):  # what they cover is as wide as all zones make it, and no habit
        learnt = [replace(each, period=None) for each in learnt]
    told = [sentence for each in learnt for sentence in view.habits_told(each)]
    look.put('<p class="quiet">{}</p>', " ".join(told))


def _form(desk: Desk) -> None:
    entries = [entry for entry in desk.book.get("statements") or [] if isinstance(entry, dict)]
    with st.form("log", border=False):
        text = st.text_area("Paste statements under their dates, copied messages, or one article", height=140)
        left, right = st.columns(2)
        at = left.text_input(
            "Published", placeholder="2024-09-20", help="When the pasted text was published. “Wednesday” is counted from it."
        )
        source = right.text_input("Source of all", value=str(entries[-1].get("source") or "") if entries else "", placeholder="who says it")
        files = st.file_uploader("Files", type=[kind[1:] for kind in KINDS], accept_multiple_files=True)
        path = st.text_input("or the path of a file or folder", placeholder="/home/me/bulletins", key="log path")
        if fields.submitted("Read", "log"):
            given: list[Given] = [text] if text.strip() else []
            given += [Dropped(each.name, each.getvalue()) for each in files or []]
            given += [Path(path.strip()).expanduser()] if path.strip() else []
            _read(given, at.strip(), source.strip())


def _read(given: Sequence[Given], at: str, source: str) -> None:
    """Put what was given on the page; a publication that can't be read is said, and nothing is read without it."""
    try:
        published = parse_when(at) if at else None
    except WhenError as error:
        look.put('<div class="trouble">{}</div>', str(error))
        return
    before: Pile | None = st.session_state.get("many statements")
    if given:
        st.session_state["many statements"] = Pile(tuple(given), published, source, before.number + 1 if before is not None else 1)
    else:
        st.session_state.pop("many statements", None)


def _found(desk: Desk, found: Pile) -> None:
    case = desk.case()
    day_first = desk.book.get("day_first")
    log = found.log(case.zone, day_first if isinstance(day_first, bool) else None)
    mentions = found.mentions(log, case.subject, case.possible)
    habits = {each.source: each for each in learn(log.drafts, _said(log, mentions), case.zone)}
    whole = bool(found.article) and not any(draft.origin.row for draft in log.drafts)
    begun = found_in(found.article, found.at, case.zone) if whole else None
    _summary(log, habits)
    pages = max(1, -(-len(log.drafts) // AT_ONCE))
    found.page = min(found.page, pages - 1)
    first = found.page * AT_ONCE
    shown = range(first, min(first + AT_ONCE, len(log.drafts)))
    found.asks_subject = found.asks_subject or not case.subject
    if log.drafts and found.asks_subject:
        fields.subject(desk, "What must a statement name, to speak of the video?", " of a log")
    ready: list[tuple[int, Draft]] = []
    top = st.container()
    for index in shown:
        draft = log.drafts[index]
        with look.part("A statement of the log"):
            confirmed = row(desk, found, index, draft, mentions[index], habits.get(draft.source))
            if confirmed is not None:
                ready.append((index, confirmed))
    with top:
        offered = [Ready(index, draft, view.says(draft, mentions[index])) for index, draft in ready]
        offer(desk, f"log {found.number}", offered, found.at if whole else None, begun, found.added.update)
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(ready) > 1:
            st.button(
                f"Add these {len(ready)}", key=f"log add these {desk.generation}", on_click=add, args=(desk, found, ready, desk.generation)
            )
        if pages > 1 and len(plain := _plain(found, log, case, habits)) > len(ready):
            help_ = "Of the whole list, those with release, period and whole text; the others ask something."
            st.button(
                f"Add all {len(plain)} as read",
                key=f"log add all {desk.generation}",
                on_click=add,
                args=(desk, found, plain, desk.generation),
                help=help_,
            )
        if pages > 1:
            _pages(found, pages, len(log.drafts))


def _plain(found: Pile, log: Log, case: Case, habits: Mapping[str, SourceHabits]) -> list[tuple[int, Draft]]:
    """The drafts of all pages that ask nothing and are not in the case."""
    return [
        (index, draft)
        for index, draft in enumerate(log.drafts)
        if index not in found.added and not asks(draft, habits.get(draft.source), part=draft.excerpt)
        and not in_case(draft, case.statements, case.zone)
    ]  # fmt: skip


def _said(log: Log, mentions: Sequence[Mentions | None]) -> list[Mention | None]:
    return [view.says(draft, each) for draft, each in zip(log.drafts, mentions, strict=True)]


def _summary(log: Log, habits: dict[str, SourceHabits]) -> None:
    """What the log as a whole shows: habits, what is missing, what is double, what could not be read."""
    look.troubles(Problem("", f"{trouble.where}: {trouble.sentence}") for trouble in log.troubles[:MOST_LINES])
    if not log.drafts:
        look.put('<p class="quiet">No statement was found in this.</p>')
        return
    told = [sentence for each in list(habits.values())[:MOST_LINES] for sentence in view.habits_told(each)]
    told += [gap.sentence for gap in log.gaps[:MOST_LINES]]
    told += [f"{len(log.gaps) - MOST_LINES} more gaps."] if len(log.gaps) > MOST_LINES else []
    told += [overlap.sentence for overlap in log.overlaps[:MOST_LINES]]
    told += [f"{len(log.overlaps) - MOST_LINES} more overlaps."] if len(log.overlaps) > MOST_LINES else []
    told += [f"{log.dropped} left out, which stand in this list already."] if log.dropped else []
    look.put("<ul>{}</ul>", look.joined(look.make("<li>{}</li>", sentence) for sentence in told))


def _pages(found: Pile, pages: int, count: int) -> None:
    def turn(by: int) -> None:
        found.page += by

    st.button("Earlier", key="log earlier", disabled=found.page == 0, on_click=turn, args=(-1,))
    look.put('<p class="quiet">Page {} of {}, {} statements</p>', found.page + 1, pages, count, narrow=True)
    st.button("Later", key="log later", disabled=found.page + 1 >= pages, on_click=turn, args=(1,))
