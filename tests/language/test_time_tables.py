"""The rule tables: every line can be read, names a meaning that exists and classes that exist, and can be reached."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis.language.english import ENGLISH
from analysis.language.meanings import MEANINGS
from analysis.language.russian import RUSSIAN
from analysis.language.table import Table, prepare, with_endings
from analysis.language.ukrainian import UKRAINIAN

TABLES = [ENGLISH, RUSSIAN, UKRAINIAN]
NUMERIC = {"<n>", "<ord>", "<nth>", "<day>", "<hour>", "<year>", "<yy>", "<hhmm>", "<badyear>", "<tens>", "<genitive>"}
NOTATIONS = {"<date>", "<ym>", "<md>", "<dm>", "<clock>", "<stamp>"}
SENSES = {"<DAY>", "<WEEKDAY>", "<PERIOD>", "<CLOCK>", "<PART>", "<DURATION>", "<TIME>", "<DAYPART>"}
SENSES |= {"<MONTH>", "<WEEK>", "<WEEKEND>", "<LAST>", "<DECADE>", "<CENTURY>"}


def lines(table: Table) -> list[str]:
    return [line for text in (table.rules, table.joined) for line in text.splitlines() if line.partition("#")[0].strip()]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.language)
def test_rules_name_what_exists(table: Table) -> None:
    known = {f"<{name}>" for name in table.classes} | NUMERIC | NOTATIONS | SENSES
    for line in lines(table):
        pattern, _, meaning = line.rpartition(" : ")
        assert meaning.split()[0] in MEANINGS, line
        assert set(re.findall(r"<\w+>", pattern)) <= known, line
        assert "<" not in meaning, line


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.language)
def test_words_are_in_lower_case_and_one_word(table: Table) -> None:
    grammar = prepare(table)
    assert all(word == word.lower() and not re.search(r"\s", word) for word in grammar.vocabulary)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.language)
def test_all_months_weekdays_and_ordinals_are_there(table: Table) -> None:
    assert sorted(map(int, table.classes["month"])) == list(range(1, 13))
    assert sorted(map(int, table.classes["weekday"])) == list(range(1, 8))
    assert set(range(1, 21)) <= set(table.ordinals)


def test_a_line_without_a_meaning_is_named() -> None:
    with pytest.raises(ValueError, match="the day of days"):
        prepare(replace(ENGLISH, rules="the day of days"))


def test_a_speaker_can_add_a_rule() -> None:
    grammar = prepare(replace(ENGLISH, rules="the day after the fair : day 1"))
    assert "fair" in grammar.vocabulary


def test_stems_take_each_ending() -> None:
    assert list(with_endings("сообщи- пишет", "л ла")) == ["сообщил", "сообщила", "пишет"]
