"""What stands between the statements of a log: doubles, gaps, overlaps, habits; on invented logs, and on the real bulletins of August and
September 2024 as other media carried them.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from analysis.casefile import CaseFile
from analysis.language.mentions import find_mentions
from analysis.statements import Draft, Dropped, Log, learn, read_log
from analysis.statements.series import same_text
from analysis.testimony import Mention

MOSCOW = ZoneInfo("Europe/Moscow")


def logged(*rows: tuple[str, str, str], source: str = "Ministry") -> Log:
    lines = ["released;covers;text;source", *(f"{at};{covers};{text};{source}" for at, covers, text in rows)]
    return read_log(Dropped("log.csv", "\n".join(lines).encode()), zone=MOSCOW)


def daily(*days: int, hour: str = " 14:00") -> Log:
    return logged(*((f"2024-09-{day:02d}{hour}", "24h", f"Day {day}.") for day in days))


@pytest.mark.parametrize("hour", [" 14:00", ""])
def test_a_missing_day_is_named(hour: str) -> None:
    log = daily(10, 11, 12, 14, 15, 18, 23, hour=hour)
    assert [gap.sentence for gap in log.gaps] == [
        "No statement of Ministry is logged for 13 September 2024.",
        "No statements of Ministry are logged for 16 and 17 September 2024.",
        "No statements of Ministry are logged for 19 to 22 September 2024.",
    ]
    assert [gap.missing for gap in log.gaps] == [1, 2, 4]


def test_a_gap_lies_where_no_statement_covers() -> None:
    (gap,) = daily(10, 11, 12, 14).gaps
    # 12 September 14:00 Moscow is 11:00 UTC; the bulletin of the 14th covers from 13 September 14:00.
    assert gap.span.to_json() == {"start": "2024-09-12T11:00:00Z", "end": "2024-09-13T11:00:00Z"}


def test_a_source_without_a_period_has_no_gaps() -> None:
    assert not logged(("2024-09-01", "", "a"), ("2024-09-09", "", "b"), ("2024-09-20", "", "c")).gaps


def test_another_source_fills_no_gap() -> None:
    lines = ["released,covers,text,source"]
    lines += [f"2024-09-{day},24h,Words of {day}.,{'A' if day != 13 else 'B'}" for day in (11, 12, 13, 14)]
    log = read_log(Dropped("log.csv", "\n".join(lines).encode()), zone=MOSCOW)
    assert [(gap.source, gap.missing) for gap in log.gaps] == [("A", 1)]


def test_overlaps_are_named_beyond_a_quarter_of_the_period() -> None:
    log = logged(("2024-09-18 14:00", "24h", "a"), ("2024-09-19 09:00", "24h", "b"), ("2024-09-20 02:00", "24h", "c"))
    assert [(o.first, o.second) for o in log.overlaps] == [(1, 2)]  # five hours are less than a quarter, seven are more
    assert "cover the same 7 hours" in log.overlaps[0].sentence
    same = logged(("2024-09-18", "24h", "one"), ("2024-09-18 14:00", "24h", "two"))
    assert "bear the day 18 September 2024" in same.overlaps[0].sentence


def test_doubles_are_of_one_release_and_one_text() -> None:
    first = ("2024-09-18 14:00", "24h", "In the area up to 300 were lost and one tank was hit near the border.")
    spelt = ("2024-09-18", "24h", "In the area up to 300 were lost, and one tank was hit near the border.")
    other_day = ("2024-09-19 14:00", *first[1:])
    other_figure = ("2024-09-18 14:00", "24h", "In the area up to 301 were lost and one tank was hit near the border.")
    log = logged(first, spelt, other_day, other_figure)
    assert log.dropped == 1
    assert [draft.written for draft in log.drafts] == ["2024-09-18 14:00", "2024-09-18 14:00", "2024-09-19 14:00"]


@settings(deadline=None)
@given(some.text(max_size=200), some.text(max_size=200))
def test_sameness_is_mutual_and_every_text_is_its_own_double(first: str, second: str) -> None:
    assert same_text(first, first)
    assert same_text(first, second) == same_text(second, first)


@settings(deadline=None, max_examples=50)
@given(some.lists(some.integers(1, 30), min_size=2, max_size=30, unique=True))
def test_gaps_count_every_day_between_the_first_and_the_last(days: list[int]) -> None:
    log = daily(*days)
    assert sum(gap.missing for gap in log.gaps) == max(days) - min(days) + 1 - len(days)
    assert [draft.written[8:10] for draft in log.drafts] == [f"{day:02d}" for day in sorted(days)]


def test_habits_of_two_sources() -> None:
    morning = [
        (f"2024-09-{day:02d} 08:{day:02d}", "24h", f"Day {day}: two Leopards." if day == 10 else f"Day {day}.") for day in range(10, 20)
    ]
    lines = ["released;covers;text;source", *(f"{at};{covers};{text};A" for at, covers, text in morning)]
    lines += ["2024-09-10 23:50;;one tank;B", "2024-09-11;;nothing;B"]
    log = read_log(Dropped("log.csv", "\n".join(lines).encode()), zone=MOSCOW)
    a, b = learn(log.drafts, said(log.drafts), MOSCOW)
    assert (a.source, a.logged, a.named, a.unnamed, a.counted) == ("A", 10, 1, 0, 10)
    assert a.hours is not None
    assert a.hours.usual
    assert str(a.hours) == "08:13 (most between 08:10 and 08:17)"
    assert (b.named, b.unnamed) == (0, 1)
    assert b.hours is not None
    assert not b.hours.usual  # one release is no habit
    day_only = next(draft for draft in log.drafts if draft.source == "B" and draft.written == "2024-09-11")
    assert a.suggested(day_only) == "2024-09-11 08:13"
    assert b.suggested(day_only) == ""
    assert a.suggested(log.drafts[0]) == ""


def test_hours_around_midnight_are_close_to_each_other() -> None:
    hours = (23, 0, 23, 0, 23, 0)
    log = logged(*((f"2024-09-{day:02d} {hour:02d}:30", "", f"Day {day}.") for day, hour in enumerate(hours, start=1)))
    (habits,) = learn(log.drafts, [None] * len(log.drafts), MOSCOW)
    assert habits.hours is not None
    assert habits.hours.usual
    assert habits.hours.last - habits.hours.first == 60
    assert habits.counted == 0


def test_habits_of_a_case_that_is_logged_already() -> None:
    text = 'zone = "Europe/Moscow"\n' + "".join(
        f'[[statements]]\nid = "{day}"\nsource = "M"\nreleased = "2024-09-{day} 14:{day}"\ncovers = "24h"\ntext = "x"\n'
        for day in range(10, 16)
    )
    statements = CaseFile(text + '[[statements]]\nid = "d"\nsource = "M"\nreleased = "2024-09-17"\ntext = "x"\n').case().statements
    (habits,) = learn(statements, ["silent"] * 7, MOSCOW)
    assert habits.hours is not None
    assert (habits.hours.known, str(habits.hours)) == (6, "14:12 (most between 14:10 and 14:14)")
    assert habits.period_of == 6


def said(drafts: tuple[Draft, ...]) -> list[Mention | None]:
    found: list[Mention | None] = []
    for draft in drafts:
        verdict = find_mentions(draft.text, ("Leopard", "Леопард"), ("tank", "танк")).verdict
        found.append(None if draft.excerpt and verdict == "silent" else verdict)
    return found


@pytest.fixture
def bulletins(shared: Path) -> list[dict[str, str]]:
    with (shared / "data" / "statements" / "kursk_bulletins.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["record_kind"] in ("daily", "totals_only")]


def test_the_real_bulletins_as_a_spreadsheet(bulletins: list[dict[str, str]], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["source", "paraphrase", "page_url", "bulletin_date", "period_covered", "doubt"])
    for row in bulletins:
        sheet.append(["Ministry", row["paraphrase"], row["page_url"], row["bulletin_date"], row["period_covered"], row["doubt"]])
    book.save(tmp_path / "log.xlsx")
    log = read_log(tmp_path / "log.xlsx", zone=MOSCOW)
    assert len(log.drafts) + log.dropped == len(bulletins)
    assert [draft.written for draft in log.drafts] == sorted(row["bulletin_date"] for row in bulletins)
    assert {draft.covers for draft in log.drafts} == {"24h"}
    assert all(draft.excerpt for draft in log.drafts)
    days = {row["bulletin_date"] for row in bulletins}
    span = (max(map(day_number, days)) - min(map(day_number, days))) + 1
    assert sum(gap.missing for gap in log.gaps) == span - len(days)
    assert any("27 August 2024" in gap.sentence for gap in log.gaps)  # the file says: no stored page found
    (habits,) = learn(log.drafts, said(log.drafts), MOSCOW)
    # The file's own column says on which days a Leopard was named; the summaries speak of each.
    assert habits.named == sum(row["leopard_named"] == "yes" for row in bulletins)
    assert habits.hours is None


def day_number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
