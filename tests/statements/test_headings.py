"""Headings of statements as ministries and channels write them; the days are those that the words name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from analysis.statements import read_log

BODY = "\n\nOver the past 24 hours two tanks were destroyed.\n"


@pytest.mark.parametrize(
    ("heading", "wall"),
    [
        ("Ministry of Defence, 17 September 2024, 14:00 MSK", "2024-09-17T14:00"),
        ("# Bulletin of 18 September 2024", "2024-09-18"),
        ("Сводка Министерства обороны о ходе операции (по состоянию на 18 сентября 2024 г.)", "2024-09-18"),
        ("Оперативна інформація станом на 08:00 18 вересня 2024 року щодо російського вторгнення", "2024-09-18T08:00"),
        ("RIVERTON, 18 September 2024", "2024-09-18"),
    ],
)
def test_a_heading_gives_the_release(heading: str, wall: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(heading + BODY, encoding="utf-8")
    (draft,) = read_log(tmp_path / "a.txt", zone=ZoneInfo("Europe/Moscow")).drafts
    assert draft.released is not None
    assert draft.released.wall == wall
    assert draft.released_why == "the heading of the text"
    assert draft.covers == "24h" or draft.covers_from
    if "MSK" in heading:
        assert draft.released.offset == timedelta(hours=3)


@pytest.mark.parametrize(
    "heading",
    [
        "The strike of 17 September 2024 on the bridge",
        "What happened between 17 September 2024 and 19 September 2024: a report",
        "The tank was hit on 17 September 2024. Nobody was hurt that day",
        "Bulletin of last Wednesday",
    ],
)
def test_a_heading_that_names_another_day_or_none_gives_no_release(heading: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(heading + "\n\nTwo tanks were seen near the bridge.\n", encoding="utf-8")
    (draft,) = read_log(tmp_path / "a.txt", zone=ZoneInfo("Europe/Moscow")).drafts
    assert draft.released_why != "the heading of the text"
