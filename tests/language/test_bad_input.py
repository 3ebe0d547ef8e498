"""Text as it comes: two alphabets in one word, several languages in one sentence, dates that do not exist, no date of publication."""

from __future__ import annotations

import time
from zoneinfo import ZoneInfo

import pytest

from analysis.language.expressions import resolve
from analysis.language.lookalikes import one_alphabet
from analysis.when import Reading

THURSDAY = Reading(2024, 9, 19)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on W\u0435dnesday", "2024-09-18"),
        ("18 S\u0435\u0440t\u0435mb\u0435r 2024", "2024-09-18"),
        ("18 c\u0435нтября 2024 года", "2024-09-18"),
        ("в cреду", "2024-09-18"),
        ("16 сiчня 2024 року", "2024-01-16"),
    ],
)
def test_a_word_of_two_alphabets_is_read_in_the_one_it_is_meant_to_be_in(text: str, value: str) -> None:
    (one,) = resolve(text, THURSDAY, None)
    assert one.value == value
    assert one.text == text[one.start : one.end]
    assert one.text in text


@pytest.mark.parametrize("text", ["Т-72 и A-50", "iPhone", "мiг", "café наш", "a" * 100 + "\u0430"])
def test_letters_stay_as_many_and_other_words_as_they_were(text: str) -> None:
    assert len(one_alphabet(text)) == len(text)
    if text != "мiг":
        assert one_alphabet(text) == text


def test_three_languages_in_one_sentence() -> None:
    text = "On Wednesday тело сгорело 18 сентября, а 17 вересня вночі було тихо."
    assert [one.value for one in resolve(text, THURSDAY, None)] == ["2024-09-18", "2024-09-18", "2024-09-17TNI"]


@pytest.mark.parametrize(
    ("text", "value"), [("On 31 June", "2024-06-31"), ("31 июня 2024 года", "2024-06-31"), ("31 червня", "2024-06-31")]
)
def test_a_day_that_does_not_exist_is_shown_and_not_mended(text: str, value: str) -> None:
    (one,) = resolve(text, THURSDAY, None)
    assert (one.value, one.span) == (value, None)
    assert "does not exist" in one.why


def test_without_a_publication_what_is_counted_from_it_stays_open_and_says_so() -> None:
    text = (
        "On 3 May 2024 it stood. Yesterday, on Wednesday, last week, two days ago it burned. Вчера вечером, позавчора, за минувшие сутки,"
        " overnight, this month, tonight, at Christmas."
    )
    first, *others = resolve(text, None, ZoneInfo("Europe/Kyiv"))
    assert first.span is not None
    assert len(others) == 11
    assert [one.text for one in others if one.span is not None] == []
    assert [one.text for one in others if "publication date is not given" not in one.why] == []


@pytest.mark.parametrize(
    "text", ["On \0Wednesday\0 it burned", "On\x07 Wednesday\x1b[31m it burned", "\u202eWednesday\u202c", "Wed\u00adnes\u200bday"]
)
def test_control_and_direction_characters_hide_no_day(text: str) -> None:
    (one,) = resolve(text, THURSDAY, None)
    assert one.value == "2024-09-18"


@pytest.mark.parametrize("piece", ["мiста ", "W\u200be", "\0", "&nbsp;", "<", "aа", "Wednesday ", "\u202e18 \u202c"])
def test_two_megabytes_of_it_take_two_seconds_at_most(piece: str) -> None:
    resolve("once", None)
    text = piece * (2_000_000 // len(piece))
    start = time.process_time()
    resolve(text, THURSDAY, None)
    assert time.process_time() - start < 2
