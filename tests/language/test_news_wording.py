"""Sentences as newspapers and ministries write them, in three languages, with the TIMEX3 values of the TimeML 1.2.1 guidelines.

Written for these tests and worked out by hand on a calendar: 19 September 2024 is a Thursday in ISO week 38, 22 March 2013 a Friday.
Orthodox Easter fell on 5 May 2024.
"""

from __future__ import annotations

import pytest

from analysis.language.expressions import resolve
from analysis.when import Reading

AUTUMN, SPRING = Reading(2024, 9, 19), Reading(2013, 3, 22)

ENGLISH = [
    # Counted from a month or year that was spoken of before.
    ("In 1998 he joined the firm. The following year he was promoted.", SPRING, "1998 1999"),
    ("He was born in 1950 and moved to Paris three years later.", SPRING, "1950 1953"),
    ("He fled in June 1998 and returned later that year.", SPRING, "1998-06 1998"),
    ("On Sept. 11, 2001, hijackers struck. That day, thousands died.", SPRING, "2001-09-11 2001-09-11"),
    # A deadline that was put off, or that somebody still has, is to come; the presence of a programme likewise.
    ("They have until Friday to respond.", Reading(2013, 3, 19), "2013-03-22"),
    ("The deadline was extended until midnight Thursday.", Reading(2013, 3, 19), "2013-03-21T24:00"),
    ("The festival runs through Sunday.", Reading(2013, 3, 19), "2013-03-24"),
    ("He goes on trial Monday.", Reading(2013, 3, 19), "2013-03-25"),
    ("Trading resumes on Monday.", SPRING, "2013-03-25"),
    ("Up until Thursday, however, they had denied it.", SPRING, "2013-03-21"),
    # Years and halves of years.
    ("The 1990-91 Gulf War changed the map.", SPRING, "1990 1991"),
    ("He won in '92 and '96.", SPRING, "1992 1996"),
    ("Since 1990 more than 500 people have been killed.", SPRING, "1990"),
    ("It will open in the first half of next year.", SPRING, "2014-H1"),
    ("A decades-long feud ended.", SPRING, "PXY"),
    ("Two years ago this month, Ukraine retook Izium.", AUTUMN, "2022-09"),
    # Hours and nights.
    ("The strike took place between 2 and 4 a.m. on Wednesday.", AUTUMN, "2024-09-18T02:00 2024-09-18T04:00"),
    ("Half past four in the morning a blast was heard.", AUTUMN, "2024-09-19T04:30"),
    ("At around 1530 hours local time the vehicle was hit.", AUTUMN, "2024-09-19T15:30"),
    ("On the night of 17-18 September the air defence shot down 54 drones.", AUTUMN, "2024-09-18TNI"),
    ("Drones struck overnight on September 17 to 18.", AUTUMN, "2024-09-18TNI"),
    ("On the afternoon of the 17th, artillery fire resumed.", AUTUMN, "2024-09-17TAF"),
    ("Since dawn, 14 airstrikes have hit.", AUTUMN, "2024-09-19TMO"),
    # What is no time.
    ("The bridge was hit twice in as many days. Jan Kavan signed. The film was called High Noon.", AUTUMN, ""),
    ("The March vote was close.", AUTUMN, "2024-03"),
    ("It burned in May 20224.", AUTUMN, "20224-05"),
]

