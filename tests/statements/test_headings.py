"""Headings of statements as ministries and channels write them; the days are those that the words name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from analysis.statements import read_log

BODY = "\n\nOver the past 24 hours two tanks were destroyed.\n"
BODIES = ("14 armoured vehicles were", "two Leopard tanks were", "one tank was")


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


def test_headings_divide_a_paste(tmp_path: Path) -> None:
    """Bulletins one under another, each under a line that says whose it is and when; a line of that kind alone divides nothing."""
    heads = [f"Ministry of Defence, {day} September 2024, 14:00 MSK" for day in (17, 18, 19)]
    text = "\n\n".join(f"{head}\nOver the past 24 hours {what} destroyed." for head, what in zip(heads, BODIES, strict=True))
    log = read_log(text, zone=ZoneInfo("Europe/Moscow"))
    assert [draft.released.wall for draft in log.drafts if draft.released] == [f"2024-09-{day}T14:00" for day in (17, 18, 19)]
    assert all(head in draft.text and what in draft.text for head, what, draft in zip(heads, BODIES, log.drafts, strict=True))
    assert len(read_log(f"It was quiet.\n\n{heads[0]}\nOver the past 24 hours a tank was destroyed.").drafts) == 1
    copied = "\n\n".join(
        f"Channel, [{day}.09.2024 14:05]\n\n{head}\n\n{what} hit" for day, head, what in zip((17, 18, 19), heads, BODIES, strict=True)
    )
    assert [draft.source for draft in read_log(copied, zone=ZoneInfo("Europe/Moscow")).drafts] == ["Channel"] * 3
