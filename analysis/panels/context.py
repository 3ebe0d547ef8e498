"""What the researcher says of the video: where it was posted, what is claimed, what is known from elsewhere."""

from __future__ import annotations

from typing import Any

import streamlit as st
from markupsafe import Markup

from analysis.panels import fields, look, posts
from analysis.panels.desk import Desk
from analysis.views import places
from analysis.views.naming import Names, capital
from analysis.weighing.verdict import Verdict

AT_FIRST = 12
"""Entries that are shown before more are asked for, the latest."""
STRENGTHS = ["hard", "very strong", "strong", "moderate", "limited"]
BEARINGS = {"not_before": "not before", "not_after": "not after", "during": "on or within"}


def context(desk: Desk, verdict: Verdict | None) -> None:
    """Posts, claim, what is known from elsewhere."""
    with look.part("Which comes first in a date"):
        _day_first(desk)
    with look.part("Posted"):
        posts.posts(desk)
    with look.part("Claim"):
        _claim(desk, Names(verdict) if verdict is not None else None)
    with look.part("Known from elsewhere"):
        _elsewhere(desk)


def _day_first(desk: Desk) -> None:
    """Asked where a date can be read in two ways; never guessed."""
    if not any("day_first" in problem.sentence for problem in desk.case().problems):
        return
    look.put('<div class="trouble">A date here can be read in two ways. Which comes first in 03.04.2024?</div>')
    with st.container(horizontal=True):
        for label, value in (("The day: 3 April", True), ("The month: March 4", False)):
            st.button(label, key=f"{desk.generation} {label}", on_click=desk.edit, args=(lambda book, v=value: book.set("day_first", v),))


def _add(desk: Desk, name: str, **values: Any) -> None:
    desk.edit_anew(lambda book: getattr(book, f"add_{name}")(**values), desk.generation)


def _claim(desk: Desk, names: Names | None) -> None:
    """What is claimed, as it stands; its form while nothing is given, while something in it can't be used, and when asked for."""
    look.heading("Claim")
    given = bool(desk.book.get("claim.statement") or desk.book.get("claim.event"))
    asked = st.session_state.get("claim form")
    if not given or any(desk.problems(key) for key in ("claim", "zone", "subject", "possible")):
        asked = st.session_state["claim form"] = desk  # and it stays open until its button is pressed: the first answer does not close it
    if asked is desk:
        _claim_form(desk, names)
        if given:
            st.button("Done", key=f"{desk.generation} claim done", on_click=lambda: st.session_state.pop("claim form", None))
        return
    with st.container(border=True):
        look.put("{}", _claim_told(desk, names))
        st.button("Edit", key=f"{desk.generation} edit claim", type="tertiary", on_click=_open_claim, args=(desk,))


def _open_claim(desk: Desk) -> None:
    st.session_state["claim form"] = desk


def _claim_told(desk: Desk, names: Names | None) -> Markup:
    claim = desk.case().claim
    text = claim.text if claim is not None else ""
    own = str(desk.book.get("claim.statement") or "")
    when = str(desk.book.get("claim.event") or "")
    if own and names is not None and claim is not None and claim.window is not None:
        when = names.claim_time
    words = [", ".join(str(word) for word in desk.book.get(key) or []) for key in ("subject", "possible")]
    told = [
        ("Statement", capital(names.claim_statement) if own and names is not None else own),
        ("Time", when),
        ("Said", "" if own else str(desk.book.get("claim.made") or "")),
        ("Must name", words[0]),
        ("May be it", words[1]),
        ("Zone", str(desk.book.get("zone") or "not known: every zone is possible")),
    ]
    return look.make("{}{}", look.make('<div class="text">{}</div>', text) if text else "", look.rows(told))


