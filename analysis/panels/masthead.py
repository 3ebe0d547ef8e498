"""The line at the top: which case is open, another one, saving, the report, what changed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import BinaryIO

import streamlit as st

from analysis.panels import look, shelf
from analysis.panels.desk import Desk, new_case, open_case, open_zip
from analysis.panels.desk import desk as the_desk
from analysis.panels.exports import exports
from analysis.views.changes import moved
from analysis.views.moments import Wall
from analysis.weighing.verdict import Verdict


def masthead(desk: Desk, verdict: Verdict | None) -> None:
    """Name, cases, save; report and changes where there is a verdict."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        look.put('<span class="brand">Before or After</span>', narrow=True)
        _cases(desk)
        st.space("stretch")
        _state(desk)
        _save(desk)
        if verdict is not None:
            exports(desk, verdict)
            _changes(desk, verdict)
        with st.popover("?", help="What this is"):
            look.put(
                "<p>Was this footage recorded before or after a claim’s date, and what shows it?</p>"
                "<p>Give the video, where it was posted, and what was claimed when. Every piece of evidence is listed with its place; "
                "switch one off and see the answer without it.</p>"
                '<p class="quiet">Nothing leaves this computer. Evidence files are never changed.</p>'
            )
    if desk.note:
        look.put('<div class="trouble">{}</div>', desk.note)


def _changes(desk: Desk, verdict: Verdict) -> None:
    with st.popover("What changed"):
        lines = moved(desk.earlier, verdict)
        if lines:
            look.put("<ul>{}</ul>", look.joined(look.make("<li>{}</li>", line) for line in lines))
        else:
            look.put('<p class="quiet">Nothing moved yet. Change a setting, a date or a switch: what moved is listed here.</p>')


def _cases(desk: Desk) -> None:
    """Other cases: picked from a list or opened by path, at once; and a new one."""
    select, typed = f"{desk.generation} open", f"{desk.generation} open path"

    def picked() -> None:
        entry = st.session_state[select]
        if entry is not None:
            open_case(entry.path)

    def written() -> None:
        path = st.session_state[typed].strip()
        if path:
            given = Path(path).expanduser()
            (open_zip if given.suffix.lower() == ".zip" else open_case)(given)

    with st.popover(look.plain(desk.title[:60]) or "Cases", width="content", key=f"{desk.generation} cases"):
        look.heading("Open")
        st.selectbox(
            "Case",
            shelf.entries(),
            index=None,
            format_func=lambda e: e.name,
            placeholder="a sample or a saved case",
            key=select,
            on_change=picked,
        )
        st.text_input("or the path of a case file", key=typed, placeholder="/path/to/case.toml or case.zip", on_change=written)
        handed = st.file_uploader(
            "or drop a case handed over, as a zip", type=["zip"], key=f"{desk.generation} zip dropped",
            help="It is opened where every file has the hash that its manifest states, into a new folder of the cases.",
        )  # fmt: skip
        if handed is not None and dropped_zip(desk, handed):
            st.rerun()
        look.heading("New")
        title = f"{desk.generation} new title"
        st.text_input("Title", key=title, placeholder="what the case is about")
        st.button("New case", key="new", on_click=lambda: new_case(st.session_state[title].strip()))


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


def dropped_zip(desk: Desk, handed: BinaryIO) -> bool:
    """Open a zip that came through the browser; whether another case lies on the desk now."""
    with tempfile.TemporaryDirectory(prefix="before-or-after-") as folder:
        try:
            kept = shelf.keep(handed, Path(folder), str(getattr(handed, "name", "case.zip")))
        except OSError as error:
            desk.note = f"The zip could not be kept: {error.strerror or error}."
            return False
        open_zip(kept)
    return the_desk() is not desk
