"""No text that a pattern fits is turned away: checked on every pattern of the tables, and on patterns of each kind of syntax."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reference import first_look
from analysis.reference.first_look import may_fit

TABLES = Path(first_look.__file__).parent


def column(table: str, name: str) -> list[str]:
    with (TABLES / table).open(encoding="utf-8", newline="") as file:
        return sorted({row[name] for row in csv.DictReader(file)})


PATTERNS = [
    *column("writers.csv", "tag"),
    *column("writers.csv", "value"),
    *column("habits.csv", "tag"),
    *column("file_names.csv", "pattern"),
    r"(?-i:Ab)c?|x{2}y",
    r"^ab*c+(?=d)d",
    r"(?:one|two)?three",
    r"[^]a]b\.c\d(?P<q>[ab])(?P=q)end",
]


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_what_a_pattern_fits_is_let_through(data: st.DataObject) -> None:
    """The texts are made from the pattern by hypothesis, which knows the syntax from Python's own parser."""
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.from_regex(pattern))
    assert re.search(pattern, text)
    assert may_fit(pattern, text.lower())


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("^Lavf(?P<version>[\\d.]+)$", "lavf58.1", True),
        ("^Lavf(?P<version>[\\d.]+)$", "a lavf58.1", False),
        ("hdlr name$|handler", "moov/mvhd creation_time", False),
        ("(?:VideoHandle|SoundHandle)$", "core media video", False),
        ("(?:red)?", "", True),
    ],
)
def test_what_lacks_its_letters_is_turned_away(pattern: str, text: str, fits: bool) -> None:
    assert may_fit(pattern, text) is fits
