"""The commands of the command line, one module each: `add(parts)` describes it, `run(given)` does it and returns the exit status.

The modules import what they need when they run, so that `facts` does not wait for the arithmetic.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from analysis.characters import json_of


class CannotDo(Exception):
    """The tool could not do what was asked; the message is one sentence: what, and what to do."""


def plain(text: str) -> str:
    """The text as one line that a terminal shows and does not obey: control and direction characters become “·”."""
    return "".join("·" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else c for c in text)


def complain(sentence: str) -> None:
    """One line on standard error."""
    print(plain(sentence), file=sys.stderr)


def say(text: str = "", file: TextIO | None = None) -> None:
    """Lines for a person on standard output; what came from files can't command the terminal."""
    for line in text.split("\n"):
        print(plain(line), file=file or sys.stdout)


@contextmanager
def written(target: str) -> Iterator[TextIO]:
    """Standard output for "-", else a file that appears whole or not at all. Raises CannotDo."""
    if target == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    import tempfile  # loaded where a file is written

    path = Path(target)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CannotDo(f"{target} can't be written: {error.strerror or error}.") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise CannotDo(f"{target} can't be written: {error.strerror or error}.") from error
    finally:
        Path(name).unlink(missing_ok=True)


def write_json(target: str, record: Mapping[str, Any]) -> None:
    """One JSON object, indented, to a file or standard output. Raises CannotDo."""
    with written(target) as file:
        file.write(json_of(record, indent=2) + "\n")


class Progress:
    """A line of progress on standard error, where that is a terminal."""

    def __init__(self) -> None:
        self._shown = ""
        self._live = sys.stderr.isatty()

    def __call__(self, name: str, share: float) -> None:
        text = f"{name} {share:.0%}" if name else ""
        if self._live and text != self._shown:
            print(f"\r\x1b[K{plain(text)}", end="", file=sys.stderr, flush=True)
            self._shown = text

    def done(self) -> None:
        """Clear the line."""
        if self._live and self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = ""
