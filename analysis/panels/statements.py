"""The statements side by side: what each covers, what it says of the subject, its words with the mention underlined."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from analysis.case import Statement
from analysis.panels import fields, log, look, outlook
from analysis.panels.desk import Desk
from analysis.place import Words
from analysis.testimony import Testimony
from analysis.views import places
from analysis.views.naming import Names
from analysis.weighing.verdict import Verdict

AT_FIRST = 12
MENTIONS = {None: "found from the text", "named": "named", "unnamed": "may be it, unnamed", "silent": "silent"}
SAYS = {"named": "names it", "unnamed": "may mean it", "silent": "silent"}


def statements(desk: Desk, verdict: Verdict) -> None:
    """All statements, those nearest to the claim first in view; the form for one more; the assumptions."""
    _new(desk)
    with look.part("Add many"):
        log.add_many(desk)
    names, case = Names(verdict), verdict.hearing.case
    heard = {piece.key: piece for piece in names.series}
    log.learned(case, heard)
    order = sorted(range(len(case.statements)), key=lambda i: case.statements[i].released or datetime.min.replace(tzinfo=UTC))
    anchor = verdict.claim.released if verdict.claim is not None else None
    if len(order) > AT_FIRST and not st.session_state.get("all statements"):
        near = sorted(order, key=lambda i: _distance(case.statements[i], anchor))[:AT_FIRST]
        order = [i for i in order if i in near]
        st.button(f"Show all {len(case.statements)} statements", on_click=lambda: st.session_state.update({"all statements": True}))
    keys = {str(entry.get("id")): index for index, entry in enumerate(desk.book.get("statements") or []) if isinstance(entry, dict)}
    for index in order:
        statement = case.statements[index]
        _one(desk, names, statement, heard.get(statement.id), keys.get(statement.id, index))
    if not case.statements:
        look.put('<p class="quiet">No statement yet. Paste the one that makes the claim, then the ones before and after it.</p>')
    look.troubles(problem for problem in case.problems if problem.key.startswith("statements"))
    if verdict.series:
        outlook.assumptions(desk, verdict)


def _distance(statement: Statement, anchor: datetime | None) -> float:
    if statement.released is None or anchor is None:
        return 0.0
    return abs((statement.released - anchor).total_seconds())


def _one(desk: Desk, names: Names, statement: Statement, piece: Testimony | None, index: int) -> None:
    key = f"statements[{index}]"
    with st.container(border=True):
        if desk.editing == key:
            _form(desk, key)
            return
        mention = piece.mention if piece is not None else None
        shape = look.make('<i class="shape {}"></i>', mention) if mention else ""
        said = SAYS[mention] if mention else _why_nothing(names, statement)
        name = names.logged(statement)
        covers = names.zoned(statement.coverage) if statement.coverage is not None else "no coverage"
        claim = "; this is the claim" if names.verdict.claim is not None and names.verdict.claim.statement == statement.id else ""
        decided = "" if statement.mention is None else " (your decision)"
        look.put(
            '<div class="head"><h3>{}{}</h3><span class="weight">{}{}</span></div><div class="kicker">{}, covers {}{}</div>',
            shape, name[:1].upper() + name[1:], said, decided, statement.source or "no source", covers.removeprefix("from "), claim,
        )  # fmt: skip
        look.put('<div class="text">{}</div>', _marked(statement, piece))
        link = places.link(statement.url)
        if link:
            look.put('<a rel="noreferrer noopener" target="_blank" href="{}">{}</a>', link, statement.url)
        st.button("Edit", key=f"{desk.generation} edit {key}", type="tertiary", on_click=lambda: setattr(desk, "editing", key))


def _why_nothing(names: Names, statement: Statement) -> str:
    """Why a statement is no evidence."""
    if not names.hearing.case.subject:
        return "not weighed: no subject is given"
    if statement.coverage is None:
        return "not weighed: what it covers is not given"
    return "not seen in this excerpt" if statement.excerpt else "not weighed"


def _marked(statement: Statement, piece: Testimony | None) -> object:
    """The text with the mention underlined."""
    text = statement.text
    if piece is None or not isinstance(piece.place, Words) or piece.place.end <= piece.place.start or piece.mention == "silent":
        return text
    start, end = max(0, piece.place.start), min(len(text), piece.place.end)
    return look.make("{}<u>{}</u>{}", text[:start], text[start:end], text[end:])


def _form(desk: Desk, key: str) -> None:
    fields.text(desk, f"{key}.source", "Source")
    left, right = st.columns(2)
    with left:
        fields.text(desk, f"{key}.released", "Released", hint="2024-09-18 14:00")
    with right:
        fields.text(desk, f"{key}.covers", "Covers the time before", hint="24h")
    fields.text(desk, f"{key}.text", "Text", lines=6)
    fields.text(desk, f"{key}.url", "Address")
    fields.choice(desk, f"{key}.mentions", "What it says of the subject", list(MENTIONS), told=lambda m: MENTIONS.get(m, str(m)))
    fields.yes(desk, f"{key}.excerpt", "this is not the whole text", usual=False, help_="An excerpt can’t be silent about anything.")
    with st.container(horizontal=True):
        st.button("Done", key=f"{desk.generation} done {key}", on_click=lambda: setattr(desk, "editing", ""))
        fields.remove(desk, key)


def _new(desk: Desk) -> None:
    entries = [entry for entry in desk.book.get("statements") or [] if isinstance(entry, dict)]
    last: dict[str, Any] = entries[-1] if entries else {}
    with st.popover("Add a statement"), st.form(f"{desk.generation} statement", border=False):
        text = st.text_area("Its words, all of them", height=160)
        source = st.text_input("Source", value=str(last.get("source") or ""), placeholder="who says it")
        left, right = st.columns(2)
        released = left.text_input("Released", placeholder="2024-09-20 14:00")
        covers = right.text_input("Covers the time before", value=str(last.get("covers") or "24h"))
        url = st.text_input("Address")
        is_claim = st.checkbox("this statement is the claim", value=not entries)
        if fields.submitted("Add", f"{desk.generation} statement") and (text.strip() or released.strip()):
            given = {"source": source, "released": released, "covers": covers, "text": text, "url": url}
            _log(desk, {name: value.strip() for name, value in given.items() if value.strip()}, is_claim)
            st.rerun()


def _log(desk: Desk, values: dict[str, str], is_claim: bool) -> None:
    taken = {str(entry.get("id")) for entry in desk.book.get("statements") or [] if isinstance(entry, dict)}
    number = len(taken) + 1
    while f"statement-{number}" in taken:
        number += 1
    id_ = f"statement-{number}"
    desk.edit_anew(lambda book: book.add_statement(id=id_, **values), desk.generation)
    if is_claim and not desk.note:
        desk.edit(lambda book: book.set("claim.statement", id_))
