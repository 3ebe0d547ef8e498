"""The video: the player, the strip of shots, and where another one is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from analysis.casefile import CaseFile
from analysis.exhibit import Exhibit
from analysis.footage.sources import known_sources
from analysis.panels import look, reading, shelf, strip
from analysis.panels.desk import UNTITLED, Desk, new_case
from analysis.panels.desk import desk as the_desk
from analysis.views import places

PLAYABLE = (".mp4", ".m4v", ".webm", ".mov")
NO_TITLES = (None, "", UNTITLED)
LIGHT_ENOUGH = 64 << 20
"""Bytes of a file that goes to the player as it is; of a larger one a light copy is played."""
TYPES = ["mp4", "mov", "m4v", "3gp", "mkv", "webm", "avi", "mts", "m2ts", "ts", "mpg", "mxf", "flv", "wmv", "asf", "insv", "mj2"]


def video(desk: Desk) -> None:
    """The player with the strip of shots below it; on a sample, the way to a case of one's own first."""
    case = desk.case()
    if desk.is_sample:
        with st.container(border=True):
            look.put("<h3>Your own video</h3><p class='quiet'>What is open is a worked example with a synthetic video.</p>")
            give(desk)
    if case.exhibit is None:
        if not desk.is_sample:
            look.put("<h3>Give the video</h3>")
            give(desk)
        if desk.book.get("video"):
            look.troubles(desk.problems("video"))
        return
    with look.part("The pictures"):
        job = reading.reading(case.exhibit)
        if job is None or job.running or job.shots is None or job.shots.shots:
            _player(case.exhibit)
        job = reading.show(case.exhibit)
        if job is not None and job.shots is not None and job.stills is not None:
            _strip(job)
        elif job is not None and job.preview:
            strip.strip([strip.Cell(data, places.clock(at), at) for at, data in job.preview], key="preview")
            look.put('<p class="quiet">A first look: key frames, evenly spread. The shots follow.</p>')
        told = f"{case.exhibit.path.name}, {places.size(case.exhibit.size)}"
        look.put('<p class="quiet">{}</p>', f"{told}. Synthetic video, drawn for this example." if desk.is_sample else told)
    if not desk.is_sample:
        with st.expander("Another video"):
            give(desk)


def give(desk: Desk, *, dropped_first: bool = False) -> None:
    """Drop a file, or type a path; on a sample it starts a new case. `dropped_first`: the place to drop it stands above."""
    above, below = st.container(), st.container()
    with below if dropped_first else above:
        _path(desk)
    with above if dropped_first else below:
        _drop(desk, "Drop the video" if dropped_first else "or drop it here")


def _path(desk: Desk) -> None:
    shown = desk.generation
    widget = f"{shown} path of video"

    def typed() -> None:
        path = st.session_state[widget].strip().strip("\"'")
        if path:
            _take(the_desk(), Path(path).expanduser(), shown)

    st.text_input(
        "Path of the file",
        key=widget,
        on_change=typed,
        placeholder="/path/to/video.mp4",
        help="The file is read where it lies and not copied.",
    )


def _drop(desk: Desk, label: str) -> None:
    dropped = st.file_uploader(
        label,
        type=TYPES,
        key=f"{desk.generation} dropped",
        help="Up to 1 GB. For larger files type the path: nothing is copied then.",
    )
    if dropped is not None:
        title = Path(dropped.name).stem
        homeless = desk.is_sample or desk.book.folder is None
        named = title if desk.is_sample or desk.book.get("title") in NO_TITLES else desk.title
        folder = shelf.new_folder(named) if homeless else desk.book.folder
        assert folder is not None
        try:
            kept = shelf.keep(dropped, folder, dropped.name)
        except OSError as error:
            look.put('<div class="trouble">The file could not be kept in {}: {}.</div>', folder, error.strerror or error)
            return
        if desk.is_sample:
            new_case(title, kept.name, folder, shown=desk.generation)
        else:
            desk.book.folder = folder  # what was typed before the video came stays, and is saved beside it
            desk.edit_anew(_with(kept.name, title), desk.generation)
        st.rerun()


def _take(desk: Desk, path: Path, shown: int) -> None:
    if desk.is_sample:
        new_case(path.stem, str(path), shown=shown)
        return

    desk.edit_anew(_with(str(path), path.stem), shown)


def _with(video: str, title: str) -> Callable[[CaseFile], None]:
    """Give the case this video, and its title where nobody gave it one."""

    def change(book: CaseFile) -> None:
        book.set("video", video)
        if book.get("title") in NO_TITLES:
            book.set("title", title)

    return change


def _player(exhibit: Exhibit) -> None:
    """The file itself where it is light and of a kind that browsers play, else a light copy, made when asked for."""
    if exhibit.size <= LIGHT_ENOUGH and exhibit.path.suffix.lower() in PLAYABLE:
        try:
            st.video(exhibit.path)
        except OSError as error:
            look.put('<div class="trouble">The file can’t be played: {}.</div>', error.strerror or error)
        return
    job = reading.reading(exhibit, light=True, start=False)
    if job is None:
        look.put('<p class="quiet">This file is too large for the page’s player, or of a kind that browsers do not play.</p>')
        st.button("Make a light copy to look at (first 10 minutes)", on_click=reading.begin, args=(exhibit,), kwargs={"light": True})
        return
    job = reading.show(exhibit, light=True)
    if job is not None and not job.running and job.copy is not None:
        st.video(job.copy)
        look.put('<p class="quiet">A light copy of the first ten minutes; times are those of the file.</p>')


def _strip(job: reading.Reading) -> None:
    assert job.shots is not None
    assert job.stills is not None
    shots = [shot for shot in job.shots.shots if shot.keyframe]
    if not shots:
        look.put('<div class="trouble">{}</div>', " ".join(job.shots.problems) or "No picture could be read.")
        return
    strip.strip(strip.cells(shots, job.stills, known_sources(job.exhibit)), key="shots")
    left = f" The first {strip.MOST} of {len(shots)}." if len(shots) > strip.MOST else ""
    look.put('<p class="quiet">{}; a click jumps there.{}</p>', "1 shot" if len(shots) == 1 else f"{len(shots)} shots", left)
