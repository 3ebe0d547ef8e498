"""The Report menu: the answer and the case for others, each as a file; what was handed out stands in the custody log."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from analysis.casefile.disk import own_folder
from analysis.keeping import bundle
from analysis.media.keyframes import pack as stills_pack
from analysis.media.source import MediaError
from analysis.panels import look, reading, shelf
from analysis.panels.desk import Desk
from analysis.panels.diary import hash_of
from analysis.views import places
from analysis.views.handout import handout, record
from analysis.views.markdown import markdown
from analysis.views.report import report
from analysis.views.timeline_table import table
from analysis.weighing.verdict import Verdict

QUICKLY_HASHED = 64 << 20
"""Bytes of a file that is hashed while the report is asked for; larger ones are waited for."""
DOWNLOADED = 256 << 20
"""Bytes of a video up to which a zip with it goes through the browser; a larger one is written to the disk where the cases lie."""


def exports(desk: Desk, verdict: Verdict) -> None:
    """The menu."""
    with st.popover("Report", key="report menu"):
        exhibit = verdict.hearing.case.exhibit
        job = reading.reading(exhibit, start=False) if exhibit is not None else None
        if job is not None and job.running:
            look.put('<p class="quiet">The video is still being read; a report made now leaves out what is not read yet.</p>')
        if exhibit is not None and exhibit.size > QUICKLY_HASHED and "sha256" not in exhibit.__dict__:
            look.put('<p class="quiet">Waiting for the file’s hash.</p>')
            return
        name = shelf.slug(desk.title)
        with st.container(horizontal=True, gap="small"):
            for label, key, suffix, mime, make in (
                ("HTML, one file", "html", "html", "text/html", lambda: html(desk, verdict, job)),
                ("PDF, A4", "pdf", "pdf", "application/pdf", lambda: _pdf(desk, verdict, job)),
                ("JSON", "json", "json", "application/json", lambda: _json(desk, verdict, job)),
                ("Timeline, CSV", "csv", "csv", "text/csv", lambda: table(verdict)),
                ("For a chat, Markdown", "markdown", "md", "text/markdown", lambda: markdown(verdict, desk.head())),
                ("The case file", "toml", "toml", "application/toml", lambda: desk.book.text),
            ):
                file = f"{'case' if key == 'toml' else name}.{suffix}"
                st.download_button(
                    label, _told(desk, file, make), file_name=file, mime=mime, on_click="ignore", key=key, help=HELP.get(key),
                )  # fmt: skip
        _zipped(desk, verdict, job, name)


HELP = {
    "csv": "One row a bound, as Timesketch and plaso read it.",
    "markdown": "A few lines in which nothing from a file becomes a link or a picture.",
}


def _told(desk: Desk, file: str, make: Callable[[], str | bytes]) -> Callable[[], bytes]:
    """What a click hands out, with an entry in the custody log."""

    def made() -> bytes:
        found = make()
        data = found.encode() if isinstance(found, str) else found
        desk.tell("exported", file=file, sha256=hash_of(data), bytes=len(data))
        return data

    return made


def html(desk: Desk, verdict: Verdict, job: reading.Reading | None) -> str:
    """The report; it names the last hash of the custody log."""
    shots, stills = (job.shots, job.stills) if job is not None else (None, None)
    return report(verdict, shots, stills, desk.head(), desk.parts())


def _pdf(desk: Desk, verdict: Verdict, job: reading.Reading | None) -> bytes:
    """The report for paper. Raises CannotSet."""
    from analysis.views.pdf import CannotSet, pdf  # the library that sets it is large, and loaded by the first who wants it

    shots, stills = (job.shots, job.stills) if job is not None else (None, None)
    try:
        return pdf(verdict, shots, stills, desk.head(), desk.parts())
    except CannotSet as error:
        desk.note = str(error)  # the browser is told only that the file did not come
        raise


def _json(desk: Desk, verdict: Verdict, job: reading.Reading | None) -> str:
    return record(verdict, job.shots if job is not None else None, desk.parts())


def _zipped(desk: Desk, verdict: Verdict, job: reading.Reading | None, name: str) -> None:
    """The case as one zip for a colleague."""
    look.heading(
        "The case as one zip",
        "For a colleague: everything with its SHA-256, the report (HTML, PDF, JSON), the timeline, the stills and the custody log.",
    )
    if desk.path is None or desk.book.changed:
        look.put('<p class="quiet">Save the case first: the zip holds what was saved.</p>')
        return
    exhibit = verdict.hearing.case.exhibit
    with_video = False
    if exhibit is not None:
        with_video = st.checkbox(f"with the video ({places.size(exhibit.size)})", value=exhibit.size <= DOWNLOADED, key="zip with video")
    if not with_video or (exhibit is not None and exhibit.size <= DOWNLOADED):
        st.download_button(
            "Case, ZIP", lambda: packed(desk, verdict, job, f"{name}.zip", with_video), file_name=f"{name}.zip", mime="application/zip",
            on_click="ignore", key="zip",
        )  # fmt: skip
        return
    target = shelf.cases_folder() / f"{name}-{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}.zip"
    if st.button("Write the zip to the folder of cases", key="zip to disk", help=str(shelf.cases_folder())):
        bar = st.empty()

        def told(step: str, share: float) -> None:
            bar.progress(min(1.0, share), text=f"Packing {look.plain(step)}")

        try:
            own_folder(target.parent)
            _pack(desk, verdict, job, target, True, told)
        except (bundle.BundleError, OSError) as error:
            bar.empty()
            look.put('<div class="trouble">{}</div>', str(error))
            return
        bar.empty()
        look.put("<p>Written: {}</p>", str(target))


def packed(desk: Desk, verdict: Verdict, job: reading.Reading | None, name: str, with_video: bool) -> bytes:
    """The zip, through a folder of its own. Raises BundleError."""
    with tempfile.TemporaryDirectory(prefix="before-or-after-") as folder:
        target = Path(folder) / name
        try:
            _pack(desk, verdict, job, target, with_video)
        except bundle.BundleError as error:
            desk.note = str(error)  # the browser is told only that the file did not come
            raise
        return target.read_bytes()


def _pack(
    desk: Desk, verdict: Verdict, job: reading.Reading | None, target: Path, with_video: bool,
    progress: Callable[[str, float], None] | None = None,
) -> None:  # fmt: skip
    assert desk.path is not None
    desk.tell("packed", zip=target.name, video=with_video)
    shots, stills = (job.shots, job.stills) if job is not None else (None, None)
    extra = handout(verdict, shots, stills, desk.head(), desk.parts())
    exhibit = verdict.hearing.case.exhibit
    if exhibit is not None and job is not None and job.shots is not None and job.stills is not None:
        with contextlib.suppress(MediaError):  # a video without pictures is packed all the same
            extra["stills.zip"] = stills_pack(job.shots.shots, job.stills, exhibit.sha256)
    bundle.pack(desk.path, target, datetime.now(UTC), with_video=with_video, extra=extra, progress=progress)
