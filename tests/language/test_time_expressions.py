"""Time expressions in sentences: the news conventions of the brief, and TIMEX3 values by the TimeML 1.2.1 guidelines.

Dates were worked out on a calendar of 2024: 18 September 2024 is a Wednesday, 19 September a Thursday, in ISO week 38.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from analysis.language.expression import Expression
from analysis.language.expressions import resolve
from analysis.when import Reading, Span

THURSDAY = Reading(2024, 9, 19)
MOSCOW = ZoneInfo("Europe/Moscow")
DAY = timedelta(days=1)


def found(text: str, at: Reading | Span | None = THURSDAY, language: str | None = None) -> dict[str, str]:
    return {one.text: one.value for one in resolve(text, at, MOSCOW, language)}


def only(text: str, at: Reading | Span | None = THURSDAY, zone: ZoneInfo | None = MOSCOW, language: str | None = None) -> Expression:
    expressions = resolve(text, at, zone, language)
    assert len(expressions) == 1, [(one.text, one.value) for one in expressions]
    return expressions[0]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # A bare weekday is the most recent one, the publication's own day included.
        ("The ministry said Wednesday that a tank burned.", "2024-09-18"),
        ("Officials spoke on Thursday.", "2024-09-19"),
        ("The bridge was hit on Friday.", "2024-09-13"),
        ("Ministers will meet on Friday.", "2024-09-20"),
        ("The hearing is scheduled for Monday.", "2024-09-23"),
        ("They arrived last Thursday.", "2024-09-12"),
        ("The column left next Monday's route.", "2024-09-23"),
        ("Roads were closed due to snow on Friday.", "2024-09-13"),
        ("He is due to meet them on Friday.", "2024-09-20"),
        ("Friday's strike hit a depot.", "2024-09-13"),
        ("It fell on Tuesday the 17th.", "2024-09-17"),
        # So is a day or month without a year.
        ("He was jailed for fraud on March 12.", "2024-03-12"),
        ("The deadline is Dec. 1.", "2024-12-01"),
        ("By mid-August the town was empty.", "2024-08"),
        ("Sales fell from a year earlier.", "2023"),
        ("Troops crossed the border on Aug. 6.", "2024-08-06"),
        ("The clip was filmed on December 24.", "2023-12-24"),
        ("The election will be held on November 5.", "2024-11-05"),
        ("Fighting began in October.", "2023-10"),
        ("The bill was signed in May.", "2024-05"),
        # Weeks, months, years.
        ("The figures were released last week.", "2024-W37"),
        ("It happened earlier this month.", "2024-09"),
        ("The program ended two years ago.", "2022"),
        ("The factory closed two weeks ago.", "2024-W36"),
        ("Attacks rose in the third quarter of 2023.", "2023-Q3"),
        ("The offensive began in the summer of 2023.", "2023-SU"),
        ("It was built in the 1980s.", "198X"),
        ("It was destroyed in February 2022.", "2022-02"),
        ("It has stood there since 2014.", "2014"),
        # Parts of days and clock times.
        ("Sirens sounded Wednesday night.", "2024-09-18TNI"),
        ("The depot burned at 04:30 on Wednesday.", "2024-09-18T04:30"),
        ("The video was posted at 2:00 p.m. on Sept. 18, 2024.", "2024-09-18T14:00"),
        ("The statement came at 1400 GMT.", "2024-09-19T14:00"),
        ("Drones struck overnight.", "2024-09-19TNI"),
        # Lengths, repetitions, references.
        ("The siege lasted three days.", "P3D"),
        ("A 16-hour flight followed.", "PT16H"),
        ("They waited half an hour.", "PT30M"),
        ("It flew 5 1/2 hours.", "PT5H30M"),
        ("Shelling continued for decades.", "PXY"),
        ("Shells fall every day.", "P1D"),
        ("It is now quiet.", "PRESENT_REF"),
    ],
)
def test_english_sentences(text: str, value: str) -> None:
    assert value in found(text).values()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("В среду сообщило Минобороны о потерях.", "2024-09-18"),
        ("Во вторник колонна вошла в село.", "2024-09-17"),
        ("Встреча состоится в пятницу.", "2024-09-20"),
        ("В прошлый четверг уничтожен склад.", "2024-09-12"),
        ("На следующей неделе пройдут переговоры.", "2024-W39"),
        ("Бои начались 6 августа.", "2024-08-06"),
        ("Съёмка сделана 24 декабря.", "2023-12-24"),
        ("Удар нанесён 18 сентября 2024 года.", "2024-09-18"),
        ("Видео от 18.09.24 удалено.", "2024-09-18"),
        ("Это было двадцать четвёртого августа 2023 года.", "2023-08-24"),
        ("В ночь на 17 сентября сбиты беспилотники.", "2024-09-17TNI"),
        ("В ночь с 16 на 17 сентября сбиты беспилотники.", "2024-09-17TNI"),
        ("В ночь на среду прогремел взрыв.", "2024-09-18TNI"),
        ("Взрыв прогремел вчера вечером.", "2024-09-18TEV"),
        ("Ночью сбит дрон.", "2024-09-19TNI"),
        ("Взрыв прогремел в 14:00 мск.", "2024-09-19T14:00"),
        ("Взрыв прогремел в два часа ночи.", "2024-09-19T02:00"),
        ("В начале сентября бои шли у границы.", "2024-09"),
        ("Завод закрыли два года назад.", "2022"),
        ("В ночь с 17 на 18.09 сбит дрон.", "2024-09-18TNI"),
        ("В первой половине августа шли бои.", "2024-08"),
        ("Снято в мае-июне 2023 года.", "2023-05"),
        ("В 2014–2015 годах завод стоял.", "2014"),
        ("Взрыв прогремел в 10 часов вечера.", "2024-09-19T22:00"),
        ("К 1 октября мост откроют.", "2024-10-01"),
        ("Склад сгорел две недели назад.", "2024-W36"),
        ("В прошлом году было тише.", "2023"),
        ("Летом 2023 года шло наступление.", "2023-SU"),
        ("В третьем квартале 2023 года вырос экспорт.", "2023-Q3"),
        ("Бои продолжались трое суток.", "P3D"),
        ("Обстрелы идут ежедневно.", "P1D"),
        ("Недавно село было занято.", "PAST_REF"),
        ("Сейчас в селе тихо.", "PRESENT_REF"),
        ("Накануне губернатор подтвердил атаку.", "2024-09-18"),
    ],
)
def test_russian_sentences(text: str, value: str) -> None:
    assert value in found(text).values()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Про це у середу повідомив Генштаб.", "2024-09-18"),
        ("У п'ятницю ворог обстріляв село.", "2024-09-13"),
        ("Нарада відбудеться у п’ятницю.", "2024-09-20"),
        ("Минулого четверга знищено склад.", "2024-09-12"),
        ("Наступного тижня пройдуть переговори.", "2024-W39"),
        ("Бої почалися 6 серпня.", "2024-08-06"),
        ("Зйомка зроблена 24 грудня.", "2023-12-24"),
        ("Удару завдано 18 вересня 2024 року.", "2024-09-18"),
        ("Відео від 18.09.24 видалено.", "2024-09-18"),
        ("У ніч на 17 вересня збито дрони.", "2024-09-17TNI"),
        ("Уночі збито дрон.", "2024-09-19TNI"),
        ("Вибух пролунав учора ввечері.", "2024-09-18TEV"),
        ("Вибух пролунав о 14:30 за київським часом.", "2024-09-19T14:30"),
        ("Вибух пролунав о другій годині ночі.", "2024-09-19T02:00"),
        ("На початку вересня 2024-го бої тривали.", "2024-09"),
        ("Завод закрили два роки тому.", "2022"),
        ("Склад згорів два тижні тому.", "2024-W36"),
        ("Торік було тихіше.", "2023"),
        ("Торік навесні було тихіше.", "2023-SP"),
        ("Цієї середи знищено склад.", "2024-09-18"),
        ("У ніч проти 18 вересня збито дрон.", "2024-09-18TNI"),
        ("Ввечері того ж дня. Знищено склад.", "2024-09-19TEV"),
        ("Влітку 2023 року тривав наступ.", "2023-SU"),
        ("Бої тривали три доби.", "P3D"),
        ("Обстріли тривають щодня.", "P1D"),
        ("Зараз у селі тихо.", "PRESENT_REF"),
    ],
)
def test_ukrainian_sentences(text: str, value: str) -> None:
    assert value in found(text).values()


def test_the_paragraph_of_the_worked_example() -> None:
    text = (
        "In its statement on Wednesday the ministry said its troops had destroyed two Leopards over the preceding 24 hours. "
        "Thursday's statement named one tank. The footage resembles scenes from early last month."
    )
    wednesday, hours, thursday, month = resolve(text, THURSDAY, MOSCOW)
    assert (wednesday.value, wednesday.role, wednesday.trigger) == ("2024-09-18", "release", "statement")
    assert wednesday.why == "the last Wednesday before the publication"
    assert (hours.type, hours.value, hours.role) == ("DURATION", "PT24H", "coverage")
    # The 24 hours end with Wednesday's release, whose hour is not known: from Tuesday 00:00 to Wednesday 24:00 in Moscow (UTC+3).
    assert hours.span == Span(utc(2024, 9, 16, 21), utc(2024, 9, 18, 21))
    assert "2024-09-18" in hours.why
    assert thursday.value == "2024-09-19"
    assert (month.value, month.mod) == ("2024-08", "START")
    assert month.span == Span(utc(2024, 7, 31, 21), utc(2024, 8, 10, 21))
    assert "convention" in month.why


@pytest.mark.parametrize(
    ("text", "value"),
    [("over the past 24 hours", "PT24H"), ("за минувшие сутки", "P1D"), ("за минулу добу", "P1D"), ("протягом доби", "P1D")],
)
def test_a_period_before_the_release_ends_with_it_and_says_so(text: str, value: str) -> None:
    at = Reading(2024, 9, 18, 14, 0)
    one = only(f"{text}, 2", at)
    assert (one.type, one.value, one.role) == ("DURATION", value, "coverage")
    assert one.span == Span(utc(2024, 9, 17, 11), utc(2024, 9, 18, 11, 1))
    assert "release" in one.why


def test_a_report_as_of_an_hour_covers_up_to_it() -> None:
    as_of, day = resolve("По состоянию на 08:00 18 сентября 2024 года за прошедшие сутки сбито 5 БПЛА.", THURSDAY, MOSCOW)
    assert (as_of.value, as_of.role) == ("2024-09-18T08:00", "coverage")
    assert day.span == Span(utc(2024, 9, 17, 5), utc(2024, 9, 18, 5, 1))


@pytest.mark.parametrize("text", ["03/04/2024", "Posted on 03/04/2024."])
def test_a_date_that_can_be_read_two_ways_carries_both(text: str) -> None:
    one = only(text, language="en")
    assert [other.value for other in one.alternatives] == ["2024-03-04", "2024-04-03"]
    assert one.span is not None
    assert all(other.span is not None and one.span.covers(other.span) for other in one.alternatives)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("03/04/2024", "ru", "2024-04-03"),
        ("03/04/2024", "uk", "2024-04-03"),
        ("From 25/03/2024 to 03/04/2024.", "en", "2024-04-03"),
        ("From 03/25/2024 to 03/04/2024.", "en", "2024-03-04"),
        ("03.04.2024", "en", "2024-04-03"),
    ],
)
def test_text_or_language_decides_the_order_of_day_and_month(text: str, language: str, value: str) -> None:
    last = resolve(text, THURSDAY, MOSCOW, language)[-1]
    assert last.value == value
    assert last.alternatives == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was filmed on 31 June 2024.", "2024-06-31"),
        ("It was filmed on June 31.", "2024-06-31"),
        ("Снято 31 июня 2024 года.", "2024-06-31"),
        ("Знято 30 лютого 2024 року.", "2024-02-30"),
        ("Снято 29.02.2023.", "2023-02-29"),
        ("It was filmed on 18 September 20224.", "20224-09-18"),
        ("Снято 18 сентября 20224 года.", "20224-09-18"),
        ("Дата: 18.09.20224.", "20224-09-18"),
    ],
)
def test_dates_that_do_not_exist_are_shown_and_not_mended(text: str, value: str) -> None:
    one = only(text)
    assert (one.value, one.span) == (value, None)
    assert "shown as written" in one.why


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Wednesday", "XXXX-WXX-3"),
        ("yesterday", "XXXX-XX-XX"),
        ("on 18 September", "XXXX-09-18"),
        ("за минувшие сутки", "P1D"),
        ("минулого тижня", "XXXX"),
        ("in 14:00 the", "XXXX-XX-XXT14:00"),
    ],
)
def test_without_a_publication_date_relative_expressions_stay_open_and_say_so(text: str, value: str) -> None:
    one = only(f"It was seen {text}." if text.isascii() else text, None)
    assert (one.value, one.span) == (value, None)
    assert "the publication date is not given" in one.why


def test_whole_dates_need_no_publication_date() -> None:
    assert only("Filmed on 18 September 2024.", None).span == Span(utc(2024, 9, 17, 21), utc(2024, 9, 18, 21))


def test_an_unknown_zone_widens() -> None:
    one = only("Filmed on 18 September 2024.", zone=None)
    # From 00:00 at UTC+14 to 24:00 at UTC-12.
    assert one.span == Span(utc(2024, 9, 17, 10), utc(2024, 9, 19, 12))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("at 14:00 MSK on 18 September 2024", utc(2024, 9, 18, 11)),
        ("в 14:00 по московскому времени 18 сентября 2024 года", utc(2024, 9, 18, 11)),
        ("о 14:00 за київським часом 18 вересня 2024 року", utc(2024, 9, 18, 11)),
        ("at 14:00 GMT on 18 September 2024", utc(2024, 9, 18, 14)),
        ("2024-09-18T14:00Z", utc(2024, 9, 18, 14)),
        ("2024-09-18T14:00:00+03:00", utc(2024, 9, 18, 11)),
        ("at 14:00 EST on 18 September 2024", utc(2024, 9, 18, 19)),
        ("18.09.2024 14:00 UTC+5", utc(2024, 9, 18, 9)),
    ],
)
def test_a_zone_that_is_written_decides(text: str, start: datetime) -> None:
    one = resolve(text, THURSDAY, None)[0]
    assert one.span is not None
    assert one.span.start == start


def test_local_time_is_the_zone_given_and_every_zone_without_one() -> None:
    text = "The depot burned at 04:30 local time on 18 September 2024."
    assert only(text).span == Span(utc(2024, 9, 18, 1, 30), utc(2024, 9, 18, 1, 31))
    wide = only(text, zone=None)
    assert wide.span is not None
    assert wide.span.width == timedelta(hours=26, minutes=1)


def test_from_to_since_until() -> None:
    three, five = resolve("Fighting lasted from 3 to 5 May.", THURSDAY, MOSCOW)
    whole = Span(utc(2024, 5, 2, 21), utc(2024, 5, 5, 21))
    assert [three.value, five.value] == ["2024-05-03", "2024-05-05"]
    assert three.extent == five.extent == whole
    assert [one.extent for one in resolve("Бои шли с 3 по 5 мая.", THURSDAY, MOSCOW)] == [whole, whole]
    assert [one.extent for one in resolve("Бої тривали з 3 до 5 травня.", THURSDAY, MOSCOW)] == [whole, whole]
    assert [one.extent for one in resolve("It happened between 3 May and 5 May.", THURSDAY, MOSCOW)] == [whole, whole]
    since = only("Shelling has continued since Monday.")
    assert since.extent == Span(utc(2024, 9, 15, 21), utc(2024, 9, 19, 21))
    until = only("The road was closed until Tuesday.")
    assert until.extent is not None
    assert until.extent.start is None


def test_two_weeks_ago_is_as_wide_as_a_week() -> None:
    one = only("The factory burned two weeks ago.")
    assert one.span == Span(utc(2024, 9, 1, 21), utc(2024, 9, 8, 21))


def test_a_span_of_a_night_that_ends_on_the_day() -> None:
    one = only("В ночь на 17 сентября 2024 года.")
    assert one.span is not None
    assert one.span.covers(Span(utc(2024, 9, 16, 20), utc(2024, 9, 17, 2)))
    assert one.span.apart(Span(utc(2024, 9, 17, 9), utc(2024, 9, 17, 20)))


def test_a_weekday_that_disagrees_with_its_date_is_said() -> None:
    assert "it is a Thursday, not a Wednesday" in only("Wednesday, 19 September 2024").why


def test_roles() -> None:
    roles = {one.text: one.role for one in resolve("The ministry reported on Wednesday. The clip was posted on Tuesday.", THURSDAY)}
    assert roles == {"Wednesday": "release", "Tuesday": "posting"}
    assert only("Мост рухнул во вторник.").role == "other"
    assert only("Про це у середу повідомив Генштаб.").role == "release"


def test_languages_mix_in_one_text() -> None:
    text = "The channel wrote on Wednesday: «за минувшие сутки сбито 5 БПЛА».\n\nГенштаб повідомив 17 вересня: за добу знищено танк."
    values = [(one.language, one.value) for one in resolve(text, THURSDAY, MOSCOW)]
    assert values == [("en", "2024-09-18"), ("ru", "P1D"), ("uk", "2024-09-17"), ("uk", "P1D")]


def test_right_to_left_text_and_invisible_characters_keep_the_offsets() -> None:
    text = "قال \u200fWednes\u200bday\u200e ثم сре\u0301ду and п\u2019я\u0301тницю"
    expressions = resolve(text, THURSDAY, MOSCOW)
    assert [text[one.start : one.end] for one in expressions] == [one.text for one in expressions]
    assert [one.value for one in expressions] == ["2024-09-18", "2024-09-18", "2024-09-13"]


def test_a_decomposed_letter_is_the_letter() -> None:
    # И with a combining breve is Й, і with a diaeresis is ї: a file name from macOS holds them apart.
    assert only("18 сентября 2024 г.; н\u0438\u0306").value == "2024-09-18"
    assert only("ма\u0438\u0306 2024 года").value == "2024-05"


def test_a_span_as_publication_gives_its_local_day() -> None:
    at = Span(utc(2024, 9, 18, 22), utc(2024, 9, 18, 22, 1))
    assert only("It was seen yesterday.", at, MOSCOW).value == "2024-09-18"
    assert only("It was seen yesterday.", at, None).value == "2024-09-17"
    widened = Reading(2024, 9, 19).span(None)
    assert only("It was seen yesterday.", widened, None).value == "2024-09-18"


def test_a_publication_known_to_the_month_leaves_weekdays_open() -> None:
    one = only("It was seen on Wednesday.", Reading(2024, 9))
    assert (one.value, one.span) == ("XXXX-WXX-3", None)
    assert "the day of publication is not known" in one.why


@pytest.mark.parametrize(
    "text",
    [
        "You may go. We march on.",
        "The temperature was 14.5 degrees, and 2019 people came.",
        "A 44-year-old man fell. The second tank was hit.",
        "Окружающая среда страдает.",
        "Погибли 1950 человек.",
        "День добрый; 2000 солдатів; версія 1.12.3.",
        "Call 555-0199 or 192.168.0.1; room 2021.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert found(text) == {}


def test_an_unknown_language_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="not in “de”"):
        resolve("gestern", THURSDAY, None, "de")


def test_the_record_has_the_fields_of_the_contract() -> None:
    record = only("It was seen on Wednesday.").to_json()
    assert [record[key] for key in ("text", "start", "end", "value", "type")] == ["Wednesday", 15, 24, "2024-09-18", "DATE"]
    assert record["span"] == {"start": "2024-09-17T21:00:00Z", "end": "2024-09-18T21:00:00Z"}
    assert record["why"] == "the last Wednesday before the publication"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вчерашним вечером упал дрон.", {"Вчерашним вечером": "2024-09-18TEV"}),
        ("Собрание в 14 часов.", {"в 14 часов": "2024-09-19T14:00"}),
        ("Рост с 2.5 до 3.5 млн, скорость до 12.5 км.", {}),
        ("На 12 день операции взяли село.", {}),
        ("До 15.30 по московскому времени шёл бой.", {"До 15.30 по московскому времени": "2024-09-19T15:30"}),
        ("День Победы отметили тихо.", {"День Победы": "2024-05-09"}),
        ("Праздник ко Дню независимости.", {}),  # of which country?
        ("17 числа село взяли.", {"17 числа": "2024-09-17"}),
        ("У двадцятих числах серпня дощило.", {"двадцятих числах серпня": "2024-08"}),
        ("Станом на 18.09 знищено 25 танків.", {"18.09": "2024-09-18"}),
        ("Загинуло до 10 людей, до 3.5 км.", {}),
    ],
)
def test_how_russian_and_ukrainian_news_speak(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected
