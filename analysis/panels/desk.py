"""The open case: what a person does with it, step by step, and where it is kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from analysis.case import Case, Problem
from analysis.casefile import CaseFile, CaseFileError
from analysis.casefile.disk import own_folder
from analysis.exhibit import Exhibit
from analysis.hearing import Hearing
from analysis.keeping import custody, versions
from analysis.keeping.bundle import BundleError, unpack
from analysis.panels import shelf
from analysis.panels.answers import Answers, Progress
from analysis.panels.diary import Diary, edited, hash_of
from analysis.views import words
from analysis.weighing.verdict import Verdict
from analysis.when import iso

UNTITLED = "New case"
"""The title of a case that nobody named."""
MOST_STEPS = 100
"""Steps that can be undone."""

State = tuple[str, frozenset[str]]
"""What undo puts back: the text of the case file, the evidence left out."""


@dataclass
class Desk:
    """One open case. `generation` grows when the case is replaced as a whole, so that every field shows its new value."""

    book: CaseFile
    generation: int = 0
    switched_off: set[str] = field(default_factory=set)
    chosen: str = ""
    note: str = ""
    saved_at: datetime | None = None
    earlier: Verdict | None = None
    editing: str = ""
    past: list[State] = field(default_factory=list)
    future: list[State] = field(default_factory=list)
    diary: Diary = field(default_factory=Diary)
    answers: Answers = field(default_factory=Answers)
    _refused: str | None = None
    _videos_told: set[tuple[str, str]] = field(default_factory=set)

    @property
    def path(self) -> Path | None:
        return self.book.path

    @property
    def is_sample(self) -> bool:
        return shelf.is_sample(self.book.path)

    @property
    def exhibit(self) -> Exhibit | None:
        """The case's video, once it was received."""
        return self.answers.exhibit

    def case(self) -> Case:
        """The case as it stands; its video is received once and kept while it is the same file."""
        return self.answers.case(self.book)

    def hearing(self, progress: Progress | None = None) -> Hearing:
        """What the witnesses said of the case; asked again only where something that they read has changed."""
        return self.answers.hearing(self.book, progress)

    def verdict(self, progress: Progress | None = None) -> Verdict:
        """The verdict under the present settings."""
        return self.answers.verdict(self.book, frozenset(self.switched_off), progress)

    def verdict_on(self, book: CaseFile) -> Verdict:
        """The verdict on another version or another case, kept; its pictures count where it has the same video and they were read."""
        return self.answers.verdict_on(book, self.book)

    def parts(self) -> list[Verdict]:
        """The verdicts on single sources or shots, where evidence speaks of those alone; the first dozen."""
        return self.answers.parts(self.book, frozenset(self.switched_off))

    def edit(self, change: Callable[[CaseFile], Any]) -> None:
        """Change the case file; where that can't be done, `note` says so in one sentence."""
        self.remember()
        text, before = self.book.text, self.book.document
        try:
            change(self.book)
        except (CaseFileError, ValueError) as error:
            self.note = str(error)
        if self.book.text != text:
            self._step_from((text, frozenset(self.switched_off)))
            self.tell("changed", **edited(before, self.book.document))

    def edit_anew(self, change: Callable[[CaseFile], Any], shown: int) -> bool:
        """As `edit`, for a change after which every field must show its value anew: an entry came, went or moved.

        `shown` is the generation that the person acted on, as it was when the page was drawn. A run of the page that is cut short tells
        the same act again with the next one; it is then done once. Returns whether it was done.
        """
        if shown != self.generation:
            return False
        self.edit(change)
        self.generation += 1
        return True

    def remember(self) -> None:
        """Keep the verdict as it is now, to tell what a change moved."""
        self.note = ""
        try:
            self.earlier = self.verdict()
        except Exception:  # a verdict that can't be made now is nothing to compare with
            self.earlier = None

    def switch(self, id_: str, on: bool) -> None:
        """Take a piece of evidence in or out; a widget that only tells anew what is so changes nothing."""
        if on == (id_ not in self.switched_off):
            return
        self.remember()
        self._step_from((self.book.text, frozenset(self.switched_off)))
        (self.switched_off.discard if on else self.switched_off.add)(id_)
        self.tell("counted again" if on else "left out", evidence=id_)

    def _step_from(self, before: State) -> None:
        self.past = [*self.past[1 - MOST_STEPS :], before]
        self.future = []

    def undo(self) -> None:
        """Put back what was before the last change of the case or of a switch."""
        self._step(self.past, self.future, "undone")

    def redo(self) -> None:
        """Do again what was undone."""
        self._step(self.future, self.past, "done again")

    def _step(self, source: list[State], target: list[State], act: str) -> None:
        if not source:
            return
        self.remember()
        target.append((self.book.text, frozenset(self.switched_off)))
        text, off = source.pop()
        self.book, self.switched_off = self.book.with_text(text), set(off)
        self.generation += 1
        self.tell(act, case_sha256=hash_of(text), left_out=sorted(off))

    def tell(self, act: str, **details: Any) -> None:
        """Add to the custody log, or keep for it until the case has a place; `note` says where that went wrong."""
        self.note = self.diary.tell(self._logged, act, details) or self.note

    def tell_video(self) -> None:
        """Add the video to the custody log once its hash is known."""
        exhibit = self.exhibit
        sha256 = exhibit.__dict__.get("sha256") if exhibit is not None else None
        if exhibit is None or sha256 is None or (str(exhibit.path), sha256) in self._videos_told:
            return
        self._videos_told.add((str(exhibit.path), sha256))
        self.tell("video opened", file=exhibit.path.name, sha256=sha256, bytes=exhibit.size, received=iso(exhibit.received))

    @property
    def _logged(self) -> Path | None:
        """The case file whose log is told; None where the case has no place of its own yet."""
        return None if self.is_sample else self.path

    def head(self) -> str:
        """The last hash of the custody log; "" where there is none or it can't be read."""
        if self._logged is None or not custody.log_of(self._logged).exists():
            return ""
        try:
            return custody.check(custody.log_of(self._logged)).head
        except custody.CustodyError:
            return ""

    def problems(self, key: str) -> list[Problem]:
        """What could not be used at a key of the case file and below it."""
        return [p for p in self.case().problems if p.key == key or p.key.startswith((f"{key}.", f"{key}["))]

    def autosave(self) -> None:
        """Save a case that lies in the folder of cases, once for each change; a failure is said and not repeated."""
        home = self.path.parent if self.path is not None else self.book.folder
        if home is None or self.is_sample or not self.book.changed or self.book.text == self._refused:
            return
        if not home.resolve().is_relative_to(shelf.cases_folder().resolve()):
            return
        before = self.note
        self.save()
        if self.book.changed:
            self._refused = self.book.text
        self.note = self.note or before

    def save(self, path: Path | None = None) -> None:
        """Save in place, or as a new case at `path`; a sample is never overwritten. `note` says where it went wrong."""
        self.note = ""
        try:
            if path is not None or self.path is None or self.is_sample:
                target = path or (self.book.folder if self.path is None and self.book.folder is not None else shelf.new_folder(self.title))
                if target.suffix != ".toml":
                    target = target / "case.toml"
                own_folder(target.parent)
                self._carry(target.parent)
                self.book.save(target)
                self.past, self.future = [], []  # what lies in another folder was written with other paths
            else:
                with contextlib.suppress(OSError):  # the case itself goes before its earlier versions
                    versions.put_aside(self.path, datetime.now(UTC))
                self.book.save()
        except (CaseFileError, OSError) as error:
            self.note = str(error)
            return
        self.saved_at = datetime.now(UTC)
        self.tell("saved", title=self.title, case_sha256=hash_of(self.book.text), answer=self._answer())

    def _answer(self) -> str:
        """The answer that was saved, in a line."""
        try:
            verdict = self.verdict()
            return f"{words.headline(verdict)} {words.figure(verdict)}".strip()
        except Exception:  # a case is saved whatever its answer is
            return ""

    @property
    def title(self) -> str:
        return str(self.book.get("title") or "Case without a title")

    def _carry(self, folder: Path) -> None:
        """Make what the case names still be found from another folder: the video by its full path, texts as they are."""
        if self.book.folder is None or folder.resolve() == self.book.folder.resolve():
            return
        case = self.case()
        if case.exhibit is not None:
            self.book.set("video", str(case.exhibit.path.resolve()))
        for index, entry in enumerate(self.book.get("copies") or []):
            if isinstance(entry, dict) and entry.get("file"):
                self.book.set(f"copies[{index}].file", str((self.book.folder / str(entry["file"])).resolve()))
        texts = {statement.id: statement.text for statement in case.statements}
        for index, entry in enumerate(self.book.get("statements") or []):
            if isinstance(entry, dict) and entry.get("file"):
                self.book.set(f"statements[{index}].text", texts.get(str(entry.get("id")), ""))
                self.book.remove(f"statements[{index}].file")


