"""Russian time expressions: words and rules.

How to read and extend a table is said in english.py: forms of a word stand in its class, separated by spaces, in lower case (a word
with ё is written both ways); a rule is “pattern : meaning arguments”. Prepositions are part of a pattern only where they decide the
meaning («за сутки» is a period up to the release, «через сутки» comes after it).
"""

from __future__ import annotations

from analysis.language.table import Table

CLASSES = {
    "weekday": {
        "1": "понедельник понедельника понедельнику понедельником понедельнике пн",
        "2": "вторник вторника вторнику вторником вторнике вт",
        "3": "среда среду среды среде средой ср",
        "4": "четверг четверга четвергу четвергом четверге чт",
        "5": "пятница пятницу пятницы пятнице пятницей пт",
        "6": "суббота субботу субботы субботе субботой сб",
        "7": "воскресенье воскресенья воскресенью воскресеньем воскресение воскресения вс",
    },
    "fullday": {
        "1": "понедельник понедельника понедельнику понедельником понедельнике",
        "2": "вторник вторника вторнику вторником вторнике",
        "3": "среда среду среды среде средой",
        "4": "четверг четверга четвергу четвергом четверге",
        "5": "пятница пятницу пятницы пятнице пятницей",
        "6": "суббота субботу субботы субботе субботой",
        "7": "воскресенье воскресенья воскресенью воскресеньем воскресение воскресения",
    },
    "weekdays": {
        "1": "понедельникам",
        "2": "вторникам",
        "3": "средам",
        "4": "четвергам",
        "5": "пятницам",
        "6": "субботам",
        "7": "воскресеньям",
    },
    "month": {
        "1": "январь января январе январю январем январём янв",
        "2": "февраль февраля феврале февралю февралем февралём фев февр",
        "3": "март марта марте марту мартом мар",
        "4": "апрель апреля апреле апрелю апрелем апр",
        "5": "май мая мае маю маем",
        "6": "июнь июня июне июню июнем июн",
        "7": "июль июля июле июлю июлем июл",
        "8": "август августа августе августу августом авг",
        "9": "сентябрь сентября сентябре сентябрю сентябрем сентябрём сен сент",
        "10": "октябрь октября октябре октябрю октябрем октябрём окт",
        "11": "ноябрь ноября ноябре ноябрю ноябрем ноябрём ноя нояб",
        "12": "декабрь декабря декабре декабрю декабрем декабрём дек",
    },
    "season": {"SP": "весна весны весну весне", "SU": "лето лета лету", "FA": "осень осени", "WI": "зима зимы зиму зиме"},
    "seasonal": {"SP": "весной весною", "SU": "летом", "FA": "осенью", "WI": "зимой зимою"},
    "part": {"MO": "утром утра утру утро", "AF": "днем днём", "EV": "вечером вечера вечеру вечер", "ON": "ночью ночи ночь"},
    "period": {
        "week": "неделя недели неделю неделе неделей",
        "month": "месяц месяца месяце месяцу месяцем мес",
        "quarter": "квартал квартала квартале кварталу",
        "half": "полугодие полугодия полугодии",
        "year": "год года году годом",
        "decade": "десятилетие десятилетия десятилетии",
        "century": "век века веке столетие столетия столетии",
        "weekend": "выходные выходных",
    },
    "unit": {
        "second": "секунда секунды секунду секунд сек",
        "minute": "минута минуты минуту минут мин",
        "hour": "час часа часов часам часами часах ч",
        "day": "день дня дней дню дням днями днях дн сутки суток суткам сутками сутках",
        "week": "неделя недели неделю недель неделе неделей неделям неделями неделях",
        "month": "месяц месяца месяцем месяцев месяцам месяцами месяцах мес",
        "quarter": "квартал квартала кварталов",
        "half": "полугодие полугодия полугодий",
        "year": "год года лет годом годам годами годах годы",
        "decade": "десятилетие десятилетия десятилетий десятилетиями",
        "century": "век века веков столетие столетия столетий",
    },
    "units": {
        "minute": "минуты минут минутами",
        "hour": "часы часов часами",
        "day": "дни дней днями днях",
        "week": "недели недель неделями неделях",
        "month": "месяцы месяцев месяцами месяцах",
        "year": "годы лет годами годах",
        "decade": "десятилетия десятилетий десятилетиями",
    },
    # Which one: прошлый, этот, следующий in every case.
    "prev": {
        "-1": "прошлый прошлая прошлое прошлого прошлой прошлому прошлую прошлом прошлым прошлые прошлых"
        " минувший минувшая минувшее минувшего минувшей минувшему минувшую минувшем минувшим минувшие минувших"
        " прошедший прошедшая прошедшее прошедшего прошедшей прошедшему прошедшую прошедшем прошедшим прошедшие прошедших"
        " предыдущий предыдущая предыдущее предыдущего предыдущей предыдущему предыдущую предыдущем предыдущим предыдущие предыдущих"
        " истекший истекшего истекшей истекшие истекших истёкший истёкшие истёкших",
    },
    "final": {"-1": "последний последняя последнее последнего последней последнему последнюю последнем последние последних"},
    "this": {
        "0": "этот эта это этого этой этому эту этом этим эти этих"
        " текущий текущая текущее текущего текущей текущему текущую текущем текущим нынешний нынешняя нынешнее нынешнего нынешней"
        " нынешнему нынешнюю нынешнем нынешним",
    },
    "next": {
        "1": "следующий следующая следующее следующего следующей следующему следующую следующем следующим следующие следующих след"
        " будущий будущая будущее будущего будущей будущему будущую будущем будущие грядущий грядущая грядущую грядущей"
        " ближайший ближайшая ближайшую ближайшей ближайшее ближайшего ближайшему"
        " ближайшем ближайшие ближайших предстоящий предстоящая предстоящую предстоящей",
    },
    "that": {"0": "тот та то того той тому ту том"},
    "every": {"1": "каждый каждая каждое каждого каждую каждой каждые"},
    "yr": {"1": "год года году годом г"},
    "yrs": {"1": "годы годов годах гг годами"},
    "roman": {"15": "xv", "16": "xvi", "17": "xvii", "18": "xviii", "19": "xix", "20": "xx хх", "21": "xxi"},
    "decade": {
        "1940": "сороковые сороковых",
        "1950": "пятидесятые пятидесятых",
        "1960": "шестидесятые шестидесятых",
        "1970": "семидесятые семидесятых",
        "1980": "восьмидесятые восьмидесятых",
        "1990": "девяностые девяностых",
        "2000": "нулевые нулевых двухтысячные двухтысячных",
    },
    "q": {"1": "i", "2": "ii", "3": "iii", "4": "iv"},
    "zone": {"Europe/Moscow": "мск msk", "UTC": "utc gmt"},
}

