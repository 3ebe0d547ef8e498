"""Reading the video beside the page: hash, shots, text in the pictures, in a thread that can be stopped, told by name and share.

What was read is kept in a folder of the user's own, by the video's hash and the tool's version, and found again tomorrow.
"""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from analysis import __version__
from analysis.casefile.disk import OWN_FOLDER, own_folder
from analysis.exhibit import Exhibit, ExhibitError
from analysis.media.clip import cut_clip
from analysis.media.overlays import Overlays, find_overlays
from analysis.media.shots import Preview, Shots, find_shots, preview
from analysis.media.source import MediaError
from analysis.media.worker import Stopped, read_picture
from analysis.panels import look

NAMES = {
    "preview": "A first look",
    "hashing": "Hashing the file",
    "shots": "Looking for shots",
    "text": "Looking for text in the pictures",
    "copy": "Making a light copy",
}
WHOLE = "the whole page is being drawn"
"""Set in the session while it is: a look of the watcher's that comes with it must not draw the page once more."""
MOST_JOBS = 64
"""Files whose reading is kept in memory; older ones are found in the cache again."""
LIGHT_SECONDS = 600.0
"""Length of the light copy that the page plays where the file itself is too heavy or not for browsers."""


def cache_folder(sha256: str) -> Path:
    """The folder for what was made of one file; only its user may read it. Raises OSError."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "before-or-after"
    base.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
    base.chmod(OWN_FOLDER)
    return own_folder(base / __version__ / sha256)


class Reading:
    """One job. `step` and `share` say how far it is; `preview`, `shots`, `seen`, `copy` and `trouble` what came of it.

    Shots and text are also left with the exhibit, where witnesses find them; `seen`: all that can be had is there;
    `shown` and `glanced`: the page has been drawn with the shots, with the preview. `preview` holds seconds and JPEG pictures, none where
    the shots were kept from before.
    """

    def __init__(self, exhibit: Exhibit, *, light: bool = False) -> None:
        self.exhibit = exhibit
        self.light = light
        self.step, self.share = "hashing", 0.0
        self.preview: tuple[tuple[float, bytes], ...] = ()
        self.shots: Shots | None = None
        self.stills: Path | None = None
        self.shown, self.glanced, self.seen = False, False, False
        self.copy: Path | None = None
        self.trouble = ""
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    @property
    def running(self) -> bool:
        return self.thread.is_alive()

    def start(self) -> None:
        self.thread.start()

    def _tell(self, step: str, share: float) -> None:
        if self.stop.is_set():
            raise Stopped("Stopped.")
        self.step, self.share = step, min(1.0, max(0.0, share))

    def _run(self) -> None:
        try:
            if not self.light:
                self._glance()
            self.exhibit.hash(lambda share: self._tell("hashing", share))
            folder = cache_folder(self.exhibit.sha256)
            if self.light:
                target = folder / "light.mp4"
                if not target.is_file():
                    cut_clip(
                        self.exhibit.path,
                        target,
                        seconds=LIGHT_SECONDS,
                        stop=self.stop,
                        progress=lambda _, share: self._tell("copy", share),
                    )
                self.copy = target
            else:
                self.shots, self.stills = self._find(folder)
                self.exhibit.__dict__["shots"] = self.shots
                self._read_text(folder, self.shots)
                self.seen = True
        except Stopped:
            self.trouble = "Stopped."
        except (MediaError, ExhibitError, OSError) as error:
            self.trouble = str(error)

    def _glance(self) -> None:
        """A few key frames within a second or two, before the file is read as a whole."""
        with tempfile.TemporaryDirectory(prefix="before-or-after-") as name:
            try:
                found: Preview = preview(self.exhibit.path, Path(name), longest=320, stop=self.stop)
                self.preview = tuple((each.seconds, read_picture(Path(name) / each.name)) for each in found.pictures)
            except Stopped:
                raise
            except MediaError:
                return  # what is wrong with the file is told by the full pass

    def _find(self, folder: Path) -> tuple[Shots, Path]:
        record, stills = folder / "shots-2.json", folder / "shots"
        kept = TypeAdapter(Shots)
        try:
            return kept.validate_json(record.read_bytes()), stills
        except (OSError, ValidationError):
            pass  # not read yet, or by a version that wrote it otherwise
        found = find_shots(self.exhibit.path, stills, lambda _, share: self._tell("shots", share), self.stop)
        if found.shots:
            _keep(record, kept.dump_json(found))
        return found, stills

    def _read_text(self, folder: Path, shots: Shots) -> None:
        """The text that stays in place in each shot; where no reader of text is installed, a witness says so."""
        record = folder / "overlays-2.json"
        kept = TypeAdapter(Overlays)
        try:
            found = kept.validate_json(record.read_bytes())
        except (OSError, ValidationError):
            try:
                found = find_overlays(self.exhibit.path, shots.shots, progress=lambda _, share: self._tell("text", share), stop=self.stop)
            except ImportError:
                return
            _keep(record, kept.dump_json(found))
        self.exhibit.__dict__["overlays"] = found


def _keep(record: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    beside = record.with_suffix(f".{threading.get_ident()}")
    beside.write_bytes(data)
    beside.replace(record)


@st.cache_resource(max_entries=64, show_spinner=False)
def _jobs() -> dict[tuple[object, ...], Reading]:
    return {}


def reading(exhibit: Exhibit, *, light: bool = False, start: bool = True) -> Reading | None:
    """The job for a file, started where it was not yet; None where it is not to be started."""
    jobs = _jobs()
    for old in [key for key, job in jobs.items() if not job.running][:-MOST_JOBS]:
        jobs.pop(old, None)
    key = (str(exhibit.path), exhibit.size, exhibit.received, light)
    if key not in jobs:
        if not start:
            return None
        jobs[key] = Reading(exhibit, light=light)
        jobs[key].start()
    return jobs[key]


def seen(exhibit: Exhibit | None) -> bool:
    """Whether the pictures of a file were looked at, so that witnesses of them have what they need at once."""
    job = None if exhibit is None else reading(exhibit, start=False)
    return job is not None and job.seen


def begin(exhibit: Exhibit, *, light: bool = False) -> None:
    """Start the job for a file."""
    reading(exhibit, light=light)


def forget(exhibit: Exhibit, *, light: bool = False) -> None:
    """Let a job that was stopped or failed be started again."""
    _jobs().pop((str(exhibit.path), exhibit.size, exhibit.received, light), None)


def show(exhibit: Exhibit, *, light: bool = False) -> Reading | None:
    """The job with its progress and a button that stops it, or why it ended; refreshes itself while it runs."""
    job = reading(exhibit, light=light)
    if job is None:
        return None
    if job.running:
        st.session_state[WHOLE] = True
        _watch(exhibit, light)
    elif job.trouble:
        look.put('<div class="trouble">The video was not read: {}</div>', job.trouble)
        st.button("Try again", key=f"again {light}", on_click=forget, args=(exhibit,), kwargs={"light": light}, type="tertiary")
    return job


@st.fragment(run_every=0.5)
def _watch(exhibit: Exhibit, light: bool) -> None:
    job = reading(exhibit, light=light, start=False)
    # While the page is drawn as a whole, drawing it anew from here would lose a click on what stands below: the next look does.
    whole = st.session_state.pop(WHOLE, False)
    if not whole and (job is None or not job.running or (job.shots is not None and not job.shown) or (job.preview and not job.glanced)):
        if job is not None:
            job.shown, job.glanced = job.shots is not None, bool(job.preview)
        st.rerun(scope="app")
    if job is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(job.share, text=f"{NAMES.get(job.step, job.step)}, {job.share:.0%}")
        stop = st.button("Stop", key=f"stop {light}")
    if stop:
        job.stop.set()