def desk() -> Desk:
    """The desk of this session; on the first visit the worked example lies on it."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk(_first())
    found: Desk = st.session_state["desk"]
    return found


def _first() -> CaseFile:
    try:
        return CaseFile.load(shelf.FIRST)
    except CaseFileError:
        return CaseFile.new()


def open_case(path: Path) -> None:
    """Put a case on the desk; where it can't be opened, the one that lies there stays, and a note says why."""
    before = desk()
    try:
        book = CaseFile.load(path)
    except CaseFileError as error:
        before.note = str(error)
        return
    opened = st.session_state["desk"] = Desk(book, before.generation + 1)
    opened.tell("case opened", file=path.name, case_sha256=hash_of(book.text))


def open_zip(path: Path) -> None:
    """Open a packed case into a new folder of the cases, every file checked; a note says where it lies, or what does not match."""
    before = desk()
    try:
        own_folder(shelf.cases_folder())
        case_file = unpack(path, shelf.new_folder(path.stem), datetime.now(UTC))
    except (BundleError, OSError) as error:
        before.note = str(error)
        return
    open_case(case_file)
    if desk() is not before and not desk().note:
        desk().note = f"Every file of “{path.name}” has the hash that its manifest states. The case lies in {case_file.parent}."


def new_case(title: str, video: str = "", folder: Path | None = None, *, shown: int) -> None:
    """An empty case, with a video where one is given. `folder` is where it will be saved; `shown` as for `Desk.edit_anew`."""
    if shown != desk().generation:
        return
    values = {"title": title or UNTITLED} | ({"video": video} if video else {})
    st.session_state["desk"] = Desk(CaseFile.new(folder=folder, **values), desk().generation + 1)
