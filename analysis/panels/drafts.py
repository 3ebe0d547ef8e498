"""One statement that was read and is not yet in the case: what was found and why, what is asked, and the click that adds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Literal

import streamlit as st
from markupsafe import Markup

from analysis.language.mentions import Mentions, silence_told
from analysis.panels import look
from analysis.panels.desk import Desk
from analysis.panels.pile import Pile, add
from analysis.statements import Draft, SourceHabits
from analysis.statements.adding import in_case
from analysis.typed import WhenError, parse_when
from analysis.views import drafts as view
from analysis.views import places

LONGEST_SHOWN = 1_500
"""Characters of a text that the list shows."""


def row(desk: Desk, found: Pile, index: int, draft: Draft, mentions: Mentions | None, habits: SourceHabits | None) -> Draft | None:
    """One draft: what was found and why, what is asked, and the click that adds it; the draft where it is ready to be added."""
    case = desk.case()
    key = f"log {found.number} {index}"
    silent = mentions is not None and draft.told and silence_told(draft.text, mentions)
    part = draft.excerpt
    if part and st.session_state.get(f"{key} whole {silent}", silent):
        draft = replace(draft, excerpt=False)
    said = view.says(draft, mentions)
    shape = look.make('<i class="shape {}"></i>', said) if said else ""
    if index in found.added or (draft.released is not None and in_case(draft, case.statements, case.zone)):
        look.put('<p>{}<b>{}</b> <span class="quiet">{}. In the case.</span></p>', shape, draft.written, view.mention(draft, mentions))
        return None
    if not asks(draft, habits, part=part):
        return _line(desk, found, index, draft, mentions)
    with st.container(border=True):
        look.put(
            '<div class="head"><h3>{}{}</h3><span class="weight">{}</span></div>',
            shape, draft.written or "Release not known", view.mention(draft, mentions),
        )  # fmt: skip
        look.put("{}", _told(draft, mentions))
        draft = _asked(draft, key, habits, part=part, silent=silent)
        with st.container(horizontal=True):
            _adding(desk, found, index, draft)
        return draft if draft.released is not None else None


def asks(draft: Draft, habits: SourceHabits | None, *, part: bool) -> bool:
    """Whether something of it is left to the person: its release, the hour of that, what it covers, whether it is whole."""
    covers = bool(draft.covers or draft.covers_from)
    return part or draft.released is None or not covers or (habits is not None and bool(habits.suggested(draft)))


def _line(desk: Desk, found: Pile, index: int, draft: Draft, mentions: Mentions | None) -> Draft:
    """A draft that asks nothing: a line that opens into its words and reasons."""
    said = view.says(draft, mentions)
    shape = look.make('<i class="shape {}"></i>', said) if said else ""
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key=f"log line {index}"):
        look.put(
            '<details class="fact"><summary class="of-log"><b>{}{}</b><span>{}</span><span class="quiet start">{}</span></summary>'
            "{}</details>",
            shape, draft.written, view.mention(draft, mentions), draft.text[: view.LONGEST_LINE], _told(draft, mentions),
        )  # fmt: skip
        _adding(desk, found, index, draft, quiet=True)
    return draft


def _told(draft: Draft, mentions: Mentions | None) -> Markup:
    """Its words with the mentions underlined, and the reason for each date."""
    link = places.link(draft.url)
    address = look.make('<a rel="noreferrer noopener" target="_blank" href="{}">{}</a>', link, draft.url) if link else draft.url
    covers = view.covered(draft) + (f": {draft.covers_why}" if draft.covers_why else "")
    aside, notes = view.not_counted(mentions), " ".join(draft.notes)
    whence = f"{draft.source or 'no source'}; {draft.origin}"
    told = (
        ("Released", draft.released_why), ("Covers", covers), ("Not counted", aside),
        ("Address", address), ("Note", notes), ("From", whence),
    )  # fmt: skip
    return look.make('<div class="text">{}</div>{}', _marked(draft.text, mentions), look.rows(told))


def _adding(desk: Desk, found: Pile, index: int, draft: Draft, *, quiet: bool = False) -> None:
    """The buttons that take it over."""
    key, ready = f"log {found.number} {index}", draft.released is not None
    kind: Literal["secondary", "tertiary"] = "tertiary" if quiet else "secondary"
    args = (desk, found, [(index, draft)], desk.generation)
    st.button("Add", key=f"{key} add", type=kind, disabled=not ready, on_click=add, args=args)
    if not desk.book.get("claim.statement"):
        claim = {"is_claim": True}
        st.button("Add as the claim", key=f"{key} claim", type=kind, disabled=not ready, on_click=add, args=args, kwargs=claim)


def _asked(draft: Draft, key: str, habits: SourceHabits | None, *, part: bool, silent: bool) -> Draft:
    """The draft with what the person gives where the data does not."""
    covers = bool(draft.covers or draft.covers_from)
    left, right = st.columns(2)
    if draft.released is None and (typed := left.text_input("Released", key=f"{key} released", placeholder="2024-09-18 14:00").strip()):
        try:
            draft = replace(draft, released=parse_when(typed))
        except WhenError as error:
            look.put('<div class="trouble">{}</div>', str(error))
    hour = habits.suggested(draft) if habits is not None else ""
    if habits is not None and hour and st.checkbox(f"Take {hour}, this source’s usual hour: {habits.hours}", key=f"{key} hour"):
        draft = replace(draft, released=parse_when(hour))
    if not covers:
        usual = _written(habits.period) if habits is not None and habits.period is not None else ""
        asked = "Covers the time before" + (f" ({usual} is usual in this log)" if usual else "")
        typed = (left if draft.released is not None else right).text_input(asked, value=usual, key=f"{key} covers", placeholder="24h")
        draft = replace(draft, covers=typed.strip())
    if part:
        told = "these are all its words on the subject" if draft.told else "this is the whole text"
        told += "; the text says itself that it makes no mention" if silent else ""
        st.checkbox(
            told, value=silent, key=f"{key} whole {silent}", help="An excerpt can’t be silent about anything. Ticked, its silence counts."
        )
    return draft


def _written(length: timedelta) -> str:
    return f"{length / timedelta(hours=1):g}h"


def _marked(text: str, mentions: Mentions | None) -> Markup:
    """The text with its mentions underlined, from where the deciding one can be seen."""
    deciding = mentions.deciding if mentions is not None else None
    start = deciding.start - LONGEST_SHOWN // 2 if deciding is not None and deciding.end > LONGEST_SHOWN else 0
    end = start + LONGEST_SHOWN
    parts, at = [look.make("{}", "…" if start else "")], start
    for hit in mentions.hits if mentions is not None else ():
        if at <= hit.start and hit.end <= end:
            why = hit.term if hit.plain else view.hedge(hit)
            parts += [look.make("{}", text[at : hit.start]), look.make('<u title="{}">{}</u>', why, text[hit.start : hit.end])]
            at = hit.end
    return look.joined([*parts, look.make("{}{}", text[at:end], "…" if end < len(text) else "")])
