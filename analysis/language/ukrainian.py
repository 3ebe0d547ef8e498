"""Українські вирази часу: слова і правила. Ukrainian time expressions: words and rules.

Як доповнити: додайте форму слова до її класу (форми через пробіл, малими літерами, апостроф ') або рядок до `RULES` чи `JOINED`:

    зразок : значення аргументи

У зразку `a|b` означає одне з двох, `x?` може бути відсутнє, `<unit>` — будь-яке слово класу, `<n>` — число цифрами чи словом,
`<ord>` — порядковий числівник (третій, 3-й). Перемагає найдовший рядок, потім перший. Значення (`day -1`,
`period -1` ...) перелічені в meanings.py. Після зміни запустіть tests/language.

How to read and extend a table is said in English in english.py.
"""

from __future__ import annotations

from analysis.language.table import Table

CLASSES = {
    "weekday": {
        "1": "понеділок понеділка понеділку понеділком пн",
        "2": "вівторок вівторка вівторку вівторком вт",
        "3": "середа середу середи середі середою ср",
        "4": "четвер четверга четвергу четвергом чт",
        "5": "п'ятниця п'ятницю п'ятниці п'ятницею пт",
        "6": "субота суботу суботи суботі суботою сб",
        "7": "неділя неділю неділі неділею нд",
    },
    "fullday": {
        "1": "понеділок понеділка понеділку понеділком",
        "2": "вівторок вівторка вівторку вівторком",
        "3": "середа середу середи середі середою",
        "4": "четвер четверга четвергу четвергом",
        "5": "п'ятниця п'ятницю п'ятниці п'ятницею",
        "6": "субота суботу суботи суботі суботою",
        "7": "неділя неділю неділі неділею",
    },
    "weekdays": {
        "1": "понеділках понеділкам",
        "2": "вівторках вівторкам",
        "3": "середах середам",
        "4": "четвергах четвергам",
        "5": "п'ятницях п'ятницям",
        "6": "суботах суботам",
        "7": "неділях неділям",
    },
    "month": {
        "1": "січень січня січні січню січнем січ",
        "2": "лютий лютого лютому лютим лют",
        "3": "березень березня березні березню березнем бер",
        "4": "квітень квітня квітні квітню квітнем квіт кві",
        "5": "травень травня травні травню травнем трав тра",
        "6": "червень червня червні червню червнем черв чер",
        "7": "липень липня липні липню липнем лип",
        "8": "серпень серпня серпні серпню серпнем серп сер",
        "9": "вересень вересня вересні вересню вереснем вер верес",
        "10": "жовтень жовтня жовтні жовтню жовтнем жовт жов",
        "11": "листопад листопада листопаді листопаду листопадом лист лис",
        "12": "грудень грудня грудні грудню груднем груд гру",
    },
    "season": {"SP": "весна весни весну весні", "SU": "літо літа літу", "FA": "осінь осені", "WI": "зима зими зиму зимі"},
    "seasonal": {"SP": "навесні весною", "SU": "влітку улітку літом", "FA": "восени осінню", "WI": "взимку узимку зимою"},
    "part": {
        "MO": "вранці уранці зранку ранку ранок ранком",
        "AF": "вдень удень дня",
        "EV": "ввечері увечері вечора вечір вечором",
        "ON": "вночі уночі ночі ніч",
    },
    "period": {
        "week": "тиждень тижня тижні тижню тижнем",
        "month": "місяць місяця місяці місяцю місяцем міс",
        "quarter": "квартал кварталу кварталі",
        "half": "півріччя півріччі",
        "year": "рік року році роком",
        "decade": "десятиліття десятилітті",
        "century": "століття столітті вік",
        "weekend": "вихідні вихідних",
    },
    "unit": {
        "second": "секунда секунди секунду секунд сек",
        "minute": "хвилина хвилини хвилину хвилин хв",
        "hour": "година години годину годин годинам годинами годиною год",
        "day": "день дня дні днів дням днями днях доба доби добу діб добі добою",
        "week": "тиждень тижня тижні тижнів тижням тижнями тижнях тижнем",
        "month": "місяць місяця місяці місяців місяцям місяцями місяцях місяцем міс",
        "quarter": "квартал квартали кварталів кварталу",
        "half": "півріччя",
        "year": "рік року роки років рокам роками роках роком",
        "decade": "десятиліття десятиліть десятиліттями",
        "century": "століття століть",
    },
    "units": {
        "minute": "хвилини хвилин",
        "hour": "години годин",
        "day": "дні днів днями днях",
        "week": "тижні тижнів тижнями тижнях",
        "month": "місяці місяців місяцями місяцях",
        "year": "роки років роками роках",
        "decade": "десятиліття десятиліть десятиліттями",
    },
    # Котрий: минулий, цей, наступний у всіх відмінках.
    "prev": {
        "-1": "минулий минула минуле минулого минулої минулому минулу минулій минулим минулі минулих"
        " попередній попередня попереднє попереднього попередньої попередньому попередню попередній попередні попередніх"
        " торішній торішнього торішньому торішня торішньої",
    },
    "final": {"-1": "останній остання останнє останнього останньої останньому останню останнім останні останніх"},
    "this": {
        "0": "цей ця це цього цієї цьому цю цій ці цих поточний поточна поточне поточного поточної поточному поточну поточній"
        " нинішній нинішня нинішнього нинішньої нинішньому",
    },
    "next": {
        "1": "наступний наступна наступне наступного наступної наступному наступну наступній наступні наступних"
        " майбутній майбутня майбутнього майбутньої майбутньому найближчий найближча найближчу найближчої найближчому"
        " найближчій найближчого найближчі найближчих",
    },
    "that": {"0": "той та те того тієї тої тому ту тій"},
    "every": {"1": "кожен кожний кожна кожне кожного кожної кожну кожні щодня"},
    "yr": {"1": "рік року році роком р"},
    "yrs": {"1": "роки років роках рр роками"},
    "roman": {"15": "xv", "16": "xvi", "17": "xvii", "18": "xviii", "19": "xix хіх", "20": "xx хх", "21": "xxi ххі"},
    "decade": {
        "1940": "сорокові сорокових",
        "1950": "п'ятдесяті п'ятдесятих",
        "1960": "шістдесяті шістдесятих",
        "1970": "сімдесяті сімдесятих",
        "1980": "вісімдесяті вісімдесятих",
        "1990": "дев'яності дев'яностих",
        "2000": "нульові нульових двохтисячні двохтисячних двотисячні двотисячних",
    },
    "q": {"1": "i і", "2": "ii іі", "3": "iii ііі", "4": "iv"},
    "zone": {"Europe/Moscow": "мск msk", "UTC": "utc gmt", "Europe/Kyiv": "eet eest"},
}

