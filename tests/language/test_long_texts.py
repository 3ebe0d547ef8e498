"""Passages as news, bulletins, courts and posts write them, with the TIMEX3 type and value of each expression.

Written for these tests and marked by hand before the tool read them, by the TimeML 1.2.1 annotation guidelines (TIMEX3: a length of
two units is one DURATION, "three days a week" a SET with the value of the week, "the 1990s" a DATE of three digits and X, a quarter with
the year of what it is compared to) and a calendar: 12 February 2025 is a Wednesday, 5 December 2024 and 28 November 2024 are Thursdays.
What stands outside braces is no time: an age in "his 30s", a first name, a paper's number.
"""

from __future__ import annotations

import re

import pytest

from analysis.language.expressions import resolve
from analysis.when import Reading

MARK = re.compile(r"\{([^{}|]*)\|(\w+) ([^{}]*)\}")

ENGLISH = """
Profit in {the fourth quarter|DATE 2024-Q4} rose 14 percent from {a year earlier|DATE 2023-Q4}. {In the past|DATE PAST_REF} such gains
were rare. In {the winter of 2008-09|DATE 2008-WI} the works ran {four days a week|SET P1W}; {half a century ago|DATE 1975} they
employed 9,000. {Each May|SET XXXX-05} the gates open, and {every night|SET XXXX-XX-XXTNI} a guard in his 30s walks round. Inspectors
come {every few months|SET PXM}; the last visit took {five hours and 20 minutes|DURATION PT5H20M}. At {11:30 a.m.|TIME 2025-02-12T11:30}
the shares stood at their highest since {Jan. 3|DATE 2025-01-03}, after gains in {the last ten trading days|DURATION P10D}. The hearing
has been moved to {Friday|DATE 2025-02-14}. Offices will stay closed until at least {Tuesday|DATE 2025-02-18}; results are due by
{Monday|DATE 2025-02-17}, but the team had left by {Sunday|DATE 2025-02-09}. Ministers Eva Novak and Jan Kavan met {a month and a half
ago|DATE 2024-12-29}. Fire broke out in {the early hours of Monday morning|TIME 2025-02-10TMO}, and it burned for {a third day|DURATION
P3D}. In {July 2022|DATE 2022-07} two men met there; on {11 July|DATE 2022-07-11} one was held. It was over in {a matter of
hours|DURATION PTXH}. Snow fell {this winter|DATE 2024-WI}.
"""

RUSSIAN = """
{В течение ближайшего часа|DURATION PT1H} затор рассосётся. {С начала осени|DATE 2024-FA} было 34 аварии, в {первом полугодии|DATE
2024-H1} — 60. Его приговорили к {10 годам и шести месяцам|DURATION P10Y6M}. В {начале 2000-х|DATE 200X} тут был завод, в {середине
восьмидесятых|DATE 198X} работало пять тысяч. В {40-х годах прошлого века|DATE 194X} жили немцы, в {XX веке|DATE 19XX} вообще многие. {С
осени прошлого года|DATE 2023-FA} их нет, {позапрошлой зимой|DATE 2022-WI} были. Врач приезжает {раз в полгода|SET P6M}, {каждое
утро|SET XXXX-XX-XXTMO} — сирена, {дважды в неделю|SET P1W} — вода. {В течение 2022 года|DATE 2022} отчётов не было, дождя — {больше
недели|DURATION P1W}. Снято, судя по всему, {4-го|DATE 2024-12-04}. К {понедельнику|DATE 2024-12-09} обещают связь. {Пять с половиной
лет назад|DATE 2019-06} всё началось. Фильм идёт {1 ч 20 мин|DURATION PT1H20M}, ждали {год и два месяца|DURATION P1Y2M}.
"""

UKRAINIAN = """
{Упродовж найближчої години|DURATION PT1H} затор розсмокчеться. {З літа 2014-го|DATE 2014-SU} він воює. У {40-х роках минулого
століття|DATE 194X} сиділа прабабуся, у {дев’яностих|DATE 199X} була траса, у {ХХІ столітті|DATE 20XX} архів не зникає. {Протягом 2022
року|DATE 2022} звітів не було. У {липні 2022-го|DATE 2022-07} він передав координати, а {11 липня о 21 годині 15 хвилин|TIME
2022-07-11T21:15} по них ударили. {Роком раніше|DATE 2021} служив. Світло вимикали {двічі на день|SET P1D}, лікар — {раз на два
тижні|SET P2W}, завод дає {по вісім на місяць|SET P1M}. {Щокварталу|SET P3M} звітують. У {другому півріччі 2023-го|DATE 2023-H2} було
менше. {Найближчими днями|DURATION PXD} буде апеляція. {Пів століття тому|DATE 1974} тут був яр. {Позаминулого четверга|DATE 2024-11-14}
його показали. {У минулому|DATE PAST_REF} він не судився. Відключення діють до {22 години|TIME 2024-11-28T22:00}. {Завтра|DATE
2024-11-29} — без.
"""


@pytest.mark.parametrize(
    ("marked", "published", "language"),
    [(ENGLISH, Reading(2025, 2, 12), "en"), (RUSSIAN, Reading(2024, 12, 5), "ru"), (UKRAINIAN, Reading(2024, 11, 28), "uk")],
    ids=["en", "ru", "uk"],
)
def test_every_expression_of_a_passage(marked: str, published: Reading, language: str) -> None:
    marked = " ".join(marked.split())
    wanted = []
    for found in MARK.finditer(marked):
        start = len(MARK.sub(r"\1", marked[: found.start()]))
        wanted.append((start, found[1], found[2], found[3]))
    text = MARK.sub(r"\1", marked)
    got = resolve(text, published, None, language)
    shown = []
    for start, words, _, _ in wanted:
        near = next((one for one in got if one.start < start + len(words) and one.end > start), None)
        shown.append((start, words, *(("", "") if near is None else (near.type, near.value))))
    assert shown == wanted
    assert len(got) == len(wanted), [one.text for one in got]