NUMBERS = {
    1: "один одна одно одного одной одну одни", 2: "два две двух двум двумя", 3: "три трех трёх трем трём", 4: "четыре четырех четырёх",
    5: "пять пяти", 6: "шесть шести", 7: "семь семи", 8: "восемь восьми", 9: "девять девяти", 10: "десять десяти",
    11: "одиннадцать одиннадцати", 12: "двенадцать двенадцати", 13: "тринадцать", 14: "четырнадцать", 15: "пятнадцать", 16: "шестнадцать",
    17: "семнадцать", 18: "восемнадцать", 19: "девятнадцать", 20: "двадцать двадцати", 30: "тридцать тридцати", 40: "сорок сорока",
    50: "пятьдесят", 60: "шестьдесят", 70: "семьдесят", 80: "восемьдесят", 90: "девяносто", 100: "сто ста", 200: "двести", 300: "триста",
    1000: "тысяча тысячи тысяч",
}  # fmt: skip

ORDINALS = {
    1: "перв-", 2: "втор-", 3: "третий третья третье третьего третьей третьему третью третьем третьим третьи",
    4: "четверт- четвёрт-", 5: "пят-", 6: "шест-", 7: "седьм-", 8: "восьм-", 9: "девят-", 10: "десят-", 11: "одиннадцат-",
    12: "двенадцат-", 13: "тринадцат-", 14: "четырнадцат-", 15: "пятнадцат-", 16: "шестнадцат-", 17: "семнадцат-",
    18: "восемнадцат-", 19: "девятнадцат-", 20: "двадцат-", 30: "тридцат-",
}  # fmt: skip