NUMBERS = {
    1: "один одна одне одного однієї одну одні", 2: "два дві двох двом двома", 3: "три трьох трьом", 4: "чотири чотирьох",
    5: "п'ять п'яти п'ятьох", 6: "шість шести шістьох", 7: "сім семи", 8: "вісім восьми", 9: "дев'ять дев'яти", 10: "десять десяти",
    11: "одинадцять", 12: "дванадцять", 13: "тринадцять", 14: "чотирнадцять", 15: "п'ятнадцять", 16: "шістнадцять", 17: "сімнадцять",
    18: "вісімнадцять", 19: "дев'ятнадцять", 20: "двадцять двадцяти", 30: "тридцять тридцяти", 40: "сорок", 50: "п'ятдесят",
    60: "шістдесят", 70: "сімдесят", 80: "вісімдесят", 90: "дев'яносто", 100: "сто ста", 200: "двісті", 300: "триста",
    1000: "тисяча тисячі тисяч",
}  # fmt: skip

ORDINALS = {
    1: "перш-", 2: "друг-", 3: "третій третя третє третього третьої третьому третім третю треті третіх", 4: "четверт-",
    5: "п'ят-", 6: "шост-", 7: "сьом-", 8: "восьм-", 9: "дев'ят-", 10: "десят-", 11: "одинадцят-", 12: "дванадцят-",
    13: "тринадцят-", 14: "чотирнадцят-", 15: "п'ятнадцят-", 16: "шістнадцят-", 17: "сімнадцят-", 18: "вісімнадцят-",
    19: "дев'ятнадцят-", 20: "двадцят-", 30: "тридцят-",
}  # fmt: skip

