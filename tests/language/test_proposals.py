"""Statement fields proposed from a pasted text: suggestions with their words and reasons, never more than the text gives."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from analysis.language.proposals import covers, propose
from analysis.when import Reading

FRIDAY = Reading(2024, 9, 20)
MOSCOW = ZoneInfo("Europe/Moscow")


def fields(text: str, at: Reading | None = FRIDAY) -> list[dict[str, str]]:
    return [{each.field: each.text for each in proposal.suggestions} for proposal in propose(text, at, MOSCOW)]


def test_two_statements_of_one_paragraph() -> None:
    text = (
        "The ministry said on Wednesday that it had destroyed two Leopards over the preceding 24 hours. "
        "On Thursday the ministry reported one tank in the past day. The operation began early last month."
    )
    assert fields(text) == [{"released": "2024-09-18", "covers": "24h"}, {"released": "2024-09-19", "covers": "24h"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "По состоянию на 08:00 18 сентября 2024 года за прошедшие сутки уничтожено 2 танка.",
            {"released": "2024-09-20", "covers_from": "2024-09-17 08:00", "covers_to": "2024-09-18 08:00"},
        ),
        (
            "В период с 14 по 20 сентября поражено 10 танков. Об этом сообщили 20 сентября в 14:00 мск.",
            {"released": "2024-09-20 14:00", "covers_from": "2024-09-14 00:00", "covers_to": "2024-09-21 00:00"},
        ),
        ("За минулу добу знищено танк. Про це повідомив Генштаб у четвер.", {"released": "2024-09-19", "covers": "24h"}),
        ("За неделю уничтожено 10 танков.", {"released": "2024-09-20", "covers": "7d"}),
        ("Two tanks were destroyed.", {"released": "2024-09-20"}),
    ],
)
def test_one_statement(text: str, expected: dict[str, str]) -> None:
    assert fields(text) == [expected]


def test_nothing_known_is_nothing_proposed() -> None:
    assert fields("Two tanks were destroyed.", None) == [{}]


def test_each_suggestion_says_where_it_comes_from() -> None:
    (proposal,) = propose("The ministry said on Wednesday: over the past 24 hours, two tanks.", FRIDAY, MOSCOW)
    released, covered = proposal.suggestions
    assert released.expression is not None
    assert released.expression.text == "Wednesday"
    assert "“said”" in released.why
    assert covered.expression is not None
    assert covered.expression.value == "PT24H"


@pytest.mark.parametrize(("value", "text"), [("PT24H", "24h"), ("P1D", "24h"), ("P3D", "3d"), ("P1W", "7d"), ("P1M", ""), ("PXD", "")])
def test_durations_as_the_case_file_writes_them(value: str, text: str) -> None:
    assert covers(value) == text
