"""Names of months and weekdays, in English, Russian and Ukrainian, in lower case.

The forms that stand in dates: nominative, genitive, and the abbreviations in use. Source: Unicode CLDR,
calendars/gregorian/months and days ("wide" and "abbreviated", both "format" and "stand-alone") of en, ru and uk.
"""

from __future__ import annotations


def _numbered(rows: str) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows.strip().splitlines(), start=1) for word in row.split()}


MONTHS: dict[str, int] = _numbered("""
january jan январь января янв січень січня січ
february feb февраль февраля фев февр лютий лютого лют
march mar март марта мар березень березня бер
april apr апрель апреля апр квітень квітня квіт кві
may май мая травень травня трав тра
june jun июнь июня июн червень червня черв чер
july jul июль июля июл липень липня лип
august aug август августа авг серпень серпня серп сер
september sept sep сентябрь сентября сент сен вересень вересня вер
october oct октябрь октября окт жовтень жовтня жовт жов
november nov ноябрь ноября нояб ноя листопад листопада лист лис
december dec декабрь декабря дек грудень грудня груд гру
""")
"""A month's name to its number, January 1."""

WEEKDAYS: dict[str, int] = _numbered("""
monday mon понедельник пн понеділок
tuesday tue tues вторник вт вівторок
wednesday wed среда ср середа
thursday thu thur thurs четверг чт четвер
friday fri пятница пт пʼятниця п'ятниця п’ятниця
saturday sat суббота сб субота
sunday sun воскресенье вс неділя нд
""")
"""A weekday's name to its number by ISO 8601, Monday 1."""

MONTH_TITLES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_TITLES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
