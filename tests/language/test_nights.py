"""Nights: which day they belong to, which hours they are, and that value, span and reason say the same.

The convention of news in all three languages: "overnight", «ночью», «вночі», «в ночь на 17-е» is the night that ends on the day; "Wednesday
night", "last night" begins on it. 19 September 2024 is a Thursday; Kyiv's clocks stand at UTC+3 in September.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from analysis.language.expressions import resolve
from analysis.when import Reading

THURSDAY = Reading(2024, 9, 19)
KYIV = ZoneInfo("Europe/Kyiv")

ENDS_ON_19 = [
    ("en", "Drones struck overnight."),
    ("en", "Drones struck overnight into Thursday."),
    ("en", "It was hit overnight Wednesday into Thursday."),
    ("en", "It was hit overnight between Wednesday and Thursday."),
    ("en", "It burned in the night from Wednesday to Thursday."),
    ("en", "It burned Wednesday night into Thursday."),
    ("en", "During the night of 18 to 19 September it burned."),
    ("en", "On the night between 18 and 19 September it burned."),
    ("en", "It was hit on the night of 18/19 September."),
    ("en", "It was hit overnight (18-19 September)."),
    ("ru", "Ночью сбиты дроны."),
    ("ru", "В ночь на 19 сбиты дроны."),
    ("ru", "В ночь на 19-е сбиты дроны."),
    ("ru", "В ночь с 18 на 19 сбиты дроны."),
    ("ru", "В ночь со среды на четверг сбиты дроны."),
    ("ru", "Ночью на 19 сентября сбиты дроны."),
    ("ru", "Минувшей ночью сбиты дроны."),
    ("uk", "Вночі збито дрони."),
    ("uk", "У ніч на 19 вересня збито дрони."),
    ("uk", "Уночі проти 19 вересня збито дрони."),
    ("uk", "У ніч із середи на четвер збито дрони."),
]
BEGINS_ON_18 = [
    ("en", "It burned on Wednesday night."),
    ("en", "It burned last night."),
    ("en", "It burned on the night of September 18."),
]
EARLY_ON_19 = [
    ("en", "It burned in the early hours of Thursday."),
    ("en", "It burned in the early hours of Thursday morning."),
    ("en", "It burned in the wee hours of 19 September."),
    ("en", "It burned in the pre-dawn hours of Thursday."),
    ("en", "It burned before dawn on Thursday."),
]
TO_COME = [
    ("en", "Repairs will go on overnight."),
    ("ru", "Ночью будет до минус двух."),
    ("uk", "Вночі буде дощ."),
]


def local(day: int, hour: int) -> datetime:
    return datetime(2024, 9, day, tzinfo=KYIV).astimezone(UTC) + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("language", "text", "value", "start", "end", "says"),
    [(*row, "2024-09-19TNI", local(18, 20), local(19, 6), "night that ends on 2024-09-19") for row in ENDS_ON_19]
    + [(*row, "2024-09-18TNI", local(18, 18), local(19, 6), "night that begins on 2024-09-18") for row in BEGINS_ON_18]
    + [(*row, "2024-09-19TMO", local(19, 0), local(19, 6), "early hours, 00 to 06") for row in EARLY_ON_19]
    + [(*row, "2024-09-19TNI", local(19, 18), local(20, 6), "night that begins on 2024-09-19") for row in TO_COME],
)
def test_value_span_and_reason_of_a_night(language: str, text: str, value: str, start: datetime, end: datetime, says: str) -> None:
    (one,) = resolve(text, THURSDAY, KYIV, language)
    assert (one.type, one.value) == ("TIME", value)
    assert one.span is not None
    assert (one.span.start, one.span.end) == (start, end)
    assert says in one.why
    assert "convention" in one.why


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "It was hit at 2 a.m. last night.", "2024-09-19T02:00"),
        ("en", "It was hit at 11 p.m. last night.", "2024-09-18T23:00"),
        ("en", "On Wednesday night, at 1:30 a.m., it was hit.", "2024-09-19T01:30"),
        ("ru", "В ночь на 17 сентября, в 23:40, прогремел взрыв.", "2024-09-16T23:40"),
        ("ru", "В ночь на 17 сентября, в 02:15, прогремел взрыв.", "2024-09-17T02:15"),
        ("uk", "О 23:40 16 вересня ракета влучила у склад, а о пів на третю ночі пожежу загасили.", "2024-09-17T02:30"),
    ],
)
def test_an_hour_of_a_night_lies_on_the_side_of_midnight_where_it_belongs(language: str, text: str, value: str) -> None:
    assert value in [one.value for one in resolve(text, THURSDAY, KYIV, language)]


def test_hours_are_those_of_the_day_that_the_paragraph_tells_of() -> None:
    tale = "At 4:20 a.m. on Thursday, Sept. 5, two blasts were heard. The governor wrote at 6:05. By noon all trains were cancelled."
    read = [one.value for one in resolve(tale, THURSDAY, KYIV, "en")]
    assert read == ["2024-09-05T04:20", "2024-09-05T06:05", "2024-09-05T12:00"]
    ahead = "At 4:20 a.m. on Sept. 5 two blasts were heard. A briefing will be held at 4 p.m."
    assert [one.value for one in resolve(ahead, THURSDAY, KYIV, "en")][-1] == "2024-09-19T16:00"
    bulletin = "At 4:20 a.m. on Sept. 5 two blasts were heard. As of 9 a.m. the road was open."
    assert [one.value for one in resolve(bulletin, THURSDAY, KYIV, "en")][-1] == "2024-09-19T09:00"
    apart = "At 4:20 a.m. on Sept. 5 two blasts were heard.\n\nThe gates opened at 10:15."
    assert [one.value for one in resolve(apart, THURSDAY, KYIV, "en")][-1] == "2024-09-19T10:15"