RULES = """
# Not times
окружающая|окружающей|окружающую среда|среды|среде|среду   : none
в среде                                                    : none
день рождения|памяти|города|знаний                         : none
дня|дню|днем|днём рождения|памяти                          : none
час пик                                                    : none
изо дня в день                                             : none
год от года                                                : none
<every> днем|днём                                          : none
днем|днём с огнем|огнём                                    : none
<n> года|лет от роду                                       : none
весь мир                                                   : none
лет <n>                                                    : none

# Days counted from the publication
сегодня                                                    : day 0
сегодняшний|сегодняшнего|сегодняшнее день|дня              : day 0
вчера                                                      : day -1
позавчера                                                  : day -2
позапозавчера                                              : day -3
завтра                                                     : day 1
вчерашний|вчерашняя|вчерашнее|вчерашнего|вчерашней|вчерашнему|вчерашнюю|вчерашним|вчерашнем|вчерашние|вчерашних : day -1
сегодняшняя|сегодняшнее|сегодняшнего|сегодняшней|сегодняшнему|сегодняшнюю|сегодняшним|сегодняшнем|сегодняшние|сегодняшних : day 0
сегодняшний                                                : day 0
завтрашний|завтрашняя|завтрашнее|завтрашнего|завтрашней|завтрашнюю|завтрашнем|завтрашние|завтрашних : day 1
наутро                                                     : spokenpart MO 1
в тот же вечер                                             : spokenpart EV 0
тем же вечером                                             : spokenpart EV 0
тем же утром                                               : spokenpart MO 0
той же ночью                                               : spokenpart ON 0
послезавтра                                                : day 2
послепослезавтра                                           : day 3
накануне                                                   : eve
накануне вечером                                           : evepart EV
накануне днем|днём                                         : evepart AF
накануне утром                                             : evepart MO
накануне ночью                                             : evepart ON
<prev> ночью                                               : part ON 0
сегодня утром                                              : part MO 0
сегодня днем|днём                                          : part AF 0
сегодня вечером                                            : part EV 0
сегодня ночью                                              : part ON 0
вчера утром                                                : part MO -1
вчера днем|днём                                            : part AF -1
вчера вечером                                              : part EV -1
вчера ночью                                                : part ON -1
завтра утром                                               : part MO 1
завтра днем|днём                                           : part AF 1
завтра вечером                                             : part EV 1
<this> ночью                                               : part ON 0
<this> утром                                               : part MO 0
<this> вечером                                             : part EV 0
за <prev>|<this>|<final>? ночь                             : part ON 0
с начала суток|дня                                         : day 0
с начала текущих суток                                     : day 0
<this> днем|днём                                           : part AF 0
<prev> вечером                                             : part EV -1
утром                                                      : partbare MO
утра                                                       : none
вечером                                                    : partbare EV
ночью                                                      : partbare ON
под утро                                                   : partbare MO
на рассвете                                                : partbare MO
с|со рассвета                                              : partbare MO
до|перед рассвета|рассветом                                : partbare EH
днем|днём                                                  : daytime
всю ночь                                                   : part ON 0
следующей ночью                                            : spokenpart ON 1
вчерашнего вечера                                          : part EV -1
вчерашним вечером                                          : part EV -1
вчерашнего утра                                            : part MO -1
вчерашним утром                                            : part MO -1
в тот вечер                                                : spokenpart EV 0 that
тем вечером                                                : spokenpart EV 0
в то утро                                                  : spokenpart MO 0 that
тем утром                                                  : spokenpart MO 0
в ту ночь                                                  : spokenpart ON 0 that
той ночью                                                  : spokenpart ON 0
ближе? к утру                                              : partbare MO
ближе? к вечеру                                            : partbare EV
ближе к ночи                                               : partbare EV
под вечер                                                  : partbare EV
первой|первая|первую половине|половина|половину дня        : partbare MO
второй|вторая|вторую половине|половина|половину дня        : partbare AF
ночь|ночью на <day>|<ord>                                        : nighton
ночь|ночью на <day>|<ord> <month>                                : nighton
ночь|ночью на <day>|<ord> <month> <year> <yr>?                   : nighton
ночь|ночью с|со <day>|<ord> на <day>|<ord>                          : nighton
ночь|ночью с|со <day>|<ord> на <day>|<ord> <month>                  : nighton
ночь|ночью с|со <day>|<ord> <month>? на <day>|<ord> <month>         : nighton
ночь|ночью с|со <day>|<ord> на <day>|<ord> <month> <year> <yr>?     : nighton
ночь|ночью с|со <fullday> на <fullday>                              : weekdaynight
ночь|ночью на <fullday>                                          : weekdaynight
ночь|ночью на <dm>                                               : nighton
ночь|ночью с|со <day>|<dm>|<ord> на <dm>                            : nighton
в течение ночи                                             : part ON 0
на протяжении ночи                                         : part ON 0
ночь на сегодня                                            : part ON 0
<fullday> утром                                            : weekdaypart MO
поздно вечером <fullday>                                   : weekdaypart EV
рано утром в <fullday>                                     : weekdaypart MO
<fullday> днем|днём                                        : weekdaypart AF
<fullday> вечером                                          : weekdaypart EV
<fullday> ночью                                            : weekdaypart ON
утром в? <fullday>                                         : weekdaypart MO
днем|днём в? <fullday>                                     : weekdaypart AF
вечером в? <fullday>                                       : weekdaypart EV
вечер|вечера|вечеру <fullday>                              : weekdaypart EV
утро|утра|утру <fullday>                                   : weekdaypart MO
ночью в? <fullday>                                         : weekdaypart ON

# Days counted from one spoken of before
на? следующий день                                         : spoken 1
следующего дня                                             : spoken 1
на? следующие сутки                                        : spoken 1
на следующее утро                                          : spokenpart MO 1
в тот же день                                              : spoken 0
того же дня                                                : spoken 0
в этот же? день                                            : spoken 0
в тот день                                                 : spoken 0 that
днем|днём ранее|раньше                                     : spoken -1
днем|днём позже|позднее                                    : spoken 1
за день до этого|того                                      : spoken -1
на <that> же? <period>                                     : spokenperiod 0
в <that> же <period>                                       : spokenperiod 0
<that> же <period>                                         : spokenperiod 0

# Weeks, months, quarters, years
ближайшие|грядущие|предстоящие|наступающие выходные        : weekend coming
ближайших|грядущих|предстоящих выходных                    : weekend coming
<prev> <period>                                            : period -1
<final> <period>                                           : period -1
<this> <period>                                            : period 0
<next> <period>                                            : period 1
позапрошлый|позапрошлого|позапрошлой|позапрошлом|позапрошлую <period> : period -2
начале|начала|начало|началу <prev> <period>                : period -1 START
середине|середины|середина|середину <prev> <period>        : period -1 MID
конце|конца|конец|концу <prev> <period>                    : period -1 END
начале|начала|начало|началу <this>? <period>               : period 0 START
середине|середины|середина|середину <this>? <period>       : period 0 MID
конце|конца|конец|концу <this>? <period>                   : period 0 END
начале|начала|начало|началу <next> <period>                : period 1 START
середине|середины|середина|середину <next> <period>        : period 1 MID
конце|конца|конец|концу <next> <period>                    : period 1 END
первых|первые числах|числа <month>                         : monththird START
начальных числах <month>                                   : monththird START
последних|последние числах|числа <month>                   : monththird END
двадцатых числах <month>                                   : monththird END
в? первые|первых дни|днях|дней <month>                     : monththird START
в? последние|последних дни|днях|дней <month>               : monththird END
в? первые|первых дни|днях|дней <season>                    : seasonthird START
в? последние|последних дни|днях|дней <season>              : seasonthird END
первыми днями <month>                                      : monththird START
<tens> числах|числа|чисел <month>?                         : none
<final> <unit> <this>? <period>                          : nthin -1
начале|начала|начало|началу <season>                       : seasonthird START
середине|середины|середина|середину <season>               : seasonthird MID
конце|конца|конец|концу <season>                           : seasonthird END
в|на выходные|выходных                                     : weekend
в минувшие|прошедшие|прошлые выходные                      : weekend
на минувших|прошедших|прошлых|этих выходных                : weekend
минувшими|прошедшими|прошлыми|этими выходными              : weekend
по выходным                                                : set XXXX-WXX-WE

# Weekdays
<fullday>                                                  : weekday
<weekday>                                                  : weekday short
<prev>|<final> <fullday>                                   : weekday past
<this> <fullday>                                           : weekday week 0
<next> <fullday>                                           : weekday coming
позапрошлый|позапрошлая|позапрошлой|позапрошлую|позапрошлого|позапрошлое <fullday> : weekday past 2
<fullday> после следующего|следующей                       : weekday afternext
по <weekdays>                                              : set
<every> <fullday>                                          : set

# Dates
<day>|<ord> <month>                                        : date
<day>|<ord> - <month>                                      : date
<day>|<ord> <month> ,? <year> <yr>?                        : date
<day>|<ord> <month> <badyear> <yr>?                        : date
<day>|<ord> <month> <yy> <yr>                              : date
<day>|<ord> <month> <prev> <yr>                            : dateinyear -1
<day>|<ord> <month> <this> <yr>                            : dateinyear 0
<day>|<ord> <month> сего <yr>                              : dateinyear 0
<day>|<ord> <month> с . <yr>                               : dateinyear 0
<day>|<ord> <month> сг                                     : dateinyear 0
<day>|<ord> <month> <next> <yr>                            : dateinyear 1
<day>|<ord> -|—|и|по|на|до <day>|<ord> <month>             : days
<day>|<ord> -|—|и|по|на|до <day>|<ord> <month> <year> <yr>? : days
<day> , <day> и <day> <month>                              : days
<nth>|<day>|<ord> числа                                    : monthday
числа <nth>|<day>                                          : monthday
к|до|по|с|на <nth>                                         : monthdayled
<genitive>                                                 : monthdaybare
<part> <nth>                                               : partnth
<date> <yr>?                                               : numeric
<stamp>                                                    : stamp
в|во|к|около|примерно <dm>                                 : clock
с|до|по|от|и|между|-|на <dm>                               : dotclock
<dm> .?                                                    : pair
<weekday> ,? <dm>                                          : pair date
<dm> ,? в? <clock>                                         : pairclock
<md>                                                       : pair
<ym>                                                       : yearmonth
<month> <badyear> <yr>?                                    : badmonth
<month> <year> <yr>?                                       : yearmonth
<month> <nth> <yr>?                                        : yearmonth
<month> -|—|и <month> <year> <yr>?                         : months
<day>|<ord> <month> <nth> <yr>?                            : datenth
<month>                                                    : month
<prev>|<final> <month>                                     : month past
<this> <month>                                             : month this
<next> <month>                                             : month next
<month> <prev> <yr>                                        : inyear -1
<month> <this> <yr>                                        : inyear 0
<month> сего <yr>                                          : inyear 0
<month> сг                                                 : inyear 0
<month> <next> <yr>                                        : inyear 1
<prev> <yr> ,? в <month>                                   : inyear -1
<prev> <yr> ,? <seasonal>                                  : season -1
<year> <yr>                                                : year sure
<year> <yrs>                                               : year sure
<year> -|—|и <year> <yrs>|<yr>                             : years
<year>                                                     : year
<nth> <yr>?                                                : year four
<ord> <yr>                                                 : year four
<ord> <yrs>                                                : decade
<tens> <yrs>                                               : decade
<tens>                                                     : decade led
<decade> <yrs>                                             : decade
<decade>                                                   : decade led
<roman> век|века|веке|веку|столетие|столетия|столетии      : century
<ord> век|века|веке|столетие|столетия|столетии             : century
<ord> квартал|квартала|квартале                            : quarter
<ord> квартал|квартала|квартале <year>|<nth> <yr>?         : quarter
<q> квартал|квартала|квартале                              : quarter
<q> квартал|квартала|квартале <year> <yr>?                 : quarter
<ord> полугодие|полугодия|полугодии <year>|<nth> <yr>?     : quarter half
<ord> полугодие|полугодия|полугодии                        : quarter half bare
<ord> половина|половине|половины|половину <year> <yr>      : quarter half
<seasonal>                                                 : season
<seasonal>|<season> <year> <yr>?                           : season
<seasonal>|<season> <nth> <yr>?                            : season
с|до|к|на|за <season>                                      : season
с|до|к|на|за <season> <year> <yr>?                         : season
с|до|к|на|за <season> <nth> <yr>?                          : season
с|до|к|на|за <season> <prev> <yr>                          : season -1
с|до|к|на|за <season> <this> <yr>                          : season 0
с|до|к|на|за <season> позапрошлого <yr>                    : season -2
<seasonal>|<season> позапрошлого <yr>                      : season -2
с|до|к|на|за <season> <next> <yr>                          : season +1
позапрошлый|позапрошлая|позапрошлое|позапрошлой|позапрошлым|позапрошлую|позапрошлого <seasonal>|<season> : season past2
<prev>|<final> <seasonal>|<season>                         : season past
<this> <seasonal>|<season>                                 : season this
<next> <seasonal>|<season>                                 : season next
<seasonal>|<season> <prev> <yr>                            : season -1
<seasonal>|<season> <this> <yr>                            : season 0
<seasonal>|<season> <next> <yr>                            : season +1
рождество|рождества|рождеством                             : feast 1-7
рождество|рождества <year> <yr>?                           : feast 1-7
католическое|католического рождество|рождества <year>? <yr>? : feast 12-25
пасха|пасхи|пасху|пасхой                                   : feast pascha
пасха|пасхи|пасху <year> <yr>?                             : feast pascha
троица|троицу|троицы                                       : feast pascha+49
день|дня|дню|днем|днём победы                              : feast 5-9
день|дня|дню независимости украины                         : feast 8-24
день|дня россии                                            : feast 6-12
день|дня народного единства                                : feast 11-4
день|дня защитника отечества                               : feast 2-23
на|под|после|в новый|нового|новому год|года|году           : feast 1-1
к|до новому|нового году|года                               : feast 1-1 ahead

# Ago and hence
<n> <unit> тому? назад                                     : ago
<unit> тому? назад                                         : ago
<n> с половиной <unit> назад                               : ago -1 +0.5
полвека назад                                              : ago -1 50 year
около|примерно|почти <n> <unit> назад                      : ago
полгода назад                                              : ago -1 6 month
полчаса назад                                              : ago -1 30 minute
полтора года назад                                         : ago -1 1.5 year
полтора месяца назад                                       : ago -1 45 day
пару <unit> назад                                          : ago -1 2
несколько|много <unit> тому? назад                         : ref PAST
<unit> <n> назад                                           : ago
<unit> <n> тому назад                                      : ago
пару|пара <unit> тому? назад                               : ago -1 2
на днях                                                    : ref PAST
давно                                                      : ref PAST
через <n> <unit>                                           : through
через <unit>                                               : through
через <n> с лишним <unit>                                  : through
<unit> через <n>                                           : through
<n> с лишним <unit> назад                                  : ago
через полгода                                              : through 6 month
через полчаса                                              : through 30 minute
через пару <unit>                                          : through 2
через полтора года                                         : ago 1 1.5 year
через сутки                                                : through 1 day
через двое суток                                           : through 2 day
через несколько <unit>                                     : ref FUTURE
спустя <n> <unit>                                          : later 1
<n> <unit> спустя                                          : later 1
спустя <unit>                                              : later 1
<unit> спустя                                              : later 1
<n> <unit> ранее                                           : later -1
<unit> ранее                                               : later -1
сутками ранее                                              : later -1 1 day
тогда же                                                   : spoken 0

# Lengths of time
<n> <unit>                                                 : lasting
<n> - <unit>                                               : lasting
<n> - <n> <unit>                                           : lasting2
<n> или <n> <unit>                                         : lasting2
<n> с половиной <unit>                                     : lasting +0.5
<n> с лишним|небольшим <unit>                              : lasting
<unit> и <n> <unit>                                        : lastingand
полвека                                                    : lasting 50 year
полгода|полугода                                           : lasting 6 month
полчаса|получаса                                           : lasting 0.5 hour
полтора года                                               : lasting 1.5 year
полтора часа                                               : lasting 1.5 hour
полтора месяца                                             : lasting 1.5 month
полторы недели                                             : lasting 1.5 week
полутора лет                                               : lasting 1.5 year
несколько <unit>                                           : lasting X
пару|пара <unit>                                           : lasting 2
целый|целую|целые <unit>                                   : lasting
больше|более|около|почти|меньше|менее|порядка <unit>       : lasting
многие|долгие <units>                                      : lasting X
неделями|месяцами|годами|десятилетиями                     : lasting X year
сутки|суток                                                : lasting 1 day
двое суток                                                 : lasting 2 day
трое суток                                                 : lasting 3 day
<ord> сутки|суток                                          : ordinalday
<ord> день|дня подряд                                      : ordinalday
<n> день войны|операции|вторжения|боев|боёв                : none
<n> - й? день войны|операции|вторжения|боев|боёв           : none
на <n> день                                                : none

# What ends, or begins, with the publication
за <prev>|<final>|<this>? сутки                            : within -1 1 day
за сутки|день                                              : within -1 1 day
за <prev>|<final> день                                     : within -1 1 day
<prev>|<final> сутки|суток                                 : within -1 1 day
в течение <prev>|<final>|<this>? суток                     : within -1 1 day
в течение <prev>|<final> <n>? <unit>                       : within -1
в течение дня                                              : within -1 1 day
в течение <n> <unit>                                       : lasting
в течение <next> <n>? <unit>                               : within 1
в течение <next> <units>                                   : within 1 X
в течение часа                                             : lasting 1 hour
в течение недели                                           : within -1 1 week
в течение месяца                                           : within -1 1 month
в течение года                                             : within -1 1 year
на протяжении <prev>|<final>? суток                        : within -1 1 day
на протяжении <n> <unit>                                   : lasting
за <prev>|<final>|<this>? <n> <unit>                       : within -1
за <prev>|<final> <unit>                                   : within -1
за неделю                                                  : within -1 1 week
за месяц                                                   : within -1 1 month
за год                                                     : within -1 1 year
за <prev>|<final> двое суток                               : within -1 2 day
за <prev>|<final> трое суток                               : within -1 3 day
за <prev>|<final> полгода                                  : within -1 6 month
за <prev>|<final> несколько <unit>                         : within -1 X
за <prev>|<final> пару <unit>                              : within -1 2
в <final> <n> <unit>                                       : within -1
в? <final> <units>                                         : within -1 X
<final> <n> <unit>                                         : within -1
<prev> <n> <unit>                                          : within -1
в последнее время                                          : ref PAST
в ближайшие|следующие <n> <unit>                           : within 1
в ближайшие сутки                                          : within 1 1 day
в ближайшие <units>                                        : within 1 X
ближайшие|следующие <n> <unit>                             : within 1

# Repetitions
ежедневно|ежедневный|ежедневная|ежедневное|ежедневные|ежедневных|ежедневного|ежедневной|ежедневном|ежедневную : set P1D
еженедельно|еженедельный|еженедельная|еженедельные|еженедельного|еженедельном : set P1W
ежемесячно|ежемесячный|ежемесячные                         : set P1M
ежегодно|ежегодный|ежегодная|ежегодные|ежегодного|ежегодном : set P1Y
ежечасно                                                   : set PT1H
ежесуточно                                                 : set P1D
<every> <unit>                                             : set
<every> <part>                                             : setpart
круглосуточно                                              : set P1D
еженощно                                                   : set XXXX-XX-XXTNI
<every> <n> <unit>                                         : set
раз в <unit>                                               : set
раза в <unit>                                              : set
раз в <n> <unit>                                           : set
раз в полгода                                              : set P6M
дважды|трижды в <unit>                                     : set
дважды|трижды за <unit>                                    : set
по <n> в <unit>                                            : setn 1
ежеквартально|ежеквартальный|ежеквартальные|ежеквартального|ежеквартальном : set P3M
в сутки                                                    : set P1D

# Past, present, future
сейчас|теперь|ныне                                         : now
в настоящее время                                          : now
в настоящий|данный|этот момент                             : now
на данный|текущий|настоящий момент                         : now
на сегодняшний день                                        : now
по сей день                                                : now
к настоящему времени|моменту                               : now
пока что                                                   : now
недавно                                                    : ref PAST
в недавнем прошлом                                         : ref PAST
в прошлом                                                  : ref PAST end
в будущем                                                  : ref FUTURE end
в ближайшее|скором время|времени                           : ref FUTURE
в ближайшем будущем                                        : ref FUTURE

# Times of day
<clock>                                                    : clock
<hour> часов|часа|час|ч                                    : clock
в|к|до|с|около <n> часов|часам|часа|ч                      : clock at
по? состоянию на <hour>|<n> часов|часа|час|ч               : asofclock
в|к|до|с|около <hour> часов|часа|ч                         : clock at
в|к|до|с|около <hour> часов|часа|час|ч <n> минут|минуты|мин : clock at
в|к|до|с|около? <hour>|<n> часов|часам|часа|час|часу|ч утра : clock am
в|к|до|с|около? <hour>|<n> часов|часам|часа|час|часу|ч ночи : clock night
в|к|до|с|около? <hour>|<n> часов|часам|часа|час|часу|ч дня|вечера : clock pm
<hour>|<n> утра                                            : clock am
<hour>|<n> ночи                                            : clock night
<hour>|<n> вечера                                          : clock pm
в|около час|часа ночи                                      : clock 1
в|около час|часа дня                                       : clock 13
<clock> утра                                               : clock am
<clock> ночи                                               : clock night
<clock> дня|вечера                                         : clock pm
в|к|до|около полдень|полудню|полудня                       : clock 12
в|к|до|около полночь|полуночи                              : midnight
с|после полуночи                                           : clock 0
с|после полудня                                            : clock 12
в|к|до|около|с? половине|половины|половина|половину <ord> : halfclock -30
в? без четверти|пятнадцати <n>|<hour> : halfclock -15
в|к|до|около|с? половине|половины|половина|половину <ord> утра : halfclock -30 am
в? без четверти|пятнадцати <n>|<hour> утра : halfclock -15 am
в|к|до|около|с? половине|половины|половина|половину <ord> дня|вечера : halfclock -30 pm
в? без четверти|пятнадцати <n>|<hour> дня|вечера : halfclock -15 pm
в|к|до|около|с? половине|половины|половина|половину <ord> ночи : halfclock -30 night
в? без четверти|пятнадцати <n>|<hour> ночи : halfclock -15 night
"""