RULES = """
# Не час
день народження|пам'яті|міста                              : none
дня|днем народження|пам'яті                                : none
<n> року|років від роду                                    : none
року|років <n>                                             : none
день у день                                                : none

# Дні від публікації
сьогодні                                                   : day 0
сьогоднішній|сьогоднішнього день|дня                       : day 0
вчора|учора                                                : day -1
позавчора                                                  : day -2
завтра                                                     : day 1
вчорашній|вчорашня|вчорашнє|вчорашнього|вчорашньої|вчорашньому|вчорашню|вчорашні|вчорашніх|учорашній|учорашнього|учорашньої : day -1
сьогоднішній|сьогоднішня|сьогоднішнє|сьогоднішнього|сьогоднішньої|сьогоднішньому|сьогоднішню|сьогоднішні|сьогоднішніх : day 0
завтрашній|завтрашня|завтрашнє|завтрашнього|завтрашньої|завтрашню|завтрашні|завтрашніх : day 1
того ж вечора                                              : spokenpart EV 0
того ж ранку                                               : spokenpart MO 0
тієї ж ночі                                                : spokenpart ON 0
післязавтра                                                : day 2
напередодні                                                : eve
напередодні ввечері|увечері                                : evepart EV
напередодні вдень|удень                                    : evepart AF
напередодні вранці|уранці|зранку                           : evepart MO
напередодні вночі|уночі                                    : evepart ON
сьогодні вранці|уранці|зранку                              : part MO 0
сьогодні вдень|удень                                       : part AF 0
сьогодні ввечері|увечері                                   : part EV 0
сьогодні вночі|уночі                                       : part ON 0
вчора|учора вранці|уранці|зранку                           : part MO -1
вчора|учора вдень|удень                                    : part AF -1
вчора|учора ввечері|увечері                                : part EV -1
вчора|учора вночі|уночі                                    : part ON -1
завтра вранці|уранці|зранку                                : part MO 1
завтра ввечері|увечері                                     : part EV 1
<this>|<prev> ночі                                         : part ON 0
за <prev>|<this>|<final>? ніч                              : part ON 0
протягом|упродовж|впродовж <prev>|<this>? ночі             : part ON 0
<this> ранку                                               : part MO 0
<this> вечора                                              : part EV 0
<prev> вечора                                              : part EV -1
з|від початку доби|дня                                     : day 0
з|від початку поточної доби                                : day 0
вранці|уранці|зранку                                       : partbare MO
ввечері|увечері                                            : partbare EV
вночі|уночі                                                : partbare ON
під ранок                                                  : partbare MO
на світанку                                                : partbare MO
від|з|із світанку                                          : partbare MO
до|перед світанку|світанком                                : partbare EH
вдень|удень                                                : partbare DT
усю|всю ніч                                                : part ON 0
наступної ночі                                             : spokenpart ON 1
вчорашнього|учорашнього вечора                             : part EV -1
вчорашнього|учорашнього ранку                              : part MO -1
того вечора                                                : spokenpart EV 0 that
того ранку                                                 : spokenpart MO 0 that
тієї ночі                                                  : spokenpart ON 0 that
у|в той вечір                                              : spokenpart EV 0 that
ближче? до ранку                                           : partbare MO
ближче? до вечора                                          : partbare EV
надвечір                                                   : partbare EV
під вечір                                                  : partbare EV
першій|перша|першу половині|половина|половину дня          : partbare MO
другій|друга|другу половині|половина|половину дня          : partbare AF
ніч|вночі|уночі на <day>|<ord>                                         : nighton
ніч|вночі|уночі на <day>|<ord> <month>                                 : nighton
ніч|вночі|уночі на <day>|<ord> <month> <year> <yr>?                    : nighton
ніч|вночі|уночі з|із|зі <day>|<ord> на <day>|<ord>                     : nighton
ніч|вночі|уночі з|із|зі <day>|<ord> <month>? на <day>|<ord> <month>    : nighton
ніч|вночі|уночі з|із|зі <day>|<ord> <month>? на <day>|<ord> <month> <year> <yr>? : nighton
ніч|вночі|уночі з|із|зі <fullday> на <fullday>                         : weekdaynight
ніч|вночі|уночі на <fullday>                                           : weekdaynight
ніч|вночі|уночі на|проти <dm>                                          : nighton
ніч|вночі|уночі з|із|зі <day>|<dm>|<ord> на <dm>                       : nighton
ніч|вночі|уночі проти <fullday>                                        : weekdaynight
ніч|вночі|уночі проти <day>|<ord> <month>?                             : nighton
ніч на сьогодні                                            : part ON 0
<fullday> вранці|уранці|зранку                             : weekdaypart MO
<fullday> вдень|удень                                      : weekdaypart AF
<fullday> ввечері|увечері                                  : weekdaypart EV
<fullday> вночі|уночі                                      : weekdaypart ON
вранці|уранці|зранку у|в? <fullday>                        : weekdaypart MO
вдень|удень у|в? <fullday>                                 : weekdaypart AF
ввечері|увечері у|в? <fullday>                             : weekdaypart EV
вночі|уночі у|в? <fullday>                                 : weekdaypart ON
ранок|ранку <fullday>                                      : weekdaypart MO
вечір|вечора <fullday>                                     : weekdaypart EV

# Дні від названого раніше
наступного дня                                             : spoken 1
наступної доби                                             : spoken 1
на наступний день                                          : spoken 1
наступного ранку                                           : spokenpart MO 1
того ж|самого дня                                          : spoken 0
в|у той же|самий день                                      : spoken 0
цього ж дня                                                : spoken 0
того дня                                                   : spoken 0 that
в|у той день                                               : spoken 0 that
днем раніше                                                : spoken -1
на <that> же|ж? <period>                                   : spokenperiod 0
<that> ж|же|самого <period>                                : spokenperiod 0

# Тижні, місяці, квартали, роки
найближчі|найближчих|наступні|прийдешні вихідні|вихідних   : weekend coming
<prev>|<final> <period>                                    : period -1
торік                                                      : period -1 - year
позаторік                                                  : period -2 - year
<this> <period>                                            : period 0
цьогоріч                                                   : period 0 - year
<next> <period>                                            : period 1
позаминулого|позаминулий|позаминулому <period>             : period -2
початку|початок|початком <prev> <period>                   : period -1 START
середині|середина|середину|середини <prev> <period>        : period -1 MID
наприкінці <prev> <period>                                 : period -1 END
кінці|кінець|кінця <prev> <period>                         : period -1 END
початку|початок|початком <this>? <period>                  : period 0 START
середині|середина|середину|середини <this>? <period>       : period 0 MID
наприкінці <this>? <period>                                : period 0 END
кінці|кінець|кінця <this>? <period>                        : period 0 END
початку|початок|початком <next> <period>                   : period 1 START
наприкінці <next> <period>                                 : period 1 END
кінці|кінець|кінця <next> <period>                         : period 1 END
перших|перші числах|числа <month>                          : monththird START
останніх|останні числах|числа <month>                      : monththird END
двадцятих числах <month>                                   : monththird END
у|в? перші|перших дні|днях|днів <month>                    : monththird START
у|в? останні|останніх дні|днях|днів <month>                : monththird END
у|в? перші|перших дні|днях|днів <season>                   : seasonthird START
у|в? останні|останніх дні|днях|днів <season>               : seasonthird END
<tens> числах|числа|чисел <month>?                         : none
<final> <unit> <this>? <period>                           : nthin -1
початку|початок|початком <season>                          : seasonthird START
середині|середина|середину|середини <season>               : seasonthird MID
наприкінці|кінці|кінець|кінця <season>                     : seasonthird END
у|в|на вихідні|вихідних                                    : weekend
у|в|на? минулі|минулих|цих вихідні|вихідних                : weekend
минулими|цими вихідними                                    : weekend
щовихідних                                                 : set XXXX-WXX-WE

# Дні тижня
<fullday>                                                  : weekday
<weekday>                                                  : weekday short
<prev>|<final> <fullday>                                   : weekday past
<this> <fullday>                                           : weekday week 0
<next> <fullday>                                           : weekday coming
позаминулий|позаминулого|позаминулої|позаминулу|позаминула <fullday> : weekday past 2
<fullday> після наступного|наступної                       : weekday afternext
по <weekdays>                                              : set
щопонеділка                                                : set XXXX-WXX-1
щовівторка                                                 : set XXXX-WXX-2
щосереди                                                   : set XXXX-WXX-3
щочетверга                                                 : set XXXX-WXX-4
щоп'ятниці                                                 : set XXXX-WXX-5
щосуботи                                                   : set XXXX-WXX-6
щонеділі                                                   : set XXXX-WXX-7
<every> <fullday>                                          : set

# Дати
<day>|<ord> <month>                                        : date
<day>|<ord> <month> ,? <year> <yr>?                        : date
<day>|<ord> <month> <badyear> <yr>?                        : date
<day>|<ord> <month> <yy> <yr>                              : date
<day>|<ord> <month> <prev> <yr>                            : dateinyear -1
<day>|<ord> <month> <this> <yr>                            : dateinyear 0
<day>|<ord> <month> цр                                     : dateinyear 0
<day>|<ord> <month> ц . <yr>                               : dateinyear 0
<day>|<ord> <month> <next> <yr>                            : dateinyear 1
<day>|<ord> -|—|і|й|та|по|на|до <day>|<ord> <month>        : days
<day>|<ord> -|—|і|й|та|по|на|до <day>|<ord> <month> <year> <yr>? : days
<day> , <day> і|й|та <day> <month>                         : days
<nth>|<day>|<ord> числа                                    : monthday
числа <nth>|<day>                                          : monthday
до|по|з|із|на|від <nth>                                    : monthdayled
<genitive>                                                 : monthdaybare
<part> <nth>                                               : partnth
<date> <yr>?                                               : numeric
<stamp>                                                    : stamp
о|об|к|близько|приблизно|орієнтовно <dm>                   : clock
в|у|з|із|до|по|від|і|й|та|між|-|на|станом <dm>             : dotclock
<dm> .?                                                    : pair
<weekday> ,? <dm>                                          : pair date
<dm> ,? о|об? <clock>                                      : pairclock
<md>                                                       : pair
<ym>                                                       : yearmonth
<month> <badyear> <yr>?                                    : badmonth
<month> <year> <yr>?                                       : yearmonth
<month> <nth> <yr>?                                        : yearmonth
<month> -|—|і|й|та <month> <year> <yr>?                    : months
<day>|<ord> <month> <nth> <yr>?                            : datenth
<month>                                                    : month
<prev>|<final> <month>                                     : month past
<this> <month>                                             : month this
<next> <month>                                             : month next
<month> <prev> <yr>                                        : inyear -1
<month> <this> <yr>                                        : inyear 0
<month> цр                                                 : inyear 0
<month> <next> <yr>                                        : inyear 1
<month> торік                                              : inyear -1
торік у|в <month>                                          : inyear -1
торік <seasonal>                                           : season -1
<prev> <yr> ,? у|в <month>                                 : inyear -1
<year> <yr>                                                : year sure
<year> <yrs>                                               : year sure
<year> -|—|і|й|та <year> <yrs>|<yr>                        : years
<year>                                                     : year
<nth> <yr>?                                                : year four
<ord> <yr>                                                 : year four
<ord> <yrs>                                                : decade
<tens> <yrs>                                               : decade
<tens>                                                     : decade led
<decade> <yrs>                                             : decade
<decade>                                                   : decade led
<roman> століття|столітті|століттю|ст|вік|віку|віці        : century
<ord> століття|столітті                                    : century
<ord> квартал|кварталу|кварталі                            : quarter
<ord> квартал|кварталу|кварталі <year>|<nth> <yr>?         : quarter
<q> квартал|кварталу|кварталі                              : quarter
<q> квартал|кварталу|кварталі <year> <yr>?                 : quarter
<ord> півріччя|півріччі <year>|<nth> <yr>?                 : quarter half
<ord> півріччя|півріччі                                    : quarter half bare
<ord> половина|половині|половини|половину <year> <yr>      : quarter half
<seasonal>                                                 : season
<seasonal>|<season> <year> <yr>?                           : season
<seasonal>|<season> <nth> <yr>?                            : season
з|до|на|за <season>                                        : season
з|до|на|за <season> <year> <yr>?                           : season
з|до|на|за <season> <nth> <yr>?                            : season
з|до|на|за <season> <prev> <yr>                            : season -1
з|до|на|за <season> <this> <yr>                            : season 0
з|до|на|за <season> позаминулого <yr>                      : season -2
<seasonal>|<season> позаминулого <yr>                      : season -2
з|до|на|за <season> <next> <yr>                            : season +1
позаминула|позаминулої|позаминулої|позаминулу|позаминулого|позаминулій <season> : season past2
<prev>|<final> <season>                                    : season past
<this> <season>                                            : season this
<next> <season>                                            : season next
<seasonal>|<season> <prev> <yr>                            : season -1
<seasonal>|<season> <this> <yr>                            : season 0
<seasonal>|<season> <next> <yr>                            : season +1
<seasonal>|<season> торік                                  : season -1
# Державне свято з 2023 року 25 грудня; багато хто святкує 7 січня.
різдво|різдва|різдвом                                      : feastmoved 1-7 12-25 2023
різдво|різдва <year> <yr>?                                 : feastmoved 1-7 12-25 2023
католицьке|католицького різдво|різдва                      : feast 12-25
католицьке|католицького різдво|різдва <year> <yr>?         : feast 12-25
великдень|великодня|великодню                              : feast pascha
великдень|великодня|великодню <year> <yr>?                 : feast pascha
день|дня|дню незалежності                                  : feast 8-24
на|під|після|у|в новий|нового року|рік                     : feast 1-1
до нового року                                             : feast 1-1 ahead

# Тому і через
<n> <unit> тому                                            : ago
<unit> тому                                                : ago
близько|майже|приблизно <n> <unit> тому                    : ago
<n> з|із половиною <unit> тому                                : ago -1 +0.5
пів століття тому                                          : ago -1 50 year
півтора місяця тому                                        : ago -1 45 day
пів року тому                                              : ago -1 6 month
півроку тому                                               : ago -1 6 month
півтора року тому                                          : ago -1 1.5 year
пару <unit> тому                                           : ago -1 2
кілька|декілька|багато <unit> тому                         : ref PAST
<unit> <n> тому                                            : ago
днями                                                      : ref PAST
цими днями                                                 : lasting X day
давно                                                      : ref PAST
через|за <n> <unit>                                        : through
через <unit>                                               : through
ще через|за <n>? <unit>                                    : later 1
через|за <n> з гаком|лишком <unit>                         : through
<unit> через|за <n>                                        : through
через пів року                                             : through 6 month
через пів години                                           : through 30 minute
через півроку                                              : through 6 month
через пару <unit>                                          : through 2
через добу                                                 : through 1 day
через кілька <unit>                                        : ref FUTURE
<n> <unit> потому                                          : later 1
<n> <unit> по тому                                         : later 1
<n> <unit> раніше                                          : later -1
<unit> раніше                                              : later -1
добою раніше                                               : later -1 1 day
тоді ж                                                     : spoken 0
<n> <unit> потім|опісля                                    : later 1

# Тривалість
<n> <unit>                                                 : lasting
<n> - <unit>                                               : lasting
<n> - <n> <unit>                                           : lasting2
<n> або|чи <n> <unit>                                      : lasting2
<n> з|із половиною <unit>                                     : lasting +0.5
<unit> і|й|та <n> <unit>                                   : lastingand
пів століття                                               : lasting 50 year
півроку                                                    : lasting 6 month
пів року                                                   : lasting 6 month
пів години                                                 : lasting 0.5 hour
півгодини                                                  : lasting 0.5 hour
за годину                                                  : lasting 1 hour
півтора року                                               : lasting 1.5 year
півтори години                                             : lasting 1.5 hour
півтора місяця                                             : lasting 1.5 month
кілька|декілька <unit>                                     : lasting X
пару|пара <unit>                                           : lasting 2
цілий|цілу|цілі <unit>                                     : lasting
понад|більше|майже|близько|менше <unit>                    : lasting
тижнями|місяцями|роками|десятиліттями                      : lasting X year
доба|добу|доби                                             : lasting 1 day
<ord> добу|доба|доби                                       : ordinalday
<ord> день|дня поспіль                                     : ordinalday
<n> день війни|вторгнення|боїв                             : none
<n> - й? день війни|вторгнення|боїв                        : none
на <n> день                                                : none

# Що закінчується чи починається з публікацією
за <prev>|<final>|<this>? добу|день                        : within -1 1 day
<prev>|<final> доби|добу                                   : within -1 1 day
протягом|упродовж|впродовж <prev>|<final>|<this>? доби|дня : within -1 1 day
протягом|упродовж|впродовж <prev>|<final> <n>? <unit>      : within -1
протягом|упродовж|впродовж <n> <unit>                      : lasting
протягом|упродовж|впродовж <next> <n>? <unit>              : within 1
протягом|упродовж|впродовж <next> <units>                  : within 1 X
протягом|упродовж|впродовж години                          : lasting 1 hour
протягом|упродовж|впродовж тижня                           : within -1 1 week
протягом|упродовж|впродовж місяця                          : within -1 1 month
протягом|упродовж|впродовж року                            : within -1 1 year
за <prev>|<final>|<this> <n> <unit>                        : within -1
за <prev>|<final> <unit>                                   : within -1
за тиждень                                                 : within -1 1 week
за місяць                                                  : within -1 1 month
за рік                                                     : within -1 1 year
за <prev>|<final> кілька|декілька <unit>                   : within -1 X
за <prev>|<final> пару <unit>                              : within -1 2
за <prev>|<final> півроку                                  : within -1 6 month
у|в|на? <final> <units>                                    : within -1 X
<final>|<prev> <n> <unit>                                  : within -1
останнім часом                                             : ref PAST
найближчим часом                                           : ref FUTURE
у|в найближчі|наступні <n> <unit>                          : within 1
у|в? найближчі <units>                                     : within 1 X
найближчими|наступними <units>                             : within 1 X
останніми <units>                                          : within -1 X
найближчої доби                                            : within 1 1 day
<next> <n> <unit>                                          : within 1

# Повторення
щодня|щоденно|щоденний|щоденна|щоденне|щоденні|щоденного   : set P1D
щодоби|щодобово                                            : set P1D
щотижня|щотижневий|щотижнева|щотижневого                   : set P1W
щомісяця|щомісячний|щомісячно                              : set P1M
щороку|щорічно|щорічний|щорічна|щорічне|щорічного          : set P1Y
щогодини                                                   : set PT1H
щоночі                                                     : set XXXX-XX-XXTNI
<every> <unit>                                             : set
<every> <part>                                             : setpart
цілодобово                                                 : set P1D
<every> <n> <unit>                                         : set
раз|рази на <unit>                                         : set
раз|рази на <n> <unit>                                     : set
раз на півроку                                             : set P6M
двічі|тричі на <unit>                                      : set
двічі|тричі за <unit>                                      : set
по <n> на <unit>                                           : setn 1
щокварталу|щоквартально|щоквартальний|щоквартального       : set P3M
раз|рази на добу                                           : set P1D
на добу                                                    : set P1D

# Минуле, теперішнє, майбутнє
зараз|тепер|нині|наразі                                    : now
у|в|на даний|цей момент|час                                : now
на|у|в сьогоднішній день                                   : now
у|в теперішній час                                         : now
дотепер|донині                                             : now
нещодавно|недавно                                          : ref PAST
у|в минулому                                               : ref PAST end
у|в майбутньому                                            : ref FUTURE end
незабаром                                                  : ref FUTURE

# Час доби
<clock>                                                    : clock
о|об|близько|до|з <hour>|<ord> годині|година|години|годину : clock
<ord> година|годині|годину|години                          : clock
о|об|близько|до|з <hour> годині|година|години|годин|год <n> хвилин|хвилини|хв : clock
о|об|близько|до|з? <hour>|<n>|<ord> годині|година|години|годину|год? ранку    : clock am
о|об|близько|до|з? <hour>|<n>|<ord> годині|година|години|годину|год? ночі     : clock night
о|об|близько|до|з? <hour>|<n>|<ord> годині|година|години|годину|год? дня|вечора : clock pm
о|об <hour>|<nth>                                          : clockat
о|об <nth> годині|год                                      : clock
станом на <hour>|<ord> годину|годин|години|год             : asofclock
<clock> ранку                                              : clock am
<clock> ночі                                               : clock night
<clock> дня|вечора                                         : clock pm
опівдні                                                    : clock 12
до|близько|з полудня                                       : clock 12
опівночі                                                   : midnight
з|після опівночі                                           : clock 0
з|після полудня                                            : clock 12
о|об|до|близько|після? пів на <ord> : halfclock -30
за чверть <ord> : halfclock -15
о|об|до|близько|після? пів на <ord> ранку : halfclock -30 am
за чверть <ord> ранку : halfclock -15 am
о|об|до|близько|після? пів на <ord> дня|вечора : halfclock -30 pm
за чверть <ord> дня|вечора : halfclock -15 pm
о|об|до|близько|після? пів на <ord> ночі : halfclock -30 night
за чверть <ord> ночі : halfclock -15 night
"""

