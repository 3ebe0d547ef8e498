"""The JSON of the smaller commands: what `shots` and `when` print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.footage.sources import Source
from analysis.language.clock_text import Stamp, stamp_in
from analysis.language.expression import Expression
from analysis.media.overlays import Overlay, Overlays
from analysis.media.shots import Shots
from analysis.views.sources import traits
from analysis.when import Reading


def shots_record(found: Shots, overlays: Overlays | None = None, sources: Sequence[Source] = ()) -> dict[str, Any]:
    """The shots of a video, in seconds of its presentation, the texts in each where they were read, and the sources told apart.

    A text's `box` is x, y, width, height in pixels of the picture as shown; `reading` is the time that it was read as, "" for none.
    """
    texts: dict[int, list[dict[str, Any]]] = {}
    for overlay in overlays.overlays if overlays is not None else ():
        if overlay.sightings:
            texts.setdefault(overlay.shot, []).append(_text(overlay))
    return {
        "duration_s": found.duration_s,
        "shots": [shot.to_json() | {"texts": texts.get(shot.index, [])} for shot in found.shots],
        "sources": [source_record(source) for source in sources],
        "decode_failures": found.decode_failures,
        "problems": [*found.problems, *(overlays.problems if overlays is not None else ())],
        "text_read": overlays is not None,
    }


def source_record(source: Source) -> dict[str, Any]:
    """One source: its shots by index, what tells it apart, and that in words."""
    return {
        "index": source.index,
        "shots": list(source.shots),
        "aspect": source.aspect,
        "inner": None if source.inner is None else list(source.inner),
        "enlarged": source.enlarged,
        "clock": None if source.clock is None else {"at": source.clock[0], "text": source.clock[1]},
        "told_by": list(source.told_by),
        "words": traits(source),
    }


def _text(overlay: Overlay) -> dict[str, Any]:
    best = overlay.best
    stamp = stamp_in(best.text)
    return {
        "text": best.text,
        "reading": "" if stamp is None else _reading(stamp),
        "box": list(overlay.box),
        "seconds": best.seconds,
        "first_s": overlay.sightings[0].seconds,
        "last_s": overlay.sightings[-1].seconds,
        "sightings": [
            {"seconds": seen.seconds, "pts": seen.pts, "time_base": str(seen.time_base), "text": seen.text, "score": seen.score}
            for seen in overlay.sightings
        ],
    }


def _reading(stamp: Stamp) -> str:
    """The date where only one is meant, and the time, as far as they were written: "2023-10-17T19:59:55"."""
    day = stamp.dates[0][1].isoformat() if len(stamp.dates) == 1 else ""
    if stamp.time is None:
        return day
    whole = int(stamp.time)
    seconds = f":{whole % 60:02d}" if stamp.width <= 1 else ""
    return f"{day}{'T' if day else ''}{whole // 3600:02d}:{whole // 60 % 60:02d}{seconds}"


def when_record(at: Reading | None, expressions: Sequence[Expression]) -> dict[str, Any]:
    """Every time expression of a text; `start` and `end` count characters."""
    return {"at": None if at is None else str(at), "expressions": [each.to_json() for each in expressions]}