JOINED = """
с|со? <WEEKDAY> по|до <WEEKDAY>                            : weekdayrange
поздно|рано <DAYPART>                                      : earlylate
ранним|поздним <DAYPART>                                   : earlylate
<WEEKDAY> ,? <DAY>                                         : weekdate
<DAY> ,? в|во? <WEEKDAY>                                   : weekdate
<DAY> ( <WEEKDAY> )                                        : weekdate
<WEEKDAY> ,? <nth>                                         : weekdaynth
<WEEKDAY> ( <DAY> )                                        : weekdate
<WEEKDAY> на? <WEEK>                                       : weekdayof
на? <WEEK> ,? в|во <WEEKDAY>                               : weekdayof
<CLOCK> <zone>                                             : zoned
<CLOCK> ( <zone> )                                         : zoned
<CLOCK> по мск                                             : zoned Europe/Moscow
<CLOCK> ( по? мск )                                        : zoned Europe/Moscow
<CLOCK> по московскому времени                             : zoned Europe/Moscow
<CLOCK> ( по московскому времени )                         : zoned Europe/Moscow
<CLOCK> по москве                                          : zoned Europe/Moscow
<CLOCK> московского времени                                : zoned Europe/Moscow
<CLOCK> по киевскому времени                               : zoned Europe/Kyiv
<CLOCK> по киеву                                           : zoned Europe/Kyiv
<CLOCK> по местному времени                                : zoned here
<CLOCK> местного времени                                   : zoned here
<CLOCK> по гринвичу                                        : zoned UTC
<CLOCK> +|- <clock>                                        : zoned offset
<CLOCK> utc|gmt +|- <hour>                                 : zoned offset
<TIME> <zone>                                              : zoned
<TIME> +|- <clock>                                         : zoned offset
<TIME> utc|gmt +|- <hour>|<clock>                          : zoned offset
<TIME> ( <zone> )                                          : zoned
<TIME> по мск                                              : zoned Europe/Moscow
<TIME> по московскому времени                              : zoned Europe/Moscow
<TIME> по киевскому времени                                : zoned Europe/Kyiv
<TIME> по местному времени                                 : zoned here
<CLOCK> ,? в|во|на? <DAY>|<WEEKDAY>                        : timed
<CLOCK> ,? в|во|на? <WEEKDAY> ,? <DAY>                     : timed
<WEEKDAY> ,? <DAY> ,? в|во|к|около? <CLOCK>                : timed
<DAYPART> ,? <DAY>                                         : partdate
<PART> ,? в|во? <WEEKDAY> ,? <DAY>                         : partof
<DAY>|<WEEKDAY> ,? в|во|к|около|на? <CLOCK>                : timed
<DAYPART> ,? в|около? <CLOCK>                              : timed
<DAY>|<WEEKDAY> ,? <PART>                                  : partof
<PART> ,? в|во? <DAY>|<WEEKDAY>                            : partof
<DAY> утра|утро                                            : partof MO
<DAY> вечера                                               : partof EV
<DAY> ночью                                                : partof ON
<DAY> около? полудня|полудню                               : partof MI
вечер|вечера|вечеру <DAY>                                  : partof EV
утро|утра|утру <DAY>                                       : partof MO
<DAY> днем|днём                                            : partof AF
днем|днём <DAY>                                            : partof AF
ночь|ночи|ночью на <DAY>|<WEEKDAY>                         : partof ON
<ord> <WEEKDAY> в? <PERIOD>                                : nth
<ord> <unit> в? <PERIOD>                                   : nth
<final> <fullday> в? <PERIOD>                              : nth -1
<final> <unit> в? <PERIOD>                                 : nth -1
<LAST> в? <PERIOD>                                         : nthlast
<ord>|<day> числа? <MONTH>                                 : dayof
<day> числа <MONTH>                                        : dayof
начале|начала|начало|началу <PERIOD>                       : third START
середине|середины|середина|середину <PERIOD>               : third MID
конце|конца|конец|концу <PERIOD>                           : third END
<ord> половина|половине|половины|половину <PERIOD>         : halfof
за <DURATION> до <DAY>|<WEEKDAY>                           : from -1
через <DURATION> после <DAY>|<WEEKDAY>                     : from 1
<DURATION> после <DAY>|<WEEKDAY>                           : from 1
<DURATION> до <DAY>|<WEEKDAY>                              : from -1
накануне <DAY>|<WEEKDAY>                                   : nextto -1
<DURATION> и? <DURATION>                                   : lastingboth
<DECADE> <CENTURY>                                         : decadeof
"""

