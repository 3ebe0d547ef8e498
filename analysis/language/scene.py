"""The surroundings of an expression: the publication, the sentence, and the day last spoken of."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from analysis.language.almanac import Unit, period_of
from analysis.language.anchor import Anchor
from analysis.language.table import Grammar
from analysis.language.words import Item
from analysis.when import Zone

Direction = Literal["future", "perhaps", "past"]
"""perhaps: wording that fits a coming day, and says so only where the last such day lies long ago."""

REACH = 14
"""Words on either side within which wording can turn a bare weekday into a coming one."""

ENDS = frozenset({".", "!", "?", "…", ";", "\n"})


@dataclass(slots=True)
class Scene:
    """What meanings may ask about. `items` are those of the stretch being read, `grammars` its languages, and
    `grammar` that of the rule or expression in hand.

    `spoken` are the days, months, years last spoken of, the latest first, for "the next day", "that year". `day_first` is what the
    text's own unambiguous dates show about 03/04/2024: True, False, or None where they show nothing. `alone` is set where the
    text holds nothing but one expression.
    """

    anchor: Anchor
    zone: Zone | None
    grammar: Grammar
    items: list[Item] = field(default_factory=list)
    grammars: list[Grammar] = field(default_factory=list)
    spoken: tuple[tuple[date, date], ...] = ()
    day_first: bool | None = None
    alone: bool = False
    _told: tuple[date, int] | None = None
    _ends: list[int] = field(default_factory=list)
    _days: list[int] = field(default_factory=list)
    _verbs: dict[int, bool] = field(default_factory=dict)

    def word(self, at: int) -> str:
        """The word at a place of the stretch, "" outside it and for whole expressions."""
        return self.items[at].word if 0 <= at < len(self.items) else ""

    def ends_sentence(self, at: int) -> bool:
        """Whether the item ends a sentence: a full stop does, unless an initial or a title stands before it."""
        item = self.items[at]
        if item.word not in ENDS:
            return False
        if item.word != ".":
            return True
        if at + 1 >= len(self.items):
            return True
        before, after = self.items[at - 1] if at else None, self.items[at + 1]
        if (
            before is not None
            and before.end == item.start
            and ((len(before.word) == 1 and before.word.isalpha()) or before.word in self.grammar.titles)
        ):
            return False
        return after.start > item.end and (after.capital or not after.word[:1].isalpha())

    def direction(self, first: int, last: int, *, ranged: bool = False) -> tuple[Direction, str] | None:
        """Which way the wording around the items `first` to `last` points, with the word that shows it.

        The nearest sign before them in the sentence counts; where there is none, the nearest behind them. What has an
        owner's ending ("Wednesday's ruling") has been. What ends a run ("from Friday to Sunday", `ranged`) is no deadline.
        """
        if self.word(last + 1) == "'" and self.word(last + 2) == "s":
            return "past", "'s"
        if self.word(first - 1) == "least" and self.word(first - 2) == "at":
            first -= 2  # "until at least Tuesday"
        before = self.word(first - 1)
        two = f"{self.word(first - 2)}_{before}"
        if two in self.grammar.future:
            return "future", two.replace("_", " ")  # "no earlier than Friday", «не раньше четверга»
        if before in self.grammar.deadline and not ranged:
            led = self._sign(first - 2, -1)
            if before in self.grammar.until:
                coming = (led is not None and led[0] == "future") or self._deferred(first - 1)
            else:
                sign = led or self._sign(last + 1, 1)
                coming = sign is None or sign[0] != "past"
            return ("future" if coming else "perhaps"), before
        return self._sign(first - 1, -1) or self._sign(last + 1, 1)

    def spoken_within(self, unit: Unit) -> tuple[date, date] | None:
        """The first and last day of what was last spoken of and lies in one such unit; None where there was none."""
        for days in self.spoken:
            if days[0] == days[1] or (unit != "day" and period_of(unit, days[0]) == period_of(unit, days[1])):
                return days
        return None

    def speak(self, days: tuple[date, date]) -> None:
        """Keep what was spoken of; the last few are enough."""
        self.spoken = (days, *(other for other in self.spoken if other != days))[:SPOKEN]

    def past_beside(self, first: int) -> bool:
        """Whether a verb in the past stands directly before the items that begin at `first` ("sank on 14 January")."""
        for at in range(first - 1, first - 4, -1):
            if not 0 <= at < len(self.items) or self.items[at].sense is not None or self.items[at].word in COMMAS:
                return False
            if _past(self.grammar, self.word(at)):
                return self.word(at - 1) not in PASSIVE | PRESENT
        return False

    def _deferred(self, at: int) -> bool:
        """Whether the wording before a deadline ("until") makes it one that has not passed: put off until then, have until then."""
        for place in range(at - 1, max(-1, at - DEFERRED), -1):
            if self.items[place].sense is None and self.ends_sentence(place):
                return False
            word = self.word(place)
            if word in self.grammar.deferring or f"{word}_{self.word(place + 1)}" in self.grammar.deferring:
                return True
        return False

    def _sign(self, at: int, step: int) -> tuple[Direction, str] | None:
        grammar = self.grammar
        perhaps = ""
        for _ in range(REACH):
            if not 0 <= at < len(self.items) or (self.items[at].sense is None and self.ends_sentence(at)):
                break
            word = self.items[at].word
            two = f"{word}_{self.word(at + 1)}"
            for sign in (word, two):
                if sign in grammar.future or (step < 0 and sign in grammar.leading):
                    return "future", sign.replace("_", " ")
            if not perhaps and step < 0 and word in grammar.perhaps and not self._noun_follows(at):
                perhaps = word
            past = _past(grammar, word)
            # "will be held Friday", "is to be opened": what "be" carries is not past.
            if past and self.word(at - 1) not in PASSIVE and self.word(at - 2) not in PASSIVE:
                return ("perhaps", perhaps) if perhaps else ("past", word)
            at += step
        return ("perhaps", perhaps) if perhaps else None

    def _noun_follows(self, at: int) -> bool:
        """Whether "to" leads to a noun or name and to no verb."""
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        return after is None or after.capital or after.word in self.grammar.articles or not after.word[:1].isalpha()

    def begin(self, items: list[Item]) -> None:
        """Look at the items of a stretch, in which all that is time has become senses."""
        self.items = items
        self._ends = [at for at, item in enumerate(items) if item.word in ENDS and item.sense is None and self.ends_sentence(at)]
        self._days = [
            at for at, item in enumerate(items) if item.sense is not None and item.has(WHOLE_DAYS) and self.word(at - 1) != "since"
        ]
        self._verbs = {}
        self._told = None

    def tell(self, at: int, on: date, *, timed: bool) -> None:
        """Keep a day that was made definite, where the paragraph tells what happened on it: its hours (`timed`), or a date not led to."""
        if self.anchor.day is not None and on > self.anchor.day:
            self._told = None
        elif (timed or self.word(at - 1) not in NO_SCENE) and not self.as_of(at):
            self._told = on, bisect_left(self._ends, at)

    def told(self, at: int) -> date | None:
        """The day whose hours the paragraph was telling of in one of the last sentences before an item; None where there was none."""
        return self._told[0] if self._told is not None and bisect_left(self._ends, at) - self._told[1] <= TOLD else None

    def part_beside(self, at: int) -> str:
        """The part of the day that the sentence names beside a clock time, "" for none."""
        first, last = self.sentence(at)
        for place in range(max(first, at - DAY_REACH), min(last, at + DAY_REACH) + 1):
            sense = self.items[place].sense
            if sense is not None and self.items[place].has(frozenset({"<PART>", "<DAYPART>", "<SPOKENPART>"})):
                return str(sense.day_part)
        return ""

    def nearest_verb(self, at: int) -> int | None:
        """The place of the verb nearest to an item in its sentence; of two equally near, the one before; None where there is none."""
        first, last = self.sentence(at)
        for off in range(1, VERB_REACH + 1):
            for place in (at - off, at + off):
                if first <= place <= last and self._is_verb(place):
                    return place
        return None

    def nearest_day(self, at: int) -> int | None:
        """The place of the day nearest to an item in its sentence; of two equally near, the one behind ("at 9 a.m. on Friday")."""
        before, after = self._beside(self._days, at, DAY_REACH)
        if before is None or after is None:
            return after if before is None else before
        return before if at - before < after - at else after

    def day_before(self, at: int) -> int | None:
        """The place of the nearest day that the sentence names before an item; None where it names none."""
        return self._beside(self._days, at, DAY_REACH)[0]

    def _beside(self, places: list[int], at: int, reach: int) -> tuple[int | None, int | None]:
        """The nearest of some places before and behind an item, in its sentence and reach."""
        first, last = self.sentence(at)
        here = bisect_left(places, at)
        there = here + (here < len(places) and places[here] == at)
        before = places[here - 1] if here and places[here - 1] >= max(first, at - reach) else None
        after = places[there] if there < len(places) and places[there] <= min(last, at + reach) else None
        return before, after

    def _is_verb(self, at: int) -> bool:
        """Whether the word looks, in a language of the stretch, like a verb that reports an event; a name within a sentence is none."""
        known = self._verbs.get(at)
        if known is None:
            known = self._verbs[at] = self.items[at].sense is None and self._reports(at)
        return known

    def _reports(self, at: int) -> bool:
        item = self.items[at]
        word = item.word
        if any(_reporting(grammar, word) for grammar in self.grammars):
            return True
        if word in AUXILIARIES or (item.capital and at and not self.ends_sentence(at - 1)):
            return False
        return any(_past(grammar, word) for grammar in self.grammars)

    def sentence(self, at: int) -> tuple[int, int]:
        """The first and last place of the sentence around an item, within `SENTENCE` words on either side."""
        here = bisect_left(self._ends, at)
        first = self._ends[here - 1] + 1 if here else 0
        last = self._ends[here] if here < len(self._ends) else len(self.items) - 1
        return max(first, at - SENTENCE), min(last, at + SENTENCE)

    def as_of(self, at: int) -> str:
        """The words before an item that make it the instant to which a report holds ("as of"), "" where there are none."""
        led = " ".join(self.word(place) for place in range(max(0, at - 3), at)).strip()
        return next((phrase for phrase in AS_OF if led.endswith(phrase)), "")

    def release_near(self, at: int) -> int | None:
        """The place of the day on which the sentence around an item says that something was said, or as of which it speaks; None for none.

        Where the next sentence begins «об этом», «про це», it speaks of this one.
        """
        first, last = self.sentence(at)
        if f"{self.word(last + 1)}_{self.word(last + 2)}" in self.grammar.referring:
            last = self.sentence(last + 2)[1]
        best = None
        for place in range(first, last + 1):
            sense = self.items[place].sense
            if sense is None or place == at or not self.items[place].has(DAYS):
                continue
            if self.as_of(place):
                return place
            verb = self.nearest_verb(place)
            if verb is not None and self.items[verb].word in self.grammar.saying and (best is None or abs(place - at) < abs(best - at)):
                best = place
        return best


@lru_cache(maxsize=8192)
def _reporting(grammar: Grammar, word: str) -> bool:
    """Whether the word is one by which statements are released or videos posted."""
    return word in grammar.saying or word in grammar.posting


@lru_cache(maxsize=8192)
def _past(grammar: Grammar, word: str) -> bool:
    """Whether the word is a verb in the past, by list or ending."""
    return word in grammar.past or (len(word) > 3 and word.endswith(grammar.table.past_endings) and word not in grammar.not_verbs)


TOLD = 2
"""Sentences for which the hours told are those of a day that was named."""
NO_SCENE = frozenset({"since", "until", "till", "before", "after", "by"})
"""What stands before a day that bounds what is told, and is not the day of which is told."""
AS_OF = ("as of", "по состоянию на", "станом на")
SPOKEN = 6
"""How many days and periods spoken of are kept."""
DEFERRED = 8
"""Words before a deadline within which it is looked for what was put off."""
WHOLE_DAYS = frozenset({"<DAY>", "<WEEKDAY>", "<TIME>", "<DAYPART>", "<SPOKENPART>"})
"""What names a day, alone or with a time or part of it."""
DAY_REACH = 12
"""Words on either side within which a clock time finds its day."""
VERB_REACH = 25
"""Words on either side within which the verb of an expression is looked for."""
SENTENCE = 60
"""Words on either side that are taken for one sentence at most."""
DAYS = frozenset({"<DAY>", "<WEEKDAY>", "<TIME>", "<DAYPART>"})
AUXILIARIES = frozenset(
    {"was", "were", "had", "did", "been", "done", "было", "был", "была", "были", "було", "був", "була", "були", "according"}
)
PASSIVE = frozenset({"be", "stay", "remain", "get", "keep", "бути", "быть"})
PRESENT = frozenset({"is", "are", "being"})
COMMAS = frozenset({",", ";", ":", "(", ")", "."})
