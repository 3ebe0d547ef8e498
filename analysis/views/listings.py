"""The JSON of the smaller commands: what `shots` and `when` print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.language.expression import Expression
from analysis.media.shots import Shots
from analysis.when import Reading


def shots_record(found: Shots) -> dict[str, Any]:
    """The shots of a video, in seconds of its presentation."""
    return {
        "duration_s": found.duration_s,
        "shots": [shot.to_json() for shot in found.shots],
        "decode_failures": found.decode_failures,
        "problems": list(found.problems),
    }


def when_record(at: Reading | None, expressions: Sequence[Expression]) -> dict[str, Any]:
    """Every time expression of a text; `start` and `end` count characters."""
    return {"at": None if at is None else str(at), "expressions": [each.to_json() for each in expressions]}
