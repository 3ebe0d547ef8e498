"""Stretches of a video as a case file writes them: "0-12.5, 20-31", in seconds."""

from __future__ import annotations

import re

from analysis.casefile.schema import shown

MOST = 1_000
"""Stretches of one copy."""
_STRETCH = re.compile(r"(\d{1,7}(?:\.\d{1,6})?)\s*[-–]\s*(\d{1,7}(?:\.\d{1,6})?)")

Stretches = tuple[tuple[float, float], ...]


def stretches_of(text: str) -> Stretches:
    """The stretches, as (from, to) in seconds; none for an empty text. Raises ValueError with a sentence."""
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    found = []
    for part in parts[: MOST + 1]:
        match = _STRETCH.fullmatch(part)
        if match is None or float(match[1]) >= float(match[2]):
            raise ValueError(f"{shown(part)} is no stretch of a video: write its seconds such as 3-12.5.")
        found.append((float(match[1]), float(match[2])))
    if len(found) > MOST:
        raise ValueError(f"There are more than {MOST:,} stretches of one copy.")
    return tuple(found)


def written(stretches: Stretches) -> str:
    """The same as text, to a tenth of a second."""
    return ", ".join(f"{start:.1f}-{end:.1f}" for start, end in stretches)
