"""Formats that were made known on a day: a file in such a format is not older, whatever its headers say.

`formats.csv` holds the day of publication with its source, and the earliest day that drafts and test versions allow.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.media.source import Field


class Format(NamedTuple):
    """A format: `released` as published (ISO 8601), `earliest` the instant before which no file can be in it."""

    name: str
    released: str
    earliest: datetime


def youngest_format(fields: Iterable[Field]) -> Format | None:
    """The one made known last among the formats that the fields show; None where they show none that is dated."""
    found = (known for field in fields for tag, value, known in _rows() if tag.search(field.tag) and value.search(field.raw))
    return max(found, key=lambda known: known.earliest, default=None)


@cache
def _rows() -> tuple[tuple[re.Pattern[str], re.Pattern[str], Format], ...]:
    text = Path(__file__).with_name("formats.csv").read_text(encoding="utf-8")
    return tuple(
        (
            re.compile(row["tag"]),
            re.compile(row["value"]),
            Format(row["name"], row["released"], datetime.fromisoformat(row["earliest"]).replace(tzinfo=UTC)),
        )
        for row in csv.DictReader(text.splitlines())
    )