RUSSIAN = Table(
    language="ru",
    classes=CLASSES,
    numbers=NUMBERS,
    ordinals=ORDINALS,
    suffixes="е го ое ого его му ому м ом й ый ая я ю ую х ых ем",
    rules=RULES,
    joined=JOINED,
    abbreviations=("янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек пн вт ср чт пт сб вс г гг ч мин сек мес дн след"),
    future=(
        "будет будут буду состоится состоятся пройдет пройдёт пройдут планируется планируют планирует запланирован запланирована"
        " запланировано запланированы намечен намечена намечено намечены назначен назначена назначено назначены ожидается ожидают"
        " ожидаются начнется начнётся начнутся вступит завершится предстоит собирается собираются намерен намерена намерены"
        " прибудет прибудут проведет проведёт проведут встретится встретятся откроется откроются объявит объявят рассмотрит"
        " рассмотрят завтра посетит поедет выступит примет сможет смогут закроют закроет перекроют перекроет отключат отключит вывезут"
        " эвакуируют поставят передадут передаст получит получат вернется вернётся вернутся выйдет выйдут огласит вынесет продолжит"
        " продолжатся продолжится продлится продлятся вступят появится заработает стартует стартуют истекает истечёт истечет обещает"
        " обещают не_раньше не_ранее не_позднее не_позже"
        " приступят возобновится возобновят введут введёт введет соберутся соберется соберётся обсудят обсудит подпишут подпишет"
    ),
    leading="",
    perhaps=("должен должна должно должны может могут чтобы возможно хочет хотят обещал предстоящий предстоящей"),
    past="сказал стал ранее сообщается сообщает сообщают заявляет заявляют говорится опроверг погиб погибли",
    past_endings=("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись"),
    not_verbs=(
        "школа школы сила дела тела числа стола отдела недели если села тыла начала масла угла журнала канала материала генерала"
        " земли цели модели около мало или сели были-то доли роли соли угли боли тысячелетия небольшой силы своли апрели"
        " автомобили мобили бпла силы сил пола"
    ),
    deadline="до к",
    until="до",
    deferring=(
        "продлён продлен продлена продлено продлены продлил продлила продлили перенесён перенесен перенесена перенесено перенесены"
        " отложен отложена отложено отложены действует действуют продлится продлятся дано дали имеет остаётся остается"
    ),
    saying=(
        "сообщи- заяви- рассказа- отмети- подчеркну- уточни- переда- сказа- объяви- доложи- подтверди- добави- указа- утвержда-"
        " информирова- проинформирова- опровергну- прокомментирова- предупреди- отчита- сообщает сообщают сообщается заявляет"
        " заявляют отмечает отмечают говорится пишет пишут передает передаёт передают утверждает утверждают уточняет уточняется"
        " подтверждает докладывает опроверг отчитался отчиталась отчиталось отчитались сводке сводка брифинге заявлении"
    ),
    posting=(
        "опубликова- выложи- размести- распространи- опубликован опубликована опубликовано опубликованы появился появилась"
        " появилось появились размещено размещена выложено"
    ),
    doubtful="янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек",
    month_leads="в с со до по к на",
    date_leads="с со по до на от к за ( , —",
    year_leads="в с со до по к на от после за год между и",
    year_never="около почти более менее свыше № номер",
    year_followers="и в с по до на а но или года году год",
    counted="",
    titles="г гг им ул д стр обл ген полк тыс млн млрд руб др т",
    last="последний последняя последнее последнего последней последнюю последнем",
    verb_endings="л ла ло ли",
    ordinal_endings="ый ой ая ое ого ому ом ым ую ые ых",
    eve_endings=("ов", "ев", "ия", "ства", "ых", "их", "ого", "ой"),
    referring="об_этом соответствующее_заявление",
    alone="в во на к с со до по за от около примерно не",
)
