"""Bulletins' wordings of the period before a release; values by the TIMEX3 guidelines (a duration, anchored)."""

from __future__ import annotations

import pytest

from analysis.language.expressions import resolve
from analysis.typed import parse_when
from analysis.when import parse_offset


@pytest.mark.parametrize("lead", ["In the past", "Over the past", "During the last", "In the preceding"])
def test_a_period_before_the_release_is_found_whatever_leads_it(lead: str) -> None:
    found = resolve(f"{lead} 24 hours two tanks were lost.", parse_when("2024-09-18 14:00"), parse_offset("+03:00"))
    assert [each.value for each in found] == ["PT24H"]
    assert found[0].role == "coverage"
    assert found[0].span is not None
    assert found[0].span.to_json()["start"] == "2024-09-17T11:00:00Z"


def test_the_past_as_such_is_no_period() -> None:
    found = resolve("In the past, nobody came.", parse_when("2024-09-18 14:00"), parse_offset("+03:00"))
    assert [each.value for each in found] == ["PAST_REF"]
