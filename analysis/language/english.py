"""English time expressions: words and rules.

To extend: add a word form to its class (forms are separated by spaces, all in lower case), or a line to `RULES`:

    pattern : meaning arguments

A pattern is words in order; `a|b` is either, `x?` may be missing, `<unit>` is any word of that class, `<n>` any number in
digits or words, `<ord>` an ordinal (third, 3rd), `<year>` four digits. Punctuation is written as words of its own. The longest
matching line wins, then the first. The meanings (`day -1`, `period -1`, `weekday past` ...) are listed in
meanings.py, each with one sentence. `JOINED` combines what has been understood: "9 a.m." <CLOCK> and "Tuesday" <WEEKDAY>.
After a change, run tests/language.
"""

from __future__ import annotations

from analysis.language.table import Table

CLASSES = {
    "weekday": {
        "1": "monday mon",
        "2": "tuesday tue tues",
        "3": "wednesday wed",
        "4": "thursday thu thur thurs",
        "5": "friday fri",
        "6": "saturday sat",
        "7": "sunday sun",
    },
    "fullday": {"1": "monday", "2": "tuesday", "3": "wednesday", "4": "thursday", "5": "friday", "6": "saturday", "7": "sunday"},
    "weekdays": {"1": "mondays", "2": "tuesdays", "3": "wednesdays", "4": "thursdays", "5": "fridays", "6": "saturdays", "7": "sundays"},
    "month": {
        "1": "january jan",
        "2": "february feb febr",
        "3": "march mar",
        "4": "april apr",
        "5": "may",
        "6": "june jun",
        "7": "july jul",
        "8": "august aug",
        "9": "september sept sep",
        "10": "october oct",
        "11": "november nov",
        "12": "december dec",
    },
    "season": {"SP": "spring springtime", "SU": "summer summertime", "FA": "autumn fall", "WI": "winter wintertime"},
    "part": {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night nighttime"},
    # What "last", "this" and "next" can shift.
    "period": {
        "week": "week wk",
        "month": "month mo",
        "quarter": "quarter qtr",
        "year": "year yr",
        "decade": "decade",
        "century": "century",
        "weekend": "weekend",
    },
    "unit": {
        "second": "second seconds sec secs",
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "week": "week weeks wk wks",
        "month": "month months",
        "quarter": "quarter quarters qtr qtrs",
        "season": "seasons",
        "year": "year years yr yrs",
        "decade": "decade decades",
        "century": "century centuries",
        "weekend": "weekend weekends",
    },
    "units": {
        "second": "seconds",
        "minute": "minutes",
        "hour": "hours",
        "day": "days",
        "week": "weeks",
        "month": "months",
        "year": "years",
        "decade": "decades",
        "century": "centuries",
    },
    "ampm": {"am": "am", "pm": "pm"},
    # Zones as written after a clock time; daylight-saving names are fixed offsets, as their users mean them.
    "zone": {
        "UTC": "utc gmt z zulu",
        "Europe/Moscow": "msk",
        "Europe/Kyiv": "eet eest",
        "Europe/London": "bst",
        "Europe/Paris": "cet cest",
        "-05:00": "est",
        "-04:00": "edt",
        "-06:00": "cst",
        "-07:00": "mst pdt",
        "-08:00": "pst",
        "America/New_York": "et",
        "America/Los_Angeles": "pt",
        "Asia/Jerusalem": "idt",
        "+05:30": "ist",
        "+09:00": "jst kst",
    },
    "festival": {
        "12-25": "christmas xmas",
        "10-31": "halloween",
        "11-4-4": "thanksgiving",
        "easter": "easter",
    },
}

NUMBERS = {
    1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
    11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
    18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
    80: "eighty", 90: "ninety", 100: "hundred", 1000: "thousand",
}  # fmt: skip

ORDINALS = {
    1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth",
    10: "tenth", 11: "eleventh", 12: "twelfth", 13: "thirteenth", 14: "fourteenth", 15: "fifteenth", 16: "sixteenth",
    17: "seventeenth", 18: "eighteenth", 19: "nineteenth", 20: "twentieth", 21: "twenty-first", 30: "thirtieth",
}  # fmt: skip

RULES = """
# Not times
memorial day                                              : none
<n> - year - old|olds                                     : none
<n> year|years old                                        : none
<n> - years - old                                         : none
<n> - month - old|olds                                    : none
<n> month|months old                                      : none
<n> - day|week - old                                      : none
<n> days|weeks old                                        : none
<n> years of age                                          : none
his|her|their|my|your|our <yy> '? s                       : none
his|her|their|my|your|our early|mid|late -? <yy> '? s     : none
his|her|their|my|your|our twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties : none
his|her|their|my|your|our early|mid|late -? twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties : none
to|for second                                             : none
a second                                                  : none
the last minute                                           : none
last - minute                                             : none
day - to - day                                            : none
day after day                                             : none
day by day                                                : none
year after year                                           : none
year - over - year                                        : none
year - on - year                                          : none
day - care                                                : none
day care                                                  : none
may be|have|not|also|well|yet|never|only|still            : none
high noon                                                 : none
as many|few <units>                                       : none

# Days counted from the publication
today|tonite                                              : day 0
the? present day                                          : now
yesterday                                                 : day -1
tomorrow|tomorrows                                        : day 1
the? day before yesterday                                 : day -2
the? day after tomorrow                                   : day 2
early|earlier|later|late today                            : day 0
tonight                                                   : part NI 0
last night                                                : part NI -1
overnight                                                 : part ON
tomorrow|yesterday overnight                              : part ON
this <part>                                               : part 0
early|earlier|later|late this <part>                      : part 0
today ' s? <part>                                         : part 0
yesterday <part>                                          : part -1
tomorrow <part>                                           : part 1
tomorrow|tomorrows night                                  : part NI 1
the night before last                                     : part NI -2

# Days counted from one spoken of before
the? same day                                             : spoken 0
that same? day                                            : spoken 0
the? next|following day                                   : spoken 1
a day later                                               : spoken 1
a day earlier                                             : spoken -1
the? previous day                                         : spoken -1
the? day before                                           : spoken -1
the? day after                                            : spoken 1
the? next|following <part>                                : spokenpart 1
the? previous <part>                                      : spokenpart -1
that <part>                                               : spokenpart 0
early|earlier|late|later in the day                       : spoken 0
early|earlier|late|later in the <period>                  : spokenperiod 0
the following <period>                                    : spokenperiod 1
the <period> before|after                                 : spokenperiod beside
that same? <period>                                       : spokenperiod 0
later|earlier that same? <period>                         : spokenperiod 0

# Weeks, months, quarters, years
this|current <period>                                     : period 0
the current <period>                                      : period 0
last|previous|past <period>                               : period -1
the last|previous <period>                                : period -1
next|coming|upcoming <period>                             : period 1
the coming|upcoming|next <period>                         : period 1
the? <period> before last                                 : period -2
the? <period> after next                                  : period 2
earlier|later this <period>                               : period 0
early this <period>                                       : period 0 START
late this <period>                                        : period 0 END
early|earlier last <period>                               : period -1 START
late|later last <period>                                  : period -1 END
mid last <period>                                         : period -1 MID
mid - last <period>                                       : period -1 MID
early next <period>                                       : period 1 START
late next <period>                                        : period 1 END
mid - next <period>                                       : period 1 MID
the? beginning|start of last <period>                     : period -1 START
the? beginning|start of next <period>                     : period 1 START
the? beginning|start of this <period>                     : period 0 START
the? beginning|start of the <period>                      : period 0 START
the? middle of this|the <period>                          : period 0 MID
the? end of this|the <period>                             : period 0 END
the? end of next <period>                                 : period 1 END
the? end of last <period>                                 : period -1 END
the weekend                                               : weekend
this past weekend                                         : weekend
the? coming|upcoming weekend                              : weekend coming
this coming weekend                                       : weekend coming
this past <period>                                        : period -1
this coming <period>                                      : period 1
the? latest <period>                                      : period -1
the? year - ago|earlier <period>                          : yearago
the? year - ago|earlier period                            : yearago year
the same period a year ago|earlier                        : yearago year
the same period last year                                 : yearago year
the same <period> last year                               : yearago
the same <period> a year ago|earlier                      : yearago
year ' s end                                              : period 0 END year
year - end                                                : period 0 END year
yearend                                                   : period 0 END year
a <period> ago today                                      : ago

# Weekdays
<fullday>                                                 : weekday
<weekday>                                                 : weekday short
last|past|previous <weekday>                              : weekday past
this past <weekday>                                       : weekday past
next <weekday>                                            : weekday week 1
coming|upcoming <weekday>                                 : weekday coming
the coming|following <weekday>                            : weekday coming
this coming <weekday>                                     : weekday coming
this <weekday>                                            : weekday this
<weekday> after next                                      : weekday afternext
a? week from <weekday>                                    : weekday afternext
<n> <weekday>|<weekdays> from now                         : weekdays 1
<n> <weekday>|<weekdays> hence                            : weekdays 1
<n> <weekday>|<weekdays> ago|back                         : weekdays -1
<fullday> <part>                                          : weekdaypart
<fullday> overnight                                       : weekdaypart ON
early|earlier <fullday>                                   : weekdayhalf START
early|earlier on <fullday>                                : weekdayhalf START
late <fullday>                                            : weekdayhalf END
late on <fullday>                                         : weekdayhalf END
later <fullday>                                           : weekday
early|late <fullday> <part>                               : weekdaypart
last <fullday> <part>                                     : weekdaypart past
the? <ord> <fullday> of|in the <period>                   : nthin
the? last <fullday> of|in the <period>                    : nthin -1
the? <ord> <unit> of|in the <period>                      : nthin
the? last <unit> of|in the <period>                       : nthin -1
<weekdays>                                                : set
every|each <fullday>                                      : set

# Dates
<day>|<ord> of? <month>                                   : date
<day>|<ord> of? <month> ,? <year>                         : date
<day>|<ord> of? <month> ,? <badyear>                      : date
<day>|<nth> of? <month> <yy>                              : date
the <day>|<ord> of <month>                                : date
the <day>|<ord> of <month> ,? <year>                      : date
the <day>|<ord> of <month> ,? <badyear>                   : date
<month> the? <day>|<ord>                                  : date
<month> the? <day>|<ord> ,? <year>                        : date
<month> the? <day>|<ord> ,? <badyear>                     : date
<day> - <month> - <year>                                  : date
<day> - <month> - <yy>                                    : date
<day> / <month> / <year>                                  : date
<month> <day>|<ord> -|—|to|and|through|& <day>|<ord>      : days
<month> <day>|<ord> -|—|to|and|through|& <day>|<ord> ,? <year> : days
<day>|<ord> -|—|to|and|& <day>|<ord> of? <month>          : days
<day>|<ord> -|—|to|and|& <day>|<ord> of? <month> ,? <year> : days
<date>                                                    : numeric
<stamp>                                                   : stamp
<md>                                                      : pair
<dm>                                                      : pair
<ym>                                                      : yearmonth
<md> ,? <clock>                                           : slashclock
<month> ,? <badyear>                                      : badmonth
<month> ,? <year>                                         : yearmonth
<month> of <year>                                         : yearmonth
<month> -|—|and|to|through <month> ,? <year>              : months
<month>                                                   : month
last <month>                                              : month past
last <month> <day>                                        : date
this past <month>                                         : month past
next <month>                                              : month next
this coming <month>                                       : month next
this <month>                                              : month this
<month> after next                                        : month afternext
<month> of? last year                                     : inyear -1
<month> of? this year                                     : inyear 0
<month> of? next year                                     : inyear 1
<month> in a|one|<n> year                                  : inyear 1
the? ides of march                                        : bareday 3 15
on the <nth>                                              : monthday
the <nth>                                                 : monthday alone
<year>                                                    : year
<year> - <yy>                                             : seasonyears
' <yy>                                                    : yearshort
the? year <year>                                          : year sure
fiscal <year>                                             : year sure
fiscal year <year>                                        : year sure
fy <year>                                                 : year sure
<n>|<year> ad                                             : year sure
the? <year>|<yy> '? s                                     : decade
' <yy> s                                                  : decade
the twenties                                              : decade 1920
the thirties                                              : decade 1930
the forties                                               : decade 1940
the fifties                                               : decade 1950
the sixties                                               : decade 1960
the seventies                                             : decade 1970
the eighties                                              : decade 1980
the nineties                                              : decade 1990
the? <ord> century                                        : century
the? <ord> - century                                      : century
the? <ord> quarter|qtr                                    : quarter
the? <ord> quarter|qtr of? <year>                         : quarter
the? <ord> - quarter                                      : quarter
q <n>                                                     : quarter
q <n> of? <year>                                          : quarter
<year> q <n>                                              : quarter
<yy> q <n>                                                : quarter
the? <ord> half of <year>                                 : quarter half
the? <ord> half of the|this year                          : quarter half this
the? <ord> half of last year                              : quarter half last
the? <ord> half of next year                              : quarter half next
<season>                                                  : seasonbare
the <season>                                              : seasonbare
<season> of|, <year>                                      : season
<season> <year>                                           : season
the? <season> of <year>                                   : season
the? <season> of? <ym>                                    : seasonsplit
the? <season> of? <year> -|/ <yy>|<year>                  : seasonsplit
last <season>                                             : season past
next <season>                                             : season next
this coming <season>                                      : season next
this <season>                                             : season this
this past <season>                                        : season past
<festival> day?                                           : festival
last|this|next <festival>                                 : festival
<festival> day? ,? <year>                                 : festival
christmas eve                                             : feast 12-24
christmas eve ,? <year>                                   : feast 12-24
new year ' s day                                          : feast 1-1
new year ' s eve                                          : feast 12-31
new year ' s                                              : feast 1-1
valentine ' s day                                         : feast 2-14
independence day                                          : feast 7-4 US
labor day                                                 : feast 9-1-1 US
good friday                                               : feast easter+-2
easter sunday                                             : feast easter
easter sunday ,? <year>                                   : feast easter
orthodox easter                                           : feast pascha
orthodox easter ,? <year>                                 : feast pascha
easter monday                                             : feast easter+1
pentecost                                                 : feast easter+49
veterans day                                              : feast 11-11 US
armistice|remembrance day                                 : feast 11-11
boxing day                                                : feast 12-26
victory day                                               : feast 5-9
<festival> week                                           : feastweek
<festival> weekend                                        : feastweek weekend
election day                                              : feast 11-1-1+1 US
presidents day                                            : feast 2-3-1 US
presidents ' day                                          : feast 2-3-1 US
columbus day                                              : feast 10-2-1 US
martin luther king jr? day                                : feast 1-3-1 US
st . patrick ' s day                                      : feast 3-17
may day                                                   : feast 5-1
# "9/11" names a day of 2001.
<md>                                                      : attacks
<month> <day> attacks|attack                              : attacks

# Ago and hence
a|an|one <unit> ago|back                                  : ago
<n> <unit> ago|back                                       : ago
<n> - <unit> ago                                          : ago
about|almost|nearly|roughly|around|some <n> <unit> ago    : ago
about|almost|nearly|roughly|around a <unit> ago           : ago
more|less than <n> <unit> ago                             : ago
more|less than a <unit> ago                               : ago
over|under <n> <unit> ago                                 : ago
<n> and a half <unit> ago                                 : ago -1 +0.5
a year|month|week|decade and a half ago                   : agohalf
half a|an <unit> ago                                      : ago -1 0.5
a couple of? <unit> ago                                   : ago -1 2
a few|several <units> ago                                 : ref PAST
<units> later|earlier                                     : lasting X
<units> after|before                                      : lastingled X
several|many|some <units> ago                             : ref PAST
<units> ago                                               : ref PAST
long ago                                                  : ref PAST
moments|minutes|seconds ago                               : ref PAST
a long time ago                                           : ref PAST
<n> <unit> hence                                          : ago 1
a|one <unit> hence                                        : ago 1
<n> <unit> from now|today                                 : ago 1
a|an|one <unit> from now|today                            : ago 1
in <n> <unit> '? time                                    : ago 1
in a|an|one <unit>                                        : inunit
in <n> <unit>                                             : inunit
a couple of? <unit> from now                              : ago 1 2
<n> <unit> later|afterward|afterwards                     : later 1
<n> <unit> earlier|before|previously                      : later -1
a|an|one <unit> later                                     : later 1
a|an|one <unit> earlier                                   : later -1
a|one|<n> <unit> ago <fullday>                            : agoweekday
a|one|<n> <unit> ago this <period>                        : agothis
h <n> ,? <year>                                           : quarter half

# Lengths of time
<n> <unit>                                                : lasting
<n> - <unit>                                              : lasting
<n> - <unit> - long                                       : lasting
<n> straight|consecutive|successive|full|more|long|whole|solid|additional|extra|further <unit> : lasting
<n> trading|business|working|calendar|school|night|winter|summer <unit> : lasting
the whole|entire|full <unit>                              : lasting
a|the? <ord> straight|consecutive|successive <unit>       : lastingnth
for a <ord> day|week|month|year                           : lastingnth
a? <units> - old                                          : lasting X
a|an full|whole|entire|single <unit>                      : lasting
a|an|another <unit>                                       : lasting
a|an? <units> - long                                       : lasting X
a|an? <unit> - long                                        : lasting 1
yearlong                                                  : lasting 1 year
monthlong                                                 : lasting 1 month
weeklong                                                  : lasting 1 week
daylong                                                   : lasting 1 day
decadeslong                                               : lasting X decade
hourlong|hourslong                                        : lasting 1 hour
half an? hour                                             : lasting 0.5 hour
half - hour                                               : lasting 0.5 hour
half a day                                                : lasting 12 hour
half a year                                               : lasting 6 month
half a century                                            : lasting 50 year
half - century                                            : lasting 50 year
a? quarter of a century ago                               : ago -1 25 year
a? quarter - century ago                                  : ago -1 25 year
a quarter century                                         : lasting 25 year
half a decade                                             : lasting 5 year
half - decade                                             : lasting 5 year
quarter - century                                         : lasting 25 year
quarter of a century                                      : lasting 25 year
<n> and a half <unit>                                     : lasting +0.5
<n> - and - a - half <unit>                               : lasting +0.5
<n> - and - a - half - <unit>                             : lasting +0.5
<n> <md> <unit>                                           : lastinghalf
<n> - <md> <unit>                                         : lastinghalf
a year and a half                                         : lasting 1.5 year
an hour and a half                                        : lasting 1.5 hour
a month and a half                                        : lasting 1.5 month
<n> to|or <n> <unit>                                      : lasting2
<n> - <n> <unit>                                          : lasting2
a couple of? <unit>                                       : lasting 2
a couple of more <unit>                                   : lasting 2
a dozen <unit>                                            : lasting 12
several|few|many <units>                                  : lasting X
a? matter of <units>                                      : lasting X
<n> <unit> and a half                                     : lasting +0.5
a few|handful <units>                                     : lasting X
a few more <units>                                        : lasting X
several|some more <units>                                 : lasting X
a number of <units>                                       : lasting X
for|after|in|took|takes|take|within <units>               : lastingled X
dozens|hundreds|thousands|tens of <units>                 : lasting X
in|during the <units> before|after|since|ahead|following|leading|that : lastingled X
fortnight                                                 : lasting 2 week
a fortnight                                               : lasting 2 week
a fortnight ago                                           : ago -1 14 day
in a fortnight ' s time                                   : ago 1 14 day
up to <n> <unit>                                          : lasting
a minute|moment ,                                         : lasting 1 minute

# What ends, or begins, with the publication
the? past|last|preceding|previous|prior|final <n> <unit>  : within -1
the? past|last|preceding|previous|prior <n> - <unit>      : within -1
the? past|last|preceding|previous|prior <n> trading|business|working|full|calendar <unit> : within -1
these past|last <n> <unit>                                : within -1
the? past|last|preceding|previous|prior couple of <unit>  : within -1 2
the? past|last|preceding|previous|prior few|several|many <units> : within -1 X
the? past|last|preceding|previous|prior half <unit>       : within -1 0.5
the? past|last half - <unit>                              : within -1 0.5
the past <unit>                                           : within -1
the preceding <unit>                                      : within -1
over|during|in|within|for the past|last|preceding|previous|prior <unit> : within -1
over|during|in|within|for past <unit>                     : within -1
over the course of the past|last|preceding <unit>         : within -1
<n> preceding|previous <unit>                             : within -1
recent <units>                                            : within -1 X
the? recent <units>                                       : within -1 X
these days                                                : now
over the weekend                                          : weekend
the? next|coming|following <n> <unit>                     : within 1
the upcoming <n> <unit>                                   : within 1
the? next|coming|upcoming few|several <units>             : within 1 X
the? next|coming|upcoming couple of <unit>                : within 1 2
the? coming|upcoming <units>                              : within 1 X
upcoming <n> <unit>                                       : upto
<n> upcoming <unit>                                       : upto

# Repetitions
daily                                                     : set P1D
weekly                                                    : set P1W
monthly                                                   : set P1M
quarterly                                                 : set P1Q
yearly|annually|annual                                    : set P1Y
hourly                                                    : set PT1H
nightly                                                   : set XXXX-XX-XXTNI
biweekly                                                  : set P2W
every|each <unit>                                         : set
every|each <month>                                        : setmonth
<n> <units> a|per|each|every <unit>                       : setof
<n> <units> out of every <n>                              : none
every other <unit>                                        : setn 2
every <n>|<ord> <unit>                                    : set
every few|several <units>                                 : setsome
each and every <unit>                                     : set
per <unit>                                                : set
every|each <part>                                         : setpart
once|twice a <unit>                                       : set
times a <unit>                                            : set
once every <unit>                                         : set

# Past, present, future
now                                                       : now
right now                                                 : now
just now                                                  : now
currently|nowadays                              : now
at present                                                : now
at this time|moment|point                                 : now
at the moment                                             : now
at the present time|moment                                : now
current                                                   : now adjective
recently|lately                                           : ref PAST
not long ago                                              : ref PAST
in the past                                               : ref PAST end
the past                                                  : ref PAST end
the? recent past                                          : ref PAST
the? near|foreseeable|immediate|distant future            : ref FUTURE
the|' s? future                                           : ref FUTURE
future                                                    : ref FUTURE
in future                                                 : ref FUTURE
now that                                                  : now
until|till now                                            : now
to this day                                               : now
by now                                                    : now
up to now                                                 : now

# Times of day
<hour> <ampm>                                             : clock
<hour>|<n> and|to|-|—|until <hour>|<n> <ampm>             : clocks
half past <hour>|<n>                                      : halfclock 30
<n> minutes? past <hour>|<n>                              : pastclock 1
<n> minutes to <hour>|<n>                                 : pastclock -1
quarter past <hour>|<n>                                   : halfclock 15
quarter to <hour>|<n>                                     : halfclock -15
half past <hour>|<n> in the morning                       : halfclock 30 am
half past <hour>|<n> in the afternoon|evening             : halfclock 30 pm
half past <hour>|<n> at night                             : halfclock 30 night
<hour> a m .?                                             : clock am
<hour> p m .?                                             : clock pm
<clock> <ampm>                                            : clock
<dm> <ampm>                                               : clock
<clock>                                                   : clock
<n> <ampm>                                                : clock
<hour> o ' clock                                          : clock
<n> o ' clock                                             : clock
<hour>|<n> o ' clock in the morning                       : clock am
<hour>|<n> o ' clock in the afternoon|evening             : clock pm
<hour>|<n> in the morning                                 : clock am
<hour>|<n> in the afternoon|evening                       : clock pm
<hour>|<n> at night                                       : clock night
<clock> in the morning                                    : clock am
<clock> in the afternoon|evening                          : clock pm
<clock> at night                                          : clock night
<hhmm> hours|hrs                                          : clock
at|around|by|since|until|from <dm> hours|hrs              : clock
at|by|since|until|from about|around|approximately? <hhmm> : zeroclock
between|from <hhmm> and|to|until <hhmm> hours|hrs         : hhmmrange
<hhmm> gmt|utc|msk|z|est|edt                              : clockzone
<hhmm> hours|hrs? local time?                             : clock
<hhmm> hours|hrs gmt|utc|msk|z|est|edt                    : clockzone
noon|midday                                               : clock 12
midnight                                                  : midnight
in the? early? morning                                    : partbare MO
in the? early|late? afternoon                             : partbare AF
in the? early|late? evening                               : partbare EV
in the night                                              : partbare ON
during|through|throughout the night                       : partbare ON
during the day                                            : partbare DT
in? the? early|small|wee|predawn hours                    : partbare EH
in? the? pre - dawn hours                                 : partbare EH
the morning                                               : partbare MO
the afternoon                                             : partbare AF
the evening                                               : partbare EV
at|since|from|by|until dawn|daybreak|sunrise              : partbare MO
before dawn|daybreak|sunrise                              : partbare EH
at lunchtime                                              : partbare MI
the? <part> of the <nth>                                  : partnth
during|in? the? night of|on|from|between <day>|<ord> -|—|to|and|/ <day>|<ord> of? <month> : nighton
during|in? the? night of|on|from|between <day>|<ord> -|—|to|and|/ <day>|<ord> of? <month> ,? <year> : nighton
during|in? the? night of|on|from|between <md> of? <month> : nighton
during|in? the? night of|on|from|between <md> of? <month> ,? <year> : nighton
during|in? the? night of|on|from|between <fullday> -|—|to|and|into <fullday> : weekdaynight
overnight on|from|between? <fullday> -|—|to|and|into <fullday> : weekdaynight
<fullday> night into|to <fullday>                         : weekdaynight
overnight on|from|between|( <day>|<ord> -|—|to|and|/ <day>|<ord> of? <month> )? : nighton
overnight on|from|between|( <month> <day>|<ord> -|—|to|and|/ <day>|<ord> )? : nighton
during|in? the? night of|on|from|between <day>|<ord> <month> -|—|to|and <day>|<ord> <month> : nighton
during|in? the? night of|on|from|between <month> <day>|<ord> -|—|to|and|/ <day>|<ord> : nighton
during|in? the? night of|on|from|between <month> <day>|<ord> -|—|to|and|/ <day>|<ord> ,? <year> : nighton
during|in? the? night of|on|from|between <month> <day>|<ord> -|—|to|and <month> <day>|<ord> : nighton
overnight on|of? <month> <day>|<ord> -|—|to|and|/ <day>|<ord>       : nighton
overnight on|of? <month> <day>|<ord> -|—|to|and <month> <day>|<ord> : nighton
overnight on|of? <day>|<ord> -|—|to|and|/ <day>|<ord> of? <month>   : nighton
at dusk|nightfall|sunset|sundown                          : partbare EV
at night                                                  : partbare NI

# Months that are names or verbs
"""

JOINED = """
# Weekday and date
<WEEKDAY> ,? the? <DAY>                                   : weekdate
<DAY> ,? <WEEKDAY>                                        : weekdate
<DAY> ( <WEEKDAY> )                                       : weekdate
<WEEKDAY> ,? the? <nth>                                   : weekdaynth
<WEEKDAY> ( <DAY> )                                       : weekdate
from? <WEEKDAY> to|through|until|till|-|— <WEEKDAY>       : weekdayrange
between <WEEKDAY> and <WEEKDAY>                            : weekdayrange
<WEEKDAY> ,? of|in|from? <WEEK>                           : weekdayof
<WEEK> ' s <WEEKDAY>                                      : weekdayof
<WEEK> ,? on? <WEEKDAY>                                   : weekdayof
# Clock, zone and day
<CLOCK> <zone>                                            : zoned
<CLOCK> ( <zone> )                                        : zoned
<CLOCK> local time                                        : zoned here
<CLOCK> moscow time                                       : zoned Europe/Moscow
<CLOCK> kyiv|kiev time                                    : zoned Europe/Kyiv
<CLOCK> eastern time                                      : zoned America/New_York
<CLOCK> eastern standard|daylight time                    : zoned America/New_York
<CLOCK> pacific time                                      : zoned America/Los_Angeles
<CLOCK> universal time                                    : zoned UTC
<CLOCK> utc|gmt +|- <hour>                                : zoned offset
<CLOCK> utc|gmt +|- <clock>                               : zoned offset
<CLOCK> +|- <clock>                                       : zoned offset
<CLOCK> ,? on? <DAY>|<WEEKDAY>                            : timed
<CLOCK> ,? on? <WEEKDAY> ,? the? <DAY>                    : timed
<CLOCK> ,? on? <DAY> ,? <WEEKDAY>                         : timed
<WEEKDAY> ,? <DAY> ,? at|around|about? <CLOCK>            : timed
<DAYPART> ,? <DAY>                                        : partdate
<CLOCK> ,? on? the? <DAYPART>                             : timed
<DAY>|<WEEKDAY> ,? at|around|about? <CLOCK>               : timed
<DAY>|<WEEKDAY> at about|around|approximately|exactly <CLOCK> : timed
<DAYPART> ,? at|around|about? <CLOCK>                        : timed
<TIME> <zone>                                             : zoned
<TIME> ( <zone> )                                         : zoned
<TIME> local time                                         : zoned here
<TIME> moscow time                                        : zoned Europe/Moscow
<TIME> kyiv|kiev time                                     : zoned Europe/Kyiv
<TIME> +|- <clock>                                        : zoned offset
<TIME> utc|gmt +|- <hour>|<clock>                         : zoned offset
# Parts of days
<DAY>|<WEEKDAY> <part>                                    : partof
<DAY>|<WEEKDAY> ' s? <part>                               : partof
<DAY>|<WEEKDAY> ,? <PART>                                 : partof
<DAY>|<WEEKDAY> overnight                                 : partof ON
overnight on? <DAY>|<WEEKDAY>                             : partof ON
<PART> on|of|into|to? <DAY>|<WEEKDAY>                     : partof
the? <part> of <DAY>|<WEEKDAY>                            : partof
<PART> on|of? <WEEKDAY> ,? <DAY>                          : partof
<PART> of <DAYPART>                                       : earlylate
in the? early|late <part> of <DAY>|<WEEKDAY>              : partof
# The nth of something
the? first|opening days of <PERIOD>                       : third START
the? last|final|closing days of <PERIOD>                  : third END
the? <ord> <weekday> of|in the? <PERIOD>                  : nth
the? <ord> <unit> of|in the? <PERIOD>                     : nth
the? last <weekday>|<unit> of|in the? <PERIOD>            : nth -1
the? <ord> last <weekday>|<unit> of|in the? <PERIOD>      : nth back
the? <ord> - last <weekday>|<unit> of|in the? <PERIOD>    : nth back
the? <ord> <WEEKDAY> of|in the? <PERIOD>                  : nth
the? <ord> <WEEKDAY> after <DAY>                          : nthafter
<day>|<ord> of|in? the? <MONTH>                           : dayof
the? <ord> day of|in the? <MONTH>                         : dayof
the? <day> of <MONTH>                                     : dayof
<LAST> of|in the? <PERIOD>                                : nthlast
the? <ord> <LAST> of|in the? <PERIOD>                     : nthlast
# Parts of periods
early|earlier|beginning in|of? <PERIOD>                   : third START
early - <PERIOD>                                          : third START
late|later in? <PERIOD>                                   : third END
late - <PERIOD>                                           : third END
mid -? <PERIOD>                                           : third MID
middle of <PERIOD>                                        : third MID
the? beginning|start of <PERIOD>                          : third START
the? end of <PERIOD>                                      : third END
the? <ord> half of <PERIOD>                               : halfof
the? week of <DAY>                                        : weekof
<WEEKEND> of <DAY>                                        : weekof weekend
# Counted from a day
<DURATION> ,|and? <DURATION>                               : lastingboth
<DURATION> after|following|from <DAY>|<WEEKDAY>           : from 1
<DURATION> before <DAY>|<WEEKDAY>                         : from -1
the? day after <DAY>|<WEEKDAY>                            : nextto 1
the? day before <DAY>|<WEEKDAY>                           : nextto -1
"""

ENGLISH = Table(
    language="en",
    classes=CLASSES,
    numbers=NUMBERS,
    ordinals=ORDINALS,
    suffixes="st nd rd th",
    rules=RULES,
    joined=JOINED,
    abbreviations="jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun hrs hr mins",
    future=(
        "will ll shall wo scheduled is_due are_due was_due were_due due_on due_in due_by plans_to plan_to intends_to intend_to"
        " aims_to expected expects expect planned_for set_for set_to slated upcoming tomorrow going_to anticipated is_to are_to"
        " listed_for earlier_than sooner_than not_before not_until"
    ),
    leading=(
        "plans plan planning planned would forthcoming tentatively prepares preparing hopes_to wants_to intends_to"
        " aims_to seeks_to agreed_to as_soon as_early reconvenes meets begins starts opens resumes resume ends expires goes_on"
        " kicks_off hosts departs closes convenes premieres hits_stores goes_to faces embarks moved_to rescheduled_for"
    ),
    perhaps="to would could might may must should can deadline hopes hoping wants intends vowed pledged promised set likely",
    deadline="by until till through thru",
    until="until till through thru",
    deferring=(
        "have_until has_until is_until are_until given gives extended extend extends extending postponed postpones postpone adjourned"
        " delayed put_off pushed_back deadline runs run_until lasts continues remains remain stays deferred rescheduled suspended wait"
    ),
    articles="the a an his her its their our my this that these those all be",
    past=(
        "said told was were had did went came took made got saw began fell rose left met held spoke gave found sent brought ran"
        " won lost shot wrote struck hit broke became led built grew flew drove fled thought knew felt kept stood heard sold paid"
        " cut put shut read fought caught taught bought taken given seen done been gone sank blew threw drew"
        " says according reported announced"
    ),
    past_endings=("ed",),
    not_verbs="need indeed speed hundred united united aged wounded injured alleged armed led red bed wed shed naked sacred",
    saying=(
        "said says say saying told tells announced announces reported reports stated states claimed claims confirmed confirms added adds"
        " declared declares noted notes explained released issued published wrote tweeted according statement briefing warned denied"
        " insisted acknowledged admitted argued commented testified"
    ),
    posting="posted uploaded shared reposted filmed-and-posted circulated surfaced appeared livestreamed streamed",
    doubtful="may march august mar sep dec jun jan",
    month_leads=(
        "in since until till by of last next this from to through early late mid - during and for between before after beginning end"
    ),
    date_leads="on since until till from by of dated to and between ( ,",
    year_leads=(
        "in since until till during from between early late mid pre post before after by of through year"
        " spring summer fall autumn winter circa ("
    ),
    year_never="about nearly over almost some than no number route highway flight room model another least most",
    year_followers="",
    counted=(
        "people percent dollars euros pounds miles kilometers kilometres km meters metres feet acres tons tonnes men women children"
        " others more troops soldiers members homes points votes workers employees jobs cases deaths rubles hryvnias mph hp rpm times"
        " hours days years"
    ),
    last="last",
    titles="mr mrs ms dr st gen lt col sgt capt maj sen rep gov prof jr sr no vs inc corp co ltd adm cmdr rev hon",
    referring="",
    alone="on in at by the a an around about during since until till from to for of this before after",
)