RUSSIAN = [
    ("В половине пятого утра прогремел взрыв.", AUTUMN, "2024-09-19T04:30"),
    ("С полуночи сбито 12 беспилотников.", AUTUMN, "2024-09-19T00:00"),
    ("Во второй половине дня начался обстрел.", AUTUMN, "2024-09-19TAF"),
    ("Ближе к вечеру небо затянуло дымом.", AUTUMN, "2024-09-19TEV"),
    ("С пятницы по воскресенье закроют мост.", AUTUMN, "2024-09-20 2024-09-22"),
    ("В ближайшие выходные ожидаются дожди.", AUTUMN, "2024-W38-WE"),
    ("В Новый год обстреляли центр.", AUTUMN, "2024-01-01"),
    ("Через 20 минут прилетела вторая ракета.", AUTUMN, "PT20M"),
    ("Две тысячи двадцать второй год изменил всё.", AUTUMN, "2022"),
    ("17 сентября с.г. состоялась встреча, о ней сообщили 18.09.24 в 21:47.", AUTUMN, "2024-09-17 2024-09-18T21:47"),
    ("Кадры, снятые в ноябре 2023-го, выдают за новые.", AUTUMN, "2023-11"),
    ("В ночь с 18 на 19 сентября по Одессе нанесён удар.", AUTUMN, "2024-09-19TNI"),
    ("Вплоть до середины прошлой недели тут стояли танки.", AUTUMN, "2024-W37"),
    ("На Пасху обстрелов не было.", AUTUMN, "2024-05-05"),
]

UKRAINIAN = [
    ("О пів на шосту ранку пролунав вибух.", AUTUMN, "2024-09-19T05:30"),
    ("З опівночі збито 12 безпілотників.", AUTUMN, "2024-09-19T00:00"),
    ("У другій половині дня почався обстріл.", AUTUMN, "2024-09-19TAF"),
    ("Надвечір небо затягнуло димом.", AUTUMN, "2024-09-19TEV"),
    ("З п'ятниці до неділі закриють міст.", AUTUMN, "2024-09-20 2024-09-22"),
    ("Позаторік тут був ринок.", AUTUMN, "2022"),
    ("За годину пожежу загасили.", AUTUMN, "PT1H"),
    ("На вихідних очікуються дощі.", AUTUMN, "2024-W38-WE"),
    ("Загальні втрати з 24.02.22 по 19.09.24 орієнтовно склали 638 тисяч.", AUTUMN, "2022-02-24 2024-09-19"),
    ("В ніч із 17 на 18 вересня летіли «Шахеди».", AUTUMN, "2024-09-18TNI"),
    ("Станом на 22:00 18 вересня зафіксовано 125 зіткнень.", AUTUMN, "2024-09-18T22:00"),
    ("На Великдень обстрілів не було.", AUTUMN, "2024-05-05"),
]


@pytest.mark.parametrize(("language", "rows"), [("en", ENGLISH), ("ru", RUSSIAN), ("uk", UKRAINIAN)])
def test_news_of_three_languages(language: str, rows: list[tuple[str, Reading, str]]) -> None:
    read = {text: " ".join(one.value for one in resolve(text, at, None, language)) for text, at, _ in rows}
    assert read == {text: values for text, _, values in rows}


def test_what_follows_a_year_is_as_wide_as_one() -> None:
    (_, after) = resolve("In 1998 he joined. Two years later he left.", SPRING, None, "en")
    assert after.value == "2000"
    assert after.span is not None
    assert after.span.start is not None
    assert after.span.end is not None
    assert (after.span.start.year, after.span.end.year) == (1999, 2001)  # two years after any day of 1998, in any zone, and no less
    assert "1998" in after.why


def test_a_festival_that_was_moved_carries_both_days() -> None:
    """Law 3258-IX of Ukraine (14 July 2023) moved Christmas from 7 January to 25 December."""
    (moved,) = resolve("На Різдво обстріляли місто.", Reading(2025, 1, 15), None, "uk")
    assert [other.value for other in moved.alternatives] == ["2024-12-25", "2025-01-07"]
    assert moved.span is not None
    assert all(other.span is not None and moved.span.covers(other.span) for other in moved.alternatives)
    (before,) = resolve("На Різдво обстріляли місто.", Reading(2022, 1, 15), None, "uk")
    assert (before.value, before.alternatives) == ("2022-01-07", ())


def test_a_holiday_that_countries_keep_on_other_days_says_whose_it_is() -> None:
    (one,) = resolve("Crowds gathered on Independence Day.", AUTUMN, None, "en")
    assert one.value == "2024-07-04"
    assert "United States" in one.why