def _claim_form(desk: Desk, names: Names | None) -> None:
    fields.zone(desk)
    ids = [str(entry.get("id", "")) for entry in desk.book.get("statements") or [] if isinstance(entry, dict)]
    present = str(desk.book.get("claim.statement") or "")
    known = {s.id: f"{capital(names.logged(s))} ({s.id})" for s in desk.case().statements} if names is not None else {}
    offered = ["", *[i for i in ids if i], *([present] if present and present not in ids else [])]
    select = f"{desk.generation} claim.statement"

    def chosen() -> None:
        value = st.session_state[select]
        desk.edit(lambda book: book.set("claim.statement", value or None))

    if len(offered) > 1:
        st.selectbox(
            "The claim is", offered, index=offered.index(present), key=select, on_change=chosen,
            format_func=lambda i: known.get(i, i) or "a claim of its own, below",
        )  # fmt: skip
    look.troubles(desk.problems("claim.statement"))
    if not present:
        fields.text(desk, "claim.text", "What is claimed", lines=2)
        fields.text(desk, "claim.event", "When it is said to have happened", hint="2024-09-18, or 2024-09-18 10:00/2024-09-18 14:00")
        fields.text(desk, "claim.made", "When that was said", hint="2024-09-18 14:00")
    fields.subject(desk, "What a statement must name")
    fields.words(desk, "possible", "What may be it", hint="tank, танк", help_="Words that may mean the subject without its name.")


def _elsewhere(desk: Desk) -> None:
    entries = desk.book.get("circumstances") or []
    look.heading(
        "Known from elsewhere",
        "" if entries else "Weather, a building’s state, the start of an operation: anything that bounds the recording.",
    )
    hidden = 0 if st.session_state.get("all circumstances") else max(0, len(entries) - AT_FIRST)
    if hidden:
        st.button(f"Show {hidden} earlier ones", on_click=lambda: st.session_state.update({"all circumstances": True}))
        kept_back = tuple(f"circumstances[{index}]" for index in range(hidden))
        look.troubles(problem for problem in desk.problems("circumstances") if problem.key.startswith(kept_back))
    for index, entry in enumerate(entries[hidden:], hidden):
        key = f"circumstances[{index}]"
        entry = entry if isinstance(entry, dict) else {}
        bearing = next((name for name in BEARINGS if name in entry), "not_before")
        if desk.editing != key:
            _told(desk, key, entry, bearing)
            continue
        with st.container(border=True):
            fields.text(desk, f"{key}.{bearing}", BEARINGS[bearing].capitalize())
            fields.text(desk, f"{key}.why", "Why", lines=2)
            fields.text(desk, f"{key}.url", "Address")
            fields.choice(desk, f"{key}.strength", "Strength", STRENGTHS, usual="strong")
            with st.container(horizontal=True):
                st.button("Done", key=f"done {key}", on_click=lambda: setattr(desk, "editing", ""))
                fields.remove(desk, key)
    with st.popover("Add what is known"), st.form(f"{desk.generation} elsewhere", border=False):
        bearing = st.selectbox("The recording is", list(BEARINGS), format_func=lambda b: BEARINGS[b])
        when = st.text_input("Date", placeholder="2024-08-06")
        why = st.text_input("Why", placeholder="the operation began that day")
        url = st.text_input("Address")
        strength = st.selectbox("Strength", STRENGTHS, index=2)
        if fields.submitted("Add", f"{desk.generation} elsewhere") and when.strip():
            values = {bearing: when.strip(), "why": why.strip(), "strength": strength} | ({"url": url.strip()} if url.strip() else {})
            _add(desk, "circumstance", **values)
            st.rerun()


def _told(desk: Desk, key: str, entry: dict[str, Any], bearing: str) -> None:
    with st.container(border=True):
        address = str(entry.get("url") or "")
        link = (
            look.make('<br><a rel="noreferrer noopener" target="_blank" href="{}">{}</a>', places.link(address), address)
            if places.link(address)
            else ""
        )
        look.put(
            '<h3>{} {}</h3><p class="quiet">{}. Strength: {}.{}</p>',
            BEARINGS[bearing].capitalize(), entry.get(bearing, ""), entry.get("why", ""), entry.get("strength", "strong"), link,
        )  # fmt: skip
        st.button("Edit", key=f"{desk.generation} edit {key}", on_click=lambda: setattr(desk, "editing", key), type="tertiary")
    look.troubles(desk.problems(key))
