"""The case menu: the cases as a list with search, status and last change; a case by its path or from a zip; a new one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import BinaryIO

import streamlit as st

from analysis.panels import look, shelf
from analysis.panels.desk import Desk, new_case, open_case, open_zip
from analysis.panels.desk import desk as the_desk

LONGEST_TITLE = 36
SHOWN = 9
"""Cases that are listed at a time; the search finds the others."""


def cases(desk: Desk) -> None:
    """Other cases: picked from a list, opened by path or from a zip, at once; and a new one."""
    typed = f"{desk.generation} open path"

    def written() -> None:
        path = st.session_state[typed].strip()
        if path:
            given = Path(path).expanduser()
            (open_zip if given.suffix.lower() == ".zip" else open_case)(given)

    with st.popover(look.plain(shortened(desk.title)) or "Cases", width="content", key=f"{desk.generation} cases"):
        look.heading("Open")
        _list(desk)
        st.text_input("or the path of a case file", key=typed, placeholder="/path/to/case.toml or case.zip", on_change=written)
        handed = st.file_uploader(
            "or drop a case handed over, as a zip", type=["zip"], key=f"{desk.generation} zip dropped",
            help="It is opened where every file has the hash that its manifest states, into a new folder of the cases.",
        )  # fmt: skip
        if handed is not None and dropped_zip(desk, handed):
            st.rerun()
        look.heading("New")
        shown = desk.generation
        title = f"{shown} new title"
        st.text_input("Title", key=title, placeholder="what the case is about")
        st.button("New case", key=f"{shown} new", on_click=lambda: new_case(st.session_state[title].strip(), shown=shown))


def shortened(title: str) -> str:
    """A title that leaves room for the rest of the line."""
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rstrip()}…"


def _list(desk: Desk) -> None:
    """Saved cases, the latest first, then the worked examples, as far as they hold the words looked for."""
    widget = f"{desk.generation} search cases"
    everything = shelf.entries()
    words = st.text_input("Search", key=widget, placeholder="words of title or answer")
    found = [entry for entry in everything if entry.found_by(words or "")]
    with st.container(gap="xxsmall"):
        for number, entry in enumerate(found[:SHOWN]):
            st.button(
                look.plain(entry.name[:90]) or "Case without a title", key=f"{desk.generation} open {number} {entry.path}", type="tertiary",
                on_click=open_case, args=(entry.path,),
            )  # fmt: skip
            told = [entry.answer, f"Changed {entry.changed:%Y-%m-%d %H:%M} UTC" if entry.changed else ""]
            if any(told):
                look.put('<p class="quiet">{}</p>', ". ".join(part for part in told if part))
    if not found:
        look.put('<p class="quiet">No case holds these words.</p>')
    elif len(found) > SHOWN:
        look.put('<p class="quiet">and {} more: search for them.</p>', len(found) - SHOWN)


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
