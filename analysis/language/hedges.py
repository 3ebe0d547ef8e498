"""What the words around a mention do to it: deny it, suppose it, or tell of an earlier time. English, Russian and Ukrainian.

The rules are plain and short-sighted on purpose: a cue counts in the same sentence and near the mention, and every flag is shown
beside the words, for the user to overrule. The lists are our own, from the grammar of negation and mood in each language.
"""

from __future__ import annotations

import re
from typing import NamedTuple

REACH = 240
"""Characters on either side of a mention that are looked at; long sentences are cut there."""

NEAR_WORDS = 5
"""Words between a cue and the mention that it governs."""


class Hedges(NamedTuple):
    negated: bool = False
    hypothetical: bool = False
    history: bool = False


_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”»)]*\s+(?=[^\W\d_a-zа-яёіїєґ]|[\"“«(])|\n\s*\n|[;\r]")
_CLAUSE = re.compile(r"[,:()–—]|\s-\s|\b(?:and|but|и|но|а|та|але|однак|однако)\b", re.I)
_LISTED = re.compile(r"\b(?:or|nor|или|ни|або|чи|ані|ні)\b", re.I)

_NOT_BEFORE = re.compile(
    r"\b(?:not|never|cannot|\w+n['’]t|den(?:y|ies|ied)|не|нет|опроверг\w*|отрица\w+|немає|нема|спростув\w*|заперечу\w*)\b"
    r"(?!\s+(?:only|just|less|fewer|later|earlier|merely|только|лишь|менее|меньше|ранее|позднее|просто|лише|тільки|менше|раніше))",
    re.I,
)
_NONE_BEFORE = re.compile(
    r"\b(?:no|without|neither|nor|none\sof|zero|без|ни|никак(?:их|ие|ого)|ноль|нуль|ні|ані|жодн\w+|ніяк\w+)\b"
    r"(?!\s+(?:less|fewer|later|longer|doubt|matter|sooner|earlier|менее|менш))",
    re.I,
)
_NOT_AFTER = re.compile(
    r"(?:[^\w,;:.]+\w+){0,2}?[^\w,;:.]+(?:(?:was|were|is|are|has|have|had|did|does|do)(?:\s+not\b|n['’]t\b)"
    r"|(?:не|нет|немає|нема)\b(?!\s+(?:только|лишь|менее|меньше|ранее|лише|тільки|менше|раніше)))",
    re.I,
)
_RUMOUR = re.compile(
    r"\b(?:claims?|reports?|rumou?rs?|allegations?|information|сообщени\w+|информаци\w+|данны\w+|заявлени\w+|слух\w*|повідомленн\w+|інформаці\w+"
    r"|заяв[аи]|чутк\w+)\b",
    re.I,
)
_REFUTED = re.compile(
    r"\b(?:(?:is|are|was|were)\s(?:false|untrue|not\strue|denied|refuted|rejected|unfounded)|не\sсоответству\w+|не\sподтвер\w+|опроверг\w*"
    r"|недостоверн\w+|не\sвідповіда\w+|не\sпідтвер\w+|спростув\w+|неправд\w+)\b",
    re.I,
)
_NONE_SEEN = re.compile(
    r"[^,;:.!?]{0,60}?\bне\s(?:было|замечен|обнаружен|выявлен|зафиксирован|уничтожен|поврежден|повреждён|потерян|було|виявлен|зафіксован|знищен"
    r"|помічен|пошкоджен|втрачен)\w*",
    re.I,
)
_SUPPOSED_BEFORE = re.compile(
    r"\b(?:could(?!\snot)|expects?|expecting|wants?|asks?\sfor|asking\sfor|agreed\sto|ready\sto|deliver(?:y|ies)\sof|shipments?\sof"
    r"|would|might|should|will"
    r"|if|unless|whether|allegedly|purportedly|supposedly|якобы|нібито|plan(?:s|ned|ning)?|promis\w+|pledg\w+|intend\w*|consider(?:s|ing)?|hop(?:es|ed|ing)"
    r"|propos\w+|request\w*|possibl[ey]|бы|мог(?:ут|ла|ли|ло)?|может|если|планиру\w+|обеща\w+|намерен\w*|возможн\w+|предлага\w+|попрос\w+"
    r"|будет|будут|переда(?:ст|дут|сть|дуть)|постав(?:ит|ят|ить|лять)|получ(?:ит|ат|ить)|отправ(?:ит|ят)|рассчитыва\w+|наде\w+тся|хот(?:ят|ит)|хочет"
    r"|надасть|нададуть|надішле|отрима(?:є|ють)|сподіва\w+|розрахову\w+|хоч(?:е|уть)"
    r"|поставк\w+|постачанн\w+|би|міг|мог(?:ла|ли|ло)|може|можуть|якщо|плану\w+|обіця\w+|намір\w*|можлив\w+|буде|будуть)\b",
    re.I,
)
_MAY = re.compile(r"\bmay\b")  # in lower case: not the month
_SUPPOSED_AFTER = re.compile(
    r"(?:[^\w,;:.]+\w+){0,1}?[^\w,;:.]+(?:could(?!\snot)|would|might|may|should|will|бы|могут|может|будут|би|можуть|може|будуть)\b", re.I
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SUPPLIED = re.compile(
    r"(?<!was\s)(?<!were\s)(?<!been\s)\b(?:supplied|delivered|donated|provided|transferred|received|given|sent|bought|built|поставленн\w+|переданн\w+"
    r"|полученн\w+|передан\w+|надан\w+|отриман\w+)\b[^,;.]{0,40}$",
    re.I,
)
"""A machine that was supplied last year and is hit today is of today: the participle takes the earlier time to itself."""
_EARLIER = re.compile(
    r"\b(?:earlier\s(?:this|in)\b"
    r"|(?<!\bin\sthe\s)(?<!\bover\sthe\s)(?<!\bduring\sthe\s)(?<!\bwithin\sthe\s)(?:last|previous)\s(?:week|month|year|spring|summer|autumn|fall|winter)"
    r"|(?:day|week|month|year)s?\s(?:ago|earlier|before)\b|previously\b|in\sthe\spast\b(?!\s(?:\d|day|hour|few|night|several|twenty))"
    r"|as\s(?:reported|noted|stated|said|announced)\searlier\b|earlier\s(?:it\swas\s)?(?:reported|said|announced|claimed)\b"
    r"|had\s(?:already\s|earlier\s)?(?:reported|said|announced|claimed)\b|already\s(?:reported|announced)\b"
    rf"|(?:in|during|by)\s(?:(?:early|mid|late|the\s\w+\sof)[\s-])?(?:(?:{_MONTHS})\s)?(?:19|20)\d\d\b|in\sthe\s(?:19|20)\d0s\b|since\s(?:\d\d?\s)?(?:{_MONTHS})\b"
    r"|\b[вуВУ]о?\s(?:[а-яіїєґё]+\s)?20\d\d(?:-\w+)?\s?(?:г\b|р\b|год\w*|ро[кц]\w*)|\bуже\s(?:сообща|заявля|докладыва)\w+|\bвже\s(?:повідомля|заявля)\w+"
    r"|с\s\d\d?\s(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\b(?!\s(?:по|на|до)\b)"
    r"|since\s(?:the\s(?:start|beginning|outbreak)|last)\b|to\sdate\b|historically\b"
    r"|ранее\b|до\sэтого\b|в\sпрошлом\s(?:году|месяце)|на\sпрошлой\sнеделе|(?:месяц\w*|недел\w+|год\w*|лет|дн\w+)\sназад\b|с\s(?:\w+\s)?начала\b"
    r"|за\sвс[её]\sвремя\b|раніше\b|до\sцього\b|(?:поза)?торік\b|минулого\s(?:тижня|місяця|року)|(?:тиж\w+|місяц\w+|рок\w+|дн\w+)\sтому\b|[вз]ід?\sпочатку\b)",
    re.I,
)


def hedges(text: str, start: int, end: int) -> Hedges:
    """What the sentence says of the mention at these characters; looks at a bounded stretch on either side."""
    before = _SENTENCE_END.split(text[max(0, start - REACH) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + REACH])[0]
    clause = _CLAUSE.split(before)[-1]
    # In a list ("no guns, tanks or Leopards") the word that denies stands before the commas.
    listed = before if _LISTED.search(clause) else clause
    return Hedges(
        negated=_near(_NOT_BEFORE, clause)
        or _near(_NONE_BEFORE, listed, 3 * NEAR_WORDS)
        or _NOT_AFTER.match(after) is not None
        or _NONE_SEEN.match(after) is not None
        or (_RUMOUR.search(before) is not None and _REFUTED.search(after) is not None),
        hypothetical=_near(_SUPPOSED_BEFORE, clause) or _near(_MAY, clause) or _SUPPOSED_AFTER.match(after) is not None,
        history=_told_of_earlier(before, before + text[start:end] + after),
    )


def _told_of_earlier(before: str, sentence: str) -> bool:
    """Whether the sentence tells of an earlier time, other than that at which the machine was supplied."""
    return any(_SUPPLIED.search(sentence[max(0, cue.start() - REACH) : cue.start()]) is None for cue in _EARLIER.finditer(sentence))


def _near(cue: re.Pattern[str], words: str, within: int = NEAR_WORDS) -> bool:
    """Whether a cue stands within so many words of the end."""
    last = None
    for last in cue.finditer(words):  # noqa: B007 - the last one is wanted
        pass
    return last is not None and len(words[last.end() :].split()) <= within
