"""The files that a case names: its video, and texts beside it. Nothing outside the case's folder is read as a text."""

from __future__ import annotations

import codecs
from datetime import datetime
from pathlib import Path

from analysis.casefile.schema import shown
from analysis.exhibit import Exhibit, ExhibitError

LARGEST_TEXT = 16 << 20
"""Bytes that a statement's text file may have."""

HEAD = 4096
"""Bytes from the start of a video that are looked at to see whether it is a text under a video's name."""


class FileProblem(Exception):
    """A file that the case names can't be used; the message is one sentence."""


def inside(folder: Path, name: str) -> Path:
    """The path of a file in the case's folder. Raises FileProblem where it leads out of it, by .. or by a link."""
    try:
        if not Path(name).is_absolute():
            path = (folder / name).resolve()
            if path.is_relative_to(folder.resolve()):
                return path
    except (OSError, ValueError, RuntimeError) as error:  # a loop of links, a NUL in the name
        raise FileProblem(f"{shown(name)} is no path that can be opened.") from error
    raise FileProblem(f"{shown(name)} lies outside the case's folder: put the file beside the case file.")


def receive_video(name: str, folder: Path | None, now: datetime) -> Exhibit:
    """The case's video, taken in hand. Raises FileProblem."""
    try:
        path = Path(name).expanduser() if name.startswith("~") else Path(name)
        if not path.is_absolute():
            if folder is None:
                raise FileProblem(f"{shown(name)} is no full path, and the case has no folder yet: give the whole path of the video.")
            path = inside(folder, name)
        exhibit = Exhibit.receive(path, now=now)
        if _reads_as_text(path) and not _says_something(exhibit):
            raise FileProblem(_not_a_video(exhibit))
    except ExhibitError as error:
        raise FileProblem(str(error)) from error
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "its path is not valid"
        raise FileProblem(f"{shown(name)} can't be opened as a video: {reason}.") from error
    return exhibit


def _says_something(exhibit: Exhibit) -> bool:
    """Whether a text is a log or a description whose dates are read: a drone's .srt, a camera's .xml, a downloader's .info.json."""
    return any(field.reading is not None for field in exhibit.listing.fields)


def _not_a_video(exhibit: Exhibit) -> str:
    name = shown(exhibit.path.name)
    if exhibit.listing.container == "SRT":
        return f"{name} holds subtitles without a clock, not a video: give the video itself, and leave this file beside it."
    return f"{name} holds plain text, not a video: give the video itself."


def kept_beside(name: str, folder: Path | None) -> str:
    """The name of a file that lies in the case's folder; it is not opened. Raises FileProblem where none does."""
    if folder is None:
        raise FileProblem(f"{shown(name)} can't be found: the case has no folder yet.")
    try:
        if inside(folder, name).is_file():
            return name
    except OSError as error:
        raise FileProblem(f"{shown(name)} can't be found: {error.strerror or error}.") from error
    raise FileProblem(f"There is no file {shown(name)} beside the case file.")


def read_text(name: str, folder: Path | None) -> str:
    """The text of a statement's file, in UTF-8 with or without a mark at its start. Raises FileProblem."""
    if folder is None:
        raise FileProblem(f"{shown(name)} can't be found: the case has no folder yet.")
    path = inside(folder, name)
    try:
        if not path.is_file():
            raise FileProblem(f"There is no text file {shown(name)} beside the case file.")
        with path.open("rb") as file:
            data = file.read(LARGEST_TEXT + 1)
    except OSError as error:
        raise FileProblem(f"{shown(name)} can't be read: {error.strerror or error}.") from error
    if len(data) > LARGEST_TEXT:
        raise FileProblem(f"{shown(name)} is larger than {LARGEST_TEXT >> 20} MB: give the text of the statement alone.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileProblem(f"{shown(name)} is not a text in UTF-8: save it in that encoding.") from None


def _reads_as_text(path: Path) -> bool:
    """Whether a file begins as a text: UTF-8 without control characters. No video container does."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\t\r\n\f" for sign in text)
