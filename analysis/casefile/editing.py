"""Editing a case file: what a form on the page needs, and no loss of what a person wrote.

A `CaseFile` keeps the text as it stands, with its comments and order, and the plain values beside it. Every edit is made
to both; before anything is written, the text is read back and must hold the same values. Saving is atomic (a new
file in the same folder takes the old one's place) and refuses where the file on disk is no longer the one that was loaded.
"""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Self

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from analysis.case import Case
from analysis.casefile import disk, keys
from analysis.casefile.limits import LARGEST, too_much
from analysis.casefile.resolving import resolve
from analysis.casefile.schema import CaseTable, shown
from analysis.exhibit import Exhibit

_TABLES = ("posts", "statements", "circumstances", "copies", "lights", "shadows", "done")


class CaseFileError(Exception):
    """The case file can't be loaded, edited or saved; the message is one sentence for the person who uses it."""


class ChangedOnDisk(CaseFileError):
    """Someone else changed the file since it was loaded: nothing was written."""


class CaseFile:
    """A case file under edit. `path` is None until it is first saved; `folder` is where the files it names lie."""

    def __init__(self, text: str = "", path: Path | None = None, folder: Path | None = None, on_disk: bytes | None = None) -> None:
        """Read a case file's text. Raises `CaseFileError`, with the line, where it is no TOML."""
        self.path = path
        self.folder = folder if path is None else path.resolve().parent
        self._on_disk = on_disk
        self._text = text
        self._saved_text = text if on_disk is not None else None
        self._styled: tomlkit.TOMLDocument | None = None
        self._edited = False
        name = path.name if path is not None else "The text"
        if reason := too_much(text):
            raise CaseFileError(f"{name} is no case file: {reason}.")
        try:
            self._plain: dict[str, Any] = tomllib.loads(text)
        except (ValueError, RecursionError, MemoryError) as error:
            reason = "it is nested too deeply" if isinstance(error, RecursionError) else f"{error}"
            raise CaseFileError(f"{name} is not a case file in TOML: {reason[:200]}.") from error

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a case file. Raises `CaseFileError` where it is missing, too large, not UTF-8 or no TOML."""
        try:
            data = disk.read(path, LARGEST + 1)
        except FileNotFoundError:
            raise CaseFileError(f"There is no case file at {path}.") from None
        except (OSError, ValueError) as error:
            raise CaseFileError(f"{path.name} can't be read: {getattr(error, 'strerror', None) or error}.") from error
        if len(data) > LARGEST:
            raise CaseFileError(f"{path.name} is larger than {LARGEST >> 20} MB: that is no case file.")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise CaseFileError(f"{path.name} is not a case file: it is not a text in UTF-8.") from None
        return cls(text, path, on_disk=data)

    @classmethod
    def new(cls, folder: Path | None = None, **values: Any) -> Self:
        """A case that is not saved yet, such as new(title="…", video="/path/clip.mp4"). `folder` is where relative paths start."""
        book = cls(folder=folder)
        for key in sorted(values, key=list(CaseTable.model_fields).index):
            book.set(key, values[key])
        return book

    @property
    def text(self) -> str:
        """The file's text as it would be saved."""
        if self._edited and self._styled is not None:
            self._text, self._edited = tomlkit.dumps(self._styled), False  # once an edit: a page asks for it dozens of times
        return self._text

    @property
    def document(self) -> dict[str, Any]:
        """The values as plain dicts and lists; a copy, unknown keys included."""
        return copy.deepcopy(self._plain)

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return self._saved_text is None or self.text != self._saved_text

    def with_text(self, text: str) -> CaseFile:
        """The same file with another text, as undo puts it back: what is on disk counts as before. Raises CaseFileError."""
        other = CaseFile(text, self.path, self.folder, self._on_disk)
        other._saved_text = self._saved_text
        return other

    def get(self, key: str, default: Any = None) -> Any:
        """The value at a key such as "claim.statement" or "posts[0].at", the notation of `Problem.key`; a copy."""
        node: Any = self._plain
        for step in keys.steps(key):
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                return default
        return copy.deepcopy(node)

    def set(self, key: str, value: Any) -> None:
        """Set a value, making the tables on the way; None removes the key.

        Raises CaseFileError where the key does not fit what stands in the file, and for values that TOML can't hold.
        """
        if value is None:
            self.remove(key)
            return
        _check_value(value)
        path = keys.steps(key)
        self._edit(lambda root, make: keys.put(root, path, value, make))

    def remove(self, key: str) -> None:
        """Remove a key, a table, or an entry such as "posts[1]" (those after it move up). What is not there is no error."""
        path = keys.steps(key)
        if self.get(key) is not None:
            self._edit(lambda root, make: keys.take(root, path))

    def add_post(self, **values: Any) -> str:
        """Add a post (at, url, kind, original, edited); its key, such as "posts[2]"."""
        return self._add("posts", values)

    def add_statement(self, **values: Any) -> str:
        """Add a statement (id, source, released, covers, ...); its key, such as "statements[2]"."""
        return self._add("statements", values)

    def add_statements(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Add many statements in one change: one by one, each would copy all before it."""
        if entries:
            self._add("statements", *entries)

    def add_circumstance(self, **values: Any) -> str:
        """Add a circumstance (not_before, not_after or during, strength, why, ...); its key, such as "circumstances[2]"."""
        return self._add("circumstances", values)

    def add_copy(self, **values: Any) -> str:
        """Add a confirmed earlier copy (file or url, at, strength, here, there, clock); its key, such as "copies[2]"."""
        return self._add("copies", values)

    def add_light(self, **values: Any) -> str:
        """Add the light seen in a still (still, seen, strength, why); its key, such as "lights[2]"."""
        return self._add("lights", values)

    def add_done(self, **values: Any) -> str:
        """Add a check that was done (check, note, file, at); its key, such as "done[2]"."""
        return self._add("done", values)

    def add_shadow(self, **values: Any) -> str:
        """Add a shadow marked in a still (still, foot, tip, top, ...); its key, such as "shadows[2]"."""
        return self._add("shadows", values)

    def case(self, now: datetime | None = None, exhibit: Exhibit | None = None) -> Case:
        """The case as it stands. `exhibit` is its video where that is in hand already; else it is received `now` (UTC)."""
        return resolve(self._plain, self.folder, now or datetime.now(UTC), exhibit)

    def save(self, path: Path | None = None) -> Path:
        """Write the file, whole or not at all; with a `path` that is not its own, a new file is made there.

        Raises ChangedOnDisk where the file was changed since it was loaded or saved, CaseFileError where a new one would
        overwrite another or the disk refuses; what was on disk is then untouched.
        """
        target = path if path is not None else self.path
        if target is None:
            raise CaseFileError("The case has no place yet: say where to save it.")
        text = self.text
        data = text.encode()
        self._check_text(text)
        if len(data) > LARGEST:
            raise CaseFileError(f"The case is larger than {LARGEST >> 20} MB: put long texts into files beside it.")
        try:
            target = target.resolve()  # a link stays a link: the file behind it is replaced
            own = self.path is not None and target == self.path.resolve()
            with disk.alone(target.parent):
                self._check_disk(target, own)
                disk.replace(target, data)
        except (OSError, ValueError, RuntimeError) as error:
            raise CaseFileError(f"{target.name} could not be saved: {getattr(error, 'strerror', None) or error}.") from error
        self.path, self.folder = target, target.parent
        self._on_disk, self._saved_text = data, text
        return target

    def _add(self, name: str, *entries: Mapping[str, Any]) -> str:
        """Append entries to a list of tables in one change; the key of the first."""
        given = [{key: value for key, value in entry.items() if value is not None} for entry in entries]
        _check_value(given)
        before = self._plain.get(name, [])
        if not isinstance(before, list):
            raise CaseFileError(f"{name} in the case file is no list: write [[{name}]] in double brackets.")

        def append(root: Any, make: keys.Make) -> None:
            styled = isinstance(root, tomlkit.TOMLDocument)
            if name not in root:
                if styled and root:
                    root.add(tomlkit.nl())
                root[name] = tomlkit.aot() if styled else []
            listed = root[name]
            apart = isinstance(listed, AoT) and list(root)[-1] != name
            for entry in given:
                listed.append(make(entry, listed))
                if apart:
                    listed[-1].add(tomlkit.nl())  # keeps the next table apart

        self._edit(append)
        return f"{name}[{len(before)}]"

    def _edit(self, change: Callable[[Any, keys.Make], None]) -> None:
        """Make one change to the plain values and to the styled text; to neither where it fails."""
        before, plain = self.text, copy.deepcopy(self._plain)
        try:
            if self._styled is None:
                self._styled = tomlkit.parse(before)
            change(plain, lambda value, _: copy.deepcopy(value))
            self._edited = True
            change(self._styled, keys.styled)
        except (TOMLKitError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            self._text, self._styled, self._edited = before, None, False
            raise CaseFileError(f"That can't be changed in this case file: {error}.") from error
        self._plain = plain

    def _check_text(self, text: str) -> None:
        """Whether the text holds just the values that were edited, before it takes the place of anything."""
        try:
            same = _canonical(tomllib.loads(text)) == _canonical(self._plain)
        except (ValueError, RecursionError):
            same = False
        if not same:
            raise CaseFileError("The case could not be written without loss, so nothing was saved: save it under a new name.")

    def _check_disk(self, target: Path, own: bool) -> None:
        exists = target.exists()
        if not own:
            if exists:
                raise CaseFileError(f"There is already a file at {target}: choose another name.")
            return
        if not exists or target.read_bytes() != self._on_disk:
            raise ChangedOnDisk(
                f"{target.name} was changed or removed since it was opened: open it again, or save this under another name."
            )


def _check_value(value: Any) -> None:
    """Raise CaseFileError for what can't stand in a case file: other types, and texts that are no Unicode."""
    if isinstance(value, dict):
        for name, part in value.items():
            _check_value(name)
            _check_value(part)
    elif isinstance(value, list):
        for part in value:
            _check_value(part)
    elif isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise CaseFileError(f"The text {shown(value.encode('utf-8', 'replace').decode())} holds broken characters.") from None
    elif not isinstance(value, bool | int | float | date | datetime | time):
        raise CaseFileError(f"A case file can't hold a value of the type {type(value).__name__}.")


def _canonical(values: dict[str, Any]) -> str:
    return json.dumps(values, sort_keys=True, default=repr)
