"""The machine-readable record of the facts in one file. Names and nesting are a contract.

It stands apart from the record of a check so that reading dates does not wait for the arithmetic to load.
"""

from __future__ import annotations

from typing import Any

from analysis.hearing import Hearing
from analysis.place import Bytes
from analysis.testimony import Observation


def facts_record(hearing: Hearing, *, hashed: bool = True) -> dict[str, Any]:
    """Every fact found in and beside the exhibit, the writers named, and what could not be read.

    `hashed`: with the file's sha256, for which all of it is read. Raises ValueError for a case without an exhibit.
    """
    exhibit = hearing.case.exhibit
    if exhibit is None:
        raise ValueError("a case without a video has no facts of one")
    order = {(field.tag, field.place.offset): index for index, field in reversed(list(enumerate(exhibit.listing.fields)))}
    observations = sorted(hearing.observations, key=lambda seen: _rank(seen, order))
    return {
        "path": str(exhibit.path),
        "sha256": exhibit.sha256 if hashed else None,
        "container": exhibit.listing.container,
        "duration_s": exhibit.listing.duration_s,
        "facts": [fact(seen) for seen in observations],
        "writers": [
            {"name": writer.name, "version": writer.version, "released": writer.released, "role": writer.role} for writer in hearing.writers
        ],
        "problems": [
            *exhibit.listing.problems,
            *(f"The witness {silence.witness} broke down: {silence.detail}" for silence in hearing.silences if silence.why == "broke down"),
        ],
    }


def fact(seen: Observation) -> dict[str, Any]:
    """One fact, as found."""
    return {
        "tag": seen.tag,
        "raw": seen.raw,
        "reading": seen.reading.wall if seen.reading is not None else None,
        "zone": seen.reading.zone if seen.reading is not None else None,
        "status": seen.status,
        "span": seen.span.to_json() if seen.span is not None else None,
        "stage": seen.stage,
        "bearing": seen.bearing,
        "writer": seen.writer,
        "means": seen.means,
        "place": seen.place.to_json(),
    }


def _rank(seen: Observation, order: dict[tuple[str, int], int]) -> tuple[int, int, str, int]:
    """The exhibit's own fields in file order, then those of files beside it, then what has no place."""
    if not isinstance(seen.place, Bytes):
        return (2, 0, "", 0)
    if seen.place.file:
        return (1, 0, seen.place.file, seen.place.offset)
    return (0, order.get((seen.tag, seen.place.offset), len(order)), "", seen.place.offset)
