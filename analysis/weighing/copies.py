"""Posts that are older than the file in hand: what was posted then was another file of the same footage."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.testimony import RELIABILITY, Testimony

WORTH_SAYING = RELIABILITY["moderate"]
"""The least reliability of both dates from which on the pair is named."""


def later_copies(heard: Iterable[Testimony]) -> tuple[tuple[Testimony, Testimony], ...]:
    """Each posting that ends before the file was edited or encoded, with the earliest testimony that dates that.

    Neither contradicts the other: both bound the recording from above. It says that the file is a copy made after the posting, or that
    one of the two dates is wrong.
    """
    pieces = [piece for piece in heard if piece.reliability >= WORTH_SAYING and piece.shot is None]
    made = [piece for piece in pieces if piece.stage in ("edited", "encoded") and piece.bearing in ("during", "not_before")]
    found = []
    for post in pieces:
        end = post.span.end
        if post.stage != "posted" or end is None:
            continue
        later = [piece for piece in made if piece.span.start is not None and piece.span.start >= end]
        if later:
            found.append((post, min(later, key=lambda piece: (piece.span.start, piece.id))))
    return tuple(found)
