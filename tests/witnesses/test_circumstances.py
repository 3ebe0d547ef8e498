"""What is known from elsewhere, as testimony. The example is the contract's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from analysis.case import Case
from analysis.casefile import CaseFile
from analysis.hearing import hear
from analysis.testimony import Unasked
from analysis.when import Span
from analysis.witnesses import circumstances

NOW = datetime(2024, 10, 1, tzinfo=UTC)
GIVEN = """
zone = "Europe/Moscow"
[[circumstances]]
not_before = "2024-08-06"
why = "the operation began on 6 August 2024."
[[circumstances]]
not_after = "2024-09-19 12:00"
strength = "hard"
clock = "archive"
url = "https://example.org/x"
[[circumstances]]
during = "2024-09-17"
strength = "limited"
"""


def test_each_circumstance_is_one_voice_with_its_own_strength() -> None:
    floor, ceiling, within = circumstances.testify(CaseFile(GIVEN).case(NOW))
    assert (floor.stage, floor.bearing, floor.span, floor.strength) == (
        "recorded", "not_before", Span(datetime(2024, 8, 5, 21, tzinfo=UTC), None), "strong",
    )  # fmt: skip
    assert floor.saw == "Known from elsewhere: the operation began on 6 August 2024."
    assert floor.raw == "2024-08-06"
    assert (ceiling.span, ceiling.strength, ceiling.clock) == (Span(None, datetime(2024, 9, 19, 9, 1, tzinfo=UTC)), "hard", "archive")
    assert "https://example.org/x" in ceiling.place.to_json()["text"]
    assert within.span == Span(datetime(2024, 9, 16, 21, tzinfo=UTC), datetime(2024, 9, 17, 21, tzinfo=UTC))
    assert len({floor.clock or floor.key, ceiling.clock, within.clock or within.key}) == 3


def test_nothing_known_is_not_asked() -> None:
    with pytest.raises(Unasked):
        list(circumstances.testify(Case()))
    (silence,) = hear(Case(), only=("circumstances",), now=NOW).silences
    assert silence.why == "not asked"
