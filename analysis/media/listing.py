"""List every field of a file that bears a time or names a writer: finds the container's reader and runs it within limits."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from analysis.media import containers
from analysis.media.source import Listing, MediaError, Source

HEAD = 4096
"""Bytes from the start of a file that a reader may look at to say whether the format is its own."""


@cache
def reader_names() -> tuple[str, ...]:
    """The container readers' modules, in alphabetical order; the one that most videos need comes first."""
    names = sorted(file.stem for file in Path(containers.__path__[0]).glob("[!_]*.py"))
    return tuple(sorted(names, key=lambda name: name != "isobmff"))


def readers() -> Iterator[ModuleType]:
    """The container readers, each loaded when it is asked for: all of them together take longer than reading a file."""
    for name in reader_names():
        yield importlib.import_module(f"{containers.__name__}.{name}")


def list_fields(path: Path) -> Listing:
    """Every field of the file, with its bytes. Never raises: what can't be read stands in `problems`."""
    listing = Listing()
    try:
        with Source(path) as source:
            read_into(source, listing)
    except OSError as error:
        listing.problem(f"The file can't be read: {error.strerror or error}.")
    return listing


def read_into(source: Source, listing: Listing) -> None:
    """Run the reader whose format this is; records problems instead of raising."""
    head = source.at(0, HEAD)
    name = source.path.name.lower()
    for reader in readers():
        if not reader.claims(head, name):
            continue
        try:
            reader.read(source, listing)
        except MediaError as error:
            listing.problem(f"{error}.")
        except (ValueError, ArithmeticError, LookupError, RecursionError, MemoryError) as error:
            listing.problem(f"A structure could not be read ({type(error).__name__}): what was found before it stands.")
        return
    listing.problem("This is none of the container formats that the tool reads byte by byte.")
