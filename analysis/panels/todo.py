"""What to check next, as a list to tick: each check with its expected gain; what was done, with a note and a file beside the case."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import streamlit as st

from analysis.case import Done
from analysis.exhibit import ExhibitError, sha256_of
from analysis.panels import fields, look, shelf
from analysis.panels.desk import Desk
from analysis.views import checks, remarks
from analysis.weighing.verdict import Verdict


def todo(desk: Desk, verdict: Verdict) -> None:
    """What is still to be done, then what is ticked."""
    look.heading("What to check next", "The largest expected gain first, in bits of uncertainty about before, within and after.")
    open_ = checks.to_do(verdict)
    done = verdict.hearing.case.done
    if not open_:
        first = "A claim with a date comes first." if verdict.shares is None else "Nothing known would add much."
        look.put('<p class="quiet">{}</p>', "All of it is ticked." if verdict.next_checks else first)
    for check, name in open_:
        with st.container(key=f"check {check.kind} {check.source} {check.span.end}", gap="xxsmall"):
            _box(desk, name, ticked=False, entry="", bits=f"{check.expected_bits:.2f} bits")
            look.put('<p class="quiet aside">{}</p>', " ".join(remarks.outcomes(verdict, check)))
    if done:
        look.heading("Checked", "What was found counts once it stands in the case: as a post, a statement, an earlier copy.")
    for each in done:
        with st.container(key=f"checked {each.key}", gap="xxsmall"):
            _box(desk, each.check, ticked=True, entry=each.key, bits="")
            with look.part("A ticked check"):
                _done(desk, verdict, each)
    look.troubles(problem for problem in desk.problems("done") if not any(problem.key.startswith(each.key) for each in done))


def _box(desk: Desk, name: str, *, ticked: bool, entry: str, bits: str) -> None:
    """The check with its box; a click ticks it, or takes the tick away."""
    widget = f"{desk.generation} tick {entry} {name}"
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.checkbox(
            look.plain(name), value=ticked, key=widget, on_change=_tick, args=(desk, name, entry, widget, desk.generation), width="stretch"
        )
        if bits:
            look.put('<span class="weight">{}</span>', bits, narrow=True)


def _tick(desk: Desk, name: str, entry: str, widget: str, shown: int) -> None:
    if bool(st.session_state.get(widget)) == bool(entry):
        return  # a box that only tells anew what is so changes nothing
    now = datetime.now(UTC)
    if entry:
        if desk.edit_anew(lambda book: book.remove(entry), shown):
            desk.tell("check open again", check=name)
            desk.editing = ""
    elif desk.edit_anew(lambda book: setattr(desk, "editing", book.add_done(check=name, at=f"{now:%Y-%m-%dT%H:%MZ}")), shown):
        desk.tell("check done", check=name)


def _done(desk: Desk, verdict: Verdict, done: Done) -> None:
    """Its note and its file; in a form while it is edited."""
    if desk.editing != done.key:
        look.put('<p class="quiet aside">{}</p>', checks.told(verdict, done))
        look.troubles(desk.problems(done.key))
        edit = f"{desk.generation} edit {done.key}"
        st.button("Edit note and file", key=edit, type="tertiary", on_click=lambda: setattr(desk, "editing", done.key))
        return
    fields.text(desk, f"{done.key}.note", "Note", lines=2, hint="What was looked at, and what came of it")
    home = _home(desk)
    if home is None:
        look.put('<p class="quiet">To keep a file with it, save the case first: the file is kept beside the case file.</p>')
    else:
        given = st.file_uploader(
            "A file to keep with it", key=f"{desk.generation} file {done.key}", help="It is copied beside the case file."
        )
        if given is not None and keep(desk, done, given, home):
            st.rerun()
    if done.file:
        look.put('<p class="quiet">Kept: {}</p>', done.file)
    look.troubles(desk.problems(done.key))
    st.button("Done", key=f"{desk.generation} note done {done.key}", on_click=lambda: setattr(desk, "editing", ""))


def _home(desk: Desk) -> Path | None:
    """Where files of this case are kept; None where it has no place of its own yet."""
    return None if desk.is_sample else desk.book.folder


def keep(desk: Desk, done: Done, given: BinaryIO, home: Path) -> bool:
    """Copy a file beside the case file and name it in the check; its hash goes into the custody log. A failure is said in one line."""
    try:
        kept = shelf.keep(given, home, str(getattr(given, "name", "file")))
        digest = sha256_of(kept)
    except (ExhibitError, OSError) as error:
        look.put('<div class="trouble">The file could not be kept in {}: {}.</div>', home, getattr(error, "strerror", None) or error)
        return False
    desk.edit_anew(lambda book: book.set(f"{done.key}.file", kept.name), desk.generation)
    desk.tell("file kept", check=done.check, file=kept.name, sha256=digest, bytes=kept.stat().st_size)
    return True