JOINED = """
з|із|від? <WEEKDAY> до|по <WEEKDAY>                        : weekdayrange
пізно|рано <DAYPART>                                       : earlylate
<WEEKDAY> ,? <DAY>                                         : weekdate
<DAY> ,? у|в? <WEEKDAY>                                    : weekdate
<DAY> ( <WEEKDAY> )                                        : weekdate
<WEEKDAY> ,? <nth>                                         : weekdaynth
<WEEKDAY> ( <DAY> )                                        : weekdate
<WEEKDAY> на? <WEEK>                                       : weekdayof
на? <WEEK> ,? у|в <WEEKDAY>                                : weekdayof
<CLOCK> <zone>                                             : zoned
<CLOCK> ( <zone> )                                         : zoned
<CLOCK> за київським часом                                 : zoned Europe/Kyiv
<CLOCK> ( за київським часом )                             : zoned Europe/Kyiv
<CLOCK> за києвом                                          : zoned Europe/Kyiv
<CLOCK> за київським                                       : zoned Europe/Kyiv
<CLOCK> за московським часом                               : zoned Europe/Moscow
<CLOCK> за москвою                                         : zoned Europe/Moscow
<CLOCK> за місцевим часом                                  : zoned here
<CLOCK> за гринвічем                                       : zoned UTC
<CLOCK> +|- <clock>                                        : zoned offset
<CLOCK> utc|gmt +|- <hour>                                 : zoned offset
<TIME> <zone>                                              : zoned
<TIME> +|- <clock>                                         : zoned offset
<TIME> utc|gmt +|- <hour>|<clock>                          : zoned offset
<TIME> за київським часом                                  : zoned Europe/Kyiv
<TIME> за московським часом                                : zoned Europe/Moscow
<TIME> за місцевим часом                                   : zoned here
<CLOCK> ,? у|в|на? <DAY>|<WEEKDAY>                         : timed
<CLOCK> ,? у|в|на? <WEEKDAY> ,? <DAY>                      : timed
<WEEKDAY> ,? <DAY> ,? о|об|близько? <CLOCK>                : timed
<DAYPART> ,? <DAY>                                         : partdate
<PART> ,? у|в? <WEEKDAY> ,? <DAY>                          : partof
<DAY>|<WEEKDAY> ,? о|об|на|близько|у|в? <CLOCK>            : timed
<DAYPART> ,? о|об|близько? <CLOCK>                         : timed
<DAY>|<WEEKDAY> ,? <PART>                                  : partof
<PART> ,? у|в? <DAY>|<WEEKDAY>                             : partof
вечір|вечора <DAY>                                         : partof EV
ранок|ранку <DAY>                                          : partof MO
<DAY> вдень|удень                                          : partof AF
<DAY> вночі|уночі                                          : partof ON
<DAY> ввечері|увечері                                      : partof EV
<DAY> вранці|уранці|зранку                                 : partof MO
вдень|удень <DAY>                                          : partof AF
ніч|вночі|уночі на|проти <DAY>|<WEEKDAY>                   : partof ON
ночі на <DAY>|<WEEKDAY>                                    : partof ON
<ord> <WEEKDAY> у|в? <PERIOD>                              : nth
<ord> <unit> у|в? <PERIOD>                                 : nth
<final> <fullday> у|в? <PERIOD>                            : nth -1
<final> <unit> у|в? <PERIOD>                               : nth -1
<LAST> у|в? <PERIOD>                                       : nthlast
<ord>|<day> числа? <MONTH>                                 : dayof
<ord> <fullday> після <DAY>                                : nthafter
<ord> <WEEKDAY> після <DAY>                                : nthafter
початку|початок|початком <PERIOD>                          : third START
середині|середина|середину|середини <PERIOD>               : third MID
наприкінці|кінці|кінець|кінця <PERIOD>                     : third END
<ord> половина|половині|половини|половину <PERIOD>         : halfof
за <DURATION> до <DAY>|<WEEKDAY>                           : from -1
через <DURATION> після <DAY>|<WEEKDAY>                     : from 1
<DURATION> після <DAY>|<WEEKDAY>                           : from 1
<DURATION> до <DAY>|<WEEKDAY>                              : from -1
напередодні <DAY>|<WEEKDAY>                                : nextto -1
<DURATION> і|й|та? <DURATION>                              : lastingboth
<DECADE> <CENTURY>                                         : decadeof
"""

