"""The line at the top: which case is open, another one, saving, the report, what changed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analysis.panels import look, shelf
from analysis.panels.cases import cases
from analysis.panels.changes import changes
from analysis.panels.desk import Desk
from analysis.panels.exports import exports
from analysis.panels.first import ABOUT
from analysis.panels.keys import listed
from analysis.views.moments import Wall
from analysis.weighing.verdict import Verdict


def masthead(desk: Desk, verdict: Verdict | None) -> None:
    """Name, cases, save; report and changes where there is a verdict."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        look.put('<span class="brand">Before or After</span>', narrow=True)
        cases(desk)
        st.space("stretch")
        _state(desk)
        _steps(desk)
        _save(desk)
        if verdict is not None:
            exports(desk, verdict)
            changes(desk, verdict)
        with st.popover("?", help="What this is, and the keys"):
            look.put("{}", look.joined(look.make("<p>{}</p>", sentence) for sentence in ABOUT))
            listed()
    if desk.note:
        look.put('<div class="trouble">{}</div>', desk.note)


def _state(desk: Desk) -> None:
    if desk.is_sample and not desk.book.changed:
        said = "sample"
    elif desk.book.changed:
        said = "not saved"
    elif desk.saved_at is not None:
        said = f"saved {Wall.of(desk.case()).time(desk.saved_at)}"
    else:
        said = "saved"
    look.put('<span class="quiet" data-testid="saved">{}</span>', said, narrow=True)


def _steps(desk: Desk) -> None:
    """One step back and forth in what was changed."""
    st.button(
        "Undo",
        key="undo",
        on_click=desk.undo,
        disabled=not desk.past,
        type="tertiary",
        shortcut="Ctrl+Alt+Z",
        help="Ctrl+Alt+Z: the last change of the case or of a switch.",
    )
    if desk.future:
        st.button("Redo", key="redo", on_click=desk.redo, type="tertiary", shortcut="Ctrl+Alt+Y", help="Ctrl+Alt+Y")


def _save(desk: Desk) -> None:
    if not desk.is_sample and desk.path is not None:
        st.button("Save", key="save", on_click=desk.save, disabled=not desk.book.changed, shortcut="Ctrl+S")
        return
    with st.popover("Save"):
        folder = desk.book.folder if desk.path is None and desk.book.folder is not None else shelf.new_folder(desk.title)
        where = f"{desk.generation} save folder {desk.title}"
        st.text_input("Folder of the case", value=str(folder), key=where)
        if desk.is_sample:
            look.put('<p class="quiet">Samples stay as they are: this saves a copy of your own.</p>')
        st.button("Save here", key="save here", on_click=lambda: desk.save(Path(st.session_state[where].strip()).expanduser()))
