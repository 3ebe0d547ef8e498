"""The line at the top: which case is open, another one, saving, the report, what changed."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from analysis.footage.sources import known_sources
from analysis.media.shots import Shots
from analysis.panels import look, reading, shelf
from analysis.panels.desk import Desk, new_case, open_case
from analysis.views.changes import moved
from analysis.views.moments import Wall
from analysis.views.record import check_record
from analysis.views.report import report
from analysis.weighing.verdict import Verdict

QUICKLY_HASHED = 64 << 20
"""Bytes of a file that is hashed while the report is asked for; larger ones are waited for."""


def masthead(desk: Desk, verdict: Verdict | None) -> None:
    """Name, cases, save; report and changes where there is a verdict."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        look.put('<span class="brand">Before or After</span>', narrow=True)
        _cases(desk)
        st.space("stretch")
        _state(desk)
        _save(desk)
        if verdict is not None:
            _report(desk, verdict)
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
            open_case(Path(path).expanduser())

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
        st.text_input("or the path of a case file", key=typed, placeholder="/path/to/case.toml", on_change=written)
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


def _json(desk: Desk, verdict: Verdict, shots: Shots | None) -> str:
    record = check_record(verdict, shots, (), desk.parts(), known_sources(verdict.hearing.case.exhibit))
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False)


def _report(desk: Desk, verdict: Verdict) -> None:
    with st.popover("Report"):
        exhibit = verdict.hearing.case.exhibit
        job = reading.reading(exhibit, start=False) if exhibit is not None else None
        if job is not None and job.running:
            look.put('<p class="quiet">The video is still being read; a report made now leaves out what is not read yet.</p>')
        if exhibit is not None and exhibit.size > QUICKLY_HASHED and "sha256" not in exhibit.__dict__:
            look.put('<p class="quiet">Waiting for the file’s hash.</p>')
            return
        name = shelf.slug(desk.title)
        shots, stills = (job.shots, job.stills) if job is not None else (None, None)
        st.download_button(
            "HTML, one file",
            lambda: report(verdict, shots, stills),
            file_name=f"{name}.html",
            mime="text/html",
            on_click="ignore",
            key="html",
        )
        st.download_button(
            "JSON", lambda: _json(desk, verdict, shots), file_name=f"{name}.json", mime="application/json", on_click="ignore", key="json",
        )  # fmt: skip
        st.download_button("The case file", desk.book.text, file_name="case.toml", mime="application/toml", on_click="ignore", key="toml")