UKRAINIAN = Table(
    language="uk",
    classes=CLASSES,
    numbers=NUMBERS,
    ordinals=ORDINALS,
    suffixes="е го те ше ге ме ого му ому м ому й ий ій а я та ша ї ої у х их ти",
    rules=RULES,
    joined=JOINED,
    abbreviations=(
        "січ лют бер квіт кві трав тра черв чер лип серп сер вер верес жовт жов лист лис груд гру пн вт ср чт пт сб нд р рр год хв сек міс"
    ),
    future=(
        "буде будуть буду відбудеться відбудуться пройде пройдуть планується планують планує заплановано запланований запланована"
        " заплановані намічено призначено призначена призначений очікується очікують розпочнеться розпочнуться почнеться почнуться"
        " завершиться набуде вступить має-відбутися зустрінеться зустрінуться прибуде прибудуть проведе проведуть відкриється"
        " оголосить розгляне розглянуть завтра відвідає виступить візьме зможе зможуть збирається збираються"
        " очікуються закриють закриє перекриють перекриє відключать вивезуть евакуюють поставлять передадуть передасть отримає отримають"
        " повернеться повернуться вийде вийдуть оголосять винесе продовжить продовжиться триватиме триватимуть набудуть з'явиться"
        " запрацює стартує стартують спливає розпочне поновлять запровадять зберуться обговорять обговорить підпишуть підпише обіцяє"
        " обіцяють не_раніше не_пізніше"
    ),
    leading="",
    perhaps=("має мають повинен повинна повинні можуть може щоб можливо хоче хочуть"),
    past=(
        "раніше повідомляється повідомляє повідомляють заявляє йдеться загинув загинули було розповів відповів провів привів навів довів"
        " завів вів хотів летів прилетів залетів полетів вилетів сидів горів згорів зумів володів сів стояв"
    ),
    past_endings=(
        "ав",
        "ив",
        "ув",
        "юв",
        "ла",
        "ло",
        "ли",
        "вся",
        "лась",
        "лася",
        "лося",
        "лось",
        "лися",
        "лись",
        "ено",
        "ано",
        "ято",
    ),
    deadline="до",
    until="до",
    deferring=(
        "продовжено продовжили продовжив продовжила подовжено перенесено перенесли відкладено діє діють триватиме триває мають дано"
    ),
    not_verbs=(
        "школа школи обстріли вузли канали файли вокзали генерали квартали тили столи журнали матеріали сигнали села сила діла тіла"
        " числа стола відділу села тила масла журнала матеріала цілі моделі біля коло або чи якщо коли мали"
        " ролі солі калів назв прав держав сили сил бпла"
    ),
    saying=(
        "повідоми- заяви- розпові- зазначи- підкресли- уточни- переда- сказа- оголоси- допові- підтверди- дода- вказа-"
        " поінформува- проінформува- попереди- прокоментува- спростува- звітува- прозвітува- наголоси- стверджува- розповіла"
        " розповіли доповіла доповіли повідомляє повідомляють повідомляється заявляє заявляють зазначає зазначають йдеться пише"
        " пишуть передає передають стверджує стверджують уточнює підтверджує інформує інформують зведенні зведення брифінгу заяві"
        " повідомлено"
    ),
    posting=(
        "опублікува- викла- розмісти- пошира- оприлюдни- поширив поширили виклали опубліковано оприлюднено з'явився з'явилася"
        " з'явилась з'явилося з'явилось з'явилися з'явились"
    ),
    doubtful="січ лют бер квіт кві трав тра черв чер лип серп сер вер верес жовт жов лист лис груд гру",
    month_leads="у в з із до по на від",
    date_leads="з із по до на від за ( , —",
    year_leads="у в з із до по на від після за рік між і й та",
    year_never="близько майже понад менше більше № номер",
    year_followers="і й та у в з по до на а але або року році рік",
    counted="",
    titles="р рр ім вул буд обл ген полк тис млн млрд грн ін т",
    last="останній остання останнє останнього останньої останню останньому",
    verb_endings="в ла ло ли",
    ordinal_endings="ий а е ого ої ому им ій у і их",
    eve_endings=("ів", "їв", "ння", "ття", "их", "ого", "ої"),
    referring="про_це",
    alone="в у на до з із зі за від о об близько приблизно не",
)
